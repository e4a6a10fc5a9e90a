//! Customizable contraction hierarchies: shortest paths on networks of millions of arcs whose weights change.
//!
//! 1. An [`Order`] of the nodes and a [`Hierarchy`] along it depend on the graph alone: seconds, once.
//! 2. [`Weighted`] gives the hierarchy lengths of arcs: a fraction of a second for each metric, less for an edit of
//!    some arcs.
//! 3. Queries take micro- to milliseconds:
//!
//! | question | use |
//! |---|---|
//! | distances from one node to all | [`Weighted::one_to_all`] |
//! | distances between many endpoints | [`Weighted::labels`], [`join_labels`] |
//! | one path with its arcs | [`Workspace::shortest_path`] |
//! | k paths with their arcs | [`Weighted::k_shortest_paths`] |
//! | all pairs of paths, and what changes after edits | [`PathMatrix`] |
//!
//! Paths are those of [`shortest_path`](crate::shortest_path()) where lengths and [`PathAttributes`] say what
//! [`PathCost`](crate::PathCost) says.
//!
//! ```
//! use routing::hierarchy::{
//!     ArcMapping, Edits, Endpoints, Hierarchy, Length, Order, PathAttributes, PathMatrix, Weighted, Workspace,
//! };
//! use routing::{ArcIx, Cost, Direction, NodeIx, PathCost, Position, SearchLimit, Topology};
//!
//! // 0 --2--> 1 --2--> 2, and 0 --5--> 2
//! let arcs = [(0, 1), (0, 2), (1, 2)];
//! let topology = Topology::new(3, &arcs.map(|(a, b)| (NodeIx(a), NodeIx(b))));
//! let length = [2, 5, 2];
//! let at = [0.0, 1.0, 2.0].map(|lon| Position { lat: 0.0, lon });
//!
//! let order = Order::nested_dissection(&at, arcs.into_iter());
//! let hierarchy = Hierarchy::new(&order, arcs.into_iter());
//! let mapping = ArcMapping::new(&hierarchy, &topology).unwrap();
//! let mut weighted = Weighted::new(&hierarchy, &mapping, |arc| length[arc.index()]);
//! assert_eq!(weighted.one_to_all(NodeIx(0), Direction::Forward), [0, 2, 4_u32]);
//!
//! // Ties are broken by the number of arcs.
//! let one = |_| PathAttributes { tie_break: [0, 1, 0], ..PathAttributes::default() };
//! let (source, target) = (NodeIx(0), NodeIx(2));
//! let mut space = Workspace::new(weighted.clone());
//! let (found, path) = space.shortest_path((source, target), one).unwrap();
//! assert_eq!((found.length, path), (4, vec![ArcIx(0), ArcIx(2)]));
//!
//! let cost = |arc: ArcIx| {
//!     let length = i64::from(length[arc.index()]);
//!     Some(PathCost { objective: length, cost: Cost(length), ..PathCost::default() })
//! };
//! let limit = SearchLimit { paths: 2, examined: 100 };
//! let two = weighted.k_shortest_paths(&topology, cost, (source, target), limit);
//! assert_eq!(two.paths.iter().map(|path| path.key.objective).collect::<Vec<_>>(), [4, 5]);
//!
//! let endpoints = Endpoints::new(&hierarchy, &[source], &[NodeIx(1), target]);
//! let pairs = PathMatrix::new(&weighted, &endpoints, one);
//! let edits = Edits { lengths: &[(ArcIx(2), u32::INFINITY)], attributes: one };
//! let changes = pairs.after_increases(&mut space, &endpoints, edits);
//! assert_eq!(changes.iter().map(|(pair, path)| (*pair, path.unwrap().length)).collect::<Vec<_>>(), [(1, 5)]);
//!
//! let undo = weighted.edit(edits.lengths);
//! assert_eq!(weighted.one_to_all(target, Direction::Backward), [5, u32::INFINITY, 0]);
//! weighted.undo(undo);
//! ```

mod chordal;
mod customize;
mod matrix;
mod order;
mod piece;
mod query;
mod separator;
mod unpack;

pub use chordal::Hierarchy;
pub use customize::{ArcMapping, Undo, Weighted};
pub use matrix::{Change, Edits, FoundPath, PathMatrix, Workspace};
pub use order::Order;
pub use query::{Endpoints, join_labels};

/// A length that adds up and can be compared.
pub trait Length: Copy + Ord + Send + Sync {
    /// Of nothing.
    const ZERO: Self;
    /// Of a closed arc. Two of them do not overflow; lengths of paths must stay below.
    const INFINITY: Self;

    /// The sum.
    #[must_use]
    fn plus(self, other: Self) -> Self;

    /// The shorter.
    #[must_use]
    fn least(self, other: Self) -> Self;
}

macro_rules! lengths {
    ($($of:ty),*) => {$(
        impl Length for $of {
            const ZERO: Self = 0;
            const INFINITY: Self = <$of>::MAX / 2;

            #[inline(always)]
            fn plus(self, other: Self) -> Self {
                self + other
            }

            #[inline(always)]
            fn least(self, other: Self) -> Self {
                if other < self { other } else { self }
            }
        }
    )*};
}

lengths!(u32, u64);

/// A set of tags, numbered below [`TagSet::CAPACITY`]: a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
// 8 words of 64 bits: `TagSet::CAPACITY`.
pub struct TagSet([u64; 8]);

impl TagSet {
    /// How many tags there can be.
    pub const CAPACITY: usize = 512;

    /// The set with one tag more.
    ///
    /// # Panics
    /// The tag is [`TagSet::CAPACITY`] or more.
    #[must_use]
    pub fn with(mut self, tag: usize) -> Self {
        self.0[tag / 64] |= 1 << (tag % 64);
        self
    }

    /// The tags of either.
    #[must_use]
    pub fn union(mut self, other: &Self) -> Self {
        for (own, more) in self.0.iter_mut().zip(other.0) {
            *own |= more;
        }
        self
    }

    /// Its tags, ascending.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        let word = |(at, mut word): (usize, u64)| {
            std::iter::from_fn(move || {
                let bit = word.trailing_zeros() as usize;
                (word != 0).then(|| {
                    // Clears the lowest bit; the word is not 0, so there is one.
                    word &= word - 1;
                    64 * at + bit
                })
            })
        };
        self.0.into_iter().enumerate().flat_map(word)
    }
}

/// What an arc or a path has beside its length.
///
/// Of paths of one length the one with the least `tie_break` is taken, and of these the first in the order of its arcs.
/// The second number counts arcs, so it is at least 1 of an arc: then a path with a loop is never the least, and paths
/// with one `tie_break` have equally many arcs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PathAttributes {
    /// Summed along the path, compared from the first.
    pub tie_break: [u64; 3],
    /// United along the path.
    pub tags: TagSet,
}

impl PathAttributes {
    /// Of one path and a second that follows it.
    #[must_use]
    pub fn plus(mut self, other: &Self) -> Self {
        for (own, more) in self.tie_break.iter_mut().zip(other.tie_break) {
            *own += more;
        }
        self.tags = self.tags.union(&other.tags);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_ascend() {
        let few = TagSet::default().with(3).with(511).with(64);
        assert_eq!(few.union(&TagSet::default().with(0)).iter().collect::<Vec<_>>(), [0, 3, 64, 511]);
        assert_eq!(TagSet::default().iter().count(), 0);
    }
}
