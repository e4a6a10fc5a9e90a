//! What ends does not end before it begins.

use super::checked::{Checked, Rule};
use crate::model::Day;
use crate::notice::Diagnostic;

pub(super) const RULE: Rule = Rule { name: "windows", says: "no window ends before it begins", check };

fn check(all: &Checked<'_>, notices: &mut Vec<Diagnostic>) {
    for table in &all.tables {
        let since = if table.spec.name == "flows" { "from" } else { "since" };
        let (Some(since), Some(until)) = (table.spec.column(since), table.spec.column("until")) else {
            continue;
        };
        for row in table.rows {
            let cells = row.cells();
            let (Some(first), Some(last)) = (Day::parse(&cells[since]), Day::parse(&cells[until])) else {
                continue;
            };
            if first > last {
                let rule = format!("the last day lies before the first, {first}");
                let notice = Diagnostic::error(table.spec.file, rule, "swap them, or mend one");
                notices.push(notice.row(row.line).cell(table.spec.columns[until].name, &cells[until]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::validate::tests::bad;

    #[test]
    fn a_window_that_ends_first_is_refused() {
        bad(
            |raw| {
                raw["links"][0]["since"] = "2024-01-01".into();
                raw["links"][0]["until"] = "2023-12-31".into();
            },
            "links.csv:2: column until: \"2023-12-31\": the last day lies before the first, 2024-01-01",
        );
    }
}
