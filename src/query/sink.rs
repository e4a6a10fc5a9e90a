//! Where rows go while they are found.

use std::io;

use crate::answer::{PairRow, Swept};

/// Takes rows in order as they are found.
pub trait Sink {
    /// Scenarios that were found before, the baseline first: they are not asked again.
    fn known(&self) -> &[Swept] {
        &[]
    }

    /// A pair under a scenario.
    ///
    /// # Errors
    /// Whatever stops the receiver; the query ends there.
    fn pair(&mut self, row: PairRow) -> io::Result<()>;

    /// What a scenario comes to, after all its pairs.
    ///
    /// # Errors
    /// As [`Sink::pair`].
    fn scenario(&mut self, swept: &Swept) -> io::Result<()>;
}

/// Rows that no one asked for.
pub struct Nowhere;

impl Sink for Nowhere {
    fn pair(&mut self, _: PairRow) -> io::Result<()> {
        Ok(())
    }

    fn scenario(&mut self, _: &Swept) -> io::Result<()> {
        Ok(())
    }
}
