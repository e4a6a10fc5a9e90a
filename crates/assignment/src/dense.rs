//! Arithmetic of small dense matrices.

/// The inverse of a square matrix given by rows; `None` if no pivot of a column reaches `tolerance`.
///
/// Gauss and Jordan with row exchange: O(n^3).
pub(crate) fn invert(mut left: Vec<Vec<f64>>, tolerance: f64) -> Option<Vec<Vec<f64>>> {
    let size = left.len();
    let mut right: Vec<Vec<f64>> = (0..size).map(|at| unit(size, at)).collect();
    for at in 0..size {
        let best = (at..size).max_by(|&a, &b| left[a][at].abs().total_cmp(&left[b][at].abs()))?;
        if left[best][at].abs() < tolerance {
            return None;
        }
        left.swap(at, best);
        right.swap(at, best);
        let pivot = left[at][at];
        for row in [&mut left[at], &mut right[at]] {
            row.iter_mut().for_each(|value| *value /= pivot);
        }
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
