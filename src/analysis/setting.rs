//! What a question about flows is resolved to: a year, a day, a case, measures.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use crate::answer::Metadata;
use crate::model::{CargoSet, Id, Measure, OwnerTest};
use crate::network::Network;
use crate::scenario::BaselineLoad;
use crate::scenario::owners::{Groups, Owners};
use crate::tables::Flow;
use assignment::Mass;
use routing::Cost;

use super::case::{Assignment, AssignmentModel, AssignmentOptions, ScenarioInputs};
use super::tally::Progress;

/// A question about flows with every name resolved.
pub struct Setting<'a> {
    /// What the answer starts with.
    pub head: Metadata,
    /// The year of the flows.
    pub year: i16,
    /// The network of the day.
    pub network: &'a Network,
    /// All flows of the year; `true`: asked about.
    pub flows: Vec<(Flow, bool)>,
    /// How they are laid.
    pub manner: AssignmentOptions,
    /// What if.
    pub measures: Vec<Measure>,
    /// Are shares those of value?
    pub by_value: bool,
    /// Do country rows count the flows' own ends too?
    pub ends: bool,
    /// By whose test an operator is an owner's.
    pub owner_test: OwnerTest,
    /// Operators by owner, once they are asked for.
    pub groups: OnceLock<Groups>,
    /// Who is told how far the answer is.
    pub tally: Arc<Progress>,
}

impl Setting<'_> {
    /// The flows on the network.
    pub fn case(&self) -> AssignmentModel<'_> {
        AssignmentModel::new(self.network, self.flows.clone(), self.manner.clone())
    }

    /// Operators by the owner that they belong to.
    pub fn groups(&self) -> &Groups {
        let dated = &self.network.dated;
        self.groups.get_or_init(|| Owners::by(&self.owner_test, dated).groups(dated))
    }

    /// Operators and owners of whom nobody knows whether one belongs to the other.
    pub fn unsure_groups(&self) -> BTreeSet<(Id, Id)> {
        let dated = &self.network.dated;
        Owners::by(&self.owner_test, dated).unsure(dated, self.groups())
    }
}

/// A case with its baseline.
pub struct BaselineRun<'a> {
    /// The case.
    pub case: AssignmentModel<'a>,
    /// Without measures.
    pub world: ScenarioInputs,
    /// The observed pattern.
    pub laying: Assignment,
    /// What it lays on each asset: the same for every what-if.
    load: BaselineLoad,
}

impl<'a> BaselineRun<'a> {
    /// Lays the baseline: no measure, on the case's own day.
    pub fn new(case: AssignmentModel<'a>) -> Self {
        let world = case.world(&[], &BaselineLoad::new());
        let laying = case.baseline(&world);
        Self::of(case, world, laying)
    }

    /// A pattern that is itself the ground of a what-if.
    pub fn of(case: AssignmentModel<'a>, world: ScenarioInputs, laying: Assignment) -> Self {
        let load = case.asset_load(&laying);
        Self { case, world, laying, load }
    }

    /// The same flows under measures.
    pub fn under(&self, measures: &[Measure]) -> (ScenarioInputs, Assignment) {
        let world = self.case.world(measures, &self.load);
        let laying = self.case.counterfactual(&world, &self.laying);
        (world, laying)
    }

    /// Cargoes of the flows asked about.
    pub fn cargo(&self) -> CargoSet {
        let commodities = &self.case.network.dated.atlas.commodities;
        self.case
            .selected()
            .map(|flow| commodities[self.case.flows[flow].row.commodity.index()].cargo)
            .collect()
    }

    /// USD a year that a mass of a flow's commodity is worth.
    pub fn usd(&self, flow: usize, mass: Mass) -> f64 {
        usd(self.case.value(self.case.flows[flow].row.commodity), mass)
    }

    /// USD a year of all flows asked about, laid or not.
    pub fn flow_usd(&self) -> f64 {
        let laid: f64 =
            self.case.selected().map(|flow| self.usd(flow, self.case.flows[flow].row.mass.value)).sum();
        let unlaid = self.case.unlaid.iter();
        laid + unlaid.map(|flow| usd(self.case.value(flow.row.commodity), flow.row.mass.value)).sum::<f64>()
    }

    /// Mass asked about that is counted but never laid.
    pub fn unlaid(&self) -> Mass {
        self.case.unlaid.iter().map(|flow| flow.row.mass.value).sum()
    }
}

/// Price x mass in USD.
pub fn usd(price: Cost, mass: Mass) -> f64 {
    total_usd(i128::from(price.0) * i128::from(mass.0))
}

/// Millionths of a USD/t x kg as USD.
#[allow(clippy::cast_precision_loss)]
pub fn total_usd(total: i128) -> f64 {
    total as f64 / 1e9
}

/// A share; 0 of nothing.
pub fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}
