//! One file per question; the only place that solves twice.

pub mod arcs;
pub mod attribution;
pub mod balance;
pub mod compare;
pub mod exposure;
pub mod goods;
pub mod imported_flows;
pub mod law;
mod law_changes;
pub mod list;
mod losses;
mod model;
pub mod names;
pub mod network;
pub mod owners;
pub mod ranges;
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
