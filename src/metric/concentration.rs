//! How much is in few hands: Herfindahl-Hirschman indices, the sum of squared shares, 0 to 1.

use std::collections::BTreeMap;

use crate::model::{CountryIx, Id, LinkIx};
use crate::network::{ArcKind, Network};
use assignment::{Mass, PathFlow};
use routing::ArcIx;

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Concentration {
    /// Over main corridors: a route's first link out of the country where it starts.
    pub corridor: f64,
    /// Over transit countries, tonnes x share of the route's km.
    pub country: f64,
    /// Over operators, tonnes x share of the route's km.
    pub operator: f64,
}

#[must_use]
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
            let row = &network.dated.atlas.links[link.index()];
            let transit = row.territory.iter().filter(|country| ![home, away].contains(&Some(**country)));
            for country in transit {
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
#[must_use]
pub fn main_corridor(network: &Network, arcs: &[ArcIx]) -> Option<Id> {
    let atlas = &network.dated.atlas;
    let home = atlas.places[network.tail_place(*arcs.first()?).index()].country;
    let link = links(network, arcs).find(|(arc, link)| {
        let row = &atlas.links[link.index()];
        let beyond = |country: Option<CountryIx>| country != home;
        row.territory.iter().any(|country| Some(*country) != home)
            || beyond(atlas.places[network.head_place(*arc).index()].country)
    })?;
    let row = &atlas.links[link.1.index()];
    let line = row.line.map(|line| atlas.lines[line.index()].clone());
    row.corridor.clone().or(line).or_else(|| Some(row.id.clone()))
}

fn links<'a>(network: &'a Network, arcs: &'a [ArcIx]) -> impl Iterator<Item = (ArcIx, LinkIx)> + 'a {
    arcs.iter().filter_map(|arc| match network.arcs[arc.index()].what {
        ArcKind::Link(link, _) => Some((*arc, link)),
        _ => None,
    })
}

fn ends(network: &Network, arcs: &[ArcIx]) -> (Option<CountryIx>, Option<CountryIx>) {
    let country = |place: crate::model::PlaceIx| network.dated.atlas.places[place.index()].country;
    let home = arcs.first().and_then(|arc| country(network.tail_place(*arc)));
    let away = arcs.last().and_then(|arc| country(network.head_place(*arc)));
    (home, away)
}

/// Each link's share of the route's length.
fn km_shares(network: &Network, arcs: &[ArcIx]) -> Vec<(LinkIx, f64)> {
    let whole: f64 = arcs.iter().map(|arc| network.arcs[arc.index()].length.km()).sum();
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

#[must_use]
pub fn by_corridor(network: &Network, paths: &[&PathFlow]) -> BTreeMap<Id, Mass> {
    let mut corridors = BTreeMap::new();
    for path in paths {
        if let Some(corridor) = main_corridor(network, &path.arcs) {
            *corridors.entry(corridor).or_default() += path.mass;
        }
    }
    corridors
}
