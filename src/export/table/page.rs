//! What a page is made of: the same tables are drawn on a screen and written as Markdown.

use super::grid::Grid;

/// How each part of an answer is written; every part ends its lines.
pub(in crate::export) trait Page {
    /// The first line.
    fn title(&self, text: &str) -> String;
    /// A heading.
    fn heading(&self, text: &str) -> String;
    /// A sentence.
    fn text(&self, text: &str) -> String;
    /// A sentence that must not be overlooked.
    fn alarm(&self, text: &str) -> String;
    /// A sentence that may be skipped.
    fn faint(&self, text: &str) -> String;
    /// Lines as they are.
    fn drawing(&self, lines: &str) -> String;
    /// Are shares drawn beside their numbers? They are for eyes, and make a page wider.
    fn bars(&self) -> bool {
        false
    }
    /// Rows under titles, at least one.
    fn grid(&self, grid: &Grid) -> String;
}
