//! `ownership_tests.csv`.

use crate::model::Basis;
use crate::tables::{Kind, PERCENT, record};

record! {
    OwnershipTestRow, "ownership_tests", "How a sender tells that a company belongs to those whom it listed.";
    sender: required Kind::Text, "", "Whose test: `EU`, `US`, `UK`.";
    programme: required Kind::Tag, "", "For which of its listings.";
    threshold_pct: required PERCENT, "%", "What a share is held against.";
    comparison: required Kind::Word(&["gt", "ge"]), "", "`gt`: more than the threshold, `ge`: as much or more.";
    aggregate: required Kind::Bool, "", "Do shares of all listed parties add up? Else each listed party is looked at by itself.";
    votes: required Kind::Bool, "", "Do votes count like shares?";
    board: required Kind::Bool, "", "Does the right to appoint most of the board count by itself?";
    control: required Kind::Bool, "", "Does control count by itself?";
    since: optional Kind::Date, "", "First day in force; blank: always.";
    until: optional Kind::Date, "", "Last day in force; blank: still.";
    conf: required Kind::Word(&["H", "M", "L"]), "", "How sure: high, middle, low.";
    text_seen: required Kind::Bool, "", "Was the text of the rule itself seen?";
    basis: required Kind::Word(Basis::WORDS), "", "How well the rule is known.";
    source: required Kind::Refs(&["sources"]), "", "Ids of sources.csv.";
    note: optional Kind::Text, "", "What else a reader should know.";
}
