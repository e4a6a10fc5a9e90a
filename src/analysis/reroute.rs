//! Under a scenario, where does each tonne go, what is stranded, what binds?

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Assignment, ModelFlow};
use super::run::{BaselineRun, ScenarioRun};
use super::scope;
use super::study::FlowStudy;
use crate::answer;
use crate::metric::{self, Exit};
use crate::model::{Asset, Id};
use crate::network::{ArcKind, Network};
use assignment::{Mass, PathFlow};
use routing::{ArcIx, Cost, Seconds};

pub fn reroute(study: &FlowStudy) -> answer::Reroute {
    to_answer(study, &BaselineRun::new(study.model()).under(&study.measures))
}

pub fn to_answer(study: &FlowStudy, run: &ScenarioRun<'_>) -> answer::Reroute {
    let ScenarioRun { baseline, assignment, .. } = run;
    // This solves for shadow prices; the bottlenecks below are found from the same.
    let capacities = run.capacities();
    let extra = run.extra();
    let exits = run.exits();
    answer::Reroute {
        year: study.year,
        as_of: baseline.model.network.snapshot.day,
        flow_kt: baseline.model.mass().kt(),
        unassigned_kt: baseline.unassigned().kt(),
        delivered_kt: run.sum(|flow| assignment.delivered(flow)).kt(),
        stranded_kt: run.sum(|flow| assignment.stranded[flow]).kt(),
        nameplate_stranded_kt: metric::nameplate_stranded(run.freed(), &exits).kt(),
        exits: exits.iter().map(|exit| run.exit(exit)).collect(),
        uneconomic_kt: run.sum(|flow| assignment.uneconomic[flow]).kt(),
        other_exporters_stranded_kt: run.other_exporters_stranded().kt(),
        stranded_usd: run.stranded_usd(),
        cost_usd: run.cost_usd(),
        extra_usd_t: extra.map(|extra| extra.0),
        extra_days: extra.map(|extra| extra.1),
        flows: baseline.model.selected().map(|flow| run.flow(flow)).collect(),
        others: run.others(),
        short: run.short(),
        links: run.links(),
        bottlenecks: run.bottlenecks(),
        capacities,
        certificate: run.certificate().clone(),
        ranges: None,
        head: answer::Metadata { untouched: scope::untouched(study, run), ..study.head.clone() },
    }
}

impl ScenarioRun<'_> {
    fn network(&self) -> &Network {
        self.baseline.model.network
    }

    /// Tonnes asked about that were freed from their baseline routes.
    pub fn freed(&self) -> Mass {
        // What had no route or stayed at home before is tried again and counts as freed, but left no route.
        self.sum(|flow| {
            self.assignment.freed[flow]
                - self.baseline.assignment.stranded[flow]
                - self.baseline.assignment.uneconomic[flow]
        })
    }

    /// The exits of the baseline with their spare under the scenario.
    pub fn exits(&self) -> Vec<Exit> {
        let model = &self.baseline.model;
        let own = self.baseline.selected_paths();
        let staying: Vec<&PathFlow> = self.assignment.retained.iter().collect();
        metric::exits(model.network, &own, &staying, self.baseline.cargo(), &self.closed())
    }

    /// Arcs that are closed to every class asked about, though open in the baseline.
    fn closed(&self) -> BTreeSet<ArcIx> {
        let model = &self.baseline.model;
        let shut = |arc: &ArcIx| {
            model.selected().all(|flow| {
                let (now, then) = (self.inputs.weights_of(flow), self.baseline.inputs.weights_of(flow));
                now.get(*arc).is_none() || then.get(*arc).is_none()
            })
        };
        (0..self.network().arcs.len()).map(ArcIx::from).filter(shut).collect()
    }

    fn exit(&self, exit: &Exit) -> answer::Exit {
        answer::Exit {
            id: self.network().snapshot.atlas.asset_id(exit.at).to_string(),
            open: exit.open,
            spare_kt: exit.spare.kt(),
        }
    }

    /// Stranded tonnes of flows not asked about, beyond those of the baseline.
    pub fn other_exporters_stranded(&self) -> Mass {
        let others = (0..self.baseline.model.flows.len()).filter(|flow| !self.baseline.model.flows[*flow].selected);
        others
            // By flow: a flow that gains does not make up for one that loses.
            .map(|flow| (self.assignment.stranded[flow] - self.baseline.assignment.stranded[flow]).max(Mass::ZERO))
            .sum()
    }

    fn flow(&self, flow: usize) -> answer::AssignedFlow {
        answer::AssignedFlow {
            id: self.baseline.model.flows[flow].row.id.to_string(),
            hit: self.hit(flow),
            delivered_kt: self.assignment.delivered(flow).kt(),
            stranded_kt: self.assignment.stranded[flow].kt(),
            routes: self.routes(flow),
        }
    }

    /// Was any tonne of its baseline routes freed?
    fn hit(&self, flow: usize) -> bool {
        // More than what was tried again anyhow.
        self.assignment.freed[flow]
            > self.baseline.assignment.stranded[flow] + self.baseline.assignment.uneconomic[flow]
    }

    fn routes(&self, flow: usize) -> Vec<answer::AssignedRoute> {
        let mut routes: Vec<(Cost, Seconds, &PathFlow)> = self
            .assignment
            .of(flow)
            .map(|path| {
                let (cost, time) = self.baseline.model.key(&self.inputs, path).unwrap_or_default();
                (cost, time, path)
            })
            .collect();
        // By cost, then time; arcs break ties, so that the order is always the same.
        routes.sort_by(|a, b| (a.0, a.1, &a.2.arcs).cmp(&(b.0, b.1, &b.2.arcs)));
        routes
            .into_iter()
            .map(|(cost, time, path)| answer::AssignedRoute {
                kg: path.mass.0,
                arcs: steps(self.network(), &path.arcs),
                cost_usd_t: cost.usd_t(),
                hours: time.hours(),
            })
            .collect()
    }

    fn others(&self) -> Vec<answer::OtherFlow> {
        let changed = |flow: &usize| {
            // Paths with their tonnes: a flow that only shifts some between its routes has changed too.
            let own = |assignment: &Assignment| assignment.of(*flow).cloned().collect::<Vec<_>>();
            !self.baseline.model.flows[*flow].selected && own(&self.assignment) != own(&self.baseline.assignment)
        };
        (0..self.baseline.model.flows.len())
            .filter(changed)
            .map(|flow| answer::OtherFlow {
                id: self.baseline.model.flows[flow].row.id.to_string(),
                routes: self.routes(flow),
            })
            .collect()
    }

    /// Buyers that get less than in the baseline: by the place of arrival where sinks are free, else by destination.
    fn short(&self) -> Vec<answer::Short> {
        let got = |assignment: &Assignment| {
            let mut got: BTreeMap<Id, Mass> = BTreeMap::new();
            for path in self.baseline.model.selected_of(&assignment.paths) {
                *got.entry(self.buyer(path)).or_default() += path.mass;
            }
            got
        };
        let now = got(&self.assignment);
        // Buyers of the baseline: whoever buys only now gets no less than before.
        got(&self.baseline.assignment)
            .into_iter()
            .map(|(id, then)| (then - now.get(&id).copied().unwrap_or_default(), id))
            .filter(|(less, _)| *less > Mass::ZERO)
            .map(|(less, id)| answer::Short { id: id.to_string(), kt: less.kt() })
            .collect()
    }

    fn buyer(&self, path: &PathFlow) -> Id {
        let atlas = &self.network().snapshot.atlas;
        let flow: &ModelFlow = &self.baseline.model.flows[path.demand];
        match (&flow.trade.market, path.arcs.last()) {
            // The last arc is the arrival, so its head is the sink.
            (Some(_), Some(last)) => atlas.places[self.network().head_place(*last).index()].id.clone(),
            _ => atlas.end_id(flow.row.destination).clone(),
        }
    }

    fn links(&self) -> Vec<answer::LinkFlow> {
        let then = self.baseline.model.asset_load(&self.baseline.assignment);
        let now = self.baseline.model.asset_load(&self.assignment);
        let links: BTreeSet<Asset> =
            // The load has places and transfers too; only links have rows.
            then.keys().chain(now.keys()).copied().filter(|asset| matches!(asset, Asset::Link(_))).collect();
        links
            .into_iter()
            .map(|link| answer::LinkFlow {
                id: self.network().snapshot.atlas.asset_id(link).to_string(),
                flow_kt: now.get(&link).copied().unwrap_or_default().kt(),
                baseline_kt: then.get(&link).copied().unwrap_or_default().kt(),
            })
            .collect()
    }

    /// Every capacity that carries something, with shadow prices of those that are full.
    fn capacities(&self) -> Vec<answer::CapacityUse> {
        let loads = self.baseline.model.loads(&self.inputs, &self.assignment);
        let shadows = self.shadows();
        // A capacity of 0 is full without carrying anything.
        let used = loads.iter().enumerate().filter(|(at, load)| **load > Mass::ZERO || shadows.contains_key(at));
        let used: Vec<(usize, Mass)> = used.map(|(at, load)| (at, *load)).collect();
        let mut rows: Vec<answer::CapacityUse> = used
            .into_iter()
            .map(|(at, load)| {
                let shadow = shadows.get(&at).copied().unwrap_or_default();
                answer::CapacityUse {
                    id: self.inputs.names[at].clone(),
                    kt: self.inputs.bundles[at].limit.kt(),
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
    let step = |arc: &ArcIx| match network.arcs[arc.index()].what {
        ArcKind::Link(..) => Some(answer::Step::Link(network.asset_id(*arc).to_string())),
        ArcKind::Transfer(_) => Some(answer::Step::Transfer(network.asset_id(*arc).to_string())),
        ArcKind::Load(_) | ArcKind::Unload(_) => None,
    };
    arcs.iter().filter_map(step).collect()
}
