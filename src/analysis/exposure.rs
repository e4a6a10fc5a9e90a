//! What do these flows depend on: each X that a baseline route touches is closed in turn.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::model::{Assignment, AssignmentModel, ModelFlow};
use super::notes;
use super::redundancy::redundancy;
use super::run::{BaselineRun, ScenarioRun};
use super::study::{FlowStudy, Progress};
use crate::answer::{self, DependenceRole};
use crate::metric::{self, Change, Element, Triple, share};
use crate::model::{Effect, ElementKind, Id, Measure, NameplateReason, Selector};
use crate::scenario::owners::Groups;
use crate::spec::Weigh;
use assignment::{Mass, PathFlow};
use routing::ArcIx;

/// To things of these kinds alone: a solve for each of the others is saved.
pub fn exposure(study: &FlowStudy, kinds: &dyn Fn(ElementKind) -> bool) -> answer::Exposure {
    let mut head = study.head.clone();
    let baseline = under_measures(study, &mut head);
    let mut flows = AskedFlows::new(&baseline.model, &baseline.assignment, study.groups());
    // Before kinds are dropped: the note names operators even where no operator row is asked for.
    head.notes.extend(unsure(study, &flows));
    // What is dropped here is never closed, so no solve is spent on it.
    flows.traversed.iter_mut().for_each(|traversed| traversed.retain(|(of, _)| kinds(*of)));
    let (rows, proofs): (Vec<Vec<UnroundedRow>>, Vec<_>) = flows
        .close_each(&baseline, &study.progress, |closed| (closed.rows(&flows, study), closed.proof()))
        .into_iter()
        .unzip();
    let mut rows: Vec<UnroundedRow> = rows.into_iter().flatten().collect();
    // The first proof is that of the baseline, in which nothing is closed.
    let certificate = baseline.unchanged().certificate().clone();
    let baseline_proof = answer::ClosedProof { closed: Vec::new(), certificate };
    rows.sort_by(|a, b| a.order().cmp(&b.order()));
    let extras = rows.iter().map(|row| row.triple.extra_cost.map(routing::Cost::usd_t));
    head.notes.extend(notes::dear(&baseline, extras));
    let whole = Whole {
        kt: baseline.model.mass(&baseline.inputs.masses).kt(),
        usd: baseline.model.flow_usd(&baseline.inputs.masses),
        by_value: study.by_value,
    };
    let paths = baseline.selected_paths();
    let concentration = metric::concentration(baseline.model.network, &paths);
    answer::Exposure {
        year: study.year,
        as_of: baseline.model.network.snapshot.day,
        flow_kt: whole.kt,
        unassigned_kt: baseline.unassigned().kt(),
        rows: rows.iter().map(|row| row.answer(&whole)).collect(),
        weigh: if study.by_value { Weigh::Value } else { Weigh::Tonnes },
        flow_usd: whole.usd,
        concentration: answer::Concentration {
            corridor_hhi: concentration.corridor,
            country_hhi: concentration.country,
            operator_hhi: concentration.operator,
        },
        owners: owners(&baseline, &paths, whole.kt),
        commodities: baseline.unchanged().commodities(),
        redundancy: redundancy(&baseline),
        certificates: [baseline_proof].into_iter().chain(proofs).collect(),
        ranges: None,
        head,
    }
}

/// Who owns what the paths use, by tonnes, and by commodity where several are asked about.
fn owners(baseline: &BaselineRun<'_>, paths: &[&PathFlow], whole: f64) -> Vec<answer::OwnedTonnes> {
    let model = &baseline.model;
    let mut split: BTreeMap<Id, BTreeMap<String, f64>> = BTreeMap::new();
    let goods = model.goods();
    // Of one commodity all tonnes are its own.
    for commodity in goods.iter().filter(|_| goods.len() > 1) {
        let own = paths.iter().copied().filter(|path| model.flows[path.demand].row.commodity == *commodity);
        let name = &model.network.snapshot.atlas.commodities[commodity.index()].id;
        for (id, kt) in metric::owned(model.network, &own.collect::<Vec<_>>()) {
            split.entry(id).or_default().insert(name.to_string(), kt);
        }
    }
    let row = |(id, kt): (Id, f64)| answer::OwnedTonnes {
        kt,
        share: share(kt, whole),
        by_commodity: split.remove(&id).unwrap_or_default(),
        id: id.to_string(),
    };
    metric::owned(model.network, paths).into_iter().map(row).collect()
}

/// Operators that flows asked about touch, where the ends of shares that are known as ranges have them belong to
/// others.
fn unsure(study: &FlowStudy, flows: &AskedFlows<'_>) -> Option<String> {
    let ends = flows.flows.iter().map(|flow| &flows.ends[*flow]);
    // The ends of the flows count too: an operator there has an `end` row.
    let traversed: BTreeSet<&Element> = flows.traversed.iter().chain(ends).flatten().collect();
    let mut owners: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for (operator, owner) in study.unsure_groups() {
        if traversed.contains(&(ElementKind::Operator, operator.clone())) {
            owners.entry(operator).or_default().push(owner);
        }
    }
    let told = |(operator, owners): (Id, Vec<Id>)| {
        let owners: Vec<&str> = owners.iter().map(Id::as_str).collect();
        format!("{operator} ({})", owners.join(", "))
    };
    let told: Vec<String> = owners.into_iter().map(told).collect();
    (!told.is_empty()).then(|| format!("shares known only as ranges decide who owns these: {}", told.join(", ")))
}

/// Under a scenario the pattern that it leaves is what X is closed from.
///
/// Where the scenario touches none of the flows, the head of the answer says so.
pub fn under_measures<'a>(study: &'a FlowStudy, head: &mut answer::Metadata) -> BaselineRun<'a> {
    let baseline = BaselineRun::new(study.model());
    if study.measures.is_empty() {
        return baseline;
    }
    let run = baseline.under(&study.measures);
    head.untouched = super::scope::untouched(study, &run);
    let ScenarioRun { inputs, assignment, .. } = run;
    BaselineRun::of(baseline.model.with_measures(study.measures.clone()), inputs, assignment)
}

struct Whole {
    kt: f64,
    usd: f64,
    by_value: bool,
}

/// The flows asked about and what each of their baseline paths touches.
pub struct AskedFlows<'a> {
    groups: &'a Groups,
    flows: Vec<usize>,
    /// By path of the baseline: what it touches; empty for flows not asked about.
    traversed: Vec<BTreeSet<Element>>,
    /// By flow: what lies on its own ends.
    ends: Vec<BTreeSet<Element>>,
}

/// A thing, and whether flows count that end there or those that only pass.
pub type ThingRole<'a> = (&'a Element, DependenceRole);

/// One X: all things that close the same arcs share one solution.
pub struct Closed<'a> {
    pub things: Vec<Element>,
    pub closed: BTreeSet<ArcIx>,
    pub run: ScenarioRun<'a>,
}

impl<'a> AskedFlows<'a> {
    pub fn new(model: &AssignmentModel<'_>, baseline: &Assignment, groups: &'a Groups) -> Self {
        // Only flows asked about have rows. The other paths keep an empty set, so that the list stays parallel to the
        // paths.
        let touch = |path: &PathFlow| {
            if model.flows[path.demand].selected {
                with_owners(metric::traversed(model.network, &path.arcs), groups)
            } else {
                BTreeSet::new()
            }
        };
        let ends = |flow: &ModelFlow| {
            let mut all = metric::end_traverses(model.network, flow.row.origin);
            all.extend(metric::end_traverses(model.network, flow.row.destination));
            with_owners(all, groups)
        };
        Self {
            groups,
            flows: model.selected().collect(),
            traversed: baseline.paths.iter().map(touch).collect(),
            ends: model.flows.iter().map(ends).collect(),
        }
    }

    /// The flows that count in a row, each with what of it the thing carries beside what it does without it.
    pub fn counted(
        &self,
        baseline: &Assignment,
        (thing, role): ThingRole<'_>,
        changes: &BTreeMap<usize, Change>,
    ) -> Vec<(usize, Change)> {
        let mut used: BTreeMap<usize, Mass> = BTreeMap::new();
        for (path, traversed) in baseline.paths.iter().zip(&self.traversed) {
            if traversed.contains(thing) {
                *used.entry(path.demand).or_default() += path.mass;
            }
        }
        // A flow that ends on the thing counts in the `end` row, any other in the `transit` row: none counts in both.
        let counts = |flow: &usize| self.ends[*flow].contains(thing) == (role == DependenceRole::End);
        // A solve does not know which thing its closed arcs stand for, so `used` is filled in here.
        let of = |flow: usize| (flow, Change { used: used.get(&flow).copied().unwrap_or_default(), ..changes[&flow] });
        self.flows.iter().copied().filter(counts).map(of).collect()
    }

    /// Closes everything that is traversed, in parallel, and gives what `answer` makes of each, in order. Things that
    /// close the same arcs share one solution, which is dropped at once: each holds a price for every arc and class.
    pub fn close_each<T: Send>(
        &self,
        baseline: &BaselineRun<'_>,
        progress: &Progress,
        answer: impl Fn(&Closed<'_>) -> T + Sync,
    ) -> Vec<T> {
        let network = baseline.model.network;
        let things: BTreeSet<Element> = self.traversed.iter().flatten().cloned().collect();
        // Closed arcs come sorted and each once, so equal closures are equal keys.
        let mut equal: BTreeMap<Vec<ArcIx>, Vec<Element>> = BTreeMap::new();
        for thing in things {
            let closed = network.closed_arcs(&network.select(&selector(&thing, self.groups)));
            equal.entry(closed).or_default().push(thing);
        }
        let equal: Vec<_> = equal.into_iter().collect();
        let solve = |(closed, things): (Vec<ArcIx>, Vec<Element>)| {
            // Any of the things will do: they close the same arcs.
            let run = baseline.under(&[closing(&things[0], self.groups)]);
            let closed = closed.into_iter().collect();
            answer(&Closed { things, closed, run })
        };
        progress.add_total(equal.len());
        equal.into_par_iter().map(|one| progress.step(|| solve(one))).collect()
    }
}

/// An owner is traversed where an operator is that belongs to it.
fn with_owners(mut traversed: BTreeSet<Element>, groups: &Groups) -> BTreeSet<Element> {
    let owns = |group: &BTreeSet<Id>| group.iter().any(|id| traversed.contains(&(ElementKind::Operator, id.clone())));
    let owners: Vec<_> = groups.iter().filter(|(_, group)| owns(group)).collect();
    traversed.extend(owners.into_iter().map(|(owner, _)| (ElementKind::Owner, owner.clone())));
    traversed
}

/// What chooses a thing; an owner is all operators that belong to it.
pub fn selector((of, id): &Element, groups: &Groups) -> Selector {
    // A party may be an operator and an owner: only as an owner does it mean all operators of its group.
    match groups.get(id).filter(|_| *of == ElementKind::Owner) {
        Some(group) => Selector::of_any(ElementKind::Operator.as_str(), group.iter().map(Id::to_string)),
        None => Selector::of(of.as_str(), id.as_str()),
    }
}

pub fn closing(thing: &Element, groups: &Groups) -> Measure {
    let id = format!("event:close-{}-{}", thing.0, thing.1);
    Measure::what_if(&id, Effect::Close, Some(selector(thing, groups)))
}

/// A row before it is rounded for the answer.
struct UnroundedRow {
    thing: Element,
    role: DependenceRole,
    triple: Triple,
    nameplate: Option<Mass>,
    nameplate_above: Option<NameplateReason>,
    used_by: BTreeMap<String, f64>,
    unavoidable_by: BTreeMap<String, f64>,
    used_usd: f64,
    unavoidable_usd: f64,
}

impl Closed<'_> {
    /// A `transit` row and an `end` row for each thing, where any tonne counts there.
    fn rows(&self, asked: &AskedFlows<'_>, study: &FlowStudy) -> Vec<UnroundedRow> {
        let changes = self.changes(asked);
        let mut rows = Vec::new();
        for thing in &self.things {
            for role in [DependenceRole::Transit, DependenceRole::End] {
                // Country rows leave the flows' own ends out unless `ends` asks for them.
                if role == DependenceRole::End && thing.0 == ElementKind::Country && !study.ends {
                    continue;
                }
                rows.extend(self.row(asked, (thing, role), &changes));
            }
        }
        rows
    }

    /// What each flow asked about does without it.
    pub fn changes(&self, asked: &AskedFlows<'_>) -> BTreeMap<usize, Change> {
        asked.flows.iter().map(|flow| (*flow, self.run.change(*flow))).collect()
    }

    fn proof(&self) -> answer::ClosedProof {
        answer::ClosedProof {
            closed: self.things.iter().map(|(of, id)| format!("{of}:{id}")).collect(),
            certificate: self.run.certificate().clone(),
        }
    }

    fn row(
        &self,
        asked: &AskedFlows<'_>,
        (thing, role): ThingRole<'_>,
        changes: &BTreeMap<usize, Change>,
    ) -> Option<UnroundedRow> {
        let baseline = self.run.baseline;
        let (flows, own): (Vec<usize>, Vec<Change>) =
            asked.counted(&baseline.assignment, (thing, role), changes).into_iter().unzip();
        let triple = Triple::of(&own);
        // No tonne of the flows that count here touches the thing: it has no row in this role.
        if triple.used == Mass::ZERO {
            return None;
        }
        let value = |mass: &dyn Fn(&Change) -> Mass| -> f64 {
            flows.iter().zip(&own).map(|(flow, change)| baseline.model.usd(*flow, mass(change))).sum()
        };
        // The sum may be below 0, as a single flow may strand less than before; the tonnes of the triple are clamped
        // likewise.
        let stranded_usd = value(&|change| change.stranded);
        let exits = self.exits(&flows);
        let nameplate = metric::nameplate_stranded(triple.used, &exits);
        let above = nameplate.filter(|own| *own > triple.unavoidable);
        let split = |mass: &dyn Fn(&Change) -> Mass| {
            baseline.model.split(flows.iter().zip(&own).map(|(flow, change)| (*flow, mass(change))))
        };
        let used_by = split(&|change| change.used);
        let unavoidable_by = match triple.unavoidable {
            Mass::ZERO => BTreeMap::new(),
            // Held at what is used, so of the same goods.
            all if all == triple.used => used_by.clone(),
            _ => split(&|change| change.stranded),
        };
        Some(UnroundedRow {
            thing: thing.clone(),
            role,
            triple,
            nameplate,
            nameplate_above: above.map(|_| self.nameplate_reason(&flows, &exits)),
            used_by,
            unavoidable_by,
            used_usd: value(&|change| change.used),
            unavoidable_usd: stranded_usd.max(0.0),
        })
    }

    /// Why the nameplate estimate is above what is stranded.
    fn nameplate_reason(&self, flows: &[usize], exits: &[metric::Exit]) -> NameplateReason {
        let now = self.run.assignment.paths.iter().filter(|path| flows.contains(&path.demand));
        let taken = now.filter_map(|path| metric::exit(self.run.baseline.model.network, &path.arcs)).collect();
        metric::nameplate_reason(exits, &taken)
    }

    /// Exits of the flows that count, with their spare when X has freed what it frees.
    fn exits(&self, flows: &[usize]) -> Vec<metric::Exit> {
        let baseline = self.run.baseline;
        let paths = &baseline.assignment.paths;
        let own: Vec<&PathFlow> = paths.iter().filter(|path| flows.contains(&path.demand)).collect();
        // What the closure leaves on its route uses up part of each exit's nameplate.
        let staying: Vec<&PathFlow> = self.run.assignment.retained.iter().collect();
        metric::exits(baseline.model.network, &own, &staying, baseline.cargo(), &self.closed)
    }
}

impl UnroundedRow {
    /// By (unavoidable, used) downwards, then (of, id, role).
    fn order(&self) -> (std::cmp::Reverse<(Mass, Mass)>, &Element, DependenceRole) {
        (std::cmp::Reverse((self.triple.unavoidable, self.triple.used)), &self.thing, self.role)
    }

    fn answer(&self, whole: &Whole) -> answer::ExposureRow {
        let triple = &self.triple;
        let of = |kt: f64, usd: f64| if whole.by_value { share(usd, whole.usd) } else { share(kt, whole.kt) };
        answer::ExposureRow {
            of: self.thing.0,
            id: self.thing.1.to_string(),
            role: self.role,
            used_kt: triple.used.kt(),
            used: of(triple.used.kt(), self.used_usd),
            unavoidable_kt: triple.unavoidable.kt(),
            unavoidable: of(triple.unavoidable.kt(), self.unavoidable_usd),
            nameplate_unavoidable_kt: self.nameplate.map(Mass::kt),
            nameplate_above: self.nameplate_above,
            reroutable_kt: triple.reroutable.kt(),
            extra_usd_t: triple.extra_cost.map(routing::Cost::usd_t),
            new_usd_t: triple.new_cost.map(routing::Cost::usd_t),
            today_usd_t: triple.today_cost().map(routing::Cost::usd_t),
            extra_days: triple.extra_time.map(|time| time.hours() / 24.0),
            used_usd: self.used_usd,
            unavoidable_usd: self.unavoidable_usd,
            used_by_commodity: self.used_by.clone(),
            unavoidable_by_commodity: self.unavoidable_by.clone(),
        }
    }
}
