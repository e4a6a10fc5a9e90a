//! Transfers of an atlas without `transfers.csv`: wherever one mode arrives and another leaves, at the price and time of
//! the built-in atlas.

use std::collections::{BTreeMap, BTreeSet};

use super::tables::moved;
use super::{free, made, stands_in};
use crate::diagnostic::Diagnostic;
use crate::input::{RawTables, built_in};
use crate::model::{Cargo, Mode};
use crate::tables::{TextRow, items, number};

/// A mode, with the class that a side names.
type Side = (Mode, Option<String>);

pub(super) fn fill(raw: &mut RawTables) -> Option<Diagnostic> {
    if !raw.missing.contains("transfers") {
        return None;
    }
    let (moved, meetings, classes) = (moved(raw), meetings(raw), classes(raw));
    let mut taken: BTreeSet<String> = raw.rows("links").iter().map(|row| row.cell("id").to_owned()).collect();
    let (mut rows, mut said) = (Vec::new(), Vec::new());
    for (place, kind, from, to) in meetings {
        for (template, cargo, sides) in templates(&kind, (from, to), &moved, &classes) {
            rows.push(transfer(free(format!("{place}-{from}-{to}"), &mut taken), &place, template, (&cargo, &sides)));
            said.push(format!(
                "{from} to {to} at {place} {} USD/t and {} h",
                template.cell("usd_t"),
                template.cell("hours")
            ));
        }
    }
    raw.rows_mut("transfers").extend(rows);
    let more = said.len().saturating_sub(SHOWN);
    said.truncate(SHOWN);
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    let rule = format!("transfers are those of the built-in atlas: {}{rest}", said.join(", "));
    (!said.is_empty()).then(|| stands_in("transfers", rule, "`corridor list transfers` shows them all"))
}

/// So many transfers are named in one sentence.
const SHOWN: usize = 3;

/// Place, its kind, a mode that arrives and one that leaves; in order.
fn meetings(raw: &RawTables) -> BTreeSet<(String, String, Mode, Mode)> {
    let mut arriving: BTreeMap<&str, BTreeSet<Mode>> = BTreeMap::new();
    let mut leaving: BTreeMap<&str, BTreeSet<Mode>> = BTreeMap::new();
    for row in raw.rows("links") {
        let Some(mode) = Mode::parse(row.cell("mode")) else { continue };
        let both = row.cell("two_way") == "true";
        for (from, to) in [("from", "to"), ("to", "from")].into_iter().take(if both { 2 } else { 1 }) {
            leaving.entry(row.cell(from)).or_default().insert(mode);
            arriving.entry(row.cell(to)).or_default().insert(mode);
        }
    }
    let mut all = BTreeSet::new();
    // Ships pass a strait: nothing is handled there.
    for row in raw.rows("places").iter().filter(|row| row.cell("kind") != "strait") {
        let id = row.cell("id");
        for from in arriving.get(id).into_iter().flatten() {
            for to in leaving.get(id).into_iter().flatten() {
                all.insert((id.to_owned(), row.cell("kind").to_owned(), *from, *to));
            }
        }
    }
    all
}

/// Classes of modes that links and `modes.csv` have.
fn classes(raw: &RawTables) -> BTreeSet<(Mode, String)> {
    let vessels = raw.rows("modes").iter().flat_map(|row| ["id", "vessel"].map(|column| (row, column)));
    let gauges = raw.rows("links").iter().map(|row| (row, "gauge"));
    vessels
        .chain(gauges)
        .filter_map(|(row, column)| Some((Mode::parse(row.cell("mode"))?, row.cell(column).to_owned())))
        .filter(|(_, class)| !class.is_empty())
        .collect()
}

/// Rows of the built-in atlas from one mode to another, each with the cargoes that it serves here and its sides: first
/// those for this kind of place, then those for other kinds, then those for single places, the middle one by price.
fn templates(
    kind: &str,
    (from, to): (Mode, Mode),
    moved: &[Cargo],
    classes: &BTreeSet<(Mode, String)>,
) -> Vec<(&'static TextRow, String, [String; 2])> {
    let mut ranked: BTreeMap<(u8, [String; 2], &str), Vec<&'static TextRow>> = BTreeMap::new();
    for row in built_in().rows("transfers") {
        let crossing = ["from_country", "to_country"].iter().any(|column| !row.cell(column).is_empty());
        let Some(sides) = sides(row, (from, to), classes).filter(|_| !crossing) else { continue };
        let rank = if row.cell("kind") == kind { 0 } else { 1 + u8::from(row.cell("kind").is_empty()) };
        ranked.entry((rank, sides, row.cell("cargo"))).or_default().push(row);
    }
    let mut served: BTreeMap<[String; 2], BTreeSet<Cargo>> = BTreeMap::new();
    let mut found = Vec::new();
    for ((_, sides, cargo), mut rows) in ranked {
        let done = served.entry(sides.clone()).or_default();
        let own: Vec<Cargo> = items(cargo).filter_map(Cargo::parse).filter(|cargo| moved.contains(cargo)).collect();
        let own: Vec<Cargo> = own.into_iter().filter(|cargo| done.insert(*cargo)).collect();
        let price = |row: &TextRow| number(row.cell("usd_t")).unwrap_or_default();
        rows.sort_by(|a, b| price(a).total_cmp(&price(b)).then_with(|| a.cell("id").cmp(b.cell("id"))));
        if !own.is_empty() {
            let cargo = own.into_iter().map(Cargo::as_str).collect::<Vec<_>>().join(";");
            found.push((rows[rows.len() / 2], cargo, sides));
        }
    }
    found
}

/// The sides of a row as they can be written here; none where it joins other modes, or classes that are not here.
fn sides(row: &TextRow, (from, to): (Mode, Mode), classes: &BTreeSet<(Mode, String)>) -> Option<[String; 2]> {
    let own = [side(row.cell("from"))?, side(row.cell("to"))?];
    if (own[0].0, own[1].0) != (from, to) {
        return None;
    }
    let text = |(mode, class): &Side| match class {
        // A line is of the built-in atlas alone; a gauge matters only where one meets another.
        Some(_) if *mode == Mode::Pipeline => None,
        Some(_) if *mode == Mode::Rail && from != to => Some(mode.to_string()),
        Some(class) => classes.contains(&(*mode, class.clone())).then(|| format!("{mode}:{class}")),
        None => Some(mode.to_string()),
    };
    Some([text(&own[0])?, text(&own[1])?])
}

fn side(text: &str) -> Option<Side> {
    let (mode, class) = text.split_once(':').map_or((text, None), |(mode, class)| (mode, Some(class.to_owned())));
    Some((Mode::parse(mode)?, class))
}

fn transfer(id: String, place: &str, template: &TextRow, (cargo, sides): (&str, &[String; 2])) -> TextRow {
    let mut row = made("transfers");
    let note = format!("as {} of the built-in atlas", template.cell("id"));
    let own =
        [("id", &*id), ("place", place), ("from", &sides[0]), ("to", &sides[1]), ("cargo", cargo), ("note", &note)];
    own.iter().for_each(|(column, text)| row.set(column, text));
    for column in ["usd_t", "usd_t_low", "usd_t_high", "hours", "hours_low", "hours_high", "year", "basis", "source"] {
        row.set(column, template.cell(column));
    }
    row
}
