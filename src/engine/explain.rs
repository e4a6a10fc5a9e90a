//! Why a trade or a flow goes its way.

use std::sync::Arc;

use super::Engine;
use crate::analysis::route::{Journey, Laid, explain};
use crate::analysis::{Audit, Based};
use crate::answer;
use crate::error::{Error, Result};
use crate::model::Mass;
use crate::question::{By, Explain};

impl Engine {
    pub(super) fn explain(&self, question: &Explain, audit: Option<&Arc<Audit>>) -> Result<answer::Explain> {
        if let Some(route) = &question.trade {
            let mut asked = self.journey(route)?;
            asked.head.command = "explain".into();
            let network = self.network_on(asked.day);
            return Ok(explain(&asked.on(&network), question.k, None));
        }
        let asked = self.flows("explain", &question.flows, &question.stack)?.checked_by(audit);
        let network = self.network_on(asked.day);
        let setting = asked.on(&network);
        let based = Based::new(setting.case());
        let case = &based.case;
        let mut selected = case.selected();
        let (Some(flow), None) = (selected.next(), selected.next()) else {
            return Err(Error::question(
                "one flow that is laid is explained at a time; `corridor list flows` shows them",
            ));
        };
        let (world, laying) = based.under(&setting.measures);
        let class = world.overlays.class_of[flow];
        let loads = case.loads(&world, &laying);
        let full = world.bundles.iter().zip(&world.names).zip(&loads);
        let full = full.filter(|((bundle, _), load)| bundle.counts(class) && **load >= bundle.limit);
        let own = &case.flows[flow];
        let laid = Laid {
            flow: own.row.id.to_string(),
            ways: laying.of(flow).map(|path| (path.arcs.clone(), path.mass)).collect(),
            stranded: laying.stranded[flow],
            full: full.map(|((bundle, name), _)| (name.clone(), bundle.arcs.clone())).collect(),
            kept: laying.freed[flow] == Mass::ZERO,
        };
        let journey = Journey {
            head: setting.head.clone(),
            network: &network,
            trade: own.trade.trade,
            k: 1,
            by: By::Cost,
            differ: None,
            pareto: None,
            wary: Vec::new(),
            via: Vec::new(),
            avoid: Vec::new(),
            measures: setting.measures.clone(),
            ruled: None,
            year: Some(setting.year),
        };
        Ok(explain(&journey, question.k, Some(&laid)))
    }
}
