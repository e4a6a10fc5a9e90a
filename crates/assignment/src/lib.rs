//! Flows on shared capacities: which paths do all demands take together, and what proves it?
//!
//! | question | use |
//! |---|---|
//! | paths for many demands with priorities and reservation prices, in whole kilograms | [`assign`], [`assign_with`] |
//! | does an assignment hold, and how near is it to the best? | [`verify`], [`bounds`] of a [`Certificate`] |
//! | how much can pass at most, and what limits it? | [`max_throughput`] |
//! | how many paths have nothing in common? | [`disjoint_paths`] |
//! | which flows stay where arcs are closed and limits fall? | [`curtail`], [`residual`] |
//! | minimum-cost flow of one commodity, DIMACS files | [`mincost`] |
//! | minimum-cost flow of several commodities with many sources each, MNETGEN files | [`multicommodity`] |
//!
//! Networks and costs of arcs are those of [`routing`]. Every result has its proof, and the code that checks proofs
//! shares nothing with the solvers. [`assign`] has an example.

mod assign;
mod curtail;
mod dense;
pub mod mincost;
pub mod multicommodity;
mod problem;
mod reading;
mod throughput;
mod verify;

pub use assign::{PhaseObjective, Pricer, assign, assign_with};
pub use curtail::{Retained, curtail, residual};
pub use problem::{
    Bundle, BundleIx, Certificate, ClassIx, Demand, Mass, PRICE_SCALE, PathFlow, Phase, Prices, Problem, Solution,
    StandaloneMaximum,
};
pub use reading::{LineError, ReadError};
pub use throughput::{DisjointPaths, MaxThroughput, Terminals, disjoint_paths, max_throughput};
pub use verify::{Bounds, Claim, TierBound, Violation, bounds, verify};
