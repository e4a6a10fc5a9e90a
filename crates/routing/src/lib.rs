//! Paths in directed multigraphs: shortest, k shortest, dissimilar, Pareto-optimal, what blocks them and what would
//! open them; and the same on millions of arcs by contraction hierarchies.
//!
//! A [`Topology`] says which nodes are joined, [`Weights`] what each arc costs, a [`PathQuery`] from where to where.
//! Parallel arcs make different paths, ties are broken the same way by every method and on every machine, and
//! everything is an integer.
//!
//! | question | use |
//! |---|---|
//! | the shortest path | [`shortest_path`], [`shortest_path_from_each`] for many sources |
//! | the k shortest paths | [`k_shortest_paths`] |
//! | paths that share little | [`dissimilar_paths`] |
//! | trade-offs of cost, time and another sum | [`pareto_front`] |
//! | no path: which closed arcs block, and which to open | [`blocked_by`], [`relax`], [`minimal_unblocking_sets`] |
//! | reduced costs of arcs | [`shortest_through`] |
//! | a search over a graph of your own | [`search::dijkstra`], [`search::reachable`] |
//! | many paths on a large network, weights that change | [`hierarchy`] |
//! | arrays that are mapped from a file | [`store`] |
//! | integers with a unit, indices of a type of their own | [`quantities!`], [`index!`] |
//!
//! ```
//! use routing::{ArcIx, Cost, NodeIx, PathCost, PathQuery, Seconds, Topology, Weights, shortest_path};
//!
//! let [a, b, c] = [0, 1, 2].map(NodeIx);
//! let topology = Topology::new(3, &[(a, b), (a, c), (b, c)]);
//! let cost = |cost| Some(PathCost { objective: cost, cost: Cost(cost), time: Seconds(1), legs: 1, tie: 0 });
//! let weights = Weights { arc: vec![cost(1), cost(5), cost(2)] };
//! let query = PathQuery { topology: &topology, weights: &weights, sources: &[a], targets: &[c], stages: &[] };
//! assert_eq!(shortest_path(&query).map(|path| path.arcs), Some(vec![ArcIx(0), ArcIx(2)]));
//! ```

mod cost;
pub mod hierarchy;
mod k_shortest;
mod pareto;
mod product;
pub mod search;
mod shortest;
pub mod store;
mod topology;
mod unblock;

pub use cost::{ArcSet, Cost, Metres, Path, PathCost, PathQuery, SearchLimit, Seconds, Weights, tie_hash};
pub use k_shortest::{DissimilarPaths, KShortest, dissimilar_paths, k_shortest_paths};
pub use pareto::{Coverage, ParetoFront, ParetoOptions, pareto_front};
pub use shortest::{shortest_path, shortest_path_from_each, shortest_through};
pub use topology::{ArcIx, Direction, NodeIx, Position, Topology};
pub use unblock::{MAX_CLOSURES, Relaxed, blocked_by, minimal_unblocking_sets, relax};
