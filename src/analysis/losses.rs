//! Who loses what is stranded: by seller, by field, by buyer, by shareholder of the field.

use std::collections::BTreeMap;

use super::run::ScenarioRun;
use crate::answer::{Loss, LossOf};
use crate::model::{End, Id};
use crate::tables::{Holding, HoldingKind, Snapshot};
use assignment::Mass;

/// A row for each who loses, by kind, most tonnes first. Each kind adds up to all that is stranded, but for shareholders:
/// tonnes whose shareholders are not known are those of `unknown`.
pub fn losses(run: &ScenarioRun<'_>) -> Vec<Loss> {
    let model = &run.baseline.model;
    let snapshot = &model.network.snapshot;
    let mut sums: BTreeMap<(LossOf, String), (f64, f64)> = BTreeMap::new();
    for flow in model.selected() {
        let stranded = run.assignment.stranded[flow];
        if stranded == Mass::ZERO {
            continue;
        }
        let row = &model.flows[flow].row;
        let usd = model.usd(flow, stranded);
        for (of, id, part) in parts(snapshot, row.origin, row.destination) {
            let sum = sums.entry((of, id)).or_default();
            sum.0 += stranded.kt() * part;
            sum.1 += usd * part;
        }
    }
    let mut rows: Vec<Loss> = sums.into_iter().map(|((of, id), (kt, usd))| Loss { of, id, kt, usd }).collect();
    rows.sort_by(|a, b| a.of.cmp(&b.of).then(b.kt.total_cmp(&a.kt)).then_with(|| a.id.cmp(&b.id)));
    rows
}

/// Who loses of a tonne between two ends, and what part of it.
fn parts(snapshot: &Snapshot, origin: End, destination: End) -> Vec<(LossOf, String, f64)> {
    let atlas = &snapshot.atlas;
    let id = |end: End| atlas.end_id(end).to_string();
    let country = |end: End| {
        atlas.country_of(end).map_or_else(|| id(end), |country| atlas.countries[country.index()].id.to_string())
    };
    let whole = [(LossOf::Seller, country(origin)), (LossOf::Field, id(origin)), (LossOf::Buyer, country(destination))];
    let whole = whole.into_iter().map(|(of, id)| (of, id, 1.0));
    whole.chain(shareholders(snapshot, origin).into_iter().map(|(id, part)| (LossOf::Shareholder, id, part))).collect()
}

/// Direct shares in who runs the origin; what is not known of them is no one's.
fn shareholders(snapshot: &Snapshot, origin: End) -> Vec<(String, f64)> {
    let atlas = &snapshot.atlas;
    let operator: Option<&Id> = match origin {
        End::Place(place) => atlas.places[place.index()].operator.as_ref(),
        End::Country(_) => None,
    };
    let held = |row: &&Holding| {
        Some(&row.held) == operator && row.kind == HoldingKind::Shares && row.window.holds(snapshot.day)
    };
    let share = |row: &Holding| Some((row.holder.to_string(), row.share_pct?.value / 100.0));
    let mut all: Vec<(String, f64)> = atlas.holdings.iter().filter(held).filter_map(share).collect();
    let rest = 1.0 - all.iter().map(|(_, part)| part).sum::<f64>();
    // Shares are given to a hundredth of a percent.
    if rest > 1e-4 {
        all.push((operator.map_or_else(|| "unknown".into(), |id| format!("unknown ({id})")), rest));
    }
    all
}
