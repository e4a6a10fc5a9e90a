//! `corridor sweep` in JSON, and its rows.

use std::cmp::Reverse;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{By, ElementKind, Metadata, Report, Strictness};
use crate::model::string_enum;
use crate::summary::{ColumnKind, Rows, Summary, Table, counted};

string_enum! {
    /// Whether capacities bind.
    CapacityRule {
        /// Every pair takes its cheapest route, whatever a capacity says.
        Ignored = "ignored",
        /// Flows are assigned within capacities.
        Kept = "kept",
    }
}

/// Many scenarios on many pairs: what each comes to. The rows themselves are streamed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Sweep {
    /// Which program, atlas and scenario.
    #[serde(flatten)]
    pub head: Metadata,
    /// What is least on a route.
    pub by: By,
    /// How many starts.
    pub from: u64,
    /// How many ends: each start goes to each end.
    pub to: u64,
    /// Whether capacities bind.
    pub capacity: CapacityRule,
    /// The baseline, then each scenario in order.
    pub scenarios: Vec<Swept>,
    /// Rows that were found again by plain searches; none: none was asked for.
    pub verified: Option<VerifiedRows>,
}

/// What one scenario comes to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Swept {
    /// Scenario id; `baseline` for none; of `critical` what is removed, as `kind:id`.
    pub scenario: String,
    /// Pairs whose route is another.
    pub changed: u64,
    /// Of these, pairs without any route; in the baseline all such pairs.
    pub cut: u64,
    /// Of these, pairs that had none before.
    pub opened: u64,
    /// Mean of what the others cost more, in USD/t.
    pub mean_usd_t: f64,
    /// The most that one costs more, in USD/t.
    pub most_usd_t: f64,
    /// Mean of how much longer they take, in hours.
    pub mean_hours: f64,
    /// What happens to tonnes, where they are given.
    pub tonnes: Option<Tonnes>,
}

/// Tonnes on cheapest routes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Tonnes {
    /// Kt a year that had a route and have none.
    pub cut_kt: f64,
    /// Kt a year that take another route.
    pub rerouted_kt: f64,
    /// What that costs more, in millions of USD a year.
    pub more_musd: f64,
    /// What they touch: in the baseline everything, under a scenario what carries more or less than before.
    pub traversed: Vec<TraversedTonnes>,
}

/// Tonnes on one thing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct TraversedTonnes {
    /// A country, strait, corridor or line.
    pub kind: ElementKind,
    /// Its id.
    pub id: String,
    /// Kt a year.
    pub kt: f64,
    /// Kt a year in the baseline.
    pub kt_before: f64,
}

/// Rows found again by plain searches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct VerifiedRows {
    /// How many.
    pub rows: u64,
    /// Those that came out otherwise, each as `SCENARIO: FROM to TO`: there should be none.
    pub differ: Vec<String>,
}

/// One pair under one scenario: a row of `--rows`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PairRow {
    /// Scenario id; `baseline` for none.
    pub scenario: Arc<str>,
    /// Name of the start: a place id, or a node of the imported network.
    pub from: Arc<str>,
    /// Name of the end, likewise.
    pub to: Arc<str>,
    /// The least cost; none: no route is open.
    pub cost_usd_t: Option<f64>,
    /// How long that takes.
    pub hours: Option<f64>,
    /// ISO 3166 alpha-3 codes of the countries it passes, ascending.
    pub countries: Joined,
    /// Ids of straits that it passes.
    pub straits: Joined,
    /// Ids of corridors that it uses.
    pub corridors: Joined,
    /// Ids of lines that it uses.
    pub lines: Joined,
}

impl PairRow {
    /// Names of its columns.
    pub const COLUMNS: [&'static str; 9] =
        ["scenario", "from", "to", "cost_usd_t", "hours", "countries", "straits", "corridors", "lines"];
}

/// Ids, kept joined by `;` as CSV has them: in JSON a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joined(pub Arc<str>);

impl Serialize for Joined {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        // An empty text would be split into one empty id.
        to.collect_seq(self.0.split(';').filter(|id| !id.is_empty()))
    }
}

impl<'de> Deserialize<'de> for Joined {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self(Vec::<String>::deserialize(from)?.join(";").into()))
    }
}

/// So many scenarios are shown; a program reads all of them.
const SHOWN: usize = 20;

/// So many things that tonnes touch are shown.
const TOUCHED: usize = 12;

impl Report for Sweep {
    has_metadata!();

    fn is_finding(&self, strictness: Strictness) -> bool {
        let differs = self.verified.as_ref().is_some_and(|verified| !verified.differ.is_empty());
        let cut = |one: &Swept| one.scenario != "baseline" && one.cut > 0;
        differs || (strictness == Strictness::Strict && self.scenarios.iter().any(cut))
    }

    fn summarize(&self, page: &mut Summary) {
        let (pairs, scenarios) = (self.from * self.to, (self.scenarios.len() as u64).saturating_sub(1));
        let least = if self.by == By::Time { "fastest" } else { "cheapest" };
        let about = format!("{least} routes of {} under {}", counted(pairs, "pair"), counted(scenarios, "scenario"));
        self.head.title(page, &about);
        page.table(data(&self.scenarios));
        // The baseline is swept first.
        let Some((baseline, scenarios)) = self.scenarios.split_first() else { return };
        if baseline.cut > 0 {
            page.text(format!("{} without any route even without a measure", counted(baseline.cut, "pair")));
        }
        if let Some(tonnes) = &baseline.tonnes {
            page.heading("What tonnes traverse without a measure, capacities ignored");
            page.table(traversed(tonnes));
        }
        if !scenarios.is_empty() {
            let mut order: Vec<&Swept> = scenarios.iter().collect();
            // Those that leave most pairs without a route first.
            order.sort_by_key(|swept| Reverse((swept.cut, swept.changed)));
            page.heading("Scenarios that change most");
            let rows = Table::of(order).shown("Scenario", ColumnKind::Id, |swept| swept.scenario.as_str());
            page.table(change(rows, |swept| swept, SHOWN).first(SHOWN, "scenarios"));
        }
        if let Some(verified) = &self.verified {
            page.faint(format!("{} found again, each by a search of its own", counted(verified.rows, "row")));
            verified.differ.iter().for_each(|one| page.alarm(format!("comes out otherwise: {one}")));
        }
    }
}

/// What tonnes touch is joined as `kind:id=kt`.
fn data(scenarios: &[Swept]) -> Table {
    let pair = |one: &TraversedTonnes| format!("{}:{}={:?}", one.kind, one.id, one.kt);
    let traversed =
        |swept: &Swept| -> Vec<String> { swept.tonnes.iter().flat_map(|tonnes| &tonnes.traversed).map(pair).collect() };
    let rows = Table::of(scenarios).data("scenario", |swept| swept.scenario.as_str());
    change_data(rows, |swept| swept).data("traversed_kt", |swept| traversed(swept)).into()
}

/// What a change comes to, in columns of data frames.
pub(super) fn change_data<T>(rows: Rows<T>, of: impl Fn(&T) -> &Swept) -> Rows<T> {
    let tonnes = |row: &T, kt: fn(&Tonnes) -> f64| of(row).tonnes.as_ref().map(kt);
    rows.data("changed", |row| of(row).changed)
        .data("cut", |row| of(row).cut)
        .data("opened", |row| of(row).opened)
        .data("mean_usd_t", |row| of(row).mean_usd_t)
        .data("most_usd_t", |row| of(row).most_usd_t)
        .data("mean_hours", |row| of(row).mean_hours)
        .data("cut_kt", |row| tonnes(row, |tonnes| tonnes.cut_kt))
        .data("rerouted_kt", |row| tonnes(row, |tonnes| tonnes.rerouted_kt))
        .data("more_musd", |row| tonnes(row, |tonnes| tonnes.more_musd))
}

/// What a change comes to, for people: with tonnes where any of the first rows has them.
pub(super) fn change<T>(rows: Rows<T>, of: impl Fn(&T) -> &Swept, first: usize) -> Rows<T> {
    // Pairs that were opened had no route to leave, pairs that were cut have none to take.
    let rerouted = |swept: &Swept| swept.changed.saturating_sub(swept.cut + swept.opened) as f64;
    let tonnes = |row: &T, kt: fn(&Tonnes) -> f64| of(row).tonnes.as_ref().map(kt);
    // Only what is shown decides whether columns of tonnes are shown.
    let any = rows.items().iter().take(first).any(|row| of(row).tonnes.is_some());
    rows.shown("Cut", ColumnKind::Fixed(0), |row| of(row).cut as f64)
        .shown("Opened", ColumnKind::Fixed(0), |row| of(row).opened as f64)
        .shown("Rerouted", ColumnKind::Fixed(0), |row| rerouted(of(row)))
        .shown("+USD/t", ColumnKind::Signed, |row| of(row).mean_usd_t)
        .shown("at most", ColumnKind::Signed, |row| of(row).most_usd_t)
        .shown("+Hours", ColumnKind::Signed, |row| of(row).mean_hours)
        .when(any, |rows| {
            rows.shown("Cut Mt", ColumnKind::Mass, |row| tonnes(row, |tonnes| tonnes.cut_kt))
                .none("")
                .shown("Rerouted Mt", ColumnKind::Mass, |row| tonnes(row, |tonnes| tonnes.rerouted_kt))
                .none("")
                .shown("+m USD", ColumnKind::Fixed(1), |row| tonnes(row, |tonnes| tonnes.more_musd))
                .none("")
        })
}

fn traversed(tonnes: &Tonnes) -> Table {
    let mut most: Vec<_> = tonnes.traversed.iter().collect();
    most.sort_by(|a, b| b.kt.total_cmp(&a.kt));
    Table::of(most)
        .shown("Kind", ColumnKind::Text, |one| one.kind.to_string())
        .shown("Id", ColumnKind::Id, |one| one.id.as_str())
        .shown("Mt", ColumnKind::Mass, |one| one.kt)
        .first(TOUCHED, "things")
        .into()
}
