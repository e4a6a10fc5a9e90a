//! How far a long answer is: for who waits, never for the answer.

use std::sync::atomic::{AtomicU64, Ordering};

/// Steps done of the steps known so far, counted by all threads.
#[derive(Debug, Default)]
pub struct Progress {
    known: AtomicU64,
    done: AtomicU64,
}

impl Progress {
    /// More steps are to come.
    pub fn expect(&self, steps: usize) {
        self.known.fetch_add(steps as u64, Ordering::Relaxed);
    }

    /// Does one step, and counts it.
    pub fn step<T>(&self, work: impl FnOnce() -> T) -> T {
        let done = work();
        self.done.fetch_add(1, Ordering::Relaxed);
        done
    }

    /// So many steps are done.
    pub fn count(&self, steps: usize) {
        self.done.fetch_add(steps as u64, Ordering::Relaxed);
    }

    /// Steps done, and steps known: the former are never more.
    pub fn now(&self) -> (u64, u64) {
        let done = self.done.load(Ordering::Relaxed);
        (done, self.known.load(Ordering::Relaxed).max(done))
    }
}
