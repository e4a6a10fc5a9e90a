//! Minimum-cost flow of several commodities that share capacities: a simplex whose basis is a spanning tree for each
//! commodity and a small matrix for the capacities that bind.

mod bound;
mod inverse;
mod mnetgen;
mod outcome;
mod pivot;
mod problem;
mod side;
mod simplex;

pub use bound::dual_bound;
pub use mnetgen::{MnetgenInstance, read_mnetgen};
pub use outcome::{Infeasibility, Optimum, Outcome};
pub use problem::{NO_BUNDLE, Problem, ProblemError};
pub use simplex::Solver;
