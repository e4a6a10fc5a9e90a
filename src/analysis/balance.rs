//! Does the observed pattern of a year fit together? What only the paths of flows can tell, for `check`.
//!
//! A free flow has some route, or a warning says what it lacks. Three rules: a pinned flow has a route through its `via`; a year's capacity is not below that year's pinned flows;
//! what the flows put on an observed place, link or line is what was observed there, within its range.

use crate::diagnostic::Diagnostic;
use crate::model::{CountryIx, PlaceIx, Via};
use crate::network::Network;
use crate::tables::{Flow, FlowBasis, Observed};
use assignment::{Mass, PathFlow};

use super::model::{AssignmentModel, AssignmentOptions};

pub fn balance(network: &Network, year: i16) -> Vec<Diagnostic> {
    let of_year = || network.snapshot.atlas.flows.iter().filter(|flow| flow.when.covers(year));
    // What is planned was not there when a year was observed.
    let seen = of_year().filter(|flow| flow.basis == FlowBasis::Observed);
    let flows: Vec<(Flow, bool)> = seen.map(|flow| (flow.clone(), true)).collect();
    let model = AssignmentModel::new(network, flows, AssignmentOptions::default());
    let inputs = model.inputs(&[], &crate::scenario::BaselineLoad::new());
    let mut findings: Vec<Diagnostic> = of_year().filter_map(|row| undelivered(network, row)).collect();
    // Pinned flows alone, on their routes: nothing yields, so a limit that is too low shows.
    let mut paths = Vec::new();
    for at in 0..model.flows.len() {
        let row = &model.flows[at].row;
        match model.pin(&inputs, at) {
            Some(arcs) => paths.push(PathFlow { demand: at, arcs, mass: row.mass.value }),
            // A free flow has no pin, and a flow of 0 kg needs none.
            None if row.via.is_empty() || row.mass.value == Mass::ZERO => {}
            None => findings.push(no_route(row, year)),
        }
    }
    let assigned = super::model::Assignment { paths, ..super::model::Assignment::default() };
    for (at, load) in model.loads(&inputs, &assigned).into_iter().enumerate() {
        if load > inputs.bundles[at].limit {
            findings.push(overfull(&inputs.names[at], year, (load, inputs.bundles[at].limit)));
        }
    }
    // What an unpinned flow carries past an observed point counts too, so the whole baseline is compared.
    let whole = model.baseline(&inputs);
    for row in network.snapshot.atlas.observed.iter().filter(|row| row.year == year) {
        findings.extend(off(&model, &whole.paths, row));
    }
    findings
}

/// A free flow that no route can carry: the network answers all the same, and strands it.
fn undelivered(network: &Network, row: &Flow) -> Option<Diagnostic> {
    // Flows with pins have a rule of their own, and what is 0 or only counted needs no route.
    if !row.assigned || !row.via.is_empty() || row.mass.value == Mass::ZERO {
        return None;
    }
    let (why, hint) = super::undelivered::why(network, row)?;
    Some(Diagnostic::warning("flows.csv", format!("no route: {why}"), hint).cell("id", row.id.as_str()))
}

fn no_route(row: &Flow, year: i16) -> Diagnostic {
    let rule = format!("no route through its via on the network of {year}");
    let hint = "check that the links join, that the grade is accepted, and that each line is entered by a transfer";
    Diagnostic::error("flows.csv", rule, hint).cell("id", row.id.as_str())
}

fn overfull(id: &str, year: i16, (load, limit): (Mass, Mass)) -> Diagnostic {
    let rule = format!("the pinned flows of {year} put {} kt/y on {} kt/y", load.kt(), limit.kt());
    Diagnostic::error("capacities.csv", rule, "a year's capacity is never below that year's observed flow")
        .cell("id", id)
}

/// Compares one observed row with what is assigned there.
fn off(model: &AssignmentModel<'_>, paths: &[PathFlow], row: &Observed) -> Option<Diagnostic> {
    let assigned: Mass = paths
        .iter()
        .filter(|path| {
            let flow = &model.flows[path.demand].row;
            row.commodity.is_none_or(|commodity| commodity == flow.commodity)
                && row.origin.is_none_or(|origin| from(model.network, flow) == Some(origin))
                && passes(model.network, path, row.at)
        })
        .map(|path| path.mass)
        .sum();
    let low = row.mass.low.unwrap_or(row.mass.value);
    let high = row.mass.high.unwrap_or(row.mass.value);
    if (low..=high).contains(&assigned) {
        return None;
    }
    let atlas = &model.network.snapshot.atlas;
    let id = atlas.via_id(row.at);
    let rule = format!("{} kt assigned in {}, observed {} to {}", assigned.kt(), row.year, low.kt(), high.kt());
    Some(
        Diagnostic::error("observed.csv", rule, "flows of a year add up to what was observed")
            .cell("asset", id.as_str()),
    )
}

fn from(network: &Network, flow: &Flow) -> Option<CountryIx> {
    // Where the origin of goods is not stated it is the country where the flow starts.
    flow.goods_origin.or_else(|| network.snapshot.atlas.country_of(flow.origin))
}

fn passes(network: &Network, path: &PathFlow, at: Via) -> bool {
    let atlas = &network.snapshot.atlas;
    // A path that meets the point on several arcs counts once.
    path.arcs.iter().any(|arc| {
        let on_link = network.link_of(*arc);
        let traverses = |place: PlaceIx| network.tail_place(*arc) == place || network.head_place(*arc) == place;
        match at {
            Via::Place(place) => traverses(place),
            Via::Link(link) => on_link == Some(link),
            Via::Line(line) => on_link.is_some_and(|link| atlas.links[link.index()].line == Some(line)),
        }
    })
}
