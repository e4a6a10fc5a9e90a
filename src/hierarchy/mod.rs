//! Customizable contraction hierarchies: order once, weights as often as policy changes, then a query in microseconds.

mod chordal;
mod order;
mod piece;
mod separator;

pub use chordal::Hierarchy;
pub use order::Order;
