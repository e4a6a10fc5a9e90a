//! `datapackage.json`: the name of an atlas, and its tables for other tools (Frictionless Data Package).

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::files::PACKAGE;
use crate::diagnostic::Diagnostic;
use crate::tables::{CellKind, Column, TABLES, TableSpec};

/// Name and version of an atlas.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// Of `[a-z0-9-]`.
    pub name: String,
    pub version: String,
}

/// Reads name and version out of `datapackage.json`.
///
/// # Errors
/// What is wrong with the file.
pub fn label(bytes: &[u8]) -> Result<Label, Vec<Diagnostic>> {
    let text = super::text::read(PACKAGE, bytes)?;
    let value: Value = serde_json::from_str(&text).map_err(|error| {
        let line = u64::try_from(error.line()).unwrap_or(1);
        vec![Diagnostic::error(PACKAGE, format!("not JSON: {error}"), "write it anew from the dictionary").row(line)]
    })?;
    let fault = |key: &str| {
        let rule = "this key is missing, or no text of one line";
        let mut diagnostic = Diagnostic::error(PACKAGE, rule, format!("write \"{key}\": \"...\""));
        diagnostic.column = Some(key.into());
        diagnostic.value = value.get(key).map(Value::to_string);
        vec![diagnostic]
    };
    let word = |key: &str| value.get(key).and_then(Value::as_str).filter(|word| one_line(word));
    let needed = |key: &str| word(key).map(str::to_owned).ok_or_else(|| fault(key));
    match (needed("name"), needed("version")) {
        // Both faults at once.
        (Ok(name), Ok(version)) => Ok(Label { name, version }),
        (name, version) => Err([name.err(), version.err()].into_iter().flatten().flatten().collect()),
    }
}

fn one_line(text: &str) -> bool {
    !text.trim().is_empty() && !text.chars().any(char::is_control)
}

#[derive(Serialize)]
struct Package<'a> {
    profile: &'a str,
    name: &'a str,
    title: &'a str,
    version: &'a str,
    resources: Vec<Resource<'a>>,
}

#[derive(Serialize)]
struct Resource<'a> {
    profile: &'a str,
    name: &'a str,
    path: &'a str,
    description: &'a str,
    format: &'a str,
    mediatype: &'a str,
    encoding: &'a str,
    schema: Schema,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema {
    fields: Vec<Field>,
    missing_values: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    primary_key: Option<&'static str>,
}

#[derive(Serialize)]
struct Field {
    name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    description: String,
    #[serde(skip_serializing_if = "Map::is_empty")]
    constraints: Map<String, Value>,
}

/// The tables of an atlas for other tools, `datapackage.json` of its folder. A name is made of `[a-z0-9-]`.
pub fn data_package(name: &str, title: &str, version: &str) -> String {
    let package = Package {
        profile: "tabular-data-package",
        name,
        title,
        version,
        resources: TABLES.iter().map(resource).collect(),
    };
    // Plain structs of text and numbers always have a JSON form.
    let mut text = serde_json::to_string_pretty(&package).unwrap_or_default();
    text.push('\n');
    text
}

fn resource(table: &TableSpec) -> Resource<'static> {
    // Frictionless data packages have one key a table: the column of its ids.
    let key = table.columns.iter().find(|column| matches!(column.kind, CellKind::Key | CellKind::CountryKey));
    Resource {
        profile: "tabular-data-resource",
        name: table.name,
        path: table.file,
        description: table.says,
        format: "csv",
        mediatype: "text/csv",
        encoding: "utf-8",
        schema: Schema {
            fields: table.columns.iter().map(field).collect(),
            missing_values: vec![""],
            primary_key: key.map(|column| column.name),
        },
    }
}

fn field(column: &Column) -> Field {
    let unit = if column.unit.is_empty() { String::new() } else { format!(" Unit: {}.", column.unit) };
    let (kind, format) = match column.kind {
        CellKind::Number(..) => ("number", None),
        CellKind::Year => ("year", None),
        CellKind::Date => ("date", Some("%Y-%m-%d")),
        CellKind::Bool => ("boolean", None),
        // The other types of columns are texts to a data package; patterns narrow them.
        _ => ("string", None),
    };
    Field {
        name: column.name,
        kind,
        format,
        description: format!("{}{unit}", column.meaning),
        constraints: constraints(column),
    }
}

fn constraints(column: &Column) -> Map<String, Value> {
    const IDS: &str = "[a-z0-9-]+";
    let mut map = Map::new();
    let mut put = |key: &str, value: Value| map.insert(key.into(), value);
    if column.required {
        put("required", json!(true));
    }
    let list = |word: &str| format!("{word}(;{word})*");
    match column.kind {
        CellKind::Key => {
            put("unique", json!(true));
            put("pattern", json!(IDS));
        }
        CellKind::CountryKey => {
            put("unique", json!(true));
            put("pattern", json!("[A-Z]{3}"));
        }
        CellKind::Alpha2 => {
            put("pattern", json!("[A-Z]{2}"));
        }
        CellKind::Word(words) => {
            put("enum", json!(words));
        }
        CellKind::Words(words) => {
            put("pattern", json!(list(&format!("({})", words.join("|")))));
        }
        CellKind::Tag => {
            put("pattern", json!(IDS));
        }
        CellKind::Tags => {
            put("pattern", json!(list(IDS)));
        }
        CellKind::Digits => {
            put("pattern", json!("[0-9]+"));
        }
        CellKind::Url => {
            // Printed ASCII without quotes and angle brackets, as `validate` demands.
            put("pattern", json!("https?://[!#-;=?-~]+"));
        }
        CellKind::Number(low, high) => {
            put("minimum", json!(low));
            // JSON has no infinity.
            if high.is_finite() {
                put("maximum", json!(high));
            }
        }
        _ => {}
    }
    map
}
