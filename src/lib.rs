//! Corridor: which way can trade go, what does it depend on, what happens when a way is closed?

pub mod error;
pub mod notice;

pub mod flow;
pub mod input;
pub mod model;
pub mod network;
pub mod select;
pub mod validate;
