//! One measure: id, authority, effect, what it is about, when it holds.

use toml::de::{DeTable, DeValue};

use super::document::{Document, Within};
use super::{effect, legal};
use crate::model::{Id, Measure, Selector, Window, is_state};
use crate::select::{self, SelectorDraft, Term};
use crate::tables::Atlas;

const KEYS: [&str; 8] = ["id", "authority", "effect", "on", "for", "since", "until", "source"];

/// Reads a measure, with its line; `None` when it cannot be used.
pub fn read(document: &mut Document<'_>, table: &DeTable<'_>, line: u64, within: Within<'_>) -> Option<(Measure, u64)> {
    let atlas = within.atlas;
    document.only(table, &[&KEYS[..], &legal::KEYS].concat());
    let authority = authority_of(document, table, line, within);
    let id = document.owed(table, "id", line).and_then(|(text, line)| id(document, &text, line, authority.as_deref()));
    let effect = effect::read(document, table, line);
    let on = selector(document, table, "on", atlas);
    let trade = selector(document, table, "for", atlas);
    let source = source(document, table, line, within);
    let window = window(document, table, line);
    lasts(document, table, (line, authority.as_deref()), within);
    let legal = legal::read(document, table, (line, authority.as_deref().unwrap_or_default()), within);
    // Only now: every key was read for its findings.
    let effect = effect?;
    if !table.contains_key("on") && effect.action().needs_assets() {
        let rule = format!("{} needs `on`: the assets it is about", effect.kind());
        document.fault_of(
            line,
            "on",
            rule,
            "add on = { line = [\"...\"] }; an effect on the trade as a whole needs none",
        );
    }
    let (source, sources) = source?;
    let legal = crate::model::Legal { sources, ..legal? };
    if let Some(day) = legal.confirmed.filter(|day| window.since.is_some_and(|since| *day < since)) {
        let line = table.get("confirmed").map_or(line, |value| document.line(value));
        let rule = "it was confirmed before it began";
        document.fault(line, "confirmed", &day.to_string(), rule, "mend it, or the first day");
    }
    let measure = Measure { id: id?, authority: authority?, effect, on: on?, trade: trade?, window, source, legal };
    Some((measure, line))
}

/// What is no law ends, or was confirmed on some last day; law holds until it is repealed.
fn lasts(document: &mut Document<'_>, table: &DeTable<'_>, (line, authority): (u64, Option<&str>), within: Within<'_>) {
    let Some(authority) = authority else { return };
    let has = |key: &str| table.contains_key(key);
    if is_state(authority) && has("confirmed") {
        let rule = "law is in force until it is repealed: no day confirms it";
        document.fault_of(line, "confirmed", rule, "leave it out, or write until = \"2026-01-24\"");
    }
    // A what-if of a scenario may act on every day.
    if within.law.is_some() && !is_state(authority) && !has("until") && !has("confirmed") {
        let rule = "an event or what a market does has a last day, or one on which a source last confirmed it";
        let hint = "add until = \"2026-01-24\" or confirmed = \"2026-01-24\"";
        document.fault_of(line, "until", rule, hint);
    }
}

/// First and last day.
pub fn window(document: &mut Document<'_>, table: &DeTable<'_>, line: u64) -> Window {
    let window = Window { since: document.day(table, "since"), until: document.day(table, "until") };
    if window.since.zip(window.until).is_some_and(|(since, until)| since > until) {
        let line = table.get("until").map_or(line, |value| document.line(value));
        let until = window.until.map(|day| day.to_string()).unwrap_or_default();
        document.fault(line, "until", &until, "the last day lies before the first", "swap them, or mend one");
    }
    window
}

/// Where it is said: of law ids of `sources.csv`, else free text.
pub fn source(
    document: &mut Document<'_>,
    table: &DeTable<'_>,
    line: u64,
    within: Within<'_>,
) -> Option<(String, Vec<Id>)> {
    if within.law.is_none() {
        return document.owed(table, "source", line).map(|(text, _)| (text, Vec::new()));
    }
    if !table.contains_key("source") {
        document.fault_of(line, "source", "this key is missing", "add source = [\"...\"], ids of sources.csv");
        return None;
    }
    let named = document.list_of(table, "source");
    let mut sources = Vec::new();
    for (name, line) in &named {
        let ids = within.atlas.sources.ids().map(Id::as_str);
        match select::word(name, "source", ids) {
            Ok(id) => sources.push(Id::trusted(&id)),
            Err(fault) => document.fault(*line, "source", name, fault.rule, &fault.hint),
        }
    }
    let text = sources.iter().map(Id::as_str).collect::<Vec<_>>().join(";");
    // All sources or none: a measure whose sources are half known is not used.
    (!sources.is_empty() && sources.len() == named.len()).then_some((text, sources))
}

/// Its authority: the file's, or what it says itself.
pub fn authority_of(document: &mut Document<'_>, table: &DeTable<'_>, line: u64, within: Within<'_>) -> Option<String> {
    let Some(own) = within.law else {
        let (text, line) = document.owed(table, "authority", line)?;
        return authority(document, text, line);
    };
    let Some((text, line)) = document.text(table, "authority") else { return Some(own.to_owned()) };
    if text != own {
        let hint = format!("leave it out, or write {own}");
        document.fault(line, "authority", &text, "a file of the law holds what one authority imposes", &hint);
        return None;
    }
    Some(text)
}

pub fn authority(document: &mut Document<'_>, text: String, line: u64) -> Option<String> {
    // Codes are states and blocs; `event` and `market` impose no law.
    if select::is_code(&text) || !is_state(&text) {
        return Some(text);
    }
    document.fault(
        line,
        "authority",
        &text,
        "an authority is a state or bloc, event or market",
        "write RUS, EU or event",
    );
    None
}

/// `AUTHORITY:name`.
pub fn id(document: &mut Document<'_>, text: &str, line: u64, authority: Option<&str>) -> Option<Id> {
    let hint = format!("write {}:what-happens", authority.unwrap_or("event"));
    let Some((own, name)) = text.split_once(':') else {
        document.fault(line, "id", text, "a measure's id is AUTHORITY:name", &hint);
        return None;
    };
    if let Err(rule) = Id::parse(name) {
        document.fault(line, "id", text, rule, &hint);
        return None;
    }
    if authority.is_some_and(|authority| authority != own) {
        document.fault(line, "id", text, "a measure's id begins with its authority", &hint);
        return None;
    }
    // Checked in its two parts: a plain id has no colon.
    Some(Id::trusted(text))
}

/// `None`: it cannot be used. `Some(None)`: it is not there.
pub fn selector(
    document: &mut Document<'_>,
    table: &DeTable<'_>,
    side: &str,
    atlas: &Atlas,
) -> Option<Option<Selector>> {
    if !table.contains_key(side) {
        return Some(None);
    }
    let (inner, line) = document.table(table, side)?;
    let before = document.diagnostics.len();
    let draft = draft(document, inner, 0);
    let selector = match select::check(&draft, atlas) {
        Ok(selector) => selector,
        Err(problems) => {
            for problem in problems {
                // A problem without a line is about the selector as a whole.
                let at = problem.line.unwrap_or(line);
                match &problem.value {
                    Some(value) => document.fault(at, &problem.key, value, problem.rule, &problem.hint),
                    None => document.fault_of(at, &problem.key, problem.rule, &problem.hint),
                }
            }
            return None;
        }
    };
    // `draft` has findings that `check` does not see: values of the wrong type, a deep `not`.
    if document.diagnostics.len() > before {
        return None;
    }
    if selector.is_empty() {
        document.fault_of(line, side, "a selector that says nothing selects nothing", "name what it is about");
        return None;
    }
    side_fits(document, &selector, side, line).then_some(Some(selector))
}

/// `on` chooses assets, `for` chooses trade.
fn side_fits(document: &mut Document<'_>, selector: &Selector, side: &str, line: u64) -> bool {
    let (wrong, rule, hint) = match side {
        "on" => (select::is_about_trade(selector), "`on` chooses assets", "write keys on trade in `for`"),
        _ => (select::is_about_assets(selector), "`for` chooses trade", "write keys on assets in `on`"),
    };
    if wrong {
        document.fault_of(line, side, rule, hint);
    }
    !wrong
}

/// Deeper `not` says nothing that people could still read.
const DEEPEST: u8 = 2;

fn draft(document: &mut Document<'_>, table: &DeTable<'_>, depth: u8) -> SelectorDraft {
    let mut draft = SelectorDraft::default();
    let mut entries: Vec<_> = table.iter().collect();
    // A parsed table is sorted by key; clauses have the order of the file.
    entries.sort_by_key(|(key, _)| key.span().start);
    for (key, value) in entries {
        let line = document.line(key);
        let name = key.get_ref().as_ref();
        match (name, value.get_ref()) {
            ("not", DeValue::Table(inner)) if depth < DEEPEST => {
                draft.not = Some(Box::new(self::draft(document, inner, depth + 1)));
            }
            ("not", _) => {
                let hint = "write not = { key = value }";
                document.fault_of(line, "not", "`not` holds a table of keys, and is not nested deeply", hint);
            }
            _ => {
                let before = document.diagnostics.len();
                let values = document.words(name, value);
                // A value of the wrong type is no missing value.
                if document.diagnostics.len() == before {
                    draft.terms.push(Term { key: name.to_owned(), values, line: Some(line) });
                }
            }
        }
    }
    draft
}
