//! What a question about flows is resolved to: a year, a day, a case, measures.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use super::model::{Assignment, AssignmentModel, AssignmentOptions, ScenarioInputs};
use crate::answer::Metadata;
use crate::metric::Change;
use crate::model::{CargoSet, Id, Measure, OwnerTest};
use crate::network::Network;
use crate::scenario::BaselineLoad;
use crate::scenario::owners::{Groups, Owners};
use crate::tables::Flow;
use assignment::{Mass, PathFlow};
use routing::{Cost, Seconds};

/// A question about flows with every name resolved.
pub struct FlowStudy<'a> {
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

impl FlowStudy<'_> {
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

/// Tonnes, cost and time of one flow's paths, as sums.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    mass: Mass,
    cost: i128,
    time: i128,
}

impl Sum {
    fn add(&mut self, mass: Mass, (cost, time): (Cost, Seconds)) {
        self.mass += mass;
        self.cost += i128::from(cost.0) * i128::from(mass.0);
        self.time += i128::from(time.0) * i128::from(mass.0);
    }
}

/// A laying with what each of its paths costs and how long it takes.
#[derive(Clone, Copy)]
pub struct Priced<'a> {
    /// Where each tonne goes.
    pub laying: &'a Assignment,
    /// Cost and time of one of its paths.
    pub key: &'a dyn Fn(&PathFlow) -> (Cost, Seconds),
}

impl Priced<'_> {
    /// Cost and time of all tonnes of a flow that arrive, in millionths of a USD/t x kg and seconds x kg.
    pub fn totals(&self, flow: usize) -> (i128, i128) {
        let mut sum = Sum::default();
        for path in self.laying.of(flow) {
            sum.add(path.mass, (self.key)(path));
        }
        (sum.cost, sum.time)
    }

    /// One flow against its baseline. `used` is left at 0: only who knows X can tell.
    ///
    /// A tonne has moved where its path carries less than before; what the paths that gained cost, less what the moved
    /// share of those that lost cost before, is extra. Tonnes that stayed on their path count with what a charge or a
    /// delay adds to it only in `stayed_cost`.
    pub fn change(&self, before: &Self, flow: usize) -> Change {
        let old: Vec<_> = before.laying.of(flow).collect();
        let new: Vec<_> = self.laying.of(flow).collect();
        let of = |paths: &[&PathFlow], own: &PathFlow| {
            paths.iter().find(|path| path.arcs == own.arcs).map_or(Mass::ZERO, |path| path.mass)
        };
        let mut lost = Sum::default();
        let mut gained = Sum::default();
        for path in &old {
            let now = of(&new, path);
            if now < path.mass {
                lost.add(path.mass - now, (before.key)(path));
            }
        }
        for path in &new {
            let then = of(&old, path);
            if path.mass > then {
                gained.add(path.mass - then, (self.key)(path));
            }
        }
        // What was lost and not gained is stranded; the moved tonnes cost before what the lost ones cost on average.
        let before_of_moved = |total: i128| {
            if lost.mass == Mass::ZERO {
                0
            } else {
                total * i128::from(gained.mass.0.min(lost.mass.0)) / i128::from(lost.mass.0)
            }
        };
        Change {
            used: Mass::ZERO,
            stranded: self.laying.stranded[flow] - before.laying.stranded[flow],
            moved: gained.mass,
            extra_cost: gained.cost - before_of_moved(lost.cost),
            extra_time: gained.time - before_of_moved(lost.time),
        }
    }

    /// How much dearer and slower the tonnes of some flows arrive than the same flows did before, per tonne delivered.
    ///
    /// `None` where nothing arrives. Flows are compared each with itself, so that stranding a dear flow makes nothing
    /// look cheaper.
    #[allow(clippy::cast_precision_loss)]
    pub fn extra(&self, before: &Self, flows: impl Iterator<Item = usize>) -> Option<(f64, f64)> {
        let (mut cost, mut time, mut mass) = (0.0, 0.0, 0.0);
        for flow in flows {
            let (now, then) = (self.laying.delivered(flow).0 as f64, before.laying.delivered(flow).0 as f64);
            if now > 0.0 && then > 0.0 {
                let (after, before) = (self.totals(flow), before.totals(flow));
                cost += after.0 as f64 - before.0 as f64 * now / then;
                time += after.1 as f64 - before.1 as f64 * now / then;
                mass += now;
            }
        }
        (mass > 0.0).then(|| (cost / mass / 1e6, time / mass / 86_400.0))
    }
}

/// One flow in a world against its baseline: see [`Priced::change`].
pub fn change(based: &BaselineRun<'_>, world: &ScenarioInputs, laying: &Assignment, flow: usize) -> Change {
    let before = |path: &PathFlow| based.case.key(&based.world, path).unwrap_or_default();
    let now = |path: &PathFlow| based.case.key(world, path).unwrap_or_default();
    Priced { laying, key: &now }.change(&Priced { laying: &based.laying, key: &before }, flow)
}

/// Cost and time of all tonnes of a flow that arrive in a world: see [`Priced::totals`].
pub fn totals(
    based: &BaselineRun<'_>,
    world: &ScenarioInputs,
    laying: &Assignment,
    flow: usize,
) -> (i128, i128) {
    let now = |path: &PathFlow| based.case.key(world, path).unwrap_or_default();
    Priced { laying, key: &now }.totals(flow)
}

/// How much dearer and slower the tonnes asked about arrive in a world: see [`Priced::extra`].
pub fn extra(based: &BaselineRun<'_>, world: &ScenarioInputs, laying: &Assignment) -> Option<(f64, f64)> {
    let before = |path: &PathFlow| based.case.key(&based.world, path).unwrap_or_default();
    let now = |path: &PathFlow| based.case.key(world, path).unwrap_or_default();
    let before = Priced { laying: &based.laying, key: &before };
    Priced { laying, key: &now }.extra(&before, based.case.selected())
}

/// Steps done of the steps known so far, counted by all threads.
#[derive(Debug, Default)]
pub struct Progress {
    known: AtomicU64,
    done: AtomicU64,
}

impl Progress {
    /// More steps are to come.
    pub fn expect(&self, steps: usize) {
        self.known.fetch_add(steps as u64, Ordering::Relaxed);
    }

    /// Does one step, and counts it.
    pub fn step<T>(&self, work: impl FnOnce() -> T) -> T {
        let done = work();
        self.done.fetch_add(1, Ordering::Relaxed);
        done
    }

    /// So many steps are done.
    pub fn count(&self, steps: usize) {
        self.done.fetch_add(steps as u64, Ordering::Relaxed);
    }

    /// Steps done, and steps known: the former are never more.
    pub fn now(&self) -> (u64, u64) {
        let done = self.done.load(Ordering::Relaxed);
        (done, self.known.load(Ordering::Relaxed).max(done))
    }
}
