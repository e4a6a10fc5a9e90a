//! The network as nodes and edges, bare or with what lies on it, cut to what fits a page.

use std::collections::{BTreeMap, BTreeSet};

use crate::answer::{self, Edge, NetworkContent, Node};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::error::{Error, Result};
use crate::model::{Effect, LinkIx, Measure};
use crate::network::{Network, SelectedAssets};
use crate::tables::{Link, Place};

use super::list;

/// The links of the day with their places. A link is closed by the first bar in force that chooses it or one of its
/// ends, whichever trade the bar is about.
pub fn bare(head: answer::Metadata, network: &Network, measures: &[Measure]) -> answer::Network {
    let day = network.snapshot.day;
    let closings = measures.iter().filter(|measure| measure.effect == Effect::Close && measure.window.holds(day));
    // A measure without `on` is about trade itself and closes no link.
    let closings: Vec<(&str, SelectedAssets)> =
        closings.filter_map(|measure| Some((measure.id.as_str(), network.select(measure.on.as_ref()?)))).collect();
    drawn(head, network, &closings)
}

fn drawn(head: answer::Metadata, network: &Network, closings: &[(&str, SelectedAssets)]) -> answer::Network {
    let snapshot = &network.snapshot;
    let edges = list::links_of(snapshot).map(|link| edge(network, link, closings)).collect();
    let nodes = list::in_force(&snapshot.atlas.places, &snapshot.places).map(|place| node(network, place)).collect();
    let all = answer::Network { head, of: NetworkContent::Network, nodes, edges };
    // Where nothing leads anywhere the places are what there is to see.
    if all.edges.is_empty() { all } else { traversed(all) }
}

fn node(network: &Network, place: &Place) -> Node {
    let country = place.country.map(|at| &network.snapshot.atlas.countries[at.index()]);
    Node {
        id: place.id.to_string(),
        name: place.name.clone(),
        kind: place.kind,
        country: country.map(|row| row.id.to_string()),
        country_name: country.map(|row| row.name.clone()),
        lat: place.position.map(|at| at.lat),
        lon: place.position.map(|at| at.lon),
    }
}

fn edge(network: &Network, link: &Link, closings: &[(&str, SelectedAssets)]) -> Edge {
    let atlas = &network.snapshot.atlas;
    let ix = atlas.links.find(link.id.as_str()).map(LinkIx::from);
    // A link needs both of its ends, so it is closed with either.
    let shuts = |chosen: &SelectedAssets| {
        ix.is_some_and(|ix| chosen.links.contains(&ix))
            || chosen.places.contains(&link.from)
            || chosen.places.contains(&link.to)
    };
    Edge {
        id: link.id.to_string(),
        name: link.name.clone(),
        line: link.line.map(|line| atlas.lines[line.index()].to_string()),
        corridor: list::maybe(link.corridor.as_ref()).map(Into::into),
        mode: link.mode,
        from: atlas.places[link.from.index()].id.to_string(),
        to: atlas.places[link.to.index()].id.to_string(),
        two_way: link.two_way,
        length_km: link.length.value.km(),
        // The first in the order of measures, so that a link has one reason.
        closed_by: closings.iter().find(|(_, chosen)| shuts(chosen)).map(|(id, _)| (*id).to_owned()),
        flow_kt: None,
        baseline_kt: None,
        ranks: Vec::new(),
    }
}

/// Only places that a link touches.
fn traversed(mut network: answer::Network) -> answer::Network {
    let ends: BTreeSet<&str> = network.edges.iter().flat_map(|edge| [edge.from.as_str(), edge.to.as_str()]).collect();
    network.nodes.retain(|node| ends.contains(node.id.as_str()));
    network
}

/// Only what routes pass, with their ranks.
pub fn of_route(base: answer::Network, route: &answer::Route) -> answer::Network {
    let mut ranks: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
    for class in &route.routes {
        for leg in &class.legs {
            ranks.entry(leg.link.as_str()).or_default().insert(class.rank);
        }
    }
    let mut network = noted(base, NetworkContent::Route, &route.head);
    network.edges.retain_mut(|edge| {
        let passed = ranks.get(edge.id.as_str());
        edge.ranks = passed.into_iter().flatten().copied().collect();
        passed.is_some()
    });
    traversed(network)
}

/// Only what carries something, in the scenario or the baseline, and what is closed.
pub fn of_reroute(base: answer::Network, reroute: &answer::Reroute) -> answer::Network {
    let loads: BTreeMap<&str, &answer::LinkFlow> = reroute.links.iter().map(|link| (link.id.as_str(), link)).collect();
    let mut network = noted(base, NetworkContent::Reroute, &reroute.head);
    network.edges.retain_mut(|edge| {
        let load = loads.get(edge.id.as_str());
        // Both figures are filled even where only the closure keeps the link: it carries 0 now, and may have before.
        edge.flow_kt = Some(load.map_or(0.0, |load| load.flow_kt));
        edge.baseline_kt = Some(load.map_or(0.0, |load| load.baseline_kt));
        load.is_some() || edge.closed_by.is_some()
    });
    traversed(network)
}

/// What lies on the network, and what its reader must know.
fn noted(mut network: answer::Network, of: NetworkContent, from: &answer::Metadata) -> answer::Network {
    network.of = of;
    // The head of the base may have the same note already.
    let new: Vec<String> = from.notes.iter().filter(|note| !network.head.notes.contains(note)).cloned().collect();
    network.head.notes.extend(new);
    network
}

/// How much of a network is drawn. Empty lists cut nothing; an edge stays where each of the two cuts lets it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cut<'a> {
    pub around: &'a [String],
    /// How many links away is near: a link stays where both of its ends are.
    pub hops: u32,
    pub corridor: &'a [String],
    /// Lines to keep: with corridors, links of either.
    pub line: &'a [String],
}

/// Cuts a network to what fits a page.
///
/// # Errors
/// All that is named and not in the network, each with the nearest that is.
pub fn cut(mut network: answer::Network, to: Cut<'_>) -> Result<answer::Network> {
    // What can be named: ids of links and places for `--around`, corridors and lines of links.
    let of = |kind: fn(&Edge) -> Option<&str>| network.edges.iter().filter_map(kind).collect::<BTreeSet<&str>>();
    let mut assets = of(|edge| Some(edge.id.as_str()));
    assets.extend(network.nodes.iter().map(|node| node.id.as_str()));
    let mut findings = unknown("--corridor", to.corridor, &of(|edge| edge.corridor.as_deref()));
    findings.extend(unknown("--line", to.line, &of(|edge| edge.line.as_deref())));
    findings.extend(unknown("--around", to.around, &assets));
    // Every wrong word is reported at once.
    if !findings.is_empty() {
        return Err(Error::data("the network cannot be cut so", findings));
    }

    let near = near(&network, to);
    if let Some(near) = &near {
        // A named link stays with its ends; any other needs both ends near.
        let named = |edge: &Edge| to.around.contains(&edge.id);
        network.edges.retain(|edge| named(edge) || near.contains(&edge.from) && near.contains(&edge.to));
        network.nodes.retain(|node| near.contains(&node.id));
    }
    // Cut by place alone, a near place stays also where no link of it does.
    if to.corridor.is_empty() && to.line.is_empty() {
        return Ok(network);
    }
    let kept = |own: &Option<String>, wanted: &[String]| own.as_ref().is_some_and(|own| wanted.contains(own));
    network.edges.retain(|edge| kept(&edge.corridor, to.corridor) || kept(&edge.line, to.line));
    Ok(traversed(network))
}

fn unknown(flag: &str, wanted: &[String], all: &BTreeSet<&str>) -> Vec<Diagnostic> {
    let missing = wanted.iter().filter(|id| !all.contains(id.as_str()));
    let diagnostic = |id: &String| {
        let near = did_you_mean(id, all.iter().copied());
        let hint = if near.is_empty() { "without these flags all is drawn".to_owned() } else { near };
        let rule = format!("nothing is called {id:?} in this network");
        Diagnostic::error(flag, rule, hint)
    };
    missing.map(diagnostic).collect()
}

/// Places near to what is named, both ends of a link being 0 away from it; `None` where nothing is named.
fn near(network: &answer::Network, to: Cut<'_>) -> Option<BTreeSet<String>> {
    if to.around.is_empty() {
        return None;
    }
    let mut near: BTreeSet<&str> = to.around.iter().map(String::as_str).collect();
    for edge in network.edges.iter().filter(|edge| to.around.contains(&edge.id)) {
        near.extend([edge.from.as_str(), edge.to.as_str()]);
    }
    for _ in 0..to.hops {
        // Links with exactly one near end lead out; adding both ends adds the other one.
        let traversing =
            network.edges.iter().filter(|edge| near.contains(edge.from.as_str()) != near.contains(edge.to.as_str()));
        let more: Vec<&str> = traversing.flat_map(|edge| [edge.from.as_str(), edge.to.as_str()]).collect();
        // All that is joined is near, so any larger number of hops gives the same.
        if more.is_empty() {
            break;
        }
        near.extend(more);
    }
    Some(near.into_iter().map(Into::into).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::sample;
    use crate::answer::{Leg, LinkFlow, Reroute, Route, RouteOption};
    use crate::model::{EffectKind, PlaceIx};

    fn plain() -> answer::Network {
        bare(sample::head(), &sample::network(), &[])
    }

    fn ids(network: &answer::Network) -> (Vec<&str>, Vec<&str>) {
        let nodes = network.nodes.iter().map(|node| node.id.as_str()).collect();
        (nodes, network.edges.iter().map(|edge| edge.id.as_str()).collect())
    }

    #[test]
    fn a_bare_network_has_the_links_of_the_day_and_their_places() {
        let network = plain();
        let (nodes, edges) = ids(&network);
        assert_eq!(edges, ["lane-1", "lane-2", "pipe"]);
        assert_eq!(nodes, ["augusta", "novo", "strait", "tengiz"], "nothing goes to novo-old any more");
        let pipe = &network.edges[2];
        assert_eq!((pipe.line.as_deref(), pipe.corridor.as_deref()), (Some("cpc"), Some("western")));
        assert_eq!((pipe.length_km, pipe.two_way, pipe.flow_kt), (1000.0, false, None));
        assert!(network.edges.iter().all(|edge| edge.closed_by.is_none()));
    }

    #[test]
    fn where_nothing_leads_anywhere_all_places_of_the_day_are_there() {
        let mut atlas = sample::atlas();
        atlas.links = crate::tables::Table::new(Vec::new(), |row| &row.id);
        atlas.capacities = crate::tables::Table::new(Vec::new(), |row| &row.id);
        let network = bare(sample::head(), &Network::new(atlas.on(crate::model::Day::mid(2024))), &[]);
        let (nodes, edges) = ids(&network);
        assert!(edges.is_empty());
        assert!(nodes.contains(&"tengiz") && nodes.contains(&"novo-old"), "{nodes:?}");
    }

    #[test]
    fn the_first_bar_on_a_link_or_its_ends_closes_it() {
        let strait = SelectedAssets { places: vec![PlaceIx(3)], ..SelectedAssets::default() };
        let lane = SelectedAssets { links: vec![LinkIx(0)], ..SelectedAssets::default() };
        let closings = [("event:strait", strait), ("event:lane", lane)];
        let network = drawn(sample::head(), &sample::network(), &closings);
        let closed: Vec<_> = network.edges.iter().map(|edge| edge.closed_by.as_deref()).collect();
        assert_eq!(closed, [Some("event:strait"), Some("event:strait"), None]);
    }

    #[test]
    fn only_bars_in_force_close() {
        let mut early = sample::closing("event:early", "cpc");
        early.window.until = crate::model::Day::parse("2020-01-01");
        let mut slow = sample::closing("event:slow", "cpc");
        slow.effect = Effect::Amount(EffectKind::Delay, crate::model::Ranged::point(3.0));
        let now = sample::closing("event:now", "cpc");
        let network = bare(sample::head(), &sample::network(), &[early, slow, now]);
        let closed: Vec<_> = network.edges.iter().map(|edge| edge.closed_by.as_deref()).collect();
        assert_eq!(closed, [None, None, Some("event:now")]);
    }

    #[test]
    fn a_route_keeps_what_it_passes() {
        let class = |rank, links: &[&str]| RouteOption {
            rank,
            legs: links.iter().map(|link| Leg { link: (*link).into(), ..Leg::default() }).collect(),
            ..RouteOption::default()
        };
        let mut route =
            Route { routes: vec![class(1, &["lane-1"]), class(2, &["lane-1", "lane-2"])], ..Route::default() };
        route.head.notes.push("a note".into());
        let network = of_route(plain(), &route);
        assert_eq!(ids(&network), (vec!["augusta", "novo", "strait"], vec!["lane-1", "lane-2"]));
        assert_eq!(network.edges[0].ranks, [1, 2]);
        assert_eq!(network.edges[1].ranks, [2]);
        assert_eq!((network.of, network.head.notes.len()), (NetworkContent::Route, 1));
    }

    #[test]
    fn a_reroute_keeps_what_carries_something_or_is_closed() {
        let load = |id: &str, flow_kt, baseline_kt| LinkFlow { id: id.into(), flow_kt, baseline_kt };
        let reroute = Reroute { links: vec![load("lane-2", 3.0, 5.0)], ..Reroute::default() };
        let mut base = plain();
        base.edges[2].closed_by = Some("event:stop".into());
        let network = of_reroute(base, &reroute);
        assert_eq!(ids(&network), (vec!["augusta", "novo", "strait", "tengiz"], vec!["lane-2", "pipe"]));
        let loads: Vec<_> = network.edges.iter().map(|edge| (edge.flow_kt, edge.baseline_kt)).collect();
        assert_eq!(loads, [(Some(3.0), Some(5.0)), (Some(0.0), Some(0.0))]);
    }

    #[test]
    fn around_keeps_what_is_within_so_many_hops() {
        let around = |id: &str, hops| {
            let around = [id.to_owned()];
            let network = cut(plain(), Cut { around: &around, hops, ..Cut::default() }).unwrap();
            let (nodes, edges) = ids(&network);
            format!("{} | {}", nodes.join(" "), edges.join(" "))
        };
        assert_eq!(around("tengiz", 0), "tengiz | ");
        assert_eq!(around("tengiz", 1), "novo tengiz | pipe");
        assert_eq!(around("tengiz", 2), "novo strait tengiz | lane-1 pipe");
        assert_eq!(around("tengiz", u32::MAX), "augusta novo strait tengiz | lane-1 lane-2 pipe");
        assert_eq!(around("lane-1", 0), "novo strait | lane-1");
        assert_eq!(around("lane-2", 1), "augusta novo strait | lane-1 lane-2");
    }

    #[test]
    fn corridors_and_lines_keep_their_links() {
        let western = ["western".to_owned()];
        let cpc = ["cpc".to_owned()];
        let strait = ["strait".to_owned()];
        let keep = |to| {
            let network = cut(plain(), to).unwrap();
            ids(&network).1.join(" ")
        };
        assert_eq!(keep(Cut { corridor: &western, ..Cut::default() }), "pipe");
        assert_eq!(keep(Cut { line: &cpc, ..Cut::default() }), "pipe");
        assert_eq!(keep(Cut { line: &cpc, around: &strait, hops: 1, ..Cut::default() }), "");
        assert_eq!(keep(Cut { line: &cpc, around: &strait, hops: 2, ..Cut::default() }), "pipe");
        assert_eq!(keep(Cut::default()), "lane-1 lane-2 pipe");
    }

    #[test]
    fn all_that_is_not_in_the_network_is_told() {
        let word = |word: &str| [word.to_owned()];
        let (around, line, corridor) = (word("tengis"), word("xyz"), word("westren"));
        let wrong = Cut { around: &around, line: &line, corridor: &corridor, hops: 1 };
        let error = cut(plain(), wrong).unwrap_err();
        let said: Vec<String> = error.diagnostics().iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "error: --corridor: nothing is called \"westren\" in this network; did you mean western?",
                "error: --line: nothing is called \"xyz\" in this network; without these flags all is drawn",
                "error: --around: nothing is called \"tengis\" in this network; did you mean tengiz?",
            ]
        );
    }
}
