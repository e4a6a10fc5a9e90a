//! Ready sets of parties.

use std::collections::BTreeMap;

use super::cell::Cell;
use super::column::CellKind;
use super::field::{Cells, Field, IdLookup, Value};
use super::line::{KEY, Line, NOTE, REQUIRED, SOURCE, group, part};
use super::table::table;
use crate::model::{Id, Role};

table! {
    Actor, "actors", "A ready set of parties, for `--actor`.";
    id: Id = KEY.list(), "Its id.";
    name: String = REQUIRED.list().unshown(), "Its name.";
    parties: BTreeMap<Role, Id> = ROLES.list(), "Who it is in which role.";
    sources: Vec<Id> = SOURCE, "Where that is said.";
    note: Option<String> = NOTE.list(), "What else a reader should know.";
}

const fn role(role: Role, meaning: &'static str) -> Line {
    // The words of roles are the names of the columns.
    part(Role::WORDS[role as usize], meaning).of(CellKind::PARTY)
}

/// One column a role, in the order of [`Role::ALL`].
const ROLES: Line = group([
    role(Role::Seller, "Who sells."),
    role(Role::Buyer, "Who buys."),
    role(Role::GoodsOwner, "Who owns the goods in transit."),
    role(Role::Carrier, "Who carries them."),
    role(Role::Vessel, "The vessel."),
    role(Role::Flag, "Country of its flag."),
    role(Role::Insurer, "Who insures."),
    role(Role::Bank, "Who pays or finances."),
    role(Role::Broker, "Who brokers."),
    role(Role::Operator, "Who runs the links and places; blank: their own operators."),
]);

impl Field for BTreeMap<Role, Id> {
    fn read(cells: &Cells<'_>) -> Option<Self> {
        // The number of a role is the position of its column.
        Some(Role::ALL.iter().filter_map(|role| Some((*role, cells.value(*role as usize)?))).collect())
    }

    fn print(&self, names: &dyn IdLookup, out: &mut Vec<Cell>) {
        out.extend(Role::ALL.iter().map(|role| self.get(role).map_or(Cell::None, |id| Value::print(id, names))));
    }
}
