//! Which scenarios of a question bring rows of their own, and the session that has them.

use serde::Serialize;
use serde_json::Value;

use crate::error::Result;
use crate::session::Session;
use crate::spec::ScenarioRef;

impl Session {
    /// This session with the rows that the scenarios of a question bring; none where they bring none.
    ///
    /// # Errors
    /// As [`Session::grown_by`].
    pub(crate) fn grown<Q: Serialize>(&self, question: &Q) -> Result<Option<Self>> {
        // As JSON any question shows its scenarios, wherever it holds them.
        let mut found = Vec::new();
        brought(&serde_json::to_value(question).unwrap_or_default(), &mut found);
        self.grown_by(&found)
    }
}

/// Every scenario file with rows in a question.
fn brought(value: &Value, found: &mut Vec<ScenarioRef>) {
    match value {
        Value::Object(fields) => {
            let has_rows = fields.get("file").is_some_and(|file| file.get("rows").is_some());
            match serde_json::from_value(value.clone()) {
                Ok(scenario) if has_rows => found.push(scenario),
                _ => fields.values().for_each(|field| brought(field, found)),
            }
        }
        Value::Array(items) => items.iter().for_each(|item| brought(item, found)),
        _ => {}
    }
}
