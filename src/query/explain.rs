//! `corridor explain FLOW|FROM TO`: why this way and no other?

use serde::{Deserialize, Serialize};

use super::{Query, Question, Route};
use crate::analysis::route::{BaselineFlow, Full, RouteRequest, explain};
use crate::analysis::{BaselineRun, ScenarioInputs};
use crate::answer::{self, Command};
use crate::error::{Error, Result};
use crate::session::Session;
use crate::spec::{FlowsSelection, ScenarioSpec};
use assignment::Mass;

/// Explain why this route and no other: what closes, fills or prices each alternative, and what would change the choice
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct Explain {
    /// One trade; then its own stack counts. None: a flow.
    pub trade: Option<Box<Route>>,
    /// The flow, chosen by its id.
    pub flows: FlowsSelection,
    /// So many routes not taken.
    pub k: usize,
    /// No two routes share more than this part of the shorter one's length; none: any other route counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub differ: Option<f64>,
    /// The scenario of the flow.
    pub scenario: ScenarioSpec,
}

impl Default for Explain {
    fn default() -> Self {
        Self { trade: None, flows: FlowsSelection::default(), k: 5, differ: None, scenario: ScenarioSpec::default() }
    }
}

impl Query for Explain {
    const COMMAND: Command = Command::new("explain");
    type Answer = answer::Explain;

    fn run(&self, session: &Session) -> Result<answer::Explain> {
        session.explain(self)
    }

    fn recorded(&self) -> Option<Question> {
        Some(self.clone().into())
    }
}

impl Session {
    pub(crate) fn explain(&self, question: &Explain) -> Result<answer::Explain> {
        if let Some(route) = &question.trade {
            let mut request = self.request(route)?.noted();
            request.head.command = Explain::COMMAND;
            request.differ = question.differ;
            return Ok(explain(&request, question.k, None));
        }
        let study = self.flows(Explain::COMMAND, &question.flows, &question.scenario)?.noted();
        let baseline = BaselineRun::new(study.model());
        let model = &baseline.model;
        // Asked twice: no flow and several flows are both refused.
        let mut selected = model.selected();
        let (Some(flow), None) = (selected.next(), selected.next()) else {
            return Err(Error::question(
                "one flow that is assigned is explained at a time; `corridor list flows` shows them",
            ));
        };
        let run = baseline.under(&study.measures);
        let (inputs, assignment) = (&run.inputs, &run.assignment);
        let class = inputs.overlays.class_of[flow];
        // Full capacities that count this flow's class: the ones that can keep it off a route.
        let loads = model.loads(inputs, assignment);
        let full = (0..inputs.bundles.len()).filter(|at| {
            let bundle = &inputs.bundles[*at];
            bundle.counts(class) && loads[*at] >= bundle.limit
        });
        let own = &model.flows[flow];
        let assigned = BaselineFlow {
            flow: own.row.id.to_string(),
            routes: assignment.of(flow).map(|path| (path.arcs.clone(), path.mass)).collect(),
            stranded: assignment.stranded[flow],
            full: full.map(|at| unlimited(&baseline, inputs, (at, flow))).collect(),
            retained: assignment.freed[flow] == Mass::ZERO,
        };
        // Alternatives are routes of the flow's trade, found as for `corridor route`.
        let journey = RouteRequest {
            measures: study.measures.clone(),
            differ: question.differ,
            year: Some(study.year),
            ..RouteRequest::cheapest(study.head.clone(), &study.network, own.trade.trade)
        };
        Ok(explain(&journey, question.k, Some(&assigned)))
    }
}

/// A full capacity, and the routes of a flow were it without limit.
fn unlimited(baseline: &BaselineRun<'_>, inputs: &ScenarioInputs, (at, flow): (usize, usize)) -> Full {
    let mut free = inputs.clone();
    // More than all flows by all its arcs is no limit.
    let flows: Mass = baseline.model.flows.iter().map(|own| own.row.mass.value).sum();
    let whatever = Mass(flows.0.saturating_mul(inputs.bundles[at].arcs.len() as i64));
    // The old limit is kept, to report how much more would pass without it.
    let limit = std::mem::replace(&mut free.bundles[at].limit, whatever);
    let assignment = baseline.model.counterfactual(&free, &baseline.assignment);
    Full {
        name: inputs.names[at].clone(),
        arcs: inputs.bundles[at].arcs.clone(),
        routes: assignment.of(flow).map(|path| path.arcs.clone()).collect(),
        more: baseline.model.loads(&free, &assignment)[at] - limit,
    }
}

#[cfg(feature = "cli")]
pub use line::ExplainLine;

#[cfg(feature = "cli")]
mod line {
    use super::{Explain, FlowsSelection, Route};
    use crate::query::Question;
    use crate::query::line::{LineOf, Presentation};
    use crate::spec::{GoodsFlags, ScenarioRef, ScenarioSpec, value};

    /// Explain why this route and no other: what closes, fills or prices each alternative, and what would change the choice
    #[derive(Debug, clap::Args)]
    #[command(after_help = "Examples:
  corridor explain karachaganak-druzhba-schwedt-2025 --scenario cpc-one-mooring
  corridor explain tengiz augusta --cargo crude --scenario cpc-closed
  corridor explain tengiz augusta --cargo crude --close country=RUS --close country=IRN --close line=btc

Of a trade the route taken is the cheapest that is open; of a flow its routes are those on which it is assigned, within \
capacities. As CSV: a row per route not taken.")]
    pub struct ExplainLine {
        /// A flow's id; with TO: a place id, country (alpha-3), UN/LOCODE or name
        #[arg(value_name = "FLOW|FROM")]
        from: String,
        /// Place or country: id, ISO code, UN/LOCODE or name
        to: Option<String>,
        /// What is carried from FROM to TO: crude, products, gas, lng, dry_bulk, container, general, vehicles
        #[arg(long, requires = "to")]
        cargo: Option<String>,
        /// The commodity, one a grade
        #[arg(long, value_name = "ID", requires = "to")]
        commodity: Option<String>,
        /// How many routes not taken
        #[arg(short, value_name = "N", default_value = "5", value_parser = value::count(100))]
        k: usize,
        /// No two routes share more than this part of the shorter one's length; 1: any other route counts
        #[arg(long, value_name = "PART", default_value = "0.8", value_parser = part)]
        differ: f64,
        /// Year
        #[arg(long, allow_negative_numbers = true, value_parser = value::year())]
        year: Option<i16>,
        #[command(flatten)]
        scenario: ScenarioSpec,
        #[command(flatten)]
        goods: GoodsFlags,
    }

    /// A part of 1.
    fn part(text: &str) -> Result<f64, String> {
        let number = text.parse().ok().filter(|part| (0.0..=1.0).contains(part));
        number.ok_or_else(|| "what two routes may share is a part of the shorter's length, from 0 to 1".into())
    }

    impl LineOf for ExplainLine {
        fn question(mut self) -> Result<(Question, Presentation), clap::Error> {
            self.goods.add_to(&mut self.scenario.shipment);
            let (k, mut scenario, year) = (self.k, self.scenario, self.year);
            let differ = (self.differ < 1.0).then_some(self.differ);
            let query = match self.to {
                // A trade needs something to carry: without it the second word is a scenario, as everywhere.
                Some(word) if self.cargo.is_none() && self.commodity.is_none() => {
                    scenario.scenarios.insert(0, ScenarioRef::of_line(word.as_ref())?);
                    flow_of(self.from, k, differ, year, scenario)
                }
                Some(to) => {
                    let (cargo, commodity) = (self.cargo, self.commodity);
                    let trade = Route { from: self.from, to, cargo, commodity, year, scenario, ..Route::default() };
                    Explain { trade: Some(Box::new(trade)), k, differ, ..Explain::default() }
                }
                None => flow_of(self.from, k, differ, year, scenario),
            };
            Ok((query.into(), Presentation::default()))
        }
    }
    /// Flows within a country are left out by default; one named by its id is meant.
    fn flow_of(flow: String, k: usize, differ: Option<f64>, year: Option<i16>, scenario: ScenarioSpec) -> Explain {
        let year = year.map(Into::into);
        let flows = FlowsSelection { flow: vec![flow], domestic: true, year, ..FlowsSelection::default() };
        Explain { trade: None, flows, k, differ, scenario }
    }
}
