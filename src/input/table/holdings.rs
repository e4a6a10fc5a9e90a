//! `holdings.csv`.

use crate::model::Basis;
use crate::tables::{Kind, PERCENT, record};

record! {
    HoldingRow, "holdings", "What one party holds of another.";
    holder: required Kind::Ref(&["parties"]), "", "Who holds.";
    held: required Kind::Ref(&["parties"]), "", "Whom.";
    kind: required Kind::Word(&["shares", "votes", "board", "control", "trustee"]), "", "What is held.";
    share_pct: optional PERCENT, "%", "Percent held.";
    share_pct_low: optional PERCENT, "%", "Plausible low of share_pct.";
    share_pct_high: optional PERCENT, "%", "Plausible high of share_pct.";
    trustee_for: optional Kind::Ref(&["parties"]), "", "Of a trustee: who holds the same share as beneficiary, in a row of its own.";
    since: optional Kind::Date, "", "First day in force; blank: always.";
    until: optional Kind::Date, "", "Last day in force; blank: still.";
    basis: required Kind::Word(Basis::WORDS), "", "How well the numbers are known.";
    source: required Kind::Refs(&["sources"]), "", "Ids of sources.csv.";
    note: optional Kind::Text, "", "What else a reader should know.";
}
