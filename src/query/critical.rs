//! `corridor critical`: each thing removed in turn.

use serde::{Deserialize, Serialize};

use super::{Ends, Query, Sweep};
use crate::analysis;
use crate::answer::{self, Command};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, ErrorKind, Result};
use crate::session::{Session, flag, no_imported};
use crate::spec::{FlowsSelection, Remove, ScenarioSpec, Weigh};

/// Remove each thing in turn (N-1): what strands most, what costs most
///
/// On the imported network of the atlas all pairs of `pairs` take their cheapest routes. Without an imported network, or where `flows` or `scenario` say
/// something, the flows of the atlas are assigned again within capacities.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[cfg_attr(
    feature = "cli",
    derive(clap::Args),
    command(
        about = "Remove each thing in turn (N-1): what strands most, what costs most",
        long_about = None,
        after_help = "Examples:
  corridor critical --origin KAZ --cargo crude --year 2023
  corridor critical --atlas world.corridor --among ports.csv
  corridor critical --atlas world.corridor --demand tonnes.csv --each country --each tag
  corridor critical --atlas world.corridor --among ports.csv --each link --busiest 5000 --format csv

Flows of the atlas are assigned again within capacities. On the imported network of the atlas, where it has one and no flows are named, \
each pair takes its cheapest route, whatever a capacity says. As CSV: a row per thing, that which cuts most first.")
)]
#[serde(default)]
pub struct Critical {
    #[cfg_attr(feature = "cli", command(flatten))]
    /// Pairs on the imported network.
    pub pairs: Ends,
    /// What is removed; tags are straits, corridors and lines, an owner all that it has half of [default: all]
    #[cfg_attr(feature = "cli", arg(long, value_enum, value_name = "KIND"))]
    pub each: Vec<Remove>,
    /// At most so many links: those with most tonnes, or pairs where no tonnes are given
    #[cfg_attr(feature = "cli", arg(long, value_name = "N", default_value_t = 1000))]
    pub busiest: usize,
    #[cfg_attr(feature = "cli", command(flatten))]
    /// Flows on the atlas.
    pub flows: FlowsSelection,
    #[cfg_attr(feature = "cli", command(flatten))]
    /// The scenario that holds before anything is removed.
    pub scenario: ScenarioSpec,
}

impl Default for Critical {
    fn default() -> Self {
        Self {
            pairs: Ends::default(),
            flows: FlowsSelection::default(),
            scenario: ScenarioSpec::default(),
            each: Vec::new(),
            busiest: 1000,
        }
    }
}

impl Query for Critical {
    const COMMAND: Command = Command::new("critical");
    type Answer = answer::Critical;

    fn run(&self, session: &Session) -> Result<answer::Critical> {
        session.critical(self)
    }
}

impl Session {
    /// Removes each thing in turn: on the imported network of the atlas for pairs, else for flows within capacities.
    ///
    /// # Errors
    /// Every mistake in the question at once; pairs of an atlas without an imported network; pairs and flows together.
    pub(crate) fn critical(&self, asked: &Critical) -> Result<answer::Critical> {
        // Whatever differs from its default was said by the user.
        let pairs = asked.pairs != Ends::default();
        let flows = asked.flows != FlowsSelection::default() || asked.scenario != ScenarioSpec::default();
        if pairs && flows {
            return Err(Error::question(
                "pairs of an imported network and flows of the atlas are two questions: ask one of them",
            ));
        }
        match self.imported()? {
            Some(_) if !flows => self.critical_pairs(asked),
            None if pairs => Err(no_imported()),
            _ => self.critical_flows(asked),
        }
    }

    fn critical_pairs(&self, asked: &Critical) -> Result<answer::Critical> {
        // Owners and operators are of the atlas: links of an imported network have neither.
        for (of, name, plural) in [(Remove::Operator, "operator", "operators"), (Remove::Owner, "owner", "owners")] {
            if asked.each.contains(&of) {
                let rule = format!("an imported network knows no {plural}: leave --each {name} out");
                return Err(Error::question(rule));
            }
        }
        let pairs = Sweep { ends: asked.pairs.clone(), ..Sweep::default() };
        let prepared = self.imported_for(&pairs)?.ok_or_else(no_imported)?;
        let (mut question, ends) = self.on_imported(&pairs, &[], &prepared, false)?;
        // The head was made for a sweep.
        question.head.command = Critical::COMMAND;
        let found = analysis::sweep::critical::of_pairs(&question, &ends, &each(asked), asked.busiest);
        found.map_err(|error| Error::new(ErrorKind::Io, error.to_string()))
    }

    fn critical_flows(&self, asked: &Critical) -> Result<answer::Critical> {
        let unheeded = unheeded(&asked.flows);
        if !unheeded.is_empty() {
            return Err(Error::data("this cannot be asked", unheeded));
        }
        let study = self.flows(Critical::COMMAND, &asked.flows, &asked.scenario)?.noted();
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
    let rule = "things are ranked by all tonnes on them, wherever their flows end";
    let about =
        |name: &str, value: &str| flag(name, value, rule, &format!("leave --{name} out, or ask `corridor exposure`"));
    let mut findings = Vec::new();
    if flows.ends {
        findings.push(about("ends", "true"));
    }
    if flows.weigh != Weigh::Tonnes {
        findings.push(about("weigh", flows.weigh.as_str()));
    }
    findings
}
