//! A small primal simplex for programs that grow: rows and columns are added between solves.
//!
//! Minimise `cost x` where every row reads `entries x + slack = right side`, `x >= 0`, right sides `>= 0`: the slacks
//! are a feasible start, and whatever is added keeps the basis feasible, so there is no first phase.
//!
//! Revised simplex with a dense inverse of the basis: O(m^2) for each pivot on m rows. Dantzig's rule; after a run of
//! pivots without progress Bland's, until there is progress, so it cannot cycle. No crate was found that does this and
//! gives duals. G. B. Dantzig: Linear programming and extensions, 1963; R. G. Bland: New finite pivoting rules for the
//! simplex method, 1977.

use crate::dense::invert;

/// What counts as 0 beside 1.
const TINY: f64 = 1e-9;
/// The least element to pivot on.
const MIN_PIVOT: f64 = 1e-8;
/// Likewise in the dual method: a smaller one throws the other rows far off.
const MIN_DUAL_PIVOT: f64 = 1e-6;
/// A reduced cost may fall below 0 by as much for the sake of a larger pivot: the primal method repairs it.
const DUAL_SLACK: f64 = 1e-7;
/// The inverse is computed afresh after so many pivots: after as many as there are rows it was too far off to go on.
const REFRESH_AFTER: usize = 100;
/// Far above the pivots of any program that fits: a stop for what arithmetic might do.
const MAX_PIVOTS: usize = 200_000;

/// A variable of the program.
struct Column {
    /// Rows and coefficients.
    entries: Vec<(usize, f64)>,
    cost: f64,
    basic: bool,
}

#[derive(Default)]
pub(super) struct Simplex {
    /// By row.
    right: Vec<f64>,
    columns: Vec<Column>,
    /// By row: the column that is basic there.
    basis: Vec<usize>,
    /// By row: how much of that column.
    amount: Vec<f64>,
    /// Of the basis, by rows: one for each basic column, its values by row of the program.
    inverse: Vec<Vec<f64>>,
    /// By row: its price, the simplex multiplier.
    dual: Vec<f64>,
    /// Pivots since the inverse was computed afresh.
    since_refresh: usize,
}

impl Simplex {
    /// Adds a row over columns that are there, `entries` being (column, coefficient); returns its slack's column.
    ///
    /// The present solution must satisfy it. The row's number is the number of rows so far.
    pub fn add_row(&mut self, entries: &[(usize, f64)], right: f64) -> usize {
        let slack = self.add_cut(entries, right);
        // Rounding may leave it just below 0, but the primal method needs a feasible basis.
        if let Some(amount) = self.amount.last_mut() {
            *amount = amount.max(0.0);
        }
        slack
    }

    /// As [`Simplex::add_row`] where the present solution may violate it: [`Simplex::restore`] repairs that.
    pub fn add_cut(&mut self, entries: &[(usize, f64)], right: f64) -> usize {
        let row = self.right.len();
        // By row: the coefficient in the new row of the column that is basic there.
        let mut in_basis = vec![0.0; row];
        for &(column, value) in entries {
            self.columns[column].entries.push((row, value));
            if let Some(at) = self.basis.iter().position(|&basic| basic == column) {
                in_basis[at] = value;
            }
        }
        // The inverse grows by one row: the new row less what it has in columns that are basic elsewhere.
        let mut last = vec![0.0; row + 1];
        let mut slack = right;
        for (at, &value) in in_basis.iter().enumerate().filter(|(_, value)| **value != 0.0) {
            slack -= value * self.amount[at];
            for (own, other) in last.iter_mut().zip(&self.inverse[at]) {
                *own -= value * other;
            }
        }
        last[row] = 1.0;
        // The slack is in the new row alone.
        self.inverse.iter_mut().for_each(|line| line.push(0.0));
        self.inverse.push(last);
        self.right.push(right);
        self.amount.push(slack);
        self.columns.push(Column { entries: vec![(row, 1.0)], cost: 0.0, basic: true });
        self.basis.push(self.columns.len() - 1);
        self.columns.len() - 1
    }

    /// Adds a column, `entries` being (row, coefficient).
    pub fn add_column(&mut self, entries: Vec<(usize, f64)>, cost: f64) -> usize {
        self.columns.push(Column { entries, cost, basic: false });
        self.columns.len() - 1
    }

    pub fn rows(&self) -> usize {
        self.right.len()
    }

    pub fn set_cost(&mut self, column: usize, cost: f64) {
        self.columns[column].cost = cost;
    }

    pub fn amounts(&self) -> Vec<f64> {
        let mut all = vec![0.0; self.columns.len()];
        // What is not basic is 0.
        for (&column, &amount) in self.basis.iter().zip(&self.amount) {
            all[column] = amount.max(0.0);
        }
        all
    }

    /// The price of each row in the last solution; that of a row `<=` is at most 0.
    pub fn duals(&self) -> &[f64] {
        &self.dual
    }

    /// What one unit of such a column would add to the total at present prices.
    pub fn reduced_cost(&self, entries: &[(usize, f64)], cost: f64) -> f64 {
        // A row added since the last solve has its slack basic: price 0.
        let dual = |row: usize| self.dual.get(row).copied().unwrap_or(0.0);
        cost - entries.iter().map(|&(row, value)| value * dual(row)).sum::<f64>()
    }

    /// Solves from the present basis; `false` if it stopped before it was done.
    pub fn minimise(&mut self) -> bool {
        // Rows, columns and costs may be others than in the last solve.
        self.price();
        let mut stalled = 0;
        for _ in 0..MAX_PIVOTS {
            if self.since_refresh >= REFRESH_AFTER {
                self.refresh();
            }
            // Without a reduced cost below 0 the basis is optimal.
            let Some(entering) = self.entering(stalled > self.right.len() + 20) else { return true };
            let bland = stalled > self.right.len() + 20;
            let column = self.through_inverse(entering);
            // Without a leaving row the program is unbounded, which none of ours is: arithmetic has failed.
            let Some(row) = self.leaving(&column, bland) else { return false };
            let step = self.amount[row].max(0.0) / column[row];
            stalled = if step > TINY { 0 } else { stalled + 1 };
            self.pivot(row, entering, &column, step);
            // Rounding must not make the basis infeasible.
            self.amount.iter_mut().for_each(|amount| *amount = amount.max(0.0));
        }
        false
    }

    /// The dual method, after a solve and cuts: pivots until no amount is below 0, reduced costs staying at least 0;
    /// `false` if there is no such solution, or it stopped before.
    ///
    /// C. E. Lemke: The dual method of solving the linear programming problem, 1954. After a run of pivots without loss
    /// Bland's rule, as in [`Simplex::minimise`].
    pub fn restore(&mut self) -> bool {
        self.price();
        let mut stalled = 0;
        for _ in 0..MAX_PIVOTS {
            if self.since_refresh >= REFRESH_AFTER {
                // Unlike `refresh` it keeps amounts below 0, which this method has to raise.
                self.recompute();
            }
            let bland = stalled > self.right.len() + 20;
            let Some(row) = self.below(bland) else {
                self.amount.iter_mut().for_each(|amount| *amount = amount.max(0.0));
                return true;
            };
            // No column raises the row: the cut leaves no solution.
            let Some((entering, loss)) = self.entering_for(row, bland) else { return false };
            stalled = if loss > TINY { 0 } else { stalled + 1 };
            let column = self.through_inverse(entering);
            let step = self.amount[row] / column[row];
            self.pivot(row, entering, &column, step);
        }
        false
    }

    /// A row below 0: the lowest, or under Bland's rule that of the first column.
    fn below(&self, bland: bool) -> Option<usize> {
        let below = (0..self.amount.len()).filter(|&row| self.amount[row] < -TINY);
        if bland {
            below.min_by_key(|&row| self.basis[row])
        } else {
            below.min_by(|&a, &b| self.amount[a].total_cmp(&self.amount[b]))
        }
    }

    /// The column that raises a row at the least loss, and that loss for each unit; of those that lose hardly more the
    /// largest pivot (P. M. J. Harris: Pivot selection methods of the Devex LP code, 1973), under Bland's rule the
    /// first of the least.
    fn entering_for(&self, row: usize, bland: bool) -> Option<(usize, f64)> {
        let line = &self.inverse[row];
        let raises = |(at, column): (usize, &Column)| {
            // How much a unit of the column raises the row.
            let pivot: f64 = column.entries.iter().map(|&(row, value)| -line[row] * value).sum();
            let reduced = self.reduced_cost(&column.entries, column.cost).max(0.0);
            (!column.basic && pivot > MIN_DUAL_PIVOT).then_some((at, reduced, pivot))
        };
        let all: Vec<(usize, f64, f64)> = self.columns.iter().enumerate().filter_map(raises).collect();
        let slack = if bland { 0.0 } else { DUAL_SLACK };
        // Two passes: the least ratio when each may lose a little more, then the largest pivot below it.
        let most = all.iter().map(|(_, reduced, pivot)| (reduced + slack) / pivot).min_by(f64::total_cmp)?;
        let mut near = all.iter().filter(|(_, reduced, pivot)| reduced / pivot <= most);
        let best = if bland { near.next() } else { near.max_by(|a, b| a.2.total_cmp(&b.2).then(b.0.cmp(&a.0))) };
        best.map(|&(at, reduced, pivot)| (at, reduced / pivot))
    }

    /// Computes inverse, amounts and prices afresh, as far as the basis allows.
    pub fn refresh(&mut self) {
        self.recompute();
        self.amount.iter_mut().for_each(|amount| *amount = amount.max(0.0));
    }

    /// [`Simplex::refresh`] that keeps amounts below 0.
    fn recompute(&mut self) {
        // A basis that looks singular keeps the inverse that it has.
        if let Some(inverse) = self.inverted() {
            self.inverse = inverse;
            for (amount, line) in self.amount.iter_mut().zip(&self.inverse) {
                *amount = line.iter().zip(&self.right).map(|(a, b)| a * b).sum();
            }
        }
        self.price();
        self.since_refresh = 0;
    }

    fn price(&mut self) {
        self.dual = vec![0.0; self.right.len()];
        for (line, &column) in self.inverse.iter().zip(&self.basis) {
            // Costs of the basis times its inverse. While a tier is served most columns cost nothing.
            let cost = self.columns[column].cost;
            if cost != 0.0 {
                self.dual.iter_mut().zip(line).for_each(|(dual, value)| *dual += cost * value);
            }
        }
    }

    /// The column to enter: that of least reduced cost, or under Bland's rule the first below 0.
    fn entering(&self, bland: bool) -> Option<usize> {
        let mut best = None;
        for (at, column) in self.columns.iter().enumerate().filter(|(_, column)| !column.basic) {
            let reduced = self.reduced_cost(&column.entries, column.cost);
            // A reduced cost is a difference of numbers of this size, and so is its rounding.
            let scale = 1.0 + column.cost.abs();
            if reduced < -TINY * scale && best.is_none_or(|(least, _)| reduced < least) {
                if bland {
                    return Some(at);
                }
                best = Some((reduced, at));
            }
        }
        best.map(|(_, at)| at)
    }

    /// A column in terms of the basis: by how much each basic one falls for each unit of it.
    fn through_inverse(&self, column: usize) -> Vec<f64> {
        let entries = &self.columns[column].entries;
        self.inverse.iter().map(|line| entries.iter().map(|&(row, value)| line[row] * value).sum()).collect()
    }

    /// The row whose column leaves: the first to fall to 0; of equals the largest pivot, or the first column.
    fn leaving(&self, column: &[f64], bland: bool) -> Option<usize> {
        let ratio = |row: usize| self.amount[row].max(0.0) / column[row];
        let rows = || (0..column.len()).filter(|&row| column[row] > MIN_PIVOT);
        let least = rows().map(ratio).min_by(f64::total_cmp)?;
        // Of rows that fall to 0 at about the same point the largest pivot is the most accurate.
        let near = least + TINY * (1.0 + least) * 1e-3;
        let ties = rows().filter(|&row| ratio(row) <= near);
        if bland {
            ties.min_by_key(|&row| self.basis[row])
        } else {
            ties.max_by(|&a, &b| column[a].total_cmp(&column[b]).then(self.basis[b].cmp(&self.basis[a])))
        }
    }

    fn pivot(&mut self, row: usize, entering: usize, column: &[f64], step: f64) {
        // Before the basis changes: afterwards it is 0.
        let reduced = self.reduced_cost(&self.columns[entering].entries, self.columns[entering].cost);
        // As in Gauss and Jordan's method: the row is divided by the pivot, and all others lose the entering column.
        let mut line = std::mem::take(&mut self.inverse[row]);
        line.iter_mut().for_each(|value| *value /= column[row]);
        for (at, &factor) in column.iter().enumerate().filter(|&(at, &factor)| at != row && factor != 0.0) {
            self.amount[at] -= factor * step;
            self.inverse[at].iter_mut().zip(&line).for_each(|(own, value)| *own -= factor * value);
        }
        // After the pivot the entering column has a reduced cost of 0.
        self.dual.iter_mut().zip(&line).for_each(|(dual, value)| *dual += reduced * value);
        self.inverse[row] = line;
        self.amount[row] = step;
        self.columns[self.basis[row]].basic = false;
        self.columns[entering].basic = true;
        self.basis[row] = entering;
        self.since_refresh += 1;
    }

    /// The inverse of the basis; `None` if it is singular.
    fn inverted(&self) -> Option<Vec<Vec<f64>>> {
        let rows = self.right.len();
        let mut basis = vec![vec![0.0; rows]; rows];
        for (at, &column) in self.basis.iter().enumerate() {
            for &(row, value) in &self.columns[column].entries {
                basis[row][at] += value;
            }
        }
        // Far below the least element to pivot on: only what is singular to rounding is refused.
        invert(basis, TINY * 1e-3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_profitable_column_is_filled_first() {
        let mut lp = Simplex::default();
        lp.add_row(&[], 10.0);
        lp.add_row(&[], 4.0);
        let first = lp.add_column(vec![(0, 1.0), (1, 1.0)], -3.0);
        let second = lp.add_column(vec![(0, 1.0)], -2.0);
        assert!(lp.minimise());
        let amounts = lp.amounts();
        assert_eq!((amounts[first], amounts[second]), (4.0, 6.0));
        assert_eq!(lp.duals(), [-2.0, -1.0]);
    }

    #[test]
    fn a_solution_is_kept_when_a_row_is_added() {
        let mut lp = Simplex::default();
        lp.add_row(&[], 10.0);
        let column = lp.add_column(vec![(0, 2.0)], -1.0);
        assert!(lp.minimise());
        lp.add_row(&[(column, 1.0)], 5.0);
        lp.set_cost(column, 1.0);
        assert!(lp.minimise());
        assert_eq!(lp.amounts()[column], 0.0);
        lp.set_cost(column, -1.0);
        lp.refresh();
        assert!(lp.minimise());
        assert_eq!(lp.amounts()[column], 5.0);
    }

    #[test]
    fn what_a_cut_violates_is_repaired() {
        let mut lp = Simplex::default();
        lp.add_row(&[], 10.0);
        let first = lp.add_column(vec![(0, 1.0)], -3.0);
        let second = lp.add_column(vec![(0, 1.0)], -2.0);
        assert!(lp.minimise());
        lp.add_cut(&[(first, 1.0)], 4.0);
        lp.add_cut(&[(second, 2.0), (first, 1.0)], 10.0);
        assert!(lp.restore() && lp.minimise());
        let amounts = lp.amounts();
        assert_eq!((amounts[first], amounts[second]), (4.0, 3.0));
        assert_eq!(lp.duals(), [0.0, -2.0, -1.0]);
        lp.add_cut(&[(first, -1.0)], -5.0);
        assert!(!lp.restore(), "no more than 4 of it and no less than 5");
    }

    /// E. M. L. Beale's program, on which Dantzig's rule alone may cycle.
    #[test]
    fn a_degenerate_program_does_not_cycle() {
        let mut lp = Simplex::default();
        for right in [0.0, 0.0, 1.0] {
            lp.add_row(&[], right);
        }
        lp.add_column(vec![(0, 0.25), (1, 0.5)], -0.75);
        lp.add_column(vec![(0, -60.0), (1, -90.0)], 150.0);
        lp.add_column(vec![(0, -0.04), (1, -0.02), (2, 1.0)], -0.02);
        lp.add_column(vec![(0, 9.0), (1, 3.0)], 6.0);
        assert!(lp.minimise());
        let total: f64 = lp.columns.iter().zip(lp.amounts()).map(|(column, amount)| column.cost * amount).sum();
        assert!((total + 0.05).abs() < 1e-12, "{total}");
    }
}
