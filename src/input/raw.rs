//! What the files of an atlas say, with line numbers, before anybody asks whether it is true.

use std::collections::BTreeSet;

use super::column::{Record, TableSpec};
use super::csv_file;
use super::csv_file::Blanks;
use super::files::Files;
use super::table::{
    ActorRow, CapRow, CapacityRow, ChargeRow, CommodityRow, CountryRow, CoverageRow, FlowRow, HistoryRow,
    HoldingRow, HsListRow, LinkRow, ListingRow, ModeRow, ObservedRow, OwnershipTestRow, PartyRow, PlaceRow,
    SourceRow, TransferRow, VesselRow,
};
use crate::notice::Diagnostic;

/// A row and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<T> {
    /// Line in its file on which it starts, counted from 1.
    pub line: u64,
    /// Its cells.
    pub cells: T,
}

/// A file that is read as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawFile {
    /// Path inside the atlas, with `/`.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// A table with its rows as lists of cells, for rules that hold for every table.
#[derive(Clone, Debug)]
pub struct RawTable<'a> {
    /// Its columns.
    pub spec: TableSpec,
    /// Line and cells of each row.
    pub rows: Vec<(u64, Vec<&'a str>)>,
}

impl<'a> RawTable<'a> {
    /// Line and cell of each row in one column; nothing where there is no such column.
    pub fn column(&self, name: &str) -> impl Iterator<Item = (u64, &'a str)> + '_ {
        let at = self.spec.column(name);
        self.rows.iter().filter_map(move |(line, cells)| Some((*line, *cells.get(at?)?)))
    }
}

macro_rules! tables {
    ($($table:ident: $row:ident,)*) => {
        /// All tables of an atlas, in the order in which people read them.
        pub const TABLES: &[TableSpec] = &[$(TableSpec {
            name: stringify!($table),
            file: $row::FILE,
            says: $row::SAYS,
            columns: $row::COLUMNS,
        },)*];

        /// Everything that the files of an atlas say.
        #[derive(Clone, Debug, Default)]
        pub struct RawTables {
            /// Name of the atlas.
            pub name: String,
            /// Its version.
            pub version: String,
            /// SHA-256 over its files, in hexadecimal.
            pub sha256: String,
            $(
                #[doc = concat!("`", stringify!($table), ".csv`.")]
                pub $table: Vec<Row<$row>>,
            )*
            /// `measures/*.toml` in the order of their names.
            pub measures: Vec<RawFile>,
            /// `scenarios/*.toml` in the order of their names.
            pub scenarios: Vec<RawFile>,
            /// Files that could not be read whole: what they lack is no fault of others.
            pub broken: BTreeSet<String>,
            /// What is wrong with the files themselves.
            pub notices: Vec<Diagnostic>,
        }

        impl RawTables {
            /// Every table with its rows as lists of cells.
            #[must_use]
            pub fn each(&self) -> Vec<RawTable<'_>> {
                let mut specs = TABLES.iter();
                let mut tables = Vec::new();
                $(if let Some(spec) = specs.next() {
                    let rows = self.$table.iter().map(|row| (row.line, row.cells.cells())).collect();
                    tables.push(RawTable { spec: *spec, rows });
                })*
                tables
            }

            pub(super) fn read_tables(&mut self, files: &Files) {
                $(self.$table = table(files, &mut self.broken, &mut self.notices);)*
            }
        }
    };
}

tables! {
    countries: CountryRow,
    places: PlaceRow,
    links: LinkRow,
    capacities: CapacityRow,
    transfers: TransferRow,
    charges: ChargeRow,
    modes: ModeRow,
    commodities: CommodityRow,
    flows: FlowRow,
    observed: ObservedRow,
    history: HistoryRow,
    parties: PartyRow,
    holdings: HoldingRow,
    listings: ListingRow,
    ownership_tests: OwnershipTestRow,
    actors: ActorRow,
    coverage: CoverageRow,
    caps: CapRow,
    hs_lists: HsListRow,
    vessels: VesselRow,
    sources: SourceRow,
}

/// Tables of the law: an atlas may be without them.
pub const OPTIONAL: [&str; 7] = [
    "listings.csv",
    "ownership_tests.csv",
    "actors.csv",
    "coverage.csv",
    "caps.csv",
    "hs_lists.csv",
    "vessels.csv",
];

fn table<T: Record>(
    files: &Files,
    broken: &mut BTreeSet<String>,
    notices: &mut Vec<Diagnostic>,
) -> Vec<Row<T>> {
    if OPTIONAL.contains(&T::FILE) && !files.has(T::FILE) {
        return Vec::new();
    }
    let read = match files.get(T::FILE) {
        Ok(bytes) => csv_file::read(T::FILE, bytes, Blanks::Kept),
        Err(notice) => csv_file::Read { rows: Vec::new(), notices: vec![*notice] },
    };
    if !read.notices.is_empty() {
        broken.insert(T::FILE.to_owned());
        notices.extend(read.notices);
    }
    read.rows
}
