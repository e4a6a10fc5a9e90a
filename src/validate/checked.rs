//! What rules look at: the tables as text, and the atlas made of what can be read of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::input::{RawTable, RawTables};
use crate::model::Id;
use crate::tables::{Atlas, TextRow, items};

/// A data rule: it sees everything and reports every breach.
pub type Rule = fn(&Checked<'_>, &mut Vec<Diagnostic>);

/// All that rules can look at. Rows that cannot be read at all are missing from the atlas.
#[derive(Debug)]
pub struct Checked<'a> {
    pub tables: Vec<RawTable<'a>>,
    /// Ids by table; `lines` and `vessels` among them.
    pub names: BTreeMap<&'static str, BTreeSet<String>>,
    /// Files that could not be read whole.
    pub broken: &'a BTreeSet<String>,
    /// Tables whose file is not there.
    pub missing: &'a BTreeSet<&'static str>,
    /// The atlas made of what can be read.
    pub atlas: &'a Atlas,
    lost: Lost<'a>,
    /// Line and position of a row by its table and id.
    rows: BTreeMap<(&'static str, &'a str), (u64, usize)>,
}

/// Rows that cannot be read: an error says so for each, and what they would have said is missed nowhere else.
#[derive(Debug, Default)]
struct Lost<'a> {
    tables: BTreeSet<&'static str>,
    words: BTreeSet<(&'static str, &'a str)>,
}

impl<'a> Checked<'a> {
    /// Of an atlas that was made of these tables.
    pub fn new(raw: &'a RawTables, atlas: &'a Atlas) -> Self {
        let tables = raw.each();
        let names = names(&tables);
        let (broken, missing) = (&raw.broken, &raw.missing);
        Self { rows: rows(&tables), lost: lost(&tables, atlas), tables, names, broken, missing, atlas }
    }

    /// Of some tables beside an atlas that is known to be right.
    pub fn beside(raw: &'a RawTables, only: &str, atlas: &'a Atlas) -> Self {
        let tables: Vec<_> = raw.each().into_iter().filter(|table| table.spec.name == only).collect();
        // Rows may name anything of the whole atlas, although only one table is judged.
        let names = known(atlas);
        let (broken, missing) = (&raw.broken, &raw.missing);
        Self { rows: rows(&tables), lost: lost(&tables, atlas), tables, names, broken, missing, atlas }
    }

    /// The table of this name as text; none where it is not looked at.
    pub fn table(&self, name: &str) -> Option<&RawTable<'a>> {
        self.tables.iter().find(|table| table.spec.name == name)
    }

    /// Could all of these tables be read whole, every row? If not, what they lack is no fault of others.
    pub fn whole(&self, tables: &[&str]) -> bool {
        // Either single rows cannot be read, or the whole file.
        let broken = |table: &&str| self.lost.tables.contains(table) || self.broken.contains(&format!("{table}.csv"));
        !tables.iter().any(broken)
    }

    /// Does this word stand in a row of these tables that cannot be read?
    pub fn is_lost(&self, tables: &[&'static str], word: &str) -> bool {
        tables.iter().any(|table| self.lost.words.contains(&(*table, word)))
    }

    /// What stands in a column of the row that has this id; blank where there is none.
    pub fn cell(&self, table: &'static str, id: &Id, column: &str) -> &'a str {
        let row = self.rows.get(&(table, id.as_str())).map(|(_, at)| *at);
        let cell = |row: usize| {
            let table = self.table(table)?;
            Some(table.rows.get(row)?.cell(column))
        };
        row.and_then(cell).unwrap_or_default()
    }

    /// An error in the row of a table that has this id.
    pub fn error(&self, table: &'static str, id: &Id, rule: impl Into<String>, hint: impl Into<String>) -> Diagnostic {
        let diagnostic = Diagnostic::error(format!("{table}.csv"), rule, hint);
        match self.rows.get(&(table, id.as_str())) {
            Some((line, _)) => diagnostic.row(*line),
            None => diagnostic,
        }
    }
}

fn rows<'a>(tables: &[RawTable<'a>]) -> BTreeMap<(&'static str, &'a str), (u64, usize)> {
    let mut rows = BTreeMap::new();
    for table in tables {
        for (at, row) in table.rows.iter().enumerate() {
            if let Some(id) = row.cells().first() {
                // Of rows with one id the first counts, as in the atlas.
                rows.entry((table.spec.name, id.as_str())).or_insert((row.line, at));
            }
        }
    }
    rows
}

fn lost<'a>(tables: &[RawTable<'a>], atlas: &Atlas) -> Lost<'a> {
    let mut lost = Lost::default();
    for table in tables {
        for cells in table.rows.iter().map(TextRow::cells) {
            if cells.first().is_some_and(|id| !is_read(table.spec.name, id, atlas)) {
                lost.tables.insert(table.spec.name);
                // Each item of each cell may be what another table names.
                lost.words.extend(cells.iter().flat_map(|cell| items(cell)).map(|word| (table.spec.name, word)));
            }
        }
    }
    lost
}

/// Has the atlas this row? Tables without ids are not asked.
fn is_read(table: &str, id: &str, atlas: &Atlas) -> bool {
    let found = match table {
        "places" => atlas.places.find(id),
        "links" => atlas.links.find(id),
        "capacities" => atlas.capacities.find(id),
        "transfers" => atlas.transfers.find(id),
        "charges" => atlas.charges.find(id),
        "modes" => atlas.modes.find(id),
        "commodities" => atlas.commodities.find(id),
        "flows" => atlas.flows.find(id),
        "parties" => atlas.parties.find(id),
        // Tables without ids, and those that no rule asks about.
        _ => Some(0),
    };
    found.is_some()
}

/// Ids of an atlas that a cell may refer to, by table.
fn known(atlas: &Atlas) -> BTreeMap<&'static str, BTreeSet<String>> {
    fn set<'a>(ids: impl IntoIterator<Item = &'a Id>) -> BTreeSet<String> {
        ids.into_iter().map(Id::to_string).collect()
    }
    BTreeMap::from([
        ("countries", set(atlas.countries.ids())),
        ("places", set(atlas.places.ids())),
        ("links", set(atlas.links.ids())),
        ("lines", set(atlas.lines.ids())),
        ("commodities", set(atlas.commodities.ids())),
        ("parties", set(atlas.parties.ids())),
        ("sources", set(atlas.sources.ids())),
    ])
}

/// Ids that a cell may refer to, by table.
fn names(tables: &[RawTable<'_>]) -> BTreeMap<&'static str, BTreeSet<String>> {
    let mut names: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
    for table in tables {
        let name = table.spec.name;
        // A table that can be named has its id in the first column.
        let key = table.spec.columns[0].name;
        let mut add = |set: &'static str, column: &str| {
            let ids = table.column(column).map(|(_, id)| id.to_owned()).filter(|id| !id.is_empty());
            names.entry(set).or_default().extend(ids);
        };
        add(name, key);
        // Lines and vessel classes have no table of their own: they exist by being named here.
        match name {
            "links" => add("lines", "line"),
            "modes" => {
                // A class may be named by its row or by its class.
                add("vessels", "id");
                add("vessels", "vessel");
            }
            _ => {}
        }
    }
    names
}
