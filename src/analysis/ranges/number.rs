//! Every number of a question that has a range, and how it is moved.

use crate::model::{
    CapacityIx, ChargeIx, CommodityIx, Effect, Id, LinkIx, Measure, ModeIx, PlaceIx, Ranged, TransferIx,
};
use crate::network::Network;
use crate::tables::{Atlas, Flow};
use assignment::Mass;
use routing::{Cost, Metres, Seconds};

use crate::analysis::study::FlowStudy;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangeEnd {
    Low,
    High,
}

impl RangeEnd {
    pub const BOTH: [Self; 2] = [Self::Low, Self::High];

    /// Puts the value at this end; where the end is not known it stays.
    fn put<T: Copy>(self, range: &mut Ranged<T>) {
        let end = match self {
            Self::Low => range.low,
            Self::High => range.high,
        };
        range.value = end.unwrap_or(range.value);
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Number {
    LinkCost(LinkIx),
    LinkTime(LinkIx),
    LinkLength(LinkIx),
    Limit(CapacityIx),
    TransferCost(TransferIx),
    TransferTime(TransferIx),
    Charge(ChargeIx),
    PerTkm(ModeIx),
    Fixed(ModeIx),
    Speed(ModeIx),
    Value(CommodityIx),
    Holding(CommodityIx),
    Demand(PlaceIx),
    Flow(Id),
    /// What a measure does, by its id and the effect as it stands.
    Measure(Id, Effect),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    pub number: Number,
    pub asset: Id,
    pub column: &'static str,
    /// Its low, in the unit of the column.
    pub low: f64,
    pub value: f64,
    pub high: f64,
}

impl Input {
    /// Does the range reach beyond the point on this side?
    pub fn has(&self, side: RangeEnd) -> bool {
        match side {
            RangeEnd::Low => self.low < self.value,
            RangeEnd::High => self.high > self.value,
        }
    }
}

struct Inputs(Vec<Input>);

impl Inputs {
    fn add<T: Copy>(&mut self, number: Number, at: (&Id, &'static str), range: &Ranged<T>, of: fn(T) -> f64) {
        let value = of(range.value);
        let (low, high) = (range.low.map_or(value, of), range.high.map_or(value, of));
        if low < value || high > value {
            self.0.push(Input { number, asset: at.0.clone(), column: at.1, low, value, high });
        }
    }
}

/// Every ranged number that can matter to a question of this day: rows in force, flows of the year, and the measures
/// of its scenarios. Tables in a fixed order, rows by id.
pub fn inputs<'m>(study: &FlowStudy, measures: impl Iterator<Item = &'m Measure>) -> Vec<Input> {
    let mut all = Inputs(Vec::new());
    assets(&study.network, &mut all);
    prices(&study.network, &mut all);
    for (flow, _) in &study.flows {
        all.add(Number::Flow(flow.id.clone()), (&flow.id, "kt_y"), &flow.mass, Mass::kt);
    }
    for measure in measures.filter(|measure| measure.window.holds(study.network.snapshot.day)) {
        let Some(amount) = measure.effect.amount() else { continue };
        let number = Number::Measure(measure.id.clone(), measure.effect.clone());
        // The same measure may be in several scenarios: it is one number, moved in all of them.
        if !all.0.iter().any(|known| known.number == number) {
            // The unit is that of the effect.
            all.add(number, (&measure.id, measure.effect.kind().as_str()), amount, |value| value);
        }
    }
    all.0
}

fn assets(network: &Network, all: &mut Inputs) {
    let snapshot = &network.snapshot;
    for (at, row) in snapshot.atlas.links.iter().enumerate().filter(|(at, _)| snapshot.links[*at]) {
        let link = LinkIx::from(at);
        if let Some(cost) = &row.cost {
            all.add(Number::LinkCost(link), (&row.id, "cost_usd_t"), cost, Cost::usd_t);
        }
        if let Some(time) = &row.time {
            all.add(Number::LinkTime(link), (&row.id, "hours"), time, Seconds::hours);
        }
        all.add(Number::LinkLength(link), (&row.id, "length_km"), &row.length, Metres::km);
    }
    for (at, row) in snapshot.atlas.capacities.iter().enumerate().filter(|(at, _)| snapshot.capacities[*at]) {
        all.add(Number::Limit(CapacityIx::from(at)), (&row.id, "kt_y"), &row.nameplate, Mass::kt);
    }
    for (at, row) in snapshot.atlas.transfers.iter().enumerate().filter(|(at, _)| snapshot.transfers[*at]) {
        let transfer = TransferIx::from(at);
        all.add(Number::TransferCost(transfer), (&row.id, "usd_t"), &row.cost, Cost::usd_t);
        all.add(Number::TransferTime(transfer), (&row.id, "hours"), &row.time, Seconds::hours);
    }
    for (at, row) in snapshot.atlas.places.iter().enumerate().filter(|(at, _)| snapshot.places[*at]) {
        if let Some(demand) = &row.demand {
            all.add(Number::Demand(PlaceIx::from(at)), (&row.id, "demand_kt_y"), demand, Mass::kt);
        }
    }
}

fn prices(network: &Network, all: &mut Inputs) {
    let snapshot = &network.snapshot;
    for (at, row) in snapshot.atlas.charges.iter().enumerate().filter(|(at, _)| snapshot.charges[*at]) {
        all.add(Number::Charge(ChargeIx::from(at)), (&row.id, "usd_t"), &row.cost, Cost::usd_t);
    }
    // Modes and commodities hold on every day.
    for (at, row) in snapshot.atlas.modes.iter().enumerate() {
        let mode = ModeIx::from(at);
        all.add(Number::PerTkm(mode), (&row.id, "usd_per_tkm"), &row.usd_per_tkm, |value| value);
        all.add(Number::Fixed(mode), (&row.id, "fixed_usd_t"), &row.fixed, |value| value);
        all.add(Number::Speed(mode), (&row.id, "speed_km_h"), &row.speed, |value| value);
    }
    for (at, row) in snapshot.atlas.commodities.iter().enumerate() {
        let goods = CommodityIx::from(at);
        all.add(Number::Value(goods), (&row.id, "value_usd_t"), &row.value, Cost::usd_t);
        all.add(Number::Holding(goods), (&row.id, "holding_pct_day"), &row.holding_pct_day, |value| value);
    }
}

impl Number {
    /// Moves it in an atlas; flows and measures are elsewhere.
    pub fn put(&self, atlas: &mut Atlas, side: RangeEnd) {
        match self {
            // A row lists such a number only where it has it; then it is there to be moved.
            Self::LinkCost(at) => _ = atlas.links[at.index()].cost.as_mut().map(|cost| side.put(cost)),
            Self::LinkTime(at) => _ = atlas.links[at.index()].time.as_mut().map(|time| side.put(time)),
            Self::LinkLength(at) => side.put(&mut atlas.links[at.index()].length),
            Self::Limit(at) => side.put(&mut atlas.capacities[at.index()].nameplate),
            Self::TransferCost(at) => side.put(&mut atlas.transfers[at.index()].cost),
            Self::TransferTime(at) => side.put(&mut atlas.transfers[at.index()].time),
            Self::Charge(at) => side.put(&mut atlas.charges[at.index()].cost),
            Self::PerTkm(at) => side.put(&mut atlas.modes[at.index()].usd_per_tkm),
            Self::Fixed(at) => side.put(&mut atlas.modes[at.index()].fixed),
            Self::Speed(at) => side.put(&mut atlas.modes[at.index()].speed),
            Self::Value(at) => side.put(&mut atlas.commodities[at.index()].value),
            Self::Holding(at) => side.put(&mut atlas.commodities[at.index()].holding_pct_day),
            Self::Demand(at) => _ = atlas.places[at.index()].demand.as_mut().map(|demand| side.put(demand)),
            Self::Flow(_) | Self::Measure(..) => {}
        }
    }

    /// Does it stand in a table that the network is built of?
    pub fn is_of_network(&self) -> bool {
        !matches!(self, Self::Flow(_) | Self::Measure(..))
    }

    pub fn put_flow(&self, flows: &mut [(Flow, bool)], side: RangeEnd) {
        if let Self::Flow(id) = self {
            flows.iter_mut().filter(|(flow, _)| flow.id == *id).for_each(|(flow, _)| side.put(&mut flow.mass));
        }
    }

    pub fn is_of(&self, measure: &Measure) -> bool {
        matches!(self, Self::Measure(id, effect) if measure.id == *id && measure.effect == *effect)
    }

    pub fn put_measures(&self, measures: &[Measure], side: RangeEnd) -> Vec<Measure> {
        let mut moved = measures.to_vec();
        for measure in moved.iter_mut().filter(|measure| self.is_of(measure)) {
            if let Effect::Amount(_, amount) = &mut measure.effect {
                side.put(amount);
            }
        }
        moved
    }
}
