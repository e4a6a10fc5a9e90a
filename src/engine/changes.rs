//! Scenarios of a mesh: what a measure, or a row of a file of changes, does to its links.

use super::Engine;
use super::sweep::{about, rows};
use crate::analysis::sweep::{MeshEdit, MeshScenario};
use crate::hierarchy::Prepared;
use crate::input::{ChangeRow, Row};
use crate::model::{Cost, Effect, Measure, Seconds};
use crate::network::{MESH_COST, OnMesh};
use crate::notice::Notice;
use crate::question::Sweep;

impl Engine {
    pub(super) fn mesh_scenarios(
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

    pub(super) fn of_measure(
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

fn units(usd_t: f64) -> i64 {
    Cost::rounded(usd_t).map_or(0, |cost| (cost.0 + MESH_COST.0 / 2).div_euclid(MESH_COST.0))
}

fn seconds(hours: f64) -> Seconds {
    Seconds::rounded(hours).unwrap_or(Seconds(0))
}
