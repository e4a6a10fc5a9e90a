//! The answer to `report`: what other commands say, for the baseline and each scenario, beside the network they are about.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    Baseline, Compare, Day, Edge, EffectKind, Exposure, LinkFlow, Metadata, Node, Outcome, Ranges, Report, Reroute,
    Route, SourceUse, Strictness, Summary,
};

/// Everything that a page about scenarios shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ReportPage {
    /// Which program and atlas; the scenario is the baseline's.
    #[serde(flatten)]
    pub head: Metadata,
    /// As `compare` has it.
    pub baseline: Baseline,
    /// As `compare` has them, in the order asked.
    pub scenarios: Vec<Outcome>,
    /// With `--ranges`, as `compare` has them.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub ranges: Option<Ranges>,
    /// Where each tonne goes: the baseline's picture first, then one per scenario.
    pub pictures: Vec<Picture>,
    /// As `exposure` has it, of the baseline, without single places and links.
    pub exposure: Exposure,
    /// Places of the network, by id: those of the baseline's day, and of the scenarios' own days.
    pub nodes: Vec<Node>,
    /// Its links, by id. What is on them is in the pictures.
    pub edges: Vec<Edge>,
    /// Names of the operators and owners that the exposure has, by id.
    pub parties: BTreeMap<String, String>,
    /// Measures of the scenarios, by since when they are in force, then by id.
    pub measures: Vec<MeasureSpan>,
    /// What all of this rests on, by id.
    pub sources: Vec<SourceUse>,
}

impl ReportPage {
    /// Its figures as `compare` has them.
    #[must_use]
    pub fn compared(&self) -> Compare {
        Compare {
            head: self.head.clone(),
            baseline: self.baseline.clone(),
            scenarios: self.scenarios.clone(),
            ranges: self.ranges.clone(),
        }
    }
}

/// Where each tonne goes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Picture {
    /// Scenario id; the baseline's is `none`.
    pub id: String,
    /// As `reroute` has it.
    pub assigned: Reroute,
    /// What the selected flows put on links, by id: of all flows it is in `assigned`.
    pub selected: Vec<LinkFlow>,
    /// Tonnes of the selected flows that arrive by links which they did not take in the baseline, kt a year.
    pub rerouted_kt: f64,
    /// Tonnes of the selected flows without a route, by where they start, largest first.
    pub stranded: Vec<StrandedAt>,
    /// Links that a measure closes, or one of their ends, by id.
    pub closed: Vec<ClosedLink>,
    /// The selected flows by where they start, what they pass and where they end.
    pub chains: Vec<SankeyChain>,
    /// Other routes of the largest of the selected flows, as `route` has them.
    pub alternatives: Vec<Route>,
}

/// Tonnes without a route.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct StrandedAt {
    /// Id of the place or country where they start.
    pub origin: String,
    /// As people call it.
    pub name: String,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Kt a year.
    pub kt: f64,
}

/// A link that may not be passed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ClosedLink {
    /// Link id.
    pub link: String,
    /// Id of the measure that closes it.
    pub measure: String,
}

/// Tonnes that share origin, line, straits and destination.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SankeyChain {
    /// Id of the place or country where they start.
    pub origin: String,
    /// Id of the line on which they go farthest; where they pass none the mode on which they do.
    pub line: String,
    /// Ids of straits in order of passage.
    pub straits: Vec<String>,
    /// Country of arrival, ISO 3166 alpha-3; id of the place where that is in none.
    pub destination: String,
    /// Kt a year.
    pub kt: f64,
}

/// A measure and when it is in force.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct MeasureSpan {
    /// Measure id.
    pub id: String,
    /// Who imposes it: `EU`, `RUS`, `event`, `market`.
    pub authority: String,
    /// Its title; none where it has none.
    pub title: Option<String>,
    /// What it does.
    pub effect: EffectKind,
    /// First day in force; none: always.
    pub since: Option<Day>,
    /// Last day in force; none: for good.
    pub until: Option<Day>,
    /// Where it is said: the id of a source, or a text.
    pub source: String,
    /// Ids of the scenarios that have it.
    pub scenarios: Vec<String>,
}

impl Report for ReportPage {
    has_metadata!();

    fn is_finding(&self, strictness: Strictness) -> bool {
        strictness == Strictness::Strict && self.scenarios.iter().any(|one| one.stranded_kt > 0.0)
    }

    fn summarize(&self, page: &mut Summary) {
        self.compared().summarize(page);
    }
}
