//! Names beside their places, without overlapping: the more the map is enlarged, the more of them there is room for.

use std::collections::BTreeMap;

use unicode_width::UnicodeWidthStr;

use super::View;
use super::projection::{Spot, whole};

/// Levels of detail, in units a pixel: a map shows the labels of every level as coarse as itself or coarser.
pub(in crate::export) const LEVELS: [f64; 6] = [24.0, 12.0, 6.0, 3.0, 1.5, 0.75];

/// A letter's width and height in pixels, at the size in which names are written.
const LETTER: (f64, f64) = (6.6, 13.0);
/// From the middle of a place to its name.
const GAP: f64 = 5.0;
/// What a place itself takes.
const DOT: f64 = 3.0;
/// No name is longer on the page.
const LONGEST: usize = 32;

/// A name that wants a spot.
pub(in crate::export) struct Wanted {
    pub text: String,
    pub spot: Spot,
    /// The larger, the sooner it is placed.
    pub weight: f64,
    /// Where it may stand, best first.
    pub sides: &'static [LabelSide],
}

/// Where a name is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::export) struct Placed {
    /// Which of those wanted.
    pub of: usize,
    /// The coarsest level that shows it, by number.
    pub level: usize,
    pub side: LabelSide,
}

/// On which side of its place a name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::export) enum LabelSide {
    East,
    West,
    North,
    South,
    /// On the spot itself: an area's.
    Middle,
}

impl LabelSide {
    /// Reading is easiest when the name follows its dot (Imhof 1975).
    pub(in crate::export) const ALL: [Self; 4] = [Self::East, Self::West, Self::North, Self::South];

    /// `text-anchor`, and how far the text is moved from the place, in em.
    pub(in crate::export) fn anchor(self) -> (&'static str, f64, f64) {
        match self {
            Self::East => ("start", 0.5, 0.35),
            Self::West => ("end", -0.5, 0.35),
            Self::North => ("middle", 0.0, -0.6),
            Self::South => ("middle", 0.0, 1.25),
            Self::Middle => ("middle", 0.0, 0.35),
        }
    }
}

/// A name as it is drawn: long ones are cut.
pub(in crate::export) fn shown(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.into();
    }
    text.chars().take(LONGEST - 1).chain(['…']).collect()
}

/// Levels from coarse to fine; at each the heaviest name first, on the first side where it meets no name and no dot
/// that is shown there. What was placed on a coarser level stays: enlarged, its box shrinks towards its place.
pub(in crate::export) fn place(wanted: &[Wanted], levels: &[f64], within: Option<View>) -> Vec<Placed> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    // Ties go by position, so that the map is always the same.
    order.sort_by(|a, b| wanted[*b].weight.total_cmp(&wanted[*a].weight).then(a.cmp(b)));
    let mut placed: Vec<Placed> = Vec::new();
    for (level, scale) in levels.iter().enumerate() {
        let mut taken = Grid::new(*scale);
        // They keep their side; in units their boxes are smaller on this level.
        for own in &placed {
            taken.add(bounds(&wanted[own.of], own.side, *scale));
        }
        for &of in &order {
            if placed.iter().any(|own| own.of == of) {
                continue;
            }
            let free = |side: &LabelSide| {
                let own = bounds(&wanted[of], *side, *scale);
                // A name that is cut at the edge of the view is not placed.
                within.is_none_or(|view| inside(&own, view)) && !taken.meets(&own)
            };
            if let Some(side) = wanted[of].sides.iter().copied().find(free) {
                taken.add(bounds(&wanted[of], side, *scale));
                placed.push(Placed { of, level, side });
            }
        }
    }
    placed
}

/// West, north, east, south in units.
type Bounds = [i64; 4];

fn bounds(name: &Wanted, side: LabelSide, scale: f64) -> Bounds {
    #[allow(clippy::cast_precision_loss, reason = "at most 32 letters")]
    let width = shown(&name.text).width() as f64 * LETTER.0;
    let (half, gap) = (LETTER.1 / 2.0, GAP);
    let [west, north, east, south] = match side {
        LabelSide::East => [-DOT, -half, gap + width, half],
        LabelSide::West => [-gap - width, -half, DOT, half],
        LabelSide::North => [-width / 2.0, -gap - LETTER.1, width / 2.0, DOT],
        LabelSide::South => [-width / 2.0, -DOT, width / 2.0, gap + LETTER.1],
        // Spaced letters are wider.
        LabelSide::Middle => [-width * 0.65, -half, width * 0.65, half],
    };
    let (x, y) = name.spot;
    [x + whole(west * scale), y + whole(north * scale), x + whole(east * scale), y + whole(south * scale)]
}

fn inside(own: &Bounds, [west, north, wide, high]: View) -> bool {
    west <= own[0] && north <= own[1] && own[2] <= west + wide && own[3] <= north + high
}

/// Boxes by the squares of the page that they lie in.
struct Grid {
    side: i64,
    boxes: BTreeMap<Spot, Vec<Bounds>>,
}

impl Grid {
    fn new(scale: f64) -> Self {
        // Squares of 60 pixels: a name touches only a few.
        Self { side: whole(60.0 * scale).max(1), boxes: BTreeMap::new() }
    }

    fn squares(&self, own: &Bounds) -> impl Iterator<Item = Spot> + use<> {
        let side = self.side;
        // The middle of the map is the origin, so positions below 0 must round down too.
        let [west, north, east, south] = own.map(|at| at.div_euclid(side));
        (west..=east).flat_map(move |x| (north..=south).map(move |y| (x, y)))
    }

    fn add(&mut self, own: Bounds) {
        for square in self.squares(&own) {
            self.boxes.entry(square).or_default().push(own);
        }
    }

    fn meets(&self, own: &Bounds) -> bool {
        // Boxes that only touch do not overlap.
        let overlap = |other: &Bounds| own[0] < other[2] && other[0] < own[2] && own[1] < other[3] && other[1] < own[3];
        self.squares(own).filter_map(|square| self.boxes.get(&square)).flatten().any(overlap)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str, spot: Spot, weight: f64) -> Wanted {
        Wanted { text: text.into(), spot, weight, sides: &LabelSide::ALL }
    }

    #[test]
    fn names_shown_together_never_overlap() {
        let spread = |at: i64| ((at * 7919) % 3000, (at * 104_729) % 2000);
        #[allow(clippy::cast_precision_loss)]
        let wanted: Vec<Wanted> =
            (0..400).map(|at| name(&format!("Place {at}"), spread(at), (at % 17) as f64)).collect();
        let placed = place(&wanted, &LEVELS, None);
        for (level, scale) in LEVELS.iter().enumerate() {
            let shown: Vec<Bounds> = placed
                .iter()
                .filter(|own| own.level <= level)
                .map(|own| bounds(&wanted[own.of], own.side, *scale))
                .collect();
            for (at, a) in shown.iter().enumerate() {
                for b in &shown[at + 1..] {
                    let meets = a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
                    assert!(!meets, "{a:?} {b:?} at {scale}");
                }
            }
        }
        assert!(placed.len() > 300, "{}", placed.len());
        assert!(placed.iter().filter(|own| own.level == 0).count() < 100);
    }

    #[test]
    fn the_heavier_name_is_placed_first_and_the_other_finds_another_side() {
        let wanted = [name("light", (0, 0), 1.0), name("heavy", (30, 0), 2.0)];
        let placed = place(&wanted, &[1.0], None);
        assert_eq!(placed[0], Placed { of: 1, level: 0, side: LabelSide::East });
        assert_eq!(placed[1], Placed { of: 0, level: 0, side: LabelSide::West });
    }

    #[test]
    fn names_on_one_spot_wait_for_no_level_that_could_part_them() {
        let wanted: Vec<Wanted> = (0..6).map(|_| name("the same", (0, 0), 1.0)).collect();
        // West and east, north and south of a dot: their boxes meet in the dot itself.
        assert_eq!(place(&wanted, &LEVELS, None).len(), 1);
    }

    #[test]
    fn a_name_at_the_edge_stands_inside_or_not_at_all() {
        let wanted = [name("edge", (0, 0), 1.0)];
        let side = |view: View| place(&wanted, &[1.0], Some(view)).first().map(|own| own.side);
        assert_eq!(side([-100, -100, 104, 200]), Some(LabelSide::West));
        assert_eq!(side([-3, -3, 6, 6]), None);
    }

    #[test]
    fn long_names_are_cut() {
        assert_eq!(shown(&"x".repeat(200)).chars().count(), 32);
        assert_eq!(shown("Баку"), "Баку");
    }
}
