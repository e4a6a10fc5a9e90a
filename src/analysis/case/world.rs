//! What the solver sees of a case under some measures: weights and limits.

use std::sync::Arc as Shared;

use crate::model::{Cargo, CargoSet, Measure, PlaceIx};
use crate::network::{ArcKind, LimitOn, Objective, Overlays, SharedEdits, TradeClass};
use crate::scenario::{BaselineLoad, Resolved, TradeIn};
use crate::tables::LimitBasis;
use assignment::Bundle;
use routing::{ArcIx, Weights};

use super::AssignmentModel;

/// What the solver sees under some measures.
#[derive(Clone)]
pub struct ScenarioInputs {
    /// Classes and edits.
    pub overlays: Overlays,
    /// By class; shared by worlds that differ in limits alone.
    pub weights: Shared<[Weights]>,
    /// Capacities of the atlas, then what measures and markets add.
    pub bundles: Vec<Bundle>,
    /// By bundle: its capacity's id.
    pub names: Vec<String>,
}

impl AssignmentModel<'_> {
    /// The numbers under some measures. `load` is the baseline's, for shares of assets without a limit.
    pub fn world(&self, measures: &[Measure], load: &BaselineLoad) -> ScenarioInputs {
        let all: Vec<Measure> = self.standing.iter().chain(measures).cloned().collect();
        let resolved = Resolved::remembering(self.network, &all, Some(&self.memory));
        let trades: Vec<TradeIn> = self.flows.iter().map(|flow| flow.trade.clone()).collect();
        let overlays = resolved.overlays(&trades, load);
        let weights = self.weights(&overlays);
        let (names, bundles) = self.bundles(&overlays).into_iter().unzip();
        ScenarioInputs { overlays, weights, bundles, names }
    }

    fn weights(&self, overlays: &Overlays) -> Shared<[Weights]> {
        let of_class = |(class, edits): (&TradeClass, &SharedEdits)| {
            let mut weights = self.base[&class.commodity].clone();
            self.network.edit_weights(&mut weights, class.commodity, edits, Objective::Cost);
            weights
        };
        overlays.classes.iter().zip(&overlays.edits).map(of_class).collect()
    }

    fn bundles(&self, overlays: &Overlays) -> Vec<(String, Bundle)> {
        let atlas = &self.network.dated.atlas;
        let cargo: Vec<Cargo> =
            overlays.classes.iter().map(|class| atlas.commodities[class.commodity.index()].cargo).collect();
        let counted = |set: CargoSet| cargo.iter().map(|cargo| set.has(*cargo)).collect();
        let binds = |basis| self.manner.contracted || basis != LimitBasis::Contracted;
        let own = self.network.bundles.iter().filter(|limit| binds(limit.basis)).map(|limit| {
            let bundle =
                Bundle { limit: limit.limit, arcs: limit.arcs.clone(), classes: counted(limit.cargo) };
            (atlas.capacities[limit.capacity.index()].id.to_string(), bundle)
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
        arcs.filter(|arc| matches!(self.network.arcs[arc.index()].what, ArcKind::Unload(_))).collect()
    }
}
