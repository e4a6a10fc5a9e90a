//! One file a question; the only place that solves twice.

pub mod arcs;
pub mod balance;
pub mod blame;
mod case;
mod change;
pub mod compare;
pub mod critical;
pub mod diff;
pub mod exposure;
pub mod legal;
pub mod list;
pub mod measures;
pub mod mesh_flows;
pub mod mesh_route;
pub mod names;
pub mod network;
mod overlap;
pub mod owners;
mod proof;
pub mod ranges;
mod redundancy;
pub mod report;
pub mod reroute;
pub mod route;
mod rows;
#[cfg(test)]
mod sample;
mod setting;
mod shadow;
pub mod show;
pub mod sources;
pub mod sweep;
mod tally;
#[cfg(test)]
mod tests;

pub use case::{AssignmentOptions, Audit, ScenarioInputs};
pub use setting::{BaselineRun, Setting};
pub use tally::Progress;
