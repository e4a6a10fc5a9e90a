//! Judges: which measures concern a trade, what they do to which arc, and why.
//!
//! Overlays come without reasons, so that solvers see plain numbers; reasons are found on demand for what is printed.

mod effect;
pub mod law;
pub mod ownership;

use std::collections::BTreeMap;
use std::sync::Arc as Shared;

use crate::model::{Asset, Cost, Effect, Id, Mass, Measure, Trade};
use crate::network::{
    ArcIx, ArcWhat, Chosen, ClassIx, Concern, Edit, LimitOn, Network, Overlays, SharedEdits, TradeClass,
};
use crate::select;
use law::{Court, Docket, Left};

/// Tonnes on each asset in the baseline: what a share of nothing else is a share of.
pub type BaselineLoad = BTreeMap<Asset, Mass>;

/// A trade with the market it may be sold to.
#[derive(Clone, Debug)]
pub struct TradeIn {
    /// The trade.
    pub trade: Trade,
    /// The market, where sinks are free.
    pub market: Option<Id>,
}

/// A scenario resolved against one network: which measures are in force and what they choose.
pub struct Resolved<'a> {
    network: &'a Network,
    measures: Vec<Judged<'a>>,
    /// Judges the measures that are applied to somebody; none: none is.
    court: Option<Court<'a>>,
}

/// A measure in force with what it chooses.
struct Judged<'a> {
    measure: &'a Measure,
    /// `None`: it is about the trade itself.
    chosen: Option<Chosen>,
}

impl<'a> Resolved<'a> {
    /// Keeps the measures in force on the network's day and finds what they choose. The network is not touched.
    #[must_use]
    pub fn new(network: &'a Network, measures: &'a [Measure]) -> Self {
        let day = network.dated.day;
        let applied = measures.iter().find_map(|measure| measure.legal.applied.as_deref());
        let docket = applied.map(|applied| Shared::new(Docket::new(network, measures, applied)));
        let court = docket.map(|docket| Court::new(&docket, day));
        let in_force = measures.iter().filter(|measure| measure.acts_on(day));
        let measures = in_force
            .map(|measure| {
                let named = |on| ownership::named(on, &network.dated, &measure.owner_test());
                Judged { measure, chosen: measure.on.as_ref().map(|on| network.select(&named(on))) }
            })
            .collect();
        Self { network, measures, court }
    }

    /// Measures in force that choose nothing in this network: a reader should know.
    #[must_use]
    pub fn idle(&self) -> Vec<&'a Measure> {
        let idle = self.measures.iter().filter(|judged| judged.chosen.as_ref().is_some_and(Chosen::is_empty));
        idle.map(|judged| judged.measure).collect()
    }

    /// The numbers that each trade sees.
    #[must_use]
    pub fn overlays(&self, trades: &[TradeIn], baseline: &BaselineLoad) -> Overlays {
        let signatures: Vec<TradeClass> = trades.iter().map(|trade| self.class(trade)).collect();
        let mut classes = signatures.clone();
        classes.sort_unstable();
        classes.dedup();
        let number = |class: &TradeClass| ClassIx::from(classes.binary_search(class).unwrap_or(usize::MAX));
        let class_of = signatures.iter().map(number).collect();
        let mut shared: BTreeMap<Vec<Concern>, SharedEdits> = BTreeMap::new();
        let edits = classes.iter().map(|class| self.shared_edits(class, &mut shared)).collect();
        let limits = self.limits(&classes, baseline);
        Overlays { classes, class_of, edits, limits }
    }

    fn class(&self, trade: &TradeIn) -> TradeClass {
        let concerns = |judged: &Judged<'_>| match &judged.measure.trade {
            Some(selector) => select::matches_trade(selector, &self.network.dated.atlas, &trade.trade),
            None => true,
        };
        let matched = self.measures.iter().enumerate().filter_map(|(at, judged)| {
            let court = self.court.as_ref().filter(|_| judged.measure.legal.applied.is_some());
            let narrowed = match court.map(|court| court.concern(at, &trade.trade)) {
                None if concerns(judged) => None,
                Some(Some(Left::Whole)) => None,
                Some(Some(Left::On(arcs))) => Some(arcs),
                None | Some(None) => return None,
            };
            Some(Concern { at, narrowed })
        });
        TradeClass {
            commodity: trade.trade.commodity,
            matched: matched.collect(),
            market: trade.market.clone(),
        }
    }

    /// Equal overlays are made once; only a share of the value makes them differ by commodity.
    fn shared_edits(
        &self,
        class: &TradeClass,
        shared: &mut BTreeMap<Vec<Concern>, SharedEdits>,
    ) -> SharedEdits {
        let by_value = |own: &Concern| matches!(self.measures[own.at].measure.effect, Effect::ChargeShare(_));
        if class.matched.iter().any(by_value) {
            return Shared::new(self.edits(class));
        }
        shared.entry(class.matched.clone()).or_insert_with(|| Shared::new(self.edits(class))).clone()
    }

    fn edits(&self, class: &TradeClass) -> Vec<(ArcIx, Edit)> {
        let mut edits: BTreeMap<ArcIx, Edit> = BTreeMap::new();
        let value = self.network.dated.atlas.commodities[class.commodity.at()].value.value;
        for concern in &class.matched {
            for (arc, edit) in self.edits_of(concern, value) {
                let own = edits.entry(arc).or_default();
                own.closed |= edit.closed;
                own.add_cost += edit.add_cost;
                own.add_time += edit.add_time;
            }
        }
        edits.into_iter().collect()
    }

    /// What one measure does, arc by arc. Without `on` it is met where the trade loads.
    fn edits_of(&self, concern: &Concern, value: Cost) -> Vec<(ArcIx, Edit)> {
        let judged = &self.measures[concern.at];
        let Some(edit) = effect::edit(&judged.measure.effect, value) else { return Vec::new() };
        let arcs = match (&judged.chosen, &concern.narrowed) {
            (_, Some(arcs)) if edit.closed => arcs.clone(),
            (None, None) => self.loads(),
            (None, Some(arcs)) => arcs.clone(),
            (Some(chosen), None) if edit.closed => self.network.barred_arcs(chosen),
            (Some(chosen), None) => self.network.met_arcs(chosen),
            (Some(chosen), Some(arcs)) => {
                let met = self.network.met_arcs(chosen).into_iter();
                met.filter(|arc| arcs.binary_search(arc).is_ok()).collect()
            }
        };
        arcs.into_iter().map(|arc| (arc, edit)).collect()
    }

    fn loads(&self) -> Vec<ArcIx> {
        let arcs = self.network.arcs.iter().enumerate();
        arcs.filter(|(_, arc)| matches!(arc.what, ArcWhat::Load(_))).map(|(at, _)| ArcIx::from(at)).collect()
    }

    fn limits(&self, classes: &[TradeClass], baseline: &BaselineLoad) -> Vec<LimitOn> {
        let mut limits = Vec::new();
        let mut shares = effect::Shares::default();
        for (at, judged) in self.measures.iter().enumerate() {
            let has = |class: &TradeClass| class.matched.iter().any(|concern| concern.at == at);
            let concerned: Vec<bool> = classes.iter().map(has).collect();
            let id = judged.measure.id.as_str();
            match (&judged.measure.effect, &judged.chosen) {
                (Effect::LimitShare(share), Some(chosen)) => shares.add(id, share.value, chosen, &concerned),
                (Effect::Limit(kt), Some(chosen)) => {
                    limits.extend(effect::limit(self.network, (id, kt.value), chosen, &concerned));
                }
                (Effect::Quota(kt), chosen) => {
                    let arcs =
                        chosen.as_ref().map_or_else(|| self.loads(), |chosen| self.network.met_arcs(chosen));
                    limits.extend(effect::quota((id, kt.value), arcs, concerned));
                }
                _ => {}
            }
        }
        limits.extend(shares.limits(self.network, baseline));
        limits.sort_by(|a, b| a.id.cmp(&b.id));
        limits
    }

    /// The measures that close an arc to a trade.
    #[must_use]
    pub fn closes(&self, trade: &TradeIn, arc: ArcIx) -> Vec<&'a Measure> {
        self.touching(trade, arc).filter(|measure| measure.effect == Effect::Bar).collect()
    }

    /// The measures that change an arc for a trade, in the order in which they were given.
    pub fn touching(&self, trade: &TradeIn, arc: ArcIx) -> impl Iterator<Item = &'a Measure> {
        let class = self.class(trade);
        let value = self.network.dated.atlas.commodities[class.commodity.at()].value.value;
        let touches =
            move |concern: &Concern| self.edits_of(concern, value).iter().any(|(own, _)| *own == arc);
        class.matched.into_iter().filter(touches).map(|concern| self.measures[concern.at].measure)
    }
}
