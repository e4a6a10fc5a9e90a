//! Selectors: `key=value,key=value` read, checked against an atlas, and matched with assets and trades.
//!
//! The named assets (`place`, `strait`, `link`, `line`) are joined by "or", everything else by "and", values of
//! one key by "or", `not` negates. A new key is one constant in `keys` and its name in one of the two lists there.

mod draft;
mod key;
mod keys;
#[cfg(test)]
mod tests;

pub use draft::{SelectorDraft, SelectorError, Term, check, parse, split};
pub use key::{Key, KeyGroup, ValueError, country_or_bloc, is_code, side, word};

use crate::model::{Clause, LinkIx, PlaceIx, Selector, Trade, TransferSide};
use crate::tables::Atlas;

/// Every key, in the order in which help lists them.
pub fn keys() -> impl Iterator<Item = &'static Key> {
    keys::ASSETS.iter().chain(keys::TRADE)
}

/// Every key with what its values mean, by what it is about: for help.
pub fn selector_keys() -> Vec<(&'static str, Vec<(&'static str, &'static str)>)> {
    let groups = [
        ("Named assets (either of several)", KeyGroup::Named),
        ("Places and links", KeyGroup::Assets),
        ("Transfers", KeyGroup::Transfers),
        ("Trade", KeyGroup::Trade),
    ];
    let of = |group| keys().filter(move |key| key.about == group).map(|key| (key.name, key.says)).collect();
    groups.into_iter().map(|(title, group)| (title, of(group))).collect()
}

/// Tables in which stands what a selector names.
pub const TABLES: &[&str] = &["countries", "places", "links", "modes", "parties", "commodities"];

pub fn key(name: &str) -> Option<&'static Key> {
    keys().find(|key| key.name == name)
}

fn about(clause: &Clause) -> KeyGroup {
    // Clauses are made of known keys, so the default is never taken.
    key(clause.key).map_or(KeyGroup::Assets, |key| key.about)
}

/// Has it a key on assets (transfers among them), here or under `not`?
pub fn is_about_assets(selector: &Selector) -> bool {
    selector.clauses.iter().any(|clause| about(clause) != KeyGroup::Trade)
        || selector.not.as_deref().is_some_and(is_about_assets)
}

/// Has it a key on trade, here or under `not`?
pub fn is_about_trade(selector: &Selector) -> bool {
    selector.clauses.iter().any(|clause| about(clause) == KeyGroup::Trade)
        || selector.not.as_deref().is_some_and(is_about_trade)
}

/// What it says about assets alone; empty where it says nothing.
pub fn asset_part(selector: &Selector) -> Selector {
    part(selector, &|about| about != KeyGroup::Trade)
}

/// What it says about trade alone; empty where it says nothing.
pub fn trade_part(selector: &Selector) -> Selector {
    part(selector, &|about| about == KeyGroup::Trade)
}

fn part(selector: &Selector, keep: &impl Fn(KeyGroup) -> bool) -> Selector {
    let clauses = selector.clauses.iter().filter(|clause| keep(about(clause))).cloned().collect();
    // An empty `not` would negate nothing, and is dropped.
    let not = selector.not.as_deref().map(|not| part(not, keep)).filter(|not| !not.is_empty()).map(Box::new);
    Selector { clauses, not }
}

/// Every clause must hold, the named ones as one, and `not` must fail. Nothing said matches nothing.
fn holds(selector: &Selector, value: &impl Fn(&Key, &str) -> bool) -> bool {
    if selector.is_empty() {
        return false;
    }
    let one = |clause: &Clause| key(clause.key).is_some_and(|key| clause.values.iter().any(|text| value(key, text)));
    let (named, other): (Vec<_>, Vec<_>) = selector.clauses.iter().partition(|clause| about(clause) == KeyGroup::Named);
    (named.is_empty() || named.into_iter().any(one))
        && other.into_iter().all(one)
        && !selector.not.as_deref().is_some_and(|not| holds(not, value))
}

/// Does it choose this place? Keys of links, transfers and trade never do.
pub fn matches_place(selector: &Selector, atlas: &Atlas, place: PlaceIx) -> bool {
    holds(selector, &|key, value| (key.place)(atlas, place, value))
}

/// Does it choose this link? Keys of places, transfers and trade never do.
pub fn matches_link(selector: &Selector, atlas: &Atlas, link: LinkIx) -> bool {
    holds(selector, &|key, value| (key.link)(atlas, link, value))
}

/// Does it choose this transfer at this place? Only with a `transfer` key; keys of places then narrow it.
///
/// `from` is none where a tonne starts straight on `to`: a pattern with `*` before `>` chooses that too.
pub fn matches_transfer(
    selector: &Selector,
    atlas: &Atlas,
    from: Option<&TransferSide>,
    to: &TransferSide,
    place: PlaceIx,
) -> bool {
    // Without such a key a selector on places would choose every transfer there.
    selector.clauses.iter().any(|clause| about(clause) == KeyGroup::Transfers)
        && holds(selector, &|key, value| match key.about {
            KeyGroup::Transfers => keys::matches(value, from, to),
            _ => (key.place)(atlas, place, value),
        })
}

/// Does it choose this trade? Keys of assets never do.
pub fn matches_trade(selector: &Selector, atlas: &Atlas, trade: &Trade) -> bool {
    holds(selector, &|key, value| (key.trade)(atlas, trade, value))
}
