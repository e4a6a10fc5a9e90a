//! What ids name: one row, one asset, something that exists, a source that is used.

use std::collections::{BTreeMap, BTreeSet};

use super::checked::Checked;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::tables::{CellKind, items};

/// Tables whose ids stand side by side in a cell.
const ASSETS: [&str; 5] = ["places", "links", "transfers", "charges", "commodities"];

/// An id stands in its table once, and names one asset in the whole atlas.
pub(super) fn check_unique(all: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    lines(all, diagnostics);
    let mut assets: BTreeMap<&str, (&str, u64)> = BTreeMap::new();
    for table in &all.tables {
        let key = &table.spec.columns[0];
        // Tables whose first column is no id of their own.
        if !matches!(key.kind, CellKind::Key | CellKind::CountryKey) {
            continue;
        }
        let is_asset = ASSETS.contains(&table.spec.name);
        let mut seen = BTreeMap::new();
        for (line, id) in table.column(key.name).filter(|(_, id)| !id.is_empty()) {
            let fault =
                |rule: String, hint: &str| Diagnostic::error(table.spec.file, rule, hint).row(line).cell(key.name, id);
            if let Some(first) = seen.get(id) {
                diagnostics
                    .push(fault(format!("this id stands in line {first} already"), "give one of them another id"));
            // The id is new in its table, but another table of assets may have it.
            } else if let Some((file, first)) = assets.get(id).filter(|_| is_asset) {
                let rule = format!("this id names an asset in {file}, line {first}, already");
                diagnostics
                    .push(fault(rule, "places, links, transfers, charges and commodities have ids of their own"));
            } else if is_asset {
                assets.insert(id, (table.spec.file, line));
            }
            seen.entry(id).or_insert(line);
        }
    }
}

/// `via` may name a place, a link or a line: a line has an id of its own, or that of its only link.
fn lines(all: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (at, line) in all.atlas.lines.iter().enumerate() {
        let links: Vec<_> = all.atlas.links.iter().filter(|link| link.line == Some(at.into())).collect();
        // Lines are made of the texts of links; rows of these that cannot be read are missing here.
        let Some(first) = links.first() else { continue };
        let is_link = all.atlas.links.find(line.as_str()).is_some();
        let only = links.len() == 1 && first.id == *line;
        if all.atlas.places.find(line.as_str()).is_some() || (is_link && !only) {
            let rule = "a line's id names a place or another link too";
            let diagnostic = all.error("links", &first.id, rule, "give the line an id of its own");
            diagnostics.push(diagnostic.cell("line", line.as_str()));
        }
    }
}

/// So many names are compared with what was misspelt; after that nothing is offered.
const LOOKS: usize = 500_000;

/// What a cell refers to exists.
pub(super) fn check_references(all: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut looks = 0;
    for table in &all.tables {
        for column in table.spec.columns {
            let (CellKind::Ref(targets) | CellKind::Refs(targets)) = column.kind else { continue };
            // Ids of a file that cannot be read are not known.
            if targets.iter().any(|target| all.broken.contains(file(target))) {
                continue;
            }
            for (line, text) in table.column(column.name) {
                // An empty item has a finding of `check_form`.
                for item in items(text).filter(|item| !item.is_empty() && !exists(all, targets, item)) {
                    let (rule, hint) = missing(all, targets, item, &mut looks);
                    diagnostics.push(Diagnostic::error(table.spec.file, rule, hint).row(line).cell(column.name, item));
                }
            }
        }
    }
}

/// The file that holds what a reference points to.
fn file(target: &str) -> &'static str {
    match target {
        "lines" => "links.csv",
        "vessels" => "modes.csv",
        _ => crate::tables::TABLES.iter().find(|table| table.name == target).map_or("", |table| table.file),
    }
}

fn exists(all: &Checked<'_>, targets: &[&str], id: &str) -> bool {
    targets.iter().any(|target| all.names.get(target).is_some_and(|names| names.contains(id)))
}

fn missing(all: &Checked<'_>, targets: &[&str], id: &str, looks: &mut usize) -> (String, String) {
    let singular = |name: &&str| match *name {
        "countries" => "country".to_owned(),
        "commodities" => "commodity".to_owned(),
        "parties" => "party".to_owned(),
        "vessels" => "vessel class".to_owned(),
        name => name.trim_end_matches('s').to_owned(),
    };
    let what = targets.iter().map(singular).collect::<Vec<_>>().join(" or ");
    let rule = if targets == ["countries"] { format!("unknown {what}") } else { format!("there is no such {what}") };
    let names = targets.iter().filter_map(|target| all.names.get(target)).flatten();
    // Each look compares with all known names, so a file of junk would take quadratic time.
    let near = if *looks > LOOKS { String::new() } else { did_you_mean(id, names.map(String::as_str)) };
    *looks += targets.iter().filter_map(|target| all.names.get(target)).map(BTreeSet::len).sum::<usize>();
    let add = || {
        let mut files: Vec<_> = targets.iter().map(|target| file(target)).collect();
        files.dedup();
        format!("add it to {}", files.join(" or "))
    };
    (rule, if near.is_empty() { add() } else { near })
}

/// A source that no one names is a leftover.
pub(super) fn check_sources(all: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    // A file that cannot be read may be the one that names it.
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
        let diagnostic = Diagnostic::warning("sources.csv", "no row names this source", "take it out, or name it");
        diagnostics.push(diagnostic.row(line).cell("id", id));
    }
}

#[cfg(test)]
mod tests {
    use crate::validate::tests::{again, bad, warned};

    #[test]
    fn an_id_twice_is_refused() {
        bad(|raw| again(raw, "links"), "links.csv:2: column id: \"hub-east\": this id stands in line 2 already");
        bad(
            |raw| raw["transfers"][0]["id"] = "west".into(),
            "column id: \"west\": this id names an asset in places.csv",
        );
        bad(|raw| raw["links"][0]["line"] = "narrows".into(), "column line: \"narrows\": a line's id names a place");
    }

    #[test]
    fn what_does_not_exist_is_named_with_the_nearest() {
        bad(
            |raw| raw["places"][0]["country"] = "KAX".into(),
            "places.csv:2: column country: \"KAX\": unknown country; did you mean KAZ?",
        );
        bad(
            |raw| raw["links"][0]["to"] = "eats".into(),
            "links.csv:2: column to: \"eats\": there is no such place; did you mean east?",
        );
        bad(
            |raw| raw["capacities"][0]["assets"] = "hub-east;nowhere-at-all".into(),
            "column assets: \"nowhere-at-all\": there is no such link or place or transfer; add it to",
        );
        bad(|raw| raw["flows"][0]["source"] = "tinny".into(), "there is no such source; did you mean tiny?");
    }

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
