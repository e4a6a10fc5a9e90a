//! Which measures cause what a scenario does to flows?
//!
//! The measures are players of a game; the worth of a set of them is the loss under it. A measure's part is its Shapley
//! value, phi_i = sum over S without i of |S|! (n - |S| - 1)! / n! (v(S + i) - v(S)): it adds up to the whole loss, is
//! 0 for what does nothing, and equal for what does the same (Shapley 1953). All 2^n sets are solved, in integers, but
//! sets that close the same and charge the same only once.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::run::BaselineRun;
use super::study::FlowStudy;
use crate::answer::{Attribution, MeasureShare};
use crate::error::{Error, Result};
use crate::metric::{share, total_usd};
use crate::model::Measure;
use crate::scenario::BaselineLoad;
use routing::ArcIx;

/// More players than this are not shared out exactly.
const MOST: usize = 12;

/// What a set of measures does: stranded kg and cost in millionths of a USD/t x kg.
type Worth = (i128, i128);

/// Answers `attribution`.
///
/// # Errors
/// More measures act on the flows than can be shared out.
pub fn attribution(study: &FlowStudy) -> Result<Attribution> {
    let baseline = BaselineRun::new(study.model());
    let day = study.network.snapshot.day;
    let all: Vec<&Measure> = study.measures.iter().filter(|measure| measure.acts_on(day)).collect();
    let marks: Vec<TagSet> = all.par_iter().map(|measure| TagSet::of(&baseline, measure)).collect();
    let players: Vec<(&Measure, TagSet)> =
        // A measure that does nothing would double the sets for a share of 0.
        all.iter().copied().zip(marks).filter(|(_, marks)| !marks.is_idle()).collect();
    if players.len() > MOST {
        let names: Vec<&str> = players.iter().map(|(measure, _)| measure.id.as_str()).collect();
        return Err(Error::question(format!(
            "{} measures act on the flows of {}, and a loss is shared out exactly among {MOST} at most: {}; lift some with \
             --lift, or name a scenario of fewer",
            players.len(),
            study.year,
            names.join(", ")
        )));
    }
    let game = Game::new(study, &baseline, &players);
    let (none, whole) = (game.worth(0), game.worth(game.all()));
    let loss = (whole.0 - none.0, whole.1 - none.1);
    let mut rows: Vec<MeasureShare> = (0..players.len()).map(|at| game.row(at, loss, players[at].0)).collect();
    rows.sort_by(|a, b| {
        b.stranded_kt
            .total_cmp(&a.stranded_kt)
            .then_with(|| b.extra_usd.total_cmp(&a.extra_usd))
            .then_with(|| a.id.cmp(&b.id))
    });
    let acting: BTreeSet<&str> = players.iter().map(|(measure, _)| measure.id.as_str()).collect();
    let idle = all.iter().map(|measure| measure.id.as_str()).filter(|id| !acting.contains(id));
    Ok(Attribution {
        head: study.head.clone(),
        year: study.year,
        flow_kt: baseline.model.mass(&baseline.inputs.masses).kt(),
        stranded_kt: kt(loss.0),
        extra_usd: total_usd(loss.1),
        measures: rows,
        smallest: game.smallest(&players),
        coalitions: 1 << players.len(),
        solved: game.solved as u64,
        idle: idle.map(str::to_owned).collect(),
    })
}

/// What a measure does, flow by flow: what it closes, and whether it does anything else.
struct TagSet {
    /// Flow and arc.
    closed: BTreeSet<(usize, ArcIx)>,
    /// It charges, delays or limits.
    other: bool,
}

impl TagSet {
    fn of(baseline: &BaselineRun<'_>, measure: &Measure) -> Self {
        let inputs = baseline.model.inputs(std::slice::from_ref(measure), &BaselineLoad::new());
        let mut closed = BTreeSet::new();
        let concerns = inputs.overlays.classes.iter().any(|class| !class.matched.is_empty());
        // Not by the limits found: a share of a baseline is none before the baseline is known.
        let mut other = concerns && measure.effect.action().is_limit();
        for (flow, class) in inputs.overlays.class_of.iter().enumerate() {
            for (arc, edit) in inputs.overlays.edits[class.index()].iter() {
                if edit.closed {
                    // What could not be passed anyhow is closed by no measure.
                    if baseline.model.could_pass(flow, *arc) {
                        closed.insert((flow, *arc));
                    }
                } else {
                    other = true;
                }
            }
        }
        Self { closed, other }
    }

    fn is_idle(&self) -> bool {
        self.closed.is_empty() && !self.other
    }
}

/// Every set of players with its worth.
struct Game {
    players: usize,
    /// By set, as bits: which solution is its own.
    of: Vec<usize>,
    worth: Vec<Worth>,
    solved: usize,
}

impl Game {
    fn new(study: &FlowStudy, baseline: &BaselineRun<'_>, players: &[(&Measure, TagSet)]) -> Self {
        // Each flow and arc that some measure closes gets a bit.
        let pairs: BTreeSet<(usize, ArcIx)> =
            players.iter().flat_map(|(_, marks)| marks.closed.iter().copied()).collect();
        let places: BTreeMap<(usize, ArcIx), usize> =
            pairs.into_iter().enumerate().map(|(at, pair)| (pair, at)).collect();
        let bits = |marks: &TagSet| {
            let mut bits = vec![0_u64; places.len().div_ceil(64)];
            for pair in &marks.closed {
                if let Some(at) = places.get(pair) {
                    bits[at / 64] |= 1 << (at % 64);
                }
            }
            bits
        };
        let closed: Vec<Vec<u64>> = players.iter().map(|(_, marks)| bits(marks)).collect();
        let sets = 1_usize << players.len();
        // What a set closes, and who in it does anything else: equal sets have equal solutions.
        let mut known: BTreeMap<(Vec<u64>, usize), usize> = BTreeMap::new();
        let mut firsts = Vec::new();
        let mut of = Vec::with_capacity(sets);
        // Each number is a set of measures, bit by bit.
        for set in 0..sets {
            let mut own = vec![0_u64; places.len().div_ceil(64)];
            let mut others = 0;
            for at in (0..players.len()).filter(|at| set >> at & 1 == 1) {
                own.iter_mut().zip(&closed[at]).for_each(|(own, more)| *own |= more);
                if players[at].1.other {
                    // Charges and limits are not compared by what they do: which measures have them is enough.
                    others |= 1 << at;
                }
            }
            let next = firsts.len();
            let at = *known.entry((own, others)).or_insert(next);
            // A key that was not known: this set is solved, for all equal ones too.
            if at == next {
                firsts.push(set);
            }
            of.push(at);
        }
        study.progress.add_total(firsts.len());
        let solve = |set: &usize| {
            study.progress.step(|| {
                let members = (0..players.len()).filter(|at| set >> at & 1 == 1);
                let measures: Vec<Measure> = members.map(|at| players[at].0.clone()).collect();
                worth(baseline, &measures)
            })
        };
        let worth: Vec<Worth> = firsts.par_iter().map(solve).collect();
        Self { players: players.len(), of, worth, solved: firsts.len() }
    }

    fn all(&self) -> usize {
        self.of.len() - 1
    }

    fn worth(&self, set: usize) -> Worth {
        self.worth[self.of[set]]
    }

    fn row(&self, at: usize, loss: Worth, measure: &Measure) -> MeasureShare {
        let n = self.players;
        let factorial = |number: usize| (1..=number as i128).product::<i128>();
        let mut sum = (0, 0);
        // Every set without the measure, weighted by how many orders have exactly this set before it.
        for set in (0..self.of.len()).filter(|set| set >> at & 1 == 0) {
            let size = set.count_ones() as usize;
            let weight = factorial(size) * factorial(n - size - 1);
            let (with, without) = (self.worth(set | 1 << at), self.worth(set));
            sum.0 += weight * (with.0 - without.0);
            sum.1 += weight * (with.1 - without.1);
        }
        #[allow(clippy::cast_precision_loss, reason = "at most 12! times a mass")]
        let orders = factorial(n) as f64;
        let stranded_kt = kt(sum.0) / orders;
        MeasureShare {
            id: measure.id.to_string(),
            effect: measure.effect.kind(),
            stranded_kt,
            share: share(stranded_kt, kt(loss.0)),
            extra_usd: total_usd(sum.1) / orders,
            alone_kt: kt(self.worth(1 << at).0 - self.worth(0).0),
            // What lifting it alone would save.
            last_kt: kt(self.worth(self.all()).0 - self.worth(self.all() & !(1 << at)).0),
        }
    }

    /// The smallest sets that are as bad as all together.
    fn smallest(&self, players: &[(&Measure, TagSet)]) -> Vec<Vec<String>> {
        let (none, whole) = (self.worth(0), self.worth(self.all()));
        // By tonnes where any is stranded: what is stranded costs nothing, so cost would mislead.
        let by_tonnes = whole.0 > none.0;
        // The measures neither strand nor cost more: no set causes a loss.
        if !by_tonnes && whole.1 <= none.1 {
            return Vec::new();
        }
        let causes = |set: &usize| {
            let own = self.worth(*set);
            if by_tonnes { own.0 >= whole.0 } else { own.1 >= whole.1 }
        };
        let causing: Vec<usize> = (0..self.of.len()).filter(causes).collect();
        let least = causing.iter().map(|set| set.count_ones()).min();
        let named = |set: usize| -> Vec<String> {
            let members = (0..players.len()).filter(|at| set >> at & 1 == 1);
            members.map(|at| players[at].0.id.to_string()).collect()
        };
        causing.into_iter().filter(|set| Some(set.count_ones()) == least).map(named).collect()
    }
}

fn worth(baseline: &BaselineRun<'_>, measures: &[Measure]) -> Worth {
    let run = baseline.under(measures);
    let cost = baseline.model.selected().map(|flow| run.totals(flow).0).sum();
    (i128::from(run.sum(|flow| run.assignment.stranded[flow]).0), cost)
}

#[allow(clippy::cast_precision_loss, reason = "a sum of masses, shown as kt")]
fn kt(kg: i128) -> f64 {
    kg as f64 / 1e6
}
