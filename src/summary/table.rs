//! A table: its columns are said once, with their name for data frames, their title for people and how numbers are
//! shown.

use std::borrow::Cow;

use super::{GoodsOf, Unit, billions, decimals, percent, signed};
use crate::tables::Cell;

/// Rows by columns. Every column has as many cells as there are rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// In order.
    pub columns: Vec<Column>,
    // Not read from the columns: a table has rows before it has columns.
    rows: usize,
    /// How many rows people see, and what the others are called.
    pub first: Option<(usize, &'static str)>,
    /// By row: the address that its first cell leads to; empty: none.
    pub links: Vec<String>,
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its header in CSV, Parquet and workbooks, as in JSON; none: for people alone.
    pub name: Option<String>,
    /// Its title for people; none: for data frames alone. Of masses it ends in `Mt`, of prices in `USD/t`: the unit asked
    /// for replaces these.
    pub title: Option<String>,
    /// How its cells are shown to people.
    pub kind: ColumnKind,
    /// What people see where nothing is known.
    pub none: &'static str,
    /// One for each row.
    pub cells: Vec<Cell>,
    /// By row, whose tonnes the cell is of; empty: of all that is asked about.
    pub goods: Vec<GoodsOf>,
}

/// How people see the cells of a column. Texts are shown as they are, whatever the kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Ids, which are of use whole.
    Id,
    /// Texts, to the left.
    Text,
    /// Whole numbers and what is written already, to the right.
    Plain,
    /// Numbers with so many decimals.
    Fixed(usize),
    /// With one decimal, small ones as they are.
    Short,
    /// Changes with their sign, one decimal.
    Signed,
    /// Parts of 1, in percent.
    Share,
    /// USD, in billions.
    Billions,
    /// USD/t with one decimal, in the unit asked for.
    Price,
    /// A change of these, with its sign.
    PriceChange,
    /// kt, in the unit asked for.
    Mass,
    /// kt of several goods, which have no barrels in common.
    SharedMass,
    /// A change of these, with its sign.
    SharedChange,
    /// Bars beside their numbers, for a terminal.
    Bar,
}

impl ColumnKind {
    /// Are its cells numbers, which stand to the right and are never cut?
    #[must_use]
    pub fn is_number(self) -> bool {
        !matches!(self, Self::Id | Self::Text | Self::Bar)
    }

    /// Is it of tonnes?
    fn is_mass(self) -> bool {
        matches!(self, Self::Mass | Self::SharedMass | Self::SharedChange)
    }

    /// A number as people read it.
    #[must_use]
    pub fn number(self, value: f64, unit: &Unit) -> String {
        self.number_of(value, unit, &GoodsOf::All)
    }

    fn number_of(self, value: f64, unit: &Unit, goods: &GoodsOf) -> String {
        match self {
            Self::Fixed(places) => decimals(value, places),
            Self::Signed => signed(value),
            Self::Share => percent(value),
            Self::Billions => billions(value),
            Self::Price => decimals(unit.price(value, goods), 1),
            Self::PriceChange => signed(unit.price(value, goods)),
            Self::Mass => unit.show_those(value, goods),
            Self::SharedMass => unit.show(value),
            Self::SharedChange => unit.change(value),
            // Below 0.1 one decimal would hide most of a number.
            Self::Short if value == 0.0 || value.abs() >= 0.1 => decimals(value, 1),
            Self::Id | Self::Text | Self::Plain | Self::Short | Self::Bar => value.to_string(),
        }
    }

    /// A cell as people read it; none where nothing is known.
    #[must_use]
    pub fn text(self, cell: &Cell, unit: &Unit) -> Option<String> {
        self.text_of(cell, unit, &GoodsOf::All)
    }

    fn text_of(self, cell: &Cell, unit: &Unit, goods: &GoodsOf) -> Option<String> {
        Some(match cell {
            Cell::None => return None,
            Cell::Flag(true) => "yes".into(),
            Cell::Flag(false) => "no".into(),
            // Integers may be years, which are not grouped by thousands.
            Cell::Integer(number) => number.to_string(),
            Cell::Number(number) => self.number_of(*number, unit, goods),
            Cell::Text(text) => text.clone(),
            // Of names with blanks in them a blank would not show where one ends.
            Cell::Many(texts) => texts.join(if texts.iter().any(|text| text.contains(' ')) { "; " } else { " " }),
        })
    }
}

/// The units of a table: of what is asked about, and of what other goods share.
pub struct TableUnits<'u> {
    own: Cow<'u, Unit>,
    shared: Unit,
}

impl TableUnits<'_> {
    fn of(&self, kind: ColumnKind) -> &Unit {
        if matches!(kind, ColumnKind::SharedMass | ColumnKind::SharedChange) { &self.shared } else { &self.own }
    }
}

impl Table {
    /// A table of these items, each a row; columns follow.
    pub fn of<T>(items: impl IntoIterator<Item = T>) -> Rows<T> {
        let items: Vec<T> = items.into_iter().collect();
        Rows { table: Self { rows: items.len(), ..Self::default() }, items }
    }

    /// Rows.
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "a table without rows still has its columns")]
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Is any of it for people?
    #[must_use]
    pub fn is_shown(&self) -> bool {
        self.columns.iter().any(|column| column.title.is_some())
    }

    /// With one more column.
    pub(crate) fn push(&mut self, name: Option<&str>, title: Option<&str>, kind: ColumnKind, cells: Vec<Cell>) {
        // Among numbers a hyphen says that nothing is known; among texts a blank does.
        let none = if kind.is_number() { "-" } else { "" };
        let [name, title] = [name, title].map(|text| text.map(str::to_owned));
        self.columns.push(Column { name, title, kind, none, cells, goods: Vec::new() });
    }

    /// The units in which it is shown: where none was asked for, t, kt or Mt by the largest of all its masses, since they
    /// are compared with each other.
    #[must_use]
    pub fn units<'u>(&self, unit: &'u Unit) -> TableUnits<'u> {
        let masses = self.columns.iter().filter(|column| column.title.is_some() && column.kind.is_mass());
        let cells = masses.clone().flat_map(|column| &column.cells);
        let sizes = cells.filter_map(|cell| if let Cell::Number(kt) = cell { Some(kt.abs()) } else { None });
        let largest = sizes.fold(0.0, f64::max);
        // A title that does not end in the unit keeps Mt.
        let fits = masses.clone().all(|column| column.title.as_ref().is_some_and(|title| titled(title)));
        let largest = if fits { largest } else { 0.0 };
        let shared = unit.shared();
        TableUnits { own: unit.fit(largest), shared: shared.fit(largest).into_owned() }
    }

    /// The columns of data frames.
    pub fn data(&self) -> impl Iterator<Item = (&str, &[Cell])> {
        self.columns.iter().filter_map(|column| Some((column.name.as_deref()?, &column.cells[..])))
    }
}

impl Column {
    /// Its title with the unit that it is shown in.
    #[must_use]
    pub fn title_in(&self, units: &TableUnits<'_>) -> Option<String> {
        let title = self.title.as_deref()?;
        let unit = units.of(self.kind);
        if matches!(self.kind, ColumnKind::Price | ColumnKind::PriceChange) {
            return Some(title.replace("USD/t", unit.price_name()));
        }
        if !self.kind.is_mass() {
            return Some(title.into());
        }
        // `Mt/y` loses its year where the unit has one: barrels are those of a day.
        Some(match (title.strip_suffix("Mt/y"), title.strip_suffix("Mt")) {
            (Some(start), _) => format!("{start}{}", unit.yearly()),
            (_, Some(start)) => format!("{start}{}", unit.name()),
            _ => title.into(),
        })
    }

    /// A cell as people read it.
    #[must_use]
    pub fn text(&self, row: usize, units: &TableUnits<'_>) -> String {
        let goods = self.goods.get(row).unwrap_or(&GoodsOf::All);
        let text = self.kind.text_of(&self.cells[row], units.of(self.kind), goods);
        text.unwrap_or_else(|| self.none.into())
    }
}

/// Does a title end in a unit of mass, which another can replace?
fn titled(title: &str) -> bool {
    title.ends_with("Mt") || title.ends_with("Mt/y")
}

/// A table in the making: from each item the cells of its row.
pub struct Rows<T> {
    items: Vec<T>,
    table: Table,
}

impl<T> Rows<T> {
    /// What its rows are of.
    pub(crate) fn items(&self) -> &[T] {
        &self.items
    }

    fn with<C: Into<Cell>>(
        mut self,
        name: Option<&str>,
        title: Option<&str>,
        kind: ColumnKind,
        cell: impl Fn(&T) -> C,
    ) -> Self {
        let cells = self.items.iter().map(|item| cell(item).into()).collect();
        self.table.push(name, title, kind, cells);
        self
    }

    /// A column for all.
    #[must_use]
    pub fn column<C: Into<Cell>>(self, name: &str, title: &str, kind: ColumnKind, cell: impl Fn(&T) -> C) -> Self {
        self.with(Some(name), Some(title), kind, cell)
    }

    /// A column for data frames.
    #[must_use]
    pub fn data<C: Into<Cell>>(self, name: &str, cell: impl Fn(&T) -> C) -> Self {
        // No one sees this column, so its kind has no effect.
        self.with(Some(name), None, ColumnKind::Text, cell)
    }

    /// A column for people.
    #[must_use]
    pub fn shown<C: Into<Cell>>(self, title: &str, kind: ColumnKind, cell: impl Fn(&T) -> C) -> Self {
        self.with(None, Some(title), kind, cell)
    }

    /// What people see in the last column where nothing is known.
    #[must_use]
    pub fn none(mut self, text: &'static str) -> Self {
        if let Some(column) = self.table.columns.last_mut() {
            column.none = text;
        }
        self
    }

    /// Whose tonnes the cells of the last column are of.
    #[must_use]
    pub fn of_goods(mut self, goods: impl Fn(&T) -> GoodsOf) -> Self {
        let goods = self.items.iter().map(goods).collect();
        if let Some(column) = self.table.columns.last_mut() {
            column.goods = goods;
        }
        self
    }

    /// People see the first rows, and how many more of these there are.
    #[must_use]
    pub fn first(mut self, rows: usize, what: &'static str) -> Self {
        self.table.first = Some((rows, what));
        self
    }

    /// The first cell of a row leads to an address.
    #[must_use]
    pub fn linked(mut self, url: impl Fn(&T) -> &str) -> Self {
        self.table.links = self.items.iter().map(|item| url(item).to_owned()).collect();
        self
    }

    /// More columns, where a condition holds.
    #[must_use]
    pub fn when(self, holds: bool, more: impl FnOnce(Self) -> Self) -> Self {
        if holds { more(self) } else { self }
    }
}

impl<T> From<Rows<T>> for Table {
    fn from(rows: Rows<T>) -> Self {
        rows.table
    }
}
