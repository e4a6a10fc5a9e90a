//! `corridor init`.

use std::path::{Path, PathBuf};

use super::args::Global;
use super::error::Failure;
use super::{Exit, output};

/// Write an atlas to start from
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  corridor init my-atlas && corridor check my-atlas\n  corridor init mine --template minimal && corridor check mine\n  corridor init gulf --template gulf && corridor reroute --atlas gulf --scenario hormuz-closed\n\nAn atlas is a folder with places.csv, links.csv and flows.csv; every other table has defaults, which `corridor check` names."
)]
pub(super) struct Args {
    /// A folder that does not exist or is empty
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// What it starts from
    #[arg(long, value_enum, default_value_t)]
    template: Template,
}

/// An atlas to start from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum Template {
    /// Two places, a link and a flow
    Minimal,
    /// Six places, with the Strait of Hormuz and a way around it
    Gulf,
    /// All of the embedded atlas
    #[default]
    Full,
}

pub(super) fn run(args: &Args, global: &Global) -> Result<Exit, Failure> {
    // They would have no effect, so they are refused instead of ignored.
    if global.atlas.is_some() || global.format.is_some() || global.output.is_some() {
        return Err(Failure::new("init writes an atlas to DIR; it takes no --atlas, --format, --output"));
    }
    let files = files(args.template, &args.folder);
    let files: Vec<_> = files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    output::write_folder(&files, &args.folder)?;
    if !global.quiet {
        eprintln!("wrote {} files to {}", files.len(), args.folder.display());
    }
    Ok(Exit::Done)
}

fn files(template: Template, folder: &Path) -> Vec<(String, Vec<u8>)> {
    let name = match template {
        Template::Minimal => "minimal",
        Template::Gulf => "gulf",
        Template::Full => {
            let all = corridor::embedded_files().into_iter();
            return all.map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect();
        }
    };
    // Both ship with the program.
    corridor::Session::template(name, &folder.to_string_lossy()).unwrap_or_default()
}
