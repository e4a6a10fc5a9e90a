//! Minimum-cost flow of several commodities that share capacities: a simplex whose basis is a spanning tree for each
//! commodity and a small matrix for the capacities that bind.

mod bound;
mod inverse;
mod outcome;
mod pivot;
mod problem;
mod side;
mod simplex;

pub use bound::bound;
pub use outcome::{Optimum, Outcome, Unmet};
pub use problem::{Fault, NO_BUNDLE, Problem};
pub use simplex::Solver;
