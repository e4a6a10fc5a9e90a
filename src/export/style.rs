//! How an answer looks: how wide it may be, whether it has colours, what its tonnes are shown in.

use crate::summary::{Extent, Unit};

/// What an answer is drawn on.
#[derive(Clone, Debug, PartialEq)]
pub struct RenderOptions {
    /// No line is longer, in characters.
    pub width: usize,
    /// Colours or none.
    pub style: Style,
    /// Are sources links (OSC 8) to their addresses?
    pub links: bool,
    /// What tonnes are shown in; none: Mt for people, kt for data frames.
    pub unit: Option<Unit>,
    /// How much of an answer people see.
    pub extent: Extent,
}

impl Default for RenderOptions {
    /// A page: 100 characters, no colour.
    fn default() -> Self {
        Self { width: 100, style: Style::Plain, links: false, unit: None, extent: Extent::Screen }
    }
}

/// Colours or none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// Bytes of text alone.
    #[default]
    Plain,
    /// ANSI escapes.
    Colour,
}

impl Style {
    /// A heading.
    pub(super) fn bold(self, text: &str) -> String {
        self.paint("1", text)
    }

    /// What a reader should not overlook.
    pub(super) fn alarm(self, text: &str) -> String {
        self.paint("31", text)
    }

    /// What a reader may skip.
    pub(super) fn dim(self, text: &str) -> String {
        self.paint("2", text)
    }

    fn paint(self, code: &str, text: &str) -> String {
        match self {
            Self::Plain => text.into(),
            Self::Colour => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        }
    }
}
