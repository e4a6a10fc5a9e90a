//! Why this way and no other, for people.

use std::io;

use super::grid::Grid;
use super::number::one;
use super::sheet::Sheet;
use crate::answer::{ChangeKind, Explain, NotTaken, OtherWay, SingleChange};

pub(super) fn write(answer: &Explain, sheet: &mut Sheet<'_>) -> io::Result<()> {
    let what = answer.flow.clone().unwrap_or_else(|| answer.commodity.clone());
    sheet.head(&answer.head, &format!("{what}, {} to {}", answer.from.name, answer.to.name))?;
    let unit = sheet.unit;
    if let Some(kt) = answer.stranded_kt.filter(|kt| *kt > 0.0) {
        sheet.alarm(&format!("{} {} have no way", unit.show(kt), unit.name()))?;
    }
    if !answer.taken.is_empty() {
        sheet.heading("Taken")?;
        let mut grid = Grid::new(&[">USD/t", &format!(">{}", unit.name()), "By"]);
        for way in &answer.taken {
            let kt = way.kt.map(|kt| unit.show(kt)).unwrap_or_default();
            grid.row([one(way.cost_usd_t), kt, way.links.join(" ")]);
        }
        sheet.grid(&grid)?;
    }
    if let Some(no_route) = &answer.no_route {
        sheet.alarm(&no_route.reason)?;
        for set in &no_route.would_open {
            sheet.text(&format!("A route opens by lifting {}.", set.join(" and ")))?;
        }
    }
    if answer.alternatives.is_empty() {
        return sheet.text("There is no other way in this atlas.");
    }
    sheet.heading("Not taken")?;
    let mut grid = Grid::new(&[">#", ">USD/t", ">Dearer", "Why", "Because of", "It would be taken if"]);
    for (at, way) in answer.alternatives.iter().enumerate() {
        grid.row([
            (at + 1).to_string(),
            one(way.cost_usd_t),
            way.dearer_usd_t.map(one).unwrap_or_default(),
            why(way).into(),
            [&way.barred_by[..], &way.full[..]].concat().join(" "),
            way.change.as_ref().map(|change| told(change, unit)).unwrap_or_default(),
        ]);
    }
    sheet.grid(&grid)?;
    for (at, way) in answer.alternatives.iter().enumerate() {
        sheet.faint(&format!("{}: {}", at + 1, way.links.join(" ")))?;
    }
    Ok(())
}

fn why(way: &OtherWay) -> &'static str {
    match way.why {
        NotTaken::Kept => "kept on the observed way",
        other => other.as_str(),
    }
}

fn told(change: &SingleChange, unit: &super::super::unit::Unit) -> String {
    let what = change.what.as_deref().unwrap_or_default();
    match (change.kind, change.amount) {
        (ChangeKind::Cheaper, Some(usd_t)) => format!("it cost {} USD/t less", one(usd_t)),
        (ChangeKind::More, Some(kt)) => format!("{what} took {} {} more", unit.show(kt), unit.yearly()),
        (ChangeKind::More, None) => format!("{what} took more"),
        _ => format!("{what} were lifted"),
    }
}
