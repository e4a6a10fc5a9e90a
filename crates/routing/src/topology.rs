//! Who is joined to whom: a directed multigraph in compressed rows, without any weight.

/// Declares positions in arrays: newtypes of `u32`.
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
            /// Networks are checked on building to have fewer than 2^32 arcs.
            fn from(at: usize) -> Self {
                Self(u32::try_from(at).unwrap_or(u32::MAX))
            }
        }
    )*};
}

index! {
    /// A state.
    NodeIx;
    /// An arc: its position in the rows of the topology.
    ArcIx;
}

/// A directed multigraph: the arcs that leave state `s` are `first_out[s] .. first_out[s + 1]`, those that
/// enter it are `entering[first_in[s] .. first_in[s + 1]]`.
#[derive(Clone, Debug)]
pub struct Topology {
    first_out: Vec<u32>,
    first_in: Vec<u32>,
    entering: Vec<ArcIx>,
    tail: Vec<NodeIx>,
    head: Vec<NodeIx>,
}

impl Topology {
    /// From arcs `(tail, head)` that are sorted by their tails.
    #[must_use]
    pub fn new(states: usize, arcs: &[(NodeIx, NodeIx)]) -> Self {
        debug_assert!(arcs.is_sorted_by_key(|arc| arc.0));
        let first_in = rows(states, arcs.iter().map(|arc| arc.1));
        let mut entering = vec![ArcIx(0); arcs.len()];
        let mut next = first_in.clone();
        for (arc, (_, head)) in arcs.iter().enumerate() {
            let place = &mut next[head.index()];
            entering[*place as usize] = ArcIx::from(arc);
            *place += 1;
        }
        Self {
            first_out: rows(states, arcs.iter().map(|arc| arc.0)),
            first_in,
            entering,
            tail: arcs.iter().map(|arc| arc.0).collect(),
            head: arcs.iter().map(|arc| arc.1).collect(),
        }
    }

    /// How many states.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.first_out.len() - 1
    }

    /// How many arcs.
    #[must_use]
    pub fn arc_count(&self) -> usize {
        self.head.len()
    }

    /// The arcs that leave a state.
    pub fn out_arcs(&self, state: NodeIx) -> impl Iterator<Item = ArcIx> + use<> {
        (self.first_out[state.index()]..self.first_out[state.index() + 1]).map(ArcIx)
    }

    /// The arcs that enter a state, by their index.
    pub fn in_arcs(&self, state: NodeIx) -> impl Iterator<Item = ArcIx> {
        let row = self.first_in[state.index()] as usize..self.first_in[state.index() + 1] as usize;
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

/// Where the row of each state starts.
fn rows(states: usize, ends: impl Iterator<Item = NodeIx>) -> Vec<u32> {
    let mut first = vec![0; states + 1];
    for end in ends {
        first[end.index() + 1] += 1;
    }
    for state in 0..states {
        first[state + 1] += first[state];
    }
    first
}
