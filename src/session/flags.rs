//! What is said of flags that cannot be.

use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::error::{Error, Result};
use crate::model::Day;
use crate::select::SelectorError;
use crate::select::names::{self, Found, NameKind};
use crate::tables::Atlas;

/// A finding about a flag.
pub(crate) fn flag(name: &str, value: &str, rule: &str, hint: &str) -> Diagnostic {
    let mut diagnostic = Diagnostic::error(format!("--{name}"), rule, hint);
    diagnostic.value = Some(value.into());
    diagnostic
}

/// An id that nothing has, with the nearest that something has.
pub(crate) fn unknown(what: &str, id: &str, known: &[&str]) -> Diagnostic {
    let near = did_you_mean(id, known.iter().copied());
    let near = if near.is_empty() { "`corridor list` shows what there is".into() } else { near };
    flag(what, id, &format!("unknown {what}"), &near)
}

/// The position of the one thing of a kind that a flag calls by its id, a name or an alias.
pub(crate) fn called(
    atlas: &Atlas,
    (flag_name, kind): (&str, NameKind),
    text: &str,
    findings: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let finding = match names::find(atlas, text, &[kind]) {
        Found::One(named) => return Some(named.at),
        Found::Several(many) => {
            let fault = names::ambiguous(text, &many);
            flag(flag_name, text, &fault.rule, &fault.hint)
        }
        Found::None => {
            let near = names::offered(atlas, text, &[kind]);
            let near = near.unwrap_or_else(|| "`corridor list` shows what there is".into());
            flag(flag_name, text, &format!("unknown {flag_name}"), &near)
        }
    };
    findings.push(finding);
    None
}

/// Both, or what is wrong with either: all at once, each finding once.
pub(crate) fn both<A, B>(one: Result<A>, other: Result<B>) -> Result<(A, B)> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (Err(one), Err(other)) => {
            // Both may have read the same flag, and found the same.
            let mut findings = one.diagnostics().to_vec();
            findings.extend(other.diagnostics().iter().filter(|more| !one.diagnostics().contains(more)).cloned());
            Err(Error::data("the question cannot be asked", findings))
        }
        (Err(error), _) | (_, Err(error)) => Err(error),
    }
}

/// All of them, or what is wrong with any.
pub(crate) fn every<T>(all: impl Iterator<Item = Result<T>>) -> Result<Vec<T>> {
    let mut good = Ok(Vec::new());
    for one in all {
        good = both(good, one).map(|(mut good, one)| {
            good.push(one);
            good
        });
    }
    good
}

/// A finding about one part of a selector.
pub(crate) fn flag_part(name: &str, problem: &SelectorError) -> Diagnostic {
    flag(name, &problem.part(), &problem.rule, &problem.hint)
}

/// A day that a flag names.
pub(crate) fn day(name: &str, text: Option<&str>, findings: &mut Vec<Diagnostic>) -> Option<Day> {
    let text = text?;
    let found = Day::parse(text);
    if found.is_none() {
        findings.push(flag(name, text, "a day is written YYYY-MM-DD", "for example 2024-06-30"));
    }
    found
}

/// `A..B`.
pub(crate) fn dates(name: &str, text: &str) -> Result<(Day, Day)> {
    let bad = |rule: &str| {
        let finding = flag(name, text, rule, "for example 2022-01-01..2026-06-30");
        Error::data("the question cannot be asked", vec![finding])
    };
    let (from, to) = text.split_once("..").ok_or_else(|| bad("days are written A..B"))?;
    match (Day::parse(from), Day::parse(to)) {
        (Some(from), Some(to)) if from <= to => Ok((from, to)),
        (Some(_), Some(_)) => Err(bad("the last day lies before the first")),
        _ => Err(bad("a day is written YYYY-MM-DD")),
    }
}
