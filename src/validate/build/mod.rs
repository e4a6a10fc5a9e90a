//! From text to an atlas, as far as it can be read. What cannot be read is silently left out here: the rules have
//! looked at every cell and said so, and an atlas with a single error is never handed out.

mod assets;
mod cell;
mod limits;
mod people;
mod trade;

use crate::input::RawTables;
use crate::tables::Atlas;

pub use trade::flow;

/// Everything but the scenarios. Tables come in the order in which they refer to each other.
#[must_use]
pub fn build(raw: &RawTables) -> Atlas {
    let mut atlas = Atlas {
        name: raw.name.clone(),
        version: raw.version.clone(),
        sha256: raw.sha256.clone(),
        ..Atlas::default()
    };
    people::add(&mut atlas, raw);
    trade::add_commodities(&mut atlas, raw);
    assets::add(&mut atlas, raw);
    limits::add(&mut atlas, raw);
    trade::add(&mut atlas, raw);
    atlas
}
