//! Many scenarios for people: those that hurt most.

use std::cmp::Reverse;
use std::io;

use super::grid::Grid;
use super::number::{counted, one, signed, whole};
use super::sheet::Sheet;
use crate::answer::{By, Sweep, Swept, Tonnes};

/// So many scenarios are shown; a program reads all of them.
const SHOWN: usize = 20;

/// So many things that tonnes touch are shown.
const TOUCHED: usize = 12;

pub(super) fn write(answer: &Sweep, sheet: &mut Sheet<'_>) -> io::Result<()> {
    let (pairs, scenarios) = (answer.from * answer.to, (answer.scenarios.len() as u64).saturating_sub(1));
    let least = if answer.by == By::Time { "fastest" } else { "cheapest" };
    let about =
        format!("{least} ways of {} under {}", counted(pairs, "pair"), counted(scenarios, "scenario"));
    sheet.head(&answer.head, &about)?;
    let Some((baseline, scenarios)) = answer.scenarios.split_first() else { return Ok(()) };
    if baseline.cut > 0 {
        sheet.text(&format!("{} without any way even without a measure", counted(baseline.cut, "pair")))?;
    }
    if let Some(tonnes) = &baseline.tonnes {
        touched(tonnes, sheet)?;
    }
    if scenarios.is_empty() {
        return verified(answer, sheet);
    }
    let mut order: Vec<&Swept> = scenarios.iter().collect();
    order.sort_by_key(|swept| Reverse((swept.cut, swept.changed)));
    let shown = order.iter().take(SHOWN).map(|swept| (swept.scenario.as_str(), *swept));
    let grid = grid("Scenario", shown, sheet);
    sheet.heading("Scenarios that change most")?;
    sheet.grid(&grid)?;
    sheet.more(order.len().saturating_sub(SHOWN), "scenarios")?;
    verified(answer, sheet)
}

/// A row for each, by name: what a change comes to, with tonnes where there are any.
pub(super) fn grid<'a>(
    name: &str,
    rows: impl Iterator<Item = (&'a str, &'a Swept)> + Clone,
    sheet: &Sheet<'_>,
) -> Grid {
    let unit = sheet.unit.name();
    let mut headings = vec![format!("!{name}"), ">Cut".into(), ">Opened".into(), ">Rerouted".into()];
    headings.extend([">+USD/t", ">at most", ">+Hours"].map(str::to_owned));
    if rows.clone().any(|(_, swept)| swept.tonnes.is_some()) {
        headings.extend([format!(">Cut {unit}"), format!(">Rerouted {unit}"), ">+m USD".into()]);
    }
    let mut grid = Grid::new(&headings.iter().map(String::as_str).collect::<Vec<_>>());
    for (name, swept) in rows {
        let rerouted = swept.changed.saturating_sub(swept.cut + swept.opened);
        let mut cells = vec![name.to_owned()];
        cells.extend([swept.cut, swept.opened, rerouted].map(|pairs| whole(pairs as f64)));
        cells.extend([swept.mean_usd_t, swept.most_usd_t, swept.mean_hours].map(signed));
        if let Some(tonnes) = &swept.tonnes {
            cells.extend([tonnes.cut_kt, tonnes.rerouted_kt].map(|kt| sheet.unit.show(kt)));
            cells.push(one(tonnes.more_musd));
        }
        grid.push(cells);
    }
    grid
}

fn touched(tonnes: &Tonnes, sheet: &mut Sheet<'_>) -> io::Result<()> {
    let mut most: Vec<_> = tonnes.touched.iter().collect();
    most.sort_by(|a, b| b.kt.total_cmp(&a.kt));
    let mut grid = Grid::new(&["Kind", "!Id", &format!(">{}", sheet.unit.name())]);
    for one in most.iter().take(TOUCHED) {
        grid.row([one.kind.to_string(), one.id.clone(), sheet.unit.show(one.kt)]);
    }
    sheet.heading("What tonnes touch without a measure, capacities ignored")?;
    sheet.grid(&grid)?;
    sheet.more(most.len().saturating_sub(TOUCHED), "things")
}

fn verified(answer: &Sweep, sheet: &mut Sheet<'_>) -> io::Result<()> {
    let Some(verified) = &answer.verified else { return Ok(()) };
    sheet.faint(&format!("{} found again, each by a search of its own", counted(verified.rows, "row")))?;
    verified.differ.iter().try_for_each(|one| sheet.alarm(&format!("comes out otherwise: {one}")))
}
