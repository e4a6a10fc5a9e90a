//! Where there is no way: why, what stands in it, and what would open one.

use std::collections::BTreeSet;

use super::Search;
use crate::answer;
use crate::network::{ArcKind, Objective};
use routing::{ArcIx, PathQuery, Weights};

/// Sets of what to lift that are larger are for nobody.
const LARGEST: u32 = 3;

impl Search<'_> {
    /// Where there is none: is there one without measures, and which of them stand in its way?
    pub(super) fn why_not(&self) -> answer::NoRoute {
        let atlas = &self.journey.network.dated.atlas;
        let name = |end| self.end(end).id;
        let (from, to) = (name(self.journey.trade.origin), name(self.journey.trade.destination));
        let goods = &atlas.commodities[self.journey.trade.commodity.index()];
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
        if let Some(path) = routing::shortest_path(&self.query(&closed)) {
            let reason = format!("every way for {} from {from} to {to} is barred as a whole", goods.id);
            return answer::NoRoute {
                reason,
                blocked_by: Vec::new(),
                would_open: vec![self.bars(&path.arcs)],
            };
        }
        let Some(widened) = routing::relax(&query, &closed) else {
            let reason = self.never(&query, (&from, &to));
            return answer::NoRoute { reason, ..answer::NoRoute::default() };
        };
        let mut blocked: Vec<answer::Blocked> = Vec::new();
        for arc in routing::blocked_by(&query, &closed) {
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
    fn never(&self, open: &PathQuery<'_>, (from, to): (&str, &str)) -> String {
        let network = self.journey.network;
        let goods = &network.dated.atlas.commodities[self.journey.trade.commodity.index()].id;
        if routing::shortest_path(&PathQuery { stages: &[], ..*open }).is_some() {
            let via: Vec<String> = self.journey.via.iter().map(ToString::to_string).collect();
            format!("no way for {goods} from {from} to {to} passes {}", via.join(", then "))
        } else if network.linked(&self.starts, &self.arrivals) {
            let day = network.dated.day;
            format!("no way for {goods} leads from {from} to {to} on {day}, with or without measures")
        } else {
            format!("no chain of links leads from {from} to {to}, whatever the cargo")
        }
    }

    /// All least sets of up to three whose lifting opens a way; where there is none, the least set found.
    fn would_open(&self, open: &Weights, closed: &Weights, lifted: &[ArcIx]) -> Vec<Vec<String>> {
        let shut = (0..closed.arc.len()).map(ArcIx::from);
        let shut = shut.filter(|arc| closed.arc[arc.index()].is_none() && open.arc[arc.index()].is_some());
        let shut: Vec<(ArcIx, BTreeSet<String>)> = shut.map(|arc| (arc, self.closers(arc))).collect();
        let all: BTreeSet<&String> = shut.iter().flat_map(|(_, closers)| closers).collect();
        let all: Vec<&String> = all.into_iter().collect();
        if all.len() <= routing::MAX_CLOSURES {
            let mut closers = vec![0_u128; closed.arc.len()];
            for (arc, own) in &shut {
                let bits = all.iter().enumerate().filter(|(_, closer)| own.contains(**closer));
                closers[arc.index()] = bits.map(|(at, _)| 1_u128 << at).fold(0, |set, bit| set | bit);
            }
            let sets = routing::minimal_unblocking_sets(&self.query(open), &closers, LARGEST);
            let named = |set: &u128| -> Vec<String> {
                let own = all.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1);
                own.map(|(_, closer)| (*closer).clone()).collect()
            };
            if !sets.is_empty() {
                return sets.iter().map(named).collect();
            }
        }
        let together: BTreeSet<String> = lifted.iter().flat_map(|arc| self.closers(*arc)).collect();
        vec![together.into_iter().collect()]
    }

    /// Measures that close an arc, and what the question avoids.
    pub(super) fn closers(&self, arc: ArcIx) -> BTreeSet<String> {
        let measures =
            self.resolved.closes(&self.trade, arc).into_iter().map(|measure| measure.id.to_string());
        let avoided = self.avoided.iter().filter(|(_, arcs)| arcs.contains(&arc));
        measures.chain(avoided.map(|(name, _)| name.clone())).collect()
    }

    fn shut_at(&self, arc: ArcIx) -> answer::BlockedAt {
        let atlas = &self.journey.network.dated.atlas;
        match self.journey.network.arcs[arc.index()].what {
            ArcKind::Link(link, _) => answer::BlockedAt::Link(atlas.links[link.index()].id.to_string()),
            ArcKind::Transfer(transfer) => {
                answer::BlockedAt::Transfer(atlas.transfers[transfer.index()].id.to_string())
            }
            ArcKind::Load(place) | ArcKind::Unload(place) => {
                answer::BlockedAt::Place(atlas.places[place.index()].id.to_string())
            }
        }
    }
}
