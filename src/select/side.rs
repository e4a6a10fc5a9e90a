//! A side of a transfer: `mode` or `mode:way`, the way being a gauge, a vessel class or a line.

use std::collections::BTreeSet;

use super::key::{Fault, word};
use crate::model::{Id, Mode, Side};
use crate::tables::Atlas;

/// Reads and checks one side. A vessel class may be named by its row in `modes.csv`; its class is what is kept.
///
/// # Errors
/// What is wrong, with the nearest way that is known.
pub fn side(text: &str, atlas: &Atlas) -> Result<Side, Fault> {
    let (mode, way) = text.split_once(':').map_or((text, None), |(mode, way)| (mode, Some(way)));
    word(mode, "mode", Mode::WORDS.iter().copied())?;
    // `word` has just found it among the words of `Mode`.
    let Some(mode) = Mode::parse(mode) else { return Err(Fault::new("there is no such mode", "")) };
    let way = way.map(|way| known_way(mode, way, atlas)).transpose()?;
    Ok(Side { mode, way: way.map(|way| Id::trusted(&way)) })
}

fn known_way(mode: Mode, way: &str, atlas: &Atlas) -> Result<String, Fault> {
    match mode {
        Mode::Pipeline => word(way, "line", atlas.lines.ids().map(Id::as_str)),
        Mode::Rail => {
            let gauges: BTreeSet<u16> = atlas.links.iter().filter_map(|link| link.gauge).collect();
            let gauges: BTreeSet<String> = gauges.iter().map(u16::to_string).collect();
            word(way, "gauge on any link", gauges.iter().map(String::as_str))
        }
        Mode::Sea | Mode::River | Mode::Ferry => vessel(mode, way, atlas),
        Mode::Road | Mode::Swap => {
            Err(Fault::new(format!("{mode} has no way to choose"), format!("write {mode} alone")))
        }
    }
}

fn vessel(mode: Mode, way: &str, atlas: &Atlas) -> Result<String, Fault> {
    let classes = || atlas.modes.iter().filter(|row| row.mode == mode);
    let row = classes().find(|row| row.id == *way).and_then(|row| row.vessel.as_ref());
    if let Some(class) = row {
        return Ok(class.to_string());
    }
    let names: BTreeSet<&str> = classes().filter_map(|row| row.vessel.as_ref().map(Id::as_str)).collect();
    word(way, "vessel class of this mode", names)
}
