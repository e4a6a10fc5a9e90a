//! What each flow does in a counterfactual against its baseline.

use crate::metric::Change;
use assignment::{Mass, PathFlow};
use routing::{Cost, Seconds};

use super::case::{Assignment, ScenarioInputs};
use super::setting::BaselineRun;

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
