//! What matters most, for people.

use std::io;

use super::number::whole;
use super::sheet::Sheet;
use super::sweep::grid;
use crate::answer::Critical;

/// So many things of each kind are shown; a program reads all of them.
const SHOWN: usize = 10;

pub(super) fn write(answer: &Critical, sheet: &mut Sheet<'_>) -> io::Result<()> {
    let about =
        format!("each thing removed in turn, {} pairs, capacities ignored", whole(answer.pairs as f64));
    sheet.head(&answer.head, &about)?;
    if answer.without_way > 0 {
        sheet.text(&format!("{} pairs have no way even with everything there", answer.without_way))?;
    }
    for kind in ["country", "strait", "corridor", "line", "place", "link"] {
        let rows: Vec<_> = answer.rows.iter().filter(|row| row.kind == kind).collect();
        if rows.is_empty() {
            continue;
        }
        let shown = rows.iter().take(SHOWN).map(|row| (row.id.as_str(), &row.removed));
        let grid = grid("Id", shown, sheet);
        sheet.heading(kind)?;
        sheet.grid(&grid)?;
        sheet.more(rows.len().saturating_sub(SHOWN), "of them")?;
    }
    Ok(())
}
