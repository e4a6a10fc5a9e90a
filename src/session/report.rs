//! A report: what several commands say about the same flows and scenarios.

use std::collections::{BTreeMap, BTreeSet};

use super::Session;
use crate::analysis;
use crate::answer::{self, Command, Step};
use crate::error::Result;
use crate::model::Measure;
use crate::network::Network;
use crate::query::ReportPage;
use crate::tables::Flow;

impl Session {
    pub(crate) fn report(&self, question: &ReportPage) -> Result<answer::ReportPage> {
        let (study, columns) = self.comparison(&question.compared())?;
        let (told, exposure) =
            rayon::join(|| analysis::report::told(&study, &columns), || analysis::report::exposure(&study));
        let mut head = study.head.clone();
        head.command = Command::Report;
        let own_days = columns.iter().filter_map(|column| Some(&*column.own_day.as_ref()?.network));
        let (nodes, edges) = drawn(&head, std::iter::once(&*study.network).chain(own_days));
        let measures: Vec<Measure> = columns.iter().flat_map(|column| column.measures.clone()).collect();
        let chosen = study.flows.iter().filter(|(_, chosen)| *chosen);
        let flows: Vec<Flow> = chosen.map(|(flow, _)| flow.clone()).collect();
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
        named.extend(picture.laid.links.iter().map(|link| link.id.clone()));
        named.extend(picture.laid.capacities.iter().map(|capacity| capacity.id.clone()));
        let ways = picture.alternatives.iter().flat_map(|route| &route.routes);
        named.extend(ways.flat_map(|way| &way.legs).map(|leg| leg.link.clone()));
        let routes = picture.laid.flows.iter().flat_map(|flow| &flow.routes);
        named.extend(routes.flat_map(|route| &route.arcs).filter_map(|step| match step {
            Step::Transfer(id) => Some(id.clone()),
            Step::Link(_) => None,
        }));
    }
    let ends: Vec<String> = edges
        .iter()
        .filter(|edge| named.contains(&edge.id))
        .flat_map(|edge| [edge.from.clone(), edge.to.clone()])
        .collect();
    named.extend(ends);
    named
}
