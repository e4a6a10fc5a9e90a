//! All pairs on an atlas: small enough for plain searches, one for each end and kind of trade.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::solve::{BestOfPair, Changes, Scenario, SweepNetwork, TagNames};
use crate::analysis::goods;
use crate::metric::{Element, traversed};
use crate::model::{CommodityIx, ElementKind, End, Measure, Trade};
use crate::network::{Network, Objective, Overlays};
use crate::scenario::{BaselineLoad, Resolved, TradeIn};
use crate::spec::By;
use assignment::ClassIx;
use routing::hierarchy::TagSet;
use routing::{ArcIx, NodeIx, Path, PathQuery, Weights, shortest_path, shortest_path_from_each};

#[derive(Clone)]
pub struct AtlasScenario {
    pub id: String,
    pub network: Arc<Network>,
    pub measures: Vec<Measure>,
}

impl Scenario for AtlasScenario {
    fn id(&self) -> &str {
        &self.id
    }

    fn does(&self) -> String {
        format!("{} {:?}", self.network.snapshot.day, self.measures)
    }
}

pub struct AtlasEnds {
    pub network: Arc<Network>,
    pub commodity: CommodityIx,
    pub from: Vec<End>,
    pub to: Vec<End>,
}

impl AtlasEnds {
    /// What a route can touch: countries, corridors, lines and straits that links and places of the atlas name.
    pub fn things(&self) -> BTreeSet<Element> {
        let network = &self.network;
        let all = (0..network.arcs.len()).flat_map(|arc| compared(network, ArcIx::from(arc)));
        all.collect()
    }

    /// Can that many things be distinguished?
    pub fn fits(things: usize) -> bool {
        things <= TagSet::CAPACITY
    }
}

/// What is shown of the things on an arc.
fn compared(network: &Network, arc: ArcIx) -> impl Iterator<Item = Element> {
    // Only the kinds that a row of a sweep has a column for.
    let is_told = |of: ElementKind| {
        matches!(of, ElementKind::Country | ElementKind::Corridor | ElementKind::Line | ElementKind::Strait)
    };
    traversed(network, &[arc]).into_iter().filter(move |(of, _)| is_told(*of))
}

pub(super) struct AtlasGround<'a> {
    asked: &'a AtlasEnds,
    by: By,
    tags: BTreeMap<Element, usize>,
    lines: Vec<Option<BestOfPair>>,
}

struct UnderScenario<'a> {
    asked: &'a AtlasEnds,
    network: &'a Network,
    overlays: Overlays,
    by: By,
}

impl<'a> AtlasGround<'a> {
    pub fn new(asked: &'a AtlasEnds, by: By) -> Self {
        // Marks are numbered in the order of things, as `names` lists them.
        let tags = asked.things().into_iter().enumerate().map(|(at, thing)| (thing, at)).collect();
        let mut own = Self { asked, by, tags, lines: Vec::new() };
        own.lines = own.all(&asked.network, &[]);
        own
    }

    fn all(&self, network: &Network, measures: &[Measure]) -> Vec<Option<BestOfPair>> {
        let under = UnderScenario::new(self.asked, network, measures, self.by);
        let tags = self.tags_on(network);
        let paths = under.paths();
        paths.into_iter().map(|path| path.map(|path| line(&path, &tags))).collect()
    }

    fn tags_on(&self, network: &Network) -> Vec<TagSet> {
        let of = |arc: usize| {
            // A thing that only the network of another day has is without a mark.
            let things = compared(network, ArcIx::from(arc)).filter_map(|thing| self.tags.get(&thing));
            things.fold(TagSet::default(), |tags, &thing| tags.with(thing))
        };
        (0..network.arcs.len()).map(of).collect()
    }
}

fn line(path: &Path, tags: &[TagSet]) -> BestOfPair {
    let met = path.arcs.iter().fold(TagSet::default(), |met, arc| met.union(&tags[arc.index()]));
    BestOfPair { cost: path.key.cost, time: path.key.time, tags: met }
}

impl SweepNetwork for AtlasGround<'_> {
    type Scenario = AtlasScenario;
    type Space = ();

    fn space(&self) {}

    /// An atlas is small beside what rows take.
    fn room(&self) -> (u64, u64) {
        (0, 0)
    }

    fn lines(&self) -> Vec<Option<BestOfPair>> {
        self.lines.clone()
    }

    fn under(&self, (): &mut (), scenario: &AtlasScenario) -> Changes {
        let now = self.all(&scenario.network, &scenario.measures);
        // A pair with the same cost, time and things does not change, whatever its arcs.
        let changed = now.into_iter().zip(&self.lines).enumerate().filter(|(_, (now, before))| now != *before);
        changed.map(|(pair, (now, _))| (u32::try_from(pair).unwrap_or(u32::MAX), now)).collect()
    }

    fn again(&self, scenario: Option<&AtlasScenario>, pair: usize) -> Option<BestOfPair> {
        let network = scenario.map_or(&self.asked.network, |scenario| &scenario.network);
        let measures = scenario.map_or(&[][..], |scenario| &scenario.measures);
        // A search for this pair alone, where the sweep searches for all starts of an end at once.
        let under = UnderScenario::new(self.asked, network, measures, self.by);
        let path = under.path(pair)?;
        Some(line(&path, &self.tags_on(network)))
    }

    fn names(&self) -> TagNames {
        TagNames { all: self.tags.keys().map(|(kind, id)| (*kind, id.to_string())).collect() }
    }
}

impl<'a> UnderScenario<'a> {
    fn new(asked: &'a AtlasEnds, network: &'a Network, measures: &[Measure], by: By) -> Self {
        let atlas = &network.snapshot.atlas;
        let trade = |origin: End, destination: End| TradeIn {
            trade: Trade {
                goods_origin: goods::origin(atlas, asked.commodity, origin).0,
                ..Trade::new(asked.commodity, (origin, destination), network.snapshot.day)
            },
            market: None,
        };
        let pairs = asked.from.iter().flat_map(|&from| asked.to.iter().map(move |&to| trade(from, to)));
        let trades: Vec<TradeIn> = pairs.collect();
        // There is no baseline of tonnes here, so no measure limits to a share of one.
        let overlays = Resolved::new(network, measures).overlays(&trades, &BaselineLoad::new());
        Self { asked, network, overlays, by }
    }

    fn weights(&self, class: ClassIx) -> Weights {
        let objective = if self.by == By::Time { Objective::Time } else { Objective::Cost };
        self.network.weights(self.asked.commodity, &self.overlays.edits[class.index()], objective)
    }

    fn starts(&self, end: End) -> Vec<NodeIx> {
        let cargo = self.network.snapshot.atlas.commodities[self.asked.commodity.index()].cargo;
        self.network.starts(end, cargo)
    }

    fn arrivals(&self, end: End) -> Vec<NodeIx> {
        let cargo = self.network.snapshot.atlas.commodities[self.asked.commodity.index()].cargo;
        self.network.arrivals(end, cargo)
    }

    /// By pair: for each end and kind of trade one search, from the end.
    fn paths(&self) -> Vec<Option<Path>> {
        let (from, to) = (self.asked.from.len(), self.asked.to.len());
        let starts: Vec<Vec<NodeIx>> = self.asked.from.iter().map(|&end| self.starts(end)).collect();
        let mut paths = vec![None; from * to];
        for class in (0..self.overlays.classes.len()).map(ClassIx::from) {
            let weights = self.weights(class);
            for end in 0..to {
                let own: Vec<usize> = (0..from)
                    .map(|start| start * to + end)
                    .filter(|&pair| self.overlays.class_of[pair] == class)
                    .collect();
                if own.is_empty() {
                    continue;
                }
                let arrivals = self.arrivals(self.asked.to[end]);
                // The search is from the end; each start is a group of states of its own.
                let query = PathQuery::between(&self.network.topology, &weights, &[], &arrivals);
                let groups: Vec<Vec<NodeIx>> = own.iter().map(|pair| starts[pair / to].clone()).collect();
                for (pair, path) in own.into_iter().zip(shortest_path_from_each(&query, &groups)) {
                    paths[pair] = path;
                }
            }
        }
        paths
    }

    /// One pair, by a search of its own.
    fn path(&self, pair: usize) -> Option<Path> {
        let to = self.asked.to.len();
        let weights = self.weights(self.overlays.class_of[pair]);
        shortest_path(&PathQuery::between(
            &self.network.topology,
            &weights,
            &self.starts(self.asked.from[pair / to]),
            &self.arrivals(self.asked.to[pair % to]),
        ))
    }
}
