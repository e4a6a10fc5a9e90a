//! What policy changes, as plain numbers without reasons.

use std::sync::Arc as Shared;

use crate::model::{CommodityIx, Id};
use assignment::{ClassIx, Mass};
use routing::{ArcIx, Cost, Seconds};

/// How one arc differs from the base for one trade class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Edit {
    pub closed: bool,
    pub add_cost: Cost,
    pub add_time: Seconds,
}

/// Edits sorted by arc, shared by all classes that see the same.
pub type SharedEdits = Shared<Vec<(ArcIx, Edit)>>;

/// A measure that concerns a trade, as positions alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Concern {
    /// The measure.
    pub at: usize,
    /// The arcs on which alone it acts; none: on all that it chooses.
    pub narrowed: Option<Shared<Vec<ArcIx>>>,
}

/// All trades that see the same numbers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TradeClass {
    /// Decides cargo, value, grade.
    pub commodity: CommodityIx,
    pub matched: Vec<Concern>,
    /// The market it may be sold to, where sinks are free.
    pub market: Option<Id>,
}

/// A limit that a scenario or a market adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitOn {
    /// `measure-id@asset`, `measure-id` for a quota, `market@place`.
    pub id: String,
    pub limit: Mass,
    /// Arcs that count, sorted.
    pub arcs: Vec<ArcIx>,
    /// Classes that count, by class.
    pub classes: Vec<bool>,
}

/// A scenario as numbers: equal overlays are shared.
#[derive(Clone, Debug, Default)]
pub struct Overlays {
    pub classes: Vec<TradeClass>,
    /// By trade, in the order asked.
    pub class_of: Vec<ClassIx>,
    /// By class: edits sorted by arc.
    pub edits: Vec<SharedEdits>,
    pub limits: Vec<LimitOn>,
}

impl Overlays {
    /// What changes on an arc for a class.
    #[must_use]
    pub fn edit(&self, class: ClassIx, arc: ArcIx) -> Option<Edit> {
        let edits = &self.edits[class.index()];
        edits.binary_search_by_key(&arc, |(arc, _)| *arc).ok().map(|at| edits[at].1)
    }
}
