//! Scenarios side by side against the baseline, and in what two of them differ.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::model::{Assignment, AssignmentModel};
use super::run::{BaselineRun, ScenarioRun};
use super::study::FlowStudy;
use super::{list, notes, scope};
use crate::answer::{self, Diff, DiffAsset, DiffLink, DiffMeasure, DiffSide, DiffTonnes};
use crate::metric::{self, Element, share};
use crate::model::{ElementKind, Id, LinkIx, Measure};
use assignment::{Mass, PathFlow};

/// One column: a scenario with the study of its own day.
pub struct ScenarioColumn {
    pub id: String,
    pub title: String,
    pub measures: Vec<Measure>,
    /// Where it is not the baseline's.
    pub own_day: Option<FlowStudy>,
}

pub fn compare(study: &FlowStudy, columns: &[ScenarioColumn]) -> answer::Compare {
    let baseline = BaselineRun::new(study.model());
    let mut head = study.head.clone();
    let of_day = || columns.iter().filter(|column| column.own_day.is_none());
    for column in of_day() {
        let loose = notes::loose(&study.network, &column.measures).into_iter();
        head.notes.extend(loose.map(|note| format!("{}: {note}", column.id)));
    }
    let idle = of_day().map(|column| (column.id.as_str(), column.measures.as_slice()));
    head.notes.extend(notes::idle_columns(&baseline, idle));
    let scenarios: Vec<_> =
        outcomes(study, &baseline, columns, |_, _, _| ()).into_iter().map(|(own, ())| own).collect();
    head.notes.extend(notes::dear(&baseline, scenarios.iter().map(|one| one.extra_usd_t)));
    answer::Compare { scenarios, baseline: of_baseline(study, &baseline.unchanged()), ranges: None, head }
}

/// The figures of each scenario, and what else is made of its run.
pub fn outcomes<T: Send>(
    study: &FlowStudy,
    baseline: &BaselineRun<'_>,
    columns: &[ScenarioColumn],
    more: impl Fn(&ScenarioColumn, &FlowStudy, &ScenarioRun<'_>) -> T + Sync,
) -> Vec<(answer::Outcome, T)> {
    let assigned = |column: &ScenarioColumn, study: &FlowStudy, baseline: &BaselineRun<'_>| {
        let run = baseline.under(&column.measures);
        let more = more(column, study, &run);
        (outcome(column, study, &run), more)
    };
    let of_day = |column: &ScenarioColumn| {
        let Some(own) = &column.own_day else { return assigned(column, study, baseline) };
        // Another day has another network, so the scenario is compared with a baseline of its own.
        let own_based = BaselineRun::new(own.model());
        let (mut outcome, more) = assigned(column, own, &own_based);
        outcome.baseline = Some(of_baseline(own, &own_based.unchanged()));
        (outcome, more)
    };
    study.progress.add_total(columns.len());
    columns.par_iter().map(|column| study.progress.step(|| of_day(column))).collect()
}

pub fn of_baseline(study: &FlowStudy, run: &ScenarioRun<'_>) -> answer::Baseline {
    let baseline = run.baseline;
    let pattern = Pattern::new(study, baseline, &run.assignment);
    answer::Baseline {
        year: study.year,
        as_of: baseline.model.network.snapshot.day,
        flow_kt: run.mass().kt(),
        unassigned_kt: baseline.unassigned().kt(),
        delivered_kt: run.sum(|flow| run.assignment.delivered(flow)).kt(),
        stranded_kt: run.sum(|flow| run.assignment.stranded[flow]).kt(),
        stranded_usd: run.stranded_usd(),
        uneconomic_kt: run.sum(|flow| run.assignment.uneconomic[flow]).kt(),
        cost_usd: run.cost_usd(),
        corridors: pattern
            .corridors
            .iter()
            .map(|(id, mass)| answer::CorridorUse {
                id: id.to_string(),
                kt: mass.kt(),
                by_commodity: pattern.split(id),
            })
            .collect(),
        countries: pattern
            .countries
            .iter()
            .map(|(id, amount)| answer::CountryUse { id: id.to_string(), used: share(*amount, whole(study, baseline)) })
            .collect(),
        bottlenecks: run.bottlenecks(),
        commodities: run.commodities(),
        certificate: run.certificate().clone(),
    }
}

/// All flows asked about, in what shares are shares of.
fn whole(study: &FlowStudy, baseline: &BaselineRun<'_>) -> f64 {
    if study.by_value {
        baseline.model.flow_usd(&baseline.inputs.masses)
    } else {
        baseline.model.mass(&baseline.inputs.masses).kt()
    }
}

fn outcome(column: &ScenarioColumn, study: &FlowStudy, run: &ScenarioRun<'_>) -> answer::Outcome {
    let before = Pattern::new(study, run.baseline, &run.baseline.assignment);
    let now = Pattern::new(study, run.baseline, &run.assignment);
    let extra = run.extra();
    let whole = whole(study, run.baseline);
    answer::Outcome {
        id: column.id.clone(),
        title: column.title.clone(),
        as_of: run.baseline.model.network.snapshot.day,
        delivered_kt: run.sum(|flow| run.assignment.delivered(flow)).kt(),
        stranded_kt: run.sum(|flow| run.assignment.stranded[flow]).kt(),
        stranded_usd: run.stranded_usd(),
        uneconomic_kt: run.sum(|flow| run.assignment.uneconomic[flow]).kt(),
        extra_usd_t: extra.map(|extra| extra.usd_t),
        new_usd_t: extra.map(|extra| extra.new_usd_t),
        today_usd_t: extra.map(|extra| extra.today_usd_t()),
        extra_days: extra.map(|extra| extra.days),
        commodities: run.commodities(),
        moves_nothing: scope::moves_nothing(run),
        corridors: both(&before.corridors, &now.corridors)
            .map(|(id, then, now_mass)| answer::CorridorChange {
                id: id.to_string(),
                kt: now_mass.kt(),
                change_kt: (now_mass - then).kt(),
                by_commodity: now.split(id),
            })
            .collect(),
        countries: both(&before.countries, &now.countries)
            .map(|(id, then, now)| answer::CountryChange {
                id: id.to_string(),
                used: share(now, whole),
                change: share(now - then, whole),
            })
            .collect(),
        bottlenecks: run.bottlenecks(),
        certificate: run.certificate().clone(),
        baseline: None,
    }
}

/// By which routes tonnes of the flows asked about go.
struct Pattern {
    corridors: BTreeMap<Id, Mass>,
    /// The same by commodity, where several are asked about.
    goods: BTreeMap<Id, BTreeMap<String, f64>>,
    /// What crosses a country in which it neither starts nor ends, in kt or in USD.
    countries: BTreeMap<Id, f64>,
}

impl Pattern {
    fn new(study: &FlowStudy, baseline: &BaselineRun<'_>, assignment: &Assignment) -> Self {
        let model = &baseline.model;
        let paths: Vec<&PathFlow> = model.selected_of(&assignment.paths).collect();
        Self {
            corridors: metric::by_corridor(model.network, &paths),
            goods: goods(model, &paths),
            countries: transit(baseline, &paths)
                .into_iter()
                .map(|(id, (mass, usd))| (id, if study.by_value { usd } else { mass.kt() }))
                .collect(),
        }
    }
}

impl Pattern {
    fn split(&self, corridor: &Id) -> BTreeMap<String, f64> {
        self.goods.get(corridor).cloned().unwrap_or_default()
    }
}

fn goods(model: &AssignmentModel<'_>, paths: &[&PathFlow]) -> BTreeMap<Id, BTreeMap<String, f64>> {
    let mut masses: BTreeMap<Id, Vec<(usize, Mass)>> = BTreeMap::new();
    for path in paths {
        if let Some(corridor) = metric::main_corridor(model.network, &path.arcs) {
            masses.entry(corridor).or_default().push((path.demand, path.mass));
        }
    }
    masses.into_iter().map(|(corridor, own)| (corridor, model.split(own))).collect()
}

fn transit(baseline: &BaselineRun<'_>, paths: &[&PathFlow]) -> BTreeMap<Id, (Mass, f64)> {
    let network = baseline.model.network;
    let mut countries: BTreeMap<Id, (Mass, f64)> = BTreeMap::new();
    for path in paths {
        let row = &baseline.model.flows[path.demand].row;
        // The flow's own ends are not transit, whichever part of the route lies in them.
        let mut ends: BTreeSet<Element> = metric::end_traverses(network, row.origin);
        ends.extend(metric::end_traverses(network, row.destination));
        let crossed = metric::traversed(network, &path.arcs);
        for (_, id) in crossed.difference(&ends).filter(|(of, _)| *of == ElementKind::Country) {
            let entry = countries.entry(id.clone()).or_default();
            entry.0 += path.mass;
            entry.1 += baseline.model.usd(path.demand, path.mass);
        }
    }
    countries
}

/// The keys of both with the value of each.
pub fn both<'a, I: Ord, T: Copy + Default>(
    then: &'a BTreeMap<I, T>,
    now: &'a BTreeMap<I, T>,
) -> impl Iterator<Item = (&'a I, T, T)> {
    // A key of only one side counts as 0 on the other.
    let keys: BTreeSet<&I> = then.keys().chain(now.keys()).collect();
    let of = |map: &BTreeMap<I, T>, id: &I| map.get(id).copied().unwrap_or_default();
    keys.into_iter().map(move |id| (id, of(then, id), of(now, id)))
}

pub type ScenarioSide<'a> = (&'a str, &'a [Measure]);

/// Answers `diff`. The flows are those of the study, whose own measures are not asked.
pub fn diff(study: &FlowStudy, one: ScenarioSide<'_>, other: ScenarioSide<'_>) -> Diff {
    let day = study.network.snapshot.day;
    let in_force = |side: ScenarioSide<'_>| -> BTreeMap<Id, Measure> {
        let all = side.1.iter().filter(|measure| measure.acts_on(day));
        all.map(|measure| (measure.id.clone(), measure.clone())).collect()
    };
    let (left, right) = (in_force(one), in_force(other));
    let ids: BTreeSet<&Id> = left.keys().chain(right.keys()).collect();
    // Authority and days aside: both are in force on the day, so only what they do can differ.
    let same = |a: &Measure, b: &Measure| a.effect == b.effect && a.on == b.on && a.trade == b.trade;
    let differ: Vec<(&Measure, DiffSide)> = ids
        .into_iter()
        .filter_map(|id| match (left.get(id), right.get(id)) {
            (Some(own), None) => Some((own, DiffSide::One)),
            (None, Some(own)) => Some((own, DiffSide::Other)),
            (Some(a), Some(b)) if !same(a, b) => Some((b, DiffSide::Both)),
            _ => None,
        })
        .collect();
    let baseline = BaselineRun::new(study.model());
    let (first, second) = (baseline.under(one.1), baseline.under(other.1));
    Diff {
        head: study.head.clone(),
        one: one.0.into(),
        other: other.0.into(),
        year: study.year,
        flow_kt: baseline.model.mass(&baseline.inputs.masses).kt(),
        assets: differing_assets(study, &differ),
        measures: differ.iter().map(|(measure, side)| differing(measure, *side)).collect(),
        tonnes: tonnes(&first, &second),
        links: differing_links(&first, &second),
    }
}

fn differing(measure: &Measure, side: DiffSide) -> DiffMeasure {
    DiffMeasure {
        id: measure.id.to_string(),
        r#in: side,
        effect: (&measure.effect).into(),
        on: measure.on.as_ref().map(ToString::to_string),
        r#for: measure.trade.as_ref().map(ToString::to_string),
    }
}

fn differing_assets(study: &FlowStudy, differ: &[(&Measure, DiffSide)]) -> Vec<DiffAsset> {
    let atlas = &study.network.snapshot.atlas;
    let mut by_asset: BTreeMap<(ElementKind, Id), Vec<String>> = BTreeMap::new();
    for (measure, _) in differ {
        let chosen = measure.on.as_ref().map(|on| study.network.select(on)).unwrap_or_default();
        for asset in chosen.assets() {
            let key = (list::kind(asset), atlas.asset_id(asset).clone());
            by_asset.entry(key).or_default().push(measure.id.to_string());
        }
    }
    let assets = by_asset.into_iter();
    assets.map(|((kind, id), measures)| DiffAsset { kind, id: id.to_string(), measures }).collect()
}

fn tonnes(one: &ScenarioRun<'_>, other: &ScenarioRun<'_>) -> DiffTonnes {
    let moved = |flow: usize| {
        let by_path = |assignment: &Assignment| -> BTreeMap<Vec<_>, Mass> {
            assignment.of(flow).map(|path| (path.arcs.clone(), path.mass)).collect()
        };
        let (then, now) = (by_path(&one.assignment), by_path(&other.assignment));
        // A tonne that moves leaves one path and joins another: only leaving is counted.
        both(&then, &now).map(|(_, then, now)| (then - now).max(Mass::ZERO)).sum()
    };
    DiffTonnes {
        delivered_one_kt: one.sum(|flow| one.assignment.delivered(flow)).kt(),
        delivered_other_kt: other.sum(|flow| other.assignment.delivered(flow)).kt(),
        stranded_one_kt: one.sum(|flow| one.assignment.stranded[flow]).kt(),
        stranded_other_kt: other.sum(|flow| other.assignment.stranded[flow]).kt(),
        cost_one_usd: one.cost_usd(),
        cost_other_usd: other.cost_usd(),
        moved_kt: one.sum(moved).kt(),
    }
}

fn differing_links(one: &ScenarioRun<'_>, other: &ScenarioRun<'_>) -> Vec<DiffLink> {
    let network = one.baseline.model.network;
    let load = |assignment: &Assignment| {
        let mut load: BTreeMap<LinkIx, Mass> = BTreeMap::new();
        for path in &assignment.paths {
            // A path that passes a link on several arcs counts once.
            let links: BTreeSet<LinkIx> = path.arcs.iter().filter_map(|arc| network.link_of(*arc)).collect();
            links.into_iter().for_each(|link| *load.entry(link).or_default() += path.mass);
        }
        load
    };
    let (then, now) = (load(&one.assignment), load(&other.assignment));
    let changed = both(&then, &now).filter(|(_, then, now)| then != now);
    let mut rows: Vec<DiffLink> = changed
        .map(|(link, then, now)| DiffLink {
            id: network.snapshot.atlas.links[link.index()].id.to_string(),
            one_kt: then.kt(),
            other_kt: now.kt(),
            change_kt: (now - then).kt(),
        })
        .collect();
    rows.sort_by(|a, b| b.change_kt.abs().total_cmp(&a.change_kt.abs()).then_with(|| a.id.cmp(&b.id)));
    rows
}
