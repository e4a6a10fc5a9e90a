//! Each thing removed in turn (N-1). Of an imported network: how many pairs lose their route, and what the others pay
//! more. Of an atlas: its flows assigned again within capacities, the triple by thing.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::imported::{ImportedEnds, ImportedGround};
use super::solve::split_tag;
use super::{ImportedScenario, Sweep, SweepBaseline, solve};
use crate::analysis::exposure::{AskedFlows, Closed, ThingRole, under_measures};
use crate::analysis::notes;
use crate::analysis::study::FlowStudy;
use crate::answer::{CapacityRule, Counted, Critical, CriticalRow, DependenceRole, Swept, Tonnes};
use crate::metric::{Change, Element, Triple, total_usd};
use crate::model::ElementKind;
use crate::network::{ImportedNetwork, NO_TAG};
use crate::spec::By;
use crate::spec::Remove;
use assignment::Mass;
use routing::{ArcIx, Cost};

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
    each: &[Remove],
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
            ..CriticalRow::default()
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
        of: Counted::Pairs,
        capacity: CapacityRule::Ignored,
        rows,
    })
}

/// Things that some route has: without the others nothing changes.
fn things(imported: &ImportedNetwork, uses: &[u64], each: &[Remove], busiest: usize) -> Vec<RankedThing> {
    let of = |one: &Remove| match one {
        Remove::Country => countries(imported, uses),
        Remove::Tag => tags(imported, uses),
        Remove::Place => places(imported, uses),
        Remove::Link => links(imported, uses, busiest),
        // An imported network has no operators.
        Remove::Operator | Remove::Owner => Vec::new(),
    };
    // In this order, whichever was asked for first.
    let all = [Remove::Country, Remove::Tag, Remove::Place, Remove::Link];
    let asked = all.iter().filter(|one| each.contains(one));
    asked.flat_map(of).filter(|thing| thing.uses > 0).collect()
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

/// Answers `critical` for flows: the thing whose removal strands most comes first, then that which costs most.
pub fn of_flows(study: &FlowStudy, each: &[Remove], busiest: usize) -> Critical {
    let baseline = under_measures(study);
    let asked = AskedFlows::new(&baseline.model, &baseline.assignment, study.groups());
    let rows = asked.close_each(&baseline, &study.progress, |closed| rows(&asked, closed, each));
    let mut rows: Vec<CriticalRow> = rows.into_iter().flatten().collect();
    // The ranking is stable: of equal rows the order by kind and id stays.
    rows.sort_by(|a, b| (&a.kind, &a.id, a.role).cmp(&(&b.kind, &b.id, b.role)));
    busiest_links(&mut rows, busiest);
    CriticalRow::rank(&mut rows);
    let (model, assignment) = (&baseline.model, &baseline.assignment);
    // Uneconomic tonnes are not delivered either.
    let strands = |flow: &usize| assignment.delivered(*flow) < model.flows[*flow].row.mass.value;
    let stranded = model.selected().filter(strands).count();
    let mut head = study.head.clone();
    let extras = rows.iter().map(|row| Some(row.new_usd_t? - row.today_usd_t?));
    head.notes.extend(notes::dear(&baseline, extras));
    Critical {
        head,
        by: By::Cost,
        of: Counted::Flows,
        pairs: model.selected().count() as u64,
        without_route: stranded as u64,
        capacity: CapacityRule::Kept,
        rows,
    }
}

/// A row for each thing of an asked kind that some tonne lies on.
fn rows(asked: &AskedFlows<'_>, closed: &Closed<'_>, each: &[Remove]) -> Vec<CriticalRow> {
    let things: Vec<&Element> = closed.things.iter().filter(|(of, _)| each.contains(&remove(*of))).collect();
    if things.is_empty() {
        return Vec::new();
    }
    let changes = closed.changes(asked);
    let roles = [DependenceRole::Transit, DependenceRole::End];
    let all = things.iter().flat_map(|thing| roles.map(|role| (*thing, role)));
    // As in `exposure`: a country counts what passes it, and not the flows' own ends.
    let all = all.filter(|(thing, role)| *role == DependenceRole::Transit || thing.0 != ElementKind::Country);
    all.filter_map(|row| row_of(asked, closed, row, &changes)).collect()
}

/// The row of a thing and a role, by the same rule as in `exposure`; none where no tonne counts there.
fn row_of(
    asked: &AskedFlows<'_>,
    closed: &Closed<'_>,
    (thing, role): ThingRole<'_>,
    changes: &BTreeMap<usize, Change>,
) -> Option<CriticalRow> {
    let counted = asked.counted(&closed.run.baseline.assignment, (thing, role), changes);
    let own: Vec<Change> = counted.into_iter().map(|(_, change)| change).collect();
    let triple = Triple::of(&own);
    (triple.used > Mass::ZERO).then(|| CriticalRow {
        kind: thing.0,
        id: thing.1.to_string(),
        role: Some(role),
        arcs: closed.closed.len() as u64,
        used_kt: Some(triple.used.kt()),
        new_usd_t: triple.new_cost.map(Cost::usd_t),
        today_usd_t: triple.today_cost().map(Cost::usd_t),
        removed: removed(thing, &triple, &own),
    })
}

fn remove(of: ElementKind) -> Remove {
    match of {
        ElementKind::Link => Remove::Link,
        ElementKind::Place => Remove::Place,
        ElementKind::Country => Remove::Country,
        ElementKind::Corridor | ElementKind::Line | ElementKind::Strait => Remove::Tag,
        ElementKind::Operator => Remove::Operator,
        ElementKind::Owner => Remove::Owner,
    }
}

/// What the flows that count do without a thing.
fn removed(thing: &Element, triple: &Triple, all: &[Change]) -> Swept {
    let dearest = all
        .iter()
        .filter(|change| change.moved > Mass::ZERO)
        // Millionths of a USD/t x kg over tonnes: USD/t of one flow.
        .map(|change| total_usd(change.extra_cost) / (change.moved.kt() * 1000.0));
    let is_changed = |change: &&Change| change.moved > Mass::ZERO || change.stranded != Mass::ZERO;
    Swept {
        scenario: format!("{}:{}", thing.0, thing.1),
        changed: all.iter().filter(is_changed).count() as u64,
        cut: all.iter().filter(|change| change.stranded > Mass::ZERO).count() as u64,
        opened: 0,
        mean_usd_t: triple.extra_cost.map_or(0.0, Cost::usd_t),
        most_usd_t: dearest.fold(0.0, f64::max),
        mean_hours: triple.extra_time.map_or(0.0, |time| time.hours()),
        tonnes: Some(Tonnes {
            cut_kt: triple.unavoidable.kt(),
            rerouted_kt: triple.reroutable.kt(),
            more_musd: total_usd(all.iter().map(|change| change.extra_cost).sum()) / 1e6,
            traversed: Vec::new(),
        }),
    }
}

fn busiest_links(rows: &mut Vec<CriticalRow>, most: usize) {
    let is_link = |row: &CriticalRow| row.kind == ElementKind::Link;
    let mut links: Vec<(i64, String)> = rows
        .iter()
        .filter(|row| is_link(row))
        // Negative kilograms: the most used first, ids break ties.
        .map(|row| (-(row.used_kt.unwrap_or(0.0) * 1e6) as i64, row.id.clone()))
        .collect();
    links.sort();
    links.truncate(most);
    let kept: BTreeSet<String> = links.into_iter().map(|(_, id)| id).collect();
    rows.retain(|row| !is_link(row) || kept.contains(&row.id));
}
