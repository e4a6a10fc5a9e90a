//! A minimum-cost-flow problem: nodes with supplies, arcs with bounds and costs.

use std::fmt;

/// The capacity of an arc that has none.
pub const UNBOUNDED: i64 = 1 << 60;

/// From here on a capacity counts as none: no instance moves so much.
const COUNTS_AS_UNBOUNDED: i64 = 1 << 59;

/// An arc.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arc {
    /// Position of a node.
    pub tail: u32,
    /// Position of a node.
    pub head: u32,
    /// The least flow.
    pub lower: i64,
    /// The most flow; [`UNBOUNDED`]: any amount.
    pub capacity: i64,
    /// Of each unit of flow.
    pub cost: i64,
}

/// A network whose numbers fit: no sum that the solver forms overflows 64 bits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    supply: Vec<i64>,
    arcs: Vec<Arc>,
}

/// Why numbers are no instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstanceError {
    /// An end of this arc is no node.
    UnknownNode(usize),
    /// The lower bound of this arc is above its capacity, or below 0.
    Bounds(usize),
    /// Supplies add up to this and not to 0.
    Balance(i128),
    /// Supplies and lower bounds together, or the largest cost times the number of nodes, are beyond 2^58.
    Overflow,
}

impl fmt::Display for InstanceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownNode(arc) => write!(f, "an end of arc {arc} is no node"),
            Self::Bounds(arc) => write!(f, "the lower bound of arc {arc} is below 0 or above its capacity"),
            Self::Balance(sum) => write!(f, "supplies add up to {sum} and not to 0"),
            Self::Overflow => f.write_str("supplies and lower bounds, or costs, are beyond 2^58"),
        }
    }
}

impl std::error::Error for InstanceError {}

/// Sums stay below.
const MAX_SUM: i128 = 1 << 58;

impl Instance {
    /// Of nodes with a supply (above 0) or a demand (below 0), and arcs.
    ///
    /// # Errors
    /// The first number that does not fit.
    pub fn new(supply: Vec<i64>, mut arcs: Vec<Arc>) -> Result<Self, InstanceError> {
        let nodes = supply.len();
        for (at, arc) in arcs.iter().enumerate() {
            if arc.tail as usize >= nodes || arc.head as usize >= nodes {
                return Err(InstanceError::UnknownNode(at));
            }
            if arc.lower < 0 || arc.lower > arc.capacity {
                return Err(InstanceError::Bounds(at));
            }
        }
        arcs.iter_mut()
            .filter(|arc| arc.capacity >= COUNTS_AS_UNBOUNDED)
            .for_each(|arc| arc.capacity = UNBOUNDED);
        let balance: i128 = supply.iter().map(|&one| i128::from(one)).sum();
        if balance != 0 {
            return Err(InstanceError::Balance(balance));
        }
        let absolute = |one: i64| i128::from(one).abs();
        // A finite capacity may be filled at once where its cost is below 0.
        let filled = |arc: &Arc| {
            let full = arc.cost < 0 && arc.capacity < UNBOUNDED;
            i128::from(if full { arc.capacity } else { arc.lower })
        };
        let moved: i128 =
            supply.iter().map(|&one| absolute(one)).sum::<i128>() + arcs.iter().map(filled).sum::<i128>();
        let largest = arcs.iter().map(|arc| absolute(arc.cost)).max().unwrap_or(0);
        if moved >= MAX_SUM || (largest + 1) * (nodes as i128 + 2) >= MAX_SUM {
            return Err(InstanceError::Overflow);
        }
        Ok(Self { supply, arcs })
    }

    /// By node.
    #[must_use]
    pub fn supply(&self) -> &[i64] {
        &self.supply
    }

    /// The arcs.
    #[must_use]
    pub fn arcs(&self) -> &[Arc] {
        &self.arcs
    }
}
