//! Minimum-cost flow of several commodities that share capacities: a simplex whose basis is a spanning tree for each
//! commodity and a small matrix for the capacities that bind.
//!
//! [`Solver`] has an example; [`read_mnetgen`] reads the format of the MNETGEN instances.

mod basis;
mod commodity;
mod inverse;
mod mnetgen;
mod outcome;
mod pivot;
mod problem;
mod simplex;

pub use basis::Solver;
pub use mnetgen::{MnetgenInstance, read_mnetgen};
pub use outcome::{Infeasibility, Optimum, Outcome, dual_bound};
pub use problem::{NO_BUNDLE, Problem, ProblemError};
