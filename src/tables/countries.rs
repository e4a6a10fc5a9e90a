//! `countries.csv`.

use crate::model::Id;
use routing::Position;

/// A country.
#[derive(Clone, Debug)]
pub struct Country {
    /// ISO 3166 alpha-3.
    pub id: Id,
    /// Its name in English.
    pub name: String,
    /// Groups it belongs to: `EU`, `G7`, `EAEU`.
    pub blocs: Vec<String>,
    /// Has it no sea coast?
    pub landlocked: bool,
    /// Degrees north and east of its label.
    pub position: Option<Position>,
    /// Ids of `sources.csv`.
    pub sources: Vec<Id>,
}
