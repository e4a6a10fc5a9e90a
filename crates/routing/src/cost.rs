//! What arcs and paths cost.

use std::ops::Add;

use crate::quantity::{Cost, Seconds};
use crate::topology::ArcIx;

/// What paths are compared by: objective, cost, time, legs, tie, in this order. All parts are at least 0 and add up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PathCost {
    /// What is minimised: the cost, the time, or another sum over arcs.
    pub objective: i64,
    /// Cost.
    pub cost: Cost,
    /// Time.
    pub time: Seconds,
    /// Number of legs: an arc that is one counts 1, any other 0.
    pub legs: u32,
    /// Sum of hashes of 32 bits, one for each arc, such as [`tie_hash`] of its name.
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

/// What each arc of a topology costs.
#[derive(Clone, Debug)]
pub struct Weights {
    /// By arc; `None`: the arc is closed.
    pub arc: Vec<Option<PathCost>>,
}

impl Weights {
    /// What an arc costs; `None`: it is closed, or there is none.
    #[must_use]
    pub fn get(&self, arc: ArcIx) -> Option<PathCost> {
        self.arc.get(arc.index()).copied().flatten()
    }

    /// What a path costs; `None`: one of its arcs is closed.
    #[must_use]
    pub fn sum(&self, arcs: &[ArcIx]) -> Option<PathCost> {
        arcs.iter().try_fold(PathCost::default(), |sum, &arc| Some(sum + self.get(arc)?))
    }
}

/// FNV-1a of 64 bits, folded to 32 so that 2^32 of them can be added: the same on every machine.
///
/// ```
/// assert_eq!(routing::tie_hash(""), 0x84222325 ^ 0xcbf29ce4);
/// ```
#[must_use]
pub fn tie_hash(id: &str) -> u64 {
    let full = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (full >> 32) ^ (full & 0xffff_ffff)
}
