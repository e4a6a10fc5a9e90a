//! Tables for people: numbers rounded to one decimal, tonnes in Mt unless asked otherwise, nothing wider than the screen. One file a command.

mod bar;
mod blame;
mod check;
mod compare;
mod critical;
mod diagram;
mod diff;
mod explain;
mod exposure;
mod grid;
mod import;
mod import_list;
mod legal;
mod list;
mod mincost;
mod multicommodity;
pub(super) mod number;
mod owners;
mod page;
mod ranges;
mod reroute;
mod route;
mod screen;
mod sheet;
mod show;
mod sources;
mod sweep;
mod verify;

use std::io::{self, Write};

use super::unit::{Told, Unit};
use super::{Format, RenderOptions, unfit};
use crate::query::Answer;
use screen::Screen;

pub(super) use diagram::Diagram;
pub(super) use grid::{Grid, length};
pub(super) use page::Page;
pub(super) use sheet::Sheet;

pub(super) struct Table {
    look: RenderOptions,
}

impl Table {
    pub(super) fn new(look: RenderOptions) -> Self {
        Self { look }
    }
}

impl Format for Table {
    fn write(&self, answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
        let RenderOptions { width, style, links, unit } = &self.look;
        let unit = unit.clone().unwrap_or_else(Unit::mt);
        write(answer, &mut Sheet::new(&Screen { width: *width, style: *style, links: *links }, &unit, out))
    }
}

/// The tables of an answer, on whatever page.
pub(super) fn write(answer: &Answer, sheet: &mut Sheet) -> io::Result<()> {
    sheet.unit.fits(answer, Told::Summed)?;
    match answer {
        Answer::Route(answer) => route::write(answer, sheet),
        Answer::Exposure(answer) => exposure::write(answer, sheet),
        Answer::Reroute(answer) => reroute::write(answer, sheet),
        Answer::Compare(answer) => compare::write(answer, sheet),
        Answer::Report(answer) => compare::write(&answer.compared(), sheet),
        Answer::List(answer) => list::write(answer, sheet),
        Answer::Show(answer) => show::write(answer, sheet),
        Answer::Owners(answer) => owners::write(answer, sheet),
        Answer::Blame(answer) => blame::write(answer, sheet),
        Answer::Diff(answer) => diff::write(answer, sheet),
        Answer::Explain(answer) => explain::write(answer, sheet),
        Answer::Legal(answer) => legal::write(answer, sheet),
        Answer::Check(answer) => check::write(answer, sheet),
        Answer::Verify(answer) => verify::write(answer, sheet),
        Answer::Sources(answer) => sources::write(answer, sheet),
        Answer::ImportGraph(answer) => import::write(answer, sheet),
        Answer::ImportList(answer) => import_list::write(answer, sheet),
        Answer::Mincost(answer) => mincost::write(answer, sheet),
        Answer::Multicommodity(answer) => multicommodity::write(answer, sheet),
        Answer::Critical(answer) => critical::write(answer, sheet),
        Answer::Sweep(answer) => sweep::write(answer, sheet),
        Answer::Arcs(_) | Answer::Network(_) => {
            Err(unfit("a network has no table; export it as csv, dot or json"))
        }
    }
}

#[cfg(test)]
mod tests;
