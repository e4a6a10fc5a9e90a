//! What a reader must know before the numbers: measures that change nothing, and routes of today that are not the best.

use std::collections::BTreeSet;

use super::run::BaselineRun;
use crate::model::{Action, Among, Asset, Cargo, Measure, spelled};
use crate::network::{Network, Raised};
use crate::select;
use assignment::Mass;
use routing::{ArcIx, Cost, PathQuery};

/// Measures that someone asked for; the law is of all trade, and most of it concerns none of it.
fn is_asked(measure: &&Measure) -> bool {
    measure.legal.reading.is_none()
}

/// Limits of no less than what is there already.
pub fn loose(network: &Network, measures: &[Measure]) -> Vec<String> {
    measures.iter().filter(is_asked).filter_map(|measure| is_loose(network, measure)).collect()
}

fn is_loose(network: &Network, measure: &Measure) -> Option<String> {
    let on = network.select(measure.on.as_ref()?);
    let limit = match measure.effect.action() {
        Action::Limit(Among::Each) => Some(Mass::from_kt(measure.effect.value())?),
        // The whole of what is there is a share that limits nothing.
        Action::Limit(Among::Share) if measure.effect.value() >= 1.0 => None,
        _ => return None,
    };
    // An asset without a limit of its own is limited, whatever the number.
    let rooms: Option<Vec<Mass>> = on.assets().map(|asset| room(network, asset)).collect();
    let least = rooms?.into_iter().max()?;
    let sentence = match limit {
        Some(limit) if limit >= least => {
            let (limit, least) = (spelled(limit.kt()), spelled(least.kt()));
            format!(
                "{}: a limit of {limit} kt is no less than the {least} kt that can pass: it changes nothing",
                measure.id
            )
        }
        Some(_) => return None,
        None => format!("{}: a limit of 100% is what can pass already: it changes nothing", measure.id),
    };
    Some(sentence)
}

/// What an asset lets pass of all cargoes together; none where it limits none.
fn room(network: &Network, asset: Asset) -> Option<Mass> {
    let of = |cargo: &Cargo| network.least_limit(asset, std::iter::once(*cargo).collect(), &Raised::new());
    // A limit shared by several cargoes counts for each: what is called loose then surely is.
    let rooms: Vec<Mass> = Cargo::ALL.iter().filter_map(of).collect();
    (!rooms.is_empty()).then(|| rooms.into_iter().sum())
}

/// Of scenarios side by side those of which no measure meets a tonne asked about, in one sentence.
pub fn idle_columns<'c>(
    baseline: &BaselineRun<'_>,
    columns: impl Iterator<Item = (&'c str, &'c [Measure])>,
) -> Option<String> {
    let idle = |(id, measures): (&'c str, &'c [Measure])| {
        let asked = measures.iter().filter(is_asked).count();
        (asked > 0 && unmet(baseline, measures).len() == asked).then_some(id)
    };
    let ids: Vec<&str> = columns.filter_map(idle).collect();
    (!ids.is_empty()).then(|| format!("no tonne asked about is met on its route of today by {}", ids.join(", ")))
}

/// Measures on assets that no tonne asked about meets on its route of today, or on trade of which no flow asked about is.
pub fn unmet(baseline: &BaselineRun<'_>, measures: &[Measure]) -> Vec<String> {
    let model = &baseline.model;
    let network = model.network;
    let used: BTreeSet<ArcIx> = baseline.selected_paths().iter().flat_map(|path| path.arcs.iter().copied()).collect();
    let is_met = |measure: &&Measure| {
        let trade = measure.trade.as_ref();
        let concerns = |flow: usize| {
            let own = &model.flows[flow].trade.trade;
            trade.is_none_or(|trade| select::matches_trade(trade, &network.snapshot.atlas, own))
        };
        let assets = measure.on.as_ref().is_none_or(|on| {
            let chosen = network.select(on);
            // What chooses nothing at all has a note of its own.
            chosen.is_empty() || network.closed_arcs(&chosen).iter().any(|arc| used.contains(arc))
        });
        assets && model.selected().any(concerns)
    };
    let unmet = measures.iter().filter(is_asked).filter(|measure| !is_met(measure));
    unmet.map(|measure| format!("{} meets no tonne asked about on its route of today", measure.id)).collect()
}

/// Where some figure says that new routes are cheaper: by how much those of today are not the cheapest.
pub fn dear(baseline: &BaselineRun<'_>, extras: impl IntoIterator<Item = Option<f64>>) -> Option<String> {
    // Rounding of means is below a tenth of a cent.
    if !extras.into_iter().flatten().any(|extra| extra < -1e-3) {
        return None;
    }
    let (mut more, mut mass) = (0_i128, Mass::ZERO);
    for path in baseline.selected_paths() {
        let now = baseline.model.key(&baseline.inputs, path).map(|(cost, _)| cost);
        let Some((now, best)) = now.zip(cheapest(baseline, path.demand)) else { continue };
        more += i128::from((now - best).0) * i128::from(path.mass.0);
        mass += path.mass;
    }
    #[allow(clippy::cast_precision_loss, reason = "a mean for people")]
    let mean = more as f64 / 1e6 / mass.0.max(1) as f64;
    (mean > 1e-3).then(|| {
        format!(
            "today's routes cost {} USD/t more than the cheapest that exist, since flows are pinned to what was \
             observed: a new route may cost less",
            spelled(mean)
        )
    })
}

/// What the cheapest route of a flow costs, whatever room it has.
fn cheapest(baseline: &BaselineRun<'_>, flow: usize) -> Option<Cost> {
    let model = &baseline.model;
    let demand = model.demand(&baseline.inputs, flow, &model.flows[flow]);
    let weights = baseline.inputs.weights_of(flow);
    let query = PathQuery::between(&model.network.topology, weights, &demand.sources, &demand.targets);
    let path = routing::shortest_path(&query)?;
    path.arcs.iter().try_fold(Cost::ZERO, |sum, arc| Some(sum + weights.arc[arc.index()]?.cost))
}
