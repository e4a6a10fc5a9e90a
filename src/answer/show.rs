//! The answer to `show`.

use serde::{Deserialize, Serialize};

use super::{Basis, Cell, Day, HoldingKind, Metadata, Row};
use crate::model::string_enum;

string_enum! {
    /// What has an id.
    ThingKind {
        /// A node of the network.
        Place = "place",
        /// An edge of one mode.
        Link = "link",
        /// Links that are segments of one pipeline, railway or shipping line.
        Line = "line",
        /// Links by which trade leaves in one direction.
        Corridor = "corridor",
        /// ISO 3166 alpha-3.
        Country = "country",
        /// What may pass in a year.
        Capacity = "capacity",
        /// A change of mode, gauge, vessel or line.
        Transfer = "transfer",
        /// What is paid beside the tariff.
        Charge = "charge",
        /// One grade of goods.
        Commodity = "commodity",
        /// Tonnes from an origin to a destination.
        Flow = "flow",
        /// Defaults of a mode or vessel class.
        Mode = "mode",
        /// A company, state or agency.
        Party = "party",
        /// A ship by its IMO number.
        Vessel = "vessel",
        /// A ready set of parties.
        Actor = "actor",
        /// Measures that are asked about together.
        Scenario = "scenario",
        /// One act of policy or one event.
        Measure = "measure",
        /// What lifts a measure.
        Exception = "exception",
        /// What numbers rest on.
        Source = "source",
    }
}

/// Everything that has the id.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Show {
    /// Which program, atlas and scenario.
    #[serde(flatten)]
    pub head: Metadata,
    /// The id.
    pub id: String,
    /// Usually one; a line and a scenario may share an id.
    pub things: Vec<Thing>,
}

/// One thing with all its facts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Thing {
    /// What it is.
    pub of: ThingKind,
    /// Its id.
    pub id: String,
    /// Its name or title.
    pub name: String,
    /// What is known, in the order of the table's columns; what is blank is left out.
    pub facts: Vec<Fact>,
    /// Rows of other tables about it (capacities, links, charges, history, observed), each with `of` first.
    pub related: Vec<Row>,
    /// Who holds it, or runs it and is held.
    pub owners: Vec<Owner>,
    /// What its facts rest on.
    pub sources: Vec<SourceLine>,
}

/// One fact.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Fact {
    /// The column, with its unit: `length_km`.
    pub name: String,
    /// What holds on the day.
    pub value: Cell,
    /// Its plausible low, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// Its plausible high, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// How well a number is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
}

/// Who holds whom.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Owner {
    /// Party id of who holds.
    pub holder: String,
    /// Party id of who is held.
    pub held: String,
    /// What is held.
    pub kind: HoldingKind,
    /// Percent; none: no share is said.
    pub share_pct: Option<f64>,
    /// Its plausible low.
    pub share_pct_low: Option<f64>,
    /// Its plausible high.
    pub share_pct_high: Option<f64>,
    /// First day; none: always.
    pub since: Option<Day>,
    /// Last day; none: until today.
    pub until: Option<Day>,
}

/// A source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SourceLine {
    /// Source id.
    pub id: String,
    /// As the publisher calls it.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// The date as the publisher gives it: a day, a month or a year.
    pub date: String,
    /// Its licence; empty where none is stated.
    pub licence: String,
    /// Where the publisher shows it; empty where no address is known.
    pub url: String,
}
