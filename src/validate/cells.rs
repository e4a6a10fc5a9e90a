//! What stands in the cells of every table: its form, that it is filled, its range, its size, its days.

use super::checked::Checked;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::model::{Day, Id, Months};
use crate::tables::{CellKind, Column, fits, items, number};

// The rule that is broken, and the hint.
type ValueError = (String, String);

/// Every cell has the form that its column's type demands, and required ones are filled.
pub(super) fn check_form(all: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for table in &all.tables {
        for row in table.rows {
            for (column, text) in table.spec.columns.iter().zip(row.cells()) {
                if let Some((rule, hint)) = cell(column, text) {
                    diagnostics
                        .push(Diagnostic::error(table.spec.file, rule, hint).row(row.line).cell(column.name, text));
                }
            }
        }
    }
}

fn cell(column: &Column, text: &str) -> Option<ValueError> {
    if text.is_empty() {
        let wanted = || ("this cell may not be empty".to_owned(), column.meaning.to_owned());
        return column.required.then(wanted);
    }
    if text.trim() != text {
        return Some(("a cell has no blanks around it".into(), "take them away".into()));
    }
    // One finding for a cell: the first item that is wrong.
    if column.kind.is_list() {
        return items(text).find_map(|item| form(column.kind, item));
    }
    form(column.kind, text)
}

fn form(kind: CellKind, text: &str) -> Option<ValueError> {
    let fault = |rule: &str, hint: &str| Some((rule.to_owned(), hint.to_owned()));
    match kind {
        CellKind::Key | CellKind::Tag | CellKind::Tags => {
            Id::parse(text).err().and_then(|rule| fault(rule, "write cpc-atyrau"))
        }
        CellKind::CountryKey if !(code(text, 3..=3) && text.bytes().all(|byte| byte.is_ascii_uppercase())) => {
            fault("a country is three capital letters", "write KAZ")
        }
        CellKind::Alpha2 if !(text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase())) => {
            fault("an alpha-2 code is two capital letters", "write KZ")
        }
        CellKind::Blocs if !code(text, 2..=12) => fault("a bloc is capital letters and digits", "write EU;G7"),
        CellKind::Refs(_) if text.is_empty() => fault("a list has no empty item", "write a;b"),
        CellKind::Word(words) | CellKind::Words(words) => word(words, text),
        CellKind::Number(low, high) => amount(text, low, high),
        CellKind::Year if !(text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())) => {
            fault("a year has four digits", "write 2024")
        }
        CellKind::Date if Day::parse(text).is_none() => fault("there is no such day", "write it as 2024-06-30"),
        CellKind::Bool if !["true", "false"].contains(&text) => {
            fault("this is true or false", "write it in small letters")
        }
        CellKind::Months => Months::parse(text).err().and_then(|rule| fault(rule, "write 4-11")),
        CellKind::Digits if !text.bytes().all(|b| b.is_ascii_digit()) => {
            fault("this is made of digits", "write 270900")
        }
        CellKind::Url if !address(text) => {
            fault("an address is https:// or http:// and printed ASCII", "write https://example.org/report")
        }
        _ => None,
    }
}

/// Nothing in it ends an attribute of a page or an escape of a terminal.
fn address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let fits = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>');
    rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(fits))
}

fn code(text: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

fn word(words: &[&str], text: &str) -> Option<ValueError> {
    if words.contains(&text) {
        return None;
    }
    let all = format!("it is one of: {}", words.join(", "));
    let near = did_you_mean(text, words.iter().copied());
    // All words follow the nearest one, which may not be the one meant.
    Some(("this word is not known here".into(), if near.is_empty() { all } else { format!("{near} {all}") }))
}

fn amount(text: &str, low: f64, high: f64) -> Option<ValueError> {
    match number(text) {
        Err(rule) => Some((rule.into(), "write 1234.5".into())),
        Ok(value) if value < low && low == 0.0 => {
            Some(("a number here is not negative".into(), "write 0 or more".into()))
        }
        Ok(value) if value < low || value > high => {
            Some((format!("a number here lies between {low} and {high}"), "check its unit".into()))
        }
        Ok(_) => None,
    }
}

/// Low is not above the value, high is not below it.
pub(super) fn check_ranges(all: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for table in &all.tables {
        for (at, column) in table.spec.columns.iter().enumerate() {
            // `x` has its range in `x_low` and `x_high`; the `value` of history in `low` and `high`.
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
                // A value may be optional; bounds without it say nothing.
                if cells[at].is_empty() && !(cells[low].is_empty() && cells[high].is_empty()) {
                    diagnostics.push(fault(at, "a range needs its value", format!("fill {}", column.name)));
                }
                // What is no number has a finding of `check_form`.
                let Ok(value) = number(&cells[at]) else { continue };
                let hint = || format!("{} is {}", column.name, cells[at]);
                if number(&cells[low]).is_ok_and(|low| low > value) {
                    diagnostics.push(fault(low, "the low of a range is not above its value", hint()));
                }
                if number(&cells[high]).is_ok_and(|high| high < value) {
                    diagnostics.push(fault(high, "the high of a range is not below its value", hint()));
                }
            }
        }
    }
}

/// What ends does not end before it begins.
pub(super) fn check_windows(all: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for table in &all.tables {
        // Flows call it `from`, as their other day is `until`.
        let since = if table.spec.name == "flows" { "from" } else { "since" };
        let (Some(since), Some(until)) = (table.spec.column(since), table.spec.column("until")) else {
            continue;
        };
        for row in table.rows {
            let cells = row.cells();
            // What is no day has a finding of `check_form`.
            let (Some(first), Some(last)) = (Day::parse(&cells[since]), Day::parse(&cells[until])) else {
                continue;
            };
            if first > last {
                let rule = format!("the last day lies before the first, {first}");
                let diagnostic = Diagnostic::error(table.spec.file, rule, "swap them, or mend one");
                diagnostics.push(diagnostic.row(row.line).cell(table.spec.columns[until].name, &cells[until]));
            }
        }
    }
}

/// Numbers fit into the integers that the answers are made of.
pub(super) fn check_magnitudes(all: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for table in &all.tables {
        for column in table.spec.columns.iter().filter(|column| matches!(column.kind, CellKind::Number(..))) {
            for (line, text) in table.column(column.name) {
                // What is no number has a finding of `check_form`.
                if number(text).is_ok_and(|value| !fits(value, column.unit)) {
                    let rule = "the number is too large to be computed with";
                    let diagnostic = Diagnostic::error(table.spec.file, rule, hint(column.unit));
                    diagnostics.push(diagnostic.row(line).cell(column.name, text));
                }
            }
        }
    }
}

fn hint(unit: &str) -> String {
    if unit.is_empty() { "check its unit".into() } else { format!("is it in {unit}?") }
}

#[cfg(test)]
mod tests {
    use crate::validate::tests::{bad, check};

    #[test]
    fn bad_cells_are_named() {
        check(
            |raw| {
                raw["links"][0]["cost_usd_t"] = "NaN".into();
                raw["links"][0]["hours"] = "inf".into();
                raw["links"][0]["length_km"] = "-5".into();
                raw["links"][0]["cargo"] = "crud".into();
                raw["links"][0]["year"] = "24".into();
                raw["links"][0]["months"] = "4-13".into();
                raw["places"][0]["lat"] = "90.5".into();
                raw["places"][0]["seaport"] = "yes".into();
                raw["places"][0]["since"] = "2023-02-30".into();
                raw["places"][0]["name"] = String::new();
                raw["capacities"][0]["kt_y"] = "1,000".into();
                raw["capacities"][0]["availability"] = "1.5".into();
                raw["commodities"][0]["hs"] = "27x".into();
            },
            &[
                "column lat: \"90.5\": a number here lies between -90 and 90",
                "column seaport: \"yes\": this is true or false",
                "column since: \"2023-02-30\": there is no such day",
                "column name: \"\": this cell may not be empty",
                "column cargo: \"crud\": this word is not known here; did you mean crude?",
                "column length_km: \"-5\": a number here is not negative",
                "column cost_usd_t: \"NaN\": a number is finite",
                "column hours: \"inf\": a number is finite",
                "column year: \"24\": a year has four digits",
                "column months: \"4-13\": months are numbers 1 to 12",
                "column kt_y: \"1,000\": a number is a plain decimal: a point before the decimals",
                "column availability: \"1.5\": a number here lies between 0 and 1",
                "column hs: \"27x\": this is made of digits",
            ],
        );
    }

    #[test]
    fn ids_are_small_letters_digits_and_hyphens() {
        bad(|raw| raw["sources"][0]["id"] = "Tiny_1".into(), "sources.csv:2: column id: \"Tiny_1\": an id is made of");
        bad(
            |raw| raw["sources"][0]["id"] = String::new(),
            "sources.csv:2: column id: \"\": this cell may not be empty",
        );
        bad(|raw| raw["countries"][0]["iso3"] = "Kaz".into(), "column iso3: \"Kaz\": a country is three capital");
        bad(
            |raw| raw["flows"][0]["source"] = "tiny;;tiny".into(),
            "column source: \"tiny;;tiny\": a list has no empty",
        );
    }

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

    #[test]
    fn what_does_not_fit_is_refused_by_name() {
        bad(
            |raw| raw["links"][0]["cost_usd_t"] = "99999999".into(),
            "links.csv:2: column cost_usd_t: \"99999999\": the number is too large to be computed with; is it in USD/t?",
        );
        bad(|raw| raw["flows"][0]["kt_y"] = "1000000000000".into(), "the number is too large");
    }
}
