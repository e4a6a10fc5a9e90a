//! `actors.csv`: ready sets of parties.

use std::collections::BTreeMap;

use crate::model::{Id, Role};

/// A ready set of parties.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Who it is in which role.
    pub parties: BTreeMap<Role, Id>,
    /// What else a reader should know.
    pub note: Option<String>,
}
