//! From files to a network: reading and checking the embedded atlas, then states and arcs of one day.
//!
//! `cargo bench --bench network`

use corridor::Session;
use corridor::model::Day;
use corridor::network::Network;

fn main() {
    divan::main();
}

/// `input` and `validate` together: every command pays this once.
#[divan::bench]
fn open() -> Session {
    Session::embedded().expect("the embedded atlas is valid")
}

/// `network`: states, arcs, prices, bundles of one day.
#[divan::bench]
fn build(bencher: divan::Bencher) {
    let engine = Session::embedded().expect("the embedded atlas is valid");
    bencher.bench(|| Network::new(engine.atlas().on(Day::mid(2025))));
}
