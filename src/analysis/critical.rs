//! Each thing of an atlas removed in turn (N-1), its flows assigned again within capacities: the triple by thing.

use std::collections::{BTreeMap, BTreeSet};

use super::exposure::{Asked, Barred, under_measures};
use super::study::FlowStudy;
use crate::answer::{CapacityRule, Counted, Critical, CriticalRow, Swept, Tonnes};
use crate::metric::{Change, Touched, Triple, total_usd};
use crate::model::ElementKind;
use crate::query::Remove;
use crate::spec::By;
use assignment::Mass;
use routing::Cost;

/// Answers `critical` for flows: the thing whose removal strands most comes first, then that which costs most.
pub fn critical(study: &FlowStudy, each: &[Remove], busiest: usize) -> Critical {
    let based = under_measures(study);
    let asked = Asked::new(&based.case, &based.laying, study.groups());
    let rows = asked.barred(&based, &study.tally, |barred| rows(&asked, barred, each));
    let mut rows: Vec<CriticalRow> = rows.into_iter().flatten().collect();
    rows.sort_by(|a, b| (&a.kind, &a.id).cmp(&(&b.kind, &b.id)));
    busiest_links(&mut rows, busiest);
    CriticalRow::rank(&mut rows);
    let (case, laying) = (&based.case, &based.laying);
    let strands = |flow: &usize| laying.delivered(*flow) < case.flows[*flow].row.mass.value;
    let stranded = case.selected().filter(strands).count();
    Critical {
        head: study.head.clone(),
        by: By::Cost,
        of: Counted::Flows,
        pairs: case.selected().count() as u64,
        without_way: stranded as u64,
        capacity: CapacityRule::Kept,
        rows,
    }
}

/// A row for each thing of an asked kind that some tonne lies on.
fn rows(asked: &Asked<'_>, barred: &Barred<'_>, each: &[Remove]) -> Vec<CriticalRow> {
    let things: Vec<&Touched> = barred.things.iter().filter(|(of, _)| each.contains(&remove(*of))).collect();
    if things.is_empty() {
        return Vec::new();
    }
    let changes = barred.changes(asked);
    let row = |thing: &&Touched| {
        let used = asked.used(&barred.run.based.laying, thing);
        CriticalRow {
            kind: thing.0,
            id: thing.1.to_string(),
            arcs: barred.closed.len() as u64,
            used_kt: Some(used.kt()),
            removed: removed(thing, used, &changes),
        }
    };
    things.iter().map(row).collect()
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

/// What all flows do without a thing that so much lay on.
fn removed(thing: &Touched, used: Mass, changes: &BTreeMap<usize, Change>) -> Swept {
    let all: Vec<Change> = changes.values().copied().collect();
    let on_it = Change { used, ..Change::default() };
    let triple = Triple::of(&[&all[..], &[on_it]].concat());
    let dearest = all
        .iter()
        .filter(|change| change.moved > Mass::ZERO)
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
            touched: Vec::new(),
        }),
    }
}

fn busiest_links(rows: &mut Vec<CriticalRow>, most: usize) {
    let is_link = |row: &CriticalRow| row.kind == ElementKind::Link;
    let mut links: Vec<(i64, String)> = rows
        .iter()
        .filter(|row| is_link(row))
        .map(|row| (-(row.used_kt.unwrap_or(0.0) * 1e6) as i64, row.id.clone()))
        .collect();
    links.sort();
    links.truncate(most);
    let kept: BTreeSet<String> = links.into_iter().map(|(_, id)| id).collect();
    rows.retain(|row| !is_link(row) || kept.contains(&row.id));
}
