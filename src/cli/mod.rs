//! The command line. It sees only the public API; one file a command; `output` alone opens files to write.

mod args;
mod ask;
mod blame;
mod check;
mod compare;
mod compile;
mod completions;
mod critical;
mod diff;
mod draw;
mod error;
mod explain;
mod export;
mod exposure;
mod finding;
mod flows;
mod import;
mod init;
mod legal;
mod list;
mod man;
mod output;
mod owners;
mod part;
mod progress;
mod report;
mod reroute;
mod route;
mod show;
mod solve;
mod sources;
mod stack;
mod sweep;
mod text;
mod unit;
mod verify;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use args::Global;
use error::Failure;

/// Which way can trade go, what does it depend on, and what happens when a way is closed?
#[derive(Debug, Parser)]
#[command(name = "corridor", version, max_term_width = 100, propagate_version = true, after_help = EXAMPLES)]
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
    Route(route::Args),
    Exposure(exposure::Args),
    Reroute(reroute::Args),
    Compare(compare::Args),
    Report(Box<report::Args>),
    // Boxed: its subcommands make it twice as large as the others.
    Export(Box<export::Args>),
    List(list::Args),
    Show(show::Args),
    Owners(owners::Args),
    Legal(Box<legal::Args>),
    Explain(Box<explain::Args>),
    Diff(Box<diff::Args>),
    Blame(Box<blame::Args>),
    Check(check::Args),
    Init(init::Args),
    Verify(verify::Args),
    Sources(sources::Args),
    Sweep(Box<sweep::Args>),
    Critical(critical::Args),
    Import(import::Args),
    Compile(compile::Args),
    Solve(solve::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// What a command that ran gives to the shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// Done.
    Done,
    /// The answer is a finding.
    Finding,
}

/// Runs the command of this process.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    match execute(&cli) {
        Ok(Exit::Done) => ExitCode::SUCCESS,
        Ok(Exit::Finding) => ExitCode::from(1),
        Err(failure) => {
            failure.print(&cli.global);
            ExitCode::from(2)
        }
    }
}

/// The command line as clap describes it: for completions and manuals.
fn command() -> clap::Command {
    use clap::CommandFactory;
    Cli::command()
}

fn execute(cli: &Cli) -> Result<Exit, Failure> {
    let global = &cli.global;
    global.start_threads()?;
    match &cli.command {
        Command::Route(args) => route::run(args, global),
        Command::Exposure(args) => exposure::run(args, global),
        Command::Reroute(args) => reroute::run(args, global),
        Command::Report(args) => report::run(args, global),
        Command::Compare(args) => compare::run(args, global),
        Command::Export(args) => export::run(args, global),
        Command::List(args) => list::run(args, global),
        Command::Show(args) => show::run(args, global),
        Command::Owners(args) => owners::run(args, global),
        Command::Legal(args) => legal::run(args, global),
        Command::Explain(args) => explain::run(args, global),
        Command::Diff(args) => diff::run(args, global),
        Command::Blame(args) => blame::run(args, global),
        Command::Check(args) => check::run(args, global),
        Command::Init(args) => init::run(args, global),
        Command::Verify(args) => verify::run(args, global),
        Command::Sources(args) => sources::run(args, global),
        Command::Sweep(args) => sweep::run(args, global),
        Command::Critical(args) => critical::run(args, global),
        Command::Import(args) => import::run(args, global),
        Command::Compile(args) => compile::run(args, global),
        Command::Solve(args) => solve::run(args, global),
        Command::Completions(args) => completions::run(args, global),
        Command::Man(args) => man::run(args, global),
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
