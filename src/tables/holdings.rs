//! `holdings.csv`: who owns whom.

use crate::model::{Id, Provenance, Ranged, Window};

/// What one party holds of another.
#[derive(Clone, Debug)]
pub struct Holding {
    /// Who holds.
    pub holder: Id,
    /// Whom.
    pub held: Id,
    /// `shares`, `votes`, `board`, `control` or `trustee`.
    pub kind: String,
    /// Percent.
    pub share_pct: Option<Ranged<f64>>,
    /// Of a trustee: who holds the same share as beneficiary, in a row of its own.
    pub trustee_for: Option<Id>,
    /// When.
    pub window: Window,
    /// Where it is said.
    pub known: Provenance,
}
