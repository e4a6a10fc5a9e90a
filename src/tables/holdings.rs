//! Who owns whom.

use std::cmp::Reverse;

use super::column::CellKind;
use super::line::{BASIS, OPTIONAL, REQUIRED, SOURCE, WINDOW, provenance};
use super::table::table;
use super::value::words;
use crate::model::{Id, Provenance, Ranged, Window, string_enum};

string_enum! {
    /// What one party has of another.
    HoldingKind {
        /// Shares in its capital.
        Shares = "shares",
        /// Votes.
        Votes = "votes",
        /// The right to appoint most of its board.
        Board = "board",
        /// Control by other means.
        Control = "control",
        /// Shares that it holds for a beneficiary.
        Trustee = "trustee",
    }
}
words!(HoldingKind);

table! {
    Holding, "holdings", "What one party holds of another.";
    holder: Id = REQUIRED.of(CellKind::PARTY), "Who holds.";
    held: Id = REQUIRED.of(CellKind::PARTY), "Whom.";
    kind: HoldingKind = REQUIRED, "What is held.";
    share_pct: Option<Ranged<f64>> = OPTIONAL.of(CellKind::PERCENT).unit("%"), "Percent held.";
    trustee_for: Option<Id> = OPTIONAL.of(CellKind::PARTY), "Of a trustee: who holds the same share as beneficiary, in a row of its own.";
    window: Window = WINDOW, "When.";
    provenance: Provenance = provenance(BASIS, SOURCE), "Where it is said.";
}

impl Holding {
    /// By who is held, the larger share first, then by holder, kind and first day.
    pub fn sort(rows: &mut [Self]) {
        /// Thousandths of a percent, so that they can be compared.
        #[allow(clippy::cast_possible_truncation)]
        fn share(row: &Holding) -> i64 {
            row.share_pct.map_or(0, |share| (share.value * 1000.0) as i64)
        }
        let key = |row: &Self| (Reverse(share(row)), row.holder.clone(), row.kind.as_str(), row.window.since);
        // Cached, since a key clones texts.
        rows.sort_by_cached_key(|row| (row.held.clone(), key(row)));
    }
}
