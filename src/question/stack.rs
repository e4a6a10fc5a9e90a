//! What a scenario is built of: ids, files and measures on the line, in the order in which they stack.

use serde::{Deserialize, Serialize};

use super::Shipment;
use crate::model::string_enum;

/// A scenario as it is built on the line. Empty: nothing happens, on the default day.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct ScenarioSpec {
    /// Scenarios, in the order in which they stack.
    pub scenarios: Vec<ScenarioRef>,
    /// Measures on the line, after the scenarios.
    pub inline: Vec<InlineMeasure>,
    /// The day that decides everything, `YYYY-MM-DD`; none: the scenario's, else 30 June of the year.
    pub as_of: Option<String>,
    /// A ready set of parties: then the law applies.
    pub actor: Option<String>,
    /// By whose ownership test `owner=` is told where no sender says it: `US`, or `US/russia` for one programme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_test: Option<String>,
    /// Parties, goods and papers.
    #[serde(skip_serializing_if = "nothing")]
    pub shipment: Box<Shipment>,
}

#[allow(clippy::borrowed_box, reason = "serde gives the field as it is")]
fn nothing(shipment: &Box<Shipment>) -> bool {
    shipment.is_empty()
}

impl ScenarioSpec {
    /// Does it change nothing?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.scenarios.is_empty() && self.inline.is_empty()
    }
}

/// A scenario by its id, or the text of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScenarioRef {
    /// An id of the atlas.
    Id(String),
    /// A scenario file.
    File {
        /// Its name, for messages.
        name: String,
        /// What it says (TOML).
        text: String,
    },
}

/// A measure on the line, such as `--limit place=novorossiysk-cpc:0.5`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct InlineMeasure {
    /// What it does.
    pub effect: InlineEffect,
    /// Selector `key=value[,key=value]`, and for all but `bar` an amount after the last `:`.
    pub text: String,
}

string_enum! {
    /// What a measure on the line does.
    InlineEffect {
        /// May not be passed.
        Bar = "bar",
        /// At most a share (up to 1) or kt/y of what it passes.
        Limit = "limit",
        /// At most this many kt/y together.
        Quota = "quota",
        /// This many USD/t more.
        Charge = "charge",
        /// This many hours more (`78h`).
        Delay = "delay",
    }
}
