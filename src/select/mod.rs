//! Selectors: `key=value,key=value` read, checked against an atlas, and matched with assets and trades.
//!
//! The named assets (`place`, `strait`, `link`, `line`) are joined by "or", everything else by "and", values of
//! one key by "or", `not` negates. A new key is one file here and one line in [`KEYS`].

mod cargo;
mod commodity;
mod corridor;
mod country;
mod destination;
mod draft;
mod exported_from;
mod final_use;
mod goods_origin;
mod group;
mod hs;
mod hs_list;
mod key;
mod kind;
mod line;
mod link;
mod loaded_in;
mod matching;
mod mode;
mod operator;
mod origin;
mod owner;
mod place;
mod seaport;
mod side;
mod strait;
#[cfg(test)]
mod tests;
mod transfer;

pub use draft::{Draft, Problem, Term, check, parse, split};
pub use key::{About, Fault, Key, country_or_bloc, is_code, word};
pub use matching::{
    asset_part, is_about_assets, is_about_trade, matches_link, matches_place, matches_trade,
    matches_transfer, trade_part,
};
pub use side::side;

/// Every key, in the order in which help lists them.
pub const KEYS: &[Key] = &[
    place::KEY,
    strait::KEY,
    link::KEY,
    line::KEY,
    kind::KEY,
    mode::KEY,
    seaport::KEY,
    country::KEY,
    operator::KEY,
    owner::KEY,
    corridor::KEY,
    transfer::KEY,
    group::KEY,
    commodity::KEY,
    hs::KEY,
    hs_list::KEY,
    cargo::KEY,
    origin::KEY,
    destination::KEY,
    goods_origin::KEY,
    exported_from::KEY,
    loaded_in::KEY,
    final_use::KEY,
];

/// Tables in which stands what a selector names.
pub const TABLES: &[&str] = &["countries", "places", "links", "modes", "parties", "commodities"];

/// The key of this name.
#[must_use]
pub fn key(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name)
}
