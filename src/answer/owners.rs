//! The answer to `owners`.

use serde::{Deserialize, Serialize};

use super::{Comparison, Confidence, HoldingKind, Metadata, Owner, SourceLine};
use crate::model::string_enum;

string_enum! {
    /// What an ownership test says of a company.
    OwnershipStatus {
        /// It is listed itself.
        Listed = "listed",
        /// Listed parties own enough of it.
        Owned = "owned",
        /// A listed party controls it, or appoints most of its board.
        Controlled = "controlled",
        /// None of these.
        Not = "not",
        /// The atlas has none of the authority's listings, or knows so few of the company's own holders that the rest could
        /// meet the test.
        Unknown = "unknown",
    }
}

/// Who owns a company.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Owners {
    /// Which program, atlas and scenario.
    #[serde(flatten)]
    pub head: Metadata,
    /// Party id of the company.
    pub id: String,
    /// As people call it.
    pub name: String,
    /// Ids of the places and links that it runs.
    pub operates: Vec<String>,
    /// Who holds it, and who holds those, in force on the day: nearest first.
    pub owners: Vec<Owner>,
    /// What each test in force says.
    pub tests: Vec<OwnershipVerdict>,
    /// What the holdings, listings and tests rest on.
    pub sources: Vec<SourceLine>,
}

/// What one authority's test says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct OwnershipVerdict {
    /// Sanctioning authority whose test it is: `US`.
    pub sender: String,
    /// Id of its programme for whose listings the test is.
    pub programme: String,
    /// What the test says.
    pub verdict: OwnershipStatus,
    /// Percent that is held against the threshold: of all listed parties where shares add up, else of the one that has
    /// most.
    pub counted: f64,
    /// With every share at its low.
    pub counted_low: f64,
    /// With every share at its high.
    pub counted_high: f64,
    /// What all listed parties hold together, in percent, whether or not the test adds it up.
    pub summed: f64,
    /// What would be counted if a trustee's share were its beneficiary's.
    pub counted_beneficiary: f64,
    /// What the test would say if a trustee's share were its beneficiary's.
    pub verdict_beneficiary: OwnershipStatus,
    /// Percent.
    pub threshold: f64,
    /// Whether as much as the threshold is enough.
    pub comparison: Comparison,
    /// By how much the threshold is missed, in percent; below 0: by how much it is passed.
    pub missed_by: f64,
    /// Do shares of all listed parties add up?
    pub aggregate: bool,
    /// Holdings whose place within its range alone changes the verdict, as `holder > held`.
    pub uncertain: Vec<String>,
    /// What is counted, holding by holding.
    pub chains: Vec<OwnershipChain>,
    /// How sure the weakest of the rule and the listings in force under it is.
    pub conf: Confidence,
    /// Was the text of all of them seen? If not, the verdict is to be read with a question mark.
    pub text_seen: bool,
}

/// One chain of what is counted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct OwnershipChain {
    /// Party ids, from a listed party to the company.
    pub parties: Vec<String>,
    /// Percent that the last but one holds of the company; none: control.
    pub share_pct: Option<f64>,
    /// What that holding is.
    pub kind: HoldingKind,
}

impl OwnershipChain {
    /// The chain and what is held at its end, for people.
    pub(crate) fn told(&self) -> String {
        let share = self.share_pct.map_or_else(|| self.kind.to_string(), |share| format!("{share} %"));
        format!("{} ({share})", self.parties.join(" > "))
    }
}
