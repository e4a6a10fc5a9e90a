//! Under a scenario, where does each tonne go, what is stranded, what binds?

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use rayon::prelude::*;

use super::model::certificate;
use super::model::{Assignment, CaseFlow, ScenarioInputs};
use super::study::{BaselineRun, FlowStudy, extra, total_usd, totals};
use crate::answer::{self, Relief};
use crate::metric::{self, Exit};
use crate::model::{Asset, Id};
use crate::network::{ArcKind, Network, Overlays};
use assignment::{Bundle, Mass, PathFlow};
use routing::{ArcIx, Cost, Seconds};

/// Answers `reroute`.
pub fn reroute(setting: &FlowStudy<'_>) -> answer::Reroute {
    let based = BaselineRun::new(setting.case());
    let (world, laying) = based.under(&setting.measures);
    told(setting, &ScenarioRun::new(&based, &world, &laying))
}

/// What is told of a counterfactual that was laid.
pub fn told(setting: &FlowStudy<'_>, solved: &ScenarioRun<'_>) -> answer::Reroute {
    let ScenarioRun { based, world, laying, .. } = *solved;
    let capacities = solved.capacities();
    let extra = extra(based, world, laying);
    let exits = solved.exits();
    answer::Reroute {
        year: setting.year,
        as_of: based.case.network.dated.day,
        flow_kt: based.case.mass().kt(),
        not_laid_kt: based.unlaid().kt(),
        delivered_kt: solved.sum(|flow| laying.delivered(flow)).kt(),
        stranded_kt: solved.sum(|flow| laying.stranded[flow]).kt(),
        naive_stranded_kt: metric::naive_stranded(solved.freed(), &exits).kt(),
        exits: exits.iter().map(|exit| solved.exit(exit)).collect(),
        uneconomic_kt: solved.sum(|flow| laying.home[flow]).kt(),
        others_stranded_kt: solved.others_stranded().kt(),
        stranded_usd: based.case.selected().map(|flow| based.usd(flow, laying.stranded[flow])).sum(),
        cost_usd: total_usd(based.case.selected().map(|flow| totals(based, world, laying, flow).0).sum()),
        extra_usd_t: extra.map(|extra| extra.0),
        extra_days: extra.map(|extra| extra.1),
        flows: based.case.selected().map(|flow| solved.flow(flow)).collect(),
        others: solved.others(),
        short: solved.short(),
        links: solved.links(),
        binding: solved.binding(),
        capacities,
        certificate: solved.certificate().clone(),
        ranges: None,
        head: setting.head.clone(),
    }
}

/// A counterfactual beside its baseline.
pub struct ScenarioRun<'a> {
    /// The baseline.
    pub based: &'a BaselineRun<'a>,
    /// The numbers of the counterfactual.
    pub world: &'a ScenarioInputs,
    /// Where each tonne goes in it.
    pub laying: &'a Assignment,
    /// Prices of full capacities, once they are asked for: each is two solves.
    shadows: OnceLock<BTreeMap<usize, Shadow>>,
    /// What proves the laying, once it is asked for.
    certificate: OnceLock<answer::Certificate>,
}

impl<'a> ScenarioRun<'a> {
    /// Of a world that was laid.
    pub fn new(based: &'a BaselineRun<'a>, world: &'a ScenarioInputs, laying: &'a Assignment) -> Self {
        Self { based, world, laying, shadows: OnceLock::new(), certificate: OnceLock::new() }
    }

    /// The baseline beside itself.
    pub fn baseline(based: &'a BaselineRun<'a>) -> Self {
        Self::new(based, &based.world, &based.laying)
    }
}

impl ScenarioRun<'_> {
    /// Shadow prices of the capacities that are full, by their position.
    fn shadows(&self) -> &BTreeMap<usize, Shadow> {
        self.shadows.get_or_init(|| shadows(self.based, self.world, self.laying))
    }

    /// Full capacities that somebody misses.
    pub fn binding(&self) -> Vec<String> {
        let missed = self.shadows().iter().filter(|(_, shadow)| shadow.relieves.is_some());
        let mut names: Vec<String> = missed.map(|(at, _)| self.world.names[*at].clone()).collect();
        names.sort_unstable();
        names
    }

    /// What proves the laying.
    pub fn certificate(&self) -> &answer::Certificate {
        self.certificate.get_or_init(|| certificate(&self.based.case, self.world, self.laying))
    }

    fn sum(&self, of: impl Fn(usize) -> Mass) -> Mass {
        self.based.case.selected().map(of).sum()
    }

    fn network(&self) -> &Network {
        self.based.case.network
    }

    /// Tonnes asked about that were freed from their baseline ways.
    pub fn freed(&self) -> Mass {
        self.sum(|flow| {
            self.laying.freed[flow] - self.based.laying.stranded[flow] - self.based.laying.home[flow]
        })
    }

    /// The exits of the baseline with their spare under the scenario.
    pub fn exits(&self) -> Vec<Exit> {
        let case = &self.based.case;
        let own: Vec<&PathFlow> =
            self.based.laying.paths.iter().filter(|path| case.flows[path.demand].selected).collect();
        let staying: Vec<&PathFlow> = self.laying.kept.iter().collect();
        metric::exits(case.network, &own, &staying, self.based.cargo(), &self.closed())
    }

    /// Arcs that are closed to every class asked about, though open in the baseline.
    fn closed(&self) -> BTreeSet<ArcIx> {
        let case = &self.based.case;
        let shut = |arc: &ArcIx| {
            case.selected().all(|flow| {
                let then = &self.based.world.weights[self.based.world.overlays.class_of[flow].index()];
                let now = &self.world.weights[self.world.overlays.class_of[flow].index()];
                now.arc[arc.index()].is_none() || then.arc[arc.index()].is_none()
            })
        };
        (0..self.network().arcs.len()).map(ArcIx::from).filter(shut).collect()
    }

    fn exit(&self, exit: &Exit) -> answer::Exit {
        answer::Exit {
            id: self.network().dated.atlas.asset_id(exit.at).to_string(),
            open: exit.open,
            spare_kt: exit.spare.kt(),
        }
    }

    /// Stranded tonnes of flows not asked about, beyond those of the baseline.
    pub fn others_stranded(&self) -> Mass {
        let others = (0..self.based.case.flows.len()).filter(|flow| !self.based.case.flows[*flow].selected);
        others
            .map(|flow| (self.laying.stranded[flow] - self.based.laying.stranded[flow]).max(Mass::ZERO))
            .sum()
    }

    fn flow(&self, flow: usize) -> answer::LaidFlow {
        answer::LaidFlow {
            id: self.based.case.flows[flow].row.id.to_string(),
            hit: self.hit(flow),
            delivered_kt: self.laying.delivered(flow).kt(),
            stranded_kt: self.laying.stranded[flow].kt(),
            routes: self.routes(flow),
        }
    }

    /// Was any tonne of its baseline ways freed?
    fn hit(&self, flow: usize) -> bool {
        self.laying.freed[flow] > self.based.laying.stranded[flow] + self.based.laying.home[flow]
    }

    fn routes(&self, flow: usize) -> Vec<answer::LaidRoute> {
        let mut routes: Vec<(Cost, Seconds, &PathFlow)> = self
            .laying
            .of(flow)
            .map(|path| {
                let (cost, time) = self.based.case.key(self.world, path).unwrap_or_default();
                (cost, time, path)
            })
            .collect();
        routes.sort_by(|a, b| (a.0, a.1, &a.2.arcs).cmp(&(b.0, b.1, &b.2.arcs)));
        routes
            .into_iter()
            .map(|(cost, time, path)| answer::LaidRoute {
                kg: path.mass.0,
                arcs: steps(self.network(), &path.arcs),
                cost_usd_t: cost.usd_t(),
                hours: time.hours(),
            })
            .collect()
    }

    /// Flows not asked about whose ways change.
    fn others(&self) -> Vec<answer::OtherFlow> {
        let changed = |flow: &usize| {
            let own = |laying: &Assignment| laying.of(*flow).cloned().collect::<Vec<_>>();
            !self.based.case.flows[*flow].selected && own(self.laying) != own(&self.based.laying)
        };
        (0..self.based.case.flows.len())
            .filter(changed)
            .map(|flow| answer::OtherFlow {
                id: self.based.case.flows[flow].row.id.to_string(),
                routes: self.routes(flow),
            })
            .collect()
    }

    /// Buyers that get less than in the baseline: by the place of arrival where sinks are free, else by destination.
    fn short(&self) -> Vec<answer::Short> {
        let got = |laying: &Assignment| {
            let mut got: BTreeMap<Id, Mass> = BTreeMap::new();
            for path in laying.paths.iter().filter(|path| self.based.case.flows[path.demand].selected) {
                *got.entry(self.buyer(path)).or_default() += path.mass;
            }
            got
        };
        let now = got(self.laying);
        got(&self.based.laying)
            .into_iter()
            .map(|(id, then)| (then - now.get(&id).copied().unwrap_or_default(), id))
            .filter(|(less, _)| *less > Mass::ZERO)
            .map(|(less, id)| answer::Short { id: id.to_string(), kt: less.kt() })
            .collect()
    }

    fn buyer(&self, path: &PathFlow) -> Id {
        let atlas = &self.network().dated.atlas;
        let flow: &CaseFlow = &self.based.case.flows[path.demand];
        match (&flow.trade.market, path.arcs.last()) {
            (Some(_), Some(last)) => atlas.places[self.network().head_place(*last).index()].id.clone(),
            _ => atlas.end_id(flow.row.destination).clone(),
        }
    }

    fn links(&self) -> Vec<answer::LinkFlow> {
        let then = self.based.case.asset_load(&self.based.laying);
        let now = self.based.case.asset_load(self.laying);
        let links: BTreeSet<Asset> =
            then.keys().chain(now.keys()).copied().filter(|asset| matches!(asset, Asset::Link(_))).collect();
        links
            .into_iter()
            .map(|link| answer::LinkFlow {
                id: self.network().dated.atlas.asset_id(link).to_string(),
                flow_kt: now.get(&link).copied().unwrap_or_default().kt(),
                baseline_kt: then.get(&link).copied().unwrap_or_default().kt(),
            })
            .collect()
    }

    /// Every capacity that carries something, with shadow prices of those that are full.
    fn capacities(&self) -> Vec<answer::CapacityUse> {
        let loads = self.based.case.loads(self.world, self.laying);
        let shadows = self.shadows();
        let used =
            loads.iter().enumerate().filter(|(at, load)| **load > Mass::ZERO || shadows.contains_key(at));
        let used: Vec<(usize, Mass)> = used.map(|(at, load)| (at, *load)).collect();
        let mut rows: Vec<answer::CapacityUse> = used
            .into_iter()
            .map(|(at, load)| {
                let shadow = shadows.get(&at).copied().unwrap_or_default();
                answer::CapacityUse {
                    id: self.world.names[at].clone(),
                    kt: self.world.bundles[at].limit.kt(),
                    flow_kt: load.kt(),
                    shadow_down: shadow.down,
                    shadow_up: shadow.up,
                    relieves: shadow.relieves,
                }
            })
            .collect();
        rows.sort_by(|a, b| a.id.cmp(&b.id));
        rows
    }
}

/// Links and transfers in order; what is free and has no name is left out.
pub fn steps(network: &Network, arcs: &[ArcIx]) -> Vec<answer::Step> {
    let atlas = &network.dated.atlas;
    arcs.iter()
        .filter_map(|arc| match network.arcs[arc.index()].what {
            ArcKind::Link(link, _) => Some(answer::Step::Link(atlas.links[link.index()].id.to_string())),
            ArcKind::Transfer(transfer) => {
                Some(answer::Step::Transfer(atlas.transfers[transfer.index()].id.to_string()))
            }
            ArcKind::Load(_) | ArcKind::Unload(_) => None,
        })
        .collect()
}

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
