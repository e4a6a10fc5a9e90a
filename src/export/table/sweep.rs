//! Many scenarios for people: those that hurt most.

use std::cmp::Reverse;
use std::io;

use super::grid::Grid;
use super::number::{one, signed};
use super::sheet::Sheet;
use crate::answer::{Sweep, Swept, Tonnes};

/// So many scenarios are shown; a program reads all of them.
const SHOWN: usize = 20;

/// So many things that tonnes touch are shown.
const TOUCHED: usize = 12;

pub(super) fn write(answer: &Sweep, sheet: &mut Sheet<'_>) -> io::Result<()> {
    let pairs = answer.from * answer.to;
    let least = if answer.by == "time" { "fastest" } else { "cheapest" };
    let about =
        format!("{least} ways of {pairs} pairs under {} scenarios", answer.scenarios.len().max(1) - 1);
    sheet.head(&answer.head, &about)?;
    let Some((baseline, scenarios)) = answer.scenarios.split_first() else { return Ok(()) };
    if baseline.cut > 0 {
        sheet.text(&format!("{} pairs have no way even without a measure", baseline.cut))?;
    }
    if let Some(tonnes) = &baseline.tonnes {
        touched(tonnes, sheet)?;
    }
    if scenarios.is_empty() {
        return verified(answer, sheet);
    }
    let mut order: Vec<&Swept> = scenarios.iter().collect();
    order.sort_by_key(|swept| Reverse((swept.cut, swept.changed)));
    let mut grid = Grid::new(&headings(baseline, sheet));
    order.iter().take(SHOWN).for_each(|swept| grid.push(cells(swept, sheet)));
    sheet.heading("Scenarios that change most")?;
    sheet.grid(&grid)?;
    sheet.more(order.len().saturating_sub(SHOWN), "scenarios")?;
    verified(answer, sheet)
}

fn headings(baseline: &Swept, sheet: &Sheet<'_>) -> Vec<&'static str> {
    let mut headings =
        vec!["!Scenario", ">Pairs changed", ">Cut", ">Opened", ">+USD/t", ">at most", ">+Hours"];
    if baseline.tonnes.is_some() {
        headings.extend(match sheet.unit.name() {
            "Mt" => [">Cut Mt", ">Rerouted Mt"],
            _ => [">Cut kt", ">Rerouted kt"],
        });
        headings.push(">+m USD");
    }
    headings
}

fn cells(swept: &Swept, sheet: &Sheet<'_>) -> Vec<String> {
    let mut cells = vec![
        swept.scenario.clone(),
        swept.changed.to_string(),
        swept.cut.to_string(),
        swept.opened.to_string(),
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
    cells
}

fn touched(tonnes: &Tonnes, sheet: &mut Sheet<'_>) -> io::Result<()> {
    let mut most: Vec<_> = tonnes.touched.iter().collect();
    most.sort_by(|a, b| b.kt.total_cmp(&a.kt));
    let mut grid = Grid::new(&["Kind", "!Id", &format!(">{}", sheet.unit.name())]);
    for one in most.iter().take(TOUCHED) {
        grid.row([one.kind.clone(), one.id.clone(), sheet.unit.show(one.kt)]);
    }
    sheet.heading("What tonnes touch without a measure, capacities ignored")?;
    sheet.grid(&grid)?;
    sheet.more(most.len().saturating_sub(TOUCHED), "things")
}

fn verified(answer: &Sweep, sheet: &mut Sheet<'_>) -> io::Result<()> {
    let Some(verified) = &answer.verified else { return Ok(()) };
    sheet.faint(&format!("{} rows found again by plain searches", verified.rows))?;
    verified.differ.iter().try_for_each(|one| sheet.alarm(&format!("comes out otherwise: {one}")))
}
