//! SVG paths in whole units, relative: as short as they can be written.

use std::fmt::Write;

use super::projection::Spot;

/// A path that grows.
#[derive(Default)]
pub(in crate::export) struct Path {
    text: String,
    at: Spot,
}

impl Path {
    /// A line; it is broken where a point is off the page.
    pub(in crate::export) fn line(&mut self, spots: &[Option<Spot>]) {
        for part in spots.split(Option::is_none) {
            let part: Vec<Spot> = part.iter().copied().flatten().collect();
            self.points(&part);
        }
    }

    /// A point: nothing to see but for its round cap, and something to point at.
    pub(in crate::export) fn dot(&mut self, (x, y): Spot) {
        let _ = write!(self.text, "M{x}{}l0 0", signed(y));
    }

    /// Is nothing drawn yet?
    pub(in crate::export) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// A closed line.
    pub(in crate::export) fn ring(&mut self, spots: &[Spot]) {
        if self.points(spots) {
            self.text.push('z');
        }
    }

    /// Points that differ, if there are two.
    fn points(&mut self, spots: &[Spot]) -> bool {
        let mut spots = spots.to_vec();
        // Points that fall on one spot would only lengthen the path.
        spots.dedup();
        if spots.len() < 2 {
            return false;
        }
        let (x, y) = spots[0];
        // Writing to a text cannot fail.
        let _ = write!(self.text, "M{x}{}", signed(y));
        self.at = spots[0];
        for (at, &(x, y)) in spots.iter().enumerate().skip(1) {
            let (east, south) = (x - self.at.0, y - self.at.1);
            // The letter once: SVG reads the pairs that follow as more points of the same line.
            let first = if at == 1 { format!("l{east}") } else { signed(east) };
            let _ = write!(self.text, "{first}{}", signed(south));
            self.at = (x, y);
        }
        true
    }

    /// The path as it is written in `d`.
    pub(in crate::export) fn end(self) -> String {
        self.text
    }
}

/// A number after another: its own sign parts them, or a space.
fn signed(value: i64) -> String {
    if value < 0 { value.to_string() } else { format!(" {value}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_relative_and_breaks_where_it_leaves_the_page() {
        let mut path = Path::default();
        let spot = |x, y| Some((x, y));
        path.line(&[spot(1, -2), spot(3, -2), spot(3, -2), spot(0, 5), None, spot(9, 9), None, spot(1, 1), spot(2, 2)]);
        assert_eq!(path.end(), "M1-2l2 0-3 7M1 1l1 1");
    }

    #[test]
    fn a_ring_is_closed_and_a_point_is_none() {
        let mut path = Path::default();
        path.ring(&[(0, 0), (1, 0), (1, 1), (0, 0)]);
        path.ring(&[(5, 5), (5, 5)]);
        assert_eq!(path.end(), "M0 0l1 0 0 1-1-1z");
    }
}
