//! Rows of the atlas as the rest of the program sees them: checked, linked by index, in integer units.

use super::cargo::words;
use super::{
    Cargo, CargoSet, CommodityIx, Cost, CountryIx, Draught, Id, LineIx, LinkIx, Mass, Metres, Months,
    PlaceIx, Ranged, Seconds, Selector, TransferIx, Window,
};

words! {
    /// How well a number is known.
    Basis {
        /// A publisher says so.
        Reported = "reported",
        /// Computed from reported numbers by a stated rule.
        Derived = "derived",
        /// A judgement with a wide range.
        Estimated = "estimated",
    }
}

/// Where a row's numbers come from.
#[derive(Clone, Debug, PartialEq)]
pub struct Provenance {
    /// The year they apply to.
    pub year: Option<i16>,
    /// How well they are known.
    pub basis: Basis,
    /// Ids of `sources.csv`; at least one.
    pub sources: Vec<Id>,
    /// What else a reader should know.
    pub note: Option<String>,
}

/// A country.
#[derive(Clone, Debug)]
pub struct Country {
    /// ISO 3166 alpha-3.
    pub id: Id,
    /// Its name in English.
    pub name: String,
    /// Groups it belongs to: `EU`, `G7`, `EAEU`.
    pub blocs: Vec<String>,
    /// Has it no sea coast?
    pub landlocked: bool,
    /// Degrees north and east of its label.
    pub position: Option<Position>,
    /// Ids of `sources.csv`.
    pub sources: Vec<Id>,
}

/// Degrees north and degrees east.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    /// -90 to 90.
    pub lat: f64,
    /// -180 to 180.
    pub lon: f64,
}

words! {
    /// What a place is.
    PlaceKind {
        /// A country as a whole, where nothing finer is known.
        Country = "country",
        /// An oil or gas field: crude starts here.
        Field = "field",
        /// A refinery: crude ends here, products start.
        Refinery = "refinery",
        /// A pipeline's or railway's end where ships load or discharge.
        Terminal = "terminal",
        /// A harbour.
        Port = "port",
        /// A border crossing with a capacity of its own.
        Border = "border",
        /// A passage that ships cannot avoid.
        Strait = "strait",
        /// Where crude is put on rail.
        Rack = "rack",
        /// A tank farm where lines meet.
        Hub = "hub",
        /// A point where lines branch.
        Junction = "junction",
    }
}

/// A node that people name.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: PlaceKind,
    /// Where it lies; none for waters of nobody.
    pub country: Option<CountryIx>,
    /// Where on the map.
    pub position: Option<Position>,
    /// UN/LOCODE without a space.
    pub unlocode: Option<String>,
    /// Does it load seagoing ships?
    pub seaport: bool,
    /// Cargoes for which its country's flows start or end here.
    pub gate: CargoSet,
    /// Who runs it.
    pub operator: Option<Id>,
    /// Markets that it is a sink of.
    pub market: Vec<Id>,
    /// What it takes a year from its markets.
    pub demand: Option<Ranged<Mass>>,
    /// Largest laden ship.
    pub max_dwt: Option<Mass>,
    /// Deepest laden ship.
    pub max_draught: Option<Draught>,
    /// Common cause of failure.
    pub group: Option<Id>,
    /// When it exists.
    pub window: Window,
    /// Where its numbers come from.
    pub known: Provenance,
}

words! {
    /// A way of moving.
    Mode {
        /// Pipeline.
        Pipeline = "pipeline",
        /// Railway.
        Rail = "rail",
        /// Road.
        Road = "road",
        /// Sea.
        Sea = "sea",
        /// River and river-sea canal.
        River = "river",
        /// Ferry.
        Ferry = "ferry",
        /// An exchange of oil at two places: no km.
        Swap = "swap",
    }
}

impl Mode {
    /// Does it need a vessel class?
    #[must_use]
    pub fn is_water(self) -> bool {
        matches!(self, Self::Sea | Self::River | Self::Ferry)
    }

    /// Does it owe a capacity?
    #[must_use]
    pub fn owes_capacity(self) -> bool {
        matches!(self, Self::Pipeline | Self::Rail | Self::Ferry | Self::Swap)
    }
}

/// An edge: one mode, its own id. Parallel links never merge.
#[derive(Clone, Debug)]
pub struct Link {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// The line it is a segment of.
    pub line: Option<LineIx>,
    /// The corridor it belongs to.
    pub corridor: Option<Id>,
    /// Where it starts.
    pub from: PlaceIx,
    /// Where it ends.
    pub to: PlaceIx,
    /// How it moves things.
    pub mode: Mode,
    /// Rail gauge in millimetres.
    pub gauge: Option<u16>,
    /// Vessel classes (ids of `modes.csv`) that may sail it; empty: all whose size fits.
    pub vessels: Vec<Id>,
    /// May it be passed backward too?
    pub two_way: bool,
    /// What it carries.
    pub cargo: CargoSet,
    /// Commodities that it takes; empty: all of its cargoes.
    pub accepts: Vec<CommodityIx>,
    /// Commodities that it refuses.
    pub rejects: Vec<CommodityIx>,
    /// Its length.
    pub length: Ranged<Metres>,
    /// Its price; none: the default of its mode.
    pub cost: Option<Ranged<Cost>>,
    /// Its time; none: length over the speed of its mode.
    pub time: Option<Ranged<Seconds>>,
    /// Who runs it.
    pub operator: Option<Id>,
    /// Countries it lies in, in order of passage; none at sea.
    pub territory: Vec<CountryIx>,
    /// Largest laden ship.
    pub max_dwt: Option<Mass>,
    /// Open months.
    pub months: Months,
    /// When it exists.
    pub window: Window,
    /// Common cause of failure.
    pub group: Option<Id>,
    /// Where its numbers come from.
    pub known: Provenance,
}

/// Something that can be full, closed or charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asset {
    /// A place.
    Place(PlaceIx),
    /// A link.
    Link(LinkIx),
    /// A transfer.
    Transfer(TransferIx),
}

words! {
    /// Which way along a link.
    Direction {
        /// From `from` to `to`.
        Forward = "forward",
        /// From `to` to `from`.
        Backward = "backward",
    }
}

words! {
    /// What kind of limit a capacity is.
    LimitBasis {
        /// What the equipment can do.
        Physical = "physical",
        /// What has been agreed; binds only on request.
        Contracted = "contracted",
        /// The most that has been seen.
        ObservedMax = "observed_max",
    }
}

/// One limit over assets that are alternatives to each other.
#[derive(Clone, Debug)]
pub struct Capacity {
    /// Its id.
    pub id: Id,
    /// What shares the limit.
    pub assets: Vec<Asset>,
    /// Cargoes that count.
    pub cargo: CargoSet,
    /// The direction that counts; none: both.
    pub direction: Option<Direction>,
    /// Nameplate.
    pub nameplate: Ranged<Mass>,
    /// What kind of limit it is.
    pub basis: LimitBasis,
    /// Share of the nameplate that is really there.
    pub availability: f64,
    /// Open months.
    pub months: Months,
    /// Months until it can be reached.
    pub ramp_months: Option<f64>,
    /// When it holds.
    pub window: Window,
    /// Where its numbers come from.
    pub known: Provenance,
}

impl Capacity {
    /// What may pass in a year: nameplate x availability x open months / 12, rounded down.
    #[must_use]
    pub fn limit(&self) -> Mass {
        let open = i64::from(self.months.count());
        #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
        let available = (self.nameplate.value.0 as f64 * self.availability).floor() as i64;
        Mass(available / 12 * open + available % 12 * open / 12)
    }
}

words! {
    /// What a standing charge is for.
    ChargeKind {
        /// Passing a strait, canal, bridge.
        Toll = "toll",
        /// Insuring cargo and hull.
        Insurance = "insurance",
        /// Value lost when a grade is blended into a lesser one.
        Quality = "quality",
        /// Customs.
        Duty = "duty",
        /// Lifting and storing.
        Handling = "handling",
    }
}

/// A standing charge.
#[derive(Clone, Debug)]
pub struct Charge {
    /// Its id.
    pub id: Id,
    /// What it is for.
    pub kind: ChargeKind,
    /// Where it is paid.
    pub on: Selector,
    /// Commodities that pay it; empty: all.
    pub commodities: Vec<CommodityIx>,
    /// How much.
    pub cost: Ranged<Cost>,
    /// When it holds.
    pub window: Window,
    /// Where its numbers come from.
    pub known: Provenance,
}

/// One side of a transfer: a mode, and a way where only one will do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// The mode.
    pub mode: Mode,
    /// Gauge, vessel class or line; none: any.
    pub way: Option<Id>,
}

/// Where a transfer can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransferAt {
    /// At this place.
    Place(PlaceIx),
    /// At every place of this kind.
    Kind(PlaceKind),
}

/// A change of mode, gauge, vessel or line.
#[derive(Clone, Debug)]
pub struct Transfer {
    /// Its id.
    pub id: Id,
    /// Where.
    pub at: TransferAt,
    /// From what.
    pub from: Side,
    /// To what.
    pub to: Side,
    /// Only for goods that arrive from this country; none: any.
    pub from_country: Option<CountryIx>,
    /// Only for goods that go on to this country; none: any.
    pub to_country: Option<CountryIx>,
    /// What it handles.
    pub cargo: CargoSet,
    /// Its price.
    pub cost: Ranged<Cost>,
    /// Its time.
    pub time: Ranged<Seconds>,
    /// When it exists.
    pub window: Window,
    /// Where its numbers come from.
    pub known: Provenance,
}

/// Defaults of a mode or a vessel class for some cargoes.
#[derive(Clone, Debug)]
pub struct ModeDefault {
    /// Its id; for a vessel class the name that links use.
    pub id: Id,
    /// The mode.
    pub mode: Mode,
    /// The vessel class; none on land.
    pub vessel: Option<Id>,
    /// For which cargoes.
    pub cargo: CargoSet,
    /// USD per tonne and km.
    pub usd_per_tkm: Ranged<f64>,
    /// USD per tonne whatever the length.
    pub fixed: Ranged<f64>,
    /// Kilometres per hour.
    pub speed: Ranged<f64>,
    /// Deadweight.
    pub dwt: Option<Mass>,
    /// Laden draught.
    pub draught: Option<Draught>,
    /// Where its numbers come from.
    pub known: Provenance,
}

/// A commodity, one a grade.
#[derive(Clone, Debug)]
pub struct Commodity {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Harmonized System code, digits only.
    pub hs: String,
    /// What equipment it needs.
    pub cargo: Cargo,
    /// USD per tonne.
    pub value: Ranged<Cost>,
    /// Share of the value lost per day, in percent.
    pub holding_pct_day: Ranged<f64>,
    /// The unit that people quote.
    pub unit: String,
    /// Barrels in a tonne.
    pub barrels_per_tonne: Option<Ranged<f64>>,
    /// Where its numbers come from.
    pub known: Provenance,
}

/// Where a flow starts or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// At a place.
    Place(PlaceIx),
    /// Anywhere in a country that gives it access.
    Country(CountryIx),
}

/// A point that a pinned flow passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// A place.
    Place(PlaceIx),
    /// A link.
    Link(LinkIx),
    /// Any link of a line.
    Line(LineIx),
}

words! {
    /// Whether a flow was seen or is meant.
    FlowBasis {
        /// It was.
        Observed = "observed",
        /// It is planned.
        Plan = "plan",
    }
}

/// The years of a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// One year.
    Year(i16),
    /// Every year whose 30 June lies inside.
    Between(Window),
}

impl When {
    /// Does the flow belong to this year?
    #[must_use]
    pub fn covers(&self, year: i16) -> bool {
        match self {
            Self::Year(own) => *own == year,
            Self::Between(window) => window.holds(super::Day::mid(year)),
        }
    }
}

/// Tonnes a year of one commodity from an origin to a destination.
#[derive(Clone, Debug)]
pub struct Flow {
    /// Its id.
    pub id: Id,
    /// What.
    pub commodity: CommodityIx,
    /// From where.
    pub origin: End,
    /// To where.
    pub destination: End,
    /// The market it may be sold to instead.
    pub market: Option<Id>,
    /// How much a year.
    pub mass: Ranged<Mass>,
    /// When.
    pub when: When,
    /// Seen or planned.
    pub basis: FlowBasis,
    /// Pinned to pass these, in order; empty: free.
    pub via: Vec<Via>,
    /// Its tier: 1 is served first.
    pub tier: u8,
    /// Dearer tonnes stay at home.
    pub ceiling: Option<Cost>,
    /// False: counted in statistics, never routed.
    pub laid: bool,
    /// Where the goods come from, if not from the origin's country.
    pub goods_origin: Option<CountryIx>,
    /// Who owns them.
    pub goods_owner: Option<Id>,
    /// Where they were loaded.
    pub loaded_in: Option<CountryIx>,
    /// Where the numbers come from.
    pub known: Provenance,
}

/// What was measured.
#[derive(Clone, Debug)]
pub struct Observed {
    /// Where: a place, a link or a line.
    pub at: Via,
    /// Of which commodity; none: all.
    pub commodity: Option<CommodityIx>,
    /// Of which origin country; none: all.
    pub origin: Option<CountryIx>,
    /// In which year.
    pub year: i16,
    /// How much.
    pub mass: Ranged<Mass>,
    /// What the publisher counts.
    pub scope: String,
    /// Where the number comes from.
    pub known: Provenance,
}

/// Another value that held for a time.
#[derive(Clone, Debug)]
pub struct History {
    /// Whose.
    pub asset: Id,
    /// When it held.
    pub window: Window,
    /// Which value.
    pub value: Past,
    /// Where it comes from.
    pub known: Provenance,
}

/// A column that can change, with the value it had.
#[derive(Clone, Debug)]
pub enum Past {
    /// `cost_usd_t` of a link.
    LinkCost(LinkIx, Ranged<Cost>),
    /// `hours` of a link.
    LinkTime(LinkIx, Ranged<Seconds>),
    /// `operator` of a link.
    LinkOperator(LinkIx, Option<Id>),
    /// `operator` of a place.
    PlaceOperator(PlaceIx, Option<Id>),
    /// `usd_t` of a transfer.
    TransferCost(TransferIx, Ranged<Cost>),
    /// `hours` of a transfer.
    TransferTime(TransferIx, Ranged<Seconds>),
    /// `value_usd_t` of a commodity.
    CommodityValue(CommodityIx, Ranged<Cost>),
}

/// A company, state or agency.
#[derive(Clone, Debug)]
pub struct Party {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// `company`, `state` or `agency`.
    pub kind: String,
    /// Where it is registered.
    pub country: Option<CountryIx>,
    /// Ids of `sources.csv`.
    pub sources: Vec<Id>,
    /// What else a reader should know.
    pub note: Option<String>,
}

/// What one party holds of another.
#[derive(Clone, Debug)]
pub struct Holding {
    /// Who holds.
    pub holder: Id,
    /// Whom.
    pub held: Id,
    /// `shares`, `votes`, `board`, `control` or `trustee`.
    pub kind: String,
    /// Percent.
    pub share_pct: Option<Ranged<f64>>,
    /// When.
    pub window: Window,
    /// Where it is said.
    pub known: Provenance,
}

/// A source.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its id.
    pub id: Id,
    /// Title.
    pub title: String,
    /// Publisher.
    pub publisher: String,
    /// Date as the publisher gives it.
    pub date: String,
    /// Licence, where one is stated.
    pub licence: String,
}
