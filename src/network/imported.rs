//! An imported network: many nodes and links with one price and one time an arc, whatever is carried.

use routing::store::Array;
use routing::{Cost, NodeIx, Position, Topology};

/// What an imported network counts money in: ten-thousandths of a USD/t, so that sums along any route of a world
/// network fit 32 bits.
pub const IMPORTED_COST: Cost = Cost(100);

/// Countries and tags together that can be distinguished: a bit each in `TagSet` of `routing`.
const MOST_MARKS: usize = 512;

/// No country, no tag.
pub const NO_TAG: u16 = u16::MAX;

/// As much as one likes may pass.
pub const NO_CAPACITY: u32 = u32::MAX;

/// Nodes and links without trades. A node is a state of its topology; a link has an arc for each route it may be used.
///
/// Arcs stand in the order of the topology: by tail, then head, then link.
#[derive(Clone, Debug, Default)]
pub struct ImportedNetwork {
    /// Ids of nodes, in the order of the file.
    pub node: Names,
    pub link: Names,
    /// By node: degrees north and east.
    pub at: Array<[f64; 2]>,
    /// By node: its country, a position in `countries`, or [`NO_TAG`].
    pub country: Array<u16>,
    /// By arc.
    pub tail: Array<u32>,
    /// By arc.
    pub head: Array<u32>,
    /// By arc: in [`IMPORTED_COST`].
    pub cost: Array<u32>,
    /// By arc: seconds.
    pub time: Array<u32>,
    /// By arc: its link.
    pub link_of: Array<u32>,
    /// By link: metres.
    pub length: Array<u32>,
    /// By link: a position in `modes`.
    pub mode: Array<u16>,
    /// By link: a strait, corridor or line, a position in `tags`, or [`NO_TAG`].
    pub tag: Array<u16>,
    /// By link: kilotonnes a year for all that uses it, both ways together; `u32::MAX` where none is known.
    pub capacity: Array<u32>,
    /// ISO 3166 alpha-3 codes, ascending.
    pub countries: Vec<String>,
    /// Modes by name, ascending.
    pub modes: Vec<String>,
    /// `strait:ID`, `corridor:ID` or `line:ID`, ascending.
    pub tags: Vec<String>,
    /// Places of the atlas in the order of their ids, and the node that each was joined to.
    pub places: Vec<(String, u32)>,
}

/// A node as it is read.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportedNode {
    pub id: String,
    /// Degrees north and east.
    pub at: [f64; 2],
    /// ISO 3166 alpha-3.
    pub country: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// From `from` to `to`.
    OneWay,
    Both,
}

/// A link as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedLink {
    pub id: String,
    /// Position of a node.
    pub from: u32,
    /// Position of a node.
    pub to: u32,
    /// Metres.
    pub metres: u32,
    pub mode: String,
    /// In [`IMPORTED_COST`].
    pub cost: u32,
    /// Seconds.
    pub seconds: u32,
    pub course: Course,
    /// `strait:ID`, `corridor:ID` or `line:ID`.
    pub tag: Option<String>,
    /// Kilotonnes a year, both ways together.
    pub kt_y: Option<u32>,
}

impl ImportedNetwork {
    /// Of nodes, of links between them, and of places (in the order of their ids) with the nodes that they are
    /// joined to.
    ///
    /// `None` where more countries and tags are named than can be distinguished.
    pub fn new(nodes: &[ImportedNode], links: &[ImportedLink], places: Vec<(String, u32)>) -> Option<Self> {
        let countries = words(nodes.iter().filter_map(|node| node.country.as_deref()));
        let modes = words(links.iter().map(|link| link.mode.as_str()));
        let tags = words(links.iter().filter_map(|link| link.tag.as_deref()));
        // Modes are numbered in 16 bits, of which `NO_TAG` takes the last.
        if countries.len() + tags.len() > MOST_MARKS || modes.len() >= usize::from(NO_TAG) {
            return None;
        }
        // Tail, head and link: sorted so, they are in the order of the topology.
        let mut arcs: Vec<(u32, u32, u32)> = Vec::with_capacity(2 * links.len());
        for (at, link) in (0..).zip(links) {
            arcs.push((link.from, link.to, at));
            if link.course == Course::Both {
                arcs.push((link.to, link.from, at));
            }
        }
        arcs.sort_unstable();
        let link = |arc: &(u32, u32, u32)| &links[arc.2 as usize];
        // All words were collected above and are sorted; only what has none gets `NO_TAG`.
        let number = |all: &[String], one: Option<&str>| {
            let at = one.and_then(|one| all.binary_search_by(|own| own.as_str().cmp(one)).ok());
            at.and_then(|at| u16::try_from(at).ok()).unwrap_or(NO_TAG)
        };
        Some(Self {
            node: Names::new(nodes.iter().map(|node| node.id.as_str())),
            link: Names::new(links.iter().map(|link| link.id.as_str())),
            at: nodes.iter().map(|node| node.at).collect(),
            country: nodes.iter().map(|node| number(&countries, node.country.as_deref())).collect(),
            tail: arcs.iter().map(|arc| arc.0).collect(),
            head: arcs.iter().map(|arc| arc.1).collect(),
            cost: arcs.iter().map(|arc| link(arc).cost).collect(),
            time: arcs.iter().map(|arc| link(arc).seconds).collect(),
            link_of: arcs.iter().map(|arc| arc.2).collect(),
            length: links.iter().map(|link| link.metres).collect(),
            mode: links.iter().map(|link| number(&modes, Some(&link.mode))).collect(),
            tag: links.iter().map(|link| number(&tags, link.tag.as_deref())).collect(),
            capacity: links.iter().map(|link| link.kt_y.unwrap_or(NO_CAPACITY)).collect(),
            countries,
            modes,
            tags,
            places,
        })
    }

    pub fn nodes(&self) -> usize {
        self.at.len()
    }

    pub fn arcs(&self) -> usize {
        self.head.len()
    }

    pub fn position(&self, node: NodeIx) -> Position {
        let [lat, lon] = self.at[node.index()];
        Position { lat, lon }
    }

    /// Who is joined to whom, as plain searches read it.
    pub fn topology(&self) -> Topology {
        let ends = self.tail.iter().zip(self.head.iter());
        let arcs: Vec<(NodeIx, NodeIx)> = ends.map(|(&tail, &head)| (NodeIx(tail), NodeIx(head))).collect();
        Topology::new(self.nodes(), &arcs)
    }
}

/// Each word once, ascending.
fn words<'a>(all: impl Iterator<Item = &'a str>) -> Vec<String> {
    let all: std::collections::BTreeSet<&str> = all.collect();
    all.into_iter().map(str::to_owned).collect()
}

/// Many ids in one text, found by position and by name.
#[derive(Clone, Debug)]
pub struct Names {
    text: Array<u8>,
    /// Where each starts, and the end of the last.
    first: Array<u32>,
    /// Positions in the order of the ids.
    sorted: Array<u32>,
}

impl Default for Names {
    fn default() -> Self {
        Self { text: Array::default(), first: vec![0].into(), sorted: Array::default() }
    }
}

impl Names {
    /// Of ids that are all different.
    pub fn new<'a>(ids: impl IntoIterator<Item = &'a str>) -> Self {
        let (mut text, mut first) = (Vec::new(), vec![0]);
        for id in ids {
            text.extend_from_slice(id.as_bytes());
            first.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        }
        let mut own = Self { text: text.into(), first: first.into(), sorted: Array::default() };
        let mut sorted: Vec<u32> = (0..own.len()).map(|at| u32::try_from(at).unwrap_or(u32::MAX)).collect();
        sorted.sort_by_key(|&at| own.bytes(at as usize));
        own.sorted = sorted.into();
        own
    }

    /// From what [`Names::parts`] gave. Nothing in it is trusted: a broken one has empty or wrong names, no more.
    pub fn of_parts(text: Array<u8>, first: Array<u32>, sorted: Array<u32>) -> Self {
        Self { text, first, sorted }
    }

    /// All texts in a row; where each starts and the last ends; positions in the order of the ids.
    pub fn parts(&self) -> (&Array<u8>, &Array<u32>, &Array<u32>) {
        (&self.text, &self.first, &self.sorted)
    }

    pub fn len(&self) -> usize {
        self.first.len().saturating_sub(1)
    }

    pub fn get(&self, at: usize) -> &str {
        // Starts that come from a file may cut a letter in two.
        std::str::from_utf8(self.bytes(at)).unwrap_or_default()
    }

    pub fn find(&self, id: &str) -> Option<usize> {
        let found = self.sorted.binary_search_by_key(&id.as_bytes(), |&at| self.bytes(at as usize));
        found.ok().map(|at| self.sorted[at] as usize)
    }

    /// Do the parts fit each other?
    pub fn is_sound(&self) -> bool {
        let all = self.len();
        // The order of `sorted` is not checked: a wrong one makes `find` miss, no more.
        self.first.is_sorted()
            && self.first.last().is_some_and(|&end| end as usize == self.text.len())
            && self.sorted.len() == all
            && self.sorted.iter().all(|&at| (at as usize) < all)
    }

    fn bytes(&self, at: usize) -> &[u8] {
        let end = |at: usize| self.first.get(at).map_or(0, |&end| end as usize);
        self.text.get(end(at)..end(at + 1)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_position_and_by_id() {
        let names = Names::new(["b", "", "Ürümqi", "a"]);
        assert_eq!((names.len(), names.get(2), names.get(1), names.get(9)), (4, "Ürümqi", "", ""));
        assert_eq!(["a", "b", "", "Ürümqi", "c"].map(|id| names.find(id)), [Some(3), Some(0), Some(1), Some(2), None]);
    }
}
