//! All pairs on an imported network by its hierarchy: 32 bits where sums are proven to fit, else 64.

use super::metric::{ImportedScenario, LinkEdit, Metric, Sized64, fits_32_bits, priced};
use super::solve::{BestOfPair, Changes, SweepNetwork, TagNames, split_tag};
use crate::model::ElementKind;
use crate::network::{IMPORTED_COST, Prepared};
use crate::spec::By;
use routing::hierarchy::{Edits, Endpoints, FoundPath, PathMatrix, TagSet, Weighted, Workspace};
use routing::{ArcIx, Cost, NodeIx, PathQuery, Weights, shortest_path};

pub struct ImportedEnds<'a> {
    pub prepared: &'a Prepared,
    pub from: Vec<NodeIx>,
    pub to: Vec<NodeIx>,
}

pub(super) struct ImportedGround<'a> {
    pub metric: Metric<'a>,
    asked: &'a ImportedEnds<'a>,
    ends: Endpoints,
    pairs: Width<ImportedBaseline<'a, u32>, ImportedBaseline<'a, u64>>,
}

struct ImportedBaseline<'a, L> {
    weighted: Weighted<'a, L>,
    pairs: PathMatrix<L>,
}

pub(super) struct Space<'a>(Width<Workspace<'a, u32>, Workspace<'a, u64>>);

enum Width<A, B> {
    Narrow(A),
    Wide(B),
}

impl<'a> ImportedGround<'a> {
    pub fn new(asked: &'a ImportedEnds<'a>, by: By, scenarios: &[ImportedScenario]) -> Self {
        let prepared = asked.prepared;
        let metric = Metric { imported: &prepared.imported, by };
        let ends = Endpoints::new(&prepared.hierarchy, &asked.from, &asked.to);
        // 32 bits take half of the memory, and are used where sums are proven to fit.
        let pairs = if fits_32_bits(metric, scenarios) {
            Width::Narrow(base(prepared, metric, &ends))
        } else {
            Width::Wide(base(prepared, metric, &ends))
        };
        Self { metric, asked, ends, pairs }
    }

    fn all<L: Sized64>(&self, pairs: &PathMatrix<L>) -> Vec<Option<BestOfPair>> {
        let many = self.ends.source_count() * self.ends.target_count();
        (0..many).map(|pair| pairs.get(pair).map(|found| self.line(&found))).collect()
    }

    fn changes<L: Sized64>(
        &self,
        base: &ImportedBaseline<'_, L>,
        space: &mut Workspace<'_, L>,
        scenario: &ImportedScenario,
    ) -> Vec<(u32, Option<BestOfPair>)> {
        let metric = self.metric;
        let scenario = scenario.edits(metric.imported);
        let price = |arc: ArcIx, edit: &LinkEdit| priced(metric.imported, arc, edit);
        let length = |price: Option<(u64, u64)>| price.map_or(L::INFINITY, |price| L::of(metric.length(price)));
        let edits: Vec<(ArcIx, L)> = scenario.iter().map(|(arc, edit)| (*arc, length(price(*arc, edit)))).collect();
        let attributes = |arc: ArcIx| {
            // Edits are ascending; an arc without one is as in the baseline.
            let at = scenario.binary_search_by_key(&arc, |edit| edit.0);
            let edit = at.map_or_else(|_| LinkEdit::default(), |at| scenario[at].1);
            metric.attributes(arc, price(arc, &edit).unwrap_or_default())
        };
        // What only gets worse leaves pairs alone that have no edited arc on their route; else every pair is searched
        // again.
        let found = if scenario.iter().all(|(arc, edit)| only_worse(metric, *arc, edit)) {
            base.pairs.after_increases(space, &self.ends, Edits { lengths: &edits, attributes })
        } else {
            base.pairs.after_edits(space, &self.ends, Edits { lengths: &edits, attributes })
        };
        found.into_iter().map(|(pair, found)| (pair, found.map(|found| self.line(&found)))).collect()
    }

    fn line<L: Sized64>(&self, found: &FoundPath<L>) -> BestOfPair {
        let (cost, time) = self.metric.cost_and_time(found.length.as_u64(), &found.attributes);
        BestOfPair { cost, time, tags: found.attributes.tags }
    }

    /// By arc: of how many pairs the baseline's route has it; `often` says how much a pair counts.
    pub fn uses(&self, often: impl Fn(usize) -> u64) -> Vec<u64> {
        let arcs = self.metric.imported.arcs();
        match &self.pairs {
            Width::Narrow(base) => base.pairs.arc_usage(arcs, often),
            Width::Wide(base) => base.pairs.arc_usage(arcs, often),
        }
    }
}

impl<'a> SweepNetwork for ImportedGround<'a> {
    type Scenario = ImportedScenario;
    type Space = Space<'a>;

    fn space(&self) -> Space<'a> {
        Space(match &self.pairs {
            Width::Narrow(base) => Width::Narrow(Workspace::new(base.weighted.clone())),
            Width::Wide(base) => Width::Wide(Workspace::new(base.weighted.clone())),
        })
    }

    fn room(&self) -> (u64, u64) {
        let lengths = match &self.pairs {
            Width::Narrow(base) => base.weighted.bytes(),
            Width::Wide(base) => base.weighted.bytes(),
        };
        let edges = self.asked.prepared.hierarchy.edge_count() as u64;
        // By edge: what is mapped, and routes along it. A thread keeps lengths, those of before a change that makes all
        // anew, and these as they are made: measured on 2.5 million edges.
        let (mapped, routes) = (80 * edges, 16 * edges);
        (mapped + 2 * lengths + routes, 3 * lengths + routes)
    }

    fn lines(&self) -> Vec<Option<BestOfPair>> {
        match &self.pairs {
            Width::Narrow(base) => self.all(&base.pairs),
            Width::Wide(base) => self.all(&base.pairs),
        }
    }

    fn under(&self, space: &mut Space<'a>, scenario: &ImportedScenario) -> Changes {
        match (&self.pairs, &mut space.0) {
            (Width::Narrow(base), Width::Narrow(space)) => self.changes(base, space, scenario),
            (Width::Wide(base), Width::Wide(space)) => self.changes(base, space, scenario),
            // A space is made of the ground it is used on.
            _ => Vec::new(),
        }
    }

    /// By a plain search, which knows nothing of hierarchies.
    fn again(&self, scenario: Option<&ImportedScenario>, pair: usize) -> Option<BestOfPair> {
        let topology = self.asked.prepared.imported.topology();
        let arcs = (0..topology.arc_count()).map(ArcIx::from);
        let mut weights = Weights { arc: arcs.map(|arc| self.metric.key(arc, &LinkEdit::default())).collect() };
        let edits = scenario.map(|scenario| scenario.edits(self.metric.imported)).unwrap_or_default();
        edits.iter().for_each(|(arc, edit)| weights.arc[arc.index()] = self.metric.key(*arc, edit));
        let (from, to) = (self.asked.from[pair / self.asked.to.len()], self.asked.to[pair % self.asked.to.len()]);
        let (from, to) = ([from], [to]);
        let query = PathQuery::between(&topology, &weights, &from, &to);
        let found = shortest_path(&query)?;
        let tags = found.arcs.iter().fold(TagSet::default(), |tags, &arc| tags.union(&self.metric.tags(arc)));
        Some(BestOfPair { cost: Cost(found.key.cost.0 * IMPORTED_COST.0), time: found.key.time, tags })
    }

    fn names(&self) -> TagNames {
        let imported = self.metric.imported;
        let tags = imported.tags.iter().map(|tag| split_tag(tag));
        // Countries, then tags: the order of marks in `Metric::tags`.
        let countries = imported.countries.iter().map(|country| (ElementKind::Country, country.as_str()));
        let own = |(kind, id): (ElementKind, &str)| (kind, id.to_owned());
        TagNames { all: countries.chain(tags).map(own).collect() }
    }
}

/// Does it make no route better, in whatever distinguishes routes?
fn only_worse(metric: Metric<'_>, arc: ArcIx, edit: &LinkEdit) -> bool {
    let plain = priced(metric.imported, arc, &LinkEdit::default());
    match (plain, priced(metric.imported, arc, edit)) {
        // Both, since the one that is not the length breaks ties.
        (Some((cost, time)), Some((own_cost, own_time))) => own_cost >= cost && own_time >= time,
        // Closing makes nothing better; opening a closed arc may.
        (_, own) => own.is_none(),
    }
}

fn base<'a, L: Sized64>(prepared: &'a Prepared, metric: Metric<'a>, ends: &Endpoints) -> ImportedBaseline<'a, L> {
    let price = |arc: ArcIx| priced(metric.imported, arc, &LinkEdit::default());
    let length = |arc: ArcIx| price(arc).map_or(L::INFINITY, |price| L::of(metric.length(price)));
    let made = || Weighted::new(&prepared.hierarchy, &prepared.lanes, length);
    // The lengths by cost may be kept with the network; else they are made.
    let weighted = L::ready(prepared, metric.by).unwrap_or_else(made);
    let attributes = |arc: ArcIx| metric.attributes(arc, price(arc).unwrap_or_default());
    let pairs = PathMatrix::new(&weighted, ends, attributes);
    ImportedBaseline { weighted, pairs }
}
