//! What arcs of an imported network cost and take, with and without a scenario.

use super::solve::Scenario;
use crate::network::{IMPORTED_COST, ImportedNetwork, ImportedSelection, NO_TAG, Prepared};
use crate::spec::By;
use assignment::Mass;
use routing::hierarchy::{Length, PathAttributes, TagSet, Weighted};
use routing::{ArcIx, Cost, PathCost, Seconds, Weights};

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LinkEdit {
    pub closed: bool,
    /// Share of the arc's own cost that is added.
    pub rate_share: f64,
    /// More, in the imported network's unit of money.
    pub add_cost: i64,
    pub add_time: Seconds,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ImportedLimit {
    /// The measure or row that says so.
    pub id: String,
    pub on: ImportedSelection,
    pub most: MostOn,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MostOn {
    /// On each link this share of its capacity; where it has none, of what the baseline assigns on it.
    Share(f64),
    Each(Mass),
    Together(Mass),
}

/// A scenario as what it does to arcs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportedScenario {
    pub id: String,
    /// Arcs that are closed, ascending.
    pub closed: Vec<ArcIx>,
    /// What happens where; on an arc of several charges, delays and shares add up.
    pub changes: Vec<(ImportedSelection, LinkEdit)>,
    /// What may pass: seen only where tonnes are assigned within capacities.
    pub limits: Vec<ImportedLimit>,
}

impl ImportedScenario {
    /// What it does to each arc: arcs ascending, each once.
    pub(super) fn edits(&self, imported: &ImportedNetwork) -> Vec<(ArcIx, LinkEdit)> {
        let on = |(on, edit): &(ImportedSelection, LinkEdit)| {
            let edit = *edit;
            on.arcs(imported).into_iter().map(move |arc| (arc, edit))
        };
        let shut = LinkEdit { closed: true, ..LinkEdit::default() };
        let closed = self.closed.iter().map(|&arc| (arc, shut));
        let mut edits: Vec<(ArcIx, LinkEdit)> = self.changes.iter().flat_map(on).chain(closed).collect();
        // A single entry is ascending and has each arc once.
        if self.changes.len() + self.closed.len().min(1) < 2 {
            return edits;
        }
        // Closures and changes may be of the same arcs: they are joined.
        edits.sort_by_key(|edit| edit.0);
        edits.dedup_by(|next, own| {
            let same = own.0 == next.0;
            if same {
                own.1.closed |= next.1.closed;
                own.1.rate_share += next.1.rate_share;
                own.1.add_cost += next.1.add_cost;
                own.1.add_time += next.1.add_time;
            }
            same
        });
        edits
    }
}

impl Scenario for ImportedScenario {
    fn id(&self) -> &str {
        &self.id
    }

    fn does(&self) -> String {
        format!("{:?} {:?}", self.changes, self.closed)
    }
}

/// Cost, in the imported network's unit, and seconds of an arc; `None`: closed.
pub(super) fn priced(imported: &ImportedNetwork, arc: ArcIx, edit: &LinkEdit) -> Option<(u64, u64)> {
    if edit.closed {
        return None;
    }
    let (cost, time) = (i64::from(imported.cost[arc.index()]), i64::from(imported.time[arc.index()]));
    // Half up, as all money is rounded.
    let share = if edit.rate_share == 0.0 { 0 } else { (cost as f64 * edit.rate_share + 0.5).floor() as i64 };
    // A discount makes nothing cheaper than free.
    let at_least_none = |number: i64| u64::try_from(number).unwrap_or(0);
    Some((at_least_none(cost + share + edit.add_cost), at_least_none(time + edit.add_time.0)))
}

#[derive(Clone, Copy)]
pub(super) struct Metric<'m> {
    pub imported: &'m ImportedNetwork,
    pub by: By,
}

impl Metric<'_> {
    pub fn length(&self, (cost, time): (u64, u64)) -> u64 {
        match self.by {
            // Time or cost: an imported network has no exposure and no law.
            By::Time => time,
            By::Cost | By::Freight | By::ExposedKm | By::SecondarySanctions => cost,
        }
    }

    /// What distinguishes routes of one length, as `flow` orders keys: time (or cost), number of links, hash of their
    /// ids.
    pub fn attributes(&self, arc: ArcIx, (cost, time): (u64, u64)) -> PathAttributes {
        let other = match self.by {
            By::Time => cost,
            By::Cost | By::Freight | By::ExposedKm | By::SecondarySanctions => time,
        };
        // Each arc is one link, so sums count links.
        PathAttributes { tie_break: [other, 1, self.tie(arc)], tags: self.tags(arc) }
    }

    /// The same as `flow` compares routes.
    pub fn key(&self, arc: ArcIx, edit: &LinkEdit) -> Option<PathCost> {
        let (cost, time) = priced(self.imported, arc, edit)?;
        let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let (cost, time) = (number(cost), number(time));
        let objective = if self.by == By::Time { time } else { cost };
        Some(PathCost { objective, cost: Cost(cost), time: Seconds(time), legs: 1, tie: self.tie(arc) })
    }

    fn tie(&self, arc: ArcIx) -> u64 {
        routing::tie_hash(self.imported.link.get(self.imported.link_of[arc.index()] as usize))
    }

    pub fn cost_and_time(&self, length: u64, attributes: &PathAttributes) -> (Cost, Seconds) {
        let (cost, time) = match self.by {
            By::Time => (attributes.tie_break[0], length),
            By::Cost | By::Freight | By::ExposedKm | By::SecondarySanctions => (length, attributes.tie_break[0]),
        };
        let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        (Cost(number(cost).saturating_mul(IMPORTED_COST.0)), Seconds(number(time)))
    }

    /// Countries of both ends and the tag of the link: countries first, then tags.
    pub fn tags(&self, arc: ArcIx) -> TagSet {
        let imported = self.imported;
        let countries =
            [imported.tail[arc.index()], imported.head[arc.index()]].map(|end| imported.country[end as usize]);
        let tag = imported.tag[imported.link_of[arc.index()] as usize];
        let mut tags = TagSet::default();
        for country in countries.into_iter().filter(|country| *country != NO_TAG) {
            tags = tags.with(country as usize);
        }
        if tag != NO_TAG {
            // Tags follow the countries.
            tags = tags.with(imported.countries.len() + tag as usize);
        }
        tags
    }
}

/// Keys of all arcs by cost, in millionths of a USD/t.
pub fn plain_keys(imported: &ImportedNetwork) -> Weights {
    let metric = Metric { imported, by: By::Cost };
    Weights { arc: (0..imported.arcs()).map(|arc| metric.usd_key(ArcIx::from(arc), &LinkEdit::default())).collect() }
}

/// Those of the arcs that a scenario changes, ascending.
pub fn edited_keys(imported: &ImportedNetwork, scenario: &ImportedScenario) -> Vec<(ArcIx, Option<PathCost>)> {
    let metric = Metric { imported, by: By::Cost };
    scenario.edits(imported).into_iter().map(|(arc, edit)| (arc, metric.usd_key(arc, &edit))).collect()
}

impl Metric<'_> {
    /// [`Metric::key`] in money instead of the imported network's unit of it.
    fn usd_key(&self, arc: ArcIx, edit: &LinkEdit) -> Option<PathCost> {
        let key = self.key(arc, edit)?;
        let usd = key.cost.0.saturating_mul(IMPORTED_COST.0);
        Some(PathCost { objective: usd, cost: Cost(usd), ..key })
    }
}

/// Do sums along any route fit 32 bits, under every scenario?
///
/// A route leaves each node once at most, so it is no longer than the sum over nodes of their longest open arc.
pub(super) fn fits_32_bits(metric: Metric<'_>, scenarios: &[ImportedScenario]) -> bool {
    let imported = metric.imported;
    let plain = |arc: usize| priced(imported, ArcIx::from(arc), &LinkEdit::default());
    let mut longest = vec![0_u64; imported.nodes()];
    for (arc, &tail) in imported.tail.iter().enumerate() {
        let own = &mut longest[tail as usize];
        *own = (*own).max(plain(arc).map_or(0, |price| metric.length(price)));
    }
    let base: u64 = longest.iter().sum();
    // What a scenario adds: a share of all, and on each arc that it means a charge or a delay.
    let more = |scenario: &ImportedScenario| {
        let more = |(on, edit): &(ImportedSelection, LinkEdit)| {
            let (share, add) = match metric.by {
                By::Time => (0.0, edit.add_time.0),
                By::Cost | By::Freight | By::ExposedKm | By::SecondarySanctions => (edit.rate_share, edit.add_cost),
            };
            // A route leaves a node once, so no more edited arcs than nodes are on it.
            let arcs = if add > 0 { on.arcs(imported).len().min(imported.nodes()) as f64 } else { 0.0 };
            base as f64 * share.max(0.0) + arcs * add.max(0) as f64
        };
        scenario.changes.iter().map(more).sum::<f64>()
    };
    // Scenarios are not added up: the worst one decides.
    let most = scenarios.iter().map(more).fold(0.0, f64::max);
    // Half up, each arc may be one more than its share.
    base as f64 + most + (imported.nodes() as f64) < f64::from(<u32 as Length>::INFINITY)
}

/// A length from and to 64 bits; what does not fit is shut.
pub(super) trait Sized64: Length {
    /// The hierarchy without any scenario, where it was kept.
    fn ready(prepared: &Prepared, by: By) -> Option<Weighted<'_, Self>>;
    fn of(length: u64) -> Self;
    fn as_u64(self) -> u64;
}

impl Sized64 for u32 {
    fn ready(prepared: &Prepared, by: By) -> Option<Weighted<'_, Self>> {
        if by == By::Cost { prepared.narrow() } else { None }
    }

    fn of(length: u64) -> Self {
        Self::try_from(length).map_or(Self::INFINITY, |length| length.min(Self::INFINITY))
    }

    fn as_u64(self) -> u64 {
        self.into()
    }
}

impl Sized64 for u64 {
    fn ready(prepared: &Prepared, by: By) -> Option<Weighted<'_, Self>> {
        if by == By::Cost { prepared.wide() } else { None }
    }

    fn of(length: u64) -> Self {
        length.min(Self::INFINITY)
    }

    fn as_u64(self) -> u64 {
        self
    }
}
