//! An imported network with its hierarchy: what a compiled file holds.

use std::borrow::Cow;

use super::{ImportedNetwork, Names};
use crate::error::Result;
use routing::NodeIx;
use routing::hierarchy::{ArcMapping, Hierarchy, Length, Order, Weighted};
use routing::store::{Array, CompiledFile};

/// By edge its length upwards and downwards, in 32 bits where all sums fit.
#[derive(Clone, Debug)]
enum Costs {
    Narrow(Array<[u32; 2]>),
    Wide(Array<[u64; 2]>),
}

/// An imported network, and who can be above whom in it. Made once; weights come and go.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// Nodes, links and what they cost.
    pub imported: ImportedNetwork,
    /// Its nodes in an order, with all shortcuts.
    pub hierarchy: Hierarchy,
    /// Where its arcs are in the hierarchy.
    pub lanes: ArcMapping,
    /// Its edges at the costs of the imported network.
    costs: Costs,
}

impl Prepared {
    /// Orders an imported network: seconds for half a million nodes. `placed` learns how many nodes more have found
    /// their place in the order, which takes most of the time.
    ///
    /// `None` if an arc of the imported network has an end that is no node.
    pub fn new(imported: ImportedNetwork, placed: &(dyn Fn(usize) + Sync)) -> Option<Self> {
        // `Order` and `Topology` index by node: an end that is no node would be out of bounds.
        let known = |end: &u32| (*end as usize) < imported.nodes();
        if !imported.tail.iter().chain(imported.head.iter()).all(known) {
            return None;
        }
        let at: Vec<_> = (0..imported.nodes()).map(|node| imported.position(NodeIx::from(node))).collect();
        let edges = || imported.tail.iter().copied().zip(imported.head.iter().copied());
        let order = Order::nested_dissection_with(&at, edges(), placed);
        let hierarchy = Hierarchy::new(&order, edges());
        let lanes = ArcMapping::new(&hierarchy, &imported.topology())?;
        // Only lengths are kept: `Weighted` borrows the hierarchy, and is made of them again when it is asked for.
        let costs = if costs_fit(&imported) {
            Costs::Narrow(
                Weighted::new(&hierarchy, &lanes, |arc| imported.cost[arc.index()]).edge_lengths().to_vec().into(),
            )
        } else {
            Costs::Wide(
                Weighted::new(&hierarchy, &lanes, |arc| u64::from(imported.cost[arc.index()]))
                    .edge_lengths()
                    .to_vec()
                    .into(),
            )
        };
        Some(Self { imported, hierarchy, lanes, costs })
    }

    /// The hierarchy at the costs of the imported network, as it was made with it; `None` where they were made in 64
    /// bits.
    pub fn narrow(&self) -> Option<Weighted<'_, u32>> {
        match &self.costs {
            Costs::Narrow(both) => Some(self.at(both.to_vec(), self.imported.cost.to_vec())),
            Costs::Wide(_) => None,
        }
    }

    /// As [`Prepared::narrow`], in 64 bits; `None` where they were made in 32.
    pub fn wide(&self) -> Option<Weighted<'_, u64>> {
        match &self.costs {
            Costs::Narrow(_) => None,
            Costs::Wide(both) => {
                Some(self.at(both.to_vec(), self.imported.cost.iter().copied().map(u64::from).collect()))
            }
        }
    }

    fn at<L: Length>(&self, both: Vec<[L; 2]>, length: Vec<L>) -> Weighted<'_, L> {
        Weighted::from_parts(&self.hierarchy, &self.lanes, both, length)
    }
}

/// A route leaves each node once at most: it costs no more than the sum over nodes of their most expensive arc.
fn costs_fit(imported: &ImportedNetwork) -> bool {
    let mut dearest = vec![0_u32; imported.nodes()];
    for (&tail, &cost) in imported.tail.iter().zip(imported.cost.iter()) {
        let own = &mut dearest[tail as usize];
        *own = (*own).max(cost);
    }
    // Below `INFINITY`, which is the length of a closed arc.
    dearest.into_iter().map(u64::from).sum::<u64>() < u64::from(<u32 as Length>::INFINITY)
}

// Names of sections, in the order of the `parts` of hierarchy and mapping.
const HIERARCHY: [&str; 7] = ["rank", "parent", "first_up", "head", "tail", "first_below", "below"];
const LANES: [&str; 3] = ["slot", "first_arc", "slot_arcs"];
/// Lengths of edges at the costs of the imported network: one of the two.
const NARROW: &str = "up/costs32";
const WIDE: &str = "up/costs64";
/// The section without which there is no imported network.
const FIRST: &str = "mesh/at";

/// A section's name and its bytes.
pub type Named<'a> = (String, Cow<'a, [u8]>);

impl ImportedNetwork {
    pub fn sections(&self) -> Vec<Named<'_>> {
        let mut all: Vec<Named<'_>> = vec![(FIRST.into(), self.at.bytes().into())];
        for (name, names) in [("node", &self.node), ("link", &self.link)] {
            let (text, first, sorted) = names.parts();
            all.push((format!("mesh/{name}/text"), text.bytes().into()));
            all.push((format!("mesh/{name}/first"), first.bytes().into()));
            all.push((format!("mesh/{name}/sorted"), sorted.bytes().into()));
        }
        all.extend(numbers(self).map(|(name, array)| (format!("mesh/{name}"), array.bytes().into())));
        for (name, array) in [("country", &self.country), ("mode", &self.mode), ("tag", &self.tag)] {
            all.push((format!("mesh/{name}"), array.bytes().into()));
        }
        for (name, words) in [("countries", &self.countries), ("modes", &self.modes), ("tags", &self.tags)] {
            all.push((format!("mesh/{name}"), words.join("\n").into_bytes().into()));
        }
        let places: Vec<String> = self.places.iter().map(|(place, node)| format!("{place} {node}")).collect();
        all.push(("mesh/places".into(), places.join("\n").into_bytes().into()));
        all
    }
}

impl Prepared {
    pub fn sections(&self) -> Vec<Named<'_>> {
        let mut all = self.imported.sections();
        let up = HIERARCHY.iter().zip(self.hierarchy.parts()).chain(LANES.iter().zip(self.lanes.parts()));
        all.extend(up.map(|(name, array)| (format!("up/{name}"), array.bytes().into())));
        all.push(match &self.costs {
            Costs::Narrow(costs) => (NARROW.into(), costs.bytes().into()),
            Costs::Wide(costs) => (WIDE.into(), costs.bytes().into()),
        });
        all
    }

    /// From the sections of a compiled file; `None` where it has no imported network.
    ///
    /// # Errors
    /// A section is missing, spoiled or holds what cannot be: nothing that passes makes a query panic.
    pub fn of_file(file: &CompiledFile) -> Result<Option<Self>> {
        // An atlas that was compiled without an imported network has none of its sections.
        if !file.has(FIRST) {
            return Ok(None);
        }
        let array = |name: &str| file.array::<u32>(name);
        let imported = imported(file)?;
        let unsound = |section: &str| file.fault(section, "holds what cannot be");
        sound(&imported).map_err(|section| unsound(&format!("mesh/{section}")))?;
        let [rank, parent, first, head, tail, first_below, below] = HIERARCHY.map(|name| array(&format!("up/{name}")));
        let parts = [rank?, parent?, first?, head?, tail?, first_below?, below?];
        let hierarchy = Hierarchy::from_parts(parts).ok_or_else(|| unsound("up/head"))?;
        let [slot, first, arcs] = LANES.map(|name| array(&format!("up/{name}")));
        let lanes = ArcMapping::from_parts([slot?, first?, arcs?], &hierarchy).ok_or_else(|| unsound("up/slot"))?;
        // Each part is sound by itself; here they are held against each other.
        if hierarchy.node_count() != imported.nodes() || lanes.arc_count() != imported.arcs() {
            return Err(unsound("up/rank").into());
        }
        // The name of the section says the width. No length exceeds `INFINITY`, or sums of two could overflow.
        let costs = if file.has(NARROW) {
            let costs = file.array::<[u32; 2]>(NARROW)?;
            let fits = |both: &[u32; 2]| both.iter().all(|&cost| cost <= <u32 as Length>::INFINITY);
            let sound = costs.len() == hierarchy.edge_count() && costs.iter().all(fits);
            sound.then_some(Costs::Narrow(costs)).ok_or_else(|| unsound(NARROW))?
        } else {
            let costs = file.array::<[u64; 2]>(WIDE)?;
            let fits = |both: &[u64; 2]| both.iter().all(|&cost| cost <= <u64 as Length>::INFINITY);
            let sound = costs.len() == hierarchy.edge_count() && costs.iter().all(fits);
            sound.then_some(Costs::Wide(costs)).ok_or_else(|| unsound(WIDE))?
        };
        Ok(Some(Self { imported, hierarchy, lanes, costs }))
    }
}

fn numbers(imported: &ImportedNetwork) -> [(&'static str, &Array<u32>); 7] {
    [
        ("tail", &imported.tail),
        ("head", &imported.head),
        ("cost", &imported.cost),
        ("time", &imported.time),
        ("link_of", &imported.link_of),
        ("length", &imported.length),
        ("capacity", &imported.capacity),
    ]
}

fn imported(file: &CompiledFile) -> Result<ImportedNetwork> {
    let array = |name: &str| file.array::<u32>(&format!("mesh/{name}"));
    let tags = |name: &str| file.array::<u16>(&format!("mesh/{name}"));
    let names = |name: &str| -> Result<Names> {
        let text = file.array::<u8>(&format!("mesh/{name}/text"))?;
        Ok(Names::of_parts(text, array(&format!("{name}/first"))?, array(&format!("{name}/sorted"))?))
    };
    let words = |name: &str| -> Result<Vec<String>> {
        let name = format!("mesh/{name}");
        let text = std::str::from_utf8(file.bytes(&name)?).map_err(|_| file.fault(&name, "is no text"))?;
        Ok(text.lines().map(str::to_owned).collect())
    };
    let place = |line: String| -> Option<(String, u32)> {
        let (place, node) = line.split_once(' ')?;
        Some((place.to_owned(), node.parse().ok()?))
    };
    let places: Option<Vec<_>> = words("places")?.into_iter().map(place).collect();
    Ok(ImportedNetwork {
        node: names("node")?,
        link: names("link")?,
        at: file.array(FIRST)?,
        country: tags("country")?,
        tail: array("tail")?,
        head: array("head")?,
        cost: array("cost")?,
        time: array("time")?,
        link_of: array("link_of")?,
        length: array("length")?,
        mode: tags("mode")?,
        tag: tags("tag")?,
        capacity: array("capacity")?,
        countries: words("countries")?,
        modes: words("modes")?,
        tags: words("tags")?,
        places: places.ok_or_else(|| file.fault("mesh/places", "holds what cannot be"))?,
    })
}

/// The first section that does not fit the others.
fn sound(imported: &ImportedNetwork) -> std::result::Result<(), &'static str> {
    let (nodes, arcs, links) = (imported.nodes(), imported.arcs(), imported.length.len());
    let below = |all: &[u32], bound: usize| all.iter().all(|&one| (one as usize) < bound);
    let tagged = |all: &[u16], bound: usize| all.iter().all(|&one| one == super::NO_TAG || (one as usize) < bound);
    // Nodes are counted by `at`, arcs by `head` and links by `length`; all other arrays are held against these.
    let checks = [
        ("node/first", imported.node.len() == nodes && imported.node.is_sound()),
        ("link/first", imported.link.len() == links && imported.link.is_sound()),
        ("country", imported.country.len() == nodes && tagged(&imported.country, imported.countries.len())),
        ("tail", imported.tail.len() == arcs && imported.tail.is_sorted() && below(&imported.tail, nodes)),
        ("head", below(&imported.head, nodes)),
        ("cost", imported.cost.len() == arcs),
        ("time", imported.time.len() == arcs),
        ("link_of", imported.link_of.len() == arcs && below(&imported.link_of, links)),
        ("mode", imported.mode.len() == links && tagged(&imported.mode, imported.modes.len())),
        ("tag", imported.tag.len() == links && tagged(&imported.tag, imported.tags.len())),
        ("capacity", imported.capacity.len() == links),
        // More than `TagSet` has bits for would panic later.
        ("countries", imported.countries.len() + imported.tags.len() <= routing::hierarchy::TagSet::CAPACITY),
        ("places", imported.places.iter().all(|(_, node)| (*node as usize) < nodes) && imported.places.is_sorted()),
    ];
    checks.into_iter().find(|(_, sound)| !sound).map_or(Ok(()), |(section, _)| Err(section))
}
