//! What proves an assignment: prices in integers, from which anybody can bound what another assignment could do.

use crate::problem::{BundleIx, Phase, Prices, Solution, StandaloneMaximum};

/// How many price units make 1 t/t, or 1 USD/t: prices are billionths.
pub const PRICE_SCALE: i64 = 1_000_000_000;

/// Prices of each phase: one a tier in their order, and cost at last.
///
/// The dual solution of each linear program over paths, rounded; [`bounds`](crate::bounds) turns them into bounds that
/// hold whatever the prices are, so that rounding can only weaken the proof, never make it false.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Certificate {
    /// Tiers and what proves that no less of them is stranded.
    pub tiers: Vec<(u8, Prices)>,
    /// What proves that nothing cheaper delivers as much.
    pub cost: Prices,
    /// Demands with a ceiling of which something is stranded: what stays at home is at most what could pass.
    pub standalone: Vec<StandaloneMaximum>,
}

impl Certificate {
    /// The prices with which a solution was found.
    #[must_use]
    pub fn of(solution: &Solution) -> Self {
        let mut own = Self::default();
        for phase in &solution.phases {
            match phase.tier {
                Some(tier) => own.tiers.push((tier, Prices::of(phase))),
                None => own.cost = Prices::of(phase),
            }
        }
        own.standalone.clone_from(&solution.standalone);
        own
    }

    /// The same with demands at other positions.
    #[must_use]
    pub fn renumbered(mut self, position: impl Fn(usize) -> usize) -> Self {
        for (demand, _) in &mut self.cost.standalone {
            *demand = position(*demand);
        }
        for alone in &mut self.standalone {
            alone.demand = position(alone.demand);
        }
        self
    }
}

impl Prices {
    /// Those of a phase, rounded to billionths.
    pub(super) fn of(phase: &Phase) -> Self {
        let above = |(_, price): &(usize, i64)| *price > 0;
        let positive = |prices: &[f64]| -> Vec<(usize, i64)> {
            prices.iter().map(|&price| billionths(price)).enumerate().filter(above).collect()
        };
        let tiers = phase.tiers.iter().map(|&(tier, price)| (tier, billionths(price)));
        Self {
            bundles: positive(&phase.bundles).into_iter().map(|(at, p)| (BundleIx::from(at), p)).collect(),
            tiers: tiers.filter(|(_, price)| *price > 0).collect(),
            standalone: positive(&phase.standalone),
        }
    }
}

/// Prices beyond 2^63 billionths stay there: they bound less, never falsely.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
fn billionths(price: f64) -> i64 {
    (price * PRICE_SCALE as f64).round() as i64
}
