//! `vessels.csv`: vessels, and who has listed them.

use crate::model::{CountryIx, Day, Id, Provenance};

/// A vessel.
#[derive(Clone, Debug)]
pub struct Vessel {
    /// `imo-` and its number.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Whose flag it flies.
    pub flag: Option<CountryIx>,
    /// Who owns it.
    pub owner: Option<Id>,
    /// Senders that have listed it.
    pub listed_by: Vec<String>,
    /// The first day on which all of them had.
    pub since: Option<Day>,
    /// Where that is said.
    pub known: Provenance,
}

impl Vessel {
    /// Has the sender listed it by this day?
    #[must_use]
    pub fn is_listed(&self, sender: &str, day: Day) -> bool {
        self.since.is_none_or(|since| since <= day) && self.listed_by.iter().any(|own| own == sender)
    }
}
