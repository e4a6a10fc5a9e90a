//! From files to a network: reading and checking the embedded atlas, then states and arcs of one day.
//!
//! `cargo bench --bench network`

use corridor::Session;
use corridor::query::Route;

fn main() {
    divan::main();
}

/// `input` and `validate` together: every command pays this once.
#[divan::bench]
fn open() -> Session {
    Session::embedded().expect("the embedded atlas is valid")
}

/// The first question of a session builds the network of its day: states, arcs, prices, bundles.
#[divan::bench]
fn first_question(bencher: divan::Bencher) {
    let (from, to, cargo) = ("tengiz".into(), "augusta".into(), Some("crude".into()));
    let question = Route { from, to, cargo, ..Route::default() };
    let session = || Session::embedded().expect("the embedded atlas is valid");
    bencher.with_inputs(session).bench_refs(|session| session.ask(&question).expect("an answer"));
}
