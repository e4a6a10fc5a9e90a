//! The answer to `show`.

use std::collections::BTreeMap;

use super::list::{cell_text, number_text, rows_table, title};
use serde::{Deserialize, Serialize};

use super::{Basis, Cell, Day, HoldingKind, Metadata, Report, Row};
use crate::model::string_enum;
use crate::summary::{ColumnKind, Summary, Table};

string_enum! {
    /// What has an id.
    ThingKind {
        /// A node of the network.
        Place = "place",
        /// An edge of one mode.
        Link = "link",
        /// Links that are segments of one pipeline, railway or shipping line.
        Line = "line",
        /// Links by which trade leaves in one direction.
        Corridor = "corridor",
        /// ISO 3166 alpha-3.
        Country = "country",
        /// What may pass in a year.
        Capacity = "capacity",
        /// A change of mode, gauge, vessel or line.
        Transfer = "transfer",
        /// What is paid beside the tariff.
        Charge = "charge",
        /// One grade of goods.
        Commodity = "commodity",
        /// Tonnes from an origin to a destination.
        Flow = "flow",
        /// Defaults of a mode or vessel class.
        Mode = "mode",
        /// A company, state or agency.
        Party = "party",
        /// A ship by its IMO number.
        Vessel = "vessel",
        /// A ready set of parties.
        Actor = "actor",
        /// Measures that are asked about together.
        Scenario = "scenario",
        /// One act of policy or one event.
        Measure = "measure",
        /// What lifts a measure.
        Exception = "exception",
        /// What numbers rest on.
        Source = "source",
    }
}

/// Everything that has the id.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Show {
    /// Which program, atlas and scenario.
    #[serde(flatten)]
    pub head: Metadata,
    /// The id.
    pub id: String,
    /// Usually one; a line and a scenario may share an id.
    pub things: Vec<Thing>,
}

/// One thing with all its facts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Thing {
    /// What it is.
    pub of: ThingKind,
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
    /// What its facts rest on.
    pub sources: Vec<SourceLine>,
}

/// One fact.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Fact {
    /// The column, with its unit: `length_km`.
    pub name: String,
    /// What holds on the day.
    pub value: Cell,
    /// Its plausible low, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// Its plausible high, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// How well a number is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
}

/// Who holds whom.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Owner {
    /// Party id of who holds.
    pub holder: String,
    /// Party id of who is held.
    pub held: String,
    /// What is held.
    pub kind: HoldingKind,
    /// Percent; none: no share is said.
    pub share_pct: Option<f64>,
    /// Its plausible low.
    pub share_pct_low: Option<f64>,
    /// Its plausible high.
    pub share_pct_high: Option<f64>,
    /// First day; none: always.
    pub since: Option<Day>,
    /// Last day; none: until today.
    pub until: Option<Day>,
}

/// A source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SourceLine {
    /// Source id.
    pub id: String,
    /// As the publisher calls it.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// The date as the publisher gives it: a day, a month or a year.
    pub date: String,
    /// Its licence; empty where none is stated.
    pub licence: String,
    /// Where the publisher shows it; empty where no address is known.
    pub url: String,
}

impl Report for Show {
    has_metadata!();

    fn summarize(&self, page: &mut Summary) {
        // What is law depends on the day, which comes first.
        if self.things.iter().any(|thing| thing.of.is_of_law()) {
            self.head.title_on_day(page, &self.id);
        } else {
            self.head.title(page, &self.id);
        }
        page.table(self.data());
        self.things.iter().for_each(|thing| thing.summarize(page));
    }
}

impl Show {
    /// A row per fact.
    fn data(&self) -> Table {
        let facts = self.things.iter().flat_map(|thing| thing.facts.iter().map(move |fact| (thing, fact)));
        Table::of(facts)
            .data("of", |(thing, _)| thing.of)
            .data("id", |(thing, _)| thing.id.as_str())
            .data("name", |(_, fact)| fact.name.as_str())
            .data("value", |(_, fact)| fact.value.clone())
            .data("low", |(_, fact)| fact.low)
            .data("high", |(_, fact)| fact.high)
            .data("basis", |(_, fact)| fact.basis)
            .into()
    }
}

impl ThingKind {
    /// Is it a matter of law?
    fn is_of_law(self) -> bool {
        matches!(self, Self::Party | Self::Vessel | Self::Measure | Self::Exception)
    }
}

impl Thing {
    fn summarize(&self, page: &mut Summary) {
        page.heading(format!("{} {}: {}", self.of, self.id, self.name));
        page.table(facts(&self.facts, page));
        for (of, rows) in related(&self.related) {
            page.headed(&of, rows_table(&rows, &page.unit.clone(), false));
        }
        page.headed("Owners", owners(&self.owners));
        page.headed("Sources", sources(&self.sources));
    }
}

/// Each value as people read its column.
fn facts(facts: &[Fact], page: &Summary) -> Table {
    let unit = &page.unit;
    // A range may be open on one side.
    let bound = |fact: &Fact, value: Option<f64>| {
        value.map_or_else(|| "?".into(), |value| number_text(&fact.name, value, unit))
    };
    Table::of(facts)
        .shown("Fact", ColumnKind::Text, |fact| title(&fact.name, unit))
        .shown("Value", ColumnKind::Text, |fact| cell_text(&fact.name, &fact.value, unit))
        .shown("Range", ColumnKind::Text, |fact| match (fact.low, fact.high) {
            (None, None) => String::new(),
            (low, high) => format!("{} to {}", bound(fact, low), bound(fact, high)),
        })
        .shown("Basis", ColumnKind::Text, |fact| fact.basis)
        .into()
}

/// Rows by the table that they are of, which is their first value.
fn related(rows: &[Row]) -> BTreeMap<String, Vec<Row>> {
    let mut by_table: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in rows {
        // Each related row begins with the name of its table.
        let Some(((_, Cell::Text(of)), rest)) = row.0.split_first() else {
            continue;
        };
        by_table.entry(of.clone()).or_default().push(Row(rest.to_vec()));
    }
    by_table
}

fn owners(owners: &[Owner]) -> Table {
    Table::of(owners)
        .shown("Holder", ColumnKind::Text, |own| own.holder.as_str())
        .shown("Held", ColumnKind::Text, |own| own.held.as_str())
        .shown("Kind", ColumnKind::Text, |own| own.kind)
        .shown("Percent", ColumnKind::Fixed(2), |own| own.share_pct)
        .shown("Since", ColumnKind::Text, |own| own.since)
        .shown("Until", ColumnKind::Text, |own| own.until)
        .into()
}

fn sources(sources: &[SourceLine]) -> Table {
    Table::of(sources)
        .shown("Source", ColumnKind::Text, |own| own.id.as_str())
        .shown("Title", ColumnKind::Text, |own| own.title.as_str())
        .shown("Publisher", ColumnKind::Text, |own| own.publisher.as_str())
        .shown("Date", ColumnKind::Text, |own| own.date.as_str())
        .shown("Licence", ColumnKind::Text, |own| own.licence.as_str())
        .linked(|own| &own.url)
        .into()
}
