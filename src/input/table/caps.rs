//! `caps.csv`.

use crate::model::Basis;
use crate::tables::{AMOUNT, Kind, record};

record! {
    CapRow, "caps", "A price above which a sender's persons give no services, while it holds.";
    cap: required Kind::Tag, "", "Which cap: `crude`, `products-premium`, `products-discount`.";
    sender: required Kind::Text, "", "Whose: `EU`, `US`, `UK`.";
    usd_bbl: required AMOUNT, "USD/bbl", "Free on board; dearer is above the cap.";
    contract_before: optional Kind::Date, "", "Only for contracts made before this day; blank: for all others.";
    since: required Kind::Date, "", "First day in force.";
    until: optional Kind::Date, "", "Last day in force; blank: still.";
    conf: required Kind::Word(&["H", "M", "L"]), "", "How sure: high, middle, low.";
    text_seen: required Kind::Bool, "", "Was the text of the act itself seen?";
    basis: required Kind::Word(Basis::WORDS), "", "How well it is known.";
    source: required Kind::Refs(&["sources"]), "", "Ids of sources.csv.";
    note: optional Kind::Text, "", "What else a reader should know.";
}
