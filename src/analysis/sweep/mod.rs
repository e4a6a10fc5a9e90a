//! Many scenarios on all pairs of many ends: what each costs, how long it takes, what it touches.
//!
//! The baseline is found once; of a scenario only the pairs are told whose way is another. Tonnes lie on cheapest ways,
//! whatever a capacity says.

pub mod critical;
mod load;
mod mesh;
mod metric;
mod solve;
mod verify;

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use crate::analysis::Tally;
use crate::answer::{self, PairRow, Swept};
use crate::hierarchy::Prepared;
use crate::model::Mass;
use crate::network::StateIx;
use crate::question::By;

pub use metric::{MeshEdit, MeshScenario};

use load::Loads;
use mesh::{Ground, Line};
pub use mesh::{Step, one_way};

/// A question about many pairs with every name resolved.
pub struct Sweep<'a> {
    /// What the answer starts with.
    pub head: answer::Head,
    /// The mesh and its hierarchy.
    pub prepared: &'a Prepared,
    /// Starts by name.
    pub from: Vec<(Arc<str>, StateIx)>,
    /// Ends by name.
    pub to: Vec<(Arc<str>, StateIx)>,
    /// Tonnes by pair: start times the number of ends, and end; empty: none are asked about.
    pub demand: Vec<Mass>,
    /// What if, in order.
    pub scenarios: Vec<MeshScenario>,
    /// What is least.
    pub by: By,
    /// Every row, not only those that changed?
    pub whole: bool,
    /// How many rows are found again by plain searches.
    pub verify: usize,
    /// What was found before, the baseline first: those scenarios are not swept again.
    pub known: Vec<Swept>,
    /// Who is told how far it is.
    pub tally: Arc<Tally>,
}

/// Takes rows and, after the last of each scenario, what it comes to.
pub trait Rows {
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

/// Pairs whose way is another, ascending.
type Changes = Vec<(u32, Option<Line>)>;

/// Answers `sweep`; rows go out in the order of scenarios, then starts, then ends.
///
/// # Errors
/// Those of `rows`.
pub fn sweep(asked: &Sweep<'_>, rows: &mut dyn Rows) -> io::Result<answer::Sweep> {
    let ground = Ground::new(asked);
    let base = Base::new(asked, &ground);
    let names = Names::new(asked, &base.marks);
    let mut all: Vec<Swept> = asked.known.clone();
    if all.is_empty() {
        let lines = base.lines.iter().enumerate().map(|(pair, line)| (pair, line.as_ref()));
        names.rows(&names.baseline, lines, rows)?;
        let swept = base.swept(asked, &names);
        rows.end(&swept)?;
        all.push(swept);
    }
    let left = asked.scenarios.get(all.len() - 1..).unwrap_or_default();
    asked.tally.expect(left.len());
    solve::in_order(left, &ground, &asked.tally, |scenario, changes| {
        let swept = base.under(asked, scenario, changes, &names, rows)?;
        rows.end(&swept)?;
        all.push(swept);
        Ok(())
    })?;
    let verified = verify::verify(asked, &ground, &base.lines);
    Ok(answer::Sweep {
        head: asked.head.clone(),
        by: asked.by.as_str().into(),
        from: asked.from.len() as u64,
        to: asked.to.len() as u64,
        capacity: "ignored".into(),
        scenarios: all,
        verified,
    })
}

/// The lines of all pairs without any measure.
struct Base {
    lines: Vec<Option<Line>>,
    loads: Loads,
    marks: mesh::MarkNames,
}

impl Base {
    fn new(asked: &Sweep<'_>, ground: &Ground<'_>) -> Self {
        let lines = ground.lines();
        Self { loads: Loads::new(asked, &lines), lines, marks: ground.names() }
    }

    fn swept(&self, asked: &Sweep<'_>, names: &Names<'_>) -> Swept {
        let cut = self.lines.iter().filter(|line| line.is_none()).count();
        Swept {
            scenario: names.baseline.to_string(),
            cut: cut as u64,
            tonnes: self.tonnes(asked, &Vec::new()),
            ..Swept::default()
        }
    }

    fn under(
        &self,
        asked: &Sweep<'_>,
        scenario: &MeshScenario,
        changes: &Changes,
        names: &Names<'_>,
        rows: &mut dyn Rows,
    ) -> io::Result<Swept> {
        let id: Arc<str> = scenario.id.as_str().into();
        if asked.whole {
            let mut lines: Vec<Option<&Line>> = self.lines.iter().map(Option::as_ref).collect();
            changes.iter().for_each(|(pair, line)| lines[*pair as usize] = line.as_ref());
            names.rows(&id, lines.into_iter().enumerate(), rows)?;
        } else {
            names.rows(&id, changes.iter().map(|(pair, line)| (*pair as usize, line.as_ref())), rows)?;
        }
        Ok(self.summary(asked, scenario, changes))
    }

    fn summary(&self, asked: &Sweep<'_>, scenario: &MeshScenario, changes: &Changes) -> Swept {
        let mut swept = Swept {
            scenario: scenario.id.clone(),
            changed: changes.len() as u64,
            tonnes: self.tonnes(asked, changes),
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
                    swept.most_usd_t = swept.most_usd_t.max(crate::model::Cost(more).usd_t());
                }
                (None, Some(_)) => swept.cut += 1,
                (Some(_), None) => swept.opened += 1,
                (None, None) => {}
            }
        }
        if both > 0 {
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
    marks: &'b mesh::MarkNames,
}

impl<'b> Names<'b> {
    fn new(asked: &Sweep<'_>, marks: &'b mesh::MarkNames) -> Self {
        let names = |all: &[(Arc<str>, StateIx)]| all.iter().map(|(name, _)| Arc::clone(name)).collect();
        Self { baseline: "baseline".into(), from: names(&asked.from), to: names(&asked.to), marks }
    }

    fn rows<'l>(
        &self,
        scenario: &Arc<str>,
        mut lines: impl Iterator<Item = (usize, Option<&'l Line>)>,
        rows: &mut dyn Rows,
    ) -> io::Result<()> {
        let mut known = HashMap::new();
        lines.try_for_each(|(pair, line)| {
            let touched = line.map(|line| self.marks.of(&line.marks, &mut known)).unwrap_or_default();
            rows.row(PairRow {
                scenario: Arc::clone(scenario),
                from: Arc::clone(&self.from[pair / self.to.len()]),
                to: Arc::clone(&self.to[pair % self.to.len()]),
                cost_usd_t: line.map(|line| line.cost.usd_t()),
                hours: line.map(|line| line.time.0 as f64 / 3600.0),
                countries: touched.countries,
                straits: touched.straits,
                corridors: touched.corridors,
                lines: touched.lines,
            })
        })
    }
}
