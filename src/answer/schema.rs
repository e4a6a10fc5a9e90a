//! The JSON Schema of every answer, generated from the structs that are the answers.

use schemars::{Schema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

use super::{Arcs, Check, Compare, Exposure, List, Network, Reroute, Route, Show};

/// One schema for all answers: which one holds is told by `command`, and by what an answer must have.
///
/// No field is allowed that is not named, and every field is there unless its description says otherwise.
#[must_use]
pub fn schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let any: Vec<Schema> = vec![
        of::<Route>(&mut generator),
        of::<Exposure>(&mut generator),
        of::<Reroute>(&mut generator),
        of::<Compare>(&mut generator),
        of::<List>(&mut generator),
        of::<Show>(&mut generator),
        of::<Arcs>(&mut generator),
        of::<Network>(&mut generator),
        of::<Check>(&mut generator),
    ];
    let mut parts = Value::Object(generator.take_definitions(true));
    close(&mut parts);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Answers of corridor",
        "oneOf": any,
        "$defs": parts,
    })
}

fn of<T: schemars::JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

/// Whatever names its fields has no others.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            map.values_mut().for_each(close);
            if let Some(branches) = flattened(map) {
                branches.iter_mut().filter_map(Value::as_object_mut).for_each(|branch| {
                    branch.remove("additionalProperties");
                });
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
    map.get("properties").is_some_and(Value::is_object) && !map.contains_key("additionalProperties")
}
