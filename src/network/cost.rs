//! What an arc costs and how long it takes, part by part, before any measure.
//!
//! `cost_usd_t` of a link wins; else its mode's default: `fixed_usd_t + usd_per_tkm x km`. Likewise hours, else
//! length over speed. Each part is rounded once, half to even, never below 1 where the rule's value is above 0.

use super::{ArcKind, Network, NodeRole, Part, Parts, VehicleClass};
use crate::model::{Cargo, ChargeIx, CommodityIx, LinkIx, Mode};
use crate::tables::{Atlas, Charge, ChargeKind, ModeDefault};
use routing::{ArcIx, Cost, Seconds};

/// Charges on each arc that only some commodities pay, or all: kept apart from the tariff so that answers can name them.
pub(super) fn price(network: &mut Network) {
    let charged = charges_by_arc(network);
    network.graded = charged;
    network.base = Cargo::ALL
        .iter()
        .map(|cargo| (0..network.arcs.len()).map(|arc| base(network, ArcIx::from(arc), *cargo)).collect())
        .collect();
}

/// Tariff, freight or handling and the time, for one cargo; `None` where the arc does not carry it.
fn base(network: &Network, arc: ArcIx, cargo: Cargo) -> Option<(Parts, Seconds)> {
    let row = &network.arcs[arc.index()];
    if !row.cargo.has(cargo) {
        return None;
    }
    let mut parts = Parts::default();
    let time = match row.what {
        ArcKind::Link(link, _) => {
            let (cost, time) = link_price(network, arc, link, cargo)?;
            let mode = network.dated.atlas.links[link.index()].mode;
            parts.add(if mode.is_water() { Part::Freight } else { Part::Tariff }, cost);
            time
        }
        ArcKind::Transfer(transfer) => {
            let transfer = &network.dated.atlas.transfers[transfer.index()];
            parts.add(Part::Handling, transfer.cost.value);
            transfer.time.value
        }
        ArcKind::Load(_) | ArcKind::Unload(_) => Seconds::ZERO,
    };
    Some((parts, time))
}

fn link_price(network: &Network, arc: ArcIx, link: LinkIx, cargo: Cargo) -> Option<(Cost, Seconds)> {
    let atlas = &network.dated.atlas;
    let row = &atlas.links[link.index()];
    let default = default_of(atlas, row.mode, network.way_of(arc), cargo);
    let km = row.length.value.km();
    let cost = match row.cost {
        Some(cost) => cost.value,
        None => default.and_then(|row| Cost::rounded(row.fixed.value + row.usd_per_tkm.value * km))?,
    };
    let time = match row.time {
        Some(time) => time.value,
        None => default.and_then(|row| Seconds::rounded(km / row.speed.value))?,
    };
    Some((cost, time))
}

/// The row of `modes.csv` for a mode (a vessel class where there is one) and a cargo.
pub fn default_of(atlas: &Atlas, mode: Mode, way: VehicleClass, cargo: Cargo) -> Option<&ModeDefault> {
    match way {
        VehicleClass::Vessel(row) => Some(&atlas.modes[row.index()]),
        _ => atlas.modes.iter().find(|row| row.mode == mode && row.vessel.is_none() && row.cargo.has(cargo)),
    }
}

fn charges_by_arc(network: &Network) -> Vec<Vec<ChargeIx>> {
    let dated = &network.dated;
    let mut by_arc = vec![Vec::new(); network.arcs.len()];
    for (at, charge) in dated.atlas.charges.iter().enumerate().filter(|(at, _)| dated.charges[*at]) {
        for arc in charged_arcs(network, charge) {
            by_arc[arc.index()].push(ChargeIx::from(at));
        }
    }
    by_arc
}

/// Where a standing charge is paid: on entering a place, on a link, on making a transfer or loading onto a line.
fn charged_arcs(network: &Network, charge: &Charge) -> Vec<ArcIx> {
    let mut arcs = network.met_arcs(&network.select(&charge.on));
    arcs.sort_unstable();
    arcs.dedup();
    arcs
}

impl Network {
    /// Price in parts and time of an arc for a commodity, before any measure; `None` where it may not pass:
    /// the cargo does not fit or the link rejects the grade.
    pub fn price(&self, arc: ArcIx, commodity: CommodityIx) -> Option<(Parts, Seconds)> {
        let goods = &self.dated.atlas.commodities[commodity.index()];
        let (mut parts, time) = self.base[goods.cargo as usize][arc.index()]?;
        if let ArcKind::Link(link, _) = self.arcs[arc.index()].what {
            let link = &self.dated.atlas.links[link.index()];
            let accepted = link.accepts.is_empty() || link.accepts.contains(&commodity);
            if !accepted || link.rejects.contains(&commodity) {
                return None;
            }
        }
        for charge in &self.graded[arc.index()] {
            let charge = &self.dated.atlas.charges[charge.index()];
            if charge.commodities.is_empty() || charge.commodities.contains(&commodity) {
                parts.add(part_of(charge.kind), charge.cost.value);
            }
        }
        parts.add(Part::Inventory, self.inventory(commodity, time));
        Some((parts, time))
    }

    /// Money tied up: hours x holding_pct_day x value.
    pub fn inventory(&self, commodity: CommodityIx, time: Seconds) -> Cost {
        let goods = &self.dated.atlas.commodities[commodity.index()];
        let days = time.hours() / 24.0;
        let usd_t = days * goods.holding_pct_day.value / 100.0 * goods.value.value.usd_t();
        // Both factors passed the limits of their units, so the product is finite; too large a one is held there.
        Cost::rounded(usd_t).unwrap_or(Cost(Cost::LIMIT))
    }

    /// The way on which an arc is passed.
    pub fn way_of(&self, arc: ArcIx) -> VehicleClass {
        match self.states[self.arcs[arc.index()].head.index()].stand {
            NodeRole::On(_, way)
            | NodeRole::Boarded(_, way)
            | NodeRole::Landed(_, way)
            | NodeRole::Passing(_, way, _) => way,
            NodeRole::Start | NodeRole::End => VehicleClass::Any,
        }
    }
}

fn part_of(kind: ChargeKind) -> Part {
    match kind {
        ChargeKind::Toll => Part::Toll,
        ChargeKind::Insurance => Part::Insurance,
        ChargeKind::Quality => Part::Quality,
        ChargeKind::Duty => Part::Duty,
        ChargeKind::Handling => Part::Handling,
    }
}
