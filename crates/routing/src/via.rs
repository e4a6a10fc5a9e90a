//! How short a way over each arc can be: what an arc would have to save before anybody takes it.

use crate::dijkstra::{Graph, dijkstra};
use crate::{ArcIx, NodeIx, Topology};

/// How long is the shortest walk from any source to any target that passes each arc?
///
/// `lengths` are by arc, at least 0; `None`: closed. The answer is by arc; `None`: no walk passes it. A walk may enter a
/// state twice, so no route over the arc is shorter. Two searches, O((n + m) log m).
#[must_use]
pub fn shortest_through(
    topology: &Topology,
    lengths: &[Option<i64>],
    sources: &[NodeIx],
    targets: &[NodeIx],
) -> Vec<Option<i64>> {
    let never = |_, _: i64| false;
    let ahead = Along { topology, lengths, way: Way::Ahead };
    let back = Along { topology, lengths, way: Way::Back };
    let from = dijkstra(&ahead, sources.iter().map(|state| state.0), never).dist;
    let to = dijkstra(&back, targets.iter().map(|state| state.0), never).dist;
    let over = |arc: ArcIx| {
        let (start, end) = (from[topology.tail(arc).index()]?, to[topology.head(arc).index()]?);
        Some(start.saturating_add(lengths[arc.index()]?).saturating_add(end))
    };
    (0..topology.arc_count()).map(ArcIx::from).map(over).collect()
}

#[derive(Clone, Copy)]
enum Way {
    Ahead,
    Back,
}

/// The open arcs, one way or the other.
struct Along<'a> {
    topology: &'a Topology,
    lengths: &'a [Option<i64>],
    way: Way,
}

impl Graph for Along<'_> {
    type Length = i64;

    fn nodes(&self) -> usize {
        self.topology.node_count()
    }

    fn each(&self, node: u32, mut visit: impl FnMut(ArcIx, u32, i64)) {
        let mut step = |arc: ArcIx, next: NodeIx| {
            if let Some(length) = self.lengths[arc.index()] {
                visit(arc, next.0, length);
            }
        };
        match self.way {
            Way::Ahead => {
                self.topology.out_arcs(NodeIx(node)).for_each(|arc| step(arc, self.topology.head(arc)))
            }
            Way::Back => {
                self.topology.in_arcs(NodeIx(node)).for_each(|arc| step(arc, self.topology.tail(arc)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// ```text
    ///      1       2
    ///  0 ────► 1 ────► 3
    ///  │ 4       ┌───► (5)
    ///  └────► 2 ─┘ closed; and 2 ──► 4, which leads nowhere
    /// ```
    #[test]
    fn each_arc_has_its_shortest_walk() {
        let ends = [(0, 1), (0, 2), (1, 3), (2, 3), (2, 4)];
        let ends: Vec<_> = ends.iter().map(|&(a, b)| (NodeIx(a), NodeIx(b))).collect();
        let topology = Topology::new(5, &ends);
        let find = |closing| {
            let lengths = [Some(1), Some(4), Some(2), closing, Some(1)];
            shortest_through(&topology, &lengths, &[NodeIx(0)], &[NodeIx(3)])
        };
        assert_eq!(find(Some(5)), [Some(3), Some(9), Some(3), Some(9), None]);
        assert_eq!(find(None), [Some(3), None, Some(3), None, None]);
    }
}
