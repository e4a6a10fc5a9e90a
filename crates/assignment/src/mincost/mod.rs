//! Minimum-cost flow of one commodity: a primal network simplex on integers, and a check that shares nothing with it.

mod check;
mod dimacs;
mod instance;
mod outcome;
mod settle;
mod simplex;
mod tree;

pub use check::{CheckError, check};
pub use dimacs::read_dimacs;
pub use instance::{Arc, Instance, InstanceError, UNBOUNDED};
pub use outcome::{Outcome, Solution};
pub use simplex::Solver;

pub(super) use outcome::Basis;
pub(super) use tree::{NONE, Tree};
