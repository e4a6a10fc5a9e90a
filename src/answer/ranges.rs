//! With `--ranges`: how far the headline figures can be trusted.

use crate::summary::{ColumnKind, Summary, Table, decimals, one, percent, signed};
use serde::{Deserialize, Serialize};

/// What the ranges of the atlas and of the scenarios do to the figures of an answer.
///
/// The question was solved again with each number that it uses at its low and at its high, one at a time, all others at
/// their point values. Errors that come together reach further.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Ranges {
    /// Headline figures in the order in which the answer has them; one that is defined in no solve is left out.
    pub ranges: Vec<FigureRange>,
    /// The ten numbers that move the figures most: first by what does not arrive (`stranded_kt`, `uneconomic_kt`;
    /// `unavoidable` of `exposure`), then by `extra_usd_t`.
    pub drivers: Vec<Driver>,
    /// Pairs of scenario ids that cannot be distinguished: which of the two strands less (and where both strand the same,
    /// is more expensive) is not the same in all solves.
    pub overlaps: Vec<(String, String)>,
}

/// How far a figure reaches.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct FigureRange {
    /// Path to the figure in the answer: `scenarios[0].stranded_kt`.
    pub path: String,
    /// Its least value over all solves.
    pub low: f64,
    /// Its largest.
    pub high: f64,
}

/// A number that moves a figure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Driver {
    /// Id of the row: of a link, capacity, transfer, charge, mode, commodity, place, flow or measure.
    pub asset: String,
    /// Name of the column, or the effect of the measure.
    pub column: String,
    /// Its low, in the unit of the column.
    pub low: f64,
    /// Its high.
    pub high: f64,
    /// How far it moves a figure between its low and its high, in the unit of the figure; below 0 where the figure falls
    /// as the number rises.
    pub effect: f64,
    /// Path to that figure: the one of its kind that it moves most.
    pub path: String,
}

/// What one line is about, and where its figures stand in the answer.
pub(super) type FigureLine = (String, String);

/// A table for each group, with a line for each thing that has a figure: how far the headline figures reach, what moves
/// them, what cannot be distinguished.
pub(super) fn summarize(ranges: Option<&Ranges>, groups: &[Vec<FigureLine>], page: &mut Summary) {
    let Some(ranges) = ranges else { return };
    page.heading("Ranges: one number at a time at its low and its high, all others at their point value");
    groups.iter().for_each(|lines| page.table(ranges.reach(lines)));
    page.text("Errors that come together reach further.");
    page.headed("What moves them most", ranges.movers(&groups.concat()));
    if !ranges.overlaps.is_empty() {
        page.heading("Not distinguishable: which strands less, else costs less, is not the same in all solves");
        ranges.overlaps.iter().for_each(|(one, other)| page.text(format!("{one} and {other}")));
    }
}

impl Ranges {
    /// Figures that stand right below a path, by name.
    fn below<'r>(&'r self, prefix: &str) -> Vec<(&'r str, &'r FigureRange)> {
        let inside = |path: &'r str| {
            let name = path.strip_prefix(prefix)?;
            // Without a prefix figures are at the top of the answer, and their path begins with the name.
            let name = if prefix.is_empty() { name } else { name.strip_prefix('.')? };
            // A figure deeper down belongs to another line.
            (!name.contains('.')).then_some(name)
        };
        self.ranges.iter().filter_map(|range| Some((inside(&range.path)?, range))).collect()
    }

    /// One line for each thing, one column for each figure.
    fn reach(&self, lines: &[FigureLine]) -> Table {
        let rows: Vec<_> = lines.iter().map(|(title, prefix)| (title, self.below(prefix))).collect();
        // Columns in the order in which the figures first appear.
        let mut names: Vec<&str> = Vec::new();
        for (name, _) in rows.iter().flat_map(|(_, own)| own) {
            if !names.contains(name) {
                names.push(name);
            }
        }
        let rows = rows.into_iter().filter(|(_, own)| !own.is_empty());
        let table = Table::of(rows).shown("", ColumnKind::Text, |(title, _)| title.as_str());
        let column = |(_, own): &(&String, Vec<(&str, &FigureRange)>), name: &str| {
            let (_, range) = own.iter().find(|(own, _)| *own == name)?;
            Some(format!("{} to {}", shown(name, range.low), shown(name, range.high)))
        };
        names
            .iter()
            .fold(table, |table, name| table.shown(label(name), ColumnKind::Plain, |row| column(row, name)))
            .into()
    }

    fn movers(&self, lines: &[FigureLine]) -> Table {
        let of = |prefix: &str| lines.iter().find(|(_, own)| own == prefix).map_or("", |(title, _)| title.as_str());
        // An effect is in the unit of its figure; shown are Mt and percent.
        let moves = |own: &Driver| match own.figure().1 {
            name if name.ends_with("_kt") => own.effect / 1000.0,
            "unavoidable" => own.effect * 100.0,
            _ => own.effect,
        };
        let what = |own: &Driver| {
            let (prefix, name) = own.figure();
            format!("{} {}", label(name), of(prefix)).trim_end().to_owned()
        };
        Table::of(&self.drivers)
            .shown("Row", ColumnKind::Id, |own| own.asset.as_str())
            .shown("Column", ColumnKind::Text, |own| own.column.as_str())
            .shown("Low", ColumnKind::Plain, |own| plain(own.low))
            .shown("High", ColumnKind::Plain, |own| plain(own.high))
            .shown("Moves by", ColumnKind::Plain, |own| signed(moves(own)))
            .shown("What", ColumnKind::Text, |own| what(own))
            .into()
    }
}

impl Driver {
    /// What the moved figure belongs to, and its name.
    fn figure(&self) -> (&str, &str) {
        self.path.rsplit_once('.').unwrap_or(("", &self.path))
    }
}

/// As data has it, to at most four places.
fn plain(value: f64) -> String {
    let text = decimals(value, 4);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn label(name: &str) -> &str {
    match name {
        "delivered_kt" => "Delivered Mt",
        "stranded_kt" => "Stranded Mt",
        "nameplate_stranded_kt" => "Nameplate Mt",
        "uneconomic_kt" => "Uneconomic Mt",
        "other_exporters_stranded_kt" => "Other exporters Mt",
        "cost_usd" => "Cost bn USD",
        "extra_usd_t" => "+USD/t",
        "extra_days" => "+Days",
        "used" => "Used %",
        "unavoidable" => "Unavoidable %",
        "corridor_hhi" => "Corridors",
        "country_hhi" => "Countries",
        "operator_hhi" => "Operators",
        other => other,
    }
}

fn shown(name: &str, value: f64) -> String {
    match name {
        name if name.ends_with("_kt") => one(value / 1000.0),
        "cost_usd" => decimals(value / 1e9, 2),
        "used" | "unavoidable" => percent(value).trim_end_matches(" %").to_owned(),
        name if name.ends_with("_hhi") => decimals(value, 2),
        _ => one(value),
    }
}
