//! `corridor export dot|json|...`: the network, a route, an assignment or a difference as nodes and edges.

use serde::{Deserialize, Serialize};

use super::{Compare, Query, Reroute, Route};
use crate::analysis::{self, FlowStudy, network};
use crate::answer::{self, Command};
use crate::error::{Error, Result};
use crate::session::Session;
use crate::spec::ScenarioSpec;

/// What is drawn, and how much of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Network {
    /// What is drawn on the network.
    pub of: NetworkOf,
    /// Only places at most `hops` links from one of these; empty: everywhere.
    #[serde(default)]
    pub around: Vec<String>,
    /// How far around.
    #[serde(default)]
    pub hops: u32,
    /// Only links of these corridors; with `line`: of either.
    #[serde(default)]
    pub corridor: Vec<String>,
    /// Only links of these lines.
    #[serde(default)]
    pub line: Vec<String>,
}

/// What is drawn on the network.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NetworkOf {
    /// Nothing: the network under a scenario, of the newest year or the stack's day.
    Bare(ScenarioSpec),
    /// Routes: only the places and links that they pass.
    Route(Box<Route>),
    /// Tonnes under a scenario: only the links that carry some, in it or in the baseline, and those closed.
    Reroute(Box<Reroute>),
    /// The difference of exactly one scenario to the baseline.
    Compare(Box<Compare>),
}

impl Query for Network {
    const COMMAND: Command = Command::new("export");
    type Answer = answer::Network;

    fn run(&self, session: &Session) -> Result<answer::Network> {
        let mut drawn = match &self.of {
            NetworkOf::Bare(scenario) => bare(session, scenario)?,
            NetworkOf::Route(route) => of_route(session, route)?,
            NetworkOf::Reroute(reroute) => of_flows(session.flows(Self::COMMAND, &reroute.flows, &reroute.scenario)?),
            NetworkOf::Compare(compare) => of_difference(session, compare)?,
        };
        // Parts that other queries made carry their commands.
        drawn.head.command = Self::COMMAND;
        let to = network::Cut { around: &self.around, hops: self.hops, corridor: &self.corridor, line: &self.line };
        network::cut(drawn, to)
    }
}

fn bare(session: &Session, scenario: &ScenarioSpec) -> Result<answer::Network> {
    let resolved = session.resolve(scenario)?;
    let day = session.day(&resolved)?;
    let head = session.head(Network::COMMAND, &resolved, day);
    Ok(network::bare(head, &session.network_on(day), &resolved.measures))
}

fn of_route(session: &Session, route: &Route) -> Result<answer::Network> {
    let request = session.request(route)?.noted();
    // What is on the network is drawn over the bare one, which has every place and link.
    let bare = network::bare(request.head.clone(), &request.network, &request.measures);
    Ok(network::of_route(bare, &analysis::route::route(&request)))
}

fn of_flows(study: FlowStudy) -> answer::Network {
    let study = study.noted();
    let bare = network::bare(study.head.clone(), &study.network, &study.measures);
    network::of_reroute(bare, &analysis::reroute::reroute(&study))
}

fn of_difference(session: &Session, compare: &Compare) -> Result<answer::Network> {
    let (asked, columns) = session.columns(compare)?;
    let [column] = columns.as_slice() else {
        return Err(Error::question("a picture compares exactly one scenario with the baseline"));
    };
    // A scenario with a day of its own is drawn on the network of that day.
    let mut asked = column.own_day.clone().unwrap_or(asked);
    asked.measures.clone_from(&column.measures);
    asked.head.scenario.id.clone_from(&column.id);
    Ok(answer::Network { of: answer::NetworkContent::Compare, ..of_flows(asked) })
}
