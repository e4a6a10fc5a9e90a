//! `parties.csv`: who.

use crate::model::{CountryIx, Id};

/// A company, state or agency.
#[derive(Clone, Debug)]
pub struct Party {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// `company`, `state` or `agency`.
    pub kind: String,
    /// Where it is registered.
    pub country: Option<CountryIx>,
    /// Ids of `sources.csv`.
    pub sources: Vec<Id>,
    /// What else a reader should know.
    pub note: Option<String>,
}
