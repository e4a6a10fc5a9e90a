//! `transfers.csv`.

use crate::model::{Basis, Cargo, PlaceKind};
use crate::tables::{AMOUNT, Kind, record};

record! {
    TransferRow, "transfers", "A change of mode, gauge, vessel or line.";
    id: required Kind::Key, "", "Its id.";
    place: optional Kind::Ref(&["places"]), "", "Where; exactly one of place and kind.";
    kind: optional Kind::Word(PlaceKind::WORDS), "", "At all places of this kind.";
    from: required Kind::Side, "", "From mode or mode:way, the way being a gauge, vessel class or line.";
    to: required Kind::Side, "", "To mode or mode:way.";
    from_country: optional Kind::Ref(&["countries"]), "", "Only for goods that arrive from this country.";
    to_country: optional Kind::Ref(&["countries"]), "", "Only for goods that go on to this country.";
    cargo: required Kind::Words(Cargo::WORDS), "", "What it handles.";
    usd_t: required AMOUNT, "USD/t", "Price.";
    usd_t_low: optional AMOUNT, "USD/t", "Plausible low of usd_t.";
    usd_t_high: optional AMOUNT, "USD/t", "Plausible high of usd_t.";
    hours: required AMOUNT, "h", "Time, waiting included.";
    hours_low: optional AMOUNT, "h", "Plausible low of hours.";
    hours_high: optional AMOUNT, "h", "Plausible high of hours.";
    since: optional Kind::Date, "", "First day in force; blank: always.";
    until: optional Kind::Date, "", "Last day in force; blank: still.";
    year: required Kind::Year, "", "Year the numbers apply to.";
    basis: required Kind::Word(Basis::WORDS), "", "How well the numbers are known.";
    source: required Kind::Refs(&["sources"]), "", "Ids of sources.csv.";
    note: optional Kind::Text, "", "What else a reader should know.";
}
