//! A scenario as it is built on the line: ids, files, measures, a day.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::flags::{day, flag, flag_part};
use super::law::Recorded;
use super::{Session, law};
use crate::answer::{AtlasHead, Command, Metadata, ScenarioHead, applied};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::error::{Error, Result};
use crate::model::{ApplicableLaw, Base, Day, Effect, Id, Layer, Lift, Measure, OwnerTest, Ranged, Scenario};
use crate::scenario::owners;
use crate::select;
use crate::spec::{InlineMeasure, ScenarioRef, ScenarioSpec};
use crate::tables::Flow;
use crate::validate;

/// What the column without a scenario is called.
pub(crate) const BASELINE: &str = "baseline";
/// Of a scenario that is called so.
pub(crate) const TAKEN: &str = "this is what no scenario is called";
/// What mends a name that another has.
pub(crate) const OWN_NAME: &str = "give each scenario a name of its own";

/// A stack with every name resolved.
#[derive(Clone, Debug, Default)]
pub(crate) struct ResolvedScenario {
    /// Ids joined by `+`.
    pub id: String,
    /// Titles joined likewise.
    pub title: String,
    /// What was stacked, in order; measures on the line are the last.
    pub scenarios: Vec<Scenario>,
    /// All measures in order.
    pub measures: Vec<Measure>,
    /// What is lifted, by a scenario or on the line.
    pub lifts: Vec<Lift>,
    /// What of the record is applied.
    pub layers: BTreeSet<Layer>,
    /// The law, where it applies: as it is said. What of it acts on the network is among the measures.
    pub ruled: Option<Arc<ApplicableLaw>>,
    /// Who was asked for.
    pub actor: Option<String>,
    /// The ownership test for `owner=` where the authority has none.
    pub owner_test: Option<OwnerTest>,
    /// The day asked for on the line.
    pub as_of: Option<Day>,
    /// The day that the last scenario which names one is about.
    pub own_day: Option<Day>,
    /// How the day was chosen, where a reader must know.
    pub stands: Option<String>,
}

impl ResolvedScenario {
    /// What of the record it applies, as a sentence beside others that apply other things.
    pub(crate) fn applied(&self) -> Option<String> {
        let layers = self.layers.iter().copied();
        (!self.layers.is_empty()).then(|| format!("{}: {}", self.id, applied(layers)))
    }
}

/// Measures that still act on a day after the last on which a source confirmed them.
pub(crate) fn last_confirmed(measures: &[Measure], day: Day) -> impl Iterator<Item = String> {
    let acting = measures.iter().filter(move |measure| measure.acts_on(day));
    acting.filter_map(move |measure| {
        let confirmed = measure.legal.confirmed.filter(|confirmed| *confirmed < day)?;
        Some(format!("{} was last confirmed on {confirmed}", measure.id))
    })
}

impl Session {
    /// Resolves a stack, reporting every mistake at once.
    pub(crate) fn resolve(&self, spec: &ScenarioSpec) -> Result<ResolvedScenario> {
        self.resolve_with(spec, None)
    }

    /// Likewise, with the law whatever was said.
    pub(crate) fn resolve_under_law(&self, spec: &ScenarioSpec) -> Result<ResolvedScenario> {
        self.resolve_with(spec, Some(Layer::Law))
    }

    fn resolve_with(&self, spec: &ScenarioSpec, layer: Option<Layer>) -> Result<ResolvedScenario> {
        let mut findings = Vec::new();
        let mut resolved = ResolvedScenario::default();
        let mut ids = Vec::new();
        let mut titles = Vec::new();
        for reference in &spec.scenarios {
            match self.scenario(reference) {
                Err(more) => findings.extend(more),
                Ok(scenario) => {
                    resolved.own_day = scenario.as_of.or(resolved.own_day);
                    ids.push(scenario.id.to_string());
                    titles.push(scenario.title.clone());
                    resolved.measures.extend(scenario.measures.iter().cloned());
                    resolved.scenarios.push(scenario);
                }
            }
        }
        // Measures on the line are listed as a scenario of their own, the last.
        let mut line = Scenario { id: Id::trusted("line"), title: "Measures on the line".into(), ..Scenario::none() };
        for (at, inline) in spec.inline.0.iter().enumerate() {
            match self.inline(at + 1, inline) {
                Err(more) => findings.extend(more),
                Ok(measure) => {
                    ids.push(format!("{}:{}", inline.effect.as_str(), inline.text));
                    titles.push(format!("--{} {}", inline.effect.as_str(), inline.text));
                    resolved.measures.push(measure.clone());
                    line.measures.push(measure);
                }
            }
        }
        resolved.as_of = day("as-of", spec.as_of.as_deref(), &mut findings);
        resolved.actor.clone_from(&spec.actor);
        resolved.owner_test = self.owner_test(spec.owner_test.as_deref(), &mut findings);
        self.test_owners(&mut resolved, &mut line, &mut findings);
        // Asked before lifting, which takes away the measures by which a lift is seen to be of a scenario.
        resolved.layers = law::layers(spec, &resolved.scenarios).into_iter().chain(layer).collect();
        self.lift(&spec.shipment.lift, &mut resolved, &mut line, &mut findings);
        self.act(spec, &mut resolved, &mut line, &mut findings);
        if !line.measures.is_empty() {
            resolved.scenarios.push(line);
        }
        if !findings.is_empty() {
            return Err(Error::data("the scenario cannot be used", findings));
        }
        resolved.id = if ids.is_empty() { "none".into() } else { ids.join("+") };
        resolved.title = if titles.is_empty() { Scenario::none().title } else { titles.join(" + ") };
        Ok(resolved)
    }

    /// Puts what of the record is applied among the measures that act.
    fn act(
        &self,
        spec: &ScenarioSpec,
        resolved: &mut ResolvedScenario,
        line: &mut Scenario,
        findings: &mut Vec<Diagnostic>,
    ) {
        let ResolvedScenario { layers, scenarios, lifts, .. } = &*resolved;
        let asked = Recorded { layers, scenarios, lifts };
        let (recorded, ruled) = if layers.contains(&Layer::Law) {
            let ruled = self.ruled(spec, &asked, findings);
            (ruled.measures.clone(), Some(Arc::new(ruled)))
        } else if layers.is_empty() {
            (Vec::new(), None)
        } else {
            (self.recorded(&asked, findings), None)
        };
        if !layers.is_empty() {
            let on_line = line.measures.iter();
            // Of the record acts what was seen to happen, not what was said; measures on the line act on everyone.
            let acting = recorded.into_iter().filter(|measure| on_line.clone().all(|own| own.id != measure.id));
            resolved.measures = acting.filter_map(Measure::realised).chain(line.measures.clone()).collect();
        }
        if ruled.is_none() {
            law::apply_to_no_one(resolved.measures.iter_mut().chain(&mut line.measures));
        }
        resolved.ruled = ruled;
    }

    /// What belongs to an owner is decided by the test of a measure's authority, else by that of the line.
    fn test_owners(&self, resolved: &mut ResolvedScenario, line: &mut Scenario, findings: &mut Vec<Diagnostic>) {
        // Those of scenarios too: under the law it is they that act.
        let of_scenarios = resolved.scenarios.iter_mut().flat_map(|scenario| &mut scenario.measures);
        for measure in resolved.measures.iter_mut().chain(of_scenarios).chain(&mut line.measures) {
            if measure.legal.owner_test.is_none() && !self.has_test(&measure.authority) {
                measure.legal.owner_test.clone_from(&resolved.owner_test);
            }
            let uses = measure.on.as_ref().is_some_and(|on| on.uses("owner"));
            if uses && !self.has_test(&measure.owner_test().0) {
                let rule =
                    "what belongs to an owner is decided by an authority's ownership test, and its authority has none";
                let mut diagnostic = Diagnostic::error(measure.id.as_str(), rule, "for example --owner-test US");
                diagnostic.column = Some("on".into());
                // A measure that is stacked twice is reported once.
                if !findings.contains(&diagnostic) {
                    findings.push(diagnostic);
                }
            }
        }
    }

    /// Takes what is lifted on the line out of all that is stacked.
    fn lift(
        &self,
        texts: &[String],
        resolved: &mut ResolvedScenario,
        line: &mut Scenario,
        findings: &mut Vec<Diagnostic>,
    ) {
        let lifts = self.lifts(texts, &resolved.measures, findings);
        let lifted = |measure: &Measure| lifts.iter().any(|lift| lift.takes(measure));
        resolved.measures.retain(|measure| !lifted(measure));
        // Also out of the scenarios, since the law takes their measures from there.
        for scenario in resolved.scenarios.iter_mut().chain(std::iter::once(line)) {
            scenario.measures.retain(|measure| !lifted(measure));
        }
        let of_scenarios = resolved.scenarios.iter().flat_map(|scenario| &scenario.lifts);
        resolved.lifts = of_scenarios.cloned().chain(lifts).collect();
    }

    pub(crate) fn scenario(&self, reference: &ScenarioRef) -> std::result::Result<Scenario, Vec<Diagnostic>> {
        match reference {
            ScenarioRef::File { name, text } => validate::scenario(name, text, &self.atlas),
            ScenarioRef::Id(id) if id == "none" => Ok(Scenario::none()),
            ScenarioRef::Id(id) => match Base::parse(id) {
                Some(base) => Ok(Scenario::base(base)),
                None => self.scenario_of_atlas(id),
            },
        }
    }

    fn scenario_of_atlas(&self, id: &str) -> std::result::Result<Scenario, Vec<Diagnostic>> {
        self.atlas.scenarios.get(id).cloned().ok_or_else(|| {
            let known = self.atlas.scenarios.ids().map(Id::as_str);
            let hint = did_you_mean(id, known.chain(Base::WORDS.iter().copied()));
            let all = "`corridor list scenarios` shows them; a file is named with its path".to_owned();
            let hint = if hint.is_empty() { all } else { hint };
            vec![flag("scenario", id, "unknown scenario", &hint)]
        })
    }

    /// One measure on the line: `SEL` to close, `SEL:AMOUNT` for the rest.
    pub(crate) fn inline(
        &self,
        number: usize,
        inline: &InlineMeasure,
    ) -> std::result::Result<Measure, Vec<Diagnostic>> {
        let name = inline.effect.as_str();
        let bad = |rule: &str, hint: &str| vec![flag(name, &inline.text, rule, hint)];
        let spec = inline.effect.spec();
        let (selector, effect) = match spec.amount {
            None => (inline.text.as_str(), Effect::Close),
            Some(read) => {
                // The last `:`, since selectors may have one too: `transfer=rail:1520>sea`.
                let (selector, amount) = inline
                    .text
                    .rsplit_once(':')
                    .ok_or_else(|| bad("an amount stands after the last `:`", spec.example))?;
                // The unit may be written or left out.
                let read = read(amount.strip_suffix(spec.unit).unwrap_or(amount));
                let (kind, amount) = read.ok_or_else(|| bad("the amount cannot be read", spec.example))?;
                let effect = validate::effect(kind, Ranged::point(amount));
                (selector, effect.map_err(|fault| bad(&fault.rule, spec.example))?)
            }
        };
        let selector = select::parse(selector, &self.atlas).map_err(|problems| -> Vec<Diagnostic> {
            problems.iter().map(|problem| flag_part(name, problem)).collect()
        })?;
        // An empty part is none: it chooses everything instead of nothing.
        let part = |part: crate::model::Selector| (!part.is_empty()).then_some(part);
        let id = format!("event:{name}-{number}");
        let on = part(select::asset_part(&selector));
        Ok(Measure { trade: part(select::trade_part(&selector)), ..Measure::what_if(&id, effect, on) })
    }

    /// The day of a stack alone: asked for, the scenario's, or 30 June of the newest year of the atlas.
    pub(crate) fn day(&self, resolved: &ResolvedScenario) -> Result<Day> {
        let newest = || self.atlas.newest_year().map(Day::mid);
        resolved.as_of.or(resolved.own_day).or_else(newest).ok_or_else(|| {
            Error::question("the atlas has no flow of any year, so a day must be given: --as-of YYYY-MM-DD")
        })
    }

    /// What an answer starts with.
    pub(crate) fn head(&self, command: Command, resolved: &ResolvedScenario, day: Day) -> Metadata {
        Metadata {
            corridor: env!("CARGO_PKG_VERSION").into(),
            command,
            atlas: AtlasHead {
                name: self.atlas.name.clone(),
                version: self.atlas.version.clone(),
                sha256: self.atlas.sha256.clone(),
            },
            scenario: ScenarioHead {
                id: resolved.id.clone(),
                as_of: day,
                actor: resolved.actor.clone(),
                law: resolved.layers.contains(&Layer::Law),
                events: resolved.layers.contains(&Layer::Events),
                market: resolved.layers.contains(&Layer::Market),
            },
            notes: self.notes(resolved, day),
            question: None,
        }
    }

    /// What a reader must know of the day.
    fn notes(&self, resolved: &ResolvedScenario, day: Day) -> Vec<String> {
        let stands = resolved.stands.clone().into_iter().chain(self.beyond_the_flows(day));
        let notes = stands.chain(last_confirmed(&resolved.measures, day)).chain(self.out_of_force(resolved, day));
        notes.collect()
    }

    /// Few links name their first day, so a day before or after the flows is answered with the links of their years.
    fn beyond_the_flows(&self, day: Day) -> Option<String> {
        let years = || self.atlas.flows.iter().filter_map(Flow::newest_year);
        let (first, last) = (years().min()?, years().max()?);
        (!(first..=last).contains(&day.year())).then(|| {
            let years = if first == last { first.to_string() } else { format!("{first} to {last}") };
            format!("the atlas is of {years}: on {day} a link that names no first or last day counts as open")
        })
    }

    /// The test asked for says nothing on days on which it is not in force.
    fn out_of_force(&self, resolved: &ResolvedScenario, day: Day) -> Option<String> {
        let test = resolved.owner_test.as_ref()?;
        let programme = test.1.as_ref().map(|programme| format!("/{programme}")).unwrap_or_default();
        owners::in_force(test, &self.atlas, day).is_empty().then(|| {
            format!(
                "the ownership test {}{programme} is not in force on {day}: by it nothing belongs to an owner",
                test.0
            )
        })
    }
}
