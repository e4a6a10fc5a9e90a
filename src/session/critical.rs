//! A question about each thing removed in turn: pairs of the mesh, or flows of the atlas.

use super::Session;
use super::mesh::no_mesh;
use super::stack::flag;
use crate::analysis;
use crate::answer::{self, Command};
use crate::error::{Error, ErrorKind, Result};
use crate::notice::Diagnostic;
use crate::query::{Critical, Ends, Remove, Sweep};
use crate::spec::{FlowsSelection, ScenarioSpec, Weigh};

impl Session {
    /// Removes each thing in turn: on the mesh of the atlas for pairs, else for flows within capacities.
    ///
    /// # Errors
    /// Every mistake in the question at once; pairs of an atlas without a mesh; pairs and flows together.
    pub(crate) fn critical(&self, asked: &Critical) -> Result<answer::Critical> {
        let pairs = asked.pairs != Ends::default();
        let flows = asked.flows != FlowsSelection::default() || asked.stack != ScenarioSpec::default();
        if pairs && flows {
            return Err(Error::question(
                "pairs of a mesh and flows of the atlas are two questions: ask one of them",
            ));
        }
        match self.mesh()? {
            Some(_) if !flows => self.critical_pairs(asked),
            None if pairs => Err(no_mesh()),
            _ => self.critical_flows(asked),
        }
    }

    fn critical_pairs(&self, asked: &Critical) -> Result<answer::Critical> {
        for (of, name, plural) in
            [(Remove::Operator, "operator", "operators"), (Remove::Owner, "owner", "owners")]
        {
            if asked.each.contains(&of) {
                let rule = format!("a mesh knows no {plural}: leave --each {name} out");
                return Err(Error::question(rule));
            }
        }
        let pairs = Sweep { ends: asked.pairs.clone(), ..Sweep::default() };
        let prepared = self.mesh_for(&pairs)?.ok_or_else(no_mesh)?;
        let (mut question, ends) = self.on_mesh(&pairs, &[], &prepared, false)?;
        question.head.command = Command::Critical;
        let found = analysis::sweep::critical::of_pairs(&question, &ends, &each(asked), asked.busiest);
        found.map_err(|error| Error::new(ErrorKind::Io, error.to_string()))
    }

    fn critical_flows(&self, asked: &Critical) -> Result<answer::Critical> {
        let unheeded = unheeded(&asked.flows);
        if !unheeded.is_empty() {
            return Err(Error::data("this cannot be asked", unheeded));
        }
        let study = self.flows(Command::Critical, &asked.flows, &asked.stack)?.noted();
        Ok(analysis::sweep::critical::of_flows(&study, &each(asked), asked.busiest))
    }
}

/// All kinds where none is named.
fn each(asked: &Critical) -> Vec<Remove> {
    let all = [Remove::Link, Remove::Place, Remove::Country, Remove::Tag, Remove::Operator, Remove::Owner];
    if asked.each.is_empty() { all.to_vec() } else { asked.each.clone() }
}

/// What would change nothing: tonnes are counted, wherever their flows end.
fn unheeded(flows: &FlowsSelection) -> Vec<Diagnostic> {
    let rule = "things are ranked by all tonnes that lie on them, wherever their flows end";
    let about = |name: &str, value: &str| {
        flag(name, value, rule, &format!("leave --{name} out, or ask `corridor exposure`"))
    };
    let mut findings = Vec::new();
    if flows.ends {
        findings.push(about("ends", "true"));
    }
    if flows.weigh != Weigh::Tonnes {
        findings.push(about("weigh", flows.weigh.as_str()));
    }
    findings
}
