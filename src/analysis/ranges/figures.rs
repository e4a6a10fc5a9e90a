//! The headline figures of each scene, and from those of all solves ranges, drivers and overlaps.

use std::collections::BTreeMap;

use super::number::{Input, Side};
use super::trial::Day;
use crate::analysis::exposure::{Asked, selector};
use crate::analysis::model::{Assignment, AssignmentModel};
use crate::analysis::{
    run::Priced,
    study::{FlowStudy, share, total_usd, usd},
};
use crate::answer::{Driver, FigureRange, Ranges};
use crate::metric::{self, Change, Touched, Triple};
use assignment::Mass;
use routing::Cost;

/// What of a scene is shown in the answer.
pub enum Shows {
    /// Nothing: others stand on it.
    Nothing,
    /// The answer to `reroute`.
    Reroute,
    /// A baseline of `compare`, at this path.
    Baseline(String),
    /// A scenario of `compare`, at this path.
    Scenario(String),
    /// The pattern that an exposure starts from.
    Pattern,
    /// One thing barred: its rows in the answer to `exposure`.
    Rows(Vec<Shown>),
}

/// A row of the answer to `exposure`.
pub struct Shown {
    pub row: usize,
    pub thing: Touched,
    /// `transit` or `end`.
    pub role: crate::answer::DependenceRole,
}

pub struct Seen<'s> {
    pub case: &'s AssignmentModel<'s>,
    /// Shares of value or of tonnes?
    pub study: &'s FlowStudy,
    pub before: Priced<'s>,
    pub now: Priced<'s>,
    /// Naively stranded tonnes, and stranded tonnes of flows not asked about.
    pub beside: [Mass; 2],
}

impl Shows {
    /// Where the figures stand in the answer, as `a.b[0].c`, in the order of [`Shows::figures`].
    pub fn paths(&self) -> Vec<String> {
        let under = |prefix: &str, names: &[&str]| {
            let path =
                |name: &&str| if prefix.is_empty() { (*name).into() } else { format!("{prefix}.{name}") };
            names.iter().map(path).collect()
        };
        match self {
            Self::Nothing => Vec::new(),
            Self::Reroute => under(
                "",
                &[
                    "delivered_kt",
                    "stranded_kt",
                    "naive_stranded_kt",
                    "uneconomic_kt",
                    "others_stranded_kt",
                    "cost_usd",
                    "extra_usd_t",
                    "extra_days",
                ],
            ),
            Self::Baseline(at) => under(at, &["delivered_kt", "stranded_kt", "uneconomic_kt", "cost_usd"]),
            Self::Scenario(at) => {
                under(at, &["delivered_kt", "stranded_kt", "uneconomic_kt", "extra_usd_t", "extra_days"])
            }
            Self::Pattern => under("concentration", &["corridor_hhi", "country_hhi", "operator_hhi"]),
            Self::Rows(rows) => {
                let names = ["used", "unavoidable", "extra_usd_t", "extra_days"];
                rows.iter().flat_map(|shown| under(&format!("rows[{}]", shown.row), &names)).collect()
            }
        }
    }

    /// The figures of a scene; `None`: there is none, as where nothing arrives.
    pub fn figures(&self, seen: &Seen<'_>) -> Vec<Option<f64>> {
        match self {
            Self::Nothing => Vec::new(),
            Self::Reroute => {
                let [naive, others] = seen.beside;
                let [delivered, stranded, home] = seen.tonnes();
                let [usd_t, days] = seen.extra();
                let kt = |mass: Mass| Some(mass.kt());
                vec![kt(delivered), kt(stranded), kt(naive), kt(home), kt(others), seen.cost(), usd_t, days]
            }
            Self::Baseline(_) => {
                let tonnes = seen.tonnes().map(|mass| Some(mass.kt()));
                tonnes.into_iter().chain([seen.cost()]).collect()
            }
            Self::Scenario(_) => {
                let tonnes = seen.tonnes().map(|mass| Some(mass.kt()));
                tonnes.into_iter().chain(seen.extra()).collect()
            }
            Self::Pattern => {
                let paths: Vec<_> = seen.case.selected_of(&seen.now.laying.paths).collect();
                let found = metric::concentration(seen.case.network, &paths);
                vec![Some(found.corridor), Some(found.country), Some(found.operator)]
            }
            Self::Rows(rows) => seen.rows(rows),
        }
    }
}

impl Seen<'_> {
    /// Delivered, stranded, kept at home.
    fn tonnes(&self) -> [Mass; 3] {
        let sum = |of: &dyn Fn(&Assignment, usize) -> Mass| -> Mass {
            self.case.selected().map(|flow| of(self.now.laying, flow)).sum()
        };
        [
            sum(&|laying, flow| laying.delivered(flow)),
            sum(&|laying, flow| laying.stranded[flow]),
            sum(&|laying, flow| laying.home[flow]),
        ]
    }

    fn cost(&self) -> Option<f64> {
        Some(total_usd(self.case.selected().map(|flow| self.now.totals(flow).0).sum()))
    }

    fn extra(&self) -> [Option<f64>; 2] {
        let extra = self.now.extra(&self.before, self.case.selected());
        [extra.map(|extra| extra.0), extra.map(|extra| extra.1)]
    }

    /// The triple of each row: shares used and unavoidable, and what moved tonnes cost and take more.
    fn rows(&self, rows: &[Shown]) -> Vec<Option<f64>> {
        let asked = Asked::new(self.case, self.before.laying, self.study.groups());
        let changes: BTreeMap<usize, Change> =
            self.case.selected().map(|flow| (flow, self.now.change(&self.before, flow))).collect();
        let mut figures = Vec::new();
        for shown in rows {
            let own = asked.counted(self.before.laying, (&shown.thing, shown.role), &changes);
            let triple = Triple::of(&own.iter().map(|(_, change)| *change).collect::<Vec<_>>());
            let (used, unavoidable) = if self.study.by_value {
                let value = |mass: &dyn Fn(&Change) -> Mass| -> f64 {
                    own.iter().map(|(flow, change)| self.usd(*flow, mass(change))).sum()
                };
                let (used, stranded) = (value(&|change| change.used), value(&|change| change.stranded));
                (share(used, self.worth()), share(stranded.max(0.0), self.worth()))
            } else {
                let whole = self.case.mass().kt();
                (share(triple.used.kt(), whole), share(triple.unavoidable.kt(), whole))
            };
            figures.extend([
                Some(used),
                Some(unavoidable),
                triple.extra_cost.map(Cost::usd_t),
                triple.extra_time.map(|time| time.hours() / 24.0),
            ]);
        }
        figures
    }

    fn usd(&self, flow: usize, mass: Mass) -> f64 {
        usd(self.case.value(self.case.flows[flow].row.commodity), mass)
    }

    /// USD a year of all flows asked about, laid or not.
    fn worth(&self) -> f64 {
        let laid: f64 =
            self.case.selected().map(|flow| self.usd(flow, self.case.flows[flow].row.mass.value)).sum();
        let unlaid = self.case.unlaid.iter();
        laid + unlaid.map(|flow| usd(self.case.value(flow.row.commodity), flow.row.mass.value)).sum::<f64>()
    }
}

/// The rows of an exposure whose things close the same arcs, by these arcs: one scene each.
pub fn by_closed(study: &FlowStudy, rows: &[crate::answer::ExposureRow]) -> Vec<Vec<Shown>> {
    let mut scenes: BTreeMap<_, Vec<Shown>> = BTreeMap::new();
    for (row, shown) in rows.iter().enumerate() {
        let thing = (shown.of, crate::model::Id::trusted(&shown.id));
        let on = selector(&thing, study.groups());
        let closed = study.network.barred_arcs(&study.network.select(&on));
        scenes.entry(closed).or_default().push(Shown { row, thing, role: shown.role });
    }
    scenes.into_values().collect()
}

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
enum Kind {
    Stranding,
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
