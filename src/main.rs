//! The binary: reads arguments, asks the library, writes the answer.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
