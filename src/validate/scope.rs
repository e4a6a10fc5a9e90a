//! The scope that an atlas states is of something that it knows.

use super::checked::Checked;
use crate::diagnostic::Diagnostic;
use crate::select::{self, NameKind};

/// An area is a country, a bloc or a strait; its years are in order.
pub(super) fn check(all: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(table) = all.table("scope") else { return };
    let areas = [NameKind::Country, NameKind::Bloc, NameKind::Strait];
    let known = select::names::ids(all.atlas, &areas);
    // Countries and straits that cannot be read have a finding of their own.
    let whole = all.whole(&["places"]) && !all.broken.contains("countries.csv");
    for row in table.rows {
        let (area, from, until) = (row.cell("area"), row.cell("from_year"), row.cell("until_year"));
        if whole && !area.is_empty() && area != "*" && !known.contains(area) {
            let mend = select::names::offered(all.atlas, area, &areas);
            let mend = mend.unwrap_or_else(|| "write the id of a country, a bloc or a strait, or *".into());
            let rule = "there is no such country, bloc or strait";
            diagnostics.push(Diagnostic::error("scope.csv", rule, mend).row(row.line).cell("area", area));
        }
        if !from.is_empty() && !until.is_empty() && until < from {
            let rule = "the last year lies before the first";
            let diagnostic = Diagnostic::error("scope.csv", rule, "exchange them");
            diagnostics.push(diagnostic.row(row.line).cell("until_year", until));
        }
    }
}
