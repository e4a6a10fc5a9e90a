//! What the law says, for people: a route a row, then each act.

use std::io;

use super::grid::Grid;
use super::sheet::Sheet;
use crate::answer::{ActRow, Legal, LegalRow, Verdict};

/// Up to so many routes are told act by act.
const TOLD: usize = 8;

pub(super) fn write(answer: &Legal, sheet: &mut Sheet<'_>) -> io::Result<()> {
    sheet.head(&answer.head, &counted(answer.rows.len()))?;
    match &answer.law_horizon {
        Some(day) => sheet.faint(&format!("by law known up to {day}; a reading of sources, not advice"))?,
        None => sheet.faint("some of the law asked is not known; a reading of sources, not advice")?,
    }
    sheet.heading("Routes")?;
    sheet.grid(&overview(answer))?;
    if answer.rows.len() > TOLD {
        return sheet.text("Act by act: in JSON and CSV, or for fewer routes.");
    }
    answer.rows.iter().try_for_each(|row| one(row, sheet))
}

fn counted(rows: usize) -> String {
    if rows == 1 { "1 route".into() } else { format!("{rows} routes") }
}

fn overview(answer: &Legal) -> Grid {
    let mut grid = Grid::new(&["Date", "!Flow or trade", "Verdict", "Because of", "Threatened by", "Needs"]);
    for row in &answer.rows {
        let worst = |act: &&ActRow| act.verdict == row.verdict && act.sender.is_some();
        let mut causes: Vec<String> = Vec::new();
        for act in row.acts.iter().filter(worst) {
            let cause = act
                .measure
                .clone()
                .unwrap_or_else(|| format!("law of {}", act.sender.clone().unwrap_or_default()));
            if !causes.contains(&cause) {
                causes.push(cause);
            }
        }
        let mut threats: Vec<&str> = row.threatened_by.iter().map(|threat| threat.sender.as_str()).collect();
        threats.dedup();
        grid.push(vec![
            row.date.to_string(),
            row.flow.clone().unwrap_or_else(|| format!("{} > {}", row.from, row.to)),
            sure(row.verdict, row.unsure),
            causes.join(" "),
            threats.join(" "),
            row.needs.join(", "),
        ]);
    }
    grid
}

fn one(row: &LegalRow, sheet: &mut Sheet<'_>) -> io::Result<()> {
    let name = row.flow.clone().unwrap_or_else(|| format!("{} to {}", row.from, row.to));
    sheet.heading(&format!("{name}, {}: {}", row.date, sure(row.verdict, row.unsure)))?;
    sheet.text(&format!("by {}", row.links.join(", ")))?;
    let mut grid = Grid::new(&["Act", "!Party", "Verdict", "By", "Ruling", "Conf", "Needs"]);
    for act in &row.acts {
        let by = [act.sender.clone(), act.nexus.map(|nexus| nexus.to_string())]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ");
        let ruling = [act.measure.clone(), act.exception.as_ref().map(|own| format!("but {own}"))];
        let verdict = sure(act.verdict, act.unsure);
        let replaced = if act.replaceable && act.verdict == Verdict::Barred { ", replaceable" } else { "" };
        grid.push(vec![
            act.act.to_string(),
            act.party.clone().unwrap_or_else(|| "anybody".into()),
            format!("{verdict}{replaced}"),
            by,
            ruling.into_iter().flatten().collect::<Vec<_>>().join(" "),
            act.conf.map(|conf| conf.to_string()).unwrap_or_default(),
            act.needs.join(", "),
        ]);
    }
    sheet.grid(&grid)?;
    for threat in &row.threatened_by {
        let party = threat.party.as_deref().unwrap_or("the parties");
        sheet.text(&format!("{} threatens {party}: {} ({})", threat.sender, threat.kind, threat.measure))?;
    }
    if !row.not_judged.is_empty() {
        let acts: Vec<&str> = row.not_judged.iter().map(|act| act.as_str()).collect();
        sheet.text(&format!("Not judged, for nobody was named: {}.", acts.join(", ")))?;
    }
    Ok(())
}

/// With a question mark where the reading is unsure.
fn sure(verdict: Verdict, unsure: bool) -> String {
    format!("{verdict}{}", if unsure { "?" } else { "" })
}
