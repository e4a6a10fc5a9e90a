//! From the globe to the page: Lambert's azimuthal equal-area projection about the middle of what is drawn.
//!
//! Tonnes are compared by eye, so areas stay true. It has no edge but the antipode: no line is cut at the antimeridian.

use super::super::geometry::{Point, dot, vector};

/// A spot on the page in whole units, y downwards.
pub(in crate::export) type Spot = (i64, i64);

/// The earth's radius in units: one unit is about 1.27 km in the middle.
pub(super) const RADIUS: f64 = 5000.0;

/// Where nothing is drawn: nearer to the antipode a point becomes a ring. Cosine of 165 degrees.
const ANTIPODE: f64 = -0.966;

/// The middle where there is no place at all: the Caspian.
const CASPIAN: Point = (52.0, 42.0);

/// Snyder (1987), Map projections: a working manual, equations 24-2 to 24-4; the sphere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::export) struct Projection {
    /// Central meridian, radians.
    lon: f64,
    /// Sine and cosine of the central parallel.
    lat: (f64, f64),
}

impl Projection {
    /// About the middle of points, in whole degrees.
    pub(in crate::export) fn about(points: impl Iterator<Item = Point>) -> Self {
        // Directions are averaged, not degrees: they have no seam at the antimeridian.
        let sum = points.map(vector).fold([0.0; 3], |sum, one| [0, 1, 2].map(|axis| sum[axis] + one[axis]));
        // No point at all, or points that cancel out around the globe.
        let (lon, lat) = if dot(sum, sum) < 1e-9 {
            CASPIAN
        } else {
            let [x, y, z] = sum;
            (y.atan2(x).to_degrees().round(), z.atan2(x.hypot(y)).to_degrees().round())
        };
        Self { lon: lon.to_radians(), lat: lat.to_radians().sin_cos() }
    }

    /// Where a point lies on the page; none near the antipode.
    pub(in crate::export) fn spot(&self, (lon, lat): Point) -> Option<Spot> {
        let (east, (sine, cosine)) = (lon.to_radians() - self.lon, lat.to_radians().sin_cos());
        let (sine0, cosine0) = self.lat;
        // Cosine of the angle from the middle: 1 there, -1 at the antipode.
        let near = sine0 * sine + cosine0 * cosine * east.cos();
        if near < ANTIPODE {
            return None;
        }
        let scale = RADIUS * (2.0 / (1.0 + near)).sqrt();
        let x = scale * cosine * east.sin();
        let y = scale * (cosine0 * sine - sine0 * cosine * east.cos());
        Some((whole(x), whole(-y)))
    }
}

#[allow(clippy::cast_possible_truncation, reason = "at most two radii")]
pub(super) fn whole(value: f64) -> i64 {
    value.round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(point: Point) -> Projection {
        Projection::about([point].into_iter())
    }

    #[test]
    fn the_middle_is_the_origin_and_north_is_up() {
        let map = about((50.0, 40.0));
        assert_eq!(map.spot((50.0, 40.0)), Some((0, 0)));
        let (x, y) = map.spot((50.0, 50.0)).unwrap();
        assert!(x == 0 && y < 0);
        assert!(map.spot((60.0, 40.0)).unwrap().0 > 0);
    }

    /// Distances from the middle: 2 R sin(c/2).
    #[test]
    fn a_quarter_of_the_globe_lies_at_its_chord() {
        let map = about((0.0, 0.0));
        assert_eq!(map.spot((90.0, 0.0)), Some((7071, 0)));
        assert_eq!(map.spot((0.0, 90.0)), Some((0, -7071)));
    }

    #[test]
    fn areas_stay_true() {
        let map = about((50.0, 40.0));
        let area = |west: f64, south: f64| {
            let corner = |lon: f64, lat: f64| map.spot((lon, lat)).unwrap();
            let ring =
                [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)].map(|(x, y)| corner(west + x, south + y));
            let twice: i64 = ring.windows(2).map(|pair| pair[0].0 * pair[1].1 - pair[1].0 * pair[0].1).sum();
            twice.abs()
        };
        let cell = |south: f64| ((south + 1.0).to_radians().sin() - south.to_radians().sin()) * RADIUS.powi(2);
        for (west, south) in [(50.0, 40.0), (10.0, 60.0), (100.0, 0.0), (-10.0, 35.0)] {
            #[allow(clippy::cast_precision_loss)]
            let drawn = area(west, south) as f64 / 2.0;
            let true_area = cell(south) * 1f64.to_radians();
            assert!((drawn / true_area - 1.0).abs() < 0.05, "{west} {south}: {drawn} {true_area}");
        }
    }

    #[test]
    fn the_antimeridian_is_no_edge_and_the_antipode_is_off_the_page() {
        let map = about((50.0, 40.0));
        let (east, west) = (map.spot((179.9, 66.0)).unwrap(), map.spot((-179.9, 66.0)).unwrap());
        assert!((east.0 - west.0).abs() < 20 && (east.1 - west.1).abs() < 20);
        assert_eq!(map.spot((-130.0, -40.0)), None);
    }

    #[test]
    fn without_places_the_caspian_is_the_middle() {
        assert_eq!(Projection::about(std::iter::empty()).spot(CASPIAN), Some((0, 0)));
        let opposite = [(10.0, 0.0), (-170.0, 0.0)];
        assert_eq!(Projection::about(opposite.into_iter()).spot(CASPIAN), Some((0, 0)));
    }
}
