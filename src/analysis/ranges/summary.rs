//! From the figures of all solves to ranges, drivers and overlaps.

use super::number::{Input, Side};
use super::trial::Day;
use crate::answer::{Driver, FigureRange, Ranges};

/// So many drivers are named.
const DRIVERS: usize = 10;

/// The figures of a scene in one solve.
pub struct Figure {
    /// The day.
    pub day: usize,
    /// The scene of that day.
    pub scene: usize,
    /// In the order of its paths.
    pub values: Vec<Option<f64>>,
}

/// What may differ from the point with a number at its low, and at its high.
pub type Solves = [Vec<Figure>; 2];

/// All figures in the order of the answer.
pub struct Summary<'s> {
    /// By day and scene: where its figures start.
    starts: Vec<Vec<usize>>,
    paths: Vec<String>,
    point: Vec<Option<f64>>,
    scenarios: &'s [String],
}

/// What moves figures of one kind.
#[derive(Clone, Copy)]
enum Kind {
    /// What does not arrive.
    Stranding,
    /// What a detour costs.
    Detour,
}

impl Kind {
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
    /// Takes the point's figures.
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
        let mut values = self.point.clone();
        for figure in solve {
            let start = self.starts[figure.day][figure.scene];
            values[start..start + figure.values.len()].copy_from_slice(&figure.values);
        }
        values
    }

    /// What the solves of all numbers say.
    pub fn answer(&self, inputs: &[&Input], solves: &[Solves]) -> Ranges {
        let mut low = self.point.clone();
        let mut high = self.point.clone();
        let mut pairs = Pairs::new(self);
        pairs.see(&self.point);
        let mut drivers: Vec<(Rank, Driver)> = Vec::new();
        for (input, solves) in inputs.iter().zip(solves) {
            if solves.iter().all(Vec::is_empty) {
                continue;
            }
            let ends = [self.with(&solves[Side::Low as usize]), self.with(&solves[Side::High as usize])];
            for values in &ends {
                extend(&mut low, values, f64::min);
                extend(&mut high, values, f64::max);
                pairs.see(values);
            }
            drivers.extend(self.driver(input, &ends));
        }
        let order = |rank: &Rank| (rank.0, -rank.1, rank.2.clone(), rank.3);
        drivers.sort_by(|(a, _), (b, _)| {
            let (a, b) = (order(a), order(b));
            a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then_with(|| (a.2, a.3).cmp(&(b.2, b.3)))
        });
        let mut places: Vec<usize> = (0..self.paths.len()).collect();
        places.sort_by_key(|at| rank(&self.paths[*at]));
        let range =
            |at: usize| Some(FigureRange { path: self.paths[at].clone(), low: low[at]?, high: high[at]? });
        Ranges {
            ranges: places.into_iter().filter_map(range).collect(),
            drivers: drivers.into_iter().take(DRIVERS).map(|(_, driver)| driver).collect(),
            overlaps: pairs.overlaps(self.scenarios),
        }
    }

    /// What a number moves: by what does not arrive, else by what a detour costs; `None` where it moves neither.
    fn driver(&self, input: &Input, ends: &[Vec<Option<f64>>; 2]) -> Option<(Rank, Driver)> {
        for (place, kind) in [Kind::Stranding, Kind::Detour].into_iter().enumerate() {
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

/// Place of the kind, size of the effect, row, column.
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
        let both = |scenario| Some([find(scenario, "stranded_kt")?, find(scenario, "extra_usd_t")?]);
        let pairs = (0..count).flat_map(|a| (a + 1..count).map(move |b| ((a, b), [false; 3])));
        Self { at: (0..count).filter_map(both).collect(), seen: pairs.collect() }
    }

    fn see(&mut self, values: &[Option<f64>]) {
        for ((a, b), seen) in &mut self.seen {
            let order = [0, 1].into_iter().find_map(|figure| {
                let of = |scenario: usize| values[self.at[scenario][figure]].unwrap_or(0.0);
                let more = of(*a) - of(*b);
                let least = if figure == 0 { 1e-3 } else { 1e-6 };
                (more.abs() >= least).then_some(usize::from(more < 0.0))
            });
            seen[order.unwrap_or(2)] = true;
        }
    }

    fn overlaps(self, ids: &[String]) -> Vec<(String, String)> {
        let apart = |seen: &[bool; 3]| matches!(seen, [true, false, false] | [false, true, false]);
        let pairs = self.seen.into_iter().filter(|(_, seen)| !apart(seen));
        pairs.map(|((a, b), _)| (ids[a].clone(), ids[b].clone())).collect()
    }
}
