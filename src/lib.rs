//! Corridor: which way can trade go, what does it depend on, what happens when a way is closed?

pub mod error;
pub mod notice;

pub mod model;
pub mod input;
pub mod select;
pub mod network;
pub mod scenario;
pub mod flow;
pub mod metric;
pub mod question;
pub mod answer;
pub mod analysis;
