//! What is answered: plain data that *is* the documented JSON. One file per command.
//!
//! Field names and their order are the contract. Masses are kt a year, money is USD or USD/t, time is hours or days,
//! length is km; `kg` is integer. Arrays are ordered, so the same input gives the same bytes.
//!
//! A set of words is an enum; a text is a name, an id or prose. Where several ids make one text its field says how. What was
//! written can be read: [`crate::query::Answer::read`].

/// The answer begins with its metadata, in the field `head`.
macro_rules! has_metadata {
    () => {
        fn metadata(&self) -> Option<&Metadata> {
            Some(&self.head)
        }

        fn metadata_mut(&mut self) -> Option<&mut Metadata> {
            Some(&mut self.head)
        }
    };
}

mod arcs;
mod attribution;
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
mod legal_changes;
mod list;
mod mincost;
mod multicommodity;
mod network;
mod owners;
mod ranges;
mod report;
mod reroute;
mod route;
mod show;
mod sources;
mod sweep;
mod trend;
mod verify;

use std::collections::BTreeSet;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::summary::Summary;

pub use crate::summary::Goods;
pub use crate::tables::Cell;
pub use arcs::{ArcRow, Arcs, BundleRow, ClassRow, DemandRow, FixedRow};
pub use attribution::{Attribution, MeasureShare};
pub use check::{Check, CheckedKind, KnownRows};
pub use compare::{Baseline, Compare, CorridorChange, CorridorUse, CountryChange, CountryUse, Outcome};
pub use critical::{Critical, CriticalRow};
pub use diff::{Diff, DiffAsset, DiffLink, DiffMeasure, DiffSide, DiffTonnes, EffectAmount};
pub use explain::{ChangeKind, Explain, NotTaken, RouteNotTaken, SingleChange, TakenRoute};
pub use exposure::{
    ClosedProof, Concentration, CutBundle, DependenceRole, Exposure, ExposureRow, OwnedTonnes, Redundancy,
};
pub use goods::CommodityTonnes;
pub(crate) use head::applied;
pub use head::{AtlasHead, Command, Metadata, Recorded, ScenarioHead};
pub use import::{ImportRate, ImportedGraph, ImportedList, JoinedPlace, ListHit};
pub use legal::{ActRow, LawText, Legal, LegalRow, OnList, Shown};
pub use legal_changes::{LawChange, LegalChange};
pub use list::Row;
pub use list::{List, ListOf};
pub use mincost::{ArcFlow, Mincost, SolverStatus};
pub use multicommodity::{BundlePrice, CommodityFlow, Multicommodity};
pub use network::{Edge, Network, NetworkContent, Node};
pub use owners::{
    Owners, OwnersChange, OwnersChanged, OwnershipChain, OwnershipStatus, OwnershipVerdict, PartyListing,
};
pub use ranges::{Driver, FigureRange, Ranges};
pub use report::{ClosedLink, MeasureSpan, Picture, ReportPage, SankeyChain, StrandedAt};
pub use reroute::{
    Alone, AssignedFlow, AssignedRoute, CapacityUse, Certificate, Exit, LinkFlow, Loss, LossOf, OtherFlow, Price,
    PriceOf, Relief, Reroute, Short, Step, Stranding, Weight,
};
pub use route::{
    Blocked, BlockedAt, Costs, Front, Leg, NoRoute, Route, RouteEnd, RouteOption, Ruling, SecondarySanctions,
    TransferStep,
};
pub use show::{Fact, Owner, Show, SourceLine, Thing, ThingKind};
pub use sources::{SourceUse, Sources};
pub use sweep::{CapacityRule, Joined, PairRow, Sweep, Swept, Tonnes, TraversedTonnes, VerifiedRows};
pub use trend::{Trend, TrendFigure, TrendRow, TrendYear};
pub use verify::{Difference, Verify};

pub use crate::model::{
    Act, Basis, Cargo, Confidence, Day, EffectKind, ElementKind, ListedKind, MatchedBy, Mode, NameplateReason, Nexus,
    PlaceKind, Role, SecondaryKind, StringEnum, Verdict,
};
pub use crate::spec::{By, Weigh};
pub use crate::tables::{Comparison, HoldingKind};

/// What a query is answered with: the documented JSON.
pub trait Report: Clone + PartialEq + Serialize + DeserializeOwned {
    /// Who answered, from what, about what; none where no atlas was asked.
    fn metadata(&self) -> Option<&Metadata> {
        None
    }

    /// The same, to be filled.
    fn metadata_mut(&mut self) -> Option<&mut Metadata> {
        None
    }

    /// Is it a finding: no route, errors in data; and where someone is strict, anything stranded, prohibited or unknown?
    fn is_finding(&self, _strictness: Strictness) -> bool {
        false
    }

    /// Years whose flows its tonnes are of.
    fn years(&self) -> BTreeSet<i16> {
        BTreeSet::new()
    }

    /// Fills in what is shown of it: sentences and tables, each column said once. The first table that has names of
    /// columns is the one for data frames.
    fn summarize(&self, page: &mut Summary);
}

/// Does a stranded tonne or a prohibition count as a finding?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strictness {
    /// No.
    #[default]
    Lenient,
    /// Yes.
    Strict,
}

impl From<bool> for Strictness {
    fn from(strict: bool) -> Self {
        if strict { Self::Strict } else { Self::Lenient }
    }
}
