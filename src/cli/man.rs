//! `corridor man`.

use clap_mangen::Man;

use super::args::Global;
use super::error::Failure;
use super::{Exit, output};

/// Write the manual page, or the JSON Schema of every answer
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  corridor man | man -l -
  corridor man reroute --output corridor-reroute.1
  corridor man --json-schema --output corridor.schema.json")]
pub(super) struct Args {
    /// The command to describe [default: the program itself]
    #[arg(value_name = "COMMAND", conflicts_with = "json_schema")]
    of: Option<String>,
    /// Write the JSON Schema of every answer instead
    #[arg(long)]
    json_schema: bool,
}

pub(super) fn run(args: &Args, global: &Global) -> Result<Exit, Failure> {
    let bytes = if args.json_schema { corridor::schema().into_bytes() } else { page(args.of.as_deref())? };
    output::write_bytes(&bytes, global.output.as_deref())?;
    Ok(Exit::Done)
}

fn page(of: Option<&str>) -> Result<Vec<u8>, Failure> {
    // The manual has what the first page of help leaves out.
    let mut whole = super::command().mut_subcommands(|command| command.hide(false));
    // Without it a command's page lacks the options of every command.
    whole.build();
    let described = match of {
        None => whole,
        Some(name) => {
            let names: Vec<&str> = whole.get_subcommands().map(clap::Command::get_name).collect();
            let unknown = || Failure::new(format!("no command {name}; there are {}", names.join(", ")));
            whole.find_subcommand(name).ok_or_else(unknown)?.clone()
        }
    };
    let mut bytes = Vec::new();
    let written = Man::new(described).render(&mut bytes);
    written.map_err(|error| Failure::new(format!("cannot write the manual: {error}")))?;
    Ok(bytes)
}
