//! Low is not above the value, high is not below it.

use super::checked::{Checked, Rule};
use crate::notice::Diagnostic;
use crate::tables::number;

pub(super) const RULE: Rule = Rule { name: "ranges", says: "low <= value <= high", check };

fn check(all: &Checked<'_>, notices: &mut Vec<Diagnostic>) {
    for table in &all.tables {
        for (at, column) in table.spec.columns.iter().enumerate() {
            let (low, high) = match column.name {
                "value" => ("low".to_owned(), "high".to_owned()),
                name => (format!("{name}_low"), format!("{name}_high")),
            };
            let (Some(low), Some(high)) = (table.spec.column(&low), table.spec.column(&high)) else {
                continue;
            };
            for row in table.rows {
                let cells = row.cells();
                let fault = |at: usize, rule: &str, hint: String| {
                    Diagnostic::error(table.spec.file, rule, hint)
                        .row(row.line)
                        .cell(table.spec.columns[at].name, &cells[at])
                };
                if cells[at].is_empty() && !(cells[low].is_empty() && cells[high].is_empty()) {
                    notices.push(fault(at, "a range needs its value", format!("fill {}", column.name)));
                }
                let Ok(value) = number(&cells[at]) else { continue };
                let hint = || format!("{} is {}", column.name, cells[at]);
                if number(&cells[low]).is_ok_and(|low| low > value) {
                    notices.push(fault(low, "the low of a range is not above its value", hint()));
                }
                if number(&cells[high]).is_ok_and(|high| high < value) {
                    notices.push(fault(high, "the high of a range is not below its value", hint()));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::validate::tests::{bad, check};

    #[test]
    fn ranges_out_of_order_are_refused() {
        check(
            |raw| {
                raw["capacities"][0]["kt_y_low"] = "999999".into();
                raw["capacities"][0]["kt_y_high"] = "0.5".into();
            },
            &[
                "column kt_y_low: \"999999\": the low of a range is not above its value",
                "column kt_y_high: \"0.5\": the high of a range is not below its value",
            ],
        );
        bad(
            |raw| raw["places"][0]["demand_kt_y_low"] = "1".into(),
            "column demand_kt_y: \"\": a range needs its value",
        );
    }
}
