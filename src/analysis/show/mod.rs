//! One thing with all its facts, ranges, owners and sources.

mod assets;
mod people;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use super::list;
use crate::answer::{self, Cell, Fact, Row, Thing, ThingKind};
use crate::error::{Error, Result};
use crate::model::{Asset, Basis, Id, Provenance, Ranged, Scenario, Window};
use crate::network::Network;
use crate::select::names::{self, Found};
use crate::select::{NameKind, ends};
use crate::tables::{Atlas, Capacity, Charge, Flow, Link, Observed, TableRow};

/// Answers `show`: everything that has the id, as it is on the network's day. `scenarios` are those of the question,
/// besides the atlas's own.
///
/// # Errors
/// Where nothing has the id, with the nearest that something has.
pub fn show(head: answer::Metadata, network: &Network, scenarios: &[Scenario], id: &str) -> Result<answer::Show> {
    let book = Book { network, scenarios: all_scenarios(network, scenarios) };
    let id = book.meant(id.trim())?;
    // Several tables may have the same id: all that have it are shown.
    let drafts = [assets::find(&book, &id), people::find(&book, &id)];
    let things: Vec<answer::Thing> = drafts.into_iter().flatten().map(|draft| draft.thing(&book)).collect();
    if things.is_empty() {
        return Err(ends::unknown("thing of this atlas has the id", &id, book.ids()));
    }
    Ok(answer::Show { head, id, things })
}

/// What can be shown by its name.
const NAMED: [NameKind; 9] = [
    NameKind::Place,
    NameKind::Line,
    NameKind::Country,
    NameKind::Party,
    NameKind::Corridor,
    NameKind::Link,
    NameKind::Commodity,
    NameKind::Vessel,
    NameKind::Actor,
];

struct Book<'a> {
    network: &'a Network,
    scenarios: Vec<&'a Scenario>,
}

/// The atlas's scenarios, then those of the question that it does not have.
fn all_scenarios<'a>(network: &'a Network, more: &'a [Scenario]) -> Vec<&'a Scenario> {
    let own = &network.snapshot.atlas.scenarios;
    own.iter().chain(more.iter().filter(|scenario| own.get(scenario.id.as_str()).is_none())).collect()
}

impl Book<'_> {
    /// The id itself, or that of the one thing which a code, a name or an alias means.
    fn meant(&self, text: &str) -> Result<String> {
        if self.ids().any(|known| known == text) {
            return Ok(text.to_owned());
        }
        match names::find(&self.network.snapshot.atlas, text, &NAMED) {
            Found::One(named) => Ok(named.id),
            // What has no name, and what no one knows.
            Found::None => Ok(text.to_owned()),
            // A country may share its name with the state that is a party.
            Found::Several(many) if many.iter().filter(|own| own.kind == NameKind::Country).count() == 1 => {
                Ok(many.into_iter().filter(|own| own.kind == NameKind::Country).map(|own| own.id).collect())
            }
            Found::Several(many) => {
                let fault = names::ambiguous(text, &many);
                Err(Error::question(format!("{}; {}", fault.rule, fault.hint)))
            }
        }
    }

    fn ids(&self) -> impl Iterator<Item = &str> {
        let atlas = &self.network.snapshot.atlas;
        let tables: [Vec<&Id>; 11] = [
            atlas.places.ids().collect(),
            atlas.links.ids().collect(),
            atlas.lines.ids().collect(),
            atlas.countries.ids().collect(),
            atlas.capacities.ids().collect(),
            atlas.transfers.ids().collect(),
            atlas.charges.ids().collect(),
            atlas.commodities.ids().collect(),
            atlas.flows.ids().collect(),
            atlas.modes.ids().collect(),
            atlas.parties.ids().chain(atlas.sources.ids()).collect(),
        ];
        let corridors: BTreeSet<&Id> = atlas.links.iter().filter_map(|link| link.corridor.as_ref()).collect();
        let scenarios = self.scenarios.iter().flat_map(|scenario| {
            std::iter::once(&scenario.id).chain(scenario.measures.iter().map(|measure| &measure.id))
        });
        let law = atlas.law.measures.iter().map(|own| &own.id);
        let law = law.chain(atlas.law.exceptions.iter().map(|own| &own.id)).chain(atlas.actors.ids());
        let law = law.chain(atlas.vessels.ids());
        tables.into_iter().flatten().chain(corridors).chain(scenarios).chain(law).map(Id::as_str)
    }
}

/// Facts in the order of the table's columns; what is blank is left out.
struct FactsDraft {
    thing: Thing,
    basis: Option<Basis>,
    sources: Vec<Id>,
    /// Who is looked up in `holdings.csv`.
    parties: BTreeSet<Id>,
}

impl FactsDraft {
    fn new(of: ThingKind, id: &str, name: &str) -> Self {
        let thing = Thing { of, id: id.into(), name: name.into(), ..Thing::default() };
        Self { thing, basis: None, sources: Vec::new(), parties: BTreeSet::new() }
    }

    /// A row whose numbers come from somewhere.
    fn sourced(of: ThingKind, id: &Id, name: &str, provenance: &Provenance) -> Self {
        let draft = Self::new(of, id.as_str(), name);
        Self { basis: Some(provenance.basis), ..draft }.from(&provenance.sources)
    }

    fn from(mut self, sources: &[Id]) -> Self {
        self.sources.extend(sources.iter().cloned());
        self
    }

    fn fact(mut self, name: &str, value: impl Into<Cell>) -> Self {
        let value = value.into();
        let blank = match &value {
            Cell::None => true,
            Cell::Text(text) => text.is_empty(),
            Cell::Many(texts) => texts.is_empty(),
            // `false` and 0 say something: they are no blanks.
            Cell::Flag(_) | Cell::Integer(_) | Cell::Number(_) => false,
        };
        if !blank {
            self.thing.facts.push(Fact { name: name.into(), value, ..Fact::default() });
        }
        self
    }

    /// A number with its range and how well it is known.
    fn number(self, name: &str, value: Option<Ranged<f64>>) -> Self {
        match value {
            Some(Ranged { value, low, high }) => self.ranged(name, value.into(), [low, high]),
            None => self,
        }
    }

    /// What its table says of it; whether it is in force stands behind its last day.
    fn facts(self, row: &impl TableRow, atlas: &Atlas, in_force: Option<bool>) -> Self {
        row.shown(atlas).into_iter().fold(self, |draft, own| {
            let (name, column) = (own.name, own.column);
            let draft = match own.range {
                Some(range) => draft.ranged(name, own.value, range),
                None => draft.fact(name, own.value),
            };
            // Only once, behind the last day.
            let in_force = in_force.filter(|_| column == "until");
            draft.fact("in_force", in_force)
        })
    }

    /// A number with its range and how well it is known.
    fn ranged(mut self, name: &str, value: Cell, [low, high]: [Option<f64>; 2]) -> Self {
        if value != Cell::None {
            let basis = self.basis;
            self.thing.facts.push(Fact { name: name.into(), value, low, high, basis });
        }
        self
    }

    /// When it holds, and whether that is now.
    fn window(self, window: Window, in_force: impl Into<Cell>) -> Self {
        self.fact("since", window.since).fact("until", window.until).fact("in_force", in_force)
    }

    fn related(mut self, table: &str, rows: impl IntoIterator<Item = Row>) -> Self {
        self.thing.related.extend(rows.into_iter().map(|row| list::of(table, row)));
        self
    }

    fn owned(mut self, party: Option<&Id>) -> Self {
        self.parties.extend(party.cloned());
        self
    }

    fn thing(mut self, book: &Book<'_>) -> Thing {
        self.owners(book);
        let atlas = &book.network.snapshot.atlas;
        self.thing.sources = self.source_ids().iter().map(|id| list::source_line(atlas, id)).collect();
        self.thing
    }

    /// Holdings of the day; of a party itself also what it holds.
    fn owners(&mut self, book: &Book<'_>) {
        let snapshot = &book.network.snapshot;
        let held = |party: &Id| self.parties.contains(party);
        // Of a party both sides are shown, of anything else only who holds its operator.
        let holds = |party: &Id| self.thing.of == ThingKind::Party && self.thing.id == party.as_str();
        let rows = snapshot.atlas.holdings.iter();
        let rows: Vec<_> =
            rows.filter(|row| row.window.holds(snapshot.day) && (held(&row.held) || holds(&row.holder))).collect();
        for row in rows {
            self.sources.extend(row.provenance.sources.iter().cloned());
            self.thing.owners.push(list::owner(row));
        }
    }

    /// Its own sources, its owners', then those that its related rows name; each once.
    fn source_ids(&self) -> Vec<String> {
        let cells = self.thing.related.iter().flat_map(|row| &row.0);
        // Related rows name their sources in a cell, as they are printed.
        let named = cells.filter(|(name, _)| name == "source").flat_map(|(_, cell)| match cell {
            Cell::Many(ids) => ids.clone(),
            _ => Vec::new(),
        });
        let mut seen = BTreeSet::new();
        let all = self.sources.iter().map(ToString::to_string).chain(named);
        all.filter(|id| seen.insert(id.clone())).collect()
    }
}

/// Rows of every day that speak of a thing, and whether each is in force; `marks` say so of all rows.
fn snapshot<'a, T: TableRow + 'a>(
    book: &'a Book<'_>,
    rows: &'a [T],
    marks: &'a [bool],
    own: impl Fn(&T) -> bool + 'a,
) -> impl Iterator<Item = Row> + 'a {
    let rows = rows.iter().zip(marks).filter(move |(row, _)| own(row));
    rows.map(|(row, now)| list::listed(&book.network.snapshot.atlas, row).with("in_force", *now))
}

/// Rows that speak of a thing, of tables without days.
fn undated<'a, T: TableRow + 'a>(
    atlas: &'a Atlas,
    rows: &'a [T],
    own: impl Fn(&T) -> bool + 'a,
) -> impl Iterator<Item = Row> + 'a {
    rows.iter().filter(move |row| own(row)).map(|row| list::listed(atlas, row))
}

fn links(book: &Book<'_>, own: impl Fn(&Link) -> bool) -> Vec<Row> {
    let of_day = &book.network.snapshot;
    snapshot(book, &of_day.atlas.links, &of_day.links, own).collect()
}

fn capacities(book: &Book<'_>, over: impl Fn(Asset) -> bool) -> Vec<Row> {
    let of_day = &book.network.snapshot;
    let own = |row: &Capacity| row.assets.iter().any(|asset| over(*asset));
    snapshot(book, &of_day.atlas.capacities, &of_day.capacities, own).collect()
}

fn charges(book: &Book<'_>, own: impl Fn(&Charge) -> bool) -> Vec<Row> {
    let of_day = &book.network.snapshot;
    snapshot(book, &of_day.atlas.charges, &of_day.charges, own).collect()
}

/// Other values that a row had.
fn history(atlas: &Atlas, id: &Id) -> Vec<Row> {
    undated(atlas, &atlas.history, |row| row.asset == *id).collect()
}

fn observed(atlas: &Atlas, own: impl Fn(&Observed) -> bool) -> Vec<Row> {
    undated(atlas, &atlas.observed, own).collect()
}

fn flows(atlas: &Atlas, own: impl Fn(&Flow) -> bool) -> Vec<Row> {
    undated(atlas, &atlas.flows, own).collect()
}
