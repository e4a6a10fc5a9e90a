//! The answer to `route`.

mod summary;

use serde::{Deserialize, Serialize};

use crate::answer::{Act, By, Cargo, Command, Confidence, Metadata, Nexus, SecondaryKind, Verdict};
use crate::model::string_enum;

string_enum! {
    /// How near the routes are to all Pareto-optimal ones.
    Front {
        /// They are all of them.
        Exact = "exact",
        /// They are all but for `epsilon`.
        Within = "within",
        /// Looking was given up: there may be others.
        Partly = "partly",
    }
}

/// Routes from one end to another.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Route {
    /// Which program, atlas and scenario.
    #[serde(flatten)]
    pub head: Metadata,
    /// Where it starts, resolved.
    pub from: RouteEnd,
    /// Where it ends, resolved.
    pub to: RouteEnd,
    /// What equipment it needs; an empty text on an imported network, which carries whatever it is.
    #[serde(with = "or_blank")]
    #[schemars(schema_with = "or_blank::schema")]
    pub cargo: Option<Cargo>,
    /// Id of the commodity whose numbers were taken; `any cargo` on an imported network.
    pub commodity: String,
    /// The year, where one was asked or defaulted; none where a day was given.
    pub year: Option<i16>,
    /// What is least on rank 1; of Pareto-optimal routes the cost.
    pub by: By,
    /// Only with `--differ`: the most that any two of the routes may share, the length of the links that both pass
    /// over the length of the shorter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub differ: Option<f64>,
    /// Only with `--pareto`: the routes are those that no other beats in cost, time and exposed km together. Routes that
    /// differ only in what is inside a country asked from or to are one, the cheapest of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub front: Option<Front>,
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

/// A cargo, or an empty text for none.
mod or_blank {
    use schemars::{Schema, SchemaGenerator, json_schema};
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serializer};

    use super::Cargo;

    pub fn serialize<S: Serializer>(cargo: &Option<Cargo>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(cargo.map_or("", Cargo::as_str))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Cargo>, D::Error> {
        let text = String::deserialize(from)?;
        let cargo = Cargo::parse(&text);
        if cargo.is_some() || text.is_empty() { Ok(cargo) } else { Err(D::Error::custom("no cargo")) }
    }

    pub fn schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({"anyOf": [generator.subschema_for::<Cargo>(), {"const": ""}]})
    }
}

/// An end of a trade.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct RouteEnd {
    /// Place id or country code.
    pub id: String,
    /// As people call it.
    pub name: String,
}

/// One route.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct RouteOption {
    /// 1 is the best.
    pub rank: u32,
    /// All that a tonne costs.
    pub cost_usd_t: f64,
    /// The same without the value of time (`inventory`): what carriers, terminals and charges take.
    pub freight_usd_t: f64,
    /// All time, on links and in transfers.
    pub hours: f64,
    /// Length of all links.
    pub km: f64,
    /// Length of the links that count as exposed.
    pub exposed_km: f64,
    /// The cost in its parts.
    pub costs: Costs,
    /// Links in order of passage.
    pub legs: Vec<Leg>,
    /// Changes of mode, gauge, vessel or line in order.
    pub transfers: Vec<TransferStep>,
    /// Countries passed (ISO 3166 alpha-3), in order of first passage.
    pub countries: Vec<String>,
    /// Ids of straits passed, in order.
    pub straits: Vec<String>,
    /// Party ids of the operators met, in order of first meeting.
    pub operators: Vec<String>,
    /// The worst verdict over all legs; none where no law applies.
    pub verdict: Option<Verdict>,
    /// What it is open with: ids of documents, and what must be known, as sentences.
    pub conditions: Vec<String>,
    /// Secondary-sanctions risks of its parties.
    pub secondary_sanctions: Vec<SecondarySanctions>,
    /// Acts for which no party was given.
    pub not_judged: Vec<Act>,
}

/// Parts of a price, in USD/t.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
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
    /// Money tied up in transit.
    pub inventory: f64,
    /// What a scenario adds.
    pub measure: f64,
}

impl Route {
    pub(crate) const COMMAND: Command = Command::new("route");
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
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Leg {
    /// Link id.
    pub link: String,
    /// Id of the line that it is a segment of.
    pub line: Option<String>,
    /// Name of its mode: one of the atlas's; on an imported network whatever its file calls it.
    pub mode: String,
    /// Id of the vessel class; none on land.
    pub vessel: Option<String>,
    /// Id of the place where it starts, in the direction of passage.
    pub from: String,
    /// Id of the place where it ends.
    pub to: String,
    /// Its length.
    pub km: f64,
    /// Time on it, with what a scenario delays.
    pub hours: f64,
    /// Its cost with all parts.
    pub cost_usd_t: f64,
    /// Countries it is in (ISO 3166 alpha-3), in order of passage.
    pub territory: Vec<String>,
    /// Party id of who runs it.
    pub operator: Option<String>,
    /// The worst of its rulings; none where no law applies.
    pub verdict: Option<Verdict>,
    /// What the law says of acts on it; of the route as a whole on the first leg.
    pub rulings: Vec<Ruling>,
}

/// What one measure says about one act.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Ruling {
    /// Measure id; `AUTHORITY:unknown` where the law is not known.
    pub measure: String,
    /// Sanctioning authority: `EU`.
    pub authority: String,
    /// By what it binds.
    pub nexus: Nexus,
    /// What is done.
    pub act: Act,
    /// Id of the party or code of the country that does it; none: no one in particular.
    pub party: Option<String>,
    /// What the measure makes of it.
    pub result: Verdict,
    /// Id of the exception that lifts it.
    pub exception: Option<String>,
    /// Ids of the documents it needs, and what must be known, as sentences.
    pub needs: Vec<String>,
    /// Does another party that is not bound open it?
    pub replaceable: bool,
    /// How sure the reading is; none: there is no text to read.
    pub conf: Option<Confidence>,
    /// Where the law says so: the id of a source, or a text.
    pub source: String,
}

/// One change of mode, gauge, vessel or line.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct TransferStep {
    /// Place id.
    pub place: String,
    /// Mode, with gauge, vessel class or line where it has one: `rail:1520`.
    pub from: String,
    /// Likewise.
    pub to: String,
    /// What a tonne costs.
    pub usd_t: f64,
    /// How long it takes.
    pub hours: f64,
}

/// A secondary-sanctions risk of a party that is not bound.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SecondarySanctions {
    /// Sanctioning authority: `US`.
    pub authority: String,
    /// What it threatens with.
    pub kind: SecondaryKind,
    /// Measure id.
    pub measure: String,
    /// The party at risk, as `role=id`.
    pub party: Option<String>,
}

/// Why there is no route.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct NoRoute {
    /// As a sentence.
    pub reason: String,
    /// What a measure closes that a route would pass.
    pub blocked_by: Vec<Blocked>,
    /// Sets of ids of measures (`avoid:SELECTOR` where the question itself avoids something); lifting all of one set opens a
    /// route.
    pub would_open: Vec<Vec<String>>,
}

/// Something closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Blocked {
    /// What is closed.
    #[serde(flatten)]
    pub at: BlockedAt,
    /// Measure id (`avoid:SELECTOR` where the question itself avoids it).
    pub measure: String,
}

/// What is closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BlockedAt {
    /// Link id.
    Link(String),
    /// Place id.
    Place(String),
    /// Transfer id.
    Transfer(String),
}
