//! The report: one HTML file that needs nothing else. All pictures and tables are in it as they are; the script only
//! chooses what is seen, so that it can be read and printed without any.

mod bars;
mod case;
mod command;
mod costs;
mod data;
mod figures;
mod lead;
mod links;
mod load;
mod map;
mod mark;
mod method;
mod sankey;
mod table;
#[cfg(test)]
mod tests;
mod timeline;

use std::collections::BTreeMap;
use std::io::{self, Write};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::map::{Chart, LEVELS, Label, weights};
use super::{Format, unfit};
use crate::answer::{self, Edge, Node, Picture, ReportPage};
use crate::query::Answer;
use crate::spec::Borders;
use crate::summary::decimals;

pub(super) use command::line as command_line;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

pub(super) struct Html {
    pub borders: Borders,
}

impl Format for Html {
    fn write(&self, answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
        let Answer::Report(report) = answer else {
            return Err(unfit("html is the page of `corridor report`"));
        };
        out.write_all(page(&Page::of(report, self.borders)).into_string().as_bytes())?;
        out.write_all(b"\n")
    }
}

/// A report with what is looked up in it again and again.
struct Page<'a> {
    report: &'a ReportPage,
    nodes: BTreeMap<&'a str, &'a Node>,
    /// Numbers of places.
    places: BTreeMap<&'a str, usize>,
    edges: BTreeMap<&'a str, &'a Edge>,
    /// Names of countries by code.
    countries: BTreeMap<&'a str, &'a str>,
    /// Numbers of the sources of each row, as `link cpc-1`.
    sources: BTreeMap<&'a str, Vec<usize>>,
    chart: Chart,
    /// Whose borders the chart has.
    borders: Borders,
    /// Names on the map.
    labels: Vec<Label>,
}

impl<'a> Page<'a> {
    fn of(report: &'a ReportPage, borders: Borders) -> Self {
        // One map for all scenarios: the whole network, without tonnes.
        let drawn = answer::Network {
            head: report.head.clone(),
            of: answer::NetworkContent::Network,
            nodes: report.nodes.clone(),
            edges: report.edges.clone(),
        };
        let mut sources: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, source) in report.sources.iter().enumerate() {
            for row in &source.rows {
                sources.entry(row).or_default().push(number);
            }
        }
        let loads = loads(report);
        // Names of what the question touches before all others.
        let weights = weights(&drawn, |edge| loads.get(edge.id.as_str()).copied().unwrap_or(0.0));
        let chart = Chart::of(&drawn, borders);
        let named = |node: &'a Node| Some((node.country.as_deref()?, node.country_name.as_deref()?));
        Self {
            report,
            nodes: report.nodes.iter().map(|node| (node.id.as_str(), node)).collect(),
            places: report.nodes.iter().enumerate().map(|(at, node)| (node.id.as_str(), at)).collect(),
            edges: report.edges.iter().map(|edge| (edge.id.as_str(), edge)).collect(),
            borders,
            countries: report.nodes.iter().filter_map(named).collect(),
            sources,
            labels: chart.labels(&drawn, &weights, &LEVELS, None),
            chart,
        }
    }

    /// What people call it: the name of a place or country, else the id.
    fn name<'n>(&self, id: &'n str) -> &'n str
    where
        'a: 'n,
    {
        let place = self.nodes.get(id).map(|node| node.name.as_str());
        place.or_else(|| self.countries.get(id).copied()).unwrap_or(id)
    }

    /// What people call an operator or owner.
    fn party<'n>(&self, id: &'n str) -> &'n str
    where
        'a: 'n,
    {
        self.report.parties.get(id).map_or(id, String::as_str)
    }

    /// What someone typed, in whatever case, as people call it.
    fn called(&self, id: &str) -> String {
        let code = id.to_uppercase();
        let country = self.countries.get(code.as_str()).copied();
        country.unwrap_or_else(|| self.name(id)).to_owned()
    }

    /// Figures and picture of each scenario; the baseline has no outcome.
    fn cases(&self) -> impl Iterator<Item = (usize, &'a Picture, Option<&'a answer::Outcome>)> {
        let report = self.report;
        // Picture 0 is the baseline, picture n + 1 is of scenario n.
        let outcome = move |at: usize| at.checked_sub(1).and_then(|at| report.scenarios.get(at));
        report.pictures.iter().enumerate().map(move |(at, picture)| (at, picture, outcome(at)))
    }

    /// What people call a corridor: the name of the link that it is, else its id.
    fn way<'n>(&self, id: &'n str) -> &'n str
    where
        'a: 'n,
    {
        self.edges.get(id).map_or(id, |edge| edge.name.as_str())
    }

    /// The case on which the page opens: the first scenario asked for, the baseline where there is none.
    fn first(&self) -> usize {
        usize::from(self.report.pictures.len() > 1)
    }

    /// What a scenario is called on the page.
    fn title(&self, at: usize) -> String {
        match at.checked_sub(1).and_then(|at| self.report.scenarios.get(at)) {
            Some(outcome) => outcome.id.clone(),
            None => "baseline".into(),
        }
    }
}

/// The most that each link carries of the selected flows in any picture, by id.
fn loads(report: &ReportPage) -> BTreeMap<&str, f64> {
    let mut loads: BTreeMap<&str, f64> = BTreeMap::new();
    for link in report.pictures.iter().flat_map(|picture| &picture.selected) {
        let load = loads.entry(&link.id).or_default();
        *load = load.max(link.flow_kt).max(link.baseline_kt);
    }
    loads
}

fn page(page: &Page<'_>) -> Markup {
    let report = page.report;
    let subject = subject(page);
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                // Belt and braces: nothing in here asks for anything, and a browser has to refuse it.
                meta http-equiv="Content-Security-Policy"
                    content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";
                meta name="generator" content=(format!("corridor {}", report.head.corridor));
                title { "Corridor report: " (subject) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#figures" { "Skip to the figures" }
                header {
                    h1 { (subject) }
                    (map::choice(page))
                }
                main {
                    section.leads aria-label="In short" { @for (at, picture, outcome) in page.cases() { (lead::section(page, at, picture, outcome)) } }
                    (map::section(page))
                    nav aria-label="Parts of this page" {
                        @for (id, name) in PARTS { a href=(format!("#{id}")) { (name) } " " }
                    }
                    p { (about(report)) }
                    @for note in &report.head.notes { p.note { (note) } }
                    section #figures tabindex="-1" aria-labelledby="h-figures" { h2 #h-figures { "Scenarios" } (figures::overview(page)) }
                    div.cases { @for (at, picture, outcome) in page.cases() { (case::section(page, at, picture, outcome)) } }
                    (bars::section(page))
                    (timeline::section(page))
                    (method::section(page))
                    (links::sources(page))
                }
                (data::script(page))
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

const PARTS: [(&str, &str); 7] = [
    ("map", "Map"),
    ("figures", "Scenarios"),
    ("cases", "Details"),
    ("dependence", "Dependence"),
    ("measures", "Measures"),
    ("methods", "Methods"),
    ("sources", "Sources"),
];

/// Which tonnes, of which year.
fn subject(page: &Page<'_>) -> String {
    let chosen = command::flows(page.report, |id| page.called(id));
    let flows = if chosen.is_empty() { "all flows".into() } else { chosen };
    let mut letters = flows.chars();
    // Only the first letter: names within keep theirs.
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}, {}", letters.as_str(), page.report.baseline.year)
}

fn about(report: &ReportPage) -> String {
    let (baseline, atlas) = (&report.baseline, &report.head.atlas);
    let scenarios = match report.scenarios.len() {
        0 => "no scenario".into(),
        1 => "one scenario".into(),
        many => format!("{many} scenarios"),
    };
    format!(
        "{} Mt a year, {scenarios} against the baseline of {}. Atlas {} {}.",
        decimals(baseline.flow_kt / 1000.0, 1),
        baseline.as_of,
        atlas.name,
        atlas.version
    )
}

/// Mt with one decimal.
fn mt(kt: f64) -> String {
    decimals(kt / 1000.0, 1)
}

/// In the unit that fits: Mt with one decimal, below a Mt kt, below a kt tonnes.
fn tonnes(kt: f64) -> String {
    match kt.abs() {
        large if large >= 999.5 => format!("{} Mt", mt(kt)),
        some if some >= 0.9995 => format!("{} kt", decimals(kt, if some < 9.95 { 1 } else { 0 })),
        small if small >= 0.0005 => format!("{} t", decimals(kt * 1000.0, 0)),
        _ => "0".into(),
    }
}

/// A part of nothing is nothing.
fn part(kt: f64, whole: f64) -> f64 {
    if whole > 0.0 { kt / whole } else { 0.0 }
}

/// Likewise, with its sign.
fn change(kt: f64) -> String {
    crate::summary::signed(kt / 1000.0)
}
