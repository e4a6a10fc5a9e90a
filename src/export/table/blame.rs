//! Who causes a loss, for people.

use std::io;

use super::grid::Grid;
use super::number::{billions, one, percent};
use super::sheet::Sheet;
use crate::answer::Blame;

pub(super) fn write(answer: &Blame, sheet: &mut Sheet<'_>) -> io::Result<()> {
    let unit = sheet.unit;
    let (kt, name) = (unit.show(answer.flow_kt), unit.name());
    sheet.head(&answer.head, &format!("{kt} {name} of {}", answer.year))?;
    sheet.text(&format!(
        "Under all measures {} {name} more are stranded, and transport costs {} bn USD more a year.",
        unit.show(answer.stranded_kt),
        billions(answer.extra_usd)
    ))?;
    if answer.measures.is_empty() {
        return sheet.text("No measure in force does anything to a flow of that year.");
    }
    sheet.heading("Shares of the loss (Shapley)")?;
    let columns = [format!(">{name}"), format!(">Alone {name}"), format!(">Last {name}")];
    let mut grid =
        Grid::new(&["!Measure", "Effect", &columns[0], ">Share", ">Million USD", &columns[1], &columns[2]]);
    for row in &answer.measures {
        grid.row([
            row.id.clone(),
            row.effect.to_string(),
            unit.show(row.stranded_kt),
            percent(row.share),
            one(row.extra_usd / 1e6),
            unit.show(row.alone_kt),
            unit.show(row.last_kt),
        ]);
    }
    sheet.grid(&grid)?;
    for set in &answer.smallest {
        sheet.text(&format!("The whole loss is caused by {} alone.", set.join(" and ")))?;
    }
    sheet.faint(&format!("{} sets of measures, {} of them different", answer.coalitions, answer.solved))?;
    if answer.idle.is_empty() {
        return Ok(());
    }
    sheet.faint(&format!("in force, and nothing to these flows: {}", answer.idle.join(", ")))
}
