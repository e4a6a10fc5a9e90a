//! Foreign files in: graphs of roads, rails and lanes that someone else drew, lists of who is sanctioned.

mod graph;
mod join;
pub mod lists;
mod table;

pub use graph::graph;
pub use join::{Rate, Rules};
pub use table::written;
