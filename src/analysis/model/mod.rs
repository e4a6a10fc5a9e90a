//! A case: the flows of one year on the network of one day, and how they are assigned with and without measures.
//!
//! The only place that knows the rules of "Flows, baseline and what if": pins, who yields, what is freed.

mod assigned;

pub use assigned::{Assignment, Audit, certificate, gap, kg, price, weights};

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::metric::usd;
use crate::model::{
    Asset, CapacityIx, Cargo, CargoSet, CommodityIx, Day, End, Id, LinkIx, Measure, PartyIx, PlaceIx, Trade, Via,
};
use crate::network::{ArcKind, Limit, LimitOn, Network, Objective, Overlays, SharedEdits, TradeClass};
use crate::scenario::{BaselineLoad, Memory, Resolved, TradeIn};
use crate::tables::{Atlas, Flow, LimitBasis};
use assignment::{Bundle, Certificate, Demand, Mass, PathFlow, Problem};
use routing::{ArcIx, ArcSet, Cost, NodeIx, PathQuery, Seconds, Weights};

#[derive(Clone, Debug, Default)]
pub struct AssignmentOptions {
    /// Flows that name a market may go to any of its sinks.
    pub free_destinations: bool,
    /// In a counterfactual every flow is freed, hit or not.
    pub rebalance: bool,
    /// Contracted limits bind too.
    pub contracted: bool,
    /// More expensive tonnes stay at home, whatever the flow says.
    pub ceiling: Option<Cost>,
    /// Who checks each assignment; none: no one.
    pub audit: Option<Arc<Audit>>,
}

#[derive(Clone, Debug)]
pub struct ModelFlow {
    pub row: Flow,
    /// What a measure can ask about it.
    pub trade: TradeIn,
    /// Is it asked about? The others are assigned all the same.
    pub selected: bool,
}

pub struct AssignmentModel<'a> {
    pub network: &'a Network,
    /// All flows of the year that are assigned, of every origin and cargo.
    pub flows: Vec<ModelFlow>,
    /// Selected flows that are counted but not assigned.
    pub unassigned: Vec<ModelFlow>,
    pub options: AssignmentOptions,
    /// Measures that hold in every world of this case: a scenario that is itself the ground of a what-if.
    pub standing: Vec<Measure>,
    /// What was found of the law for these flows.
    memory: Memory,
    /// By flow: states in which it starts and may end. They are the same in every world.
    ends: Vec<Ends>,
    /// By commodity of a flow: what arcs cost before any measure.
    base: BTreeMap<CommodityIx, Weights>,
}

type Ends = (Vec<NodeIx>, Vec<NodeIx>);

impl<'a> AssignmentModel<'a> {
    /// Which of the year's flows are assigned, and which are asked about.
    pub fn new(network: &'a Network, flows: Vec<(Flow, bool)>, options: AssignmentOptions) -> Self {
        let model_flow = |(row, selected): (Flow, bool)| {
            // Without free destinations a market has no say: the flow goes to its own destination.
            let market = if options.free_destinations { row.market.clone() } else { None };
            let trade = TradeIn { trade: trade_of(&network.snapshot.atlas, &row, network.snapshot.day), market };
            ModelFlow { row, trade, selected }
        };
        let (flows, unassigned): (Vec<_>, Vec<_>) =
            flows.into_iter().map(model_flow).partition(|flow| flow.row.assigned);
        // What is not assigned matters only as part of the whole that is asked about.
        let unassigned = unassigned.into_iter().filter(|flow| flow.selected).collect();
        let ends = flows.iter().map(|flow| ends(network, flow)).collect();
        // Costs without measures are computed once a commodity; each scenario edits a copy of them.
        let goods: BTreeSet<CommodityIx> = flows.iter().map(|flow| flow.row.commodity).collect();
        let base = |goods| (goods, network.weights(goods, &[], Objective::Cost));
        let base = goods.into_iter().map(base).collect();
        Self { network, flows, unassigned, options, standing: Vec::new(), memory: Memory::default(), ends, base }
    }

    pub fn with_measures(self, standing: Vec<Measure>) -> Self {
        Self { standing, ..self }
    }

    pub fn selected(&self) -> impl Iterator<Item = usize> {
        (0..self.flows.len()).filter(|flow| self.flows[*flow].selected)
    }

    pub fn selected_of<'p>(&self, paths: &'p [PathFlow]) -> impl Iterator<Item = &'p PathFlow> {
        paths.iter().filter(|path| self.flows[path.demand].selected)
    }

    pub fn cargo(&self, flow: usize) -> Cargo {
        self.network.snapshot.atlas.commodities[self.flows[flow].row.commodity.index()].cargo
    }

    /// kt by commodity of some tonnes of flows, where several commodities are asked about; else empty: they are all of
    /// one.
    pub fn split(&self, masses: impl IntoIterator<Item = (usize, Mass)>) -> BTreeMap<String, f64> {
        let mut split: BTreeMap<CommodityIx, Mass> = BTreeMap::new();
        for (flow, mass) in masses {
            *split.entry(self.flows[flow].row.commodity).or_default() += mass;
        }
        if self.goods().len() < 2 {
            return BTreeMap::new();
        }
        let id = |goods: CommodityIx| self.network.snapshot.atlas.commodities[goods.index()].id.to_string();
        split.into_iter().map(|(goods, mass)| (id(goods), mass.kt())).collect()
    }

    /// The commodities asked about, assigned or not.
    pub fn goods(&self) -> BTreeSet<CommodityIx> {
        let assigned = self.selected().map(|flow| self.flows[flow].row.commodity);
        assigned.chain(self.unassigned.iter().map(|flow| flow.row.commodity)).collect()
    }

    /// Mass of the flows asked about, assigned or not.
    pub fn mass(&self, masses: &[Mass]) -> Mass {
        let assigned: Mass = self.selected().map(|flow| masses[flow]).sum();
        assigned + self.unassigned.iter().map(|flow| flow.row.mass.value).sum()
    }

    /// The observed pattern: pinned flows on their routes, the others on their cheapest within what is left.
    pub fn baseline(&self, inputs: &ScenarioInputs) -> Assignment {
        // Each flow is wholly pinned or wholly free. Pins beyond a limit yield in `assign`, as kept routes do.
        let mut pinned = Vec::new();
        let mut free: Vec<Mass> = vec![Mass::ZERO; self.flows.len()];
        for (at, (free, mass)) in free.iter_mut().zip(&inputs.masses).enumerate() {
            match self.pin(inputs, at) {
                Some(arcs) => pinned.push(PathFlow { demand: at, arcs, mass: *mass }),
                None => *free = *mass,
            }
        }
        self.assign(inputs, pinned, free)
    }

    /// The cheapest route of a pinned flow through its `via`, as its own destination and not its market has it.
    pub fn pin(&self, inputs: &ScenarioInputs, flow: usize) -> Option<Vec<ArcIx>> {
        let row = &self.flows[flow].row;
        // A flow of 0 kg needs no route, so it is no error that it has none.
        if row.via.is_empty() || inputs.masses[flow] == Mass::ZERO {
            return None;
        }
        let cargo = self.cargo(flow);
        let stages: Vec<ArcSet> = row.via.iter().map(|via| self.passing(*via)).collect();
        let query = PathQuery {
            topology: &self.network.topology,
            weights: inputs.weights_of(flow),
            // Not the ends of the flow in the model, which may be all sinks of its market.
            sources: &self.network.starts(row.origin, cargo),
            targets: &self.network.arrivals(row.destination, cargo),
            stages: &stages,
        };
        routing::shortest_path(&query).map(|path| path.arcs)
    }

    /// Arcs that pass a point: links of the line, the link, or arcs by which a place is entered or started from.
    fn passing(&self, via: Via) -> ArcSet {
        let arcs: Vec<ArcIx> = match via {
            Via::Link(link) => self.network.link_arcs(link).to_vec(),
            Via::Place(place) => self.network.uses(Asset::Place(place)),
            Via::Line(line) => {
                let links = self.network.snapshot.atlas.links.iter().enumerate();
                links
                    .filter(|(_, link)| link.line == Some(line))
                    .flat_map(|(at, _)| self.network.link_arcs(LinkIx::from(at)).to_vec())
                    .collect()
            }
        };
        arcs.into_iter().collect()
    }

    /// What happens to an assignment under other numbers: who is hit yields, and what is freed is assigned on what is
    /// left.
    pub fn counterfactual(&self, inputs: &ScenarioInputs, baseline: &Assignment) -> Assignment {
        let baseline = &*self.grown(inputs, baseline);
        // What had no route before tries again: a measure may open one, or leave room on one.
        let mut freed = baseline.stranded.clone();
        let mut retained = Vec::new();
        for path in &baseline.paths {
            // Closed or overfull routes are freed by `assign`; here those go that cost more than the flow would pay.
            if self.options.rebalance || self.too_dear(inputs, path) {
                freed[path.demand] += path.mass;
            } else {
                retained.push(path.clone());
            }
        }
        // What stayed at home tries again too: prices of scarce room are others now.
        for (flow, home) in baseline.uneconomic.iter().enumerate() {
            freed[flow] += *home;
        }
        self.assign(inputs, retained, freed)
    }

    /// The baseline with the tonnes that there are in a world: what grew has no route yet, what shrank leaves each of its
    /// routes in proportion.
    fn grown<'b>(&self, inputs: &ScenarioInputs, baseline: &'b Assignment) -> Cow<'b, Assignment> {
        let before = baseline.masses();
        if before == inputs.masses {
            return Cow::Borrowed(baseline);
        }
        let mut grown = baseline.clone();
        let share = |flow: usize, mass: Mass| {
            let (now, before) = (inputs.masses[flow], before[flow]);
            // In 128 bits: kilograms times kilograms. What is rounded off has no route yet.
            let part = i128::from(mass.0) * i128::from(now.0) / i128::from(before.0.max(1));
            if now < before { Mass(i64::try_from(part).unwrap_or(mass.0)) } else { mass }
        };
        for path in &mut grown.paths {
            path.mass = share(path.demand, path.mass);
        }
        grown.paths.retain(|path| path.mass > Mass::ZERO);
        for flow in 0..before.len() {
            grown.uneconomic[flow] = share(flow, grown.uneconomic[flow]);
        }
        let mut left: Vec<Mass> = inputs.masses.iter().zip(&grown.uneconomic).map(|(all, home)| *all - *home).collect();
        grown.paths.iter().for_each(|path| left[path.demand] -= path.mass);
        grown.stranded = left;
        Cow::Owned(grown)
    }

    fn ceiling(&self, flow: usize) -> Option<Cost> {
        let own = self.flows[flow].row.ceiling;
        match (own, self.options.ceiling) {
            (Some(own), Some(all)) => Some(own.min(all)),
            (own, all) => own.or(all),
        }
    }

    fn too_dear(&self, inputs: &ScenarioInputs, path: &PathFlow) -> bool {
        match (self.ceiling(path.demand), self.key(inputs, path)) {
            // A closed path has no key. It is not too expensive: `assign` frees it as closed.
            (Some(ceiling), Some((cost, _))) => cost > ceiling,
            _ => false,
        }
    }

    /// Cost and time of a path in a world; `None` where it is closed.
    pub fn key(&self, inputs: &ScenarioInputs, path: &PathFlow) -> Option<(Cost, Seconds)> {
        let weights = inputs.weights_of(path.demand);
        path.arcs.iter().try_fold((Cost::ZERO, Seconds::ZERO), |(cost, time), arc| {
            weights.arc[arc.index()].map(|key| (cost + key.cost, time + key.time))
        })
    }

    fn assign(&self, inputs: &ScenarioInputs, assigned: Vec<PathFlow>, mut free: Vec<Mass>) -> Assignment {
        let demands = self.demands(inputs);
        // Who yields is decided first, by tiers and pro rata, before anything looks for a new route.
        let retained = assignment::curtail(&demands, &inputs.weights, &inputs.bundles, &assigned);
        for (flow, freed) in retained.freed.iter().enumerate() {
            free[flow] += *freed;
        }
        // Kept tonnes keep their room: what is freed has only the rest.
        let left = assignment::residual(&inputs.bundles, &demands, &retained.paths);
        // Flows with nothing to assign stay out of the program; `wanting` leads back from its positions to the model's.
        let wanting: Vec<usize> = (0..free.len()).filter(|flow| free[*flow] > Mass::ZERO).collect();
        let freed_demands: Vec<Demand> =
            wanting.iter().map(|flow| Demand { mass: free[*flow], ..demands[*flow].clone() }).collect();
        let problem = Problem {
            topology: &self.network.topology,
            weights: &inputs.weights,
            bundles: &left,
            demands: &freed_demands,
        };
        let solution = assignment::assign(&problem);
        // Positions of the program become those of the model, in the certificate and in the paths.
        let certificate = Certificate::of(&solution).renumbered(|at| wanting[at]);
        let assigned = solution.paths.into_iter().map(|path| PathFlow { demand: wanting[path.demand], ..path });
        let mut assignment = Assignment {
            paths: retained.paths.clone(),
            retained: retained.paths,
            stranded: vec![Mass::ZERO; free.len()],
            uneconomic: vec![Mass::ZERO; free.len()],
            freed: free,
            assigned: assigned.collect(),
            certificate,
        };
        for (at, flow) in wanting.iter().enumerate() {
            assignment.stranded[*flow] = solution.stranded[at];
            assignment.uneconomic[*flow] = solution.uneconomic[at];
        }
        // A freed tonne may return to a route that its flow kept in part: `add` joins the two.
        assignment.add(assignment.assigned.clone().into_iter());
        debug_assert!(assignment.conserves(inputs), "tonnes are lost or made");
        self.audited(inputs, &assignment);
        assignment
    }

    pub fn demands(&self, inputs: &ScenarioInputs) -> Vec<Demand> {
        self.flows.iter().enumerate().map(|(at, flow)| self.demand(inputs, at, flow)).collect()
    }

    pub fn demand(&self, inputs: &ScenarioInputs, at: usize, flow: &ModelFlow) -> Demand {
        let (sources, targets) = self.ends[at].clone();
        Demand {
            class: inputs.overlays.class_of[at],
            sources,
            targets,
            mass: inputs.masses[at],
            tier: flow.row.tier,
            reservation_price: self.ceiling(at),
        }
    }

    /// USD a year that a mass of a flow's commodity is worth.
    pub fn usd(&self, flow: usize, mass: Mass) -> f64 {
        usd(self.value(self.flows[flow].row.commodity), mass)
    }

    /// USD a year of all flows asked about, assigned or not.
    pub fn flow_usd(&self, masses: &[Mass]) -> f64 {
        let assigned: f64 = self.selected().map(|flow| self.usd(flow, masses[flow])).sum();
        // The model has no position for flows that are not assigned, so their value is found by commodity.
        let unassigned = self.unassigned.iter().map(|flow| &flow.row);
        assigned + unassigned.map(|row| usd(self.value(row.commodity), row.mass.value)).sum::<f64>()
    }

    /// Could a flow pass an arc without any measure?
    pub fn could_pass(&self, flow: usize, arc: ArcIx) -> bool {
        self.base[&self.flows[flow].row.commodity].arc[arc.index()].is_some()
    }

    fn value(&self, commodity: CommodityIx) -> Cost {
        self.network.snapshot.atlas.commodities[commodity.index()].value.value
    }
}

pub fn trade_of(atlas: &Atlas, flow: &Flow, day: Day) -> Trade {
    let owner = flow.goods_owner.as_ref().and_then(|id| atlas.parties.find(id.as_str()));
    Trade {
        // Goods without a stated origin count as goods of the country in which they start.
        goods_origin: flow.goods_origin.or_else(|| atlas.country_of(flow.origin)),
        loaded_in: flow.loaded_in,
        goods_owner: owner.map(PartyIx::from),
        ..Trade::new(flow.commodity, (flow.origin, flow.destination), day)
    }
}

fn ends(network: &Network, flow: &ModelFlow) -> Ends {
    let cargo = network.snapshot.atlas.commodities[flow.row.commodity.index()].cargo;
    let arrivals = match &flow.trade.market {
        None => network.arrivals(flow.row.destination, cargo),
        Some(market) => destinations(network, market, cargo),
    };
    (network.starts(flow.row.origin, cargo), arrivals)
}

fn destinations(network: &Network, market: &Id, cargo: Cargo) -> Vec<NodeIx> {
    let places = network.snapshot.atlas.places.iter().enumerate();
    let mut states: Vec<NodeIx> = places
        .filter(|(_, place)| place.market.contains(market))
        .flat_map(|(at, _)| network.arrivals(End::Place(PlaceIx::from(at)), cargo))
        .collect();
    // The solver wants targets sorted. Places have no state in common, so none is there twice.
    states.sort_unstable();
    states
}

#[derive(Clone)]
pub struct ScenarioInputs {
    pub overlays: Overlays,
    /// By class; shared by worlds that differ in limits alone.
    pub weights: Arc<[Weights]>,
    /// Capacities of the atlas, then what measures and markets add.
    pub bundles: Vec<Bundle>,
    /// By bundle: its capacity's id.
    pub names: Vec<String>,
    /// By flow: how much there is.
    pub masses: Vec<Mass>,
}

impl ScenarioInputs {
    pub fn weights_of(&self, flow: usize) -> &Weights {
        &self.weights[self.overlays.class_of[flow].index()]
    }
}

impl AssignmentModel<'_> {
    /// The numbers under some measures. `load` is the baseline's, for shares of assets without a limit.
    pub fn inputs(&self, measures: &[Measure], load: &BaselineLoad) -> ScenarioInputs {
        let all: Vec<Measure> = self.standing.iter().chain(measures).cloned().collect();
        let resolved = Resolved::remembering(self.network, &all, Some(&self.memory));
        // In the order of flows, always: what the memory holds of the law is by position.
        let trades: Vec<TradeIn> = self.flows.iter().map(|flow| flow.trade.clone()).collect();
        let overlays = resolved.overlays(&trades, load);
        let weights = self.weights(&overlays);
        let (names, bundles) = self.bundles(&overlays).into_iter().unzip();
        let masses = (0..self.flows.len()).map(|flow| self.mass_of(&overlays, flow)).collect();
        ScenarioInputs { overlays, weights, bundles, names, masses }
    }

    /// How much of a flow there is: nothing of one whose rows are not there, a share where measures make it grow or shrink.
    fn mass_of(&self, overlays: &Overlays, flow: usize) -> Mass {
        let row = &self.flows[flow].row;
        let planned = &self.network.snapshot.atlas.planned;
        if overlays.unbuilt.iter().any(|at| planned[*at].flows.contains(&row.id)) {
            return Mass::ZERO;
        }
        let factor = overlays.factors[overlays.class_of[flow].index()];
        if factor == 1.0 {
            return row.mass.value;
        }
        #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
        let grown = (row.mass.value.0 as f64 * factor).round() as i64;
        Mass(grown.min(Mass::LIMIT))
    }

    fn weights(&self, overlays: &Overlays) -> Arc<[Weights]> {
        // Arcs that no measure changes cost the same in all classes of a commodity.
        let of_class = |(class, edits): (&TradeClass, &SharedEdits)| {
            let mut weights = self.base[&class.commodity].clone();
            self.network.edit_weights(&mut weights, class.commodity, edits, Objective::Cost);
            weights
        };
        overlays.classes.iter().zip(&overlays.edits).map(of_class).collect()
    }

    fn bundles(&self, overlays: &Overlays) -> Vec<(String, Bundle)> {
        let atlas = &self.network.snapshot.atlas;
        let cargo: Vec<Cargo> =
            overlays.classes.iter().map(|class| atlas.commodities[class.commodity.index()].cargo).collect();
        let counted = |set: CargoSet| cargo.iter().map(|cargo| set.has(*cargo)).collect();
        // A contracted limit is a promise, not a physical bound: it binds only where that is asked for.
        let binds = |basis| self.options.contracted || basis != LimitBasis::Contracted;
        // Capacities of the atlas come first; what measures and markets add has no row there and brings its own id.
        let own = self.network.bundles.iter().filter(|limit| binds(limit.basis) && self.holds(overlays, limit)).map(
            |limit| {
                let bundle = Bundle {
                    limit: limit.raised(&overlays.raised),
                    arcs: limit.arcs.clone(),
                    classes: counted(limit.cargo),
                };
                (atlas.capacities[limit.capacity.index()].id.to_string(), bundle)
            },
        );
        let added = overlays
            .limits
            .iter()
            .cloned()
            .chain(self.market_limits(overlays))
            .map(|limit| (limit.id, Bundle { limit: limit.limit, arcs: limit.arcs, classes: limit.classes }));
        own.chain(added).collect()
    }

    /// Is a limit there? Not one of rows that are not; and a row of a scenario replaces the atlas's own over the same.
    fn holds(&self, overlays: &Overlays, limit: &Limit) -> bool {
        let atlas = &self.network.snapshot.atlas;
        if atlas.planned.is_empty() {
            return true;
        }
        if let Some(planned) = atlas.planned_by(limit.capacity) {
            return !overlays.unbuilt.contains(&planned);
        }
        let key = |at: CapacityIx| {
            let row = &atlas.capacities[at.index()];
            (row.assets.iter().copied().collect::<BTreeSet<_>>(), row.cargo, row.direction, row.basis)
        };
        let built = (0..atlas.planned.len()).filter(|at| !overlays.unbuilt.contains(at));
        !built.flat_map(|at| &atlas.planned[at].capacities).any(|own| key(*own) == key(limit.capacity))
    }

    /// A market's sink takes no more than its demand.
    fn market_limits(&self, overlays: &Overlays) -> Vec<LimitOn> {
        if !self.options.free_destinations {
            return Vec::new();
        }
        let mut limits = Vec::new();
        for (at, place) in self.network.snapshot.atlas.places.iter().enumerate() {
            let Some(demand) = &place.demand else { continue };
            for market in &place.market {
                let classes: Vec<bool> =
                    overlays.classes.iter().map(|class| class.market.as_ref() == Some(market)).collect();
                // A limit that counts no class would bind nothing.
                if classes.contains(&true) {
                    // A tonne that arrives at the sink passes exactly one of these arcs.
                    let arcs = self.unloads(PlaceIx::from(at));
                    limits.push(LimitOn { id: format!("{market}@{}", place.id), limit: demand.value, arcs, classes });
                }
            }
        }
        limits
    }

    fn unloads(&self, place: PlaceIx) -> Vec<ArcIx> {
        let arcs = self.network.arcs_at(place).iter().copied();
        arcs.filter(|arc| matches!(self.network.arcs[arc.index()].what, ArcKind::Unload(_))).collect()
    }
}
