//! The answer to `exposure` of several years.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Command, Day, DependenceRole, ElementKind, Exposure, ExposureRow, Metadata, Report, Weigh};
use crate::summary::{ColumnKind, Summary, Table, percent};

/// What flows depend on, year by year.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Trend {
    /// Which program, atlas and scenario; the day is that of the last year.
    #[serde(flatten)]
    pub head: Metadata,
    /// The years, in order.
    pub years: Vec<TrendYear>,
    /// What shares are shares of.
    pub weigh: Weigh,
    /// By (`unavoidable`, `used`) of the last year downwards.
    pub rows: Vec<TrendRow>,
}

/// One year.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct TrendYear {
    /// The year.
    pub year: i16,
    /// Its reference date.
    pub as_of: Day,
    /// All tonnes selected, kt a year.
    pub flow_kt: f64,
}

/// Dependence on one thing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct TrendRow {
    /// What it is.
    pub of: ElementKind,
    /// Its id.
    pub id: String,
    /// Which flows count.
    pub role: DependenceRole,
    /// By year; 0 where no route traverses it.
    pub figures: Vec<TrendFigure>,
}

/// Dependence in one year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct TrendFigure {
    /// The year.
    pub year: i16,
    /// Tonnes whose route traverses it, kt a year.
    pub used_kt: f64,
    /// The same as a share.
    pub used: f64,
    /// Tonnes that are stranded when it is closed, kt a year.
    pub unavoidable_kt: f64,
    /// The same as a share.
    pub unavoidable: f64,
}

/// So many rows fit a screen.
const ROWS: usize = 25;

impl Trend {
    /// Of the answers of single years, in order; none where there is no year.
    #[must_use]
    pub(crate) fn of(command: Command, answers: Vec<Exposure>) -> Option<Self> {
        let last = answers.last()?;
        let mut head = Metadata { command, question: None, ..last.head.clone() };
        // What must be known of any year must be known of all, said once.
        for note in answers.iter().flat_map(|answer| &answer.head.notes) {
            if !head.notes.contains(note) {
                head.notes.push(note.clone());
            }
        }
        let years: Vec<TrendYear> = answers
            .iter()
            .map(|answer| TrendYear { year: answer.year, as_of: answer.as_of, flow_kt: answer.flow_kt })
            .collect();
        let mut figures: BTreeMap<(ElementKind, &str, DependenceRole), Vec<TrendFigure>> = BTreeMap::new();
        for (at, answer) in answers.iter().enumerate() {
            for row in &answer.rows {
                let of = figures.entry((row.of, &row.id, row.role)).or_insert_with(|| {
                    years.iter().map(|one| TrendFigure { year: one.year, ..TrendFigure::default() }).collect()
                });
                of[at] = TrendFigure::of(answer.year, row);
            }
        }
        let row = |((of, id, role), figures): ((_, &str, _), _)| TrendRow { of, id: id.to_owned(), role, figures };
        let mut rows: Vec<TrendRow> = figures.into_iter().map(row).collect();
        // Stable: equal rows stay in the order of kind, id and role.
        rows.sort_by(|a, b| b.last().partial_cmp(&a.last()).unwrap_or(std::cmp::Ordering::Equal));
        Some(Self { head, years, weigh: last.weigh, rows })
    }
}

impl TrendFigure {
    fn of(year: i16, row: &ExposureRow) -> Self {
        let ExposureRow { used_kt, used, unavoidable_kt, unavoidable, .. } = *row;
        Self { year, used_kt, used, unavoidable_kt, unavoidable }
    }
}

impl TrendRow {
    fn last(&self) -> (f64, f64) {
        self.figures.last().map_or((0.0, 0.0), |last| (last.unavoidable_kt, last.used_kt))
    }

    /// `cpc: used 79.4 %, 82.4 %, 81.0 %`.
    fn sentence(&self) -> String {
        let shares: Vec<String> = self.figures.iter().map(|figure| percent(figure.used)).collect();
        format!("{} {}", self.id, shares.join(", "))
    }
}

impl Report for Trend {
    has_metadata!();

    fn years(&self) -> BTreeSet<i16> {
        self.years.iter().map(|one| one.year).collect()
    }

    fn summarize(&self, page: &mut Summary) {
        let years: Vec<String> = self.years.iter().map(|one| one.year.to_string()).collect();
        let unit = page.unit.clone();
        let flows: Vec<String> = self.years.iter().map(|one| unit.show(one.flow_kt)).collect();
        self.head.answer(
            page,
            &format!("{} {} of {}", flows.join(", "), unit.name(), years.join(", ")),
            &self.sentence(),
        );
        page.table(self.data());
        page.heading(format!("Dependence by year, shares of {}", self.weigh));
        page.table(self.table());
    }
}

impl Trend {
    fn transit(&self) -> impl Iterator<Item = &TrendRow> {
        self.rows.iter().filter(|row| row.role == DependenceRole::Transit)
    }

    /// The country, line and strait that most goes by.
    fn sentence(&self) -> String {
        let most = |of: ElementKind| {
            let used = |row: &TrendRow| row.figures.last().map_or(0.0, |last| last.used);
            // Of equal ones the first.
            self.transit().filter(|row| row.of == of).fold(None::<&TrendRow>, |best, row| match best {
                Some(best) if used(best) >= used(row) => Some(best),
                _ => Some(row),
            })
        };
        let rows = [ElementKind::Country, ElementKind::Line, ElementKind::Strait].into_iter().filter_map(most);
        let parts: Vec<String> = rows.map(TrendRow::sentence).collect();
        if parts.is_empty() { "No route passes anything.".into() } else { format!("Used: {}.", parts.join("; ")) }
    }

    /// A row per thing, role and year.
    fn data(&self) -> Table {
        let all = self.rows.iter().flat_map(|row| row.figures.iter().map(move |figure| (row, figure)));
        self.head
            .table(all)
            .data("year", |(_, figure)| i64::from(figure.year))
            .data("weigh", |_| self.weigh)
            .data("of", |(row, _)| row.of)
            .data("id", |(row, _)| row.id.as_str())
            .data("role", |(row, _)| row.role)
            .data("used_kt", |(_, figure)| figure.used_kt)
            .data("used", |(_, figure)| figure.used)
            .data("unavoidable_kt", |(_, figure)| figure.unavoidable_kt)
            .data("unavoidable", |(_, figure)| figure.unavoidable)
            .into()
    }

    /// Countries, straits, corridors and lines, a pair of columns per year.
    fn table(&self) -> Table {
        let named = |row: &&TrendRow| {
            matches!(row.of, ElementKind::Country | ElementKind::Strait | ElementKind::Corridor | ElementKind::Line)
        };
        let mut table = Table::of(self.transit().filter(named))
            .shown("Id", ColumnKind::Id, |row| row.id.as_str())
            .shown("Is", ColumnKind::Text, |row| row.of);
        for (at, one) in self.years.iter().enumerate() {
            table = table.shown(&format!("Used {}", one.year), ColumnKind::Share, |row| row.figures[at].used);
        }
        for (at, one) in self.years.iter().enumerate() {
            let title = format!("Unavoidable {}", one.year);
            table = table.shown(&title, ColumnKind::Share, |row| row.figures[at].unavoidable);
        }
        table.first(ROWS, "rows").into()
    }
}
