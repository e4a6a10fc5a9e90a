//! Whose law is asked of a route, and how much of it is known on a day.

use std::collections::{BTreeMap, BTreeSet};

use super::verdict::{Judgement, Ruling};
use super::{LegalRegime, Party};
use crate::model::{Act, Assume, Day, Id, Nexus, PERSONAL, Role, Trade, Verdict, authority_code};
use crate::network::ArcKind;
use crate::tables::SearchedLaw;
use routing::ArcIx;

/// Why an authority's law is asked.
struct Asked {
    nexus: Nexus,
    /// The first act by which it is.
    act: Act,
    party: Option<Party>,
    reach: Reach,
}

/// Whom the law of an authority reaches on a route.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Its own persons.
    Persons,
    /// Whoever takes part: the route passes its territory.
    Everyone,
}

impl<'a> LegalRegime<'a> {
    /// Authorities of which the law is asked and not known, or was never searched: of authorities that bind a party by
    /// person, and of the states that are passed.
    pub(super) fn unknown(&self, (parties, trade): (&[Party], &Trade), route: &[ArcIx], judgement: &mut Judgement<'a>) {
        let mut horizon = None;
        let mut some_unknown = false;
        for (authority, Asked { nexus, act, party, reach }) in self.asked(parties, trade, route) {
            let (verdict, needs) = match self.knowledge(&authority) {
                // All that is said holds as long as the law that ends first is known.
                Knowledge::To(last) => {
                    horizon = Some(horizon.map_or(last, |own: Day| own.min(last)));
                    continue;
                }
                Knowledge::Common(bloc) => {
                    judgement.common.insert((authority, bloc));
                    continue;
                }
                Knowledge::Outside(needs) => (Verdict::Unknown, needs),
                Knowledge::NotSearched => (Verdict::NotSearched, format!("a search of the law of {authority}")),
            };
            some_unknown = true;
            let verdict = match self.deal().assume {
                Some(Assume::Open) => Verdict::Open,
                // Each such authority then has a measure of its own that closes (`session/law.rs`).
                Some(Assume::Prohibited) => continue,
                None => verdict,
            };
            for own in parties {
                if reach == Reach::Everyone || self.register.is_bound(&own.who, &authority, None) {
                    let unsaid = judgement.unsaid.entry(own.who.clone()).or_insert(verdict);
                    *unsaid = verdict.max(*unsaid);
                }
            }
            judgement.rulings.push(Ruling {
                measure: None,
                needs: vec![needs],
                authority,
                nexus,
                act,
                party,
                verdict,
                exception: None,
                arcs: Vec::new(),
            });
        }
        judgement.common.extend(self.members(parties));
        judgement.horizon = if some_unknown { None } else { horizon };
    }

    /// Parties of a state that is bound by its bloc's law: their national law was not searched either.
    fn members<'p>(&'p self, parties: &'p [Party]) -> impl Iterator<Item = (String, &'static str)> + 'p {
        let states = parties.iter().filter_map(|party| self.register.country(&party.who));
        states.filter_map(|state| match self.network().snapshot.atlas.searched(state) {
            SearchedLaw::Common(bloc) => Some((state.to_owned(), bloc)),
            SearchedLaw::Own | SearchedLaw::Not => None,
        })
    }

    /// The authorities whose law is asked, each with the first act by which it is.
    fn asked(&self, parties: &[Party], trade: &Trade, route: &[ArcIx]) -> BTreeMap<String, Asked> {
        let network = self.network();
        let atlas = &network.snapshot.atlas;
        let mut asked = BTreeMap::new();
        // Persons first: an authority that is passed as well is reported with the party that it binds.
        for authority in self.personal() {
            let bound = |party: &&Party| self.register.is_bound(&party.who, authority, None);
            if let Some(party) = parties.iter().find(bound) {
                let (nexus, act) = (Nexus::Person, act_of(party.role));
                let own = Asked { nexus, act, party: Some(party.clone()), reach: Reach::Persons };
                asked.insert(authority.to_owned(), own);
            }
        }
        let mut passed: BTreeSet<_> = [atlas.country_of(trade.origin), atlas.country_of(trade.destination)]
            .into_iter()
            .flatten()
            .chain(trade.loaded_in)
            .collect();
        for arc in route {
            if let ArcKind::Link(link, _) = network.arcs[arc.index()].what {
                passed.extend(atlas.links[link.index()].territory.iter().copied());
            }
            // Heads are enough: the first tail is in the origin.
            passed.extend(atlas.places[network.head_place(*arc).index()].country);
        }
        for country in passed {
            let row = &atlas.countries[country.index()];
            for code in std::iter::once(row.id.as_str()).chain(row.blocs.iter().map(String::as_str)) {
                if let Some(authority) = self.authority_of(code, &row.id) {
                    let (nexus, act) = (Nexus::Territory, Act::Pass);
                    let own = asked.entry(authority);
                    let own = own.or_insert(Asked { nexus, act, party: None, reach: Reach::Everyone });
                    own.reach = Reach::Everyone;
                }
            }
        }
        asked
    }

    /// The name that a country has as an authority; of a bloc only where its law is known or it has measures.
    fn authority_of(&self, code: &str, country: &Id) -> Option<String> {
        let atlas = &self.network().snapshot.atlas;
        let named = atlas
            .coverage
            .iter()
            .map(|row| &row.authority)
            .chain(self.index.measures.iter().map(|own| &own.measure.authority));
        let known = named.into_iter().find(|authority| authority_code(authority) == code);
        known.cloned().or_else(|| (*country == *code).then(|| code.to_owned()))
    }

    /// Authorities that bind persons.
    fn personal(&self) -> BTreeSet<&str> {
        let own = self.index.measures.iter().map(|scoped| scoped.measure);
        let personal = own.filter(|measure| measure.nexus().contains(&Nexus::Person));
        PERSONAL.into_iter().chain(personal.map(|measure| measure.authority.as_str())).collect()
    }

    /// How much of an authority's law is known on the reference date.
    fn knowledge(&self, authority: &str) -> Knowledge {
        let atlas = &self.network().snapshot.atlas;
        let rows: Vec<_> = atlas.coverage.iter().filter(|row| row.authority == authority).collect();
        let day = self.register.day;
        let now = rows.iter().filter(|row| row.since <= day && day <= row.horizon).map(|row| row.horizon);
        let (first, last) = (rows.iter().map(|row| row.since).min(), rows.iter().map(|row| row.horizon).max());
        match (now.max(), first.zip(last)) {
            (Some(last), _) => Knowledge::To(last),
            (None, Some((first, last))) => {
                Knowledge::Outside(format!("what the law of {authority} says on {day}; known {first} to {last}"))
            }
            (None, None) => match atlas.searched(authority_code(authority)) {
                SearchedLaw::Common(bloc) => Knowledge::Common(bloc),
                SearchedLaw::Own | SearchedLaw::Not => Knowledge::NotSearched,
            },
        }
    }
}

/// How much of an authority's law is known on a day.
enum Knowledge {
    /// All of it, up to this later day.
    To(Day),
    /// Only that of its bloc.
    Common(&'static str),
    /// It was searched for other days; what must be known.
    Outside(String),
    /// No one searched it.
    NotSearched,
}

/// The act of someone in this role.
fn act_of(role: Role) -> Act {
    Act::ALL.iter().copied().find(|act| act.roles().contains(&role)).unwrap_or(Act::Facilitate)
}
