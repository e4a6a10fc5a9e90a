//! Capacities as bundles: each use of a limit lies on exactly one arc.

use super::{ArcKind, Network};
use crate::model::{Asset, CapacityIx, CargoSet, Direction};
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

pub(super) fn bundles(network: &Network) -> Vec<Limit> {
    let dated = &network.dated;
    let rows = dated.atlas.capacities.iter().enumerate().filter(|(at, _)| dated.capacities[*at]);
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
    #[must_use]
    pub fn least_limit(&self, asset: Asset, cargo: CargoSet) -> Option<Mass> {
        self.limits_over(asset, cargo)
            .filter(|limit| limit.basis != LimitBasis::Contracted)
            .map(|l| l.limit)
            .min()
    }

    /// The largest physical limit over an asset for a cargo: what others call its nameplate.
    #[must_use]
    pub fn nameplate(&self, asset: Asset, cargo: CargoSet) -> Option<Mass> {
        self.limits_over(asset, cargo)
            .filter(|limit| limit.basis == LimitBasis::Physical)
            .map(|l| l.limit)
            .max()
    }

    fn limits_over(&self, asset: Asset, cargo: CargoSet) -> impl Iterator<Item = &Limit> {
        self.bundles.iter().filter(move |limit| {
            let row = &self.dated.atlas.capacities[limit.capacity.index()];
            row.assets.contains(&asset) && !limit.cargo.and(cargo).is_empty()
        })
    }
}
