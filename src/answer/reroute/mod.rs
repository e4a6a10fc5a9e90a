//! The answer to `reroute`.

mod summary;

use serde::{Deserialize, Serialize};

use crate::answer::{Day, Metadata, Ranges};
use crate::model::string_enum;

string_enum! {
    /// What more room in a full capacity would save.
    Relief {
        /// Stranded tonnes.
        Stranding = "stranding",
        /// The cost of a detour.
        Detour = "detour",
    }
}

string_enum! {
    /// The constraint that a price is of.
    PriceOf {
        /// A bundle of arcs that share a capacity.
        Bundle = "bundle",
        /// The mass of a flow.
        Flow = "flow",
        /// What is stranded of a tier.
        Tier = "tier",
        /// The most of a flow that can pass alone.
        Most = "most",
    }
}

string_enum! {
    /// Who loses. In the order in which they are shown.
    LossOf {
        /// The country that sells.
        Seller = "seller",
        /// The place or country where the flow starts.
        Field = "field",
        /// The country that buys.
        Buyer = "buyer",
        /// Who holds shares in who runs the field, directly.
        Shareholder = "shareholder",
    }
}

/// Where each tonne goes under a scenario.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Reroute {
    /// Which program, atlas and scenario.
    #[serde(flatten)]
    pub head: Metadata,
    /// Year of the flows.
    pub year: i16,
    /// Reference date.
    pub as_of: Day,
    /// All tonnes selected, assigned or not, kt a year.
    pub flow_kt: f64,
    /// Of these counted and not assigned (`assigned = false`).
    pub unassigned_kt: f64,
    /// Tonnes that arrive, kt a year.
    pub delivered_kt: f64,
    /// Tonnes for which there is no open route with room, kt a year.
    pub stranded_kt: f64,
    /// Nameplate estimate of the same, kt a year: what exceeds the spare of the exits.
    pub nameplate_stranded_kt: f64,
    /// Where the flows leave the origin's territory.
    pub exits: Vec<Exit>,
    /// Tonnes whose route costs more than their reservation price, kt a year.
    pub uneconomic_kt: f64,
    /// Stranded tonnes of other exporters' flows, beyond those of the baseline, kt a year: no part of `stranded_kt`.
    pub other_exporters_stranded_kt: f64,
    /// Value of `stranded_kt`, USD a year.
    pub stranded_usd: f64,
    /// Transport of all tonnes delivered, USD a year.
    pub cost_usd: f64,
    /// What a delivered tonne costs more than the same flow did before, USD/t; none where nothing arrives.
    pub extra_usd_t: Option<f64>,
    /// How many days longer it takes; none where nothing arrives.
    pub extra_days: Option<f64>,
    /// The selected flows, by id.
    pub flows: Vec<AssignedFlow>,
    /// Other flows whose routes change, by id.
    pub others: Vec<OtherFlow>,
    /// Buyers (places or countries) that get less, by id.
    pub short: Vec<Short>,
    /// Who loses what is stranded: of each kind most tonnes first.
    pub losses: Vec<Loss>,
    /// Links that carry something in the scenario or the baseline, by id.
    pub links: Vec<LinkFlow>,
    /// Capacities that carry something or bind, by id.
    pub capacities: Vec<CapacityUse>,
    /// Ids of the capacities that are full and missed.
    pub bottlenecks: Vec<String>,
    /// What proves the assignment.
    pub certificate: Certificate,
    /// With `--ranges`: how far the headline figures can be trusted.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub ranges: Option<Ranges>,
}

/// Where flows leave the origin's territory.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Exit {
    /// Id of a link or port.
    pub id: String,
    /// Is it open under the scenario?
    pub open: bool,
    /// Nameplate capacity minus what stays on it, kt a year.
    pub spare_kt: f64,
    /// What the flows put on it in the baseline, kt a year.
    pub before_kt: f64,
    /// What they put on it under the scenario, kt a year.
    pub now_kt: f64,
    /// Bottlenecks on their routes by it: what keeps more from going there.
    pub held_by: Vec<String>,
}

/// A selected flow.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AssignedFlow {
    /// Flow id.
    pub id: String,
    /// Is one of its routes closed, or has a capacity fallen below what was on it?
    pub hit: bool,
    /// Tonnes that arrive, kt a year.
    pub delivered_kt: f64,
    /// Tonnes for which there is no open route with room, kt a year.
    pub stranded_kt: f64,
    /// Its routes, cheapest first.
    pub routes: Vec<AssignedRoute>,
}

/// Tonnes on one route.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AssignedRoute {
    /// Kilograms a year.
    pub kg: i64,
    /// Links and transfers in order.
    pub arcs: Vec<Step>,
    /// What a tonne costs.
    pub cost_usd_t: f64,
    /// How long it takes.
    pub hours: f64,
}

/// One step of a route: `{"link": id}` or `{"transfer": id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Link id.
    Link(String),
    /// Transfer id.
    Transfer(String),
}

/// A flow that was not selected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct OtherFlow {
    /// Flow id.
    pub id: String,
    /// Its routes, cheapest first.
    pub routes: Vec<AssignedRoute>,
}

/// A buyer that gets less.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Short {
    /// Id of a place or country.
    pub id: String,
    /// How much less, kt a year.
    pub kt: f64,
}

/// Stranded tonnes of one who loses.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Loss {
    /// What it loses as.
    pub of: LossOf,
    /// Id of a country, place or party; `unknown (ID)`: whoever holds the shares of ID that the atlas does not know.
    pub id: String,
    /// Its part of `stranded_kt`, kt a year.
    pub kt: f64,
    /// Its part of `stranded_usd`, USD a year.
    pub usd: f64,
}

/// What a link carries of all flows of the year.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct LinkFlow {
    /// Link id.
    pub id: String,
    /// Under the scenario, kt a year.
    pub flow_kt: f64,
    /// In the baseline, kt a year.
    pub baseline_kt: f64,
}

/// How full a capacity is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CapacityUse {
    /// Capacity id, or `measure-id@asset`.
    pub id: String,
    /// Its limit, kt a year.
    pub kt: f64,
    /// What counts towards it, kt a year.
    pub flow_kt: f64,
    /// What one unit less would cost: USD/t for a detour, tonnes per tonne for stranding; none where it does not bind.
    pub shadow_down: Option<f64>,
    /// What one unit more would save.
    pub shadow_up: Option<f64>,
    /// What these prices are of; none where it does not bind.
    pub relieves: Option<Relief>,
}

/// What proves the assignment: prices from which bounds follow, whatever solver found them (weak duality).
///
/// What is proved is about the tonnes reassigned, of all flows of the year: those freed from their old routes and those
/// that had none. What stays where it was takes its part of each limit first. `export arcs` has all numbers needed to
/// check it elsewhere: demand is what had to be assigned, `limit_kg` minus `fixed` what there was for it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Certificate {
    /// What the tonnes reassigned cost, those kept at home counted at their reservation price; USD a year.
    pub cost_usd: f64,
    /// No assignment that strands as little costs less: the sum of mass x `flow` price, minus limit left x `bundle`
    /// price, minus stranded x `tier` price, minus what can pass alone x `most` price.
    pub bound_usd: f64,
    /// The difference of both over the cost; 0 of nothing.
    pub gap: f64,
    /// Duals above 0.
    pub prices: Vec<Price>,
    /// Cuts, one row per tier, in the order in which tiers are served.
    pub stranding: Vec<Stranding>,
    /// Flows with a reservation price of which something is stranded: the most that could pass of each if nothing else did.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alone: Vec<Alone>,
}

/// A dual.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Price {
    /// The tier whose stranded tonnes were minimised, in t/t; none: cost was, in USD/t.
    pub tier: Option<u8>,
    /// The constraint that it is of.
    pub of: PriceOf,
    /// Id of the bundle (capacity id, or `measure-id@asset`) or flow, or the number of the tier.
    pub id: String,
    /// In USD/t or t/t, in whole billionths.
    pub price: f64,
}

/// Why a tier cannot be delivered whole.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Stranding {
    /// 1 is served first.
    pub tier: u8,
    /// What it wants, kg a year.
    pub demand_kg: i64,
    /// What of it is stranded, kg a year.
    pub stranded_kg: i64,
    /// The most that can pass, by the weights: each tonne uses bundles of weight 1 at least, or takes the place of
    /// tonnes of an earlier tier.
    pub bound_kg: i64,
    /// The bundles that prove it.
    pub weights: Vec<Weight>,
}

/// How much of a flow can pass alone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Alone {
    /// Flow id.
    pub flow: String,
    /// The most, kg a year.
    pub most_kg: i64,
    /// The bundles that prove it.
    pub weights: Vec<Weight>,
}

/// A bundle in a proof.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Weight {
    /// Capacity id, or `measure-id@asset`.
    pub capacity: String,
    /// How often it counts.
    pub weight: f64,
}
