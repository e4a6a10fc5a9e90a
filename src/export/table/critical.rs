//! What matters most, for people.

use std::io;

use super::grid::Grid;
use super::number::{one, signed, whole};
use super::sheet::Sheet;
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
    let tonnes = answer.rows.iter().any(|row| row.removed.tonnes.is_some());
    for kind in ["country", "strait", "corridor", "line", "place", "link"] {
        let rows: Vec<_> = answer.rows.iter().filter(|row| row.kind == kind).collect();
        if rows.is_empty() {
            continue;
        }
        let unit = sheet.unit.name();
        let mut headings = vec!["!Id".into(), ">Pairs cut".into(), ">Rerouted".into()];
        headings.extend([">+USD/t".to_owned(), ">at most".into(), ">+Hours".into()]);
        if tonnes {
            headings.extend([format!(">Cut {unit}"), format!(">Rerouted {unit}"), ">+m USD".into()]);
        }
        let mut grid = Grid::new(&headings.iter().map(String::as_str).collect::<Vec<_>>());
        for row in rows.iter().take(SHOWN) {
            let swept = &row.removed;
            let mut cells = vec![
                row.id.clone(),
                whole(swept.cut as f64),
                whole((swept.changed - swept.cut) as f64),
                signed(swept.mean_usd_t),
                signed(swept.most_usd_t),
                signed(swept.mean_hours),
            ];
            if let Some(tonnes) = &swept.tonnes {
                cells.extend([
                    sheet.unit.show(tonnes.cut_kt),
                    sheet.unit.show(tonnes.rerouted_kt),
                    one(tonnes.more_musd),
                ]);
            }
            grid.push(cells);
        }
        sheet.heading(kind)?;
        sheet.grid(&grid)?;
        sheet.more(rows.len().saturating_sub(SHOWN), "of them")?;
    }
    Ok(())
}
