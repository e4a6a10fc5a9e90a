//! Customizable contraction hierarchies: order once, weights as often as policy changes, then a query in microseconds.

mod chordal;
mod customize;
mod ends;
mod few;
mod length;
mod order;
mod pairs;
mod piece;
mod reach;
mod search;
mod separator;
mod trace;
mod update;
mod ways;

pub use chordal::Hierarchy;
pub use customize::{ArcMapping, Weighted};
pub use ends::{Endpoints, Labels, join_labels};
pub use length::Length;
pub use order::Order;
pub use pairs::{Change, Edits, FoundPath, PathMatrix, Workspace};
pub use search::Direction;
pub use trace::{PathAttributes, TagSet};
pub use update::Undo;
