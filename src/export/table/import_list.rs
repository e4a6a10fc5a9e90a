//! Who of the atlas is on a list, for people.

use std::io;

use super::grid::Grid;
use super::number::decimals;
use super::sheet::Sheet;
use crate::answer::{ImportedList, ListHit};

/// More near hits than this are for the review table.
const NEAR: usize = 20;

pub(super) fn write(answer: &ImportedList, sheet: &mut Sheet<'_>) -> io::Result<()> {
    sheet.title(&format!("{}: {} entries, {} sanctioned", answer.file, answer.entries, answer.sanctioned))?;
    if answer.exact.is_empty() && answer.near.is_empty() {
        return sheet.text("Nobody of the atlas is on it, nor anybody of a near name.");
    }
    if !answer.exact.is_empty() {
        sheet.heading(&format!("On the list: measures of {}", answer.sender))?;
        sheet.grid(&grid(&answer.exact))?;
    }
    if !answer.near.is_empty() {
        sheet.heading("To look at: no measure")?;
        sheet.grid(&grid(&answer.near[..answer.near.len().min(NEAR)]))?;
        sheet.more(answer.near.len().saturating_sub(NEAR), "near names")?;
    }
    Ok(())
}

fn grid(hits: &[ListHit]) -> Grid {
    let mut grid = Grid::new(&["Of", "!Id", "Name", "Entry", "Entry's name", "By", ">Score"]);
    for hit in hits {
        grid.row([
            hit.of.to_string(),
            hit.id.clone(),
            hit.name.clone(),
            hit.entry.clone(),
            hit.entry_name.clone(),
            hit.by.as_str().to_owned(),
            decimals(hit.score, 2),
        ]);
    }
    grid
}
