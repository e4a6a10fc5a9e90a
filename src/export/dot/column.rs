//! Ranks by region, for `dot` on the whole network: columns of equal counts from west to east, in each the places of a
//! country in one cluster. Left to itself `dot` ranks by the direction of links, and a network with links in both
//! directions becomes metres wide.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;

use super::place::Points;
use crate::answer::{Edge, Network, Node};

/// Up to so many places `dot` does better with the direction of links than with the map.
const FEW: usize = 60;

/// A country, if it has one, and places of it.
pub(super) type Group<'a> = (Option<&'a str>, Vec<&'a Node>);

/// All places of a network, in columns.
pub(super) struct Columns<'a> {
    members: Vec<Vec<Group<'a>>>,
    at: BTreeMap<&'a str, usize>,
    /// Places of neighbouring columns that no link runs between eastwards.
    gaps: Vec<(&'a str, &'a str)>,
}

impl<'a> Columns<'a> {
    /// None where places are few, or no one knows where any of them lies.
    pub(super) fn of(network: &'a Network, points: &Points<'_>) -> Option<Self> {
        if points.is_empty() || network.nodes.len() <= FEW {
            return None;
        }
        let at = numbered(network, points);
        let members = members(network, points, &at);
        // A link to the next column keeps the two apart; only where there is none an unseen one must.
        let next = network.edges.iter().filter(|edge| east(&at, edge).is_some_and(|by| by.get() == 1));
        let bound: BTreeSet<usize> = next.map(|edge| at[edge.from.as_str()]).collect();
        let first = |column: &[Group<'a>]| Some(column.first()?.1.first()?.id.as_str());
        let gap = |west: usize| Some((first(&members[west])?, first(members.get(west + 1)?)?));
        let gaps = (0..members.len()).filter(|west| !bound.contains(west)).filter_map(gap).collect();
        Some(Self { members, at, gaps })
    }

    /// From west to east.
    pub(super) fn members(&self) -> &[Vec<Group<'a>>] {
        &self.members
    }

    /// How many columns east a link runs; none if it stays or runs west.
    pub(super) fn east(&self, edge: &Edge) -> Option<NonZeroUsize> {
        east(&self.at, edge)
    }

    /// Places that nothing keeps a column apart; an unseen link has to.
    pub(super) fn gaps(&self) -> &[(&'a str, &'a str)] {
        &self.gaps
    }
}

fn east(at: &BTreeMap<&str, usize>, edge: &Edge) -> Option<NonZeroUsize> {
    let (from, to) = (at.get(edge.from.as_str())?, at.get(edge.to.as_str())?);
    NonZeroUsize::new(to.saturating_sub(*from))
}

/// Each place's column. `dot` (2.43, `merge_chain`) gives up on several links between two places of one rank: of such
/// two the eastern goes one column on.
fn numbered<'a>(network: &'a Network, points: &Points<'_>) -> BTreeMap<&'a str, usize> {
    // Every place has a point where one has: `place::points` fills the gaps.
    let x = |id: &str| points.get(id).map_or(0.0, |point| point.0);
    let mut ids: Vec<&str> = network.nodes.iter().map(|node| node.id.as_str()).collect();
    ids.sort_by(|a, b| x(a).total_cmp(&x(b)).then(a.cmp(b)));
    let each = ids.len().div_ceil(columns_for(ids.len()));
    let partners = partners(&network.edges);
    let mut at = BTreeMap::new();
    for (order, id) in ids.iter().enumerate() {
        let taken: BTreeSet<usize> =
            partners.get(id).into_iter().flatten().filter_map(|other| at.get(other)).copied().collect();
        // Each partner takes one column at most, so a free one is found.
        let free = (order / each..).find(|column| !taken.contains(column));
        at.insert(*id, free.unwrap_or_default());
    }
    close_ranks(at)
}

/// The square root of half the places: a name is wider than high, and a sheet too.
fn columns_for(places: usize) -> usize {
    (places / 2).isqrt().max(1)
}

/// Those with whom a place shares more than one link.
fn partners(edges: &[Edge]) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut seen = BTreeSet::new();
    let mut twice: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for edge in edges {
        let (a, b) = (edge.from.as_str(), edge.to.as_str());
        // The second link between two places makes them partners; a loop has no second place.
        if a != b && !seen.insert((a.min(b), a.max(b))) {
            twice.entry(a).or_default().insert(b);
            twice.entry(b).or_default().insert(a);
        }
    }
    twice
}

/// Without columns that no one is left in.
fn close_ranks(at: BTreeMap<&str, usize>) -> BTreeMap<&str, usize> {
    let used: BTreeSet<usize> = at.values().copied().collect();
    let closed: BTreeMap<usize, usize> = used.into_iter().zip(0..).collect();
    at.into_iter().map(|(id, column)| (id, closed[&column])).collect()
}

fn members<'a>(network: &'a Network, points: &Points<'_>, at: &BTreeMap<&str, usize>) -> Vec<Vec<Group<'a>>> {
    // Graphviz counts y upwards, so the northernmost place comes first.
    let south = |node: &Node| points.get(node.id.as_str()).map_or(0.0, |point| -point.1);
    let mut columns: Vec<Vec<&Node>> = vec![Vec::new(); at.values().max().map_or(0, |last| last + 1)];
    for node in &network.nodes {
        columns[at[node.id.as_str()]].push(node);
    }
    let ordered = |column: Vec<&'a Node>| {
        let mut groups = by_country(column);
        for (_, nodes) in &mut groups {
            nodes.sort_by(|a, b| south(a).total_cmp(&south(b)).then(a.id.cmp(&b.id)));
        }
        // From north to south by their middle place, so that few links cross; a group has one place at least.
        let middle = |group: &Group<'_>| south(group.1[group.1.len() / 2]);
        groups.sort_by(|a, b| middle(a).total_cmp(&middle(b)).then(a.0.cmp(&b.0)));
        groups
    };
    columns.into_iter().map(ordered).collect()
}

/// In the order of their codes.
pub(super) fn by_country<'a>(nodes: impl IntoIterator<Item = &'a Node>) -> Vec<Group<'a>> {
    let mut countries: BTreeMap<Option<&str>, Vec<&Node>> = BTreeMap::new();
    for node in nodes {
        countries.entry(node.country.as_deref()).or_default().push(node);
    }
    countries.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::dot::place;

    /// A ring of places from west to east, each with a link to the next and, every third, one back.
    fn network(count: usize) -> Network {
        let node = |at: usize| Node {
            id: format!("p{at:03}"),
            country: Some(format!("C{}", at % 5)).filter(|country| country != "C0"),
            lat: Some(40.0 + at as f64 * 7.0 % 13.0),
            lon: Some(20.0 + at as f64 * 0.3),
            ..Node::default()
        };
        let edge =
            |from: usize, to: usize| Edge { from: format!("p{from:03}"), to: format!("p{to:03}"), ..Edge::default() };
        let next = (0..count).map(|at| edge(at, (at + 1) % count));
        let back = (0..count - 1).step_by(3).map(|at| edge(at + 1, at));
        Network { nodes: (0..count).map(node).collect(), edges: next.chain(back).collect(), ..Network::default() }
    }

    fn ranked(network: &Network) -> Option<Columns<'_>> {
        Columns::of(network, &place::points(network))
    }

    #[test]
    fn few_places_keep_the_direction_of_their_links() {
        assert!(ranked(&network(FEW)).is_none());
        assert!(ranked(&network(FEW + 1)).is_some());
    }

    #[test]
    fn every_place_stands_once_and_further_east_is_no_column_west() {
        let network = network(200);
        let points = place::points(&network);
        let columns = ranked(&network).unwrap();
        let ids = |column: &Vec<Group>| -> Vec<String> {
            column.iter().flat_map(|group| group.1.iter().map(|node| node.id.clone())).collect()
        };
        let all: BTreeSet<String> = columns.members().iter().flat_map(ids).collect();
        assert_eq!(all.len(), 200);
        assert_eq!(columns.members().iter().map(|column| ids(column).len()).sum::<usize>(), 200);
        let mean = |column: &Vec<Group>| {
            let ids = ids(column);
            ids.iter().map(|id| points[id.as_str()].0).sum::<f64>() / ids.len() as f64
        };
        let means: Vec<f64> = columns.members().iter().map(mean).collect();
        assert!(means.is_sorted(), "{means:?}");
    }

    #[test]
    fn places_with_several_links_stand_in_different_columns() {
        let network = network(200);
        let at = numbered(&network, &place::points(&network));
        let partners = partners(&network.edges);
        assert!(partners.len() > 100);
        for (id, others) in partners {
            assert!(others.iter().all(|other| at[other] != at[id]), "{id}: {others:?}");
        }
    }

    #[test]
    fn columns_that_no_link_joins_are_gaps() {
        let mut network = network(200);
        assert!(ranked(&network).unwrap().gaps().is_empty(), "the ring joins all");
        network.edges.clear();
        let apart = ranked(&network).unwrap();
        assert_eq!(apart.gaps().len(), apart.members().len() - 1);
        for (west, east) in apart.gaps() {
            assert_eq!(apart.at[west] + 1, apart.at[east]);
        }
    }

    #[test]
    fn links_westwards_and_within_a_column_do_not_rank() {
        let network = network(200);
        let columns = ranked(&network).unwrap();
        let back = network.edges.last().unwrap();
        assert_eq!(columns.east(back), None, "it runs back");
        let ranked = network.edges.iter().filter_map(|edge| columns.east(edge)).count();
        assert!(ranked > 0 && ranked < network.edges.len(), "{ranked}");
        for edge in &network.edges {
            let (from, to) = (columns.at[edge.from.as_str()], columns.at[edge.to.as_str()]);
            assert_eq!(columns.east(edge).map_or(0, NonZeroUsize::get), to.max(from) - from);
        }
    }
}
