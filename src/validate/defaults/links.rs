//! Columns of links that follow from their ends, their mode and the flows.

use std::collections::{BTreeMap, BTreeSet};

use super::tables::moved;
use super::{free, titled};
use crate::diagnostic::Diagnostic;
use crate::input::RawTables;
use crate::model::{Cargo, Mode};
use crate::tables::{TextRow, items, number};

/// Length of a link over the great circle between its ends: the median of the links over 50 km of the built-in atlas, by
/// mode. A river has too few, a swap no length.
const DETOURS: [(Mode, f64); 5] =
    [(Mode::Pipeline, 1.10), (Mode::Rail, 1.18), (Mode::Road, 1.20), (Mode::Sea, 1.07), (Mode::Ferry, 1.03)];

/// Mean radius of the earth in km.
const EARTH: f64 = 6371.0088;

/// What links need to know of a place.
#[derive(Clone, Default)]
struct End {
    name: String,
    country: String,
    at: Option<[f64; 2]>,
}

pub(super) fn fill(raw: &mut RawTables) -> Vec<Diagnostic> {
    let ends = ends(raw);
    // A place that is not there has a finding of its own.
    let end = |row: &TextRow, column: &str| {
        let id = row.cell(column);
        ends.get(id).cloned().unwrap_or_else(|| End { name: titled(id), ..End::default() })
    };
    let (carried, all) = (carried(raw), words(moved(raw)));
    let absent = ["id", "name", "line", "gauge", "cargo", "territory"].map(|column| raw.is_absent("links", column));
    let [id, name, line, gauge, cargo, territory] = absent;
    let mut taken: BTreeSet<String> = ends.keys().cloned().collect();
    let mut measured: BTreeSet<Mode> = BTreeSet::new();
    for row in raw.rows_mut("links") {
        let (from, to) = (end(row, "from"), end(row, "to"));
        // A mode that is misspelt has a finding of its own.
        let mode = Mode::parse(row.cell("mode"));
        if id {
            let own = free(format!("{}-{}", row.cell("from"), row.cell("to")), &mut taken);
            row.fill("id", &own);
        }
        if name {
            row.fill("name", &format!("{} - {}", from.name, to.name));
        }
        if line && mode == Some(Mode::Pipeline) {
            let own = row.cell("id").to_owned();
            row.fill("line", &own);
        }
        if gauge && mode == Some(Mode::Rail) {
            row.fill("gauge", "1435");
        }
        if cargo {
            row.fill("cargo", mode.and_then(|mode| carried.get(&mode)).unwrap_or(&all));
        }
        if territory && mode.is_some_and(|mode| mode != Mode::Sea && mode != Mode::Ferry) {
            row.fill("territory", &countries(&from, &to));
        }
        if row.cell("length_km").is_empty()
            && let Some((mode, km)) = mode.and_then(|mode| Some((mode, length(mode, &from, &to)?)))
        {
            row.fill("length_km", &km);
            measured.insert(mode);
        }
    }
    let factors: Vec<String> = DETOURS.iter().filter(|(mode, _)| measured.contains(mode)).map(factor).collect();
    let rule = format!("a blank length is the great circle between the ends, times {}", factors.join(", "));
    let said = Diagnostic::warning("links.csv", rule, "fill length_km where it matters");
    if factors.is_empty() { Vec::new() } else { vec![Diagnostic { column: Some("length_km".into()), ..said }] }
}

fn factor((mode, factor): &(Mode, f64)) -> String {
    format!("{factor} for {mode}")
}

fn ends(raw: &RawTables) -> BTreeMap<String, End> {
    let degrees = |row: &TextRow, column: &str| number(row.cell(column)).ok();
    let of = |row: &TextRow| {
        let at = degrees(row, "lat").zip(degrees(row, "lon")).map(|(lat, lon)| [lat, lon]);
        let name = if row.cell("name").is_empty() { titled(row.cell("id")) } else { row.cell("name").to_owned() };
        (row.cell("id").to_owned(), End { name, country: row.cell("country").to_owned(), at })
    };
    raw.rows("places").iter().map(of).collect()
}

/// The countries of the ends, each once.
fn countries(from: &End, to: &End) -> String {
    let mut both = vec![from.country.as_str(), to.country.as_str()];
    both.dedup();
    both.retain(|country| !country.is_empty());
    both.join(";")
}

/// By mode: the cargoes that flows move and that have a price on it; all that flows move where none has.
fn carried(raw: &RawTables) -> BTreeMap<Mode, String> {
    let moved = moved(raw);
    let priced = |mode: Mode, cargo: Cargo| {
        let mut rows = raw.rows("modes").iter().filter(|row| row.cell("mode") == mode.as_str());
        rows.any(|row| items(row.cell("cargo")).any(|word| word == cargo.as_str()))
    };
    let of = |mode: Mode| {
        let own: Vec<Cargo> = moved.iter().copied().filter(|cargo| priced(mode, *cargo)).collect();
        let own = if own.is_empty() { moved.clone() } else { own };
        (mode, words(own))
    };
    Mode::ALL.iter().copied().map(of).collect()
}

fn words(cargoes: Vec<Cargo>) -> String {
    cargoes.into_iter().map(Cargo::as_str).collect::<Vec<_>>().join(";")
}

fn length(mode: Mode, from: &End, to: &End) -> Option<String> {
    let (_, factor) = DETOURS.iter().find(|(own, _)| *own == mode)?;
    Some(format!("{:.1}", great_circle(from.at?, to.at?) * factor))
}

/// Kilometres between two points, latitude first.
fn great_circle(from: [f64; 2], to: [f64; 2]) -> f64 {
    let [[lat, lon], [lat_to, lon_to]] = [from, to].map(|point| point.map(f64::to_radians));
    let half = |angle: f64| (angle / 2.0).sin().powi(2);
    let chord = half(lat_to - lat) + lat.cos() * lat_to.cos() * half(lon_to - lon);
    2.0 * EARTH * chord.sqrt().asin()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::built_in;

    #[test]
    fn detours_are_those_of_the_links_of_the_built_in_atlas() {
        let ends = ends(built_in());
        for (mode, factor) in DETOURS {
            let ratio = |row: &TextRow| {
                let (from, to) = (ends.get(row.cell("from"))?, ends.get(row.cell("to"))?);
                let circle = great_circle(from.at?, to.at?);
                let km = number(row.cell("length_km")).ok()?;
                (row.cell("mode") == mode.as_str() && circle > 50.0).then_some(km / circle)
            };
            let mut all: Vec<f64> = built_in().rows("links").iter().filter_map(ratio).collect();
            all.sort_by(f64::total_cmp);
            let median = all[all.len() / 2];
            assert!((median - factor).abs() < 0.03, "{mode}: {median}");
        }
    }

    #[test]
    fn a_quarter_of_the_equator_is_ten_thousand_kilometres() {
        assert!((great_circle([0.0, 0.0], [0.0, 90.0]) - 10_007.557).abs() < 0.01);
    }
}
