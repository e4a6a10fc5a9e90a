//! From kilotonnes in floating point to kilograms that add up.

use crate::mass::Mass;
use crate::master::{Column, Master};
use crate::pricing::Pricer;
use crate::problem::{PathFlow, Problem};

/// How near a whole kilogram an amount must be to be taken for it.
const WHOLE: f64 = 1e-3;

/// No path gets more single kilograms than this: rounding loses fewer.
const SWAPS: usize = 64;

/// What is laid, in whole kilograms.
pub(super) struct Laid {
    pub paths: Vec<PathFlow>,
    pub uneconomic: Vec<Mass>,
    pub cost: i128,
}

/// Rounds what the program laid, takes off what exceeds a limit or a demand, and tops up with what is left.
///
/// Exact: limits and demands hold to the kilogram whatever the program says. O(c^2 b) at worst for c known paths of
/// b bundles, and only for the few kilograms that rounding lost.
pub(super) fn integers<P: Pricer>(problem: &Problem<'_>, master: &mut Master<'_, P>) -> Laid {
    let amounts = master.amounts();
    let mut state = Repair::new(problem, &master.columns, &amounts.paths);
    state.take_off();
    let uneconomic = state.set_aside(&amounts.uneconomic);
    if uneconomic.iter().any(|&kg| kg > 0) {
        // What stays at home leaves room, and the program chose not to fill it with what is stranded.
        state.set_aside(&amounts.stranded);
    }
    state.top_up();
    state.swap();
    state.result(uneconomic)
}

struct Repair<'a> {
    columns: &'a [Column],
    /// By known path.
    kg: Vec<i64>,
    /// By demand: what is not laid yet.
    wanted: Vec<i64>,
    /// By bundle: what is left; below 0 while it is exceeded.
    left: Vec<i128>,
    /// Known paths in the order in which they are served: tier, then key.
    order: Vec<usize>,
}

impl<'a> Repair<'a> {
    fn new(problem: &Problem<'_>, columns: &'a [Column], paths: &[f64]) -> Self {
        let kg: Vec<i64> = paths.iter().map(|&kt| kilograms(kt)).collect();
        let mut wanted: Vec<i64> = problem.demands.iter().map(|demand| demand.mass.0.max(0)).collect();
        let mut left: Vec<i128> = problem.bundles.iter().map(|bundle| bundle.limit.0.max(0).into()).collect();
        for (column, &kg) in columns.iter().zip(&kg) {
            wanted[column.demand] -= kg;
            for &(bundle, times) in &column.uses {
                left[bundle] -= i128::from(kg) * i128::from(times);
            }
        }
        let mut order: Vec<usize> = (0..kg.len()).collect();
        order.sort_by_key(|&at| {
            let column = &columns[at];
            (problem.demands[column.demand].tier, column.key, column.demand, &column.arcs)
        });
        Self { columns, kg, wanted, left, order }
    }

    /// Lays more (or less) on a path.
    fn lay(&mut self, at: usize, kg: i64) {
        let column = &self.columns[at];
        self.kg[at] += kg;
        self.wanted[column.demand] -= kg;
        for &(bundle, times) in &column.uses {
            self.left[bundle] -= i128::from(kg) * i128::from(times);
        }
    }

    /// How much more fits on a path.
    fn room(&self, at: usize) -> i64 {
        let uses = self.columns[at].uses.iter();
        let least = uses.map(|&(bundle, times)| self.left[bundle].max(0) / i128::from(times)).min();
        least.map_or(i64::MAX, |kg| i64::try_from(kg).unwrap_or(i64::MAX))
    }

    /// By how much a path must shrink for its demand and its limits.
    fn excess(&self, at: usize) -> i64 {
        let column = &self.columns[at];
        let over = column.uses.iter().map(|&(bundle, times)| {
            let (over, times) = ((-self.left[bundle]).max(0), i128::from(times));
            (over + times - 1) / times
        });
        let most = over.chain([i128::from((-self.wanted[column.demand]).max(0))]).max().unwrap_or(0);
        i64::try_from(most).unwrap_or(i64::MAX)
    }

    /// Takes from what each demand wants what it shall not get; by demand, in kg.
    fn set_aside(&mut self, kt: &[f64]) -> Vec<i64> {
        let aside: Vec<i64> =
            kt.iter().zip(&self.wanted).map(|(&kt, &wanted)| kilograms(kt).min(wanted)).collect();
        self.wanted.iter_mut().zip(&aside).for_each(|(wanted, aside)| *wanted -= aside);
        aside
    }

    /// Shrinks paths, last first, until no demand and no limit is exceeded.
    fn take_off(&mut self) {
        for at in self.order.clone().into_iter().rev() {
            let less = self.excess(at).min(self.kg[at]);
            if less > 0 {
                self.lay(at, -less);
            }
        }
    }

    /// Fills paths, first first, with what their demands still want.
    fn top_up(&mut self) {
        for at in self.order.clone() {
            let more = self.wanted[self.columns[at].demand].min(self.room(at));
            if more > 0 {
                self.lay(at, more);
            }
        }
    }

    /// Where a demand still wants kilograms, moves those that are in its way to another of their own paths.
    fn swap(&mut self) {
        for at in self.order.clone() {
            let demand = self.columns[at].demand;
            for _ in 0..SWAPS {
                if self.wanted[demand] == 0 || !self.make_room(at) {
                    break;
                }
            }
        }
    }

    /// Lays one kilogram more on a path by moving one kilogram of another; `false` if no single move does it.
    fn make_room(&mut self, at: usize) -> bool {
        self.lay(at, 1);
        for &from in &self.order.clone() {
            if from == at || self.kg[from] == 0 || !self.eases(from) {
                continue;
            }
            self.lay(from, -1);
            let demand = self.columns[from].demand;
            let same = |to: usize| to != from && self.columns[to].demand == demand;
            // Nothing but what this path uses can be exceeded: all limits held before.
            let fits = self.columns[at].uses.iter().all(|&(bundle, _)| self.left[bundle] >= 0);
            let to = self.order.iter().copied().find(|&to| fits && same(to) && self.room(to) >= 1);
            if let Some(to) = to {
                self.lay(to, 1);
                return true;
            }
            self.lay(from, 1);
        }
        self.lay(at, -1);
        false
    }

    /// Whether a path uses a bundle that is exceeded.
    fn eases(&self, at: usize) -> bool {
        self.columns[at].uses.iter().any(|&(bundle, _)| self.left[bundle] < 0)
    }

    fn result(self, uneconomic: Vec<i64>) -> Laid {
        let mut used: Vec<usize> = (0..self.kg.len()).filter(|&at| self.kg[at] > 0).collect();
        let columns = self.columns;
        used.sort_by_key(|&at| (columns[at].demand, columns[at].key, &columns[at].arcs));
        let cost = used.iter().map(|&at| i128::from(columns[at].key.cost.0) * i128::from(self.kg[at])).sum();
        let paths = used.iter().map(|&at| {
            let column = &columns[at];
            PathFlow { demand: column.demand, arcs: column.arcs.clone(), mass: Mass(self.kg[at]) }
        });
        Laid { paths: paths.collect(), uneconomic: uneconomic.into_iter().map(Mass).collect(), cost }
    }
}

/// The nearest whole number of kilograms if it is near, else the one below.
#[allow(clippy::cast_possible_truncation)]
fn kilograms(kt: f64) -> i64 {
    let kg = kt.max(0.0) * 1e6;
    let near = kg.round();
    (if (kg - near).abs() <= WHOLE { near } else { kg.floor() }) as i64
}
