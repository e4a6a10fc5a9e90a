//! Customizable contraction hierarchies: order once, weights as often as policy changes, then a query in microseconds.

mod chordal;
mod customize;
mod length;
mod order;
mod piece;
mod prepared;
mod search;
mod separator;
mod unpack;
mod update;

pub use chordal::Hierarchy;
pub use customize::{Lanes, Weighted};
pub use length::{Length, Single};
pub use order::Order;
pub use prepared::Prepared;
pub use search::Heading;
pub use update::Undo;
