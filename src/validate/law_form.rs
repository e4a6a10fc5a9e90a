//! Tables of the law: senders are written as senders, and nothing is said twice for one day.

use super::checked::{Checked, Rule};
use crate::input::RawTable;
use crate::model::{Id, Window};
use crate::notice::Diagnostic;
use crate::select;
use crate::tables::TextRow;
use crate::tables::items;

pub(super) const RULE: Rule = Rule {
    name: "law_form",
    says: "senders are capital letters; a cap, a coverage and a listed code are said once for each day",
    check,
};

/// Table, the columns that make two rows the same, the columns of its window.
const ONCE: [(&str, &[&str], [&str; 2]); 3] = [
    ("coverage", &["sender"], ["since", "law_horizon"]),
    ("caps", &["sender", "cap", "contract_before"], ["since", "until"]),
    ("hs_lists", &["list", "hs"], ["since", "until"]),
];

/// Tables and columns in which a sender stands.
const SENDERS: [(&str, &str); 7] = [
    ("vessels", "listed_by"),
    ("coverage", "sender"),
    ("caps", "sender"),
    ("listings", "sender"),
    ("ownership_tests", "sender"),
    ("parties", "bound_by"),
    ("parties", "wary"),
];

fn check(all: &Checked<'_>, notices: &mut Vec<Diagnostic>) {
    for (name, keys, window) in ONCE {
        if let Some(table) = all.table(name) {
            once(table, keys, window, notices);
        }
    }
    for (name, column) in SENDERS {
        if let Some(table) = all.table(name) {
            senders(table, column, notices);
        }
    }
}

pub(super) fn once(table: &RawTable<'_>, keys: &[&str], window: [&str; 2], notices: &mut Vec<Diagnostic>) {
    let row = |row: &TextRow| {
        let key: Vec<String> = keys.iter().map(|name| row.cell(name).to_owned()).collect();
        (row.line, key, row.window(window))
    };
    let rows: Vec<_> = table.rows.iter().map(row).collect();
    for (at, (line, key, window)) in rows.iter().enumerate() {
        let same = |(_, own, other): &&(u64, Vec<String>, Window)| own == key && other.overlaps(window);
        if let Some((first, ..)) = rows[..at].iter().find(same) {
            let rule = format!("row {first} says the same, on days that both have");
            let hint = "let the one end before the other begins";
            notices.push(Diagnostic::error(table.spec.file, rule, hint).row(*line).cell(keys[0], &key[0]));
        }
    }
}

fn senders(table: &RawTable<'_>, column: &str, notices: &mut Vec<Diagnostic>) {
    for (line, text) in table.column(column) {
        for item in items(text).filter(|item| !item.is_empty()) {
            let (sender, programme) =
                item.split_once('/').map_or((item, None), |(own, rest)| (own, Some(rest)));
            let good = select::is_code(sender)
                && programme.is_none_or(|programme| column == "bound_by" && Id::parse(programme).is_ok());
            if !good {
                let rule = "a sender is a state or bloc";
                let hint = "write EU, US, UK or the alpha-3 code of a state";
                notices.push(Diagnostic::error(table.spec.file, rule, hint).row(line).cell(column, item));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tables::{Cap, TableRow as _, TextRow};
    use crate::validate::tests::bad;

    fn cap(since: &str, until: &str) -> TextRow {
        let cells = ["crude", "EU", "60", "", since, until, "H", "false", "reported", "tiny", ""];
        let cells = cells.into_iter().map(str::to_owned).collect();
        TextRow::new(2, Cap::TABLE.columns, cells)
    }

    #[test]
    fn a_cap_holds_once_on_each_day() {
        bad(
            |raw| raw["caps"] = vec![cap("2022-12-05", "2025-09-02"), cap("2025-09-02", "")],
            "caps.csv:2: column sender: \"EU\": row 2 says the same, on days that both have",
        );
    }

    #[test]
    fn a_sender_is_a_state_or_bloc() {
        bad(
            |raw| raw["parties"][0]["wary"] = "Europe".into(),
            "column wary: \"Europe\": a sender is a state or bloc; write EU, US, UK",
        );
        bad(
            |raw| raw["parties"][0]["bound_by"] = "US/Iran".into(),
            "column bound_by: \"US/Iran\": a sender is a state or bloc",
        );
    }
}
