//! A multicommodity flow problem: an instance for each commodity, and capacities that several of their arcs share.

use std::fmt;

use crate::mincost::{Arc, Instance, InstanceError};

/// The bundle of an arc that shares its capacity with no other.
pub const NO_BUNDLE: u32 = u32::MAX;

/// Commodities on arcs of their own, and bundles of arcs whose flows together stay within a capacity.
#[derive(Clone, Debug)]
pub struct Problem {
    commodities: Vec<Instance>,
    bundle: Vec<Vec<u32>>,
    capacity: Vec<i64>,
    members: Vec<Vec<(u32, u32)>>,
}

/// Why numbers are no problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemError {
    /// This commodity has not one bundle, or [`NO_BUNDLE`], for each of its arcs; or names one that is not there.
    Bundle(usize),
    /// The capacity of this bundle is below 0.
    Capacity(usize),
    /// This commodity is no instance within the capacities of its bundles.
    Commodity(usize, InstanceError),
}

impl fmt::Display for ProblemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bundle(commodity) => write!(f, "commodity {commodity} has arcs of no known bundle"),
            Self::Capacity(bundle) => write!(f, "the capacity of bundle {bundle} is below 0"),
            Self::Commodity(commodity, error) => write!(f, "commodity {commodity}: {error}"),
        }
    }
}

impl std::error::Error for ProblemError {}

impl Problem {
    /// Of one instance for each commodity, the bundle of each of its arcs, and the capacity of each bundle.
    ///
    /// # Errors
    /// The first thing that does not fit.
    pub fn new(
        commodities: Vec<Instance>,
        bundle: Vec<Vec<u32>>,
        capacity: Vec<i64>,
    ) -> Result<Self, ProblemError> {
        if let Some(at) = capacity.iter().position(|&one| one < 0) {
            return Err(ProblemError::Capacity(at));
        }
        let mut members = vec![Vec::new(); capacity.len()];
        let mut within = Vec::with_capacity(commodities.len());
        for (commodity, instance) in commodities.iter().enumerate() {
            let named = bundle.get(commodity).filter(|named| named.len() == instance.arcs().len());
            let named = named.ok_or(ProblemError::Bundle(commodity))?;
            let mut arcs = instance.arcs().to_vec();
            for (at, (&name, arc)) in named.iter().zip(&mut arcs).enumerate() {
                if name != NO_BUNDLE {
                    let list = members.get_mut(name as usize).ok_or(ProblemError::Bundle(commodity))?;
                    list.push((commodity as u32, at as u32));
                    // Alone, a commodity may fill its bundle but no more: so each is solved alone before they are joined.
                    *arc = Arc { capacity: arc.capacity.min(capacity[name as usize]).max(arc.lower), ..*arc };
                }
            }
            let own = Instance::new(instance.supply().to_vec(), arcs);
            within.push(own.map_err(|error| ProblemError::Commodity(commodity, error))?);
        }
        Ok(Self { commodities: within, bundle, capacity, members })
    }

    /// The instance of each commodity, in which no arc has more capacity than its bundle.
    #[must_use]
    pub fn commodities(&self) -> &[Instance] {
        &self.commodities
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
