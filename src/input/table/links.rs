//! `links.csv`.

use crate::model::{Basis, Cargo, Mode};
use crate::tables::{AMOUNT, Kind, record};

record! {
    LinkRow, "links", "An edge: one mode, its own id; parallel links never merge.";
    id: required Kind::Key, "", "Its id.";
    name: required Kind::Text, "", "Its name.";
    line: optional Kind::Tag, "", "Line it is a segment of; pipelines owe one.";
    corridor: optional Kind::Tag, "", "Corridor that an analyst counts it to.";
    from: required Kind::Ref(&["places"]), "", "Place where it starts.";
    to: required Kind::Ref(&["places"]), "", "Place where it ends.";
    mode: required Kind::Word(Mode::WORDS), "", "How it moves things.";
    gauge: optional Kind::Word(&["1435", "1520", "1668", "1676", "1067", "1000"]), "mm", "Rail gauge; owed by rail, blank elsewhere.";
    vessels: optional Kind::Refs(&["vessels"]), "", "Vessel classes of modes.csv that may sail it; blank: all that fit.";
    two_way: optional Kind::Bool, "", "May it be passed backward too? Blank: false.";
    cargo: required Kind::Words(Cargo::WORDS), "", "What it carries.";
    accepts: optional Kind::Refs(&["commodities"]), "", "Commodities that it takes; blank: all of its cargoes.";
    rejects: optional Kind::Refs(&["commodities"]), "", "Commodities that it refuses.";
    length_km: optional AMOUNT, "km", "Length; only a swap may leave it blank.";
    length_km_low: optional AMOUNT, "km", "Plausible low of length_km.";
    length_km_high: optional AMOUNT, "km", "Plausible high of length_km.";
    cost_usd_t: optional AMOUNT, "USD/t", "Price of passing it; blank: fixed part and price per km of modes.csv.";
    cost_usd_t_low: optional AMOUNT, "USD/t", "Plausible low of cost_usd_t.";
    cost_usd_t_high: optional AMOUNT, "USD/t", "Plausible high of cost_usd_t.";
    hours: optional AMOUNT, "h", "Time of passing it; blank: length over the speed of modes.csv.";
    hours_low: optional AMOUNT, "h", "Plausible low of hours.";
    hours_high: optional AMOUNT, "h", "Plausible high of hours.";
    operator: optional Kind::Ref(&["parties"]), "", "Who runs it.";
    territory: optional Kind::Refs(&["countries"]), "", "Countries it lies in, in order of passage; owed on land, blank at sea.";
    max_kt_dwt: optional AMOUNT, "kt", "Deadweight of the largest laden ship; blank: any.";
    months: optional Kind::Months, "", "Open months, 4-11; blank: all year. How much passes in them its capacities say.";
    since: optional Kind::Date, "", "First day in force; blank: always.";
    until: optional Kind::Date, "", "Last day in force; blank: still.";
    group: optional Kind::Tag, "", "Common cause of failure.";
    year: required Kind::Year, "", "Year the numbers apply to.";
    basis: required Kind::Word(Basis::WORDS), "", "How well the numbers are known.";
    source: required Kind::Refs(&["sources"]), "", "Ids of sources.csv.";
    note: optional Kind::Text, "", "What else a reader should know.";
}
