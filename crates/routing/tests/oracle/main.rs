//! Every algorithm of this crate against a slow method that shares no code with it, on small random multigraphs.
//!
//! `crates/oracle` says how many, and which variables set it; a new oracle is a line in its list. A failure prints the
//! case's seed and the whole instance.

// clippy.toml allows it in tests; helpers of tests are not seen as such here.
#![allow(clippy::unwrap_used)]

mod hierarchy;
mod paths;
