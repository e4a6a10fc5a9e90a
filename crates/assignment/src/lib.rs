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
mod dimacs;
mod disjoint;
mod mass;
mod master;
pub mod mincost;
mod mnetgen;
pub mod multicommodity;
mod pricing;
mod problem;
mod reading;
mod repair;
mod simplex;
mod usage;
mod verify;

pub use assign::{assign, assign_by};
pub use certificate::{Certificate, PER_ONE};
pub use curtail::{Retained, curtail, residual};
pub use cut::{Cut, Terminals, most};
pub use dimacs::dimacs;
pub use disjoint::{Disjoint, disjoint};
pub use mass::{Mass, pro_rata};
pub use mnetgen::{Mnetgen, mnetgen};
pub use pricing::{Pricer, Purpose};
pub use problem::{Alone, Bundle, BundleIx, ClassIx, Demand, PathFlow, Phase, Prices, Problem, Solution};
pub use reading::{Finding, Unreadable};
pub use verify::{Bounds, Claim, Flaw, TierBound, bounds, verify};
