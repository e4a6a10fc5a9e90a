//! What routes traverse, who owns it, and how concentrated it is.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{CountryIx, ElementKind, Id, LinkIx, PlaceIx, PlaceKind};
use crate::network::Network;
use crate::tables::{Holding, HoldingKind};
use assignment::{Mass, PathFlow};
use routing::ArcIx;

pub type Element = (ElementKind, Id);

pub fn traversed(network: &Network, arcs: &[ArcIx]) -> BTreeSet<Element> {
    let mut all = BTreeSet::new();
    for arc in arcs {
        for place in [network.tail_place(*arc), network.head_place(*arc)] {
            touch_place(network, place, &mut all);
        }
        if let Some(link) = network.link_of(*arc) {
            touch_link(network, link, &mut all);
        }
    }
    all
}

/// Everything that lies on a place itself.
fn touch_place(network: &Network, place: PlaceIx, all: &mut BTreeSet<Element>) {
    let atlas = &network.snapshot.atlas;
    let row = &atlas.places[place.index()];
    let of = if row.kind == PlaceKind::Strait { ElementKind::Strait } else { ElementKind::Place };
    all.insert((of, row.id.clone()));
    all.extend(row.country.map(|country| (ElementKind::Country, atlas.countries[country.index()].id.clone())));
    all.extend(row.operator.clone().map(|operator| (ElementKind::Operator, operator)));
}

fn touch_link(network: &Network, link: crate::model::LinkIx, all: &mut BTreeSet<Element>) {
    let atlas = &network.snapshot.atlas;
    let row = &atlas.links[link.index()];
    all.insert((ElementKind::Link, row.id.clone()));
    all.extend(row.line.map(|line| (ElementKind::Line, atlas.lines[line.index()].clone())));
    all.extend(row.corridor.clone().map(|corridor| (ElementKind::Corridor, corridor)));
    all.extend(row.operator.clone().map(|operator| (ElementKind::Operator, operator)));
    all.extend(row.territory.iter().map(|country| (ElementKind::Country, atlas.countries[country.index()].id.clone())));
}

/// What lies on a flow's end: the end itself where it is a country, else the place and all that lies on it.
pub fn end_traverses(network: &Network, end: crate::model::End) -> BTreeSet<Element> {
    let mut all = BTreeSet::new();
    match end {
        crate::model::End::Place(place) => touch_place(network, place, &mut all),
        crate::model::End::Country(country) => {
            all.insert((ElementKind::Country, network.snapshot.atlas.countries[country.index()].id.clone()));
        }
    }
    all
}

/// Smaller shares, and longer chains, are for no one.
const LEAST: f64 = 1e-6;
const LONGEST: usize = 200;

/// By owner: kt a year of these paths, each by the owner's part in it; largest first.
pub fn owned(network: &Network, paths: &[&PathFlow]) -> Vec<(Id, f64)> {
    let snapshot = &network.snapshot;
    // Votes and control are no part in what is carried: only shares count.
    let in_force = |row: &&Holding| row.window.holds(snapshot.day) && row.kind == HoldingKind::Shares;
    let holdings: Vec<&Holding> = snapshot.atlas.holdings.iter().filter(in_force).collect();
    let mut of_operator: BTreeMap<Id, BTreeMap<Id, f64>> = BTreeMap::new();
    let mut kt: BTreeMap<Id, f64> = BTreeMap::new();
    for path in paths {
        let mut part: BTreeMap<&Id, f64> = BTreeMap::new();
        let operators: Vec<Id> = traversed(network, &path.arcs)
            .into_iter()
            .filter(|(of, _)| *of == ElementKind::Operator)
            .map(|(_, id)| id)
            .collect();
        // Chains of owners are followed once for each operator, not for each path.
        for operator in &operators {
            if !of_operator.contains_key(operator) {
                of_operator.insert(operator.clone(), owners(&holdings, operator));
            }
        }
        for (owner, share) in operators.iter().filter_map(|id| of_operator.get(id)).flatten() {
            // Who owns several operators of a route has the largest of the parts, not their sum.
            let most = part.entry(owner).or_default();
            *most = most.max(*share);
        }
        for (owner, share) in part {
            *kt.entry(owner.clone()).or_default() += share * path.mass.kt();
        }
    }
    let mut rows: Vec<(Id, f64)> = kt.into_iter().collect();
    rows.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    rows
}

/// Everyone who has a share in a company, through whatever chain.
fn owners(holdings: &[&Holding], company: &Id) -> BTreeMap<Id, f64> {
    let mut all = BTreeMap::new();
    let mut level = vec![(company.clone(), 1.0)];
    // Each step multiplies by a share: what goes in a circle dies away, but for one of whole shares.
    for _ in 0..LONGEST {
        let mut above: BTreeMap<Id, f64> = BTreeMap::new();
        for (held, share) in level {
            for holding in holdings.iter().filter(|row| row.held == held && row.holder != held) {
                let own = holding.share_pct.map_or(0.0, |pct| pct.value / 100.0) * share;
                if own > LEAST {
                    *above.entry(holding.holder.clone()).or_default() += own;
                }
            }
        }
        for (holder, share) in &above {
            *all.entry(holder.clone()).or_default() += share;
        }
        level = above.into_iter().collect();
    }
    all
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Concentration {
    /// Over main corridors: a route's first link out of the country where it starts.
    pub corridor: f64,
    /// Over transit countries, tonnes x share of the route's km.
    pub country: f64,
    /// Over operators, tonnes x share of the route's km.
    pub operator: f64,
}

pub fn concentration(network: &Network, paths: &[&PathFlow]) -> Concentration {
    let mut corridors: BTreeMap<Id, f64> = BTreeMap::new();
    let mut countries: BTreeMap<CountryIx, f64> = BTreeMap::new();
    let mut operators: BTreeMap<Id, f64> = BTreeMap::new();
    for path in paths {
        let kt = path.mass.kt();
        if let Some(corridor) = main_corridor(network, &path.arcs) {
            *corridors.entry(corridor).or_default() += kt;
        }
        let (home, away) = ends(network, &path.arcs);
        for (link, share) in km_shares(network, &path.arcs) {
            let row = &network.snapshot.atlas.links[link.index()];
            // The countries at both ends are no transit.
            let transit = row.territory.iter().filter(|country| ![home, away].contains(&Some(**country)));
            for country in transit {
                // Which km are in which country is not known: each has an equal part of the link.
                #[allow(clippy::cast_precision_loss)]
                let part = kt * share / row.territory.len() as f64;
                *countries.entry(*country).or_default() += part;
            }
            if let Some(operator) = &row.operator {
                *operators.entry(operator.clone()).or_default() += kt * share;
            }
        }
    }
    Concentration { corridor: hhi(&corridors), country: hhi(&countries), operator: hhi(&operators) }
}

/// A route's first link out of the country where it starts, by its corridor, else its line, else its own id.
pub fn main_corridor(network: &Network, arcs: &[ArcIx]) -> Option<Id> {
    let atlas = &network.snapshot.atlas;
    let home = atlas.places[network.tail_place(*arcs.first()?).index()].country;
    let link = links(network, arcs).find(|(arc, link)| {
        let row = &atlas.links[link.index()];
        let beyond = |country: Option<CountryIx>| country != home;
        // By its territory or by its far end: a link may have no territory.
        row.territory.iter().any(|country| Some(*country) != home)
            || beyond(atlas.places[network.head_place(*arc).index()].country)
    })?;
    let row = &atlas.links[link.1.index()];
    let line = row.line.map(|line| atlas.lines[line.index()].clone());
    row.corridor.clone().or(line).or_else(|| Some(row.id.clone()))
}

fn links<'a>(network: &'a Network, arcs: &'a [ArcIx]) -> impl Iterator<Item = (ArcIx, LinkIx)> + 'a {
    arcs.iter().filter_map(|arc| Some((*arc, network.link_of(*arc)?)))
}

fn ends(network: &Network, arcs: &[ArcIx]) -> (Option<CountryIx>, Option<CountryIx>) {
    let country = |place: crate::model::PlaceIx| network.snapshot.atlas.places[place.index()].country;
    let home = arcs.first().and_then(|arc| country(network.tail_place(*arc)));
    let away = arcs.last().and_then(|arc| country(network.head_place(*arc)));
    (home, away)
}

/// Each link's share of the route's length.
fn km_shares(network: &Network, arcs: &[ArcIx]) -> Vec<(LinkIx, f64)> {
    let whole: f64 = arcs.iter().map(|arc| network.arcs[arc.index()].length.km()).sum();
    // Swaps and transfers have no length.
    if whole <= 0.0 {
        return Vec::new();
    }
    links(network, arcs).map(|(arc, link)| (link, network.arcs[arc.index()].length.km() / whole)).collect()
}

/// Sum of squared shares; 0 where there is nothing to share.
fn hhi<K>(amounts: &BTreeMap<K, f64>) -> f64 {
    let whole: f64 = amounts.values().sum();
    if whole <= 0.0 { 0.0 } else { amounts.values().map(|amount| (amount / whole).powi(2)).sum() }
}

pub fn by_corridor(network: &Network, paths: &[&PathFlow]) -> BTreeMap<Id, Mass> {
    let mut corridors = BTreeMap::new();
    for path in paths {
        if let Some(corridor) = main_corridor(network, &path.arcs) {
            *corridors.entry(corridor).or_default() += path.mass;
        }
    }
    corridors
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::model::Ranged;

    fn holding(holder: &str, held: &str, pct: f64) -> Holding {
        Holding {
            holder: Id::trusted(holder),
            held: Id::trusted(held),
            kind: HoldingKind::Shares,
            share_pct: Some(Ranged::point(pct)),
            ..Holding::default()
        }
    }

    #[test]
    fn shares_multiply_along_a_chain_and_add_up_over_several() {
        let rows = [holding("a", "b", 50.0), holding("b", "c", 40.0), holding("a", "c", 10.0)];
        let rows: Vec<&Holding> = rows.iter().collect();
        let all = owners(&rows, &Id::trusted("c"));
        let near = |id: &str, share: f64| (all[&Id::trusted(id)] - share).abs() < 1e-12;
        assert!(near("a", 0.3) && near("b", 0.4), "{all:?}");
    }

    #[test]
    fn a_circle_ends() {
        let rows = [holding("a", "b", 100.0), holding("b", "a", 90.0), holding("x", "a", 10.0)];
        let rows: Vec<&Holding> = rows.iter().collect();
        let all = owners(&rows, &Id::trusted("b"));
        assert!((all[&Id::trusted("x")] - 1.0).abs() < 1e-3, "all of it is x's in the end: {all:?}");
    }
}
