//! `corridor critical` in JSON.

use serde::Serialize;

use super::{Metadata, Swept};

/// Each thing removed in turn (N-1), that which cuts most first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Critical {
    /// What every answer starts with.
    #[serde(flatten)]
    pub head: Metadata,
    /// What is least.
    pub by: String,
    /// What is counted: `pairs` on a mesh, `flows` on an atlas.
    pub of: String,
    /// How many of them.
    pub pairs: u64,
    /// Of these, how many have no way even with everything there; of flows, those that strand tonnes even so.
    pub without_way: u64,
    /// `ignored`: each pair takes its cheapest way, whatever a capacity says; `kept`: flows lie within capacities.
    pub capacity: String,
    /// Things on some way.
    pub rows: Vec<CriticalRow>,
}

/// One thing removed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct CriticalRow {
    /// `link`, `place`, `country`, `strait`, `corridor`, `line` or `operator`.
    pub kind: String,
    /// Its id; of places at one node all, joined by `;`.
    pub id: String,
    /// How many arcs go with it.
    pub arcs: u64,
    /// Of flows, the kt/y that lie on it while it is there.
    pub used_kt: Option<f64>,
    /// What that comes to. Of flows: `changed` are those that lie otherwise, `cut` those of them that strand more than
    /// before, means are over the tonnes that go another way, and the triple is `tonnes`: `cut_kt` is unavoidable,
    /// `rerouted_kt` reroutable.
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
