//! Findings for people: one line each, the first hundred, and how many there are.

use std::io;

use super::sheet::Sheet;
use crate::answer::Check;
use crate::notice::Severity;

/// More findings than this are for programs.
const SHOWN: usize = 100;

pub(super) fn write(answer: &Check, sheet: &mut Sheet) -> io::Result<()> {
    let drawings = answer.drawings.iter().map(String::as_str).chain(std::iter::repeat(""));
    for (notice, drawing) in answer.notices.iter().zip(drawings).take(SHOWN) {
        match notice.severity {
            Severity::Error => sheet.alarm(&notice.to_string())?,
            Severity::Warning => sheet.text(&notice.to_string())?,
        }
        sheet.drawing(drawing)?;
    }
    let what = if answer.kind == "scenario" { "measure" } else { "row" };
    let rows = usize::try_from(answer.rows).unwrap_or(usize::MAX);
    sheet.title(&format!(
        "{}: {}, {}, {}",
        answer.target,
        counted(rows, what),
        counted(answer.errors, "error"),
        counted(answer.warnings, "warning")
    ))?;
    sheet.more(answer.notices.len().saturating_sub(SHOWN), "findings")
}

/// `1 error`, `2 errors`.
fn counted(number: usize, one: &str) -> String {
    format!("{number} {one}{}", if number == 1 { "" } else { "s" })
}
