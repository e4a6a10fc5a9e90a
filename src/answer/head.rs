//! What every answer starts with.

use std::fmt;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::Number;

use super::Day;
use crate::summary::{Rows, Summary, Table};

/// Who answered, from what, about what.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Metadata {
    /// Version of the program.
    pub corridor: String,
    /// The command.
    pub command: Command,
    /// Which atlas.
    pub atlas: AtlasHead,
    /// Which scenario, on which day.
    pub scenario: ScenarioHead,
    /// That the scenario touches none of the flows asked about, and why: then its figures are the baseline's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub untouched: Option<String>,
    /// What the atlas holds of the trade that was named, as sentences.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scope: Vec<String>,
    /// What a reader must know before the numbers, as sentences: the year that was taken, a limit without a base.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// What was asked, whole: files by their text. From it `verify` and `sources` ask again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<Recorded>,
}

/// The command that an answer is of: `reroute`. Each query names its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Command(&'static str);

impl Command {
    /// The command of this name.
    pub(crate) const fn new(name: &'static str) -> Self {
        Self(name)
    }

    /// Its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

/// A question as JSON, in the order of its fields: answers are below the queries and do not know their types.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Recorded {
    /// `null`.
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A number.
    Number(Number),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Recorded>),
    /// Fields by name.
    Fields(IndexMap<String, Recorded>),
}

/// Which atlas.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AtlasHead {
    /// As its `datapackage.json` says it.
    pub name: String,
    /// As its `datapackage.json` says it: `0.1.0`.
    pub version: String,
    /// SHA-256 over its files, in hexadecimal.
    pub sha256: String,
}

/// Which scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ScenarioHead {
    /// Its id; `none` where nothing happens; ids joined by `+` where several stack.
    pub id: String,
    /// Reference date.
    pub as_of: Day,
    /// Id of the ready set of parties; none: none was named.
    pub actor: Option<String>,
    /// Does the law apply? Then there are verdicts.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub law: bool,
}

impl Metadata {
    /// The first lines: who answers about what, and what must be known before the numbers.
    pub(super) fn title(&self, page: &mut Summary, about: &str) {
        let scenario = &self.scenario;
        page.title(if about.is_empty() { self.command.to_string() } else { format!("{}: {about}", self.command) });
        self.untouched.iter().for_each(|sentence| page.text(sentence));
        // Verdicts depend on who was named, so the first lines say it.
        let law = match &scenario.actor {
            Some(actor) => format!("under the law, for {actor}"),
            None if scenario.law => "under the law".into(),
            None => "no law applied".into(),
        };
        let atlas = &self.atlas;
        let (id, day) = (&scenario.id, scenario.as_of);
        page.faint(format!("scenario {id}, as of {day}, {law}; atlas {} {}", atlas.name, atlas.version));
        if !self.scope.is_empty() {
            page.faint(format!("scope: {}", self.scope.join("; ")));
        }
        self.notes.iter().for_each(|note| page.text(note));
    }

    /// A table whose rows begin with what those of several answers differ in.
    pub(super) fn table<T>(&self, items: impl IntoIterator<Item = T>) -> Rows<T> {
        Table::of(items)
            .data("scenario", |_| self.scenario.id.as_str())
            .data("as_of", |_| self.scenario.as_of)
            .data("actor", |_| self.scenario.actor.clone())
    }
}
