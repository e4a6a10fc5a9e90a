//! `corridor show ID`: one thing with all its facts, ranges, owners and sources.

use serde::{Deserialize, Serialize};

use super::Query;
use crate::analysis;
use crate::answer::{self, Command};
use crate::error::Result;
use crate::session::Session;
use crate::spec::ScenarioSpec;

/// Show one thing with all its facts, ranges, owners and sources
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[cfg_attr(
    feature = "cli",
    derive(clap::Args),
    command(
        after_help = "Example:\n  corridor show cpc\n\nAs CSV: a row per fact; what is related, owners and sources are in JSON."
    )
)]
#[serde(default)]
pub struct Show {
    /// Id of a place, link, line, capacity, flow, scenario, source ...; or a name
    pub id: String,
    #[cfg_attr(feature = "cli", command(flatten))]
    /// Its day decides which values hold.
    pub scenario: ScenarioSpec,
}

impl Session {
    /// Is a thing a matter of law, and nothing of the network? Then it is shown on the last day that the law data cover.
    fn is_of_law(&self, id: &str) -> bool {
        let atlas = self.atlas();
        let of_law = atlas.parties.get(id).is_some()
            || atlas.vessels.get(id).is_some()
            || atlas.law.measure(id).is_some()
            || atlas.law.exception(id).is_some();
        of_law && atlas.places.get(id).is_none() && atlas.links.get(id).is_none() && atlas.lines.get(id).is_none()
    }
}

impl Query for Show {
    const COMMAND: Command = Command::new("show");
    type Answer = answer::Show;

    fn run(&self, session: &Session) -> Result<answer::Show> {
        let mut resolved = session.resolve(&self.scenario)?;
        if session.is_of_law(self.id.trim()) {
            session.stand_on_law(&mut resolved);
        }
        let day = session.day(&resolved)?;
        let network = session.network_on(day);
        analysis::show::show(session.head(Self::COMMAND, &resolved, day), &network, &resolved.scenarios, &self.id)
    }
}
