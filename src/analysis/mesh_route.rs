//! One way over a mesh, as `route` tells it.

use std::sync::Arc;

use super::sweep::{Few, MeshEnds, MeshScenario, Step, Sweep, ways};
use crate::answer::{Costs, Leg, NoRoute, Route, RouteEnd, RouteOption};
use crate::network::{ImportedNetwork, MESH_COST, NO_TAG};
use routing::{Cost, NodeIx, Seconds};

/// The best ways of a question about one pair under a scenario.
pub fn route(asked: &Sweep<MeshScenario>, ends: &MeshEnds<'_>, scenario: &MeshScenario, few: Few) -> Route {
    let mesh = &ends.prepared.mesh;
    let end = |names: &[Arc<str>], nodes: &[NodeIx]| {
        let id = names.first().map_or("", |name| name);
        let node = mesh.node.get(nodes.first().map_or(0, |node| node.index()));
        let name = if id == node { format!("node {node}") } else { format!("{id} (node {node})") };
        RouteEnd { id: id.to_owned(), name }
    };
    let found = ways(ends, asked.by, scenario, few);
    let mut head = asked.head.clone();
    head.notes
        .push("on the mesh: one price an arc, whatever is carried; capacities and law are not asked".into());
    head.notes.extend(found.notes);
    let reason = "no chain of open links joins the two nodes".to_owned();
    Route {
        head,
        from: end(&asked.from, &ends.from),
        to: end(&asked.to, &ends.to),
        commodity: "any cargo".into(),
        by: asked.by,
        no_route: found.ways.is_empty().then(|| NoRoute { reason, ..NoRoute::default() }),
        routes: (1..).zip(&found.ways).map(|(rank, steps)| way(mesh, rank, steps)).collect(),
        differ: few.differ,
        ..Route::default()
    }
}

fn way(mesh: &ImportedNetwork, rank: u32, steps: &[Step]) -> RouteOption {
    let legs: Vec<Leg> = steps.iter().map(|step| leg(mesh, step)).collect();
    let sum = |of: fn(&Step) -> u64| i64::try_from(steps.iter().map(of).sum::<u64>()).unwrap_or(i64::MAX);
    let cost = Cost(sum(|step| step.cost).saturating_mul(MESH_COST.0)).usd_t();
    let tariff = Cost(sum(|step| step.plain).saturating_mul(MESH_COST.0)).usd_t();
    let metres: u64 = steps.iter().map(|step| u64::from(mesh.length[link(mesh, step)])).sum();
    let mut countries: Vec<String> = Vec::new();
    for country in legs.iter().flat_map(|leg| &leg.territory) {
        if !countries.contains(country) {
            countries.push(country.clone());
        }
    }
    let mut straits: Vec<String> = Vec::new();
    for step in steps {
        let tag = mesh.tag[link(mesh, step)];
        let strait = (tag != NO_TAG).then(|| mesh.tags[usize::from(tag)].strip_prefix("strait:")).flatten();
        straits.extend(
            strait.filter(|strait| straits.last().is_none_or(|last| last != strait)).map(str::to_owned),
        );
    }
    RouteOption {
        rank,
        cost_usd_t: cost,
        hours: Seconds(sum(|step| step.time)).0 as f64 / 3600.0,
        km: metres as f64 / 1000.0,
        costs: Costs { tariff, measure: cost - tariff, ..Costs::default() },
        legs,
        countries,
        straits,
        ..RouteOption::default()
    }
}

fn link(mesh: &ImportedNetwork, step: &Step) -> usize {
    mesh.link_of[step.arc.index()] as usize
}

fn leg(mesh: &ImportedNetwork, step: &Step) -> Leg {
    let link = link(mesh, step);
    let ends = [mesh.tail[step.arc.index()], mesh.head[step.arc.index()]].map(|node| node as usize);
    let country = |node: usize| mesh.countries.get(usize::from(mesh.country[node])).cloned();
    let mut territory: Vec<String> = ends.into_iter().filter_map(country).collect();
    territory.dedup();
    let tag = mesh.tags.get(usize::from(mesh.tag[link]));
    Leg {
        link: mesh.link.get(link).to_owned(),
        line: tag.and_then(|tag| tag.strip_prefix("line:")).map(str::to_owned),
        mode: mesh.modes.get(usize::from(mesh.mode[link])).cloned().unwrap_or_default(),
        from: mesh.node.get(ends[0]).to_owned(),
        to: mesh.node.get(ends[1]).to_owned(),
        km: f64::from(mesh.length[link]) / 1000.0,
        hours: step.time as f64 / 3600.0,
        cost_usd_t: step.cost as f64 * MESH_COST.usd_t(),
        territory,
        ..Leg::default()
    }
}
