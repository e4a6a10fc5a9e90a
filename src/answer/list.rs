//! The answer to `list`.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::Metadata;
use crate::tables::{Cell, Printed};

/// Rows of a table.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, schemars::JsonSchema)]
pub struct List {
    /// Who, what, when.
    #[serde(flatten)]
    pub head: Metadata,
    /// The table.
    pub of: String,
    /// One object a row, all with the same names in the same order.
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
