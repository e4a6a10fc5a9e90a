//! Findings for people: one line each, the first hundred, and how many there are.

use std::io;

use super::number::counted;
use super::sheet::Sheet;
use crate::answer::{Check, CheckedKind};
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
    let what = match answer.kind {
        CheckedKind::Scenario => "measure",
        CheckedKind::Compiled => "section",
        CheckedKind::Atlas => "row",
    };
    sheet.title(&format!(
        "{}: {}, {}, {}",
        answer.target,
        counted(answer.rows, what),
        counted(answer.errors as u64, "error"),
        counted(answer.warnings as u64, "warning")
    ))?;
    sheet.more(answer.notices.len().saturating_sub(SHOWN), "findings")
}
