//! One file per question; the only place that solves twice.

pub mod arcs;
pub mod attribution;
pub mod balance;
pub mod compare;
pub mod exposure;
pub mod goods;
pub mod imported_flows;
pub mod inventory;
pub mod law;
mod law_changes;
pub mod list;
mod losses;
mod model;
pub mod network;
mod notes;
pub mod owners;
pub mod ranges;
mod redundancy;
pub mod report;
pub mod reroute;
pub mod route;
mod run;
#[cfg(test)]
pub mod sample;
pub mod scope;
pub mod show;
pub mod sources;
mod study;
pub mod sweep;
#[cfg(test)]
mod tests;
mod undelivered;

pub use model::{AssignmentOptions, Audit, ScenarioInputs};
pub use run::BaselineRun;
pub use study::{FlowStudy, Progress};
