//! Corridor: which way can trade go, what does it depend on, what happens when a way is closed?
//!
//! Places (fields, ports, terminals, borders, straits, refineries) are joined by links (pipelines, railways, sea lanes)
//! into a weighted directed multigraph. Flows cross it within capacities; scenarios change what may pass, how much, at
//! what price and how fast. Data walks through the crate once, front to back:
//!
//! | stage | takes | gives |
//! |---|---|---|
//! | `input` | a folder of CSV and TOML | raw tables with line numbers |
//! | `validate` | raw tables | an [`Atlas`], or every [`Diagnostic`] at once |
//! | `network` | the atlas of one day | states, arcs, capacity bundles |
//! | `scenario` | measures and trades | overlays: what policy changes, as plain numbers |
//! | `flow` | network, overlays, demand | paths, assignments |
//! | `metric` | assignments | what they mean |
//! | `analysis` | a [`Question`] | an [`Answer`] |
//! | `export` | an answer | bytes |
//!
//! Two calls do everything: [`Engine::ask`] and [`Engine::stream`].
//!
//! ```
//! use corridor::question::{FlowsSelection, Question, Reroute, ScenarioRef, Stack};
//!
//! let engine = corridor::Engine::embedded()?;
//! let answer = engine.ask(&Question::Reroute(Reroute {
//!     flows: FlowsSelection { origin: vec!["KAZ".into()], ..FlowsSelection::default() },
//!     stack: Stack { scenarios: vec![ScenarioRef::Id("cpc-closed".into())], ..Stack::default() },
//!     ..Reroute::default()
//! }))?;
//! assert_eq!(answer.head().map(|head| head.command.as_str()), Some("reroute"));
//! # Ok::<(), corridor::Error>(())
//! ```

#![deny(unsafe_code)]

mod error;
mod notice;

mod analysis;
pub mod answer;
mod engine;
#[doc(hidden)]
pub mod exchange;
mod export;
#[doc(hidden)]
pub mod input;
#[doc(hidden)]
pub mod metric;
#[doc(hidden)]
pub mod model;
#[doc(hidden)]
pub mod network;
pub mod question;
#[doc(hidden)]
pub mod scenario;
#[doc(hidden)]
pub mod select;
#[doc(hidden)]
pub mod tables;
#[doc(hidden)]
pub mod validate;

pub use analysis::Progress;
pub use answer::Answer;
pub use engine::{Engine, Sink, check, embedded_files, mincost, multicommodity};
pub use error::{Error, ErrorKind, Result};
pub use export::{ARCS_TABLES, FORMATS, Format, MakeFormat, RenderOptions, Style, Unit, schema};
pub use notice::{Diagnostic, Severity};
pub use question::Question;
pub use tables::Atlas;
