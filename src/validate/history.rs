//! History names a column that its asset has, with a value of that column's kind.

use super::checked::Checked;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::tables::{fits, number};

/// History names a column of its asset and a value that fits it.
pub(super) fn check(all: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(table) = all.table("history") else { return };
    let cells = |name: &'static str| table.column(name).map(|(_, text)| text);
    for (((line, asset), column), value) in table.column("asset").zip(cells("column")).zip(cells("value")) {
        let mut fault = |name: &str, text: &str, rule: String, hint: String| {
            diagnostics.push(Diagnostic::error("history.csv", rule, hint).row(line).cell(name, text));
        };
        // An asset that does not exist has a finding of `check_references`.
        let Some((home, columns)) = columns(all, asset) else { continue };
        if !columns.contains(&column) {
            let hint = format!("columns with a history: {}", columns.join(", "));
            fault("column", column, format!("{asset} is in {home}.csv: this column has no history there"), hint);
        } else if column == "operator" {
            let parties = all.names.get("parties");
            // Blank is a value here: no operator.
            if !value.is_empty() && all.whole(&["parties"]) && !parties.is_some_and(|names| names.contains(value)) {
                let near = did_you_mean(value, parties.into_iter().flatten().map(String::as_str));
                let near = if near.is_empty() { "add it to parties.csv".into() } else { near };
                fault("value", value, "there is no such party".into(), near);
            }
        } else {
            // All other columns with a history are prices.
            let unit = if column == "hours" { "h" } else { "USD/t" };
            // The cell holds a number or an id, so the rules of cells do not judge it as a number.
            match number(value) {
                Err(rule) => fault("value", value, rule.into(), "write 12.5".into()),
                Ok(value_) if value_ < 0.0 => {
                    fault("value", value, "a number here is not negative".into(), "write 0 or more".into());
                }
                Ok(value_) if !fits(value_, unit) => {
                    fault(
                        "value",
                        value,
                        "the number is too large to be computed with".into(),
                        format!("is it in {unit}?"),
                    );
                }
                Ok(_) => {}
            }
        }
    }
}

/// The table of an asset, and those of its columns that can have a history.
fn columns(all: &Checked<'_>, asset: &str) -> Option<(&'static str, &'static [&'static str])> {
    let tables: [(_, &'static [&'static str]); 5] = [
        ("links", &["cost_usd_t", "hours", "operator"]),
        ("places", &["operator"]),
        ("transfers", &["usd_t", "hours"]),
        ("charges", &["usd_t"]),
        ("commodities", &["value_usd_t"]),
    ];
    tables.into_iter().find(|(table, _)| all.names.get(table).is_some_and(|names| names.contains(asset)))
}

#[cfg(test)]
mod tests {
    use crate::validate::tests::bad;

    #[test]
    fn history_fits_the_column() {
        bad(
            |raw| raw["history"][0]["column"] = "usd_t".into(),
            "column column: \"usd_t\": hub-east is in links.csv: this column has no history there",
        );
        bad(|raw| raw["history"][0]["value"] = "cheap".into(), "column value: \"cheap\": this is not a number");
        bad(|raw| raw["history"][0]["value"] = "-1".into(), "column value: \"-1\": a number here is not negative");
        bad(
            |raw| {
                raw["history"][0]["column"] = "operator".into();
                raw["history"][0]["value"] = "tiny-pip".into();
            },
            "column value: \"tiny-pip\": there is no such party; did you mean tiny-pipe?",
        );
    }
}
