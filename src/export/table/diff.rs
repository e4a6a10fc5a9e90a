//! In what two scenarios differ, for people.

use std::io;

use super::grid::Grid;
use super::number::billions;
use super::sheet::Sheet;
use crate::answer::{Diff, DiffSide};

/// More rows than this are for programs.
const ROWS: usize = 25;

pub(super) fn write(answer: &Diff, sheet: &mut Sheet<'_>) -> io::Result<()> {
    let unit = sheet.unit;
    let name = unit.name();
    let (one, other) = (&answer.one, &answer.other);
    sheet.head(
        &answer.head,
        &format!("{one} and {other}, {} {name} of {}", unit.show(answer.flow_kt), answer.year),
    )?;
    if answer.measures.is_empty() {
        return sheet.text("They have the same measures in force.");
    }
    sheet.heading("Measures")?;
    let mut grid = Grid::new(&["!Measure", "In", "Effect", "On", "For"]);
    for row in answer.measures.iter().take(ROWS) {
        let side = match row.r#in {
            DiffSide::One => one.clone(),
            DiffSide::Other => other.clone(),
            DiffSide::Both => "both, otherwise".into(),
        };
        let blank = String::new;
        grid.row([
            row.id.clone(),
            side,
            row.effect.to_string(),
            row.on.clone().unwrap_or_else(blank),
            row.r#for.clone().unwrap_or_else(blank),
        ]);
    }
    sheet.grid(&grid)?;
    sheet.more(answer.measures.len().saturating_sub(ROWS), "measures")?;
    sheet.text(&format!("They are met on {} places and links.", answer.assets.len()))?;
    sheet.heading("Tonnes")?;
    let tonnes = &answer.tonnes;
    let mut grid = Grid::new(&["", &format!(">{one}"), &format!(">{other}")]);
    grid.row([
        format!("delivered {name}"),
        unit.show(tonnes.delivered_one_kt),
        unit.show(tonnes.delivered_other_kt),
    ]);
    grid.row([
        format!("stranded {name}"),
        unit.show(tonnes.stranded_one_kt),
        unit.show(tonnes.stranded_other_kt),
    ]);
    grid.row(["transport, bn USD".into(), billions(tonnes.cost_one_usd), billions(tonnes.cost_other_usd)]);
    sheet.grid(&grid)?;
    sheet.text(&format!("{} {name} take another way, or none.", unit.show(tonnes.moved_kt)))?;
    if answer.links.is_empty() {
        return Ok(());
    }
    sheet.heading("Links, all flows of the year")?;
    let columns = [format!(">{one} {name}"), format!(">{other} {name}")];
    let mut grid = Grid::new(&["!Link", &columns[0], &columns[1], ">Change"]);
    for row in answer.links.iter().take(ROWS) {
        grid.row([row.id.clone(), unit.show(row.one_kt), unit.show(row.other_kt), unit.show(row.change_kt)]);
    }
    sheet.grid(&grid)?;
    sheet.more(answer.links.len().saturating_sub(ROWS), "links")
}
