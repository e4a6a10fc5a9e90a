//! How a sea lane is drawn: around the land, on a grid of half degrees. A drawing: lengths are those of the atlas.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::super::geometry::{Point, dot, great_circle, vector};
use super::land::LandPolygons;

/// Cells a degree.
const PER_DEGREE: usize = 2;
const WIDE: usize = 360 * PER_DEGREE;
const HIGH: usize = 180 * PER_DEGREE;

/// A port may lie so many cells from the water.
const ASHORE: isize = 4;
/// A km ashore counts for so many at sea.
const ASHORE_COST: f64 = 8.0;
/// What is left to the target counts for so many times its length: a route is found soon, a little longer than the
/// shortest.
const HASTE: f64 = 1.3;
/// A search that has seen so many cells is given up.
const PATIENCE: usize = 60_000;

/// Where there is water.
pub(in crate::export) struct Sea {
    water: Vec<bool>,
}

impl Sea {
    /// What no outline covers.
    pub(in crate::export) fn around(world: &LandPolygons) -> Self {
        // By row: the longitudes at which outlines cross the middle of its cells.
        let mut crossings: Vec<Vec<f64>> = vec![Vec::new(); HIGH];
        for ring in world.outlines() {
            for pair in ring.windows(2) {
                cross(pair[0], pair[1], &mut crossings);
            }
        }
        let mut water = vec![true; WIDE * HIGH];
        for (row, mut cuts) in crossings.into_iter().enumerate() {
            // The even-odd rule: land is between the first crossing and the second, and so on.
            cuts.sort_by(f64::total_cmp);
            for pair in cuts.chunks_exact(2) {
                let columns = (0..WIDE).filter(|column| (pair[0]..pair[1]).contains(&centre((*column, row)).0));
                columns.for_each(|column| water[row * WIDE + column] = false);
            }
        }
        Self { water }
    }

    fn open(&self, cell: Cell) -> bool {
        self.water[at(cell)]
    }

    /// Points from one to the other, both included, over water; the great circle where no such route is found.
    pub(in crate::export) fn route(&self, from: Point, to: Point) -> Vec<Point> {
        let cells = if self.clear(from, to) { None } else { self.search(from, to) };
        // Nothing was searched, since the great circle is open, or the search was given up.
        let Some(cells) = cells else { return great_circle(from, to) };
        let mut points = vec![from];
        points.extend(cells.into_iter().map(centre));
        points.push(to);
        // Cells make a staircase: only the corners that land forces are kept.
        let corners = self.pulled(&points);
        let mut route = vec![from];
        corners.windows(2).for_each(|pair| route.extend(great_circle(pair[0], pair[1]).into_iter().skip(1)));
        route
    }

    /// Does the great circle pass over water alone, but near its ends?
    fn clear(&self, from: Point, to: Point) -> bool {
        let line = fine(from, to);
        // On so coarse a grid most ports are ashore, so land near the ends does not count.
        let near = |point: &Point| apart(*point, from) < 60.0 || apart(*point, to) < 60.0;
        line.iter().all(|point| near(point) || self.open(cell(*point)))
    }

    /// From each corner straight to the farthest point that is seen from it.
    fn pulled(&self, points: &[Point]) -> Vec<Point> {
        let mut corners = vec![points[0]];
        let mut here = 0;
        while here + 1 < points.len() {
            // The next point is always seen: the search went there over water.
            let sees = |there: &usize| *there == here + 1 || self.clear(points[here], points[*there]);
            // Looking far ahead on a long lane costs more than a corner too many.
            let farthest = (here + 1..points.len().min(here + 80)).rev().find(sees).unwrap_or(here + 1);
            corners.push(points[farthest]);
            here = farthest;
        }
        corners
    }

    /// A* (Hart, Nilsson, Raphael 1968) with a heuristic that is made to hurry.
    fn search(&self, from: Point, to: Point) -> Option<Vec<Cell>> {
        // A node past the last cell: the place itself, reached from any cell of its harbour.
        const GOAL: usize = WIDE * HIGH;
        let mut best = vec![f64::INFINITY; GOAL + 1];
        let mut before = vec![usize::MAX; GOAL + 1];
        let mut queue = BinaryHeap::new();
        let goal = vector(to);
        let arrive = self.harbour(to);
        let left = |here: usize| HASTE * arc(vector(centre((here % WIDE, here / WIDE))), goal);
        for (cell, cost) in self.harbour(from) {
            best[at(cell)] = cost;
            // A `BinaryHeap` gives the largest: reversed, the nearest comes first, and of equals the first cell.
            queue.push((Reverse(micro(cost + left(at(cell)))), Reverse(at(cell))));
        }
        let mut seen = 0;
        let mut done = vec![false; GOAL + 1];
        while let Some((_, Reverse(here))) = queue.pop() {
            if here == GOAL {
                return Some(back(before[GOAL], &before));
            }
            // A cell is queued again each time it gets nearer; only its first visit counts.
            if std::mem::replace(&mut done[here], true) {
                continue;
            }
            seen += 1;
            if seen > PATIENCE {
                return None;
            }
            let place = (here % WIDE, here / WIDE);
            // From the target's harbour on, at the cost of the rest ashore.
            let ashore = arrive.iter().filter(|(cell, _)| *cell == place).map(|(_, cost)| (GOAL, *cost));
            for (next, cost) in self.steps(place).map(|(cell, cost)| (at(cell), cost)).chain(ashore) {
                let sum = best[here] + cost;
                if !done[next] && sum < best[next] {
                    best[next] = sum;
                    before[next] = here;
                    let rest = if next == GOAL { 0.0 } else { left(next) };
                    queue.push((Reverse(micro(sum + rest)), Reverse(next)));
                }
            }
        }
        None
    }

    /// Open cells beside one, with the angle to each.
    fn steps(&self, (column, row): Cell) -> impl Iterator<Item = (Cell, f64)> + '_ {
        let here = vector(centre((column, row)));
        let around = [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1)];
        let next = around.into_iter().filter_map(move |(east, north)| shifted((column, row), east, north));
        next.filter(|cell| self.open(*cell)).map(move |cell| (cell, arc(here, vector(centre(cell)))))
    }

    /// Open cells near a place, with what it costs to get there: a strait has water on both sides.
    fn harbour(&self, place: Point) -> Vec<(Cell, f64)> {
        let own = vector(place);
        let offsets = (-ASHORE..=ASHORE).flat_map(|east| (-ASHORE..=ASHORE).map(move |north| (east, north)));
        let cells = offsets.filter_map(|(east, north)| shifted(cell(place), east, north));
        let open = cells.filter(|cell| self.open(*cell));
        open.map(|cell| (cell, ASHORE_COST * arc(own, vector(centre(cell))))).collect()
    }
}

/// Column and row of a cell, from 180 W and 90 S.
type Cell = (usize, usize);

fn at((column, row): Cell) -> usize {
    row * WIDE + column
}

#[allow(clippy::cast_precision_loss, reason = "a few hundred")]
fn centre((column, row): Cell) -> Point {
    let degrees = |steps: usize| (steps as f64 + 0.5) / PER_DEGREE as f64;
    (degrees(column) - 180.0, degrees(row) - 90.0)
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
fn cell((lon, lat): Point) -> Cell {
    let step = |degrees: f64, most: usize| ((degrees * PER_DEGREE as f64).max(0.0) as usize).min(most - 1);
    // 180 E is 180 W; the pole has no row beyond it.
    (step((lon + 180.0).rem_euclid(360.0), WIDE), step(lat + 90.0, HIGH))
}

/// A cell so many cells away: around the globe, and not over a pole.
fn shifted((column, row): Cell, east: isize, north: isize) -> Option<Cell> {
    // One turn more, so that a step west of column 0 does not underflow.
    let column = (column + WIDE).checked_add_signed(east)? % WIDE;
    row.checked_add_signed(north).filter(|row| *row < HIGH).map(|row| (column, row))
}

/// Where a side of an outline meets the middles of rows.
fn cross(a: Point, b: Point, crossings: &mut [Vec<f64>]) {
    let (low, high) = if a.1 <= b.1 { (a, b) } else { (b, a) };
    // One row early, against rounding; rows below the side are skipped again.
    let first = cell((0.0, low.1)).1.saturating_sub(1);
    for (row, cuts) in crossings.iter_mut().enumerate().skip(first) {
        let lat = centre((0, row)).1;
        // With the upper end left out, a corner between two sides counts once.
        if lat >= high.1 {
            break;
        }
        if lat >= low.1 {
            cuts.push(low.0 + (high.0 - low.0) * (lat - low.1) / (high.1 - low.1));
        }
    }
}

/// Points of a great circle, five a degree.
fn fine(from: Point, to: Point) -> Vec<Point> {
    great_circle(from, to)
        .windows(2)
        .flat_map(|pair| {
            let (a, b) = (pair[0], pair[1]);
            // Along the shorter direction around the globe.
            let east = (b.0 - a.0 + 540.0).rem_euclid(360.0) - 180.0;
            [0.0, 0.2, 0.4, 0.6, 0.8].map(|share| (a.0 + east * share, a.1 + (b.1 - a.1) * share))
        })
        .chain([to])
        .collect()
}

fn arc(a: [f64; 3], b: [f64; 3]) -> f64 {
    dot(a, b).clamp(-1.0, 1.0).acos()
}

/// Kilometres.
fn apart(a: Point, b: Point) -> f64 {
    arc(vector(a), vector(b)) * 6371.0
}

/// An angle as a whole number: keys of a queue have an order.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn micro(angle: f64) -> u64 {
    (angle * 1e9) as u64
}

fn back(mut here: usize, before: &[usize]) -> Vec<Cell> {
    let mut cells = Vec::new();
    // `usize::MAX` is before the cell at which the search began.
    while here != usize::MAX {
        cells.push((here % WIDE, here / WIDE));
        here = before[here];
    }
    cells.reverse();
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::map::land::world;

    fn sea() -> Sea {
        Sea::around(world())
    }

    fn near(route: &[Point], point: Point, km: f64) -> bool {
        route.iter().any(|own| apart(*own, point) < km)
    }

    #[test]
    fn land_is_land_and_water_is_water() {
        let sea = sea();
        for land in [(66.0, 48.0), (55.0, 60.0), (179.0, 67.5), (-100.0, 40.0), (21.0, 5.0)] {
            assert!(!sea.open(cell(land)), "{land:?}");
        }
        for water in [(51.0, 41.5), (35.0, 43.0), (0.0, 0.0), (-179.0, 20.0), (18.0, 34.5)] {
            assert!(sea.open(cell(water)), "{water:?}");
        }
    }

    #[test]
    fn open_water_is_crossed_straight() {
        let (from, to) = ((-40.0, 30.0), (-20.0, 30.0));
        assert_eq!(sea().route(from, to), great_circle(from, to));
    }

    #[test]
    fn a_lane_goes_around_the_land() {
        let sea = sea();
        let around_iberia = sea.route((-5.6, 35.95), (4.05, 51.95));
        assert!(near(&around_iberia, (-9.8, 39.0), 250.0), "{around_iberia:?}");
        let around_africa = sea.route((18.0, -35.0), (43.33, 12.6));
        assert!(near(&around_africa, (40.0, -15.0), 900.0), "{around_africa:?}");
        let around_greece = sea.route((26.2, 40.05), (15.2, 37.2));
        assert!(near(&around_greece, (23.0, 36.2), 150.0), "{around_greece:?}");
    }

    #[test]
    fn a_way_starts_and_ends_where_it_should_and_has_no_leaps() {
        let sea = sea();
        for (from, to) in
            [((-5.6, 35.95), (4.05, 51.95)), ((29.13, 41.22), (13.75, 45.6)), ((170.0, 10.0), (-160.0, 20.0))]
        {
            let route = sea.route(from, to);
            assert_eq!((route.first(), route.last()), (Some(&from), Some(&to)));
            assert!(route.windows(2).all(|pair| apart(pair[0], pair[1]) < 420.0), "{route:?}");
        }
    }

    #[test]
    fn between_two_seas_that_do_not_meet_the_great_circle_stands() {
        let (caspian, black) = ((51.0, 41.0), (35.0, 43.0));
        assert_eq!(sea().route(caspian, black), great_circle(caspian, black));
    }
}
