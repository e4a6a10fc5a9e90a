//! `limit`, `limit_kt_y`: a bundle more over each selected asset and the selected trade.
//!
//! Shares multiply: two measures that halve an asset for the same trade leave a quarter. Absolute limits take the
//! least, which separate bundles do by themselves. The atlas's own bundles stay as they are.

use std::collections::BTreeMap;

use crate::model::{Asset, CargoSet};
use crate::network::{Chosen, LimitOn, Network};
use crate::scenario::BaselineLoad;
use assignment::Mass;

/// At most so many kt a year over each asset.
pub(in crate::scenario) fn limit(
    network: &Network,
    (measure, kt): (&str, f64),
    chosen: &Chosen,
    classes: &[bool],
) -> Vec<LimitOn> {
    let most = Mass::from_kt(kt).unwrap_or(Mass(Mass::LIMIT));
    chosen.assets().map(|asset| on(network, (measure, most), asset, classes)).collect()
}

fn on(network: &Network, (measure, limit): (&str, Mass), asset: Asset, classes: &[bool]) -> LimitOn {
    let mut arcs = network.uses(asset);
    arcs.sort_unstable();
    LimitOn {
        id: format!("{measure}@{}", network.dated.atlas.asset_id(asset)),
        limit,
        arcs,
        classes: classes.to_vec(),
    }
}

/// Shares of each asset, multiplied over the measures that concern the same trades.
#[derive(Default)]
pub(in crate::scenario) struct Shares(BTreeMap<(Asset, Vec<bool>), (String, f64)>);

impl Shares {
    pub(in crate::scenario) fn add(&mut self, measure: &str, share: f64, chosen: &Chosen, classes: &[bool]) {
        for asset in chosen.assets() {
            self.0
                .entry((asset, classes.to_vec()))
                .and_modify(|(id, product)| {
                    *id = format!("{id}+{measure}");
                    *product *= share;
                })
                .or_insert_with(|| (measure.to_owned(), share));
        }
    }

    /// A share of the smallest physical or observed limit over the asset, or of its baseline flow where it has none.
    pub(in crate::scenario) fn limits(self, network: &Network, baseline: &BaselineLoad) -> Vec<LimitOn> {
        let limit = |((asset, classes), (id, share)): ((Asset, Vec<bool>), (String, f64))| {
            let whole =
                network.least_limit(asset, CargoSet::ALL).or_else(|| baseline.get(&asset).copied())?;
            #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
            let part = Mass((whole.0 as f64 * share).floor() as i64);
            Some(on(network, (&id, part), asset, &classes))
        };
        self.0.into_iter().filter_map(limit).collect()
    }
}
