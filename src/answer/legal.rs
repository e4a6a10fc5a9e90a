//! The answer to `legal`.

use serde::Serialize;

use super::{Metadata, SecondarySanctions};

/// What the law says of routes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Legal {
    /// Who, what, when.
    #[serde(flatten)]
    pub head: Metadata,
    /// The last day for which all law that was asked is known; none: some of it is not known at all.
    pub law_horizon: Option<String>,
    /// One a route; with `--dates` one for each day on which the route's law changes.
    pub rows: Vec<LegalRow>,
}

/// What the law says of one route on one day.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct LegalRow {
    /// The flow; none: the trade that was asked for.
    pub flow: Option<String>,
    /// Where it starts.
    pub from: String,
    /// Where it ends.
    pub to: String,
    /// Its links in order.
    pub links: Vec<String>,
    /// The day, `YYYY-MM-DD`.
    pub date: String,
    /// The worst verdict over all acts: `barred`, `unknown`, `conditional`, `exempt` or `open`.
    pub verdict: String,
    /// Does it rest on a low confidence, or a text that was not seen?
    pub unsure: bool,
    /// Each act of each party with what is said of it; an act of which nothing is said is open.
    pub acts: Vec<ActRow>,
    /// Papers it takes, and what must be known to say more.
    pub needs: Vec<String>,
    /// Threats to parties that are wary of the sender.
    pub threatened_by: Vec<SecondarySanctions>,
    /// Acts for which no party was named.
    pub not_judged: Vec<String>,
    /// The last day for which the law asked here is known; none: some of it is not known at all.
    pub law_horizon: Option<String>,
}

/// What one measure says of one act.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct ActRow {
    /// The act.
    pub act: String,
    /// Who does it; none: nobody in particular.
    pub party: Option<String>,
    /// `barred`, `unknown`, `conditional`, `exempt` or `open`.
    pub verdict: String,
    /// Whose law.
    pub sender: Option<String>,
    /// By what it binds: `person`, `territory`, `item` or `fact`.
    pub nexus: Option<String>,
    /// The measure; none: nothing is said, or the law is not known.
    pub measure: Option<String>,
    /// What lifts it, or would.
    pub exception: Option<String>,
    /// Would another party, not bound, open it?
    pub replaceable: bool,
    /// How sure the reading is: `H`, `M` or `L`.
    pub conf: Option<String>,
    /// Does it rest on a low confidence, or a text that was not seen?
    pub unsure: bool,
    /// Papers, and what must be known.
    pub needs: Vec<String>,
    /// Links and places where it is met; empty: as a whole.
    pub at: Vec<String>,
}
