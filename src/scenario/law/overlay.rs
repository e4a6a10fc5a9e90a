//! What a solver must see of a measure under the law: whether it concerns a trade, and on which arcs it acts.

use std::collections::BTreeSet;
use std::sync::Arc as Shared;

use super::condition::Truth;
use super::{Arcs, Bound, Involvement, LegalRegime, Scoped};
use crate::model::{Action, Id, Trade, Verdict};
use crate::network::ArcKind;
use routing::ArcIx;

/// What is left of a measure for a trade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Applicability {
    /// All that it speaks of.
    Whole,
    /// What it does on these arcs.
    On(Shared<Vec<ArcIx>>),
}

impl LegalRegime<'_> {
    /// What is left of a measure, by its place among those in force, for a trade by whatever route; none: nothing. What
    /// is open on terms is open here.
    pub fn concern(&self, at: usize, trade: &Trade) -> Option<Applicability> {
        let scoped = &self.index.measures[self.in_force[at]];
        let measure = scoped.measure;
        // To a solver neither secondary sanctions nor documents close anything.
        if matches!(measure.effect.action(), Action::SecondarySanctions | Action::Require)
            || !self.index.speaks_of(measure, trade)
        {
            return None;
        }
        let parties = self.register.parties(self.deal(), trade);
        let part = self.part(measure, &parties);
        // What depends on something unknown is conditional, and open here.
        if self.holds(&measure.legal.when, &measure.authority) != Truth::Yes || part == Involvement::None {
            return None;
        }
        let all: Option<Vec<ArcIx>> = scoped.arcs.as_ref().map(positions);
        let bound = self.bound(measure, &parties, trade, all.as_deref());
        let mut arcs = self.acts_on_arcs(scoped, &bound, &part)?;
        // Exceptions that lift take their assets away, or the whole measure where they name none.
        for exception in &scoped.lifted_by {
            let (exception, own) = &self.index.exceptions[*exception];
            let lifts = self.applies(exception, &parties, trade).is_some_and(|own| own.verdict <= Verdict::Conditional);
            match own {
                _ if !lifts => {}
                None => return None,
                Some(own) => arcs = Some(self.outside(arcs, own, &exception.authority)),
            }
        }
        // Narrowed to nothing it acts nowhere; not narrowed it is `Whole` again, so that equal trades share a class.
        match arcs {
            Some(arcs) if arcs.is_empty() => None,
            Some(arcs) if Some(&arcs) != all.as_ref() => Some(Applicability::On(Shared::new(arcs))),
            _ => Some(Applicability::Whole),
        }
    }

    /// Links on which a threat is met by someone who takes part and is wary of its authority; a threat to the trade as
    /// a whole is met on every link.
    pub fn at_secondary_risk(&self, trade: &Trade) -> BTreeSet<ArcIx> {
        let parties = self.register.parties(self.deal(), trade);
        let mut arcs = BTreeSet::new();
        for at in &self.in_force {
            let scoped = &self.index.measures[*at];
            let measure = scoped.measure;
            let is_secondary = measure.effect.action() == Action::SecondarySanctions;
            // Unlike a measure that closes, a risk counts where its conditions are not known to hold.
            if !is_secondary
                || !self.index.speaks_of(measure, trade)
                || self.holds(&measure.legal.when, &measure.authority) == Truth::No
                || self.fearing(measure, &parties).next().is_none()
            {
                continue;
            }
            let part = self.part(measure, &parties);
            let lifted = |arc: ArcIx| {
                let lifting = self.lifting(scoped, (&parties, trade), Some(&[arc]), &[arc]);
                lifting.is_some_and(|own| own.verdict == Verdict::Exempt)
            };
            let all = (0..self.network().arcs.len()).map(ArcIx::from);
            let met = |arc: &ArcIx| {
                let is_link = matches!(self.network().arcs[arc.index()].what, ArcKind::Link(..));
                is_link && scoped.arcs.as_ref().is_none_or(|arcs| arcs[arc.index()])
            };
            let takes_part = |arc: &ArcIx| match &part {
                Involvement::Whole => true,
                Involvement::Run(all) => self.register.runs(*arc).is_some_and(|id| all.contains(id)),
                Involvement::None => false,
            };
            arcs.extend(all.filter(met).filter(takes_part).filter(|arc| !lifted(*arc)));
        }
        arcs
    }

    /// The arcs on which those who are bound meet it; the outer none: on none, the inner: the trade as a whole.
    #[allow(clippy::option_option)]
    fn acts_on_arcs(&self, scoped: &Scoped<'_>, bound: &[Bound], part: &Involvement) -> Option<Option<Vec<ArcIx>>> {
        if bound.is_empty() {
            return None;
        }
        let everywhere = bound.iter().any(|own| own.runs.is_none());
        if everywhere && *part == Involvement::Whole {
            return Some(scoped.arcs.as_ref().map(positions));
        }
        // Else an arc counts where its operator is bound and takes part as the measure wants.
        let run = |arc: &ArcIx| {
            let operator = self.register.runs(*arc);
            let by = |id: &Id| operator == Some(id);
            let bound = everywhere || bound.iter().filter_map(|own| own.runs.as_ref()).any(by);
            let takes_part = match part {
                Involvement::Run(all) => all.iter().any(by),
                Involvement::Whole => true,
                Involvement::None => false,
            };
            bound && takes_part
        };
        let all = (0..self.network().arcs.len()).map(ArcIx::from);
        let mine = |arc: &ArcIx| scoped.arcs.as_ref().is_none_or(|arcs| arcs[arc.index()]);
        Some(Some(all.filter(mine).filter(run).collect()))
    }

    /// What an exception for some assets leaves: the rest. Of a measure on the trade as a whole it leaves the other
    /// routes through the authority's territory; where it has no arcs, every start.
    fn outside(&self, arcs: Option<Vec<ArcIx>>, open: &Arcs, authority: &str) -> Vec<ArcIx> {
        let territory = || self.index.territory.get(authority).map(positions).filter(|arcs| !arcs.is_empty());
        let Some(all) = arcs.or_else(territory) else { return self.starts() };
        all.into_iter().filter(|arc| !open[arc.index()]).collect()
    }

    /// Arcs by which trade starts.
    fn starts(&self) -> Vec<ArcIx> {
        let arcs = self.network().arcs.iter().enumerate();
        arcs.filter(|(_, arc)| matches!(arc.what, ArcKind::Load(_))).map(|(at, _)| ArcIx::from(at)).collect()
    }
}

fn positions(arcs: &Arcs) -> Vec<ArcIx> {
    arcs.iter().enumerate().filter(|(_, own)| **own).map(|(at, _)| ArcIx::from(at)).collect()
}
