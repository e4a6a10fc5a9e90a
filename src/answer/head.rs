//! What every answer starts with.

use serde::{Deserialize, Serialize};

use super::Day;
use crate::model::string_enum;
use crate::query::Question;

string_enum! {
    /// The command that an answer is of.
    Command {
        /// Routes from one end to another.
        Route = "route",
        /// What flows depend on.
        Exposure = "exposure",
        /// Where each tonne goes under a scenario.
        Reroute = "reroute",
        /// Scenarios side by side.
        Compare = "compare",
        /// A page about scenarios.
        Report = "report",
        /// Rows of a table.
        List = "list",
        /// One thing with all its facts.
        Show = "show",
        /// Who owns a company.
        Owners = "owners",
        /// Which measures cause a loss.
        Blame = "blame",
        /// In what two scenarios differ.
        Diff = "diff",
        /// Why this route and no other.
        Explain = "explain",
        /// What the law says of routes.
        Legal = "legal",
        /// The network, or the arcs that the solver has.
        Export = "export",
        /// What is wrong with an atlas or a scenario.
        Check = "check",
        /// Whether a saved answer holds.
        Verify = "verify",
        /// What a saved answer rests on.
        Sources = "sources",
        /// Many scenarios on many pairs.
        Sweep = "sweep",
        /// Each thing removed in turn.
        Critical = "critical",
        /// A foreign graph as an imported network.
        ImportGraph = "import graph",
        /// Who of the atlas is on a list.
        ImportList = "import list",
        /// A minimum-cost flow.
        SolveMincost = "solve mincost",
        /// A minimum-cost flow of several commodities.
        SolveMulticommodity = "solve multicommodity",
    }
}

/// Who answered, from what, about what.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Metadata {
    /// Version of the program.
    pub corridor: String,
    /// The command.
    pub command: Command,
    /// Which atlas.
    pub atlas: AtlasHead,
    /// Which scenario, on which day.
    pub scenario: ScenarioHead,
    /// What a reader must know before the numbers, as sentences: the year that was taken, a limit without a base.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// What was asked, whole: files by their text. From it `verify` and `sources` ask again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<Box<Question>>,
}

/// Which atlas.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AtlasHead {
    /// As its `datapackage.json` says it.
    pub name: String,
    /// As its `datapackage.json` says it: `0.1.0`.
    pub version: String,
    /// SHA-256 over its files, in hexadecimal.
    pub sha256: String,
}

/// Which scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ScenarioHead {
    /// Its id; `none` where nothing happens; ids joined by `+` where several stack.
    pub id: String,
    /// Reference date.
    pub as_of: Day,
    /// Id of the ready set of parties; none: none was named.
    pub actor: Option<String>,
    /// Does the law apply? Then there are verdicts.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub law: bool,
}
