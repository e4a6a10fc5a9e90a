//! Small random atlases: places joined by roads, so that a route is any chain of links that meets no place twice.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::shares::{COMPANIES, Shares};

const COUNTRIES: [&str; 4] = ["AZE", "KAZ", "RUS", "TUR"];

#[derive(Debug)]
pub struct Place {
    pub country: usize,
    pub strait: bool,
    pub operator: Option<usize>,
}

#[derive(Debug)]
pub struct Link {
    pub from: usize,
    pub to: usize,
    pub two_way: bool,
    pub usd_t: u32,
    pub operator: Option<usize>,
    pub line: Option<usize>,
    pub corridor: Option<usize>,
    /// A country that it crosses beside those of its ends.
    pub crosses: Option<usize>,
}

/// At most so much over a place, or over links between the same two places.
#[derive(Debug)]
pub struct Limit {
    pub place: Option<usize>,
    pub links: Vec<usize>,
    pub forward: Option<bool>,
    pub kt: u32,
}

/// Its tier is its place in the list, so what is stranded of each is the same in all best assignments.
#[derive(Debug)]
pub struct Flow {
    pub from: usize,
    pub to: usize,
    pub kt: u32,
    pub asked: bool,
}

#[derive(Debug)]
pub struct Small {
    pub places: Vec<Place>,
    pub links: Vec<Link>,
    pub limits: Vec<Limit>,
    pub flows: Vec<Flow>,
    /// Do country rows count ends?
    pub ends: bool,
    /// Who holds what of whom; operators are the first two of the companies.
    pub shares: Shares,
}

/// A link, and is it passed from its `from`?
pub type Leg = (usize, bool);

/// A thing of which a row can be: kind and id.
pub type Thing = (&'static str, String);

/// A way of a flow, with its tonnes in kg where it is assigned.
#[derive(Clone, Debug)]
pub struct RouteOption {
    pub flow: usize,
    pub legs: Vec<Leg>,
    pub kg: f64,
}

fn maybe(rng: &mut ChaCha8Rng, among: usize) -> Option<usize> {
    (rng.random_range(0..2) == 0).then(|| rng.random_range(0..among))
}

/// Two different numbers below `among`.
fn two(rng: &mut ChaCha8Rng, among: usize) -> (usize, usize) {
    let first = rng.random_range(0..among);
    let second = rng.random_range(0..among - 1);
    (first, second + usize::from(second >= first))
}

impl Small {
    pub fn drawn(rng: &mut ChaCha8Rng) -> Self {
        let among = rng.random_range(3..=6);
        let places = (0..among).map(|_| Place {
            country: rng.random_range(0..COUNTRIES.len()),
            strait: rng.random_range(0..5) == 0,
            operator: maybe(rng, 2),
        });
        let places = places.collect();
        let links: Vec<Link> = (0..rng.random_range(2..=9)).map(|_| Self::link(rng, among)).collect();
        let mut limits: Vec<Limit> = Vec::new();
        for at in 0..links.len() {
            if rng.random_range(0..3) > 0 {
                limits.push(Self::limit(rng, &links, at));
            }
        }
        for place in 0..among {
            if rng.random_range(0..4) == 0 {
                let kt = rng.random_range(1..12);
                limits.push(Limit { place: Some(place), links: Vec::new(), forward: None, kt });
            }
        }
        let flows = (0..rng.random_range(1..=3)).map(|_| {
            let (from, to) = two(rng, among);
            Flow { from, to, kt: rng.random_range(1..10), asked: rng.random_range(0..3) > 0 }
        });
        let mut flows: Vec<Flow> = flows.collect();
        flows[0].asked = true;
        let ends = rng.random_range(0..2) == 0;
        Self { places, links, limits, flows, ends, shares: Shares::drawn(rng) }
    }

    /// Whoever has half of an operator that is touched, or of one who has: but none of those who run something and have
    /// no one else who does.
    fn with_owners(&self, mut things: Vec<Thing>) -> Vec<Thing> {
        let runs = |party: usize| {
            let places = self.places.iter().map(|place| place.operator);
            places.chain(self.links.iter().map(|link| link.operator)).any(|own| own == Some(party))
        };
        for owner in self.shares.holders() {
            let group: Vec<usize> = self.shares.group(owner).into_iter().filter(|party| runs(*party)).collect();
            let touched = |party: &usize| things.contains(&("operator", format!("operator-{party}")));
            if group.iter().any(|party| *party != owner) && group.iter().any(touched) {
                things.push(("owner", format!("operator-{owner}")));
            }
        }
        things
    }

    fn link(rng: &mut ChaCha8Rng, among: usize) -> Link {
        let (from, to) = two(rng, among);
        Link {
            from,
            to,
            two_way: rng.random_range(0..3) == 0,
            usd_t: rng.random_range(1..6),
            operator: maybe(rng, 2),
            line: maybe(rng, 3),
            corridor: maybe(rng, 2),
            crosses: (rng.random_range(0..4) == 0).then(|| rng.random_range(0..COUNTRIES.len())),
        }
    }

    /// Over one link, or over all that join its two places; in one direction or both.
    fn limit(rng: &mut ChaCha8Rng, links: &[Link], at: usize) -> Limit {
        let ends = |link: &Link| (link.from.min(link.to), link.from.max(link.to));
        let parallel = (0..links.len()).filter(|&other| ends(&links[other]) == ends(&links[at])).collect();
        Limit {
            place: None,
            links: if rng.random_range(0..2) == 0 { vec![at] } else { parallel },
            forward: (rng.random_range(0..3) == 0).then(|| rng.random_range(0..2) == 0),
            kt: rng.random_range(0..10),
        }
    }

    /// Countries of a link in order of passage.
    pub fn territory(&self, link: &Link) -> Vec<usize> {
        let mut all = vec![self.places[link.from].country];
        for next in link.crosses.into_iter().chain([self.places[link.to].country]) {
            if !all.contains(&next) {
                all.push(next);
            }
        }
        all
    }

    /// All routes of all flows: no place twice.
    pub fn routes(&self) -> Vec<RouteOption> {
        let mut routes = Vec::new();
        for (flow, row) in self.flows.iter().enumerate() {
            self.walk(row.to, &mut vec![row.from], &mut Vec::new(), &mut |legs| {
                routes.push(RouteOption { flow, legs: legs.to_vec(), kg: 0.0 });
            });
        }
        routes
    }

    fn walk(&self, to: usize, seen: &mut Vec<usize>, legs: &mut Vec<Leg>, found: &mut dyn FnMut(&[Leg])) {
        let here = seen[seen.len() - 1];
        if here == to {
            return found(legs);
        }
        for (at, link) in self.links.iter().enumerate() {
            for (tail, head, forward) in [(link.from, link.to, true), (link.to, link.from, false)] {
                if tail == here && (forward || link.two_way) && !seen.contains(&head) {
                    seen.push(head);
                    legs.push((at, forward));
                    self.walk(to, seen, legs, found);
                    legs.pop();
                    seen.pop();
                }
            }
        }
    }

    /// The places of a route, its start first.
    pub fn places_of(&self, route: &RouteOption) -> Vec<usize> {
        let head = |&(link, forward): &Leg| {
            if forward { self.links[link].to } else { self.links[link].from }
        };
        [self.flows[route.flow].from].into_iter().chain(route.legs.iter().map(head)).collect()
    }

    /// What lies on a place.
    fn on_place(&self, at: usize) -> Vec<Thing> {
        let place = &self.places[at];
        let mut things = vec![
            (if place.strait { "strait" } else { "place" }, format!("p{at}")),
            ("country", COUNTRIES[place.country].to_owned()),
        ];
        things.extend(place.operator.map(|operator| ("operator", format!("operator-{operator}"))));
        things
    }

    /// What lies on a place, with the owners.
    pub fn on_end(&self, place: usize) -> Vec<Thing> {
        self.with_owners(self.on_place(place))
    }

    /// What a way touches.
    pub fn touched(&self, route: &RouteOption) -> Vec<Thing> {
        let mut things: Vec<Thing> = self.places_of(route).into_iter().flat_map(|place| self.on_place(place)).collect();
        for &(at, _) in &route.legs {
            let link = &self.links[at];
            things.push(("link", format!("l{at}")));
            things.extend(link.line.map(|line| ("line", format!("line-{line}"))));
            things.extend(link.corridor.map(|corridor| ("corridor", format!("corridor-{corridor}"))));
            things.extend(link.operator.map(|operator| ("operator", format!("operator-{operator}"))));
            let territory = self.territory(link).into_iter();
            things.extend(territory.map(|country| ("country", COUNTRIES[country].to_owned())));
        }
        things.sort();
        things.dedup();
        self.with_owners(things)
    }

    /// USD a tonne: each link's own, and for the hour on it a 24th of 0.05 % of 480 USD.
    pub fn usd_t(&self, route: &RouteOption) -> f64 {
        route.legs.iter().map(|&(link, _)| f64::from(self.links[link].usd_t) + 0.01).sum()
    }

    /// Does a tonne on this way use the limit? Never twice: its assets are alternatives.
    pub fn counts(&self, limit: &Limit, route: &RouteOption) -> bool {
        let leg =
            |&(link, forward): &Leg| limit.links.contains(&link) && limit.forward.is_none_or(|only| only == forward);
        limit.place.is_some_and(|place| self.places_of(route).contains(&place)) || route.legs.iter().any(leg)
    }

    /// The files that say so: its own tables, four companies, the rest of `data/tiny` that does not speak of its assets.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let same = ["countries.csv", "commodities.csv", "modes.csv", "sources.csv", "datapackage.json"];
        let mut files: Vec<(String, Vec<u8>)> =
            same.iter().map(|name| (name.to_string(), fs::read(tiny(name)).unwrap())).collect();
        for none in ["charges", "history", "observed", "transfers"] {
            files.push(table(none, std::iter::empty()));
        }
        files.push(table("parties", (0..COMPANIES).map(party_row)));
        files.push(table("holdings", self.shares.rows()));
        files.push(table("places", (0..self.places.len()).map(|at| self.place_row(at))));
        files.push(table("links", (0..self.links.len()).map(|at| self.link_row(at))));
        files.push(table("capacities", (0..self.limits.len()).map(|at| self.limit_row(at))));
        files.push(table("flows", (0..self.flows.len()).map(|at| self.flow_row(at))));
        files
    }

    fn place_row(&self, at: usize) -> Row {
        let place = &self.places[at];
        let kind = if place.strait { "strait" } else { "hub" };
        let mut row = named("p", at);
        row.extend([("kind", kind.into()), ("country", COUNTRIES[place.country].into())]);
        row.extend([("seaport", "false".into()), ("operator", numbered("operator", place.operator))]);
        row.extend([("year", "2023".into()), ("basis", "reported".into()), ("source", "tiny".into())]);
        row
    }

    fn link_row(&self, at: usize) -> Row {
        let link = &self.links[at];
        let territory: Vec<&str> = self.territory(link).into_iter().map(|at| COUNTRIES[at]).collect();
        let mut row = named("l", at);
        row.extend([("line", numbered("line", link.line)), ("corridor", numbered("corridor", link.corridor))]);
        row.extend([("from", format!("p{}", link.from)), ("to", format!("p{}", link.to))]);
        row.extend([("mode", "road".into()), ("two_way", link.two_way.to_string()), ("cargo", "crude".into())]);
        row.extend([("length_km", "100".into()), ("hours", "1".into()), ("cost_usd_t", link.usd_t.to_string())]);
        row.extend([("operator", numbered("operator", link.operator)), ("territory", territory.join(";"))]);
        row.extend([("year", "2023".into()), ("basis", "reported".into()), ("source", "tiny".into())]);
        row
    }

    fn limit_row(&self, at: usize) -> Row {
        let limit = &self.limits[at];
        let links = limit.links.iter().map(|at| format!("l{at}"));
        let assets: Vec<String> = limit.place.map(|at| format!("p{at}")).into_iter().chain(links).collect();
        let direction = limit.forward.map_or("", |forward| if forward { "forward" } else { "backward" });
        let mut row = named("limit", at);
        row.extend([("assets", assets.join(";")), ("cargo", "crude".into()), ("direction", direction.into())]);
        row.extend([("kt_y", limit.kt.to_string()), ("basis", "physical".into()), ("year", "2023".into())]);
        row.extend([("evidence", "reported".into()), ("source", "tiny".into())]);
        row
    }

    fn flow_row(&self, at: usize) -> Row {
        let flow = &self.flows[at];
        let mut row = named("f", at);
        row.extend([("commodity", "crude-tiny".into()), ("kt_y", flow.kt.to_string()), ("year", "2023".into())]);
        row.extend([("origin", format!("p{}", flow.from)), ("destination", format!("p{}", flow.to))]);
        row.extend([("basis", "observed".into()), ("priority", (at + 1).to_string())]);
        row.extend([("evidence", "reported".into()), ("source", "tiny".into())]);
        row
    }
}

fn tiny(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/tiny").join(file)
}

/// A table with the columns that it has in `data/tiny`.
fn table(name: &str, rows: impl Iterator<Item = Row>) -> (String, Vec<u8>) {
    let file = format!("{name}.csv");
    let text = fs::read_to_string(tiny(&file)).unwrap();
    let columns: Vec<&str> = text.lines().next().unwrap().split(',').collect();
    let mut text = format!("{}\n", columns.join(","));
    for row in rows {
        let cell = |column: &&str| row.iter().find(|(own, _)| own == column).map_or("", |cell| &cell.1);
        let cells: Vec<&str> = columns.iter().map(cell).collect();
        writeln!(text, "{}", cells.join(",")).unwrap();
    }
    (file, text.into_bytes())
}

/// Cells by column; columns that are not named stay blank.
pub type Row = Vec<(&'static str, String)>;

fn named(prefix: &str, at: usize) -> Row {
    vec![("id", format!("{prefix}{at}")), ("name", format!("{prefix}{at}"))]
}

fn party_row(at: usize) -> Row {
    let mut row = named("operator-", at);
    row.extend([("kind", "company".into()), ("source", "tiny".into())]);
    row
}

fn numbered(prefix: &str, at: Option<usize>) -> String {
    at.map_or_else(String::new, |at| format!("{prefix}-{at}"))
}
