//! Which sources an answer rests on.

use std::collections::{BTreeMap, BTreeSet};

use super::list;
use crate::answer::SourceUse;
use crate::model::{Asset, Id, Measure};
use crate::network::Network;
use crate::tables::Flow;
use routing::ArcIx;

/// Every source of what an answer names, with the rows that rest on it.
///
/// These are: places, links, lines, transfers, capacities, flows, countries and parties (with what they hold) whose ids
/// are among `named`; the flows asked about
/// and their commodities; capacities over those places, links and transfers; the mode's defaults of those links;
/// charges paid on them; the measures. What the solver saw and did not take is not among them.
pub fn sources(network: &Network, named: &BTreeSet<String>, flows: &[Flow], measures: &[Measure]) -> Vec<SourceUse> {
    let mut rests = Rests { network, named, by_source: BTreeMap::new() };
    rests.assets();
    rests.flows(flows);
    rests.owners();
    for measure in measures {
        // A measure of the law cites rows of `sources.csv`; one of a scenario has a text of its own instead of an id.
        match measure.legal.sources.as_slice() {
            [] => rests.add("measure", &measure.id, &[Id::trusted(&measure.source)]),
            sources => rests.add("measure", &measure.id, sources),
        }
    }
    rests.lines()
}

struct Rests<'a> {
    network: &'a Network,
    named: &'a BTreeSet<String>,
    by_source: BTreeMap<String, BTreeSet<String>>,
}

impl Rests<'_> {
    fn add(&mut self, table: &str, id: &Id, sources: &[Id]) {
        for source in sources {
            self.by_source.entry(source.to_string()).or_default().insert(format!("{table} {id}"));
        }
    }

    fn names(&self, id: &Id) -> bool {
        self.named.contains(id.as_str())
    }

    /// Places, links and transfers named, and what holds, prices or charges them.
    fn assets(&mut self) {
        let atlas = &self.network.snapshot.atlas;
        let mut used: BTreeSet<Asset> = BTreeSet::new();
        for (at, link) in atlas.links.iter().enumerate() {
            // A line that is named means all of its links.
            let line = link.line.is_some_and(|line| self.names(&atlas.lines[line.index()]));
            if self.names(&link.id) || line {
                used.insert(Asset::Link(crate::model::LinkIx::from(at)));
                self.add("link", &link.id, &link.provenance.sources);
                for mode in atlas.modes.iter().filter(|mode| mode.mode == link.mode) {
                    self.add("mode", &mode.id, &mode.provenance.sources);
                }
            }
        }
        for (at, place) in atlas.places.iter().enumerate().filter(|(_, place)| self.named.contains(place.id.as_str())) {
            used.insert(Asset::Place(crate::model::PlaceIx::from(at)));
            self.add("place", &place.id, &place.provenance.sources);
        }
        for (at, transfer) in atlas.transfers.iter().enumerate() {
            if self.named.contains(transfer.id.as_str()) {
                used.insert(Asset::Transfer(crate::model::TransferIx::from(at)));
                self.add("transfer", &transfer.id, &transfer.provenance.sources);
            }
        }
        // Last, since a capacity or a charge is found by the assets that it is about.
        for capacity in atlas.capacities.iter() {
            if self.names(&capacity.id) || capacity.assets.iter().any(|asset| used.contains(asset)) {
                self.add("capacity", &capacity.id, &capacity.provenance.sources);
            }
        }
        self.charges(&used);
    }

    fn charges(&mut self, used: &BTreeSet<Asset>) {
        let network = self.network;
        // The network knows charges by arc, not by asset.
        for arc in (0..network.arcs.len()).map(ArcIx::from).filter(|arc| used.contains(&network.asset_of(*arc))) {
            for charge in network.charges_on(arc) {
                let row = &network.snapshot.atlas.charges[charge.index()];
                self.add("charge", &row.id, &row.provenance.sources);
            }
        }
    }

    fn flows(&mut self, asked: &[Flow]) {
        let atlas = &self.network.snapshot.atlas;
        // Flows asked about count also where the answer does not print their ids.
        let ids: BTreeSet<&Id> = asked.iter().map(|flow| &flow.id).collect();
        for flow in atlas.flows.iter().filter(|flow| self.named.contains(flow.id.as_str()) || ids.contains(&flow.id)) {
            let goods = &atlas.commodities[flow.commodity.index()];
            self.add("flow", &flow.id, &flow.provenance.sources);
            self.add("commodity", &goods.id, &goods.provenance.sources);
        }
    }

    /// Countries, and parties with what is known of their holdings.
    fn owners(&mut self) {
        let atlas = &self.network.snapshot.atlas;
        for country in atlas.countries.iter().filter(|row| self.named.contains(row.id.as_str())) {
            self.add("country", &country.id, &country.sources);
        }
        for party in atlas.parties.iter() {
            if !self.named.contains(party.id.as_str()) {
                continue;
            }
            self.add("party", &party.id, &party.sources);
            for holding in atlas.holdings.iter().filter(|row| row.holder == party.id) {
                self.add("party", &party.id, &holding.provenance.sources);
            }
        }
    }

    fn lines(self) -> Vec<SourceUse> {
        let atlas = &self.network.snapshot.atlas;
        let line = |(id, rows): (String, BTreeSet<String>)| SourceUse {
            source: list::source_line(atlas, &id),
            rows: rows.into_iter().collect(),
        };
        self.by_source.into_iter().map(line).collect()
    }
}
