//! Lists of goods that measures name.

use super::column::CellKind;
use super::line::{OPTIONAL, REQUIRED, SOURCE, basis, provenance, window};
use super::table::table;
use crate::model::{Id, Provenance, Window};

table! {
    HsListed, "hs_lists", "Goods on a list that measures name.", by "list" "hs" "since";
    list: Id = REQUIRED, "The list.";
    hs: String = REQUIRED.of(CellKind::Digits), "How their code in the Harmonized System begins.";
    tier: Option<String> = OPTIONAL, "Their tier within the list.";
    window: Window = window("First day on it; blank: always.", "Last day on it; blank: still."), "When.";
    provenance: Provenance = provenance(basis("basis", "How well it is known."), SOURCE), "Where that is said.";
}
