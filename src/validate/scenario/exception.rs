//! A licence, derogation or exemption: what it lifts, for whom, with which documents.

use toml::de::DeTable;

use super::document::{Document, Within};
use super::legal;
use super::measure;
use crate::model::{Exception, Id, Window};

const KEYS: [&str; 16] = [
    "id",
    "authority",
    "title",
    "lifts",
    "from",
    "until",
    "replaces",
    "on",
    "for",
    "parties",
    "when",
    "needs",
    "source",
    "conf",
    "text_seen",
    "note",
];

/// Reads an exception, with its line; `None` when it cannot be used.
pub fn read(
    document: &mut Document<'_>,
    table: &DeTable<'_>,
    line: u64,
    within: Within<'_>,
) -> Option<(Exception, u64)> {
    // It is used only where reading it adds no finding.
    let before = document.diagnostics.len();
    document.only(table, &KEYS);
    let authority = measure::authority_of(document, table, line, within);
    let id = document
        .owed(table, "id", line)
        .and_then(|(text, line)| measure::id(document, &text, line, authority.as_deref()));
    if !table.contains_key("lifts") {
        document.fault_of(line, "lifts", "an exception lifts something", "add lifts = [\"EU:...\"]");
    }
    let lifts = document.list_of(table, "lifts").into_iter().map(|(text, _)| Id::trusted(&text)).collect();
    let window = window(document, table, line);
    let source = measure::source(document, table, line, within);
    let exception = Exception {
        title: document.text(table, "title").map(|(text, _)| text),
        lifts,
        window,
        replaces: document.text(table, "replaces").map(|(text, _)| Id::trusted(&text)),
        on: measure::selector(document, table, "on", within.atlas)?,
        trade: measure::selector(document, table, "for", within.atlas)?,
        parties: legal::parties(document, table, within.atlas, 0),
        when: legal::when(document, table, authority.as_deref().unwrap_or_default(), within.atlas),
        needs: documents(document, table),
        // The law owes both keys; an exception of a scenario that leaves them out counts as sure.
        reading: legal::reading(document, table, line, within).unwrap_or((crate::model::Confidence::High, true)),
        sources: source.map(|(_, sources)| sources).unwrap_or_default(),
        note: document.text(table, "note").map(|(text, _)| text),
        id: id?,
        authority: authority?,
    };
    (document.diagnostics.len() == before).then_some((exception, line))
}

/// `from`, as licences say it, and the last day in force.
fn window(document: &mut Document<'_>, table: &DeTable<'_>, line: u64) -> Window {
    // `since` is no key of an exception: only `until` is shared.
    let until = measure::window(document, table, line).until;
    let window = Window { since: document.day(table, "from"), until };
    if window.since.zip(window.until).is_some_and(|(since, until)| since > until) {
        let text = window.until.map(|day| day.to_string()).unwrap_or_default();
        document.fault(line, "until", &text, "the last day lies before the first", "swap them, or mend one");
    }
    window
}

fn documents(document: &mut Document<'_>, table: &DeTable<'_>) -> Vec<Id> {
    let mut documents = Vec::new();
    for (text, line) in document.list_of(table, "needs") {
        match Id::parse(&text) {
            Ok(id) => documents.push(id),
            Err(rule) => document.fault(line, "needs", &text, rule, "write certificate-of-origin"),
        }
    }
    documents
}
