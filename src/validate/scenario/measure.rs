//! One measure: id, sender, effect, what it is about, when it holds.

use toml::de::{DeTable, DeValue};

use super::document::Document;
use super::effect;
use crate::model::{Atlas, Effect, Id, Measure, Selector, Window};
use crate::select::{self, Draft, Term};

const KEYS: [&str; 9] = ["id", "sender", "effect", "on", "for", "since", "until", "source", "note"];

/// Reads a measure, with its line; `None` when it cannot be used.
pub fn read(
    document: &mut Document<'_>,
    table: &DeTable<'_>,
    line: u64,
    atlas: &Atlas,
) -> Option<(Measure, u64)> {
    document.only(table, &KEYS);
    let sender = document.owed(table, "sender", line).and_then(|(text, line)| sender(document, text, line));
    let id = document
        .owed(table, "id", line)
        .and_then(|(text, line)| id(document, &text, line, sender.as_deref()));
    let effect = effect::read(document, table, line);
    let on = selector(document, table, "on", atlas);
    let trade = selector(document, table, "for", atlas);
    let source = document.owed(table, "source", line);
    let window = Window { since: document.day(table, "since"), until: document.day(table, "until") };
    if window.since.zip(window.until).is_some_and(|(since, until)| since > until) {
        let line = table.get("until").map_or(line, |value| document.line(value));
        let until = window.until.map(|day| day.to_string()).unwrap_or_default();
        document.fault(line, "until", &until, "the last day lies before the first", "swap them, or mend one");
    }
    let effect = effect?;
    if !table.contains_key("on") && !matches!(effect, Effect::Bar | Effect::Quota(_)) {
        let rule = format!("{} needs `on`: the assets it is about", effect.key());
        document.fault_of(
            line,
            "on",
            rule,
            "add on = { line = [\"...\"] }; only bar and quota_kt_y go without",
        );
    }
    let measure =
        Measure { id: id?, sender: sender?, effect, on: on?, trade: trade?, window, source: source?.0 };
    Some((measure, line))
}

fn sender(document: &mut Document<'_>, text: String, line: u64) -> Option<String> {
    let state =
        text.len() >= 2 && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    if state || ["event", "market"].contains(&text.as_str()) {
        return Some(text);
    }
    document.fault(
        line,
        "sender",
        &text,
        "a sender is a state or bloc, event or market",
        "write RUS, EU or event",
    );
    None
}

fn id(document: &mut Document<'_>, text: &str, line: u64, sender: Option<&str>) -> Option<Id> {
    let hint = format!("write {}:what-happens", sender.unwrap_or("event"));
    let Some((own, name)) = text.split_once(':') else {
        document.fault(line, "id", text, "a measure's id is SENDER:name", &hint);
        return None;
    };
    if let Err(rule) = Id::parse(name) {
        document.fault(line, "id", text, rule, &hint);
        return None;
    }
    if sender.is_some_and(|sender| sender != own) {
        document.fault(line, "id", text, "a measure's id begins with its sender", &hint);
        return None;
    }
    Some(Id::trusted(text))
}

/// `None`: it cannot be used. `Some(None)`: it is not there.
fn selector(
    document: &mut Document<'_>,
    table: &DeTable<'_>,
    side: &str,
    atlas: &Atlas,
) -> Option<Option<Selector>> {
    if !table.contains_key(side) {
        return Some(None);
    }
    let (inner, line) = document.table(table, side)?;
    let before = document.notices.len();
    let draft = draft(document, inner, 0);
    let selector = match select::check(&draft, atlas) {
        Ok(selector) => selector,
        Err(problems) => {
            for problem in problems {
                let at = problem.line.unwrap_or(line);
                match &problem.value {
                    Some(value) => document.fault(at, &problem.key, value, problem.rule, &problem.hint),
                    None => document.fault_of(at, &problem.key, problem.rule, &problem.hint),
                }
            }
            return None;
        }
    };
    if document.notices.len() > before {
        return None;
    }
    if selector.is_empty() {
        document.fault_of(
            line,
            side,
            "a selector that says nothing selects nothing",
            "name what it is about",
        );
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

fn draft(document: &mut Document<'_>, table: &DeTable<'_>, depth: u8) -> Draft {
    let mut draft = Draft::default();
    let mut entries: Vec<_> = table.iter().collect();
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
                let before = document.notices.len();
                let values = document.words(name, value);
                // A value of the wrong type is no missing value.
                if document.notices.len() == before {
                    draft.terms.push(Term { key: name.to_owned(), values, line: Some(line) });
                }
            }
        }
    }
    draft
}
