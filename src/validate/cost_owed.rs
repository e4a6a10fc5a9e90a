//! A price or a time that is not stated has a default of its mode, and the result fits.

use super::checked::{Checked, Rule};
use crate::model::Cargo;
use crate::notice::Diagnostic;
use crate::tables::fits;
use crate::tables::{Link, ModeDefault};

pub(super) const RULE: Rule = Rule {
    name: "cost_owed",
    says: "a link has a cost and hours, or modes.csv a default for its mode and cargo",
    check,
};

fn check(all: &Checked<'_>, notices: &mut Vec<Diagnostic>) {
    if !all.whole(&["modes"]) {
        return;
    }
    for link in all.atlas.links.iter() {
        for (column, stated) in [("cost_usd_t", link.cost.is_some()), ("hours", link.time.is_some())] {
            if stated || !all.cell("links", &link.id, column).is_empty() {
                continue;
            }
            let lacking: Vec<_> = link.cargo.iter().filter(|cargo| !has_default(all, link, *cargo)).collect();
            if !lacking.is_empty() {
                let words: Vec<_> = lacking.into_iter().map(Cargo::as_str).collect();
                let rule = format!(
                    "blank, and modes.csv has no default for {} with {}",
                    link.mode,
                    words.join(", ")
                );
                let notice = all.error("links", &link.id, rule, "fill it, or add the default");
                notices.push(notice.cell(column, ""));
            }
        }
        derived(all, link, notices);
    }
}

fn has_default(all: &Checked<'_>, link: &Link, cargo: Cargo) -> bool {
    all.atlas.modes.iter().any(|row| row.mode == link.mode && row.cargo.has(cargo))
}

/// What a default would make of the length must fit too.
fn derived(all: &Checked<'_>, link: &Link, notices: &mut Vec<Diagnostic>) {
    let km = link.length.high.unwrap_or(link.length.value).km();
    let costly = |row: &&ModeDefault| {
        let rate = row.usd_per_tkm.high.unwrap_or(row.usd_per_tkm.value);
        link.cost.is_none() && !fits(row.fixed.value + rate * km, "USD/t")
    };
    let slow = |row: &&ModeDefault| link.time.is_none() && !fits(km / row.speed.value.max(0.1), "h");
    let rows = all.atlas.modes.iter().filter(|row| row.mode == link.mode);
    if let Some(row) = rows.clone().find(costly).or_else(|| rows.clone().find(slow)) {
        let rule = format!("with the default {} its cost or time is too large to be computed with", row.id);
        let notice = all.error("links", &link.id, rule, "check the length and the default");
        notices.push(notice.cell("length_km", &km.to_string()));
    }
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
}
