//! Files of ends and of demand for `sweep`.

use crate::input::column::{AMOUNT, Kind, record};

record! {
    /// A row of a file of ends.
    EndRow, "ends.csv", "Starts and ends of a sweep, all with all.";
    id: required Kind::Text, "", "A place of the atlas or a node of the mesh.";
}

record! {
    /// A row of a file of demand.
    DemandRow, "demand.csv", "Tonnes between pairs.";
    from: required Kind::Text, "", "A place of the atlas or a node of the mesh.";
    to: required Kind::Text, "", "A place of the atlas or a node of the mesh.";
    kt: required AMOUNT, "kt", "How much a year.";
}
