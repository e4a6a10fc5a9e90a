//! Demands that differ in mass alone: solved as one, then split.

use std::collections::BTreeMap;

use crate::problem::{ClassIx, Demand, Mass, PathFlow};
use crate::solution::{Phase, Solution};
use routing::NodeIx;

/// Demands of one class, tier, sources and targets as one, and those that each stands for.
///
/// The linear program has one row for all of them, so ten thousand demands cost what their pairs of ends cost. Demands with a
/// reservation price are not pooled: each has a standalone maximum of its own.
pub(super) struct Pool {
    /// What is solved.
    pub demands: Vec<Demand>,
    /// By pooled demand: those it stands for, in their order.
    members: Vec<Vec<usize>>,
    /// By original demand: how much.
    masses: Vec<Mass>,
}

type Alike<'a> = (ClassIx, u8, &'a [NodeIx], &'a [NodeIx]);

impl Pool {
    /// In the order of the first of each.
    pub fn new(demands: &[Demand]) -> Self {
        let mut first: BTreeMap<Alike<'_>, usize> = BTreeMap::new();
        let mut own = Self { demands: Vec::new(), members: Vec::new(), masses: Vec::new() };
        for (at, demand) in demands.iter().enumerate() {
            own.masses.push(demand.mass.max(Mass::ZERO));
            let alike = (demand.class, demand.tier, &demand.sources[..], &demand.targets[..]);
            let next = own.demands.len();
            let pooled = match demand.reservation_price {
                None => *first.entry(alike).or_insert(next),
                Some(_) => next,
            };
            if pooled == next {
                own.demands.push(Demand { mass: Mass::ZERO, ..demand.clone() });
                own.members.push(Vec::new());
            }
            own.demands[pooled].mass += own.masses[at];
            own.members[pooled].push(at);
        }
        own
    }

    /// The solution of the original demands. Those that are pooled are served in their order, the most expensive path last,
    /// and the last of them bear what is stranded.
    pub fn split(&self, pooled: Solution) -> Solution {
        let mut left = self.masses.clone();
        let mut next = vec![0; self.members.len()];
        let mut paths = Vec::new();
        for path in &pooled.paths {
            self.split_path(path, &mut next, &mut left, &mut paths);
        }
        // Stable: the paths of each demand keep their order.
        paths.sort_by_key(|path| path.demand);
        let uneconomic = self.spread(&pooled.uneconomic, Mass::ZERO);
        let stranded = left.iter().zip(&uneconomic).map(|(&left, &own)| left - own).collect();
        let phases = pooled.phases.iter().map(|phase| self.phase(phase)).collect();
        let mut standalone = pooled.standalone;
        for own in &mut standalone {
            own.demand = self.members[own.demand][0];
        }
        Solution { paths, stranded, uneconomic, phases, standalone, ..pooled }
    }

    fn split_path(&self, path: &PathFlow, next: &mut [usize], left: &mut [Mass], paths: &mut Vec<PathFlow>) {
        let members = &self.members[path.demand];
        let mut mass = path.mass;
        while mass > Mass::ZERO {
            // A solution assigns no more than the demand.
            let Some(&member) = members.get(next[path.demand]) else { return };
            let part = mass.min(left[member]);
            if part > Mass::ZERO {
                paths.push(PathFlow { demand: member, mass: part, arcs: path.arcs.clone() });
            }
            mass -= part;
            left[member] -= part;
            // Served whole: the next of the pool takes what follows.
            if left[member] == Mass::ZERO {
                next[path.demand] += 1;
            }
        }
    }

    /// Prices are for each unit: pooled demands have the same.
    fn phase(&self, pooled: &Phase) -> Phase {
        Phase {
            demands: self.spread(&pooled.demands, 0.0),
            standalone: self.spread(&pooled.standalone, 0.0),
            ..pooled.clone()
        }
    }

    /// From values by pooled demand those by original demand.
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
