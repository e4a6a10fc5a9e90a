//! The answer to `compare`.

use serde::Serialize;

use super::{Certificate, Metadata, Ranges};

/// Scenarios side by side.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Compare {
    /// Who, what, when; the scenario is the baseline's (`none`).
    #[serde(flatten)]
    pub head: Metadata,
    /// What is compared with.
    pub baseline: Baseline,
    /// In the order asked.
    pub scenarios: Vec<Outcome>,
    /// With `--ranges`: how far the headline figures can be trusted.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub ranges: Option<Ranges>,
}

/// The baseline of one day.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Baseline {
    /// The year of the flows.
    pub year: i16,
    /// The day.
    pub as_of: String,
    /// All tonnes selected, laid or not.
    pub flow_kt: f64,
    /// Of these never routed.
    pub not_laid_kt: f64,
    /// Tonnes that arrive.
    pub delivered_kt: f64,
    /// Tonnes that have no way.
    pub stranded_kt: f64,
    /// Their value.
    pub stranded_usd: f64,
    /// Tonnes that have a way dearer than their ceiling.
    pub uneconomic_kt: f64,
    /// What the delivered tonnes cost together.
    pub cost_usd: f64,
    /// Tonnes by corridor, by id.
    pub corridors: Vec<CorridorUse>,
    /// Share that crosses each transit country, by id.
    pub countries: Vec<CountryUse>,
    /// Capacities that bind, by id.
    pub binding: Vec<String>,
    /// What proves it.
    pub certificate: Certificate,
}

/// What one scenario does.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Outcome {
    /// The scenario.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its day.
    pub as_of: String,
    /// Tonnes that arrive.
    pub delivered_kt: f64,
    /// Tonnes that have no way.
    pub stranded_kt: f64,
    /// Their value.
    pub stranded_usd: f64,
    /// Tonnes that have a way dearer than their ceiling.
    pub uneconomic_kt: f64,
    /// What a delivered tonne costs more than the same flow did before; none where nothing arrives.
    pub extra_usd_t: Option<f64>,
    /// What it takes longer.
    pub extra_days: Option<f64>,
    /// Tonnes by corridor, by id.
    pub corridors: Vec<CorridorChange>,
    /// Share that crosses each transit country, by id.
    pub countries: Vec<CountryChange>,
    /// Capacities that bind, by id.
    pub binding: Vec<String>,
    /// What proves it.
    pub certificate: Certificate,
    /// The baseline of its own day, where that is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Baseline>,
}

/// Tonnes on a corridor.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct CorridorUse {
    /// The corridor.
    pub id: String,
    /// Tonnes that touch it.
    pub kt: f64,
}

/// Tonnes on a corridor against the baseline.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct CorridorChange {
    /// The corridor.
    pub id: String,
    /// Tonnes that touch it.
    pub kt: f64,
    /// Less the baseline's.
    pub change_kt: f64,
}

/// Share that crosses a country.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct CountryUse {
    /// The country.
    pub id: String,
    /// Share of all that is selected, by tonnes or by value.
    pub used: f64,
}

/// Share that crosses a country against the baseline.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct CountryChange {
    /// The country.
    pub id: String,
    /// Share of all that is selected, by tonnes or by value.
    pub used: f64,
    /// Less the baseline's.
    pub change: f64,
}
