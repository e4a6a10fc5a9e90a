//! What a page is made of: the same summary is drawn on a screen, written as Markdown and as LaTeX.

use std::io::{self, Write};

use super::grid::Grid;
use super::unit::{Shown, fits};
use super::{RenderOptions, unfit};
use crate::query::Answer;
use crate::summary::{Block, Summary, Table, Unit, more};

/// How each part of a summary is written; every part ends its lines.
pub(super) trait Page {
    /// The first line.
    fn title(&self, text: &str) -> String;
    fn heading(&self, text: &str) -> String;
    /// A sentence.
    fn text(&self, text: &str) -> String;
    /// A sentence that must not be overlooked.
    fn alarm(&self, text: &str) -> String;
    /// A sentence that may be skipped.
    fn faint(&self, text: &str) -> String;
    fn drawing(&self, lines: &str) -> String;
    /// Are shares drawn beside their numbers? They are for eyes, and make a page wider.
    fn bars(&self) -> bool {
        false
    }
    /// Rows under titles, at least one.
    fn grid(&self, grid: &Grid) -> String;

    /// The parts of an answer, tonnes in Mt unless another unit is asked for.
    fn write(&self, answer: &Answer, look: &RenderOptions, out: &mut dyn Write) -> io::Result<()> {
        let unit = look.unit.clone().unwrap_or_else(Unit::mt);
        fits(&unit, answer, Shown::Summed)?;
        let mut summary = Summary::new(unit).of(look.extent);
        answer.summarize(&mut summary);
        summary.close();
        // A network has columns for data frames alone.
        if summary.is_blank() {
            return Err(unfit("a network has no table; export it as csv, dot or json"));
        }
        self.parts(&summary, out)
    }

    fn parts(&self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        summary.parts.iter().try_for_each(|part| out.write_all(self.part(part, &summary.unit).as_bytes()))
    }

    fn part(&self, part: &Block, unit: &Unit) -> String {
        match part {
            Block::Title(text) => self.title(text),
            Block::Heading(text) => self.heading(text),
            Block::Text(text) => self.text(text),
            Block::Alarm(text) => self.alarm(text),
            Block::Faint(text) => self.faint(text),
            // An empty drawing would leave an empty frame in Markdown.
            Block::Drawing(lines) if lines.is_empty() => String::new(),
            Block::Drawing(lines) => self.drawing(lines),
            Block::Table(table) => self.table(table, unit),
        }
    }

    /// Nothing at all where there is no row or no column for people.
    fn table(&self, table: &Table, unit: &Unit) -> String {
        if table.len() == 0 || !table.is_shown() {
            return String::new();
        }
        let mut out = self.grid(&Grid::of(table, unit, self.bars()));
        if let Some((first, what)) = table.first.filter(|(first, _)| *first < table.len()) {
            out.push_str(&self.faint(&more(table.len() - first, what)));
        }
        out
    }
}
