//! The answer to `sources`.

use serde::{Deserialize, Serialize};

use super::{Command, Metadata, Report, SourceLine};
use crate::summary::{ColumnKind, Summary, Table};

/// What a saved answer rests on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Sources {
    /// Which program, atlas and scenario the saved answer has.
    #[serde(flatten)]
    pub head: Metadata,
    /// Path of the file, as the user gave it.
    pub target: String,
    /// The command that it answers.
    pub of: Command,
    /// Every source, by id.
    pub sources: Vec<SourceUse>,
}

/// One source and what was taken from it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SourceUse {
    /// The source.
    #[serde(flatten)]
    pub source: SourceLine,
    /// Rows of the atlas and measures that rest on it, each as `table id`, sorted.
    pub rows: Vec<String>,
}

/// So many rows are named; a program reads all of them.
const ROWS: usize = 3;

impl Report for Sources {
    has_metadata!();

    fn summarize(&self, page: &mut Summary) {
        self.head.title(page, &format!("{}, the answer to {}", self.target, self.of));
        page.heading("Sources");
        page.table(
            Table::of(&self.sources)
                .column("id", "Source", ColumnKind::Text, |own| own.source.id.as_str())
                .shown("Publisher", ColumnKind::Text, |own| own.source.publisher.as_str())
                .column("title", "Title", ColumnKind::Text, |own| own.source.title.as_str())
                .data("publisher", |own| own.source.publisher.as_str())
                .column("date", "Date", ColumnKind::Text, |own| own.source.date.as_str())
                .data("licence", |own| own.source.licence.as_str())
                .data("url", |own| own.source.url.as_str())
                .data("rows", |own| own.rows.clone())
                .shown("Rows", ColumnKind::Plain, |own| own.rows.len() as u64)
                .shown("Among them", ColumnKind::Text, |own| own.rows[..own.rows.len().min(ROWS)].join(", "))
                .linked(|own| &own.source.url),
        );
    }
}
