//! Options of every command.

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::ValueEnum;
use corridor::spec::Borders;
use corridor::summary::Extent;
use corridor::{RenderOptions, Session, Style, Unit};

use super::error::Failure;

/// A page that is no terminal, unless COLUMNS says how wide it is.
const PAGE: usize = 140;

/// What the environment says of the width, as shells do.
fn columns() -> Option<usize> {
    std::env::var("COLUMNS").ok()?.parse().ok().filter(|columns| *columns > 0)
}

#[derive(Debug, clap::Args)]
pub(super) struct Global {
    /// Read the atlas in this folder or compiled file instead of the embedded one
    #[arg(long, global = true, value_name = "DIR|FILE", help_heading = "Everywhere")]
    pub atlas: Option<PathBuf>,
    /// How the answer is written [default: table]
    #[arg(long, global = true, value_enum, help_heading = "Everywhere")]
    pub format: Option<OutputFormat>,
    /// What tonnes are shown in [default: in tables t, kt or Mt, as fits the largest; kt in csv]; kbd, bcm and teu: thousand
    /// barrels a day, billion cubic metres, thousand boxes of 20 feet, with prices a barrel, a thousand cubic metres, a box
    /// of 40 feet, in route, exposure, reroute and compare; each commodity by its own number in `commodities.csv`
    #[arg(long, global = true, value_enum, help_heading = "Everywhere")]
    pub unit: Option<UnitArg>,
    /// Show all of an answer, not only what fits a screen
    #[arg(long, global = true, help_heading = "Everywhere")]
    full: bool,
    /// Write to this file, whole or not at all; `-` is standard output [default: standard output; of a report report.html]
    #[arg(long, short, global = true, value_name = "FILE", help_heading = "Everywhere")]
    pub output: Option<PathBuf>,
    /// How many threads to use; the answer is the same [default: all cores]
    #[arg(long, global = true, value_name = "N", help_heading = "Everywhere",
          value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Colours in tables; `auto`: on a terminal, where NO_COLOR is not set
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN", help_heading = "Everywhere")]
    color: When,
    /// Have every assignment of the answer checked by code that shares nothing with the solver; of a sweep 16 rows found
    /// again by plain searches
    #[arg(long, global = true, help_heading = "Everywhere")]
    pub verify: bool,
    /// Say nothing on stderr but errors
    #[arg(long, short, global = true, help_heading = "Everywhere", conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say on stderr what was read and how long it took
    #[arg(long, short, global = true, help_heading = "Everywhere")]
    pub verbose: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum OutputFormat {
    /// For people
    Table,
    /// For programs: everything, as `corridor man --json-schema` says
    Json,
    /// One table for data frames, the command's help says which: names as in JSON, kt, lists joined by `;`
    Csv,
    /// The tables for people, as GitHub shows them
    Markdown,
    /// The same for a document: longtables set to its width, in smaller letters, broken or turned where they must be
    Latex,
    /// A page of its own; only of `report`, where it is the default
    Html,
    /// A workbook; only of `report`
    Xlsx,
    /// The table of csv with types
    #[cfg(feature = "parquet")]
    Parquet,
}

impl OutputFormat {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Markdown => "markdown",
            Self::Latex => "latex",
            Self::Html => "html",
            Self::Xlsx => "xlsx",
            #[cfg(feature = "parquet")]
            Self::Parquet => "parquet",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum UnitArg {
    /// Million tonnes
    Mt,
    /// Thousand tonnes
    Kt,
    /// Thousand barrels a day, prices in USD a barrel
    Kbd,
    /// Billion cubic metres, prices in USD a thousand of them
    Bcm,
    /// Thousand TEU, prices in USD a box of 40 feet
    Teu,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum When {
    #[default]
    Auto,
    Always,
    Never,
}

impl Global {
    /// Before the first parallel step.
    pub(super) fn start_threads(&self) -> Result<(), Failure> {
        let Some(threads) = self.threads else {
            return Ok(());
        };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.into());
        pool.build_global().map_err(|error| Failure::new(format!("cannot start {threads} threads: {error}")))
    }

    /// The atlas asked for.
    pub(super) fn session(&self) -> Result<Session, Failure> {
        let session = match &self.atlas {
            Some(folder) => Session::open(folder),
            None => Session::embedded(),
        };
        session.map_err(Failure::from)
    }

    /// How answers look where they go.
    pub(super) fn look(&self, unit: Option<Unit>) -> RenderOptions {
        let out = std::io::stdout();
        // With --output the terminal shows nothing of the answer: neither its width nor its colours matter.
        let terminal = self.output.is_none() && out.is_terminal();
        let width = if terminal { terminal_size::terminal_size_of(out) } else { None };
        let look = self.page(terminal, width);
        // Links are escapes too, so they need a terminal that takes colours.
        let links = look.style == Style::Colour && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout);
        // `--color always` may colour a file, but a file opens no links.
        RenderOptions { unit, links: links && self.output.is_none(), ..look }
    }

    /// How what is said on stderr looks.
    pub(super) fn errors(&self) -> RenderOptions {
        let out = std::io::stderr();
        self.page(out.is_terminal(), terminal_size::terminal_size_of(out))
    }

    fn extent(&self) -> Extent {
        if self.full { Extent::Full } else { Extent::Screen }
    }

    fn page(&self, terminal: bool, size: Option<(terminal_size::Width, terminal_size::Height)>) -> RenderOptions {
        // The option precedes the environment.
        let style = match self.color {
            When::Always => Style::Colour,
            When::Auto if terminal && !no_color() && !dumb() => Style::Colour,
            When::Auto | When::Never => Style::Plain,
        };
        let width = size.map(|(width, _)| usize::from(width.0)).or_else(columns).unwrap_or(PAGE).max(1);
        RenderOptions { width, style, links: false, unit: None, extent: self.extent(), borders: Borders::default() }
    }
}

/// A terminal that says it knows no escapes.
fn dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|value| value == "dumb")
}

/// See <https://no-color.org>: set and not empty.
fn no_color() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}
