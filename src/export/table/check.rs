//! Findings for people: one line each, the first hundred, and how many there are.

use std::io;

use super::sheet::Sheet;
use crate::answer::Check;
use crate::notice::Severity;

/// More findings than this are for programs.
const SHOWN: usize = 100;

pub(super) fn write(answer: &Check, sheet: &mut Sheet) -> io::Result<()> {
    for notice in answer.notices.iter().take(SHOWN) {
        match notice.severity {
            Severity::Error => sheet.alarm(&notice.to_string())?,
            Severity::Warning => sheet.text(&notice.to_string())?,
        }
    }
    let what = if answer.kind == "scenario" { "measures" } else { "rows" };
    sheet.title(&format!(
        "{}: {} {what}, {} errors, {} warnings",
        answer.target, answer.rows, answer.errors, answer.warnings
    ))?;
    sheet.more(answer.notices.len().saturating_sub(SHOWN), "findings")
}
