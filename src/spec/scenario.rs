//! What a scenario is built of: ids, files and measures on the line, in the order in which they stack.

use serde::{Deserialize, Serialize};

use std::path::Path;

use super::{Shipment, TextFile};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::model::InlineEffect;

/// A scenario as it is built on the line. Empty: nothing happens, on the default day.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct ScenarioSpec {
    /// Scenarios, in the order in which they stack.
    pub scenarios: Vec<ScenarioRef>,
    /// Measures on the line, after the scenarios.
    pub inline: InlineMeasures,
    /// The day that decides everything, `YYYY-MM-DD`; none: the scenario's, else 30 June of the year, of questions of law
    /// the last day that the law data cover.
    pub as_of: Option<String>,
    /// A ready set of parties: then the law applies.
    pub actor: Option<String>,
    /// The ownership test for `owner=` where a measure's authority has none: `US`, or `US/russia` for one programme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_test: Option<String>,
    /// Parties, goods and documents.
    #[serde(skip_serializing_if = "nothing")]
    pub shipment: Box<Shipment>,
}

#[allow(clippy::borrowed_box, reason = "serde gives the field as it is")]
fn nothing(shipment: &Box<Shipment>) -> bool {
    shipment.is_empty()
}

impl ScenarioSpec {
    /// Does it change nothing?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.scenarios.is_empty() && self.inline.0.is_empty()
    }
}

/// A scenario by its id, or the text of a file. `A+B` are two ids that stack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScenarioRef {
    /// An id of the atlas.
    Id(String),
    /// A scenario file.
    File {
        /// Its name, for messages.
        name: String,
        /// What it says (TOML).
        text: String,
        /// The tables of the folder that it names as `rows`: places, links, transfers, capacities, flows.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        rows: Vec<TextFile>,
    },
}

impl ScenarioRef {
    /// What it stacks, in order: itself, or the parts of `A+B`.
    #[must_use]
    pub fn parts(&self) -> Vec<Self> {
        match self {
            Self::Id(id) => id.split('+').map(|id| Self::Id(id.into())).collect(),
            Self::File { .. } => vec![self.clone()],
        }
    }
}

/// Tables of which a scenario may bring rows.
pub(crate) const GROWING: [&str; 5] = ["places.csv", "links.csv", "transfers.csv", "capacities.csv", "flows.csv"];

impl ScenarioRef {
    /// Reads a scenario file, and the tables of the folder beside it that it names as `rows`.
    ///
    /// # Errors
    /// One of them is missing, no file, larger than 8 MiB, or no UTF-8; or the folder holds no table of rows.
    pub fn open(path: &Path) -> Result<Self> {
        let TextFile { name, text } = TextFile::open(path)?;
        // A text that is no TOML has its findings where it is checked.
        let may = text.lines().any(|line| line.trim_start().starts_with("rows"));
        let table = may.then(|| text.parse::<toml::Table>().ok()).flatten();
        let named = table.and_then(|table| Some(table.get("rows")?.as_str()?.to_owned()));
        let rows = named.map_or_else(|| Ok(Vec::new()), |folder| rows(&name, path, &folder))?;
        Ok(Self::File { name, text, rows })
    }
}

fn rows(scenario: &str, path: &Path, folder: &str) -> Result<Vec<TextFile>> {
    let beside = path.parent().unwrap_or(Path::new("")).join(folder);
    let files = GROWING.iter().map(|file| beside.join(file)).filter(|file| file.exists());
    let rows: Vec<TextFile> = files.map(|file| TextFile::open(&file)).collect::<Result<_>>()?;
    if rows.is_empty() {
        let rule = format!("there is no table of rows in {}", beside.display());
        let hint = format!("a folder beside the file has one or more of: {}", GROWING.join(", "));
        let fault = Diagnostic::error(scenario, rule, hint).cell("rows", folder);
        return Err(Error::data("a file cannot be used", vec![fault]));
    }
    Ok(rows)
}

/// Measures on the line, in the order of effects and then of the line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct InlineMeasures(pub Vec<InlineMeasure>);

impl FromIterator<InlineMeasure> for InlineMeasures {
    fn from_iter<I: IntoIterator<Item = InlineMeasure>>(measures: I) -> Self {
        Self(measures.into_iter().collect())
    }
}

/// A measure on the line, such as `--limit place=novorossiysk-cpc:50%`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct InlineMeasure {
    /// What it does.
    pub effect: InlineEffect,
    /// Selector `key=value[,key=value]`, and for all but `close` an amount with its unit after the last `:`.
    pub text: String,
}

#[cfg(feature = "cli")]
pub use flags::Scenarios;

#[cfg(feature = "cli")]
mod flags {
    use std::ffi::OsStr;
    use std::path::Path;

    use clap::builder::{Resettable, TypedValueParser, ValueParserFactory};
    use clap::{Arg, ArgMatches, Command, Error, FromArgMatches};

    use super::{InlineMeasure, InlineMeasures, ScenarioRef, ScenarioSpec};
    use crate::model::{InlineEffect, former};
    use crate::spec::file::flag::refused;
    use crate::spec::shipment::LawFlags;

    impl ScenarioRef {
        /// An id is never a path: what has a dot or a separator in it is read as a file.
        pub(crate) fn of_line(given: &OsStr) -> Result<Self, Error> {
            match given.to_str() {
                // Ids of the atlas have neither dot nor separator.
                Some(id) if !id.contains(['.', '/', '\\']) => Ok(Self::Id(id.into())),
                _ => Self::open(Path::new(given)).map_err(|error| refused(&error)),
            }
        }
    }

    /// An id, or a path that is read.
    #[derive(Clone)]
    pub struct ScenarioValue;

    impl TypedValueParser for ScenarioValue {
        type Value = ScenarioRef;

        fn parse_ref(&self, _: &Command, _: Option<&Arg>, value: &OsStr) -> Result<ScenarioRef, Error> {
            ScenarioRef::of_line(value)
        }
    }

    impl ValueParserFactory for ScenarioRef {
        type Parser = ScenarioValue;

        fn value_parser() -> ScenarioValue {
            ScenarioValue
        }
    }

    /// Scenarios, by themselves or with a flag: the same in every command.
    #[derive(Debug, Default, clap::Args)]
    pub struct Scenarios {
        /// A scenario's id or file, `A+B` for two that stack; `corridor list scenarios` shows them, and law, events, market and as-is (all three), which hold what is in force
        #[arg(id = "named", value_name = "SCENARIO", help_heading = Resettable::Reset)]
        named: Vec<ScenarioRef>,
        /// Likewise; several stack in order
        #[arg(long, value_name = "ID|FILE", help_heading = "Scenario")]
        scenario: Vec<ScenarioRef>,
    }

    impl From<Scenarios> for Vec<ScenarioRef> {
        fn from(scenarios: Scenarios) -> Self {
            scenarios.named.into_iter().chain(scenarios.scenario).collect()
        }
    }

    /// The flags of a scenario.
    #[derive(Debug, Default, clap::Args)]
    #[command(next_help_heading = "Scenario")]
    struct ScenarioFlags {
        #[command(flatten)]
        scenarios: Scenarios,
        #[command(flatten)]
        inline: InlineMeasures,
        /// Reference date [default: the scenario's, else 30 June of the year; of questions of law the last day that the law data cover]
        #[arg(long, value_name = "DATE")]
        as_of: Option<String>,
        /// The ownership test for `owner=ID`: `US`, `US/russia`, or `half`: half or more, or control [default: the measure's authority's; in rows of owners half]
        #[arg(long, value_name = "AUTHORITY[/PROGRAMME]")]
        owner_test: Option<String>,
        #[command(flatten)]
        law: LawFlags,
    }

    impl From<ScenarioFlags> for ScenarioSpec {
        fn from(mut flags: ScenarioFlags) -> Self {
            Self {
                scenarios: flags.scenarios.into(),
                inline: flags.inline,
                as_of: flags.as_of,
                actor: flags.law.actor.take(),
                owner_test: flags.owner_test,
                shipment: Box::new(flags.law.into()),
            }
        }
    }

    impl clap::Args for ScenarioSpec {
        fn augment_args(command: Command) -> Command {
            ScenarioFlags::augment_args(command)
        }

        fn augment_args_for_update(command: Command) -> Command {
            ScenarioFlags::augment_args_for_update(command)
        }
    }

    impl FromArgMatches for ScenarioSpec {
        fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
            ScenarioFlags::from_arg_matches(matches).map(Self::from)
        }

        fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
            *self = Self::from_arg_matches(matches)?;
            Ok(())
        }
    }

    /// A flag for each effect.
    impl clap::Args for InlineMeasures {
        fn augment_args(command: Command) -> Command {
            InlineEffect::ALL.iter().copied().fold(command, |command, effect| {
                let spec = effect.spec();
                let flag =
                    // Flags of the version before are read, but no help shows them.
                    Arg::new(effect.as_str()).long(effect.as_str()).aliases(former(effect.as_str())).help(spec.help);
                let flag = flag.value_name(if spec.amount.is_some() { "SEL:AMOUNT" } else { "SEL" });
                command.arg(flag.action(clap::ArgAction::Append))
            })
        }

        fn augment_args_for_update(command: Command) -> Command {
            Self::augment_args(command)
        }
    }

    impl FromArgMatches for InlineMeasures {
        fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
            let of = |effect: InlineEffect| {
                let texts = matches.get_many::<String>(effect.as_str()).unwrap_or_default();
                texts.map(move |text| InlineMeasure { effect, text: text.clone() })
            };
            // Parsed flags are grouped by name, so measures go in the order of effects.
            Ok(Self(InlineEffect::ALL.iter().copied().flat_map(of).collect()))
        }

        fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
            *self = Self::from_arg_matches(matches)?;
            Ok(())
        }
    }
}
