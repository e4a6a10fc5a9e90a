//! The answer to `reroute`.

use serde::Serialize;

use super::{Metadata, Ranges};

/// Where each tonne goes under a scenario.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Reroute {
    /// Who, what, when.
    #[serde(flatten)]
    pub head: Metadata,
    /// The year.
    pub year: i16,
    /// The day.
    pub as_of: String,
    /// All tonnes selected, laid or not.
    pub flow_kt: f64,
    /// Of these never routed (`laid = false`).
    pub not_laid_kt: f64,
    /// Tonnes that arrive.
    pub delivered_kt: f64,
    /// Tonnes that have no way.
    pub stranded_kt: f64,
    /// What others would publish.
    pub naive_stranded_kt: f64,
    /// Where the flows leave the origin's territory.
    pub exits: Vec<Exit>,
    /// Tonnes that have a way dearer than their ceiling.
    pub uneconomic_kt: f64,
    /// Stranded tonnes of flows not selected, beyond those of the baseline.
    pub others_stranded_kt: f64,
    /// Value of `stranded_kt`.
    pub stranded_usd: f64,
    /// What the delivered tonnes cost together.
    pub cost_usd: f64,
    /// What a delivered tonne costs more than the same flow did before; none where nothing arrives.
    pub extra_usd_t: Option<f64>,
    /// What it takes longer.
    pub extra_days: Option<f64>,
    /// The selected flows, by id.
    pub flows: Vec<LaidFlow>,
    /// Other flows whose routes change, by id.
    pub others: Vec<OtherFlow>,
    /// Buyers (places or countries) that get less, by id.
    pub short: Vec<Short>,
    /// Links that carry something in the scenario or the baseline, by id.
    pub links: Vec<LinkFlow>,
    /// Capacities that carry something or bind, by id.
    pub capacities: Vec<CapacityUse>,
    /// Capacities that bind, by id.
    pub binding: Vec<String>,
    /// What proves it.
    pub certificate: Certificate,
    /// With `--ranges`: how far the headline figures can be trusted.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub ranges: Option<Ranges>,
}

/// Where flows leave the origin's territory.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Exit {
    /// Link or port.
    pub id: String,
    /// Open under the scenario?
    pub open: bool,
    /// Nameplate less what stays on it.
    pub spare_kt: f64,
}

/// A selected flow.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct LaidFlow {
    /// Its id.
    pub id: String,
    /// Is its path barred, or has a capacity fallen below what was laid?
    pub hit: bool,
    /// Tonnes that arrive.
    pub delivered_kt: f64,
    /// Tonnes that have no way.
    pub stranded_kt: f64,
    /// Its routes.
    pub routes: Vec<LaidRoute>,
}

/// Tonnes on one route.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct LaidRoute {
    /// How much a year.
    pub kg: i64,
    /// Links and transfers in order.
    pub arcs: Vec<Step>,
    /// What a tonne costs.
    pub cost_usd_t: f64,
    /// How long it takes.
    pub hours: f64,
}

/// One step of a route: `{"link": id}` or `{"transfer": id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// A link.
    Link(String),
    /// A transfer.
    Transfer(String),
}

/// A flow that was not selected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct OtherFlow {
    /// Its id.
    pub id: String,
    /// Its routes.
    pub routes: Vec<LaidRoute>,
}

/// A buyer that gets less.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Short {
    /// Place or country.
    pub id: String,
    /// How much less.
    pub kt: f64,
}

/// What lies on a link, all flows of the year together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct LinkFlow {
    /// The link.
    pub id: String,
    /// Under the scenario.
    pub flow_kt: f64,
    /// In the baseline.
    pub baseline_kt: f64,
}

/// How full a capacity is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct CapacityUse {
    /// Capacity id, or `measure-id@asset`.
    pub id: String,
    /// The limit.
    pub kt: f64,
    /// What counts towards it.
    pub flow_kt: f64,
    /// What one unit less would cost: USD/t for a detour, tonnes per tonne for stranding; none where it does not bind.
    pub shadow_down: Option<f64>,
    /// What one unit more would save.
    pub shadow_up: Option<f64>,
    /// `stranding` or `detour`.
    pub relieves: Option<String>,
}

/// What proves the assignment: prices from which bounds follow, whatever solver found them (weak duality).
///
/// What is proved is about the tonnes laid anew, of all flows of the year: those freed from their old ways and those
/// that had none. What stays where it was takes its part of each limit first. `export arcs` has all numbers needed to
/// check it elsewhere: demand is what had to be laid, `limit_kg` less `fixed` what there was for it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Certificate {
    /// What the tonnes laid anew cost, those kept at home counted at their ceiling.
    pub cost_usd: f64,
    /// No assignment that strands as little costs less: the sum of mass x `flow` price, less limit left x `bundle`
    /// price, less stranded x `tier` price, less what can pass alone x `most` price.
    pub bound_usd: f64,
    /// The difference over the cost.
    pub gap: f64,
    /// Duals above 0.
    pub prices: Vec<Price>,
    /// Cuts, a row a tier, in the order in which they are served.
    pub stranding: Vec<Stranding>,
    /// Flows with a ceiling of which something is stranded: the most that could pass of each if nothing else did.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alone: Vec<Alone>,
}

/// A dual.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Price {
    /// The tier whose stranded tonnes were minimised, in t/t; none: cost was, in USD/t.
    pub tier: Option<u8>,
    /// `bundle`, `flow`, `tier`, or `most` (of a flow that can pass alone).
    pub of: String,
    /// Its id.
    pub id: String,
    /// In USD/t or t/t, in whole billionths.
    pub price: f64,
}

/// Why a tier cannot be delivered whole.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Stranding {
    /// The tier.
    pub tier: u8,
    /// What it wants.
    pub demand_kg: i64,
    /// What of it is stranded.
    pub stranded_kg: i64,
    /// The most that can pass, by the weights: each tonne uses bundles of weight 1 at least, or takes the place of
    /// tonnes of an earlier tier.
    pub bound_kg: i64,
    /// The bundles that prove it.
    pub weights: Vec<Weight>,
}

/// How much of a flow can pass alone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Alone {
    /// The flow.
    pub flow: String,
    /// The most.
    pub most_kg: i64,
    /// The bundles that prove it.
    pub weights: Vec<Weight>,
}

/// A bundle in a proof.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Weight {
    /// Capacity id, or `measure-id@asset`.
    pub capacity: String,
    /// How often it counts.
    pub weight: f64,
}
