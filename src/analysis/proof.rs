//! The certificate of a laying, with ids for numbers.

use crate::answer::{Alone, Certificate, Price, PriceOf, Stranding, Weight};
use assignment::{Mass, PRICE_SCALE, Prices};

use super::case::{Assignment, AssignmentModel, ScenarioInputs};
use super::setting::total_usd;

/// What proves a laying: see [`Certificate`] for what each figure says.
pub fn certificate(case: &AssignmentModel<'_>, world: &ScenarioInputs, laying: &Assignment) -> Certificate {
    let bounds = case.bounds(world, laying);
    let own = &laying.certificate;
    let named = Named { case, world };
    let mut prices = named.prices(None, &own.cost);
    for (at, worth) in bounds.worth.iter().enumerate().filter(|(_, worth)| **worth > 0) {
        prices.push(named.price(None, PriceOf::Flow, named.flow(at), *worth));
    }
    for (tier, of_tier) in &own.tiers {
        let before = Prices { bundles: Vec::new(), ..of_tier.clone() };
        prices.extend(named.prices(Some(*tier), &before));
    }
    let stranding = bounds.tiers.iter().zip(&own.tiers).map(|(bound, (tier, of_tier))| Stranding {
        tier: *tier,
        demand_kg: kg(bound.demand),
        stranded_kg: kg(bound.stranded),
        bound_kg: kg(bound.demand - bound.least),
        weights: named.weights(of_tier),
    });
    Certificate {
        cost_usd: total_usd(bounds.cost),
        bound_usd: total_usd(bounds.cost_bound),
        gap: gap(bounds.cost, bounds.cost_bound),
        stranding: stranding.collect(),
        alone: own
            .standalone
            .iter()
            .map(|alone| named.alone(alone.demand, alone.maximum, &alone.prices))
            .collect(),
        prices,
    }
}

/// The difference over the cost; 0 of nothing.
#[allow(clippy::cast_precision_loss)]
pub(super) fn gap(cost: i128, bound: i128) -> f64 {
    if cost > 0 { (cost - bound) as f64 / cost as f64 } else { 0.0 }
}

/// Tonnes of input fit far below 2^63 kg.
pub(super) fn kg(kg: i128) -> i64 {
    i64::try_from(kg).unwrap_or(i64::MAX)
}

/// Positions and what they are called.
struct Named<'a> {
    case: &'a AssignmentModel<'a>,
    world: &'a ScenarioInputs,
}

impl Named<'_> {
    fn flow(&self, at: usize) -> String {
        self.case.flows[at].row.id.to_string()
    }

    fn prices(&self, tier: Option<u8>, prices: &Prices) -> Vec<Price> {
        let bundles = prices.bundles.iter().map(|(bundle, price)| {
            self.price(tier, PriceOf::Bundle, self.world.names[bundle.index()].clone(), (*price).into())
        });
        let tiers = prices
            .tiers
            .iter()
            .map(|(own, price)| self.price(tier, PriceOf::Tier, own.to_string(), (*price).into()));
        let most = prices
            .standalone
            .iter()
            .map(|(at, price)| self.price(tier, PriceOf::Most, self.flow(*at), (*price).into()));
        bundles.chain(tiers).chain(most).collect()
    }

    #[allow(clippy::cast_precision_loss)]
    fn price(&self, tier: Option<u8>, of: PriceOf, id: String, price: i128) -> Price {
        Price { tier, of, id, price: price as f64 / PRICE_SCALE as f64 }
    }

    #[allow(clippy::cast_precision_loss)]
    fn weights(&self, prices: &Prices) -> Vec<Weight> {
        let weight = |(bundle, price): &(assignment::BundleIx, i64)| Weight {
            capacity: self.world.names[bundle.index()].clone(),
            weight: *price as f64 / PRICE_SCALE as f64,
        };
        prices.bundles.iter().map(weight).collect()
    }

    fn alone(&self, demand: usize, most: Mass, prices: &Prices) -> Alone {
        Alone { flow: self.flow(demand), most_kg: most.0, weights: self.weights(prices) }
    }
}
