//! Flows on shared capacities: which routes do all demands take together, and what proves it?
//!
//! [`assign()`] finds routes for all demands of a [`Problem`] within its [`Bundle`]s, tier by tier the most tonnes and then
//! the least cost; its prices make a [`Certificate`] that [`verify`] checks without the solver. [`mincost`] is a network
//! simplex for one commodity, [`multicommodity`] a simplex for several with many sources each.

mod alike;
mod assign;
mod certificate;
mod curtail;
mod cut;
mod disjoint;
mod mass;
mod master;
pub mod mincost;
pub mod multicommodity;
mod pricing;
mod problem;
mod reading;
mod repair;
mod simplex;
mod usage;
mod verify;

pub use assign::{assign, assign_with};
pub use certificate::{Certificate, PRICE_SCALE};
pub use curtail::{Retained, curtail, residual};
pub use cut::{MaxThroughput, Terminals, max_throughput};
pub use disjoint::{DisjointPaths, disjoint_paths};
pub use mass::{Mass, pro_rata};
pub use pricing::{PhaseObjective, Pricer};
pub use problem::{
    Bundle, BundleIx, ClassIx, Demand, PathFlow, Phase, Prices, Problem, Solution, StandaloneMaximum,
};
pub use reading::{LineError, ReadError};
pub use verify::{Bounds, Claim, TierBound, Violation, bounds, verify};
