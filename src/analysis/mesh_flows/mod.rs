//! Flows on a mesh within its capacities, scenarios side by side.
//!
//! All flows of a scenario are laid together, cheapest as a whole: nobody keeps a way that was there before. Ways are found
//! by the hierarchy, at the prices that full links have; the program over them is that of every assignment.

mod laid;
mod pricer;
#[cfg(test)]
mod tests;
mod told;

use std::sync::Arc;

use rayon::prelude::*;

use super::sweep::MeshScenario;
use super::{Audit, Progress};
use crate::answer;
use crate::network::Prepared;
use assignment::Mass;
use routing::NodeIx;

use laid::{Ground, Laid};

/// A question about flows on a mesh with every name resolved.
pub struct MeshFlows<'a> {
    /// What the answer starts with.
    pub head: answer::Metadata,
    /// The mesh and its hierarchy.
    pub prepared: &'a Prepared,
    /// What is carried from where to where.
    pub flows: Vec<MeshFlow>,
    /// What if, in order.
    pub scenarios: Vec<MeshScenario>,
    /// Who is told how far it is.
    pub tally: Arc<Progress>,
    /// Who checks each laying, if anybody: plain searches, two for each flow.
    pub audit: Option<Arc<Audit>>,
}

/// Tonnes between two nodes.
#[derive(Clone, Debug)]
pub struct MeshFlow {
    /// `FROM>TO`.
    pub id: String,
    /// Start.
    pub from: NodeIx,
    /// End.
    pub to: NodeIx,
    /// How much a year.
    pub mass: Mass,
}

/// Answers `compare --mesh`.
pub fn compare(asked: &MeshFlows<'_>) -> answer::Compare {
    asked.tally.expect(asked.scenarios.len() + 1);
    let ground = Ground::new(asked);
    let none = MeshScenario::default();
    let baseline = asked.tally.step(|| Laid::new(&ground, &none, None));
    let told = told::Told::new(asked, &ground, &baseline);
    let outcome = |scenario: &MeshScenario| {
        asked.tally.step(|| told.outcome(scenario, &Laid::new(&ground, scenario, Some(&baseline))))
    };
    answer::Compare {
        head: asked.head.clone(),
        baseline: told.baseline(&baseline),
        scenarios: asked.scenarios.par_iter().map(outcome).collect(),
        ranges: None,
    }
}
