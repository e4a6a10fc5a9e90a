//! Demands that ask for the same: solved as one, then shared out.

use std::collections::BTreeMap;

use crate::mass::Mass;
use crate::problem::{ClassIx, Demand, PathFlow, Phase, Solution};
use routing::NodeIx;

/// Demands of one class, tier, sources and targets, and who stands behind each.
///
/// A program over them has one row for all of them, so a ledger of ten thousand consignments costs what its pairs of
/// ends cost. Demands with a ceiling stay apart: how much of each could pass alone is a limit of its own.
pub(super) struct Alike {
    /// What is solved.
    pub demands: Vec<Demand>,
    /// By demand solved: those it stands for, in their order.
    members: Vec<Vec<usize>>,
    /// By demand asked for: how much.
    masses: Vec<Mass>,
}

type Look<'a> = (ClassIx, u8, &'a [NodeIx], &'a [NodeIx]);

impl Alike {
    /// Which demands ask for the same? In the order of their first.
    pub fn of(demands: &[Demand]) -> Self {
        let mut first: BTreeMap<Look<'_>, usize> = BTreeMap::new();
        let mut own = Self { demands: Vec::new(), members: Vec::new(), masses: Vec::new() };
        for (at, demand) in demands.iter().enumerate() {
            own.masses.push(demand.mass.max(Mass::ZERO));
            let look = (demand.class, demand.tier, &demand.sources[..], &demand.targets[..]);
            let next = own.demands.len();
            let home = match demand.reservation_price {
                None => *first.entry(look).or_insert(next),
                Some(_) => next,
            };
            if home == next {
                own.demands.push(Demand { mass: Mass::ZERO, ..demand.clone() });
                own.members.push(Vec::new());
            }
            own.demands[home].mass += own.masses[at];
            own.members[home].push(at);
        }
        own
    }

    /// The solution with every demand by its own name: those that are alike are served in their order, dearest path
    /// last, and the last of them bear what is stranded.
    pub fn shared_out(&self, pooled: Solution) -> Solution {
        let mut left = self.masses.clone();
        let mut next = vec![0; self.members.len()];
        let mut paths = Vec::new();
        for path in &pooled.paths {
            self.share(path, &mut next, &mut left, &mut paths);
        }
        // Stable: the paths of each demand keep their order.
        paths.sort_by_key(|path| path.demand);
        let uneconomic = self.spread(&pooled.uneconomic, Mass::ZERO);
        let stranded = left.iter().zip(&uneconomic).map(|(&left, &kept)| left - kept).collect();
        let phases = pooled.phases.iter().map(|phase| self.phase(phase)).collect();
        let mut standalone = pooled.standalone;
        for own in &mut standalone {
            own.demand = self.members[own.demand][0];
        }
        Solution { paths, stranded, uneconomic, phases, standalone, ..pooled }
    }

    fn share(&self, path: &PathFlow, next: &mut [usize], left: &mut [Mass], paths: &mut Vec<PathFlow>) {
        let members = &self.members[path.demand];
        let mut mass = path.mass;
        while mass > Mass::ZERO {
            // A solution lays no more than was asked for.
            let Some(&member) = members.get(next[path.demand]) else { return };
            let part = mass.min(left[member]);
            if part > Mass::ZERO {
                paths.push(PathFlow { demand: member, mass: part, arcs: path.arcs.clone() });
            }
            mass -= part;
            left[member] -= part;
            if left[member] == Mass::ZERO {
                next[path.demand] += 1;
            }
        }
    }

    /// Prices are by the tonne: those that are alike have the same.
    fn phase(&self, pooled: &Phase) -> Phase {
        Phase {
            demands: self.spread(&pooled.demands, 0.0),
            standalone: self.spread(&pooled.standalone, 0.0),
            ..pooled.clone()
        }
    }

    /// What holds for each demand solved, for each asked for.
    fn spread<T: Copy>(&self, pooled: &[T], blank: T) -> Vec<T> {
        let mut own = vec![blank; self.masses.len()];
        for (members, &value) in self.members.iter().zip(pooled) {
            for &member in members {
                own[member] = value;
            }
        }
        own
    }
}
