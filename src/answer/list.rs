//! The answer to `list`.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::Metadata;

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

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// A value of a table.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, schemars::JsonSchema)]
#[serde(untagged)]
pub enum Cell {
    /// Not known.
    #[default]
    None,
    /// Yes or no.
    Flag(bool),
    /// A whole number: a year, a gauge, a tier.
    Integer(i64),
    /// A quantity.
    Number(f64),
    /// A text.
    Text(String),
    /// Several texts.
    Many(Vec<String>),
}

impl From<bool> for Cell {
    fn from(value: bool) -> Self {
        Self::Flag(value)
    }
}

impl From<i64> for Cell {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<f64> for Cell {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl From<&str> for Cell {
    fn from(value: &str) -> Self {
        Self::Text(value.into())
    }
}

impl From<String> for Cell {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<Vec<String>> for Cell {
    fn from(value: Vec<String>) -> Self {
        Self::Many(value)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::None, Into::into)
    }
}
