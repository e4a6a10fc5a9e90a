//! Whose a company is, for people.

use std::io;

use super::grid::Grid;
use super::sheet::Sheet;
use crate::answer::{Comparison, Confidence, Owners, OwnershipVerdict};

/// So much of what it runs is named.
const SHOWN: usize = 10;

pub(super) fn write(answer: &Owners, sheet: &mut Sheet<'_>) -> io::Result<()> {
    sheet.head(&answer.head, &format!("{}: {}", answer.id, answer.name))?;
    if !answer.operates.is_empty() {
        let few = answer.operates.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
        let more = answer.operates.len().saturating_sub(SHOWN);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        sheet.text(&format!("runs {few}{more}"))?;
    }
    if answer.owners.is_empty() {
        sheet.text("nobody is known to hold it")?;
    } else {
        sheet.heading("Owners")?;
        let mut grid = Grid::new(&["Holder", "Held", "Kind", ">Percent", "Range"]);
        for owner in &answer.owners {
            let range = match (owner.share_pct_low, owner.share_pct_high) {
                (Some(low), Some(high)) if low < high => format!("{low} to {high}"),
                _ => String::new(),
            };
            let share = owner.share_pct.map_or_else(String::new, |share| share.to_string());
            grid.push(vec![owner.holder.clone(), owner.held.clone(), owner.kind.to_string(), share, range]);
        }
        sheet.grid(&grid)?;
    }
    if answer.tests.is_empty() {
        return sheet.text("no ownership test is in force in this atlas on that day");
    }
    sheet.heading("Tests")?;
    let mut grid = Grid::new(&[
        "Sender",
        "Programme",
        "Verdict",
        ">Counted %",
        "Range",
        "Needed",
        ">Together %",
        "Trustee aside",
    ]);
    for test in &answer.tests {
        grid.push(row(test));
    }
    sheet.grid(&grid)?;
    for test in &answer.tests {
        told(test, sheet)?;
    }
    Ok(())
}

fn row(test: &OwnershipVerdict) -> Vec<String> {
    // A verdict that rests on a text which nobody saw, or on a range, carries a question mark.
    let doubt =
        if test.text_seen && test.conf != Confidence::Low && test.uncertain.is_empty() { "" } else { "?" };
    let sign = match test.comparison {
        Comparison::AsMuch => "at least",
        Comparison::More => "more than",
    };
    let range = if test.counted_low < test.counted_high {
        format!("{} to {}", test.counted_low, test.counted_high)
    } else {
        String::new()
    };
    let aside = if (test.counted_beneficiary - test.counted).abs() > 0.0 {
        format!("{} {}", test.verdict_beneficiary, test.counted_beneficiary)
    } else {
        String::new()
    };
    vec![
        test.sender.clone(),
        test.programme.clone(),
        format!("{}{doubt}", test.verdict),
        test.counted.to_string(),
        range,
        format!("{sign} {}", test.threshold),
        test.summed.to_string(),
        aside,
    ]
}

fn told(test: &OwnershipVerdict, sheet: &mut Sheet<'_>) -> io::Result<()> {
    for chain in &test.chains {
        sheet.text(&format!("{} {}: {}", test.sender, test.programme, chain.told()))?;
    }
    if !test.uncertain.is_empty() {
        let held = test.uncertain.join(", ");
        sheet.text(&format!("{} {}: uncertain, the range of {held} decides", test.sender, test.programme))?;
    }
    Ok(())
}
