//! Shortest paths with their arcs: of single pairs, and of all pairs of many endpoints, once and after changes of some
//! arcs.

use std::cmp::Ordering;

use super::customize::Weighted;
use super::query::{Endpoints, join_labels};
use super::unpack::{EdgePaths, Reused, Unpacker, UpwardPaths};
use super::{Length, PathAttributes};
use crate::topology::{ArcIx, Direction, NodeIx, to_u32};

/// The shortest path of one pair, without its arcs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundPath<L> {
    /// Its length.
    pub length: L,
    /// What it has beside that: of all that are as short, those of the first by ties.
    pub attributes: PathAttributes,
}

/// A weighted hierarchy whose lengths change and are restored, with memory for the paths under them.
#[derive(Clone, Debug)]
pub struct Workspace<'a, L> {
    weighted: Weighted<'a, L>,
    paths: EdgePaths,
}

impl<'a, L: Length> Workspace<'a, L> {
    /// On some lengths.
    #[must_use]
    pub fn new(weighted: Weighted<'a, L>) -> Self {
        let paths = EdgePaths::new(weighted.edge_length.len());
        Self { weighted, paths }
    }

    /// What `work` finds under other lengths of some arcs, which are restored.
    pub fn with_lengths<T>(&mut self, lengths: &[(ArcIx, L)], work: impl FnOnce(&mut Self) -> T) -> T {
        let undo = self.weighted.edit(lengths);
        let found = work(self);
        self.weighted.undo(undo);
        found
    }

    /// Other lengths of some arcs, for good.
    pub fn set_lengths(&mut self, lengths: &[(ArcIx, L)]) {
        drop(self.weighted.edit(lengths));
    }

    /// What is the shortest path of one pair?
    ///
    /// # Arguments
    /// * `pair`: source and target.
    /// * `attributes`: of an arc; they break ties.
    ///
    /// # Returns
    /// The path and its arcs; `None` where none is open.
    ///
    /// # Complexity
    /// O(edges of the nodes above both), and the unpacking of those edges alone that are on a shortest path.
    ///
    /// # Example
    /// In the [module](super).
    pub fn shortest_path(
        &mut self,
        pair: (NodeIx, NodeIx),
        attributes: impl Fn(ArcIx) -> PathAttributes,
    ) -> Option<(FoundPath<L>, Vec<ArcIx>)> {
        self.shortest_paths([pair].into_iter(), attributes).pop().flatten()
    }

    /// [`Workspace::shortest_path`] of several pairs: what their paths share is unpacked once.
    pub fn shortest_paths(
        &mut self,
        pairs: impl Iterator<Item = (NodeIx, NodeIx)>,
        attributes: impl Fn(ArcIx) -> PathAttributes,
    ) -> Vec<Option<(FoundPath<L>, Vec<ArcIx>)>> {
        let mut unpacker = Unpacker { weighted: &self.weighted, attributes, own: &mut self.paths, reused: None };
        let found = pairs.map(|pair| single(&mut unpacker, pair)).collect();
        self.paths.clear();
        found
    }
}

/// The path of one pair.
fn single<L: Length, A: Fn(ArcIx) -> PathAttributes>(
    unpacker: &mut Unpacker<'_, L, A>,
    (source, target): (NodeIx, NodeIx),
) -> Option<(FoundPath<L>, Vec<ArcIx>)> {
    let weighted = unpacker.weighted;
    let ends = Endpoints::new(weighted.hierarchy, &[source], &[target]);
    let [out, back] = [Direction::Forward, Direction::Backward].map(|direction| weighted.labels(&ends, direction, 0));
    // Known before any path is unpacked: ancestors farther than it are on no shortest path.
    let length = join_labels(&out, &back, ends.common(0, 0));
    let paths = |direction, labels| UpwardPaths::within(weighted, &ends, (direction, 0), (labels, length));
    let (mut out, mut back) = (paths(Direction::Forward, out), paths(Direction::Backward, back));
    let (found, [one, other]) = meet(unpacker, (&mut out, &mut back), ends.common(0, 0))?;
    let arcs = |paths: &UpwardPaths<L>, step: u32| paths.arcs(step, |path| unpacker.own.arcs(path));
    Some((found, [arcs(&out, one), arcs(&back, other)].concat()))
}

/// Other lengths of some arcs, and what every arc has beside its length then.
#[derive(Clone, Copy, Debug)]
pub struct Edits<'e, L, A> {
    /// Arcs with their lengths.
    pub lengths: &'e [(ArcIx, L)],
    /// Of every arc, edited or not.
    pub attributes: A,
}

/// One pair and its path, if one is open.
pub type Change<L> = (u32, Option<FoundPath<L>>);

/// The shortest paths of all pairs of some endpoints, under some lengths.
#[derive(Debug)]
pub struct PathMatrix<L> {
    /// By source, then by target: its path, and the steps of both that meet; `None` where no path is open.
    found: Vec<Option<(FoundPath<L>, [u32; 2])>>,
    targets: usize,
    paths: EdgePaths,
    /// See [`Upward`].
    out: Vec<Option<UpwardPaths<L>>>,
    back: Vec<Option<UpwardPaths<L>>>,
}

/// By source or by target; those that no pair needed are missing.
type Upward<L> = [Option<UpwardPaths<L>>];

/// No endpoint has paths yet; these cannot be cloned, so `vec!` does not serve.
fn unfound<L>(endpoints: usize) -> Vec<Option<UpwardPaths<L>>> {
    std::iter::repeat_with(|| None).take(endpoints).collect()
}

impl<L: Length> PathMatrix<L> {
    /// What are the shortest paths from all sources to all targets?
    ///
    /// # Arguments
    /// * `attributes`: of an arc; they break ties.
    ///
    /// # Complexity
    /// O(edges of the nodes above) for each endpoint, O(height of the elimination tree) for each pair; an edge is
    /// unpacked once for all.
    ///
    /// # Example
    /// In the [module](super).
    #[must_use]
    pub fn new(
        weighted: &Weighted<'_, L>,
        endpoints: &Endpoints,
        attributes: impl Fn(ArcIx) -> PathAttributes,
    ) -> Self {
        let mut own = Self {
            found: Vec::with_capacity(endpoints.source_count() * endpoints.target_count()),
            targets: endpoints.target_count(),
            paths: EdgePaths::new(weighted.edge_length.len()),
            out: unfound(endpoints.source_count()),
            back: unfound(endpoints.target_count()),
        };
        let mut unpacker = Unpacker { weighted, attributes, own: &mut own.paths, reused: None };
        for source in 0..endpoints.source_count() {
            for target in 0..endpoints.target_count() {
                let both = (&mut own.out[..], &mut own.back[..]);
                own.found.push(pair(&mut unpacker, endpoints, both, (source, target)));
            }
        }
        own
    }

    /// The path of a pair, which is numbered source times the number of targets, plus target.
    #[must_use]
    pub fn get(&self, pair: usize) -> Option<FoundPath<L>> {
        self.found[pair].map(|(found, _)| found)
    }

    /// The arcs of that path.
    #[must_use]
    pub fn arcs(&self, pair: usize) -> Option<Vec<ArcIx>> {
        let (_, [out, back]) = self.found[pair]?;
        let arcs = |endpoints: &Upward<L>, at: usize, step: u32| {
            endpoints[at].as_ref().map(|paths| paths.arcs(step, |path| self.paths.arcs(path)))
        };
        let (source, target) = (pair / self.targets, pair % self.targets);
        Some([arcs(&self.out, source, out)?, arcs(&self.back, target, back)?].concat())
    }

    /// By arc: on how many paths it is, each pair counted as often as `times` says.
    #[must_use]
    pub fn arc_usage(&self, arcs: usize, times: impl Fn(usize) -> u64) -> Vec<u64> {
        let none = |all: &Upward<L>| -> Vec<Vec<u64>> {
            all.iter().map(|paths| vec![0; paths.as_ref().map_or(0, UpwardPaths::step_count)]).collect()
        };
        let (mut out, mut back) = (none(&self.out), none(&self.back));
        for (pair, found) in self.found.iter().enumerate() {
            if let Some((_, [one, other])) = found {
                out[pair / self.targets][*one as usize] += times(pair);
                back[pair % self.targets][*other as usize] += times(pair);
            }
        }
        // From pairs to steps, from steps to edge paths, from edge paths to arcs: each is passed once, not once for
        // each pair.
        let mut edge_paths = vec![0; self.paths.count()];
        for (paths, uses) in self.out.iter().zip(out).chain(self.back.iter().zip(back)) {
            paths.iter().for_each(|paths| paths.add_usage(uses.clone(), &mut edge_paths));
        }
        self.paths.arc_usage(edge_paths, arcs)
    }

    /// The pairs on whose path one of these arcs is, ascending; and by edge path whether one is on it.
    fn touched(&self, changed: impl Fn(ArcIx) -> bool) -> (Vec<u32>, Vec<bool>) {
        let edge_paths = self.paths.touched(changed);
        let steps = |all: &Upward<L>| -> Vec<Vec<bool>> {
            let touched = |paths: &UpwardPaths<L>| paths.touched(&edge_paths);
            all.iter().map(|paths| paths.as_ref().map_or_else(Vec::new, touched)).collect()
        };
        let (out, back) = (steps(&self.out), steps(&self.back));
        let is_touched = |pair: &usize| {
            self.found[*pair].is_some_and(|(_, [one, other])| {
                out[pair / self.targets][one as usize] || back[pair % self.targets][other as usize]
            })
        };
        ((0..self.found.len()).filter(is_touched).map(to_u32).collect(), edge_paths)
    }

    /// Which pairs have another path after edits that make arcs longer or close them?
    ///
    /// A path without such an arc stays the shortest, as all others only become longer: only pairs whose path has one
    /// are searched again, and of their paths only the parts that have one are unpacked again.
    ///
    /// # Arguments
    /// * `space`: on the lengths of this matrix; they are edited and restored.
    /// * `endpoints`: those of this matrix.
    ///
    /// # Returns
    /// The pairs with an edited arc on their path, ascending, with their path now. It may be as long as before.
    pub fn after_increases<A: Fn(ArcIx) -> PathAttributes>(
        &self,
        space: &mut Workspace<'_, L>,
        endpoints: &Endpoints,
        edits: Edits<'_, L, A>,
    ) -> Vec<Change<L>> {
        let mut arcs: Vec<ArcIx> = edits.lengths.iter().map(|edit| edit.0).collect();
        arcs.sort_unstable();
        let (pairs, touched) = self.touched(|arc| arcs.binary_search(&arc).is_ok());
        // Nothing is edited at all where no path is affected.
        if pairs.is_empty() {
            return Vec::new();
        }
        self.search(space, endpoints, edits, (pairs, Some(self.paths.reuse(&touched))))
    }

    /// Which pairs have a path of another length or with other attributes after any edits? All are searched again.
    ///
    /// Arguments as for [`PathMatrix::after_increases`]; returned are the pairs that change, ascending.
    pub fn after_edits<A: Fn(ArcIx) -> PathAttributes>(
        &self,
        space: &mut Workspace<'_, L>,
        endpoints: &Endpoints,
        edits: Edits<'_, L, A>,
    ) -> Vec<Change<L>> {
        let all = (0..to_u32(self.found.len())).collect();
        // Nothing is reused: arcs may be shorter, so another path may be the first everywhere.
        let mut changes = self.search(space, endpoints, edits, (all, None));
        changes.retain(|(pair, found)| *found != self.get(*pair as usize));
        changes
    }

    /// Some pairs under edits.
    fn search<A: Fn(ArcIx) -> PathAttributes>(
        &self,
        space: &mut Workspace<'_, L>,
        endpoints: &Endpoints,
        edits: Edits<'_, L, A>,
        (pairs, reused): (Vec<u32>, Option<Reused<'_>>),
    ) -> Vec<Change<L>> {
        let undo = space.weighted.edit(edits.lengths);
        let attributes = edits.attributes;
        let mut unpacker = Unpacker { weighted: &space.weighted, attributes, own: &mut space.paths, reused };
        // Filled as pairs ask for them: endpoints of no pair cost nothing.
        let (mut out, mut back) = (unfound(endpoints.source_count()), unfound(endpoints.target_count()));
        let changes = pairs.into_iter().map(|at| {
            let ends = (at as usize / self.targets, at as usize % self.targets);
            let found = pair(&mut unpacker, endpoints, (&mut out[..], &mut back[..]), ends);
            (at, found.map(|(found, _)| found))
        });
        // The iterator is lazy: it must end before the paths and lengths that it reads are reset.
        let changes = changes.collect();
        space.paths.clear();
        space.weighted.undo(undo);
        changes
    }
}

/// The path of a pair, and the steps that meet on it.
fn pair<L: Length, A: Fn(ArcIx) -> PathAttributes>(
    unpacker: &mut Unpacker<'_, L, A>,
    endpoints: &Endpoints,
    (out, back): (&mut Upward<L>, &mut Upward<L>),
    (source, target): (usize, usize),
) -> Option<(FoundPath<L>, [u32; 2])> {
    let weighted = unpacker.weighted;
    let paths = |direction, at| UpwardPaths::new(weighted, endpoints, direction, at);
    let out = out[source].get_or_insert_with(|| paths(Direction::Forward, source));
    let back = back[target].get_or_insert_with(|| paths(Direction::Backward, target));
    meet(unpacker, (out, back), endpoints.common(source, target))
}

/// The first of the shortest paths over any common ancestor.
fn meet<L: Length, A: Fn(ArcIx) -> PathAttributes>(
    unpacker: &mut Unpacker<'_, L, A>,
    (out, back): (&mut UpwardPaths<L>, &mut UpwardPaths<L>),
    common: usize,
) -> Option<(FoundPath<L>, [u32; 2])> {
    let length = join_labels(out.labels(), back.labels(), common);
    if length >= L::INFINITY {
        return None;
    }
    let mut least: Option<(FoundPath<L>, [u32; 2])> = None;
    // Only ancestors of both that are on a shortest path are unpacked.
    for depth in 0..common {
        if out.labels()[depth].plus(back.labels()[depth]) != length {
            continue;
        }
        let steps = [out.step(unpacker, depth), back.step(unpacker, depth)];
        let attributes = out.attributes(steps[0]).plus(back.attributes(steps[1]));
        let arcs = |[one, other]: [u32; 2]| {
            let arcs = |path| unpacker.arcs(path);
            [out.arcs(one, arcs), back.arcs(other, arcs)].concat()
        };
        let better = least.is_none_or(|(found, known)| {
            let ties = attributes.tie_break.cmp(&found.attributes.tie_break);
            // Arcs are listed only where everything else is equal.
            ties.then_with(|| arcs(steps).cmp(&arcs(known))) == Ordering::Less
        });
        if better {
            least = Some((FoundPath { length, attributes }, steps));
        }
    }
    least
}
