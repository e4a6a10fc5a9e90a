//! Why a trade or a flow goes its way.

use super::Session;
use crate::analysis::route::{Full, Laid, RouteRequest, explain};
use crate::analysis::{BaselineRun, ScenarioInputs};
use crate::answer;
use crate::answer::Command;
use crate::error::{Error, Result};
use crate::query::Explain;
use assignment::Mass;

impl Session {
    pub(crate) fn explain(&self, question: &Explain) -> Result<answer::Explain> {
        if let Some(route) = &question.trade {
            let mut request = self.journey(route)?.noted();
            request.head.command = Command::Explain;
            return Ok(explain(&request, question.k, None));
        }
        let study = self.flows(Command::Explain, &question.flows, &question.stack)?.noted();
        let based = BaselineRun::new(study.case());
        let case = &based.case;
        let mut selected = case.selected();
        let (Some(flow), None) = (selected.next(), selected.next()) else {
            return Err(Error::question(
                "one flow that is laid is explained at a time; `corridor list flows` shows them",
            ));
        };
        let run = based.under(&study.measures);
        let (world, laying) = (&run.world, &run.laying);
        let class = world.overlays.class_of[flow];
        let loads = case.loads(world, laying);
        let full = (0..world.bundles.len()).filter(|at| {
            let bundle = &world.bundles[*at];
            bundle.counts(class) && loads[*at] >= bundle.limit
        });
        let own = &case.flows[flow];
        let laid = Laid {
            flow: own.row.id.to_string(),
            ways: laying.of(flow).map(|path| (path.arcs.clone(), path.mass)).collect(),
            stranded: laying.stranded[flow],
            full: full.map(|at| unlimited(&based, world, (at, flow))).collect(),
            kept: laying.freed[flow] == Mass::ZERO,
        };
        let journey = RouteRequest {
            measures: study.measures.clone(),
            year: Some(study.year),
            ..RouteRequest::cheapest(study.head.clone(), &study.network, own.trade.trade)
        };
        Ok(explain(&journey, question.k, Some(&laid)))
    }
}

/// A full capacity, and the ways of a flow were it without limit.
fn unlimited(based: &BaselineRun<'_>, world: &ScenarioInputs, (at, flow): (usize, usize)) -> Full {
    let mut free = world.clone();
    // More than all flows by all its arcs is no limit.
    let flows: Mass = based.case.flows.iter().map(|own| own.row.mass.value).sum();
    let whatever = Mass(flows.0.saturating_mul(world.bundles[at].arcs.len() as i64));
    let limit = std::mem::replace(&mut free.bundles[at].limit, whatever);
    let laying = based.case.counterfactual(&free, &based.laying);
    Full {
        name: world.names[at].clone(),
        arcs: world.bundles[at].arcs.clone(),
        ways: laying.of(flow).map(|path| path.arcs.clone()).collect(),
        more: based.case.loads(&free, &laying)[at] - limit,
    }
}
