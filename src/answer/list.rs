//! The answer to `list`.

use serde::ser::SerializeMap as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{ListOf, Metadata};
use crate::tables::{Cell, Printed};

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
