//! `corridor check`.

use std::path::PathBuf;

use corridor::Answer;

use super::args::Global;
use super::error::Failure;
use super::finding::{Strictness, is_finding};
use super::{Exit, ask, unit};

/// Validate an atlas or a scenario, all findings at once
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  corridor check my-atlas\n  corridor check --atlas my-atlas what-if.toml\n\nAs CSV: a row a finding."
)]
pub(super) struct Args {
    /// Atlas folder or scenario file [default: the atlas of --atlas, or the embedded one]
    #[arg(value_name = "DIR|FILE")]
    target: Option<PathBuf>,
}

pub(super) fn run(args: &Args, global: &Global) -> Result<Exit, Failure> {
    let target = args.target.as_deref().or(global.atlas.as_deref());
    let answer = Answer::Check(corridor::check(target, global.atlas.as_deref())?);
    ask::write(&answer, global, unit::plain(global)?)?;
    Ok(if is_finding(&answer, Strictness::Lenient) { Exit::Finding } else { Exit::Done })
}
