//! Where there is no way: why, what stands in it, and what would open one.

use std::collections::BTreeSet;

use super::Search;
use crate::analysis::rows;
use crate::answer;
use crate::flow::{self, Objective, Query, Weights};
use crate::network::{ArcIx, ArcWhat};

impl Search<'_> {
    /// Where there is none: is there one without measures, and which of them stand in its way?
    pub(super) fn why_not(&self) -> answer::NoRoute {
        let atlas = &self.journey.network.dated.atlas;
        let name = |end| self.end(end).id;
        let (from, to) = (name(self.journey.trade.origin), name(self.journey.trade.destination));
        let goods = &atlas.commodities[self.journey.trade.commodity.at()];
        if self.starts.is_empty() || self.arrivals.is_empty() {
            let (end, does) = if self.starts.is_empty() { (from, "starts") } else { (to, "arrives") };
            let reason = format!(
                "no {} {does} at {end} in this atlas on {}",
                goods.cargo, self.journey.network.dated.day
            );
            return answer::NoRoute { reason, ..answer::NoRoute::default() };
        }
        let open = self.open_weights(&[], Objective::Cost);
        let closed = self.weights();
        let query = self.query(&open);
        let Some(widened) = flow::widen(&query, &closed) else {
            let reason = self.never(&query, (&from, &to));
            return answer::NoRoute { reason, ..answer::NoRoute::default() };
        };
        let mut blocked: Vec<answer::Blocked> = Vec::new();
        for arc in flow::blocked_by(&query, &closed) {
            for measure in self.closers(arc) {
                let row = answer::Blocked { at: self.shut_at(arc), measure };
                if !blocked.contains(&row) {
                    blocked.push(row);
                }
            }
        }
        answer::NoRoute {
            reason: format!("every way for {} from {from} to {to} is closed", goods.id),
            blocked_by: blocked,
            would_open: self.would_open(&open, &closed, &widened.lifted),
        }
    }

    /// Why there is none even without measures.
    fn never(&self, open: &Query<'_>, (from, to): (&str, &str)) -> String {
        let network = self.journey.network;
        let goods = &network.dated.atlas.commodities[self.journey.trade.commodity.at()].id;
        if flow::best(&Query { stages: &[], ..*open }).is_some() {
            let via: Vec<String> = self.journey.via.iter().map(rows::selector).collect();
            format!("no way for {goods} from {from} to {to} passes {}", via.join(", then "))
        } else if network.linked(&self.starts, &self.arrivals) {
            let day = network.dated.day;
            format!("no way for {goods} leads from {from} to {to} on {day}, with or without measures")
        } else {
            format!("no chain of links leads from {from} to {to}, whatever the cargo")
        }
    }

    /// What opens a way when it is lifted alone, each in a set of its own; where nothing does, the least set found.
    fn would_open(&self, open: &Weights, closed: &Weights, lifted: &[ArcIx]) -> Vec<Vec<String>> {
        let shut = (0..closed.arc.len()).map(ArcIx::from);
        let shut = shut.filter(|arc| closed.arc[arc.at()].is_none() && open.arc[arc.at()].is_some());
        let shut: Vec<(ArcIx, BTreeSet<String>)> = shut.map(|arc| (arc, self.closers(arc))).collect();
        let all: BTreeSet<&String> = shut.iter().flat_map(|(_, closers)| closers).collect();
        let opens = |one: &String| {
            let mut weights = open.clone();
            for (arc, closers) in &shut {
                if closers.iter().any(|closer| closer != one) {
                    weights.arc[arc.at()] = None;
                }
            }
            flow::best(&self.query(&weights)).is_some()
        };
        let alone: Vec<Vec<String>> =
            all.into_iter().filter(|one| opens(one)).map(|one| vec![one.clone()]).collect();
        if !alone.is_empty() {
            return alone;
        }
        let together: BTreeSet<String> = lifted.iter().flat_map(|arc| self.closers(*arc)).collect();
        vec![together.into_iter().collect()]
    }

    /// Measures that close an arc, and what the question avoids.
    fn closers(&self, arc: ArcIx) -> BTreeSet<String> {
        let measures =
            self.resolved.closes(&self.trade, arc).into_iter().map(|measure| measure.id.to_string());
        let avoided = self.avoided.iter().filter(|(_, arcs)| arcs.contains(&arc));
        measures.chain(avoided.map(|(name, _)| name.clone())).collect()
    }

    fn shut_at(&self, arc: ArcIx) -> answer::BlockedAt {
        let atlas = &self.journey.network.dated.atlas;
        match self.journey.network.arcs[arc.at()].what {
            ArcWhat::Link(link, _) => answer::BlockedAt::Link(atlas.links[link.at()].id.to_string()),
            ArcWhat::Transfer(transfer) => {
                answer::BlockedAt::Transfer(atlas.transfers[transfer.at()].id.to_string())
            }
            ArcWhat::Load(place) | ArcWhat::Unload(place) => {
                answer::BlockedAt::Place(atlas.places[place.at()].id.to_string())
            }
        }
    }
}
