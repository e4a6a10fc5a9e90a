//! Rows of other tables that speak of a thing, of every day.

use crate::answer::Row;
use crate::model::{Asset, Id};
use crate::tables::{Atlas, Capacity, Charge, Flow, Link, Observed, Transfer};

use super::Book;
use crate::analysis::rows;

/// Links of every day.
pub(super) fn links(book: &Book<'_>, own: impl Fn(&Link) -> bool) -> Vec<Row> {
    let dated = &book.network.dated;
    let links = dated.atlas.links.iter().zip(&dated.links).filter(|(link, _)| own(link));
    links.map(|(link, now)| rows::listed(&dated.atlas, link).with("in_force", *now)).collect()
}

/// Capacities of every day over any of the assets.
pub(super) fn capacities(book: &Book<'_>, over: impl Fn(Asset) -> bool) -> Vec<Row> {
    capacities_that(book, |row| row.assets.iter().any(|asset| over(*asset)))
}

pub(super) fn capacities_that(book: &Book<'_>, own: impl Fn(&Capacity) -> bool) -> Vec<Row> {
    let dated = &book.network.dated;
    let rows = dated.atlas.capacities.iter().zip(&dated.capacities).filter(|(row, _)| own(row));
    rows.map(|(row, now)| rows::listed(&dated.atlas, row).with("in_force", *now)).collect()
}

/// Transfers of every day.
pub(super) fn transfers(book: &Book<'_>, own: impl Fn(&Transfer) -> bool) -> Vec<Row> {
    let dated = &book.network.dated;
    let rows = dated.atlas.transfers.iter().zip(&dated.transfers).filter(|(row, _)| own(row));
    rows.map(|(row, now)| rows::listed(&dated.atlas, row).with("in_force", *now)).collect()
}

/// Charges of every day.
pub(super) fn charges(book: &Book<'_>, own: impl Fn(&Charge) -> bool) -> Vec<Row> {
    let dated = &book.network.dated;
    let rows = dated.atlas.charges.iter().zip(&dated.charges).filter(|(row, _)| own(row));
    rows.map(|(row, now)| rows::listed(&dated.atlas, row).with("in_force", *now)).collect()
}

/// Other values that a row had.
pub(super) fn history(atlas: &Atlas, id: &Id) -> Vec<Row> {
    atlas.history.iter().filter(|row| row.asset == *id).map(|row| rows::listed(atlas, row)).collect()
}

pub(super) fn observed(atlas: &Atlas, own: impl Fn(&Observed) -> bool) -> Vec<Row> {
    atlas.observed.iter().filter(|row| own(row)).map(|row| rows::listed(atlas, row)).collect()
}

/// Flows of every year.
pub(super) fn flows(atlas: &Atlas, own: impl Fn(&Flow) -> bool) -> Vec<Row> {
    atlas.flows.iter().filter(|row| own(row)).map(|row| rows::listed(atlas, row)).collect()
}
