//! Each thing of an imported network removed in turn (N-1): how many pairs lose their route, and what the others pay more.

use std::collections::BTreeMap;
use std::io;

use super::imported::{ImportedEnds, ImportedGround};
use super::solve::split_tag;
use super::{ImportedScenario, Sweep, SweepBaseline, solve};
use crate::answer::{Critical, CriticalRow};
use crate::model::ElementKind;
use crate::network::{ImportedNetwork, NO_TAG};
use routing::ArcIx;

struct RankedThing {
    kind: ElementKind,
    id: String,
    uses: u64,
    arcs: Vec<ArcIx>,
}

/// Answers `critical`: the thing whose removal cuts most comes first, then that which costs most.
///
/// # Errors
/// More memory is taken than is allowed.
pub fn of_pairs(
    asked: &Sweep<ImportedScenario>,
    ends: &ImportedEnds<'_>,
    each: &[ElementKind],
    busiest: usize,
) -> io::Result<Critical> {
    // Without scenarios: a closed arc makes no length larger, so the width is that of the baseline.
    let register = ImportedGround::new(ends, asked.by, &[]);
    let base = SweepBaseline::new(&register, &asked.demand);
    let pairs_on = register.uses(|_| 1);
    // Where tonnes are given, a pair counts as many times as it has kilograms.
    let tonnes = (!asked.demand.is_empty()).then(|| {
        let often = |pair: usize| u64::try_from(asked.demand[pair].0).unwrap_or(0);
        register.uses(often)
    });
    let busy = tonnes.as_ref().unwrap_or(&pairs_on);
    let things = things(register.metric.imported, busy, each, busiest);
    let scenario = |thing: &RankedThing| ImportedScenario {
        id: format!("{}:{}", thing.kind, thing.id),
        closed: thing.arcs.clone(),
        ..ImportedScenario::default()
    };
    let scenarios: Vec<ImportedScenario> = things.iter().map(scenario).collect();
    asked.progress.add_total(scenarios.len());
    let mut rows = Vec::with_capacity(things.len());
    let plan = solve::Plan::new(&register, base.lines.len(), asked.memory)?;
    solve::in_order(&scenarios, &register, (plan, &asked.progress), |scenario, changes| {
        // Scenarios come in their order, and each has added one row: that is the thing's position.
        let thing = &things[rows.len()];
        rows.push(CriticalRow {
            kind: thing.kind,
            id: thing.id.clone(),
            arcs: thing.arcs.len() as u64,
            removed: base.summary(&scenario.id, changes),
        });
        Ok(())
    })?;
    CriticalRow::rank(&mut rows);
    let cut = base.lines.iter().filter(|line| line.is_none()).count();
    Ok(Critical {
        head: asked.head.clone(),
        by: asked.by,
        pairs: base.lines.len() as u64,
        without_route: cut as u64,
        rows,
    })
}

/// Things that some route has: without the others nothing changes.
fn things(imported: &ImportedNetwork, uses: &[u64], each: &[ElementKind], busiest: usize) -> Vec<RankedThing> {
    let all = [countries(imported, uses), tags(imported, uses), places(imported, uses), links(imported, uses, busiest)];
    let asked = |thing: &RankedThing| each.is_empty() || each.contains(&thing.kind);
    all.into_iter().flatten().filter(|thing| thing.uses > 0 && asked(thing)).collect()
}

fn gathered(
    named: Vec<(ElementKind, String)>,
    uses: &[u64],
    of: impl Fn(usize) -> [Option<usize>; 2],
) -> Vec<RankedThing> {
    let thing = |(kind, id)| RankedThing { kind, id, uses: 0, arcs: Vec::new() };
    let mut things: Vec<RankedThing> = named.into_iter().map(thing).collect();
    for (arc, &uses) in uses.iter().enumerate() {
        // An arc within one country has both ends in it and counts once.
        let [one, other] = of(arc);
        for at in [one, other.filter(|other| Some(*other) != one)].into_iter().flatten() {
            things[at].uses += uses;
            things[at].arcs.push(ArcIx::from(arc));
        }
    }
    things
}

fn countries(imported: &ImportedNetwork, uses: &[u64]) -> Vec<RankedThing> {
    let named = imported.countries.iter().map(|id| (ElementKind::Country, id.clone())).collect();
    let (tail, head, country) = (&*imported.tail, &*imported.head, &*imported.country);
    let of = |node: u32| Some(country[node as usize]).filter(|&one| one != NO_TAG).map(usize::from);
    gathered(named, uses, |arc| [of(tail[arc]), of(head[arc])])
}

fn tags(imported: &ImportedNetwork, uses: &[u64]) -> Vec<RankedThing> {
    let tags = imported.tags.iter().map(|tag| split_tag(tag)).map(|(kind, id)| (kind, id.to_owned()));
    let (link_of, tag) = (&*imported.link_of, &*imported.tag);
    let of = |arc: usize| Some(tag[link_of[arc] as usize]).filter(|&one| one != NO_TAG).map(usize::from);
    gathered(tags.collect(), uses, |arc| [of(arc), None])
}

/// Places that were joined to one node are one thing.
fn places(imported: &ImportedNetwork, uses: &[u64]) -> Vec<RankedThing> {
    let mut at: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    imported.places.iter().for_each(|(place, node)| at.entry(*node).or_default().push(place));
    let nodes: Vec<u32> = at.keys().copied().collect();
    let named = at.values().map(|places| (ElementKind::Place, places.join(";"))).collect();
    let (tail, head) = (&*imported.tail, &*imported.head);
    let of = |node: u32| nodes.binary_search(&node).ok();
    gathered(named, uses, |arc| [of(tail[arc]), of(head[arc])])
}

fn links(imported: &ImportedNetwork, uses: &[u64], busiest: usize) -> Vec<RankedThing> {
    let mut of_link = vec![0_u64; imported.length.len()];
    let link_of = &*imported.link_of;
    // A link counts with both of its directions.
    link_of.iter().zip(uses).for_each(|(&link, uses)| of_link[link as usize] += uses);
    let mut order: Vec<usize> = (0..of_link.len()).filter(|&link| of_link[link] > 0).collect();
    // The order of ids breaks ties, not that of rows.
    order.sort_by_key(|&link| (std::cmp::Reverse(of_link[link]), imported.link.get(link)));
    order.truncate(busiest);
    let place: BTreeMap<u32, usize> = order.iter().enumerate().map(|(at, &link)| (link as u32, at)).collect();
    let named = order.iter().map(|&link| (ElementKind::Link, imported.link.get(link).to_owned())).collect();
    gathered(named, uses, |arc| [place.get(&link_of[arc]).copied(), None])
}
