//! Where there is no way: what would open one, and what stands in it.

use std::ops::Add;

use crate::product::{Backward, Forward, Lengths, Product};
use crate::reach::reached;
use crate::route::nearest;
use crate::{ArcIx, Path, PathCost, PathQuery, Weights};

/// A route that needs closed arcs to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relaxed {
    /// The route, priced as if nothing were closed.
    pub path: Path,
    /// Its closed arcs, in its order.
    pub lifted: Vec<ArcIx>,
}

/// Which route needs the fewest closed arcs to be opened, and of these the least key?
///
/// `query` has the weights as if nothing were closed, `open` tells what is open now. `None`: there is no route even
/// then. A closed arc counts each time it is passed. It costs what [`best`](crate::best) costs.
#[must_use]
pub fn relax(query: &PathQuery<'_>, open: &Weights) -> Option<Relaxed> {
    let (length, arcs) = nearest(query, &Widening { free: query.weights, open })?;
    let lifted = arcs.iter().copied().filter(|&arc| open.get(arc).is_none()).collect();
    Some(Relaxed { path: Path { key: length.key, arcs }, lifted })
}

/// Which closed arcs stand at the edge of what can be reached from the sources, on some way to a target?
///
/// Those that lead from where open arcs (and fulfilled stages) get to where they do not, and from whose end a target
/// could be reached if nothing were closed. Sorted; empty where there is a route or could be none. Arguments as for
/// [`relax`]. Two depth-first searches, O((n + m) s).
#[must_use]
pub fn blocked_by(query: &PathQuery<'_>, open: &Weights) -> Vec<ArcIx> {
    let free = Product::new(query, query.weights);
    let now = Product::new(query, open);
    let here = reached(&Forward { product: &now }, now.starts());
    if now.finals().any(|node| here[node as usize]) {
        return Vec::new();
    }
    let useful = reached(&Backward { product: &free, removed: &[], spur: None }, free.finals());
    let mut blocked: Vec<ArcIx> = (0..now.nodes())
        .filter(|&node| here[node])
        .filter_map(|node| u32::try_from(node).ok())
        .flat_map(|node| now.out_arcs(node).map(move |arc| (node, arc)))
        .filter(|&(node, arc)| {
            let next = now.head(node, arc) as usize;
            open.get(arc).is_none() && !here[next] && useful[next]
        })
        .filter(|&(_, arc)| query.weights.get(arc).is_some())
        .map(|(_, arc)| arc)
        .collect();
    blocked.sort_unstable();
    blocked.dedup();
    blocked
}

/// Closed arcs first, then the key.
struct Widening<'a> {
    free: &'a Weights,
    open: &'a Weights,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Lifting {
    closed: u32,
    key: PathCost,
}

impl Add for Lifting {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { closed: self.closed + other.closed, key: self.key + other.key }
    }
}

impl Lengths for Widening<'_> {
    type Length = Lifting;

    fn length(&self, arc: ArcIx) -> Option<Lifting> {
        let key = self.free.get(arc)?;
        Some(Lifting { closed: self.open.get(arc).is_none().into(), key })
    }
}
