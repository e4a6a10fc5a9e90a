//! `corridor verify` and `corridor sources`: questions about an answer that was saved.

use serde::{Deserialize, Serialize};

use super::Query;
use crate::answer::{self, Command};
use crate::error::Result;
use crate::session::Session;
use crate::spec::TextFile;

/// Does a saved answer hold? It is asked again, and every assignment is checked by code that shares nothing with the
/// solver
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[cfg_attr(
    feature = "cli",
    derive(clap::Args),
    command(after_help = "Example:
  corridor reroute --origin KAZ --year 2023 --scenario cpc-closed --format json --output answer.json
  corridor verify answer.json

Exit codes: 0 it holds, 1 it does not, 2 it cannot be asked again (another atlas, another version, no answer).")
)]
pub struct Verify {
    /// An answer of route, exposure, reroute or compare in JSON
    #[cfg_attr(feature = "cli", arg(value_name = "ANSWER.json"))]
    pub answer: TextFile,
}

/// Every source that a saved answer rests on: that of each row it names, of the flows it is about, and of what holds,
/// prices or charges them
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[cfg_attr(
    feature = "cli",
    derive(clap::Args),
    command(after_help = "Example:
  corridor reroute --origin KAZ --year 2023 --scenario cpc-closed --format json --output answer.json
  corridor sources answer.json")
)]
pub struct Sources {
    /// An answer of route, exposure, reroute or compare in JSON
    #[cfg_attr(feature = "cli", arg(value_name = "ANSWER.json"))]
    pub answer: TextFile,
}

impl Query for Verify {
    const COMMAND: Command = Command::Verify;
    type Answer = answer::Verify;

    fn run(&self, session: &Session) -> Result<answer::Verify> {
        session.verify(&self.answer)
    }
}

impl Query for Sources {
    const COMMAND: Command = Command::Sources;
    type Answer = answer::Sources;

    fn run(&self, session: &Session) -> Result<answer::Sources> {
        session.sources(&self.answer)
    }
}
