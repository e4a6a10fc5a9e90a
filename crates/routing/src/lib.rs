//! Routes in directed multigraphs: best, k best, dissimilar, Pareto-optimal, what blocks them and what would open them.
//!
//! A [`Topology`] says who is joined to whom, [`Weights`] what each arc costs, a [`PathQuery`] from where to where. Parallel
//! arcs stay apart, ties are broken the same way by every method and on every machine, and everything is an integer.
//! [`hierarchy`] answers the same on millions of arcs; [`store`] keeps arrays in files that are mapped when they are opened.
//!
//! ```
//! use routing::{ArcIx, Cost, PathCost, Query, Seconds, StateIx, Topology, Weights};
//!
//! let [a, b, c] = [0, 1, 2].map(StateIx);
//! let topology = Topology::new(3, &[(a, b), (a, c), (b, c)]);
//! let cost = |usd_t| Some(PathCost { objective: usd_t, cost: Cost(usd_t), time: Seconds(1), legs: 1, tie: 0 });
//! let weights = Weights { arc: vec![cost(1), cost(5), cost(2)] };
//! let query = Query { topology: &topology, weights: &weights, sources: &[a], targets: &[c], stages: &[] };
//! assert_eq!(routing::best(&query).map(|path| path.arcs), Some(vec![ArcIx(0), ArcIx(2)]));
//! ```

mod arc_set;
mod cost;
pub mod dijkstra;
mod dissimilar;
pub mod hierarchy;
mod k_shortest_paths;
mod pareto;
mod position;
mod product;
mod quantity;
pub mod reach;
mod relax;
mod route;
pub mod store;
mod topology;
mod unblocking;
mod via;

pub use arc_set::ArcSet;
pub use cost::{PathCost, Weights, tie_hash};
pub use dissimilar::{DissimilarPaths, dissimilar_paths};
pub use k_shortest_paths::{KShortest, SearchLimit, k_shortest_paths};
pub use pareto::{Coverage, ParetoFront, ParetoOptions, pareto_front};
pub use position::Position;
pub use quantity::{Cost, Metres, Seconds};
pub use relax::{Relaxed, blocked_by, relax};
pub use route::{Path, PathQuery, shortest_path, shortest_path_from_each};
pub use topology::{ArcIx, NodeIx, Topology};
pub use unblocking::{MAX_CLOSURES, minimal_unblocking_sets};
pub use via::shortest_through;
