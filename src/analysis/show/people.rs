//! Parties, scenarios, measures and sources.

use crate::answer::{EffectAmount, Row, ThingKind};
use crate::model::{Asset, Base, Conditions, Effect, Exception, Id, Measure, PriceMark, Realised, Scenario};
use crate::tables::{Actor, Listing, Party, Source, Vessel};

use super::{Book, FactsDraft, flows, links};
use crate::analysis::list;

pub(super) fn find(book: &Book<'_>, id: &str) -> Vec<FactsDraft> {
    let atlas = &book.network.snapshot.atlas;
    let scenario = book.scenarios.iter().find(|row| row.id.as_str() == id);
    let of_scenarios = book.scenarios.iter().flat_map(|row| row.measures.iter());
    // The law first: of a measure that a scenario has too, the law's text is shown.
    let mut measures = atlas.law.measures.iter().chain(of_scenarios);
    let found = [
        atlas.parties.get(id).map(|row| party(book, row)),
        scenario.map(|row| self::scenario(row)),
        Base::parse(id).map(|base| built_in(book, base)),
        measures.find(|row| row.id.as_str() == id).map(|row| measure(book, row)),
        atlas.law.exception(id).map(|row| exception(book, row)),
        atlas.actors.get(id).map(|row| actor(book, row)),
        atlas.vessels.get(id).map(|row| vessel(book, row)),
        atlas.sources.get(id).map(|row| source(book, row)),
    ];
    found.into_iter().flatten().collect()
}

fn party(book: &Book<'_>, row: &Party) -> FactsDraft {
    let snapshot = &book.network.snapshot;
    let atlas = &snapshot.atlas;
    let places =
        super::snapshot(book, &atlas.places, &snapshot.places, |place| place.operator.as_ref() == Some(&row.id));
    FactsDraft::new(ThingKind::Party, row.id.as_str(), &row.name)
        .from(&row.sources)
        .facts(row, atlas, None)
        .related("places", places)
        .related("links", links(book, |link| link.operator.as_ref() == Some(&row.id)))
        .related("flows", flows(atlas, |flow| flow.goods_owner.as_ref() == Some(&row.id)))
        .related("listings", listings(book, &row.id))
        .owned(Some(&row.id))
}

/// Lists that a party is on, of every day.
fn listings(book: &Book<'_>, party: &Id) -> Vec<Row> {
    let snapshot = &book.network.snapshot;
    let own = snapshot.atlas.listings.iter().filter(|row| row.party == *party);
    let row = |row: &Listing| {
        Row::default()
            .with("authority", row.authority.as_str())
            .with("programme", row.programme.as_str())
            .with("since", row.window.since)
            .with("until", row.window.until)
            .with("in_force", row.window.holds(snapshot.day))
            .with("conf", row.reading.conf)
            .with("text_seen", row.reading.text_seen)
            .with("source", list::ids(&row.reading.provenance.sources))
    };
    own.map(row).collect()
}

/// A built-in scenario, with the measures of the record that it applies.
fn built_in(book: &Book<'_>, base: Base) -> FactsDraft {
    let measures = book.network.snapshot.atlas.law.measures.iter();
    let applied = measures.filter(|measure| base.layers().contains(&measure.layer())).cloned();
    scenario(&Scenario { measures: applied.collect(), ..Scenario::base(base) })
}

fn scenario(row: &Scenario) -> FactsDraft {
    FactsDraft::new(ThingKind::Scenario, row.id.as_str(), &row.title)
        .fact("as_of", row.as_of)
        .related("measures", row.measures.iter().map(|measure| list::measure(&row.id, measure)))
}

fn measure(book: &Book<'_>, row: &Measure) -> FactsDraft {
    let within = book.scenarios.iter().filter(|scenario| scenario.measures.iter().any(|own| own.id == row.id));
    // A measure of a scenario has one source, in words or as the id of a row.
    let source = Id::trusted(&row.source);
    let cited = book.network.snapshot.atlas.sources.get(&row.source).is_some();
    let snapshot = &book.network.snapshot;
    let atlas = &snapshot.atlas;
    let legal = &row.legal;
    let title = legal.title.as_deref().unwrap_or(row.id.as_str());
    let realised = legal.realised.as_ref().map(|own| match own {
        Realised::Nothing => "nothing".to_owned(),
        Realised::Effect(effect) => EffectAmount::from(effect).to_string(),
    });
    let draft = FactsDraft::new(ThingKind::Measure, row.id.as_str(), title)
        .fact("authority", row.authority.as_str())
        .fact("nexus", row.nexus().to_vec())
        .fact("acts", legal.acts.clone())
        .fact("programme", list::maybe(legal.programme.as_ref()))
        .fact("state", legal.standing)
        .fact("effect", row.effect.kind())
        .number("amount", row.effect.amount().copied())
        .fact("requires", row.effect.document().map(Id::as_str))
        .fact(
            "secondary_sanctions",
            if let Effect::SecondarySanctions(kind) = &row.effect { Some(*kind) } else { None },
        )
        .fact("realised", realised)
        .fact("on", row.on.as_ref().map(ToString::to_string))
        .fact("for", row.trade.as_ref().map(ToString::to_string))
        .fact("parties", legal.parties.as_ref().map(list::parties))
        .fact("when", conditions(&legal.when))
        .fact("announced", legal.announced)
        .fact("confirmed", legal.confirmed)
        .window(row.window, row.acts_on(snapshot.day))
        .fact("replaces", list::maybe(legal.replaces.as_ref()))
        .fact("conf", legal.reading.map(|(conf, _)| conf))
        .fact("text_seen", legal.reading.map(|(_, seen)| seen))
        .fact("note", legal.note.as_deref())
        .related("exceptions", atlas.law.exceptions.iter().filter(|own| own.lifts.contains(&row.id)).map(brief))
        .related("touches", traversed(book, row))
        .related("flows", list::flows_of(atlas, row).into_iter().map(|flow| list::listed(atlas, flow)))
        .related("scenarios", within.map(|scenario| list::scenario(scenario)))
        .from(&legal.sources);
    // Sources of the law are rows; a scenario's may be one, and else is shown as it is written.
    match (legal.sources.is_empty(), cited) {
        (false, _) => draft,
        (true, true) => draft.from(&[source]),
        (true, false) => draft.fact("source", row.source.as_str()),
    }
}

/// Places and links that a measure is met on, on the day.
fn traversed(book: &Book<'_>, row: &Measure) -> Vec<Row> {
    let atlas = &book.network.snapshot.atlas;
    let chosen = row.on.as_ref().map(|on| book.network.select(on)).unwrap_or_default();
    let asset =
        |asset: Asset| Row::default().with("kind", list::kind(asset)).with("id", atlas.asset_id(asset).as_str());
    chosen.assets().map(asset).collect()
}

/// As the file says it.
fn conditions(when: &Conditions) -> Option<String> {
    let mark = |name: &str, mark: &Option<PriceMark>| {
        mark.as_ref().map(|mark| match mark {
            PriceMark::Usd(usd) => format!("{name} {usd} USD/bbl"),
            PriceMark::Cap(cap) => format!("{name} the cap {cap}"),
        })
    };
    let above = when.above.iter().map(|(name, least)| Some(format!("{name} above {least}")));
    let parts = [
        mark("price above", &when.price_above),
        mark("price at most", &when.price_at_most),
        when.contract_before.map(|day| format!("contract before {day}")),
        when.loaded_before.map(|day| format!("loaded before {day}")),
        when.months.map(|_| "in some months".to_owned()),
        (!when.currency.is_empty()).then(|| format!("paid in {}", when.currency.join(" or "))),
    ];
    let told: Vec<String> = parts.into_iter().chain(above).flatten().collect();
    (!told.is_empty()).then(|| told.join(", "))
}

fn brief(row: &Exception) -> Row {
    Row::default()
        .with("id", row.id.as_str())
        .with("title", row.title.as_deref())
        .with("since", row.window.since)
        .with("until", row.window.until)
        .with("on", row.on.as_ref().map(ToString::to_string))
        .with("for", row.trade.as_ref().map(ToString::to_string))
        .with("parties", row.parties.as_ref().map(list::parties))
        .with("when", conditions(&row.when))
        .with("needs", list::ids(&row.needs))
}

fn exception(book: &Book<'_>, row: &Exception) -> FactsDraft {
    let atlas = &book.network.snapshot.atlas;
    // Measures of the law are of no scenario: the column says `law`.
    let law = Id::trusted("law");
    let lifts = row.lifts.iter().filter_map(|id| atlas.law.measure(id.as_str()));
    FactsDraft::new(ThingKind::Exception, row.id.as_str(), row.title.as_deref().unwrap_or(row.id.as_str()))
        .fact("authority", row.authority.as_str())
        .fact("lifts", list::ids(&row.lifts))
        .fact("on", row.on.as_ref().map(ToString::to_string))
        .fact("for", row.trade.as_ref().map(ToString::to_string))
        .fact("parties", row.parties.as_ref().map(list::parties))
        .fact("when", conditions(&row.when))
        .fact("needs", list::ids(&row.needs))
        .window(row.window, row.window.holds(book.network.snapshot.day))
        .fact("replaces", list::maybe(row.replaces.as_ref()))
        .fact("conf", row.reading.0)
        .fact("text_seen", row.reading.1)
        .fact("note", row.note.as_deref())
        .related("measures", lifts.map(|own| list::measure(&law, own)))
        .from(&row.sources)
}

fn actor(book: &Book<'_>, row: &Actor) -> FactsDraft {
    FactsDraft::new(ThingKind::Actor, row.id.as_str(), &row.name).facts(row, &book.network.snapshot.atlas, None)
}

fn vessel(book: &Book<'_>, row: &Vessel) -> FactsDraft {
    FactsDraft::sourced(ThingKind::Vessel, &row.id, &row.name, &row.provenance).facts(
        row,
        &book.network.snapshot.atlas,
        None,
    )
}

fn source(book: &Book<'_>, row: &Source) -> FactsDraft {
    FactsDraft::new(ThingKind::Source, row.id.as_str(), &row.title)
        .facts(row, &book.network.snapshot.atlas, None)
        .related("cited_by", cited_by(book, &row.id))
        .from(std::slice::from_ref(&row.id))
}

/// Rows that have an id and name the source.
fn cited_by(book: &Book<'_>, source: &Id) -> Vec<Row> {
    let atlas = &book.network.snapshot.atlas;
    let places = atlas.places.iter().map(|row| ("place", &row.id, &row.provenance.sources));
    let links = atlas.links.iter().map(|row| ("link", &row.id, &row.provenance.sources));
    let capacities = atlas.capacities.iter().map(|row| ("capacity", &row.id, &row.provenance.sources));
    let transfers = atlas.transfers.iter().map(|row| ("transfer", &row.id, &row.provenance.sources));
    let charges = atlas.charges.iter().map(|row| ("charge", &row.id, &row.provenance.sources));
    let goods = atlas.commodities.iter().map(|row| ("commodity", &row.id, &row.provenance.sources));
    let flows = atlas.flows.iter().map(|row| ("flow", &row.id, &row.provenance.sources));
    let modes = atlas.modes.iter().map(|row| ("mode", &row.id, &row.provenance.sources));
    let history = atlas.history.iter().map(|row| ("history", &row.asset, &row.provenance.sources));
    let observed = atlas.observed.iter().map(|row| ("observed", atlas.via_id(row.at), &row.provenance.sources));
    let holdings = atlas.holdings.iter().map(|row| ("holding", &row.held, &row.provenance.sources));
    let listings = atlas.listings.iter().map(|row| ("listing", &row.party, &row.reading.provenance.sources));
    let tests = atlas.ownership_tests.iter();
    let tests = tests.map(|row| ("ownership test", &row.programme, &row.reading.provenance.sources));
    let parties = atlas.parties.iter().map(|row| ("party", &row.id, &row.sources));
    let countries = atlas.countries.iter().map(|row| ("country", &row.id, &row.sources));
    let law = atlas.law.measures.iter().map(|row| ("measure", &row.id, &row.legal.sources));
    let law = law.chain(atlas.law.exceptions.iter().map(|row| ("exception", &row.id, &row.sources)));
    let law = law.chain(atlas.caps.iter().map(|row| ("cap", &row.id, &row.reading.provenance.sources)));
    let law = law.chain(atlas.vessels.iter().map(|row| ("vessel", &row.id, &row.provenance.sources)));
    let equipment = places.chain(links).chain(capacities).chain(transfers).chain(charges).chain(modes);
    let others = history.chain(observed).chain(holdings).chain(listings).chain(tests).chain(parties).chain(countries);
    let all = equipment.chain(goods).chain(flows).chain(others).chain(law);
    all.filter(|(_, _, sources)| sources.contains(source))
        .map(|(kind, id, _)| Row::default().with("kind", kind).with("id", id.as_str()))
        .collect()
}
