//! What every answer starts with.

use std::fmt;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::Number;

use super::Day;
use crate::model::Layer;
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
    /// Is the law of the record applied? Then there are verdicts.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub law: bool,
    /// Are the events of the record applied?
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub events: bool,
    /// Are the premiums and rates of the record applied?
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub market: bool,
}

impl ScenarioHead {
    /// Is nothing of the record applied?
    fn is_bare(&self) -> bool {
        !self.law && !self.events && !self.market
    }

    /// What of the record is applied: `law, events and market applied`.
    #[must_use]
    pub fn applied(&self) -> String {
        let layers = [(self.law, Layer::Law), (self.events, Layer::Events), (self.market, Layer::Market)];
        applied(layers.into_iter().filter(|(holds, _)| *holds).map(|(_, layer)| layer))
    }
}

/// `law, events and market applied`.
pub(crate) fn applied(layers: impl IntoIterator<Item = Layer>) -> String {
    let words: Vec<&str> = layers.into_iter().map(Layer::as_str).collect();
    match words.split_last() {
        None => "no law applied".into(),
        Some((last, [])) => format!("{last} applied"),
        Some((last, rest)) => format!("{} and {last} applied", rest.join(", ")),
    }
}

impl Metadata {
    /// The first lines: who answers about what, and what must be known before the numbers.
    pub(super) fn title(&self, page: &mut Summary, about: &str) {
        page.title(if about.is_empty() { self.command.to_string() } else { format!("{}: {about}", self.command) });
        self.context(page);
    }

    /// The first lines with the answer in one sentence.
    pub(super) fn answer(&self, page: &mut Summary, about: &str, sentence: &str) {
        page.title(format!("{}: {about}", self.command));
        page.text(sentence);
        self.context(page);
    }

    /// Scenario, day and atlas; then the notes.
    fn context(&self, page: &mut Summary) {
        let scenario = &self.scenario;
        // Verdicts depend on who was named, so the first lines say it.
        let law = match &scenario.actor {
            Some(actor) => format!("{}, for {actor}", scenario.applied()),
            None => scenario.applied(),
        };
        self.preface(page, &format!("scenario {}, as of {}, {law}", scenario.id, scenario.as_of));
    }

    /// Likewise of a question of law, which has the day as the first thing that is said.
    pub(super) fn title_on_day(&self, page: &mut Summary, about: &str) {
        let scenario = &self.scenario;
        page.title(format!("{} as of {}: {about}", self.command, scenario.as_of));
        let actor = scenario.actor.as_ref().map(|actor| format!(", for {actor}")).unwrap_or_default();
        // What is asked is the law itself, whether or not it is applied to flows.
        let applied = if scenario.is_bare() { String::new() } else { format!(", {}", scenario.applied()) };
        self.preface(page, &format!("scenario {}{applied}{actor}", scenario.id));
    }

    fn preface(&self, page: &mut Summary, scenario: &str) {
        page.faint(format!("{scenario}; atlas {} {}", self.atlas.name, self.atlas.version));
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
