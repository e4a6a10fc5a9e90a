//! What is asked: nodes that send or take, arcs with bounds and costs.

/// No capacity.
pub const UNBOUNDED: i64 = 1 << 60;

/// From here on a capacity counts as none: no instance moves so much.
const AS_NONE: i64 = 1 << 59;

/// An arc.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arc {
    /// Position of a node.
    pub tail: u32,
    /// Position of a node.
    pub head: u32,
    /// At least so much flows.
    pub lower: i64,
    /// At most so much flows; [`UNBOUNDED`]: any amount.
    pub capacity: i64,
    /// For each unit.
    pub cost: i64,
}

/// A network whose numbers fit: no sum that a solver forms overflows 64 bits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    supply: Vec<i64>,
    arcs: Vec<Arc>,
}

/// Why an instance cannot be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstanceError {
    /// An end of this arc is no node.
    UnknownNode(usize),
    /// The lower bound of this arc is above its capacity, or below 0.
    Bounds(usize),
    /// What nodes send is not what nodes take: by so much.
    Balance(i128),
    /// Supplies and lower bounds together, or the dearest arc times the number of nodes, are beyond 2^58.
    Overflow,
}

/// Sums stay below.
const MOST: i128 = 1 << 58;

impl Instance {
    /// Of nodes that send (above 0) or take (below 0), and arcs.
    ///
    /// # Errors
    /// The first thing that cannot be.
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
        arcs.iter_mut().filter(|arc| arc.capacity >= AS_NONE).for_each(|arc| arc.capacity = UNBOUNDED);
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
        let dearest = arcs.iter().map(|arc| absolute(arc.cost)).max().unwrap_or(0);
        if moved >= MOST || (dearest + 1) * (nodes as i128 + 2) >= MOST {
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
