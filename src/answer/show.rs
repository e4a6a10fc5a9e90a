//! The answer to `show`.

use serde::Serialize;

use super::{Cell, Metadata, Row};

/// Everything that has the id.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Show {
    /// Who, what, when.
    #[serde(flatten)]
    pub head: Metadata,
    /// The id.
    pub id: String,
    /// Usually one; a line and a scenario may share an id.
    pub things: Vec<Thing>,
}

/// One thing with all its facts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Thing {
    /// `place`, `link`, `line`, `corridor`, `country`, `capacity`, `transfer`, `charge`, `commodity`, `flow`, `mode`,
    /// `party`, `vessel`, `actor`, `scenario`, `measure`, `exception` or `source`.
    pub of: String,
    /// Its id.
    pub id: String,
    /// Its name or title.
    pub name: String,
    /// What is known, in the order of the table's columns; what is blank is left out.
    pub facts: Vec<Fact>,
    /// Rows of other tables about it (capacities, links, charges, history, observed), each with `of` first.
    pub related: Vec<Row>,
    /// Who holds it, or runs it and is held.
    pub owners: Vec<Owner>,
    /// Where this stands.
    pub sources: Vec<SourceLine>,
}

/// One fact.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Fact {
    /// The column, with its unit: `length_km`.
    pub name: String,
    /// What holds at the day.
    pub value: Cell,
    /// Its plausible low, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// Its plausible high, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// `reported`, `derived` or `estimated`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

/// Who holds whom.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Owner {
    /// Who holds.
    pub holder: String,
    /// Whom.
    pub held: String,
    /// `shares`, `votes`, `board`, `control` or `trustee`.
    pub kind: String,
    /// Percent.
    pub share_pct: Option<f64>,
    /// Its plausible low.
    pub share_pct_low: Option<f64>,
    /// Its plausible high.
    pub share_pct_high: Option<f64>,
    /// First day.
    pub since: Option<String>,
    /// Last day.
    pub until: Option<String>,
}

/// A source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct SourceLine {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Publisher.
    pub publisher: String,
    /// Date.
    pub date: String,
    /// Licence.
    pub licence: String,
    /// Where the publisher shows it; empty where no address is known.
    pub url: String,
}
