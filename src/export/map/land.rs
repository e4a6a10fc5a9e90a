//! Land, borders, lakes and rivers: Natural Earth, reduced by `data/map/reduce.py` to a TopoJSON file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde::Deserialize;

use super::super::geometry::Point;
use super::path::Path;
use super::projection::{Projection, Spot};
use crate::spec::Borders;

const WORLD: &str = include_str!("../../../data/map/world.json");

/// Between two points of an outline there is a point at least every so many degrees: borders along a parallel are no
/// straight lines on the page.
const STEP: f64 = 4.0;

/// A country whose largest part is smaller than this, in square units, is drawn as a point too (about 3,000 km2).
const SMALL: i64 = 2000;

/// What `world.json` says: lines by number, and which of them bound what.
pub(in crate::export) struct LandPolygons {
    arcs: Vec<Vec<Point>>,
    countries: Vec<Shape>,
    /// Disputed lines, lines of control and claims, by number: along borders or through countries.
    disputed: BTreeSet<usize>,
    lakes: Vec<Shape>,
    rivers: Vec<Shape>,
}

/// Something with a name, made of lines: `-1 - n` is line n backwards.
struct Shape {
    /// Of a country or a part of one: ISO 3166-1 alpha-3 of who holds it.
    id: String,
    /// To whom the United Nations count it, where that is another.
    un: Option<String>,
    name: String,
    label: Option<Point>,
    rings: Vec<Vec<i64>>,
}

/// A country on the page.
pub(in crate::export) struct Country {
    /// ISO 3166-1 alpha-3.
    pub id: String,
    /// Empty where no state, or only one or two, recognises it.
    pub name: String,
    /// Its area as a path; empty where it is off the page.
    pub path: String,
    /// Where its point stands, if it is too small to be seen.
    pub point: Option<Spot>,
    /// Where its name stands, if it is not.
    pub label: Option<Spot>,
    /// In square units.
    pub area: i64,
}

/// Land on the page.
pub(in crate::export) struct Land {
    pub countries: Vec<Country>,
    /// Borders between countries: lines that two of them share.
    pub borders: String,
    /// Borders that are disputed, and lines of control.
    pub control: String,
    /// Disputed lines through a country.
    pub claims: String,
    pub coasts: String,
    pub lakes: String,
    pub rivers: String,
}

/// The world of `world.json`, read once.
pub(in crate::export) fn world() -> &'static LandPolygons {
    static READ: OnceLock<LandPolygons> = OnceLock::new();
    READ.get_or_init(|| {
        // A test reads it whole; a program built with a broken one draws no land.
        serde_json::from_str::<Topology>(WORLD).map(LandPolygons::from).unwrap_or_else(|_| LandPolygons::empty())
    })
}

impl LandPolygons {
    fn empty() -> Self {
        Self {
            arcs: Vec::new(),
            countries: Vec::new(),
            disputed: BTreeSet::new(),
            lakes: Vec::new(),
            rivers: Vec::new(),
        }
    }

    /// As a projection shows it, with someone's borders.
    pub(in crate::export) fn on(&self, map: &Projection, view: Borders) -> Land {
        // Each line once, though two countries may share it.
        let arcs: Vec<Vec<Option<Spot>>> = self.arcs.iter().map(|arc| projected(arc, map)).collect();
        let lines = self.lines(view);
        let path = |of: LineOf| {
            let mut path = Path::default();
            let own = lines.iter().filter(|(_, what)| **what == of);
            own.flat_map(|(at, _)| self.seen(*at, &arcs)).for_each(|line| path.line(&line));
            path.end()
        };
        Land {
            countries: self.owned(view).iter().map(|(id, parts)| country(id, parts, &arcs, map)).collect(),
            borders: path(LineOf::Border),
            control: path(LineOf::Control),
            claims: path(LineOf::Claim),
            coasts: path(LineOf::Coast),
            lakes: areas(&self.lakes, &arcs),
            rivers: {
                let mut path = Path::default();
                let lines = self.rivers.iter().flat_map(|shape| &shape.rings);
                lines.for_each(|line| path.line(&joined(line, &arcs)));
                path.end()
            },
        }
    }

    /// Countries with their parts, in the order of the file.
    fn owned(&self, view: Borders) -> Vec<(&str, Vec<&Shape>)> {
        let mut owned: Vec<(&str, Vec<&Shape>)> = Vec::new();
        for shape in &self.countries {
            let owner = shape.owner(view);
            match owned.iter_mut().find(|(id, _)| *id == owner) {
                Some((_, parts)) => parts.push(shape),
                None => owned.push((owner, vec![shape])),
            }
        }
        owned
    }

    /// What each line is to be drawn as; a line within a country that no one disputes has no row.
    fn lines(&self, view: Borders) -> BTreeMap<usize, LineOf> {
        let mut owners: BTreeMap<usize, Vec<&str>> = self.disputed.iter().map(|at| (*at, Vec::new())).collect();
        for shape in &self.countries {
            for at in shape.rings.iter().flatten() {
                owners.entry(number(*at)).or_default().push(shape.owner(view));
            }
        }
        let what = |at: usize, owners: &[&str]| match (self.disputed.contains(&at), owners) {
            (true, [one, other]) if one != other => Some(LineOf::Control),
            (true, _) => Some(LineOf::Claim),
            (false, [_]) => Some(LineOf::Coast),
            (false, all) if all.windows(2).any(|pair| pair[0] != pair[1]) => Some(LineOf::Border),
            (false, _) => None,
        };
        owners.iter().filter_map(|(at, owners)| Some((*at, what(*at, owners)?))).collect()
    }

    /// A line without what runs along the antimeridian.
    fn seen(&self, at: usize, arcs: &[Vec<Option<Spot>>]) -> Vec<Vec<Option<Spot>>> {
        let on_cut = |point: &Point| point.0.abs() > 179.99;
        let Some(arc) = self.arcs.get(at) else { return Vec::new() };
        // Most lines do not touch the antimeridian.
        if !arc.iter().any(on_cut) {
            return vec![arcs[at].clone()];
        }
        // The points of `arcs[at]` in degrees: `projected` makes one spot of each, so indexes agree.
        let fine = densified(arc);
        let mut lines = vec![Vec::new()];
        for (at, spot) in arcs[at].iter().enumerate() {
            // A side with both ends on the antimeridian is where the data is cut, not a coast.
            if at > 0 && on_cut(&fine[at]) && on_cut(&fine[at - 1]) {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push(*spot);
            }
        }
        lines
    }

    /// Every point of every country's outline, by country: what is land.
    pub(in crate::export) fn outlines(&self) -> impl Iterator<Item = Vec<Point>> + '_ {
        let ring = |ring: &Vec<i64>| -> Vec<Point> { ring.iter().flat_map(|at| directed(&self.arcs, *at)).collect() };
        self.countries.iter().flat_map(move |shape| shape.rings.iter().map(ring))
    }
}

/// What a line is to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineOf {
    Border,
    Control,
    Claim,
    Coast,
}

impl Shape {
    fn owner(&self, view: Borders) -> &str {
        let un = self.un.as_deref().filter(|_| view == Borders::Un);
        un.unwrap_or(&self.id)
    }
}

fn country(id: &str, parts: &[&Shape], arcs: &[Vec<Option<Spot>>], map: &Projection) -> Country {
    // What another holds, or the United Nations count to another, does not name a country.
    let named = parts.iter().find(|shape| shape.id == id && !shape.name.is_empty());
    let rings = parts.iter().flat_map(|shape| &shape.rings);
    let rings: Vec<Vec<Spot>> = rings.filter_map(|ring| whole_ring(ring, arcs)).collect();
    let largest = rings.iter().max_by_key(|ring| area(ring));
    let size = largest.map_or(0, |ring| area(ring));
    let point = largest.filter(|_| size < SMALL).map(|ring| middle(ring));
    let label = named.and_then(|shape| shape.label).filter(|_| size >= SMALL).and_then(|point| map.spot(point));
    let mut path = Path::default();
    rings.iter().for_each(|ring| path.ring(ring));
    let name = named.map(|shape| shape.name.clone()).unwrap_or_default();
    Country { id: id.into(), name, path: path.end(), point, label, area: size }
}

fn areas(shapes: &[Shape], arcs: &[Vec<Option<Spot>>]) -> String {
    let mut path = Path::default();
    let rings = shapes.iter().flat_map(|shape| &shape.rings);
    rings.filter_map(|ring| whole_ring(ring, arcs)).for_each(|ring| path.ring(&ring));
    path.end()
}

/// A ring of which some part is off the page is off it: what is left would close across the map.
fn whole_ring(ring: &[i64], arcs: &[Vec<Option<Spot>>]) -> Option<Vec<Spot>> {
    joined(ring, arcs).into_iter().collect()
}

fn joined(line: &[i64], arcs: &[Vec<Option<Spot>>]) -> Vec<Option<Spot>> {
    line.iter().flat_map(|at| directed(arcs, *at)).collect()
}

/// A line of that number, backwards where it is below 0.
fn directed<T: Copy>(arcs: &[Vec<T>], at: i64) -> Vec<T> {
    // A number that the file does not have draws nothing.
    let mut arc = arcs.get(number(at)).cloned().unwrap_or_default();
    if at < 0 {
        arc.reverse();
    }
    arc
}

fn number(at: i64) -> usize {
    // TopoJSON numbers a line that runs backwards `-1 - n`, which is `!n`.
    usize::try_from(if at < 0 { !at } else { at }).unwrap_or(usize::MAX)
}

fn projected(arc: &[Point], map: &Projection) -> Vec<Option<Spot>> {
    densified(arc).into_iter().map(|point| map.spot(point)).collect()
}

fn densified(arc: &[Point]) -> Vec<Point> {
    let mut fine: Vec<Point> = arc.first().copied().into_iter().collect();
    for pair in arc.windows(2) {
        let (east, north) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
        // At least one part, so that the end of each side is kept.
        let parts = (east.abs().max(north.abs()) / STEP).ceil().max(1.0);
        let mut at = 1.0;
        while at <= parts {
            fine.push((pair[0].0 + east * at / parts, pair[0].1 + north * at / parts));
            at += 1.0;
        }
    }
    fine
}

fn area(ring: &[Spot]) -> i64 {
    // The shoelace formula: rings end where they begin, and the sign is only their direction.
    let twice: i64 = ring.windows(2).map(|pair| pair[0].0 * pair[1].1 - pair[1].0 * pair[0].1).sum();
    (twice / 2).abs()
}

fn middle(ring: &[Spot]) -> Spot {
    let count = i64::try_from(ring.len()).unwrap_or(1).max(1);
    (ring.iter().map(|spot| spot.0).sum::<i64>() / count, ring.iter().map(|spot| spot.1).sum::<i64>() / count)
}

/// TopoJSON as `reduce.py` writes it.
#[derive(Deserialize)]
struct Topology {
    transform: Transform,
    objects: Objects,
    arcs: Vec<Vec<Point>>,
}

#[derive(Deserialize)]
struct Transform {
    scale: Point,
}

#[derive(Deserialize)]
struct Objects {
    countries: Collection<Vec<Vec<Vec<i64>>>>,
    disputed: Collection<Vec<Vec<i64>>>,
    lakes: Collection<Vec<Vec<Vec<i64>>>>,
    rivers: Collection<Vec<Vec<i64>>>,
}

#[derive(Deserialize)]
struct Collection<A> {
    geometries: Vec<Geometry<A>>,
}

#[derive(Deserialize)]
struct Geometry<A> {
    #[serde(default)]
    id: String,
    properties: Properties,
    arcs: A,
}

#[derive(Deserialize)]
struct Properties {
    #[serde(default)]
    name: String,
    label: Option<Point>,
    un: Option<String>,
}

impl From<Topology> for LandPolygons {
    fn from(file: Topology) -> Self {
        let scale = file.transform.scale;
        // TopoJSON has each point as steps from the one before, the first from 0; `reduce.py` adds no offset.
        let arc = |steps: Vec<Point>| {
            let mut at = (0.0, 0.0);
            let point = |step: Point| {
                at = (at.0 + step.0, at.1 + step.1);
                (at.0 * scale.0, at.1 * scale.1)
            };
            steps.into_iter().map(point).collect()
        };
        // A hole is a ring like its outline: the path of a country has them all.
        let polygons =
            |rows: Collection<Vec<Vec<Vec<i64>>>>| rows.shapes(scale, |arcs| arcs.into_iter().flatten().collect());
        Self {
            arcs: file.arcs.into_iter().map(arc).collect(),
            countries: polygons(file.objects.countries),
            disputed: file
                .objects
                .disputed
                .geometries
                .iter()
                .flat_map(|one| one.arcs.iter().flatten())
                .map(|at| number(*at))
                .collect(),
            lakes: polygons(file.objects.lakes),
            rivers: file.objects.rivers.shapes(scale, |arcs| arcs),
        }
    }
}

impl<A> Collection<A> {
    fn shapes(self, scale: Point, rings: impl Fn(A) -> Vec<Vec<i64>>) -> Vec<Shape> {
        let shape = |one: Geometry<A>| Shape {
            id: one.id,
            un: one.properties.un,
            name: one.properties.name,
            label: one.properties.label.map(|(lon, lat)| (lon * scale.0, lat * scale.1)),
            rings: rings(one.arcs),
        };
        self.geometries.into_iter().map(shape).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caspian() -> Projection {
        Projection::about(std::iter::empty())
    }

    #[test]
    fn the_world_is_read_whole() {
        let world: LandPolygons = serde_json::from_str::<Topology>(WORLD).unwrap().into();
        assert_eq!(
            (world.countries.len(), world.owned(Borders::DeFacto).len(), world.owned(Borders::Un).len()),
            (243, 240, 236)
        );
        assert!(world.lakes.len() > 20 && world.rivers.len() > 50);
        for shape in world.countries.iter().chain(&world.lakes) {
            for ring in &shape.rings {
                let points: Vec<Point> = ring.iter().flat_map(|at| directed(&world.arcs, *at)).collect();
                assert_eq!(points.first(), points.last(), "a ring of {} is open", shape.name);
            }
        }
    }

    /// The true area of Kazakhstan is 2,725 thousand km2.
    #[test]
    fn a_country_has_its_size() {
        let world = world();
        let map = caspian();
        let arcs: Vec<_> = world.arcs.iter().map(|arc| projected(arc, &map)).collect();
        let own = world.countries.iter().find(|shape| shape.name == "Kazakhstan").unwrap();
        let units: i64 = own.rings.iter().filter_map(|ring| whole_ring(ring, &arcs)).map(|ring| area(&ring)).sum();
        #[allow(clippy::cast_precision_loss)]
        let km2 = units as f64 * (6371.0f64 / super::super::projection::RADIUS).powi(2);
        assert!((km2 / 2_725_000.0 - 1.0).abs() < 0.02, "{km2}");
    }

    /// Where the two views differ, and that neither names what no state recognises.
    #[test]
    fn land_has_the_owner_of_the_view() {
        let of = |view| world().on(&caspian(), view).countries;
        let (un, held) = (of(Borders::Un), of(Borders::DeFacto));
        let ids = |all: &[Country]| all.iter().map(|country| country.id.clone()).collect::<BTreeSet<_>>();
        let gone: Vec<String> = ids(&held).difference(&ids(&un)).cloned().collect();
        assert_eq!(gone, ["CYN", "SOL", "TWN", "XKX"]);
        let parts =
            |all: &[Country], id: &str| all.iter().find(|country| country.id == id).unwrap().path.matches('M').count();
        // Crimea is an island of the country that it is counted to.
        assert_eq!(parts(&un, "UKR"), parts(&held, "UKR") + 1);
        assert_eq!(parts(&un, "RUS") + 1, parts(&held, "RUS"));
        for country in un.iter().chain(&held).filter(|country| ["CYN", "SOL", "KAS"].contains(&country.id.as_str())) {
            assert_eq!((country.name.as_str(), country.label), ("", None), "{}", country.id);
        }
        for name in ["Abkhazia", "South Ossetia", "Transnistria", "Somaliland", "N. Cyprus", "Northern Cyprus"] {
            assert!(!un.iter().chain(&held).any(|country| country.name == name), "{name}");
        }
    }

    #[test]
    fn disputed_lines_are_dotted_in_both_views() {
        let of = |view, what: LineOf| world().lines(view).into_iter().filter(|(_, own)| *own == what).count();
        let dotted = |view| of(view, LineOf::Control) + of(view, LineOf::Claim);
        assert_eq!(dotted(Borders::Un), dotted(Borders::DeFacto));
        assert_eq!(dotted(Borders::Un), world().disputed.len());
        // More lines are borders of two countries to those who hold the land.
        assert!(of(Borders::Un, LineOf::Control) < of(Borders::DeFacto, LineOf::Control));
    }

    /// One spelling: the atlas's, where it has the country. The mend is to run `reduce.py`, or to write the name into its file.
    #[test]
    fn names_are_those_of_the_atlas() {
        let atlas = include_str!("../../../data/atlas/countries.csv");
        let rows = atlas.lines().skip(1).map(|line| line.split(',').take(3).collect::<Vec<_>>());
        let atlas: BTreeMap<&str, &str> = rows.map(|cells| (cells[0], cells[2])).collect();
        let named = world().countries.iter().filter(|shape| !shape.name.is_empty());
        let wrong: Vec<(&str, &str)> = named
            .filter_map(|shape| Some((shape.name.as_str(), *atlas.get(shape.id.as_str())?)))
            .filter(|(map, atlas)| map != atlas)
            .collect();
        assert_eq!(wrong, [], "in data/map/world.json and in data/atlas/countries.csv");
        assert!(!world().countries.iter().any(|shape| shape.name.contains('.')), "an abbreviation");
    }

    #[test]
    fn small_states_are_points_and_large_ones_are_not() {
        let land = world().on(&caspian(), Borders::Un);
        let point = |name: &str| land.countries.iter().find(|country| country.name == name).unwrap().point;
        for small in ["Singapore", "Malta", "Bahrain", "Hong Kong"] {
            assert!(point(small).is_some(), "{small}");
        }
        for large in ["Kazakhstan", "Russia", "Georgia", "United Arab Emirates"] {
            assert!(point(large).is_none(), "{large}");
        }
    }

    #[test]
    fn no_line_runs_along_the_antimeridian() {
        let world = world();
        let arcs: Vec<_> = world.arcs.iter().map(|arc| projected(arc, &caspian())).collect();
        let cut = world.arcs.iter().position(|arc| arc.windows(2).any(|two| two[0].0 == 180.0 && two[1].0 == 180.0));
        let cut = cut.unwrap();
        let all: usize = world.seen(cut, &arcs).iter().map(|line| line.len().saturating_sub(1)).sum();
        assert!(all < arcs[cut].len() - 1);
    }
}
