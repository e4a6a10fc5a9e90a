//! Inverses of small dense matrices, made at once or changed by one row or column at a time.

/// The inverse of a square matrix given by rows; `None` if no pivot of a column reaches `tolerance`.
///
/// Gauss and Jordan with row exchange: O(n^3).
pub(crate) fn invert(mut left: Vec<Vec<f64>>, tolerance: f64) -> Option<Vec<Vec<f64>>> {
    let size = left.len();
    let mut right: Vec<Vec<f64>> = (0..size).map(|at| unit(size, at)).collect();
    for at in 0..size {
        // Partial pivoting: the largest element of the column loses least to rounding.
        let best = (at..size).max_by(|&a, &b| left[a][at].abs().total_cmp(&left[b][at].abs()))?;
        if left[best][at].abs() < tolerance {
            return None;
        }
        // Whatever is done to the left is done to the right, which so becomes the inverse.
        left.swap(at, best);
        right.swap(at, best);
        let pivot = left[at][at];
        for row in [&mut left[at], &mut right[at]] {
            row.iter_mut().for_each(|value| *value /= pivot);
        }
        // Taken out, so that other rows can be changed while it is read.
        let (own_left, own_right) = (std::mem::take(&mut left[at]), std::mem::take(&mut right[at]));
        for other in (0..size).filter(|&other| other != at) {
            let factor = left[other][at];
            if factor != 0.0 {
                // Columns before this one are unit columns already.
                add_scaled(&mut left[other][at..], &own_left[at..], -factor);
                add_scaled(&mut right[other], &own_right, -factor);
            }
        }
        (left[at], right[at]) = (own_left, own_right);
    }
    Some(right)
}

fn unit(size: usize, at: usize) -> Vec<f64> {
    let mut row = vec![0.0; size];
    row[at] = 1.0;
    row
}

pub(crate) fn add_scaled(to: &mut [f64], from: &[f64], factor: f64) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to += factor * from);
}

/// A square matrix that grows, shrinks and changes by one row or column at a time. Row: an extra arc; column: a bundle.
#[derive(Clone, Debug, Default)]
pub(crate) struct Inverse {
    /// By extra arc: its values by bundle.
    row: Vec<Vec<f64>>,
}

impl Inverse {
    pub fn row(&self, extra: usize) -> &[f64] {
        &self.row[extra]
    }

    /// The product `W g` with a column of the working matrix, by extra arc.
    pub fn times_column(&self, column: &[(u32, f64)]) -> Vec<f64> {
        let one = |row: &Vec<f64>| column.iter().map(|&(at, value)| row[at as usize] * value).sum();
        self.row.iter().map(one).collect()
    }

    /// The product `h W` with a row of the working matrix, by bundle.
    pub fn row_times(&self, weights: &[f64]) -> Vec<f64> {
        let mut sum = vec![0.0; self.row.len()];
        for (row, &weight) in self.row.iter().zip(weights).filter(|(_, weight)| **weight != 0.0) {
            add_scaled(&mut sum, row, weight);
        }
        sum
    }

    /// Adds a row `h` and a column `g` at the end, given `W g`, `h W` and the pivot: their common element minus
    /// `h W g`.
    pub fn grow(&mut self, column: &[f64], mut row: Vec<f64>, pivot: f64) {
        // The inverse of a bordered matrix: the pivot is the Schur complement of what was there before.
        row.iter_mut().for_each(|one| *one /= pivot);
        for (own, &factor) in self.row.iter_mut().zip(column) {
            if factor != 0.0 {
                add_scaled(own, &row, factor);
            }
            own.push(-factor / pivot);
        }
        row.iter_mut().for_each(|one| *one = -*one);
        row.push(1.0 / pivot);
        self.row.push(row);
    }

    /// Replaces the bundle at `at` by another, given `h W` of its row.
    pub fn replace_bundle(&mut self, at: usize, new: &[f64]) {
        // Another row of the matrix changes columns of its inverse.
        let pivot = new[at];
        for row in &mut self.row {
            let own = row[at] / pivot;
            if own != 0.0 {
                add_scaled(row, new, -own);
                // The line before has made it 0.
                row[at] = own;
            }
        }
    }

    /// Replaces the extra arc at `at` by another, given `W g` of its column.
    pub fn replace_extra(&mut self, at: usize, new: &[f64]) {
        // The pivot of the revised simplex: the row is divided by its element, and others lose the entering column.
        let mut own = std::mem::take(&mut self.row[at]);
        own.iter_mut().for_each(|one| *one /= new[at]);
        for (other, (row, &factor)) in self.row.iter_mut().zip(new).enumerate() {
            if other != at && factor != 0.0 {
                add_scaled(row, &own, -factor);
            }
        }
        self.row[at] = own;
    }

    /// Removes an extra arc and a bundle; the last of each takes its place.
    pub fn shrink(&mut self, extra: usize, bundle: usize) {
        // The reverse of `grow`: without the removed row the removed column must be 0 in all others.
        let own = self.row.swap_remove(extra);
        for row in &mut self.row {
            let factor = row[bundle] / own[bundle];
            if factor != 0.0 {
                add_scaled(row, &own, -factor);
            }
            row.swap_remove(bundle);
        }
    }

    /// Exchanges the extra arc at `at` for an arc of its tree, which is on the cycles of these extra arcs, with signs.
    pub fn exchange(&mut self, at: usize, cycles: &[(u32, f64)]) {
        // A tree arc carries what all cycles through it carry, with signs: its row is the sum of their rows. Others
        // keep theirs.
        let sign = cycles.iter().find(|(extra, _)| *extra as usize == at).map_or(1.0, |(_, sign)| *sign);
        let mut own = std::mem::take(&mut self.row[at]);
        own.iter_mut().for_each(|one| *one *= sign);
        for &(extra, sign) in cycles.iter().filter(|(extra, _)| *extra as usize != at) {
            add_scaled(&mut own, &self.row[extra as usize], sign);
        }
        self.row[at] = own;
    }

    /// The inverse of a matrix given by columns, one for each extra arc. `None` if it is singular.
    pub fn of(columns: &[Vec<(u32, f64)>]) -> Option<Self> {
        let mut rows = vec![vec![0.0; columns.len()]; columns.len()];
        for (extra, column) in columns.iter().enumerate() {
            // A cycle may pass several arcs of a bundle: these add up.
            column.iter().for_each(|&(bundle, value)| rows[bundle as usize][extra] += value);
        }
        // Elements are whole numbers, so a pivot this small is rounding.
        invert(rows, 1e-9).map(|row| Self { row })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each change of the inverse against the inverse of the changed matrix.
    #[test]
    fn changes_are_those_of_the_matrix() {
        // Q = [[1, 1], [-1, 1]], by columns.
        let q = vec![vec![(0, 1.0), (1, -1.0)], vec![(0, 1.0), (1, 1.0)]];
        let inverse = Inverse::of(&q).unwrap();
        let same = |a: &Inverse, b: &Inverse| {
            for (a, b) in a.row.iter().flatten().zip(b.row.iter().flatten()) {
                assert!((a - b).abs() < 1e-12, "{a} {b}");
            }
            assert_eq!(a.row.len(), b.row.len());
        };
        let g = vec![(0, 1.0)];
        let mut replaced = inverse.clone();
        replaced.replace_extra(1, &inverse.times_column(&g));
        same(&replaced, &Inverse::of(&[q[0].clone(), g.clone()]).unwrap());

        // A row (2, 1) and a column (1, 0 | 3).
        let mut grown = inverse.clone();
        let (column, row) = (inverse.times_column(&g), inverse.row_times(&[2.0, 1.0]));
        let pivot = 3.0 - (2.0 * column[0] + column[1]);
        grown.grow(&column, row.clone(), pivot);
        let whole =
            vec![vec![(0, 1.0), (1, -1.0), (2, 2.0)], vec![(0, 1.0), (1, 1.0), (2, 1.0)], vec![(0, 1.0), (2, 3.0)]];
        same(&grown, &Inverse::of(&whole).unwrap());
        grown.shrink(2, 2);
        same(&grown, &inverse);

        let mut bundle = inverse.clone();
        bundle.replace_bundle(0, &row);
        let changed = vec![vec![(0, 2.0), (1, -1.0)], vec![(0, 1.0), (1, 1.0)]];
        same(&bundle, &Inverse::of(&changed).unwrap());

        // The cycle of extra 1 has the tree arc forward, that of 0 backward.
        let mut exchanged = inverse.clone();
        exchanged.exchange(0, &[(0, -1.0), (1, 1.0)]);
        let columns = vec![vec![(0, -1.0), (1, 1.0)], vec![(0, 2.0), (1, 0.0)]];
        same(&exchanged, &Inverse::of(&columns).unwrap());
        assert!(Inverse::of(&[vec![(0, 1.0)], vec![(0, 2.0)]]).is_none());
    }
}
