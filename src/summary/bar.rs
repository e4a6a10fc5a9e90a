//! Shares as a bar beside their numbers.

/// Cells of a bar.
const CELLS: f64 = 20.0;

/// A bar whose parts are shares of the whole, each with its sign; what is left of it is dots. Parts are rounded
/// together, so that the bar is never longer than its cells.
pub fn bar(parts: &[(f64, char)]) -> String {
    let (mut bar, mut sum, mut drawn) = (String::new(), 0.0, 0);
    for (share, sign) in parts {
        sum += share.clamp(0.0, 1.0);
        // Ends are rounded, not parts, and never decrease: so `end - drawn` cannot underflow.
        let end = cells(sum);
        bar.extend(std::iter::repeat_n(*sign, end - drawn));
        drawn = end;
    }
    bar.extend(std::iter::repeat_n('·', cells(1.0) - drawn));
    bar
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 20")]
fn cells(share: f64) -> usize {
    // `min` takes the 1 where a share is no number: even such a bar keeps to its cells.
    (share.min(1.0) * CELLS).round() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_fill_the_bar_and_never_more() {
        assert_eq!(bar(&[(0.5, '█'), (0.25, '▒')]), "██████████▒▒▒▒▒·····");
        assert_eq!(bar(&[(0.9, '█'), (0.9, '▒')]), "██████████████████▒▒");
        assert_eq!(bar(&[(-1.0, '█'), (f64::NAN, '▒')]).chars().count(), 20);
        assert_eq!(bar(&[]), "·".repeat(20));
    }
}
