//! Each thing of a mesh removed in turn (N-1): how many pairs lose their way, and what the others pay more.

use super::solve::split_tag;
use crate::model::ElementKind;
use std::collections::BTreeMap;
use std::io;

use super::mesh::{MeshEnds, MeshGround};
use super::{Base, MeshScenario, Sweep, solve};
use crate::answer::{CapacityRule, Counted, Critical, CriticalRow};
use crate::network::{ImportedNetwork, NO_TAG};
use crate::query::Remove;
use routing::ArcIx;

struct Thing {
    kind: ElementKind,
    id: String,
    uses: u64,
    arcs: Vec<ArcIx>,
}

/// Answers `critical`: the thing whose removal cuts most comes first, then that which costs most.
///
/// # Errors
/// More memory is taken than is allowed.
pub fn critical(
    asked: &Sweep<MeshScenario>,
    ends: &MeshEnds<'_>,
    each: &[Remove],
    busiest: usize,
) -> io::Result<Critical> {
    let ground = MeshGround::new(ends, asked.by, &[]);
    let base = Base::new(&ground, &asked.demand);
    let pairs_on = ground.uses(|_| 1);
    let tonnes = (!asked.demand.is_empty()).then(|| {
        let often = |pair: usize| u64::try_from(asked.demand[pair].0).unwrap_or(0);
        ground.uses(often)
    });
    let busy = tonnes.as_ref().unwrap_or(&pairs_on);
    let things = things(ground.metric.mesh, busy, each, busiest);
    let scenario = |thing: &Thing| MeshScenario {
        id: format!("{}:{}", thing.kind, thing.id),
        closed: thing.arcs.clone(),
        ..MeshScenario::default()
    };
    let scenarios: Vec<MeshScenario> = things.iter().map(scenario).collect();
    asked.tally.expect(scenarios.len());
    let mut rows = Vec::with_capacity(things.len());
    let plan = solve::Plan::new(&ground, base.lines.len(), asked.memory)?;
    solve::in_order(&scenarios, &ground, (plan, &asked.tally), |scenario, changes| {
        let thing = &things[rows.len()];
        rows.push(CriticalRow {
            kind: thing.kind,
            id: thing.id.clone(),
            arcs: thing.arcs.len() as u64,
            used_kt: None,
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
        without_way: cut as u64,
        of: Counted::Pairs,
        capacity: CapacityRule::Ignored,
        rows,
    })
}

/// Things that some way has: without the others nothing changes.
fn things(mesh: &ImportedNetwork, uses: &[u64], each: &[Remove], busiest: usize) -> Vec<Thing> {
    let of = |one: &Remove| match one {
        Remove::Country => countries(mesh, uses),
        Remove::Tag => tags(mesh, uses),
        Remove::Place => places(mesh, uses),
        Remove::Link => links(mesh, uses, busiest),
        Remove::Operator | Remove::Owner => Vec::new(),
    };
    let all = [Remove::Country, Remove::Tag, Remove::Place, Remove::Link];
    let asked = all.iter().filter(|one| each.contains(one));
    asked.flat_map(of).filter(|thing| thing.uses > 0).collect()
}

fn gathered(
    named: Vec<(ElementKind, String)>,
    uses: &[u64],
    of: impl Fn(usize) -> [Option<usize>; 2],
) -> Vec<Thing> {
    let thing = |(kind, id)| Thing { kind, id, uses: 0, arcs: Vec::new() };
    let mut things: Vec<Thing> = named.into_iter().map(thing).collect();
    for (arc, &uses) in uses.iter().enumerate() {
        let [one, other] = of(arc);
        for at in [one, other.filter(|other| Some(*other) != one)].into_iter().flatten() {
            things[at].uses += uses;
            things[at].arcs.push(ArcIx::from(arc));
        }
    }
    things
}

fn countries(mesh: &ImportedNetwork, uses: &[u64]) -> Vec<Thing> {
    let named = mesh.countries.iter().map(|id| (ElementKind::Country, id.clone())).collect();
    let (tail, head, country) = (&*mesh.tail, &*mesh.head, &*mesh.country);
    let of = |node: u32| Some(country[node as usize]).filter(|&one| one != NO_TAG).map(usize::from);
    gathered(named, uses, |arc| [of(tail[arc]), of(head[arc])])
}

fn tags(mesh: &ImportedNetwork, uses: &[u64]) -> Vec<Thing> {
    let tags = mesh.tags.iter().map(|tag| split_tag(tag)).map(|(kind, id)| (kind, id.to_owned()));
    let (link_of, tag) = (&*mesh.link_of, &*mesh.tag);
    let of = |arc: usize| Some(tag[link_of[arc] as usize]).filter(|&one| one != NO_TAG).map(usize::from);
    gathered(tags.collect(), uses, |arc| [of(arc), None])
}

/// Places that were joined to one node are one thing.
fn places(mesh: &ImportedNetwork, uses: &[u64]) -> Vec<Thing> {
    let mut at: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    mesh.places.iter().for_each(|(place, node)| at.entry(*node).or_default().push(place));
    let nodes: Vec<u32> = at.keys().copied().collect();
    let named = at.values().map(|places| (ElementKind::Place, places.join(";"))).collect();
    let (tail, head) = (&*mesh.tail, &*mesh.head);
    let of = |node: u32| nodes.binary_search(&node).ok();
    gathered(named, uses, |arc| [of(tail[arc]), of(head[arc])])
}

fn links(mesh: &ImportedNetwork, uses: &[u64], busiest: usize) -> Vec<Thing> {
    let mut of_link = vec![0_u64; mesh.length.len()];
    let link_of = &*mesh.link_of;
    link_of.iter().zip(uses).for_each(|(&link, uses)| of_link[link as usize] += uses);
    let mut order: Vec<usize> = (0..of_link.len()).filter(|&link| of_link[link] > 0).collect();
    // The order of ids breaks ties, not that of rows.
    order.sort_by_key(|&link| (std::cmp::Reverse(of_link[link]), mesh.link.get(link)));
    order.truncate(busiest);
    let place: BTreeMap<u32, usize> = order.iter().enumerate().map(|(at, &link)| (link as u32, at)).collect();
    let named = order.iter().map(|&link| (ElementKind::Link, mesh.link.get(link).to_owned())).collect();
    gathered(named, uses, |arc| [place.get(&link_of[arc]).copied(), None])
}
