//! `corridor owners ID`: whose is a company, by whose test.

use serde::{Deserialize, Serialize};

use super::Query;
use crate::analysis;
use crate::answer::{self, Command};
use crate::error::Result;
use crate::session::Session;
use crate::spec::ScenarioSpec;

/// Show who owns a company, by the ownership test of each authority
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[cfg_attr(
    feature = "cli",
    derive(clap::Args),
    command(after_help = "Examples:
  corridor owners rosneft
  corridor owners cpc-consortium --as-of 2025-11-15 --format json

On the last day that the law data cover, or on --as-of; what changed after an earlier day is named. Only shares held by listed \
parties, or by companies that belong to them, count, in full. As CSV: a row per test. A reading of sources, not advice.")
)]
#[serde(default)]
pub struct Owners {
    /// A party by id or name, or a place or link, whose operator is meant
    pub id: String,
    #[cfg_attr(feature = "cli", command(flatten))]
    /// Its day decides which holdings, listings and tests are in force.
    pub scenario: ScenarioSpec,
}

impl Query for Owners {
    const COMMAND: Command = Command::new("owners");
    type Answer = answer::Owners;

    fn run(&self, session: &Session) -> Result<answer::Owners> {
        let mut resolved = session.resolve(&self.scenario)?;
        session.stand_on_law(&mut resolved);
        let day = session.day(&resolved)?;
        let head = session.head(Self::COMMAND, &resolved, day);
        analysis::owners::owners(head, &session.network_on(day).snapshot, &self.id)
    }
}
