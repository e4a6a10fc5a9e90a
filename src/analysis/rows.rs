//! Rows of the atlas as answers write them: ids instead of positions, numbers in kt, km, hours and USD.

use crate::answer::{Cell, Owner, Row, SourceLine};
use crate::model::{Asset, ElementKind, Id, Measure, Scenario};
use crate::tables::{Atlas, Holding, Link, Snapshot, TableRow};

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

pub(super) fn scenario(row: &Scenario) -> Row {
    Row::default()
        .with("id", row.id.as_str())
        .with("title", row.title.as_str())
        .with("as_of", row.as_of)
        .with("measures", row.measures.iter().map(|measure| measure.id.to_string()).collect::<Vec<_>>())
}

/// A measure of a scenario. Its amount is in the unit that its effect names.
pub(super) fn measure(scenario: &Id, row: &Measure) -> Row {
    let amount = row.effect.amount();
    Row::default()
        .with("id", row.id.as_str())
        .with("sender", row.sender.as_str())
        .with("effect", row.effect.kind())
        .with("amount", amount.map(|amount| amount.value))
        .with("amount_low", amount.and_then(|amount| amount.low))
        .with("amount_high", amount.and_then(|amount| amount.high))
        .with("on", row.on.as_ref().map(ToString::to_string))
        .with("for", row.trade.as_ref().map(ToString::to_string))
        .with("since", row.window.since)
        .with("until", row.window.until)
        .with("nexus", row.nexus().to_vec())
        .with("acts", row.legal.acts.clone())
        .with("programme", maybe(row.legal.programme.as_ref()))
        .with("state", row.legal.standing.map_or("in force", crate::model::Standing::as_str))
        .with("conf", row.legal.reading.map(|(conf, _)| conf))
        .with("text_seen", row.legal.reading.map(|(_, seen)| seen))
        .with("scenario", scenario.as_str())
        .with("source", row.source.as_str())
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

pub(super) fn ids(ids: &[Id]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

pub(super) fn maybe(id: Option<&Id>) -> Option<&str> {
    id.map(Id::as_str)
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

/// A place, or what is no place: selectors of assets choose links beside these.
pub fn kind(asset: Asset) -> ElementKind {
    if matches!(asset, Asset::Place(_)) { ElementKind::Place } else { ElementKind::Link }
}

/// A holding.
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
