//! From floating point to whole kilograms that add up.

use super::master::{Master, PathColumn};
use super::pricing::Pricer;
use crate::problem::{Mass, PathFlow, Problem};

/// How near a whole kilogram an amount must be to be taken for it.
const WHOLE: f64 = 1e-3;

/// No path gets more single kilograms than this by exchange: rounding loses fewer.
const MAX_EXCHANGES: usize = 64;

pub(super) struct Rounded {
    pub paths: Vec<PathFlow>,
    pub uneconomic: Vec<Mass>,
    pub cost: i128,
}

/// Rounds what the program assigns, removes what exceeds a limit or a demand, and fills up with what is left.
///
/// Exact: limits and demands hold to the kilogram whatever the program says. O(c^2 b) at worst for c known paths of
/// b bundles, and only for the few kilograms that rounding lost.
pub(super) fn to_kilograms<P: Pricer>(problem: &Problem<'_>, master: &mut Master<'_, P>) -> Rounded {
    let amounts = master.amounts();
    // Limits come first: what is set aside must be open, and what fills up must fit.
    let mut state = Repair::new(problem, &master.columns, &amounts.paths);
    state.remove_excess();
    let uneconomic = state.set_aside(&amounts.uneconomic);
    if uneconomic.iter().any(|&kg| kg > 0) {
        // What is uneconomic leaves capacity, and the program chose not to fill it with what is stranded.
        state.set_aside(&amounts.stranded);
    }
    state.fill_up();
    state.exchange();
    state.result(uneconomic)
}

struct Repair<'a> {
    columns: &'a [PathColumn],
    /// By known path.
    kg: Vec<i64>,
    /// By demand: what is not assigned yet.
    open: Vec<i64>,
    /// By bundle: what is left; below 0 while it is exceeded.
    left: Vec<i128>,
    /// Known paths in the order in which they are served: tier, then cost.
    order: Vec<usize>,
}

impl<'a> Repair<'a> {
    fn new(problem: &Problem<'_>, columns: &'a [PathColumn], paths: &[f64]) -> Self {
        let kg: Vec<i64> = paths.iter().map(|&kt| kilograms(kt)).collect();
        // Rounded amounts may exceed a demand or a limit by some kilograms: both start below 0 then.
        let mut open: Vec<i64> = problem.demands.iter().map(|demand| demand.mass.0.max(0)).collect();
        let mut left: Vec<i128> = problem.bundles.iter().map(|bundle| bundle.limit.0.max(0).into()).collect();
        for (column, &kg) in columns.iter().zip(&kg) {
            open[column.demand] -= kg;
            for &(bundle, times) in &column.uses {
                left[bundle] -= i128::from(kg) * i128::from(times);
            }
        }
        // The order of service: higher tiers are filled first and shrunk last.
        let mut order: Vec<usize> = (0..kg.len()).collect();
        order.sort_by_key(|&at| {
            let column = &columns[at];
            (problem.demands[column.demand].tier, column.key, column.demand, &column.arcs)
        });
        Self { columns, kg, open, left, order }
    }

    fn add(&mut self, at: usize, kg: i64) {
        let column = &self.columns[at];
        self.kg[at] += kg;
        self.open[column.demand] -= kg;
        for &(bundle, times) in &column.uses {
            self.left[bundle] -= i128::from(kg) * i128::from(times);
        }
    }

    fn room(&self, at: usize) -> i64 {
        let uses = self.columns[at].uses.iter();
        // A limit that is exceeded has no room. Uses are at least 1; a path without any has room for all.
        let least = uses.map(|&(bundle, times)| self.left[bundle].max(0) / i128::from(times)).min();
        least.map_or(i64::MAX, |kg| i64::try_from(kg).unwrap_or(i64::MAX))
    }

    /// By how much a path must shrink for its demand and its limits.
    fn excess(&self, at: usize) -> i64 {
        let column = &self.columns[at];
        let over = column.uses.iter().map(|&(bundle, times)| {
            let (over, times) = ((-self.left[bundle]).max(0), i128::from(times));
            // Rounded up, so that enough is given back.
            (over + times - 1) / times
        });
        let most = over.chain([i128::from((-self.open[column.demand]).max(0))]).max().unwrap_or(0);
        i64::try_from(most).unwrap_or(i64::MAX)
    }

    /// Takes from what is open of each demand what shall not be assigned; by demand, in kg.
    fn set_aside(&mut self, kt: &[f64]) -> Vec<i64> {
        // No demand is exceeded any more, so what is open is at least 0.
        let aside: Vec<i64> = kt.iter().zip(&self.open).map(|(&kt, &open)| kilograms(kt).min(open)).collect();
        self.open.iter_mut().zip(&aside).for_each(|(open, aside)| *open -= aside);
        aside
    }

    /// Shrinks paths, last first, until no demand and no limit is exceeded.
    fn remove_excess(&mut self) {
        for at in self.order.clone().into_iter().rev() {
            let less = self.excess(at).min(self.kg[at]);
            if less > 0 {
                self.add(at, -less);
            }
        }
    }

    /// Fills paths, first first, with what is open of their demands.
    fn fill_up(&mut self) {
        for at in self.order.clone() {
            let more = self.open[self.columns[at].demand].min(self.room(at));
            if more > 0 {
                self.add(at, more);
            }
        }
    }

    /// Where kilograms of a demand are still open, moves others that take its capacity to another of their own paths.
    fn exchange(&mut self) {
        for at in self.order.clone() {
            let demand = self.columns[at].demand;
            for _ in 0..MAX_EXCHANGES {
                if self.open[demand] == 0 || !self.make_room(at) {
                    break;
                }
            }
        }
    }

    /// Assigns one kilogram more to a path by moving one kilogram of another; `false` if no single move does it.
    fn make_room(&mut self, at: usize) -> bool {
        // Also beyond limits: those below 0 now show which paths have what this one needs.
        self.add(at, 1);
        for &from in &self.order.clone() {
            if from == at || self.kg[from] == 0 || !self.eases(from) {
                continue;
            }
            // Try to take one kilogram from a path that shares what is exceeded, and find it another of its own paths.
            self.add(from, -1);
            let demand = self.columns[from].demand;
            let same = |to: usize| to != from && self.columns[to].demand == demand;
            // Nothing but what this path uses can be exceeded: all limits held before.
            let fits = self.columns[at].uses.iter().all(|&(bundle, _)| self.left[bundle] >= 0);
            let to = self.order.iter().copied().find(|&to| fits && same(to) && self.room(to) >= 1);
            if let Some(to) = to {
                self.add(to, 1);
                return true;
            }
            self.add(from, 1);
        }
        // No single move makes room: all is as it was.
        self.add(at, -1);
        false
    }

    fn eases(&self, at: usize) -> bool {
        self.columns[at].uses.iter().any(|&(bundle, _)| self.left[bundle] < 0)
    }

    fn result(self, uneconomic: Vec<i64>) -> Rounded {
        // Without paths of 0 kg, and in the order of `Solution::paths`.
        let mut used: Vec<usize> = (0..self.kg.len()).filter(|&at| self.kg[at] > 0).collect();
        let columns = self.columns;
        used.sort_by_key(|&at| (columns[at].demand, columns[at].key, &columns[at].arcs));
        let cost = used.iter().map(|&at| i128::from(columns[at].key.cost.0) * i128::from(self.kg[at])).sum();
        let paths = used.iter().map(|&at| {
            let column = &columns[at];
            PathFlow { demand: column.demand, arcs: column.arcs.clone(), mass: Mass(self.kg[at]) }
        });
        Rounded { paths: paths.collect(), uneconomic: uneconomic.into_iter().map(Mass).collect(), cost }
    }
}

/// The nearest whole number of kilograms if it is near, else the one below.
#[allow(clippy::cast_possible_truncation)]
fn kilograms(kt: f64) -> i64 {
    // A kt is a million kg.
    let kg = kt.max(0.0) * 1e6;
    let near = kg.round();
    (if (kg - near).abs() <= WHOLE { near } else { kg.floor() }) as i64
}
