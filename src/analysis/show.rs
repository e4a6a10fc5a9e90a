//! One thing with all its facts, ranges, owners and sources.

mod goods;
mod people;
mod related;
mod thing;
mod ways;

use std::collections::BTreeSet;

use crate::answer;
use crate::error::Result;
use crate::model::{Id, Scenario};
use crate::network::Network;

use super::names;
use thing::Draft;

/// Answers `show`: everything that has the id, as it is on the network's day. `scenarios` are those of the question,
/// besides the atlas's own.
///
/// # Errors
/// Where nothing has the id, with the nearest that something has.
pub fn show(
    head: answer::Metadata,
    network: &Network,
    scenarios: &[Scenario],
    id: &str,
) -> Result<answer::Show> {
    let book = Book { network, scenarios: all_scenarios(network, scenarios) };
    let id = book.spelt(id.trim());
    let drafts = [ways::find(&book, id), goods::find(&book, id), people::find(&book, id)];
    let things: Vec<answer::Thing> = drafts.into_iter().flatten().map(|draft| draft.thing(&book)).collect();
    if things.is_empty() {
        return Err(names::unknown("thing of this atlas has the id", id, book.ids()));
    }
    Ok(answer::Show { head, id: id.into(), things })
}

/// Where things are looked up.
struct Book<'a> {
    network: &'a Network,
    scenarios: Vec<&'a Scenario>,
}

/// The atlas's scenarios, then those of the question that it does not have.
fn all_scenarios<'a>(network: &'a Network, more: &'a [Scenario]) -> Vec<&'a Scenario> {
    let own = &network.dated.atlas.scenarios;
    own.iter().chain(more.iter().filter(|scenario| own.get(scenario.id.as_str()).is_none())).collect()
}

impl Book<'_> {
    /// A country's code may be written small, where nothing else is spelt like that.
    fn spelt<'t>(&'t self, id: &'t str) -> &'t str {
        let code = id.to_ascii_uppercase();
        let country = self.network.dated.atlas.countries.get(&code);
        match country {
            Some(country) if !self.ids().any(|known| known == id) => country.id.as_str(),
            _ => id,
        }
    }

    /// All ids, by kind.
    fn ids(&self) -> impl Iterator<Item = &str> {
        let atlas = &self.network.dated.atlas;
        let tables: [Vec<&Id>; 11] = [
            atlas.places.ids().collect(),
            atlas.links.ids().collect(),
            atlas.lines.ids().collect(),
            atlas.countries.ids().collect(),
            atlas.capacities.ids().collect(),
            atlas.transfers.ids().collect(),
            atlas.charges.ids().collect(),
            atlas.commodities.ids().collect(),
            atlas.flows.ids().collect(),
            atlas.modes.ids().collect(),
            atlas.parties.ids().chain(atlas.sources.ids()).collect(),
        ];
        let corridors: BTreeSet<&Id> = atlas.links.iter().filter_map(|link| link.corridor.as_ref()).collect();
        let scenarios = self.scenarios.iter().flat_map(|scenario| {
            std::iter::once(&scenario.id).chain(scenario.measures.iter().map(|measure| &measure.id))
        });
        let law = atlas.law.measures.iter().map(|own| &own.id);
        let law = law.chain(atlas.law.exceptions.iter().map(|own| &own.id)).chain(atlas.actors.ids());
        let law = law.chain(atlas.vessels.ids());
        tables.into_iter().flatten().chain(corridors).chain(scenarios).chain(law).map(Id::as_str)
    }
}

#[cfg(test)]
mod tests;
