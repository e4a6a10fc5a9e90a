//! Where each tonne of a model goes, what that puts on each limit and asset, and what proves it.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use super::{AssignmentModel, ScenarioInputs};
use crate::answer::{self, Alone, Price, PriceOf, Stranding, Weight};
use crate::metric::total_usd;
use crate::model::Asset;
use crate::network::ArcKind;
use crate::scenario::BaselineLoad;
use assignment::{
    Bounds, Bundle, BundleIx, Certificate, Claim, Demand, Mass, PRICE_SCALE, PathFlow, Prices, Problem, Violation,
};

#[derive(Clone, Debug, Default)]
pub struct Assignment {
    /// By flow and path; `demand` is the position in [`AssignmentModel::flows`].
    pub paths: Vec<PathFlow>,
    /// By flow: what has no route.
    pub stranded: Vec<Mass>,
    /// By flow: what stays at home because its route would be too dear.
    pub uneconomic: Vec<Mass>,
    /// By flow: what was freed from its old route.
    pub freed: Vec<Mass>,
    /// What was not: it stays on its old route.
    pub retained: Vec<PathFlow>,
    /// Where what was freed went.
    pub assigned: Vec<PathFlow>,
    /// What proves that no less could be stranded and nothing be assigned cheaper.
    pub certificate: Certificate,
}

impl Assignment {
    pub fn delivered(&self, flow: usize) -> Mass {
        self.of(flow).map(|path| path.mass).sum()
    }

    /// By flow: all of its tonnes, wherever they are.
    pub fn masses(&self) -> Vec<Mass> {
        let mut masses: Vec<Mass> = self.stranded.iter().zip(&self.uneconomic).map(|(a, b)| *a + *b).collect();
        self.paths.iter().for_each(|path| masses[path.demand] += path.mass);
        masses
    }

    pub fn of(&self, flow: usize) -> impl Iterator<Item = &PathFlow> {
        self.paths.iter().filter(move |path| path.demand == flow)
    }

    /// Does each flow's mass equal what arrives, is stranded and stays at home?
    pub fn conserves(&self, inputs: &ScenarioInputs) -> bool {
        (0..inputs.masses.len())
            .all(|flow| self.delivered(flow) + self.stranded[flow] + self.uneconomic[flow] == inputs.masses[flow])
    }

    /// Adds paths, joining those of one flow with the same arcs; order: flow, then arcs.
    pub fn add(&mut self, more: impl Iterator<Item = PathFlow>) {
        self.paths.extend(more);
        // Sorted, so that equal paths are neighbours and `dedup_by` finds them.
        self.paths.sort_by(|a, b| (a.demand, &a.arcs).cmp(&(b.demand, &b.arcs)));
        self.paths.dedup_by(|next, own| {
            let same = next.demand == own.demand && next.arcs == own.arcs;
            if same {
                own.mass += next.mass;
            }
            same
        });
        // Assignments are compared path by path: a path of 0 kg would make equal ones differ.
        self.paths.retain(|path| path.mass > Mass::ZERO);
    }
}

impl AssignmentModel<'_> {
    /// Tonnes on each bundle of a world.
    pub fn loads(&self, inputs: &ScenarioInputs, assignment: &Assignment) -> Vec<Mass> {
        let load = |bundle: &Bundle| {
            let counts = |path: &&PathFlow| bundle.classes[inputs.overlays.class_of[path.demand].index()];
            let on = |path: &PathFlow| {
                // Arcs of a bundle are sorted. A path that uses two of them counts twice, as in the solver.
                let times = path.arcs.iter().filter(|arc| bundle.arcs.binary_search(arc).is_ok()).count();
                path.mass * i64::try_from(times).unwrap_or(i64::MAX)
            };
            assignment.paths.iter().filter(counts).map(on).sum()
        };
        inputs.bundles.par_iter().map(load).collect()
    }

    /// Tonnes on each link and each place.
    pub fn asset_load(&self, assignment: &Assignment) -> BaselineLoad {
        let mut load = BaselineLoad::new();
        for path in &assignment.paths {
            for arc in &path.arcs {
                match self.network.arcs[arc.index()].what {
                    ArcKind::Link(link, _) => {
                        *load.entry(Asset::Link(link)).or_default() += path.mass;
                        // As in `Network::uses`: a place is used by what enters it along a link, and below by what
                        // starts there.
                        *load.entry(Asset::Place(self.network.head_place(*arc))).or_default() += path.mass;
                    }
                    ArcKind::Load(place) => *load.entry(Asset::Place(place)).or_default() += path.mass,
                    ArcKind::Transfer(transfer) => *load.entry(Asset::Transfer(transfer)).or_default() += path.mass,
                    // What arrives was counted when it entered the place.
                    ArcKind::Unload(_) => {}
                }
            }
        }
        load
    }
}

/// Counts the assignments that were checked, and keeps what was wrong with them.
#[derive(Debug, Default)]
pub struct Audit {
    checked: AtomicU64,
    flaws: Mutex<Vec<String>>,
}

impl Audit {
    pub fn checked(&self) -> u64 {
        self.checked.load(Ordering::Relaxed)
    }

    /// What was wrong, sorted, each once.
    pub fn flaws(&self) -> Vec<String> {
        // A poisoned lock holds whole sentences only.
        let mut flaws = self.flaws.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
        flaws.sort();
        flaws.dedup();
        flaws
    }

    fn note(&self, model: &AssignmentModel<'_>, inputs: &ScenarioInputs, result: Result<Bounds, Vec<Violation>>) {
        let found = result.err().unwrap_or_default();
        // Flaws become sentences at once: the positions in them mean nothing without the model.
        self.take(found.iter().map(|flaw| compared(model, inputs, flaw)));
    }

    /// One assignment was checked: this is wrong with it.
    pub fn take(&self, flaws: impl Iterator<Item = String>) {
        self.checked.fetch_add(1, Ordering::Relaxed);
        self.flaws.lock().unwrap_or_else(std::sync::PoisonError::into_inner).extend(flaws);
    }
}

/// A flaw with the ids that its numbers stand for.
fn compared(model: &AssignmentModel<'_>, inputs: &ScenarioInputs, flaw: &Violation) -> String {
    let of_flow = |at: &usize| format!("flow {}: {flaw}", model.flows[*at].row.id);
    match flaw {
        Violation::Path { demand }
        | Violation::RetainedPath { demand }
        | Violation::Balance { demand, .. }
        | Violation::Uneconomic { demand }
        | Violation::AboveStandalone { demand, .. }
        | Violation::Standalone { demand, .. } => of_flow(demand),
        // Bundles have no flow, so their id is given; what is about a whole tier or the cost has neither.
        Violation::Limit { bundle, .. } => format!("capacity {}: {flaw}", inputs.names[*bundle]),
        Violation::Tier { .. } | Violation::Cost { .. } | Violation::Price => flaw.to_string(),
    }
}

impl AssignmentModel<'_> {
    pub fn bounds(&self, inputs: &ScenarioInputs, assignment: &Assignment) -> Bounds {
        self.claimed(inputs, assignment, assignment::bounds)
    }

    pub fn audited(&self, inputs: &ScenarioInputs, assignment: &Assignment) {
        // A check costs searches of its own, so a release build checks only where that is asked for.
        if let Some(audit) = &self.options.audit {
            audit.note(self, inputs, self.claimed(inputs, assignment, assignment::verify));
        }
        debug_assert_eq!(
            self.claimed(inputs, assignment, assignment::verify).err(),
            None,
            "an assignment is not what its certificate claims"
        );
    }

    fn claimed<T>(&self, inputs: &ScenarioInputs, assignment: &Assignment, ask: impl Fn(&Claim<'_>) -> T) -> T {
        // The solver assigned what was freed, not the whole flows: the claim is about that problem.
        let freed = self.demands(inputs).into_iter().zip(&assignment.freed);
        let demands: Vec<Demand> = freed.map(|(demand, mass)| Demand { mass: *mass, ..demand }).collect();
        ask(&Claim {
            problem: Problem {
                topology: &self.network.topology,
                weights: &inputs.weights,
                bundles: &inputs.bundles,
                demands: &demands,
            },
            retained: &assignment.retained,
            paths: &assignment.assigned,
            stranded: &assignment.stranded,
            uneconomic: &assignment.uneconomic,
            certificate: &assignment.certificate,
        })
    }
}

/// What proves an assignment: see [`Certificate`] for what each figure says.
pub fn certificate(
    model: &AssignmentModel<'_>,
    inputs: &ScenarioInputs,
    assignment: &Assignment,
) -> answer::Certificate {
    let bounds = model.bounds(inputs, assignment);
    let own = &assignment.certificate;
    let flow = |at: usize| model.flows[at].row.id.to_string();
    let mut all = prices(model, inputs, None, &own.cost);
    for (at, worth) in bounds.worth.iter().enumerate().filter(|(_, worth)| **worth > 0) {
        all.push(price(None, PriceOf::Flow, flow(at), *worth));
    }
    // Prices of bundles in the phase of a tier are the weights below; here only its prices of earlier tiers are added.
    for (tier, of_tier) in &own.tiers {
        let before = Prices { bundles: Vec::new(), ..of_tier.clone() };
        all.extend(prices(model, inputs, Some(*tier), &before));
    }
    let stranding = bounds.tiers.iter().zip(&own.tiers).map(|(bound, (tier, of_tier))| Stranding {
        tier: *tier,
        demand_kg: kg(bound.demand),
        stranded_kg: kg(bound.stranded),
        bound_kg: kg(bound.demand - bound.least),
        weights: weights(&inputs.names, of_tier),
    });
    answer::Certificate {
        cost_usd: total_usd(bounds.cost),
        bound_usd: total_usd(bounds.cost_bound),
        gap: gap(bounds.cost, bounds.cost_bound),
        stranding: stranding.collect(),
        alone: own
            .standalone
            .iter()
            .map(|alone| Alone {
                flow: flow(alone.demand),
                most_kg: alone.maximum.0,
                weights: weights(&inputs.names, &alone.prices),
            })
            .collect(),
        prices: all,
    }
}

/// The difference over the cost; 0 of nothing.
pub fn gap(cost: i128, bound: i128) -> f64 {
    if cost > 0 { (cost - bound) as f64 / cost as f64 } else { 0.0 }
}

/// Tonnes of input fit far below 2^63 kg.
pub fn kg(kg: i128) -> i64 {
    i64::try_from(kg).unwrap_or(i64::MAX)
}

pub fn price(tier: Option<u8>, of: PriceOf, id: String, price: i128) -> Price {
    Price { tier, of, id, price: price as f64 / PRICE_SCALE as f64 }
}

/// `names`: by bundle.
pub fn weights(names: &[String], prices: &Prices) -> Vec<Weight> {
    let weight = |(bundle, price): &(BundleIx, i64)| Weight {
        capacity: names[bundle.index()].clone(),
        weight: *price as f64 / PRICE_SCALE as f64,
    };
    prices.bundles.iter().map(weight).collect()
}

fn prices(model: &AssignmentModel<'_>, inputs: &ScenarioInputs, tier: Option<u8>, prices: &Prices) -> Vec<Price> {
    let bundles = prices
        .bundles
        .iter()
        .map(|(bundle, own)| price(tier, PriceOf::Bundle, inputs.names[bundle.index()].clone(), (*own).into()));
    let tiers = prices.tiers.iter().map(|(of, own)| price(tier, PriceOf::Tier, of.to_string(), (*own).into()));
    let most = prices
        .standalone
        .iter()
        .map(|(at, own)| price(tier, PriceOf::Most, model.flows[*at].row.id.to_string(), (*own).into()));
    bundles.chain(tiers).chain(most).collect()
}
