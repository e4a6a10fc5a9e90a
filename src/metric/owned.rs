//! Tonnes by share: how much of what flows use belongs to whom.
//!
//! An owner's part in a tonne is the largest share that it holds, through whatever chain, in any operator that the tonne
//! meets: half of a line and half of its terminal are half of the tonne, not the whole. Along a chain shares multiply
//! (the economic interest, not what an ownership test of sanctions law counts), and those of several chains add up. What a
//! trustee holds is its beneficiary's.

use std::collections::BTreeMap;

use crate::model::{ElementKind, Id};
use crate::network::Network;
use crate::tables::{Holding, HoldingKind};
use assignment::PathFlow;

use super::touch::touched;

/// Smaller shares, and longer chains, are for nobody.
const LEAST: f64 = 1e-6;
const LONGEST: usize = 200;

/// By owner: kt a year of these paths, each by the owner's part in it; largest first.
pub fn owned(network: &Network, paths: &[&PathFlow]) -> Vec<(Id, f64)> {
    let dated = &network.dated;
    let in_force = |row: &&Holding| row.window.holds(dated.day) && row.kind == HoldingKind::Shares;
    let holdings: Vec<&Holding> = dated.atlas.holdings.iter().filter(in_force).collect();
    let mut of_operator: BTreeMap<Id, BTreeMap<Id, f64>> = BTreeMap::new();
    let mut kt: BTreeMap<Id, f64> = BTreeMap::new();
    for path in paths {
        let mut part: BTreeMap<&Id, f64> = BTreeMap::new();
        let operators: Vec<Id> = touched(network, &path.arcs)
            .into_iter()
            .filter(|(of, _)| *of == ElementKind::Operator)
            .map(|(_, id)| id)
            .collect();
        for operator in &operators {
            if !of_operator.contains_key(operator) {
                of_operator.insert(operator.clone(), owners(&holdings, operator));
            }
        }
        for (owner, share) in operators.iter().filter_map(|id| of_operator.get(id)).flatten() {
            let most = part.entry(owner).or_default();
            *most = most.max(*share);
        }
        for (owner, share) in part {
            *kt.entry(owner.clone()).or_default() += share * path.mass.kt();
        }
    }
    let mut rows: Vec<(Id, f64)> = kt.into_iter().collect();
    rows.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    rows
}

/// Everybody who has a share in a company, through whatever chain.
fn owners(holdings: &[&Holding], company: &Id) -> BTreeMap<Id, f64> {
    let mut all = BTreeMap::new();
    let mut level = vec![(company.clone(), 1.0)];
    // Each step multiplies by a share: what goes in a circle dies away, but for one of whole shares.
    for _ in 0..LONGEST {
        let mut above: BTreeMap<Id, f64> = BTreeMap::new();
        for (held, share) in level {
            for holding in holdings.iter().filter(|row| row.held == held && row.holder != held) {
                let own = holding.share_pct.map_or(0.0, |pct| pct.value / 100.0) * share;
                if own > LEAST {
                    *above.entry(holding.holder.clone()).or_default() += own;
                }
            }
        }
        for (holder, share) in &above {
            *all.entry(holder.clone()).or_default() += share;
        }
        level = above.into_iter().collect();
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Ranged;

    fn holding(holder: &str, held: &str, pct: f64) -> Holding {
        Holding {
            holder: Id::trusted(holder),
            held: Id::trusted(held),
            kind: HoldingKind::Shares,
            share_pct: Some(Ranged::point(pct)),
            ..Holding::default()
        }
    }

    #[test]
    fn shares_multiply_along_a_chain_and_add_up_over_several() {
        let rows = [holding("a", "b", 50.0), holding("b", "c", 40.0), holding("a", "c", 10.0)];
        let rows: Vec<&Holding> = rows.iter().collect();
        let all = owners(&rows, &Id::trusted("c"));
        let near = |id: &str, share: f64| (all[&Id::trusted(id)] - share).abs() < 1e-12;
        assert!(near("a", 0.3) && near("b", 0.4), "{all:?}");
    }

    #[test]
    fn a_circle_ends() {
        let rows = [holding("a", "b", 100.0), holding("b", "a", 90.0), holding("x", "a", 10.0)];
        let rows: Vec<&Holding> = rows.iter().collect();
        let all = owners(&rows, &Id::trusted("b"));
        assert!((all[&Id::trusted("x")] - 1.0).abs() < 1e-3, "all of it is x's in the end: {all:?}");
    }
}
