//! `caps.csv`: prices above which services are not given.

use crate::model::{Day, Id, Reading, Window};

/// A cap while it holds.
#[derive(Clone, Debug)]
pub struct Cap {
    /// Its id; the rows of one cap follow each other in time.
    pub id: Id,
    /// Whose.
    pub sender: String,
    /// USD a barrel, free on board.
    pub usd_bbl: f64,
    /// Only for contracts made before this day; none: for all.
    pub contract_before: Option<Day>,
    /// When.
    pub window: Window,
    /// How well it is known.
    pub reading: Reading,
}
