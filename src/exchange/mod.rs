//! Foreign files in: graphs of roads, rails and lanes that somebody else drew, lists of who is sanctioned.

mod bridge;
mod graph;
mod join;
pub mod lists;
mod rules;
mod table;
mod write;

pub use graph::graph;
pub use rules::{Rate, Rules};
pub use write::written;
