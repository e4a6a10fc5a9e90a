//! `sources.csv`.

use crate::model::Id;

/// A source.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its id.
    pub id: Id,
    /// Title.
    pub title: String,
    /// Publisher.
    pub publisher: String,
    /// Date as the publisher gives it.
    pub date: String,
    /// Licence, where one is stated.
    pub licence: String,
    /// Where the publisher shows it: `https://` or `http://` and printed ASCII; empty where none is known.
    pub url: String,
}
