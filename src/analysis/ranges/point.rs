//! A scene at the point values, and what is needed to tell that a moved number cannot matter to it.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::model::{Action, Among, Asset, CommodityIx};
use crate::scenario::BaselineLoad;
use assignment::{ClassIx, Demand, Mass, PathFlow, Phase, Problem};
use routing::{ArcIx, Cost, NodeIx, Seconds};

use super::figures::Scene;
use crate::analysis::model::{Assignment, AssignmentModel, ScenarioInputs};

/// No route passes.
pub const NEVER: i64 = i64::MAX;
/// Longer arcs count as this long, so that sums fit: a route found over them is shorter than the true one, never
/// longer.
const LONG: i64 = 1 << 50;
/// A price below this (t/t or USD/t) is none: that of the solver's own tolerance.
const PRICE: f64 = 1e-9;

/// An assignment with what each of its paths costs and how long it takes: all that is kept of a world.
pub struct SolvedPoint {
    pub assignment: Assignment,
    keys: Vec<(Cost, Seconds)>,
}

impl SolvedPoint {
    pub fn new(model: &AssignmentModel<'_>, inputs: &ScenarioInputs, assignment: Assignment) -> Self {
        // A path is open in its own world, so it has a key.
        let keys = assignment.paths.iter().map(|path| model.key(inputs, path).unwrap_or_default()).collect();
        Self { assignment, keys }
    }

    pub fn key(&self, path: &PathFlow) -> (Cost, Seconds) {
        let paths = &self.assignment.paths;
        // `Assignment::add` keeps paths in this order.
        let at = paths.binary_search_by(|own| (own.demand, &own.arcs).cmp(&(path.demand, &path.arcs)));
        at.map(|at| self.keys[at]).unwrap_or_default()
    }
}

pub struct Point {
    pub assigned: SolvedPoint,
    /// Limits and classes; its weights are dropped, they are many.
    pub limits: ScenarioInputs,
    /// By bundle: its load before any flow had to yield.
    pub before: Vec<Mass>,
    pub load: Vec<Mass>,
    /// By bundle: has it a price in any phase?
    pub priced: Vec<bool>,
    /// Commodities and arcs of the routes that were chosen, not kept.
    pub chosen: BTreeSet<(CommodityIx, ArcIx)>,
    /// By commodity and arc: by how much (millionths of a USD/t) any route over it is too dear to be chosen.
    pub margins: BTreeMap<CommodityIx, Vec<i64>>,
    /// Assets that a measure limits to a share.
    pub shares: BTreeSet<Asset>,
    pub complete: bool,
}

impl Point {
    /// Assigns a scene, and asks the prices of its assignment what could change it.
    pub fn new(model: &AssignmentModel<'_>, scene: &Scene, parent: Option<&Self>, pins: &Pins) -> Self {
        // The baseline has no scene before it, so shares in its measures have no load.
        let load = parent.map_or_else(BaselineLoad::new, |parent| model.asset_load(&parent.assigned.assignment));
        let inputs = model.inputs(&scene.measures, &load);
        let assignment = match parent {
            None => model.baseline(&inputs),
            Some(parent) => model.counterfactual(&inputs, &parent.assigned.assignment),
        };
        let staying = staying(model, &inputs, parent, pins);
        let choice = Choice::new(model, &inputs, &assignment);
        Self {
            before: model.loads(&inputs, &staying),
            load: model.loads(&inputs, &assignment),
            priced: choice.priced,
            chosen: chosen(model, &assignment),
            margins: choice.margins,
            complete: choice.complete,
            shares: shares(model, scene),
            assigned: SolvedPoint::new(model, &inputs, assignment),
            limits: ScenarioInputs { weights: Default::default(), ..inputs },
        }
    }
}

/// What is on its route before any flow yields: pins, or the parent's routes, as far as they are open. At most too
/// much.
fn staying(model: &AssignmentModel<'_>, inputs: &ScenarioInputs, parent: Option<&Point>, pins: &Pins) -> Assignment {
    let assigned = match parent {
        None => pins.paths(inputs),
        Some(_) if model.options.rebalance => Vec::new(),
        Some(parent) => parent.assigned.assignment.paths.clone(),
    };
    let paths = assigned.into_iter().filter(|path| model.key(inputs, path).is_some()).collect();
    Assignment { paths, ..Assignment::default() }
}

/// Arcs of what was assigned beside what was kept.
fn chosen(model: &AssignmentModel<'_>, assignment: &Assignment) -> BTreeSet<(CommodityIx, ArcIx)> {
    let kept: BTreeMap<(usize, &[ArcIx]), Mass> =
        // Paths are joined: more mass than was kept means that tonnes were assigned there too.
        assignment.retained.iter().map(|path| ((path.demand, path.arcs.as_slice()), path.mass)).collect();
    let more = |path: &&PathFlow| kept.get(&(path.demand, path.arcs.as_slice())).is_none_or(|mass| *mass < path.mass);
    let arcs = |path: &PathFlow| {
        let goods = model.flows[path.demand].row.commodity;
        path.arcs.iter().map(move |arc| (goods, *arc)).collect::<Vec<_>>()
    };
    assignment.paths.iter().filter(more).flat_map(arcs).collect()
}

fn shares(model: &AssignmentModel<'_>, scene: &Scene) -> BTreeSet<Asset> {
    let shares = scene.measures.iter().filter(|measure| measure.effect.action() == Action::Limit(Among::Share));
    shares
        .filter_map(|measure| measure.on.as_ref())
        .flat_map(|on| model.network.select(on).assets().collect::<Vec<_>>())
        .collect()
}

/// The assignment of what was freed, solved once more for its prices.
struct Choice {
    priced: Vec<bool>,
    margins: BTreeMap<CommodityIx, Vec<i64>>,
    complete: bool,
}

impl Choice {
    fn new(model: &AssignmentModel<'_>, inputs: &ScenarioInputs, assignment: &Assignment) -> Self {
        // The problem that the model solved: what was freed, on what the kept routes leave.
        let demands = model.demands(inputs);
        let bundles = assignment::residual(&inputs.bundles, &demands, &assignment.retained);
        let freed = demands.into_iter().zip(&assignment.freed).filter(|(_, freed)| **freed > Mass::ZERO);
        let demands: Vec<Demand> = freed.map(|(demand, freed)| Demand { mass: *freed, ..demand }).collect();
        let problem = Problem {
            topology: &model.network.topology,
            weights: &inputs.weights,
            bundles: &bundles,
            demands: &demands,
        };
        let solution = assignment::assign(&problem);
        // A price in the phase of any tier matters as one of cost does.
        let any = |at: usize| solution.phases.iter().any(|phase| phase.bundles[at] > PRICE);
        Self {
            priced: (0..bundles.len()).map(any).collect(),
            // The last phase is that of cost; tiers have no margins of their own.
            margins: solution.phases.last().map(|phase| margins(model, inputs, &problem, phase)).unwrap_or_default(),
            complete: solution.complete,
        }
    }
}

/// By commodity and arc: the least, over all demands, of what a route over the arc costs at the prices of the last
/// phase above what it may cost.
fn margins(
    model: &AssignmentModel<'_>,
    inputs: &ScenarioInputs,
    problem: &Problem<'_>,
    phase: &Phase,
) -> BTreeMap<CommodityIx, Vec<i64>> {
    let mut least: BTreeMap<CommodityIx, Vec<i64>> = BTreeMap::new();
    // Demands of the same class and ends share a search; the highest gate leaves the least margin.
    let mut by_ends: BTreeMap<(ClassIx, &[NodeIx], &[NodeIx]), f64> = BTreeMap::new();
    for (at, demand) in problem.demands.iter().enumerate() {
        let gate = phase.demands[at] - phase.standalone[at];
        let own = by_ends.entry((demand.class, &demand.sources, &demand.targets)).or_insert(gate);
        *own = own.max(gate);
    }
    for ((class, sources, targets), gate) in by_ends {
        let through = routing::shortest_through(problem.topology, &lengths(problem, class, phase), sources, targets);
        let goods = inputs.overlays.classes[class.index()].commodity;
        let own = least.entry(goods).or_insert_with(|| vec![NEVER; model.network.arcs.len()]);
        for (own, through) in own.iter_mut().zip(through) {
            // Billionths, rounded down to millionths: too small a margin keeps more than it must.
            let margin = through.map(|through| (through - billionths(gate)).div_euclid(1000));
            *own = (*own).min(margin.unwrap_or(NEVER));
        }
    }
    least
}

/// Costs and prices of a class, in billionths of a USD/t.
fn lengths(problem: &Problem<'_>, class: ClassIx, phase: &Phase) -> Vec<Option<i64>> {
    let arcs = problem.weights[class.index()].arc.iter();
    let mut lengths: Vec<Option<i64>> =
        // Millionths become billionths, the unit of prices.
        arcs.map(|key| key.map(|key| key.cost.0.saturating_mul(1000).min(LONG))).collect();
    for (bundle, price) in problem.bundles.iter().zip(&phase.bundles).filter(|(_, price)| **price > 0.0) {
        for arc in bundle.arcs.iter().filter(|_| bundle.counts(class)) {
            lengths[arc.index()] = lengths[arc.index()].map(|own| (own + billionths(*price)).min(LONG));
        }
    }
    lengths
}

#[allow(clippy::cast_possible_truncation)]
fn billionths(price: f64) -> i64 {
    (price * 1e9).round().clamp(-(LONG as f64), LONG as f64) as i64
}

pub struct Pins {
    pub routes: Vec<Option<Vec<ArcIx>>>,
    /// By flow and arc: by how much any route over it, pinned or not, is more expensive than the pinned one; below 0
    /// where it is cheaper.
    pub margins: Vec<Vec<i64>>,
}

impl Pins {
    pub fn new(model: &AssignmentModel<'_>, inputs: &ScenarioInputs) -> Self {
        let flows = 0..model.flows.len();
        let (routes, margins) = flows.into_par_iter().map(|flow| Self::of(model, inputs, flow)).unzip();
        Self { routes, margins }
    }

    fn of(model: &AssignmentModel<'_>, inputs: &ScenarioInputs, flow: usize) -> (Option<Vec<ArcIx>>, Vec<i64>) {
        // A flow without a pin has no margins: it is seen with the routes that are chosen.
        let Some(route) = model.pin(inputs, flow) else { return (None, Vec::new()) };
        let row = &model.flows[flow].row;
        let cargo = model.network.snapshot.atlas.commodities[row.commodity.index()].cargo;
        let weights = &inputs.weights[inputs.overlays.class_of[flow].index()];
        let lengths: Vec<Option<i64>> = weights.arc.iter().map(|key| key.map(|key| key.cost.0.min(LONG))).collect();
        let sources = model.network.starts(row.origin, cargo);
        let targets = model.network.arrivals(row.destination, cargo);
        // Every arc of the pinned route is open.
        let cost: i64 = route.iter().filter_map(|arc| weights.arc[arc.index()]).map(|key| key.cost.0).sum();
        let through = routing::shortest_through(&model.network.topology, &lengths, &sources, &targets);
        let margins = through.into_iter().map(|through| through.map_or(NEVER, |through| through - cost));
        (Some(route), margins.collect())
    }

    fn paths(&self, inputs: &ScenarioInputs) -> Vec<PathFlow> {
        let path = |(demand, route): (usize, &Option<Vec<ArcIx>>)| {
            Some(PathFlow { demand, arcs: route.clone()?, mass: inputs.masses[demand] })
        };
        self.routes.iter().enumerate().filter_map(path).collect()
    }
}
