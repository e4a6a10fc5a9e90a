//! What is answered: plain data that *is* the documented JSON. One file per command.
//!
//! Field names and their order are the contract. Masses are kt a year, money is USD or USD/t, time is hours or days,
//! length is km; `kg` is integer. Arrays are ordered, so the same input gives the same bytes.
//!
//! A set of words is an enum; a text is a name, an id or prose. Where several ids make one text its field says how. What was
//! written can be read: [`Answer::read`].

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

use serde::{Deserialize, Deserializer, Serialize};

pub use arcs::{ArcRow, Arcs, BundleRow, ClassRow, DemandRow, FixedRow};
pub use blame::{Blame, Blamed};
pub use check::{Check, CheckedKind};
pub use compare::{Baseline, Compare, CorridorChange, CorridorUse, CountryChange, CountryUse, Outcome};
pub use critical::{CapacityRule, Counted, Critical, CriticalRow};
pub use diff::{Diff, DiffAsset, DiffLink, DiffMeasure, DiffSide, DiffTonnes, EffectAmount};
pub use explain::{ChangeKind, Explain, NotTaken, OtherWay, SingleChange, TakenWay};
pub use exposure::{
    BarredProof, Concentration, CutBundle, DependenceRole, Exposure, ExposureRow, OwnedTonnes, Redundancy,
};
pub use goods::Goods;
pub use head::{AtlasHead, Command, Metadata, ScenarioHead};
pub use import::{ImportRate, ImportedGraph, ImportedList, JoinedPlace, ListHit};
pub use legal::{ActRow, Legal, LegalRow};
pub use list::{Cell, List, Row};
pub use mincost::{ArcFlow, Mincost, SolverStatus};
pub use multicommodity::{BundlePrice, CommodityFlow, Multicommodity};
pub use network::{Edge, Network, NetworkContent, Node};
pub use owners::{Owners, OwnershipChain, OwnershipStatus, OwnershipVerdict};
pub use ranges::{Driver, FigureRange, Ranges};
pub use record::{Record, records};
pub use report::{BarredLink, Chain, MeasureSpan, Picture, Report};
pub use reroute::{
    Alone, CapacityUse, Certificate, Exit, LaidFlow, LaidRoute, LinkFlow, OtherFlow, Price, PriceOf, Relief,
    Reroute, Short, Step, Stranding, Weight,
};
pub use route::{
    Blocked, BlockedAt, Costs, Front, Leg, NoRoute, Route, RouteEnd, RouteOption, Ruling, SecondarySanctions,
    TransferStep,
};
pub use show::{Fact, Owner, Show, SourceLine, Thing, ThingKind};
pub use sources::{SourceUse, Sources};
pub use sweep::{Joined, PairRow, Sweep, Swept, Tonnes, TouchedTonnes, VerifiedRows};
pub use verify::{Difference, Verify};

pub use crate::model::{
    Act, Basis, Cargo, Comparison, Confidence, Day, EffectKind, ElementKind, HoldingKind, ListedKind,
    MatchedBy, Mode, Nexus, PlaceKind, ThreatKind, Verdict,
};
pub use crate::question::{By, ListOf, Weigh};

/// One answer; its JSON does not say which, its command does.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Answer {
    /// Routes from one end to another.
    Route(Route),
    /// What flows depend on.
    Exposure(Exposure),
    /// Where each tonne goes.
    Reroute(Reroute),
    /// Scenarios side by side.
    Compare(Compare),
    /// A page about scenarios. Boxed: it has the others inside.
    Report(Box<Report>),
    /// Rows of a table.
    List(List),
    /// One thing with all its facts.
    Show(Show),
    /// Who owns a company.
    Owners(Owners),
    /// Which measures cause a loss?
    Blame(Blame),
    /// In what do two scenarios differ?
    Diff(Diff),
    /// Why this route and no other?
    Explain(Explain),
    /// What the law says.
    Legal(Legal),
    /// The assignment problem as the solver has it.
    Arcs(Arcs),
    /// The network with what is on it.
    Network(Network),
    /// What is wrong with an atlas or a scenario.
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
    /// A foreign graph as an imported network.
    ImportedGraph(ImportedGraph),
    /// Who of the atlas is on a list.
    ImportedList(ImportedList),
}

impl Answer {
    /// Reads the answer of a command: of `export` the network, whose arcs are tables. Those of `import` name no command; they
    /// are read as what they are.
    ///
    /// # Errors
    /// What the reader says: it is no such answer.
    pub fn read<'de, D: Deserializer<'de>>(command: Command, from: D) -> Result<Self, D::Error> {
        Ok(match command {
            Command::Route => Self::Route(Route::deserialize(from)?),
            Command::Exposure => Self::Exposure(Exposure::deserialize(from)?),
            Command::Reroute => Self::Reroute(Reroute::deserialize(from)?),
            Command::Compare => Self::Compare(Compare::deserialize(from)?),
            Command::Report => Self::Report(Box::new(Report::deserialize(from)?)),
            Command::List => Self::List(List::deserialize(from)?),
            Command::Show => Self::Show(Show::deserialize(from)?),
            Command::Owners => Self::Owners(Owners::deserialize(from)?),
            Command::Blame => Self::Blame(Blame::deserialize(from)?),
            Command::Diff => Self::Diff(Diff::deserialize(from)?),
            Command::Explain => Self::Explain(Explain::deserialize(from)?),
            Command::Legal => Self::Legal(Legal::deserialize(from)?),
            Command::Export => Self::Network(Network::deserialize(from)?),
            Command::Check => Self::Check(Check::deserialize(from)?),
            Command::Verify => Self::Verify(Verify::deserialize(from)?),
            Command::Sources => Self::Sources(Sources::deserialize(from)?),
            Command::Sweep => Self::Sweep(Sweep::deserialize(from)?),
            Command::Critical => Self::Critical(Critical::deserialize(from)?),
            Command::SolveMincost => Self::Mincost(Mincost::deserialize(from)?),
            Command::SolveMulticommodity => Self::Multicommodity(Multicommodity::deserialize(from)?),
        })
    }

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
