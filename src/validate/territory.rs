//! Land links say in which countries they lie, those of their ends among them; sea links lie in none.

use super::checked::{Checked, Rule};
use crate::model::{Id, Mode};
use crate::notice::Diagnostic;
use crate::tables::Link;
use crate::tables::items;

pub(super) const RULE: Rule = Rule {
    name: "territory",
    says: "a land link names the countries it lies in, its ends' among them",
    check,
};

fn check(all: &Checked<'_>, notices: &mut Vec<Diagnostic>) {
    if !all.whole(&["countries"]) {
        return;
    }
    for link in all.atlas.links.iter() {
        let territory = &link.territory;
        let text = all.cell("links", &link.id, "territory");
        if items(text).count() != territory.len() {
            // One of them is unknown: that is said of it, and nobody can tell what else is missing.
            continue;
        }
        let mut fault = |rule: String, hint: String| {
            notices.push(all.error("links", &link.id, rule, hint).cell("territory", text));
        };
        if link.mode == Mode::Sea {
            if !territory.is_empty() {
                fault("a sea lane lies in no country".into(), "leave it blank".into());
            }
            continue;
        }
        let ends = ends(all, link);
        if territory.is_empty() && link.mode != Mode::Ferry {
            let hint = format!("write them in order of passage: {}", join(&ends));
            fault(format!("a {} link names the countries it lies in", link.mode), hint);
        } else if !territory.is_empty() {
            let omitted: Vec<_> =
                ends.into_iter().filter(|id| !text.split(';').any(|own| **id == *own)).collect();
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
    ends.dedup();
    ends
}

fn join(ids: &[&Id]) -> String {
    ids.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(";")
}

#[cfg(test)]
mod tests {
    use crate::validate::tests::{alone, bad, link};

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
}
