//! `corridor completions`.

use clap_complete::{Shell, generate};

use super::args::Global;
use super::error::Failure;
use super::{Exit, output};

/// Write a completion script for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  corridor completions bash > ~/.local/share/bash-completion/completions/corridor
  corridor completions zsh --output _corridor")]
pub(super) struct Args {
    /// bash, elvish, fish, powershell or zsh
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(args: &Args, global: &Global) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    generate(args.shell, &mut super::command(), "corridor", &mut script);
    output::write_bytes(&script, global.output.as_deref())?;
    Ok(Exit::Done)
}
