//! All flows under one scenario, and what proves that nothing cheaper strands as little.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::pricer::{ArcMapping, ByHierarchy, length};
use crate::analysis::model::{gap, kg, price, weights};
use crate::analysis::sweep::{ImportedScenario, MostOn, edited_keys, plain_keys};
use crate::analysis::{Audit, Progress};
use crate::answer::{self, PriceOf};
use crate::metric::total_usd;
use crate::network::{NO_CAPACITY, Prepared};
use assignment::{
    Bundle, Certificate, Claim, ClassIx, Demand, Mass, PRICE_SCALE, PathFlow, PhaseObjective, Prices, Problem,
    Solution, assign_with, verify,
};
use routing::hierarchy::{Length as _, Weighted, Workspace};
use routing::{ArcIx, NodeIx, PathCost, Topology, Weights};

pub struct ImportedFlows<'a> {
    pub head: answer::Metadata,
    pub prepared: &'a Prepared,
    pub flows: Vec<ImportedFlow>,
    pub scenarios: Vec<ImportedScenario>,
    pub progress: Arc<Progress>,
    /// Who checks each assignment, if anyone: plain searches, two for each flow.
    pub audit: Option<Arc<Audit>>,
}

#[derive(Clone, Debug)]
pub struct ImportedFlow {
    pub id: String,
    pub from: NodeIx,
    pub to: NodeIx,
    pub mass: Mass,
}

// An imported network knows no cargo and no tiers: one class, one tier.
const CLASS: ClassIx = ClassIx(0);
const TIER: u8 = 1;

pub(super) struct ImportedProblem<'a> {
    pub asked: &'a ImportedFlows<'a>,
    topology: Topology,
    weights: Weights,
    lanes: ArcMapping<'a>,
    demands: Vec<Demand>,
    // By link: its arcs, one for each direction; `NO_ARC` where it has one.
    arcs: Vec<[u32; 2]>,
}

const NO_ARC: u32 = u32::MAX;

impl<'a> ImportedProblem<'a> {
    pub fn new(asked: &'a ImportedFlows<'a>) -> Self {
        let imported = &asked.prepared.imported;
        let weights = plain_keys(imported);
        let lane = |purpose: PhaseObjective| {
            // Lanes are made once without prices; scenarios and prices are edits of copies.
            let of = |arc: ArcIx| weights.get(arc).map_or(u64::INFINITY, |key| length(key.cost.0, 0, purpose));
            Workspace::new(Weighted::new(&asked.prepared.hierarchy, &asked.prepared.lanes, of))
        };
        let demand = |flow: &ImportedFlow| Demand {
            class: CLASS,
            sources: vec![flow.from],
            targets: vec![flow.to],
            mass: flow.mass,
            tier: TIER,
            reservation_price: None,
        };
        let mut arcs = vec![[NO_ARC; 2]; imported.length.len()];
        for (arc, &link) in (0..).zip(imported.link_of.iter()) {
            let own = &mut arcs[link as usize];
            // A link has at most two arcs, so the second is the other direction.
            let place = usize::from(own[0] != NO_ARC);
            own[place] = arc;
        }
        Self {
            asked,
            topology: imported.topology(),
            lanes: ArcMapping { cost: lane(PhaseObjective::Cost), tonnes: lane(PhaseObjective::Stranded) },
            weights,
            demands: asked.flows.iter().map(demand).collect(),
            arcs,
        }
    }

    pub fn problem<'p>(&'p self, weights: &'p Weights, bundles: &'p [Bundle]) -> Problem<'p> {
        let weights = std::slice::from_ref(weights);
        Problem { topology: &self.topology, weights, bundles, demands: &self.demands }
    }

    fn arcs_of(&self, link: u32) -> Vec<ArcIx> {
        self.arcs[link as usize].iter().filter(|&&arc| arc != NO_ARC).map(|&arc| ArcIx(arc)).collect()
    }
}

pub(super) struct ImportedAssignment {
    pub weights: Weights,
    pub paths: Vec<PathFlow>,
    /// Links, or measures with their link, that would be missed.
    pub bottlenecks: Vec<String>,
    pub certificate: answer::Certificate,
    /// By link: kilograms, where any.
    pub load: BTreeMap<u32, Mass>,
}

impl ImportedAssignment {
    pub fn new(register: &ImportedProblem<'_>, scenario: &ImportedScenario, baseline: Option<&Self>) -> Self {
        let imported = &register.asked.prepared.imported;
        let (weights, lanes) = under(register, scenario);
        let (names, bundles): (Vec<String>, Vec<Bundle>) = limits(register, scenario, baseline).into_iter().unzip();
        let problem = register.problem(&weights, &bundles);
        // The solver joins demands that differ in mass alone and numbers them anew, so it makes its own pricer.
        let solution = assign_with(&problem, |demands| ByHierarchy::new(lanes.clone(), &weights, &bundles, demands));
        let own = Certificate::of(&solution);
        let pricer = ByHierarchy::new(lanes, &weights, &bundles, &register.demands);
        let proof = Proof { asked: register.asked, problem, solution: &solution, own: &own, names: &names };
        let certificate = proof.certificate(pricer);
        if let Some(audit) = &register.asked.audit {
            let (retained, paths, stranded, uneconomic) =
                (&[][..], &solution.paths[..], &solution.stranded[..], &solution.uneconomic[..]);
            let claim = Claim { problem, retained, paths, stranded, uneconomic, certificate: &own };
            let flaws = verify(&claim).err().unwrap_or_default();
            audit.take(flaws.iter().map(|flaw| format!("{}: {flaw}", scenario.id)));
        }
        let mut load: BTreeMap<u32, Mass> = BTreeMap::new();
        for path in &solution.paths {
            for arc in &path.arcs {
                *load.entry(imported.link_of[arc.index()]).or_default() += path.mass;
            }
        }
        // A limit with a price in any phase would be missed.
        let missed = own.tiers.iter().map(|(_, prices)| prices).chain([&own.cost]);
        let mut bottlenecks: Vec<String> =
            missed.flat_map(|prices| prices.bundles.iter().map(|(bundle, _)| names[bundle.index()].clone())).collect();
        bottlenecks.sort_unstable();
        bottlenecks.dedup();
        Self { paths: solution.paths, bottlenecks, certificate, load, weights }
    }
}

pub(super) fn under<'a>(register: &ImportedProblem<'a>, scenario: &ImportedScenario) -> (Weights, ArcMapping<'a>) {
    let (mut weights, mut lanes) = (register.weights.clone(), register.lanes.clone());
    let edited = edited_keys(&register.asked.prepared.imported, scenario);
    // One lane for each phase, both with the scenario's lengths for good.
    for (purpose, lane) in [(PhaseObjective::Cost, &mut lanes.cost), (PhaseObjective::Stranded, &mut lanes.tonnes)] {
        let of = |key: Option<PathCost>| key.map_or(u64::INFINITY, |key| length(key.cost.0, 0, purpose));
        lane.set_lengths(&edited.iter().map(|&(arc, key)| (arc, of(key))).collect::<Vec<_>>());
    }
    edited.iter().for_each(|&(arc, key)| weights.arc[arc.index()] = key);
    (weights, lanes)
}

/// Limits that could bind at all, by name: those of links, then those of the scenario.
pub(super) fn limits(
    register: &ImportedProblem<'_>,
    scenario: &ImportedScenario,
    baseline: Option<&ImportedAssignment>,
) -> Vec<(String, Bundle)> {
    let imported = &register.asked.prepared.imported;
    let whole: Mass = register.demands.iter().map(|demand| demand.mass).sum();
    let kt = |kt: u32| Mass::from_kt(f64::from(kt)).unwrap_or(Mass::ZERO);
    let bundle = |arcs: Vec<ArcIx>, limit: Mass| Bundle { limit, arcs, classes: vec![true] };
    let own = (0..).zip(imported.capacity.iter()).filter(|(_, capacity)| **capacity != NO_CAPACITY);
    // A limit that all tonnes together fit in cannot bind.
    let own = own.filter(|(_, capacity)| kt(**capacity) < whole);
    let mut all: Vec<(String, Bundle)> = own
        .map(|(link, &capacity)| {
            (imported.link.get(link as usize).to_owned(), bundle(register.arcs_of(link), kt(capacity)))
        })
        .collect();
    for limit in &scenario.limits {
        let arcs = limit.on.arcs(imported);
        if let MostOn::Together(most) = limit.most {
            all.push((limit.id.clone(), bundle(arcs, most)));
            continue;
        }
        let links: std::collections::BTreeSet<u32> = arcs.iter().map(|arc| imported.link_of[arc.index()]).collect();
        for link in links {
            let most = match (limit.most, imported.capacity[link as usize]) {
                // `Together` was handled above; the match has to name it.
                (MostOn::Each(most), _) | (MostOn::Together(most), _) => most,
                (MostOn::Share(share), NO_CAPACITY) => {
                    // Without a capacity the share is one of what the baseline assigns on the link.
                    let assigned = baseline.and_then(|assigned| assigned.load.get(&link)).copied().unwrap_or_default();
                    Mass::from_kt(assigned.kt() * share).unwrap_or(Mass::ZERO)
                }
                (MostOn::Share(share), capacity) => Mass::from_kt(f64::from(capacity) * share).unwrap_or(Mass::ZERO),
            };
            let name = format!("{}@{}", limit.id, imported.link.get(link as usize));
            all.push((name, bundle(register.arcs_of(link), most)));
        }
    }
    all
}

/// What prices prove about a solution.
struct Proof<'s> {
    asked: &'s ImportedFlows<'s>,
    problem: Problem<'s>,
    solution: &'s Solution,
    own: &'s Certificate,
    names: &'s [String],
}

impl Proof<'_> {
    /// By weak duality: with `l` the price of a limit `L`, `u` that of a stranded tonne and `p` of a flow the lesser of
    /// its cheapest route at these prices and `u`, nothing costs less than `sum(mass p) - sum(l L) - u x stranded`.
    fn certificate(&self, mut pricer: ByHierarchy<'_, '_>) -> answer::Certificate {
        let own = self.own;
        let stranded: i128 = self.solution.stranded.iter().map(|mass| i128::from(mass.0)).sum();
        let demand: i128 = self.problem.demands.iter().map(|demand| i128::from(demand.mass.0)).sum();
        let none = Prices::default();
        let tier = own.tiers.first().map_or(&none, |(_, prices)| prices);
        let (least, _) = self.bound(&mut pricer, tier, (PhaseObjective::Stranded, PRICE_SCALE), 0);
        let one = i128::from(PRICE_SCALE);
        // The price of a stranded tonne in the phase of cost.
        let dear = own.cost.tiers.first().map_or(0, |(_, price)| *price);
        let (bound, worth) = self.bound(&mut pricer, &own.cost, (PhaseObjective::Cost, dear), stranded);
        // Billionths become millionths, rounded down: a bound must not claim too much.
        let (cost, bound) = (self.solution.cost, bound.div_euclid(1000).max(0));
        answer::Certificate {
            cost_usd: total_usd(cost),
            bound_usd: total_usd(bound),
            gap: gap(cost, bound),
            stranding: vec![answer::Stranding {
                tier: TIER,
                demand_kg: kg(demand),
                stranded_kg: kg(stranded),
                // Up: of a kilogram no part is assigned.
                bound_kg: kg(demand - (least + one - 1).div_euclid(one).max(0)),
                weights: weights(self.names, tier),
            }],
            prices: self.prices(&own.cost, &worth),
            alone: Vec::new(),
        }
    }

    /// In billionths of what the purpose counts, times kg; and by flow what a tonne of it is worth, in billionths.
    fn bound(
        &self,
        pricer: &mut ByHierarchy<'_, '_>,
        prices: &Prices,
        (purpose, dear): (PhaseObjective, i64),
        stranded: i128,
    ) -> (i128, Vec<i64>) {
        let mut by_bundle = vec![0; self.problem.bundles.len()];
        prices.bundles.iter().for_each(|(bundle, price)| by_bundle[bundle.index()] = *price);
        // All demands, whatever they are worth: the bound needs the best route of each.
        let routes = pricer.routes(&by_bundle, purpose, |_| true);
        // A demand without a route, or with one above the price of stranding, is worth that price.
        let worth: Vec<i64> =
            routes.into_iter().map(|(_, route)| route.map_or(dear, |(price, _)| price.min(dear))).collect();
        let demands = self.problem.demands.iter().zip(&worth);
        let paid: i128 = demands.map(|(demand, &worth)| i128::from(demand.mass.0) * i128::from(worth)).sum();
        let limits = prices
            .bundles
            .iter()
            .map(|(bundle, price)| i128::from(self.problem.bundles[bundle.index()].limit.0) * i128::from(*price));
        (paid - limits.sum::<i128>() - i128::from(dear) * stranded, worth)
    }

    /// Of limits, flows and the tier, those above 0.
    fn prices(&self, prices: &Prices, worth: &[i64]) -> Vec<answer::Price> {
        let named = |of: PriceOf, id: &str, own: i64| price(None, of, id.into(), own.into());
        let bundles =
            prices.bundles.iter().map(|(bundle, own)| named(PriceOf::Bundle, &self.names[bundle.index()], *own));
        let flows = self.asked.flows.iter().zip(worth).filter(|(_, worth)| **worth > 0);
        let flows = flows.map(|(flow, worth)| named(PriceOf::Flow, &flow.id, *worth));
        let tiers = prices.tiers.iter().map(|(tier, own)| named(PriceOf::Tier, &tier.to_string(), *own));
        bundles.chain(flows).chain(tiers).collect()
    }
}
