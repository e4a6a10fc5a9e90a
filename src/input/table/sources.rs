//! `sources.csv`.

use crate::tables::{Kind, record};

record! {
    SourceRow, "sources", "A source.";
    id: required Kind::Key, "", "Its id.";
    title: required Kind::Text, "", "Title.";
    publisher: required Kind::Text, "", "Publisher.";
    date: optional Kind::Text, "", "Date as the publisher gives it.";
    licence: optional Kind::Text, "", "Licence, where one is stated.";
    url: optional Kind::Url, "", "Address at which the publisher shows it; blank: none is known.";
}
