//! The answer to `compare`.

use serde::{Deserialize, Serialize};

use super::{Certificate, Day, Metadata, Ranges};

/// Scenarios side by side.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Compare {
    /// Which program and atlas; the scenario is the baseline's (`none`).
    #[serde(flatten)]
    pub head: Metadata,
    /// What the scenarios are compared with.
    pub baseline: Baseline,
    /// In the order asked.
    pub scenarios: Vec<Outcome>,
    /// With `--ranges`: how far the headline figures can be trusted.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub ranges: Option<Ranges>,
}

/// The baseline of one reference date.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Baseline {
    /// Year of the flows.
    pub year: i16,
    /// Reference date.
    pub as_of: Day,
    /// All tonnes selected, assigned or not, kt a year.
    pub flow_kt: f64,
    /// Of these counted and not assigned (`laid = false`).
    pub not_laid_kt: f64,
    /// Tonnes that arrive, kt a year.
    pub delivered_kt: f64,
    /// Tonnes for which there is no open route with room, kt a year.
    pub stranded_kt: f64,
    /// What the stranded tonnes are worth, USD a year.
    pub stranded_usd: f64,
    /// Tonnes whose route costs more than their reservation price, kt a year.
    pub uneconomic_kt: f64,
    /// Transport of all tonnes delivered, USD a year.
    pub cost_usd: f64,
    /// Tonnes by corridor, by id.
    pub corridors: Vec<CorridorUse>,
    /// Share that crosses each transit country, by id.
    pub countries: Vec<CountryUse>,
    /// Ids of the capacities that are full and missed.
    pub binding: Vec<String>,
    /// What proves the assignment.
    pub certificate: Certificate,
}

/// What one scenario does.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Outcome {
    /// Scenario id; several joined by `+`.
    pub id: String,
    /// Titles, joined likewise.
    pub title: String,
    /// Reference date.
    pub as_of: Day,
    /// Tonnes that arrive, kt a year.
    pub delivered_kt: f64,
    /// Tonnes for which there is no open route with room, kt a year.
    pub stranded_kt: f64,
    /// What the stranded tonnes are worth, USD a year.
    pub stranded_usd: f64,
    /// Tonnes whose route costs more than their reservation price, kt a year.
    pub uneconomic_kt: f64,
    /// What a delivered tonne costs more than the same flow did before, USD/t; none where nothing arrives.
    pub extra_usd_t: Option<f64>,
    /// How many days longer it takes; none where nothing arrives.
    pub extra_days: Option<f64>,
    /// Tonnes by corridor, by id.
    pub corridors: Vec<CorridorChange>,
    /// Share that crosses each transit country, by id.
    pub countries: Vec<CountryChange>,
    /// Ids of the capacities that are full and missed.
    pub binding: Vec<String>,
    /// What proves the assignment.
    pub certificate: Certificate,
    /// The baseline of its own reference date, where that is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Baseline>,
}

/// Tonnes on a corridor.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CorridorUse {
    /// Corridor of the first link out of the origin's country; where that has none the id of its line, else its own.
    pub id: String,
    /// Tonnes that leave so, kt a year.
    pub kt: f64,
}

/// Tonnes on a corridor against the baseline.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CorridorChange {
    /// Corridor of the first link out of the origin's country; where that has none the id of its line, else its own.
    pub id: String,
    /// Tonnes that leave so, kt a year.
    pub kt: f64,
    /// The same minus the baseline's.
    pub change_kt: f64,
}

/// Share that crosses a country.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CountryUse {
    /// ISO 3166 alpha-3.
    pub id: String,
    /// Share of all that is selected, by tonnes or by value.
    pub used: f64,
}

/// Share that crosses a country against the baseline.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CountryChange {
    /// ISO 3166 alpha-3.
    pub id: String,
    /// Share of all that is selected, by tonnes or by value.
    pub used: f64,
    /// The same minus the baseline's.
    pub change: f64,
}
