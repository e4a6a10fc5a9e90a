//! On which day a question of law stands, and what it was applied to where the user did not say.

use std::collections::BTreeMap;

use super::Session;
use super::resolve::ResolvedScenario;
use crate::model::{Day, Role};
use crate::tables::SearchOutcome;

/// What a question under the law is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum About {
    /// One trade.
    Trade,
    /// Flows, some of which name the owner of their goods.
    Flows,
}

/// What the law was applied to where the user did not say; none: no law is applied.
pub(crate) fn assumed(resolved: &ResolvedScenario, about: About) -> Option<String> {
    let deal = &resolved.ruled.as_ref()?.applied.deal;
    let said = |role: &Role| deal.parties.contains_key(role);
    let ends: Vec<&str> =
        [Role::Seller, Role::Buyer].iter().filter(|role| !said(role)).map(|role| role.as_str()).collect();
    let ends = (!ends.is_empty()).then(|| format!("{} by the countries of the ends", ends.join(" and ")));
    let price = deal.price_usd_bbl.is_none().then(|| "no price".to_owned());
    // A flow may name the owner of its goods, and a currency the banks that clear it.
    let by_flow =
        (about == About::Flows && !said(&Role::GoodsOwner)).then(|| "goods owner as the flow says".to_owned());
    let others = [Role::GoodsOwner, Role::Carrier, Role::Vessel, Role::Insurer, Role::Bank, Role::Broker];
    let is_said = |role: &Role| {
        let by_flow = *role == Role::GoodsOwner && about == About::Flows;
        let cleared = *role == Role::Bank && deal.currency.is_some();
        said(role) || by_flow || cleared
    };
    let others = others.iter().filter(|role| !is_said(role));
    let others: Vec<String> = others.map(|role| role.as_str().replace('_', " ")).collect();
    let others = (!others.is_empty()).then(|| format!("no {}, whose acts are not judged", others.join(", ")));
    let parts: Vec<String> = [ends, by_flow, price, others].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("assumed: {}", parts.join("; ")))
}

/// To a solver what is not known is open, which a verdict would say: none where there is no law, or it was said.
pub(crate) fn taken_for_open(resolved: &ResolvedScenario) -> Option<String> {
    let deal = &resolved.ruled.as_ref()?.applied.deal;
    let note = "law that is not known, or was not searched, is taken for open: --assume prohibited closes it";
    deal.assume.is_none().then(|| note.to_owned())
}

impl Session {
    /// A question of law stands on the last day that the law data cover, unless it or a scenario names a day: the latest
    /// horizon of all authorities with measures. Who ends earlier is said.
    pub(crate) fn stand_on_law(&self, resolved: &mut ResolvedScenario) {
        if resolved.as_of.or(resolved.own_day).is_some() {
            return;
        }
        let ends = self.horizons();
        let Some(last) = ends.values().max().copied() else { return };
        let earlier = ends.iter().filter(|(_, end)| **end < last).map(|(own, end)| format!("{own} to {end}"));
        let earlier: Vec<String> = earlier.collect();
        let rest = if earlier.is_empty() { String::new() } else { format!(" (of {})", earlier.join(", ")) };
        resolved.own_day = Some(last);
        resolved.stands = Some(format!("{last} is the last day that the law data cover{rest}"));
    }

    /// The last day for which the law of each authority with measures is known.
    pub(crate) fn horizons(&self) -> BTreeMap<&str, Day> {
        let mut ends: BTreeMap<&str, Day> = BTreeMap::new();
        for row in self.atlas.coverage.iter().filter(|row| row.holds == SearchOutcome::Measures) {
            let end = ends.entry(&row.authority).or_insert(row.horizon);
            *end = row.horizon.max(*end);
        }
        ends
    }
}
