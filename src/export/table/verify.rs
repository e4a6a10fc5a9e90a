//! Whether a saved answer holds, for people.

use std::io;

use super::grid::Grid;
use super::sheet::Sheet;
use crate::answer::Verify;

pub(super) fn write(answer: &Verify, sheet: &mut Sheet) -> io::Result<()> {
    let verdict = if answer.holds { "holds" } else { "does not hold" };
    sheet.title(&format!("{}: the answer to {} {verdict}", answer.target, answer.of))?;
    sheet.text(&checked(answer.assignments))?;
    if !answer.flaws.is_empty() {
        sheet.heading("What the assignments violate")?;
    }
    for flaw in &answer.flaws {
        sheet.alarm(flaw)?;
    }
    let mut grid = Grid::new(&["Figure", "Said", "Found"]);
    for row in &answer.differences {
        let told = |side: &Option<String>| side.clone().unwrap_or_else(|| "-".into());
        grid.row([row.path.clone(), told(&row.said), told(&row.found)]);
    }
    if !grid.is_empty() {
        sheet.heading("What comes out otherwise when it is asked again")?;
        sheet.grid(&grid)?;
    }
    Ok(())
}

fn checked(assignments: u64) -> String {
    if assignments == 0 {
        return "It was asked again; it needs no assignment.".into();
    }
    format!(
        "It was asked again; {assignments} assignments were checked to the kilogram and against their bounds."
    )
}
