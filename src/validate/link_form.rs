//! What a mode demands of its links: a gauge on rail, a line on pipelines, a length but on swaps, two places.

use super::checked::{Checked, Rule};
use crate::model::Mode;
use crate::notice::Diagnostic;
use crate::tables::{fits, number};
use routing::Metres;

pub(super) const RULE: Rule = Rule {
    name: "link_form",
    says: "rail has a gauge, a pipeline a line and one direction, every link two places and, but for swaps, a length",
    check,
};

fn check(all: &Checked<'_>, notices: &mut Vec<Diagnostic>) {
    for link in all.atlas.links.iter() {
        let blank = |column: &str| all.cell("links", &link.id, column).is_empty();
        let mut fault = |column: &str, value: &str, rule: &str, hint: &str| {
            notices.push(all.error("links", &link.id, rule, hint).cell(column, value));
        };
        if link.from == link.to {
            let place = &all.atlas.places[link.to.index()].id;
            fault("to", place.as_str(), "a link joins two places", "give it another end");
        }
        match (link.mode, link.gauge) {
            (Mode::Rail, None) if blank("gauge") => {
                fault("gauge", "", "a rail link has a gauge", "write 1520 or 1435");
            }
            (Mode::Rail, _) | (_, None) => {}
            (_, Some(gauge)) => fault("gauge", &gauge.to_string(), "only rail has a gauge", "leave it blank"),
        }
        if link.mode == Mode::Pipeline && blank("line") {
            fault("line", "", "a pipeline link belongs to a line", "its own id will do");
        }
        if link.mode == Mode::Pipeline && link.two_way {
            fault(
                "two_way",
                "true",
                "a pipeline runs one way",
                "a reversal is a row of its own with `since`",
            );
        }
        let length = all.cell("links", &link.id, "length_km");
        if link.mode != Mode::Swap && link.length.value == Metres::ZERO && is_nothing(length) {
            fault("length_km", length, "only a swap has no length", "write its length in km");
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

#[cfg(test)]
mod tests {
    use crate::validate::tests::{alone, bad, link};

    #[test]
    fn a_cell_that_cannot_be_read_is_not_missed_too() {
        alone(
            |raw| link(raw, "hub-east")["length_km"] = "far".into(),
            "length_km: \"far\": this is not a number",
        );
        alone(
            |raw| link(raw, "hub-east")["line"] = "East Line".into(),
            "line: \"East Line\": an id is made of",
        );
    }

    #[test]
    fn what_a_mode_demands_is_demanded() {
        bad(
            |raw| link(raw, "hub-east")["mode"] = "rail".into(),
            "column gauge: \"\": a rail link has a gauge",
        );
        bad(
            |raw| link(raw, "hub-east")["gauge"] = "1520".into(),
            "column gauge: \"1520\": only rail has a gauge",
        );
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
        bad(
            |raw| link(raw, "hub-east")["length_km"] = "-0".into(),
            "length_km: \"-0\": only a swap has no length",
        );
    }
}
