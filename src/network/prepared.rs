//! A mesh with its hierarchy: what a compiled file holds.

use super::ImportedNetwork;
use routing::NodeIx;
use routing::hierarchy::{ArcMapping, Hierarchy, Length, Order, Weighted};
use routing::store::Array;

/// By edge the way up and the way down, in 32 bits where all sums fit.
#[derive(Clone, Debug)]
pub(super) enum Costs {
    Narrow(Array<[u32; 2]>),
    Wide(Array<[u64; 2]>),
}

/// A mesh, and who can be above whom in it. Made once; weights come and go.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// Nodes, links and what they cost.
    pub mesh: ImportedNetwork,
    /// Its nodes in an order, with all shortcuts.
    pub hierarchy: Hierarchy,
    /// Where its arcs are in the hierarchy.
    pub lanes: ArcMapping,
    /// Its edges at the costs of the mesh.
    pub(super) costs: Costs,
}

impl Prepared {
    /// Orders a mesh: seconds for half a million nodes. `placed` is told how many nodes more have found their place in the
    /// order, which takes most of the time.
    ///
    /// `None` if an arc of the mesh has an end that is no node.
    #[must_use]
    pub fn watched(mesh: ImportedNetwork, placed: &(dyn Fn(usize) + Sync)) -> Option<Self> {
        let known = |end: &u32| (*end as usize) < mesh.nodes();
        if !mesh.tail.iter().chain(mesh.head.iter()).all(known) {
            return None;
        }
        let at: Vec<_> = (0..mesh.nodes()).map(|node| mesh.position(NodeIx::from(node))).collect();
        let edges = || mesh.tail.iter().copied().zip(mesh.head.iter().copied());
        let order = Order::nested_dissection_with(&at, edges(), placed);
        let hierarchy = Hierarchy::new(&order, edges());
        let lanes = ArcMapping::new(&hierarchy, &mesh.topology())?;
        let costs = if costs_fit(&mesh) {
            Costs::Narrow(
                Weighted::new(&hierarchy, &lanes, |arc| mesh.cost[arc.index()])
                    .edge_lengths()
                    .to_vec()
                    .into(),
            )
        } else {
            Costs::Wide(
                Weighted::new(&hierarchy, &lanes, |arc| u64::from(mesh.cost[arc.index()]))
                    .edge_lengths()
                    .to_vec()
                    .into(),
            )
        };
        Some(Self { mesh, hierarchy, lanes, costs })
    }

    /// The hierarchy at the costs of the mesh, as it was made with it; `None` where they were made in 64 bits.
    #[must_use]
    pub fn narrow(&self) -> Option<Weighted<'_, u32>> {
        match &self.costs {
            Costs::Narrow(both) => Some(self.at(both.to_vec(), self.mesh.cost.to_vec())),
            Costs::Wide(_) => None,
        }
    }

    /// As [`Prepared::narrow`], in 64 bits; `None` where they were made in 32.
    #[must_use]
    pub fn wide(&self) -> Option<Weighted<'_, u64>> {
        match &self.costs {
            Costs::Narrow(_) => None,
            Costs::Wide(both) => {
                Some(self.at(both.to_vec(), self.mesh.cost.iter().copied().map(u64::from).collect()))
            }
        }
    }

    fn at<L: Length>(&self, both: Vec<[L; 2]>, length: Vec<L>) -> Weighted<'_, L> {
        Weighted::from_parts(&self.hierarchy, &self.lanes, both, length)
    }
}

/// A way leaves each node once at most: it costs no more than the sum over nodes of their dearest arc.
fn costs_fit(mesh: &ImportedNetwork) -> bool {
    let mut dearest = vec![0_u32; mesh.nodes()];
    for (&tail, &cost) in mesh.tail.iter().zip(mesh.cost.iter()) {
        let own = &mut dearest[tail as usize];
        *own = (*own).max(cost);
    }
    dearest.into_iter().map(u64::from).sum::<u64>() < u64::from(<u32 as Length>::INFINITY)
}
