//! No one holds the same twice, nothing is held more than whole, and a trustee holds what someone has.

use std::collections::BTreeMap;

use super::checked::Checked;
use crate::diagnostic::Diagnostic;
use crate::model::{Percent, Window};
use crate::tables::HoldingKind;

/// A row as this rule reads it.
struct Row<'a> {
    line: u64,
    cells: [&'a str; 4],
    share: Percent,
    window: Window,
}

// 100 %, in millionths of a percent.
const WHOLE: Percent = Percent(100_000_000);

/// A holding is said once for each day, shares of a company are no more than 100 %, a trustee has a beneficiary.
pub(super) fn check(all: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(table) = all.table("holdings") else { return };
    let rows = table.rows.iter().map(|row| Row {
        line: row.line,
        cells: ["holder", "held", "kind", "trustee_for"].map(|name| row.cell(name)),
        // What is no number has a finding of its own, and adds nothing here.
        share: row.cell("share_pct").parse().ok().and_then(Percent::from_pct).unwrap_or_default(),
        window: row.window(["since", "until"]),
    });
    let rows: Vec<Row<'_>> = rows.collect();
    twice(&rows, diagnostics);
    whole(&rows, diagnostics);
    rows.iter().for_each(|row| trust(&rows, row, diagnostics));
}

fn fault(line: u64, column: &str, value: &str, rule: impl Into<String>, hint: &str) -> Diagnostic {
    Diagnostic::error("holdings.csv", rule, hint).row(line).cell(column, value)
}

fn twice(rows: &[Row<'_>], diagnostics: &mut Vec<Diagnostic>) {
    for (at, row) in rows.iter().enumerate() {
        let [holder, held, kind, _] = row.cells;
        // The same holder, held party and kind.
        let same = |other: &&Row<'_>| other.cells[..3] == row.cells[..3] && other.window.overlaps(&row.window);
        // Only rows above, so that each pair is reported once.
        if let Some(first) = rows[..at].iter().find(same) {
            let rule = format!("{kind} of {held} are said in row {} already, on days that both have", first.line);
            diagnostics.push(fault(row.line, "holder", holder, rule, "let the one end before the other begins"));
        }
    }
}

// Board and control are not parts of 100 %; a trustee's share is in its beneficiary's row already.
fn adds_up(row: &Row<'_>) -> bool {
    matches!(HoldingKind::parse(row.cells[2]), Some(HoldingKind::Shares | HoldingKind::Votes))
}

/// On each day on which something begins.
fn whole(rows: &[Row<'_>], diagnostics: &mut Vec<Diagnostic>) {
    let mut by_company: BTreeMap<(&str, &str), Vec<&Row<'_>>> = BTreeMap::new();
    for row in rows.iter().filter(|row| adds_up(row)) {
        by_company.entry((row.cells[1], row.cells[2])).or_default().push(row);
    }
    for ((held, kind), rows) in by_company {
        for row in &rows {
            // A sum rises only on a day on which a holding begins. Without a day: before all of them.
            let on = |other: &&&Row<'_>| match row.window.since {
                Some(day) => other.window.holds(day),
                None => other.window.since.is_none(),
            };
            let sum = rows.iter().filter(on).fold(Percent::ZERO, |sum, other| sum + other.share);
            if sum > WHOLE {
                let rule = format!("{kind} of this company add up to {} %", sum.pct());
                diagnostics.push(fault(row.line, "held", held, rule, "they are 100 % at most; is one of them dated?"));
                // One finding for each company and kind.
                break;
            }
        }
    }
}

fn trust(rows: &[Row<'_>], row: &Row<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let [_, held, kind, beneficiary] = row.cells;
    if beneficiary.is_empty() {
        return;
    }
    if HoldingKind::parse(kind) != Some(HoldingKind::Trustee) {
        let rule = format!("{kind} are held for no one else");
        diagnostics.push(fault(row.line, "trustee_for", beneficiary, rule, "leave it blank, or write trustee as kind"));
    } else if !rows
        .iter()
        .any(|other| other.cells[..3] == [beneficiary, held, HoldingKind::Shares.as_str()] && other.share >= row.share)
    {
        let rule = format!("the beneficiary has no row with as many shares of {held}");
        diagnostics.push(fault(
            row.line,
            "trustee_for",
            beneficiary,
            rule,
            "add the row; the trustee's is not in addition to it",
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::validate::tests::{again, bad};

    #[test]
    fn a_holding_is_said_once_for_each_day() {
        bad(|raw| again(raw, "holdings"), "are said in row 2 already, on days that both have");
    }

    #[test]
    fn nothing_is_held_more_than_whole() {
        bad(
            |raw| {
                let mut more = raw["holdings"][0].clone();
                more["holder"] =
                    raw["parties"].iter().map(|row| row["id"].clone()).find(|id| *id != more["holder"]).unwrap();
                more["share_pct"] = "60".into();
                raw["holdings"][0]["share_pct"] = "60".into();
                raw["holdings"].push(more);
            },
            "shares of this company add up to ",
        );
    }

    #[test]
    fn a_trustee_has_a_beneficiary() {
        bad(
            |raw| raw["holdings"][0]["trustee_for"] = raw["holdings"][0]["holder"].clone(),
            "shares are held for no one else",
        );
        bad(
            |raw| {
                let mut trustee = raw["holdings"][0].clone();
                trustee["kind"] = "trustee".into();
                trustee["trustee_for"] = trustee["held"].clone();
                raw["holdings"].push(trustee);
            },
            "the beneficiary has no row with as many shares of ",
        );
    }
}
