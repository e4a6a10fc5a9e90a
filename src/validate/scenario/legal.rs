//! What a measure says as an act of policy: by what it binds, whom, when, how far it is.

use std::collections::BTreeMap;

use toml::de::DeTable;

use super::document::{Document, Within};
use super::effect;
use crate::diagnostic::did_you_mean;
use crate::model::{
    Act, Conditions, Confidence, Id, Legal, Months, Nexus, OwnerTest, PartySelector, PriceMark, Realised, Role,
    Standing,
};
use crate::select;
use crate::tables::{Atlas, HALF};

/// Keys of a measure beside those of every scenario.
pub const KEYS: [&str; 15] = [
    "owner_test",
    "title",
    "nexus",
    "acts",
    "programme",
    "parties",
    "when",
    "state",
    "announced",
    "confirmed",
    "realised",
    "replaces",
    "conf",
    "text_seen",
    "note",
];

/// Reads them, in a table that starts on this line, of this authority; `None` when something is wrong.
pub fn read(
    document: &mut Document<'_>,
    table: &DeTable<'_>,
    (line, authority): (u64, &str),
    within: Within<'_>,
) -> Option<Legal> {
    // It is used only where reading it adds no finding.
    let before = document.diagnostics.len();
    let legal = Legal {
        title: document.text(table, "title").map(|(text, _)| text),
        nexus: words(document, table, "nexus", Nexus::WORDS, Nexus::parse),
        acts: words(document, table, "acts", Act::WORDS, Act::parse),
        programme: tag(document, table, "programme"),
        parties: parties(document, table, within.atlas, 0),
        when: when(document, table, authority, within.atlas),
        standing: one(document, table, "state", Standing::WORDS, Standing::parse),
        announced: document.day(table, "announced"),
        confirmed: document.day(table, "confirmed"),
        realised: realised(document, table),
        replaces: document.text(table, "replaces").map(|(text, _)| Id::trusted(&text)),
        reading: reading(document, table, line, within),
        // Filled by the reader of the measure, which owns the key `source`.
        sources: Vec::new(),
        note: document.text(table, "note").map(|(text, _)| text),
        owner_test: owner_test(document, table, within.atlas),
        // Set when a session applies the law to parties.
        applied: None,
    };
    (document.diagnostics.len() == before).then_some(legal)
}

/// How sure, and whether the text was seen: owed in the law.
pub fn reading(
    document: &mut Document<'_>,
    table: &DeTable<'_>,
    line: u64,
    within: Within<'_>,
) -> Option<(Confidence, bool)> {
    let conf = one(document, table, "conf", Confidence::WORDS, Confidence::parse);
    let seen = document.answer(table, "text_seen");
    if within.law.is_some() {
        for (key, hint) in [("conf", "add conf = \"M\": how sure, H, M or L"), ("text_seen", "add text_seen = false")] {
            if !table.contains_key(key) {
                document.fault_of(line, key, "this key is missing", hint);
            }
        }
    }
    // Half a reading is none.
    conf.zip(seen)
}

/// A list of words of a vocabulary.
fn words<T>(
    document: &mut Document<'_>,
    table: &DeTable<'_>,
    key: &str,
    known: &[&str],
    parse: fn(&str) -> Option<T>,
) -> Vec<T> {
    let mut found = Vec::new();
    for (word, line) in document.list_of(table, key) {
        match parse(&word) {
            Some(value) => found.push(value),
            None => unknown(document, line, key, &word, known),
        }
    }
    found
}

fn one<T>(
    document: &mut Document<'_>,
    table: &DeTable<'_>,
    key: &str,
    known: &[&str],
    parse: fn(&str) -> Option<T>,
) -> Option<T> {
    let (word, line) = document.text(table, key)?;
    let value = parse(&word);
    if value.is_none() {
        unknown(document, line, key, &word, known);
    }
    value
}

fn unknown(document: &mut Document<'_>, line: u64, key: &str, word: &str, known: &[&str]) {
    // A word of one letter is near every other.
    let near = if word.len() > 1 { did_you_mean(word, known.iter().copied()) } else { String::new() };
    let hint = if near.is_empty() { format!("it is one of: {}", known.join(", ")) } else { near };
    document.fault(line, key, word, "this word is not known here", &hint);
}

/// A word that exists by being used.
pub fn tag(document: &mut Document<'_>, table: &DeTable<'_>, key: &str) -> Option<Id> {
    let (text, line) = document.text(table, key)?;
    match Id::parse(&text) {
        Ok(id) => Some(id),
        Err(rule) => {
            document.fault(line, key, &text, rule, "write russia");
            None
        }
    }
}

/// `owner_test = "US/russia"`, or `"half"`.
fn owner_test(document: &mut Document<'_>, table: &DeTable<'_>, atlas: &Atlas) -> Option<OwnerTest> {
    let (text, line) = document.text(table, "owner_test")?;
    let tests = atlas.ownership_tests.iter().map(|test| format!("{}/{}", test.authority, test.programme));
    // `half` is a test of no authority.
    let known: Vec<String> = tests.chain([HALF.to_owned()]).collect();
    match select::word(&text, "ownership test", known.iter().map(String::as_str)) {
        Ok(found) => Some(match found.split_once('/') {
            Some((authority, own)) => (authority.to_owned(), Some(Id::trusted(own))),
            // Only `half` has no programme.
            None => (found, None),
        }),
        Err(fault) => {
            document.fault(line, "owner_test", &text, fault.rule, &fault.hint);
            None
        }
    }
}

/// `realised = "nothing"`, or a table like an effect's.
fn realised(document: &mut Document<'_>, table: &DeTable<'_>) -> Option<Realised> {
    let value = table.get("realised")?;
    if value.get_ref().as_str() == Some("nothing") {
        return Some(Realised::Nothing);
    }
    // Said here, since the finding of `table` would not offer `nothing`.
    if value.get_ref().as_table().is_none() {
        let rule = "what happened is \"nothing\", or an effect";
        document.fault_at(value, "realised", rule, "write realised = { limit = 0.9 }");
        return None;
    }
    let (inner, line) = document.table(table, "realised")?;
    effect::of_table(document, inner, line).map(Realised::Effect)
}

const PARTY_KEYS: [&str; 6] = ["role", "party", "country", "listed", "listed_by", "not"];

/// `parties = { role = [...], country = [...], listed = [...], not = { ... } }`.
pub fn parties(document: &mut Document<'_>, table: &DeTable<'_>, atlas: &Atlas, depth: u8) -> Option<PartySelector> {
    let key = if depth == 0 { "parties" } else { "not" };
    let (inner, line) = document.table(table, key)?;
    document.only(inner, &PARTY_KEYS);
    if inner.is_empty() {
        document.fault_of(line, key, "a selector that says nothing selects nothing", "name who it is about");
    }
    let mut selector =
        PartySelector { roles: words(document, inner, "role", Role::WORDS, Role::parse), ..PartySelector::default() };
    for (name, line) in document.list_of(inner, "party") {
        // A vessel takes part like a party.
        let known = atlas.parties.ids().chain(atlas.vessels.ids()).map(Id::as_str);
        match select::word(&name, "party or vessel", known) {
            Ok(id) => selector.parties.push(Id::trusted(&id)),
            Err(fault) => document.fault(line, "party", &name, fault.rule, &fault.hint),
        }
    }
    for (name, line) in document.list_of(inner, "country") {
        match select::country_or_bloc(&name, atlas) {
            Ok(code) => selector.countries.push(code),
            Err(fault) => document.fault(line, "country", &name, fault.rule, &fault.hint),
        }
    }
    for (name, line) in document.list_of(inner, "listed_by") {
        if select::is_code(&name) {
            selector.listed_by.push(name);
        } else {
            let hint = "write EU, US, UK or the alpha-3 code of a state";
            document.fault(line, "listed_by", &name, "an authority is a state or bloc", hint);
        }
    }
    for (name, line) in document.list_of(inner, "listed") {
        listed(document, (&name, line), atlas, &mut selector);
    }
    if inner.contains_key("not") {
        // Deeper `not` is refused, as in selectors.
        if depth > 1 {
            document.fault_of(line, "not", "`not` is not nested deeply", "say it the other way round");
        } else {
            selector.not = parties(document, inner, atlas, depth + 1).map(Box::new);
        }
    }
    Some(selector)
}

/// `US/russia`: an authority and a programme that have an ownership test.
fn listed(document: &mut Document<'_>, (name, line): (&str, u64), atlas: &Atlas, selector: &mut PartySelector) {
    let known: Vec<String> =
        atlas.ownership_tests.iter().map(|test| format!("{}/{}", test.authority, test.programme)).collect();
    match select::word(name, "ownership test", known.iter().map(String::as_str)) {
        Ok(found) => {
            // Known tests all have a programme.
            if let Some((authority, programme)) = found.split_once('/') {
                selector.listed.push((authority.to_owned(), Id::trusted(programme)));
            }
        }
        Err(fault) => document.fault(line, "listed", name, fault.rule, &fault.hint),
    }
}

const WHEN_KEYS: [&str; 7] =
    ["price_above", "price_at_most", "contract_before", "loaded_before", "months", "above", "currency"];

/// `when = { price_above = "crude", contract_before = "2025-07-20", ... }`.
pub fn when(document: &mut Document<'_>, table: &DeTable<'_>, authority: &str, atlas: &Atlas) -> Conditions {
    if !table.contains_key("when") {
        return Conditions::default();
    }
    let Some((inner, line)) = document.table(table, "when") else { return Conditions::default() };
    document.only(inner, &WHEN_KEYS);
    if inner.is_empty() {
        document.fault_of(line, "when", "a condition that says nothing always holds", "leave it out");
    }
    Conditions {
        price_above: mark(document, inner, ("price_above", authority), atlas),
        price_at_most: mark(document, inner, ("price_at_most", authority), atlas),
        contract_before: document.day(inner, "contract_before"),
        loaded_before: document.day(inner, "loaded_before"),
        months: months(document, inner),
        above: above(document, inner),
        currency: currencies(document, inner),
    }
}

/// A number in USD/bbl, or a cap of the authority's.
fn mark(
    document: &mut Document<'_>,
    table: &DeTable<'_>,
    (key, authority): (&str, &str),
    atlas: &Atlas,
) -> Option<PriceMark> {
    let value = table.get(key)?;
    if value.get_ref().as_str().is_none() {
        return document.number(key, value).map(PriceMark::Usd);
    }
    // A measure without an authority has a finding of its own.
    if authority.is_empty() {
        return None;
    }
    let (text, line) = document.text(table, key)?;
    let caps = atlas.caps.iter().filter(|cap| cap.authority == authority).map(|cap| cap.id.as_str());
    match select::word(&text, &format!("cap of {authority}"), caps) {
        Ok(cap) => Some(PriceMark::Cap(Id::trusted(&cap))),
        Err(fault) => {
            document.fault(line, key, &text, fault.rule, &fault.hint);
            None
        }
    }
}

fn months(document: &mut Document<'_>, table: &DeTable<'_>) -> Option<Months> {
    let (text, line) = document.text(table, "months")?;
    match Months::parse(&text) {
        Ok(months) => Some(months),
        Err(rule) => {
            document.fault(line, "months", &text, rule, "write 4-11");
            None
        }
    }
}

fn above(document: &mut Document<'_>, table: &DeTable<'_>) -> BTreeMap<String, f64> {
    let mut above = BTreeMap::new();
    if !table.contains_key("above") {
        return above;
    }
    let Some((inner, _)) = document.table(table, "above") else { return above };
    // Any name is allowed: what is known of goods is an open list.
    for (key, value) in inner {
        if let Some(number) = document.number(key.get_ref(), value) {
            above.insert(key.get_ref().to_string(), number);
        }
    }
    above
}

fn currencies(document: &mut Document<'_>, table: &DeTable<'_>) -> Vec<String> {
    let found = document.list_of(table, "currency");
    for (word, line) in &found {
        if !is_currency(word) {
            document.fault(*line, "currency", word, "a currency is three capital letters", "write USD");
        }
    }
    found.into_iter().map(|(word, _)| word).collect()
}

/// Three capital letters.
pub fn is_currency(word: &str) -> bool {
    word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}
