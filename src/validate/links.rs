//! What a link owes and may not say.

use super::checked::Checked;
use crate::diagnostic::Diagnostic;
use crate::model::{Id, Mode};
use crate::tables::{Link, fits, items, number};
use routing::Metres;

/// What a mode demands of its links: a gauge on rail, a line on pipelines, a length but on swaps, two places.
pub(super) fn check_form(all: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for link in all.atlas.links.iter() {
        // By the text: a cell that is filled but cannot be read has a finding of its own.
        let blank = |column: &str| all.cell("links", &link.id, column).is_empty();
        let mut fault = |column: &str, value: &str, rule: &str, hint: &str| {
            diagnostics.push(all.error("links", &link.id, rule, hint).cell(column, value));
        };
        if link.from == link.to {
            let place = &all.atlas.places[link.to.index()].id;
            fault("to", place.as_str(), "a link joins two places", "give it another end");
        }
        match (link.mode, link.gauge) {
            (Mode::Rail, None) if blank("gauge") => {
                fault("gauge", "", "a rail link has a gauge", "write 1520 or 1435");
            }
            // Rail with a gauge, even one that cannot be read, or another mode without one.
            (Mode::Rail, _) | (_, None) => {}
            (_, Some(gauge)) => fault("gauge", &gauge.to_string(), "only rail has a gauge", "leave it blank"),
        }
        if link.mode == Mode::Pipeline && blank("line") {
            fault("line", "", "a pipeline link belongs to a line", "its own id will do");
        }
        if link.mode == Mode::Pipeline && link.two_way {
            fault("two_way", "true", "a pipeline runs one way", "a reversal is a row of its own with `since`");
        }
        // A length that cannot be read is 0 in the atlas too, so the text decides.
        let length = all.cell("links", &link.id, "length_km");
        if link.mode != Mode::Swap && link.length.value == Metres::ZERO && is_nothing(length) {
            let ends = if length.is_empty() { ", or lat and lon of both ends" } else { "" };
            let hint = format!("write its length in km{ends}");
            fault("length_km", length, "only a swap has no length", &hint);
        }
        if !link.mode.is_water() && !link.vessels.is_empty() {
            let vessels = all.cell("links", &link.id, "vessels");
            fault("vessels", vessels, "only water links name vessels", "leave it blank");
        }
    }
}

/// Blank, or a number that rounds to nothing; what is no number at all is said by its own rule.
fn is_nothing(text: &str) -> bool {
    text.is_empty() || number(text).is_ok_and(|km| fits(km, "km"))
}

/// Land links say in which countries they lie, those of their ends among them; sea links lie in none.
pub(super) fn check_territory(all: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !all.whole(&["countries"]) {
        return;
    }
    for link in all.atlas.links.iter() {
        let territory = &link.territory;
        let text = all.cell("links", &link.id, "territory");
        if items(text).count() != territory.len() {
            // The unknown one has a finding of its own; what else is missing cannot be judged.
            continue;
        }
        let mut fault = |rule: String, hint: String| {
            diagnostics.push(all.error("links", &link.id, rule, hint).cell("territory", text));
        };
        if link.mode == Mode::Sea {
            if !territory.is_empty() {
                fault("a sea lane lies in no country".into(), "leave it blank".into());
            }
            continue;
        }
        let ends = ends(all, link);
        // A ferry may leave its territory blank; if it names any, those of its ends must be among them.
        if territory.is_empty() && link.mode != Mode::Ferry && !ends.is_empty() {
            let hint = format!("write them in order of passage: {}", join(&ends));
            fault(format!("a {} link names the countries it lies in", link.mode), hint);
        } else if !territory.is_empty() {
            let omitted: Vec<_> = ends.into_iter().filter(|id| !text.split(';').any(|own| **id == *own)).collect();
            if !omitted.is_empty() {
                fault("the territory omits the country of an end".into(), format!("add {}", join(&omitted)));
            }
        }
    }
}

fn ends<'a>(all: &'a Checked<'_>, link: &Link) -> Vec<&'a Id> {
    let country = |place: crate::model::PlaceIx| {
        all.atlas.places[place.index()].country.map(|country| &all.atlas.countries[country.index()].id)
    };
    let mut ends: Vec<_> = [country(link.from), country(link.to)].into_iter().flatten().collect();
    // A link within one country has it once.
    ends.dedup();
    ends
}

fn join(ids: &[&Id]) -> String {
    ids.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(";")
}

/// A link accepts and rejects only what could ride on it, and not the same.
pub(super) fn check_grades(all: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for link in all.atlas.links.iter() {
        for (column, list) in [("accepts", &link.accepts), ("rejects", &link.rejects)] {
            for commodity in list {
                let row = &all.atlas.commodities[commodity.index()];
                let rule = if !link.cargo.has(row.cargo) {
                    format!("the link does not carry {}", row.cargo)
                } else if column == "rejects" && link.accepts.contains(commodity) {
                    "the link accepts and rejects it".into()
                } else {
                    continue;
                };
                let diagnostic = all.error("links", &link.id, rule, "take it out, or mend the cargo");
                diagnostics.push(diagnostic.cell(column, row.id.as_str()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::validate::tests::{alone, bad, link};

    #[test]
    fn a_cell_that_cannot_be_read_is_not_missed_too() {
        alone(|raw| link(raw, "hub-east")["length_km"] = "far".into(), "length_km: \"far\": this is not a number");
        alone(|raw| link(raw, "hub-east")["line"] = "East Line".into(), "line: \"East Line\": an id is made of");
    }

    #[test]
    fn what_a_mode_demands_is_demanded() {
        bad(|raw| link(raw, "hub-east")["mode"] = "rail".into(), "column gauge: \"\": a rail link has a gauge");
        bad(|raw| link(raw, "hub-east")["gauge"] = "1520".into(), "column gauge: \"1520\": only rail has a gauge");
        bad(|raw| link(raw, "hub-east")["line"] = String::new(), "a pipeline link belongs to a line");
        bad(
            |raw| link(raw, "hub-east")["two_way"] = "true".into(),
            "column two_way: \"true\": a pipeline runs one way",
        );
        bad(|raw| link(raw, "hub-east")["length_km"] = "0".into(), "only a swap has no length");
        bad(|raw| link(raw, "hub-east")["to"] = "hub".into(), "column to: \"hub\": a link joins two places");
        bad(
            |raw| link(raw, "hub-east")["vessels"] = "tanker".into(),
            "column vessels: \"tanker\": only water links name vessels",
        );
        bad(|raw| link(raw, "hub-east")["length_km"] = "-0".into(), "length_km: \"-0\": only a swap has no length");
    }

    #[test]
    fn a_country_that_is_unknown_is_not_omitted_too() {
        alone(
            |raw| link(raw, "hub-east")["territory"] = "KAZ;AZX".into(),
            "column territory: \"AZX\": unknown country; did you mean AZE?",
        );
    }

    #[test]
    fn territory_on_land_and_none_at_sea() {
        bad(
            |raw| link(raw, "hub-west-1")["territory"] = "KAZ".into(),
            "column territory: \"KAZ\": the territory omits the country of an end; add RUS",
        );
        bad(
            |raw| link(raw, "hub-west-1")["territory"] = String::new(),
            "column territory: \"\": a pipeline link names the countries it lies in; write them in order of passage: KAZ;RUS",
        );
        bad(
            |raw| link(raw, "west-narrows")["territory"] = "RUS".into(),
            "column territory: \"RUS\": a sea lane lies in no country; leave it blank",
        );
    }

    #[test]
    fn grades_fit_the_cargo() {
        bad(
            |raw| {
                link(raw, "hub-east")["accepts"] = "crude-tiny".into();
                link(raw, "hub-east")["rejects"] = "crude-tiny".into();
            },
            "column rejects: \"crude-tiny\": the link accepts and rejects it",
        );
        bad(
            |raw| {
                link(raw, "hub-east")["cargo"] = "gas".into();
                link(raw, "hub-east")["accepts"] = "crude-tiny".into();
            },
            "column accepts: \"crude-tiny\": the link does not carry crude",
        );
    }
}
