//! The command line. It sees only the public API: what asks is a query with its flags, run by `ask`; `output` alone
//! opens files to write.

mod args;
mod ask;
mod compile;
mod completions;
mod draw;
mod error;
mod export;
mod help;
mod init;
mod man;
mod output;
mod partial;
mod progress;
mod unit;

use std::process::ExitCode;

use clap::{FromArgMatches, Parser, Subcommand};
use corridor::query::Line;

use args::Global;
use error::Failure;

/// Find trade routes, what trade depends on, and what happens when a route closes
#[derive(Debug, Parser)]
#[command(name = "corridor", version, max_term_width = 100, propagate_version = true, disable_help_subcommand = true, after_help = EXAMPLES)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  corridor route tengiz augusta --cargo crude -k 3
  corridor exposure --origin KAZ --cargo crude --year 2023
  corridor reroute --origin KAZ --cargo crude --scenario cpc-closed
  corridor compare --origin KAZ --cargo crude cpc-closed bosporus-closed

Exit codes:
  0  done
  1  the answer is a finding: no route, errors in an atlas, stranded tonnes under --strict
  2  could not run";

#[derive(Debug, Subcommand)]
enum Command {
    #[command(flatten)]
    Ask(Line),
    // Boxed: its subcommands make it twice as large as the others.
    Export(Box<export::Args>),
    Init(init::Args),
    Compile(compile::Args),
    Completions(completions::Args),
    Man(man::Args),
    #[command(display_order = 1000)]
    Help(help::Args),
}

/// What a command that ran gives to the shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    Done,
    /// The answer is a finding.
    Finding,
}

/// Runs the command of this process.
pub fn run() -> ExitCode {
    let matches = help::shortened(self::command()).get_matches();
    // The matches are of the same arguments, so this cannot fail; were it to, clap says why.
    let Cli { global, command } = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    match execute(command, &global) {
        Ok(Exit::Done) => ExitCode::SUCCESS,
        Ok(Exit::Finding) => ExitCode::from(1),
        Err(failure) => {
            failure.print(draw::Drawer::new(global.atlas.as_deref(), global.errors()));
            ExitCode::from(2)
        }
    }
}

/// The command line as clap describes it: for completions and manuals.
fn command() -> clap::Command {
    use clap::CommandFactory;
    Cli::command()
}

fn execute(command: Command, global: &Global) -> Result<Exit, Failure> {
    global.start_threads()?;
    match command {
        Command::Ask(line) => {
            // Clap reports a contradiction in its own words and ends with exit code 2, as for a wrong word.
            let (question, presentation) = line.question().unwrap_or_else(|error| error.exit());
            ask::run(question, &presentation, global)
        }
        Command::Export(args) => export::run(*args, global),
        Command::Init(args) => init::run(&args, global),
        Command::Compile(args) => compile::run(&args, global),
        Command::Completions(args) => completions::run(&args, global),
        Command::Man(args) => man::run(&args, global),
        Command::Help(args) => help::run(&args, global),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_hang_together() {
        use clap::CommandFactory;
        Cli::command().debug_assert();
    }
}
