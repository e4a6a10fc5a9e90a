//! `places.csv`.

use crate::model::{Basis, Cargo, PlaceKind};
use crate::tables::{AMOUNT, Kind, LAT, LON, record};

record! {
    PlaceRow, "places", "A node that people name.";
    id: required Kind::Key, "", "Its id.";
    name: required Kind::Text, "", "Its name.";
    kind: required Kind::Word(PlaceKind::WORDS), "", "What it is.";
    country: optional Kind::Ref(&["countries"]), "", "Country it lies in; blank: waters of nobody.";
    lat: optional LAT, "deg", "Latitude.";
    lon: optional LON, "deg", "Longitude.";
    unlocode: optional Kind::Text, "", "UN/LOCODE without a space.";
    seaport: optional Kind::Bool, "", "Does it load seagoing ships? Blank: false.";
    gate: optional Kind::Words(Cargo::WORDS), "", "Cargoes for which flows of its country start or end here.";
    operator: optional Kind::Ref(&["parties"]), "", "Who runs it.";
    market: optional Kind::Tags, "", "Markets that it is a sink of.";
    demand_kt_y: optional AMOUNT, "kt/y", "What its markets take here in a year.";
    demand_kt_y_low: optional AMOUNT, "kt/y", "Plausible low of demand_kt_y.";
    demand_kt_y_high: optional AMOUNT, "kt/y", "Plausible high of demand_kt_y.";
    max_kt_dwt: optional AMOUNT, "kt", "Deadweight of the largest laden ship; blank: any.";
    max_draught_m: optional AMOUNT, "m", "Draught of the deepest laden ship; blank: any.";
    group: optional Kind::Tag, "", "Common cause of failure.";
    since: optional Kind::Date, "", "First day in force; blank: always.";
    until: optional Kind::Date, "", "Last day in force; blank: still.";
    year: optional Kind::Year, "", "Year the numbers apply to.";
    basis: required Kind::Word(Basis::WORDS), "", "How well the numbers are known.";
    source: required Kind::Refs(&["sources"]), "", "Ids of sources.csv.";
    note: optional Kind::Text, "", "What else a reader should know.";
}
