//! The parts of an answer in their order, on whatever page.

use std::io::{self, Write};

use super::super::unit::Unit;
use super::grid::Grid;
use super::page::Page;
use crate::answer::Metadata;

pub(in crate::export) struct Sheet<'a> {
    page: &'a dyn Page,
    /// What the tonnes of flows are told in.
    pub(super) unit: &'a Unit,
    out: &'a mut dyn Write,
}

impl<'a> Sheet<'a> {
    pub(in crate::export) fn new(page: &'a dyn Page, unit: &'a Unit, out: &'a mut dyn Write) -> Self {
        Self { page, unit, out }
    }

    fn put(&mut self, part: &str) -> io::Result<()> {
        self.out.write_all(part.as_bytes())
    }

    /// Who answers about what, and what must be known before the numbers.
    pub(super) fn head(&mut self, head: &Metadata, about: &str) -> io::Result<()> {
        let scenario = &head.scenario;
        let title =
            if about.is_empty() { head.command.to_string() } else { format!("{}: {about}", head.command) };
        self.title(&title)?;
        let law = match &scenario.actor {
            Some(actor) => format!("under the law, for {actor}"),
            None if scenario.law => "under the law".into(),
            None => "no law applied".into(),
        };
        self.faint(&format!(
            "scenario {}, as of {}, {law}; atlas {} {}",
            scenario.id, scenario.as_of, head.atlas.name, head.atlas.version
        ))?;
        head.notes.iter().try_for_each(|note| self.text(note))
    }

    /// Are shares drawn beside their numbers?
    pub(super) fn bars(&self) -> bool {
        self.page.bars()
    }

    /// The first line of the page.
    pub(super) fn title(&mut self, text: &str) -> io::Result<()> {
        self.put(&self.page.title(text))
    }

    /// What the next part is about.
    pub(super) fn heading(&mut self, text: &str) -> io::Result<()> {
        self.put(&self.page.heading(text))
    }

    /// A sentence.
    pub(super) fn text(&mut self, text: &str) -> io::Result<()> {
        self.put(&self.page.text(text))
    }

    /// A sentence that must not be overlooked.
    pub(super) fn alarm(&mut self, text: &str) -> io::Result<()> {
        self.put(&self.page.alarm(text))
    }

    /// A sentence that may be skipped.
    pub(super) fn faint(&mut self, text: &str) -> io::Result<()> {
        self.put(&self.page.faint(text))
    }

    /// Lines as they are; nothing at all where there is none.
    pub(super) fn drawing(&mut self, lines: &str) -> io::Result<()> {
        if lines.is_empty() {
            return Ok(());
        }
        self.put(&self.page.drawing(lines))
    }

    /// Columns; nothing at all where there is no row.
    pub(super) fn grid(&mut self, grid: &Grid) -> io::Result<()> {
        if grid.is_empty() {
            return Ok(());
        }
        self.put(&self.page.grid(grid))
    }

    /// What is left out of a long table.
    pub(super) fn more(&mut self, left_out: usize, what: &str) -> io::Result<()> {
        if left_out == 0 {
            return Ok(());
        }
        self.faint(&format!("and {left_out} more {what}; --format json has all"))
    }
}
