//! Bytes from answers, one file per format. Formats know nothing of files, and nothing of how a number came about.

mod arcs;
mod csv;
mod diagram;
mod dot;
mod frame;
mod geometry;
mod grid;
mod ink;
mod json;
mod latex;
mod map;
mod markdown;
mod network;
mod page;
mod pairs;
#[cfg(feature = "parquet")]
mod parquet;
mod report;
mod schema;
mod screen;
mod style;
mod unit;
mod xlsx;

use std::io::{self, Write};

use crate::query::Answer;

pub use arcs::ARCS_TABLES;
pub use schema::schema;
pub use style::{RenderOptions, Style};

/// Writes an answer.
pub trait Format {
    /// Writes it whole.
    ///
    /// # Errors
    /// What `out` says; `InvalidInput` for an answer that this format cannot show.
    fn write(&self, answer: &Answer, out: &mut dyn Write) -> io::Result<()>;
}

/// Makes a format for a screen or a page.
pub type MakeFormat = fn(RenderOptions) -> Box<dyn Format>;

/// Every format by its name.
pub const FORMATS: &[(&str, MakeFormat)] = &[
    ("csv", |look| Box::new(csv::Csv { unit: look.unit })),
    ("diagram", |look| Box::new(diagram::Diagram { look })),
    ("dot", |_| Box::new(dot::Dot)),
    ("geojson", |_| Box::new(network::GeoJson)),
    ("gexf", |_| Box::new(network::Gexf)),
    ("graphml", |_| Box::new(network::GraphMl)),
    ("html", |_| Box::new(report::Html)),
    ("json", |_| Box::new(json::Json)),
    ("kml", |_| Box::new(network::Kml)),
    ("latex", |look| Box::new(latex::Latex { look })),
    ("markdown", |look| Box::new(markdown::Markdown { look })),
    ("mermaid", |_| Box::new(network::Mermaid)),
    #[cfg(feature = "parquet")]
    ("parquet", |_| Box::new(parquet::Parquet)),
    ("svg", |_| Box::new(map::Svg)),
    ("table", |look| Box::new(screen::Terminal { look })),
    ("xlsx", |_| Box::new(xlsx::Xlsx)),
];

/// An answer that a format cannot show.
fn unfit(sentence: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, sentence)
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod order {
    use super::*;

    #[test]
    fn formats_are_sorted_by_name_and_met_once() {
        assert!(FORMATS.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
