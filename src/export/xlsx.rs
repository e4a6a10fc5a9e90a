//! A workbook of a comparison: a sheet a table, numbers as numbers, texts never as formulas.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format as RenderOptions, Workbook, Worksheet, XlsxError};

use super::frame::Frame;
use super::{Format, unfit};
use crate::answer::ReportPage;
use crate::query::Answer;
use crate::spec::Borders;
use crate::summary::Table;
use crate::tables::Cell;

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
        let figures = Frame::of(&Answer::Compare(report.compared()), None)?;
        let dependence = Frame::of(&Answer::Exposure(report.exposure.clone()), None)?;
        let bytes = book(report, figures, dependence).map_err(|error| io::Error::other(error.to_string()))?;
        out.write_all(&bytes)
    }
}

fn book(report: &ReportPage, figures: Frame, dependence: Frame) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The hour of writing would be another byte each time.
    let made = ExcelDateTime::parse_from_str(&report.baseline.as_of.to_string())?;
    book.set_properties(&DocProperties::new().set_title("Corridor: scenarios").set_creation_datetime(&made));
    let sheets: [(&str, Table); 7] = [
        ("corridors", corridors(report)),
        ("countries", countries(report)),
        ("links", links(report)),
        ("capacities", capacities(report)),
        ("ranges", ranges(report)),
        ("measures", measures(report)),
        ("sources", sources(report)),
    ];
    about(book.add_worksheet(), report)?;
    let sheets = sheets.iter().map(|(name, table)| (*name, Frame::from(table)));
    let sheets = [("scenarios", figures), ("dependence", dependence)].into_iter().chain(sheets);
    for (name, frame) in sheets.filter(|(_, frame)| frame.rows > 0) {
        let sheet = book.add_worksheet();
        sheet.set_name(name)?;
        table(sheet, &frame)?;
    }
    book.save_to_buffer()
}

/// What the others are about, and how to make them again.
fn about(sheet: &mut Worksheet, report: &ReportPage) -> Result<(), XlsxError> {
    let head = &report.head;
    sheet.set_name("about")?;
    let mut lines = vec![
        ("corridor", head.corridor.clone()),
        ("atlas", format!("{} {}", head.atlas.name, head.atlas.version)),
        ("atlas SHA-256", head.atlas.sha256.clone()),
        ("year", report.baseline.year.to_string()),
        ("as of", report.baseline.as_of.to_string()),
        ("command", super::report::command_line(report, Borders::default(), "report.xlsx")),
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

fn table(sheet: &mut Worksheet, frame: &Frame) -> Result<(), XlsxError> {
    let bold = RenderOptions::new().set_bold().set_text_wrap();
    for (column, (name, cells)) in (0u16..).zip(&frame.columns) {
        sheet.write_string_with_format(0, column, cut(name), &bold)?;
        let mut width = name.len();
        for (row, cell) in (1u32..).zip(cells) {
            width = width.max(write(sheet, (row, column), cell)?);
        }
        #[allow(clippy::cast_precision_loss, reason = "at most 48")]
        sheet.set_column_width(column, width.clamp(WIDTHS.0, WIDTHS.1) as f64 + 1.0)?;
    }
    // Titles and ids stay in view.
    sheet.set_freeze_panes(1, 1)?;
    let (last_row, columns) = (u32::try_from(frame.rows).unwrap_or(1), u16::try_from(frame.columns.len()).unwrap_or(1));
    sheet.autofilter(0, 0, last_row, columns.saturating_sub(1))?;
    Ok(())
}

/// Writes a cell; how many letters it takes.
fn write(sheet: &mut Worksheet, (row, column): (u32, u16), cell: &Cell) -> Result<usize, XlsxError> {
    let text = match cell {
        Cell::None => return Ok(0),
        // 5 letters of `FALSE`; 8 for a number of usual length.
        Cell::Flag(flag) => return sheet.write_boolean(row, column, *flag).map(|_| 5),
        #[allow(clippy::cast_precision_loss, reason = "a workbook knows no other numbers")]
        Cell::Integer(number) => return sheet.write_number(row, column, *number as f64).map(|_| 8),
        Cell::Number(number) if number.is_finite() => {
            return sheet.write_number(row, column, *number).map(|_| 8);
        }
        // A workbook has no number that is not finite.
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

/// A row per corridor, a column per scenario.
fn corridors(report: &ReportPage) -> Table {
    let base = report.baseline.corridors.iter().map(|row| (row.id.as_str(), row.kt));
    let of = |at: usize| report.scenarios[at].corridors.iter().map(|row| (row.id.as_str(), row.kt)).collect();
    across(report, ("corridor", "kt"), base.collect(), of)
}

/// A row per country, a column per scenario: the share that crosses it.
fn countries(report: &ReportPage) -> Table {
    let base = report.baseline.countries.iter().map(|row| (row.id.as_str(), row.used));
    let of = |at: usize| report.scenarios[at].countries.iter().map(|row| (row.id.as_str(), row.used)).collect();
    across(report, ("country", "share"), base.collect(), of)
}

type Values<'r> = BTreeMap<&'r str, f64>;

fn across<'r>(
    report: &'r ReportPage,
    (of, unit): (&str, &str),
    base: Values<'r>,
    scenario: impl Fn(usize) -> Values<'r>,
) -> Table {
    let all: Vec<Values<'_>> = (0..report.scenarios.len()).map(scenario).collect();
    // Also those that only a scenario uses.
    let ids: BTreeSet<&str> = base.keys().copied().chain(all.iter().flat_map(|one| one.keys().copied())).collect();
    let names = std::iter::once("baseline").chain(report.scenarios.iter().map(|own| own.id.as_str()));
    let values = std::iter::once(&base).chain(&all);
    let rows = names.zip(values).fold(Table::of(ids).data(of, |id| *id), |rows, (name, own)| {
        // What a scenario does not name carries nothing in it.
        rows.data(&format!("{name}_{unit}"), |id| own.get(id).copied().unwrap_or(0.0))
    });
    rows.into()
}

/// A row per link that carries something anywhere.
fn links(report: &ReportPage) -> Table {
    let loads: Vec<Values<'_>> = report
        .pictures
        .iter()
        .map(|picture| picture.assigned.links.iter().map(|link| (link.id.as_str(), link.flow_kt)).collect())
        .collect();
    let carries = |id: &str| loads.iter().any(|own| own.get(id).is_some_and(|kt| *kt > 0.0));
    let rows = Table::of(report.edges.iter().filter(|edge| carries(&edge.id)))
        .data("link", |edge| edge.id.as_str())
        .data("name", |edge| edge.name.as_str())
        .data("mode", |edge| edge.mode)
        .data("line", |edge| edge.line.clone())
        .data("from", |edge| edge.from.as_str())
        .data("to", |edge| edge.to.as_str())
        .data("length_km", |edge| edge.length_km);
    let scenarios = report.pictures.iter().zip(&loads).enumerate();
    let all = scenarios.fold(rows, |rows, (at, (picture, own))| {
        // The baseline is the first picture.
        let name = if at == 0 { "baseline" } else { picture.id.as_str() };
        rows.data(&format!("{name}_kt"), |edge| own.get(edge.id.as_str()).copied().unwrap_or(0.0))
    });
    all.into()
}

/// A row per full capacity and scenario.
fn capacities(report: &ReportPage) -> Table {
    let full = report.pictures.iter().flat_map(|picture| {
        let full = picture.assigned.capacities.iter().filter(|row| row.relieves.is_some());
        full.map(move |row| (picture.id.as_str(), row))
    });
    Table::of(full)
        .data("scenario", |(scenario, _)| *scenario)
        .data("capacity", |(_, row)| row.id.as_str())
        .data("limit_kt", |(_, row)| row.kt)
        .data("flow_kt", |(_, row)| row.flow_kt)
        .data("shadow_up", |(_, row)| row.shadow_up)
        .data("shadow_down", |(_, row)| row.shadow_down)
        .data("relieves", |(_, row)| row.relieves)
        .into()
}

fn ranges(report: &ReportPage) -> Table {
    Table::of(report.ranges.iter().flat_map(|ranges| &ranges.ranges))
        .data("figure", |one| one.path.as_str())
        .data("low", |one| one.low)
        .data("high", |one| one.high)
        .into()
}

fn measures(report: &ReportPage) -> Table {
    Table::of(&report.measures)
        .data("measure", |own| own.id.as_str())
        .data("authority", |own| own.authority.as_str())
        .data("effect", |own| own.effect)
        .data("since", |own| own.since)
        .data("until", |own| own.until)
        .data("scenarios", |own| own.scenarios.clone())
        .data("title", |own| own.title.clone())
        .data("source", |own| own.source.as_str())
        .into()
}

fn sources(report: &ReportPage) -> Table {
    Table::of(&report.sources)
        .data("source", |one| one.source.id.as_str())
        .data("title", |one| one.source.title.as_str())
        .data("publisher", |one| one.source.publisher.as_str())
        .data("date", |one| one.source.date.as_str())
        .data("licence", |one| one.source.licence.as_str())
        .data("url", |one| one.source.url.as_str())
        .data("rows", |one| one.rows.clone())
        .into()
}
