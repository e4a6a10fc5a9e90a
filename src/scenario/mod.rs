//! Judges: which measures concern a trade, what they do to which arc, and why.
//!
//! Overlays come without reasons, so that solvers see plain numbers; reasons are found on demand for what is printed.

mod effect;
pub mod law;
pub mod owners;
pub mod ownership;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc as Shared, Mutex, OnceLock, PoisonError};

use crate::model::{Action, Among, Asset, CargoSet, CommodityIx, Effect, Growth, Id, Measure, Trade};
use crate::network::{
    ArcKind, Concern, Edit, LimitOn, Network, Overlays, Raised, SelectedAssets, SharedEdits, TradeClass,
};
use crate::select;
use assignment::{ClassIx, Mass};
use law::{Applicability, LegalRegime, MeasureIndex};
use routing::{ArcIx, Cost};

/// Tonnes on each asset in the baseline: what a share of nothing else is a share of.
pub type BaselineLoad = BTreeMap<Asset, Mass>;

/// A trade with the market it may be sold to.
#[derive(Clone, Debug)]
pub struct TradeIn {
    pub trade: Trade,
    /// The market, where sinks are free.
    pub market: Option<Id>,
}

/// A scenario resolved against one network: which measures are in force and what they choose.
pub struct Resolved<'a> {
    network: &'a Network,
    all: &'a [Measure],
    measures: Vec<ResolvedMeasure<'a>>,
    memory: Option<&'a Memory>,
    /// Rows of scenarios that no measure builds, and the arcs that are not there without them.
    unbuilt: (Vec<usize>, Vec<ArcIx>),
    /// Judges the measures that are applied to someone, when it is first asked; none: none is.
    regime: OnceLock<Option<LegalRegime<'a>>>,
}

/// A measure in force with what it chooses.
struct ResolvedMeasure<'a> {
    measure: &'a Measure,
    /// `None`: it is about the trade itself.
    chosen: Option<Shared<SelectedAssets>>,
}

/// Who is asked about whom: the parties to whom a measure is applied, by address, and the measure.
type PartyMeasure = (usize, Id);

/// What was found of measures of the law on one network for the same trades: many what-ifs ask it again.
#[derive(Debug, Default)]
pub struct Memory {
    chosen: Mutex<BTreeMap<PartyMeasure, Shared<SelectedAssets>>>,
    /// By trade, in the order asked.
    left: Mutex<BTreeMap<PartyMeasure, Shared<Vec<Option<Applicability>>>>>,
}

/// Gives what is remembered, or finds and remembers it.
fn remembered<T>(
    known: &Mutex<BTreeMap<PartyMeasure, Shared<T>>>,
    key: &PartyMeasure,
    find: impl FnOnce() -> T,
) -> Shared<T> {
    // Each value is inserted whole: a poisoned lock holds nothing broken.
    let lock = || known.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(found) = lock().get(key) {
        return Shared::clone(found);
    }
    // Found without the lock: another thread may find the same meanwhile, and both results are equal.
    let found = Shared::new(find());
    lock().insert(key.clone(), Shared::clone(&found));
    found
}

/// How a measure of the law is remembered; none: it is applied to no one.
fn asked(measure: &Measure) -> Option<PartyMeasure> {
    // Measures applied to the same parties share one `Applied`, so its address identifies the parties.
    let applied = measure.legal.applied.as_ref()?;
    Some((Shared::as_ptr(applied) as usize, measure.id.clone()))
}

/// Rows of scenarios that no measure builds, and the arcs that are not there without them, sorted.
fn unbuilt(network: &Network, measures: &[Measure]) -> (Vec<usize>, Vec<ArcIx>) {
    let builds = |id: &Id| measures.iter().any(|measure| measure.effect == Effect::Build(id.clone()));
    let planned = network.snapshot.atlas.planned.iter().enumerate();
    let (mut rows, mut arcs) = (Vec::new(), Vec::new());
    for (at, planned) in planned.filter(|(_, planned)| !builds(&planned.id)) {
        rows.push(at);
        arcs.extend(planned.links.iter().flat_map(|link| network.link_arcs(*link).iter().copied()));
        arcs.extend(planned.transfers.iter().flat_map(|transfer| network.uses(Asset::Transfer(*transfer))));
    }
    arcs.sort_unstable();
    (rows, arcs)
}

impl<'a> Resolved<'a> {
    /// Keeps the measures in force on the network's day and finds what they choose. The network is not touched.
    pub fn new(network: &'a Network, measures: &'a [Measure]) -> Self {
        Self::remembering(network, measures, None)
    }

    /// Likewise, with what was found of the law before. A memory is of one network and one list of trades.
    pub fn remembering(network: &'a Network, all: &'a [Measure], memory: Option<&'a Memory>) -> Self {
        let choose = |measure: &Measure| {
            let on = measure.on.as_ref()?;
            // A network knows no owners: `owner=` becomes operators first.
            let find = || network.select(&owners::named(on, &network.snapshot, &measure.owner_test()));
            Some(match memory.zip(asked(measure)) {
                Some((memory, key)) => remembered(&memory.chosen, &key, find),
                None => Shared::new(find()),
            })
        };
        let in_force = all.iter().filter(|measure| measure.acts_on(network.snapshot.day));
        let measures = in_force.map(|measure| ResolvedMeasure { measure, chosen: choose(measure) }).collect();
        Self { network, all, measures, memory, unbuilt: unbuilt(network, all), regime: OnceLock::new() }
    }

    fn regime(&self) -> Option<&LegalRegime<'a>> {
        let regime = || {
            // All measures under the law share one `Applied`: the first is as good as any.
            let applied = self.all.iter().find_map(|measure| measure.legal.applied.as_deref())?;
            let index = Shared::new(MeasureIndex::new(self.network, self.all, applied));
            Some(LegalRegime::new(&index, self.network.snapshot.day))
        };
        self.regime.get_or_init(regime).as_ref()
    }

    /// Measures in force that choose nothing in this network: a reader should know.
    pub fn idle(&self) -> Vec<&'a Measure> {
        // A measure without `on` is about the trade itself, and never idle.
        let idle =
            self.measures.iter().filter(|resolved| resolved.chosen.as_ref().is_some_and(|chosen| chosen.is_empty()));
        idle.map(|resolved| resolved.measure).collect()
    }

    /// Is any measure met by a trade on its route? One without `on` is met by each trade that it concerns.
    pub fn met<'t>(&self, routes: impl IntoIterator<Item = (&'t TradeIn, &'t [ArcIx])>) -> bool {
        let arcs = |measure: &ResolvedMeasure<'_>| {
            let chosen = measure.chosen.as_ref()?;
            Some(self.network.closed_arcs(chosen).into_iter().collect::<BTreeSet<ArcIx>>())
        };
        let on: Vec<Option<BTreeSet<ArcIx>>> = self.measures.iter().map(arcs).collect();
        let meets =
            |at: usize, route: &[ArcIx]| on[at].as_ref().is_none_or(|arcs| route.iter().any(|arc| arcs.contains(arc)));
        let mut routes = routes.into_iter();
        // Who is concerned is judged last, since it takes longer.
        routes.any(|(trade, route)| (0..on.len()).any(|at| meets(at, route) && self.concern(at, trade).is_some()))
    }

    /// The numbers that each trade sees.
    pub fn overlays(&self, trades: &[TradeIn], baseline: &BaselineLoad) -> Overlays {
        // A measure of the law is judged for all trades at once, so that the result can be remembered as one.
        let left: Vec<Option<Shared<Vec<Option<Applicability>>>>> =
            (0..self.measures.len()).map(|at| self.left(at, trades)).collect();
        let signature = |(number, trade): (usize, &TradeIn)| {
            self.class_by(trade, |at| match &left[at] {
                Some(left) => left[number].clone(),
                None => self.concern(at, trade),
            })
        };
        let signatures: Vec<TradeClass> = trades.iter().enumerate().map(signature).collect();
        let mut classes = signatures.clone();
        classes.sort_unstable();
        classes.dedup();
        let number = |class: &TradeClass| ClassIx::from(classes.binary_search(class).unwrap_or(usize::MAX));
        let class_of = signatures.iter().map(number).collect();
        let mut shared: BTreeMap<Vec<Concern>, SharedEdits> = BTreeMap::new();
        let edits = classes.iter().map(|class| self.shared_edits(class, &mut shared)).collect();
        let limits = self.limits(&classes, baseline);
        let factors = classes.iter().map(|class| self.factor(class)).collect();
        Overlays {
            factors,
            raised: self.raised(&classes),
            unbuilt: self.unbuilt.0.clone(),
            classes,
            class_of,
            edits,
            limits,
        }
    }

    /// What flows of a class are a share of what they are: several measures multiply.
    fn factor(&self, class: &TradeClass) -> f64 {
        let effects = class.matched.iter().map(|concern| &self.measures[concern.at].measure.effect);
        effects.filter(|effect| effect.action() == Action::Grow(Growth::Flows)).map(Effect::value).product()
    }

    /// The limits that measures raise, where they concern a class: of several the most counts.
    fn raised(&self, classes: &[TradeClass]) -> Raised {
        let atlas = &self.network.snapshot.atlas;
        let mut raised = Raised::new();
        for (at, resolved) in self.measures.iter().enumerate() {
            let (Action::Grow(Growth::Capacity), Some(chosen)) = (resolved.measure.effect.action(), &resolved.chosen)
            else {
                continue;
            };
            let concerned = classes.iter().filter(|class| class.matched.iter().any(|concern| concern.at == at));
            let cargo = concerned.map(|class| atlas.commodities[class.commodity.index()].cargo).collect();
            let most = Mass::from_kt(resolved.measure.effect.value()).unwrap_or(Mass(Mass::LIMIT));
            for limit in self.network.own_limits(chosen, cargo).filter(|limit| limit.limit < most) {
                let own = raised.entry(limit.capacity).or_insert(most);
                *own = (*own).max(most);
            }
        }
        raised
    }

    /// Measures that raise a capacity and find none that is less, with what may pass already.
    pub fn raises_nothing(&self) -> Vec<(&'a Measure, Option<Mass>)> {
        let raise = |resolved: &ResolvedMeasure<'a>| {
            let chosen = resolved.chosen.as_deref().filter(|chosen| !chosen.is_empty())?;
            let is_raise = resolved.measure.effect.action() == Action::Grow(Growth::Capacity);
            let least = self.network.own_limits(chosen, CargoSet::ALL).map(|limit| limit.limit).min();
            let idle = least.is_none_or(|least| least.kt() >= resolved.measure.effect.value());
            (is_raise && idle).then_some((resolved.measure, least))
        };
        self.measures.iter().filter_map(raise).collect()
    }

    /// What is left of a measure of the law for each of the trades; none: the measure is applied to no one.
    fn left(&self, at: usize, trades: &[TradeIn]) -> Option<Shared<Vec<Option<Applicability>>>> {
        let key = asked(self.measures[at].measure)?;
        let find = || trades.iter().map(|trade| self.concern(at, trade)).collect();
        Some(match self.memory {
            Some(memory) => remembered(&memory.left, &key, find),
            None => Shared::new(find()),
        })
    }

    /// What is left of a measure for a trade; none: it does not concern it.
    fn concern(&self, at: usize, trade: &TradeIn) -> Option<Applicability> {
        let measure = self.measures[at].measure;
        if measure.legal.applied.is_some() {
            // The regime keeps the measures in force on the same day in the same order: `at` means the same there.
            return self.regime()?.concern(at, &trade.trade);
        }
        let atlas = &self.network.snapshot.atlas;
        let speaks = |selector| select::matches_trade(selector, atlas, &trade.trade);
        measure.trade.as_ref().is_none_or(speaks).then_some(Applicability::Whole)
    }

    fn class(&self, trade: &TradeIn) -> TradeClass {
        self.class_by(trade, |at| self.concern(at, trade))
    }

    fn class_by(&self, trade: &TradeIn, left: impl Fn(usize) -> Option<Applicability>) -> TradeClass {
        let matched = (0..self.measures.len()).filter_map(|at| match left(at)? {
            Applicability::Whole => Some(Concern { at, narrowed: None }),
            Applicability::On(arcs) => Some(Concern { at, narrowed: Some(arcs) }),
        });
        TradeClass { commodity: trade.trade.commodity, matched: matched.collect(), market: trade.market.clone() }
    }

    /// Equal overlays are made once; only shares of what goods are worth or pay make them differ by commodity.
    fn shared_edits(&self, class: &TradeClass, shared: &mut BTreeMap<Vec<Concern>, SharedEdits>) -> SharedEdits {
        let by_goods = |own: &Concern| self.measures[own.at].measure.effect.action().depends_on_goods();
        if class.matched.iter().any(by_goods) {
            return Shared::new(self.edits(class));
        }
        shared.entry(class.matched.clone()).or_insert_with(|| Shared::new(self.edits(class))).clone()
    }

    fn edits(&self, class: &TradeClass) -> Vec<(ArcIx, Edit)> {
        let closed = Edit { closed: true, ..Edit::default() };
        let mut edits: BTreeMap<ArcIx, Edit> = self.unbuilt.1.iter().map(|arc| (*arc, closed)).collect();
        for concern in &class.matched {
            for (arc, edit) in self.edits_of(concern, class.commodity) {
                let own = edits.entry(arc).or_default();
                // Sums and an "or": the order of measures does not matter, and a closed arc may keep its charges.
                own.closed |= edit.closed;
                own.add_cost += edit.add_cost;
                own.add_time += edit.add_time;
            }
        }
        edits.into_iter().collect()
    }

    /// What one measure does, arc by arc. Without `on` it is met where the trade loads.
    fn edits_of(&self, concern: &Concern, goods: CommodityIx) -> Vec<(ArcIx, Edit)> {
        let resolved = &self.measures[concern.at];
        let effect = &resolved.measure.effect;
        let closes = match effect.action() {
            // Limits are made in `limits`; documents and secondary sanctions change no arc.
            // So does what grows.
            Action::Limit(_) | Action::Require | Action::SecondarySanctions | Action::Grow(_) => return Vec::new(),
            action => action == Action::Close,
        };
        let arcs = match (resolved.chosen.as_deref(), concern.narrowed.as_deref()) {
            // `narrowed` was taken from the arcs that closing shuts.
            (_, Some(arcs)) if closes => arcs.to_vec(),
            // About the trade itself: met where the trade loads, and so once.
            (None, None) => self.loads(),
            (None, Some(arcs)) => arcs.to_vec(),
            (Some(chosen), None) if closes => self.network.closed_arcs(chosen),
            (Some(chosen), None) => self.network.met_arcs(chosen),
            // Narrowed are all arcs that touch an asset; a charge is met only where the asset is used.
            (Some(chosen), Some(arcs)) => {
                let met = self.network.met_arcs(chosen).into_iter();
                met.filter(|arc| arcs.binary_search(arc).is_ok()).collect()
            }
        };
        let value = self.network.snapshot.atlas.commodities[goods.index()].value.value;
        let own_cost = |arc| self.network.price(arc, goods).map_or(Cost(0), |(parts, _)| parts.total());
        let edit = |arc| Some((arc, effect::edit(effect, value, || own_cost(arc))?));
        arcs.into_iter().filter_map(edit).collect()
    }

    fn loads(&self) -> Vec<ArcIx> {
        let arcs = self.network.arcs.iter().enumerate();
        arcs.filter(|(_, arc)| matches!(arc.what, ArcKind::Load(_))).map(|(at, _)| ArcIx::from(at)).collect()
    }

    fn limits(&self, classes: &[TradeClass], baseline: &BaselineLoad) -> Vec<LimitOn> {
        let mut limits = Vec::new();
        let mut shares = effect::Shares::default();
        for (at, resolved) in self.measures.iter().enumerate() {
            let has = |class: &TradeClass| class.matched.iter().any(|concern| concern.at == at);
            let concerned: Vec<bool> = classes.iter().map(has).collect();
            let id = resolved.measure.id.as_str();
            let Action::Limit(among) = resolved.measure.effect.action() else { continue };
            let amount = (id, resolved.measure.effect.value());
            match (among, resolved.chosen.as_deref()) {
                (Among::Share, Some(chosen)) => shares.add(amount, chosen, &concerned),
                (Among::Each, Some(chosen)) => {
                    limits.extend(effect::limit(self.network, amount, chosen, &concerned));
                }
                (Among::Together, chosen) => {
                    // Without assets it counts tonnes where they load: each once.
                    let arcs = chosen.as_ref().map_or_else(|| self.loads(), |chosen| self.network.met_arcs(chosen));
                    limits.extend(effect::quota(amount, arcs, concerned));
                }
                // `validate` demands assets of these.
                (Among::Share | Among::Each, None) => {}
            }
        }
        limits.extend(shares.limits(self.network, baseline, &self.raised(classes)));
        limits.sort_by(|a, b| a.id.cmp(&b.id));
        limits
    }

    /// The measures that close an arc to a trade.
    pub fn closes(&self, trade: &TradeIn, arc: ArcIx) -> Vec<&'a Measure> {
        self.traversing(trade, arc).filter(|measure| measure.effect.action() == Action::Close).collect()
    }

    /// The measures that change an arc for a trade, in the order in which they were given.
    pub fn traversing(&self, trade: &TradeIn, arc: ArcIx) -> impl Iterator<Item = &'a Measure> {
        let class = self.class(trade);
        let goods = class.commodity;
        let traverses = move |concern: &Concern| self.edits_of(concern, goods).iter().any(|(own, _)| *own == arc);
        class.matched.into_iter().filter(traverses).map(|concern| self.measures[concern.at].measure)
    }
}
