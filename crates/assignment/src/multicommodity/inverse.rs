//! The inverse of the working basis: what each extra arc answers where a bundle that binds gives a unit more.

/// A square matrix that grows, shrinks and changes by one row or column at a time. Row: an extra arc; column: a bundle.
#[derive(Clone, Debug, Default)]
pub(super) struct Inverse {
    row: Vec<Vec<f64>>,
}

impl Inverse {
    pub fn row(&self, extra: usize) -> &[f64] {
        &self.row[extra]
    }

    /// What extra arcs answer to a column of the working matrix: `W g`.
    pub fn answer(&self, column: &[(u32, f64)]) -> Vec<f64> {
        let one = |row: &Vec<f64>| column.iter().map(|&(at, value)| row[at as usize] * value).sum();
        self.row.iter().map(one).collect()
    }

    /// A row of the working matrix through the inverse: `h W`.
    pub fn through(&self, weights: &[f64]) -> Vec<f64> {
        let mut sum = vec![0.0; self.row.len()];
        for (row, &weight) in self.row.iter().zip(weights).filter(|(_, weight)| **weight != 0.0) {
            add(&mut sum, row, weight);
        }
        sum
    }

    /// A row `h` and a column are added, last: `answer = W g`, `shortest_through = h W`, `corner` less `h W g` is `pivot`.
    pub fn dijkstra(&mut self, answer: &[f64], mut through: Vec<f64>, pivot: f64) {
        through.iter_mut().for_each(|one| *one /= pivot);
        for (row, &answer) in self.row.iter_mut().zip(answer) {
            if answer != 0.0 {
                add(row, &through, answer);
            }
            row.push(-answer / pivot);
        }
        through.iter_mut().for_each(|one| *one = -*one);
        through.push(1.0 / pivot);
        self.row.push(through);
    }

    /// The bundle at `at` gives its place to another, of which `shortest_through` is the row through the inverse.
    pub fn replace_bundle(&mut self, at: usize, through: &[f64]) {
        let pivot = through[at];
        for row in &mut self.row {
            let own = row[at] / pivot;
            if own != 0.0 {
                add(row, through, -own);
                row[at] = own;
            }
        }
    }

    /// The extra arc at `at` gives its place to another, of which `answer` is the column through the inverse.
    pub fn replace_extra(&mut self, at: usize, answer: &[f64]) {
        let mut own = std::mem::take(&mut self.row[at]);
        own.iter_mut().for_each(|one| *one /= answer[at]);
        for (other, (row, &answer)) in self.row.iter_mut().zip(answer).enumerate() {
            if other != at && answer != 0.0 {
                add(row, &own, -answer);
            }
        }
        self.row[at] = own;
    }

    /// An extra arc and a bundle go; the last of each takes its place.
    pub fn shrink(&mut self, extra: usize, bundle: usize) {
        let own = self.row.swap_remove(extra);
        for row in &mut self.row {
            let factor = row[bundle] / own[bundle];
            if factor != 0.0 {
                add(row, &own, -factor);
            }
            row.swap_remove(bundle);
        }
    }

    /// The extra arc at `at` trades places with an arc of its tree, which the circles of `passes` hold, with signs.
    pub fn turn(&mut self, at: usize, passes: &[(u32, f64)]) {
        let sign = passes.iter().find(|(extra, _)| *extra as usize == at).map_or(1.0, |(_, sign)| *sign);
        let mut own = std::mem::take(&mut self.row[at]);
        own.iter_mut().for_each(|one| *one *= sign);
        for &(extra, passes) in passes.iter().filter(|(extra, _)| *extra as usize != at) {
            add(&mut own, &self.row[extra as usize], passes);
        }
        self.row[at] = own;
    }

    /// The inverse of a matrix given by columns, one an extra arc. None where it has none.
    pub fn of(columns: &[Vec<(u32, f64)>]) -> Option<Self> {
        let size = columns.len();
        // Gauss and Jordan on [Q | I], rows of Q being bundles; rows that hold nothing in the column are passed over.
        let mut left = vec![vec![0.0; size]; size];
        for (extra, column) in columns.iter().enumerate() {
            column.iter().for_each(|&(bundle, value)| left[bundle as usize][extra] += value);
        }
        let mut right: Vec<Vec<f64>> = (0..size).map(|at| unit(size, at)).collect();
        for at in 0..size {
            let best = (at..size).max_by(|&a, &b| left[a][at].abs().total_cmp(&left[b][at].abs()))?;
            if left[best][at].abs() < 1e-9 {
                return None;
            }
            left.swap(at, best);
            right.swap(at, best);
            let pivot = left[at][at];
            for row in [&mut left[at], &mut right[at]] {
                row.iter_mut().for_each(|one| *one /= pivot);
            }
            let (own_left, own_right) = (std::mem::take(&mut left[at]), std::mem::take(&mut right[at]));
            for other in (0..size).filter(|&other| other != at) {
                let factor = left[other][at];
                if factor != 0.0 {
                    add(&mut left[other][at..], &own_left[at..], -factor);
                    add(&mut right[other], &own_right, -factor);
                }
            }
            (left[at], right[at]) = (own_left, own_right);
        }
        Some(Self { row: right })
    }
}

fn unit(size: usize, at: usize) -> Vec<f64> {
    let mut row = vec![0.0; size];
    row[at] = 1.0;
    row
}

/// `to += factor * from`.
fn add(to: &mut [f64], from: &[f64], factor: f64) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to += factor * from);
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
        replaced.replace_extra(1, &inverse.answer(&g));
        same(&replaced, &Inverse::of(&[q[0].clone(), g.clone()]).unwrap());

        // A row (2, 1) and a column (1, 0 | 3).
        let mut grown = inverse.clone();
        let (answer, through) = (inverse.answer(&g), inverse.through(&[2.0, 1.0]));
        let pivot = 3.0 - (2.0 * answer[0] + answer[1]);
        grown.dijkstra(&answer, through.clone(), pivot);
        let whole = vec![
            vec![(0, 1.0), (1, -1.0), (2, 2.0)],
            vec![(0, 1.0), (1, 1.0), (2, 1.0)],
            vec![(0, 1.0), (2, 3.0)],
        ];
        same(&grown, &Inverse::of(&whole).unwrap());
        grown.shrink(2, 2);
        same(&grown, &inverse);

        let mut bundle = inverse.clone();
        bundle.replace_bundle(0, &through);
        let changed = vec![vec![(0, 2.0), (1, -1.0)], vec![(0, 1.0), (1, 1.0)]];
        same(&bundle, &Inverse::of(&changed).unwrap());

        // The circle of extra 1 passes the tree arc forwards, that of 0 against it.
        let mut turned = inverse.clone();
        turned.turn(0, &[(0, -1.0), (1, 1.0)]);
        let columns = vec![vec![(0, -1.0), (1, 1.0)], vec![(0, 2.0), (1, 0.0)]];
        same(&turned, &Inverse::of(&columns).unwrap());
        assert!(Inverse::of(&[vec![(0, 1.0)], vec![(0, 2.0)]]).is_none());
    }
}
