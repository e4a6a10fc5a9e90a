//! The dependence triple: used, unavoidable, reroutable.

use assignment::Mass;
use routing::{Cost, Seconds};

/// What one flow does under X against its baseline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Tonnes whose baseline route touches X.
    pub used: Mass,
    /// Stranded under X less stranded in the baseline; may be below 0 for one flow.
    pub stranded: Mass,
    /// Tonnes that go another way than before.
    pub moved: Mass,
    /// Cost of the moved tonnes on their new ways less that on their old ones, in millionths of a USD/t x kg.
    pub extra_cost: i128,
    /// Likewise time, in seconds x kg.
    pub extra_time: i128,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Triple {
    /// Tonnes whose baseline route touches X.
    pub used: Mass,
    /// What has no other way.
    pub unavoidable: Mass,
    /// What has one.
    pub reroutable: Mass,
    /// What a moved tonne costs more; `None` where nothing moves.
    pub extra_cost: Option<Cost>,
    pub extra_time: Option<Seconds>,
}

impl Triple {
    /// Adds up flows: `unavoidable = max(0, stranded with X - stranded without)`, never above what is used.
    #[must_use]
    pub fn of(changes: &[Change]) -> Self {
        let used: Mass = changes.iter().map(|change| change.used).sum();
        let stranded: Mass = changes.iter().map(|change| change.stranded).sum();
        // Closing X can strand tonnes that never touched it only by taking capacity from them; those are others'.
        let unavoidable = stranded.max(Mass::ZERO).min(used);
        let moved: Mass = changes.iter().map(|change| change.moved).sum();
        let mean = |total: i128| (moved > Mass::ZERO).then(|| half_even(total, i128::from(moved.0)));
        Self {
            used,
            unavoidable,
            reroutable: used - unavoidable,
            extra_cost: mean(changes.iter().map(|change| change.extra_cost).sum()).map(Cost),
            extra_time: mean(changes.iter().map(|change| change.extra_time).sum()).map(Seconds),
        }
    }
}

/// A quotient, rounded half to even.
fn half_even(total: i128, by: i128) -> i64 {
    let floor = total.div_euclid(by);
    let twice = total.rem_euclid(by) * 2;
    let up = twice > by || (twice == by && floor % 2 != 0);
    i64::try_from(floor + i128::from(up)).unwrap_or(i64::MAX)
}
