//! `holdings.csv`: who owns whom.

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

/// What one party holds of another.
#[derive(Clone, Debug)]
pub struct Holding {
    /// Who holds.
    pub holder: Id,
    /// Whom.
    pub held: Id,
    /// What is held.
    pub kind: HoldingKind,
    /// Percent.
    pub share_pct: Option<Ranged<f64>>,
    /// Of a trustee: who holds the same share as beneficiary, in a row of its own.
    pub trustee_for: Option<Id>,
    /// When.
    pub window: Window,
    /// Where it is said.
    pub known: Provenance,
}
