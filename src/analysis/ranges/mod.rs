//! How far the headline figures of an answer can be trusted: the question is solved again with each number that has a
//! range at its low and at its high.
//!
//! One number at a time, all others at their point values: the low (high) of a figure is the least (most) over these
//! solves and the point's. Errors that come together reach further. A number that stands in a row which holds on the
//! days of several scenarios is moved on all of them at once.
//!
//! Two scenarios can be distinguished where the paired difference (the same number moved in both) has the same sign in
//! every solve: of what is stranded, and where that is equal, of `extra_usd_t`.
//!
//! What provably changes nothing is not solved: [`shift`] has the rules. A number of another day than the baseline's is
//! another number.

mod figures;
mod number;
mod point;
mod shift;
#[cfg(test)]
mod tests;
mod trial;

use std::sync::Arc;

use rayon::prelude::*;

use crate::answer::{self, Driver, FigureRange, Ranges};
use crate::model::Measure;

use super::compare::ScenarioColumn;
use super::exposure::closing;
use super::study::FlowStudy;
use figures::{Scene, Shows, by_closed};
use number::{Input, RangeEnd, inputs};
use trial::{Day, Prune};

/// Rows of an exposure that have ranges.
const ROWS: usize = 10;

pub fn reroute(study: &FlowStudy) -> answer::Ranges {
    of_days(vec![Day::new(study, reroute_scenes(study))], &[], Prune::Sound)
}

fn reroute_scenes(study: &FlowStudy) -> Vec<Scene> {
    vec![Scene::baseline(Shows::Nothing), Scene::under(0, &study.measures, Shows::Reroute)]
}

/// The ranges of an answer to `exposure` with these rows: those of the ten that stand first.
pub fn exposure(study: &FlowStudy, rows: &[answer::ExposureRow]) -> answer::Ranges {
    of_days(vec![Day::new(study, exposure_scenes(study, rows))], &[], Prune::Sound)
}

fn exposure_scenes(study: &FlowStudy, rows: &[answer::ExposureRow]) -> Vec<Scene> {
    let mut scenes = if study.measures.is_empty() {
        vec![Scene::baseline(Shows::Pattern)]
    } else {
        vec![Scene::baseline(Shows::Nothing), Scene::under(0, &study.measures, Shows::Pattern)]
    };
    // Things are closed from the last scene so far: the baseline, or what the measures make of it.
    let register = scenes.len() - 1;
    for shown in by_closed(study, &rows[..rows.len().min(ROWS)]) {
        // All things of a scene close the same arcs, so the first is enough.
        let closed = shown.first().map(|first| closing(&first.thing, study.groups()));
        // Measures of a scene replace those of its parent, so the study's are there too.
        let measures: Vec<Measure> = study.measures.iter().cloned().chain(closed).collect();
        scenes.push(Scene::under(register, &measures, Shows::Rows(shown)));
    }
    scenes
}

pub fn compare(study: &FlowStudy, columns: &[ScenarioColumn]) -> answer::Ranges {
    let ids: Vec<String> = columns.iter().map(|column| column.id.clone()).collect();
    of_days(compare_days(study, columns), &ids, Prune::Sound)
}

/// The baseline's day with all scenarios on it, then one day for each scenario that has its own.
fn compare_days<'a>(study: &'a FlowStudy, columns: &'a [ScenarioColumn]) -> Vec<Day<'a>> {
    let mut scenes = vec![Scene::baseline(Shows::Baseline("baseline".into()))];
    let mut own_days = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        let path = format!("scenarios[{at}]");
        let baseline = Shows::Baseline(format!("{path}.baseline"));
        let scene = Scene::under(0, &column.measures, Shows::Scenario(path));
        match &column.own_day {
            None => scenes.push(scene),
            Some(own) => own_days.push((own, vec![Scene::baseline(baseline), scene])),
        }
    }
    let mut days = vec![Day::new(study, scenes)];
    days.extend(own_days.into_iter().map(|(own, scenes)| Day::new(own, scenes)));
    days
}

/// Moves each number on every day that has it.
fn of_days(days: Vec<Day<'_>>, scenarios: &[String], prune: Prune) -> answer::Ranges {
    let by_day: Vec<Vec<Input>> = days.iter().map(|day| inputs(day.study, day.measures())).collect();
    // A number that an earlier day has too is moved on both at once, so it is listed once.
    let mut all: Vec<&Input> = Vec::new();
    for (at, own) in by_day.iter().enumerate() {
        all.extend(own.iter().filter(|input| !by_day[..at].iter().any(|day| day.contains(input))));
    }
    let summary = Summary::new(&days, scenarios);
    // All days count with the first's.
    let progress = days.first().map(|day| Arc::clone(&day.study.progress)).unwrap_or_default();
    progress.add_total(all.len());
    let solves: Vec<Solves> =
        all.par_iter().map(|input| progress.step(|| solves(&days, &by_day, input, prune))).collect();
    summary.answer(&all, &solves)
}

fn solves(days: &[Day<'_>], by_day: &[Vec<Input>], input: &Input, prune: Prune) -> Solves {
    let solve = |side: RangeEnd| -> Vec<Figure> {
        // On a side without a range the figures are the point's.
        if !input.has(side) {
            return Vec::new();
        }
        let having = days.iter().enumerate().filter(|(day, _)| by_day[*day].contains(input));
        let figures = having.flat_map(|(at, day)| {
            let scenes = day.trial(Some((input, side)), prune);
            scenes.into_iter().map(move |(scene, values)| Figure { day: at, scene, values })
        });
        figures.collect()
    };
    RangeEnd::BOTH.map(solve)
}

// Numbers that are named in the answer, those that move most first.
const DRIVERS: usize = 10;

/// The figures of a scene in one solve.
pub struct Figure {
    pub day: usize,
    /// The scene of that day.
    pub scene: usize,
    /// In the order of its paths.
    pub values: Vec<Option<f64>>,
}

/// What may differ from the point with a number at its low, and at its high.
pub type Solves = [Vec<Figure>; 2];

pub struct Summary<'s> {
    /// By day and scene: where its figures start.
    starts: Vec<Vec<usize>>,
    paths: Vec<String>,
    point: Vec<Option<f64>>,
    scenarios: &'s [String],
}

/// What moves figures of one kind.
#[derive(Clone, Copy)]
enum FigureKind {
    Stranding,
    Detour,
}

impl FigureKind {
    fn has(self, path: &str) -> bool {
        let name = path.rsplit('.').next().unwrap_or(path);
        match self {
            Self::Stranding => matches!(name, "stranded_kt" | "uneconomic_kt" | "unavoidable"),
            Self::Detour => name == "extra_usd_t",
        }
    }
}

/// Differences below this are the rounding of kilograms and of sums: a tonne, a share of a millionth, a cent for ten
/// thousand tonnes.
fn least(path: &str) -> f64 {
    if path.ends_with("_kt") { 1e-3 } else { 1e-6 }
}

impl<'s> Summary<'s> {
    pub fn new(days: &[Day<'_>], scenarios: &'s [String]) -> Self {
        let (mut starts, mut paths, mut point) = (Vec::new(), Vec::new(), Vec::new());
        for day in days {
            let mut own = Vec::new();
            for (scene, figures) in day.scenes.iter().zip(&day.figures) {
                own.push(paths.len());
                paths.extend(scene.shows.paths());
                point.extend_from_slice(figures);
            }
            starts.push(own);
        }
        Self { starts, paths, point, scenarios }
    }

    /// The point's figures with those of a solve in their place.
    fn with(&self, solve: &[Figure]) -> Vec<Option<f64>> {
        // Scenes that were not solved keep the point's figures.
        let mut values = self.point.clone();
        for figure in solve {
            let start = self.starts[figure.day][figure.scene];
            values[start..start + figure.values.len()].copy_from_slice(&figure.values);
        }
        values
    }

    pub fn answer(&self, inputs: &[&Input], solves: &[Solves]) -> Ranges {
        let mut low = self.point.clone();
        let mut high = self.point.clone();
        let mut pairs = Pairs::new(self);
        // The point is one of the solves that order the scenarios.
        pairs.see(&self.point);
        let mut drivers: Vec<(Rank, Driver)> = Vec::new();
        for (input, solves) in inputs.iter().zip(solves) {
            if solves.iter().all(Vec::is_empty) {
                continue;
            }
            // Solves are in the order of `RangeEnd::BOTH`.
            let ends = [self.with(&solves[RangeEnd::Low as usize]), self.with(&solves[RangeEnd::High as usize])];
            for values in &ends {
                extend(&mut low, values, f64::min);
                extend(&mut high, values, f64::max);
                pairs.see(values);
            }
            drivers.extend(self.driver(input, &ends));
        }
        // Stranding before detours, then the larger effect; names break ties.
        let order = |rank: &Rank| (rank.0, -rank.1, rank.2.clone(), rank.3);
        drivers.sort_by(|(a, _), (b, _)| {
            let (a, b) = (order(a), order(b));
            a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then_with(|| (a.2, a.3).cmp(&(b.2, b.3)))
        });
        let mut places: Vec<usize> = (0..self.paths.len()).collect();
        places.sort_by_key(|at| rank(&self.paths[*at]));
        let range = |at: usize| Some(FigureRange { path: self.paths[at].clone(), low: low[at]?, high: high[at]? });
        Ranges {
            ranges: places.into_iter().filter_map(range).collect(),
            drivers: drivers.into_iter().take(DRIVERS).map(|(_, driver)| driver).collect(),
            overlaps: pairs.overlaps(self.scenarios),
        }
    }

    /// What a number moves: by what does not arrive, else by what a detour costs; `None` where it moves neither.
    fn driver(&self, input: &Input, ends: &[Vec<Option<f64>>; 2]) -> Option<(Rank, Driver)> {
        for (place, kind) in [FigureKind::Stranding, FigureKind::Detour].into_iter().enumerate() {
            let own = (0..self.paths.len()).filter(|at| kind.has(&self.paths[*at]));
            let swings = own.filter_map(|at| {
                Some((at, swing([self.point[at], ends[0][at], ends[1][at]], least(&self.paths[at]))?))
            });
            let most = swings.fold(None, |most: Option<(usize, f64)>, next| match most {
                Some(most) if most.1.abs() >= next.1.abs() => Some(most),
                _ => Some(next),
            });
            if let Some((at, effect)) = most.filter(|(at, effect)| effect.abs() >= least(&self.paths[*at])) {
                let driver = Driver {
                    asset: input.asset.to_string(),
                    column: input.column.into(),
                    low: input.low,
                    high: input.high,
                    effect,
                    path: self.paths[at].clone(),
                };
                return Some(((place, effect.abs(), driver.asset.clone(), input.column), driver));
            }
        }
        None
    }
}

// Kind of figure, size of the effect, asset, column.
type Rank = (usize, f64, String, &'static str);

/// From the least to the most of what is defined; below 0 where the figure is less at the high than at the low.
fn swing([point, low, high]: [Option<f64>; 3], least: f64) -> Option<f64> {
    let defined = || [point, low, high].into_iter().flatten();
    let most = defined().reduce(f64::max)? - defined().reduce(f64::min)?;
    let falls = matches!((low, high), (Some(low), Some(high)) if low - high >= least);
    Some(if falls { -most } else { most })
}

fn extend(ends: &mut [Option<f64>], values: &[Option<f64>], pick: fn(f64, f64) -> f64) {
    for (end, value) in ends.iter_mut().zip(values) {
        *end = match (*end, *value) {
            (Some(end), Some(value)) => Some(pick(end, value)),
            (end, value) => end.or(value),
        };
    }
}

/// Order of the answer: the baseline, then each scenario, its own baseline after it; rows, then concentration.
/// Figures of one place stay in their own order.
fn rank(path: &str) -> (usize, usize, usize) {
    let inside = path.split_once('[').and_then(|(_, rest)| rest.split_once(']'));
    match inside {
        None => (usize::from(path.starts_with("concentration")), 0, 0),
        Some((at, rest)) => (
            usize::from(path.starts_with("scenarios")),
            at.parse().unwrap_or(0),
            usize::from(rest.contains("baseline")),
        ),
    }
}

/// Pairs of scenarios, and how each solve orders them.
struct Pairs {
    /// By scenario: where its `stranded_kt` and its `extra_usd_t` are.
    at: Vec<[usize; 2]>,
    /// By pair: seen worse, seen better, seen equal.
    seen: Vec<((usize, usize), [bool; 3])>,
}

impl Pairs {
    fn new(summary: &Summary<'_>) -> Self {
        let find = |scenario: usize, name: &str| {
            let path = format!("scenarios[{scenario}].{name}");
            summary.paths.iter().position(|own| *own == path)
        };
        let count = summary.scenarios.len();
        // Every scenario has both figures, so positions among them are those of the scenarios.
        let both = |scenario| Some([find(scenario, "stranded_kt")?, find(scenario, "extra_usd_t")?]);
        let pairs = (0..count).flat_map(|a| (a + 1..count).map(move |b| ((a, b), [false; 3])));
        Self { at: (0..count).filter_map(both).collect(), seen: pairs.collect() }
    }

    fn see(&mut self, values: &[Option<f64>]) {
        for ((a, b), seen) in &mut self.seen {
            // What is stranded decides; only where it is equal does the cost of detours.
            let order = [0, 1].into_iter().find_map(|figure| {
                let of = |scenario: usize| values[self.at[scenario][figure]].unwrap_or(0.0);
                let more = of(*a) - of(*b);
                // As `least` has it for tonnes and for USD/t.
                let least = if figure == 0 { 1e-3 } else { 1e-6 };
                (more.abs() >= least).then_some(usize::from(more < 0.0))
            });
            // 0: the first is worse, 1: it is better, 2: they are equal.
            seen[order.unwrap_or(2)] = true;
        }
    }

    fn overlaps(self, ids: &[String]) -> Vec<(String, String)> {
        let apart = |seen: &[bool; 3]| matches!(seen, [true, false, false] | [false, true, false]);
        let pairs = self.seen.into_iter().filter(|(_, seen)| !apart(seen));
        pairs.map(|((a, b), _)| (ids[a].clone(), ids[b].clone())).collect()
    }
}
