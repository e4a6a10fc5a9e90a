//! Selectors: `key=value,key=value` read, checked against an atlas, and matched with assets and trades.
//!
//! The named assets (`place`, `strait`, `link`, `line`) are joined by "or", everything else by "and", values of
//! one key by "or", `not` negates. A new key is one constant in `assets` or `trade` and its name in the list there.

mod assets;
mod draft;
mod key;
mod matching;
mod side;
#[cfg(test)]
mod tests;
mod trade;

pub use draft::{Draft, Problem, Term, check, parse, split};
pub use key::{Fault, Key, country_or_bloc, is_code, word};
pub use matching::{
    asset_part, is_about_assets, is_about_trade, matches_link, matches_place, matches_trade,
    matches_transfer, trade_part,
};
pub use side::side;

/// Every key, in the order in which help lists them.
pub fn keys() -> impl Iterator<Item = &'static Key> {
    assets::KEYS.iter().chain(trade::KEYS)
}

/// Tables in which stands what a selector names.
pub const TABLES: &[&str] = &["countries", "places", "links", "modes", "parties", "commodities"];

#[must_use]
pub fn key(name: &str) -> Option<&'static Key> {
    keys().find(|key| key.name == name)
}
