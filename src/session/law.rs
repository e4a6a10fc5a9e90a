//! The law that a stack applies: which measures, to which parties, with what lifted.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Session;
use super::flags::{called, day, flag};
use crate::diagnostic::Diagnostic;
use crate::model::{
    ApplicableLaw, Applied, Assume, COMMON, Conditions, CountryIx, Day, Deal, Effect, Id, Layer, Lift, Measure, Nexus,
    OwnerTest, PERSONAL, Role, Scenario, Who, Window, authority_code, is_state,
};
use crate::select::names::{self, Found};
use crate::select::{self, NameKind, ValueError};
use crate::spec::ScenarioSpec;
use crate::tables::HALF;
use crate::validate;

/// What of the record a stack applies: what its scenarios say; the law alone for whoever names parties or a shipment.
pub(crate) fn layers(spec: &ScenarioSpec, scenarios: &[Scenario]) -> BTreeSet<Layer> {
    let mut layers: BTreeSet<Layer> = scenarios.iter().flat_map(|scenario| &scenario.layers).copied().collect();
    if spec.actor.is_some() || !spec.shipment.is_empty_but_for_lifts() {
        layers.insert(Layer::Law);
    }
    // To lift a measure of a stacked scenario needs no record; any other lift is of the record, and brings its layer.
    let own = |lifted: &&String| {
        !scenarios.iter().any(|scenario| scenario.measures.iter().any(|measure| measure.id == lifted.as_str()))
    };
    let authority =
        |lifted: &String| lifted.split_once(':').map_or_else(String::new, |(authority, _)| authority.into());
    layers.extend(spec.shipment.lift.iter().filter(own).map(|lifted| Layer::of(&authority(lifted))));
    layers
}

/// Without the law no one is named: what a scenario says of parties, documents and prices is then judged for the ends
/// of each trade and for those who run the route, and nothing else binds.
pub(crate) fn apply_to_no_one<'m>(measures: impl Iterator<Item = &'m mut Measure>) {
    let applied = Arc::new(Applied::default());
    for measure in measures {
        let legal = &mut measure.legal;
        // Other measures stay as they are, and act on everyone.
        if legal.parties.is_some() || legal.when != Conditions::default() {
            legal.applied = Some(Arc::clone(&applied));
        }
    }
}

/// What of the record is applied, and what a stack puts beside it.
pub(crate) struct Recorded<'a> {
    pub layers: &'a BTreeSet<Layer>,
    pub scenarios: &'a [Scenario],
    pub lifts: &'a [Lift],
}

impl Session {
    /// Measures of the record and of the scenarios, without what is lifted.
    pub(crate) fn recorded(&self, asked: &Recorded<'_>, findings: &mut Vec<Diagnostic>) -> Vec<Measure> {
        // Without any law every act would be judged open.
        if self.atlas.law.is_empty() {
            let rule = "this atlas holds no law";
            findings.push(Diagnostic::error("measures/", rule, "leave out what makes it apply, or take another atlas"));
        }
        let own: Vec<&Measure> = asked.scenarios.iter().flat_map(|scenario| &scenario.measures).collect();
        // A measure of a scenario replaces that of the record with the same id.
        let ids: BTreeSet<&Id> = own.iter().map(|measure| &measure.id).collect();
        let applied = |measure: &&Measure| asked.layers.contains(&measure.layer()) && !ids.contains(&measure.id);
        let of_record = self.atlas.law.measures.iter().filter(applied);
        of_record.chain(own).filter(|measure| !asked.lifts.iter().any(|lift| lift.takes(measure))).cloned().collect()
    }

    /// The measures of the record and of the scenarios, as they are said, with the parties to whom they are applied.
    pub(crate) fn ruled(
        &self,
        spec: &ScenarioSpec,
        asked: &Recorded<'_>,
        findings: &mut Vec<Diagnostic>,
    ) -> ApplicableLaw {
        let kept = self.recorded(asked, findings);
        let scenarios = asked.scenarios;
        let deal = self.deal(spec, scenarios, findings);
        let exceptions = self.atlas.law.exceptions.iter();
        let exceptions = exceptions.chain(scenarios.iter().flat_map(|scenario| &scenario.exceptions)).cloned();
        // One for all measures: `scenario::Memory` knows the parties by its address.
        let applied = Arc::new(Applied { deal, exceptions: exceptions.collect() });
        let apply = |measure: &Measure| {
            let mut measure = measure.clone();
            measure.legal.applied = Some(Arc::clone(&applied));
            measure
        };
        let unknown = if applied.deal.assume == Some(Assume::Prohibited) {
            self.prohibitions_of_the_unknown()
        } else {
            Vec::new()
        };
        ApplicableLaw { measures: kept.iter().chain(&unknown).map(apply).collect(), applied: Arc::clone(&applied) }
    }

    /// What is lifted on the line: a measure of the law or of what is stacked, or a programme.
    pub(crate) fn lifts(&self, texts: &[String], resolved: &[Measure], findings: &mut Vec<Diagnostic>) -> Vec<Lift> {
        let mut lifts = Vec::new();
        for text in texts {
            let lift = match text.strip_prefix("programme=") {
                Some(programme) => validate::lift_programme(programme, None, &self.atlas),
                None => validate::lift(text, resolved, &self.atlas),
            };
            match lift {
                Ok(lift) => lifts.push(lift),
                Err(ValueError { rule, hint }) => findings.push(flag("lift", text, &rule, &hint)),
            }
        }
        lifts
    }

    fn deal(&self, spec: &ScenarioSpec, scenarios: &[Scenario], findings: &mut Vec<Diagnostic>) -> Deal {
        let shipment = &spec.shipment;
        let law = &self.atlas.law;
        // Documents that something asks for: to hold another is a mistake.
        let measures = law.measures.iter().chain(scenarios.iter().flat_map(|own| &own.measures));
        let exceptions = law.exceptions.iter().chain(scenarios.iter().flat_map(|own| &own.exceptions));
        let needed = exceptions.flat_map(|own| &own.needs).map(Id::as_str);
        let asked: BTreeSet<&str> =
            measures.filter_map(|own| own.effect.document().map(Id::as_str)).chain(needed).collect();
        let mut deal = Deal {
            parties: self.actor(spec.actor.as_deref(), findings),
            price_usd_bbl: shipment.price,
            contract: day("contract-date", shipment.contract_date.as_deref(), findings),
            loaded: day("loaded", shipment.loaded.as_deref(), findings),
            currency: shipment.currency.clone(),
            goods: goods(&shipment.goods, findings),
            holds: documents(&shipment.documents, &asked, findings),
            assume: shipment.assume,
        };
        if let Some(price) = shipment.price.filter(|price| !price.is_finite() || *price < 0.0) {
            findings.push(flag("price", &price.to_string(), "a price is 0 USD/bbl or more", "for example 62USD/bbl"));
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
        // Who is named for a role takes the place of the actor there.
        deal.parties.extend(named);
        deal
    }

    /// Has an authority an ownership test? `half` is everyone's.
    pub(crate) fn has_test(&self, authority: &str) -> bool {
        authority == HALF || self.atlas.ownership_tests.iter().any(|test| test.authority == authority)
    }

    /// `US`, `US/russia` or `half`.
    pub(crate) fn owner_test(&self, text: Option<&str>, findings: &mut Vec<Diagnostic>) -> Option<OwnerTest> {
        let text = text?;
        let tests = self.atlas.ownership_tests.iter();
        let names = tests.flat_map(|test| [test.authority.clone(), format!("{}/{}", test.authority, test.programme)]);
        let known: BTreeSet<String> = names.chain([HALF.to_owned()]).collect();
        match select::word(text, "ownership test", known.iter().map(String::as_str)) {
            Ok(found) => Some(match found.split_once('/') {
                Some((authority, programme)) => (authority.to_owned(), Some(Id::trusted(programme))),
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
        let Some(at) = called(&self.atlas, ("actor", NameKind::Actor), id, findings) else { return BTreeMap::new() };
        let parties = self.atlas.actors[at].parties.iter();
        parties.map(|(role, party)| (*role, vec![Who::Party(party.clone())])).collect()
    }

    fn party(&self, text: &str, findings: &mut Vec<Diagnostic>) -> Option<(Role, Who)> {
        let mut bad = |rule: &str, hint: &str| findings.push(flag("party", text, rule, hint));
        let Some((role, name)) = text.split_once('=') else {
            bad("a party is named as ROLE=PARTY", "for example insurer=uk-insurer");
            return None;
        };
        let Some(role) = Role::parse(role) else {
            // `Role` does not know the word, so `word` gives the hint.
            let fault = select::word(role, "role", Role::WORDS.iter().copied()).err()?;
            bad(&fault.rule, &fault.hint);
            return None;
        };
        match self.who(name) {
            Ok(who) => Some((role, who)),
            Err(fault) => {
                bad(&fault.rule, &fault.hint);
                None
            }
        }
    }

    /// Of equal names a party wins over a vessel, and a vessel over a country.
    fn who(&self, name: &str) -> Result<Who, ValueError> {
        let atlas = &self.atlas;
        for kinds in [&[NameKind::Party][..], &[NameKind::Vessel], &[NameKind::Country, NameKind::Bloc]] {
            match names::find(atlas, name, kinds) {
                Found::One(named) if named.kind == NameKind::Party => return Ok(Who::Party(Id::trusted(&named.id))),
                Found::One(named) if named.kind == NameKind::Vessel => return Ok(Who::Vessel(Id::trusted(&named.id))),
                Found::One(named) => return Ok(Who::Of(named.id)),
                Found::Several(many) => return Err(names::ambiguous(name, &many)),
                Found::None => {}
            }
        }
        select::named(name, "party, country or bloc", &[NameKind::Party], atlas).map(|id| Who::Party(Id::trusted(&id)))
    }

    /// A country that a flag names.
    pub(crate) fn country_flag(
        &self,
        name: &str,
        text: Option<&str>,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<CountryIx> {
        let text = text?;
        match select::named(text, "country (ISO 3166 alpha-3)", &[NameKind::Country], &self.atlas) {
            Ok(code) => self.atlas.country(&code),
            Err(fault) => {
                findings.push(flag(name, text, &fault.rule, &fault.hint));
                None
            }
        }
    }

    /// What `--assume prohibited` adds: a prohibition of each authority for the days of which its law is not known, or of
    /// one that no one searched for every day: for its persons, where it binds them abroad, and for what passes its territory.
    fn prohibitions_of_the_unknown(&self) -> Vec<Measure> {
        let mut prohibitions = Vec::new();
        for authority in self.authorities() {
            for (number, window) in self.gaps(&authority).into_iter().enumerate() {
                let prohibition = |nexus: Nexus, how: &str| {
                    let id = format!("{authority}:unknown-{how}-{}", number + 1);
                    let mut prohibition = Measure::what_if(&id, Effect::Close, None);
                    prohibition.authority.clone_from(&authority);
                    prohibition.window = window;
                    prohibition.legal.nexus = vec![nexus];
                    prohibition.legal.title = Some(format!("The law of {authority} is not known for this day"));
                    prohibition
                };
                // Only some authorities bind persons abroad; all bind what passes their territory.
                if PERSONAL.contains(&authority.as_str()) {
                    prohibitions.push(prohibition(Nexus::Person, "person"));
                }
                // No route passes an authority without a place in this atlas.
                if let Ok(on) = select::parse(&format!("country={}", authority_code(&authority)), &self.atlas) {
                    prohibitions.push(Measure { on: Some(on), ..prohibition(Nexus::Territory, "territory") });
                }
            }
        }
        prohibitions
    }

    /// All authorities that may be asked.
    fn authorities(&self) -> BTreeSet<String> {
        let covered = self.atlas.coverage.iter().map(|row| row.authority.as_str());
        let of_law = self.atlas.law.measures.iter().map(|measure| measure.authority.as_str());
        let named: BTreeSet<&str> =
            covered.chain(of_law).chain(PERSONAL).filter(|authority| is_state(authority)).collect();
        // Every other country has law as well, which no one searched; a bloc with common law is asked itself.
        let is_named = |id: &Id| named.iter().any(|authority| authority_code(authority) == id.as_str());
        let is_common = |bloc: &String| COMMON.contains(&bloc.as_str()) && named.contains(bloc.as_str());
        let others = self.atlas.countries.iter().filter(|row| !is_named(&row.id) && !row.blocs.iter().any(is_common));
        named.iter().map(|authority| (*authority).to_owned()).chain(others.map(|row| row.id.to_string())).collect()
    }

    /// Days of which an authority's law is not known.
    fn gaps(&self, authority: &str) -> Vec<Window> {
        let rows = self.atlas.coverage.iter().filter(|row| row.authority == authority);
        let mut known: Vec<(Day, Day)> = rows.map(|row| (row.since, row.horizon)).collect();
        known.sort_unstable();
        let mut gaps = Vec::new();
        let mut since = None;
        // Before, between and after the days that are known. Rows that overlap or adjoin leave no gap.
        for (first, last) in known {
            if since.is_none_or(|since| since < first) {
                gaps.push(Window { since, until: first.previous() });
            }
            since = since.max(last.next());
        }
        gaps.push(Window { since, until: None });
        gaps
    }
}

fn goods(texts: &[String], findings: &mut Vec<Diagnostic>) -> BTreeMap<String, f64> {
    let mut goods = BTreeMap::new();
    for text in texts {
        let number = text.split_once('=').and_then(|(name, number)| Some((name, number.parse::<f64>().ok()?)));
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

/// Documents held that some measure or exception asks for.
fn documents(texts: &[String], asked: &BTreeSet<&str>, findings: &mut Vec<Diagnostic>) -> BTreeSet<Id> {
    let mut documents = BTreeSet::new();
    for text in texts {
        match select::word(text, "document that the law asks for", asked.iter().copied()) {
            Ok(document) => _ = documents.insert(Id::trusted(&document)),
            Err(ValueError { rule, hint }) => findings.push(flag("document", text, &rule, &hint)),
        }
    }
    documents
}
