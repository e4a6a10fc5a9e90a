//! The answer to `list`.

use serde::ser::SerializeMap as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Metadata, Report};
use crate::model::string_enum;
use crate::summary::{ColumnKind, Summary, Table, Unit, in_kt};
use crate::tables::{Cell, Printed};

string_enum! {
    /// What can be listed.
    ListOf {
        /// Places.
        Places = "places",
        /// Links.
        Links = "links",
        /// Capacities.
        Capacities = "capacities",
        /// Commodities.
        Commodities = "commodities",
        /// Flows of every year.
        Flows = "flows",
        /// Scenarios.
        Scenarios = "scenarios",
        /// Measures of the scenarios.
        Measures = "measures",
        /// Ready sets of parties.
        Actors = "actors",
        /// Whose law was searched, by whom, when, with what outcome.
        Coverage = "coverage",
        /// Sources.
        Sources = "sources",
    }
}

/// Rows of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct List {
    /// Which program, atlas and scenario.
    #[serde(flatten)]
    pub head: Metadata,
    /// The table.
    pub of: ListOf,
    /// One object per row, all with the same names in the same order.
    pub rows: Vec<Row>,
}

/// Named values in order; JSON has them as one object.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row(pub Vec<(String, Cell)>);

impl schemars::JsonSchema for Row {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Row".into()
    }

    /// Columns by name: which ones depends on the table.
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let cell = generator.subschema_for::<Cell>();
        schemars::json_schema!({"type": "object", "additionalProperties": cell})
    }
}

impl Row {
    /// With one more value at the end.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Cell>) -> Self {
        self.0.push((name.into(), value.into()));
        self
    }
}

impl From<Vec<Printed>> for Row {
    fn from(printed: Vec<Printed>) -> Self {
        Self(printed.into_iter().map(|own| (own.name.to_owned(), own.value)).collect())
    }
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Row {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(RowVisitor)
    }
}

/// Keeps the order of columns, which no map of the standard library does.
struct RowVisitor;

impl<'de> de::Visitor<'de> for RowVisitor {
    type Value = Row;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a row: one object of values by column")
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Row, A::Error> {
        let mut row = Row::default();
        while let Some(cell) = map.next_entry()? {
            row.0.push(cell);
        }
        Ok(row)
    }
}

impl Report for List {
    has_metadata!();

    fn summarize(&self, page: &mut Summary) {
        let rows = counted(self.rows.len(), self.of.as_str());
        // What is law depends on the day, which comes first.
        match self.of {
            ListOf::Measures | ListOf::Coverage => self.head.title_on_day(page, &rows),
            _ => self.head.title(page, &rows),
        }
        if self.rows.is_empty() {
            page.text(format!("The atlas has no {}.", self.of));
            // Every table of the atlas begins with an id: that much is known of one that has no row.
            page.table(Table::of(&self.rows).data("id", |_| Cell::None));
        } else {
            page.heading(self.of.as_str());
            page.table(self.table(&page.unit.clone()));
            if self.of == ListOf::Measures {
                page.faint("What each is about, its parties and sources: `corridor show ID`, or --format csv.");
            }
        }
    }
}

/// What people see of a measure in a list: more would leave no room for its title.
const OF_MEASURES: [&str; 8] = ["id", "title", "effect", "amount", "since", "until", "confirmed", "scenario"];

impl List {
    fn table(&self, unit: &Unit) -> Table {
        let mut table = rows_table(&self.rows, unit, true);
        let hidden = |name: &Option<String>| name.as_deref().is_some_and(|name| !OF_MEASURES.contains(&name));
        if self.of == ListOf::Measures {
            table.columns.iter_mut().filter(|own| hidden(&own.name)).for_each(|own| own.title = None);
        }
        table
    }
}

/// `1 link`, `2 links`, `1 commodity`.
fn counted(rows: usize, of: &str) -> String {
    if of == ListOf::Coverage.as_str() {
        return format!("{rows} {} of {of}", if rows == 1 { "row" } else { "rows" });
    }
    // `ies` first: it ends in `s` too.
    let one = of.strip_suffix("ies").map(|stem| format!("{stem}y"));
    let one = one.or_else(|| of.strip_suffix('s').map(Into::into)).unwrap_or_else(|| of.into());
    if rows == 1 { format!("1 {one}") } else { format!("{rows} {of}") }
}

/// Rows with the same names, for data frames too or for people alone; a column with a number in it goes to the right.
pub(super) fn rows_table(rows: &[Row], unit: &Unit, data: bool) -> Table {
    let mut table: Table = Table::of(rows).linked(|row| row.url()).into();
    // All rows have the names of the first.
    let names = rows.first().map(|row| row.0.iter().map(|(name, _)| name.as_str()));
    for (at, name) in names.into_iter().flatten().enumerate() {
        let cells: Vec<Cell> =
            rows.iter().map(|row| row.0.get(at).map(|(_, cell)| cell.clone()).unwrap_or_default()).collect();
        // One number is enough: blanks say nothing of the kind.
        let number = cells.iter().any(|cell| matches!(cell, Cell::Number(_) | Cell::Integer(_)));
        let kind = match name {
            "id" if !number => ColumnKind::Id,
            _ if !number => ColumnKind::Text,
            name => number_kind(name),
        };
        table.push(data.then_some(name), Some(&title(name, unit)), kind, cells);
        table.columns[at].none = "";
    }
    table
}

/// A column's name as people read it.
pub(super) fn title(name: &str, unit: &Unit) -> String {
    // `kt_y` first, since `kt` is a part of it.
    let name = if in_kt(name) { name.replace("kt_y", &unit.yearly()).replace("kt", unit.name()) } else { name.into() };
    name.replace("usd_t", "USD/t").replace('_', " ")
}

/// Degrees and shares keep their digits, tonnes have the unit asked for, the rest has one decimal.
fn number_kind(name: &str) -> ColumnKind {
    match name {
        name if in_kt(name) => ColumnKind::Mass,
        "lat" | "lon" | "availability" => ColumnKind::Fixed(2),
        _ => ColumnKind::Short,
    }
}

/// A number of a column as people read it.
pub(super) fn number_text(name: &str, number: f64, unit: &Unit) -> String {
    number_kind(name).number(number, unit)
}

/// A cell of a column as people read it.
pub(super) fn cell_text(name: &str, cell: &Cell, unit: &Unit) -> String {
    number_kind(name).text(cell, unit).unwrap_or_default()
}

impl Row {
    /// The address that it has, where it has one.
    fn url(&self) -> &str {
        let url = self.0.iter().find(|(name, _)| name == "url");
        if let Some((_, Cell::Text(url))) = url { url } else { "" }
    }
}
