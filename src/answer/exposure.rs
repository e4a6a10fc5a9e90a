//! The answer to `exposure`.

use serde::Serialize;

use super::{Certificate, Metadata, Ranges};

/// What flows depend on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Exposure {
    /// Who, what, when.
    #[serde(flatten)]
    pub head: Metadata,
    /// The year.
    pub year: i16,
    /// The day.
    pub as_of: String,
    /// All tonnes selected, laid or not.
    pub flow_kt: f64,
    /// Of these never routed (`laid = false`).
    pub not_laid_kt: f64,
    /// By (unavoidable_kt, used_kt) downwards, then (of, id).
    pub rows: Vec<ExposureRow>,
    /// `tonnes` or `value`: what shares are shares of.
    pub weigh: String,
    /// Value of all tonnes selected.
    pub flow_usd: f64,
    /// How much is in few hands.
    pub concentration: Concentration,
    /// Tonnes by share: whose the operators are that the flows meet, largest first.
    pub owners: Vec<OwnedTonnes>,
    /// How many ways there are, a row a commodity.
    pub redundancy: Vec<Redundancy>,
    /// What proves each assignment behind the rows: that of the baseline, then one for each set of things that bar the
    /// same, in the order of what they bar.
    pub certificates: Vec<BarredProof>,
    /// With `--ranges`: how far the headline figures can be trusted.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub ranges: Option<Ranges>,
}

/// Tonnes that belong to somebody by their share in what the tonnes use.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct OwnedTonnes {
    /// The owner.
    pub id: String,
    /// Each tonne by the owner's largest share, through whatever chain, in an operator that it meets.
    pub kt: f64,
    /// The same as a share of all tonnes selected.
    pub share: f64,
}

/// What proves one assignment of an exposure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct BarredProof {
    /// What is barred, as `of:id`: things that close the same share an assignment. None: the baseline.
    pub barred: Vec<String>,
    /// The proof.
    pub certificate: Certificate,
}

/// The dependence triple on one thing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct ExposureRow {
    /// `country`, `place`, `link`, `line`, `strait`, `operator`, `owner` or `corridor`. An owner stands for all operators
    /// that belong to it: by default those of which it has half or more, through whatever chain, or which it controls.
    pub of: String,
    /// Its id.
    pub id: String,
    /// `transit` or `end`.
    pub role: String,
    /// Tonnes whose baseline route touches it.
    pub used_kt: f64,
    /// The same as a share.
    pub used: f64,
    /// Tonnes that have no other way.
    pub unavoidable_kt: f64,
    /// The same as a share.
    pub unavoidable: f64,
    /// What others would publish.
    pub naive_unavoidable_kt: f64,
    /// Tonnes that have another way.
    pub reroutable_kt: f64,
    /// What that way costs more; none where nothing is rerouted.
    pub extra_usd_t: Option<f64>,
    /// What it takes longer.
    pub extra_days: Option<f64>,
    /// Value of `used_kt`.
    pub used_usd: f64,
    /// Value of `unavoidable_kt`.
    pub unavoidable_usd: f64,
}

/// Herfindahl-Hirschman indices, 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Concentration {
    /// Over main corridors.
    pub corridor_hhi: f64,
    /// Over transit countries.
    pub country_hhi: f64,
    /// Over operators.
    pub operator_hhi: f64,
}

/// Ways of one commodity from all its origins to all its destinations.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Redundancy {
    /// The commodity.
    pub commodity: String,
    /// Routes that share no link; none where a way has no link at all.
    pub disjoint_routes: Option<u32>,
    /// The most that can pass in a year; none where a way has no limit at all.
    pub min_cut_kt_y: Option<f64>,
    /// The bundles that prove it.
    pub cut: Vec<CutBundle>,
}

/// A bundle in a cut.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct CutBundle {
    /// Capacity id, or `measure-id@asset`.
    pub capacity: String,
    /// How often it counts.
    pub weight: f64,
}
