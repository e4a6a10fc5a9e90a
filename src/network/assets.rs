//! Which arcs a capacity counts and a selector means.

use std::collections::{BTreeMap, BTreeSet};

use super::{ArcKind, Network};
use crate::model::{Asset, CapacityIx, CargoSet, Direction, LinkIx, PlaceIx, Selector};
use crate::select;
use crate::tables::{Capacity, LimitBasis};
use assignment::Mass;
use routing::ArcIx;

/// A limit of the atlas over arcs.
#[derive(Clone, Debug)]
pub struct Limit {
    pub capacity: CapacityIx,
    /// What may pass in a year.
    pub limit: Mass,
    pub cargo: CargoSet,
    /// Physical, contracted or observed.
    pub basis: LimitBasis,
    /// Arcs that count, sorted.
    pub arcs: Vec<ArcIx>,
}

/// Limits that a scenario raises, by capacity.
pub type Raised = BTreeMap<CapacityIx, Mass>;

impl Limit {
    /// What may pass where some limits are raised: never less than without.
    pub fn raised(&self, raised: &Raised) -> Mass {
        raised.get(&self.capacity).map_or(self.limit, |most| self.limit.max(*most))
    }
}

pub(super) fn bundles(network: &Network) -> Vec<Limit> {
    let snapshot = &network.snapshot;
    // Only rows that hold on this day; positions stay those of the atlas, so that answers find the row.
    let rows = snapshot.atlas.capacities.iter().enumerate().filter(|(at, _)| snapshot.capacities[*at]);
    rows.map(|(at, row)| Limit {
        capacity: CapacityIx::from(at),
        limit: row.limit(),
        cargo: row.cargo,
        basis: row.basis,
        arcs: arcs(network, row),
    })
    .collect()
}

fn arcs(network: &Network, row: &Capacity) -> Vec<ArcIx> {
    let mut arcs: Vec<ArcIx> = row
        .assets
        .iter()
        .flat_map(|asset| network.uses(*asset))
        .filter(|arc| counts(network, *arc, row.direction))
        .collect();
    // Assets of one row may share arcs (a place and a link into it): a tonne counts once.
    arcs.sort_unstable();
    arcs.dedup();
    arcs
}

/// A direction says something about links only.
fn counts(network: &Network, arc: ArcIx, direction: Option<Direction>) -> bool {
    match (network.arcs[arc.index()].what, direction) {
        (ArcKind::Link(_, along), Some(only)) => along == only,
        _ => true,
    }
}

impl Network {
    /// The smallest physical or observed limit over an asset for a cargo.
    pub fn least_limit(&self, asset: Asset, cargo: CargoSet, raised: &Raised) -> Option<Mass> {
        // Contracts are no limit of the asset itself: they bind only where a question asks for them.
        self.limits_over(asset, cargo)
            .filter(|limit| limit.basis != LimitBasis::Contracted)
            .map(|l| l.raised(raised))
            .min()
    }

    /// The largest physical limit over an asset for a cargo: what others call its nameplate.
    pub fn nameplate(&self, asset: Asset, cargo: CargoSet) -> Option<Mass> {
        self.limits_over(asset, cargo).filter(|limit| limit.basis == LimitBasis::Physical).map(|l| l.limit).max()
    }

    /// Physical and observed limits over these assets that count one of these cargoes.
    pub fn own_limits(&self, assets: &SelectedAssets, cargo: CargoSet) -> impl Iterator<Item = &Limit> {
        let assets: BTreeSet<Asset> = assets.assets().collect();
        self.bundles.iter().filter(move |limit| {
            let row = &self.snapshot.atlas.capacities[limit.capacity.index()];
            limit.basis != LimitBasis::Contracted
                && row.assets.iter().any(|asset| assets.contains(asset))
                && !limit.cargo.and(cargo).is_empty()
        })
    }

    fn limits_over(&self, asset: Asset, cargo: CargoSet) -> impl Iterator<Item = &Limit> {
        self.bundles.iter().filter(move |limit| {
            let row = &self.snapshot.atlas.capacities[limit.capacity.index()];
            // One cargo in common is enough: a row for crude and products limits crude too.
            row.assets.contains(&asset) && !limit.cargo.and(cargo).is_empty()
        })
    }
}

/// Places and links by name, and single arcs where the selector speaks of transfers.
#[derive(Clone, Debug, Default)]
pub struct SelectedAssets {
    pub places: Vec<PlaceIx>,
    pub links: Vec<LinkIx>,
    /// Transfers, and starts on a mode: arcs, since one row of `transfers.csv` may hold at many places.
    pub joints: Vec<ArcIx>,
}

impl SelectedAssets {
    pub fn assets(&self) -> impl Iterator<Item = Asset> {
        let places = self.places.iter().map(|place| Asset::Place(*place));
        places.chain(self.links.iter().map(|link| Asset::Link(*link)))
    }

    pub fn is_empty(&self) -> bool {
        self.places.is_empty() && self.links.is_empty() && self.joints.is_empty()
    }
}

impl Network {
    /// Everything of this day that the selector means.
    pub fn select(&self, on: &Selector) -> SelectedAssets {
        let atlas = &self.snapshot.atlas;
        // Such a selector gives arcs alone: its keys on places narrow the transfers there, and choose no place.
        if on.clauses.iter().any(|clause| clause.key == "transfer") {
            return SelectedAssets { joints: self.joints(on), ..SelectedAssets::default() };
        }
        let places = (0..atlas.places.len()).map(PlaceIx::from);
        let links = (0..atlas.links.len()).map(LinkIx::from);
        SelectedAssets {
            // What does not exist on this day is left out, so that `is_empty` finds measures that choose nothing.
            places: places
                .filter(|place| self.snapshot.places[place.index()] && select::matches_place(on, atlas, *place))
                .collect(),
            links: links
                .filter(|link| self.snapshot.links[link.index()] && select::matches_link(on, atlas, *link))
                .collect(),
            joints: Vec::new(),
        }
    }

    fn joints(&self, on: &Selector) -> Vec<ArcIx> {
        let all = (0..self.arcs.len()).map(ArcIx::from);
        all.filter(|arc| match self.arcs[arc.index()].what {
            // Loads belong here too: `*>pipeline:cpc` also means tonnes that start on the line.
            ArcKind::Transfer(_) | ArcKind::Load(_) => {
                let (tail, head) = (self.side(self.arcs[arc.index()].tail), self.side(self.arcs[arc.index()].head));
                // Both kinds end on a mode, so there always is a head; only a load has no mode at its tail.
                head.is_some_and(|head| {
                    select::matches_transfer(on, &self.snapshot.atlas, tail.as_ref(), &head, self.head_place(*arc))
                })
            }
            ArcKind::Link(..) | ArcKind::Unload(_) => false,
        })
        .collect()
    }

    /// The arcs that are shut when what is chosen is closed.
    pub fn closed_arcs(&self, chosen: &SelectedAssets) -> Vec<ArcIx> {
        // All arcs that touch a place, not only those that enter it: a closed place is not passed either.
        let places = chosen.places.iter().flat_map(|place| self.arcs_at(*place));
        let links = chosen.links.iter().flat_map(|link| self.link_arcs(*link));
        let mut arcs: Vec<ArcIx> = places.chain(links).chain(&chosen.joints).copied().collect();
        arcs.sort_unstable();
        arcs.dedup();
        arcs
    }

    /// The arcs on which a charge or a delay on what is chosen is met: once for each asset.
    pub fn met_arcs(&self, chosen: &SelectedAssets) -> Vec<ArcIx> {
        // Not deduplicated: an arc that two chosen assets use is charged by each of them.
        chosen.assets().flat_map(|asset| self.uses(asset)).chain(chosen.joints.iter().copied()).collect()
    }
}
