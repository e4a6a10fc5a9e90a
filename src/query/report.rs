//! `corridor report FLOWS --scenario S1 --scenario S2 ...`: everything that a page about scenarios shows.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Compare, Query, Question};
use crate::analysis;
use crate::answer::{self, Command, Step};
use crate::error::Result;
use crate::model::Measure;
use crate::network::Network;
use crate::session::Session;
use crate::spec::{FlowsSelection, ScenarioRef, ScenarioSpec};
use crate::tables::Flow;

/// Write one page about scenarios, with a map, to look at, print or send
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[serde(default)]
pub struct ReportPage {
    #[cfg_attr(feature = "cli", command(flatten))]
    /// Which flows.
    pub flows: FlowsSelection,
    /// Scenarios by id or file, side by side; none: all of the atlas.
    #[cfg_attr(feature = "cli", arg(skip))]
    pub scenarios: Vec<ScenarioRef>,
    #[cfg_attr(feature = "cli", command(flatten))]
    /// What it builds, if anything, is one more scenario, after the others. Its day is the baseline's.
    pub scenario: ScenarioSpec,
    /// Solve again with each number at its low and its high: the page draws ranges and says what cannot be distinguished
    #[cfg_attr(feature = "cli", arg(long))]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub ranges: bool,
}

impl ReportPage {
    /// The same flows and scenarios side by side.
    #[must_use]
    pub fn compared(&self) -> Compare {
        Compare {
            flows: self.flows.clone(),
            scenarios: self.scenarios.clone(),
            scenario: self.scenario.clone(),
            ranges: self.ranges,
            imported: None,
        }
    }
}

impl From<Compare> for ReportPage {
    fn from(compare: Compare) -> Self {
        let Compare { flows, scenarios, scenario, ranges, .. } = compare;
        Self { flows, scenarios, scenario, ranges }
    }
}

impl Query for ReportPage {
    const COMMAND: Command = Command::new("report");
    type Answer = answer::ReportPage;

    fn run(&self, session: &Session) -> Result<answer::ReportPage> {
        session.report(self)
    }

    fn recorded(&self) -> Option<Question> {
        Some(self.clone().into())
    }
}

impl Session {
    pub(crate) fn report(&self, question: &ReportPage) -> Result<answer::ReportPage> {
        let (study, columns) = self.comparison(&question.compared())?;
        // Two independent sets of solves.
        let (told, exposure) =
            rayon::join(|| analysis::report::compared(&study, &columns), || analysis::report::exposure(&study));
        let mut head = study.head.clone();
        head.command = ReportPage::COMMAND;
        // A scenario with a day of its own may have places that the baseline's day lacks.
        let own_days = columns.iter().filter_map(|column| Some(&*column.own_day.as_ref()?.network));
        let (nodes, edges) = drawn(&head, std::iter::once(&*study.network).chain(own_days));
        let measures: Vec<Measure> = columns.iter().flat_map(|column| column.measures.clone()).collect();
        // Sources of the flows asked about, not of all flows that are assigned.
        let chosen = study.flows.iter().filter(|(_, chosen)| *chosen);
        let flows: Vec<Flow> = chosen.map(|(flow, _)| flow.clone()).collect();
        // Everything that the page names owes its source.
        let mut named = named(&told.pictures, &edges);
        named.extend(exposure.rows.iter().map(|row| row.id.clone()));
        named.extend(exposure.owners.iter().map(|owner| owner.id.clone()));
        let ranges = question.ranges.then(|| analysis::ranges::compare(&study, &columns));
        Ok(answer::ReportPage {
            sources: analysis::sources::sources(&study.network, &named, &flows, &measures),
            measures: analysis::report::spans(&columns),
            baseline: told.baseline,
            scenarios: told.scenarios,
            pictures: told.pictures,
            ranges,
            parties: self.parties(&exposure),
            exposure,
            nodes,
            edges,
            head,
        })
    }

    /// Names of the parties that an exposure has.
    fn parties(&self, exposure: &answer::Exposure) -> BTreeMap<String, String> {
        let of_rows = exposure.rows.iter().filter(|row| matches!(row.of.as_str(), "operator" | "owner"));
        let ids = of_rows.map(|row| &row.id).chain(exposure.owners.iter().map(|owner| &owner.id));
        ids.filter_map(|id| Some((id.clone(), self.atlas.parties.get(id)?.name.clone()))).collect()
    }
}

/// Places and links of several days, each once.
fn drawn<'n>(
    head: &answer::Metadata,
    networks: impl Iterator<Item = &'n Network>,
) -> (Vec<answer::Node>, Vec<answer::Edge>) {
    let (mut nodes, mut edges) = (BTreeMap::new(), BTreeMap::new());
    for network in networks {
        let bare = analysis::network::bare(head.clone(), network, &[]);
        // The baseline's day comes first, so its values are shown.
        for node in bare.nodes {
            nodes.entry(node.id.clone()).or_insert(node);
        }
        for edge in bare.edges {
            edges.entry(edge.id.clone()).or_insert(edge);
        }
    }
    (nodes.into_values().collect(), edges.into_values().collect())
}

/// What pictures show: links with tonnes, their places and lines, transfers, capacities.
fn named(pictures: &[answer::Picture], edges: &[answer::Edge]) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for picture in pictures {
        named.extend(picture.assigned.links.iter().map(|link| link.id.clone()));
        named.extend(picture.assigned.capacities.iter().map(|capacity| capacity.id.clone()));
        let options = picture.alternatives.iter().flat_map(|route| &route.routes);
        named.extend(options.flat_map(|option| &option.legs).map(|leg| leg.link.clone()));
        let routes = picture.assigned.flows.iter().flat_map(|flow| &flow.routes);
        named.extend(routes.flat_map(|route| &route.arcs).filter_map(|step| match step {
            Step::Transfer(id) => Some(id.clone()),
            Step::Link(_) => None,
        }));
    }
    // Ends of links are places with sources of their own.
    let ends: Vec<String> = edges
        .iter()
        .filter(|edge| named.contains(&edge.id))
        .flat_map(|edge| [edge.from.clone(), edge.to.clone()])
        .collect();
    named.extend(ends);
    named
}

#[cfg(feature = "cli")]
pub use line::ReportLine;

#[cfg(feature = "cli")]
mod line {
    use super::ReportPage;
    use crate::query::Question;
    use crate::query::line::{LineOf, Presentation};
    use crate::spec::Borders;

    /// Write one page about scenarios, with a map, to look at, print or send
    #[derive(Debug, clap::Args)]
    #[command(after_help = "Examples:
  corridor report --origin KAZ --cargo crude --year 2023 --scenario cpc-closed
  corridor report --cargo container --scenario russia-closed --borders de-facto
  corridor report --origin KAZ --cargo crude --format json --output report.json

The page is one HTML file that fetches nothing. It opens on the first --scenario: what is lost, where the rest goes, and a map \
of both. Each scenario is a picture of its own beside the baseline; without any all scenarios of the atlas are shown. As json the page's numbers; table, csv, markdown and latex have what compare has.")]
    pub struct ReportLine {
        /// Exit with 1 where a tonne is stranded
        #[arg(long)]
        strict: bool,
        /// Whose borders the map has: those that the United Nations recognise (un) or those of whoever holds the land
        /// (de-facto); disputed lines are dotted in both [default: un]
        #[arg(long, value_enum, value_name = "WHOSE")]
        borders: Option<Borders>,
        #[command(flatten)]
        page: ReportPage,
    }

    impl LineOf for ReportLine {
        fn question(self) -> Result<(Question, Presentation), clap::Error> {
            let page = ReportPage::from(self.page.compared().side_by_side());
            let presentation =
                Presentation { strictness: self.strict.into(), borders: self.borders, ..Presentation::default() };
            Ok((page.into(), presentation))
        }
    }
}
