//! The simplex: which arc or bundle enters, and when the penalty is raised.

use super::basis::{Entering, Solver};
use super::outcome::{Infeasibility, Outcome};

/// Pivots after which flows are computed afresh.
const RECOMPUTE_AFTER: u64 = 200;
/// Pivots after which the inverse is computed afresh.
const INVERT_AFTER: u64 = 1000;

/// What improves less than this share of the penalty does not enter while the penalty grows: measured, 0.02 to 0.3 are alike.
const COARSE: f64 = 0.1;

impl Solver<'_> {
    /// What are the flows of least cost? Pivots until nothing improves.
    pub fn solve(&mut self) -> Outcome {
        let limit = 100_000 + 100 * self.priced.len() as u64;
        loop {
            // While a bundle is over its capacity the penalty grows anyhow: what improves little need not enter then.
            let rises = self.with_costs && self.penalty < self.max_penalty;
            self.run(limit, if rises { COARSE * self.penalty } else { self.negligible_cost });
            if rises && !self.is_over() {
                self.run(limit, self.negligible_cost);
            }
            if self.pivots >= limit {
                return Outcome::PivotLimit(self.pivots);
            }
            if !self.is_over() {
                if self.with_costs {
                    self.remove_perturbation();
                    return Outcome::Optimal(self.optimum());
                }
                // All supply can flow: from here on no bundle may be over its capacity.
                self.with_costs = true;
                self.penalty = f64::INFINITY;
                self.over.iter_mut().for_each(|over| *over = false);
            } else if !self.with_costs {
                return Outcome::Infeasible(Infeasibility::Joint(self.price.clone()));
            } else if self.penalty < self.max_penalty {
                self.penalty *= 2.0;
            } else {
                self.with_costs = false;
                self.penalty = 1.0;
            }
            self.reprice();
        }
    }

    /// Pivots until nothing improves by so much, or there were too many.
    fn run(&mut self, limit: u64, least: f64) {
        // That nothing improves is believed only right after everything was computed afresh.
        let mut is_fresh = false;
        while self.pivots < limit {
            match self.entering(least) {
                None if is_fresh => return,
                None => {
                    self.invert();
                    self.recompute_flows();
                    self.reprice();
                    is_fresh = true;
                }
                Some(entering) => {
                    self.pivots += 1;
                    self.pivot(entering);
                    is_fresh = false;
                    if self.pivots.is_multiple_of(INVERT_AFTER) {
                        self.invert();
                    }
                    if self.pivots.is_multiple_of(RECOMPUTE_AFTER) {
                        self.recompute_flows();
                        self.reprice();
                    }
                }
            }
        }
    }

    /// The arc or the slack that improves most, and at least so much: of a block of arcs, of all bundles that bind.
    fn entering(&mut self, least: f64) -> Option<Entering> {
        let (mut best, mut most) = (None, least.max(self.negligible_cost));
        for (at, &bundle) in self.binding.iter().enumerate() {
            let price = self.price[bundle as usize];
            let (gain, over) = if price < 0.0 { (-price, false) } else { (price - self.penalty, true) };
            if gain > most {
                (best, most) = (Some(Entering::Slack { at: at as u32, over }), gain);
            }
        }
        let count = self.priced.len();
        let block = (2.0 * (count as f64).sqrt()) as usize + 20;
        let mut seen = 0;
        while seen < count {
            let end = (self.next + block).min(count);
            for &(commodity, arc) in &self.priced[self.next..end] {
                let own = &self.commodities[commodity as usize];
                let (sign, priced) = (own.sign[arc as usize], &own.arcs[arc as usize]);
                let cost = Self::cost(&self.price, self.with_costs, priced);
                let gain = -f64::from(sign) * own.reduced(priced, cost);
                if gain > most {
                    (best, most) = (Some(Entering::Arc { commodity, arc }), gain);
                }
            }
            seen += end - self.next;
            self.next = if end == count { 0 } else { end };
            if best.is_some() {
                break;
            }
        }
        best
    }
}
