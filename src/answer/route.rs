//! The answer to `route`.

use serde::Serialize;

use super::Metadata;

/// Ways from one end to another.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Route {
    /// Who, what, when.
    #[serde(flatten)]
    pub head: Metadata,
    /// The end asked from, resolved.
    pub from: RouteEnd,
    /// The end asked to, resolved.
    pub to: RouteEnd,
    /// The cargo.
    pub cargo: String,
    /// The commodity whose numbers were taken.
    pub commodity: String,
    /// The year, where one was asked or defaulted; none where a day was given.
    pub year: Option<i16>,
    /// What is least on rank 1: `cost`, `time` or `exposed-km`; of a front the cost.
    pub by: String,
    /// Only with `--differ`: the most that any two of the routes may share, the length of the links that both pass
    /// over the length of the shorter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub differ: Option<f64>,
    /// Only with `--pareto`: the routes are those that no other beats in cost, time and exposed km together: `exact`
    /// (all of them), `within` (all but for `epsilon`) or `partly` (looking was given up, there may be others). Routes
    /// that differ only in what lies inside a country asked from or to stand once, as the cheapest of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub front: Option<String>,
    /// Only with `--pareto`: for each route left out, one of these is worse than it by no more than this share in each
    /// of the three; 0 where `front` is `exact`, no promise where it is `partly`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub epsilon: Option<f64>,
    /// What counts as exposed: selectors, any of them.
    pub wary: Vec<String>,
    /// Best first.
    pub routes: Vec<RouteOption>,
    /// Where there is none: why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_route: Option<NoRoute>,
}

/// An end of a trade.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct RouteEnd {
    /// Place id or country code.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// One route.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct RouteOption {
    /// 1 is the best.
    pub rank: u32,
    /// All costs.
    pub cost_usd_t: f64,
    /// All time.
    pub hours: f64,
    /// All length.
    pub km: f64,
    /// Length on what is exposed.
    pub exposed_km: f64,
    /// The cost in its parts.
    pub costs: Costs,
    /// Links in order.
    pub legs: Vec<Leg>,
    /// Changes of mode, gauge, vessel or line in order.
    pub transfers: Vec<TransferStep>,
    /// Countries passed, in order of first passage.
    pub countries: Vec<String>,
    /// Straits passed, in order.
    pub straits: Vec<String>,
    /// Operators met, in order of first meeting.
    pub operators: Vec<String>,
    /// The worst verdict over all legs; none where no law applies.
    pub verdict: Option<String>,
    /// Papers and replacements that it is open with.
    pub conditions: Vec<String>,
    /// Threats to its parties.
    pub threatened_by: Vec<SecondarySanctions>,
    /// Acts for which no party was given.
    pub not_judged: Vec<String>,
}

/// Parts of a price, in USD/t.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Costs {
    /// Pipeline, rail and road.
    pub tariff: f64,
    /// Ships.
    pub freight: f64,
    /// Transfers.
    pub handling: f64,
    /// Straits and canals.
    pub toll: f64,
    /// Cargo and hull.
    pub insurance: f64,
    /// Value lost in blending.
    pub quality: f64,
    /// Customs.
    pub duty: f64,
    /// Money tied up on the way.
    pub inventory: f64,
    /// What a scenario adds.
    pub measure: f64,
}

impl Costs {
    /// Each part by its name, in the order of the fields.
    #[must_use]
    pub fn parts(&self) -> [(&'static str, f64); 9] {
        [
            ("tariff", self.tariff),
            ("freight", self.freight),
            ("handling", self.handling),
            ("toll", self.toll),
            ("insurance", self.insurance),
            ("quality", self.quality),
            ("duty", self.duty),
            ("inventory", self.inventory),
            ("measure", self.measure),
        ]
    }
}

/// One link of a route.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Leg {
    /// The link.
    pub link: String,
    /// Its line.
    pub line: Option<String>,
    /// Its mode.
    pub mode: String,
    /// The vessel class.
    pub vessel: Option<String>,
    /// Place where it starts, in the direction of passage.
    pub from: String,
    /// Place where it ends.
    pub to: String,
    /// Its length.
    pub km: f64,
    /// Its time.
    pub hours: f64,
    /// Its cost with all parts.
    pub cost_usd_t: f64,
    /// Countries it lies in, in order of passage.
    pub territory: Vec<String>,
    /// Who runs it.
    pub operator: Option<String>,
    /// Its verdict; none where no law applies.
    pub verdict: Option<String>,
    /// What law says about it.
    pub rulings: Vec<Ruling>,
}

/// What one measure says about one act.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Ruling {
    /// The measure.
    pub measure: String,
    /// Who imposes it.
    pub sender: String,
    /// By what it binds.
    pub nexus: String,
    /// The act.
    pub act: String,
    /// The party that does it.
    pub party: Option<String>,
    /// `barred`, `unknown`, `conditional`, `exempt` or `open`.
    pub result: String,
    /// The exception that lifts it.
    pub exception: Option<String>,
    /// Papers it needs.
    pub needs: Vec<String>,
    /// Does another party that is not bound open it?
    pub replaceable: bool,
    /// How sure the reading is.
    pub conf: Option<String>,
    /// Where the law says so.
    pub source: String,
}

/// One change of mode, gauge, vessel or line.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct TransferStep {
    /// Where.
    pub place: String,
    /// Mode, with its way where it has one: `rail:1520`.
    pub from: String,
    /// Likewise.
    pub to: String,
    /// Its cost.
    pub usd_t: f64,
    /// Its time.
    pub hours: f64,
}

/// A threat to a party.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct SecondarySanctions {
    /// Who threatens.
    pub sender: String,
    /// With what.
    pub kind: String,
    /// By which measure.
    pub measure: String,
    /// Whom.
    pub party: Option<String>,
}

/// Why there is no way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct NoRoute {
    /// As a sentence.
    pub reason: String,
    /// What a measure closes that a way would pass.
    pub blocked_by: Vec<Blocked>,
    /// Sets of measures or assets; lifting all of one set restores a route.
    pub would_open: Vec<Vec<String>>,
}

/// Something closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Blocked {
    /// What.
    #[serde(flatten)]
    pub at: BlockedAt,
    /// By which measure (`avoid:SELECTOR` where the question itself avoids it).
    pub measure: String,
}

/// What is closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BlockedAt {
    /// A link.
    Link(String),
    /// A place.
    Place(String),
    /// A transfer.
    Transfer(String),
}
