//! What an arc costs and how long it takes, part by part, before any measure.
//!
//! `cost_usd_t` of a link wins; else its mode's default: `fixed_usd_t + usd_per_tkm x km`. Likewise hours, else
//! length over speed. Each part is rounded once, half to even, never below 1 where the rule's value is above 0.

use std::sync::Arc as Shared;

use super::{ArcKind, CostPart, Network, Parts, Raised, VehicleClass};
use crate::model::{Cargo, ChargeIx, CommodityIx, Id, LinkIx, Mode};
use crate::tables::{Atlas, Charge, ChargeKind, ModeDefault};
use assignment::{ClassIx, Mass};
use routing::{ArcIx, Cost, PathCost, Seconds, Weights, tie_hash};

/// Charges on each arc that only some commodities pay, or all: apart from the tariff, so that answers can name them.
pub(super) fn price(network: &mut Network) {
    // `base` is by cargo, while charges may depend on the commodity: so they are added in `Network::price`.
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
            let mode = network.snapshot.atlas.links[link.index()].mode;
            parts.add(if mode.is_water() { CostPart::Freight } else { CostPart::Tariff }, cost);
            time
        }
        ArcKind::Transfer(transfer) => {
            let transfer = &network.snapshot.atlas.transfers[transfer.index()];
            parts.add(CostPart::Handling, transfer.cost.value);
            transfer.time.value
        }
        ArcKind::Load(_) | ArcKind::Unload(_) => Seconds::ZERO,
    };
    Some((parts, time))
}

fn link_price(network: &Network, arc: ArcIx, link: LinkIx, cargo: Cargo) -> Option<(Cost, Seconds)> {
    let atlas = &network.snapshot.atlas;
    let row = &atlas.links[link.index()];
    // A vessel class has one row of its own; other modes have a row by cargo.
    let default = default_of(atlas, row.mode, network.class_of(arc), cargo);
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
pub fn default_of(atlas: &Atlas, mode: Mode, class: VehicleClass, cargo: Cargo) -> Option<&ModeDefault> {
    match class {
        VehicleClass::Vessel(row) => Some(&atlas.modes[row.index()]),
        // Rows of vessels are no default: each holds for its own class.
        _ => atlas.modes.iter().find(|row| row.mode == mode && row.vessel.is_none() && row.cargo.has(cargo)),
    }
}

fn charges_by_arc(network: &Network) -> Vec<Vec<ChargeIx>> {
    let snapshot = &network.snapshot;
    let mut by_arc = vec![Vec::new(); network.arcs.len()];
    for (at, charge) in snapshot.atlas.charges.iter().enumerate().filter(|(at, _)| snapshot.charges[*at]) {
        for arc in charged_arcs(network, charge) {
            by_arc[arc.index()].push(ChargeIx::from(at));
        }
    }
    by_arc
}

/// Where a standing charge is paid: on entering a place, on a link, on making a transfer or loading onto a line.
fn charged_arcs(network: &Network, charge: &Charge) -> Vec<ArcIx> {
    let mut arcs = network.met_arcs(&network.select(&charge.on));
    // A charge on several assets is paid once on an arc, unlike measures on them.
    arcs.sort_unstable();
    arcs.dedup();
    arcs
}

impl Network {
    /// Price in parts and time of an arc for a commodity, before any measure; `None` where it may not pass:
    /// the cargo does not fit or the link rejects the grade.
    pub fn price(&self, arc: ArcIx, commodity: CommodityIx) -> Option<(Parts, Seconds)> {
        let goods = &self.snapshot.atlas.commodities[commodity.index()];
        let (mut parts, time) = self.base[goods.cargo as usize][arc.index()]?;
        // Grades are finer than cargo: a line that takes crude may reject one blend.
        if let ArcKind::Link(link, _) = self.arcs[arc.index()].what {
            let link = &self.snapshot.atlas.links[link.index()];
            let accepted = link.accepts.is_empty() || link.accepts.contains(&commodity);
            if !accepted || link.rejects.contains(&commodity) {
                return None;
            }
        }
        for charge in &self.graded[arc.index()] {
            let charge = &self.snapshot.atlas.charges[charge.index()];
            if charge.commodities.is_empty() || charge.commodities.contains(&commodity) {
                parts.add(part_of(charge.kind), charge.cost.value);
            }
        }
        // Over the time of the arc itself; `key` adds what a delay costs.
        parts.add(CostPart::Inventory, self.inventory(commodity, time));
        Some((parts, time))
    }

    /// Money tied up: hours x holding_pct_day x value.
    pub fn inventory(&self, commodity: CommodityIx, time: Seconds) -> Cost {
        let goods = &self.snapshot.atlas.commodities[commodity.index()];
        let days = time.hours() / 24.0;
        let usd_t = days * goods.holding_pct_day.value / 100.0 * goods.value.value.usd_t();
        // Both factors passed the limits of their units, so the product is finite; too large a one is held there.
        Cost::rounded(usd_t).unwrap_or(Cost(Cost::LIMIT))
    }

    /// The class of vehicle that passes an arc.
    pub fn class_of(&self, arc: ArcIx) -> VehicleClass {
        // At the head: a load has no mode at its tail, and a transfer is priced by the mode it leads to.
        let head = self.states[self.arcs[arc.index()].head.index()];
        head.role.riding().map_or(VehicleClass::Any, |(_, class)| class)
    }
}

fn part_of(kind: ChargeKind) -> CostPart {
    match kind {
        ChargeKind::Toll => CostPart::Toll,
        ChargeKind::Insurance => CostPart::Insurance,
        ChargeKind::Quality => CostPart::Quality,
        ChargeKind::Duty => CostPart::Duty,
        ChargeKind::Handling => CostPart::Handling,
    }
}

/// What the best route has least of.
#[derive(Clone, Copy, Debug)]
pub enum Objective<'a> {
    /// USD per tonne.
    Cost,
    /// USD per tonne without the value of time.
    Freight,
    Time,
    /// Metres on exposed arcs (`true` by arc).
    Exposed(&'a [bool]),
}

impl Objective<'_> {
    fn of(&self, network: &Network, arc: ArcIx, (cost, freight): (Cost, Cost), time: Seconds) -> i64 {
        match self {
            Self::Cost => cost.0,
            Self::Freight => freight.0,
            Self::Time => time.0,
            Self::Exposed(exposed) => {
                if exposed[arc.index()] {
                    network.arcs[arc.index()].length.0
                } else {
                    0
                }
            }
        }
    }
}

impl Network {
    /// Keys of all arcs for a commodity, edits applied. An arc is closed where the cargo does not fit, the link
    /// rejects the grade, or an edit says so. Waiting costs: a delay ties up money like any other time.
    pub fn weights(&self, commodity: CommodityIx, edits: &[(ArcIx, Edit)], objective: Objective<'_>) -> Weights {
        let all = (0..self.arcs.len()).map(ArcIx::from);
        let mut weights =
            Weights { arc: all.map(|arc| key(self, arc, commodity, Edit::default(), objective)).collect() };
        self.edit_weights(&mut weights, commodity, edits, objective);
        weights
    }

    /// Keys of the arcs that edits change, in weights that were made without any for the same commodity and objective.
    pub fn edit_weights(
        &self,
        weights: &mut Weights,
        commodity: CommodityIx,
        edits: &[(ArcIx, Edit)],
        objective: Objective<'_>,
    ) {
        for (arc, edit) in edits {
            weights.arc[arc.index()] = key(self, *arc, commodity, *edit, objective);
        }
    }
}

fn key(
    network: &Network,
    arc: ArcIx,
    commodity: CommodityIx,
    edit: Edit,
    objective: Objective<'_>,
) -> Option<PathCost> {
    if edit.closed {
        return None;
    }
    let (parts, time) = network.price(arc, commodity)?;
    let waiting = network.inventory(commodity, edit.add_time);
    let freight = parts.freight() + edit.add_cost;
    let cost = parts.total() + edit.add_cost + waiting;
    let time = time + edit.add_time;
    // Only links count as legs. Ties go by the hash of an id, which a load or unloading does not have.
    let (legs, tie) = match network.arcs[arc.index()].what {
        ArcKind::Link(link, _) => (1, tie_hash(network.snapshot.atlas.links[link.index()].id.as_str())),
        ArcKind::Transfer(transfer) => (0, tie_hash(network.snapshot.atlas.transfers[transfer.index()].id.as_str())),
        ArcKind::Load(_) | ArcKind::Unload(_) => (0, 0),
    };
    Some(PathCost { objective: objective.of(network, arc, (cost, freight), time), cost, time, legs, tie })
}

/// How one arc differs from the base for one trade class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Edit {
    pub closed: bool,
    pub add_cost: Cost,
    pub add_time: Seconds,
}

/// Edits sorted by arc, shared by all classes that see the same.
pub type SharedEdits = Shared<Vec<(ArcIx, Edit)>>;

/// A measure that concerns a trade, as positions alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Concern {
    /// The measure.
    pub at: usize,
    /// The arcs on which alone it acts; none: on all that it chooses.
    pub narrowed: Option<Shared<Vec<ArcIx>>>,
}

/// All trades that see the same numbers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TradeClass {
    /// Decides cargo, value, grade.
    pub commodity: CommodityIx,
    pub matched: Vec<Concern>,
    /// The market it may be sold to, where sinks are free.
    pub market: Option<Id>,
}

/// A limit that a scenario or a market adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitOn {
    /// `measure-id@asset`, `measure-id` for a quota, `market@place`.
    pub id: String,
    pub limit: Mass,
    /// Arcs that count, sorted.
    pub arcs: Vec<ArcIx>,
    /// Classes that count, by class.
    pub classes: Vec<bool>,
}

/// A scenario as numbers: equal overlays are shared.
#[derive(Clone, Debug, Default)]
pub struct Overlays {
    pub classes: Vec<TradeClass>,
    /// By trade, in the order asked.
    pub class_of: Vec<ClassIx>,
    /// By class: edits sorted by arc.
    pub edits: Vec<SharedEdits>,
    pub limits: Vec<LimitOn>,
    /// Limits of the atlas that are raised.
    pub raised: Raised,
    /// By class: what flows are a share of what they are; 1 where nothing makes them grow.
    pub factors: Vec<f64>,
    /// Positions of the rows of scenarios that are not there, in [`crate::tables::Atlas`].
    pub unbuilt: Vec<usize>,
}

impl Overlays {
    /// What changes on an arc for a class.
    pub fn edit(&self, class: ClassIx, arc: ArcIx) -> Option<Edit> {
        let edits = &self.edits[class.index()];
        edits.binary_search_by_key(&arc, |(arc, _)| *arc).ok().map(|at| edits[at].1)
    }
}
