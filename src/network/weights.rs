//! What one trade class sees of the network: one key an arc, under one overlay and one objective.

use super::{ArcKind, Edit, Network};
use crate::model::CommodityIx;
use routing::{ArcIx, Cost, PathCost, Seconds, Weights, tie_hash};

/// What the best route has least of.
#[derive(Clone, Copy, Debug)]
pub enum Objective<'a> {
    /// USD per tonne.
    Cost,
    Time,
    /// Metres on exposed arcs (`true` by arc).
    Exposed(&'a [bool]),
}

impl Objective<'_> {
    fn of(&self, network: &Network, arc: ArcIx, cost: Cost, time: Seconds) -> i64 {
        match self {
            Self::Cost => cost.0,
            Self::Time => time.0,
            Self::Exposed(exposed) => {
                if exposed[arc.index()] {
                    network.arcs[arc.index()].length.0
                } else {
                    0
                }
            }
        }
    }
}

impl Network {
    /// Keys of all arcs for a commodity, edits applied. An arc is closed where the cargo does not fit, the link
    /// rejects the grade, or an edit says so. Waiting costs: a delay ties up money like any other time.
    #[must_use]
    pub fn weights(
        &self,
        commodity: CommodityIx,
        edits: &[(ArcIx, Edit)],
        objective: Objective<'_>,
    ) -> Weights {
        let all = (0..self.arcs.len()).map(ArcIx::from);
        let mut weights =
            Weights { arc: all.map(|arc| key(self, arc, commodity, Edit::default(), objective)).collect() };
        self.edit_weights(&mut weights, commodity, edits, objective);
        weights
    }

    /// Keys of the arcs that edits change, in weights that were made without any for the same commodity and objective.
    pub fn edit_weights(
        &self,
        weights: &mut Weights,
        commodity: CommodityIx,
        edits: &[(ArcIx, Edit)],
        objective: Objective<'_>,
    ) {
        for (arc, edit) in edits {
            weights.arc[arc.index()] = key(self, *arc, commodity, *edit, objective);
        }
    }
}

fn key(
    network: &Network,
    arc: ArcIx,
    commodity: CommodityIx,
    edit: Edit,
    objective: Objective<'_>,
) -> Option<PathCost> {
    if edit.closed {
        return None;
    }
    let (parts, time) = network.price(arc, commodity)?;
    let waiting = network.inventory(commodity, edit.add_time);
    let cost = parts.total() + edit.add_cost + waiting;
    let time = time + edit.add_time;
    let (legs, tie) = match network.arcs[arc.index()].what {
        ArcKind::Link(link, _) => (1, tie_hash(network.dated.atlas.links[link.index()].id.as_str())),
        ArcKind::Transfer(transfer) => {
            (0, tie_hash(network.dated.atlas.transfers[transfer.index()].id.as_str()))
        }
        ArcKind::Load(_) | ArcKind::Unload(_) => (0, 0),
    };
    Some(PathCost { objective: objective.of(network, arc, cost, time), cost, time, legs, tie })
}
