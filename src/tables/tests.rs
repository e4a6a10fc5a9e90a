//! Columns, rows and what is printed of them.

use super::*;
use crate::model::{CargoSet, Id, Selector};

/// An atlas of one country and one commodity.
fn atlas() -> Atlas {
    let country = Country { id: Id::trusted("KAZ"), ..Country::default() };
    let goods = Commodity { id: Id::trusted("crude-light"), ..Commodity::default() };
    Atlas {
        countries: Table::new(vec![country], |row| &row.id),
        commodities: Table::new(vec![goods], |row| &row.id),
        ..Atlas::default()
    }
}

/// A row in which these columns are filled.
fn text<T: TableRow>(cells: &[(&str, &str)]) -> TextRow {
    let mut row = TextRow::new(2, T::TABLE.columns, Vec::new());
    cells.iter().for_each(|(column, word)| row[*column] = (*word).into());
    row
}

fn read<T: TableRow>(cells: &[(&str, &str)]) -> Option<T> {
    let atlas = atlas();
    let context = Context { names: &atlas, side: &|_| None, selector: &|_| Some(Selector::default()) };
    T::read(&text::<T>(cells), &context)
}

fn names(printed: &[Printed]) -> Vec<&'static str> {
    printed.iter().map(|own| own.name).collect()
}

#[test]
fn a_number_with_a_range_is_three_columns_of_one_line() {
    let columns = Capacity::TABLE.columns;
    let at = Capacity::TABLE.column("kt_y").unwrap();
    let [value, low, high] = [at, at + 1, at + 2].map(|at| columns[at]);
    assert_eq!([value.name, low.name, high.name], ["kt_y", "kt_y_low", "kt_y_high"]);
    assert_eq!([value.required, low.required, high.required], [true, false, false]);
    assert_eq!((low.meaning, low.unit, low.kind), ("Plausible low of kt_y.", "kt/y", CellKind::AMOUNT));
    assert_eq!((value.line, high.line), (low.line, low.line));
    assert_ne!(value.line, columns[at + 3].line);
}

#[test]
fn a_row_prints_what_was_read() {
    let cells = [
        ("id", "tengiz"),
        ("name", "Tengiz"),
        ("kind", "field"),
        ("country", "KAZ"),
        ("lat", "46.1"),
        ("lon", "53.4"),
        ("gate", "crude;products"),
        ("demand_kt_y", "5"),
        ("demand_kt_y_high", "6.5"),
        ("since", "2001-10-01"),
        ("year", "2023"),
        ("basis", "derived"),
        ("source", "handbook;register"),
    ];
    let place: Place = read(&cells).unwrap();
    let printed = place.cells(&atlas());
    assert_eq!(printed.len(), Place::TABLE.columns.len());
    let cell = |name: &str| printed[Place::TABLE.column(name).unwrap()].clone();
    assert_eq!(cell("country"), "KAZ".into());
    assert_eq!(cell("lon"), 53.4.into());
    assert_eq!(cell("gate"), vec!["crude".to_owned(), "products".to_owned()].into());
    assert_eq!((cell("demand_kt_y"), cell("demand_kt_y_low")), (5.0.into(), Cell::None));
    assert_eq!((cell("demand_kt_y_high"), cell("since")), (6.5.into(), "2001-10-01".into()));
    assert_eq!((cell("year"), cell("until"), cell("seaport")), (2023_i64.into(), Cell::None, false.into()));
    assert_eq!(cell("source"), vec!["handbook".to_owned(), "register".to_owned()].into());
}

#[test]
fn what_a_blank_cell_means_is_said_in_its_line() {
    let capacity: Capacity = read(&[("id", "a"), ("basis", "physical")]).unwrap();
    assert_eq!((capacity.cargo, capacity.availability), (CargoSet::ALL, 1.0));
    let spoilt: Capacity = read(&[("id", "a"), ("basis", "physical"), ("availability", "most")]).unwrap();
    assert_eq!(spoilt.availability, Capacity::default().availability);
    let goods: Commodity = read(&[("id", "a"), ("cargo", "crude")]).unwrap();
    assert_eq!(goods.unit, "t");
}

#[test]
fn a_row_without_what_it_is_about_cannot_be_read() {
    assert!(read::<Place>(&[("id", "Tengiz"), ("kind", "field")]).is_none(), "an id of another alphabet");
    assert!(read::<Place>(&[("id", "tengiz"), ("kind", "feild")]).is_none(), "an unknown word");
    assert!(read::<Place>(&[("id", "tengiz"), ("kind", "field"), ("lat", "north")]).is_some());
    let flow = [("id", "a"), ("commodity", "crude-light"), ("origin", "KAZ"), ("basis", "plan")];
    assert!(read::<Flow>(&flow).is_none(), "it ends nowhere");
    assert!(read::<Flow>(&[&flow[..], &[("destination", "KAZ")]].concat()).is_some());
}

#[test]
fn list_and_show_print_columns_in_order_and_late_ones_behind_the_next_line() {
    let cells =
        [("id", "a"), ("commodity", "crude-light"), ("origin", "KAZ"), ("destination", "KAZ"), ("basis", "plan")];
    let flow = read::<Flow>(&cells).unwrap().listed(&atlas());
    let order = ["destination", "year", "from", "until", "kt_y", "kt_y_low", "kt_y_high", "basis"];
    assert_eq!(names(&flow)[3..11], order);
    let capacity = Capacity::default();
    let shown = capacity.shown(&atlas());
    assert_eq!(names(&shown)[7..], ["ramp_months", "limit_kt_y", "since", "until", "year", "note"]);
    assert_eq!(shown[3].range, Some([None, None]), "a range is shown with its value");
}
