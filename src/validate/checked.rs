//! What rules look at: the tables as text, and the atlas made of what can be read of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::input::{RawTable, RawTables};
use crate::model::{Atlas, Id};
use crate::notice::Notice;

/// A data rule. It sees everything and reports every breach.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its name: that of its file.
    pub name: &'static str,
    /// What it demands, as a sentence.
    pub says: &'static str,
    /// Reports every breach.
    pub check: fn(&Checked<'_>, &mut Vec<Notice>),
}

/// All that rules can look at. Rows that cannot be read at all are missing from the atlas.
#[derive(Debug)]
pub struct Checked<'a> {
    /// Tables as text.
    pub tables: Vec<RawTable<'a>>,
    /// Ids by table; `lines` and `vessels` among them.
    pub names: BTreeMap<&'static str, BTreeSet<String>>,
    /// Files that could not be read whole.
    pub broken: &'a BTreeSet<String>,
    /// The atlas made of what can be read.
    pub atlas: &'a Atlas,
    lines: BTreeMap<(&'static str, &'a str), u64>,
}

impl<'a> Checked<'a> {
    /// Of an atlas that was made of these tables.
    #[must_use]
    pub fn new(raw: &'a RawTables, atlas: &'a Atlas) -> Self {
        let tables = raw.each();
        let names = names(&tables);
        Self { lines: lines(&tables), tables, names, broken: &raw.broken, atlas }
    }

    /// Of some tables beside an atlas that is known to be right.
    #[must_use]
    pub fn beside(raw: &'a RawTables, only: &str, atlas: &'a Atlas) -> Self {
        let tables: Vec<_> = raw.each().into_iter().filter(|table| table.spec.name == only).collect();
        let names = known(atlas);
        Self { lines: lines(&tables), tables, names, broken: &raw.broken, atlas }
    }

    /// The table of this name as text; none where it is not looked at.
    #[must_use]
    pub fn table(&self, name: &str) -> Option<&RawTable<'a>> {
        self.tables.iter().find(|table| table.spec.name == name)
    }

    /// Could all of these tables be read whole? If not, what they lack is no fault of others.
    #[must_use]
    pub fn whole(&self, tables: &[&str]) -> bool {
        !tables.iter().any(|table| self.broken.contains(&format!("{table}.csv")))
    }

    /// An error in the row of a table that has this id.
    #[must_use]
    pub fn error(
        &self,
        table: &'static str,
        id: &Id,
        rule: impl Into<String>,
        hint: impl Into<String>,
    ) -> Notice {
        let notice = Notice::error(format!("{table}.csv"), rule, hint);
        match self.lines.get(&(table, id.as_str())) {
            Some(line) => notice.row(*line),
            None => notice,
        }
    }
}

fn lines<'a>(tables: &[RawTable<'a>]) -> BTreeMap<(&'static str, &'a str), u64> {
    let mut lines = BTreeMap::new();
    for table in tables {
        for (line, cells) in &table.rows {
            if let Some(id) = cells.first() {
                lines.entry((table.spec.name, *id)).or_insert(*line);
            }
        }
    }
    lines
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
        let key = table.spec.columns[0].name;
        let mut add = |set: &'static str, column: &str| {
            let ids = table.column(column).map(|(_, id)| id.to_owned()).filter(|id| !id.is_empty());
            names.entry(set).or_default().extend(ids);
        };
        add(name, key);
        match name {
            "links" => add("lines", "line"),
            "modes" => {
                add("vessels", "id");
                add("vessels", "vessel");
            }
            _ => {}
        }
    }
    names
}
