//! A question about many scenarios and pairs, resolved against a mesh.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::stack::both;
use super::{Engine, Sink};
use sha2::Digest as _;

use crate::analysis::mesh_route;
use crate::analysis::sweep::critical::{Each, Removal};
use crate::analysis::sweep::{self, MeshEdit, MeshScenario, Rows};
use crate::answer::{self, PairRow, Record, Swept};
use crate::error::{Error, ErrorKind, Result};
use crate::hierarchy::Prepared;
use crate::input::{Blanks, DemandRow, EndRow, Row, read_csv};
use crate::model::Mass;
use crate::network::{OnMesh, StateIx};
use crate::notice::Notice;
use crate::question::{By, Remove, Route, Sweep, TextFile};
use crate::select::Problem;

/// A name and a node.
type Named = Vec<(Arc<str>, StateIx)>;

impl Engine {
    /// Answers a sweep: its rows go to `sink` as [`Record::Pair`], after those of each scenario what it comes to as
    /// [`Record::Swept`]. Scenarios in `known`, the baseline first, were swept before: they are not asked again.
    ///
    /// # Errors
    /// Every mistake in the question at once; an atlas without a mesh; what the sink reports.
    pub fn sweep(
        &self,
        asked: &Sweep,
        known: &[Swept],
        sink: &mut (dyn Sink + Send),
    ) -> Result<answer::Sweep> {
        let prepared = self.meshed_for(asked)?;
        let question = self.resolved(asked, known, &prepared)?;
        let failed = |error: std::io::Error| Error::new(ErrorKind::Io, error.to_string());
        sweep::sweep(&question, &mut Into(sink)).map_err(failed)
    }

    /// Removes each thing of a mesh in turn; the question's scenarios are not asked.
    ///
    /// # Errors
    /// As [`Engine::sweep`].
    pub fn critical(&self, asked: &Sweep, each: &[Remove], busiest: usize) -> Result<answer::Critical> {
        let prepared = self.meshed_for(asked)?;
        let mut question = self.resolved(asked, &[], &prepared)?;
        question.head.command = "critical".into();
        let each = each.iter().map(|one| match one {
            Remove::Link => Each::Link,
            Remove::Place => Each::Place,
            Remove::Country => Each::Country,
            Remove::Tag => Each::Tag,
        });
        let removal = Removal { each: each.collect(), busiest };
        let failed = |error: std::io::Error| Error::new(ErrorKind::Io, error.to_string());
        sweep::critical::critical(&question, &removal).map_err(failed)
    }

    /// The best way of one pair on the mesh, under the question's own scenario.
    pub(super) fn mesh_route(&self, asked: &Route) -> Result<answer::Route> {
        let question = Sweep {
            from: vec![asked.from.clone()],
            to: vec![asked.to.clone()],
            by: asked.by,
            ..Sweep::default()
        };
        let prepared = self.meshed_for(&question)?;
        let (stacked, journey) = both(self.stack(&asked.stack), self.resolved(&question, &[], &prepared))?;
        let mut findings = Vec::new();
        let mut changes: Vec<(OnMesh, MeshEdit)> = Vec::new();
        for measure in &stacked.measures {
            changes.extend(self.of_measure(measure, &prepared, &mut findings));
        }
        for text in &asked.avoid {
            match OnMesh::parse(text, &prepared.mesh, &self.atlas) {
                Ok(on) => changes.push((on, MeshEdit { closed: true, ..MeshEdit::default() })),
                Err(problems) => {
                    findings.extend(problems.iter().map(|problem| about("--avoid", None, problem)))
                }
            }
        }
        if !findings.is_empty() {
            return Err(Error::data("the route cannot be asked for", findings));
        }
        let scenarios = vec![MeshScenario { id: stacked.id.clone(), closed: Vec::new(), changes }];
        let head = self.head("route", &stacked, self.day(&stacked)?);
        Ok(mesh_route::route(&sweep::Sweep { head, scenarios, ..journey }))
    }

    fn meshed_for(&self, asked: &Sweep) -> Result<Arc<Prepared>> {
        if asked.by == By::ExposedKm {
            return Err(Error::question("a mesh is asked by cost or by time: it knows nothing of exposure"));
        }
        self.mesh()?.ok_or_else(|| {
            Error::question("this atlas has no mesh to ask; `corridor import graph` gives it one")
        })
    }

    fn resolved<'p>(
        &self,
        asked: &Sweep,
        known: &[Swept],
        prepared: &'p Prepared,
    ) -> Result<sweep::Sweep<'p>> {
        let mut findings = Vec::new();
        let (from, to, demand) = self.ends(asked, prepared, &mut findings);
        let scenarios = self.mesh_scenarios(asked, prepared, &mut findings);
        if known.len() > scenarios.len() + 1 {
            findings.push(Notice::error(
                "--resume",
                "more was swept before than is asked now",
                "start again",
            ));
        }
        if !findings.is_empty() {
            return Err(Error::data("the sweep cannot be asked for", findings));
        }
        if from.is_empty() || to.is_empty() {
            return Err(Error::question(
                "a sweep needs a start and an end: --from and --to, --ends or --demand",
            ));
        }
        let stacked = self.stack(&crate::question::Stack::default())?;
        Ok(sweep::Sweep {
            head: self.head("sweep", &stacked, self.day(&stacked)?),
            prepared,
            from,
            to,
            demand,
            scenarios,
            by: asked.by,
            whole: asked.whole,
            verify: asked.verify as usize,
            known: known.to_vec(),
            tally: self.tally(),
        })
    }

    /// What tells one sweep from another: question, atlas, mesh and version.
    ///
    /// # Errors
    /// As [`Engine::sweep`]: what is wrong with the question is told before anything is written.
    pub fn sweep_key(&self, asked: &Sweep) -> Result<String> {
        let prepared = self.meshed_for(asked)?;
        self.resolved(asked, &[], &prepared)?;
        let mut hash = sha2::Sha256::new();
        hash.update(format!("{} {}", env!("CARGO_PKG_VERSION"), self.atlas.sha256));
        // Rows are the same however many of them are found again.
        let question = Sweep { verify: 0, ..asked.clone() };
        hash.update(serde_json::to_string(&question).unwrap_or_default());
        // All that rows tell: who is joined to whom, at what price, and what is touched.
        for (name, bytes) in prepared.mesh.sections() {
            hash.update(name);
            hash.update(crate::store::sum(&bytes).to_le_bytes());
        }
        Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
    }

    fn ends(
        &self,
        asked: &Sweep,
        prepared: &Prepared,
        findings: &mut Vec<Notice>,
    ) -> (Named, Named, Vec<Mass>) {
        let mesh = &prepared.mesh;
        let mut named = |file: &str, line: Option<u64>, id: &str| {
            let found = mesh.node_of(id).map_err(|fault| {
                let mut notice = Notice::error(file, fault.rule, fault.hint);
                (notice.row, notice.value) = (line, Some(id.to_owned()));
                findings.push(notice);
            });
            found.ok().map(|node| (Arc::from(id), StateIx(node)))
        };
        let mut from: Named = asked.from.iter().filter_map(|id| named("--from", None, id)).collect();
        let mut to: Named = asked.to.iter().filter_map(|id| named("--to", None, id)).collect();
        let mut notices = Vec::new();
        for row in rows::<EndRow>(asked.ends_csv.as_ref(), &mut notices) {
            let name = asked.ends_csv.as_ref().map_or("", |file| file.name.as_str());
            if let Some(end) = named(name, Some(row.line), &row.cells.id) {
                from.push(end.clone());
                to.push(end);
            }
        }
        let mut tonnes: Vec<(Arc<str>, Arc<str>, Mass)> = Vec::new();
        let demand = rows::<DemandRow>(asked.demand_csv.as_ref(), &mut notices);
        for Row { line, cells } in demand {
            let name = asked.demand_csv.as_ref().map_or("", |file| file.name.as_str());
            let ends = [&cells.from, &cells.to].map(|id| named(name, Some(line), id));
            let kt = cells.kt.parse().ok().and_then(Mass::from_kt).filter(|mass| mass.0 >= 0);
            let Some(kt) = kt else {
                let rule = "a mass is a number of kt, 0 or more";
                notices.push(Notice::error(name, rule, "check it").row(line).cell("kt", &cells.kt));
                continue;
            };
            if let [Some(start), Some(end)] = ends {
                tonnes.push((Arc::clone(&start.0), Arc::clone(&end.0), kt));
                from.push(start);
                to.push(end);
            }
        }
        findings.extend(notices);
        let nothing_said = from.is_empty() && to.is_empty() && findings.is_empty();
        if nothing_said && asked.ends_csv.is_none() && asked.demand_csv.is_none() {
            let all = mesh.places.iter().map(|(place, node)| (Arc::from(place.as_str()), StateIx(*node)));
            from = all.collect();
            to.clone_from(&from);
        }
        let (from, to) = (once(from), once(to));
        let mut demand = vec![Mass(0); if tonnes.is_empty() { 0 } else { from.len() * to.len() }];
        let places = |all: &Named| -> BTreeMap<Arc<str>, usize> {
            all.iter().enumerate().map(|(at, (name, _))| (Arc::clone(name), at)).collect()
        };
        let (starts, goals) = (places(&from), places(&to));
        for (start, end, mass) in tonnes {
            demand[starts[&start] * to.len() + goals[&end]] += mass;
        }
        (from, to, demand)
    }
}

/// Rows of a file that was named; what is wrong with its form goes to the notices.
pub(super) fn rows<T: crate::input::Record>(
    file: Option<&TextFile>,
    notices: &mut Vec<Notice>,
) -> Vec<Row<T>> {
    let Some(file) = file else { return Vec::new() };
    let read = read_csv::<T>(&file.name, file.text.as_bytes(), Blanks::Implied(&[]));
    notices.extend(read.notices);
    read.rows
}

pub(super) fn about(file: &str, line: Option<u64>, problem: &Problem) -> Notice {
    let mut notice = Notice::error(file, problem.rule.clone(), problem.hint.clone());
    notice.row = line;
    notice.column = line.map(|_| "on".to_owned());
    notice.value = Some(problem.part());
    notice
}

/// The first of each name.
fn once(mut all: Named) -> Named {
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|(name, _)| seen.insert(Arc::clone(name)));
    all
}

struct Into<'s>(&'s mut dyn Sink);

impl Rows for Into<'_> {
    fn row(&mut self, row: PairRow) -> std::io::Result<()> {
        self.0.row(Record::Pair(row))
    }

    fn end(&mut self, swept: &Swept) -> std::io::Result<()> {
        self.0.row(Record::Swept(Box::new(swept.clone())))
    }
}
