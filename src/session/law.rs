//! The law that a stack applies: which measures, to which parties, with what lifted.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Session;
use super::legal::dates;
use super::stack::{ResolvedScenario, flag, flag_part, unknown};
use crate::analysis::list::Chosen;
use crate::error::{Error, Result};
use crate::model::{
    ApplicableLaw, Applied, Assume, Conditions, CountryIx, Day, Deal, Id, Lift, Measure, OwnerTest, Role,
    Scenario, Selector, Who,
};
use crate::notice::Diagnostic;
use crate::select::{self, Fault};
use crate::spec::ScenarioSpec;
use crate::tables::HALF;
use crate::{query, validate};

/// Does anything of a stack make the law apply?
pub(crate) fn applies(stack: &ScenarioSpec, scenarios: &[Scenario]) -> bool {
    let of_a_scenario = |lifted: &String| {
        scenarios.iter().any(|scenario| scenario.measures.iter().any(|measure| measure.id.as_str() == lifted))
    };
    stack.actor.is_some()
        || !stack.shipment.is_empty_but_for_lifts()
        || !stack.shipment.lift.iter().all(of_a_scenario)
        || scenarios.iter().any(|scenario| scenario.law)
}

/// Without the law nobody is named: what a scenario says of parties, papers and prices is then judged for the ends of each
/// trade and for those who run the way, and nothing else binds.
pub(crate) fn apply_to_nobody<'m>(measures: impl Iterator<Item = &'m mut Measure>) {
    let applied = Arc::new(Applied::default());
    for measure in measures {
        let legal = &mut measure.legal;
        if legal.parties.is_some() || legal.when != Conditions::default() {
            legal.applied = Some(Arc::clone(&applied));
        }
    }
}

impl Session {
    /// The measures in force and those of the scenarios, as they are said, with the parties to whom they are applied.
    pub(crate) fn ruled(
        &self,
        stack: &ScenarioSpec,
        stacked: &ResolvedScenario,
        findings: &mut Vec<Diagnostic>,
    ) -> ApplicableLaw {
        if self.atlas.law.is_empty() {
            let rule = "this atlas holds no law";
            findings.push(Diagnostic::error(
                "measures/",
                rule,
                "leave out what makes it apply, or take another atlas",
            ));
        }
        let deal = self.deal(stack, &stacked.scenarios, findings);
        let (scenarios, lifts) = (&stacked.scenarios, &stacked.lifts);
        let own: Vec<&Measure> = scenarios.iter().flat_map(|scenario| &scenario.measures).collect();
        let ids: BTreeSet<&Id> = own.iter().map(|measure| &measure.id).collect();
        let of_law = self.atlas.law.measures.iter().filter(|measure| !ids.contains(&measure.id));
        let kept = of_law.chain(own).filter(|measure| !lifts.iter().any(|lift| lift.takes(measure)));
        let exceptions = self.atlas.law.exceptions.iter();
        let exceptions =
            exceptions.chain(scenarios.iter().flat_map(|scenario| &scenario.exceptions)).cloned();
        let applied = Arc::new(Applied { deal, exceptions: exceptions.collect() });
        let apply = |measure: &Measure| {
            let mut measure = measure.clone();
            measure.legal.applied = Some(Arc::clone(&applied));
            measure
        };
        let unknown =
            if applied.deal.assume == Some(Assume::Barred) { self.bars_of_the_unknown() } else { Vec::new() };
        ApplicableLaw { measures: kept.chain(&unknown).map(apply).collect(), applied: Arc::clone(&applied) }
    }

    /// What is lifted on the line: a measure of the law or of what is stacked, or a programme.
    pub(crate) fn lifts(
        &self,
        texts: &[String],
        stacked: &[Measure],
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<Lift> {
        let mut lifts = Vec::new();
        for text in texts {
            let lift = match text.strip_prefix("programme=") {
                Some(programme) => validate::lift_programme(programme, None, &self.atlas),
                None => validate::lift(text, stacked, &self.atlas),
            };
            match lift {
                Ok(lift) => lifts.push(lift),
                Err(Fault { rule, hint }) => findings.push(flag("lift", text, &rule, &hint)),
            }
        }
        lifts
    }

    fn deal(&self, stack: &ScenarioSpec, scenarios: &[Scenario], findings: &mut Vec<Diagnostic>) -> Deal {
        let shipment = &stack.shipment;
        let law = &self.atlas.law;
        let measures = law.measures.iter().chain(scenarios.iter().flat_map(|own| &own.measures));
        let exceptions = law.exceptions.iter().chain(scenarios.iter().flat_map(|own| &own.exceptions));
        let needed = exceptions.flat_map(|own| &own.needs).map(Id::as_str);
        let asked: BTreeSet<&str> =
            measures.filter_map(|own| own.effect.paper().map(Id::as_str)).chain(needed).collect();
        let mut deal = Deal {
            parties: self.actor(stack.actor.as_deref(), findings),
            price_usd_bbl: shipment.price,
            contract: day("contract-date", shipment.contract_date.as_deref(), findings),
            loaded: day("loaded", shipment.loaded.as_deref(), findings),
            currency: shipment.currency.clone(),
            goods: goods(&shipment.goods, findings),
            holds: papers(&shipment.holds, &asked, findings),
            assume: shipment.assume,
        };
        if let Some(price) = shipment.price.filter(|price| !price.is_finite() || *price < 0.0) {
            findings.push(flag(
                "price",
                &price.to_string(),
                "a price is 0 USD/bbl or more",
                "for example 62",
            ));
        }
        if let Some(word) = shipment.currency.as_deref().filter(|word| !validate::is_currency(word)) {
            findings.push(flag("currency", word, "a currency is three capital letters", "for example USD"));
        }
        let mut named: BTreeMap<Role, Vec<Who>> = BTreeMap::new();
        for text in &shipment.party {
            if let Some((role, who)) = self.party(text, findings) {
                named.entry(role).or_default().push(who);
            }
        }
        deal.parties.extend(named);
        deal
    }

    /// Has a sender an ownership test? `half` is everybody's.
    pub(crate) fn has_test(&self, sender: &str) -> bool {
        sender == HALF || self.atlas.ownership_tests.iter().any(|test| test.sender == sender)
    }

    /// `US`, `US/russia` or `half`.
    pub(crate) fn owner_test(&self, text: Option<&str>, findings: &mut Vec<Diagnostic>) -> Option<OwnerTest> {
        let text = text?;
        let tests = self.atlas.ownership_tests.iter();
        let names =
            tests.flat_map(|test| [test.sender.clone(), format!("{}/{}", test.sender, test.programme)]);
        let known: BTreeSet<String> = names.chain([HALF.to_owned()]).collect();
        match select::word(text, "ownership test", known.iter().map(String::as_str)) {
            Ok(found) => Some(match found.split_once('/') {
                Some((sender, programme)) => (sender.to_owned(), Some(Id::trusted(programme))),
                None => (found, None),
            }),
            Err(fault) => {
                findings.push(flag("owner-test", text, &fault.rule, &fault.hint));
                None
            }
        }
    }

    fn actor(&self, actor: Option<&str>, findings: &mut Vec<Diagnostic>) -> BTreeMap<Role, Vec<Who>> {
        let Some(id) = actor else { return BTreeMap::new() };
        match self.atlas.actors.get(id) {
            Some(actor) => {
                let parties = actor.parties.iter();
                parties.map(|(role, party)| (*role, vec![Who::Party(party.clone())])).collect()
            }
            None => {
                let known: Vec<&str> = self.atlas.actors.ids().map(Id::as_str).collect();
                findings.push(unknown("actor", id, &known));
                BTreeMap::new()
            }
        }
    }

    /// `ROLE=PARTY`.
    fn party(&self, text: &str, findings: &mut Vec<Diagnostic>) -> Option<(Role, Who)> {
        let mut bad = |rule: &str, hint: &str| findings.push(flag("party", text, rule, hint));
        let Some((role, name)) = text.split_once('=') else {
            bad("a party is named as ROLE=PARTY", "for example insurer=uk-insurer");
            return None;
        };
        let Some(role) = Role::parse(role) else {
            let fault = select::word(role, "role", Role::WORDS.iter().copied()).err()?;
            bad(&fault.rule, &fault.hint);
            return None;
        };
        if self.atlas.parties.get(name).is_some() {
            return Some((role, Who::Party(Id::trusted(name))));
        }
        if self.atlas.vessels.get(name).is_some() {
            return Some((role, Who::Vessel(Id::trusted(name))));
        }
        if select::country_or_bloc(name, &self.atlas).is_ok() {
            return Some((role, Who::Of(name.to_owned())));
        }
        let fault =
            select::word(name, "party, country or bloc", self.atlas.parties.ids().map(Id::as_str)).err()?;
        bad(&fault.rule, &fault.hint);
        None
    }

    /// The measures that are listed, each with its scenario: those of a stack; else those of the law and of all scenarios.
    pub(crate) fn measures(&self, stacked: &ResolvedScenario) -> Vec<(Id, Measure)> {
        let own = |scenario: &Scenario| -> Vec<(Id, Measure)> {
            let measures = scenario.measures.iter().cloned();
            measures.map(|measure| (scenario.id.clone(), measure)).collect()
        };
        let law = Id::trusted(validate::LAW);
        let of_law = || {
            let kept = self.atlas.law.measures.iter();
            let kept = kept.filter(|own| !stacked.lifts.iter().any(|lift| lift.takes(own)));
            kept.map(|measure| (law.clone(), measure.clone()))
        };
        if stacked.scenarios.is_empty() {
            return of_law().chain(self.atlas.scenarios.iter().flat_map(own)).collect();
        }
        let own_law = stacked.ruled.iter().flat_map(|_| of_law());
        own_law.chain(stacked.scenarios.iter().flat_map(own)).collect()
    }

    /// Which measures a question about them chooses.
    pub(crate) fn chosen_measures(&self, question: &query::List, day: Option<Day>) -> Result<Chosen> {
        let mut findings = Vec::new();
        let mut read = |name: &str, text: &Option<String>, wrong: fn(&Selector) -> bool, rule: &str| {
            let found = text.as_deref().map(|text| select::parse(text, &self.atlas))?;
            match found {
                Ok(selector) if wrong(&selector) => {
                    let text = text.clone().unwrap_or_default();
                    findings.push(flag(
                        name,
                        &text,
                        rule,
                        "keys on assets go to --on, keys on trade to --for",
                    ));
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
        Ok(Chosen { on, trade, changed, day })
    }

    /// A country that a flag names.
    pub(crate) fn country_flag(
        &self,
        name: &str,
        text: Option<&str>,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<CountryIx> {
        let text = text?;
        let found = self.atlas.country(text);
        if found.is_none() {
            let known = self.atlas.countries.ids().map(Id::as_str);
            if let Err(fault) = select::word(text, "country (ISO 3166 alpha-3)", known) {
                findings.push(flag(name, text, &fault.rule, &fault.hint));
            }
        }
        found
    }
}

fn day(name: &str, text: Option<&str>, findings: &mut Vec<Diagnostic>) -> Option<Day> {
    let text = text?;
    let found = Day::parse(text);
    if found.is_none() {
        findings.push(flag(name, text, "a day is written YYYY-MM-DD", "for example 2024-06-30"));
    }
    found
}

fn goods(texts: &[String], findings: &mut Vec<Diagnostic>) -> BTreeMap<String, f64> {
    let mut goods = BTreeMap::new();
    for text in texts {
        let number =
            text.split_once('=').and_then(|(name, number)| Some((name, number.parse::<f64>().ok()?)));
        match number.filter(|(name, number)| !name.is_empty() && number.is_finite()) {
            Some((name, number)) => _ = goods.insert(name.to_owned(), number),
            None => {
                let rule = "what is known of the goods is NAME=NUMBER";
                findings.push(flag("goods", text, rule, "for example engine_cm3=2000"));
            }
        }
    }
    goods
}

/// Papers at hand that some measure or exception asks for.
fn papers(texts: &[String], asked: &BTreeSet<&str>, findings: &mut Vec<Diagnostic>) -> BTreeSet<Id> {
    let mut papers = BTreeSet::new();
    for text in texts {
        match select::word(text, "paper that the law asks for", asked.iter().copied()) {
            Ok(paper) => _ = papers.insert(Id::trusted(&paper)),
            Err(Fault { rule, hint }) => findings.push(flag("holds", text, &rule, &hint)),
        }
    }
    papers
}
