//! The atlas: every table, checked and linked.

use std::collections::BTreeMap;

use super::actors::Actor;
use super::capacities::Capacity;
use super::caps::Cap;
use super::charges::Charge;
use super::column::TableSpec;
use super::commodities::Commodity;
use super::countries::Country;
use super::coverage::Coverage;
use super::field::{IdLookup, IdTable};
use super::flows::Flow;
use super::history::History;
use super::holdings::Holding;
use super::hs_lists::HsListed;
use super::links::Link;
use super::listings::Listing;
use super::modes::ModeDefault;
use super::observed::Observed;
use super::ownership_tests::OwnershipTest;
use super::parties::Party;
use super::places::Place;
use super::scope::Scope;
use super::sources::Source;
use super::table::TableRow as _;
use super::transfers::Transfer;
use super::vessels::Vessel;
use crate::model::{Asset, CountryIx, End, Id, Law, PlaceIx, Scenario, Via, authority_code};

/// Rows in the order of their ids, found by id.
#[derive(Clone, Debug)]
pub struct Table<T> {
    rows: Vec<T>,
    by_id: BTreeMap<Id, usize>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), by_id: BTreeMap::new() }
    }
}

impl<T> Table<T> {
    /// Sorts rows by their ids; of rows with one id the first is kept.
    pub fn new(mut rows: Vec<T>, id: impl Fn(&T) -> &Id) -> Self {
        rows.sort_by(|a, b| id(a).cmp(id(b)));
        // The sort is stable: of rows with one id the first is kept, and what is said of it has its line.
        rows.dedup_by(|next, first| id(next) == id(first));
        let by_id = rows.iter().enumerate().map(|(at, row)| (id(row).clone(), at)).collect();
        Self { rows, by_id }
    }

    /// Position of the row with this id.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The row with this id.
    pub fn get(&self, id: &str) -> Option<&T> {
        self.find(id).map(|at| &self.rows[at])
    }

    /// All ids in order.
    pub fn ids(&self) -> impl Iterator<Item = &Id> {
        self.by_id.keys()
    }
}

impl<T> std::ops::Deref for Table<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.rows
    }
}

impl<T> std::ops::DerefMut for Table<T> {
    /// Values may change, ids may not.
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.rows
    }
}

macro_rules! atlas {
    ($($table:ident: $rows:ident<$row:ident>;)*) => {
        /// All tables of an atlas, in the order in which people read them.
        pub const TABLES: &[TableSpec] = &[$($row::TABLE,)*];

        /// Everything that is known: all rows of all days.
        #[derive(Clone, Debug, Default)]
        pub struct Atlas {
            /// Of `[a-z0-9-]`.
            pub name: String,
            /// Of the atlas, in its maker's counting.
            pub version: String,
            /// SHA-256 over its files, in hexadecimal.
            pub sha256: String,
            $(
                #[doc = concat!("`", stringify!($table), ".csv`.")]
                pub(crate) $table: $rows<$row>,
            )*
            /// Lines in the order of their ids: made from the links.
            pub(crate) lines: Table<Id>,
            /// `measures/*.toml`.
            pub(crate) law: Law,
            /// `scenarios/*.toml`, each with the measures of what it extends.
            pub(crate) scenarios: Table<Scenario>,
        }
    };
}

atlas! {
    countries: Table<Country>;
    places: Table<Place>;
    links: Table<Link>;
    capacities: Table<Capacity>;
    transfers: Table<Transfer>;
    charges: Table<Charge>;
    modes: Table<ModeDefault>;
    commodities: Table<Commodity>;
    flows: Table<Flow>;
    observed: Vec<Observed>;
    history: Vec<History>;
    parties: Table<Party>;
    holdings: Vec<Holding>;
    listings: Vec<Listing>;
    ownership_tests: Vec<OwnershipTest>;
    actors: Table<Actor>;
    coverage: Vec<Coverage>;
    caps: Vec<Cap>;
    hs_lists: Vec<HsListed>;
    vessels: Table<Vessel>;
    scope: Vec<Scope>;
    sources: Table<Source>;
}

/// Tables of the law, and the scope: an atlas may be without them.
pub const OPTIONAL: [&str; 8] = [
    "scope.csv",
    "listings.csv",
    "ownership_tests.csv",
    "actors.csv",
    "coverage.csv",
    "caps.csv",
    "hs_lists.csv",
    "vessels.csv",
];

impl IdLookup for Atlas {
    fn find(&self, of: IdTable, id: &str) -> Option<usize> {
        match of {
            IdTable::Countries => self.countries.find(id),
            IdTable::Places => self.places.find(id),
            IdTable::Links => self.links.find(id),
            IdTable::Lines => self.lines.find(id),
            IdTable::Commodities => self.commodities.find(id),
            IdTable::Transfers => self.transfers.find(id),
            IdTable::Charges => self.charges.find(id),
        }
    }

    fn id(&self, of: IdTable, at: usize) -> &Id {
        match of {
            IdTable::Countries => &self.countries[at].id,
            IdTable::Places => &self.places[at].id,
            IdTable::Links => &self.links[at].id,
            IdTable::Lines => &self.lines[at],
            IdTable::Commodities => &self.commodities[at].id,
            IdTable::Transfers => &self.transfers[at].id,
            IdTable::Charges => &self.charges[at].id,
        }
    }
}

impl Atlas {
    /// The country in which a flow's end lies.
    pub(crate) fn country_of(&self, end: End) -> Option<CountryIx> {
        match end {
            End::Country(country) => Some(country),
            End::Place(place) => self.places[place.index()].country,
        }
    }

    /// The id of a flow's end.
    pub(crate) fn end_id(&self, end: End) -> &Id {
        match end {
            End::Country(country) => &self.countries[country.index()].id,
            End::Place(place) => &self.places[place.index()].id,
        }
    }

    pub(crate) fn asset_id(&self, asset: Asset) -> &Id {
        match asset {
            Asset::Place(place) => &self.places[place.index()].id,
            Asset::Link(link) => &self.links[link.index()].id,
            Asset::Transfer(transfer) => &self.transfers[transfer.index()].id,
        }
    }

    /// The id of a point that flows pass.
    pub(crate) fn via_id(&self, via: Via) -> &Id {
        match via {
            Via::Place(place) => &self.places[place.index()].id,
            Via::Link(link) => &self.links[link.index()].id,
            Via::Line(line) => &self.lines[line.index()],
        }
    }

    /// A country by its alpha-3 code.
    pub(crate) fn country(&self, iso3: &str) -> Option<CountryIx> {
        self.countries.find(iso3).map(CountryIx::from)
    }

    pub(crate) fn place(&self, id: &str) -> Option<PlaceIx> {
        self.places.find(id).map(PlaceIx::from)
    }

    /// Is the country this one, or in this bloc?
    pub(crate) fn country_is(&self, country: CountryIx, code: &str) -> bool {
        let row = &self.countries[country.index()];
        row.id == *code || row.blocs.iter().any(|bloc| bloc == code)
    }

    pub(crate) fn is_of(&self, country: CountryIx, authority: &str) -> bool {
        self.country_is(country, authority_code(authority))
    }

    /// The newest year that any flow has.
    pub(crate) fn newest_year(&self) -> Option<i16> {
        self.flows.iter().filter_map(|flow| flow.newest_year()).max()
    }
}
