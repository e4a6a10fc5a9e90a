//! The scenes of a question, and the headline figures of each.

use std::collections::BTreeMap;

use crate::analysis::exposure::{AskedFlows, selector};
use crate::analysis::model::{Assignment, AssignmentModel};
use crate::analysis::run::Priced;
use crate::analysis::study::FlowStudy;
use crate::metric::{self, Change, Element, Triple, share, total_usd};
use crate::model::{Action, Measure, Per};
use assignment::Mass;
use routing::Cost;

/// An assignment of a question: the baseline, or what measures make of another one.
pub struct Scene {
    /// What it is assigned again from.
    pub parent: Option<usize>,
    pub measures: Vec<Measure>,
    pub shows: Shows,
}

impl Scene {
    pub fn baseline(shows: Shows) -> Self {
        Self { parent: None, measures: Vec::new(), shows }
    }

    pub fn under(parent: usize, measures: &[Measure], shows: Shows) -> Self {
        Self { parent: Some(parent), measures: measures.to_vec(), shows }
    }

    /// Do its measures make prices of the value of the goods?
    pub fn is_by_value(&self) -> bool {
        self.does(|action| matches!(action, Action::Charge(Per::Value) | Action::Delay))
    }

    /// Do they make prices of what passing costs, or let anything grow? Then any number may move them: nothing is proven to stay.
    pub fn is_by_own_cost(&self) -> bool {
        self.does(|action| action == Action::Charge(Per::OwnCost) || action.grows())
    }

    fn does(&self, what: impl Fn(Action) -> bool) -> bool {
        self.measures.iter().any(|measure| what(measure.effect.action()))
    }
}

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
    /// One thing closed: its rows in the answer to `exposure`.
    Rows(Vec<ShownRow>),
}

/// A row of the answer to `exposure`.
pub struct ShownRow {
    pub row: usize,
    pub thing: Element,
    /// `transit` or `end`.
    pub role: crate::answer::DependenceRole,
}

pub struct Seen<'s> {
    pub model: &'s AssignmentModel<'s>,
    /// Shares of value or of tonnes?
    pub study: &'s FlowStudy,
    pub before: Priced<'s>,
    pub now: Priced<'s>,
    /// Naively stranded tonnes, and stranded tonnes of flows not asked about.
    pub beside: (Option<Mass>, Mass),
}

impl Shows {
    /// Where the figures stand in the answer, as `a.b[0].c`, in the order of [`Shows::figures`].
    pub fn paths(&self) -> Vec<String> {
        let under = |prefix: &str, names: &[&str]| {
            let path = |name: &&str| if prefix.is_empty() { (*name).into() } else { format!("{prefix}.{name}") };
            names.iter().map(path).collect()
        };
        match self {
            Self::Nothing => Vec::new(),
            Self::Reroute => under(
                "",
                &[
                    "delivered_kt",
                    "stranded_kt",
                    "nameplate_stranded_kt",
                    "uneconomic_kt",
                    "other_exporters_stranded_kt",
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
                let (nameplate, others) = seen.beside;
                let [delivered, stranded, home] = seen.tonnes();
                let [usd_t, days] = seen.extra();
                // In the order of `paths`: `Trial::figures` also reads places 2 and 4 of these.
                let kt = |mass: Mass| Some(mass.kt());
                let nameplate = nameplate.map(Mass::kt);
                vec![kt(delivered), kt(stranded), nameplate, kt(home), kt(others), seen.cost(), usd_t, days]
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
                let paths: Vec<_> = seen.model.selected_of(&seen.now.assignment.paths).collect();
                let found = metric::concentration(seen.model.network, &paths);
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
            self.model.selected().map(|flow| of(self.now.assignment, flow)).sum()
        };
        [
            sum(&|assignment, flow| assignment.delivered(flow)),
            sum(&|assignment, flow| assignment.stranded[flow]),
            sum(&|assignment, flow| assignment.uneconomic[flow]),
        ]
    }

    fn cost(&self) -> Option<f64> {
        Some(total_usd(self.model.selected().map(|flow| self.now.totals(flow).0).sum()))
    }

    fn extra(&self) -> [Option<f64>; 2] {
        let extra = self.now.extra(&self.before, self.model.selected());
        [extra.map(|extra| extra.usd_t), extra.map(|extra| extra.days)]
    }

    /// The triple of each row: shares used and unavoidable, and what moved tonnes cost and take more.
    fn rows(&self, rows: &[ShownRow]) -> Vec<Option<f64>> {
        let asked = AskedFlows::new(self.model, self.before.assignment, self.study.groups());
        let changes: BTreeMap<usize, Change> =
            self.model.selected().map(|flow| (flow, self.now.change(&self.before, flow))).collect();
        // Shares are of all flows asked about, as in the answer itself.
        let masses = self.before.assignment.masses();
        let worth = self.model.flow_usd(&masses);
        let mut figures = Vec::new();
        for shown in rows {
            let own = asked.counted(self.before.assignment, (&shown.thing, shown.role), &changes);
            let triple = Triple::of(&own.iter().map(|(_, change)| *change).collect::<Vec<_>>());
            let (used, unavoidable) = if self.study.by_value {
                let value = |mass: &dyn Fn(&Change) -> Mass| -> f64 {
                    own.iter().map(|(flow, change)| self.model.usd(*flow, mass(change))).sum()
                };
                let (used, stranded) = (value(&|change| change.used), value(&|change| change.stranded));
                (share(used, worth), share(stranded.max(0.0), worth))
            } else {
                let whole = self.model.mass(&masses).kt();
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
}

/// The rows of an exposure whose things close the same arcs, by these arcs: one scene each.
pub fn by_closed(study: &FlowStudy, rows: &[crate::answer::ExposureRow]) -> Vec<Vec<ShownRow>> {
    let mut scenes: BTreeMap<_, Vec<ShownRow>> = BTreeMap::new();
    // The position of a row is its place in the answer, where its range is written.
    for (row, shown) in rows.iter().enumerate() {
        let thing = (shown.of, crate::model::Id::trusted(&shown.id));
        let on = selector(&thing, study.groups());
        let closed = study.network.closed_arcs(&study.network.select(&on));
        scenes.entry(closed).or_default().push(ShownRow { row, thing, role: shown.role });
    }
    scenes.into_values().collect()
}
