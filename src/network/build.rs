//! From the dated atlas to states and arcs.
//!
//! Order is by id throughout (the tables are sorted by id), so the network does not depend on the order of rows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::sides::Sides;
use super::{Arc, ArcKind, Network, NodeRole, State, VehicleClass, assets, cost};
use crate::model::{
    Cargo, CargoSet, Direction, Id, LinkIx, Mode, ModeIx, PlaceIx, PlaceKind, TransferAt, TransferIx, TransferSide,
};
use crate::tables::{Atlas, Link, ModeDefault, Place, Snapshot, Transfer};
use assignment::Mass;
use routing::{ArcIx, Metres, NodeIx, Topology};

/// An arc before states have numbers.
#[derive(Clone)]
struct ArcDraft {
    tail: State,
    head: State,
    what: ArcKind,
    cargo: CargoSet,
    length: Metres,
}

impl Network {
    /// Expands modes, gauges, vessels, lines and transfers.
    pub fn new(snapshot: Snapshot) -> Self {
        // Links come first: transfers and access join only states that links reach or leave.
        let mut drafts = link_drafts(&snapshot);
        let stands = stands_by_place(&drafts);
        let transfers = transfer_drafts(&snapshot, &stands, &drafts);
        board(transfers, &mut drafts);
        // From the states of links alone: no tonne starts or ends in a `Boarded` state.
        drafts.extend(access_drafts(&snapshot, &stands));

        let states: Vec<State> =
            drafts.iter().flat_map(|d| [d.tail, d.head]).collect::<BTreeSet<_>>().into_iter().collect();
        // Every state was collected from these drafts, so the search finds it.
        let number = |state: &State| NodeIx::from(states.binary_search(state).unwrap_or(usize::MAX));
        // `Topology` takes arcs by tail; with head and kind the order is the same however drafts were made.
        drafts.sort_by_key(|draft| (draft.tail, draft.head, draft.what));
        let arcs: Vec<Arc> = drafts
            .into_iter()
            .map(|d| Arc {
                tail: number(&d.tail),
                head: number(&d.head),
                what: d.what,
                cargo: d.cargo,
                length: d.length,
            })
            .collect();
        let ends: Vec<(NodeIx, NodeIx)> = arcs.iter().map(|arc| (arc.tail, arc.head)).collect();

        let mut network = Self {
            graph: OnceLock::new(),
            topology: Topology::new(states.len(), &ends),
            base: Vec::new(),
            graded: Vec::new(),
            bundles: Vec::new(),
            by_link: Vec::new(),
            by_transfer: Vec::new(),
            traversing: Vec::new(),
            states,
            arcs,
            snapshot,
        };
        // Charges and limits look up their arcs by asset, so the index comes before both.
        network.index();
        cost::price(&mut network);
        network.bundles = assets::bundles(&network);
        network
    }

    /// Arcs by link, by transfer and by the places they touch.
    fn index(&mut self) {
        let atlas = &self.snapshot.atlas;
        self.by_link = vec![Vec::new(); atlas.links.len()];
        self.by_transfer = vec![Vec::new(); atlas.transfers.len()];
        self.traversing = vec![Vec::new(); atlas.places.len()];
        for (at, arc) in self.arcs.iter().enumerate() {
            let ix = ArcIx::from(at);
            match arc.what {
                ArcKind::Link(link, _) => self.by_link[link.index()].push(ix),
                ArcKind::Transfer(transfer) => self.by_transfer[transfer.index()].push(ix),
                ArcKind::Load(_) | ArcKind::Unload(_) => {}
            }
            let (tail, head) = (self.states[arc.tail.index()].place, self.states[arc.head.index()].place);
            self.traversing[tail.index()].push(ix);
            if head != tail {
                self.traversing[head.index()].push(ix);
            }
        }
    }
}

fn link_drafts(snapshot: &Snapshot) -> Vec<ArcDraft> {
    let atlas = &snapshot.atlas;
    let sides = Sides::of(snapshot);
    let mut drafts = Vec::new();
    for (at, link) in atlas.links.iter().enumerate().filter(|(at, _)| exists(snapshot, *at)) {
        for (class, cargo) in classes(atlas, link) {
            let mut draft = |tail: PlaceIx, head: PlaceIx, direction| {
                let riding = (link.mode, class);
                let arrives = State { place: head, role: sides.arriving(atlas, riding, tail, head) };
                // A strait may be entered from several sides; each is a state from which the link goes on.
                for role in sides.leaving(riding, tail, head) {
                    drafts.push(ArcDraft {
                        tail: State { place: tail, role },
                        head: arrives,
                        what: ArcKind::Link(LinkIx::from(at), direction),
                        cargo,
                        length: link.length.value,
                    });
                }
            };
            draft(link.from, link.to, Direction::Forward);
            if link.two_way {
                draft(link.to, link.from, Direction::Backward);
            }
        }
    }
    drafts
}

fn exists(snapshot: &Snapshot, link: usize) -> bool {
    // A link that opens before one of its ends carries nothing until then.
    let row = &snapshot.atlas.links[link];
    snapshot.links[link] && snapshot.places[row.from.index()] && snapshot.places[row.to.index()]
}

/// The ways on which a link can be passed, each with what it then carries.
fn classes(atlas: &Atlas, link: &Link) -> Vec<(VehicleClass, CargoSet)> {
    match link.mode {
        // `validate` demands a line of pipelines and a gauge of rail, so neither list is empty here.
        Mode::Pipeline => link.line.map(|line| (VehicleClass::Line(line), link.cargo)).into_iter().collect(),
        Mode::Rail => link.gauge.map(|gauge| (VehicleClass::Gauge(gauge), link.cargo)).into_iter().collect(),
        Mode::Road | Mode::Swap => vec![(VehicleClass::Any, link.cargo)],
        Mode::Sea | Mode::River | Mode::Ferry => vessels(atlas, link),
    }
}

/// Vessel classes that the link names (or all of its mode) and that fit it and both of its ends.
fn vessels(atlas: &Atlas, link: &Link) -> Vec<(VehicleClass, CargoSet)> {
    let ends = [&atlas.places[link.from.index()], &atlas.places[link.to.index()]];
    // A link may name a class, or the row of `modes.csv` that is this class on one mode.
    let sails = |row: &ModeDefault, vessel: &Id| {
        row.mode == link.mode
            && (link.vessels.is_empty() || link.vessels.contains(vessel) || link.vessels.contains(&row.id))
    };
    let fits = |row: &ModeDefault| within(row.dwt, link.max_dwt) && ends.iter().all(|place| takes(place, row));
    let rows = atlas.modes.iter().enumerate();
    rows.filter(|(_, row)| row.vessel.as_ref().is_some_and(|vessel| sails(row, vessel)) && fits(row))
        .map(|(at, row)| (VehicleClass::Vessel(ModeIx::from(at)), link.cargo.and(row.cargo)))
        .filter(|(_, cargo)| !cargo.is_empty())
        .collect()
}

fn takes(place: &Place, vessel: &ModeDefault) -> bool {
    let draught = match (vessel.draught, place.max_draught) {
        (Some(ship), Some(most)) => ship <= most,
        // What is not known of vessel or place limits nothing.
        _ => true,
    };
    within(vessel.dwt, place.max_dwt) && draught
}

fn within(ship: Option<Mass>, most: Option<Mass>) -> bool {
    match (ship, most) {
        (Some(ship), Some(most)) => ship <= most,
        _ => true,
    }
}

/// Where links arrive at each place, and where links leave.
#[derive(Default)]
struct Stands {
    arriving: BTreeSet<NodeRole>,
    leaving: BTreeSet<NodeRole>,
}

fn stands_by_place(drafts: &[ArcDraft]) -> BTreeMap<PlaceIx, Stands> {
    let mut stands: BTreeMap<PlaceIx, Stands> = BTreeMap::new();
    for draft in drafts {
        stands.entry(draft.tail.place).or_default().leaving.insert(draft.tail.role);
        stands.entry(draft.head.place).or_default().arriving.insert(draft.head.role);
    }
    stands
}

/// Every pair of stands of one place that a transfer row joins. A row for the place wins over one for its kind.
///
/// Only from a stand where a link arrives to one where a link leaves: else a ship could turn into another by way of a
/// pipe that no one rides.
fn transfer_drafts(snapshot: &Snapshot, stands: &BTreeMap<PlaceIx, Stands>, links: &[ArcDraft]) -> Vec<ArcDraft> {
    let mut drafts = Vec::new();
    for (place, stands) in stands {
        for from in &stands.arriving {
            // On the same mode and class nothing is transferred: the tonne goes on by link.
            for to in stands.leaving.iter().filter(|to| to.riding() != from.riding()) {
                join(snapshot, *place, (*from, *to), links, &mut drafts);
            }
        }
    }
    drafts
}

/// Adds transfers so that none follows another: where one would lead to a stand that a second leaves, it leads to a
/// stand of its own instead, which only links leave.
fn board(mut transfers: Vec<ArcDraft>, drafts: &mut Vec<ArcDraft>) {
    // States that some transfer leaves: if another arrived there, a second could follow it.
    let left: BTreeSet<State> = transfers.iter().map(|transfer| transfer.tail).collect();
    let mut boarded: BTreeMap<State, State> = BTreeMap::new();
    for transfer in &mut transfers {
        if let (true, Some((mode, class))) = (left.contains(&transfer.head), transfer.head.role.riding()) {
            let own = State { role: NodeRole::Boarded(mode, class), ..transfer.head };
            // All transfers into one state share its `Boarded` counterpart.
            transfer.head = *boarded.entry(transfer.head).or_insert(own);
        }
    }
    // Copies of links are all that leaves the new states.
    let going_on: Vec<ArcDraft> = drafts
        .iter()
        .filter_map(|link| boarded.get(&link.tail).map(|tail| ArcDraft { tail: *tail, ..link.clone() }))
        .collect();
    drafts.extend(going_on);
    drafts.extend(transfers);
}

// The state that a transfer leaves and the one that it reaches.
type Joint = (NodeRole, NodeRole);

fn join(snapshot: &Snapshot, place: PlaceIx, (from, to): Joint, links: &[ArcDraft], drafts: &mut Vec<ArcDraft>) {
    let atlas = &snapshot.atlas;
    let kind = atlas.places[place.index()].kind;
    let state = |role| State { place, role };
    // Cargo that a row for this very place serves: rows for its kind no longer apply to it.
    let mut served: BTreeSet<Cargo> = BTreeSet::new();
    // First rows for the place, then rows for its kind.
    for own_row in [true, false] {
        // Added after the pass: rows of equal rank do not exclude each other and stay parallel arcs.
        let mut now: BTreeSet<Cargo> = BTreeSet::new();
        for (at, row) in atlas.transfers.iter().enumerate() {
            let here = match row.at {
                TransferAt::Place(at) => own_row && at == place,
                TransferAt::Kind(of) => !own_row && of == kind,
            };
            let joins = here && snapshot.transfers[at] && is(atlas, &row.from, from) && is(atlas, &row.to, to);
            // The cheap tests come first: `crosses` walks through all links.
            if !joins || !crosses(atlas, row, (state(from), state(to)), links) {
                continue;
            }
            let cargo: CargoSet = row.cargo.iter().filter(|cargo| !served.contains(cargo)).collect();
            if cargo.is_empty() {
                continue;
            }
            now.extend(cargo.iter());
            let what = ArcKind::Transfer(TransferIx::from(at));
            drafts.push(ArcDraft { tail: state(from), head: state(to), what, cargo, length: Metres::ZERO });
        }
        served.extend(now);
    }
}

/// Is the stand what this side of a transfer says?
fn is(atlas: &Atlas, side: &TransferSide, role: NodeRole) -> bool {
    role.riding().is_some_and(|(mode, class)| {
        side.mode == mode && side.class.as_ref().is_none_or(|id| class_is(atlas, class, id))
    })
}

/// Is this id a name of the class?
pub(super) fn class_is(atlas: &Atlas, class: VehicleClass, id: &Id) -> bool {
    match class {
        VehicleClass::Any => false,
        VehicleClass::Gauge(gauge) => *id == *gauge.to_string(),
        VehicleClass::Vessel(row) => {
            // A vessel has two names: its class, and its row, which is of one mode.
            let row = &atlas.modes[row.index()];
            row.id == *id || row.vessel.as_ref() == Some(id)
        }
        VehicleClass::Line(line) => atlas.lines[line.index()] == *id,
    }
}

/// A transfer between two countries needs a link that comes from the one and a link that goes on to the other.
fn crosses(atlas: &Atlas, row: &Transfer, (from, to): (State, State), links: &[ArcDraft]) -> bool {
    let country = |place: PlaceIx| atlas.places[place.index()].country;
    let arrives = row
        .from_country
        .is_none_or(|want| links.iter().any(|link| link.head == from && country(link.tail.place) == Some(want)));
    let goes_on = row
        .to_country
        .is_none_or(|want| links.iter().any(|link| link.tail == to && country(link.head.place) == Some(want)));
    arrives && goes_on
}

/// Where tonnes start and end. Crude gets onto rail only at racks.
fn access_drafts(snapshot: &Snapshot, stands: &BTreeMap<PlaceIx, Stands>) -> Vec<ArcDraft> {
    let mut drafts = Vec::new();
    for (&place, stands) in stands {
        let rack = snapshot.atlas.places[place.index()].kind == PlaceKind::Rack;
        let state = |role| State { place, role };
        let length = Metres::ZERO;
        for on in &stands.leaving {
            let rail = on.riding().is_some_and(|(mode, _)| mode == Mode::Rail);
            let cargo = Cargo::ALL.iter().copied().filter(|cargo| !rail || rack || *cargo != Cargo::Crude).collect();
            drafts.push(ArcDraft {
                tail: state(NodeRole::Start),
                head: state(*on),
                what: ArcKind::Load(place),
                cargo,
                length,
            });
        }
        for on in &stands.arriving {
            // The links that arrive here have limited the cargo already.
            let cargo = CargoSet::ALL;
            drafts.push(ArcDraft {
                tail: state(*on),
                head: state(NodeRole::End),
                what: ArcKind::Unload(place),
                cargo,
                length,
            });
        }
    }
    drafts
}
