//! What can be asked: plain data, as a user gives it. One file a command.
//!
//! Names, selectors, dates and measures are texts here; who answers a question resolves them against an atlas and
//! reports every mistake at once.

mod arcs;
mod blame;
mod compare;
mod critical;
mod diff;
mod explain;
mod exposure;
mod flows;
mod import;
mod legal;
mod list;
mod lists;
mod network;
mod owners;
mod report;
mod reroute;
mod route;
mod saved;
mod shipment;
mod show;
mod stack;
mod sweep;

use serde::{Deserialize, Serialize};

pub use arcs::{Arcs, ArcsOf};
pub use blame::Blame;
pub use compare::{Compare, OnMesh};
pub use critical::{Critical, Remove};
pub use diff::Diff;
pub use explain::Explain;
pub use exposure::Exposure;
pub use flows::{FlowsSelection, Sinks, TextFile, Weigh};
pub use import::{ImportColumns, ImportGraph};
pub use legal::Legal;
pub use list::{List, ListOf};
pub use lists::{ImportList, ListKind};
pub use network::{Network, NetworkOf};
pub use owners::Owners;
pub use report::Report;
pub use reroute::Reroute;
pub use route::{By, Pareto, Route};
pub use saved::Saved;
pub use shipment::{Assume, Shipment};
pub use show::Show;
pub use stack::{InlineEffect, InlineMeasure, ScenarioRef, ScenarioSpec};
pub use sweep::Sweep;

/// One question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Question {
    /// Which ways are there?
    Route(Route),
    /// What do these flows depend on?
    Exposure(Exposure),
    /// Under a scenario, where does each tonne go?
    Reroute(Reroute),
    /// Scenarios side by side against the baseline.
    Compare(Compare),
    /// Everything that a page about scenarios shows.
    Report(Report),
    /// What is in a table of the atlas?
    List(List),
    /// One thing with all its facts.
    Show(Show),
    /// Whose is a company, by whose test?
    Owners(Owners),
    /// Which measures cause a loss?
    Blame(Blame),
    /// In what do two scenarios differ?
    Diff(Diff),
    /// Why this way and no other?
    Explain(Explain),
    /// For whom is it legal, by whose law?
    Legal(Legal),
    /// What the solver sees, for another solver to check.
    Arcs(Arcs),
    /// The network as nodes and edges, with what lies on it.
    Network(Network),
    /// Does a saved answer hold?
    Verify(Saved),
    /// What does a saved answer rest on?
    Sources(Saved),
}
