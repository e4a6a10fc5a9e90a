//! Corridor: which way can trade go, what does it depend on, what happens when a way is closed?

mod error;
mod notice;

pub mod answer;
mod engine;
mod export;
pub mod flow;
pub mod model;
pub mod network;
pub mod question;

pub use answer::Answer;
pub use engine::{Engine, check, embedded_files};
pub use error::{Error, ErrorKind, Result};
pub use export::{ARCS_TABLES, FORMATS, Format, Look, MakeFormat, Style};
pub use notice::{Notice, Severity};
pub use question::Question;
