//! All pairs on a mesh by its hierarchy: 32 bits where sums are proven to fit, else 64.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::Sweep;
use super::metric::{MeshEdit, MeshScenario, Metric, Sized64, fits_32_bits, priced};
use crate::answer::Joined;
use crate::hierarchy::{Edited, Ends, Found, Marks, Pairs, Prepared, Weighted, Workspace};
use crate::model::{Cost, Seconds};
use crate::network::{ArcIx, StateIx};

/// What is told of a pair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Line {
    pub cost: Cost,
    pub time: Seconds,
    pub marks: Marks,
}

/// The baseline of all pairs.
pub(super) struct Ground<'a> {
    pub metric: Metric<'a>,
    ends: Ends,
    pairs: Width<Base<'a, u32>, Base<'a, u64>>,
}

struct Base<'a, L> {
    weighted: Weighted<'a, L>,
    pairs: Pairs<L>,
}

/// Room of one thread.
pub(super) struct Space<'a>(Width<Workspace<'a, u32>, Workspace<'a, u64>>);

/// One or the other width of numbers.
enum Width<A, B> {
    Narrow(A),
    Wide(B),
}

impl<'a> Ground<'a> {
    pub fn new(asked: &Sweep<'a>) -> Self {
        let prepared = asked.prepared;
        let metric = Metric { mesh: &prepared.mesh, by: asked.by };
        let nodes = |all: &[(Arc<str>, StateIx)]| all.iter().map(|(_, node)| *node).collect::<Vec<_>>();
        let ends = Ends::new(&prepared.hierarchy, &nodes(&asked.from), &nodes(&asked.to));
        let pairs = if fits_32_bits(metric, &asked.scenarios) {
            Width::Narrow(base(asked, metric, &ends))
        } else {
            Width::Wide(base(asked, metric, &ends))
        };
        Self { metric, ends, pairs }
    }

    pub fn space(&self) -> Space<'a> {
        Space(match &self.pairs {
            Width::Narrow(base) => Width::Narrow(Workspace::new(base.weighted.clone())),
            Width::Wide(base) => Width::Wide(Workspace::new(base.weighted.clone())),
        })
    }

    /// By pair.
    pub fn lines(&self) -> Vec<Option<Line>> {
        match &self.pairs {
            Width::Narrow(base) => self.all(&base.pairs),
            Width::Wide(base) => self.all(&base.pairs),
        }
    }

    fn all<L: Sized64>(&self, pairs: &Pairs<L>) -> Vec<Option<Line>> {
        let many = self.ends.starts() * self.ends.ends();
        (0..many).map(|pair| pairs.found(pair).map(|found| self.line(&found))).collect()
    }

    /// The pairs whose way is another under a scenario, ascending.
    pub fn under(&self, space: &mut Space<'_>, scenario: &MeshScenario) -> Vec<(u32, Option<Line>)> {
        match (&self.pairs, &mut space.0) {
            (Width::Narrow(base), Width::Narrow(space)) => self.changes(base, space, scenario),
            (Width::Wide(base), Width::Wide(space)) => self.changes(base, space, scenario),
            // A space is made of the ground it is used on.
            _ => Vec::new(),
        }
    }

    fn changes<L: Sized64>(
        &self,
        base: &Base<'_, L>,
        space: &mut Workspace<'_, L>,
        scenario: &MeshScenario,
    ) -> Vec<(u32, Option<Line>)> {
        let metric = self.metric;
        let scenario = scenario.edits(metric.mesh);
        let price = |arc: ArcIx, edit: &MeshEdit| priced(metric.mesh, arc, edit);
        let length = |price: Option<(u64, u64)>| price.map_or(L::FAR, |price| L::of(metric.length(price)));
        let edits: Vec<(ArcIx, L)> =
            scenario.iter().map(|(arc, edit)| (*arc, length(price(*arc, edit)))).collect();
        let trace = |arc: ArcIx| {
            let at = scenario.binary_search_by_key(&arc, |edit| edit.0);
            let edit = at.map_or_else(|_| MeshEdit::default(), |at| scenario[at].1);
            metric.trace(arc, price(arc, &edit).unwrap_or_default())
        };
        let found = if scenario.iter().all(|(arc, edit)| only_worse(metric, *arc, edit)) {
            base.pairs.again(space, &self.ends, Edited { lengths: &edits, trace })
        } else {
            base.pairs.anew(space, &self.ends, Edited { lengths: &edits, trace })
        };
        found.into_iter().map(|(pair, found)| (pair, found.map(|found| self.line(&found)))).collect()
    }

    fn line<L: Sized64>(&self, found: &Found<L>) -> Line {
        let (cost, time) = self.metric.told(found.length.as_u64(), &found.trace);
        Line { cost, time, marks: found.trace.marks }
    }

    /// By arc: of how many pairs the baseline's way has it; `often` says how much a pair counts.
    pub fn uses(&self, often: impl Fn(usize) -> u64) -> Vec<u64> {
        let arcs = self.metric.mesh.arcs();
        match &self.pairs {
            Width::Narrow(base) => base.pairs.uses(arcs, often),
            Width::Wide(base) => base.pairs.uses(arcs, often),
        }
    }

    pub fn names(&self) -> MarkNames {
        let mesh = self.metric.mesh;
        let tags = mesh.tags.iter().map(|tag| tag.split_once(':').unwrap_or(("line", tag)));
        let countries = mesh.countries.iter().map(|country| ("country", country.as_str()));
        let own = |(kind, id): (&str, &str)| (kind.to_owned(), id.to_owned());
        MarkNames { all: countries.chain(tags).map(own).collect() }
    }
}

/// One arc of a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The arc.
    pub arc: ArcIx,
    /// In the mesh's unit, without a scenario and with it.
    pub plain: u64,
    /// With it.
    pub cost: u64,
    /// Seconds.
    pub time: u64,
}

/// The way of the first pair under the first scenario; `None`: none is open.
#[must_use]
pub fn one_way(asked: &Sweep<'_>) -> Option<Vec<Step>> {
    let metric = Metric { mesh: &asked.prepared.mesh, by: asked.by };
    let edits: BTreeMap<ArcIx, MeshEdit> = asked
        .scenarios
        .first()
        .map(|scenario| scenario.edits(metric.mesh))
        .unwrap_or_default()
        .into_iter()
        .collect();
    let priced_on = |arc: ArcIx| priced(metric.mesh, arc, &edits.get(&arc).copied().unwrap_or_default());
    let changed = || edits.keys().copied();
    let arcs = if fits_32_bits(metric, &asked.scenarios) {
        way::<u32>(asked, metric, priced_on, changed())
    } else {
        way::<u64>(asked, metric, priced_on, changed())
    };
    let step = |arc: ArcIx| {
        let (cost, time) = priced_on(arc).unwrap_or_default();
        let plain = priced(metric.mesh, arc, &MeshEdit::default()).unwrap_or_default().0;
        Step { arc, plain, cost, time }
    };
    Some(arcs?.into_iter().map(step).collect())
}

fn way<L: Sized64>(
    asked: &Sweep<'_>,
    metric: Metric<'_>,
    price: impl Fn(ArcIx) -> Option<(u64, u64)>,
    changed: impl Iterator<Item = ArcIx>,
) -> Option<Vec<ArcIx>> {
    let Prepared { hierarchy, lanes, .. } = asked.prepared;
    let length = |arc: ArcIx| price(arc).map_or(L::FAR, |price| L::of(metric.length(price)));
    let weighted = match L::ready(asked.prepared, asked.by) {
        None => Weighted::new(hierarchy, lanes, length),
        Some(mut weighted) => {
            let edits: Vec<(ArcIx, L)> = changed.map(|arc| (arc, length(arc))).collect();
            // Nobody asks for what was before.
            drop(weighted.edit(&edits));
            weighted
        }
    };
    let ends = Ends::new(hierarchy, &[asked.from.first()?.1], &[asked.to.first()?.1]);
    Pairs::new(&weighted, &ends, |arc| metric.trace(arc, price(arc).unwrap_or_default())).arcs(0)
}

/// Does it make no way better, in whatever tells ways apart?
fn only_worse(metric: Metric<'_>, arc: ArcIx, edit: &MeshEdit) -> bool {
    let plain = priced(metric.mesh, arc, &MeshEdit::default());
    match (plain, priced(metric.mesh, arc, edit)) {
        (Some((cost, time)), Some((own_cost, own_time))) => own_cost >= cost && own_time >= time,
        (_, own) => own.is_none(),
    }
}

fn base<'a, L: Sized64>(asked: &Sweep<'a>, metric: Metric<'a>, ends: &Ends) -> Base<'a, L> {
    let prepared = asked.prepared;
    let price = |arc: ArcIx| priced(metric.mesh, arc, &MeshEdit::default());
    let length = |arc: ArcIx| price(arc).map_or(L::FAR, |price| L::of(metric.length(price)));
    let made = || Weighted::new(&prepared.hierarchy, &prepared.lanes, length);
    let weighted = L::ready(prepared, asked.by).unwrap_or_else(made);
    let trace = |arc: ArcIx| metric.trace(arc, price(arc).unwrap_or_default());
    let pairs = Pairs::new(&weighted, ends, trace);
    Base { weighted, pairs }
}

/// What marks are called.
pub(super) struct MarkNames {
    /// Kind and id.
    all: Vec<(String, String)>,
}

/// Ids joined by `;`.
#[derive(Clone, Default)]
pub(super) struct Touched {
    pub countries: Joined,
    pub straits: Joined,
    pub corridors: Joined,
    pub lines: Joined,
}

impl MarkNames {
    /// Their names; sets that many ways have are written once.
    pub fn of(&self, marks: &Marks, known: &mut HashMap<Marks, Touched>) -> Touched {
        known.entry(*marks).or_insert_with(|| self.written(marks)).clone()
    }

    /// Kind and id of a mark.
    pub fn name(&self, mark: usize) -> Option<(&str, &str)> {
        self.all.get(mark).map(|(kind, id)| (kind.as_str(), id.as_str()))
    }

    fn written(&self, marks: &Marks) -> Touched {
        let of = |kind: &str| {
            let ids = marks.iter().filter_map(|mark| self.name(mark)).filter(|(own, _)| *own == kind);
            Joined(ids.map(|(_, id)| id).collect::<Vec<_>>().join(";").into())
        };
        Touched {
            countries: of("country"),
            straits: of("strait"),
            corridors: of("corridor"),
            lines: of("line"),
        }
    }
}
