//! The answer to `reroute`.

use serde::Serialize;

use super::{Head, Ranges};

/// Where each tonne goes under a scenario.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Reroute {
    /// Who, what, when.
    #[serde(flatten)]
    pub head: Head,
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
    /// The proof, where one was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<Certificate>,
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

/// What proves the assignment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Certificate {
    /// Cost of the assignment.
    pub cost_usd: f64,
    /// No assignment costs less.
    pub bound_usd: f64,
    /// The difference over the cost.
    pub gap: f64,
    /// Duals.
    pub prices: Vec<Price>,
    /// Cuts, a row a tier.
    pub stranding: Vec<Stranding>,
}

/// A dual.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Price {
    /// The tier.
    pub tier: u8,
    /// `bundle`, `flow` or `tier`.
    pub of: String,
    /// Its id.
    pub id: String,
    /// In USD/t.
    pub price: f64,
}

/// Why a tier cannot be delivered whole.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Stranding {
    /// The tier.
    pub tier: u8,
    /// What it wants.
    pub demand_kg: i64,
    /// The most that can pass.
    pub bound_kg: i64,
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
