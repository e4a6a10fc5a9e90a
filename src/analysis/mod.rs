//! One file per question; the only place that solves twice.

pub mod arcs;
pub mod attribution;
pub mod balance;
pub mod compare;
pub mod exposure;
pub mod imported_flows;
pub mod law;
pub mod list;
mod model;
pub mod names;
pub mod network;
mod notes;
pub mod ranges;
mod redundancy;
pub mod report;
pub mod reroute;
pub mod route;
mod run;
#[cfg(test)]
mod sample;
pub mod show;
pub mod sources;
mod study;
pub mod sweep;
#[cfg(test)]
mod tests;

pub use model::{AssignmentOptions, Audit, ScenarioInputs};
pub use run::BaselineRun;
pub use study::{FlowStudy, Progress};
