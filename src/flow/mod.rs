//! Routing and assignment: where each tonne goes. One file an algorithm.
//!
//! The algorithms see a [`Topology`](crate::network::Topology), [`Weights`] for each trade class, and
//! [`Bundle`]s; they know nothing of measures and reasons.

mod alike;
mod alternatives;
mod apart;
mod arc_set;
mod assign;
mod certificate;
mod cut;
mod disjoint;
mod grow;
mod keep;
mod master;
pub mod mincost;
pub mod multicommodity;
mod openers;
mod pareto;
mod pricing;
mod product;
mod reach;
mod repair;
mod route;
mod simplex;
mod through;
mod usage;
mod verify;
mod weights;
mod widen;

pub use alternatives::{Alternatives, Wanted, alternatives};
pub use apart::{Apart, apart};
pub use arc_set::ArcSet;
pub use assign::{Phase, Problem, Solution, assign, assign_by};
pub use certificate::{Alone, Certificate, PER_ONE, Prices};
pub use cut::{Cut, Terminals, most};
pub use disjoint::{Disjoint, disjoint};
pub use keep::{Kept, keep, residual};
pub use openers::{CLOSERS, openers};
pub use pareto::{Effort, Front, Reach, front};
pub use pricing::{Pricer, Purpose};
pub use route::{Path, Query, best, best_of_each};
pub use through::through;
pub use verify::{Bounds, Claim, Flaw, TierBound, bounds, verify};
pub use weights::{Objective, tie};
pub use widen::{Widened, blocked_by, widen};

use std::ops::Add;

use crate::model::{Cost, Mass, Seconds};
use crate::network::{ArcIx, ClassIx, StateIx};

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

impl Add for Key {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            objective: self.objective + other.objective,
            cost: self.cost + other.cost,
            time: self.time + other.time,
            legs: self.legs + other.legs,
            tie: self.tie + other.tie,
        }
    }
}

/// What an arc costs one trade class under one overlay and objective; `None`: it may not be passed.
#[derive(Clone, Debug)]
pub struct Weights {
    /// By arc.
    pub arc: Vec<Option<Key>>,
}

impl Weights {
    /// What an arc costs; `None`: it may not be passed.
    #[must_use]
    pub fn get(&self, arc: ArcIx) -> Option<Key> {
        self.arc.get(arc.at()).copied().flatten()
    }

    /// What a way costs; `None`: one of its arcs may not be passed.
    #[must_use]
    pub fn sum(&self, arcs: &[ArcIx]) -> Option<Key> {
        arcs.iter().try_fold(Key::default(), |sum, &arc| Some(sum + self.get(arc)?))
    }
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

impl Bundle {
    /// Whether it counts a class.
    #[must_use]
    pub fn counts(&self, class: ClassIx) -> bool {
        self.classes.get(class.at()).copied().unwrap_or(false)
    }
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
