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
use crate::input::{Blanks, ChangeRow, DemandRow, EndRow, Row, read_csv};
use crate::model::{Cost, Effect, Mass, Measure, Seconds};
use crate::network::{MESH_COST, OnMesh, StateIx};
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

    fn mesh_scenarios(
        &self,
        asked: &Sweep,
        prepared: &Prepared,
        findings: &mut Vec<Notice>,
    ) -> Vec<MeshScenario> {
        let mut all: Vec<(String, Vec<(OnMesh, MeshEdit)>)> = Vec::new();
        for reference in &asked.scenarios {
            match self.scenario(reference) {
                Err(more) => findings.extend(more),
                Ok(scenario) => {
                    let mut edits = Vec::new();
                    for measure in &scenario.measures {
                        edits.extend(self.of_measure(measure, prepared, findings));
                    }
                    all.push((scenario.id.to_string(), edits));
                }
            }
        }
        let mut notices = Vec::new();
        let file = asked.changes_csv.as_ref().map_or("", |file| file.name.as_str());
        let mut here: Option<String> = None;
        for row in rows::<ChangeRow>(asked.changes_csv.as_ref(), &mut notices) {
            let id = &row.cells.scenario;
            if here.as_ref() != Some(id) {
                if id == "baseline" || all.iter().any(|(known, _)| known == id) {
                    let rule = if id == "baseline" {
                        "this is what no scenario is called"
                    } else {
                        "its rows do not stand together"
                    };
                    notices.push(
                        Notice::error(file, rule, "give each scenario a name of its own")
                            .row(row.line)
                            .cell("scenario", id),
                    );
                }
                all.push((id.clone(), Vec::new()));
                here = Some(id.clone());
            }
            let edits = self.of_row(file, &row, prepared, &mut notices);
            if let Some((_, own)) = all.last_mut() {
                own.extend(edits);
            }
        }
        findings.extend(notices);
        all.into_iter().map(|(id, changes)| MeshScenario { id, closed: Vec::new(), changes }).collect()
    }

    fn of_measure(
        &self,
        measure: &Measure,
        prepared: &Prepared,
        findings: &mut Vec<Notice>,
    ) -> Vec<(OnMesh, MeshEdit)> {
        let mut refuse = |rule: &str| findings.push(Notice::error(measure.id.as_str(), rule, "leave it out"));
        let edit = match &measure.effect {
            Effect::Bar => MeshEdit { closed: true, ..MeshEdit::default() },
            Effect::Charge(usd_t) => MeshEdit { add_cost: units(usd_t.value), ..MeshEdit::default() },
            Effect::Delay(hours) => MeshEdit { add_time: seconds(hours.value), ..MeshEdit::default() },
            Effect::LimitShare(_) | Effect::Limit(_) | Effect::Quota(_) => {
                refuse("a mesh is asked without capacities, so it knows no limits");
                return Vec::new();
            }
            Effect::ChargeShare(_) => {
                refuse("a mesh does not know what goods are worth");
                return Vec::new();
            }
        };
        if measure.trade.is_some() {
            refuse("a mesh does not know what is carried, so it knows no measures on some trade alone");
            return Vec::new();
        }
        let Some(on) = &measure.on else {
            refuse("a measure on a mesh names links or places");
            return Vec::new();
        };
        match OnMesh::of(on, &prepared.mesh, &self.atlas) {
            Ok(on) => vec![(on, edit)],
            Err(problems) => {
                findings.extend(problems.iter().map(|problem| about(measure.id.as_str(), None, problem)));
                Vec::new()
            }
        }
    }

    fn of_row(
        &self,
        file: &str,
        row: &Row<ChangeRow>,
        prepared: &Prepared,
        notices: &mut Vec<Notice>,
    ) -> Vec<(OnMesh, MeshEdit)> {
        let (line, cells) = (row.line, &row.cells);
        let amount = cells.amount.parse::<f64>().ok().filter(|amount| amount.abs() <= 100_000.0);
        let edit = match (cells.effect.as_str(), amount) {
            ("bar", _) => Some(MeshEdit { closed: true, ..MeshEdit::default() }),
            ("charge_usd_t", Some(usd_t)) => Some(MeshEdit { add_cost: units(usd_t), ..MeshEdit::default() }),
            ("delay_h", Some(hours)) => Some(MeshEdit { add_time: seconds(hours), ..MeshEdit::default() }),
            ("rate_share", Some(share)) if share >= -1.0 => {
                Some(MeshEdit { rate_share: share, ..MeshEdit::default() })
            }
            ("charge_usd_t" | "delay_h" | "rate_share", _) => None,
            (other, _) => {
                let known = "it is one of: bar, charge_usd_t, delay_h, rate_share";
                notices.push(
                    Notice::error(file, "there is no such effect", known).row(line).cell("effect", other),
                );
                return Vec::new();
            }
        };
        let Some(edit) = edit else {
            let rule = "an amount is a number up to 100,000; a share is at least -1";
            notices.push(
                Notice::error(file, rule, "0.2 is a fifth more").row(line).cell("amount", &cells.amount),
            );
            return Vec::new();
        };
        match OnMesh::parse(&cells.on, &prepared.mesh, &self.atlas) {
            Ok(on) => vec![(on, edit)],
            Err(problems) => {
                notices.extend(problems.iter().map(|problem| about(file, Some(line), problem)));
                Vec::new()
            }
        }
    }
}

/// Rows of a file that was named; what is wrong with its form goes to the notices.
fn rows<T: crate::input::Record>(file: Option<&TextFile>, notices: &mut Vec<Notice>) -> Vec<Row<T>> {
    let Some(file) = file else { return Vec::new() };
    let read = read_csv::<T>(&file.name, file.text.as_bytes(), Blanks::Implied(&[]));
    notices.extend(read.notices);
    read.rows
}

fn about(file: &str, line: Option<u64>, problem: &Problem) -> Notice {
    let mut notice = Notice::error(file, problem.rule.clone(), problem.hint.clone());
    notice.row = line;
    notice.column = line.map(|_| "on".to_owned());
    notice.value = Some(problem.part());
    notice
}

fn units(usd_t: f64) -> i64 {
    Cost::rounded(usd_t).map_or(0, |cost| (cost.0 + MESH_COST.0 / 2).div_euclid(MESH_COST.0))
}

fn seconds(hours: f64) -> Seconds {
    Seconds::rounded(hours).unwrap_or(Seconds(0))
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
