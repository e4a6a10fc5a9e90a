//! What others publish: each exit has its own nameplate spare and nothing else binds.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Asset, CargoSet, CountryIx};
use crate::network::{ArcKind, Network};
use assignment::{Mass, PathFlow};
use routing::ArcIx;

/// Where routes leave the origin's territory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exit {
    /// A land link with territory outside the origin's country, or the port by which a route leaves by water.
    pub at: Asset,
    pub open: bool,
    /// The largest physical limit over it, less what stays on it.
    pub spare: Mass,
}

/// The exit of one route: `None` where it never leaves.
#[must_use]
pub fn exit(network: &Network, arcs: &[ArcIx]) -> Option<Asset> {
    let atlas = &network.dated.atlas;
    let home = atlas.places[network.tail_place(*arcs.first()?).index()].country?;
    arcs.iter().find_map(|arc| match network.arcs[arc.index()].what {
        ArcKind::Link(link, _) => {
            let row = &atlas.links[link.index()];
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
#[must_use]
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
            let staying: Mass = staying
                .iter()
                .filter(|path| path.arcs.iter().any(|arc| arcs.contains(arc)))
                .map(|p| p.mass)
                .sum();
            let nameplate = network.nameplate(*at, cargo).unwrap_or(Mass::ZERO);
            let spare = if open { (nameplate - staying).max(Mass::ZERO) } else { Mass::ZERO };
            Exit { at: *at, open, spare }
        })
        .collect()
}

/// `max(0, freed - sum of spares)`.
#[must_use]
pub fn naive_stranded(freed: Mass, exits: &[Exit]) -> Mass {
    let spare: Mass = exits.iter().map(|exit| exit.spare).sum();
    (freed - spare).max(Mass::ZERO)
}
