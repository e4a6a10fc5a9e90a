//! Foreign files in: graphs of roads, rails and lanes that somebody else drew.

mod bridge;
mod columns;
mod dimacs;
mod graph;
mod join;
mod table;
mod write;

pub use columns::{Columns, Rate, Rules};
pub use dimacs::dimacs;
pub use graph::graph;
pub use write::written;
