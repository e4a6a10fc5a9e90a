//! Some rows again, each by a search of its own.

use super::Sweep;
use super::ground::{Ground, Line, Scenario};
use crate::answer::VerifiedRows;

/// Finds so many rows again, spread over scenarios and pairs; `None` where none is asked for.
pub(super) fn verify<G: Ground>(
    asked: &Sweep<G::Scenario>,
    ground: &G,
    base: &[Option<Line>],
) -> Option<VerifiedRows> {
    if asked.verify == 0 || base.is_empty() {
        return None;
    }
    let all: Vec<Option<&G::Scenario>> =
        std::iter::once(None).chain(asked.scenarios.iter().map(Some)).collect();
    let mut space = ground.space();
    let mut verified = VerifiedRows { rows: 0, differ: Vec::new() };
    for at in 0..asked.verify {
        let scenario = all[at * all.len() / asked.verify % all.len()];
        // A prime far from any power of two: pairs are spread.
        let pair = (at * 15_485_863 + 7) % base.len();
        let changes = scenario.map(|scenario| ground.under(&mut space, scenario)).unwrap_or_default();
        let change = changes.binary_search_by_key(&pair, |change| change.0 as usize);
        let told = change.map_or(base[pair], |at| changes[at].1);
        verified.rows += 1;
        if told != ground.again(scenario, pair) {
            let (from, to) = (&asked.from[pair / asked.to.len()], &asked.to[pair % asked.to.len()]);
            verified.differ.push(format!("{}: {from} to {to}", scenario.map_or("baseline", Scenario::id)));
        }
    }
    Some(verified)
}
