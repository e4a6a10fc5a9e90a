//! Files of ends and of demand for `sweep`.

use crate::tables::{AMOUNT, Kind, record};

record! {
    EndRow, "ends", "Starts and ends of a sweep, all with all.";
    id: required Kind::Text, "", "A place of the atlas or a node of the mesh.";
}

record! {
    DemandRow, "demand", "Tonnes between pairs.";
    from: required Kind::Text, "", "A place of the atlas or a node of the mesh.";
    to: required Kind::Text, "", "A place of the atlas or a node of the mesh.";
    kt: required AMOUNT, "kt", "How much a year.";
}
