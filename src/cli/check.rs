//! `corridor check`.

use std::path::{Path, PathBuf};

use corridor::{Answer, RenderOptions};

use super::args::{Global, OutputFormat};
use super::draw::Drawer;
use super::error::{Failure, SHOWN};
use super::finding::{Strictness, is_finding};
use super::{Exit, ask, unit};

/// Validate an atlas, a scenario or a compiled file, all findings at once
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  corridor check my-atlas\n  corridor check --atlas my-atlas what-if.toml\n\nAs CSV: a row a finding."
)]
pub(super) struct Args {
    /// Atlas folder, scenario file or compiled file [default: the atlas of --atlas, or the embedded one]
    #[arg(value_name = "DIR|FILE")]
    target: Option<PathBuf>,
}

pub(super) fn run(args: &Args, global: &Global) -> Result<Exit, Failure> {
    let target = args.target.as_deref().or(global.atlas.as_deref());
    let mut check = corridor::check(target, global.atlas.as_deref())?;
    check.drawings = drawings(&check, target, global);
    let answer = Answer::Check(check);
    ask::write(&answer, global, unit::plain(global)?)?;
    Ok(if is_finding(&answer, Strictness::Lenient) { Exit::Finding } else { Exit::Done })
}

/// For people alone. The files of the embedded atlas are nowhere to be mended.
fn drawings(check: &corridor::answer::Check, target: Option<&Path>, global: &Global) -> Vec<String> {
    let look = match global.format {
        None | Some(OutputFormat::Table) => global.look(None),
        Some(OutputFormat::Markdown | OutputFormat::Latex) => RenderOptions::default(),
        Some(_) => return Vec::new(),
    };
    let Some(target) = target else {
        return Vec::new();
    };
    let mut drawer = Drawer::new(target.is_dir().then_some(target), look);
    check.notices.iter().take(SHOWN).map(|notice| drawer.draw(notice)).collect()
}
