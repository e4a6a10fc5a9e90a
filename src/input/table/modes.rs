//! `modes.csv`.

use crate::model::{Basis, Cargo, Mode};
use crate::tables::{AMOUNT, Kind, record};

record! {
    ModeRow, "modes", "Defaults of a mode, or of one vessel class, for some cargoes.";
    id: required Kind::Key, "", "Its id.";
    mode: required Kind::Word(Mode::WORDS), "", "The mode.";
    vessel: optional Kind::Tag, "", "Vessel class; owed by sea, river and ferry, blank on land.";
    cargo: required Kind::Words(Cargo::WORDS), "", "For which cargoes.";
    usd_per_tkm: required AMOUNT, "USD/(t km)", "Price per tonne and km.";
    usd_per_tkm_low: optional AMOUNT, "USD/(t km)", "Plausible low of usd_per_tkm.";
    usd_per_tkm_high: optional AMOUNT, "USD/(t km)", "Plausible high of usd_per_tkm.";
    fixed_usd_t: required AMOUNT, "USD/t", "Price per tonne whatever the length.";
    fixed_usd_t_low: optional AMOUNT, "USD/t", "Plausible low of fixed_usd_t.";
    fixed_usd_t_high: optional AMOUNT, "USD/t", "Plausible high of fixed_usd_t.";
    speed_km_h: required Kind::Number(0.1, 10_000.0), "km/h", "Speed.";
    speed_km_h_low: optional Kind::Number(0.1, 10_000.0), "km/h", "Plausible low of speed_km_h.";
    speed_km_h_high: optional Kind::Number(0.1, 10_000.0), "km/h", "Plausible high of speed_km_h.";
    dwt_kt: optional AMOUNT, "kt", "Deadweight of the class.";
    draught_m: optional AMOUNT, "m", "Laden draught of the class.";
    year: required Kind::Year, "", "Year the numbers apply to.";
    basis: required Kind::Word(Basis::WORDS), "", "How well the numbers are known.";
    source: required Kind::Refs(&["sources"]), "", "Ids of sources.csv.";
    note: optional Kind::Text, "", "What else a reader should know.";
}
