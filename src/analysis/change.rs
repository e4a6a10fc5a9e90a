//! What each flow does in a counterfactual against its baseline.

use crate::metric::Change;
use crate::model::{Cost, Mass, Seconds};

use super::case::{Laying, World};
use super::setting::Based;

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

/// One flow against its baseline. `used` is left at 0: only who knows X can tell.
///
/// A tonne has moved where its path carries less than before; what the paths that gained cost, less what the moved
/// share of those that lost cost before, is extra. Tonnes that stayed on their path count with what a charge or a
/// delay adds to it only in `stayed_cost`.
#[must_use]
pub fn change(based: &Based<'_>, world: &World, laying: &Laying, flow: usize) -> Change {
    let before: Vec<_> = based.laying.of(flow).collect();
    let after: Vec<_> = laying.of(flow).collect();
    let mut lost = Sum::default();
    let mut gained = Sum::default();
    for old in &before {
        let now = after.iter().find(|path| path.arcs == old.arcs).map_or(Mass::ZERO, |path| path.mass);
        if now < old.mass {
            lost.add(old.mass - now, based.case.key(&based.world, old).unwrap_or_default());
        }
    }
    for new in &after {
        let then = before.iter().find(|path| path.arcs == new.arcs).map_or(Mass::ZERO, |path| path.mass);
        if new.mass > then {
            gained.add(new.mass - then, based.case.key(world, new).unwrap_or_default());
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
        stranded: laying.stranded[flow] - based.laying.stranded[flow],
        moved: gained.mass,
        extra_cost: gained.cost - before_of_moved(lost.cost),
        extra_time: gained.time - before_of_moved(lost.time),
    }
}

/// Cost and time of all tonnes of a flow that arrive, in millionths of a USD/t x kg and seconds x kg.
#[must_use]
pub fn totals(based: &Based<'_>, world: &World, laying: &Laying, flow: usize) -> (i128, i128) {
    let mut sum = Sum::default();
    for path in laying.of(flow) {
        sum.add(path.mass, based.case.key(world, path).unwrap_or_default());
    }
    (sum.cost, sum.time)
}

/// How much dearer and slower the tonnes asked about arrive than the same flows did before, per tonne delivered.
///
/// `None` where nothing arrives. Flows are compared each with itself, so that stranding a dear flow makes nothing look
/// cheaper.
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn extra(based: &Based<'_>, world: &World, laying: &Laying) -> Option<(f64, f64)> {
    let (mut cost, mut time, mut mass) = (0.0, 0.0, 0.0);
    for flow in based.case.selected() {
        let (now, then) = (laying.delivered(flow).0 as f64, based.laying.delivered(flow).0 as f64);
        if now > 0.0 && then > 0.0 {
            let after = totals(based, world, laying, flow);
            let before = totals(based, &based.world, &based.laying, flow);
            cost += after.0 as f64 - before.0 as f64 * now / then;
            time += after.1 as f64 - before.1 as f64 * now / then;
            mass += now;
        }
    }
    (mass > 0.0).then(|| (cost / mass / 1e6, time / mass / 86_400.0))
}
