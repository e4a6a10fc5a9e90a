//! `corridor sweep` in JSON, and its rows.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{By, CapacityRule, ElementKind, Metadata};

/// Many scenarios on many pairs: what each comes to. The rows themselves are streamed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Sweep {
    /// Which program, atlas and scenario.
    #[serde(flatten)]
    pub head: Metadata,
    /// What is least on a route.
    pub by: By,
    /// How many starts.
    pub from: u64,
    /// How many ends: each start goes to each end.
    pub to: u64,
    /// Whether capacities bind.
    pub capacity: CapacityRule,
    /// The baseline, then each scenario in order.
    pub scenarios: Vec<Swept>,
    /// Rows that were found again by plain searches; none: none was asked for.
    pub verified: Option<VerifiedRows>,
}

/// What one scenario comes to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Swept {
    /// Scenario id; `baseline` for none; of `critical` what is removed, as `kind:id`.
    pub scenario: String,
    /// Pairs whose route is another.
    pub changed: u64,
    /// Of these, pairs without any route; in the baseline all such pairs.
    pub cut: u64,
    /// Of these, pairs that had none before.
    pub opened: u64,
    /// Mean of what the others cost more, in USD/t.
    pub mean_usd_t: f64,
    /// The most that one costs more, in USD/t.
    pub most_usd_t: f64,
    /// Mean of how much longer they take, in hours.
    pub mean_hours: f64,
    /// What happens to tonnes, where they are given.
    pub tonnes: Option<Tonnes>,
}

/// Tonnes on cheapest routes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Tonnes {
    /// Kt a year that had a route and have none.
    pub cut_kt: f64,
    /// Kt a year that take another route.
    pub rerouted_kt: f64,
    /// What that costs more, in millions of USD a year.
    pub more_musd: f64,
    /// What they touch: in the baseline everything, under a scenario what carries more or less than before.
    pub touched: Vec<TouchedTonnes>,
}

/// Tonnes on one thing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct TouchedTonnes {
    /// A country, strait, corridor or line.
    pub kind: ElementKind,
    /// Its id.
    pub id: String,
    /// Kt a year.
    pub kt: f64,
    /// Kt a year in the baseline.
    pub kt_before: f64,
}

/// Rows found again by plain searches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct VerifiedRows {
    /// How many.
    pub rows: u64,
    /// Those that came out otherwise, each as `SCENARIO: FROM to TO`: there should be none.
    pub differ: Vec<String>,
}

/// One pair under one scenario: a row of `--rows`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PairRow {
    /// Scenario id; `baseline` for none.
    pub scenario: Arc<str>,
    /// Name of the start: a place id, or a node of the imported network.
    pub from: Arc<str>,
    /// Name of the end, likewise.
    pub to: Arc<str>,
    /// The least cost; none: no route is open.
    pub cost_usd_t: Option<f64>,
    /// How long that takes.
    pub hours: Option<f64>,
    /// ISO 3166 alpha-3 codes of the countries it passes, ascending.
    pub countries: Joined,
    /// Ids of straits that it passes.
    pub straits: Joined,
    /// Ids of corridors that it uses.
    pub corridors: Joined,
    /// Ids of lines that it uses.
    pub lines: Joined,
}

impl PairRow {
    /// Names of its columns.
    pub const COLUMNS: [&'static str; 9] =
        ["scenario", "from", "to", "cost_usd_t", "hours", "countries", "straits", "corridors", "lines"];
}

/// Ids, kept joined by `;` as CSV has them: in JSON a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joined(pub Arc<str>);

impl Serialize for Joined {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.split(';').filter(|id| !id.is_empty()))
    }
}

impl<'de> Deserialize<'de> for Joined {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self(Vec::<String>::deserialize(from)?.join(";").into()))
    }
}
