//! `corridor critical` in JSON.

use serde::{Deserialize, Serialize};

use super::exposure::KINDS;
use super::sweep::{change, change_data};
use super::{By, ElementKind, Metadata, Report, Swept};
use crate::summary::{ColumnKind, Summary, Table, counted};

/// Each thing removed in turn (N-1), that which cuts most first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Critical {
    /// Which program, atlas and scenario.
    #[serde(flatten)]
    pub head: Metadata,
    /// What is least on a route.
    pub by: By,
    /// How many pairs.
    pub pairs: u64,
    /// Of these, how many have no route even with everything there.
    pub without_route: u64,
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
    /// How many arcs go with it.
    pub arcs: u64,
    /// What that comes to.
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

impl Report for Critical {
    has_metadata!();

    fn summarize(&self, page: &mut Summary) {
        let all = counted(self.pairs, "pair");
        self.head.title(page, &format!("each thing removed in turn, {all}, whatever a capacity says"));
        if self.without_route > 0 {
            page.text(format!("even with everything there {} have no route", counted(self.without_route, "pair")));
        }
        // One table of all kinds for data frames, then one a kind for people.
        page.table(data(&self.rows));
        for kind in KINDS {
            let rows: Vec<_> = self.rows.iter().filter(|row| row.kind == kind).collect();
            let rows = Table::of(rows).shown("Id", ColumnKind::Id, |row| row.id.as_str());
            let table = change(rows, |row| &row.removed, SHOWN).first(SHOWN, "of them");
            page.headed(kind.as_str(), table);
        }
    }
}

fn data(rows: &[CriticalRow]) -> Table {
    let rows =
        Table::of(rows).data("kind", |row| row.kind).data("id", |row| row.id.as_str()).data("arcs", |row| row.arcs);
    change_data(rows, |row| &row.removed).into()
}
