//! Many scenarios on all pairs of many ends: what each costs, how long it takes, what it touches.
//!
//! The baseline is found once; of a scenario only the pairs are given that have another route. Tonnes go on cheapest
//! routes, whatever a capacity says.

mod atlas;
pub mod critical;
mod imported;
mod metric;
mod routes;
mod solve;

pub use atlas::{AtlasEnds, AtlasScenario};
pub use imported::ImportedEnds;
pub use metric::{ImportedLimit, ImportedScenario, LinkEdit, MostOn, edited_keys, plain_keys};
pub use routes::{KShortest, route};

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use atlas::AtlasGround;
use imported::ImportedGround;
use solve::{BestOfPair, Changes, Scenario, SweepNetwork, TagNames};

use super::Progress;
use crate::answer::{self, CapacityRule, PairRow, Swept, Tonnes, TraversedTonnes, VerifiedRows};
use crate::spec::By;
use assignment::Mass;
use routing::hierarchy::TagSet;

pub struct Sweep<S> {
    pub head: answer::Metadata,
    pub from: Vec<Arc<str>>,
    pub to: Vec<Arc<str>>,
    /// Tonnes by pair: start times the number of ends, and end; empty: none are asked about.
    pub demand: Vec<Mass>,
    pub scenarios: Vec<S>,
    pub by: By,
    /// Every row, not only those that changed?
    pub whole: bool,
    pub verify: usize,
    /// What was found before, the baseline first: those scenarios are not swept again.
    pub known: Vec<Swept>,
    /// At most so many bytes, about; none: as many as come.
    pub memory: Option<u64>,
    pub progress: Arc<Progress>,
}

/// Takes rows and, after the last of each scenario, what it comes to.
pub trait RowSink {
    /// One pair under one scenario.
    ///
    /// # Errors
    /// Whatever stops the receiver.
    fn row(&mut self, row: PairRow) -> io::Result<()>;

    /// A scenario's rows are all there.
    ///
    /// # Errors
    /// Whatever stops the receiver.
    fn end(&mut self, swept: &Swept) -> io::Result<()>;
}

/// Answers `sweep` on an imported network; rows go out in the order of scenarios, then starts, then ends.
///
/// # Errors
/// Those of `rows`.
pub fn on_imported(
    asked: &Sweep<ImportedScenario>,
    ends: &ImportedEnds<'_>,
    rows: &mut dyn RowSink,
) -> io::Result<answer::Sweep> {
    sweep(asked, &ImportedGround::new(ends, asked.by, &asked.scenarios), rows)
}

/// Answers `sweep` on an atlas, likewise: small as it is, by plain searches.
///
/// # Errors
/// Those of `rows`.
pub fn on_atlas(asked: &Sweep<AtlasScenario>, ends: &AtlasEnds, rows: &mut dyn RowSink) -> io::Result<answer::Sweep> {
    sweep(asked, &AtlasGround::new(ends, asked.by), rows)
}

fn sweep<G: SweepNetwork>(
    asked: &Sweep<G::Scenario>,
    register: &G,
    rows: &mut dyn RowSink,
) -> io::Result<answer::Sweep> {
    // Before the first row goes out, so that too little memory leaves no half of an answer.
    let plan = solve::Plan::new(register, asked.from.len() * asked.to.len(), asked.memory)?;
    let base = SweepBaseline::new(register, &asked.demand);
    let names = Names::new(asked, &base.tags);
    let mut all: Vec<Swept> = asked.known.clone();
    // A sweep that is taken up again has the baseline already.
    if all.is_empty() {
        let lines = base.lines.iter().enumerate().map(|(pair, line)| (pair, line.as_ref()));
        names.rows(&names.baseline, lines, rows)?;
        let swept = base.swept(&names);
        rows.end(&swept)?;
        all.push(swept);
    }
    // The baseline is in the list too, so one less is done of the scenarios.
    let left = asked.scenarios.get(all.len() - 1..).unwrap_or_default();
    asked.progress.add_total(left.len());
    solve::in_order(left, register, (plan, &asked.progress), |scenario, changes| {
        let id: Arc<str> = scenario.id().into();
        if asked.whole {
            names.rows(&id, base.whole(changes), rows)?;
        } else {
            names.rows(&id, changes.iter().map(|(pair, line)| (*pair as usize, line.as_ref())), rows)?;
        }
        let swept = base.summary(&id, changes);
        rows.end(&swept)?;
        all.push(swept);
        Ok(())
    })?;
    let verified = verify(asked, register, &base.lines);
    let mut head = asked.head.clone();
    head.notes.extend(still(&all));
    Ok(answer::Sweep {
        head,
        by: asked.by,
        from: asked.from.len() as u64,
        to: asked.to.len() as u64,
        capacity: CapacityRule::Ignored,
        scenarios: all,
        verified,
    })
}

/// So many scenarios are named; of more only their number.
const NAMED: usize = 10;

/// `moves nothing: a, b`: scenarios under which every pair keeps its route.
fn still(all: &[Swept]) -> Option<String> {
    let ids: Vec<&str> = all.iter().skip(1).filter(|one| one.changed == 0).map(|one| one.scenario.as_str()).collect();
    let more = ids.len().saturating_sub(NAMED);
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    let named = ids.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    (!ids.is_empty()).then(|| format!("moves nothing: {named}{more}"))
}

struct SweepBaseline<'d> {
    lines: Vec<Option<BestOfPair>>,
    demand: &'d [Mass],
    loads: Loads,
    tags: TagNames,
}

impl<'d> SweepBaseline<'d> {
    fn new(register: &impl SweepNetwork, demand: &'d [Mass]) -> Self {
        let lines = register.lines();
        Self { loads: Loads::new(demand, &lines), demand, lines, tags: register.names() }
    }

    fn swept(&self, names: &Names<'_>) -> Swept {
        let cut = self.lines.iter().filter(|line| line.is_none()).count();
        Swept {
            scenario: names.baseline.to_string(),
            cut: cut as u64,
            // Without changes every thing that carries tonnes is listed.
            tonnes: self.tonnes(&Vec::new()),
            ..Swept::default()
        }
    }

    /// Every pair, those that changed with their changes.
    fn whole<'l>(&'l self, changes: &'l Changes) -> impl Iterator<Item = (usize, Option<&'l BestOfPair>)> {
        let mut lines: Vec<Option<&BestOfPair>> = self.lines.iter().map(Option::as_ref).collect();
        changes.iter().for_each(|(pair, line)| lines[*pair as usize] = line.as_ref());
        lines.into_iter().enumerate()
    }

    fn summary(&self, id: &str, changes: &Changes) -> Swept {
        let mut swept = Swept {
            scenario: id.to_owned(),
            changed: changes.len() as u64,
            tonnes: self.tonnes(changes),
            ..Swept::default()
        };
        let (mut cost, mut time, mut both) = (0_i128, 0_i128, 0_i128);
        for (pair, line) in changes {
            match (line, &self.lines[*pair as usize]) {
                (Some(line), Some(before)) => {
                    let more = line.cost.0 - before.cost.0;
                    cost += i128::from(more);
                    time += i128::from(line.time.0 - before.time.0);
                    both += 1;
                    swept.most_usd_t = swept.most_usd_t.max(routing::Cost(more).usd_t());
                }
                (None, Some(_)) => swept.cut += 1,
                (Some(_), None) => swept.opened += 1,
                (None, None) => {}
            }
        }
        if both > 0 {
            // Millionths of a USD/t and seconds, to USD/t and hours.
            swept.mean_usd_t = cost as f64 / both as f64 / 1e6;
            swept.mean_hours = time as f64 / both as f64 / 3600.0;
        }
        swept
    }
}

/// Names of pairs and of what they touch, shared by rows.
struct Names<'b> {
    baseline: Arc<str>,
    from: Vec<Arc<str>>,
    to: Vec<Arc<str>>,
    tags: &'b TagNames,
}

impl<'b> Names<'b> {
    fn new<S>(asked: &Sweep<S>, tags: &'b TagNames) -> Self {
        Self { baseline: "baseline".into(), from: asked.from.clone(), to: asked.to.clone(), tags }
    }

    fn rows<'l>(
        &self,
        scenario: &Arc<str>,
        mut lines: impl Iterator<Item = (usize, Option<&'l BestOfPair>)>,
        rows: &mut dyn RowSink,
    ) -> io::Result<()> {
        // Many pairs touch the same things: their names are written once a scenario.
        let mut known = HashMap::new();
        lines.try_for_each(|(pair, line)| {
            let traversed = line.map(|line| self.tags.of(&line.tags, &mut known)).unwrap_or_default();
            rows.row(PairRow {
                scenario: Arc::clone(scenario),
                // Pairs are numbered start by start.
                from: Arc::clone(&self.from[pair / self.to.len()]),
                to: Arc::clone(&self.to[pair % self.to.len()]),
                cost_usd_t: line.map(|line| line.cost.usd_t()),
                hours: line.map(|line| line.time.0 as f64 / 3600.0),
                countries: traversed.countries,
                straits: traversed.straits,
                corridors: traversed.corridors,
                lines: traversed.lines,
            })
        })
    }
}

struct Loads(Vec<i64>);

impl Loads {
    fn new(demand: &[Mass], lines: &[Option<BestOfPair>]) -> Self {
        // One number for each mark that a set can have.
        let mut on = vec![0; TagSet::CAPACITY];
        for (line, mass) in lines.iter().zip(demand) {
            put(&mut on, line.as_ref(), mass.0);
        }
        Self(on)
    }
}

impl SweepBaseline<'_> {
    /// What all tonnes come to where some pairs have other lines: the kt on a thing that they change, without any
    /// change those on every thing. `None` where no tonnes are asked about.
    fn tonnes(&self, changes: &Changes) -> Option<Tonnes> {
        if self.demand.is_empty() {
            return None;
        }
        let before = &self.loads.0;
        let (mut cut, mut more, mut moved) = (Mass(0), 0_i128, Mass(0));
        let mut on = before.clone();
        for (pair, line) in changes {
            let (mass, old) = (self.demand[*pair as usize], &self.lines[*pair as usize]);
            // The old route gives its tonnes back to what it touches, the new one takes them.
            put(&mut on, old.as_ref(), -mass.0);
            put(&mut on, line.as_ref(), mass.0);
            match (old, line) {
                (Some(_), None) => cut += mass,
                (Some(old), Some(line)) => {
                    more += i128::from(mass.0) * i128::from(line.cost.0 - old.cost.0);
                    moved += mass;
                }
                (None, _) => {}
            }
        }
        // In the baseline what carries anything, in a scenario what changed.
        let is_told = |mark: &usize| on[*mark] != if changes.is_empty() { 0 } else { before[*mark] };
        let traversed = (0..on.len()).filter(is_told).filter_map(|mark| {
            let (kind, id) = self.tags.name(mark)?;
            let [kt, kt_before] = [on[mark], before[mark]].map(|kg| Mass(kg).kt());
            Some(TraversedTonnes { kind, id: id.into(), kt, kt_before })
        });
        Some(Tonnes {
            cut_kt: cut.kt(),
            rerouted_kt: moved.kt(),
            // Kilograms times millionths of USD per tonne are 10^-9 USD.
            more_musd: more as f64 / 1e15,
            traversed: traversed.collect(),
        })
    }
}

fn put(on: &mut [i64], line: Option<&BestOfPair>, kg: i64) {
    line.into_iter().flat_map(|line| line.tags.iter()).for_each(|mark| on[mark] += kg);
}

/// Finds so many rows again, spread over scenarios and pairs; `None` where none is asked for.
fn verify<G: SweepNetwork>(
    asked: &Sweep<G::Scenario>,
    register: &G,
    base: &[Option<BestOfPair>],
) -> Option<VerifiedRows> {
    if asked.verify == 0 || base.is_empty() {
        return None;
    }
    let all: Vec<Option<&G::Scenario>> = std::iter::once(None).chain(asked.scenarios.iter().map(Some)).collect();
    let mut space = register.space();
    let mut verified = VerifiedRows { rows: 0, differ: Vec::new() };
    for at in 0..asked.verify {
        // Spread evenly over the baseline and all scenarios.
        let scenario = all[at * all.len() / asked.verify % all.len()];
        // A prime far from any power of two: pairs are spread.
        let pair = (at * 15_485_863 + 7) % base.len();
        let changes = scenario.map(|scenario| register.under(&mut space, scenario)).unwrap_or_default();
        // Changes are ascending by pair; a pair that is not there is as in the baseline.
        let change = changes.binary_search_by_key(&pair, |change| change.0 as usize);
        let told = change.map_or(base[pair], |at| changes[at].1);
        verified.rows += 1;
        if told != register.again(scenario, pair) {
            let (from, to) = (&asked.from[pair / asked.to.len()], &asked.to[pair % asked.to.len()]);
            verified.differ.push(format!("{}: {from} to {to}", scenario.map_or("baseline", Scenario::id)));
        }
    }
    Some(verified)
}
