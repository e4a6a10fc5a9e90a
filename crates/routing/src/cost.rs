//! What arcs and routes cost.

use std::ops::Add;

use crate::{ArcIx, Cost, Seconds};

/// What routes are compared by: objective, cost, time, legs, tie, in this order. All parts are at least 0 and add up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PathCost {
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

impl Add for PathCost {
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
    pub arc: Vec<Option<PathCost>>,
}

impl Weights {
    /// What an arc costs; `None`: it may not be passed.
    #[must_use]
    pub fn get(&self, arc: ArcIx) -> Option<PathCost> {
        self.arc.get(arc.index()).copied().flatten()
    }

    /// What a way costs; `None`: one of its arcs may not be passed.
    #[must_use]
    pub fn sum(&self, arcs: &[ArcIx]) -> Option<PathCost> {
        arcs.iter().try_fold(PathCost::default(), |sum, &arc| Some(sum + self.get(arc)?))
    }
}

/// FNV-1a, folded to 32 bits so that sums along a route fit: the same on every machine.
#[must_use]
pub fn tie_hash(id: &str) -> u64 {
    let full = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (full >> 32) ^ (full & 0xffff_ffff)
}
