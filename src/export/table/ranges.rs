//! Ranges for people: how far the headline figures reach, what moves them, what cannot be told apart.

use std::io;

use super::grid::Grid;
use super::number::{decimals, one, percent, signed};
use super::sheet::Sheet;
use crate::answer::Ranges;

/// What one line is about, and where its figures stand in the answer.
pub(super) type Line<'a> = (String, &'a str);

/// A grid for each group, with a line for each thing that has a figure.
pub(super) fn write(ranges: Option<&Ranges>, groups: &[&[Line<'_>]], sheet: &mut Sheet) -> io::Result<()> {
    let Some(ranges) = ranges else { return Ok(()) };
    sheet.heading("Ranges: one number at a time at its low and its high, all others at their point value")?;
    groups.iter().try_for_each(|lines| sheet.grid(&reach(ranges, lines)))?;
    sheet.text("Errors that come together reach further.")?;
    drivers(ranges, &groups.concat(), sheet)?;
    if !ranges.overlaps.is_empty() {
        sheet.heading(
            "Not distinguishable: which strands less, else costs less, is not the same in all solves",
        )?;
        for (one, other) in &ranges.overlaps {
            sheet.text(&format!("{one} and {other}"))?;
        }
    }
    Ok(())
}

/// One line for each thing, one column for each figure.
fn reach(ranges: &Ranges, lines: &[Line<'_>]) -> Grid {
    let own = |prefix: &str| {
        let inside = |path: &str| {
            let name = path.strip_prefix(prefix)?;
            let name = if prefix.is_empty() { name } else { name.strip_prefix('.')? };
            (!name.contains('.')).then(|| name.to_owned())
        };
        let own = ranges.ranges.iter().filter_map(move |range| Some((inside(&range.path)?, range)));
        own.collect::<Vec<_>>()
    };
    let mut names: Vec<String> = Vec::new();
    for (name, _) in lines.iter().flat_map(|(_, prefix)| own(prefix)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let heads: Vec<String> = names.iter().map(|name| format!(">{}", label(name))).collect();
    let mut grid = Grid::new(&[""].into_iter().chain(heads.iter().map(String::as_str)).collect::<Vec<_>>());
    for (title, prefix) in lines {
        let own = own(prefix);
        if own.is_empty() {
            continue;
        }
        let cell = |name: &String| match own.iter().find(|(own, _)| own == name) {
            Some((_, range)) => format!("{} to {}", shown(name, range.low), shown(name, range.high)),
            None => "-".into(),
        };
        grid.push([title.clone()].into_iter().chain(names.iter().map(cell)).collect::<Vec<_>>());
    }
    grid
}

fn drivers(ranges: &Ranges, lines: &[Line<'_>], sheet: &mut Sheet) -> io::Result<()> {
    if ranges.drivers.is_empty() {
        return Ok(());
    }
    sheet.heading("What moves them most")?;
    let mut grid = Grid::new(&["!Row", "Column", ">Low", ">High", ">Moves by", "What"]);
    for driver in &ranges.drivers {
        let (prefix, name) = driver.path.rsplit_once('.').unwrap_or(("", &driver.path));
        let of = lines.iter().find(|(_, own)| *own == prefix).map_or("", |(title, _)| title.as_str());
        let moves = match name {
            name if name.ends_with("_kt") => signed(driver.effect / 1000.0),
            "unavoidable" => signed(driver.effect * 100.0),
            _ => signed(driver.effect),
        };
        grid.row([
            driver.asset.clone(),
            driver.column.clone(),
            plain(driver.low),
            plain(driver.high),
            moves,
            format!("{} {of}", label(name)).trim_end().to_owned(),
        ]);
    }
    sheet.grid(&grid)
}

/// As data has it, to at most four places.
fn plain(value: f64) -> String {
    let text = decimals(value, 4);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn label(name: &str) -> &str {
    match name {
        "delivered_kt" => "Delivered Mt",
        "stranded_kt" => "Stranded Mt",
        "naive_stranded_kt" => "Naive Mt",
        "uneconomic_kt" => "Uneconomic Mt",
        "others_stranded_kt" => "Others Mt",
        "cost_usd" => "Cost bn USD",
        "extra_usd_t" => "+USD/t",
        "extra_days" => "+Days",
        "used" => "Used %",
        "unavoidable" => "No way %",
        "corridor_hhi" => "Corridors",
        "country_hhi" => "Countries",
        "operator_hhi" => "Operators",
        other => other,
    }
}

fn shown(name: &str, value: f64) -> String {
    match name {
        name if name.ends_with("_kt") => one(value / 1000.0),
        "cost_usd" => decimals(value / 1e9, 2),
        "used" | "unavoidable" => percent(value).trim_end_matches(" %").to_owned(),
        name if name.ends_with("_hhi") => decimals(value, 2),
        _ => one(value),
    }
}
