//! Is an assignment what it claims to be? Slow and plain on purpose: it shares no code with the solvers.
//!
//! What is checked, in integers: each path leads from a source to a target over open arcs; each demand's mass is what is
//! assigned, stranded and uneconomic; no limit is exceeded; the prices of the [`Certificate`](crate::Certificate) prove that
//! no tier could strand less and nothing less expensive serves as much.

mod bounds;
mod check;

pub use bounds::{Bounds, Claim, TierBound, bounds};
pub use check::{Violation, verify};
