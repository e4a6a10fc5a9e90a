//! What can be asked: one file or folder for each question, with what it takes, how it is answered and what it answers.
//!
//! A query is plain data with its flags; [`Session::ask`] answers it with the type that it names. A new query is its file
//! and, here, its `mod`, its `pub use` and a line in `queries!`.

mod arcs;
mod attribution;
mod changes;
mod check;
mod compare;
mod critical;
mod diff;
mod explain;
mod exposure;
mod goods;
mod growth;
mod import;
mod legal;
#[cfg(feature = "cli")]
mod line;
mod list;
mod listed;
mod network;
mod owners;
mod pairs;
mod report;
mod request;
mod reroute;
mod route;
mod saved;
mod show;
mod sink;
mod solve;
mod sweep;
mod trend;

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::answer::{Command, Metadata, Recorded, Report, Strictness};
use crate::error::{Error, Result};
use crate::session::Session;
use crate::spec::FlowsSelection;
use crate::summary::Summary;

pub use crate::answer::ListOf;
pub use crate::model::ElementKind;
pub use crate::select::selector_keys;
pub use arcs::{Arcs, ArcsOf};
pub use attribution::Attribution;
pub use check::Check;
pub use compare::{Compare, OnImported};
pub use critical::Critical;
pub use diff::Diff;
pub use explain::Explain;
pub use exposure::Exposure;
pub use import::{ImportGraph, ImportList, ListKind};
pub use legal::Legal;
pub use list::{List, ListedFlows};
pub use network::{Network, NetworkOf};
pub use owners::Owners;
pub use report::ReportPage;
pub use reroute::Reroute;
pub use route::Route;
pub use saved::{Proof, Sources, Verify};
pub use show::Show;
pub use sink::{Nowhere, Sink};
pub use solve::{Mincost, Multicommodity};
pub use sweep::{Ends, Sweep};
pub use trend::Trend;

#[cfg(feature = "cli")]
pub use self::{
    commands::Line,
    compare::ComparedLine,
    line::{LineOf, Presentation},
    reroute::ReroutedLine,
    route::TradeLine,
};

/// One question, with the type of its answer.
pub trait Query: Clone + Serialize + DeserializeOwned + JsonSchema {
    /// The command that asks it.
    const COMMAND: Command;

    /// Does it ask an atlas? Else it runs in a session without one.
    const ASKS_ATLAS: bool = true;

    /// What it is answered with.
    type Answer: Report;

    /// Answers it.
    ///
    /// # Errors
    /// Names that do not exist, dates that cannot be, files that break a rule: all of them at once where they are
    /// independent of each other.
    fn run(&self, session: &Session) -> Result<Self::Answer>;

    /// Answers it; what is found row by row goes to the sink as it is found.
    ///
    /// # Errors
    /// As [`Query::run`]; and what the sink reports.
    fn run_into(&self, session: &Session, _rows: &mut (dyn Sink + Send)) -> Result<Self::Answer> {
        self.run(session)
    }

    /// What the answer records of it, so that it can be asked again; none where it is not recorded.
    fn recorded(&self) -> Option<Question> {
        None
    }

    /// The flows that it is about.
    fn flows(&self) -> Option<&FlowsSelection> {
        None
    }
}

impl Session {
    /// Answers a query with the type that it names.
    ///
    /// # Errors
    /// Names that do not exist, dates that cannot be, files that break a rule: all of them at once where they are
    /// independent of each other.
    pub fn ask<Q: Query>(&self, query: &Q) -> Result<Q::Answer> {
        self.ask_into(query, &mut Nowhere)
    }

    /// Answers a query; what is found row by row goes to the sink as it is found.
    ///
    /// # Errors
    /// As [`Session::ask`]; and what the sink reports.
    pub fn ask_into<Q: Query>(&self, query: &Q, rows: &mut (dyn Sink + Send)) -> Result<Q::Answer> {
        // Rows that scenarios bring are there for this question alone.
        let grown = if Q::ASKS_ATLAS { self.grown(query)? } else { None };
        let mut answer = query.run_into(grown.as_ref().unwrap_or(self), rows)?;
        // Only answers that can be asked again record their question.
        if let Some((head, question)) = answer.metadata_mut().zip(query.recorded()) {
            head.question = Some(question.record()?);
        }
        Ok(answer)
    }
}

/// All questions and their answers as one type each, for whoever takes them by name: the command line, JSON, a server.
///
/// `commands` have a command of their own, with these flags; `others` are asked through another command, among them
/// those of `groups`.
macro_rules! queries {
    (
        commands { $($command:ident($own:ident, $line:ty),)* }
        groups { $($group:ident($group_line:ty),)* }
        others { $($other:ident($query:ident),)* }
    ) => {
        // Questions and answers are one type each, so both lists become one.
        queries! { @all $($command($own),)* $($other($query),)* }

        #[cfg(feature = "cli")]
        mod commands {
            //! The commands that ask.

            use super::line::{LineOf, Presentation};
            use super::{Question, *};

            /// The flags of a command that asks.
            #[derive(Debug, clap::Subcommand)]
            #[allow(missing_docs, reason = "said at the flags of each")]
            pub enum Line {
                $($command(Box<$line>),)*
                $($group(Box<$group_line>),)*
            }

            impl Line {
                /// The question, and how its answer is shown.
                ///
                /// # Errors
                /// Mistakes that only several flags together make.
                pub fn question(self) -> std::result::Result<(Question, Presentation), clap::Error> {
                    match self {
                        $(Self::$command(line) => LineOf::question(*line),)*
                        $(Self::$group(line) => LineOf::question(*line),)*
                    }
                }
            }
        }
    };
    (@all $($name:ident($query:ident),)*) => {
        /// One question of any kind.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
        #[serde(tag = "command", rename_all = "snake_case")]
        #[non_exhaustive]
        #[allow(missing_docs, reason = "said at each query")]
        #[allow(clippy::large_enum_variant, reason = "a run has one question")]
        pub enum Question {
            $($name($query),)*
        }

        /// One answer of any kind.
        #[derive(Clone, Debug, PartialEq, Serialize)]
        #[serde(untagged)]
        #[non_exhaustive]
        #[allow(missing_docs, reason = "said at each answer")]
        #[allow(clippy::large_enum_variant, reason = "a run has one answer")]
        pub enum Answer {
            $($name(<$query as Query>::Answer),)*
        }

        $(
            impl From<$query> for Question {
                fn from(query: $query) -> Self {
                    Self::$name(query)
                }
            }
        )*

        impl Session {
            /// Answers a question of any kind; what is found row by row goes to the sink as it is found.
            ///
            /// # Errors
            /// As [`Session::ask`]; and what the sink reports.
            pub fn answer(&self, question: &Question, rows: &mut (dyn Sink + Send)) -> Result<Answer> {
                match question {
                    $(Question::$name(query) => self.ask_into(query, rows).map(Answer::$name),)*
                }
            }
        }

        /// Names of commands, each once.
        fn commands() -> BTreeSet<&'static str> {
            [$(<$query as Query>::COMMAND.as_str(),)*].into()
        }

        impl Question {
            /// See [`Query::ASKS_ATLAS`].
            #[must_use]
            pub fn asks_atlas(&self) -> bool {
                match self {
                    $(Self::$name(_) => <$query as Query>::ASKS_ATLAS,)*
                }
            }

            /// See [`Query::flows`].
            #[must_use]
            pub fn flows(&self) -> Option<&FlowsSelection> {
                match self {
                    $(Self::$name(query) => query.flows(),)*
                }
            }
        }

        impl Answer {
            /// Reads the answer of a command: of `export` the network, whose arcs are tables.
            ///
            /// # Errors
            /// What the reader says: it is no such answer.
            pub fn read<'de, D: serde::Deserializer<'de>>(
                command: Command,
                from: D,
            ) -> std::result::Result<Self, D::Error> {
                // In the order of the list: of `export` the network is read, since it comes before the arcs.
                $(if <$query as Query>::COMMAND == command {
                    return Deserialize::deserialize(from).map(Self::$name);
                })*
                Err(serde::de::Error::custom("no query has this command"))
            }

            /// See [`Report::metadata`].
            #[must_use]
            pub fn metadata(&self) -> Option<&Metadata> {
                match self {
                    $(Self::$name(answer) => answer.metadata(),)*
                }
            }

            /// See [`Report::is_finding`].
            #[must_use]
            pub fn is_finding(&self, strictness: Strictness) -> bool {
                match self {
                    $(Self::$name(answer) => answer.is_finding(strictness),)*
                }
            }

            /// See [`Report::summarize`].
            pub(crate) fn summarize(&self, page: &mut Summary) {
                match self {
                    $(Self::$name(answer) => answer.summarize(page),)*
                }
            }

            /// See [`Report::years`].
            #[must_use]
            pub fn years(&self) -> BTreeSet<i16> {
                match self {
                    $(Self::$name(answer) => answer.years(),)*
                }
            }
        }

        /// The JSON Schema of each answer, in the order of the queries.
        pub(crate) fn schemas(generator: &mut schemars::SchemaGenerator) -> Vec<schemars::Schema> {
            vec![$(generator.subschema_for::<<$query as Query>::Answer>(),)*]
        }
    };
}

impl Command {
    /// The command of this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        commands().into_iter().find(|own| *own == name).map(Self::new)
    }
}

impl<'de> Deserialize<'de> for Command {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        let name = <std::borrow::Cow<'_, str>>::deserialize(from)?;
        Self::parse(&name).ok_or_else(|| serde::de::Error::custom(format!("no query has the command {name}")))
    }
}

impl JsonSchema for Command {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Command".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        // Here and not in `answer`, since only this module knows all commands.
        schemars::json_schema!({
            "description": "The command that an answer is of.",
            "type": "string",
            "enum": commands(),
        })
    }
}

impl JsonSchema for Recorded {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        // In the schema what is recorded is a question: `answer` cannot name that type.
        Question::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Question::json_schema(generator)
    }
}

impl Question {
    /// As an answer records it.
    fn record(&self) -> Result<Recorded> {
        // By way of text: a `serde_json::Value` would sort the fields.
        let text = serde_json::to_string(self).and_then(|text| serde_json::from_str(&text));
        text.map_err(|error| Error::question(format!("the question cannot be recorded: {error}")))
    }

    /// What an answer records, where it is a question.
    #[must_use]
    pub fn recorded(record: &Recorded) -> Option<Self> {
        serde_json::from_str(&serde_json::to_string(record).ok()?).ok()
    }
}

queries! {
    commands {
        Route(Route, route::RouteLine),
        Exposure(Exposure, trend::ExposureLine),
        Reroute(Reroute, ReroutedLine),
        Compare(Compare, ComparedLine),
        Report(ReportPage, report::ReportLine),
        List(List, List),
        Show(Show, Show),
        Owners(Owners, Owners),
        Legal(Legal, legal::LegalLine),
        Explain(Explain, explain::ExplainLine),
        Diff(Diff, diff::DiffLine),
        Attribution(Attribution, Attribution),
        Check(Check, Check),
        Verify(Verify, Verify),
        Sources(Sources, Sources),
        Sweep(Sweep, sweep::SweepLine),
    }
    groups {
        Import(import::ImportLine),
        Solve(solve::SolveLine),
    }
    others {
        Network(Network),
        Arcs(Arcs),
        Critical(Critical),
        ImportGraph(ImportGraph),
        ImportList(ImportList),
        Mincost(Mincost),
        Multicommodity(Multicommodity),
        Trend(Trend),
    }
}
