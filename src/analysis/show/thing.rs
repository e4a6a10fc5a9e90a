//! A thing while its facts are gathered.

use std::collections::BTreeSet;

use crate::answer::{Cell, Fact, Row, Thing, ThingKind};
use crate::model::{Basis, Id, Provenance, Ranged, Window};

use super::Book;
use crate::analysis::rows;
use crate::tables::{Atlas, TableRow};

/// Facts in the order of the table's columns; what is blank is left out.
pub(super) struct Draft {
    thing: Thing,
    basis: Option<Basis>,
    sources: Vec<Id>,
    /// Who is looked up in `holdings.csv`.
    parties: BTreeSet<Id>,
}

impl Draft {
    pub(super) fn new(of: ThingKind, id: &str, name: &str) -> Self {
        let thing = Thing { of, id: id.into(), name: name.into(), ..Thing::default() };
        Self { thing, basis: None, sources: Vec::new(), parties: BTreeSet::new() }
    }

    /// A row whose numbers come from somewhere.
    pub(super) fn sourced(of: ThingKind, id: &Id, name: &str, provenance: &Provenance) -> Self {
        let draft = Self::new(of, id.as_str(), name);
        Self { basis: Some(provenance.basis), ..draft }.from(&provenance.sources)
    }

    /// Where it stands.
    pub(super) fn from(mut self, sources: &[Id]) -> Self {
        self.sources.extend(sources.iter().cloned());
        self
    }

    /// A fact without a range.
    pub(super) fn fact(mut self, name: &str, value: impl Into<Cell>) -> Self {
        let value = value.into();
        let blank = match &value {
            Cell::None => true,
            Cell::Text(text) => text.is_empty(),
            Cell::Many(texts) => texts.is_empty(),
            Cell::Flag(_) | Cell::Integer(_) | Cell::Number(_) => false,
        };
        if !blank {
            self.thing.facts.push(Fact { name: name.into(), value, ..Fact::default() });
        }
        self
    }

    /// A number with its range and how well it is known.
    pub(super) fn number(self, name: &str, value: Option<Ranged<f64>>) -> Self {
        match value {
            Some(Ranged { value, low, high }) => self.ranged(name, value.into(), [low, high]),
            None => self,
        }
    }

    /// What its table says of it; whether it is in force stands behind its last day.
    pub(super) fn facts(self, row: &impl TableRow, atlas: &Atlas, in_force: Option<bool>) -> Self {
        row.shown(atlas).into_iter().fold(self, |draft, own| {
            let (name, column) = (own.name, own.column);
            let draft = match own.range {
                Some(range) => draft.ranged(name, own.value, range),
                None => draft.fact(name, own.value),
            };
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
    pub(super) fn window(self, window: Window, in_force: impl Into<Cell>) -> Self {
        self.fact("since", window.since).fact("until", window.until).fact("in_force", in_force)
    }

    /// Rows of another table.
    pub(super) fn related(mut self, table: &str, rows: impl IntoIterator<Item = Row>) -> Self {
        self.thing.related.extend(rows.into_iter().map(|row| rows::of(table, row)));
        self
    }

    /// Who holds this party, and whom it holds.
    pub(super) fn owned(mut self, party: Option<&Id>) -> Self {
        self.parties.extend(party.cloned());
        self
    }

    /// The thing with its owners and sources.
    pub(super) fn thing(mut self, book: &Book<'_>) -> Thing {
        self.owners(book);
        let atlas = &book.network.dated.atlas;
        self.thing.sources = self.source_ids().iter().map(|id| rows::source_line(atlas, id)).collect();
        self.thing
    }

    /// Holdings of the day; of a party itself also what it holds.
    fn owners(&mut self, book: &Book<'_>) {
        let dated = &book.network.dated;
        let held = |party: &Id| self.parties.contains(party);
        let holds = |party: &Id| self.thing.of == ThingKind::Party && self.thing.id == party.as_str();
        let rows = dated.atlas.holdings.iter();
        let rows: Vec<_> = rows
            .filter(|row| row.window.holds(dated.day) && (held(&row.held) || holds(&row.holder)))
            .collect();
        for row in rows {
            self.sources.extend(row.provenance.sources.iter().cloned());
            self.thing.owners.push(rows::owner(row));
        }
    }

    /// Its own sources, its owners', then those that its related rows name; each once.
    fn source_ids(&self) -> Vec<String> {
        let cells = self.thing.related.iter().flat_map(|row| &row.0);
        let named = cells.filter(|(name, _)| name == "source").flat_map(|(_, cell)| match cell {
            Cell::Many(ids) => ids.clone(),
            _ => Vec::new(),
        });
        let mut seen = BTreeSet::new();
        let all = self.sources.iter().map(ToString::to_string).chain(named);
        all.filter(|id| seen.insert(id.clone())).collect()
    }
}
