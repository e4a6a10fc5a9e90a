//! What matters most, for people.

use std::io;

use super::grid::Grid;
use super::number::{counted, one, signed};
use super::sheet::Sheet;
use super::sweep::grid;
use crate::answer::{Counted, Critical, CriticalRow, ElementKind};

/// So many things of each kind are shown; a program reads all of them.
const SHOWN: usize = 10;

const KINDS: [ElementKind; 8] = [
    ElementKind::Country,
    ElementKind::Strait,
    ElementKind::Corridor,
    ElementKind::Line,
    ElementKind::Operator,
    ElementKind::Owner,
    ElementKind::Place,
    ElementKind::Link,
];

pub(super) fn write(answer: &Critical, sheet: &mut Sheet<'_>) -> io::Result<()> {
    let of_flows = answer.of == Counted::Flows;
    let all = counted(answer.pairs, if of_flows { "flow" } else { "pair" });
    sheet
        .head(&answer.head, &format!("each thing removed in turn, {all}, capacities {}", answer.capacity))?;
    if answer.without_way > 0 {
        let some = counted(answer.without_way, if of_flows { "flow" } else { "pair" });
        let what = if of_flows { "tonnes without a way" } else { "no way" };
        sheet.text(&format!("even with everything there {some} have {what}"))?;
    }
    for kind in KINDS {
        let rows: Vec<_> = answer.rows.iter().filter(|row| row.kind == kind).collect();
        if rows.is_empty() {
            continue;
        }
        sheet.heading(kind.as_str())?;
        let shown = &rows[..rows.len().min(SHOWN)];
        let grid = if of_flows {
            flows(shown, sheet)
        } else {
            grid("Id", shown.iter().map(|row| (row.id.as_str(), &row.removed)), sheet)
        };
        sheet.grid(&grid)?;
        sheet.more(rows.len().saturating_sub(SHOWN), "of them")?;
    }
    Ok(())
}

/// The triple by thing, and what the rest pays.
fn flows(rows: &[&CriticalRow], sheet: &Sheet<'_>) -> Grid {
    let unit = sheet.unit.name();
    let kt = ["Used", "Unavoidable", "Reroutable"].map(|what| format!(">{what} {unit}"));
    let headings = ["!Id", &kt[0], &kt[1], &kt[2], ">+USD/t", ">+Days", ">+m USD"];
    let mut grid = Grid::new(&headings);
    for row in rows {
        let (swept, show) = (&row.removed, |kt: f64| sheet.unit.show(kt));
        let tonnes = swept.tonnes.clone().unwrap_or_default();
        grid.row([
            row.id.clone(),
            show(row.used_kt.unwrap_or(0.0)),
            show(tonnes.cut_kt),
            show(tonnes.rerouted_kt),
            signed(swept.mean_usd_t),
            signed(swept.mean_hours / 24.0),
            one(tonnes.more_musd),
        ]);
    }
    grid
}
