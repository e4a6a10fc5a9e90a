//! Each thing of an atlas removed in turn (N-1), its flows assigned again within capacities; and how many routes and
//! tonnes there are at most, with what proves it.

use std::collections::{BTreeMap, BTreeSet};

use super::exposure::{Asked, Barred, under_measures};
use super::model::{Assignment, AssignmentModel};
use super::study::{BaselineRun, FlowStudy, total_usd};
use crate::answer::{self, CapacityRule, Counted, Critical, CriticalRow, Swept, Tonnes};
use crate::metric::{Change, Touched, Triple};
use crate::model::{CommodityIx, ElementKind};
use crate::network::ArcKind;
use crate::query::Remove;
use crate::spec::By;
use assignment::{Demand, Mass, Terminals};
use routing::{ArcIx, Cost, NodeIx, PathQuery};

/// Answers `critical` for flows: the thing whose removal strands most comes first, then that which costs most.
pub fn critical(setting: &FlowStudy<'_>, each: &[Remove], busiest: usize) -> Critical {
    let based = under_measures(setting);
    let asked = Asked::new(&based.case, &based.laying, setting.groups());
    let rows = asked.barred(&based, &setting.tally, |barred| rows(&based, &asked, barred, each));
    let mut rows: Vec<CriticalRow> = rows.into_iter().flatten().collect();
    rows.sort_by(|a, b| (&a.kind, &a.id).cmp(&(&b.kind, &b.id)));
    busiest_links(&mut rows, busiest);
    CriticalRow::rank(&mut rows);
    let stranded = based.case.selected().filter(|&flow| strands(&based.case, &based.laying, flow)).count();
    Critical {
        head: setting.head.clone(),
        by: By::Cost,
        of: Counted::Flows,
        pairs: based.case.selected().count() as u64,
        without_way: stranded as u64,
        capacity: CapacityRule::Kept,
        rows,
    }
}

fn strands(case: &AssignmentModel<'_>, laying: &Assignment, flow: usize) -> bool {
    let laid: Mass = laying.paths.iter().filter(|path| path.demand == flow).map(|path| path.mass).sum();
    laid < case.flows[flow].row.mass.value
}

/// A row for each thing of an asked kind that some tonne lies on.
fn rows(based: &BaselineRun<'_>, asked: &Asked<'_>, barred: &Barred, each: &[Remove]) -> Vec<CriticalRow> {
    let things: Vec<&Touched> = barred.things.iter().filter(|(of, _)| each.contains(&remove(*of))).collect();
    if things.is_empty() {
        return Vec::new();
    }
    let changes = barred.changes(based, asked);
    let row = |thing: &&Touched| {
        let used = asked.used(&based.laying, thing);
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

/// Of links those with most tonnes alone.
fn busiest_links(rows: &mut Vec<CriticalRow>, most: usize) {
    let is_link = |row: &CriticalRow| row.kind == ElementKind::Link;
    let mut links: Vec<(i64, String)> = rows
        .iter()
        .filter(|row| is_link(row))
        .map(|row| (-(row.used_kt.unwrap_or(0.0) * 1e6) as i64, row.id.clone()))
        .collect();
    links.sort();
    links.truncate(most);
    let kept: std::collections::BTreeSet<String> = links.into_iter().map(|(_, id)| id).collect();
    rows.retain(|row| !is_link(row) || kept.contains(&row.id));
}

/// A row for each commodity of the flows asked about, by id.
pub fn redundancy(based: &BaselineRun<'_>) -> Vec<answer::Redundancy> {
    let mut groups: BTreeMap<CommodityIx, Vec<usize>> = BTreeMap::new();
    for flow in based.case.selected() {
        groups.entry(based.case.flows[flow].row.commodity).or_default().push(flow);
    }
    groups.into_iter().map(|(commodity, flows)| row(based, commodity, &flows)).collect()
}

/// From all origins to all destinations of the commodity, capacities net of every flow that is not asked about.
fn row(based: &BaselineRun<'_>, commodity: CommodityIx, flows: &[usize]) -> answer::Redundancy {
    let case = &based.case;
    let demands: Vec<Demand> = case.demands(&based.world);
    let others: Vec<_> =
        based.laying.paths.iter().filter(|path| !case.flows[path.demand].selected).cloned().collect();
    let left = assignment::residual(&based.world.bundles, &demands, &others);
    let union = |of: &dyn Fn(&Demand) -> Vec<NodeIx>| -> Vec<NodeIx> {
        let states: BTreeSet<NodeIx> = flows.iter().flat_map(|flow| of(&demands[*flow])).collect();
        states.into_iter().collect()
    };
    let (sources, targets) =
        (union(&|demand| demand.sources.clone()), union(&|demand| demand.targets.clone()));
    let class = demands[flows[0]].class;
    let ends = Terminals { class, sources: &sources, targets: &targets };
    let weights = &based.world.weights[class.index()];
    let link = |arc: ArcIx| match case.network.arcs[arc.index()].what {
        ArcKind::Link(link, _) => Some(link.0),
        _ => None,
    };
    let topology = &case.network.topology;
    let query = PathQuery { topology, weights, sources: &sources, targets: &targets, stages: &[] };
    let disjoint = assignment::disjoint_paths(&query, link);
    let most = assignment::max_throughput(topology, weights, &left, ends);
    let mut cut: Vec<answer::CutBundle> = most
        .iter()
        .flat_map(|most| &most.cut)
        .map(|(bundle, weight)| answer::CutBundle {
            capacity: based.world.names[bundle.index()].clone(),
            weight: *weight,
        })
        .collect();
    cut.sort_by(|a, b| a.capacity.cmp(&b.capacity));
    answer::Redundancy {
        commodity: case.network.dated.atlas.commodities[commodity.index()].id.to_string(),
        disjoint_routes: disjoint.map(|found| u32::try_from(found.paths.len()).unwrap_or(u32::MAX)),
        min_cut_kt_y: most.map(|most| most.value.kt()),
        cut,
    }
}
