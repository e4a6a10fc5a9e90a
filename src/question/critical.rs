//! `corridor critical`: each thing removed in turn.

use serde::{Deserialize, Serialize};

use super::{FlowsSelection, ScenarioSpec, Sweep};
use crate::model::string_enum;

string_enum! {
    /// What `critical` removes.
    Remove {
        /// Links.
        Link = "link",
        /// Places of the atlas.
        Place = "place",
        /// Countries.
        Country = "country",
        /// Straits, corridors and lines.
        Tag = "tag",
        /// Who runs links and places; a mesh knows none.
        Operator = "operator",
        /// Who owns half or more of those who run them, or commands them; a mesh knows none.
        Owner = "owner",
    }
}

/// What is removed, and what is asked of the rest.
///
/// On the mesh of the atlas all pairs of `pairs` take their cheapest ways. Without a mesh, or where `flows` or `stack` say
/// something, the flows of the atlas are laid again within capacities.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct Critical {
    /// Pairs on the mesh; their scenarios are not asked.
    pub pairs: Sweep,
    /// Flows on the atlas.
    pub flows: FlowsSelection,
    /// The scenario under which they lie before anything is removed.
    pub stack: ScenarioSpec,
    /// Kinds of things; none: all.
    pub each: Vec<Remove>,
    /// At most so many links: those with most tonnes, or pairs where no tonnes are given.
    pub busiest: usize,
}

impl Default for Critical {
    fn default() -> Self {
        Self {
            pairs: Sweep::default(),
            flows: FlowsSelection::default(),
            stack: ScenarioSpec::default(),
            each: Vec::new(),
            busiest: 1000,
        }
    }
}
