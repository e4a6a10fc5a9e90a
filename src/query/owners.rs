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
  corridor owners cpc-consortium --as-of 2025-11-15
  corridor owners cpc-consortium --as-of 2026-03-01 --format json

Only shares held by listed parties, or by companies that belong to them, count, in full. A question mark: the text of a rule \
or listing was not seen, or a share's range decides. As CSV: a row per test. A reading of sources, not advice.")
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
        let resolved = session.resolve(&self.scenario)?;
        let day = session.day(&resolved)?;
        let head = session.head(Self::COMMAND, &resolved, day);
        analysis::law::owners(head, &session.network_on(day).snapshot, &self.id)
    }
}
