//! Minimum-cost flow of one commodity: a primal network simplex on integers, and a check that shares nothing with it.
//!
//! [`Solver`] has an example; [`read_dimacs`] reads the format of the DIMACS challenges.

mod dimacs;
mod instance;
mod outcome;
mod simplex;
mod solver;
mod tree;

pub use dimacs::read_dimacs;
pub use instance::{Arc, Instance, InstanceError, UNBOUNDED};
pub use outcome::{CheckError, Outcome, Solution, check};
pub use solver::Solver;

pub(crate) use solver::Basis;
pub(crate) use tree::{NONE, Tree};
