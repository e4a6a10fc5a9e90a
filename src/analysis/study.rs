//! A question about flows with every name resolved, and how far its answer is.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use super::model::{AssignmentModel, AssignmentOptions};
use super::notes;
use crate::answer::Metadata;
use crate::model::{Id, Measure, OwnerTest};
use crate::network::Network;
use crate::scenario::Resolved;
use crate::scenario::owners::{Groups, Owners};
use crate::tables::Flow;

#[derive(Clone)]
pub struct FlowStudy {
    pub head: Metadata,
    pub year: i16,
    /// Of the day.
    pub network: Arc<Network>,
    /// All flows of the year; `true`: asked about.
    pub flows: Vec<(Flow, bool)>,
    pub options: AssignmentOptions,
    pub measures: Vec<Measure>,
    /// Are shares those of value?
    pub by_value: bool,
    /// Do country rows count the flows' own ends too?
    pub ends: bool,
    /// By whose test an operator is an owner's.
    pub owner_test: OwnerTest,
    /// Operators by owner, once they are asked for.
    pub groups: OnceLock<Groups>,
    pub progress: Arc<Progress>,
}

impl FlowStudy {
    /// The answer's notes name measures that choose nothing, and limits of no less than what is there.
    pub fn noted(mut self) -> Self {
        note_idle(&mut self.head, &self.network, &self.measures);
        self.head.notes.extend(notes::loose(&self.network, &self.measures));
        self
    }

    pub fn model(&self) -> AssignmentModel<'_> {
        AssignmentModel::new(&self.network, self.flows.clone(), self.options.clone())
    }

    pub fn groups(&self) -> &Groups {
        let snapshot = &self.network.snapshot;
        self.groups.get_or_init(|| Owners::by(&self.owner_test, snapshot).groups(snapshot))
    }

    /// Operators and owners of whom no one knows whether one belongs to the other.
    pub fn unsure_groups(&self) -> BTreeSet<(Id, Id)> {
        let snapshot = &self.network.snapshot;
        Owners::by(&self.owner_test, snapshot).unsure(snapshot, self.groups())
    }
}

/// A reader should know of measures that choose nothing on this day: a date too early, a place not yet built.
pub fn note_idle(head: &mut Metadata, network: &Network, measures: &[Measure]) {
    // Most of the law does not concern the network of one day, so its measures are left out.
    let asked = |measure: &&Measure| measure.legal.reading.is_none();
    for measure in Resolved::new(network, measures).idle().into_iter().filter(asked) {
        head.notes.push(format!("{} chooses nothing of the network of {}", measure.id, network.snapshot.day));
    }
    for (measure, least) in Resolved::new(network, measures).raises_nothing() {
        let already =
            least.map_or("nothing limits it".into(), |least| format!("{} kt a year may pass already", least.kt()));
        head.notes.push(format!("{} raises nothing: {already}", measure.id));
    }
}

/// Steps done of the steps known so far, counted by all threads.
#[derive(Debug, Default)]
pub struct Progress {
    known: AtomicU64,
    done: AtomicU64,
}

impl Progress {
    /// More steps are to come.
    pub fn add_total(&self, steps: usize) {
        // The counters are for display: no other data depend on their order.
        self.known.fetch_add(steps as u64, Ordering::Relaxed);
    }

    /// Does one step, and counts it.
    pub fn step<T>(&self, work: impl FnOnce() -> T) -> T {
        let done = work();
        self.done.fetch_add(1, Ordering::Relaxed);
        done
    }

    /// So many steps are done.
    pub fn count(&self, steps: usize) {
        self.done.fetch_add(steps as u64, Ordering::Relaxed);
    }

    /// Steps done, and steps known: the former are never more.
    pub fn now(&self) -> (u64, u64) {
        // The two are read one after the other, so a step may have been done in between.
        let done = self.done.load(Ordering::Relaxed);
        (done, self.known.load(Ordering::Relaxed).max(done))
    }
}
