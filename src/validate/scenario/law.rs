//! Files of the law: measures and exceptions of one authority each, checked against each other.

use std::collections::{BTreeMap, BTreeSet};

use super::document::{Document, Within};
use super::measure;
use super::{ScenariosRead, exception};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::input::RawFile;
use crate::model::{Exception, Id, Law, Measure};
use crate::tables::Atlas;

/// Where something stands.
type At = (String, u64);

/// All that the files say.
#[derive(Default)]
struct Read {
    measures: Vec<(Measure, At)>,
    exceptions: Vec<(Exception, At)>,
}

/// The law of an atlas, and what is wrong with it.
pub fn all(files: &[RawFile], known: ScenariosRead, atlas: &Atlas) -> (Law, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut read = Read::default();
    for file in files {
        one(file, atlas, &mut read, &mut diagnostics);
    }
    twice(&read, &mut diagnostics);
    // What is not found may be in a file that cannot be read.
    if known == ScenariosRead::All && diagnostics.is_empty() {
        let measures: BTreeSet<&Id> = read.measures.iter().map(|(measure, _)| &measure.id).collect();
        lifted(&read.exceptions, &measures, &mut diagnostics);
        replaced(&read, &mut diagnostics);
    }
    let mut law = Law {
        measures: read.measures.into_iter().map(|(measure, _)| measure).collect(),
        exceptions: read.exceptions.into_iter().map(|(exception, _)| exception).collect(),
    };
    // In the order of ids, whatever the files are called.
    law.measures.sort_by(|a, b| a.id.cmp(&b.id));
    law.exceptions.sort_by(|a, b| a.id.cmp(&b.id));
    (law, diagnostics)
}

fn one(file: &RawFile, atlas: &Atlas, read: &mut Read, diagnostics: &mut Vec<Diagnostic>) {
    let mut document = Document::new(&file.name, &file.text);
    if let Some(root) = document.parse() {
        document.only(&root, &["authority", "measure", "exception"]);
        let authority = document.owed(&root, "authority", 1);
        // Ids begin with the authority, so without it nothing of the file can be judged.
        if let Some(authority) = authority.and_then(|(text, line)| measure::authority(&mut document, text, line)) {
            let within = Within { atlas, law: Some(&authority) };
            let at = |line| (file.name.clone(), line);
            for (table, line) in document.tables(&root, "measure") {
                let found = measure::read(&mut document, table, line, within);
                read.measures.extend(found.map(|(measure, line)| (measure, at(line))));
            }
            for (table, line) in document.tables(&root, "exception") {
                let found = exception::read(&mut document, table, line, within);
                read.exceptions.extend(found.map(|(exception, line)| (exception, at(line))));
            }
        }
    }
    diagnostics.append(&mut document.diagnostics);
}

fn fault((file, line): &At, key: &str, value: &Id, rule: impl Into<String>, hint: impl Into<String>) -> Diagnostic {
    Diagnostic::error(file, rule, hint).row(*line).cell(key, value.as_str())
}

/// An id is given once, whether to a measure or to an exception.
fn twice(read: &Read, diagnostics: &mut Vec<Diagnostic>) {
    let measures = read.measures.iter().map(|(measure, at)| (&measure.id, at));
    let exceptions = read.exceptions.iter().map(|(exception, at)| (&exception.id, at));
    let mut first: BTreeMap<&Id, &At> = BTreeMap::new();
    for (id, at) in measures.chain(exceptions) {
        match first.get(id) {
            Some((file, line)) => {
                let rule = format!("{file}:{line} has this id already");
                diagnostics.push(fault(at, "id", id, rule, "give it another"));
            }
            None => {
                first.insert(id, at);
            }
        }
    }
}

/// What an exception lifts is a measure.
pub fn lifted(exceptions: &[(Exception, At)], measures: &BTreeSet<&Id>, diagnostics: &mut Vec<Diagnostic>) {
    for (exception, at) in exceptions {
        for id in exception.lifts.iter().filter(|id| !measures.contains(id)) {
            let near = did_you_mean(id.as_str(), measures.iter().map(|id| id.as_str()));
            let hint = if near.is_empty() { "name a measure; an exception lifts nothing else".into() } else { near };
            diagnostics.push(fault(at, "lifts", id, "there is no such measure", hint));
        }
    }
}

/// What is replaced is there, ends before what takes its place begins, and nothing replaces itself by a detour.
fn replaced(read: &Read, diagnostics: &mut Vec<Diagnostic>) {
    // A measure and an exception may replace each other.
    let measures = read.measures.iter().map(|(own, at)| (&own.id, own.replaces(), own.window, at));
    let exceptions = read.exceptions.iter().map(|(own, at)| (&own.id, own.replaces.as_ref(), own.window, at));
    let all: BTreeMap<_, _> =
        measures.chain(exceptions).map(|(id, replaces, window, at)| (id, (replaces, window, at))).collect();
    for (id, (replaces, window, at)) in &all {
        let Some(before) = *replaces else { continue };
        let Some((_, old, _)) = all.get(before) else {
            let near = did_you_mean(before.as_str(), all.keys().map(|id| id.as_str()));
            let hint = if near.is_empty() { "leave it out, or name what went before".into() } else { near };
            diagnostics.push(fault(at, "replaces", before, "there is no such measure or exception", hint));
            continue;
        };
        // Follows what is replaced until it ends or comes back; bounded, since it may enter a circle elsewhere.
        let mut way = vec![*id];
        let mut next = Some(before);
        while let Some(at) = next.filter(|_| way.len() <= all.len()) {
            way.push(at);
            if at == *id {
                break;
            }
            next = all.get(at).and_then(|(replaces, ..)| *replaces);
        }
        // Only entries on the circle are reported, not those that lead to it.
        if way.len() > 1 && way.last() == Some(id) {
            let names: Vec<_> = way.iter().map(|id| id.as_str()).collect();
            let rule = format!("they take each other's place in a circle: {}", names.join(" > "));
            diagnostics.push(fault(at, "replaces", before, rule, "let the first of them replace nothing"));
        } else if old.until.is_none() || window.since.is_none() || old.until >= window.since {
            let hint = "let the one end before the other begins";
            diagnostics.push(fault(at, "replaces", before, "what is replaced still holds when this begins", hint));
        }
    }
}
