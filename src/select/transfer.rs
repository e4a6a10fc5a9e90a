//! `transfer=FROM>TO`: changes of mode, gauge, vessel or line. A side is `mode`, `mode:way` or `*`.

use super::key::{About, Fault, Key};
use super::side::side;
use crate::model::Side;
use crate::tables::Atlas;

pub(super) const KEY: Key = Key {
    name: "transfer",
    about: About::Transfers,
    says: "changes of mode, gauge, vessel or line: rail>sea, *>pipeline:cpc",
    check,
    ..Key::BLANK
};

fn check(value: &str, atlas: &Atlas) -> Result<String, Fault> {
    let Some((from, to)) = value.split_once('>') else {
        return Err(Fault::new(
            "a transfer is written FROM>TO",
            "a side is `mode`, `mode:way` or `*`: rail>sea",
        ));
    };
    Ok(format!("{}>{}", pattern(from, atlas)?, pattern(to, atlas)?))
}

fn pattern(text: &str, atlas: &Atlas) -> Result<String, Fault> {
    if text == "*" {
        return Ok(text.to_owned());
    }
    let side = side(text, atlas)?;
    Ok(side.way.map_or_else(|| side.mode.to_string(), |way| format!("{}:{way}", side.mode)))
}

/// Does a checked pattern match? `from` is none where a tonne starts straight on `to`.
pub(super) fn matches(pattern: &str, from: Option<&Side>, to: &Side) -> bool {
    let Some((wanted_from, wanted_to)) = pattern.split_once('>') else { return false };
    fits(wanted_from, from) && fits(wanted_to, Some(to))
}

fn fits(pattern: &str, side: Option<&Side>) -> bool {
    if pattern == "*" {
        return true;
    }
    let Some(side) = side else { return false };
    match pattern.split_once(':') {
        None => side.mode.as_str() == pattern,
        Some((mode, way)) => side.mode.as_str() == mode && side.way.as_ref().is_some_and(|id| *id == *way),
    }
}
