//! `corridor sweep` in JSON, and its rows.

use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};

use super::Metadata;

/// Many scenarios on many pairs: what each comes to. The rows themselves are streamed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Sweep {
    /// What every answer starts with.
    #[serde(flatten)]
    pub head: Metadata,
    /// What is least.
    pub by: String,
    /// How many starts.
    pub from: u64,
    /// How many ends: each start goes to each end.
    pub to: u64,
    /// `ignored`: tonnes lie on cheapest ways, whatever a capacity says.
    pub capacity: String,
    /// The baseline, then each scenario in order.
    pub scenarios: Vec<Swept>,
    /// Rows that were found again by plain searches; none: none was asked for.
    pub verified: Option<VerifiedRows>,
}

/// What one scenario comes to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Swept {
    /// Its id; `baseline` for none.
    pub scenario: String,
    /// Pairs whose way is another.
    pub changed: u64,
    /// Of these, pairs without any way; in the baseline all such pairs.
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

/// Tonnes on cheapest ways.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Tonnes {
    /// kt/y that had a way and have none.
    pub cut_kt: f64,
    /// kt/y that go another way.
    pub rerouted_kt: f64,
    /// What that costs more, in millions of USD a year.
    pub more_musd: f64,
    /// What they touch: in the baseline everything, under a scenario what carries more or less than before.
    pub touched: Vec<TouchedTonnes>,
}

/// Tonnes on one thing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct TouchedTonnes {
    /// `country`, `strait`, `corridor` or `line`.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// kt/y.
    pub kt: f64,
    /// kt/y in the baseline.
    pub kt_before: f64,
}

/// Rows found again by plain searches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct VerifiedRows {
    /// How many.
    pub rows: u64,
    /// Those that came out otherwise: there should be none.
    pub differ: Vec<String>,
}

/// One pair under one scenario: a row of `--rows`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PairRow {
    /// The scenario; `baseline` for none.
    pub scenario: Arc<str>,
    /// Start.
    pub from: Arc<str>,
    /// End.
    pub to: Arc<str>,
    /// The least cost; none: no way is open.
    pub cost_usd_t: Option<f64>,
    /// How long that takes.
    pub hours: Option<f64>,
    /// ISO 3166 alpha-3 codes of the countries it passes, ascending.
    pub countries: Joined,
    /// Straits that it passes.
    pub straits: Joined,
    /// Corridors that it uses.
    pub corridors: Joined,
    /// Lines that it uses.
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
