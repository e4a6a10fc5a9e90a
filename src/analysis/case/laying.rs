//! Where each tonne of a case goes, and what that lays on each limit and asset.

use rayon::prelude::*;

use crate::model::Asset;
use crate::network::ArcKind;
use crate::scenario::BaselineLoad;
use assignment::{Bundle, Certificate, Mass, PathFlow};

use super::{AssignmentModel, ScenarioInputs};

/// Where each tonne goes.
#[derive(Clone, Debug, Default)]
pub struct Assignment {
    /// By flow and path; `demand` is the position in [`AssignmentModel::flows`].
    pub paths: Vec<PathFlow>,
    /// By flow: what has no way.
    pub stranded: Vec<Mass>,
    /// By flow: what stays at home because its way would be too dear.
    pub home: Vec<Mass>,
    /// By flow: what was freed from its old way.
    pub freed: Vec<Mass>,
    /// What was not: it stays on its old way.
    pub kept: Vec<PathFlow>,
    /// Where what was freed went.
    pub laid: Vec<PathFlow>,
    /// What proves that no less could be stranded and nothing be laid cheaper.
    pub certificate: Certificate,
}

impl Assignment {
    /// Tonnes of one flow that arrive.
    pub fn delivered(&self, flow: usize) -> Mass {
        self.of(flow).map(|path| path.mass).sum()
    }

    /// The paths of one flow.
    pub fn of(&self, flow: usize) -> impl Iterator<Item = &PathFlow> {
        self.paths.iter().filter(move |path| path.demand == flow)
    }

    /// Does each flow's mass equal what arrives, is stranded and stays at home?
    pub fn conserves(&self, case: &AssignmentModel<'_>) -> bool {
        (0..case.flows.len()).all(|flow| {
            self.delivered(flow) + self.stranded[flow] + self.home[flow] == case.flows[flow].row.mass.value
        })
    }

    /// Adds paths, joining those of one flow with the same arcs; order: flow, then arcs.
    pub(super) fn add(&mut self, more: impl Iterator<Item = PathFlow>) {
        self.paths.extend(more);
        self.paths.sort_by(|a, b| (a.demand, &a.arcs).cmp(&(b.demand, &b.arcs)));
        self.paths.dedup_by(|next, own| {
            let same = next.demand == own.demand && next.arcs == own.arcs;
            if same {
                own.mass += next.mass;
            }
            same
        });
        self.paths.retain(|path| path.mass > Mass::ZERO);
    }
}

impl AssignmentModel<'_> {
    /// Tonnes on each bundle of a world.
    pub fn loads(&self, world: &ScenarioInputs, laying: &Assignment) -> Vec<Mass> {
        let load = |bundle: &Bundle| {
            let counts = |path: &&PathFlow| bundle.classes[world.overlays.class_of[path.demand].index()];
            let on = |path: &PathFlow| {
                let times = path.arcs.iter().filter(|arc| bundle.arcs.binary_search(arc).is_ok()).count();
                path.mass * i64::try_from(times).unwrap_or(i64::MAX)
            };
            laying.paths.iter().filter(counts).map(on).sum()
        };
        world.bundles.par_iter().map(load).collect()
    }

    /// Tonnes on each link and each place.
    pub fn asset_load(&self, laying: &Assignment) -> BaselineLoad {
        let mut load = BaselineLoad::new();
        for path in &laying.paths {
            for arc in &path.arcs {
                match self.network.arcs[arc.index()].what {
                    ArcKind::Link(link, _) => {
                        *load.entry(Asset::Link(link)).or_default() += path.mass;
                        *load.entry(Asset::Place(self.network.head_place(*arc))).or_default() += path.mass;
                    }
                    ArcKind::Load(place) => *load.entry(Asset::Place(place)).or_default() += path.mass,
                    ArcKind::Transfer(transfer) => {
                        *load.entry(Asset::Transfer(transfer)).or_default() += path.mass
                    }
                    ArcKind::Unload(_) => {}
                }
            }
        }
        load
    }
}
