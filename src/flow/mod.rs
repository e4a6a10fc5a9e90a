//! Routing and assignment: where each tonne goes. One file an algorithm.
//!
//! The algorithms see a [`Topology`](crate::network::Topology), [`Weights`] for each trade class, and
//! [`Bundle`]s; they know nothing of measures and reasons.

mod weights;

use crate::model::{Cost, Mass, Seconds};
use crate::network::{ArcIx, ClassIx, StateIx};

pub use weights::Objective;

/// What routes are compared by: objective, cost, time, legs, tie, in this order. All parts are at least 0 and add up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// What is minimised: the cost, the time or the exposed metres.
    pub objective: i64,
    /// Cost.
    pub cost: Cost,
    /// Time.
    pub time: Seconds,
    /// Number of links.
    pub legs: u32,
    /// Sum of a fixed hash (32 bits each) of the ids of links and transfers.
    pub tie: u64,
}

/// What an arc costs one trade class under one overlay and objective; `None`: it may not be passed.
#[derive(Clone, Debug)]
pub struct Weights {
    /// By arc.
    pub arc: Vec<Option<Key>>,
}

/// One limit over arcs and classes.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// The most that may pass in a year.
    pub limit: Mass,
    /// Arcs that count, sorted.
    pub arcs: Vec<ArcIx>,
    /// Classes that count, by class.
    pub classes: Vec<bool>,
}

/// What is to be laid.
#[derive(Clone, Debug)]
pub struct Demand {
    /// The class whose weights it sees.
    pub class: ClassIx,
    /// States it may start in, sorted.
    pub sources: Vec<StateIx>,
    /// States it may end in, sorted.
    pub targets: Vec<StateIx>,
    /// How much.
    pub mass: Mass,
    /// Its tier: 1 is served first.
    pub tier: u8,
    /// Dearer tonnes stay at home.
    pub ceiling: Option<Cost>,
}

/// Tonnes of one demand on one path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathFlow {
    /// Position in the list of demands.
    pub demand: usize,
    /// Its arcs in order.
    pub arcs: Vec<ArcIx>,
    /// How much.
    pub mass: Mass,
}
