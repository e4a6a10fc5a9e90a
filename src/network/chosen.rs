//! What a selector chooses of a network.

use super::{ArcKind, Network};
use crate::model::{Asset, LinkIx, PlaceIx, Selector};
use crate::select;
use routing::ArcIx;

/// Places and links by name, and single arcs where the selector speaks of transfers.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    pub places: Vec<PlaceIx>,
    pub links: Vec<LinkIx>,
    /// Transfers between two ways, and starts onto a way: arcs, since one row of `transfers.csv` may hold at many places.
    pub joints: Vec<ArcIx>,
}

impl Chosen {
    pub fn assets(&self) -> impl Iterator<Item = Asset> {
        let places = self.places.iter().map(|place| Asset::Place(*place));
        places.chain(self.links.iter().map(|link| Asset::Link(*link)))
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty() && self.links.is_empty() && self.joints.is_empty()
    }
}

impl Network {
    /// Everything of this day that the selector means.
    #[must_use]
    pub fn select(&self, on: &Selector) -> Chosen {
        let atlas = &self.dated.atlas;
        if on.clauses.iter().any(|clause| clause.key == "transfer") {
            return Chosen { joints: self.joints(on), ..Chosen::default() };
        }
        let places = (0..atlas.places.len()).map(PlaceIx::from);
        let links = (0..atlas.links.len()).map(LinkIx::from);
        Chosen {
            places: places
                .filter(|place| self.dated.places[place.index()] && select::matches_place(on, atlas, *place))
                .collect(),
            links: links
                .filter(|link| self.dated.links[link.index()] && select::matches_link(on, atlas, *link))
                .collect(),
            joints: Vec::new(),
        }
    }

    fn joints(&self, on: &Selector) -> Vec<ArcIx> {
        let all = (0..self.arcs.len()).map(ArcIx::from);
        all.filter(|arc| match self.arcs[arc.index()].what {
            ArcKind::Transfer(_) | ArcKind::Load(_) => {
                let (tail, head) =
                    (self.side(self.arcs[arc.index()].tail), self.side(self.arcs[arc.index()].head));
                head.is_some_and(|head| {
                    select::matches_transfer(
                        on,
                        &self.dated.atlas,
                        tail.as_ref(),
                        &head,
                        self.head_place(*arc),
                    )
                })
            }
            ArcKind::Link(..) | ArcKind::Unload(_) => false,
        })
        .collect()
    }

    /// The arcs that are shut when what is chosen is barred.
    #[must_use]
    pub fn barred_arcs(&self, chosen: &Chosen) -> Vec<ArcIx> {
        let places = chosen.places.iter().flat_map(|place| self.arcs_at(*place));
        let links = chosen.links.iter().flat_map(|link| self.link_arcs(*link));
        let mut arcs: Vec<ArcIx> = places.chain(links).chain(&chosen.joints).copied().collect();
        arcs.sort_unstable();
        arcs.dedup();
        arcs
    }

    /// The arcs on which a charge or a delay on what is chosen is met: once for each asset.
    #[must_use]
    pub fn met_arcs(&self, chosen: &Chosen) -> Vec<ArcIx> {
        chosen.assets().flat_map(|asset| self.uses(asset)).chain(chosen.joints.iter().copied()).collect()
    }
}
