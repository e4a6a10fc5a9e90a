//! Rows of the atlas as answers write them: ids instead of positions, numbers in kt, km, hours and USD.

use crate::answer::{Cell, Owner, Row, SourceLine};
use crate::model::{
    CargoSet, CommodityIx, CountryIx, Day, Id, LineIx, Measure, Ranged, Scenario, Selector, Side, TransferAt,
    Window,
};
use crate::tables::{
    Atlas, Capacity, Charge, Commodity, Flow, Holding, Link, Observed, Past, Snapshot, Source, TableRow,
    Transfer, When,
};
use routing::{Cost, Seconds};

/// A source of the atlas by its id; what only a measure names says its own words.
pub(super) fn source_line(atlas: &Atlas, id: &str) -> SourceLine {
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
pub(super) fn listed(atlas: &Atlas, row: &impl TableRow) -> Row {
    row.listed(atlas).into()
}

pub(super) fn link(atlas: &Atlas, row: &Link) -> Row {
    Row::default()
        .with("id", row.id.as_str())
        .with("name", row.name.as_str())
        .with("line", line(atlas, row.line))
        .with("corridor", maybe(row.corridor.as_ref()))
        .with("from", atlas.places[row.from.index()].id.as_str())
        .with("to", atlas.places[row.to.index()].id.as_str())
        .with("mode", row.mode.as_str())
        .with("two_way", row.two_way)
        .with("cargo", cargo(row.cargo))
        .with("length_km", row.length.value.km())
        .with("cost_usd_t", row.cost.map(|cost| cost.value.usd_t()))
        .with("hours", row.time.map(|time| time.value.hours()))
        .with("operator", maybe(row.operator.as_ref()))
        .with("territory", countries(atlas, &row.territory))
        .with("source", ids(&row.known.sources))
}

pub(super) fn capacity(atlas: &Atlas, row: &Capacity) -> Row {
    let start = Row::default()
        .with("id", row.id.as_str())
        .with("assets", row.assets.iter().map(|asset| atlas.asset_id(*asset).to_string()).collect::<Vec<_>>())
        .with("cargo", cargo(row.cargo))
        .with("direction", row.direction.map(|direction| direction.as_str()));
    spread(start, "kt_y", &ranged(&row.nameplate, |mass| mass.kt()))
        .with("basis", row.basis.as_str())
        .with("limit_kt_y", row.limit().kt())
        .with("since", day(row.window.since))
        .with("until", day(row.window.until))
        .with("evidence", row.known.basis.as_str())
        .with("source", ids(&row.known.sources))
}

pub(super) fn transfer(atlas: &Atlas, row: &Transfer) -> Row {
    Row::default()
        .with("id", row.id.as_str())
        .with("at", transfer_at(atlas, row.at))
        .with("from", side(&row.from))
        .with("to", side(&row.to))
        .with("cargo", cargo(row.cargo))
        .with("usd_t", row.cost.value.usd_t())
        .with("hours", row.time.value.hours())
        .with("source", ids(&row.known.sources))
}

pub(super) fn charge(atlas: &Atlas, row: &Charge) -> Row {
    let start = Row::default()
        .with("id", row.id.as_str())
        .with("kind", row.kind.as_str())
        .with("selector", selector(&row.on))
        .with("commodity", commodities(atlas, &row.commodities));
    spread(start, "usd_t", &ranged(&row.cost, |cost| cost.usd_t()))
        .with("since", day(row.window.since))
        .with("until", day(row.window.until))
        .with("source", ids(&row.known.sources))
}

pub(super) fn commodity(row: &Commodity) -> Row {
    let start = Row::default()
        .with("id", row.id.as_str())
        .with("name", row.name.as_str())
        .with("hs", row.hs.as_str())
        .with("cargo", row.cargo.as_str());
    spread(start, "value_usd_t", &ranged(&row.value, |cost| cost.usd_t()))
        .with("holding_pct_day", row.holding_pct_day.value)
        .with("unit", row.unit.as_str())
        .with("barrels_per_tonne", row.barrels_per_tonne.map(|barrels| barrels.value))
        .with("source", ids(&row.known.sources))
}

pub(super) fn flow(atlas: &Atlas, row: &Flow) -> Row {
    let (year, window) = when(row.when);
    let start = Row::default()
        .with("id", row.id.as_str())
        .with("commodity", atlas.commodities[row.commodity.index()].id.as_str())
        .with("origin", atlas.end_id(row.origin).as_str())
        .with("destination", atlas.end_id(row.destination).as_str())
        .with("year", year)
        .with("from", day(window.since))
        .with("until", day(window.until));
    spread(start, "kt_y", &ranged(&row.mass, |mass| mass.kt()))
        .with("basis", row.basis.as_str())
        .with("via", via(atlas, row))
        .with("tier", i64::from(row.tier))
        .with("laid", row.laid)
        .with("evidence", row.known.basis.as_str())
        .with("source", ids(&row.known.sources))
}

pub(super) fn observed(atlas: &Atlas, row: &Observed) -> Row {
    let start = Row::default()
        .with("asset", atlas.via_id(row.at).as_str())
        .with("commodity", row.commodity.map(|ix| atlas.commodities[ix.index()].id.to_string()))
        .with("origin", country(atlas, row.origin))
        .with("year", i64::from(row.year));
    spread(start, "kt", &ranged(&row.mass, |mass| mass.kt()))
        .with("scope", row.scope.as_str())
        .with("evidence", row.known.basis.as_str())
        .with("source", ids(&row.known.sources))
}

pub(super) fn scenario(row: &Scenario) -> Row {
    Row::default()
        .with("id", row.id.as_str())
        .with("title", row.title.as_str())
        .with("as_of", day(row.as_of))
        .with("measures", row.measures.iter().map(|measure| measure.id.to_string()).collect::<Vec<_>>())
}

/// A measure of a scenario. Its amount is in the unit that its effect names.
pub(super) fn measure(scenario: &Id, row: &Measure) -> Row {
    let amount = row.effect.amount();
    Row::default()
        .with("id", row.id.as_str())
        .with("sender", row.sender.as_str())
        .with("effect", row.effect.key())
        .with("amount", amount.map(|amount| amount.value))
        .with("amount_low", amount.and_then(|amount| amount.low))
        .with("amount_high", amount.and_then(|amount| amount.high))
        .with("on", row.on.as_ref().map(selector))
        .with("for", row.trade.as_ref().map(selector))
        .with("since", day(row.window.since))
        .with("until", day(row.window.until))
        .with("nexus", row.nexus().iter().map(ToString::to_string).collect::<Vec<_>>())
        .with("acts", row.legal.acts.iter().map(ToString::to_string).collect::<Vec<_>>())
        .with("programme", maybe(row.legal.programme.as_ref()))
        .with("state", row.legal.standing.map_or("in force", crate::model::Standing::as_str))
        .with("conf", row.legal.reading.map(|(conf, _)| conf.as_str()))
        .with("text_seen", row.legal.reading.map(|(_, seen)| seen))
        .with("scenario", scenario.as_str())
        .with("source", row.source.as_str())
}

/// A ready set of parties.
pub(super) fn actor(row: &crate::tables::Actor) -> Row {
    let start = Row::default().with("id", row.id.as_str()).with("name", row.name.as_str());
    let roles = crate::model::Role::ALL.iter();
    roles
        .fold(start, |out, role| out.with(role.as_str(), maybe(row.parties.get(role))))
        .with("note", row.note.as_deref())
}

/// Parties that a measure or exception wants, as its file says it.
pub(super) fn parties(on: &crate::model::PartySelector) -> String {
    let words =
        |name: &str, words: Vec<String>| (!words.is_empty()).then(|| format!("{name}={}", words.join(";")));
    let listed = on.listed.iter().map(|(sender, programme)| format!("{sender}/{programme}"));
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

pub(super) fn source(row: &Source) -> Row {
    Row::default()
        .with("id", row.id.as_str())
        .with("title", row.title.as_str())
        .with("publisher", row.publisher.as_str())
        .with("date", row.date.as_str())
        .with("licence", row.licence.as_str())
        .with("url", row.url.as_str())
}

/// A value with its plausible range: three columns.
pub(super) fn spread(row: Row, name: &str, value: &Ranged<f64>) -> Row {
    row.with(name, value.value)
        .with(&format!("{name}_low"), value.low)
        .with(&format!("{name}_high"), value.high)
}

/// A range in another unit.
pub(super) fn ranged<T: Copy>(range: &Ranged<T>, to: impl Fn(T) -> f64) -> Ranged<f64> {
    Ranged { value: to(range.value), low: range.low.map(&to), high: range.high.map(&to) }
}

pub(super) fn ids(ids: &[Id]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

pub(super) fn maybe(id: Option<&Id>) -> Option<&str> {
    id.map(Id::as_str)
}

pub(super) fn day(day: Option<Day>) -> Option<String> {
    day.map(|day| day.to_string())
}

pub(super) fn cargo(set: CargoSet) -> Vec<String> {
    set.iter().map(|cargo| cargo.to_string()).collect()
}

pub(super) fn country(atlas: &Atlas, country: Option<CountryIx>) -> Option<&str> {
    country.map(|at| atlas.countries[at.index()].id.as_str())
}

pub(super) fn countries(atlas: &Atlas, countries: &[CountryIx]) -> Vec<String> {
    countries.iter().map(|at| atlas.countries[at.index()].id.to_string()).collect()
}

pub(super) fn commodities(atlas: &Atlas, commodities: &[CommodityIx]) -> Vec<String> {
    commodities.iter().map(|at| atlas.commodities[at.index()].id.to_string()).collect()
}

pub(super) fn line(atlas: &Atlas, line: Option<LineIx>) -> Option<&str> {
    line.map(|at| atlas.lines[at.index()].as_str())
}

pub(super) fn via(atlas: &Atlas, flow: &Flow) -> Vec<String> {
    flow.via.iter().map(|via| atlas.via_id(*via).to_string()).collect()
}

/// A year, or the days between which the flow goes on.
pub(super) fn when(when: When) -> (Option<i64>, Window) {
    match when {
        When::Year(year) => (Some(i64::from(year)), Window::default()),
        When::Between(window) => (None, window),
    }
}

/// A place's id or a kind of places.
pub(super) fn transfer_at(atlas: &Atlas, at: TransferAt) -> &str {
    match at {
        TransferAt::Place(place) => atlas.places[place.index()].id.as_str(),
        TransferAt::Kind(kind) => kind.as_str(),
    }
}

/// `rail:1520`, or `rail` where any way will do.
pub(super) fn side(side: &Side) -> String {
    match &side.way {
        Some(way) => format!("{}:{way}", side.mode),
        None => side.mode.to_string(),
    }
}

/// As tables write it: `place=a;b,mode=sea`; what must not hold in `not(...)`.
pub(super) fn selector(on: &Selector) -> String {
    let clauses = on.clauses.iter().map(|clause| format!("{}={}", clause.key, clause.values.join(";")));
    let not = on.not.as_ref().map(|not| format!("not({})", selector(not)));
    clauses.chain(not).collect::<Vec<_>>().join(",")
}

/// The column of a past value, and the value with its low and high.
pub(super) fn past(value: &Past) -> (&'static str, [Cell; 3]) {
    let number = |value: Ranged<f64>| [value.value.into(), value.low.into(), value.high.into()];
    let party = |party: &Option<Id>| [maybe(party.as_ref()).into(), Cell::None, Cell::None];
    match value {
        Past::LinkCost(_, cost) => ("cost_usd_t", number(ranged(cost, Cost::usd_t))),
        Past::LinkTime(_, time) => ("hours", number(ranged(time, Seconds::hours))),
        Past::LinkOperator(_, operator) | Past::PlaceOperator(_, operator) => ("operator", party(operator)),
        Past::TransferCost(_, cost) => ("usd_t", number(ranged(cost, Cost::usd_t))),
        Past::TransferTime(_, time) => ("hours", number(ranged(time, Seconds::hours))),
        Past::ChargeCost(_, cost) => ("usd_t", number(ranged(cost, Cost::usd_t))),
        Past::CommodityValue(_, cost) => ("value_usd_t", number(ranged(cost, Cost::usd_t))),
    }
}

/// Is the row at this position in force?
pub(super) fn in_force<'a, T>(rows: &'a [T], marks: &'a [bool]) -> impl Iterator<Item = &'a T> {
    rows.iter().zip(marks).filter(|(_, holds)| **holds).map(|(row, _)| row)
}

/// Links of the day: in force with both of their ends.
pub(super) fn links_of(dated: &Snapshot) -> impl Iterator<Item = &Link> {
    let whole = |link: &&Link| dated.places[link.from.index()] && dated.places[link.to.index()];
    in_force(&dated.atlas.links, &dated.links).filter(whole)
}

/// With the table that a row is of in front.
pub(super) fn of(table: &str, row: Row) -> Row {
    let mut cells = vec![("of".to_owned(), Cell::from(table))];
    cells.extend(row.0);
    Row(cells)
}

/// A holding.
pub fn owner(row: &Holding) -> Owner {
    Owner {
        holder: row.holder.to_string(),
        held: row.held.to_string(),
        kind: row.kind.clone(),
        share_pct: row.share_pct.map(|share| share.value),
        share_pct_low: row.share_pct.and_then(|share| share.low),
        share_pct_high: row.share_pct.and_then(|share| share.high),
        since: day(row.window.since),
        until: day(row.window.until),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Clause;

    #[test]
    fn a_selector_reads_as_tables_write_it() {
        let clause =
            |key, values: &[&str]| Clause { key, values: values.iter().map(ToString::to_string).collect() };
        let on = Selector {
            clauses: vec![clause("place", &["a", "b"]), clause("mode", &["sea"])],
            not: Some(Box::new(Selector::of("country", "RUS"))),
        };
        assert_eq!(selector(&on), "place=a;b,mode=sea,not(country=RUS)");
    }

    #[test]
    fn a_side_names_its_way_only_where_it_has_one() {
        use crate::model::Mode;
        assert_eq!(side(&Side { mode: Mode::Rail, way: Some(Id::trusted("1520")) }), "rail:1520");
        assert_eq!(side(&Side { mode: Mode::Sea, way: None }), "sea");
    }
}
