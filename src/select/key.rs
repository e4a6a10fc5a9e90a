//! What a key is (a name, a check of its values, and what they match), and the sides of transfers: `mode` or
//! `mode:class`, the class being a gauge, a vessel class or a line.

use std::collections::BTreeSet;

use super::names::{self, Found, NameKind, ValueError, ambiguous, find, offered};
use crate::diagnostic::did_you_mean;
use crate::model::{CountryIx, Id, LinkIx, Mode, PlaceIx, Trade, TransferSide};
use crate::tables::Atlas;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyGroup {
    /// Assets by name: such keys are ORed with each other.
    Named,
    /// Places and links by what they are.
    Assets,
    Transfers,
    Trade,
}

/// Checks a value and gives its stored form.
pub type Check = fn(&str, &Atlas) -> Result<String, ValueError>;

/// A key of the registry. What it does not speak of it never matches.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    pub name: &'static str,
    pub about: KeyGroup,
    /// What a value means, for help.
    pub says: &'static str,
    pub check: Check,
    /// Does a value match this place?
    pub place: fn(&Atlas, PlaceIx, &str) -> bool,
    /// Does a value match this link?
    pub link: fn(&Atlas, LinkIx, &str) -> bool,
    /// Does a value match this trade?
    pub trade: fn(&Atlas, &Trade, &str) -> bool,
}

impl Key {
    /// It matches nothing yet.
    pub(super) const fn new(name: &'static str, about: KeyGroup, says: &'static str, check: Check) -> Self {
        Self { name, about, says, check, place: |_, _, _| false, link: |_, _, _| false, trade: |_, _, _| false }
    }
}

/// The value is one of these ids.
pub(super) fn known<'a>(value: &str, what: &str, ids: impl IntoIterator<Item = &'a Id>) -> Result<String, ValueError> {
    let ids: BTreeSet<&str> = ids.into_iter().map(Id::as_str).collect();
    word(value, what, ids)
}

/// The value is the id, a code, the name or an alias of one thing of these kinds: its id.
///
/// # Errors
/// It means none of them, or several.
pub fn named(value: &str, what: &str, kinds: &[NameKind], atlas: &Atlas) -> Result<String, ValueError> {
    match find(atlas, value, kinds) {
        Found::One(named) => Ok(named.id),
        Found::Several(many) => Err(ambiguous(value, &many)),
        Found::None => {
            let ids = names::ids(atlas, kinds);
            let unknown = word(value, what, ids.iter().map(String::as_str));
            // Ids that are near come first; then what has the words in its name; then some of the ids.
            unknown.map_err(|fault| match offered(atlas, value, kinds) {
                Some(hint) if !fault.hint.starts_with("did you mean") => ValueError { hint, ..fault },
                _ => fault,
            })
        }
    }
}

/// So many words are shown where none is near.
const SHOWN: usize = 12;

/// The value is one of these words.
///
/// # Errors
/// It is not.
pub fn word<'a>(value: &str, what: &str, words: impl IntoIterator<Item = &'a str>) -> Result<String, ValueError> {
    let words: Vec<&str> = words.into_iter().collect();
    if words.contains(&value) {
        return Ok(value.to_owned());
    }
    // A near word is the best hint, else some of the words that would do.
    let mut hint = did_you_mean(value, words.iter().copied());
    if hint.is_empty() {
        hint = match words.len() {
            0 => "the atlas has none".into(),
            1..=SHOWN => format!("it is one of: {}", words.join(", ")),
            many => format!("it is one of {many}, such as {}", words[..SHOWN].join(", ")),
        };
    }
    Err(ValueError::new(format!("there is no such {what}"), hint))
}

/// Is it written as a code: two capital letters or digits, or more?
pub fn is_code(text: &str) -> bool {
    text.len() >= 2 && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// The value is a country or a bloc.
///
/// # Errors
/// It is neither.
pub fn country_or_bloc(value: &str, atlas: &Atlas) -> Result<String, ValueError> {
    named(value, "country (ISO 3166 alpha-3) or bloc", &[NameKind::Country, NameKind::Bloc], atlas)
}

/// Is the country known, and this one or in this bloc?
pub(super) fn is_in(atlas: &Atlas, country: Option<CountryIx>, code: &str) -> bool {
    country.is_some_and(|country| atlas.country_is(country, code))
}

/// Reads and checks one side. A vessel class may be named by its row in `modes.csv`; its class is what is kept.
///
/// # Errors
/// What is wrong, with the nearest route that is known.
pub fn side(text: &str, atlas: &Atlas) -> Result<TransferSide, ValueError> {
    let (mode, class) = text.split_once(':').map_or((text, None), |(mode, class)| (mode, Some(class)));
    word(mode, "mode", Mode::WORDS.iter().copied())?;
    // `word` has just found it among the words of `Mode`.
    let Some(mode) = Mode::parse(mode) else { return Err(ValueError::new("there is no such mode", "")) };
    let class = class.map(|class| known_class(mode, class, atlas)).transpose()?;
    Ok(TransferSide { mode, class: class.map(|class| Id::trusted(&class)) })
}

fn known_class(mode: Mode, class: &str, atlas: &Atlas) -> Result<String, ValueError> {
    match mode {
        Mode::Pipeline => word(class, "line", atlas.lines.ids().map(Id::as_str)),
        Mode::Rail => {
            let gauges: BTreeSet<u16> = atlas.links.iter().filter_map(|link| link.gauge).collect();
            let gauges: BTreeSet<String> = gauges.iter().map(u16::to_string).collect();
            word(class, "gauge on any link", gauges.iter().map(String::as_str))
        }
        Mode::Sea | Mode::River | Mode::Ferry => vessel(mode, class, atlas),
        Mode::Road | Mode::Swap => {
            Err(ValueError::new(format!("{mode} has no class to choose"), format!("write {mode} alone")))
        }
    }
}

fn vessel(mode: Mode, class: &str, atlas: &Atlas) -> Result<String, ValueError> {
    let classes = || atlas.modes.iter().filter(|row| row.mode == mode);
    let row = classes().find(|row| row.id == *class).and_then(|row| row.vessel.as_ref());
    if let Some(class) = row {
        return Ok(class.to_string());
    }
    let names: BTreeSet<&str> = classes().filter_map(|row| row.vessel.as_ref().map(Id::as_str)).collect();
    word(class, "vessel class of this mode", names)
}
