//! `corridor critical` in JSON.

use serde::{Deserialize, Serialize};

use super::sweep::{CapacityRule, change, change_data};
use super::{By, DependenceRole, ElementKind, Metadata, Report, Swept};
use crate::model::string_enum;
use crate::summary::{ColumnKind, Summary, Table, counted};

string_enum! {
    /// What is counted when something is removed.
    Counted {
        /// Pairs of places on an imported network.
        Pairs = "pairs",
        /// Flows of the atlas.
        Flows = "flows",
    }
}

/// Each thing removed in turn (N-1), that which cuts most first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Critical {
    /// Which program, atlas and scenario.
    #[serde(flatten)]
    pub head: Metadata,
    /// What is least on a route.
    pub by: By,
    /// What is counted.
    pub of: Counted,
    /// How many of them.
    pub pairs: u64,
    /// Of these, how many have no route even with everything there; of flows, those that strand tonnes even so.
    pub without_route: u64,
    /// Whether capacities bind.
    pub capacity: CapacityRule,
    /// One row for each thing on some route.
    pub rows: Vec<CriticalRow>,
}

/// One thing removed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CriticalRow {
    /// What it is.
    pub kind: ElementKind,
    /// Its id; of places at one node all, joined by `;`.
    pub id: String,
    /// Of flows, which of them count, as in `exposure`: of a country those that pass it; none: pairs are counted.
    pub role: Option<DependenceRole>,
    /// How many arcs go with it.
    pub arcs: u64,
    /// Of flows, the kt a year on it while it is there; none: pairs are counted.
    pub used_kt: Option<f64>,
    /// Of flows, what a tonne that goes another route costs there, USD/t; none where none does.
    pub new_usd_t: Option<f64>,
    /// What the same tonne costs today, USD/t.
    pub today_usd_t: Option<f64>,
    /// What that comes to. Of flows: `changed` are those that are assigned otherwise, `cut` those of them that strand more
    /// than before, means are over the tonnes that go another route, and of `tonnes` `cut_kt` is unavoidable, `rerouted_kt`
    /// reroutable.
    pub removed: Swept,
}

impl CriticalRow {
    /// Tonnes cut first, then pairs cut, then what the others pay more; equal ones stay in their order.
    pub fn rank(rows: &mut [Self]) {
        rows.sort_by(|a, b| b.weight().partial_cmp(&a.weight()).unwrap_or(std::cmp::Ordering::Equal));
    }

    fn weight(&self) -> (f64, u64, f64, f64) {
        let swept = &self.removed;
        let (cut_kt, musd) = swept.tonnes.as_ref().map_or((0.0, 0.0), |tonnes| (tonnes.cut_kt, tonnes.more_musd));
        // What is cut has no price: means are of the others.
        let others = swept.changed.saturating_sub(swept.cut) as f64;
        (cut_kt, swept.cut, musd, swept.mean_usd_t * others)
    }
}

/// So many things of each kind are shown; a program reads all of them.
const SHOWN: usize = 10;

/// Kinds in the order in which they are shown.
const KINDS: [ElementKind; 8] = [
    ElementKind::Country,
    ElementKind::Strait,
    ElementKind::Corridor,
    ElementKind::Line,
    ElementKind::Operator,
    ElementKind::Owner,
    ElementKind::Place,
    ElementKind::Link,
];

impl Report for Critical {
    has_metadata!();

    fn summarize(&self, page: &mut Summary) {
        let of_flows = self.of == Counted::Flows;
        let one = if of_flows { "flow" } else { "pair" };
        let all = counted(self.pairs, one);
        self.head.title(page, &format!("each thing removed in turn, {all}, capacities {}", self.capacity));
        if self.without_route > 0 {
            let what = if of_flows { "tonnes without a route" } else { "no route" };
            page.text(format!("even with everything there {} have {what}", counted(self.without_route, one)));
        }
        // One table of all kinds for data frames, then one a kind for people.
        page.table(data(&self.rows));
        for kind in KINDS {
            let rows: Vec<_> = self.rows.iter().filter(|row| row.kind == kind).collect();
            let table = if of_flows {
                flows(&rows)
            } else {
                let rows = Table::of(rows).shown("Id", ColumnKind::Id, |row| row.id.as_str());
                change(rows, |row| &row.removed, SHOWN).first(SHOWN, "of them").into()
            };
            page.headed(kind.as_str(), table);
        }
    }
}

fn data(rows: &[CriticalRow]) -> Table {
    let rows = Table::of(rows)
        .data("kind", |row| row.kind)
        .data("id", |row| row.id.as_str())
        .data("role", |row| row.role)
        .data("arcs", |row| row.arcs)
        .data("used_kt", |row| row.used_kt)
        .data("new_usd_t", |row| row.new_usd_t)
        .data("today_usd_t", |row| row.today_usd_t);
    change_data(rows, |row| &row.removed).into()
}

/// The triple by thing, and what the rest pays.
fn flows(rows: &[&CriticalRow]) -> Table {
    let tonnes = |row: &CriticalRow| row.removed.tonnes.clone().unwrap_or_default();
    Table::of(rows)
        .shown("Id", ColumnKind::Id, |row| row.id.as_str())
        .shown("Role", ColumnKind::Text, |row| row.role)
        .shown("Used Mt", ColumnKind::Mass, |row| row.used_kt.unwrap_or(0.0))
        .shown("Unavoidable Mt", ColumnKind::Mass, |row| tonnes(row).cut_kt)
        .shown("Reroutable Mt", ColumnKind::Mass, |row| tonnes(row).rerouted_kt)
        .shown("Today USD/t", ColumnKind::Price, |row| row.today_usd_t)
        .shown("New USD/t", ColumnKind::Price, |row| row.new_usd_t)
        .shown("+Days", ColumnKind::Signed, |row| row.removed.mean_hours / 24.0)
        .shown("+m USD", ColumnKind::Fixed(1), |row| tonnes(row).more_musd)
        .first(SHOWN, "of them")
        .into()
}
