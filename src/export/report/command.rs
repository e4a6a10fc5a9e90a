//! The command that makes the page again.

use crate::answer::ReportPage;
use crate::query::{self, Question};
use crate::spec::{Borders, Destinations, FlowsSelection, ScenarioRef, ScenarioSpec, Shipment, Weigh};

/// FLOWS in words, ids as people call them; empty where all are asked about.
pub(super) fn flows(report: &ReportPage, name: impl Fn(&str) -> String) -> String {
    let Some(question) = question(report) else { return String::new() };
    let flows = &question.flows;
    let named = |ids: &Vec<String>| ids.iter().map(|id| name(id)).collect::<Vec<_>>().join(", ");
    let lists = [
        ("", &flows.cargo),
        ("", &flows.commodity),
        ("from ", &flows.origin),
        ("to ", &flows.destination),
        ("flows ", &flows.flow),
    ];
    let words = lists.into_iter().filter(|(_, list)| !list.is_empty());
    words.map(|(word, list)| format!("{word}{}", named(list))).collect::<Vec<_>>().join(" ")
}

fn question(report: &ReportPage) -> Option<query::ReportPage> {
    match Question::recorded(report.head.question.as_ref()?)? {
        Question::Report(question) => Some(question),
        _ => None,
    }
}

/// As it is typed in a shell, to write this file.
pub(in crate::export) fn line(report: &ReportPage, borders: Borders, file: &str) -> String {
    let Some(question) = question(report) else { return "corridor report".into() };
    let mut line = Line(vec!["corridor report".into()]);
    line.flows(&question.flows);
    for scenario in &question.scenarios {
        line.flag("scenario", named(scenario));
    }
    line.scenario(&question.scenario);
    if question.ranges {
        line.switch("ranges", true);
    }
    if borders != Borders::default() {
        line.flag("borders", borders.as_str());
    }
    // HTML is what `report` writes by default.
    if file.ends_with(".xlsx") {
        line.flag("format", "xlsx");
    }
    line.flag("output", file);
    line.0.join(" ")
}

fn named(scenario: &ScenarioRef) -> &str {
    match scenario {
        ScenarioRef::Id(id) => id,
        ScenarioRef::File { name, .. } => name,
    }
}

struct Line(Vec<String>);

impl Line {
    fn flag(&mut self, name: &str, value: &str) {
        self.0.push(format!("--{name} {}", quoted(value)));
    }

    fn flags<'t>(&mut self, name: &str, values: impl IntoIterator<Item = &'t String>) {
        values.into_iter().for_each(|value| self.flag(name, value));
    }

    fn switch(&mut self, name: &str, on: bool) {
        if on {
            self.0.push(format!("--{name}"));
        }
    }

    fn flows(&mut self, flows: &FlowsSelection) {
        let lists = [
            ("origin", &flows.origin),
            ("destination", &flows.destination),
            ("cargo", &flows.cargo),
            ("commodity", &flows.commodity),
            ("flow", &flows.flow),
        ];
        // These take all their values in one flag.
        for (name, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
            self.flag(name, &list.join(","));
        }
        // An option is written as a list of none or one.
        self.flags("year", flows.year.map(|year| year.to_string()).iter());
        self.flags("flows", flows.flows_csv.iter().map(|file| &file.name));
        self.switch("domestic", flows.domestic);
        if flows.weigh == Weigh::Value {
            self.flag("weigh", "value");
        }
        if flows.destinations == Destinations::Market {
            self.flag("destinations", "market");
        }
        self.switch("rebalance", flows.rebalance);
        self.switch("contracted", flows.contracted);
        self.flags("ceiling", flows.ceiling_usd_t.map(|usd| format!("{usd}USD/t")).iter());
        self.switch("ends", flows.ends);
    }

    fn scenario(&mut self, scenario: &ScenarioSpec) {
        for inline in &scenario.inline.0 {
            self.flag(inline.effect.as_str(), &inline.text);
        }
        self.flags("as-of", &scenario.as_of);
        self.flags("actor", &scenario.actor);
        self.flags("owner-test", &scenario.owner_test);
        self.shipment(&scenario.shipment);
    }

    fn shipment(&mut self, shipment: &Shipment) {
        self.flags("party", &shipment.party);
        self.flags("price", shipment.price.map(|usd| format!("{usd}USD/bbl")).iter());
        self.flags("contract-date", &shipment.contract_date);
        self.flags("loaded", &shipment.loaded);
        self.flags("currency", &shipment.currency);
        self.flags("goods", &shipment.goods);
        self.flags("document", &shipment.documents);
        self.flags("lift", &shipment.lift);
        if let Some(assume) = shipment.assume {
            self.flag("assume", assume.as_str());
        }
    }
}

/// A word of a POSIX shell.
fn quoted(text: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "-_./,:=+@%".contains(letter);
    if !text.is_empty() && text.chars().all(plain) {
        return text.into();
    }
    // Nothing is special within single quotes but their end: it is left, escaped and entered again.
    format!("'{}'", text.replace('\'', r"'\''"))
}
