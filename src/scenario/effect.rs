//! What effects do to a network: edits of the arcs that they meet, and limits.

use std::collections::BTreeMap;

use super::BaselineLoad;
use crate::model::{Action, Asset, CargoSet, Effect, Per};
use crate::network::{Edit, LimitOn, Network, Raised, SelectedAssets};
use assignment::Mass;
use routing::{ArcIx, Cost, Seconds};

/// The edit that an effect makes on an arc that it meets, by what the goods are worth and what the arc costs without
/// any measure; none for effects that edit no arc. Amounts fit their units: scenarios are checked on reading.
pub(super) fn edit(effect: &Effect, value: Cost, own_cost: impl FnOnce() -> Cost) -> Option<Edit> {
    let amount = effect.value();
    // Times the value of the goods an amount may exceed its unit: it is held at the limit.
    let charge = |usd_t| Cost::rounded(usd_t).unwrap_or(Cost(Cost::LIMIT));
    match effect.action() {
        Action::Close => Some(Edit { closed: true, ..Edit::default() }),
        Action::Charge(per) => {
            let usd_t = match per {
                Per::Tonne => amount,
                Per::Value => amount * value.usd_t(),
                Per::OwnCost => amount * own_cost().usd_t(),
            };
            Some(Edit { add_cost: charge(usd_t), ..Edit::default() })
        }
        Action::Delay => {
            let add_time = Seconds::rounded(amount).unwrap_or(Seconds(Seconds::LIMIT));
            Some(Edit { add_time, ..Edit::default() })
        }
        Action::Limit(_) | Action::Require | Action::SecondarySanctions | Action::Grow(_) => None,
    }
}

/// All selected trade together.
pub(super) fn quota((measure, kt): (&str, f64), mut arcs: Vec<ArcIx>, classes: Vec<bool>) -> Option<LimitOn> {
    arcs.sort_unstable();
    arcs.dedup();
    // More than the unit holds never binds: no limit.
    let limit = Mass::from_kt(kt)?;
    Some(LimitOn { id: measure.to_owned(), limit, arcs, classes })
}

/// At most so many kt a year over each asset. Of several the least counts, which separate bundles do by themselves; the
/// atlas's own bundles stay as they are.
pub(super) fn limit(
    network: &Network,
    (measure, kt): (&str, f64),
    chosen: &SelectedAssets,
    classes: &[bool],
) -> Vec<LimitOn> {
    let most = Mass::from_kt(kt).unwrap_or(Mass(Mass::LIMIT));
    chosen.assets().map(|asset| on(network, (measure, most), asset, classes)).collect()
}

fn on(network: &Network, (measure, limit): (&str, Mass), asset: Asset, classes: &[bool]) -> LimitOn {
    let mut arcs = network.uses(asset);
    arcs.sort_unstable();
    LimitOn {
        id: format!("{measure}@{}", network.snapshot.atlas.asset_id(asset)),
        limit,
        arcs,
        classes: classes.to_vec(),
    }
}

// By asset and the classes concerned: ids of measures joined by `+`, and the product of their shares.
/// Shares of each asset, multiplied over the measures that concern the same trades: two that halve an asset leave a
/// quarter.
#[derive(Default)]
pub(super) struct Shares(BTreeMap<(Asset, Vec<bool>), (String, f64)>);

impl Shares {
    pub(super) fn add(&mut self, (measure, share): (&str, f64), chosen: &SelectedAssets, classes: &[bool]) {
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
    pub(super) fn limits(self, network: &Network, baseline: &BaselineLoad, raised: &Raised) -> Vec<LimitOn> {
        let limit = |((asset, classes), (id, share)): ((Asset, Vec<bool>), (String, f64))| {
            // With neither a limit nor a baseline flow there is nothing to take a share of.
            let whole = network.least_limit(asset, CargoSet::ALL, raised).or_else(|| baseline.get(&asset).copied())?;
            // Rounded down: no more than the share may pass.
            #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
            let part = Mass((whole.0 as f64 * share).floor() as i64);
            Some(on(network, (&id, part), asset, &classes))
        };
        self.0.into_iter().filter_map(limit).collect()
    }
}
