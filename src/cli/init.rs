//! `corridor init`.

use std::path::PathBuf;

use super::args::Global;
use super::error::Failure;
use super::{Exit, output};

/// Write the embedded atlas out, to edit
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  corridor init my-atlas && corridor check my-atlas")]
pub(super) struct Args {
    /// A folder that does not exist or is empty
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

pub(super) fn run(args: &Args, global: &Global) -> Result<Exit, Failure> {
    // They would have no effect, so they are refused instead of ignored.
    if global.atlas.is_some() || global.format.is_some() || global.output.is_some() {
        return Err(Failure::new("init writes the embedded atlas to DIR; it takes no --atlas, --format, --output"));
    }
    let files = corridor::embedded_files();
    let files: Vec<_> = files.iter().map(|(path, bytes)| (*path, *bytes)).collect();
    output::write_folder(&files, &args.folder)?;
    if !global.quiet {
        eprintln!("wrote {} files to {}", files.len(), args.folder.display());
    }
    Ok(Exit::Done)
}
