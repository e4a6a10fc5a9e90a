//! `corridor list TABLE`: what is in the atlas.

use serde::{Deserialize, Serialize};

use super::Query;
use crate::analysis::inventory::{self, Passed};
use crate::analysis::list::ListFilter;
use crate::answer::{self, Command, ListOf};
use crate::error::{Error, Result};
use crate::model::{Day, Id, Measure, Scenario, Selector};
use crate::session::{ResolvedScenario, Session, dates, flag, flag_part};
use crate::spec::{FlowsSelection, ScenarioSpec};
use crate::{analysis, select};

/// Which flows narrow what is listed. One value of a list is enough, every field must hold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[cfg_attr(feature = "cli", derive(clap::Args), command(next_help_heading = "Flows"))]
#[serde(default)]
pub struct ListedFlows {
    /// Country, bloc or place where flows start
    #[cfg_attr(feature = "cli", arg(long, value_name = "WHERE", value_delimiter = ','))]
    pub origin: Vec<String>,
    /// Country, bloc or place where they end
    #[cfg_attr(feature = "cli", arg(long, value_name = "WHERE", value_delimiter = ','))]
    pub destination: Vec<String>,
    /// Cargo: crude, products, gas, lng, dry_bulk, container, general, vehicles
    #[cfg_attr(feature = "cli", arg(long, value_name = "CARGO", value_delimiter = ','))]
    pub cargo: Vec<String>,
    /// Commodity, one a grade
    #[cfg_attr(feature = "cli", arg(long, value_name = "ID", value_delimiter = ','))]
    pub commodity: Vec<String>,
    /// Single flows by id
    #[cfg_attr(feature = "cli", arg(long, value_name = "ID", value_delimiter = ','))]
    pub flow: Vec<String>,
    /// Year [default: the newest that the flows have; of flows all years]
    #[cfg_attr(feature = "cli", arg(long, allow_negative_numbers = true, value_parser = crate::spec::value::year()))]
    pub year: Option<i16>,
}

impl From<ListedFlows> for FlowsSelection {
    fn from(own: ListedFlows) -> Self {
        let ListedFlows { origin, destination, cargo, commodity, flow, year } = own;
        Self { origin, destination, cargo, commodity, flow, year: year.map(Into::into), ..Self::default() }
    }
}

/// List what is in the atlas; alone: what can be listed
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[cfg_attr(
    feature = "cli",
    derive(clap::Args),
    command(after_help = "Examples:
  corridor list
  corridor list lines --origin KAZ --cargo crude
  corridor list capacities --as-of 2024-06-30
  corridor list measures --as-of 2025-11-15 --on place=novorossiysk-cpc --for origin=KAZ,cargo=crude
  corridor list measures --changed 2025-10-01..2025-12-31

Measures are those of the record (law, events, market) and of all scenarios; with --scenario those of the scenario. They are \
those in force on the last day that the law data cover, with --as-of on another, with --changed those that begin or end between \
two days. `list coverage`: whose law was searched, by whom, when, for which days, with what outcome. As CSV: its rows, as in JSON.")
)]
pub struct List {
    /// The table; without it what can be listed
    #[cfg_attr(feature = "cli", arg(value_enum, default_value = "kinds", hide_default_value = true))]
    #[serde(default)]
    pub of: ListOf,
    #[cfg_attr(feature = "cli", command(flatten))]
    /// Only what these flows pass in the baseline, or are.
    #[serde(default)]
    pub flows: ListedFlows,
    /// Measures that are met on what this chooses: `place=novorossiysk-cpc`
    #[cfg_attr(feature = "cli", arg(long, value_name = "SEL"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// Measures that speak of a flow which this chooses: `origin=KAZ,cargo=crude`
    #[cfg_attr(feature = "cli", arg(long = "for", value_name = "SEL"))]
    #[serde(default, rename = "for", skip_serializing_if = "Option::is_none")]
    pub trade: Option<String>,
    /// Measures that begin or end between two days
    #[cfg_attr(feature = "cli", arg(long, value_name = "A..B"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<String>,
    #[cfg_attr(feature = "cli", command(flatten))]
    /// Its day decides what is in force; its measures are what `measures` lists.
    #[serde(default)]
    pub scenario: ScenarioSpec,
}

impl Query for List {
    const COMMAND: Command = Command::new("list");
    type Answer = answer::List;

    fn run(&self, session: &Session) -> Result<answer::List> {
        let mut resolved = session.resolve(&self.scenario)?;
        if matches!(self.of, ListOf::Measures | ListOf::Coverage) {
            session.stand_on_law(&mut resolved);
        }
        let passed = self.passed(session)?;
        // What flows pass is of their own year.
        let day = passed.as_ref().and_then(|passed| passed.day).map_or_else(|| session.day(&resolved), Ok)?;
        let network = session.network_on(day);
        let mut head = session.head(Self::COMMAND, &resolved, day);
        let mut measures = session.measures(&resolved);
        if self.of == ListOf::Measures {
            // What changed between two days is of no single day.
            let on = if self.changed.is_some() { resolved.as_of } else { Some(day) };
            let chosen = session.chosen_measures(self, on)?;
            let whenever = ListFilter { day: None, ..chosen.clone() };
            measures.retain(|(_, measure)| whenever.takes(&network, measure));
            let before = measures.len();
            measures.retain(|(_, measure)| chosen.takes(&network, measure));
            head.notes.extend(not_in_force(before - measures.len(), day));
        // These three choose measures; for any other table they would be ignored.
        } else if self.on.is_some() || self.trade.is_some() || self.changed.is_some() {
            return Err(Error::question("--on, --for and --changed choose measures: leave them out"));
        }
        Ok(analysis::list::list(head, &network.snapshot, &measures, self.of, passed.as_ref()))
    }
}

/// Measures that a reader may miss.
fn not_in_force(left_out: usize, day: Day) -> Option<String> {
    let are = if left_out == 1 { "measure is" } else { "measures are" };
    (left_out > 0).then(|| {
        format!("{left_out} more {are} not in force on {day}: --as-of takes another day, --changed A..B what changes")
    })
}

impl List {
    /// The whole table.
    #[must_use]
    pub fn all(of: ListOf, scenario: ScenarioSpec) -> Self {
        Self { of, scenario, flows: ListedFlows::default(), on: None, trade: None, changed: None }
    }

    /// What the flows asked about pass; none where none are named.
    fn passed(&self, session: &Session) -> Result<Option<Passed>> {
        if self.flows == ListedFlows::default() {
            return Ok(None);
        }
        if inventory::narrowed(self.of).is_none() {
            let mend = if self.of == ListOf::Measures {
                "write --for origin=KAZ,cargo=crude"
            } else {
                "leave --origin, --destination, --cargo, --commodity, --flow and --year out"
            };
            return Err(Error::question(format!("flows do not narrow {}: {mend}", self.of)));
        }
        let selection = FlowsSelection::from(self.flows.clone());
        // Flows are listed of every year: one that was not asked for narrows nothing.
        if self.of == ListOf::Flows && selection.year.is_none() {
            let (flows, chosen) = session.rows(&selection)?;
            let own = flows.into_iter().zip(chosen).filter(|(_, chosen)| *chosen).map(|(flow, _)| flow);
            return Ok(Some(Passed::flows(own)));
        }
        let study = session.flows(Self::COMMAND, &selection, &self.scenario)?;
        Ok(Some(Passed::by(&study)))
    }
}

impl Session {
    /// The measures that are listed, each with its scenario: those of a stack; else those of the record and of all
    /// scenarios.
    fn measures(&self, resolved: &ResolvedScenario) -> Vec<(Id, Measure)> {
        let own = |scenario: &Scenario| -> Vec<(Id, Measure)> {
            let measures = scenario.measures.iter().cloned();
            measures.map(|measure| (scenario.id.clone(), measure)).collect()
        };
        let kept = self.atlas.law.measures.iter();
        let kept = kept.filter(|own| !resolved.lifts.iter().any(|lift| lift.takes(own)));
        let recorded = kept.map(|measure| (Id::trusted(measure.layer().as_str()), measure.clone()));
        // Nothing is stacked: the record and all scenarios.
        if resolved.scenarios.is_empty() {
            return recorded.chain(self.atlas.scenarios.iter().flat_map(own)).collect();
        }
        // A built-in scenario has no measures of its own; they are added where it applies.
        let applied = recorded.filter(|(_, measure)| resolved.layers.contains(&measure.layer()));
        applied.chain(resolved.scenarios.iter().flat_map(own)).collect()
    }

    /// Which measures a question about them chooses.
    fn chosen_measures(&self, question: &List, day: Option<Day>) -> Result<ListFilter> {
        let mut findings = Vec::new();
        let mut read = |name: &str, text: &Option<String>, wrong: fn(&Selector) -> bool, rule: &str| {
            let found = text.as_deref().map(|text| select::parse(text, &self.atlas))?;
            match found {
                // A key of the other side would never match.
                Ok(selector) if wrong(&selector) => {
                    let text = text.clone().unwrap_or_default();
                    findings.push(flag(name, &text, rule, "keys on assets go to --on, keys on trade to --for"));
                    None
                }
                Ok(selector) => Some(selector),
                Err(problems) => {
                    findings.extend(problems.iter().map(|problem| flag_part(name, problem)));
                    None
                }
            }
        };
        let on = read("on", &question.on, select::is_about_trade, "--on chooses assets");
        let trade = read("for", &question.trade, select::is_about_assets, "--for chooses trade");
        if !findings.is_empty() {
            return Err(Error::data("the measures cannot be chosen", findings));
        }
        let changed = question.changed.as_deref().map(|text| dates("changed", text)).transpose()?;
        Ok(ListFilter { on, trade, changed, day })
    }
}
