//! The answer to `legal`.

use serde::{Deserialize, Serialize};

use super::{Act, Confidence, Day, Metadata, Nexus, SecondarySanctions, Verdict};

/// What the law says of routes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Legal {
    /// Which program, atlas and scenario.
    #[serde(flatten)]
    pub head: Metadata,
    /// The last day for which all law that was asked is known; none: some of it is not known at all.
    pub law_horizon: Option<Day>,
    /// One per route; with `--dates` one for each day on which the route's law changes.
    pub rows: Vec<LegalRow>,
}

/// What the law says of one route on one day.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct LegalRow {
    /// Flow id; none: the trade that was asked for.
    pub flow: Option<String>,
    /// Id of the place or country where it starts.
    pub from: String,
    /// Id of the place or country where it ends.
    pub to: String,
    /// Ids of its links in order of passage.
    pub links: Vec<String>,
    /// The day on which it is judged.
    pub date: Day,
    /// The worst verdict over all acts.
    pub verdict: Verdict,
    /// Does it rest on a low confidence, or a text that was not seen?
    pub unsure: bool,
    /// Each act of each party with what is said of it; an act of which nothing is said is open.
    pub acts: Vec<ActRow>,
    /// Ids of the documents it takes, and what must be known to say more, as sentences.
    pub needs: Vec<String>,
    /// Secondary-sanctions risks of parties that are wary of the authority.
    pub threatened_by: Vec<SecondarySanctions>,
    /// Acts for which no party was named.
    pub not_judged: Vec<Act>,
    /// The last day for which the law asked here is known; none: some of it is not known at all.
    pub law_horizon: Option<Day>,
}

/// What one measure says of one act.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ActRow {
    /// The act.
    pub act: Act,
    /// Id of the party or code of the country that does it; none: no one in particular.
    pub party: Option<String>,
    /// What the measure makes of it.
    pub verdict: Verdict,
    /// Sanctioning authority: `EU`; none: nothing is said.
    pub sender: Option<String>,
    /// By what it binds; none: nothing is said.
    pub nexus: Option<Nexus>,
    /// Measure id; none: nothing is said, or the law is not known.
    pub measure: Option<String>,
    /// Id of the exception that lifts it, or would.
    pub exception: Option<String>,
    /// Would another party, not bound, open it?
    pub replaceable: bool,
    /// How sure the reading is; none: there is no text to read.
    pub conf: Option<Confidence>,
    /// Does it rest on a low confidence, or a text that was not seen?
    pub unsure: bool,
    /// Ids of documents, and what must be known, as sentences.
    pub needs: Vec<String>,
    /// Ids of the links and places that it is about; empty: the route as a whole.
    pub at: Vec<String>,
}
