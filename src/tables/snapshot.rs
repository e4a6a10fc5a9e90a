//! The atlas on one day: rows in force, history applied.

use std::collections::BTreeMap;

use super::atlas::Atlas;
use super::capacities::Capacity;
use super::history::Past;
use crate::model::{Day, Window};

/// The atlas on one day. Indices are those of the atlas; what is not in force is marked.
#[derive(Clone, Debug)]
pub struct Snapshot {
    pub day: Day,
    /// The atlas with the values of that day.
    pub atlas: Atlas,
    /// Places that exist, by index.
    pub places: Vec<bool>,
    /// Links that exist.
    pub links: Vec<bool>,
    /// Transfers that exist.
    pub transfers: Vec<bool>,
    /// Charges in force.
    pub charges: Vec<bool>,
    /// Capacities that hold.
    pub capacities: Vec<bool>,
}

impl Atlas {
    /// The atlas on one day.
    pub(crate) fn on(&self, day: Day) -> Snapshot {
        let mut atlas = self.clone();
        // Rows are sorted by asset and first day: where two hold on the day, the later one wins.
        for past in self.history.iter().filter(|past| past.window.holds(day)) {
            apply(&mut atlas, &past.value);
        }
        let holds = |window: &Window| window.holds(day);
        Snapshot {
            day,
            places: self.places.iter().map(|row| holds(&row.window)).collect(),
            links: self.links.iter().map(|row| holds(&row.window)).collect(),
            transfers: self.transfers.iter().map(|row| holds(&row.window)).collect(),
            charges: self.charges.iter().map(|row| holds(&row.window)).collect(),
            capacities: capacities_on(self, day),
            atlas,
        }
    }
}

/// Of rows with the same assets, cargo, direction and basis the latest `since` not after the day holds.
fn capacities_on(atlas: &Atlas, day: Day) -> Vec<bool> {
    let rows = &atlas.capacities;
    let key = |(at, row): (usize, &Capacity)| {
        // In whatever order the file names them.
        let mut assets = row.assets.clone();
        assets.sort_unstable();
        // What a scenario brings stands beside what is there: which of the two holds, the scenario says.
        (assets, row.cargo, row.direction, row.basis, atlas.planned_by(at.into()))
    };
    let mut latest = BTreeMap::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.window.holds(day)) {
        // No first day is less than any day: such a row gives way to a dated one.
        let since = latest.entry(key((at, row))).or_insert(row.window.since);
        *since = (*since).max(row.window.since);
    }
    let is_latest = |(at, row): (usize, &Capacity)| latest.get(&key((at, row))) == Some(&row.window.since);
    rows.iter().enumerate().map(|(at, row)| row.window.holds(day) && is_latest((at, row))).collect()
}

fn apply(atlas: &mut Atlas, past: &Past) {
    match past {
        Past::LinkCost(link, cost) => atlas.links[link.index()].cost = Some(*cost),
        Past::LinkTime(link, time) => atlas.links[link.index()].time = Some(*time),
        Past::LinkOperator(link, operator) => atlas.links[link.index()].operator.clone_from(operator),
        Past::PlaceOperator(place, operator) => atlas.places[place.index()].operator.clone_from(operator),
        Past::TransferCost(transfer, cost) => atlas.transfers[transfer.index()].cost = *cost,
        Past::TransferTime(transfer, time) => atlas.transfers[transfer.index()].time = *time,
        Past::ChargeCost(charge, cost) => atlas.charges[charge.index()].cost = *cost,
        Past::CommodityValue(commodity, value) => atlas.commodities[commodity.index()].value = *value,
    }
}
