//! `corridor export arcs`: what the solver sees, so that anyone can check an answer with another solver.

use serde::{Deserialize, Serialize};

use super::{Query, Reroute, Route};
use crate::analysis::{self, BaselineRun};
use crate::answer::{self, Command};
use crate::error::{Error, Result};
use crate::session::Session;

/// For which question the arcs are wanted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Arcs {
    /// One trade, or flows.
    pub of: ArcsOf,
}

/// One trade, or flows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ArcsOf {
    /// One trade: a demand of no tonnes, which names the ends; nothing fixed. What it avoids is closed.
    Route(Box<Route>),
    /// Flows under a scenario.
    Reroute(Box<Reroute>),
}

impl Query for Arcs {
    const COMMAND: Command = Command::new("export");
    type Answer = answer::Arcs;

    fn run(&self, session: &Session) -> Result<answer::Arcs> {
        match &self.of {
            ArcsOf::Route(route) => of_trade(session, route),
            ArcsOf::Reroute(reroute) => of_flows(session, reroute),
        }
    }
}

fn of_trade(session: &Session, route: &Route) -> Result<answer::Arcs> {
    // --via is searched in a product of nodes and stages, which the exported arcs do not have.
    if !route.via.is_empty() {
        return Err(Error::question("arcs know no stages: leave --via out"));
    }
    let asked = session.request(route)?;
    Ok(analysis::arcs::of_trade(asked.head, &asked.network, asked.trade, &asked.measures, &asked.avoid))
}

fn of_flows(session: &Session, reroute: &Reroute) -> Result<answer::Arcs> {
    let study = session.flows(Arcs::COMMAND, &reroute.flows, &reroute.scenario)?.noted();
    // What stays on observed routes takes its part of each limit first, so the baseline is solved too.
    let baseline = BaselineRun::new(study.model());
    let run = baseline.under(&study.measures);
    Ok(analysis::arcs::arcs(study.head.clone(), &baseline.model, &run.inputs, &run.assignment))
}
