//! Defaults of modes.csv: every link has a price, a time and, on water, a vessel.

use super::checked::Checked;
use crate::diagnostic::Diagnostic;
use crate::model::Cargo;
use crate::tables::{Atlas, Link, ModeDefault, fits};

/// A price or a time that is not stated has a default of its mode, and the result fits.
pub(super) fn check_cost(all: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    // The default may be a row that cannot be read.
    if !all.whole(&["modes"]) {
        return;
    }
    for link in all.atlas.links.iter() {
        for (column, stated) in [("cost_usd_t", link.cost.is_some()), ("hours", link.time.is_some())] {
            // A cell that is filled but cannot be read has a finding of its own.
            if stated || !all.cell("links", &link.id, column).is_empty() {
                continue;
            }
            let lacking: Vec<_> = link.cargo.iter().filter(|cargo| !has_default(all, link, *cargo)).collect();
            if !lacking.is_empty() {
                let words: Vec<_> = lacking.into_iter().map(Cargo::as_str).collect();
                let rule = format!("blank, and modes.csv has no default for {} with {}", link.mode, words.join(", "));
                let diagnostic = all.error("links", &link.id, rule, "fill it, or add the default");
                diagnostics.push(diagnostic.cell(column, ""));
            }
        }
        derived(all, link, diagnostics);
    }
}

fn has_default(all: &Checked<'_>, link: &Link, cargo: Cargo) -> bool {
    all.atlas.modes.iter().any(|row| row.mode == link.mode && row.cargo.has(cargo))
}

/// What a default would make of the length must fit too.
fn derived(all: &Checked<'_>, link: &Link, diagnostics: &mut Vec<Diagnostic>) {
    // Solves at the ends of ranges use the high values too.
    let km = link.length.high.unwrap_or(link.length.value).km();
    let costly = |row: &&ModeDefault| {
        let rate = row.usd_per_tkm.high.unwrap_or(row.usd_per_tkm.value);
        link.cost.is_none() && !fits(row.fixed.value + rate * km, "USD/t")
    };
    // A speed that cannot be read is 0 here; 0.1 km/h is the least that the column takes.
    let slow = |row: &&ModeDefault| link.time.is_none() && !fits(km / row.speed.value.max(0.1), "h");
    let rows = all.atlas.modes.iter().filter(|row| row.mode == link.mode);
    // One finding for each link.
    if let Some(row) = rows.clone().find(costly).or_else(|| rows.clone().find(slow)) {
        let rule = format!("with the default {} its cost or time is too large to be computed with", row.id);
        let diagnostic = all.error("links", &link.id, rule, "check the length and the default");
        diagnostics.push(diagnostic.cell("length_km", &km.to_string()));
    }
}

/// Every water link can be sailed by some vessel class, for each of its cargoes, at both of its ends.
pub(super) fn check_vessels(all: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for row in all.atlas.modes.iter() {
        if row.mode.is_water() != row.vessel.is_some() {
            let rule =
                if row.mode.is_water() { "a water mode names its vessel class" } else { "no vessel rides on land" };
            let vessel = row.vessel.as_ref().map_or("", |id| id.as_str());
            let hint = "sea, river and ferry rows name a class, others leave it blank";
            diagnostics.push(all.error("modes", &row.id, rule, hint).cell("vessel", vessel));
        }
    }
    if !all.whole(&["modes"]) {
        return;
    }
    for link in all.atlas.links.iter().filter(|link| link.mode.is_water()) {
        let fits = |cargo: &Cargo| all.atlas.modes.iter().any(|row| may_sail(all.atlas, link, row, *cargo));
        let lacking: Vec<_> = link.cargo.iter().filter(|cargo| !fits(cargo)).map(Cargo::as_str).collect();
        if !lacking.is_empty() {
            let rule = format!("no vessel class may sail this link with {}", lacking.join(", "));
            let hint = "look at vessels and max_kt_dwt here, limits of its ends in places.csv, and modes.csv";
            diagnostics.push(all.error("links", &link.id, rule, hint).cell("id", link.id.as_str()));
        }
    }
}

fn may_sail(atlas: &Atlas, link: &Link, row: &ModeDefault, cargo: Cargo) -> bool {
    // Without names every class may sail.
    let named = link.vessels.is_empty() || link.vessels.contains(&row.id);
    let ends = [&atlas.places[link.from.index()], &atlas.places[link.to.index()]];
    let limits = [link.max_dwt, ends[0].max_dwt, ends[1].max_dwt];
    // What is not known of a class does not keep it off.
    let light = limits.iter().flatten().all(|most| row.dwt.is_none_or(|dwt| dwt <= *most));
    let shallow = ends.iter().all(|end| end.max_draught.is_none_or(|most| row.draught.is_none_or(|own| own <= most)));
    row.mode == link.mode && row.vessel.is_some() && row.cargo.has(cargo) && named && light && shallow
}

#[cfg(test)]
mod tests {
    use crate::validate::tests::{bad, link};

    #[test]
    fn nothing_defaults_to_zero() {
        bad(
            |raw| {
                raw["modes"].retain(|row| row["mode"] != "pipeline");
                link(raw, "hub-east")["cost_usd_t"] = String::new();
            },
            "column cost_usd_t: \"\": blank, and modes.csv has no default for pipeline with crude",
        );
        bad(
            |raw| {
                raw["modes"].retain(|row| row["mode"] != "pipeline");
                link(raw, "hub-east")["hours"] = String::new();
            },
            "column hours: \"\": blank, and modes.csv has no default for pipeline with crude",
        );
        bad(
            |raw| {
                link(raw, "hub-east")["cost_usd_t"] = String::new();
                link(raw, "hub-east")["length_km"] = "4000000000".into();
            },
            "column length_km: \"4000000000\": with the default pipeline-crude its cost or time is too large",
        );
    }

    #[test]
    fn a_link_that_nothing_can_sail_is_refused() {
        const RULE: &str = "column id: \"west-narrows\": no vessel class may sail this link with crude";
        bad(|raw| link(raw, "west-narrows")["max_kt_dwt"] = "10".into(), RULE);
        bad(|raw| raw["places"].iter_mut().for_each(|row| row["max_draught_m"] = "11.9".into()), RULE);
        bad(
            |raw| raw["modes"].iter_mut().for_each(|row| row["vessel"] = String::new()),
            "a water mode names its vessel class",
        );
        bad(
            |raw| raw["modes"].iter_mut().for_each(|row| row["vessel"] = "tanker".into()),
            "column vessel: \"tanker\": no vessel rides on land",
        );
    }
}
