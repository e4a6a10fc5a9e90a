//! The JSON Schema of every answer, generated from the structs that are the answers.

use std::collections::BTreeSet;

use schemars::Schema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::query;

/// The JSON Schema of every answer, as text: one for all, of which one branch holds.
///
/// No field is allowed that is not named, and every field that is required is there.
pub fn schema() -> String {
    format!("{:#}\n", whole())
}

fn whole() -> Value {
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    // Answers first: they fill the definitions that are taken next.
    let any: Vec<Schema> = query::schemas(&mut generator);
    let mut parts = generator.take_definitions(true);
    // All are found before any is closed, since only what refers to a part says that it adds a tag.
    let mut tagged = BTreeSet::new();
    parts.values().for_each(|part| find_tagged(part, &mut tagged));
    for (_, part) in parts.iter_mut().filter(|(name, _)| !tagged.contains(*name)) {
        close(part);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Answers of corridor",
        "oneOf": any,
        "$defs": parts,
    })
}

/// Names of the parts to which a variant of an enum adds its tag: alone they do not name all fields.
fn find_tagged(schema: &Value, tagged: &mut BTreeSet<String>) {
    match schema {
        Value::Object(map) => {
            // A reference with properties beside it is a variant with its tag.
            let part = map.get("$ref").and_then(Value::as_str).and_then(|path| path.rsplit('/').next());
            tagged.extend(part.filter(|_| map.contains_key("properties")).map(str::to_owned));
            map.values().for_each(|value| find_tagged(value, tagged));
        }
        Value::Array(items) => items.iter().for_each(|item| find_tagged(item, tagged)),
        _ => {}
    }
}

/// Whatever names its fields has no others.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            map.values_mut().for_each(close);
            // Each branch names some of the fields, so the whole is closed, not the branches.
            if let Some(branches) = flattened(map) {
                branches.iter_mut().filter_map(Value::as_object_mut).for_each(|branch| {
                    branch.remove("additionalProperties");
                });
                map.insert("unevaluatedProperties".into(), Value::Bool(false));
            // `additionalProperties` does not see through a reference, `unevaluatedProperties` does.
            } else if map.contains_key("$ref") && map.contains_key("properties") {
                map.remove("additionalProperties");
                map.insert("unevaluatedProperties".into(), Value::Bool(false));
            } else if is_struct(map) {
                map.insert("additionalProperties".into(), Value::Bool(false));
            }
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}

/// The variants of an enum that lies flat in a struct: only both together name all fields.
fn flattened(map: &mut Map<String, Value>) -> Option<&mut Vec<Value>> {
    map.get("properties")?;
    map.get_mut("oneOf")?.as_array_mut()
}

fn is_struct(map: &Map<String, Value>) -> bool {
    // A map by id has `additionalProperties` already, which describe its values.
    map.get("properties").is_some_and(Value::is_object) && !map.contains_key("additionalProperties")
}
