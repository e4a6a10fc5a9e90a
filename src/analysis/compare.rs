//! Scenarios side by side against the baseline.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::answer;
use crate::metric::{self, Touched};
use crate::model::{ElementKind, Id, Measure};
use assignment::{Mass, PathFlow};

use super::case::{Assignment, ScenarioInputs};
use super::change::{extra, totals};
use super::reroute::ScenarioRun;
use super::setting::{BaselineRun, Setting, share, total_usd};

/// One column: a scenario with the setting of its own day.
pub struct Column<'a> {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its measures.
    pub measures: Vec<Measure>,
    /// The setting of its day, where that is not the baseline's.
    pub own_day: Option<Setting<'a>>,
}

/// Answers `compare`.
pub fn compare(setting: &Setting<'_>, columns: &[Column<'_>]) -> answer::Compare {
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
pub fn baseline(setting: &Setting<'_>, solved: &ScenarioRun<'_>) -> answer::Baseline {
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
fn whole(setting: &Setting<'_>, based: &BaselineRun<'_>) -> f64 {
    if setting.by_value { based.flow_usd() } else { based.case.mass().kt() }
}

fn laid(column: &Column<'_>, setting: &Setting<'_>, based: &BaselineRun<'_>) -> answer::Outcome {
    let (world, laying) = based.under(&column.measures);
    outcome(column, setting, &ScenarioRun::new(based, &world, &laying))
}

/// The figures of a scenario that was laid.
pub fn outcome(column: &Column<'_>, setting: &Setting<'_>, solved: &ScenarioRun<'_>) -> answer::Outcome {
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
        setting: &Setting<'_>,
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
