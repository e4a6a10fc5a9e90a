//! What solved assignments mean: pure arithmetic, one file per metric.

mod traversed;

pub use traversed::{Element, by_corridor, concentration, end_traverses, main_corridor, owned, traversed};

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Asset, CargoSet, CountryIx, NameplateReason};
use crate::network::{ArcKind, Network};
use assignment::{Mass, PathFlow};
use routing::{ArcIx, Cost, Seconds};

/// What one flow does under X against its baseline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Tonnes whose baseline route traverses X.
    pub used: Mass,
    /// Stranded under X less stranded in the baseline; may be below 0 for one flow.
    pub stranded: Mass,
    /// Tonnes that go another route than before.
    pub moved: Mass,
    /// Cost of the moved tonnes on their new routes less that on their old ones, in millionths of a USD/t x kg.
    pub extra_cost: i128,
    /// Cost of the moved tonnes on their new routes alone.
    pub new_cost: i128,
    /// Likewise time, in seconds x kg.
    pub extra_time: i128,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Triple {
    /// Tonnes whose baseline route traverses X.
    pub used: Mass,
    /// What has no other route.
    pub unavoidable: Mass,
    /// What has one.
    pub reroutable: Mass,
    /// What a moved tonne costs more; `None` where nothing moves.
    pub extra_cost: Option<Cost>,
    /// What it costs on its new route.
    pub new_cost: Option<Cost>,
    pub extra_time: Option<Seconds>,
}

impl Triple {
    /// Adds up flows: `unavoidable = max(0, stranded with X - stranded without)`, never above what is used.
    pub fn of(changes: &[Change]) -> Self {
        let used: Mass = changes.iter().map(|change| change.used).sum();
        let stranded: Mass = changes.iter().map(|change| change.stranded).sum();
        // Closing X can strand tonnes that never touched it only by taking capacity from them; those are others'.
        let unavoidable = stranded.max(Mass::ZERO).min(used);
        let moved: Mass = changes.iter().map(|change| change.moved).sum();
        // Where nothing moves there is no mean, rather than one of 0.
        let mean = |total: i128| (moved > Mass::ZERO).then(|| half_even(total, i128::from(moved.0)));
        Self {
            used,
            unavoidable,
            reroutable: used - unavoidable,
            extra_cost: mean(changes.iter().map(|change| change.extra_cost).sum()).map(Cost),
            new_cost: mean(changes.iter().map(|change| change.new_cost).sum()).map(Cost),
            extra_time: mean(changes.iter().map(|change| change.extra_time).sum()).map(Seconds),
        }
    }
}

impl Triple {
    /// What a moved tonne cost before.
    pub fn today_cost(&self) -> Option<Cost> {
        Some(self.new_cost? - self.extra_cost?)
    }
}

/// A quotient, rounded half to even.
fn half_even(total: i128, by: i128) -> i64 {
    // Euclidean division, so that totals below 0 round to even too.
    let floor = total.div_euclid(by);
    let twice = total.rem_euclid(by) * 2;
    let up = twice > by || (twice == by && floor % 2 != 0);
    i64::try_from(floor + i128::from(up)).unwrap_or(i64::MAX)
}

/// Where routes leave the origin's territory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exit {
    /// A land link with territory outside the origin's country, or the port by which a route leaves by water.
    pub at: Asset,
    pub open: bool,
    /// The largest physical limit over it, less what stays on it.
    pub spare: Mass,
    /// Has it a physical limit? Without one it has no nameplate, and nothing to spare.
    pub has_nameplate: bool,
}

/// The exit of one route: `None` where it never leaves.
pub fn exit(network: &Network, arcs: &[ArcIx]) -> Option<Asset> {
    let atlas = &network.snapshot.atlas;
    // A place without a country has no territory to leave.
    let home = atlas.places[network.tail_place(*arcs.first()?).index()].country?;
    arcs.iter().find_map(|arc| match network.arcs[arc.index()].what {
        ArcKind::Link(link, _) => {
            let row = &atlas.links[link.index()];
            // Water without territory is the open sea: the route leaves by the port.
            if row.mode.is_water() && row.territory.is_empty() {
                return Some(Asset::Place(network.tail_place(*arc)));
            }
            leaves(&row.territory, home).then_some(Asset::Link(link))
        }
        _ => None,
    })
}

fn leaves(territory: &[CountryIx], home: CountryIx) -> bool {
    territory.iter().any(|country| *country != home)
}

/// The exits of the baseline routes of the flows asked about, each with its spare under X.
///
/// `paths`: the baseline routes asked about. `staying`: all routes that X does not free. `closed`: arcs that X shuts
/// for the cargo.
pub fn exits(
    network: &Network,
    paths: &[&PathFlow],
    staying: &[&PathFlow],
    cargo: CargoSet,
    closed: &BTreeSet<ArcIx>,
) -> Vec<Exit> {
    let found: BTreeSet<Asset> = paths.iter().filter_map(|path| exit(network, &path.arcs)).collect();
    let uses: BTreeMap<Asset, Vec<ArcIx>> = found.iter().map(|at| (*at, network.uses(*at))).collect();
    found
        .iter()
        .map(|at| {
            let arcs = &uses[at];
            let open = arcs.iter().any(|arc| !closed.contains(arc));
            let staying: Mass =
                staying.iter().filter(|path| path.arcs.iter().any(|arc| arcs.contains(arc))).map(|p| p.mass).sum();
            let nameplate = network.nameplate(*at, cargo);
            let room = (nameplate.unwrap_or(Mass::ZERO) - staying).max(Mass::ZERO);
            let spare = if open { room } else { Mass::ZERO };
            Exit { at: *at, open, spare, has_nameplate: nameplate.is_some() }
        })
        .collect()
}

/// `max(0, freed - sum of spares)`; none where X closes no exit: then no exit's spare says what X frees.
pub fn nameplate_stranded(freed: Mass, exits: &[Exit]) -> Option<Mass> {
    let spare: Mass = exits.iter().map(|exit| exit.spare).sum();
    exits.iter().any(|exit| !exit.open).then(|| (freed - spare).max(Mass::ZERO))
}

/// Why a nameplate estimate is above what is stranded, by the exits that tonnes take now.
pub fn nameplate_reason(exits: &[Exit], taken: &BTreeSet<Asset>) -> NameplateReason {
    let known: BTreeSet<Asset> = exits.iter().map(|exit| exit.at).collect();
    if !taken.is_subset(&known) {
        return NameplateReason::NewExits;
    }
    if exits.iter().any(|exit| exit.open && !exit.has_nameplate) {
        return NameplateReason::NoNameplate;
    }
    NameplateReason::NoExitNeeded
}

/// Price x mass in USD.
pub fn usd(price: Cost, mass: Mass) -> f64 {
    total_usd(i128::from(price.0) * i128::from(mass.0))
}

/// Millionths of a USD/t x kg as USD.
pub fn total_usd(total: i128) -> f64 {
    // A millionth of a USD/t times a kg is a billionth of a USD.
    total as f64 / 1e9
}

pub fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}
