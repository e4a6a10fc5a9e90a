//! The program and its library as a user meets them, one module per subject. What other programs check is beside this folder.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

mod architecture;
mod attribution;
mod bad_input;
mod cli;
mod columns;
mod diff;
mod dry_trade;
mod explain;
mod golden;
mod growth;
mod imported;
mod known_answers;
mod law;
mod lists;
mod mincost;
mod multicommodity;
mod names;
mod own_atlas;
mod pages;
mod pictures;
mod proof;
mod ranges;
mod record;
mod report;
mod routes;
mod row_order;
mod schema;
mod scope;
mod sweep;
mod threads;
mod tiny;
mod units;
