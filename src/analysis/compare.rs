//! Scenarios side by side against the baseline, and in what two of them differ.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::list;
use super::model::{Assignment, ScenarioInputs};
use super::reroute::ScenarioRun;
use super::study::{BaselineRun, FlowStudy, extra, share, total_usd, totals};
use crate::answer::{self, Diff, DiffAsset, DiffLink, DiffMeasure, DiffSide, DiffTonnes};
use crate::metric::{self, Touched};
use crate::model::{ElementKind, Id, Measure};
use crate::network::ArcKind;
use assignment::{Mass, PathFlow};

/// One column: a scenario with the setting of its own day.
pub struct Column<'a> {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its measures.
    pub measures: Vec<Measure>,
    /// The setting of its day, where that is not the baseline's.
    pub own_day: Option<FlowStudy<'a>>,
}

/// Answers `compare`.
pub fn compare(setting: &FlowStudy<'_>, columns: &[Column<'_>]) -> answer::Compare {
    let based = BaselineRun::new(setting.case());
    let outcome = |column: &Column<'_>| match &column.own_day {
        None => laid(column, setting, &based),
        Some(own) => {
            let own_based = BaselineRun::new(own.case());
            let mut row = laid(column, own, &own_based);
            row.baseline = Some(baseline(own, &ScenarioRun::baseline(&own_based)));
            row
        }
    };
    setting.tally.expect(columns.len());
    let scenarios = columns.par_iter().map(|column| setting.tally.step(|| outcome(column))).collect();
    answer::Compare {
        baseline: baseline(setting, &ScenarioRun::baseline(&based)),
        scenarios,
        ranges: None,
        head: setting.head.clone(),
    }
}

/// The figures of a baseline.
pub fn baseline(setting: &FlowStudy<'_>, solved: &ScenarioRun<'_>) -> answer::Baseline {
    let based = solved.based;
    let pattern = Pattern::new(setting, based, &based.world, &based.laying);
    answer::Baseline {
        year: setting.year,
        as_of: based.case.network.dated.day,
        flow_kt: based.case.mass().kt(),
        not_laid_kt: based.unlaid().kt(),
        delivered_kt: pattern.delivered.kt(),
        stranded_kt: pattern.stranded.kt(),
        stranded_usd: pattern.stranded_usd,
        uneconomic_kt: pattern.home.kt(),
        cost_usd: pattern.cost_usd,
        corridors: pattern
            .corridors
            .iter()
            .map(|(id, mass)| answer::CorridorUse { id: id.to_string(), kt: mass.kt() })
            .collect(),
        countries: pattern
            .countries
            .iter()
            .map(|(id, amount)| answer::CountryUse {
                id: id.to_string(),
                used: share(*amount, whole(setting, based)),
            })
            .collect(),
        binding: solved.binding(),
        certificate: solved.certificate().clone(),
    }
}

/// All flows asked about, in what shares are shares of.
fn whole(setting: &FlowStudy<'_>, based: &BaselineRun<'_>) -> f64 {
    if setting.by_value { based.flow_usd() } else { based.case.mass().kt() }
}

fn laid(column: &Column<'_>, setting: &FlowStudy<'_>, based: &BaselineRun<'_>) -> answer::Outcome {
    let (world, laying) = based.under(&column.measures);
    outcome(column, setting, &ScenarioRun::new(based, &world, &laying))
}

/// The figures of a scenario that was laid.
pub fn outcome(column: &Column<'_>, setting: &FlowStudy<'_>, solved: &ScenarioRun<'_>) -> answer::Outcome {
    let ScenarioRun { based, world, laying, .. } = *solved;
    let before = Pattern::new(setting, based, &based.world, &based.laying);
    let now = Pattern::new(setting, based, world, laying);
    let extra = extra(based, world, laying);
    let whole = whole(setting, based);
    answer::Outcome {
        id: column.id.clone(),
        title: column.title.clone(),
        as_of: based.case.network.dated.day,
        delivered_kt: now.delivered.kt(),
        stranded_kt: now.stranded.kt(),
        stranded_usd: now.stranded_usd,
        uneconomic_kt: now.home.kt(),
        extra_usd_t: extra.map(|extra| extra.0),
        extra_days: extra.map(|extra| extra.1),
        corridors: both(&before.corridors, &now.corridors)
            .map(|(id, then, now)| answer::CorridorChange {
                id: id.to_string(),
                kt: now.kt(),
                change_kt: (now - then).kt(),
            })
            .collect(),
        countries: both(&before.countries, &now.countries)
            .map(|(id, then, now)| answer::CountryChange {
                id: id.to_string(),
                used: share(now, whole),
                change: share(now - then, whole),
            })
            .collect(),
        binding: solved.binding(),
        certificate: solved.certificate().clone(),
        baseline: None,
    }
}

/// What is delivered and by which ways.
struct Pattern {
    delivered: Mass,
    stranded: Mass,
    home: Mass,
    stranded_usd: f64,
    cost_usd: f64,
    /// Tonnes by main corridor.
    corridors: BTreeMap<Id, Mass>,
    /// What crosses a country in which it neither starts nor ends, in kt or in USD.
    countries: BTreeMap<Id, f64>,
}

impl Pattern {
    fn new(
        setting: &FlowStudy<'_>,
        based: &BaselineRun<'_>,
        world: &ScenarioInputs,
        laying: &Assignment,
    ) -> Self {
        let case = &based.case;
        let sum = |of: &dyn Fn(usize) -> Mass| -> Mass { case.selected().map(of).sum() };
        let paths: Vec<&PathFlow> =
            laying.paths.iter().filter(|path| case.flows[path.demand].selected).collect();
        Self {
            delivered: sum(&|flow| laying.delivered(flow)),
            stranded: sum(&|flow| laying.stranded[flow]),
            home: sum(&|flow| laying.home[flow]),
            stranded_usd: case.selected().map(|flow| based.usd(flow, laying.stranded[flow])).sum(),
            cost_usd: total_usd(case.selected().map(|flow| totals(based, world, laying, flow).0).sum()),
            corridors: metric::by_corridor(case.network, &paths),
            countries: transit(based, &paths)
                .into_iter()
                .map(|(id, (mass, usd))| (id, if setting.by_value { usd } else { mass.kt() }))
                .collect(),
        }
    }
}

/// Tonnes and their value.
fn transit(based: &BaselineRun<'_>, paths: &[&PathFlow]) -> BTreeMap<Id, (Mass, f64)> {
    let network = based.case.network;
    let mut countries: BTreeMap<Id, (Mass, f64)> = BTreeMap::new();
    for path in paths {
        let row = &based.case.flows[path.demand].row;
        let mut ends: BTreeSet<Touched> = metric::end_touches(network, row.origin);
        ends.extend(metric::end_touches(network, row.destination));
        let crossed = metric::touched(network, &path.arcs);
        for (_, id) in crossed.difference(&ends).filter(|(of, _)| *of == ElementKind::Country) {
            let entry = countries.entry(id.clone()).or_default();
            entry.0 += path.mass;
            entry.1 += based.usd(path.demand, path.mass);
        }
    }
    countries
}

/// The keys of both with the value of each.
pub(super) fn both<'a, I: Ord, T: Copy + Default>(
    then: &'a BTreeMap<I, T>,
    now: &'a BTreeMap<I, T>,
) -> impl Iterator<Item = (&'a I, T, T)> {
    let keys: BTreeSet<&I> = then.keys().chain(now.keys()).collect();
    let of = |map: &BTreeMap<I, T>, id: &I| map.get(id).copied().unwrap_or_default();
    keys.into_iter().map(move |id| (id, of(then, id), of(now, id)))
}

/// A scenario with its id.
pub type Side<'a> = (&'a str, &'a [Measure]);

/// Answers `diff`. The flows are those of the setting, whose own measures are not asked.
pub fn diff(setting: &FlowStudy<'_>, one: Side<'_>, other: Side<'_>) -> Diff {
    let day = setting.network.dated.day;
    let in_force = |side: Side<'_>| -> BTreeMap<Id, Measure> {
        let all = side.1.iter().filter(|measure| measure.acts_on(day));
        all.map(|measure| (measure.id.clone(), measure.clone())).collect()
    };
    let (left, right) = (in_force(one), in_force(other));
    let ids: BTreeSet<&Id> = left.keys().chain(right.keys()).collect();
    let differ: Vec<(&Measure, DiffSide)> = ids
        .into_iter()
        .filter_map(|id| match (left.get(id), right.get(id)) {
            (Some(own), None) => Some((own, DiffSide::One)),
            (None, Some(own)) => Some((own, DiffSide::Other)),
            (Some(a), Some(b)) if !same(a, b) => Some((b, DiffSide::Both)),
            _ => None,
        })
        .collect();
    let based = BaselineRun::new(setting.case());
    let (first, second) = (based.under(one.1), based.under(other.1));
    Diff {
        head: setting.head.clone(),
        one: one.0.into(),
        other: other.0.into(),
        year: setting.year,
        flow_kt: based.case.mass().kt(),
        assets: assets(setting, &differ),
        measures: differ.iter().map(|(measure, side)| row(measure, *side)).collect(),
        tonnes: tonnes(&based, &first, &second),
        links: links(&based, &first.1, &second.1),
    }
}

/// Do two measures of one id say the same?
fn same(a: &Measure, b: &Measure) -> bool {
    a.effect == b.effect && a.on == b.on && a.trade == b.trade
}

fn row(measure: &Measure, side: DiffSide) -> DiffMeasure {
    DiffMeasure {
        id: measure.id.to_string(),
        r#in: side,
        effect: (&measure.effect).into(),
        on: measure.on.as_ref().map(ToString::to_string),
        r#for: measure.trade.as_ref().map(ToString::to_string),
    }
}

fn assets(setting: &FlowStudy<'_>, differ: &[(&Measure, DiffSide)]) -> Vec<DiffAsset> {
    let atlas = &setting.network.dated.atlas;
    let mut by_asset: BTreeMap<(ElementKind, Id), Vec<String>> = BTreeMap::new();
    for (measure, _) in differ {
        let chosen = measure.on.as_ref().map(|on| setting.network.select(on)).unwrap_or_default();
        for asset in chosen.assets() {
            let key = (list::kind(asset), atlas.asset_id(asset).clone());
            by_asset.entry(key).or_default().push(measure.id.to_string());
        }
    }
    let asset = |((kind, id), measures): ((ElementKind, Id), Vec<String>)| DiffAsset {
        kind,
        id: id.to_string(),
        measures,
    };
    by_asset.into_iter().map(asset).collect()
}

fn tonnes(
    based: &BaselineRun<'_>,
    one: &(ScenarioInputs, Assignment),
    other: &(ScenarioInputs, Assignment),
) -> DiffTonnes {
    let sum = |of: &dyn Fn(usize) -> Mass| -> f64 { based.case.selected().map(of).sum::<Mass>().kt() };
    let cost = |side: &(ScenarioInputs, Assignment)| {
        total_usd(based.case.selected().map(|flow| totals(based, &side.0, &side.1, flow).0).sum())
    };
    let moved = |flow: usize| {
        let then: BTreeMap<_, Mass> = one.1.of(flow).map(|path| (&path.arcs, path.mass)).collect();
        let now: BTreeMap<_, Mass> = other.1.of(flow).map(|path| (&path.arcs, path.mass)).collect();
        let lost = then.iter().map(|(arcs, mass)| {
            let kept = now.get(arcs).copied().unwrap_or_default();
            (*mass - kept).max(Mass::ZERO)
        });
        lost.sum()
    };
    DiffTonnes {
        delivered_one_kt: sum(&|flow| one.1.delivered(flow)),
        delivered_other_kt: sum(&|flow| other.1.delivered(flow)),
        stranded_one_kt: sum(&|flow| one.1.stranded[flow]),
        stranded_other_kt: sum(&|flow| other.1.stranded[flow]),
        cost_one_usd: cost(one),
        cost_other_usd: cost(other),
        moved_kt: sum(&moved),
    }
}

fn links(based: &BaselineRun<'_>, one: &Assignment, other: &Assignment) -> Vec<DiffLink> {
    let network = based.case.network;
    let load = |laying: &Assignment| {
        let mut load: BTreeMap<u32, Mass> = BTreeMap::new();
        for path in &laying.paths {
            let links: BTreeSet<u32> = path
                .arcs
                .iter()
                .filter_map(|arc| match network.arcs[arc.index()].what {
                    ArcKind::Link(link, _) => Some(link.0),
                    _ => None,
                })
                .collect();
            links.into_iter().for_each(|link| *load.entry(link).or_default() += path.mass);
        }
        load
    };
    let (then, now) = (load(one), load(other));
    let all: BTreeSet<u32> = then.keys().chain(now.keys()).copied().collect();
    let of = |load: &BTreeMap<u32, Mass>, link| load.get(&link).copied().unwrap_or_default();
    let row = |link: u32| DiffLink {
        id: network.dated.atlas.links[link as usize].id.to_string(),
        one_kt: of(&then, link).kt(),
        other_kt: of(&now, link).kt(),
        change_kt: (of(&now, link) - of(&then, link)).kt(),
    };
    let changed = all.into_iter().filter(|link| of(&then, *link) != of(&now, *link));
    let mut rows: Vec<DiffLink> = changed.map(row).collect();
    rows.sort_by(|a, b| b.change_kt.abs().total_cmp(&a.change_kt.abs()).then_with(|| a.id.cmp(&b.id)));
    rows
}
