//! The whole program, from CSV to answer, against a slow method that shares no code with it, on small random atlases.
//!
//! The crate `oracle` says how many, and which variables set it. A failure prints the case's seed and the whole instance.

// clippy.toml allows it in tests; helpers of tests are not seen as such here.
#![allow(clippy::unwrap_used)]

mod shares;
mod small;
mod triple;
