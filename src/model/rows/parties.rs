//! `parties.csv`: who.

use crate::model::{CountryIx, Id, string_enum};

string_enum! {
    /// What a party is.
    PartyKind {
        /// A company.
        Company = "company",
        /// A state.
        State = "state",
        /// An agency of a state.
        Agency = "agency",
        /// Anybody of a sort: `eu-refiner`.
        Persona = "persona",
    }
}

/// A company, state or agency.
#[derive(Clone, Debug)]
pub struct Party {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: PartyKind,
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
