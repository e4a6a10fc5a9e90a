//! `corridor legal FLOWS|FROM TO`: for whom is it legal, by whose law?

use serde::{Deserialize, Serialize};

use super::{Query, Question, Route};
use crate::analysis::law::{self, Carried, Days};
use crate::analysis::{self, BaselineRun};
use crate::answer::{self, Command, Shown};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::model::{ApplicableLaw, Day, Trade};
use crate::session::{About, ResolvedScenario, Session, assumed, both, dates};
use crate::spec::{FlowsSelection, ScenarioSpec, Shipment, Years};

/// Show for whom a trade is legal, under which authority, on what day, with which documents
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct Legal {
    /// One trade, and its cheapest routes whatever the law; then its own stack counts. None: flows on their observed routes.
    pub trade: Option<Box<Route>>,
    /// Which flows.
    pub flows: FlowsSelection,
    /// `A..B`: on the first day, and on each later one on which something changes. None: the reference date.
    pub dates: Option<String>,
    /// With `dates` every act on every day instead of what changes.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub full: bool,
    /// The scenario and the shipment of the flows.
    pub scenario: ScenarioSpec,
}

impl Query for Legal {
    const COMMAND: Command = Command::new("legal");
    type Answer = answer::Legal;

    fn run(&self, session: &Session) -> Result<answer::Legal> {
        session.legal(self)
    }

    fn recorded(&self) -> Option<Question> {
        Some(self.clone().into())
    }
}

impl Legal {
    /// The first and the last day.
    pub(crate) fn span(&self) -> Result<Option<(Day, Day)>> {
        self.dates.as_deref().map(|text| dates("dates", text)).transpose()
    }
}

impl Session {
    pub(crate) fn legal(&self, question: &Legal) -> Result<answer::Legal> {
        let dates = question.span()?;
        let shown = if dates.is_some() && !question.full { Shown::Changes } else { Shown::Acts };
        match &question.trade {
            Some(route) => self.legal_trade(route, (dates, shown)),
            None => self.legal_flows(question, (dates, shown)),
        }
    }

    /// A stack under the law, on the day that was asked for, else the last of the span, else (for no year) the last that
    /// the law data cover.
    pub(crate) fn resolve_legal(
        &self,
        scenario: &ScenarioSpec,
        (year, dates): (Option<i16>, Option<(Day, Day)>),
    ) -> Result<ResolvedScenario> {
        let mut resolved = self.resolve_under_law(scenario)?;
        if resolved.as_of.or(resolved.own_day).is_none() {
            resolved.own_day = dates.map(|(_, last)| last).or_else(|| year.map(Day::mid));
        }
        self.stand_on_law(&mut resolved);
        Ok(resolved)
    }

    /// A day alone is followed by what changes up to the last day that the law data cover.
    fn days(&self, day: Day, dates: Option<(Day, Day)>) -> Days {
        let last = self.horizons().into_values().max().unwrap_or(day);
        dates.map_or(Days::One(last.max(day)), |(first, last)| Days::Between(first, last))
    }

    fn legal_trade(&self, route: &Route, (dates, shown): (Option<(Day, Day)>, Shown)) -> Result<answer::Legal> {
        let resolved = self.resolve_legal(&route.scenario, (route.year, dates));
        let mut bare = route.clone();
        // Routes are found whatever the law, so that the law can then say which of them are open; on the same day.
        let day = resolved.as_ref().ok().and_then(|own| own.as_of.or(own.own_day)).map(|day| day.to_string());
        let as_of = day.or_else(|| route.scenario.as_of.clone());
        bare.scenario = ScenarioSpec { as_of, ..ScenarioSpec::default() };
        let (resolved, asked) = both(resolved, self.request(&bare))?;
        let request = asked.noted();
        let routes = analysis::route::paths(&request);
        if routes.is_empty() {
            // Asked again for the reason: `paths` gives none.
            let why = analysis::route::route(&request).no_route.map(|why| why.reason).unwrap_or_default();
            return Err(Error::question(format!("there is no route to judge: {why}")));
        }
        // Only now the goods of the shipment: `bare` was asked without it.
        let trade = self.shipped(request.trade, &route.scenario.shipment)?;
        let carried = vec![Carried { flow: None, trade, routes }];
        let network = &*request.network;
        // The head of `asked` is of the bare scenario; this one says that the law applies.
        let mut head = self.head(Legal::COMMAND, &resolved, network.snapshot.day);
        head.notes.extend(self.taken(route, trade.commodity));
        head.notes.extend(self.assumed_origin(route, (trade.commodity, trade.origin)));
        head.notes.extend(assumed(&resolved, About::Trade));
        let ruled = ruled(&resolved);
        let days = self.days(network.snapshot.day, dates);
        Ok(law::legal(law::LegalRequest { head, network, ruled: &ruled, carried, days, shown }))
    }

    fn legal_flows(&self, question: &Legal, (dates, shown): (Option<(Day, Day)>, Shown)) -> Result<answer::Legal> {
        let resolved = self.resolve_legal(&question.scenario, (question.flows.year.and_then(Years::one), dates));
        let (resolved, rows) = both(resolved, self.rows(&question.flows))?;
        let study = self.asked(Legal::COMMAND, &question.flows, &resolved, rows)?.noted();
        // Flows are judged on their observed routes, which the baseline holds.
        let baseline = BaselineRun::new(study.model());
        let mut carried = Vec::new();
        for flow in baseline.model.selected() {
            let own = &baseline.model.flows[flow];
            let routes = baseline.assignment.of(flow).map(|path| path.arcs.clone()).collect();
            let trade = self.shipped(own.trade.trade, &question.scenario.shipment)?;
            carried.push(Carried { flow: Some(own.row.id.clone()), trade, routes });
        }
        let (head, network) = (study.head.clone(), &*study.network);
        let ruled = ruled(&resolved);
        let days = self.days(network.snapshot.day, dates);
        Ok(law::legal(law::LegalRequest { head, network, ruled: &ruled, carried, days, shown }))
    }

    /// A trade with what a shipment says of its goods.
    pub(crate) fn shipped(&self, trade: Trade, shipment: &Shipment) -> Result<Trade> {
        let mut findings: Vec<Diagnostic> = Vec::new();
        let origin = self.country_flag("goods-origin", shipment.goods_origin.as_deref(), &mut findings);
        let final_use = self.country_flag("final-use", shipment.final_use.as_deref(), &mut findings);
        if !findings.is_empty() {
            return Err(Error::data("the goods are not known", findings));
        }
        let goods_origin = origin.or(trade.goods_origin);
        Ok(Trade { goods_origin, final_use: final_use.or(trade.final_use), ..trade })
    }
}

/// The law of a stack that was resolved under it.
fn ruled(resolved: &ResolvedScenario) -> ApplicableLaw {
    resolved.ruled.as_deref().cloned().unwrap_or_default()
}

#[cfg(feature = "cli")]
pub use line::LegalLine;

#[cfg(feature = "cli")]
mod line {
    use super::{Legal, Route};
    use crate::query::Question;
    use crate::query::line::{LineOf, Presentation, refused};
    use crate::spec::{FlowsSelection, GoodsFlags, ScenarioSpec, value};

    /// Show for whom a trade is legal, under which authority, on what day, with which documents
    #[derive(Debug, clap::Args)]
    #[command(after_help = "Examples:
  corridor legal novorossiysk-cpc trieste --commodity crude-cpc --goods-origin KAZ --goods-owner kmg \\
    --actor greek-carrier --party insurer=uk-insurer --price 62USD/bbl --as-of 2025-11-15
  corridor legal --origin KAZ --cargo crude --actor kazakh-state-company --as-of 2025-11-15
  corridor legal --origin KAZ --cargo crude --dates 2022-01-01..2026-06-30

FROM TO are judged on the cheapest routes, flows on the routes that they are observed on, whatever the law: on the last day \
that the law data cover, or on --as-of, --year, the last of --dates. An act of which no measure speaks is open, unless the law \
of a state on the route was not searched (`corridor list coverage`); an act for which no one was named is not judged. Only the \
law counts; --scenario as-is adds events and the market. As CSV: a row per act, with --dates a row per change. A reading of \
sources, not advice.")]
    pub struct LegalLine {
        /// One trade: place or country by id, ISO code, UN/LOCODE or name; without it FLOWS
        #[arg(requires = "to")]
        from: Option<String>,
        /// Likewise
        to: Option<String>,
        /// How many routes of one trade
        #[arg(short, value_name = "N", default_value = "1", requires = "from", value_parser = value::count(1000))]
        k: usize,
        /// Routes of one trade that pass this; several in order
        #[arg(long, value_name = "SEL", requires = "from")]
        via: Vec<String>,
        /// Routes of one trade that do not pass this; several are ORed
        #[arg(long, value_name = "SEL", requires = "from")]
        avoid: Vec<String>,
        /// From a day to a day: the first, and each on which something changes
        #[arg(long, value_name = "A..B")]
        dates: Option<String>,
        /// With --dates: every act on every day instead of what changes
        #[arg(long, requires = "dates")]
        full: bool,
        /// Exit with 1 where a route is prohibited, unknown or not searched
        #[arg(long)]
        strict: bool,
        #[command(flatten)]
        flows: FlowsSelection,
        #[command(flatten)]
        scenario: ScenarioSpec,
        #[command(flatten)]
        goods: GoodsFlags,
    }

    impl LineOf for LegalLine {
        fn question(mut self) -> Result<(Question, Presentation), clap::Error> {
            self.goods.add_to(&mut self.scenario.shipment);
            let presentation = Presentation { strictness: self.strict.into(), ..Presentation::default() };
            let Some((from, to)) = self.from.zip(self.to) else {
                let flows = Legal {
                    trade: None,
                    flows: self.flows,
                    dates: self.dates,
                    full: self.full,
                    scenario: self.scenario,
                };
                return Ok((flows.into(), presentation));
            };
            let (mut cargo, mut commodity) = (self.flows.cargo, self.flows.commodity);
            // FLOWS may have several cargoes; a single trade has exactly one.
            if cargo.len() + commodity.len() != 1 {
                return Err(refused("FROM TO are judged for one --cargo or one --commodity"));
            }
            let year =
                self.flows.year.map(|years| years.one().ok_or_else(|| refused("FROM TO are judged for one --year")));
            let trade = Route {
                from,
                to,
                cargo: cargo.pop(),
                commodity: commodity.pop(),
                k: self.k,
                via: self.via,
                avoid: self.avoid,
                year: year.transpose()?,
                scenario: self.scenario,
                ..Route::default()
            };
            let query = Legal { trade: Some(Box::new(trade)), dates: self.dates, full: self.full, ..Legal::default() };
            Ok((query.into(), presentation))
        }
    }
}
