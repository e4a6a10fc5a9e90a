//! Whose law is asked and not known makes every answer unknown: a territory of the atlas owes a row.

use std::collections::BTreeSet;

use super::checked::{Checked, Rule};
use crate::model::{CountryIx, sender_code};
use crate::notice::Diagnostic;

pub(super) const RULE: Rule = Rule {
    name: "coverage_owed",
    says: "an atlas with law says of every state in whose territory something lies how far its law is known",
    check,
};

fn check(all: &Checked<'_>, notices: &mut Vec<Diagnostic>) {
    let atlas = all.atlas;
    if atlas.law.is_empty() || !all.whole(&["places", "links", "countries", "coverage"]) {
        return;
    }
    let covered: BTreeSet<&str> = atlas.coverage.iter().map(|row| sender_code(&row.sender)).collect();
    let lie = atlas.links.iter().flat_map(|link| link.territory.iter().copied());
    let lie: BTreeSet<CountryIx> = lie.chain(atlas.places.iter().filter_map(|place| place.country)).collect();
    for country in lie {
        let id = &atlas.countries[country.index()].id;
        if !covered.contains(id.as_str()) {
            let hint = "add it to coverage.csv, with none_found where no measure was found";
            let rule = "nothing is said of the law of this state: what passes it is unknown";
            notices.push(Diagnostic::warning("coverage.csv", rule, hint).cell("sender", id.as_str()));
        }
    }
}
