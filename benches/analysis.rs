//! Whole questions on the embedded atlas, without starting the program.
//!
//! `cargo bench --bench analysis`

use corridor::query::{Compare, Exposure, ReportPage, Reroute, Route};
use corridor::spec::{FlowsSelection, ScenarioRef, ScenarioSpec};
use corridor::{Answer, FORMATS, Query, RenderOptions, Session};

fn main() {
    divan::main();
}

fn kazakh_crude() -> FlowsSelection {
    FlowsSelection {
        origin: vec!["KAZ".into()],
        cargo: vec!["crude".into()],
        year: Some(2023_i16.into()),
        ..FlowsSelection::default()
    }
}

fn ask<Q: Query + Sync>(bencher: divan::Bencher, query: Q) {
    let engine = Session::embedded().expect("the embedded atlas is valid");
    bencher.bench(|| engine.ask(&query).expect("an answer"));
}

#[divan::bench]
fn route_of_five(bencher: divan::Bencher) {
    let (from, to, cargo) = ("KAZ".into(), "ITA".into(), Some("crude".into()));
    ask(bencher, Route { from, to, cargo, k: 5, ..Route::default() });
}

#[divan::bench]
fn exposure_of_every_x(bencher: divan::Bencher) {
    ask(bencher, Exposure { flows: kazakh_crude(), ..Default::default() });
}

#[divan::bench]
fn reroute_without_cpc(bencher: divan::Bencher) {
    let stack = ScenarioSpec { scenarios: vec![ScenarioRef::Id("cpc-closed".into())], ..ScenarioSpec::default() };
    ask(bencher, Reroute { flows: kazakh_crude(), scenario: stack, ranges: false });
}

#[divan::bench]
fn compare_all(bencher: divan::Bencher) {
    ask(bencher, Compare { flows: kazakh_crude(), ..Compare::default() });
}

/// All flows of the newest year, every scenario of the atlas.
#[divan::bench]
fn report_all(bencher: divan::Bencher) {
    ask(bencher, ReportPage::default());
}

/// From the answer to the bytes of the page.
#[divan::bench]
fn page_of_report_all(bencher: divan::Bencher) {
    let engine = Session::embedded().expect("the embedded atlas is valid");
    let answer = Answer::Report(engine.ask(&ReportPage::default()).expect("an answer"));
    let (_, html) = FORMATS.iter().find(|(name, _)| *name == "html").expect("a format");
    bencher.bench(|| {
        let mut page = Vec::new();
        html(RenderOptions::default()).write(&answer, &mut page).expect("a page");
        page
    });
}
