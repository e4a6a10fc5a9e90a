//! A row a finding.

use super::Flat;
use crate::answer::{Check, Row};
use crate::notice::Diagnostic;

pub(super) fn flat(answer: &Check) -> Flat {
    Flat::new(answer.notices.iter().map(row).collect(), || row(&Diagnostic::error("", "", "")))
}

fn row(notice: &Diagnostic) -> Row {
    Row::default()
        .with("file", notice.file.as_str())
        // A file has fewer than 2^63 lines.
        .with("row", notice.row.and_then(|row| i64::try_from(row).ok()))
        .with("column", notice.column.clone())
        .with("value", notice.value.clone())
        .with("rule", notice.rule.as_str())
        .with("hint", notice.hint.as_str())
        .with("severity", notice.severity.as_str())
}
