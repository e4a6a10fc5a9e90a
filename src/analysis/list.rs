//! What is in a table of the atlas: rows as answers write them (ids instead of positions, numbers in kt, km, hours and
//! USD), and which measures concern something.

use std::collections::BTreeSet;

use super::inventory::{self, Passed};
use super::model::trade_of;
use crate::answer::ListOf;
use crate::answer::{self, Cell, Owner, Row, SourceLine};
use crate::model::{Asset, Base, COMMON, Day, ElementKind, Id, Measure, PlaceKind, Scenario, Selector, Trade};
use crate::network::Network;
use crate::select;
use crate::tables::{Atlas, Flow, FlowYears, Holding, Link, SearchedLaw, Snapshot, TableRow};

/// Answers `list`. Places, links and capacities are those of the day, flows those of every year; `measures` come
/// with the id of the scenario that they belong to.
pub fn list(
    head: answer::Metadata,
    snapshot: &Snapshot,
    measures: &[(Id, Measure)],
    of: ListOf,
    passed: Option<&Passed>,
) -> answer::List {
    let mut head = head;
    // Actors come with the files of the law; an atlas may have none.
    if of == ListOf::Actors && snapshot.atlas.actors.is_empty() {
        head.notes.push("ready sets of parties come with the law, which this atlas does not hold".into());
    }
    match of {
        ListOf::Coverage => head.notes.extend(not_searched(&snapshot.atlas)),
        ListOf::Scenarios => head.notes.push(BUILT_IN.into()),
        _ => {}
    }
    if of == ListOf::Scope && snapshot.atlas.scope.is_empty() {
        head.notes.push("this atlas does not state its scope".into());
    }
    head.notes.extend(passed.and(inventory::narrowed(of)).map(|rows| format!("rows: {rows}")));
    let mut rows = table(snapshot, measures, of);
    if let Some(passed) = passed {
        rows.retain(|row| passed.takes(&snapshot.atlas, of, id_of(row)));
    }
    answer::List { head, of, rows }
}

/// Built-in scenarios have no measures of their own.
const BUILT_IN: &str =
    "law, events, market and as-is are built in: `corridor list measures --scenario law` shows what they apply";

/// States of the atlas whose law no one searched, and members of a bloc of whom only the common law was.
fn not_searched(atlas: &Atlas) -> Vec<String> {
    let is = |found: SearchedLaw| {
        let own = atlas.countries.iter().filter(|row| atlas.searched(row.id.as_str()) == found);
        own.map(|row| row.id.to_string()).collect::<Vec<_>>()
    };
    let note = |what: &str, states: Vec<String>| (!states.is_empty()).then(|| format!("{what}: {}", states.join(", ")));
    let national = COMMON.iter().filter_map(|bloc| {
        note(&format!("national law beyond {bloc} law was not searched"), is(SearchedLaw::Common(bloc)))
    });
    note("not searched", is(SearchedLaw::Not)).into_iter().chain(national).collect()
}

fn table(snapshot: &Snapshot, measures: &[(Id, Measure)], of: ListOf) -> Vec<Row> {
    let atlas = &snapshot.atlas;
    match of {
        ListOf::Kinds => inventory::kinds(|of| table(snapshot, measures, of).len()),
        ListOf::Straits => {
            let places = in_force(&atlas.places, &snapshot.places);
            all(atlas, places.filter(|place| place.kind == PlaceKind::Strait))
        }
        ListOf::Countries => all(atlas, atlas.countries.iter()),
        ListOf::Lines => inventory::lines(atlas, &links_of(snapshot).collect::<Vec<_>>()),
        ListOf::Corridors => inventory::corridors(atlas, &links_of(snapshot).collect::<Vec<_>>()),
        ListOf::Documents => inventory::documents(atlas, measures),
        ListOf::Parties => all(atlas, atlas.parties.iter()),
        ListOf::Vessels => all(atlas, atlas.vessels.iter()),
        ListOf::Scope => all(atlas, atlas.scope.iter()),
        ListOf::Places => all(atlas, in_force(&atlas.places, &snapshot.places)),
        ListOf::Links => all(atlas, links_of(snapshot)),
        ListOf::Capacities => all(atlas, in_force(&atlas.capacities, &snapshot.capacities)),
        ListOf::Commodities => all(atlas, atlas.commodities.iter()),
        ListOf::Flows => all(atlas, atlas.flows.iter()),
        ListOf::Scenarios => {
            let built_in = Base::ALL.iter().map(|base| scenario(&Scenario::base(*base)));
            built_in.chain(atlas.scenarios.iter().map(scenario)).collect()
        }
        ListOf::Measures => measures.iter().map(|(scenario, row)| measure(scenario, row)).collect(),
        ListOf::Actors => all(atlas, atlas.actors.iter()),
        ListOf::Coverage => all(atlas, atlas.coverage.iter()),
        ListOf::Sources => all(atlas, atlas.sources.iter()),
    }
}

/// The id that a row begins with.
fn id_of(row: &Row) -> &str {
    match row.0.first() {
        Some((_, Cell::Text(id))) => id,
        _ => "",
    }
}

fn all<'a, T: TableRow + 'a>(atlas: &Atlas, rows: impl Iterator<Item = &'a T>) -> Vec<Row> {
    rows.map(|row| listed(atlas, row)).collect()
}

/// A source of the atlas by its id; what only a measure names says its own words.
pub fn source_line(atlas: &Atlas, id: &str) -> SourceLine {
    // The sources of measures are words of their own.
    let own = SourceLine { id: id.into(), title: "as a scenario says".into(), ..SourceLine::default() };
    atlas.sources.get(id).map_or(own, |row| SourceLine {
        id: id.into(),
        title: row.title.clone(),
        publisher: row.publisher.clone(),
        date: row.date.clone(),
        licence: row.licence.clone(),
        url: row.url.clone(),
    })
}

/// A row as `list` prints it.
pub fn listed(atlas: &Atlas, row: &impl TableRow) -> Row {
    row.listed(atlas).into()
}

pub fn scenario(row: &Scenario) -> Row {
    Row::default()
        .with("id", row.id.as_str())
        .with("title", row.title.as_str())
        .with("as_of", row.as_of)
        .with("measures", row.measures.iter().map(|measure| measure.id.to_string()).collect::<Vec<_>>())
}

/// A measure of a scenario. Its amount is in the unit that its effect names.
pub fn measure(scenario: &Id, row: &Measure) -> Row {
    let amount = row.effect.amount();
    Row::default()
        .with("id", row.id.as_str())
        .with("title", row.legal.title.as_deref())
        .with("authority", row.authority.as_str())
        .with("effect", row.effect.kind())
        .with("amount", amount.map(|amount| amount.value))
        .with("amount_low", amount.and_then(|amount| amount.low))
        .with("amount_high", amount.and_then(|amount| amount.high))
        .with("on", row.on.as_ref().map(ToString::to_string))
        .with("for", row.trade.as_ref().map(ToString::to_string))
        .with("since", row.window.since)
        .with("until", row.window.until)
        .with("confirmed", row.legal.confirmed)
        .with("nexus", row.nexus().to_vec())
        .with("acts", row.legal.acts.clone())
        .with("programme", maybe(row.legal.programme.as_ref()))
        // A measure of a scenario has no legal status: it is in force within its window.
        .with("state", row.legal.standing.map_or("in force", crate::model::Standing::as_str))
        .with("conf", row.legal.reading.map(|(conf, _)| conf))
        .with("text_seen", row.legal.reading.map(|(_, seen)| seen))
        .with("scenario", scenario.as_str())
        .with("source", row.source.as_str())
}

/// Parties that a measure or exception wants, as its file says it.
pub fn parties(on: &crate::model::PartySelector) -> String {
    let words = |name: &str, words: Vec<String>| (!words.is_empty()).then(|| format!("{name}={}", words.join(";")));
    let listed = on.listed.iter().map(|(authority, programme)| format!("{authority}/{programme}"));
    let parts = [
        words("role", on.roles.iter().map(ToString::to_string).collect()),
        words("party", ids(&on.parties)),
        words("country", on.countries.clone()),
        words("listed_by", on.listed_by.clone()),
        words("listed", listed.collect()),
        on.not.as_ref().map(|not| format!("not({})", parties(not))),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(",")
}

pub fn ids(ids: &[Id]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

pub fn maybe(id: Option<&Id>) -> Option<&str> {
    id.map(Id::as_str)
}

/// Is the row at this position in force?
pub fn in_force<'a, T>(rows: &'a [T], marks: &'a [bool]) -> impl Iterator<Item = &'a T> {
    rows.iter().zip(marks).filter(|(_, holds)| **holds).map(|(row, _)| row)
}

/// Links of the day: in force with both of their ends.
pub fn links_of(snapshot: &Snapshot) -> impl Iterator<Item = &Link> {
    let whole = |link: &&Link| snapshot.places[link.from.index()] && snapshot.places[link.to.index()];
    in_force(&snapshot.atlas.links, &snapshot.links).filter(whole)
}

/// With the table that a row is of in front.
pub fn of(table: &str, row: Row) -> Row {
    let mut cells = vec![("of".to_owned(), Cell::from(table))];
    cells.extend(row.0);
    Row(cells)
}

/// A place, or what is no place: selectors of assets choose links beside these.
pub fn kind(asset: Asset) -> ElementKind {
    if matches!(asset, Asset::Place(_)) { ElementKind::Place } else { ElementKind::Link }
}

pub fn owner(row: &Holding) -> Owner {
    Owner {
        holder: row.holder.to_string(),
        held: row.held.to_string(),
        kind: row.kind,
        share_pct: row.share_pct.map(|share| share.value),
        share_pct_low: row.share_pct.and_then(|share| share.low),
        share_pct_high: row.share_pct.and_then(|share| share.high),
        since: row.window.since,
        until: row.window.until,
    }
}

#[derive(Clone, Debug, Default)]
pub struct ListFilter {
    pub on: Option<Selector>,
    pub trade: Option<Selector>,
    /// They begin or end from the first to the last of these days.
    pub changed: Option<(Day, Day)>,
    pub day: Option<Day>,
}

impl ListFilter {
    pub fn takes(&self, network: &Network, measure: &Measure) -> bool {
        let begins = |(from, to): (Day, Day)| {
            // A window includes its last day, so what changes is the day after.
            let ends = measure.window.until.and_then(Day::next);
            let days = [measure.window.since, ends, measure.legal.announced];
            days.into_iter().flatten().any(|day| from <= day && day <= to)
        };
        self.day.is_none_or(|day| measure.acts_on(day))
            && self.changed.is_none_or(begins)
            && self.on.as_ref().is_none_or(|on| meets(network, measure, on))
            && self.trade.as_ref().is_none_or(|trade| speaks(&network.snapshot.atlas, measure, trade))
    }
}

/// Is the measure met on something that the selector chooses? One on trade as a whole is met everywhere.
fn meets(network: &Network, measure: &Measure, on: &Selector) -> bool {
    let Some(own) = &measure.on else { return true };
    // By arcs, since a measure on a place and a selector of its links meet without naming the same asset.
    let arcs: BTreeSet<_> = network.closed_arcs(&network.select(own)).into_iter().collect();
    network.closed_arcs(&network.select(on)).iter().any(|arc| arcs.contains(arc))
}

/// Does the measure speak of a flow that the selector chooses?
fn speaks(atlas: &Atlas, measure: &Measure, trade: &Selector) -> bool {
    let both = |flow: &Flow| {
        // One flow that both selectors choose is enough, of whatever year.
        let own = of_flow(atlas, flow);
        select::matches_trade(trade, atlas, &own)
            && measure.trade.as_ref().is_none_or(|selector| select::matches_trade(selector, atlas, &own))
    };
    atlas.flows.iter().any(both)
}

/// Flows of which a measure speaks, whatever their route.
pub fn flows_of<'a>(atlas: &'a Atlas, measure: &Measure) -> Vec<&'a Flow> {
    let own = |flow: &&Flow| match &measure.trade {
        Some(selector) => select::matches_trade(selector, atlas, &of_flow(atlas, flow)),
        // A measure without `for` speaks of no flow in particular.
        None => false,
    };
    atlas.flows.iter().filter(own).collect()
}

/// The trade of a flow on the day that stands for it.
pub fn of_flow(atlas: &Atlas, flow: &Flow) -> Trade {
    let day = match flow.when {
        // A measure may be about trade of some days, so the flow needs one: the middle of its year, or the last day of
        // its window.
        FlowYears::Year(year) => Day::mid(year),
        FlowYears::Between(window) => window.until.or(window.since).unwrap_or_else(|| Day::mid(2024)),
    };
    trade_of(atlas, flow, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::analysis::sample;
    use crate::answer::Cell;
    use crate::model::{Day, Effect, EffectKind, Ranged};

    fn ask(year: i16, of: ListOf) -> answer::List {
        let mut limit = sample::closing("event:half", "cpc");
        limit.effect = Effect::Amount(EffectKind::LimitShare, Ranged { value: 0.5, low: Some(0.4), high: None });
        let measures = vec![(sample::id("half"), limit)];
        list(sample::head(), &sample::atlas().on(Day::mid(year)), &measures, of, None)
    }

    fn ids(year: i16, of: ListOf) -> Vec<String> {
        ask(year, of).rows.iter().map(|row| text(row, "id")).collect()
    }

    fn cell<'a>(row: &'a Row, name: &str) -> &'a Cell {
        &row.0.iter().find(|(own, _)| own == name).unwrap().1
    }

    fn text(row: &Row, name: &str) -> String {
        match cell(row, name) {
            Cell::Text(text) => text.clone(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn only_what_is_in_force_is_listed() {
        assert_eq!(ids(2024, ListOf::Links), ["lane-1", "lane-2", "pipe"]);
        assert_eq!(ids(2010, ListOf::Links), ["lane-1", "lane-2", "old-pipe", "pipe"]);
        assert_eq!(ids(2024, ListOf::Capacities), ["moorings", "pipe-2023"]);
        assert_eq!(ids(2021, ListOf::Capacities), ["moorings", "pipe-2020"]);
        assert_eq!(ids(2024, ListOf::Flows), ["flow-2024", "plan"]);
    }

    #[test]
    fn values_are_those_of_the_day() {
        assert_eq!(*cell(&ask(2024, ListOf::Links).rows[2], "cost_usd_t"), Cell::Number(30.0));
        assert_eq!(*cell(&ask(2010, ListOf::Links).rows[3], "cost_usd_t"), Cell::Number(25.0));
    }

    #[test]
    fn a_capacity_tells_what_it_limits_and_to_how_much() {
        let list = ask(2024, ListOf::Capacities);
        let row = &list.rows[1];
        assert_eq!(*cell(row, "assets"), Cell::Many(vec!["pipe".into()]));
        assert_eq!(*cell(row, "kt_y"), Cell::Number(80_000.0));
        assert_eq!(*cell(row, "kt_y_low"), Cell::Number(70_000.0));
        assert_eq!(*cell(row, "limit_kt_y"), Cell::Number(40_000.0), "half of it is available");
        assert_eq!(text(row, "since"), "2023-01-01");
        assert_eq!(*cell(row, "until"), Cell::None);
    }

    #[test]
    fn a_flow_has_a_year_or_a_window() {
        let list = ask(2024, ListOf::Flows);
        let [yearly, plan] = list.rows.as_slice() else { panic!("two flows") };
        assert_eq!(*cell(yearly, "year"), Cell::Integer(2024));
        assert_eq!(*cell(yearly, "via"), Cell::Many(vec!["cpc".into(), "strait".into()]));
        assert_eq!((text(yearly, "origin"), text(yearly, "destination")), ("tengiz".into(), "ITA".into()));
        assert_eq!(*cell(plan, "year"), Cell::None);
        assert_eq!((text(plan, "from"), text(plan, "until")), ("2025-01-01".into(), "2030-12-31".into()));
    }

    #[test]
    fn a_measure_names_its_effect_amount_and_scenario() {
        let list = ask(2024, ListOf::Measures);
        let row = &list.rows[0];
        assert_eq!(text(row, "effect"), "limit");
        assert_eq!(*cell(row, "amount"), Cell::Number(0.5));
        assert_eq!(*cell(row, "amount_low"), Cell::Number(0.4));
        assert_eq!((text(row, "on"), text(row, "scenario")), ("line=cpc".into(), "half".into()));
    }

    #[test]
    fn every_row_of_a_table_has_the_same_names() {
        for of in [ListOf::Places, ListOf::Links, ListOf::Capacities, ListOf::Flows, ListOf::Sources] {
            let names = |row: &Row| row.0.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
            let rows = ask(2024, of).rows;
            assert!(rows.iter().all(|row| names(row) == names(&rows[0])), "{of:?}");
        }
    }

    #[test]
    fn actors_are_empty_and_say_why() {
        let list = ask(2024, ListOf::Actors);
        assert!(list.rows.is_empty());
        assert_eq!(list.head.notes.len(), 1);
        assert!(ask(2024, ListOf::Sources).head.notes.is_empty());
    }
}
