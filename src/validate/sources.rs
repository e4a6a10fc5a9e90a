//! A source that nobody names is a leftover.

use std::collections::BTreeSet;

use super::checked::{Checked, Rule};
use crate::notice::Diagnostic;
use crate::tables::items;

pub(super) const RULE: Rule = Rule { name: "sources", says: "every source is named by a row", check };

fn check(all: &Checked<'_>, notices: &mut Vec<Diagnostic>) {
    let Some(sources) = all.table("sources").filter(|_| all.broken.is_empty()) else { return };
    let law = &all.atlas.law;
    let of_law = law.measures.iter().flat_map(|measure| &measure.legal.sources);
    let of_law = of_law.chain(law.exceptions.iter().flat_map(|exception| &exception.sources));
    let used: BTreeSet<&str> = all
        .tables
        .iter()
        .flat_map(|table| table.column("source"))
        .flat_map(|(_, text)| items(text))
        .chain(of_law.map(crate::model::Id::as_str))
        .collect();
    for (line, id) in sources.column("id").filter(|(_, id)| !id.is_empty() && !used.contains(id)) {
        let notice =
            Diagnostic::warning("sources.csv", "no row names this source", "take it out, or name it");
        notices.push(notice.row(line).cell("id", id));
    }
}

#[cfg(test)]
mod tests {
    use crate::validate::tests::warned;

    #[test]
    fn an_unused_source_is_a_warning() {
        warned(
            |raw| {
                let mut row = raw["sources"][0].clone();
                row["id"] = "spare".into();
                row.line = 3;
                raw["sources"].push(row);
            },
            "warning: sources.csv:3: column id: \"spare\": no row names this source",
        );
    }
}
