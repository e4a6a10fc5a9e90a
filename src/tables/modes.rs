//! Defaults of modes and vessel classes.

use super::column::CellKind;
use super::line::{BASIS, KEY, OPTIONAL, REQUIRED, SOURCE, YEAR, provenance};
use super::table::table;
use crate::model::{CargoSet, Draught, Id, Mode, Provenance, Ranged};
use assignment::Mass;

table! {
    ModeDefault, "modes", "Defaults of a mode, or of one vessel class, for some cargoes.";
    id: Id = KEY, "Its id.";
    mode: Mode = REQUIRED, "The mode.";
    vessel: Option<Id> = OPTIONAL, "Vessel class; owed by sea, river and ferry, blank on land.";
    cargo: CargoSet = REQUIRED, "For which cargoes.";
    usd_per_tkm: Ranged<f64> = REQUIRED.unit("USD/(t km)"), "Price per tonne and km.";
    "fixed_usd_t" fixed: Ranged<f64> = REQUIRED.unit("USD/t"), "Price per tonne whatever the length.";
    "speed_km_h" speed: Ranged<f64> = REQUIRED.of(CellKind::Number(0.1, 10_000.0)).unit("km/h"), "Speed.";
    "dwt_kt" dwt: Option<Mass> = OPTIONAL.unit("kt"), "Deadweight of the class.";
    "draught_m" draught: Option<Draught> = OPTIONAL.unit("m"), "Laden draught of the class.";
    year: Option<i16> = YEAR, "Year the numbers apply to.";
    provenance: Provenance = provenance(BASIS, SOURCE), "Where its numbers come from.";
}
