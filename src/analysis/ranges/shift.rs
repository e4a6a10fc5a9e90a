//! What a moved number changes of what arcs cost, and whether that can matter: only rules that can be proved.
//!
//! The assignment of a scene is a linear program, tier by tier the most tonnes and then the least cost, and its point
//! solution stays optimal
//!
//! - when routes that carry nothing become more expensive or slower, or cheaper by less than their reduced cost:
//!   `margins` is the least reduced cost of any route over an arc, so that `margin > sum of all savings` leaves it
//!   above 0;
//! - when a limit falls and the solution still fits: what can be done shrinks, and the best of it is still there;
//! - when a limit without a price in any phase rises: the same prices prove the same values.
//!
//! Who yields does not change while each limit holds what lay on it before any flow yielded. Limits of which a flow
//! that is not asked about and never moves takes more or less are such rises and falls. Where there are ceilings,
//! limits also decide how much could pass at all, so nothing about limits is concluded. Of equally good solutions the
//! point's stays.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Asset, CommodityIx, Ranged};
use crate::network::{ArcKind, Network, VehicleClass};
use crate::tables::{Link, ModeDefault};
use assignment::{Bundle, Mass, PathFlow};
use routing::{ArcIx, Cost, Seconds};

use super::number::{Number, RangeEnd};
use super::point::{NEVER, Pins, Point};
use crate::analysis::model::{Assignment, AssignmentModel};

/// A limit this far from full has no price: integer repair may leave some kilograms.
const SPARE: Mass = Mass(1_000);
/// Prices are floats: a margin (in millionths of a USD/t) below this is none.
const EXACT: i64 = 1;

/// More expensive and slower by this; `None`: closed.
pub type Step = Option<(Cost, Seconds)>;

/// What a moved number changes of what arcs cost.
#[derive(Default)]
pub struct Shift {
    /// By commodity and arc, sorted; arcs that cost the same are not there.
    steps: BTreeMap<CommodityIx, BTreeMap<ArcIx, Step>>,
    /// Can something pass that could not?
    opened: bool,
}

impl Shift {
    /// The difference between two networks of the same arcs, for the commodities of a case.
    pub fn between(point: &AssignmentModel<'_>, moved: &Network, number: &Number) -> Self {
        let mut shift = Self::default();
        // Costs of two networks are compared only where the number can reach.
        let arcs = arcs(point.network, number);
        for goods in goods(point).into_iter().filter(|goods| concerns(number, *goods)) {
            let steps = shift.steps.entry(goods).or_default();
            for arc in &arcs {
                match (point.network.price(*arc, goods), moved.price(*arc, goods)) {
                    (Some((then, before)), Some((now, after))) => {
                        let step = (now.total() - then.total(), after - before);
                        if step != (Cost::ZERO, Seconds::ZERO) {
                            steps.insert(*arc, Some(step));
                        }
                    }
                    (Some(_), None) => _ = steps.insert(*arc, None),
                    (None, Some(_)) => shift.opened = true,
                    (None, None) => {}
                }
            }
        }
        shift
    }

    /// What the routes of a commodity could save together, at most.
    fn savings(steps: &BTreeMap<ArcIx, Step>) -> i64 {
        // One route may pass every arc that becomes cheaper, so all savings count together.
        steps.values().flatten().map(|(cost, _)| (-cost.0).max(0)).fold(0, i64::saturating_add)
    }

    /// How much a route of a commodity costs more, and takes longer.
    pub fn over(&self, goods: CommodityIx, route: &[ArcIx]) -> (Cost, Seconds) {
        let Some(steps) = self.steps.get(&goods) else { return <(Cost, Seconds)>::default() };
        let step = route.iter().filter_map(|arc| steps.get(arc).copied().flatten());
        step.fold(Default::default(), |(cost, time), step| (cost + step.0, time + step.1))
    }

    /// Does it change anything on a route?
    pub fn traverses(&self, goods: CommodityIx, route: &[ArcIx]) -> bool {
        self.steps.get(&goods).is_some_and(|steps| route.iter().any(|arc| steps.contains_key(arc)))
    }

    /// Pinned flows whose route may no longer be the best through their `via`.
    pub fn unpinned<'s>(&'s self, model: &'s AssignmentModel<'_>, pins: &'s Pins) -> impl Iterator<Item = usize> + 's {
        (0..model.flows.len()).filter(move |flow| {
            let goods = model.flows[*flow].row.commodity;
            let (Some(route), Some(steps)) = (&pins.routes[*flow], self.steps.get(&goods)) else {
                // No pin, or nothing changes for its commodity: only an arc that opens can give it another route.
                return self.opened;
            };
            let savings = Self::savings(steps);
            // Cheaper, or as cheap and faster: what only gets worse beside the pinned route leaves it the best.
            let better = |(arc, step): (&ArcIx, &Step)| {
                step.is_some_and(|step| step < Default::default()) && pins.margins[*flow][arc.index()] <= savings
            };
            self.opened || route.iter().any(|arc| steps.contains_key(arc)) || steps.iter().any(better)
        })
    }

    /// Can another route be chosen in a scene whose parent is assigned as it was?
    pub fn moves(&self, model: &AssignmentModel<'_>, point: &Point, has_ceilings: bool) -> bool {
        // An assignment that was not solved to its end is not known to be optimal, so nothing is proven of it.
        if self.opened || (!point.complete && self.steps.values().any(|steps| !steps.is_empty())) {
            return true;
        }
        let extra = |path: &PathFlow| self.traverses(model.flows[path.demand].row.commodity, &path.arcs);
        // A route that costs something else may pass its ceiling, or fall below it, also one that was kept.
        if has_ceilings && point.assigned.assignment.paths.iter().any(extra) {
            return true;
        }
        self.steps.iter().any(|(goods, steps)| {
            let savings = Self::savings(steps);
            let margins = point.margins.get(goods);
            steps.iter().any(|(arc, step)| {
                let costs = step.is_none_or(|step| step.0 != Cost::ZERO);
                let saves = step.is_some_and(|step| step.0 < Cost::ZERO);
                // A chosen route is left where it costs more; where it costs less, more tonnes may want it.
                (costs && point.chosen.contains(&(*goods, *arc)))
                    // An arc off the chosen routes matters only where it saves as much as the chosen ones are ahead.
                    || (saves && margins.is_some_and(|margins| margins[arc.index()] <= savings + EXACT))
            })
        })
    }
}

/// Commodities of the flows that are assigned.
pub fn goods(model: &AssignmentModel<'_>) -> BTreeSet<CommodityIx> {
    model.flows.iter().map(|flow| flow.row.commodity).collect()
}

fn concerns(number: &Number, goods: CommodityIx) -> bool {
    match number {
        Number::Value(own) | Number::Holding(own) => *own == goods,
        _ => true,
    }
}

/// The arcs whose price or time may depend on a number.
pub fn arcs(network: &Network, number: &Number) -> Vec<ArcIx> {
    let atlas = &network.snapshot.atlas;
    let all = || (0..network.arcs.len()).map(ArcIx::from);
    match number {
        Number::LinkCost(link) | Number::LinkTime(link) | Number::LinkLength(link) => network.link_arcs(*link).to_vec(),
        Number::TransferCost(row) | Number::TransferTime(row) => network.uses(Asset::Transfer(*row)),
        Number::Charge(row) => network.met_arcs(&network.select(&atlas.charges[row.index()].on)),
        Number::PerTkm(row) | Number::Fixed(row) | Number::Speed(row) => {
            let mode = &atlas.modes[row.index()];
            let rides = |arc: &ArcIx| match network.arcs[arc.index()].what {
                // Ships are priced by the row of their class, all others by the row of their mode.
                ArcKind::Link(link, _) => match network.class_of(*arc) {
                    VehicleClass::Vessel(own) => own == *row,
                    _ => mode.vessel.is_none() && atlas.links[link.index()].mode == mode.mode,
                },
                _ => false,
            };
            all().filter(rides).collect()
        }
        // Money tied up in the goods is part of every arc's price.
        Number::Value(_) | Number::Holding(_) => all().collect(),
        Number::Limit(_) | Number::Demand(_) | Number::Flow(_) | Number::Measure(..) => Vec::new(),
    }
}

/// Which numbers can matter at all, decided before a network is built for them.
pub struct ScreeningMatch {
    /// By commodity and arc: is it on a route that someone takes or is pinned to?
    busy: BTreeMap<CommodityIx, Vec<bool>>,
    /// By commodity and arc: the least that it would have to save, in millionths of a USD/t, before anyone takes it.
    margins: BTreeMap<CommodityIx, Vec<i64>>,
}

impl ScreeningMatch {
    pub fn new(model: &AssignmentModel<'_>, pins: &Pins, points: &[Point]) -> Self {
        let arcs = model.network.arcs.len();
        let mut busy: BTreeMap<CommodityIx, Vec<bool>> = BTreeMap::new();
        let mut margins: BTreeMap<CommodityIx, Vec<i64>> = BTreeMap::new();
        let mut least = |goods, more: &[i64]| {
            let own = margins.entry(goods).or_insert_with(|| vec![NEVER; arcs]);
            own.iter_mut().zip(more).for_each(|(own, more)| *own = (*own).min(*more));
        };
        let mut take = |goods, route: &[ArcIx]| {
            let own = busy.entry(goods).or_insert_with(|| vec![false; arcs]);
            route.iter().for_each(|arc| own[arc.index()] = true);
        };
        for (flow, route) in pins.routes.iter().enumerate() {
            let goods = model.flows[flow].row.commodity;
            // Flows without a pin have neither route nor margins: both calls change nothing then.
            take(goods, route.as_deref().unwrap_or_default());
            least(goods, &pins.margins[flow]);
        }
        for point in points {
            point.margins.iter().for_each(|(goods, margins)| least(*goods, margins));
            for path in &point.assigned.assignment.paths {
                take(model.flows[path.demand].row.commodity, &path.arcs);
            }
        }
        Self { busy, margins }
    }

    /// Can moving a number that arcs are priced by matter to a route?
    pub fn matters(&self, network: &Network, number: &Number, side: RangeEnd) -> bool {
        let arcs = arcs(network, number);
        self.busy.iter().filter(|(goods, _)| concerns(number, **goods)).any(|(goods, busy)| {
            let saving = saving(network, number, side, *goods);
            // At most all of these arcs are on one route.
            let together = saving.saturating_mul(i64::try_from(arcs.len()).unwrap_or(i64::MAX));
            // Each commodity of a flow has an entry in both maps, made with the pins.
            let margins = &self.margins[goods];
            arcs.iter().any(|arc| {
                let margin = margins[arc.index()];
                busy[arc.index()] || (saving > 0 && margin < NEVER && margin <= together.saturating_add(EXACT))
            })
        })
    }
}

/// The most that one arc can become cheaper for a commodity, in millionths of a USD/t. `i64::MAX` where only the moved
/// network can tell.
fn saving(network: &Network, number: &Number, side: RangeEnd, goods: CommodityIx) -> i64 {
    // A lower speed makes arcs more expensive and a higher one cheaper, unlike every other number.
    let rises = matches!((number, side), (Number::Speed(_), RangeEnd::Low))
        || (!matches!(number, Number::Speed(_)) && side == RangeEnd::High);
    if rises {
        return 0;
    }
    let atlas = &network.snapshot.atlas;
    let less = |range: &Ranged<Cost>| range.value.0 - range.low.unwrap_or(range.value).0;
    let sooner = |range: &Ranged<Seconds>| {
        let wait = |time| network.inventory(goods, time).0;
        // At least 1: what only becomes faster may still win where costs are equal.
        (wait(range.value) - wait(range.low.unwrap_or(range.value))).max(1)
    };
    match number {
        Number::LinkCost(link) => atlas.links[link.index()].cost.as_ref().map_or(0, less),
        Number::LinkTime(link) => atlas.links[link.index()].time.as_ref().map_or(0, sooner),
        Number::TransferCost(row) => less(&atlas.transfers[row.index()].cost),
        Number::TransferTime(row) => sooner(&atlas.transfers[row.index()].time),
        Number::Charge(row) => less(&atlas.charges[row.index()].cost),
        Number::LinkLength(link) => shorter(network, &atlas.links[link.index()], goods),
        // What a mode or a value changes is known only when the arcs are priced anew.
        _ => i64::MAX,
    }
}

/// The most that a link can become cheaper by its length, at the dearest and slowest row of its mode.
#[allow(clippy::cast_possible_truncation)]
fn shorter(network: &Network, link: &Link, goods: CommodityIx) -> i64 {
    let km = link.length.value.km() - link.length.low.unwrap_or(link.length.value).km();
    let modes = network.snapshot.atlas.modes.iter().filter(|row| row.mode == link.mode);
    let saving = |row: &ModeDefault| {
        // Each part is rounded on both sides: two more than the rule says.
        let cost = (row.usd_per_tkm.value * km * 1e6).ceil() as i64 + 2;
        let time = Seconds::rounded(km / row.speed.value).map_or(Seconds(Seconds::LIMIT), |time| time + Seconds(2));
        let waiting = network.inventory(goods, time).0.saturating_add(2);
        // A link with a cost or time of its own does not take it from its mode.
        let cost = if link.cost.is_none() { cost } else { 0 };
        cost.saturating_add(if link.time.is_none() { waiting } else { 0 })
    };
    modes.map(saving).max().unwrap_or(0)
}

/// Can a limit at another value change who yields or what is assigned? `limit` is what it becomes.
pub fn limit_moves(point: &Point, bundle: usize, limit: Mass) -> bool {
    let now = point.limits.bundles[bundle].limit;
    // Where some flow has to yield, how much it yields depends on the limit itself.
    if point.before[bundle] > now.min(limit) || !point.complete {
        return true;
    }
    // A lower limit: does the assignment still fit? A higher one: was it full, and would more have been used?
    if limit < now {
        point.load[bundle] > limit
    } else {
        limit > now && now - point.load[bundle] < SPARE && point.priced[bundle]
    }
}

/// Can more or less of a flow that is not asked about and stays on its one route change anything else in a scene?
pub fn mass_moves(model: &AssignmentModel<'_>, point: &Point, flow: usize, more: Mass) -> bool {
    let own: Vec<_> = point.assigned.assignment.of(flow).collect();
    let kept = point.assigned.assignment.retained.iter().filter(|path| path.demand == flow).count();
    // One route, kept whole and with nothing freed; else more or less of the flow may be shared out in several manners.
    let [path] = own[..] else { return true };
    if point.assigned.assignment.freed[flow] > Mass::ZERO || kept != 1 || path.mass != model.flows[flow].row.mass.value
    {
        return true;
    }
    // A share of a baseline's load moves with the load.
    if model.asset_load(&alone(path)).keys().any(|asset| point.shares.contains(asset)) {
        return true;
    }
    let class = point.limits.overlays.class_of[flow].index();
    // What the flow takes more is as if the limit were less for all others.
    let moves = |(at, bundle): (usize, &Bundle)| {
        let uses = path.arcs.iter().filter(|arc| bundle.arcs.binary_search(arc).is_ok()).count();
        let uses = if bundle.classes[class] { i64::try_from(uses).unwrap_or(i64::MAX) } else { 0 };
        uses > 0 && limit_moves(point, at, bundle.limit - more * uses)
    };
    point.limits.bundles.iter().enumerate().any(moves)
}

pub fn alone(path: &PathFlow) -> Assignment {
    Assignment { paths: vec![path.clone()], ..Assignment::default() }
}
