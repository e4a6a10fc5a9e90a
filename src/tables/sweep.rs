//! Files of a user's own for `sweep`: changes, ends and demand.

use super::column::{CellKind, TableSpec};
use super::line::{flatten, part};
use crate::model::EffectKind;

/// What scenarios do.
pub const CHANGES: TableSpec = TableSpec {
    name: "changes",
    file: "changes.csv",
    says: "What scenarios of a sweep do: one row a measure.",
    columns: &flatten::<4>(&[
        part("scenario", "The scenario; its rows stand together.").required(),
        part("effect", "What happens.").of(CellKind::Word(EffectKind::WORDS)).required(),
        part("on", "Where: a selector, key=value,key=value.").required(),
        part("amount", "How much; none for a closure.").of(CellKind::Value),
    ]),
    order: &[],
};

const END: &str = "A place of the atlas or a node of the imported network.";

/// Starts and ends.
pub const ENDS: TableSpec = TableSpec {
    name: "ends",
    file: "ends.csv",
    says: "Starts and ends of a sweep, all with all.",
    columns: &flatten::<1>(&[part("id", END).required()]),
    order: &[],
};

/// Tonnes between pairs.
pub const DEMAND: TableSpec = TableSpec {
    name: "demand",
    file: "demand.csv",
    says: "Tonnes between pairs.",
    columns: &flatten::<3>(&[
        part("from", END).required(),
        part("to", END).required(),
        part("kt", "How much a year.").of(CellKind::AMOUNT).unit("kt").required(),
    ]),
    order: &[],
};
