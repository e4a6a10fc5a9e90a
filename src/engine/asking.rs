//! Questions about flows and journeys with every name resolved.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::Engine;
use super::stack::{Stacked, flag, flag_part};
use crate::analysis::compare::Column;
use crate::analysis::names::{self, Area};
use crate::analysis::route::Journey;
use crate::analysis::{Manner, Setting};
use crate::answer::Head;
use crate::error::{Error, Result};
use crate::model::{Cargo, CommodityIx, Cost, Day, End, Flow, Id, Mass, Measure, Selector, Trade, Via};
use crate::network::Network;
use crate::notice::{Notice, did_you_mean};
use crate::question::{By, Compare, FlowsSelection, Route, ScenarioRef, Sinks, Stack, Weigh};
use crate::scenario::Resolved;
use crate::{select, validate};

/// A question about flows.
#[derive(Clone)]
pub(super) struct Asked {
    pub head: Head,
    pub year: i16,
    pub day: Day,
    pub flows: Vec<(Flow, bool)>,
    pub manner: Manner,
    pub measures: Vec<Measure>,
    pub by_value: bool,
    pub ends: bool,
}

impl Asked {
    /// On the network of its day.
    pub fn on<'a>(&self, network: &'a Network) -> Setting<'a> {
        Setting {
            head: noted(&self.head, network, &self.measures),
            year: self.year,
            network,
            flows: self.flows.clone(),
            manner: self.manner.clone(),
            measures: self.measures.clone(),
            by_value: self.by_value,
            ends: self.ends,
        }
    }
}

/// One scenario of a comparison; `own_day` where its day is not the baseline's.
pub(super) struct AskedColumn {
    pub id: String,
    pub title: String,
    pub measures: Vec<Measure>,
    pub own_day: Option<Asked>,
}

impl AskedColumn {
    pub fn on<'a>(&self, network: Option<&'a Network>) -> Column<'a> {
        let own_day = self.own_day.as_ref().zip(network).map(|(own, network)| own.on(network));
        Column { id: self.id.clone(), title: self.title.clone(), measures: self.measures.clone(), own_day }
    }
}

/// A question about one trade.
pub(super) struct AskedJourney {
    pub head: Head,
    pub day: Day,
    pub trade: Trade,
    k: usize,
    by: By,
    wary: Vec<Selector>,
    via: Vec<Selector>,
    avoid: Vec<Selector>,
    pub measures: Vec<Measure>,
    year: Option<i16>,
}

impl AskedJourney {
    pub fn on<'a>(&self, network: &'a Network) -> Journey<'a> {
        Journey {
            head: noted(&self.head, network, &self.measures),
            network,
            trade: self.trade,
            k: self.k,
            by: self.by,
            wary: self.wary.clone(),
            via: self.via.clone(),
            avoid: self.avoid.clone(),
            measures: self.measures.clone(),
            year: self.year,
        }
    }
}

impl Engine {
    /// All years that flows name.
    pub(super) fn years(&self) -> BTreeSet<i16> {
        self.atlas.flows.iter().filter_map(Flow::newest_year).collect()
    }

    /// Resolves FLOWS and a stack.
    pub(super) fn flows(&self, command: &str, selection: &FlowsSelection, stack: &Stack) -> Result<Asked> {
        let stacked = self.stack(stack)?;
        self.asked(command, selection, &stacked)
    }

    fn asked(&self, command: &str, selection: &FlowsSelection, stacked: &Stacked) -> Result<Asked> {
        let flows = self.flow_rows(selection)?;
        let chosen = self.chosen(selection, &flows)?;
        let year = self.year(selection, stacked, &flows, &chosen)?;
        let day = stacked.as_of.or(stacked.own_day).unwrap_or_else(|| Day::mid(year));
        let of_year: Vec<(Flow, bool)> =
            flows.into_iter().zip(chosen).filter(|(flow, _)| flow.when.covers(year)).collect();
        if !of_year.iter().any(|(_, chosen)| *chosen) {
            return Err(Error::question(format!(
                "no flow of {year} is selected; `corridor list flows` shows them all"
            )));
        }
        let mut head = self.head(command, stacked, day);
        if selection.year.is_none() {
            head.notes.push(format!("flows of {year}, the newest year that the selection has"));
        }
        Ok(Asked {
            head,
            year,
            day,
            flows: of_year,
            manner: manner(selection)?,
            measures: stacked.measures.clone(),
            by_value: selection.weigh == Weigh::Value,
            ends: selection.ends,
        })
    }

    fn flow_rows(&self, selection: &FlowsSelection) -> Result<Vec<Flow>> {
        match &selection.flows_csv {
            None => Ok(self.atlas.flows.to_vec()),
            Some(file) => validate::flows(&file.name, file.text.as_bytes(), &self.atlas)
                .map_err(|notices| Error::data(format!("{} cannot be used", file.name), notices)),
        }
    }

    /// Which flows are asked about, of whatever year.
    fn chosen(&self, selection: &FlowsSelection, flows: &[Flow]) -> Result<Vec<bool>> {
        let mut findings = Vec::new();
        let origin = self.areas(("origin", &selection.origin), &mut findings);
        let destination = self.areas(("destination", &selection.destination), &mut findings);
        self.check_names(selection, flows, &mut findings);
        if !findings.is_empty() {
            return Err(Error::data("the flows cannot be selected", findings));
        }
        let cargo: Vec<Cargo> = selection.cargo.iter().filter_map(|word| Cargo::parse(word)).collect();
        let any = |words: &[String], is: &dyn Fn(&str) -> bool| {
            words.is_empty() || words.iter().any(|word| is(word))
        };
        let chosen = |flow: &Flow| {
            let goods = &self.atlas.commodities[flow.commodity.at()];
            let countries = (self.atlas.country_of(flow.origin), self.atlas.country_of(flow.destination));
            let domestic = countries.0.is_some() && countries.0 == countries.1;
            let inside = |areas: &[Area], end| {
                areas.is_empty() || areas.iter().any(|area| area.holds(&self.atlas, end))
            };
            (selection.domestic || !domestic)
                && inside(&origin, flow.origin)
                && inside(&destination, flow.destination)
                && any(&selection.commodity, &|id| goods.id == *id)
                && any(&selection.flow, &|id| flow.id == *id)
                && (cargo.is_empty() || cargo.contains(&goods.cargo))
        };
        Ok(flows.iter().map(chosen).collect())
    }

    fn areas(&self, (name, texts): (&str, &[String]), findings: &mut Vec<Notice>) -> Vec<Area> {
        let mut areas = Vec::new();
        for text in texts {
            match names::area(&self.atlas, text) {
                Ok(area) => areas.push(area),
                Err(error) => findings.push(flag(name, text, &error.to_string(), "")),
            }
        }
        areas
    }

    fn check_names(&self, selection: &FlowsSelection, flows: &[Flow], findings: &mut Vec<Notice>) {
        for word in selection.cargo.iter().filter(|word| Cargo::parse(word).is_none()) {
            findings.push(flag(
                "cargo",
                word,
                "unknown cargo",
                &format!("cargoes: {}", Cargo::WORDS.join(", ")),
            ));
        }
        let goods: Vec<&str> = self.atlas.commodities.ids().map(Id::as_str).collect();
        for id in selection.commodity.iter().filter(|id| !goods.contains(&id.as_str())) {
            findings.push(unknown("commodity", id, &goods));
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
        stacked: &Stacked,
        flows: &[Flow],
        chosen: &[bool],
    ) -> Result<i16> {
        let own = || flows.iter().zip(chosen).filter(|(_, chosen)| **chosen).map(|(flow, _)| flow);
        let of_day = stacked.as_of.or(stacked.own_day).map(Day::year);
        selection
            .year
            .or_else(|| of_day.filter(|year| own().any(|flow| flow.when.covers(*year))))
            .or_else(|| own().filter_map(Flow::newest_year).max())
            .ok_or_else(|| Error::question("no flow is selected; `corridor list flows` shows them all"))
    }

    /// The baseline and the scenarios of a comparison. Without any scenario all of the atlas's are compared.
    pub(super) fn columns(&self, question: &Compare) -> Result<(Asked, Vec<AskedColumn>)> {
        let line = Stack { scenarios: Vec::new(), inline: Vec::new(), ..question.stack.clone() };
        let asked = self.asked("compare", &question.flows, &self.stack(&line)?)?;
        let mut stacks: Vec<Stack> = question
            .scenarios
            .iter()
            .map(|one| Stack { scenarios: vec![one.clone()], ..line.clone() })
            .collect();
        if !question.stack.is_empty() {
            stacks.push(question.stack.clone());
        }
        if stacks.is_empty() {
            let all = self.atlas.scenarios.ids().map(|id| ScenarioRef::Id(id.to_string()));
            stacks = all.map(|one| Stack { scenarios: vec![one], ..line.clone() }).collect();
        }
        let columns =
            stacks.iter().map(|stack| self.column(question, stack, &asked)).collect::<Result<_>>()?;
        Ok((asked, columns))
    }

    fn column(&self, question: &Compare, stack: &Stack, asked: &Asked) -> Result<AskedColumn> {
        let stacked = self.stack(stack)?;
        let other_day = stacked.own_day.filter(|day| stacked.as_of.is_none() && *day != asked.day);
        let own_day = match other_day {
            None => None,
            Some(day) => {
                let year = question.flows.year.unwrap_or(asked.year);
                let flows = FlowsSelection { year: Some(year), ..question.flows.clone() };
                Some(self.asked("compare", &flows, &Stacked { as_of: Some(day), ..stacked.clone() })?)
            }
        };
        Ok(AskedColumn { id: stacked.id, title: stacked.title, measures: stacked.measures, own_day })
    }

    /// Resolves a question about one trade.
    pub(super) fn journey(&self, question: &Route) -> Result<AskedJourney> {
        let stacked = self.stack(&question.stack)?;
        let asked_day = stacked.as_of.or(stacked.own_day);
        let year = if asked_day.is_some() {
            question.year
        } else {
            question.year.or_else(|| self.atlas.newest_year())
        };
        let day = match (asked_day, year) {
            (Some(day), _) => day,
            (None, Some(year)) => Day::mid(year),
            (None, None) => self.day(&stacked)?,
        };
        let mut findings = Vec::new();
        let origin = self.end(("FROM", &question.from), &mut findings);
        let destination = self.end(("TO", &question.to), &mut findings);
        let commodity = self.goods(question, &mut findings);
        let wary = self.selectors("wary", &question.wary, &mut findings);
        let avoid = self.selectors("avoid", &question.avoid, &mut findings);
        let via = self.passes(&question.via, &mut findings);
        if question.k == 0 {
            findings.push(flag("k", "0", "at least one route is asked for", "write 1 or more"));
        }
        if question.by == By::ExposedKm && question.wary.is_empty() {
            let hint = "say what counts as exposed, for example --wary country=RUS";
            findings.push(flag("by", "exposed-km", "without --wary nothing is exposed", hint));
        }
        let (Some(origin), Some(destination), Some(commodity), true) =
            (origin, destination, commodity, findings.is_empty())
        else {
            return Err(Error::data("the route cannot be asked for", findings));
        };
        let goods_origin = self.atlas.country_of(origin);
        let trade = Trade { commodity, origin, destination, goods_origin, loaded_in: None };
        Ok(AskedJourney {
            head: self.head("route", &stacked, day),
            day,
            trade,
            k: question.k,
            by: question.by,
            wary,
            via,
            avoid,
            measures: stacked.measures,
            year,
        })
    }

    fn end(&self, (name, text): (&str, &str), findings: &mut Vec<Notice>) -> Option<End> {
        let found = names::end(&self.atlas, text);
        found.map_err(|error| findings.push(argument(name, text, &error.to_string()))).ok()
    }

    /// The commodity asked for, or the first of the cargo that the origin's own flows carry, else the first of all.
    fn goods(&self, question: &Route, findings: &mut Vec<Notice>) -> Option<CommodityIx> {
        let goods: Vec<&str> = self.atlas.commodities.ids().map(Id::as_str).collect();
        if let Some(id) = &question.commodity {
            let found = self.atlas.commodities.find(id).map(CommodityIx::from);
            if found.is_none() {
                findings.push(unknown("commodity", id, &goods));
            }
            return found;
        }
        let Some(word) = &question.cargo else {
            findings.push(flag("cargo", "", "a cargo or a commodity is needed", "for example --cargo crude"));
            return None;
        };
        let Some(cargo) = Cargo::parse(word) else {
            findings.push(flag(
                "cargo",
                word,
                "unknown cargo",
                &format!("cargoes: {}", Cargo::WORDS.join(", ")),
            ));
            return None;
        };
        let found = self.largest_grade(&question.from, cargo).or_else(|| {
            self.atlas.commodities.iter().position(|row| row.cargo == cargo).map(CommodityIx::from)
        });
        if found.is_none() {
            findings.push(flag(
                "cargo",
                word,
                "the atlas has no commodity of this cargo",
                "`corridor list commodities` shows them",
            ));
        }
        found
    }

    /// The grade of which the origin's country (or, where it sends none, the world) sends most in the newest year.
    fn largest_grade(&self, from: &str, cargo: Cargo) -> Option<CommodityIx> {
        let origin = names::end(&self.atlas, from).ok()?;
        let home = self.atlas.country_of(origin);
        let sends = |flow: &&Flow| flow.laid && self.atlas.commodities[flow.commodity.at()].cargo == cargo;
        let from_home = |flow: &&Flow| sends(flow) && self.atlas.country_of(flow.origin) == home;
        let at_home: Vec<&Flow> = self.atlas.flows.iter().filter(from_home).collect();
        let flows =
            if at_home.is_empty() { self.atlas.flows.iter().filter(sends).collect() } else { at_home };
        let newest = flows.iter().filter_map(|flow| flow.newest_year()).max()?;
        let mut by_grade: BTreeMap<CommodityIx, Mass> = BTreeMap::new();
        for flow in flows.into_iter().filter(|flow| flow.when.covers(newest)) {
            *by_grade.entry(flow.commodity).or_default() += flow.mass.value;
        }
        by_grade.into_iter().max_by_key(|(grade, mass)| (*mass, Reverse(*grade))).map(|(grade, _)| grade)
    }

    fn selectors(&self, name: &str, texts: &[String], findings: &mut Vec<Notice>) -> Vec<Selector> {
        let mut selectors = Vec::new();
        for text in texts {
            match select::parse(text, &self.atlas) {
                Ok(selector) => selectors.push(selector),
                Err(problems) => {
                    findings.extend(problems.iter().map(|problem| flag_part(name, problem)));
                }
            }
        }
        selectors
    }

    /// Selectors, or bare ids of a place, a link or a line.
    fn passes(&self, texts: &[String], findings: &mut Vec<Notice>) -> Vec<Selector> {
        let mut selectors = Vec::new();
        for text in texts {
            if text.contains('=') {
                selectors.extend(self.selectors("via", std::slice::from_ref(text), findings));
                continue;
            }
            match names::passes(&self.atlas, text) {
                Ok(via) => selectors.push(self.passing(via)),
                Err(error) => findings.push(flag("via", text, &error.to_string(), "")),
            }
        }
        selectors
    }

    fn passing(&self, via: Via) -> Selector {
        let atlas = &self.atlas;
        match via {
            Via::Place(place) => Selector::of("place", atlas.places[place.at()].id.as_str()),
            Via::Link(link) => Selector::of("link", atlas.links[link.at()].id.as_str()),
            Via::Line(line) => Selector::of("line", atlas.lines[line.at()].as_str()),
        }
    }
}

fn manner(selection: &FlowsSelection) -> Result<Manner> {
    let ceiling = match selection.ceiling_usd_t {
        None => None,
        Some(usd_t) => Some(Cost::from_usd_t(usd_t).filter(|cost| *cost >= Cost::ZERO).ok_or_else(|| {
            Error::question(format!("--ceiling {usd_t}: a ceiling is a price in USD/t, 0 or more"))
        })?),
    };
    Ok(Manner {
        free_sinks: selection.sinks == Sinks::Market,
        rebalance: selection.rebalance,
        contracted: selection.contracted,
        ceiling,
    })
}

/// An id that nothing has, with the nearest that something has.
fn unknown(what: &str, id: &str, known: &[&str]) -> Notice {
    let near = did_you_mean(id, known.iter().copied());
    let near = if near.is_empty() { "`corridor list` shows what there is".into() } else { near };
    flag(what, id, &format!("unknown {what}"), &near)
}

fn argument(name: &str, value: &str, rule: &str) -> Notice {
    let mut notice = Notice::error(name, rule, "");
    notice.value = Some(value.into());
    notice
}

/// A reader should know of measures that choose nothing on this day: a date too early, a place not yet built.
fn noted(head: &Head, network: &Network, measures: &[Measure]) -> Head {
    let mut head = head.clone();
    for measure in Resolved::new(network, measures).idle() {
        head.notes.push(format!("{} chooses nothing of the network of {}", measure.id, network.dated.day));
    }
    head
}
