//! Shadow prices by their definition: solve again with one kt/y less and one kt/y more.
//!
//! Duals would be cheaper, but at a degenerate corner (the usual case here) they are one of many and the two sides
//! differ; a re-solve gives both numbers.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::answer::Relief;
use crate::network::Overlays;
use assignment::{Bundle, Mass};

use super::case::{Assignment, ScenarioInputs};
use super::change::totals;
use super::setting::BaselineRun;

/// What a full capacity is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shadow {
    /// Of one kt/y less: tonnes stranded per tonne, or USD/t.
    pub down: Option<f64>,
    /// Of one kt/y more.
    pub up: Option<f64>,
    /// `None`: it is full, but nobody misses it.
    pub relieves: Option<Relief>,
}

/// One kt a year.
const STEP: Mass = Mass(1_000_000);
/// A capacity is full when less than this is left: integer repair may leave some kilograms.
const FULL: Mass = Mass(1_000);

/// Stranded tonnes and cost of all flows.
#[derive(Clone, Copy)]
struct Outcome {
    stranded: Mass,
    cost: i128,
}

/// Shadow prices of the capacities that are full, by their position.
pub fn shadows(
    based: &BaselineRun<'_>,
    world: &ScenarioInputs,
    laying: &Assignment,
) -> BTreeMap<usize, Shadow> {
    let loads = based.case.loads(world, laying);
    let full = |at: &usize| world.bundles[*at].limit - loads[*at] < FULL;
    let full: Vec<usize> = (0..loads.len()).filter(full).collect();
    let now = outcome(based, world, laying);
    let shadow = |at: usize| {
        let less = shifted(based, world, (at, -STEP));
        let more = shifted(based, world, (at, STEP));
        (at, shadow(now, less, more))
    };
    full.into_par_iter().map(shadow).collect::<Vec<_>>().into_iter().collect()
}

fn shadow(now: Outcome, less: Option<Outcome>, more: Option<Outcome>) -> Shadow {
    #[allow(clippy::cast_precision_loss)]
    let per_tonne = |mass: Mass| mass.0 as f64 / STEP.0 as f64;
    let worse = less.map(|less| (per_tonne(less.stranded - now.stranded), less.cost - now.cost));
    let better = more.map(|more| (per_tonne(now.stranded - more.stranded), now.cost - more.cost));
    // Integer repair moves some kilograms: below a thousandth of the step nothing is relieved.
    let strands = |side: Option<(f64, i128)>| side.is_some_and(|(tonnes, _)| tonnes.abs() > 1e-3);
    if strands(worse) || strands(better) {
        let tonnes = |side: Option<(f64, i128)>| side.map(|(tonnes, _)| tonnes);
        return Shadow { down: tonnes(worse), up: tonnes(better), relieves: Some(Relief::Stranding) };
    }
    #[allow(clippy::cast_precision_loss)]
    let usd_t = |side: Option<(f64, i128)>| side.map(|(_, cost)| cost as f64 / 1e6 / STEP.0 as f64);
    let matters = |side: Option<f64>| side.is_some_and(|usd_t| usd_t.abs() > 1e-3);
    let (down, up) = (usd_t(worse), usd_t(better));
    if matters(down) || matters(up) {
        Shadow { down, up, relieves: Some(Relief::Detour) }
    } else {
        Shadow::default()
    }
}

/// The counterfactual with one capacity shifted; `None` where there is nothing left to take.
fn shifted(based: &BaselineRun<'_>, world: &ScenarioInputs, (at, by): (usize, Mass)) -> Option<Outcome> {
    let limit = world.bundles[at].limit + by;
    if limit < Mass::ZERO {
        return None;
    }
    let mut bundles = world.bundles.clone();
    bundles[at] = Bundle { limit, ..bundles[at].clone() };
    let world = ScenarioInputs {
        overlays: Overlays::clone(&world.overlays),
        weights: world.weights.clone(),
        bundles,
        names: Vec::new(),
    };
    let laying = based.case.counterfactual(&world, &based.laying);
    Some(outcome(based, &world, &laying))
}

fn outcome(based: &BaselineRun<'_>, world: &ScenarioInputs, laying: &Assignment) -> Outcome {
    let flows = 0..based.case.flows.len();
    Outcome {
        stranded: laying.stranded.iter().copied().sum(),
        cost: flows.map(|flow| totals(based, world, laying, flow).0).sum(),
    }
}
