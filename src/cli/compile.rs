//! `corridor compile`.

use std::path::PathBuf;

use corridor::Session;

use super::args::Global;
use super::error::Failure;
use super::{Exit, ask, output, progress};

/// Make one file of an atlas and its imported network, which opens at once
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  corridor compile world --output world.corridor && corridor route tengiz augusta --cargo crude --atlas world.corridor

The file is read as it lies: it is for machines of one byte order, and a newer version may ask for it to be made again.")]
pub(super) struct Args {
    /// Folder of the atlas [default: the atlas of --atlas, or the embedded one]
    #[arg(value_name = "ATLAS")]
    atlas: Option<PathBuf>,
}

pub(super) fn run(args: &Args, global: &Global) -> Result<Exit, Failure> {
    ask::nothing_to_verify(global)?;
    let Some(path) = &global.output else {
        return Err(Failure::new("compile writes a file: name it with --output"));
    };
    if global.format.is_some() {
        return Err(Failure::new("a compiled file has one format: leave --format out"));
    }
    let session = match args.atlas.as_deref().or(global.atlas.as_deref()) {
        Some(folder) => Session::open(folder)?,
        None => Session::embedded()?,
    };
    let bytes = progress::during(&session, global, || session.compile())?;
    output::write_bytes(&bytes, Some(path))?;
    if !global.quiet {
        eprintln!("wrote {} bytes to {}", bytes.len(), path.display());
    }
    Ok(Exit::Done)
}
