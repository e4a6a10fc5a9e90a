//! Questions about flows with every name resolved.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::Session;
use super::flags::{both, called, flag, unknown};
use super::resolve::ResolvedScenario;
use super::stands::{About, assumed, taken_for_open};
use crate::analysis::{AssignmentOptions, FlowStudy};
use crate::answer::{Command, Goods};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::model::{Cargo, CommodityIx, Day, GoodsUnit};
use crate::select::NameKind;
use crate::select::ends::{self, Area};
use crate::spec::{Destinations, FlowsSelection, ScenarioSpec, Weigh};
use crate::tables::{Flow, HALF};
use crate::validate;
use routing::Cost;

impl Session {
    /// All years that flows name.
    pub(crate) fn years(&self) -> BTreeSet<i16> {
        self.atlas.flows.iter().filter_map(Flow::newest_year).collect()
    }

    /// Resolves FLOWS and a stack.
    pub(crate) fn flows(&self, command: Command, selection: &FlowsSelection, spec: &ScenarioSpec) -> Result<FlowStudy> {
        let (resolved, rows) = both(self.resolve(spec), self.rows(selection))?;
        let mut study = self.asked(command, selection, &resolved, rows)?;
        study.head.notes.extend(taken_for_open(&resolved));
        Ok(study)
    }

    /// All flows, and which of them are asked about.
    pub(crate) fn rows(&self, selection: &FlowsSelection) -> Result<(Vec<Flow>, Vec<bool>)> {
        let flows = self.flow_rows(selection)?;
        let chosen = self.chosen(selection, &flows)?;
        Ok((flows, chosen))
    }

    /// What the flows of a year carry that a selection takes, by flow, with how many of a unit a kt of it is.
    ///
    /// # Errors
    /// As [`Session::ask`] for the same selection.
    pub fn carried(&self, selection: &FlowsSelection, year: i16, unit: GoodsUnit) -> Result<Vec<Goods>> {
        let (flows, chosen) = self.rows(selection)?;
        let own = flows.iter().zip(chosen).filter(|(flow, chosen)| *chosen && flow.when.covers(year));
        Ok(own
            .map(|(flow, _)| {
                let goods = &self.atlas.commodities[flow.commodity.index()];
                Goods { flow: flow.id.to_string(), commodity: goods.id.to_string(), per_kt: goods.per_kt(unit) }
            })
            .collect())
    }

    /// A commodity, where the atlas has it, and how many of a unit a kt of it is.
    pub fn carried_one(&self, commodity: &str, unit: GoodsUnit) -> Option<Goods> {
        let own = self.atlas.commodities.get(commodity)?;
        Some(Goods { flow: String::new(), commodity: own.id.to_string(), per_kt: own.per_kt(unit) })
    }

    pub(crate) fn asked(
        &self,
        command: Command,
        selection: &FlowsSelection,
        resolved: &ResolvedScenario,
        (flows, chosen): (Vec<Flow>, Vec<bool>),
    ) -> Result<FlowStudy> {
        let year = self.year(selection, resolved, &flows, &chosen)?;
        // Network and law may be of another day than the year of the flows.
        let day = resolved.as_of.or(resolved.own_day).unwrap_or_else(|| Day::mid(year));
        let of_year: Vec<(Flow, bool)> =
            flows.into_iter().zip(chosen).filter(|(flow, _)| flow.when.covers(year)).collect();
        // Only where the year was asked for: what is selected then has no flow in it.
        if !of_year.iter().any(|(_, chosen)| *chosen) {
            return Err(Error::question(format!(
                "no flow of {year} is selected; `corridor list flows` shows them all"
            )));
        }
        let mut head = self.head(command, resolved, day);
        head.notes.extend(assumed(resolved, About::Flows));
        let carried = of_year.iter().filter(|(_, chosen)| *chosen);
        let cargo = carried.map(|(flow, _)| self.atlas.commodities[flow.commodity.index()].cargo).collect();
        head.scope = self.scope_of_flows(selection, cargo, &resolved.measures);
        if selection.year.is_none() {
            head.notes.push(format!("flows of {year}, the newest year that the selection has"));
        }
        Ok(FlowStudy {
            head,
            year,
            network: self.network_on(day),
            flows: of_year,
            options: AssignmentOptions { audit: self.audit.clone(), ..options(selection)? },
            measures: resolved.measures.clone(),
            by_value: selection.weigh == Weigh::Value,
            ends: selection.ends,
            owner_test: resolved.owner_test.clone().unwrap_or_else(|| (HALF.into(), None)),
            groups: OnceLock::new(),
            progress: self.progress(),
        })
    }

    fn flow_rows(&self, selection: &FlowsSelection) -> Result<Vec<Flow>> {
        match &selection.flows_csv {
            None => Ok(self.atlas.flows.to_vec()),
            Some(file) => validate::flows(&file.name, file.text.as_bytes(), &self.atlas)
                .map_err(|diagnostics| Error::data(format!("{} cannot be used", file.name), diagnostics)),
        }
    }

    /// Which flows are asked about, of whatever year.
    fn chosen(&self, selection: &FlowsSelection, flows: &[Flow]) -> Result<Vec<bool>> {
        let mut findings = Vec::new();
        let origin = self.areas(("origin", &selection.origin), &mut findings);
        let destination = self.areas(("destination", &selection.destination), &mut findings);
        let commodity = self.commodities(&selection.commodity, &mut findings);
        self.check_names(selection, flows, &mut findings);
        if !findings.is_empty() {
            return Err(Error::data("the flows cannot be selected", findings));
        }
        // Unknown words were refused above.
        let cargo: Vec<Cargo> = selection.cargo.iter().filter_map(|word| Cargo::parse(word)).collect();
        let any = |words: &[String], is: &dyn Fn(&str) -> bool| words.is_empty() || words.iter().any(|word| is(word));
        let chosen = |flow: &Flow| {
            let goods = &self.atlas.commodities[flow.commodity.index()];
            let countries = (self.atlas.country_of(flow.origin), self.atlas.country_of(flow.destination));
            // Where a country is not known the flow is not taken for domestic.
            let domestic = countries.0.is_some() && countries.0 == countries.1;
            let inside =
                |areas: &[Area], end| areas.is_empty() || areas.iter().any(|area| area.holds(&self.atlas, end));
            (selection.domestic || !domestic)
                && inside(&origin, flow.origin)
                && inside(&destination, flow.destination)
                && (commodity.is_empty() || commodity.contains(&flow.commodity))
                && any(&selection.flow, &|id| flow.id == *id)
                && (cargo.is_empty() || cargo.contains(&goods.cargo))
        };
        Ok(flows.iter().map(chosen).collect())
    }

    fn areas(&self, (name, texts): (&str, &[String]), findings: &mut Vec<Diagnostic>) -> Vec<Area> {
        let mut areas = Vec::new();
        for text in texts {
            match ends::area(&self.atlas, text) {
                Ok(area) => areas.push(area),
                Err(error) => findings.push(Diagnostic::error(format!("--{name}"), error.to_string(), "")),
            }
        }
        areas
    }

    fn commodities(&self, texts: &[String], findings: &mut Vec<Diagnostic>) -> Vec<CommodityIx> {
        let asked = ("commodity", NameKind::Commodity);
        texts.iter().filter_map(|text| called(&self.atlas, asked, text, findings)).map(CommodityIx::from).collect()
    }

    fn check_names(&self, selection: &FlowsSelection, flows: &[Flow], findings: &mut Vec<Diagnostic>) {
        for word in selection.cargo.iter().filter(|word| Cargo::parse(word).is_none()) {
            findings.push(flag("cargo", word, "unknown cargo", &format!("cargoes: {}", Cargo::WORDS.join(", "))));
        }
        let ids: Vec<&str> = flows.iter().map(|flow| flow.id.as_str()).collect();
        for id in selection.flow.iter().filter(|id| !ids.contains(&id.as_str())) {
            findings.push(unknown("flow", id, &ids));
        }
    }

    /// The year asked for; else that of the day, where the selection has it; else the newest that the selection has.
    fn year(
        &self,
        selection: &FlowsSelection,
        resolved: &ResolvedScenario,
        flows: &[Flow],
        chosen: &[bool],
    ) -> Result<i16> {
        let own = || flows.iter().zip(chosen).filter(|(_, chosen)| **chosen).map(|(flow, _)| flow);
        let of_day = resolved.as_of.or(resolved.own_day).map(Day::year);
        let asked = selection.year.map(|years| {
            let rule = "several years are asked of exposure alone: name one year";
            years
                .one()
                .ok_or_else(|| Error::data("this cannot be asked", vec![flag("year", &years.to_string(), rule, "")]))
        });
        asked
            .transpose()?
            .or_else(|| of_day.filter(|year| own().any(|flow| flow.when.covers(*year))))
            .or_else(|| own().filter_map(Flow::newest_year).max())
            .ok_or_else(|| Error::question("no flow is selected; `corridor list flows` shows them all"))
    }
}

fn options(selection: &FlowsSelection) -> Result<AssignmentOptions> {
    let ceiling = match selection.ceiling_usd_t {
        None => None,
        Some(usd_t) => Some(Cost::from_usd_t(usd_t).filter(|cost| *cost >= Cost::ZERO).ok_or_else(|| {
            Error::question(format!("--ceiling {usd_t}USD/t: a ceiling is a price in USD/t, 0 or more"))
        })?),
    };
    Ok(AssignmentOptions {
        free_destinations: selection.destinations == Destinations::Market,
        rebalance: selection.rebalance,
        contracted: selection.contracted,
        ceiling,
        // Put in by the session, which has it.
        audit: None,
    })
}
