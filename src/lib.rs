//! Corridor: which way can trade go, what does it depend on, what happens when a route is closed?
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
//! | [`routing`], [`assignment`] | topology, weights, capacities, demand | paths, assignments |
//! | `metric` | assignments | what they mean |
//! | `analysis` | a [`query`] | an [`answer`] |
//! | `export` | an answer | bytes |
//!
//! [`Session::ask`] answers a query with the type that it names:
//!
//! ```
//! use corridor::Session;
//! use corridor::query::Route;
//!
//! let session = Session::embedded()?;
//! let (from, to) = ("tengiz".into(), "augusta".into());
//! let answer = session.ask(&Route { from, to, cargo: Some("crude".into()), ..Route::default() })?;
//! let best = &answer.routes[0];
//! assert!(best.cost_usd_t > 0.0 && best.straits == ["bosporus", "dardanelles"]);
//! # Ok::<(), corridor::Error>(())
//! ```

#![deny(unsafe_code)]

/// What `docs/library.md` shows of Rust is compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../docs/library.md")]
struct Library;

mod diagnostic;
mod error;

mod analysis;
pub mod answer;
mod exchange;
mod export;
mod input;
mod metric;
mod model;
mod network;
pub mod query;
mod scenario;
mod select;
mod session;
pub mod spec;
pub mod summary;
mod tables;
mod validate;

pub use analysis::Progress;
pub use answer::{Report, Strictness};
pub use diagnostic::{Diagnostic, Severity};
pub use error::{Error, ErrorKind, Result};
pub use export::{ARCS_TABLES, FORMATS, Format, MakeFormat, RenderOptions, Style, schema};
pub use input::{data_dictionary, data_package};
pub use query::{Answer, Proof, Query, Question};
pub use session::{Session, embedded_files};
pub use summary::Unit;
pub use tables::Atlas;
