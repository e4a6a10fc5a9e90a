//! What must hold besides: price, contract, loading, months, what is known of the goods.

use crate::model::{Conditions, Day, Id, PriceMark};
use crate::tables::Cap;

use super::LegalRegime;

/// Does it hold?
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Truth {
    Yes,
    No,
    /// That depends on what was not said.
    Unknown(String),
}

impl Truth {
    fn of(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }

    fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            unknown @ Self::Unknown(_) => unknown,
        }
    }

    /// Both: what fails is enough to fail.
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            // One missing fact may be asked for twice, and is named once.
            (Self::Unknown(one), Self::Unknown(other)) if one != other => Self::Unknown(format!("{one}, {other}")),
            (unknown @ Self::Unknown(_), _) | (_, unknown @ Self::Unknown(_)) => unknown,
            (Self::Yes, Self::Yes) => Self::Yes,
        }
    }
}

impl LegalRegime<'_> {
    /// Do the conditions of a measure or an exception of this authority hold?
    pub(super) fn holds(&self, when: &Conditions, authority: &str) -> Truth {
        let deal = self.deal();
        let mut truth = Truth::Yes;
        // Without a cap no price is above it, and none is within it either.
        if let Some(mark) = &when.price_above {
            truth = truth.and(self.costlier(mark, authority, Truth::No));
        }
        if let Some(mark) = &when.price_at_most {
            truth = truth.and(self.costlier(mark, authority, Truth::Yes).not());
        }
        if let Some(before) = when.contract_before {
            let made = deal.contract.map(|day| Truth::of(day < before));
            truth = truth.and(made.unwrap_or_else(|| Truth::Unknown("the day of the contract".into())));
        }
        if let Some(before) = when.loaded_before {
            truth = truth.and(Truth::of(self.loaded() < before));
        }
        if let Some(months) = when.months {
            truth = truth.and(Truth::of(months.has(self.loaded())));
        }
        for (name, least) in &when.above {
            let known = deal.goods.get(name).map(|value| Truth::of(value > least));
            truth = truth.and(known.unwrap_or_else(|| Truth::Unknown(format!("the goods' {name}"))));
        }
        if !when.currency.is_empty() {
            let paid = deal.currency.as_ref().map(|own| Truth::of(when.currency.contains(own)));
            truth = truth.and(paid.unwrap_or_else(|| Truth::Unknown("the currency".into())));
        }
        truth
    }

    /// The goods' own day of loading, else the reference date.
    fn loaded(&self) -> Day {
        self.deal().loaded.unwrap_or(self.register.day)
    }

    /// Is the price above a mark? Where no cap holds on the day, the answer is `uncapped`.
    fn costlier(&self, mark: &PriceMark, authority: &str, uncapped: Truth) -> Truth {
        let against = |usd_bbl: f64| match self.deal().price_usd_bbl {
            Some(price) => Truth::of(price > usd_bbl),
            None => Truth::Unknown("the price free on board".into()),
        };
        match mark {
            PriceMark::Usd(usd_bbl) => against(*usd_bbl),
            PriceMark::Cap(id) => {
                // Two caps where the day of the contract is not known: where both say the same, it need not be.
                let marks: Vec<Truth> = self.caps(id, authority).into_iter().map(|cap| against(cap.usd_bbl)).collect();
                match marks.as_slice() {
                    [] => uncapped,
                    [first, rest @ ..] if rest.iter().all(|other| other == first) => first.clone(),
                    _ => Truth::Unknown("the day of the contract".into()),
                }
            }
        }
    }

    /// The cap that holds for the deal; two where the day of the contract decides and is not known.
    fn caps(&self, id: &Id, authority: &str) -> Vec<&Cap> {
        let day = self.loaded();
        let atlas = &self.network().snapshot.atlas;
        let holds = |cap: &&Cap| cap.id == *id && cap.authority == authority && cap.window.holds(day);
        let (old, all): (Vec<&Cap>, Vec<&Cap>) =
            atlas.caps.iter().filter(holds).partition(|cap| cap.contract_before.is_some());
        match self.deal().contract {
            Some(made) => {
                let mine = old.into_iter().find(|cap| cap.contract_before.is_some_and(|before| made < before));
                mine.or_else(|| all.first().copied()).into_iter().collect()
            }
            None => old.into_iter().chain(all).collect(),
        }
    }
}
