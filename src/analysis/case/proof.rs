//! What proves a laying, and who checks it.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use assignment::{Bounds, Claim, Demand, Problem, Violation};

use super::{Assignment, AssignmentModel, ScenarioInputs};

/// Counts the layings that were checked, and keeps what was wrong with them.
#[derive(Debug, Default)]
pub struct Audit {
    checked: AtomicU64,
    flaws: Mutex<Vec<String>>,
}

impl Audit {
    /// How many layings were checked.
    pub fn checked(&self) -> u64 {
        self.checked.load(Ordering::Relaxed)
    }

    /// What was wrong, sorted, each once.
    pub fn flaws(&self) -> Vec<String> {
        // A poisoned lock holds whole sentences only.
        let mut flaws = self.flaws.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
        flaws.sort();
        flaws.dedup();
        flaws
    }

    /// Takes the result of one check.
    fn note(
        &self,
        case: &AssignmentModel<'_>,
        world: &ScenarioInputs,
        result: Result<Bounds, Vec<Violation>>,
    ) {
        let found = result.err().unwrap_or_default();
        self.take(found.iter().map(|flaw| told(case, world, flaw)));
    }

    /// One laying was checked: this is wrong with it.
    pub fn take(&self, flaws: impl Iterator<Item = String>) {
        self.checked.fetch_add(1, Ordering::Relaxed);
        self.flaws.lock().unwrap_or_else(std::sync::PoisonError::into_inner).extend(flaws);
    }
}

/// A flaw with the ids that its numbers stand for.
fn told(case: &AssignmentModel<'_>, world: &ScenarioInputs, flaw: &Violation) -> String {
    let of_flow = |at: &usize| format!("flow {}: {flaw}", case.flows[*at].row.id);
    match flaw {
        Violation::Path { demand }
        | Violation::RetainedPath { demand }
        | Violation::Balance { demand, .. }
        | Violation::Uneconomic { demand }
        | Violation::AboveStandalone { demand, .. }
        | Violation::Standalone { demand, .. } => of_flow(demand),
        Violation::Limit { bundle, .. } => format!("capacity {}: {flaw}", world.names[*bundle]),
        Violation::Tier { .. } | Violation::Cost { .. } | Violation::Price => flaw.to_string(),
    }
}

impl AssignmentModel<'_> {
    /// What the prices of a laying prove.
    pub fn bounds(&self, world: &ScenarioInputs, laying: &Assignment) -> Bounds {
        self.claimed(world, laying, assignment::bounds)
    }

    /// Does a laying hold?
    pub(super) fn audited(&self, world: &ScenarioInputs, laying: &Assignment) {
        if let Some(audit) = &self.manner.audit {
            audit.note(self, world, self.claimed(world, laying, assignment::verify));
        }
        debug_assert_eq!(
            self.claimed(world, laying, assignment::verify).err(),
            None,
            "a laying is not what its certificate claims"
        );
    }

    fn claimed<T>(&self, world: &ScenarioInputs, laying: &Assignment, ask: impl Fn(&Claim<'_>) -> T) -> T {
        let freed = self.demands(world).into_iter().zip(&laying.freed);
        let demands: Vec<Demand> = freed.map(|(demand, mass)| Demand { mass: *mass, ..demand }).collect();
        ask(&Claim {
            problem: Problem {
                topology: &self.network.topology,
                weights: &world.weights,
                bundles: &world.bundles,
                demands: &demands,
            },
            retained: &laying.kept,
            paths: &laying.laid,
            stranded: &laying.stranded,
            uneconomic: &laying.home,
            certificate: &laying.certificate,
        })
    }
}
