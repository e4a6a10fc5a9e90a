//! `corridor check`: what is wrong with an atlas, a scenario or a compiled file, all at once.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::Query;
use crate::answer::{self, Command};
use crate::error::Result;
use crate::session::{Session, check};

/// Validate an atlas, a scenario or a compiled file, all findings at once
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[cfg_attr(
    feature = "cli",
    derive(clap::Args),
    command(
        after_help = "Examples:\n  corridor check my-atlas\n  corridor check --atlas my-atlas what-if.toml\n\nAs CSV: a row a finding."
    )
)]
#[serde(default)]
pub struct Check {
    /// Atlas folder, scenario file or compiled file [default: the atlas of --atlas, or the embedded one]
    #[cfg_attr(feature = "cli", arg(value_name = "DIR|FILE"))]
    pub target: Option<String>,
    /// The atlas that a scenario is of; none: the embedded one.
    #[cfg_attr(feature = "cli", arg(skip))]
    pub atlas: Option<String>,
}

impl Query for Check {
    const COMMAND: Command = Command::Check;
    const ASKS_ATLAS: bool = false;
    type Answer = answer::Check;

    fn run(&self, _: &Session) -> Result<answer::Check> {
        check(self.target.as_deref().map(Path::new), self.atlas.as_deref().map(Path::new))
    }
}
