//! Scenarios for people: one line each, then what moves where.

use std::io;

use super::super::unit::Unit;
use super::bar::bar;
use super::grid::Grid;
use super::number::{billions, maybe, percent, signed};
use super::ranges;
use super::sheet::Sheet;
use crate::answer::{Baseline, Compare, Outcome};

pub(super) fn write(answer: &Compare, sheet: &mut Sheet) -> io::Result<()> {
    let (baseline, unit) = (&answer.baseline, sheet.unit);
    sheet.head(
        &answer.head,
        &format!("{} {} of {}", unit.show(baseline.flow_kt), unit.name(), baseline.year),
    )?;
    sheet.heading("Scenarios")?;
    sheet.grid(&overview(answer, unit, sheet.bars()))?;
    for outcome in &answer.scenarios {
        sheet.heading(&format!("{}: {}", outcome.id, outcome.title))?;
        details(outcome, baseline, sheet)?;
    }
    let prefix = |at: usize| (format!("scenarios[{at}]"), format!("scenarios[{at}].baseline"));
    let prefixes: Vec<_> = (0..answer.scenarios.len()).map(prefix).collect();
    let mut lines = vec![("baseline".to_owned(), "baseline")];
    for (outcome, (own, before)) in answer.scenarios.iter().zip(&prefixes) {
        lines.push((outcome.id.clone(), own));
        if let Some(baseline) = &outcome.baseline {
            lines.push((format!("baseline of {}", baseline.as_of), before));
        }
    }
    ranges::write(answer.ranges.as_ref(), &[&lines], sheet)
}

fn overview(answer: &Compare, unit: &Unit, bars: bool) -> Grid {
    let titles = ["Delivered", "Stranded", "Uneconomic"].map(|name| format!(">{name} {}", unit.name()));
    let [delivered, stranded, uneconomic] = titles.each_ref().map(String::as_str);
    let mut titles =
        vec!["!Scenario", "As of", delivered, stranded, ">bn USD", uneconomic, ">+USD/t", ">+Days"];
    titles.extend(bars.then_some("█ delivered, ▒ dear"));
    let mut grid = Grid::new(&titles);
    let whole = answer.baseline.flow_kt.max(f64::MIN_POSITIVE);
    let mut push = |mut cells: Vec<String>, delivered_kt: f64, uneconomic_kt: f64| {
        cells.extend(bars.then(|| bar(&[(delivered_kt / whole, '█'), (uneconomic_kt / whole, '▒')])));
        grid.push(cells);
    };
    let own = &answer.baseline;
    push(base("baseline", own, unit), own.delivered_kt, own.uneconomic_kt);
    for outcome in &answer.scenarios {
        if let Some(own) = &outcome.baseline {
            let name = format!("baseline of {}", own.as_of);
            push(base(&name, own, unit), own.delivered_kt, own.uneconomic_kt);
        }
        push(scenario(outcome, unit), outcome.delivered_kt, outcome.uneconomic_kt);
    }
    grid
}

fn scenario(outcome: &Outcome, unit: &Unit) -> Vec<String> {
    vec![
        outcome.id.clone(),
        outcome.as_of.to_string(),
        unit.show(outcome.delivered_kt),
        unit.show(outcome.stranded_kt),
        billions(outcome.stranded_usd),
        unit.show(outcome.uneconomic_kt),
        maybe(outcome.extra_usd_t, signed),
        maybe(outcome.extra_days, signed),
    ]
}

fn base(name: &str, baseline: &Baseline, unit: &Unit) -> Vec<String> {
    vec![
        name.into(),
        baseline.as_of.to_string(),
        unit.show(baseline.delivered_kt),
        unit.show(baseline.stranded_kt),
        billions(baseline.stranded_usd),
        unit.show(baseline.uneconomic_kt),
        "-".into(),
        "-".into(),
    ]
}

fn details(outcome: &Outcome, baseline: &Baseline, sheet: &mut Sheet) -> io::Result<()> {
    let unit = sheet.unit;
    let corridors = outcome.corridors.iter().filter(|corridor| unit.change(corridor.change_kt) != "0.0");
    let corridors: Vec<_> =
        corridors.map(|corridor| format!("{} {}", corridor.id, unit.change(corridor.change_kt))).collect();
    named(&format!("Corridors, {}", unit.name()), &corridors, sheet)?;
    let countries = outcome.countries.iter().filter(|country| signed(country.change * 100.0) != "0.0");
    let countries: Vec<_> = countries
        .map(|country| {
            format!("{} {} ({})", country.id, percent(country.used), signed(country.change * 100.0))
        })
        .collect();
    named("Crosses", &countries, sheet)?;
    let before = outcome.baseline.as_ref().unwrap_or(baseline);
    let binding: Vec<_> = outcome.binding.iter().filter(|id| !before.binding.contains(id)).cloned().collect();
    named("Binds beside what binds in the baseline", &binding, sheet)?;
    if corridors.is_empty() && countries.is_empty() && binding.is_empty() {
        sheet.text("Nothing moves.")?;
    }
    Ok(())
}

fn named(name: &str, items: &[String], sheet: &mut Sheet) -> io::Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    sheet.text(&format!("{name}: {}", items.join(", ")))
}
