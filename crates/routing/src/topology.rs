//! Which nodes are joined: a directed multigraph in compressed sparse rows, without weights.

/// Declares indices of arrays: newtypes of `u32`.
#[macro_export]
macro_rules! index {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// As an index into an array.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl From<usize> for $name {
            /// An index of 2^32 or more becomes `u32::MAX`, which is out of bounds of every array that this type
            /// indexes.
            fn from(at: usize) -> Self {
                Self(u32::try_from(at).unwrap_or(u32::MAX))
            }
        }
    )*};
}

index! {
    /// A node.
    NodeIx;
    /// An arc: its position in the list that the topology was made of.
    ArcIx;
}

/// No node, edge or arc, where numbers are plain `u32`.
pub(crate) const NONE: u32 = u32::MAX;

/// An index as 32 bits; graphs of 2^32 arcs do not fit in memory as they are stored here.
pub(crate) fn to_u32(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(NONE)
}

/// Which way arcs are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From tail to head.
    Forward,
    /// From head to tail.
    Backward,
}

/// A position on the sphere, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    /// Latitude, -90 to 90, north positive.
    pub lat: f64,
    /// Longitude, -180 to 180, east positive.
    pub lon: f64,
}

/// A directed multigraph: parallel arcs and loops are allowed.
///
/// The arcs that leave node `n` are `first_out[n] .. first_out[n + 1]`, those that enter it are
/// `entering[first_in[n] .. first_in[n + 1]]`.
#[derive(Clone, Debug)]
pub struct Topology {
    first_out: Vec<u32>,
    first_in: Vec<u32>,
    entering: Vec<ArcIx>,
    tail: Vec<NodeIx>,
    head: Vec<NodeIx>,
}

impl Topology {
    /// From arcs `(tail, head)` that are sorted by their tails. O(n + m).
    ///
    /// ```
    /// use routing::{ArcIx, NodeIx, Topology};
    ///
    /// let [a, b, c] = [0, 1, 2].map(NodeIx);
    /// let topology = Topology::new(3, &[(a, b), (a, c), (b, c)]);
    /// assert_eq!(topology.out_arcs(a).collect::<Vec<_>>(), [ArcIx(0), ArcIx(1)]);
    /// assert_eq!(topology.in_arcs(c).collect::<Vec<_>>(), [ArcIx(1), ArcIx(2)]);
    /// ```
    #[must_use]
    pub fn new(nodes: usize, arcs: &[(NodeIx, NodeIx)]) -> Self {
        // The arcs that leave a node are a range of numbers only if they follow each other.
        debug_assert!(arcs.is_sorted_by_key(|arc| arc.0));
        let first_in = row_starts(nodes, arcs.iter().map(|arc| arc.1));
        let mut entering = vec![ArcIx(0); arcs.len()];
        // A counting sort by head: arcs are placed in their order, so each row ascends.
        let mut next = first_in.clone();
        for (arc, (_, head)) in arcs.iter().enumerate() {
            let place = &mut next[head.index()];
            entering[*place as usize] = ArcIx::from(arc);
            *place += 1;
        }
        Self {
            first_out: row_starts(nodes, arcs.iter().map(|arc| arc.0)),
            first_in,
            entering,
            tail: arcs.iter().map(|arc| arc.0).collect(),
            head: arcs.iter().map(|arc| arc.1).collect(),
        }
    }

    /// How many nodes.
    #[must_use]
    pub fn node_count(&self) -> usize {
        // One entry more than nodes, even where there are none.
        self.first_out.len() - 1
    }

    /// How many arcs.
    #[must_use]
    pub fn arc_count(&self) -> usize {
        self.head.len()
    }

    /// The arcs that leave a node, ascending.
    pub fn out_arcs(&self, node: NodeIx) -> impl Iterator<Item = ArcIx> + use<> {
        // `use<>`: a range of numbers borrows nothing, so a search can keep it on its stack.
        (self.first_out[node.index()]..self.first_out[node.index() + 1]).map(ArcIx)
    }

    /// The arcs that enter a node, ascending.
    pub fn in_arcs(&self, node: NodeIx) -> impl Iterator<Item = ArcIx> {
        let row = self.first_in[node.index()] as usize..self.first_in[node.index() + 1] as usize;
        self.entering[row].iter().copied()
    }

    /// Where an arc starts.
    #[must_use]
    pub fn tail(&self, arc: ArcIx) -> NodeIx {
        self.tail[arc.index()]
    }

    /// Where an arc ends.
    #[must_use]
    pub fn head(&self, arc: ArcIx) -> NodeIx {
        self.head[arc.index()]
    }
}

impl Default for Topology {
    fn default() -> Self {
        Self::new(0, &[])
    }
}

/// By node: where its row starts.
fn row_starts(nodes: usize, ends: impl Iterator<Item = NodeIx>) -> Vec<u32> {
    // Each count is kept one place to the right, so that the running sum is where a row starts.
    let mut first = vec![0; nodes + 1];
    for end in ends {
        first[end.index() + 1] += 1;
    }
    for node in 0..nodes {
        first[node + 1] += first[node];
    }
    first
}
