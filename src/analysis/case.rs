//! A case: the flows of one year on the network of one day, and how they are laid with and without measures.
//!
//! The only place that knows the rules of "Flows, baseline and what if": pins, who yields, what is freed.

use rayon::prelude::*;

use crate::flow::{self, ArcSet, Bundle, Demand, PathFlow, Problem, Query, Weights};
use crate::model::{
    Asset, Cargo, CargoSet, CommodityIx, Cost, End, Flow, Id, LimitBasis, LinkIx, Mass, Measure, PlaceIx,
    Seconds, Trade, Via,
};
use crate::network::{ArcIx, ArcWhat, LimitOn, Network, Overlays, StateIx};
use crate::scenario::{BaselineLoad, Resolved, TradeIn};

/// How flows are laid.
#[derive(Clone, Debug, Default)]
pub struct Manner {
    /// Flows that name a market may go to any of its sinks.
    pub free_sinks: bool,
    /// In a counterfactual every flow is freed, hit or not.
    pub rebalance: bool,
    /// Contracted limits bind too.
    pub contracted: bool,
    /// Dearer tonnes stay at home, whatever the flow says.
    pub ceiling: Option<Cost>,
}

/// One flow of the year.
#[derive(Clone, Debug)]
pub struct CaseFlow {
    /// Its row.
    pub row: Flow,
    /// What a measure can ask about it.
    pub trade: TradeIn,
    /// Is it asked about? The others are laid all the same.
    pub selected: bool,
}

/// The flows of one year on the network of one day.
pub struct Case<'a> {
    /// The network.
    pub network: &'a Network,
    /// All flows of the year that are laid, of every origin and cargo.
    pub flows: Vec<CaseFlow>,
    /// Selected flows that are counted but not laid.
    pub unlaid: Vec<CaseFlow>,
    /// How they are laid.
    pub manner: Manner,
    /// Measures that hold in every world of this case: a scenario that is itself the ground of a what-if.
    pub standing: Vec<Measure>,
}

/// What the solver sees under some measures.
pub struct World {
    /// Classes and edits.
    pub overlays: Overlays,
    /// By class.
    pub weights: Vec<Weights>,
    /// Capacities of the atlas, then what measures and markets add.
    pub bundles: Vec<Bundle>,
    /// By bundle: its capacity's id.
    pub names: Vec<String>,
}

/// Where each tonne goes.
#[derive(Clone, Debug, Default)]
pub struct Laying {
    /// By flow and path; `demand` is the position in [`Case::flows`].
    pub paths: Vec<PathFlow>,
    /// By flow: what has no way.
    pub stranded: Vec<Mass>,
    /// By flow: what stays at home because its way would be too dear.
    pub home: Vec<Mass>,
    /// By flow: what was freed from its old way.
    pub freed: Vec<Mass>,
    /// What was not: it stays on its old way.
    pub kept: Vec<PathFlow>,
}

impl Laying {
    /// Tonnes of one flow that arrive.
    #[must_use]
    pub fn delivered(&self, flow: usize) -> Mass {
        self.of(flow).map(|path| path.mass).sum()
    }

    /// The paths of one flow.
    pub fn of(&self, flow: usize) -> impl Iterator<Item = &PathFlow> {
        self.paths.iter().filter(move |path| path.demand == flow)
    }

    /// Does each flow's mass equal what arrives, is stranded and stays at home?
    #[must_use]
    pub fn conserves(&self, case: &Case<'_>) -> bool {
        (0..case.flows.len()).all(|flow| {
            self.delivered(flow) + self.stranded[flow] + self.home[flow] == case.flows[flow].row.mass.value
        })
    }
}

impl<'a> Case<'a> {
    /// Which of the year's flows are laid, and which are asked about.
    #[must_use]
    pub fn new(network: &'a Network, flows: Vec<(Flow, bool)>, manner: Manner) -> Self {
        let atlas = &network.dated.atlas;
        let case_flow = |(row, selected): (Flow, bool)| {
            let market = if manner.free_sinks { row.market.clone() } else { None };
            let trade = TradeIn { trade: trade_of(&row, atlas), market };
            CaseFlow { row, trade, selected }
        };
        let (flows, unlaid): (Vec<_>, Vec<_>) =
            flows.into_iter().map(case_flow).partition(|flow| flow.row.laid);
        let unlaid = unlaid.into_iter().filter(|flow| flow.selected).collect();
        Self { network, flows, unlaid, manner, standing: Vec::new() }
    }

    /// The same case with measures that hold in all of its worlds.
    #[must_use]
    pub fn with_measures(self, standing: Vec<Measure>) -> Self {
        Self { standing, ..self }
    }

    /// Positions of the flows asked about.
    pub fn selected(&self) -> impl Iterator<Item = usize> {
        (0..self.flows.len()).filter(|flow| self.flows[*flow].selected)
    }

    /// Mass of the flows asked about, laid or not.
    #[must_use]
    pub fn mass(&self) -> Mass {
        let laid: Mass = self.selected().map(|flow| self.flows[flow].row.mass.value).sum();
        laid + self.unlaid.iter().map(|flow| flow.row.mass.value).sum()
    }

    /// The numbers under some measures. `load` is the baseline's, for shares of assets without a limit.
    #[must_use]
    pub fn world(&self, measures: &[Measure], load: &BaselineLoad) -> World {
        let all: Vec<Measure> = self.standing.iter().chain(measures).cloned().collect();
        let resolved = Resolved::new(self.network, &all);
        let trades: Vec<TradeIn> = self.flows.iter().map(|flow| flow.trade.clone()).collect();
        let overlays = resolved.overlays(&trades, load);
        let weights = self.weights(&overlays);
        let (names, bundles) = self.bundles(&overlays).into_iter().unzip();
        World { overlays, weights, bundles, names }
    }

    fn weights(&self, overlays: &Overlays) -> Vec<Weights> {
        let classes = overlays.classes.iter().zip(&overlays.edits);
        classes
            .map(|(class, edits)| Weights::new(self.network, class.commodity, edits, flow::Objective::Cost))
            .collect()
    }

    fn bundles(&self, overlays: &Overlays) -> Vec<(String, Bundle)> {
        let atlas = &self.network.dated.atlas;
        let cargo: Vec<Cargo> =
            overlays.classes.iter().map(|class| atlas.commodities[class.commodity.at()].cargo).collect();
        let counted = |set: CargoSet| cargo.iter().map(|cargo| set.has(*cargo)).collect();
        let binds = |basis| self.manner.contracted || basis != LimitBasis::Contracted;
        let own = self.network.bundles.iter().filter(|limit| binds(limit.basis)).map(|limit| {
            let bundle =
                Bundle { limit: limit.limit, arcs: limit.arcs.clone(), classes: counted(limit.cargo) };
            (atlas.capacities[limit.capacity.at()].id.to_string(), bundle)
        });
        let added =
            overlays.limits.iter().cloned().chain(self.market_limits(overlays)).map(|limit| {
                (limit.id, Bundle { limit: limit.limit, arcs: limit.arcs, classes: limit.classes })
            });
        own.chain(added).collect()
    }

    /// A market's sink takes no more than its demand.
    fn market_limits(&self, overlays: &Overlays) -> Vec<LimitOn> {
        if !self.manner.free_sinks {
            return Vec::new();
        }
        let mut limits = Vec::new();
        for (at, place) in self.network.dated.atlas.places.iter().enumerate() {
            let Some(demand) = &place.demand else { continue };
            for market in &place.market {
                let classes: Vec<bool> =
                    overlays.classes.iter().map(|class| class.market.as_ref() == Some(market)).collect();
                if classes.contains(&true) {
                    let arcs = self.unloads(PlaceIx::from(at));
                    limits.push(LimitOn {
                        id: format!("{market}@{}", place.id),
                        limit: demand.value,
                        arcs,
                        classes,
                    });
                }
            }
        }
        limits
    }

    fn unloads(&self, place: PlaceIx) -> Vec<ArcIx> {
        let arcs = self.network.arcs_at(place).iter().copied();
        arcs.filter(|arc| matches!(self.network.arcs[arc.at()].what, ArcWhat::Unload(_))).collect()
    }

    /// States in which a flow starts and may end.
    fn ends(&self, flow: &CaseFlow) -> (Vec<StateIx>, Vec<StateIx>) {
        let cargo = self.network.dated.atlas.commodities[flow.row.commodity.at()].cargo;
        let starts = self.network.starts(flow.row.origin, cargo);
        let arrivals = match &flow.trade.market {
            None => self.network.arrivals(flow.row.destination, cargo),
            Some(market) => self.sinks(market, cargo),
        };
        (starts, arrivals)
    }

    fn sinks(&self, market: &Id, cargo: Cargo) -> Vec<StateIx> {
        let places = self.network.dated.atlas.places.iter().enumerate();
        let mut states: Vec<StateIx> = places
            .filter(|(_, place)| place.market.contains(market))
            .flat_map(|(at, _)| self.network.arrivals(End::Place(PlaceIx::from(at)), cargo))
            .collect();
        states.sort_unstable();
        states
    }

    /// The observed pattern: pinned flows on their ways, the others on their cheapest within what is left.
    #[must_use]
    pub fn baseline(&self, world: &World) -> Laying {
        let mut pinned = Vec::new();
        let mut free: Vec<Mass> = vec![Mass::ZERO; self.flows.len()];
        for (at, flow) in self.flows.iter().enumerate() {
            match self.pin(world, at) {
                Some(arcs) => pinned.push(PathFlow { demand: at, arcs, mass: flow.row.mass.value }),
                None => free[at] = flow.row.mass.value,
            }
        }
        self.lay(world, pinned, free)
    }

    /// The cheapest way of a pinned flow through its `via`, as its own destination and not its market has it.
    #[must_use]
    pub fn pin(&self, world: &World, flow: usize) -> Option<Vec<ArcIx>> {
        let row = &self.flows[flow].row;
        if row.via.is_empty() || row.mass.value == Mass::ZERO {
            return None;
        }
        let cargo = self.network.dated.atlas.commodities[row.commodity.at()].cargo;
        let stages: Vec<ArcSet> = row.via.iter().map(|via| self.passing(*via)).collect();
        let query = Query {
            topology: &self.network.topology,
            weights: &world.weights[world.overlays.class_of[flow].at()],
            sources: &self.network.starts(row.origin, cargo),
            targets: &self.network.arrivals(row.destination, cargo),
            stages: &stages,
        };
        flow::best(&query).map(|path| path.arcs)
    }

    /// Arcs that pass a point: links of the line, the link, or arcs by which a place is entered or started from.
    fn passing(&self, via: Via) -> ArcSet {
        let arcs: Vec<ArcIx> = match via {
            Via::Link(link) => self.network.link_arcs(link).to_vec(),
            Via::Place(place) => self.network.uses(Asset::Place(place)),
            Via::Line(line) => {
                let links = self.network.dated.atlas.links.iter().enumerate();
                links
                    .filter(|(_, link)| link.line == Some(line))
                    .flat_map(|(at, _)| self.network.link_arcs(LinkIx::from(at)).to_vec())
                    .collect()
            }
        };
        arcs.into_iter().collect()
    }

    /// What happens to a laying under other numbers: who is hit yields, and what is freed is laid on what is left.
    #[must_use]
    pub fn counterfactual(&self, world: &World, baseline: &Laying) -> Laying {
        let mut freed = baseline.stranded.clone();
        let mut kept = Vec::new();
        for path in &baseline.paths {
            if self.manner.rebalance || self.too_dear(world, path) {
                freed[path.demand] += path.mass;
            } else {
                kept.push(path.clone());
            }
        }
        for (flow, home) in baseline.home.iter().enumerate() {
            freed[flow] += *home;
        }
        self.lay(world, kept, freed)
    }

    fn ceiling(&self, flow: usize) -> Option<Cost> {
        let own = self.flows[flow].row.ceiling;
        match (own, self.manner.ceiling) {
            (Some(own), Some(all)) => Some(own.min(all)),
            (own, all) => own.or(all),
        }
    }

    fn too_dear(&self, world: &World, path: &PathFlow) -> bool {
        match (self.ceiling(path.demand), self.key(world, path)) {
            (Some(ceiling), Some((cost, _))) => cost > ceiling,
            _ => false,
        }
    }

    /// Cost and time of a path in a world; `None` where it is closed.
    #[must_use]
    pub fn key(&self, world: &World, path: &PathFlow) -> Option<(Cost, Seconds)> {
        let weights = &world.weights[world.overlays.class_of[path.demand].at()];
        path.arcs.iter().try_fold((Cost::ZERO, Seconds::ZERO), |(cost, time), arc| {
            weights.arc[arc.at()].map(|key| (cost + key.cost, time + key.time))
        })
    }

    fn lay(&self, world: &World, laid: Vec<PathFlow>, mut free: Vec<Mass>) -> Laying {
        let demands = self.demands(world);
        let kept = flow::keep(&demands, &world.weights, &world.bundles, &laid);
        for (flow, freed) in kept.freed.iter().enumerate() {
            free[flow] += *freed;
        }
        let left = flow::residual(&world.bundles, &demands, &kept.paths);
        let wanting: Vec<usize> = (0..free.len()).filter(|flow| free[*flow] > Mass::ZERO).collect();
        let freed_demands: Vec<Demand> =
            wanting.iter().map(|flow| Demand { mass: free[*flow], ..demands[*flow].clone() }).collect();
        let problem = Problem {
            topology: &self.network.topology,
            weights: &world.weights,
            bundles: &left,
            demands: &freed_demands,
        };
        let solution = flow::assign(&problem);
        let mut laying = Laying {
            paths: kept.paths.clone(),
            kept: kept.paths,
            stranded: vec![Mass::ZERO; free.len()],
            home: vec![Mass::ZERO; free.len()],
            freed: free,
        };
        for (at, flow) in wanting.iter().enumerate() {
            laying.stranded[*flow] = solution.stranded[at];
            laying.home[*flow] = solution.home[at];
        }
        laying.add(solution.paths.into_iter().map(|path| PathFlow { demand: wanting[path.demand], ..path }));
        debug_assert!(laying.conserves(self), "tonnes are lost or made");
        laying
    }

    /// Every flow as the solver sees it.
    #[must_use]
    pub fn demands(&self, world: &World) -> Vec<Demand> {
        self.flows.iter().enumerate().map(|(at, flow)| self.demand(world, at, flow)).collect()
    }

    /// One flow as the solver sees it.
    #[must_use]
    pub fn demand(&self, world: &World, at: usize, flow: &CaseFlow) -> Demand {
        let (sources, targets) = self.ends(flow);
        Demand {
            class: world.overlays.class_of[at],
            sources,
            targets,
            mass: flow.row.mass.value,
            tier: flow.row.tier,
            ceiling: self.ceiling(at),
        }
    }

    /// Tonnes on each bundle of a world.
    #[must_use]
    pub fn loads(&self, world: &World, laying: &Laying) -> Vec<Mass> {
        let load = |bundle: &Bundle| {
            let counts = |path: &&PathFlow| bundle.classes[world.overlays.class_of[path.demand].at()];
            let on = |path: &PathFlow| {
                let times = path.arcs.iter().filter(|arc| bundle.arcs.binary_search(arc).is_ok()).count();
                path.mass * i64::try_from(times).unwrap_or(i64::MAX)
            };
            laying.paths.iter().filter(counts).map(on).sum()
        };
        world.bundles.par_iter().map(load).collect()
    }

    /// Tonnes on each link and each place.
    #[must_use]
    pub fn asset_load(&self, laying: &Laying) -> BaselineLoad {
        let mut load = BaselineLoad::new();
        for path in &laying.paths {
            for arc in &path.arcs {
                match self.network.arcs[arc.at()].what {
                    ArcWhat::Link(link, _) => {
                        *load.entry(Asset::Link(link)).or_default() += path.mass;
                        *load.entry(Asset::Place(self.network.head_place(*arc))).or_default() += path.mass;
                    }
                    ArcWhat::Load(place) => *load.entry(Asset::Place(place)).or_default() += path.mass,
                    ArcWhat::Transfer(transfer) => {
                        *load.entry(Asset::Transfer(transfer)).or_default() += path.mass
                    }
                    ArcWhat::Unload(_) => {}
                }
            }
        }
        load
    }

    /// Price of a commodity in USD per tonne.
    #[must_use]
    pub fn value(&self, commodity: CommodityIx) -> Cost {
        self.network.dated.atlas.commodities[commodity.at()].value.value
    }
}

impl Laying {
    /// Adds paths, joining those of one flow with the same arcs; order: flow, then arcs.
    fn add(&mut self, more: impl Iterator<Item = PathFlow>) {
        self.paths.extend(more);
        self.paths.sort_by(|a, b| (a.demand, &a.arcs).cmp(&(b.demand, &b.arcs)));
        self.paths.dedup_by(|next, own| {
            let same = next.demand == own.demand && next.arcs == own.arcs;
            if same {
                own.mass += next.mass;
            }
            same
        });
        self.paths.retain(|path| path.mass > Mass::ZERO);
    }
}

fn trade_of(row: &Flow, atlas: &crate::model::Atlas) -> Trade {
    Trade {
        commodity: row.commodity,
        origin: row.origin,
        destination: row.destination,
        goods_origin: row.goods_origin.or_else(|| atlas.country_of(row.origin)),
        loaded_in: row.loaded_in,
    }
}
