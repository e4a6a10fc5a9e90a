//! A question about the law with every name resolved.

use super::Session;
use super::stack::{ResolvedScenario, flag};
use crate::analysis::law::{self, Carried};
use crate::analysis::{self, BaselineRun};
use crate::answer::{self, Command};
use crate::error::{Error, Result};
use crate::model::{ApplicableLaw, Day, Trade};
use crate::notice::Diagnostic;
use crate::query::{Legal, Route};
use crate::spec::Shipment;

impl Session {
    pub(crate) fn legal(&self, question: &Legal) -> Result<answer::Legal> {
        let dates = question.dates.as_deref().map(|text| dates("dates", text)).transpose()?;
        match &question.trade {
            Some(route) => self.legal_trade(route, dates),
            None => self.legal_flows(question, dates),
        }
    }

    fn legal_trade(&self, route: &Route, dates: Option<(Day, Day)>) -> Result<answer::Legal> {
        let mut bare = route.clone();
        // The ways are those whatever the law: it says then which of them are open.
        bare.stack = crate::spec::ScenarioSpec { as_of: route.stack.as_of.clone(), ..Default::default() };
        bare.stack.as_of = bare.stack.as_of.or_else(|| dates.map(|(_, last)| last.to_string()));
        let (stacked, asked) = super::stack::both(self.stack_under_law(&route.stack), self.journey(&bare))?;
        let journey = asked.noted();
        let routes = analysis::route::paths(&journey);
        if routes.is_empty() {
            let why = analysis::route::route(&journey).no_route.map(|why| why.reason).unwrap_or_default();
            return Err(Error::question(format!("there is no way to judge: {why}")));
        }
        let trade = self.shipped(journey.trade, &route.stack.shipment)?;
        let carried = vec![Carried { flow: None, trade, routes }];
        let network = &*journey.network;
        let head = self.head(Command::Legal, &stacked, network.dated.day);
        let ruled = ruled(&stacked);
        Ok(law::legal(law::LegalRequest { head, network, ruled: &ruled, carried, dates }))
    }

    fn legal_flows(&self, question: &Legal, dates: Option<(Day, Day)>) -> Result<answer::Legal> {
        let (stacked, rows) =
            super::stack::both(self.stack_under_law(&question.stack), self.rows(&question.flows))?;
        let study = self.asked(Command::Legal, &question.flows, &stacked, rows)?.noted();
        let based = BaselineRun::new(study.case());
        let mut carried = Vec::new();
        for flow in based.case.selected() {
            let own = &based.case.flows[flow];
            let routes = based.laying.of(flow).map(|path| path.arcs.clone()).collect();
            let trade = self.shipped(own.trade.trade, &question.stack.shipment)?;
            carried.push(Carried { flow: Some(own.row.id.clone()), trade, routes });
        }
        let (head, network) = (study.head.clone(), &*study.network);
        let ruled = ruled(&stacked);
        Ok(law::legal(law::LegalRequest { head, network, ruled: &ruled, carried, dates }))
    }

    /// A trade with what a shipment says of its goods.
    pub(crate) fn shipped(&self, trade: Trade, shipment: &Shipment) -> Result<Trade> {
        let mut findings: Vec<Diagnostic> = Vec::new();
        let origin = self.country_flag("goods-origin", shipment.goods_origin.as_deref(), &mut findings);
        let final_use = self.country_flag("final-use", shipment.final_use.as_deref(), &mut findings);
        if !findings.is_empty() {
            return Err(Error::data("the goods cannot be told", findings));
        }
        let goods_origin = origin.or(trade.goods_origin);
        Ok(Trade { goods_origin, final_use: final_use.or(trade.final_use), ..trade })
    }
}

/// The law of a stack that was resolved under it.
fn ruled(stacked: &ResolvedScenario) -> ApplicableLaw {
    stacked.ruled.as_deref().cloned().unwrap_or_default()
}

/// `A..B`.
pub(crate) fn dates(name: &str, text: &str) -> Result<(Day, Day)> {
    let bad = |rule: &str| {
        let finding = flag(name, text, rule, "for example 2022-01-01..2026-06-30");
        Error::data("the question cannot be asked", vec![finding])
    };
    let (from, to) = text.split_once("..").ok_or_else(|| bad("days are written A..B"))?;
    match (Day::parse(from), Day::parse(to)) {
        (Some(from), Some(to)) if from <= to => Ok((from, to)),
        (Some(_), Some(_)) => Err(bad("the last day lies before the first")),
        _ => Err(bad("a day is written YYYY-MM-DD")),
    }
}
