//! Paths at given prices by a hierarchy: the prices of full links are edits that are taken back.

use std::collections::BTreeMap;

use assignment::{Bundle, Demand, PhaseObjective, Pricer};
use routing::hierarchy::{Length, PathAttributes, TagSet, Workspace};
use routing::{ArcIx, NodeIx, Weights};

/// What a unit of cost weighs beside a billionth of t/t where only tonnes count: more than the cost of any route in the
/// imported network's unit (13,400 USD/t), so cost breaks ties and no more.
const TIE: u64 = 1 << 27;

/// A lane of lengths for each purpose.
#[derive(Clone)]
pub(super) struct ArcMapping<'a> {
    /// Billionths of USD/t.
    pub cost: Workspace<'a, u64>,
    /// Billionths of t/t times [`TIE`], and the imported network's unit of cost.
    pub tonnes: Workspace<'a, u64>,
}

/// Routes of single demands, one class, one start and end each.
pub(super) struct ByHierarchy<'a, 'p> {
    pub lanes: ArcMapping<'a>,
    pub weights: &'p Weights,
    pub bundles: &'p [Bundle],
    pub ends: Vec<(NodeIx, NodeIx)>,
    /// By bundle: prices of rounds before, the last counting most; and what they were for.
    calm: Option<(PhaseObjective, Vec<i64>)>,
}

impl<'a, 'p> ByHierarchy<'a, 'p> {
    pub fn new(lanes: ArcMapping<'a>, weights: &'p Weights, bundles: &'p [Bundle], demands: &[Demand]) -> Self {
        let ends = demands.iter().map(|demand| (demand.sources[0], demand.targets[0])).collect();
        Self { lanes, weights, bundles, ends, calm: None }
    }

    /// The length of an open arc for a purpose, so much more expensive by its bundles.
    fn length(&self, arc: ArcIx, extra: u64, purpose: PhaseObjective) -> u64 {
        let Some(key) = self.weights.get(arc) else { return u64::INFINITY };
        length(key.cost.0, extra, purpose)
    }

    /// By arc: what bundles at these prices add, in billionths.
    fn extra(&self, prices: &[i64]) -> BTreeMap<ArcIx, u64> {
        let mut extra: BTreeMap<ArcIx, u64> = BTreeMap::new();
        // Few limits have a price, so most arcs are not edited at all.
        for (bundle, &price) in self.bundles.iter().zip(prices).filter(|(_, price)| **price > 0) {
            for &arc in &bundle.arcs {
                let own = extra.entry(arc).or_default();
                *own = own.saturating_add(price.unsigned_abs());
            }
        }
        extra
    }
}

/// A demand, and its best route with the price of it in billionths; `None` where none is open.
type DemandWay = (usize, Option<(i64, Vec<ArcIx>)>);

/// Of an arc that costs so many millionths of a USD/t.
pub(super) fn length(cost: i64, extra: u64, purpose: PhaseObjective) -> u64 {
    let cost = cost.unsigned_abs();
    let length = match purpose {
        // Millionths become billionths, the unit of prices.
        PhaseObjective::Cost => cost.saturating_mul(1000).saturating_add(extra),
        PhaseObjective::Stranded => {
            extra.saturating_mul(TIE).saturating_add(cost / crate::network::IMPORTED_COST.0.unsigned_abs())
        }
    };
    // Sums along a route must stay below what closes an arc.
    length.min(u64::INFINITY)
}

pub(super) fn price(length: u64, purpose: PhaseObjective) -> i64 {
    let nano = match purpose {
        PhaseObjective::Cost => length,
        // What breaks ties is less than one unit: division drops it.
        PhaseObjective::Stranded => length / TIE,
    };
    i64::try_from(nano).unwrap_or(i64::MAX)
}

impl ByHierarchy<'_, '_> {
    pub fn routes(&mut self, prices: &[i64], purpose: PhaseObjective, asked: impl Fn(usize) -> bool) -> Vec<DemandWay> {
        let edits: Vec<(ArcIx, u64)> =
            self.extra(prices).into_iter().map(|(arc, extra)| (arc, self.length(arc, extra, purpose))).collect();
        let Self { lanes, weights, ends, .. } = self;
        let lane = match purpose {
            PhaseObjective::Cost => &mut lanes.cost,
            PhaseObjective::Stranded => &mut lanes.tonnes,
        };
        let trace = |arc: ArcIx| {
            let key = weights.get(arc).unwrap_or_default();
            let number = |number: i64| u64::try_from(number).unwrap_or(0);
            // In the order in which keys of paths compare: cost, time, hash.
            PathAttributes { tie_break: [number(key.cost.0), number(key.time.0), key.tie], tags: TagSet::default() }
        };
        lane.with_lengths(&edits, |lane| {
            let demands: Vec<usize> = (0..ends.len()).filter(|&demand| asked(demand)).collect();
            let routes = lane.shortest_paths(demands.iter().map(|&demand| ends[demand]), trace);
            let priced = routes.into_iter().map(|route| {
                let (found, arcs) = route?;
                Some((price(found.length, purpose), arcs))
            });
            demands.into_iter().zip(priced).collect()
        })
    }
}

impl ByHierarchy<'_, '_> {
    /// Prices half way between those of a round and those before: from round to round prices leap, and routes that are
    /// best at the leaps are of little use. P. Wentges: Weighted Dantzig-Wolfe decomposition, 1997.
    fn calmed(&mut self, prices: &[i64], purpose: PhaseObjective) -> Vec<i64> {
        // Prices of another phase are in another unit: calming starts anew.
        let before = self.calm.take().filter(|(own, _)| *own == purpose).map(|(_, before)| before);
        let calm = before.map_or_else(
            || prices.to_vec(),
            // Halved before they are added, so that no sum overflows.
            |before| before.iter().zip(prices).map(|(before, now)| before / 2 + now / 2).collect(),
        );
        self.calm = Some((purpose, calm.clone()));
        calm
    }

    /// What a route costs at other prices than those it was found at, in billionths.
    fn paid(&self, arcs: &[ArcIx], extra: &BTreeMap<ArcIx, u64>, purpose: PhaseObjective) -> i64 {
        let of = |arc: &ArcIx| {
            let own = self.weights.get(*arc).map_or(i64::MAX, |key| key.cost.0.saturating_mul(1000));
            let extra = extra.get(arc).map_or(0, |extra| i64::try_from(*extra).unwrap_or(i64::MAX));
            // Where tonnes are counted a route costs only what its limits are worth.
            if purpose == PhaseObjective::Cost { own.saturating_add(extra) } else { extra }
        };
        arcs.iter().map(of).fold(0, i64::saturating_add)
    }
}

impl Pricer for ByHierarchy<'_, '_> {
    /// At calmed prices first; where nothing found at them gains, at those that are asked.
    fn cheapest_paths(&mut self, prices: &[i64], gates: &[i64], purpose: PhaseObjective) -> Vec<(usize, Vec<ArcIx>)> {
        let calm = self.calmed(prices, purpose);
        // Gates hold at the prices asked, so routes found at calmed ones are priced again.
        let extra = self.extra(prices);
        for prices in [&calm[..], prices] {
            // No route costs less than 0, so a gate of 0 cannot be passed.
            let routes = self.routes(prices, purpose, |demand| gates[demand] > 0);
            let below = |(demand, route): DemandWay| {
                let arcs = route?.1;
                (self.paid(&arcs, &extra, purpose) < gates[demand]).then_some((demand, arcs))
            };
            let found: Vec<_> = routes.into_iter().filter_map(below).collect();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }
}
