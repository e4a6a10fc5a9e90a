//! Where things are said.

use super::column::CellKind;
use super::line::{KEY, OPTIONAL, REQUIRED};
use super::table::table;
use crate::model::Id;

table! {
    Source, "sources", "A source.";
    id: Id = KEY.list(), "Its id.";
    title: String = REQUIRED.list().unshown(), "Title.";
    publisher: String = REQUIRED.list(), "Publisher.";
    date: String = OPTIONAL.list(), "Date as the publisher gives it.";
    licence: String = OPTIONAL.list(), "Licence, where one is stated.";
    url: String = OPTIONAL.of(CellKind::Url).list(), "Address at which the publisher shows it; blank: none is known.";
}
