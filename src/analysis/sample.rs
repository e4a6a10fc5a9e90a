//! A small atlas made by hand, for tests.
//!
//! ```text
//! tengiz ==pipe==> novo --lane-1-- strait --lane-2-- augusta
//!    \==old-pipe (until 2010)==> novo-old
//! ```

use crate::answer::Metadata;
use crate::model::{
    Asset, Basis, Cargo, CargoSet, CommodityIx, CountryIx, Day, Effect, End, Id, LineIx, LinkIx, Measure,
    Mode, PlaceIx, PlaceKind, Provenance, Ranged, Scenario, Selector, Side, TransferAt, Via, Window,
};
use crate::network::Network;
use crate::tables::{
    Atlas, Capacity, Charge, ChargeKind, Commodity, Country, Flow, FlowBasis, History, Holding, HoldingKind,
    LimitBasis, Link, ModeDefault, Observed, Party, PartyKind, Past, Place, Source, Table, Transfer, When,
};
use assignment::Mass;
use routing::{Cost, Metres, Position, Seconds};

pub fn id(text: &str) -> Id {
    Id::trusted(text)
}

pub fn head() -> Metadata {
    Metadata::default()
}

/// The atlas on 30 June 2024.
pub fn network() -> Network {
    Network::new(atlas().on(Day::mid(2024)))
}

pub fn bar(measure: &str, line: &str) -> Measure {
    Measure::what_if(measure, Effect::Bar, Some(Selector::of("line", line)))
}

pub fn atlas() -> Atlas {
    let mut atlas = Atlas { name: "sample".into(), ..Atlas::default() };
    atlas.countries = Table::new(
        vec![
            country("ITA", "Italy", "EU"),
            country("KAZ", "Kazakhstan", "EAEU"),
            country("RUS", "Russia", "EAEU"),
            country("TUR", "Türkiye", ""),
        ],
        |row| &row.id,
    );
    places(&mut atlas);
    links(&mut atlas);
    equipment(&mut atlas);
    trade(&mut atlas);
    others(&mut atlas);
    atlas
}

fn provenance(source: &str) -> Provenance {
    Provenance { basis: Basis::Reported, sources: vec![id(source)], note: None }
}

fn window(since: &str, until: &str) -> Window {
    Window { since: Day::parse(since), until: Day::parse(until) }
}

fn range(value: f64, low: f64, high: f64) -> Ranged<Mass> {
    let kt = |kt| Mass::from_kt(kt).unwrap();
    Ranged { value: kt(value), low: Some(kt(low)), high: Some(kt(high)) }
}

fn usd(usd_t: f64) -> Ranged<Cost> {
    Ranged::point(Cost::from_usd_t(usd_t).unwrap())
}

fn crude() -> CargoSet {
    [Cargo::Crude].into_iter().collect()
}

fn country(iso3: &str, name: &str, bloc: &str) -> Country {
    Country {
        id: id(iso3),
        name: name.into(),
        blocs: if bloc.is_empty() { Vec::new() } else { vec![bloc.into()] },
        landlocked: iso3 == "KAZ",
        sources: vec![id("atlas-of-countries")],
        ..Country::default()
    }
}

fn place(key: &str, name: &str, kind: PlaceKind, country: u32) -> Place {
    Place {
        id: id(key),
        name: name.into(),
        kind,
        country: Some(CountryIx(country)),
        position: Some(Position { lat: 45.0, lon: 53.0 }),
        year: Some(2024),
        provenance: provenance("handbook"),
        ..Place::default()
    }
}

/// In the order of ids: augusta 0, novo 1, novo-old 2, strait 3, tengiz 4.
fn places(atlas: &mut Atlas) {
    let locode = |place: Place, code: &str| Place { unlocode: Some(code.into()), seaport: true, ..place };
    let mut augusta = locode(place("augusta", "Augusta", PlaceKind::Port, 0), "ITAUG");
    augusta.gate = crude();
    augusta.demand = Some(range(5000.0, 4000.0, 6000.0));
    let mut novo = locode(place("novo", "Novorossiysk", PlaceKind::Terminal, 2), "RUNVS");
    novo.operator = Some(id("pipeco"));
    let rows = vec![
        augusta,
        novo,
        locode(place("novo-old", "Novorossiysk", PlaceKind::Port, 2), "RUNVS"),
        place("strait", "Bosporus", PlaceKind::Strait, 3),
        place("tengiz", "Tengiz", PlaceKind::Field, 1),
    ];
    atlas.places = Table::new(rows, |row| &row.id);
}

fn link(key: &str, mode: Mode, from: u32, to: u32) -> Link {
    let land = mode == Mode::Pipeline;
    Link {
        id: id(key),
        name: key.to_uppercase(),
        from: PlaceIx(from),
        to: PlaceIx(to),
        mode,
        two_way: !land,
        cargo: crude(),
        length: Ranged::point(Metres::from_km(1000.0).unwrap()),
        cost: Some(usd(if land { 30.0 } else { 5.0 })),
        time: Some(Ranged::point(Seconds::from_hours(100.0).unwrap())),
        operator: land.then(|| id("pipeco")),
        territory: if land { vec![CountryIx(1), CountryIx(2)] } else { Vec::new() },
        year: Some(2024),
        provenance: provenance("handbook"),
        ..Link::default()
    }
}

/// In the order of ids: lane-1 0, lane-2 1, old-pipe 2, pipe 3.
fn links(atlas: &mut Atlas) {
    atlas.lines = Table::new(vec![id("cpc"), id("old")], |row| row);
    let mut pipe = link("pipe", Mode::Pipeline, 4, 1);
    pipe.line = Some(LineIx(0));
    pipe.corridor = Some(id("western"));
    let mut old = link("old-pipe", Mode::Pipeline, 4, 2);
    old.line = Some(LineIx(1));
    old.window = window("", "2010-12-31");
    let rows = vec![link("lane-1", Mode::Sea, 1, 3), link("lane-2", Mode::Sea, 3, 0), old, pipe];
    atlas.links = Table::new(rows, |row| &row.id);
    atlas.modes = Table::new(
        vec![ModeDefault {
            id: id("aframax"),
            mode: Mode::Sea,
            vessel: Some(id("aframax")),
            cargo: crude(),
            usd_per_tkm: Ranged::point(0.005),
            fixed: Ranged::point(2.0),
            speed: Ranged::point(20.0),
            dwt: Mass::from_kt(115.0),
            year: Some(2024),
            provenance: provenance("brokers"),
            ..ModeDefault::default()
        }],
        |row| &row.id,
    );
}

fn capacity(key: &str, asset: Asset, kt: Ranged<Mass>, window: Window) -> Capacity {
    Capacity {
        id: id(key),
        assets: vec![asset],
        cargo: crude(),
        nameplate: kt,
        basis: LimitBasis::Physical,
        availability: 0.5,
        year: Some(2024),
        window,
        provenance: provenance("yearbook"),
        ..Capacity::default()
    }
}

fn equipment(atlas: &mut Atlas) {
    let pipe = Asset::Link(LinkIx(3));
    let kt = range(60_000.0, 55_000.0, 65_000.0);
    let rows = vec![
        capacity("moorings", Asset::Place(PlaceIx(1)), kt, Window::default()),
        capacity("pipe-2020", pipe, kt, window("2020-01-01", "2022-12-31")),
        capacity("pipe-2023", pipe, range(80_000.0, 70_000.0, 90_000.0), window("2023-01-01", "")),
    ];
    atlas.capacities = Table::new(rows, |row| &row.id);
    let side = |mode, way: Option<&str>| Side { mode, way: way.map(id) };
    let load = Transfer {
        id: id("loading"),
        at: TransferAt::Place(PlaceIx(1)),
        from: side(Mode::Pipeline, Some("cpc")),
        to: side(Mode::Sea, None),
        cargo: crude(),
        cost: usd(2.0),
        time: Ranged::point(Seconds::from_hours(24.0).unwrap()),
        year: Some(2024),
        provenance: provenance("handbook"),
        ..Transfer::default()
    };
    atlas.transfers = Table::new(vec![load], |row| &row.id);
    let charge = |key: &str, kind, on| Charge {
        id: id(key),
        kind,
        on,
        cost: usd(0.5),
        year: Some(2024),
        provenance: provenance("handbook"),
        ..Charge::default()
    };
    let blending = charge("blending", ChargeKind::Quality, Selector::of("transfer", "*>pipeline:cpc"));
    let toll = charge("toll", ChargeKind::Toll, Selector::of("place", "strait"));
    atlas.charges = Table::new(vec![blending, toll], |row| &row.id);
    atlas.history = vec![History {
        asset: id("pipe"),
        window: window("2005-01-01", "2016-12-31"),
        value: Past::LinkCost(LinkIx(3), usd(25.0)),
        provenance: provenance("yearbook"),
        ..of_column("cost_usd_t")
    }];
}

fn of_column(column: &str) -> History {
    History { column: column.into(), ..History::default() }
}

/// A flow of Tengiz crude to Augusta by CPC.
pub fn flow(key: &str, year: i16, kt: f64) -> Flow {
    Flow {
        id: id(key),
        commodity: CommodityIx(0),
        origin: End::Place(PlaceIx(4)),
        destination: End::Country(CountryIx(0)),
        mass: range(kt, kt / 2.0, kt * 2.0),
        when: When::Year(year),
        basis: FlowBasis::Observed,
        via: vec![Via::Line(LineIx(0)), Via::Place(PlaceIx(3))],
        provenance: provenance("customs"),
        ..Flow::default()
    }
}

fn trade(atlas: &mut Atlas) {
    let light = Commodity {
        id: id("crude-light"),
        name: "Light crude".into(),
        hs: "270900".into(),
        cargo: Cargo::Crude,
        value: usd(600.0),
        barrels_per_tonne: Some(Ranged::point(7.8)),
        year: Some(2024),
        provenance: provenance("handbook"),
        ..Commodity::default()
    };
    atlas.commodities = Table::new(vec![light], |row| &row.id);
    let mut plan = flow("plan", 0, 100.0);
    plan.when = When::Between(window("2025-01-01", "2030-12-31"));
    plan.via = Vec::new();
    atlas.flows = Table::new(vec![flow("flow-2024", 2024, 1000.0), plan], |row| &row.id);
    atlas.observed = vec![Observed {
        at: Via::Line(LineIx(0)),
        origin: Some(CountryIx(1)),
        year: 2024,
        mass: range(63_000.0, 62_000.0, 64_000.0),
        scope: "all oil".into(),
        provenance: provenance("yearbook"),
        ..Observed::default()
    }];
}

fn others(atlas: &mut Atlas) {
    let party = |key: &str, kind| Party {
        id: id(key),
        name: key.to_uppercase(),
        kind,
        country: Some(CountryIx(2)),
        sources: vec![id("handbook")],
        ..Party::default()
    };
    atlas.parties =
        Table::new(vec![party("pipeco", PartyKind::Company), party("state", PartyKind::State)], |row| {
            &row.id
        });
    let share = |holder: &str, pct, window| Holding {
        holder: id(holder),
        held: id("pipeco"),
        kind: HoldingKind::Shares,
        share_pct: Some(Ranged { value: pct, low: Some(pct - 1.0), high: None }),
        window,
        provenance: provenance("register"),
        ..Holding::default()
    };
    atlas.holdings =
        vec![share("state", 24.0, Window::default()), share("bank", 5.0, window("", "2020-12-31"))];
    let source = |key: &str| Source {
        id: id(key),
        title: format!("The {key}"),
        publisher: "Press".into(),
        date: "2024".into(),
        ..Source::default()
    };
    let ids = ["atlas-of-countries", "brokers", "customs", "handbook", "register", "yearbook"];
    atlas.sources = Table::new(ids.map(source).into(), |row| &row.id);
    let closed = Scenario {
        id: id("cpc-closed"),
        title: "CPC stops".into(),
        measures: vec![bar("event:cpc-stop", "cpc")],
        ..Scenario::none()
    };
    atlas.scenarios = Table::new(vec![closed], |row| &row.id);
}
