//! Who takes part in a shipment, whom an authority binds, who is listed: on one day.

use std::collections::{BTreeMap, BTreeSet};

use super::condition::Truth;
use crate::model::{Day, Deal, Id, PartySelector, Role, Trade, Who, authority_code};
use crate::network::{ArcKind, Network};
use crate::scenario::ownership::{self, Shareholdings};
use crate::tables::{Holding, Listing};
use routing::ArcIx;

/// Someone in a shipment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Party {
    pub role: Role,
    pub who: Who,
}

/// A list that someone is on, or that reaches them by the authority's ownership test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnList {
    pub authority: String,
    /// None: of a vessel.
    pub programme: Option<Id>,
    /// Listed themselves from this day, which may not be known; none: they belong to someone who is.
    pub since: Option<Option<Day>>,
}

/// What the judge looks things up in.
pub struct PartyRegister<'a> {
    pub(super) network: &'a Network,
    pub(super) day: Day,
    /// By authority and programme: all who are listed or belong to those who are.
    belonging: BTreeMap<(String, Id), BTreeSet<Id>>,
    /// Everyone who runs a link or place.
    operators: BTreeSet<Id>,
}

impl<'a> PartyRegister<'a> {
    pub fn new(network: &'a Network, day: Day) -> Self {
        let atlas = &network.snapshot.atlas;
        let of_links = atlas.links.iter().filter_map(|link| link.operator.clone());
        let of_places = atlas.places.iter().filter_map(|place| place.operator.clone());
        Self { network, day, belonging: belonging(network, day), operators: of_links.chain(of_places).collect() }
    }

    /// Everyone who runs a link or place.
    pub fn operators(&self) -> impl Iterator<Item = &Id> {
        self.operators.iter()
    }

    /// Who takes part: those who were named, else the ends of the trade as buyer and seller, the owner that the flow
    /// names, and the banks through which a currency is cleared.
    pub fn parties(&self, deal: &Deal, trade: &Trade) -> Vec<Party> {
        let atlas = &self.network.snapshot.atlas;
        let mut parties: Vec<Party> = Vec::new();
        for (role, all) in &deal.parties {
            parties.extend(all.iter().map(|who| Party { role: *role, who: who.clone() }));
        }
        let at = |end| atlas.country_of(end).map(|country| atlas.countries[country.index()].id.to_string());
        let owner = trade.goods_owner.map(|at| atlas.parties[at.index()].id.clone());
        let defaults = [
            (Role::Seller, at(trade.origin).map(Who::Of)),
            (Role::Buyer, at(trade.destination).map(Who::Of)),
            (Role::GoodsOwner, owner.map(Who::Party)),
        ];
        for (role, who) in defaults {
            if !deal.parties.contains_key(&role) {
                parties.extend(who.map(|who| Party { role, who }));
            }
        }
        // A vessel brings its flag with it.
        let flag = |party: &Party| match &party.who {
            Who::Vessel(id) => atlas.vessels.get(id.as_str()).and_then(|vessel| vessel.flag),
            _ => None,
        };
        if !deal.parties.contains_key(&Role::Flag) {
            let flags: Vec<_> = parties.iter().filter_map(flag).collect();
            let of = |country: crate::model::CountryIx| Who::Of(atlas.countries[country.index()].id.to_string());
            parties.extend(flags.into_iter().map(|country| Party { role: Role::Flag, who: of(country) }));
        }
        // The bank that clears a currency takes part besides those that were named.
        let clears = deal.currency.as_deref().and_then(clearing);
        parties.extend(clears.map(|code| Party { role: Role::Bank, who: Who::Of(code.into()) }));
        parties.sort();
        parties.dedup();
        parties
    }

    /// Is someone a person of the authority's, or bound like one, for this programme?
    pub fn is_bound(&self, who: &Who, authority: &str, programme: Option<&Id>) -> bool {
        let code = authority_code(authority);
        match who {
            Who::Of(own) => self.is_in(own, code),
            Who::Vessel(_) => self.country(who).is_some_and(|country| self.is_in(country, code)),
            Who::Party(id) => {
                let atlas = &self.network.snapshot.atlas;
                let Some(party) = atlas.parties.get(id.as_str()) else { return false };
                // Some are bound by one programme alone.
                let binds = |(own, only): &(String, Option<Id>)| {
                    own == authority && only.as_ref().is_none_or(|only| programme == Some(only))
                };
                party.country.is_some_and(|country| atlas.country_is(country, code)) || party.bound_by.iter().any(binds)
            }
        }
    }

    /// Does someone heed what an authority threatens? Only those who were named and say so.
    pub fn is_wary(&self, who: &Who, authority: &str) -> bool {
        match who {
            Who::Of(_) | Who::Vessel(_) => false,
            Who::Party(id) => {
                let party = self.network.snapshot.atlas.parties.get(id.as_str());
                party.is_some_and(|party| party.wary.iter().any(|own| own == authority))
            }
        }
    }

    /// Is the country or bloc this one, or in it?
    fn is_in(&self, own: &str, code: &str) -> bool {
        let atlas = &self.network.snapshot.atlas;
        // `own` may be a bloc, which is no country of the atlas.
        own == code || atlas.country(own).is_some_and(|country| atlas.country_is(country, code))
    }

    /// The code of someone's country: of a vessel that of its flag.
    pub(super) fn country<'w>(&'w self, who: &'w Who) -> Option<&'w str> {
        let atlas = &self.network.snapshot.atlas;
        let country = match who {
            Who::Of(own) => return Some(own),
            Who::Party(id) => atlas.parties.get(id.as_str()).and_then(|row| row.country),
            Who::Vessel(id) => atlas.vessels.get(id.as_str()).and_then(|row| row.flag),
        };
        country.map(|country| atlas.countries[country.index()].id.as_str())
    }

    /// Is someone listed, or do they belong to those who are? A vessel is its owner's.
    fn is_listed(&self, who: &Who, (authority, programme): &(String, Id)) -> bool {
        let owner = |id: &Id| self.network.snapshot.atlas.vessels.get(id.as_str()).and_then(|row| row.owner.clone());
        let id = match who {
            Who::Party(id) => id.clone(),
            Who::Vessel(id) => match owner(id) {
                Some(owner) => owner,
                None => return false,
            },
            Who::Of(_) => return false,
        };
        let key = (authority.clone(), programme.clone());
        self.belonging.get(&key).is_some_and(|all| all.contains(&id))
    }

    /// The lists that someone is on or belongs to, by authority and programme.
    pub fn lists(&self, who: &Who) -> Vec<OnList> {
        let atlas = &self.network.snapshot.atlas;
        let since = |(authority, programme): &(String, Id)| {
            let own = |row: &&Listing| {
                row.authority == *authority && row.programme == *programme && row.window.holds(self.day)
            };
            let named = |row: &&Listing| matches!(who, Who::Party(id) if row.party == *id);
            atlas.listings.iter().filter(own).find(named).map(|row| row.window.since)
        };
        let on = |test: &&(String, Id)| self.is_listed(who, test);
        let tests = self.belonging.keys().filter(on).map(|test| OnList {
            authority: test.0.clone(),
            programme: Some(test.1.clone()),
            since: since(test),
        });
        let vessel = if let Who::Vessel(id) = who { atlas.vessels.get(id.as_str()) } else { None };
        let vessels = vessel.into_iter().flat_map(|row| row.listed_by.iter().map(move |authority| (row, authority)));
        let vessels = vessels.filter(|(row, authority)| row.is_listed(authority, self.day));
        let vessels = vessels.map(|(row, authority)| OnList {
            authority: authority.clone(),
            programme: None,
            since: Some(row.since),
        });
        tests.chain(vessels).collect()
    }

    fn is(&self, selector: &PartySelector, party: &Party) -> bool {
        let of = |code: &String| self.country(&party.who).is_some_and(|own| self.is_in(own, code));
        let by = |authority: &String| match &party.who {
            Who::Vessel(id) => {
                let vessel = self.network.snapshot.atlas.vessels.get(id.as_str());
                vessel.is_some_and(|vessel| vessel.is_listed(authority, self.day))
            }
            _ => false,
        };
        let named = |id: &Id| [Who::Party(id.clone()), Who::Vessel(id.clone())].contains(&party.who);
        let any = |empty: bool, holds: bool| empty || holds;
        any(selector.roles.is_empty(), selector.roles.contains(&party.role))
            && any(selector.parties.is_empty(), selector.parties.iter().any(named))
            && any(selector.countries.is_empty(), selector.countries.iter().any(of))
            && any(selector.listed_by.is_empty(), selector.listed_by.iter().any(by))
            && any(selector.listed.is_empty(), selector.listed.iter().any(|test| self.is_listed(&party.who, test)))
    }

    /// Does someone of this sort take part, and no one of the sort that must not? Unknown where no one was named for
    /// the roles that it asks about.
    pub fn takes_part(&self, selector: &PartySelector, parties: &[Party]) -> Truth {
        let absent = |roles: &[Role]| !roles.is_empty() && !parties.iter().any(|party| roles.contains(&party.role));
        let who = |roles: &[Role]| {
            let names: Vec<_> = roles.iter().map(|role| role.as_str().replace('_', " ")).collect();
            format!("who the {} is", names.join(" or "))
        };
        // With `not` alone it asks for no one: only the other must be absent.
        let says_more = !(selector.roles.is_empty()
            && selector.parties.is_empty()
            && selector.countries.is_empty()
            && selector.listed_by.is_empty()
            && selector.listed.is_empty());
        if says_more && !parties.iter().any(|party| self.is(selector, party)) {
            return if absent(&selector.roles) { Truth::Unknown(who(&selector.roles)) } else { Truth::No };
        }
        match &selector.not {
            None => Truth::Yes,
            Some(not) if absent(&not.roles) => Truth::Unknown(who(&not.roles)),
            Some(not) => match self.takes_part(not, parties) {
                Truth::Yes => Truth::No,
                Truth::No => Truth::Yes,
                unknown @ Truth::Unknown(_) => unknown,
            },
        }
    }

    /// Who runs an arc: its link, or the place at which it starts, ends or changes.
    pub fn runs(&self, arc: ArcIx) -> Option<&'a Id> {
        let network = self.network;
        let atlas = &network.snapshot.atlas;
        match network.arcs[arc.index()].what {
            ArcKind::Link(link, _) => atlas.links[link.index()].operator.as_ref(),
            ArcKind::Load(place) | ArcKind::Unload(place) => atlas.places[place.index()].operator.as_ref(),
            // A transfer has no operator of its own: the place where it is made has.
            ArcKind::Transfer(_) => atlas.places[network.head_place(arc).index()].operator.as_ref(),
        }
    }
}

/// The country or bloc whose banks clear a currency.
fn clearing(currency: &str) -> Option<&'static str> {
    match currency {
        "USD" => Some("USA"),
        "EUR" => Some("EU"),
        "GBP" => Some("GBR"),
        "CHF" => Some("CHE"),
        _ => None,
    }
}

fn belonging(network: &Network, day: Day) -> BTreeMap<(String, Id), BTreeSet<Id>> {
    let atlas = &network.snapshot.atlas;
    let holdings: Vec<&Holding> = atlas.holdings.iter().filter(|holding| holding.window.holds(day)).collect();
    let shareholdings = Shareholdings::new(&holdings);
    let tests = atlas.ownership_tests.iter().filter(|test| test.window.holds(day));
    tests
        .map(|test| {
            let listed: Vec<&Listing> = ownership::listed(&atlas.listings, test, day);
            ((test.authority.clone(), test.programme.clone()), ownership::belongs(&shareholdings, &listed, test))
        })
        .collect()
}
