//! What lifts a measure: the best exception for a shipment.

use super::condition::Truth;
use super::{LegalRegime, Party, Scoped};
use crate::model::{Exception, Id, Trade, Verdict};
use crate::select;
use routing::ArcIx;

/// An exception that lifts, or would with what is missing.
pub(super) struct Lifting<'a> {
    pub exception: &'a Exception,
    /// Exempt, or conditional where something is missing.
    pub verdict: Verdict,
    /// Documents, and what must be known.
    pub needs: Vec<String>,
}

impl<'a> LegalRegime<'a> {
    /// The best exception from a measure, for a route that meets it on these arcs (none: as a whole).
    pub(super) fn lifting(
        &self,
        scoped: &Scoped<'a>,
        (parties, trade): (&[Party], &Trade),
        on: Option<&[ArcIx]>,
        route: &[ArcIx],
    ) -> Option<Lifting<'a>> {
        let fits = |at: &&usize| {
            let (exception, arcs) = &self.index.exceptions[**at];
            let Some(arcs) = arcs else { return true };
            let own = self.index.territory.get(exception.authority.as_str());
            let inside = |arc: &&ArcIx| own.is_some_and(|own| own[arc.index()]);
            // Met as a whole, it is met wherever the route is in the territory of the authority.
            let reach: Vec<ArcIx> = match on {
                Some(met) => met.to_vec(),
                None => route.iter().filter(inside).copied().collect(),
            };
            match reach.as_slice() {
                // The route does not enter the territory: one arc of these assets is enough.
                [] => route.iter().any(|arc| arcs[arc.index()]),
                reach => reach.iter().all(|arc| arcs[arc.index()]),
            }
        };
        let all = scoped.lifted_by.iter().filter(fits);
        let lifting = all.filter_map(|at| self.applies(self.index.exceptions[*at].0, parties, trade));
        // Of equally good ones the first by its id: they come in that order.
        lifting.min_by_key(|lifting| (lifting.verdict, lifting.needs.len()))
    }

    /// Does an exception lift for this trade and these parties, whatever the route?
    pub(super) fn applies(&self, exception: &'a Exception, parties: &[Party], trade: &Trade) -> Option<Lifting<'a>> {
        let atlas = &self.network().snapshot.atlas;
        if !exception.window.holds(self.register.day)
            || !exception.trade.as_ref().is_none_or(|selector| select::matches_trade(selector, atlas, trade))
        {
            return None;
        }
        let taking = exception.parties.as_ref().map_or(Truth::Yes, |own| self.register.takes_part(own, parties));
        // All documents, those that are held too: a reader sees what the exception rests on.
        let mut needs: Vec<String> = exception.needs.iter().map(Id::to_string).collect();
        let held = exception.needs.iter().all(|document| self.deal().holds.contains(document));
        let verdict = match taking.and(self.holds(&exception.when, &exception.authority)) {
            Truth::No => return None,
            Truth::Yes if held => Verdict::Exempt,
            Truth::Yes => Verdict::Conditional,
            Truth::Unknown(what) => {
                needs.push(what);
                Verdict::Conditional
            }
        };
        Some(Lifting { exception, verdict, needs })
    }
}
