//! `corridor critical`: each thing removed in turn.

use serde::{Deserialize, Serialize};

use crate::model::string_enum;

use super::{Ends, Query};
use crate::answer::{self, Command};
use crate::error::Result;
use crate::session::Session;
use crate::spec::{FlowsSelection, ScenarioSpec};

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

/// Each thing removed in turn (N-1): what strands most, what costs most
///
/// On the mesh of the atlas all pairs of `pairs` take their cheapest ways. Without a mesh, or where `flows` or `stack` say
/// something, the flows of the atlas are laid again within capacities.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[cfg_attr(
    feature = "cli",
    derive(clap::Args),
    command(
        about = "Each thing removed in turn (N-1): what strands most, what costs most",
        long_about = None,
        after_help = "Examples:
  corridor critical --origin KAZ --cargo crude --year 2023
  corridor critical --atlas world.corridor --among ports.csv
  corridor critical --atlas world.corridor --demand tonnes.csv --each country --each tag
  corridor critical --atlas world.corridor --among ports.csv --each link --busiest 5000 --format csv

Flows of the atlas are laid again within capacities. On the mesh of the atlas, where it has one and no flows are named, \
each pair takes its cheapest way, whatever a capacity says. As CSV: a row a thing, that which cuts most first.")
)]
#[serde(default)]
pub struct Critical {
    #[cfg_attr(feature = "cli", command(flatten))]
    /// Pairs on the mesh.
    pub pairs: Ends,
    /// What is removed; tags are straits, corridors and lines, an owner all that it has half of [default: all]
    #[cfg_attr(feature = "cli", arg(long, value_enum, value_name = "KIND"))]
    pub each: Vec<Remove>,
    /// At most so many links: those with most tonnes, or pairs where no tonnes are given
    #[cfg_attr(feature = "cli", arg(long, value_name = "N", default_value_t = 1000))]
    pub busiest: usize,
    #[cfg_attr(feature = "cli", command(flatten))]
    /// Flows on the atlas.
    pub flows: FlowsSelection,
    #[cfg_attr(feature = "cli", command(flatten))]
    /// The scenario under which they lie before anything is removed.
    pub stack: ScenarioSpec,
}

impl Default for Critical {
    fn default() -> Self {
        Self {
            pairs: Ends::default(),
            flows: FlowsSelection::default(),
            stack: ScenarioSpec::default(),
            each: Vec::new(),
            busiest: 1000,
        }
    }
}

impl Query for Critical {
    const COMMAND: Command = Command::Critical;
    type Answer = answer::Critical;

    fn run(&self, session: &Session) -> Result<answer::Critical> {
        session.critical(self)
    }
}
