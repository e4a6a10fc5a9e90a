//! Scenario files: TOML to checked measures, `extends` followed.

mod document;
pub mod effect;
mod exception;
pub mod law;
mod legal;
mod measure;

use std::collections::{BTreeMap, BTreeSet};

use document::{Document, Within};
use toml::de::{DeTable, DeValue};

pub use legal::is_currency;

use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::input::RawFile;
use crate::model::{Base, Day, Exception, Id, Lift, Measure, Scenario};
use crate::select::{self, ValueError};
use crate::tables::Atlas;

/// A scenario before what it extends is known.
struct ScenarioDraft {
    file: String,
    id: Id,
    id_line: u64,
    title: String,
    as_of: Option<Day>,
    extends: Option<(String, u64)>,
    lifts: Vec<Lift>,
    measures: Vec<(Measure, u64)>,
    exceptions: Vec<(Exception, u64)>,
}

impl ScenarioDraft {
    /// The scenario that it extends by name; none: nothing, or a built-in one.
    fn parent(&self) -> Option<&str> {
        self.extends.as_ref().map(|(id, _)| id.as_str()).filter(|id| Base::parse(id).is_none())
    }

    /// The built-in scenario that it extends.
    fn base(&self) -> Option<Base> {
        self.extends.as_ref().and_then(|(id, _)| Base::parse(id))
    }
}

/// Nothing, as a scenario.
const NONE: &str = "none";

/// Words that `extends` knows and no scenario may be called.
fn reserved<'a>() -> impl Iterator<Item = &'a str> {
    std::iter::once(NONE).chain(Base::WORDS.iter().copied())
}

/// Could every scenario file be read? If not, what is not found may stand in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScenariosRead {
    /// Every one.
    All,
    /// Some could not.
    Some,
}

/// The scenarios of an atlas, and what is wrong with them.
pub fn all(files: &[RawFile], known: ScenariosRead, atlas: &Atlas) -> (Vec<Scenario>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut drafts: BTreeMap<Id, ScenarioDraft> = BTreeMap::new();
    let mut known = known;
    for file in files {
        let Some(draft) = draft(&file.name, &file.text, atlas, &mut diagnostics) else {
            // The file may be the scenario that another extends.
            known = ScenariosRead::Some;
            continue;
        };
        if let Some(first) = drafts.get(&draft.id) {
            let rule = format!("{} has this id already", first.file);
            diagnostics.push(
                Diagnostic::error(&*draft.file, rule, "give it another")
                    .row(draft.id_line)
                    .cell("id", draft.id.as_str()),
            );
        } else {
            drafts.insert(draft.id.clone(), draft);
        }
    }
    let scenarios =
        // By id: the order of files does not matter.
        drafts.values().filter_map(|draft| resolve(draft, (&drafts, known), atlas, &mut diagnostics)).collect();
    (scenarios, diagnostics)
}

/// One scenario beside an atlas.
pub fn one(file: &str, text: &str, atlas: &Atlas) -> Result<Scenario, Vec<Diagnostic>> {
    let mut diagnostics = Vec::new();
    let draft = draft(file, text, atlas, &mut diagnostics);
    let scenario = draft.and_then(|draft| beside(draft, atlas, &mut diagnostics));
    match scenario {
        Some(scenario) if diagnostics.is_empty() => Ok(scenario),
        _ => Err(diagnostics),
    }
}

/// On top of a scenario that the atlas holds already.
fn beside(draft: ScenarioDraft, atlas: &Atlas, diagnostics: &mut Vec<Diagnostic>) -> Option<Scenario> {
    let mut scenario = match draft.parent() {
        None => Scenario::none(),
        // First, since the atlas may hold another scenario of this id.
        Some(id) if *id == *draft.id.as_str() => {
            diagnostics.push(circle(&draft, &format!("{id} > {id}")));
            return None;
        }
        Some(id) => match atlas.scenarios.get(id) {
            Some(parent) => parent.clone(),
            None => {
                diagnostics.push(no_parent(&draft, atlas.scenarios.ids()));
                return None;
            }
        },
    };
    add(&mut scenario, &draft, atlas, diagnostics);
    Some(scenario)
}

fn resolve(
    draft: &ScenarioDraft,
    (drafts, known): (&BTreeMap<Id, ScenarioDraft>, ScenariosRead),
    atlas: &Atlas,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Scenario> {
    let mut chain = vec![draft];
    // The chain begins with the draft, so it is never empty.
    while let Some(id) = chain[chain.len() - 1].parent() {
        let at = chain[chain.len() - 1];
        let Some(parent) = drafts.get(id) else {
            // Said once, at the scenario whose own line it is.
            if chain.len() == 1 && known == ScenariosRead::All {
                diagnostics.push(no_parent(at, drafts.keys()));
            }
            return None;
        };
        // Each scenario on the circle reports it, one that only leads to it does not.
        if let Some(from) = chain.iter().position(|own| own.id == parent.id) {
            if from == 0 {
                let names: Vec<_> = chain.iter().map(|own| own.id.as_str()).collect();
                diagnostics.push(circle(draft, &format!("{} > {}", names.join(" > "), parent.id)));
            }
            return None;
        }
        chain.push(parent);
    }
    let mut scenario = Scenario::none();
    let mut faults = Vec::new();
    for draft in chain.iter().rev() {
        faults.clear();
        add(&mut scenario, draft, atlas, &mut faults);
    }
    // Those of what it extends are said there.
    diagnostics.append(&mut faults);
    Some(scenario)
}

fn add(scenario: &mut Scenario, draft: &ScenarioDraft, atlas: &Atlas, diagnostics: &mut Vec<Diagnostic>) {
    scenario.id = draft.id.clone();
    scenario.title.clone_from(&draft.title);
    // Its own day, else that of what it extends.
    scenario.as_of = draft.as_of.or(scenario.as_of);
    let mut known: BTreeSet<Id> = scenario.measures.iter().map(|measure| measure.id.clone()).collect();
    for (measure, line) in &draft.measures {
        if !known.insert(measure.id.clone()) {
            let rule = "this measure is in the scenario already";
            let hint = "give it another id; what is extended brings its measures along";
            diagnostics.push(Diagnostic::error(&*draft.file, rule, hint).row(*line).cell("id", measure.id.as_str()));
        }
        // Also a repeated one: the finding refuses the scenario anyway.
        scenario.measures.push(measure.clone());
    }
    scenario.layers.extend(draft.base().into_iter().flat_map(Base::layers));
    // After the measures: what is inherited can be lifted too.
    for lift in &draft.lifts {
        scenario.lifts.push(lift.clone());
        scenario.measures.retain(|measure| !lift.takes(measure));
    }
    // Measures of the record count only where their layer is part of the scenario.
    let of_law = atlas.law.measures.iter().filter(|measure| scenario.layers.contains(&measure.layer()));
    let of_law = of_law.map(|measure| &measure.id);
    let all: BTreeSet<&Id> = scenario.measures.iter().map(|measure| &measure.id).chain(of_law).collect();
    let own = |(own, line): &(Exception, u64)| (own.clone(), (draft.file.clone(), *line));
    let own: Vec<_> = draft.exceptions.iter().map(own).collect();
    law::lifted(&own, &all, diagnostics);
    scenario.exceptions.extend(own.into_iter().map(|(exception, _)| exception));
}

fn circle(draft: &ScenarioDraft, way: &str) -> Diagnostic {
    let (id, line) = draft.extends.as_ref().map_or(("", draft.id_line), |(id, line)| (id.as_str(), *line));
    let rule = format!("scenarios extend each other in a circle: {way}");
    Diagnostic::error(&*draft.file, rule, "let one of them extend none").row(line).cell("extends", id)
}

fn no_parent<'a>(draft: &ScenarioDraft, known: impl Iterator<Item = &'a Id>) -> Diagnostic {
    let (id, line) = draft.extends.as_ref().map_or(("", draft.id_line), |(id, line)| (id.as_str(), *line));
    let mut hint = did_you_mean(id, known.map(Id::as_str).chain(reserved()));
    if hint.is_empty() {
        hint = "extend none, law, events, market, as-is or the id of another scenario".into();
    }
    Diagnostic::error(&*draft.file, "there is no such scenario", hint).row(line).cell("extends", id)
}

fn draft(file: &str, text: &str, atlas: &Atlas, diagnostics: &mut Vec<Diagnostic>) -> Option<ScenarioDraft> {
    let mut document = Document::new(file, text);
    let draft = document.parse().and_then(|table| {
        let root = &table;
        document.only(root, &["id", "title", "extends", "as_of", "lift", "measure", "exception"]);
        let id = document.owed(root, "id", 1).and_then(|(id, line)| known_id(&mut document, &id, line));
        let title = document.owed(root, "title", 1);
        let as_of = document.day(root, "as_of");
        // `none` is written like a scenario, and means that nothing is extended.
        let extends = document.text(root, "extends").filter(|(id, _)| id != NONE);
        let within = Within { atlas, law: None };
        let measures = document.tables(root, "measure");
        let measures: Vec<_> = measures
            .into_iter()
            .filter_map(|(table, line)| measure::read(&mut document, table, line, within))
            .collect();
        let exceptions = document.tables(root, "exception");
        let exceptions: Vec<_> = exceptions
            .into_iter()
            .filter_map(|(table, line)| exception::read(&mut document, table, line, within))
            .collect();
        let lifts = lifts(&mut document, root, atlas);
        // Only now: every key was read for its findings.
        let (id, id_line) = id?;
        let title = title.map_or_else(|| id.to_string(), |(title, _)| title);
        Some(ScenarioDraft { file: file.to_owned(), id, id_line, title, as_of, extends, lifts, measures, exceptions })
    });
    diagnostics.append(&mut document.diagnostics);
    draft
}

/// `lift = ["EU:...", { programme = "iran", authority = "US" }]`.
fn lifts(document: &mut Document<'_>, root: &DeTable<'_>, atlas: &Atlas) -> Vec<Lift> {
    let Some(value) = root.get("lift") else { return Vec::new() };
    let Some(list) = value.get_ref().as_array() else {
        let hint = "write lift = [\"EU:...\", { programme = \"iran\" }]";
        document.fault_at(value, "lift", "this is a list of what is lifted", hint);
        return Vec::new();
    };
    let mut lifts = Vec::new();
    for item in list.iter() {
        let line = document.line(item);
        let found = match item.get_ref() {
            DeValue::String(id) => lift(id, &[], atlas),
            DeValue::Table(table) => {
                document.only(table, &["programme", "authority"]);
                let authority = document.text(table, "authority").map(|(text, _)| text);
                // A missing programme has a finding already.
                let Some((programme, _)) = document.owed(table, "programme", line) else { continue };
                lift_programme(&programme, authority, atlas)
            }
            _ => Err(ValueError::new("what is lifted is a measure, or { programme = ... }", "put it in quotes")),
        };
        match found {
            Ok(lift) => lifts.push(lift),
            Err(ValueError { rule, hint }) => document.fault_at(item, "lift", rule, &hint),
        }
    }
    lifts
}

/// What is lifted by its id: a measure of the law, or one of the others that are named.
///
/// # Errors
/// There is none of this id.
pub fn lift<'m>(id: &str, others: &'m [Measure], atlas: &'m Atlas) -> Result<Lift, ValueError> {
    // A file lifts measures of the law alone; the line also those that are stacked.
    let kind = if others.is_empty() { "measure of the law" } else { "measure of the law or of the scenario" };
    let known = atlas.law.measures.iter().chain(others).map(|measure| measure.id.as_str());
    select::word(id, kind, known).map(|id| Lift::Measure(Id::trusted(&id)))
}

/// What is lifted by its programme.
///
/// # Errors
/// No measure of the law is of this programme and authority.
pub fn lift_programme(programme: &str, authority: Option<String>, atlas: &Atlas) -> Result<Lift, ValueError> {
    let of = atlas
        .law
        .measures
        .iter()
        .filter(|measure| authority.as_ref().is_none_or(|authority| *authority == measure.authority))
        .filter_map(|measure| measure.legal.programme.as_ref().map(Id::as_str));
    let known: BTreeSet<&str> = of.collect();
    let programme = select::word(programme, "programme of the law", known)?;
    Ok(Lift::Programme { programme: Id::trusted(&programme), authority })
}

fn known_id(document: &mut Document<'_>, id: &str, line: u64) -> Option<(Id, u64)> {
    if reserved().any(|word| word == id) {
        document.fault(line, "id", id, "this word is taken", "give the scenario an id of its own");
        return None;
    }
    match Id::parse(id) {
        Ok(id) => Some((id, line)),
        Err(rule) => {
            document.fault(line, "id", id, rule, "write cpc-closed");
            None
        }
    }
}

#[cfg(test)]
mod tests;
