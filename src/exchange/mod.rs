//! Foreign files in: graphs of roads, rails and lanes that somebody else drew, lists of who is sanctioned.

mod bridge;
mod dimacs;
mod graph;
mod join;
pub mod lists;
mod mnetgen;
mod rules;
mod table;
mod write;

pub use dimacs::dimacs;
pub use graph::graph;
pub use mnetgen::{Mnetgen, mnetgen};
pub use rules::{Rate, Rules};
pub use write::written;
