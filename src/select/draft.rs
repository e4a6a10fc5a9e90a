//! From words to a checked selector: every mistake at once.

use std::fmt;

use super::key::{Key, KeyGroup};
use super::{key, keys};
use crate::diagnostic::did_you_mean;
use crate::model::{Clause, Selector};
use crate::tables::Atlas;

/// A selector as written, before anyone has checked it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SelectorDraft {
    pub terms: Vec<Term>,
    pub not: Option<Box<SelectorDraft>>,
}

/// A key and its values as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub key: String,
    pub values: Vec<String>,
    /// Line in the file where it stands; none: no file.
    pub line: Option<u64>,
}

/// What is wrong with one key or value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectorError {
    /// Line in the file where it stands; none: no file.
    pub line: Option<u64>,
    pub key: String,
    /// The value; none: the key itself is at fault.
    pub value: Option<String>,
    pub rule: String,
    pub hint: String,
}

impl SelectorError {
    /// About a value of a term, or its key.
    pub fn new(term: &Term, value: Option<&str>, rule: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            line: term.line,
            key: term.key.clone(),
            value: value.map(str::to_owned),
            rule: rule.into(),
            hint: hint.into(),
        }
    }
}

impl SelectorError {
    /// What is at fault, as it is written: `country=KAX`, or the key alone.
    pub fn part(&self) -> String {
        self.value.as_ref().map_or_else(|| self.key.clone(), |value| format!("{}={value}", self.key))
    }
}

impl fmt::Display for SelectorError {
    /// `country=KAX: there is no such country; did you mean KAZ?`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.part(), self.rule)?;
        if self.hint.is_empty() { Ok(()) } else { write!(f, "; {}", self.hint) }
    }
}

/// Reads `key=value[,key=value]` and checks it. Values of one key are written by repeating it, or joined by `;`.
///
/// # Errors
/// Everything that is wrong with it.
pub fn parse(text: &str, atlas: &Atlas) -> Result<Selector, Vec<SelectorError>> {
    let (draft, mut problems) = split(text, |word| meant(word, atlas));
    // Checked even where some parts were no terms: every mistake is reported at once.
    match check(&draft, atlas) {
        Ok(selector) if problems.is_empty() => Ok(selector),
        Ok(_) => Err(problems),
        Err(more) => {
            problems.extend(more);
            Err(problems)
        }
    }
}

/// The terms of `key=value[,key=value]`, and what is no term; `hint` says what a word without a key may have been.
pub fn split(text: &str, hint: impl Fn(&str) -> String) -> (SelectorDraft, Vec<SelectorError>) {
    let mut draft = SelectorDraft::default();
    let mut problems = Vec::new();
    for part in text.split(',') {
        // Without `=` there is no value, which is refused below.
        let (key, values) = part.split_once('=').unwrap_or((part, ""));
        let values: Vec<String> = values.split(';').map(|value| value.trim().to_owned()).collect();
        let term = Term { key: key.trim().to_owned(), values, line: None };
        if term.key.is_empty() || term.values.iter().any(String::is_empty) {
            let hint = hint(part.trim());
            // Reported is the part as written, since its key may be empty.
            let term = Term { key: part.trim().to_owned(), ..term };
            problems.push(SelectorError::new(&term, None, "a key and a value are needed", hint));
        } else {
            draft.terms.push(term);
        }
    }
    (draft, problems)
}

/// What a word without a key may have been: `bosporus` is `place=bosporus or strait=bosporus`.
fn meant(word: &str, atlas: &Atlas) -> String {
    let takes =
        |key: &&super::Key| matches!(key.about, KeyGroup::Named | KeyGroup::Assets) && (key.check)(word, atlas).is_ok();
    let all: Vec<String> = keys().filter(takes).map(|key| format!("{}={word}", key.name)).collect();
    // A key alone lacks its value: the form of a selector is the better hint.
    if all.is_empty() || keys().any(|key| key.name == word) {
        return "a selector is key=value, several joined by commas: country=RUS,mode=rail".into();
    }
    format!("did you mean {}?", all.join(" or "))
}

/// Checks keys and values against an atlas.
///
/// # Errors
/// Everything that is wrong with them.
pub fn check(draft: &SelectorDraft, atlas: &Atlas) -> Result<Selector, Vec<SelectorError>> {
    let mut problems = Vec::new();
    let selector = resolve(draft, atlas, &mut problems);
    let first = draft.not.as_ref().and_then(|not| not.terms.first());
    // A selector is split into assets and trade; `not` of both together cannot be split.
    if let (Some(inner), Some(term)) = (&selector.not, first)
        && super::is_about_assets(inner)
        && super::is_about_trade(inner)
    {
        let hint = "write the assets in `on` and the trade in `for`";
        problems.push(SelectorError::new(term, None, "`not` speaks of assets or of trade, never of both", hint));
    }
    if problems.is_empty() { Ok(selector) } else { Err(problems) }
}

fn resolve(draft: &SelectorDraft, atlas: &Atlas, problems: &mut Vec<SelectorError>) -> Selector {
    let mut selector = Selector::default();
    for term in &draft.terms {
        let Some(key) = key(&term.key) else {
            problems.push(unknown_key(term));
            continue;
        };
        // Only a file can give a key without any value.
        if term.values.is_empty() {
            problems.push(SelectorError::new(term, None, "a key needs a value", key.says));
        }
        let values = checked(term, key, atlas, problems);
        // A repeated key adds values: any of them is enough.
        match selector.clauses.iter_mut().find(|clause| clause.key == key.name) {
            Some(clause) => clause.values.extend(values),
            None => selector.clauses.push(Clause { key: key.name, values }),
        }
    }
    selector.not = draft.not.as_ref().map(|not| Box::new(resolve(not, atlas, problems)));
    selector
}

fn checked(term: &Term, key: &Key, atlas: &Atlas, problems: &mut Vec<SelectorError>) -> Vec<String> {
    let mut values = Vec::new();
    for value in &term.values {
        match (key.check)(value, atlas) {
            Ok(value) => values.push(value),
            Err(fault) => problems.push(SelectorError::new(term, Some(value), fault.rule, fault.hint)),
        }
    }
    values
}

fn unknown_key(term: &Term) -> SelectorError {
    let near = did_you_mean(&term.key, keys().map(|key| key.name));
    let list = |trade: bool| {
        let keys = keys().filter(|key| (key.about == KeyGroup::Trade) == trade);
        keys.map(|key| key.name).collect::<Vec<_>>().join(", ")
    };
    let all = format!("keys on assets: {}; on trade: {}", list(false), list(true));
    let hint = if near.is_empty() { all } else { format!("{near} {all}") };
    SelectorError::new(term, None, "there is no such selector key", hint)
}
