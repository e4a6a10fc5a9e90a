//! Customizable contraction hierarchies: shortest paths on networks of millions of arcs whose weights change.
//!
//! 1. An [`Order`] of the nodes and a [`Hierarchy`] along it depend on the graph alone: seconds, once.
//! 2. [`Weighted`] gives the hierarchy lengths of arcs: a fraction of a second for each metric, less for an edit of some arcs.
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
mod distance;
mod k_shortest;
mod matrix;
mod metric;
mod order;
mod piece;
mod separator;
mod unpack;
mod update;
mod upward;

pub use chordal::Hierarchy;
pub use customize::{ArcMapping, Weighted};
pub use distance::{Endpoints, join_labels};
pub use matrix::{Change, Edits, FoundPath, PathMatrix, Workspace};
pub use metric::{Length, PathAttributes, TagSet};
pub use order::Order;
pub use update::Undo;
