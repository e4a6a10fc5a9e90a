//! Which measures concern something, and what a measure touches.

use std::collections::BTreeSet;

use crate::model::{CommodityIx, Day, Measure, PartyIx, Selector, Trade};
use crate::network::Network;
use crate::select;
use crate::tables::{Atlas, Flow, When};

/// What a question about measures chooses.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    /// They are met on something of this.
    pub on: Option<Selector>,
    /// They speak of a flow of this.
    pub trade: Option<Selector>,
    /// They begin or end from the first to the last of these days.
    pub changed: Option<(Day, Day)>,
    /// They are in force on this day.
    pub day: Option<Day>,
}

impl Chosen {
    /// Is this measure chosen?
    pub fn takes(&self, network: &Network, measure: &Measure) -> bool {
        let begins = |(from, to): (Day, Day)| {
            let ends = measure.window.until.and_then(Day::next);
            let days = [measure.window.since, ends, measure.legal.announced];
            days.into_iter().flatten().any(|day| from <= day && day <= to)
        };
        self.day.is_none_or(|day| measure.acts_on(day))
            && self.changed.is_none_or(begins)
            && self.on.as_ref().is_none_or(|on| meets(network, measure, on))
            && self.trade.as_ref().is_none_or(|trade| speaks(&network.dated.atlas, measure, trade))
    }
}

/// Is the measure met on something that the selector chooses? One on trade as a whole is met everywhere.
fn meets(network: &Network, measure: &Measure, on: &Selector) -> bool {
    let Some(own) = &measure.on else { return true };
    let arcs: BTreeSet<_> = network.barred_arcs(&network.select(own)).into_iter().collect();
    network.barred_arcs(&network.select(on)).iter().any(|arc| arcs.contains(arc))
}

/// Does the measure speak of a flow that the selector chooses?
fn speaks(atlas: &Atlas, measure: &Measure, trade: &Selector) -> bool {
    let both = |flow: &Flow| {
        let own = trade_of(atlas, flow);
        select::matches_trade(trade, atlas, &own)
            && measure.trade.as_ref().is_none_or(|selector| select::matches_trade(selector, atlas, &own))
    };
    atlas.flows.iter().any(both)
}

/// Flows of which a measure speaks, whatever their way.
pub fn flows<'a>(atlas: &'a Atlas, measure: &Measure) -> Vec<&'a Flow> {
    let own = |flow: &&Flow| match &measure.trade {
        Some(selector) => select::matches_trade(selector, atlas, &trade_of(atlas, flow)),
        None => false,
    };
    atlas.flows.iter().filter(own).collect()
}

/// A flow as a trade, on the day that stands for it.
fn trade_of(atlas: &Atlas, flow: &Flow) -> Trade {
    let day = match flow.when {
        When::Year(year) => Day::mid(year),
        When::Between(window) => window.until.or(window.since).unwrap_or_else(|| Day::mid(2024)),
    };
    let commodity: CommodityIx = flow.commodity;
    Trade {
        goods_origin: flow.goods_origin.or_else(|| atlas.country_of(flow.origin)),
        loaded_in: flow.loaded_in,
        goods_owner: flow
            .goods_owner
            .as_ref()
            .and_then(|id| atlas.parties.find(id.as_str()))
            .map(PartyIx::from),
        ..Trade::new(commodity, (flow.origin, flow.destination), day)
    }
}
