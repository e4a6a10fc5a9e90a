//! The answer to `owners`.

use serde::Serialize;

use super::{Metadata, Owner, SourceLine};

/// Whose a company is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Owners {
    /// Who, what, when.
    #[serde(flatten)]
    pub head: Metadata,
    /// The company.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it runs: ids of places and links.
    pub operates: Vec<String>,
    /// Who holds it, and who holds those, in force on the day: nearest first.
    pub owners: Vec<Owner>,
    /// What each test in force says.
    pub tests: Vec<OwnershipVerdict>,
    /// Where this stands.
    pub sources: Vec<SourceLine>,
}

/// What one sender's test says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct OwnershipVerdict {
    /// Whose test.
    pub sender: String,
    /// For which of its listings.
    pub programme: String,
    /// `listed`, `owned`, `controlled` or `not`; `unknown` where the atlas has none of the
    /// sender's listings, or knows so few of the company's own holders that the rest could meet the test.
    pub verdict: String,
    /// The share that is held against the threshold: of all listed parties where shares add up, else of the one that has
    /// most.
    pub counted: f64,
    /// With every share at its low.
    pub counted_low: f64,
    /// With every share at its high.
    pub counted_high: f64,
    /// What all listed parties hold together, whether or not the test adds it up.
    pub summed: f64,
    /// What would be counted if a trustee's share were its beneficiary's.
    pub counted_beneficiary: f64,
    /// The verdict if a trustee's share were its beneficiary's.
    pub verdict_beneficiary: String,
    /// Percent.
    pub threshold: f64,
    /// `gt`: more than the threshold is needed; `ge`: as much is enough.
    pub comparison: String,
    /// By how much the threshold is missed; below 0: by how much it is passed.
    pub missed_by: f64,
    /// Do shares of all listed parties add up?
    pub aggregate: bool,
    /// Holdings whose place within its range alone changes the verdict, as `holder > held`.
    pub uncertain: Vec<String>,
    /// What is counted, holding by holding.
    pub chains: Vec<OwnershipChain>,
    /// How sure the weakest of the rule and the listings in force under it is: `H`, `M` or `L`.
    pub conf: String,
    /// Was the text of all of them seen? If not, the verdict is to be read with a question mark.
    pub text_seen: bool,
}

/// One chain of what is counted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct OwnershipChain {
    /// From a listed party to the company.
    pub parties: Vec<String>,
    /// What the last but one holds of the company; none: control.
    pub share_pct: Option<f64>,
    /// The kind of that holding.
    pub kind: String,
}

impl OwnershipChain {
    /// The chain and what is held at its end, for people.
    pub(crate) fn told(&self) -> String {
        let share = self.share_pct.map_or_else(|| self.kind.clone(), |share| format!("{share} %"));
        format!("{} ({share})", self.parties.join(" > "))
    }
}
