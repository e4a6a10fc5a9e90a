//! The answer to `blame`.

use serde::Serialize;

use super::Metadata;

/// Which measures cause what a scenario does to flows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Blame {
    /// Who, what, when.
    #[serde(flatten)]
    pub head: Metadata,
    /// The year.
    pub year: i16,
    /// All tonnes selected.
    pub flow_kt: f64,
    /// What is stranded under all measures and not in the baseline.
    pub stranded_kt: f64,
    /// What transport costs more a year under all measures than in the baseline.
    pub extra_usd: f64,
    /// Each measure that does something to these or other flows; the largest share first.
    pub measures: Vec<Blamed>,
    /// The smallest sets of measures that cause the whole loss by themselves: of what is stranded; where nothing is, of
    /// what it costs more.
    pub smallest: Vec<Vec<String>>,
    /// Sets of measures.
    pub coalitions: u64,
    /// Of these solved: equal ones once.
    pub solved: u64,
    /// Measures in force that change nothing for any flow of the year.
    pub idle: Vec<String>,
}

/// One measure's part.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Blamed {
    /// The measure.
    pub id: String,
    /// What it does.
    pub effect: String,
    /// Its share of what is stranded (Shapley value): what it adds on average over all orders in which measures may come.
    pub stranded_kt: f64,
    /// The same as a share of the loss.
    pub share: f64,
    /// Its share of what transport costs more, likewise.
    pub extra_usd: f64,
    /// What is stranded by it alone.
    pub alone_kt: f64,
    /// What is stranded less when it is lifted alone.
    pub last_kt: f64,
}
