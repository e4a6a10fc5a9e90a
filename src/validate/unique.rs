//! An id stands in its table once, and names one asset in the whole atlas.

use std::collections::BTreeMap;

use super::checked::{Checked, Rule};
use crate::notice::Diagnostic;
use crate::tables::Kind;

pub(super) const RULE: Rule =
    Rule { name: "unique", says: "an id names one row of its table and one asset of the atlas", check };

/// Tables whose ids stand side by side in a cell.
const ASSETS: [&str; 5] = ["places", "links", "transfers", "charges", "commodities"];

fn check(all: &Checked<'_>, notices: &mut Vec<Diagnostic>) {
    lines(all, notices);
    let mut assets: BTreeMap<&str, (&str, u64)> = BTreeMap::new();
    for table in &all.tables {
        let key = &table.spec.columns[0];
        if !matches!(key.kind, Kind::Key | Kind::CountryKey) {
            continue;
        }
        let is_asset = ASSETS.contains(&table.spec.name);
        let mut seen = BTreeMap::new();
        for (line, id) in table.column(key.name).filter(|(_, id)| !id.is_empty()) {
            let fault = |rule: String, hint: &str| {
                Diagnostic::error(table.spec.file, rule, hint).row(line).cell(key.name, id)
            };
            if let Some(first) = seen.insert(id, line) {
                notices.push(fault(
                    format!("this id stands in line {first} already"),
                    "give one of them another id",
                ));
            } else if let Some((file, first)) = assets.get(id).filter(|_| is_asset) {
                let rule = format!("this id names an asset in {file}, line {first}, already");
                notices.push(fault(
                    rule,
                    "places, links, transfers, charges and commodities have ids of their own",
                ));
            } else if is_asset {
                assets.insert(id, (table.spec.file, line));
            }
        }
    }
}

/// `via` may name a place, a link or a line: a line has an id of its own, or that of its only link.
fn lines(all: &Checked<'_>, notices: &mut Vec<Diagnostic>) {
    for (at, line) in all.atlas.lines.iter().enumerate() {
        let links: Vec<_> = all.atlas.links.iter().filter(|link| link.line == Some(at.into())).collect();
        let Some(first) = links.first() else { continue };
        let is_link = all.atlas.links.find(line.as_str()).is_some();
        let only = links.len() == 1 && first.id == *line;
        if all.atlas.places.find(line.as_str()).is_some() || (is_link && !only) {
            let rule = "a line's id names a place or another link too";
            let notice = all.error("links", &first.id, rule, "give the line an id of its own");
            notices.push(notice.cell("line", line.as_str()));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::validate::tests::{again, bad};

    #[test]
    fn an_id_twice_is_refused() {
        bad(
            |raw| again(raw, "links"),
            "links.csv:2: column id: \"hub-east\": this id stands in line 2 already",
        );
        bad(
            |raw| raw["transfers"][0]["id"] = "west".into(),
            "column id: \"west\": this id names an asset in places.csv",
        );
        bad(
            |raw| raw["links"][0]["line"] = "narrows".into(),
            "column line: \"narrows\": a line's id names a place",
        );
    }
}
