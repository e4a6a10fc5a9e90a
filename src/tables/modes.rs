//! `modes.csv`: defaults of modes and vessel classes.

use crate::model::{CargoSet, Draught, Id, Mode, Provenance, Ranged};
use assignment::Mass;

/// Defaults of a mode or a vessel class for some cargoes.
#[derive(Clone, Debug)]
pub struct ModeDefault {
    /// Its id; for a vessel class the name that links use.
    pub id: Id,
    /// The mode.
    pub mode: Mode,
    /// The vessel class; none on land.
    pub vessel: Option<Id>,
    /// For which cargoes.
    pub cargo: CargoSet,
    /// USD per tonne and km.
    pub usd_per_tkm: Ranged<f64>,
    /// USD per tonne whatever the length.
    pub fixed: Ranged<f64>,
    /// Kilometres per hour.
    pub speed: Ranged<f64>,
    /// Deadweight.
    pub dwt: Option<Mass>,
    /// Laden draught.
    pub draught: Option<Draught>,
    /// Where its numbers come from.
    pub known: Provenance,
}
