//! `corridor critical` in JSON.

use serde::{Deserialize, Serialize};

use super::{By, ElementKind, Metadata, Swept};
use crate::model::string_enum;

string_enum! {
    /// What is counted when something is removed.
    Counted {
        /// Pairs of places on an imported network.
        Pairs = "pairs",
        /// Flows of the atlas.
        Flows = "flows",
    }
}

string_enum! {
    /// Whether capacities bind.
    CapacityRule {
        /// Every pair takes its cheapest route, whatever a capacity says.
        Ignored = "ignored",
        /// Flows are assigned within capacities.
        Kept = "kept",
    }
}

/// Each thing removed in turn (N-1), that which cuts most first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Critical {
    /// Which program, atlas and scenario.
    #[serde(flatten)]
    pub head: Metadata,
    /// What is least on a route.
    pub by: By,
    /// What is counted.
    pub of: Counted,
    /// How many of them.
    pub pairs: u64,
    /// Of these, how many have no route even with everything there; of flows, those that strand tonnes even so.
    pub without_way: u64,
    /// Whether capacities bind.
    pub capacity: CapacityRule,
    /// One row for each thing on some route.
    pub rows: Vec<CriticalRow>,
}

/// One thing removed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CriticalRow {
    /// What it is.
    pub kind: ElementKind,
    /// Its id; of places at one node all, joined by `;`.
    pub id: String,
    /// How many arcs go with it.
    pub arcs: u64,
    /// Of flows, the kt a year on it while it is there; none: pairs are counted.
    pub used_kt: Option<f64>,
    /// What that comes to. Of flows: `changed` are those that are assigned otherwise, `cut` those of them that strand more
    /// than before, means are over the tonnes that go another way, and of `tonnes` `cut_kt` is unavoidable, `rerouted_kt`
    /// reroutable.
    pub removed: Swept,
}

impl CriticalRow {
    /// Tonnes cut first, then pairs cut, then what the others pay more; equal ones stay in their order.
    pub fn rank(rows: &mut [Self]) {
        rows.sort_by(|a, b| b.weight().partial_cmp(&a.weight()).unwrap_or(std::cmp::Ordering::Equal));
    }

    fn weight(&self) -> (f64, u64, f64, f64) {
        let swept = &self.removed;
        let (cut_kt, musd) =
            swept.tonnes.as_ref().map_or((0.0, 0.0), |tonnes| (tonnes.cut_kt, tonnes.more_musd));
        let others = swept.changed.saturating_sub(swept.cut) as f64;
        (cut_kt, swept.cut, musd, swept.mean_usd_t * others)
    }
}
