//! Every algorithm of `flow` against a slow method that shares no code with it, on small random multigraphs.
//!
//! `CORRIDOR_ORACLE_CASES` sets how many (default 1000). A failure prints the case's seed and the whole instance.

// clippy.toml allows it in tests; helpers of tests are not seen as such here.
#![allow(clippy::unwrap_used)]

mod cuts;
mod draw;
mod laying;
mod pareto;
mod proofs;
mod routes;
mod slow;
mod yielding;
