//! What a mode demands of its links: a gauge on rail, a line on pipelines, a length but on swaps, two places.

use super::checked::{Checked, Rule};
use crate::model::{Metres, Mode};
use crate::notice::Notice;

pub(super) const RULE: Rule = Rule {
    name: "link_form",
    says: "rail has a gauge, a pipeline a line and one direction, every link two places and, but for swaps, a length",
    check,
};

fn check(all: &Checked<'_>, notices: &mut Vec<Notice>) {
    for link in all.atlas.links.iter() {
        let mut fault = |column: &str, value: &str, rule: &str, hint: &str| {
            notices.push(all.error("links", &link.id, rule, hint).cell(column, value));
        };
        if link.from == link.to {
            let place = &all.atlas.places[link.to.at()].id;
            fault("to", place.as_str(), "a link joins two places", "give it another end");
        }
        match (link.mode, link.gauge) {
            (Mode::Rail, None) => fault("gauge", "", "a rail link has a gauge", "write 1520 or 1435"),
            (Mode::Rail, Some(_)) | (_, None) => {}
            (_, Some(gauge)) => fault("gauge", &gauge.to_string(), "only rail has a gauge", "leave it blank"),
        }
        if link.mode == Mode::Pipeline && link.line.is_none() {
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
        if link.mode != Mode::Swap && link.length.value == Metres::ZERO {
            fault("length_km", "", "only a swap has no length", "write its length in km");
        }
        if !link.mode.is_water() && !link.vessels.is_empty() {
            fault("vessels", "", "only water links name vessels", "leave it blank");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::validate::tests::{bad, link};

    #[test]
    fn what_a_mode_demands_is_demanded() {
        bad(|raw| link(raw, "hub-east").mode = "rail".into(), "column gauge: \"\": a rail link has a gauge");
        bad(
            |raw| link(raw, "hub-east").gauge = "1520".into(),
            "column gauge: \"1520\": only rail has a gauge",
        );
        bad(|raw| link(raw, "hub-east").line = String::new(), "a pipeline link belongs to a line");
        bad(
            |raw| link(raw, "hub-east").two_way = "true".into(),
            "column two_way: \"true\": a pipeline runs one way",
        );
        bad(|raw| link(raw, "hub-east").length_km = "0".into(), "only a swap has no length");
        bad(|raw| link(raw, "hub-east").to = "hub".into(), "column to: \"hub\": a link joins two places");
        bad(|raw| link(raw, "hub-east").vessels = "tanker".into(), "only water links name vessels");
    }
}
