//! What a cell refers to exists.

use std::collections::BTreeSet;

use super::checked::{Checked, Rule};
use crate::notice::{Diagnostic, did_you_mean};
use crate::tables::Kind;
use crate::tables::items;

pub(super) const RULE: Rule = Rule { name: "references", says: "what a cell refers to exists", check };

/// So many names are compared with what was misspelt; after that nothing is offered.
const LOOKS: usize = 500_000;

fn check(all: &Checked<'_>, notices: &mut Vec<Diagnostic>) {
    let mut looks = 0;
    for table in &all.tables {
        for column in table.spec.columns {
            let (Kind::Ref(targets) | Kind::Refs(targets)) = column.kind else { continue };
            if targets.iter().any(|target| all.broken.contains(file(target))) {
                continue;
            }
            for (line, text) in table.column(column.name) {
                for item in items(text).filter(|item| !item.is_empty() && !exists(all, targets, item)) {
                    let (rule, hint) = missing(all, targets, item, &mut looks);
                    notices.push(
                        Diagnostic::error(table.spec.file, rule, hint).row(line).cell(column.name, item),
                    );
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
    let rule =
        if targets == ["countries"] { format!("unknown {what}") } else { format!("there is no such {what}") };
    let names = targets.iter().filter_map(|target| all.names.get(target)).flatten();
    let near = if *looks > LOOKS { String::new() } else { did_you_mean(id, names.map(String::as_str)) };
    *looks += targets.iter().filter_map(|target| all.names.get(target)).map(BTreeSet::len).sum::<usize>();
    let add = || {
        let mut files: Vec<_> = targets.iter().map(|target| file(target)).collect();
        files.dedup();
        format!("add it to {}", files.join(" or "))
    };
    (rule, if near.is_empty() { add() } else { near })
}

#[cfg(test)]
mod tests {
    use crate::validate::tests::bad;

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
}
