//! A link accepts and rejects only what could ride on it, and not the same.

use super::checked::{Checked, Rule};
use crate::notice::Diagnostic;

pub(super) const RULE: Rule =
    Rule { name: "grades", says: "a link accepts and rejects commodities of its own cargoes", check };

fn check(all: &Checked<'_>, notices: &mut Vec<Diagnostic>) {
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
                let notice = all.error("links", &link.id, rule, "take it out, or mend the cargo");
                notices.push(notice.cell(column, row.id.as_str()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::validate::tests::{bad, link};

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
