//! Amounts on the line: what a number with its unit says of the goods that a selector is about.

use std::collections::BTreeMap;

use super::{Bare, Session};
use crate::analysis::list::of_flow;
use crate::model::{
    Amount, AmountError, AmountSpec, EffectKind, EffectValue, GoodsUnit, LinkIx, Quantity, Selector, Via, spelled,
};
use crate::select;
use crate::select::ValueError;
use crate::tables::{Commodity, Flow};

/// An amount in the unit of its effect's key, and how it came there where goods decided.
pub(super) struct AmountRead {
    pub effect: EffectKind,
    pub value: f64,
    pub note: Option<String>,
}

/// How many of a unit a kt of the goods concerned is, and the sentence that says so.
struct Conversion {
    per_kt: f64,
    sentence: String,
}

impl Session {
    /// Reads an amount for the goods that a selector is about.
    ///
    /// # Errors
    /// The rule that it breaks and the mend.
    pub(super) fn amount(
        &self,
        text: &str,
        spec: &AmountSpec,
        example: &str,
        selector: &Selector,
    ) -> Result<AmountRead, ValueError> {
        let bad = |rule: String| ValueError::new(rule, spec.mend);
        let amount = match Amount::parse(text) {
            Ok(amount) => amount,
            // Only what was saved before amounts had units is read without one.
            Err(AmountError::Bare(number)) if self.bare == Bare::Read => spec.of_bare(number),
            Err(AmountError::Bare(_)) => return Err(bad("an amount has a unit".into())),
            Err(AmountError::Unknown(unit)) => return Err(bad(format!("no amount here is in {unit:?}"))),
            Err(AmountError::Unreadable) => return Err(ValueError::new("the amount cannot be read", example)),
        };
        let effect = (spec.effect)(amount.of).ok_or_else(|| bad("no such amount is taken here".into()))?;
        fits_share(effect, amount.value).map_err(bad)?;
        let (value, note) = match amount.of {
            Quantity::Goods(unit) => {
                let goods = self.conversion(unit, selector)?;
                let kt = amount.value / goods.per_kt;
                (kt, Some(format!("{text} is {} kt a year: {}", spelled(kt), goods.sentence)))
            }
            Quantity::UsdPerBarrel => {
                let goods = self.conversion(GoodsUnit::Barrels, selector)?;
                let usd_t = amount.value * GoodsUnit::Barrels.number(goods.per_kt);
                (usd_t, Some(format!("{text} is {} USD/t: {}", spelled(usd_t), goods.sentence)))
            }
            _ => (amount.value, None),
        };
        Ok(AmountRead { effect, value, note })
    }

    /// Of one commodity its own; of several the mean by the tonnes of their flows.
    fn conversion(&self, unit: GoodsUnit, selector: &Selector) -> Result<Conversion, ValueError> {
        let mut kt: BTreeMap<&str, (&Commodity, f64)> = BTreeMap::new();
        for flow in self.concerned(selector) {
            let goods = &self.atlas.commodities[flow.commodity.index()];
            kt.entry(goods.id.as_str()).or_insert((goods, 0.0)).1 += flow.mass.value.kt();
        }
        let hint = "name goods that have them with commodity= or cargo=, or write tonnes";
        if kt.is_empty() {
            return Err(ValueError::new(
                format!("no flow of the atlas is of such goods, so there are no {} of them", unit.words()),
                hint,
            ));
        }
        let without = kt.values().filter(|(goods, _)| goods.per_kt(unit).is_none()).map(|(goods, _)| goods.id.as_str());
        let without: Vec<&str> = without.collect();
        if !without.is_empty() {
            let rule = format!("the atlas has no {} of {}", unit.words(), without.join(", "));
            return Err(ValueError::new(rule, hint));
        }
        let whole: f64 = kt.values().map(|(_, kt)| kt).sum();
        let sum: f64 = kt.values().filter_map(|(goods, kt)| Some(goods.per_kt(unit)? * kt)).sum();
        let parts: Vec<String> = kt
            .iter()
            .filter_map(|(id, (goods, _))| Some(format!("{id} {}", spelled(unit.number(goods.per_kt(unit)?)))))
            .collect();
        let first = kt.values().find_map(|(goods, _)| goods.per_kt(unit)).unwrap_or_default();
        // Flows of 0 tonnes have no mean: the first of their goods stands for them.
        let per_kt = if parts.len() > 1 && whole > 0.0 { sum / whole } else { first };
        let number = spelled(unit.number(per_kt));
        let sentence = match parts.as_slice() {
            [_] => format!("{number} {} of {}", unit.words(), kt.keys().copied().collect::<String>()),
            _ => format!("{number} {}, the mean of {} by the tonnes of their flows", unit.words(), parts.join(", ")),
        };
        Ok(Conversion { per_kt, sentence })
    }

    /// Flows that a selector is about: of its trade, and of those that are pinned through its assets, where some are.
    fn concerned(&self, selector: &Selector) -> Vec<&Flow> {
        let (on, trade) = (select::asset_part(selector), select::trade_part(selector));
        let of_trade = |flow: &&Flow| {
            flow.assigned
                && (trade.is_empty() || select::matches_trade(&trade, &self.atlas, &of_flow(&self.atlas, flow)))
        };
        let flows: Vec<&Flow> = self.atlas.flows.iter().filter(of_trade).collect();
        let through = |flow: &&Flow| flow.via.iter().any(|via| self.is_on(&on, *via));
        let pinned: Vec<&Flow> = flows.iter().copied().filter(through).collect();
        if pinned.is_empty() { flows } else { pinned }
    }

    fn is_on(&self, on: &Selector, via: Via) -> bool {
        let link = |at: LinkIx| select::matches_link(on, &self.atlas, at);
        match via {
            Via::Place(place) => select::matches_place(on, &self.atlas, place),
            Via::Link(at) => link(at),
            Via::Line(line) => {
                let own = self.atlas.links.iter().enumerate().filter(|(_, row)| row.line == Some(line));
                own.map(|(at, _)| LinkIx::from(at)).any(link)
            }
        }
    }
}

/// A share is bounded in parts of 1, and people write percent.
fn fits_share(effect: EffectKind, value: f64) -> Result<(), String> {
    match effect.spec().value {
        EffectValue::Number("", most) if !(0.0..=most).contains(&value) => {
            Err(format!("a share here is between 0% and {}%", most * 100.0))
        }
        _ => Ok(()),
    }
}
