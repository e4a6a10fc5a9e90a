//! What is answered: plain data that *is* the documented JSON. One file a command.
//!
//! Field names and their order are the contract. Masses are kt a year, money is USD or USD/t, time is hours or days,
//! length is km; `kg` is integer. Arrays are ordered, so the same input gives the same bytes.

mod arcs;
mod blame;
mod check;
mod compare;
mod critical;
mod diff;
mod explain;
mod exposure;
mod goods;
mod head;
mod import;
mod legal;
mod list;
mod mincost;
mod multicommodity;
mod network;
mod owners;
mod ranges;
mod record;
mod report;
mod reroute;
mod route;
mod show;
mod sources;
mod sweep;
mod verify;

use serde::Serialize;

pub use crate::tables::Cell;
pub use arcs::{ArcRow, Arcs, BundleRow, ClassRow, DemandRow, FixedRow};
pub use blame::{Blame, Blamed};
pub use check::Check;
pub use compare::{Baseline, Compare, CorridorChange, CorridorUse, CountryChange, CountryUse, Outcome};
pub use critical::{Critical, CriticalRow};
pub use diff::{Diff, DiffAsset, DiffLink, DiffMeasure, DiffTonnes};
pub use explain::{Explain, OtherWay, SingleChange, TakenWay};
pub use exposure::{BarredProof, Concentration, CutBundle, Exposure, ExposureRow, OwnedTonnes, Redundancy};
pub use goods::Goods;
pub use head::{AtlasHead, Metadata, ScenarioHead};
pub use import::{ImportRate, ImportedGraph, ImportedList, JoinedPlace, ListHit};
pub use legal::{ActRow, Legal, LegalRow};
pub use list::{List, Row};
pub use mincost::{ArcFlow, Mincost};
pub use multicommodity::{BundlePrice, CommodityFlow, Multicommodity};
pub use network::{Edge, Network, Node};
pub use owners::{Owners, OwnershipChain, OwnershipVerdict};
pub use ranges::{Driver, FigureRange, Ranges};
pub use record::{Record, records};
pub use report::{BarredLink, Chain, MeasureSpan, Picture, Report};
pub use reroute::{
    Alone, CapacityUse, Certificate, Exit, LaidFlow, LaidRoute, LinkFlow, OtherFlow, Price, Reroute, Short,
    Step, Stranding, Weight,
};
pub use route::{
    Blocked, BlockedAt, Costs, Leg, NoRoute, Route, RouteEnd, RouteOption, Ruling, SecondarySanctions,
    TransferStep,
};
pub use show::{Fact, Owner, Show, SourceLine, Thing};
pub use sources::{SourceUse, Sources};
pub use sweep::{Joined, PairRow, Sweep, Swept, Tonnes, TouchedTonnes, VerifiedRows};
pub use verify::{Difference, Verify};

/// One answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Answer {
    /// Ways.
    Route(Route),
    /// Dependence.
    Exposure(Exposure),
    /// Where each tonne goes.
    Reroute(Reroute),
    /// Scenarios side by side.
    Compare(Compare),
    /// A page about scenarios. Boxed: it has the others inside.
    Report(Box<Report>),
    /// Rows of a table.
    List(List),
    /// One thing.
    Show(Show),
    /// Whose a company is.
    Owners(Owners),
    /// Which measures cause a loss?
    Blame(Blame),
    /// In what do two scenarios differ?
    Diff(Diff),
    /// Why this way and no other?
    Explain(Explain),
    /// What the law says.
    Legal(Legal),
    /// What the solver sees.
    Arcs(Arcs),
    /// Nodes and edges.
    Network(Network),
    /// Findings.
    Check(Check),
    /// Whether a saved answer holds.
    Verify(Verify),
    /// What a saved answer rests on.
    Sources(Sources),
    /// Many scenarios on many pairs.
    Sweep(Sweep),
    /// Each thing removed in turn.
    Critical(Critical),
    /// A minimum-cost flow.
    Mincost(Mincost),
    /// A minimum-cost flow of several commodities.
    Multicommodity(Multicommodity),
    /// A foreign graph as a mesh.
    ImportedGraph(ImportedGraph),
    /// Who of the atlas is on a list.
    ImportedList(ImportedList),
}

impl Answer {
    /// The head of an answer that says what was asked.
    pub(crate) fn head_mut(&mut self) -> Option<&mut Metadata> {
        match self {
            Self::Route(answer) => Some(&mut answer.head),
            Self::Exposure(answer) => Some(&mut answer.head),
            Self::Reroute(answer) => Some(&mut answer.head),
            Self::Compare(answer) => Some(&mut answer.head),
            Self::Report(answer) => Some(&mut answer.head),
            Self::Sweep(answer) => Some(&mut answer.head),
            Self::Critical(answer) => Some(&mut answer.head),
            Self::Legal(answer) => Some(&mut answer.head),
            Self::Explain(answer) => Some(&mut answer.head),
            Self::Diff(answer) => Some(&mut answer.head),
            Self::Blame(answer) => Some(&mut answer.head),
            _ => None,
        }
    }

    /// What every answer starts with; a check of data has none.
    #[must_use]
    pub fn head(&self) -> Option<&Metadata> {
        match self {
            Self::Route(answer) => Some(&answer.head),
            Self::Exposure(answer) => Some(&answer.head),
            Self::Reroute(answer) => Some(&answer.head),
            Self::Compare(answer) => Some(&answer.head),
            Self::Report(answer) => Some(&answer.head),
            Self::List(answer) => Some(&answer.head),
            Self::Show(answer) => Some(&answer.head),
            Self::Owners(answer) => Some(&answer.head),
            Self::Legal(answer) => Some(&answer.head),
            Self::Explain(answer) => Some(&answer.head),
            Self::Diff(answer) => Some(&answer.head),
            Self::Blame(answer) => Some(&answer.head),
            Self::Arcs(answer) => Some(&answer.head),
            Self::Network(answer) => Some(&answer.head),
            Self::Sources(answer) => Some(&answer.head),
            Self::Sweep(answer) => Some(&answer.head),
            Self::Critical(answer) => Some(&answer.head),
            Self::Check(_)
            | Self::Verify(_)
            | Self::ImportedGraph(_)
            | Self::ImportedList(_)
            | Self::Mincost(_)
            | Self::Multicommodity(_) => None,
        }
    }
}
