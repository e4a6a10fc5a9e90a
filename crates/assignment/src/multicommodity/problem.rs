//! What is asked: an instance for each commodity, and capacities that several of their arcs share.

use crate::mincost::{Arc, Instance, InstanceError};

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
pub enum ProblemError {
    /// This commodity has not one bundle, or [`NO_BUNDLE`], for each of its arcs; or names one that is not there.
    Bundle(usize),
    /// The capacity of this bundle is below 0.
    Capacity(usize),
    /// This commodity cannot be asked within the capacities of its bundles.
    Commodity(usize, InstanceError),
}

impl Problem {
    /// Of one instance a commodity, the bundle of each of its arcs, and the capacity of each bundle.
    ///
    /// # Errors
    /// The first thing that cannot be.
    pub fn new(own: Vec<Instance>, bundle: Vec<Vec<u32>>, capacity: Vec<i64>) -> Result<Self, ProblemError> {
        if let Some(at) = capacity.iter().position(|&one| one < 0) {
            return Err(ProblemError::Capacity(at));
        }
        let mut members = vec![Vec::new(); capacity.len()];
        let mut within = Vec::with_capacity(own.len());
        for (commodity, instance) in own.iter().enumerate() {
            let named = bundle.get(commodity).filter(|named| named.len() == instance.arcs().len());
            let mut arcs = instance.arcs().to_vec();
            for (at, (&name, arc)) in
                named.ok_or(ProblemError::Bundle(commodity))?.iter().zip(&mut arcs).enumerate()
            {
                if name != NO_BUNDLE {
                    let list = members.get_mut(name as usize).ok_or(ProblemError::Bundle(commodity))?;
                    list.push((commodity as u32, at as u32));
                    *arc = Arc { capacity: arc.capacity.min(capacity[name as usize]).max(arc.lower), ..*arc };
                }
            }
            let own = Instance::new(instance.supply().to_vec(), arcs);
            within.push(own.map_err(|refused| ProblemError::Commodity(commodity, refused))?);
        }
        Ok(Self { own: within, bundle, capacity, members })
    }

    /// By commodity; no arc may carry more than its bundle.
    #[must_use]
    pub fn commodities(&self) -> &[Instance] {
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
}
