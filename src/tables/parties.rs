//! `parties.csv`: who.

use crate::model::{CountryIx, Id};

/// A company, state or agency.
#[derive(Clone, Debug)]
pub struct Party {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// `company`, `state`, `agency`, or `persona`: anybody of this sort.
    pub kind: String,
    /// Where it is registered.
    pub country: Option<CountryIx>,
    /// Its numbers: `inn:7706107510`.
    pub identifiers: Vec<String>,
    /// Senders that bind it beside those of its country: the sender, and the programme where only that does.
    pub bound_by: Vec<(String, Option<Id>)>,
    /// Senders whose threats it heeds.
    pub wary: Vec<String>,
    /// Ids of `sources.csv`.
    pub sources: Vec<Id>,
    /// What else a reader should know.
    pub note: Option<String>,
}
