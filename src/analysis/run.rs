//! What is assigned of a study: the baseline, a counterfactual beside it, what each flow does in it, and what full
//! capacities are worth.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::model::{Assignment, AssignmentModel, ScenarioInputs, certificate};
use crate::answer::{Certificate, Relief};
use crate::metric::{Change, total_usd};
use crate::model::{CargoSet, Measure};
use crate::scenario::BaselineLoad;
use assignment::{Mass, PathFlow};
use routing::{Cost, Seconds};

pub struct BaselineRun<'a> {
    pub model: AssignmentModel<'a>,
    pub inputs: ScenarioInputs,
    pub assignment: Assignment,
    /// What it puts on each asset: the same for every what-if.
    load: BaselineLoad,
}

impl<'a> BaselineRun<'a> {
    /// No measure, on the model's own day.
    pub fn new(model: AssignmentModel<'a>) -> Self {
        // Without measures nothing is limited to a share, so no load is needed.
        let inputs = model.inputs(&[], &BaselineLoad::new());
        let assignment = model.baseline(&inputs);
        Self::of(model, inputs, assignment)
    }

    /// A pattern that is itself what a what-if starts from.
    pub fn of(model: AssignmentModel<'a>, inputs: ScenarioInputs, assignment: Assignment) -> Self {
        let load = model.asset_load(&assignment);
        Self { model, inputs, assignment, load }
    }

    pub fn under(&self, measures: &[Measure]) -> ScenarioRun<'_> {
        // The load of the baseline is what shares in the measures are shares of.
        let inputs = self.model.inputs(measures, &self.load);
        let assignment = self.model.counterfactual(&inputs, &self.assignment);
        ScenarioRun::new(self, inputs, assignment)
    }

    /// The baseline beside itself.
    pub fn unchanged(&self) -> ScenarioRun<'_> {
        ScenarioRun::new(self, self.inputs.clone(), self.assignment.clone())
    }

    pub fn selected_paths(&self) -> Vec<&PathFlow> {
        self.model.selected_of(&self.assignment.paths).collect()
    }

    pub fn cargo(&self) -> CargoSet {
        self.model.selected().map(|flow| self.model.cargo(flow)).collect()
    }

    /// Mass asked about that is counted but never assigned.
    pub fn unassigned(&self) -> Mass {
        self.model.unassigned.iter().map(|flow| flow.row.mass.value).sum()
    }
}

/// A counterfactual beside its baseline.
pub struct ScenarioRun<'a> {
    pub baseline: &'a BaselineRun<'a>,
    pub inputs: ScenarioInputs,
    pub assignment: Assignment,
    /// Prices of full capacities, once they are asked for: each is two solves.
    shadows: OnceLock<BTreeMap<usize, Shadow>>,
    certificate: OnceLock<Certificate>,
}

impl<'a> ScenarioRun<'a> {
    pub fn new(baseline: &'a BaselineRun<'a>, inputs: ScenarioInputs, assignment: Assignment) -> Self {
        Self { baseline, inputs, assignment, shadows: OnceLock::new(), certificate: OnceLock::new() }
    }

    pub fn sum(&self, of: impl Fn(usize) -> Mass) -> Mass {
        self.baseline.model.selected().map(of).sum()
    }

    pub fn stranded_usd(&self) -> f64 {
        self.baseline.model.selected().map(|flow| self.baseline.model.usd(flow, self.assignment.stranded[flow])).sum()
    }

    pub fn cost_usd(&self) -> f64 {
        total_usd(self.baseline.model.selected().map(|flow| self.totals(flow).0).sum())
    }

    pub fn certificate(&self) -> &Certificate {
        self.certificate.get_or_init(|| certificate(&self.baseline.model, &self.inputs, &self.assignment))
    }

    /// Shadow prices of the capacities that are full, by their position.
    pub fn shadows(&self) -> &BTreeMap<usize, Shadow> {
        self.shadows.get_or_init(|| shadows(self))
    }

    /// Full capacities that someone misses.
    pub fn bottlenecks(&self) -> Vec<String> {
        // A full capacity with shadow prices of 0 is not missed.
        let missed = self.shadows().iter().filter(|(_, shadow)| shadow.relieves.is_some());
        let mut names: Vec<String> = missed.map(|(at, _)| self.inputs.names[*at].clone()).collect();
        names.sort_unstable();
        names
    }

    fn priced<T>(&self, ask: impl Fn(Priced<'_>, Priced<'_>) -> T) -> T {
        let model = &self.baseline.model;
        // Each assignment uses arcs that are open in its own world, so every path has a key.
        let before = |path: &PathFlow| model.key(&self.baseline.inputs, path).unwrap_or_default();
        let now = |path: &PathFlow| model.key(&self.inputs, path).unwrap_or_default();
        ask(
            Priced { assignment: &self.assignment, key: &now },
            Priced { assignment: &self.baseline.assignment, key: &before },
        )
    }

    pub fn change(&self, flow: usize) -> Change {
        self.priced(|now, before| now.change(&before, flow))
    }

    pub fn totals(&self, flow: usize) -> (i128, i128) {
        self.priced(|now, _| now.totals(flow))
    }

    /// How much more expensive and slower the tonnes asked about arrive: see [`Priced::extra`].
    pub fn extra(&self) -> Option<(f64, f64)> {
        self.priced(|now, before| now.extra(&before, self.baseline.model.selected()))
    }
}

/// Tonnes, cost and time of one flow's paths, as sums.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    mass: Mass,
    // In 128 bits: cost x mass of many flows is beyond 64.
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

/// An assignment with what each of its paths costs and how long it takes.
#[derive(Clone, Copy)]
pub struct Priced<'a> {
    pub assignment: &'a Assignment,
    pub key: &'a dyn Fn(&PathFlow) -> (Cost, Seconds),
}

impl Priced<'_> {
    /// Cost and time of all tonnes of a flow that arrive, in millionths of a USD/t x kg and seconds x kg.
    pub fn totals(&self, flow: usize) -> (i128, i128) {
        let mut sum = Sum::default();
        for path in self.assignment.of(flow) {
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
        let old: Vec<_> = before.assignment.of(flow).collect();
        let new: Vec<_> = self.assignment.of(flow).collect();
        // `Assignment::add` joins equal paths, so each is there once.
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
            stranded: self.assignment.stranded[flow] - before.assignment.stranded[flow],
            moved: gained.mass,
            extra_cost: gained.cost - before_of_moved(lost.cost),
            extra_time: gained.time - before_of_moved(lost.time),
        }
    }

    /// How much more expensive and slower the tonnes of some flows arrive than the same flows did before, per tonne
    /// delivered.
    ///
    /// `None` where nothing arrives. Flows are compared each with itself, so that stranding a dear flow makes nothing
    /// look cheaper.
    pub fn extra(&self, before: &Self, flows: impl Iterator<Item = usize>) -> Option<(f64, f64)> {
        let (mut cost, mut time, mut mass) = (0.0, 0.0, 0.0);
        for flow in flows {
            let (now, then) = (self.assignment.delivered(flow).0 as f64, before.assignment.delivered(flow).0 as f64);
            // A flow that arrives in one of the two only has nothing to be compared with.
            if now > 0.0 && then > 0.0 {
                let (after, before) = (self.totals(flow), before.totals(flow));
                // What the tonnes delivered now would have cost before, at the flow's mean cost. The ratio first: of a
                // flow that stays it is 1, and what does not change is 0 to the last digit.
                cost += after.0 as f64 - before.0 as f64 * (now / then);
                time += after.1 as f64 - before.1 as f64 * (now / then);
                mass += now;
            }
        }
        // Millionths of a USD/t become USD/t, seconds become days.
        (mass > 0.0).then(|| (cost / mass / 1e6, time / mass / 86_400.0))
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shadow {
    /// Of one kt/y less: tonnes stranded per tonne, or USD/t.
    pub down: Option<f64>,
    pub up: Option<f64>,
    /// `None`: it is full, but no one misses it.
    pub relieves: Option<Relief>,
}

// 1 kt/y, in kilograms.
const STEP: Mass = Mass(1_000_000);
/// A capacity is full when less than this is left: integer repair may leave some kilograms.
const FULL: Mass = Mass(1_000);

#[derive(Clone, Copy)]
struct ProbeOutcome {
    stranded: Mass,
    cost: i128,
}

/// Shadow prices by their definition: solved again with one kt/y less and one kt/y more.
///
/// Duals would be cheaper, but at a degenerate corner (the usual case here) they are one of many and the two sides
/// differ; a re-solve gives both numbers.
fn shadows(run: &ScenarioRun<'_>) -> BTreeMap<usize, Shadow> {
    let loads = run.baseline.model.loads(&run.inputs, &run.assignment);
    let full = |at: &usize| run.inputs.bundles[*at].limit - loads[*at] < FULL;
    let full: Vec<usize> = (0..loads.len()).filter(full).collect();
    let now = outcome(run);
    let shadow = |at: usize| (at, shadow(now, shifted(run, at, -STEP), shifted(run, at, STEP)));
    // Collected in the order of positions, whichever thread was first.
    full.into_par_iter().map(shadow).collect::<Vec<_>>().into_iter().collect()
}

fn shadow(now: ProbeOutcome, less: Option<ProbeOutcome>, more: Option<ProbeOutcome>) -> Shadow {
    let per_tonne = |mass: Mass| mass.0 as f64 / STEP.0 as f64;
    // Both sides count what the room is worth: less of it is worse, more is better.
    let worse = less.map(|less| (per_tonne(less.stranded - now.stranded), less.cost - now.cost));
    let better = more.map(|more| (per_tonne(now.stranded - more.stranded), now.cost - more.cost));
    // Integer repair moves some kilograms: below a thousandth of the step nothing is relieved.
    let strands = |side: Option<(f64, i128)>| side.is_some_and(|(tonnes, _)| tonnes.abs() > 1e-3);
    // Stranding first, as the assignment ranks it: a stranded tonne costs nothing, so cost would mislead.
    if strands(worse) || strands(better) {
        let tonnes = |side: Option<(f64, i128)>| side.map(|(tonnes, _)| tonnes);
        return Shadow { down: tonnes(worse), up: tonnes(better), relieves: Some(Relief::Stranding) };
    }
    let usd_t = |side: Option<(f64, i128)>| side.map(|(_, cost)| cost as f64 / 1e6 / STEP.0 as f64);
    // Below a tenth of a cent per tonne it is the same rounding.
    let matters = |side: Option<f64>| side.is_some_and(|usd_t| usd_t.abs() > 1e-3);
    let (down, up) = (usd_t(worse), usd_t(better));
    // `Shadow::default()`: full, but not missed.
    if matters(down) || matters(up) { Shadow { down, up, relieves: Some(Relief::Detour) } } else { Shadow::default() }
}

/// The counterfactual with one capacity shifted; `None` where there is nothing left to take.
fn shifted(run: &ScenarioRun<'_>, at: usize, by: Mass) -> Option<ProbeOutcome> {
    let mut inputs = run.inputs.clone();
    inputs.bundles[at].limit += by;
    // The capacity is smaller than the step.
    if inputs.bundles[at].limit < Mass::ZERO {
        return None;
    }
    let assignment = run.baseline.model.counterfactual(&inputs, &run.baseline.assignment);
    Some(outcome(&ScenarioRun::new(run.baseline, inputs, assignment)))
}

fn outcome(run: &ScenarioRun<'_>) -> ProbeOutcome {
    // All flows, not only those asked about: the room may be worth something to others.
    let flows = 0..run.baseline.model.flows.len();
    ProbeOutcome {
        stranded: run.assignment.stranded.iter().copied().sum(),
        cost: flows.map(|flow| run.totals(flow).0).sum(),
    }
}
