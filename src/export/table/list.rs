//! A table of the atlas for people.

use std::io;

use super::super::unit::{Unit, in_kt};
use super::grid::Grid;
use super::number::decimals;
use super::sheet::Sheet;
use crate::answer::{Cell, List, Row};

pub(super) fn write(answer: &List, sheet: &mut Sheet) -> io::Result<()> {
    sheet.head(&answer.head, &counted(answer.rows.len(), answer.of.as_str()))?;
    if answer.rows.is_empty() {
        return sheet.text(&format!("The atlas has no {}.", answer.of));
    }
    sheet.heading(answer.of.as_str())?;
    sheet.grid(&grid(&answer.rows, sheet.unit))
}

/// `1 link`, `2 links`, `1 commodity`.
fn counted(rows: usize, of: &str) -> String {
    let one = of.strip_suffix("ies").map(|stem| format!("{stem}y"));
    let one = one.or_else(|| of.strip_suffix('s').map(Into::into)).unwrap_or_else(|| of.into());
    if rows == 1 { format!("1 {one}") } else { format!("{rows} {of}") }
}

/// Rows with the same names; a column with a number in it goes to the right.
pub(super) fn grid(rows: &[Row], unit: &Unit) -> Grid {
    let Some(first) = rows.first() else {
        return Grid::default();
    };
    let titles: Vec<String> = first
        .0
        .iter()
        .enumerate()
        .map(|(at, (name, _))| {
            let number = rows.iter().filter_map(|row| row.0.get(at)).any(|cell| is_number(&cell.1));
            let mark = match (number, name.as_str()) {
                (true, _) => ">",
                (_, "id") => "!",
                _ => "",
            };
            format!("{mark}{}", title(name, unit))
        })
        .collect();
    let mut grid = Grid::new(&titles.iter().map(String::as_str).collect::<Vec<_>>());
    for row in rows {
        grid.push(row.0.iter().map(|(name, cell)| text(name, cell, unit)).collect());
        if let Some((_, Cell::Text(url))) = row.0.iter().find(|(name, _)| name == "url") {
            grid.link(url);
        }
    }
    grid
}

fn is_number(cell: &Cell) -> bool {
    matches!(cell, Cell::Number(_) | Cell::Integer(_))
}

/// A column's name as people read it.
pub(super) fn title(name: &str, unit: &Unit) -> String {
    let name = if in_kt(name) {
        name.replace("kt_y", &unit.yearly()).replace("kt", unit.name())
    } else {
        name.into()
    };
    name.replace("usd_t", "USD/t").replace('_', " ")
}

/// A cell as people read it.
pub(super) fn text(name: &str, cell: &Cell, unit: &Unit) -> String {
    match cell {
        Cell::None => String::new(),
        Cell::Flag(true) => "yes".into(),
        Cell::Flag(false) => "no".into(),
        Cell::Integer(number) => number.to_string(),
        Cell::Number(number) => number_text(name, *number, unit),
        Cell::Text(text) => text.clone(),
        Cell::Many(texts) => texts.join(" "),
    }
}

/// Degrees and shares keep their digits, tonnes have the unit asked for, the rest has one decimal.
pub(super) fn number_text(name: &str, number: f64, unit: &Unit) -> String {
    match name {
        name if in_kt(name) => unit.show(number),
        "lat" | "lon" | "availability" => decimals(number, 2),
        _ if number != 0.0 && number.abs() < 0.1 => number.to_string(),
        _ => decimals(number, 1),
    }
}
