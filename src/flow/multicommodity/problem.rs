//! What is asked: an instance for each commodity, and capacities that several of their arcs share.

use crate::flow::mincost::{Instance, UNBOUNDED};

/// The arc shares its capacity with no other.
pub const NO_BUNDLE: u32 = u32::MAX;

/// Commodities on arcs of their own, and bundles of arcs whose flows together stay within a capacity.
#[derive(Clone, Debug)]
pub struct Problem {
    own: Vec<Instance>,
    bundle: Vec<Vec<u32>>,
    capacity: Vec<i64>,
    members: Vec<Vec<(u32, u32)>>,
}

/// Why a problem cannot be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// This commodity has not one bundle, or [`NO_BUNDLE`], for each of its arcs; or names one that is not there.
    Bundle(usize),
    /// The capacity of this bundle is below 0.
    Capacity(usize),
}

impl Problem {
    /// Of one instance a commodity, the bundle of each of its arcs, and the capacity of each bundle.
    ///
    /// # Errors
    /// The first thing that cannot be.
    pub fn new(own: Vec<Instance>, bundle: Vec<Vec<u32>>, capacity: Vec<i64>) -> Result<Self, Fault> {
        if let Some(at) = capacity.iter().position(|&one| one < 0) {
            return Err(Fault::Capacity(at));
        }
        let mut members = vec![Vec::new(); capacity.len()];
        for (commodity, instance) in own.iter().enumerate() {
            let named = bundle.get(commodity).filter(|named| named.len() == instance.arcs().len());
            for (arc, &name) in named.ok_or(Fault::Bundle(commodity))?.iter().enumerate() {
                if name != NO_BUNDLE {
                    let list = members.get_mut(name as usize).ok_or(Fault::Bundle(commodity))?;
                    list.push((commodity as u32, arc as u32));
                }
            }
        }
        Ok(Self { own, bundle, capacity, members })
    }

    /// By commodity.
    #[must_use]
    pub fn own(&self) -> &[Instance] {
        &self.own
    }

    /// By commodity and arc.
    #[must_use]
    pub fn bundle(&self) -> &[Vec<u32>] {
        &self.bundle
    }

    /// By bundle.
    #[must_use]
    pub fn capacity(&self) -> &[i64] {
        &self.capacity
    }

    /// By bundle: commodities and their arcs.
    pub(super) fn members(&self) -> &[Vec<(u32, u32)>] {
        &self.members
    }

    /// The most that one arc may carry: its own capacity, or that of its bundle where that is less.
    pub(super) fn most(&self, commodity: usize, arc: usize) -> i64 {
        let own = &self.own[commodity].arcs()[arc];
        let shared = self.capacity.get(self.bundle[commodity][arc] as usize).copied();
        own.capacity.min(shared.unwrap_or(UNBOUNDED)).max(own.lower)
    }
}
