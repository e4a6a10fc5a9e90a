//! Parties, scenarios, measures and sources.

use crate::answer::Row;
use crate::model::{Id, Measure, Party, Scenario, Source};

use super::ways::{flows, links};
use super::{Book, Draft};
use crate::analysis::rows;

pub(super) fn find(book: &Book<'_>, id: &str) -> Vec<Draft> {
    let atlas = &book.network.dated.atlas;
    let scenario = book.scenarios.iter().find(|row| row.id.as_str() == id);
    let mut measures = book.scenarios.iter().flat_map(|row| row.measures.iter());
    let found = [
        atlas.parties.get(id).map(|row| party(book, row)),
        scenario.map(|row| self::scenario(row)),
        measures.find(|row| row.id.as_str() == id).map(|row| measure(book, row)),
        atlas.sources.get(id).map(|row| source(book, row)),
    ];
    found.into_iter().flatten().collect()
}

fn party(book: &Book<'_>, row: &Party) -> Draft {
    let dated = &book.network.dated;
    let atlas = &dated.atlas;
    let places = atlas.places.iter().zip(&dated.places);
    let places = places.filter(|(place, _)| place.operator.as_ref() == Some(&row.id));
    Draft::new("party", row.id.as_str(), &row.name)
        .from(&row.sources)
        .fact("kind", row.kind.as_str())
        .fact("country", rows::country(atlas, row.country))
        .fact("note", row.note.as_deref())
        .related("places", places.map(|(place, now)| rows::place(atlas, place).with("in_force", *now)))
        .related("links", links(book, |link| link.operator.as_ref() == Some(&row.id)))
        .related("flows", flows(atlas, |flow| flow.goods_owner.as_ref() == Some(&row.id)))
        .owned(Some(&row.id))
}

fn scenario(row: &Scenario) -> Draft {
    Draft::new("scenario", row.id.as_str(), &row.title)
        .fact("as_of", rows::day(row.as_of))
        .related("measures", row.measures.iter().map(|measure| rows::measure(&row.id, measure)))
}

fn measure(book: &Book<'_>, row: &Measure) -> Draft {
    let within =
        book.scenarios.iter().filter(|scenario| scenario.measures.iter().any(|own| own.id == row.id));
    let source = Id::trusted(&row.source);
    let cited = book.network.dated.atlas.sources.get(&row.source).is_some();
    let draft = Draft::new("measure", row.id.as_str(), row.id.as_str())
        .fact("sender", row.sender.as_str())
        .fact("effect", row.effect.key())
        .number("amount", row.effect.amount().copied())
        .fact("on", row.on.as_ref().map(rows::selector))
        .fact("for", row.trade.as_ref().map(rows::selector))
        .window(row.window, row.window.holds(book.network.dated.day))
        .related("scenarios", within.map(|scenario| rows::scenario(scenario)));
    if cited { draft.from(&[source]) } else { draft.fact("source", row.source.as_str()) }
}

fn source(book: &Book<'_>, row: &Source) -> Draft {
    Draft::new("source", row.id.as_str(), &row.title)
        .fact("publisher", row.publisher.as_str())
        .fact("date", row.date.as_str())
        .fact("licence", row.licence.as_str())
        .related("cited_by", cited_by(book, &row.id))
        .from(std::slice::from_ref(&row.id))
}

/// Rows that have an id and name the source.
fn cited_by(book: &Book<'_>, source: &Id) -> Vec<Row> {
    let atlas = &book.network.dated.atlas;
    let places = atlas.places.iter().map(|row| ("place", &row.id, &row.known.sources));
    let links = atlas.links.iter().map(|row| ("link", &row.id, &row.known.sources));
    let capacities = atlas.capacities.iter().map(|row| ("capacity", &row.id, &row.known.sources));
    let transfers = atlas.transfers.iter().map(|row| ("transfer", &row.id, &row.known.sources));
    let charges = atlas.charges.iter().map(|row| ("charge", &row.id, &row.known.sources));
    let goods = atlas.commodities.iter().map(|row| ("commodity", &row.id, &row.known.sources));
    let flows = atlas.flows.iter().map(|row| ("flow", &row.id, &row.known.sources));
    let modes = atlas.modes.iter().map(|row| ("mode", &row.id, &row.known.sources));
    let history = atlas.history.iter().map(|row| ("history", &row.asset, &row.known.sources));
    let observed = atlas.observed.iter().map(|row| ("observed", atlas.via_id(row.at), &row.known.sources));
    let holdings = atlas.holdings.iter().map(|row| ("holding", &row.held, &row.known.sources));
    let listings = atlas.listings.iter().map(|row| ("listing", &row.party, &row.reading.known.sources));
    let tests = atlas.ownership_tests.iter();
    let tests = tests.map(|row| ("ownership test", &row.programme, &row.reading.known.sources));
    let parties = atlas.parties.iter().map(|row| ("party", &row.id, &row.sources));
    let countries = atlas.countries.iter().map(|row| ("country", &row.id, &row.sources));
    let equipment = places.chain(links).chain(capacities).chain(transfers).chain(charges).chain(modes);
    let others =
        history.chain(observed).chain(holdings).chain(listings).chain(tests).chain(parties).chain(countries);
    let all = equipment.chain(goods).chain(flows).chain(others);
    all.filter(|(_, _, sources)| sources.contains(source))
        .map(|(kind, id, _)| Row::default().with("kind", kind).with("id", id.as_str()))
        .collect()
}
