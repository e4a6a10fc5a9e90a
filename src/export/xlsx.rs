//! A workbook of a comparison: a sheet a table, numbers as numbers, texts never as formulas.

use std::io::{self, Write};

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format as RenderOptions, Workbook, Worksheet, XlsxError,
};

use super::flat::{Flat, flat};
use super::{Format, unfit};
use crate::answer::{Cell, Report, Row};
use crate::query::Answer;

/// No cell holds a longer text.
const LONGEST: usize = 32_767;
/// Columns are as wide as their texts, within reason.
const WIDTHS: (usize, usize) = (8, 48);

pub(super) struct Xlsx;

impl Format for Xlsx {
    fn write(&self, answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
        let Answer::Report(report) = answer else {
            return Err(unfit("xlsx has a comparison: `export xlsx compare` or `report --format xlsx`"));
        };
        let figures = flat(&Answer::Compare(report.compared()))?;
        let dependence = flat(&Answer::Exposure(report.exposure.clone()))?;
        let bytes = book(report, figures, dependence).map_err(|error| io::Error::other(error.to_string()))?;
        out.write_all(&bytes)
    }
}

fn book(report: &Report, figures: Flat, dependence: Flat) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The hour of writing would be another byte each time.
    let made = ExcelDateTime::parse_from_str(&report.baseline.as_of.to_string())?;
    book.set_properties(&DocProperties::new().set_title("Corridor: scenarios").set_creation_datetime(&made));
    let sheets: [(&str, Vec<Row>); 7] = [
        ("corridors", corridors(report)),
        ("countries", countries(report)),
        ("links", links(report)),
        ("capacities", capacities(report)),
        ("ranges", ranges(report)),
        ("measures", measures(report)),
        ("sources", sources(report)),
    ];
    about(book.add_worksheet(), report)?;
    let sheets = sheets.into_iter().map(|(name, rows)| (name, Flat::new(rows, Row::default)));
    let sheets = [("scenarios", figures), ("dependence", dependence)].into_iter().chain(sheets);
    for (name, flat) in sheets.filter(|(_, flat)| !flat.rows.is_empty()) {
        let sheet = book.add_worksheet();
        sheet.set_name(name)?;
        table(sheet, &flat)?;
    }
    book.save_to_buffer()
}

/// What the others are about, and how to make them again.
fn about(sheet: &mut Worksheet, report: &Report) -> Result<(), XlsxError> {
    let head = &report.head;
    sheet.set_name("about")?;
    let mut lines = vec![
        ("corridor", head.corridor.clone()),
        ("atlas", format!("{} {}", head.atlas.name, head.atlas.version)),
        ("atlas SHA-256", head.atlas.sha256.clone()),
        ("year", report.baseline.year.to_string()),
        ("as of", report.baseline.as_of.to_string()),
        ("command", super::report::command_line(report, "report.xlsx")),
        ("units", "kt a year, USD, USD/t, days; shares are parts of 1".into()),
    ];
    lines.extend(head.notes.iter().map(|note| ("note", note.clone())));
    let bold = RenderOptions::new().set_bold();
    for (row, (name, text)) in (0u32..).zip(&lines) {
        sheet.write_string_with_format(row, 0, *name, &bold)?;
        sheet.write_string(row, 1, cut(text))?;
    }
    sheet.set_column_width(0, 16)?;
    sheet.set_column_width(1, 90)?;
    Ok(())
}

fn table(sheet: &mut Worksheet, flat: &Flat) -> Result<(), XlsxError> {
    let bold = RenderOptions::new().set_bold().set_text_wrap();
    let (names, rows) = (&flat.columns, &flat.rows);
    for (column, name) in (0u16..).zip(names) {
        sheet.write_string_with_format(0, column, cut(name), &bold)?;
    }
    let mut widths: Vec<usize> = names.iter().map(String::len).collect();
    for (at, row) in (1u32..).zip(rows) {
        for ((column, cell), width) in (0u16..).zip(row).zip(&mut widths) {
            *width = (*width).max(write(sheet, (at, column), cell)?);
        }
    }
    for (column, width) in (0u16..).zip(widths) {
        #[allow(clippy::cast_precision_loss, reason = "at most 48")]
        sheet.set_column_width(column, width.clamp(WIDTHS.0, WIDTHS.1) as f64 + 1.0)?;
    }
    sheet.set_freeze_panes(1, 1)?;
    let (last_row, last_column) =
        (u32::try_from(rows.len()).unwrap_or(1), u16::try_from(names.len()).unwrap_or(1));
    sheet.autofilter(0, 0, last_row, last_column.saturating_sub(1))?;
    Ok(())
}

/// Writes a cell; how many letters it takes.
fn write(sheet: &mut Worksheet, (row, column): (u32, u16), cell: &Cell) -> Result<usize, XlsxError> {
    let text = match cell {
        Cell::None => return Ok(0),
        Cell::Flag(flag) => return sheet.write_boolean(row, column, *flag).map(|_| 5),
        #[allow(clippy::cast_precision_loss, reason = "a workbook knows no other numbers")]
        Cell::Integer(number) => return sheet.write_number(row, column, *number as f64).map(|_| 8),
        Cell::Number(number) if number.is_finite() => {
            return sheet.write_number(row, column, *number).map(|_| 8);
        }
        Cell::Number(number) => number.to_string(),
        Cell::Text(text) => text.clone(),
        Cell::Many(texts) => texts.join("; "),
    };
    sheet.write_string(row, column, cut(&text))?;
    Ok(text.chars().count())
}

fn cut(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

/// A row a corridor, a column a scenario.
fn corridors(report: &Report) -> Vec<Row> {
    let base = report.baseline.corridors.iter().map(|row| (row.id.as_str(), row.kt));
    let of = |at: usize| report.scenarios[at].corridors.iter().map(|row| (row.id.as_str(), row.kt)).collect();
    across(report, ("corridor", "kt"), base.collect(), of)
}

/// A row a country, a column a scenario: the share that crosses it.
fn countries(report: &Report) -> Vec<Row> {
    let base = report.baseline.countries.iter().map(|row| (row.id.as_str(), row.used));
    let of =
        |at: usize| report.scenarios[at].countries.iter().map(|row| (row.id.as_str(), row.used)).collect();
    across(report, ("country", "share"), base.collect(), of)
}

type Values<'r> = std::collections::BTreeMap<&'r str, f64>;

fn across<'r>(
    report: &'r Report,
    (of, unit): (&str, &str),
    base: Values<'r>,
    scenario: impl Fn(usize) -> Values<'r>,
) -> Vec<Row> {
    let all: Vec<Values<'_>> = (0..report.scenarios.len()).map(scenario).collect();
    let ids: std::collections::BTreeSet<&str> =
        base.keys().copied().chain(all.iter().flat_map(|one| one.keys().copied())).collect();
    let row = |id: &&str| {
        let start = Row::default()
            .with(of, *id)
            .with(&format!("baseline_{unit}"), base.get(id).copied().unwrap_or(0.0));
        let scenarios = report.scenarios.iter().zip(&all);
        scenarios.fold(start, |row, (own, values)| {
            row.with(&format!("{}_{unit}", own.id), values.get(id).copied().unwrap_or(0.0))
        })
    };
    ids.iter().map(row).collect()
}

/// A row a link that carries something anywhere.
fn links(report: &Report) -> Vec<Row> {
    let loads: Vec<Values<'_>> = report
        .pictures
        .iter()
        .map(|picture| picture.laid.links.iter().map(|link| (link.id.as_str(), link.flow_kt)).collect())
        .collect();
    let carries = |id: &str| loads.iter().any(|own| own.get(id).is_some_and(|kt| *kt > 0.0));
    let edges = report.edges.iter().filter(|edge| carries(&edge.id));
    edges
        .map(|edge| {
            let start = Row::default()
                .with("link", edge.id.as_str())
                .with("name", edge.name.as_str())
                .with("mode", edge.mode)
                .with("line", edge.line.clone())
                .with("from", edge.from.as_str())
                .with("to", edge.to.as_str())
                .with("length_km", edge.length_km);
            report.pictures.iter().zip(&loads).enumerate().fold(start, |row, (at, (picture, own))| {
                let name = if at == 0 { "baseline" } else { picture.id.as_str() };
                row.with(&format!("{name}_kt"), own.get(edge.id.as_str()).copied().unwrap_or(0.0))
            })
        })
        .collect()
}

/// A row a full capacity and scenario.
fn capacities(report: &Report) -> Vec<Row> {
    let of = report.pictures.iter().flat_map(|picture| {
        let full = picture.laid.capacities.iter().filter(|row| row.relieves.is_some());
        full.map(|row| {
            Row::default()
                .with("scenario", picture.id.as_str())
                .with("capacity", row.id.as_str())
                .with("limit_kt", row.kt)
                .with("flow_kt", row.flow_kt)
                .with("shadow_up", row.shadow_up)
                .with("shadow_down", row.shadow_down)
                .with("relieves", row.relieves)
        })
    });
    of.collect()
}

fn ranges(report: &Report) -> Vec<Row> {
    let all = report.ranges.iter().flat_map(|ranges| &ranges.ranges);
    all.map(|one| {
        Row::default().with("figure", one.path.as_str()).with("low", one.low).with("high", one.high)
    })
    .collect()
}

fn measures(report: &Report) -> Vec<Row> {
    let row = |own: &crate::answer::MeasureSpan| {
        Row::default()
            .with("measure", own.id.as_str())
            .with("sender", own.sender.as_str())
            .with("effect", own.effect)
            .with("since", own.since)
            .with("until", own.until)
            .with("scenarios", own.scenarios.clone())
            .with("title", own.title.clone())
            .with("source", own.source.as_str())
    };
    report.measures.iter().map(row).collect()
}

fn sources(report: &Report) -> Vec<Row> {
    let row = |one: &crate::answer::SourceUse| {
        Row::default()
            .with("source", one.source.id.as_str())
            .with("title", one.source.title.as_str())
            .with("publisher", one.source.publisher.as_str())
            .with("date", one.source.date.as_str())
            .with("licence", one.source.licence.as_str())
            .with("url", one.source.url.as_str())
            .with("rows", one.rows.clone())
    };
    report.sources.iter().map(row).collect()
}
