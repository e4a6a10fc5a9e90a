use super::*;
use crate::analysis::sample;
use crate::answer::{Basis, Cell, Fact, Show, Thing, ThingKind};

fn ask(id: &str) -> Show {
    show(sample::head(), &sample::network(), &[], id).unwrap()
}

fn one(id: &str) -> Thing {
    let show = ask(id);
    assert_eq!(show.things.len(), 1, "{id}");
    show.things.into_iter().next().unwrap()
}

fn fact<'a>(thing: &'a Thing, name: &str) -> Option<&'a Fact> {
    thing.facts.iter().find(|fact| fact.name == name)
}

/// `table id` of the related rows; rows without an id say their second value.
fn related(thing: &Thing) -> Vec<String> {
    let text = |cell: &Cell| match cell {
        Cell::Text(text) => text.clone(),
        other => format!("{other:?}"),
    };
    thing.related.iter().map(|row| format!("{} {}", text(&row.0[0].1), text(&row.0[1].1))).collect()
}

#[test]
fn a_link_has_facts_ranges_related_rows_owners_and_sources() {
    let pipe = one("pipe");
    assert_eq!((pipe.of.as_str(), pipe.name.as_str()), ("link", "PIPE"));
    let names: Vec<&str> = pipe.facts.iter().map(|fact| fact.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "line",
            "corridor",
            "from",
            "to",
            "mode",
            "two_way",
            "cargo",
            "length_km",
            "cost_usd_t",
            "hours",
            "operator",
            "territory",
            "open_months",
            "in_force",
            "year"
        ]
    );
    let cost = fact(&pipe, "cost_usd_t").unwrap();
    assert_eq!((cost.value.clone(), cost.basis), (Cell::Number(30.0), Some(Basis::Reported)));
    assert_eq!(related(&pipe), ["capacities pipe-2020", "capacities pipe-2023", "history cost_usd_t"]);
    let holds: Vec<&Cell> = pipe.related[..2].iter().map(|row| &row.0.last().unwrap().1).collect();
    assert_eq!(holds, [&Cell::Flag(false), &Cell::Flag(true)]);
    let owners: Vec<_> =
        pipe.owners.iter().map(|row| (row.holder.as_str(), row.share_pct, row.share_pct_low)).collect();
    assert_eq!(owners, [("state", Some(24.0), Some(23.0))], "the bank has sold in 2020");
    let sources: Vec<_> = pipe.sources.iter().map(|row| row.title.as_str()).collect();
    assert_eq!(sources, ["The handbook", "The register", "The yearbook"]);
}

#[test]
fn values_are_those_of_the_day() {
    let network = crate::network::Network::new(sample::atlas().on(crate::model::Day::mid(2010)));
    let show = show(sample::head(), &network, &[], "pipe").unwrap();
    assert_eq!(fact(&show.things[0], "cost_usd_t").unwrap().value, Cell::Number(25.0));
    assert_eq!(show.things[0].owners.len(), 2);
}

#[test]
fn a_place_has_what_touches_it() {
    let novo = one("novo");
    assert_eq!(related(&novo), ["capacities moorings", "links lane-1", "links pipe", "transfers loading"]);
    assert_eq!(novo.owners.len(), 1);
    let strait = one("strait");
    assert_eq!(related(&strait), ["links lane-1", "links lane-2", "charges toll", "flows flow-2024"]);
    assert_eq!(fact(&strait, "unlocode"), None, "what is blank is left out");
    let augusta = one("augusta");
    let demand = fact(&augusta, "demand_kt_y").unwrap();
    assert_eq!((demand.low, demand.high), (Some(4000.0), Some(6000.0)));
}

#[test]
fn lines_corridors_and_countries_have_their_links() {
    let cpc = one("cpc");
    assert_eq!(cpc.of, ThingKind::Line);
    assert_eq!(
        related(&cpc),
        [
            "links pipe",
            "capacities pipe-2020",
            "capacities pipe-2023",
            "charges blending",
            "observed cpc",
            "flows flow-2024"
        ]
    );
    assert_eq!(fact(&cpc, "length_km").unwrap().value, Cell::Number(1000.0));
    assert_eq!(fact(&cpc, "territory").unwrap().value, Cell::Many(vec!["KAZ".into(), "RUS".into()]));
    assert_eq!((cpc.owners.len(), cpc.sources.is_empty()), (1, false));
    let western = one("western");
    assert_eq!((western.of.as_str(), related(&western)[0].as_str()), ("corridor", "links pipe"));
    let russia = one("rus");
    assert_eq!((russia.of.as_str(), russia.id.as_str()), ("country", "RUS"));
    assert_eq!(related(&russia), ["places novo", "places novo-old", "links old-pipe", "links pipe"]);
    assert_eq!(related(&one("ITA")), ["places augusta", "flows flow-2024", "flows plan"]);
}

#[test]
fn rows_of_every_other_table_are_found() {
    for (id, of, rows) in [
        ("pipe-2023", "capacity", vec!["capacities pipe-2020"]),
        ("loading", "transfer", vec![]),
        ("toll", "charge", vec![]),
        ("crude-light", "commodity", vec!["flows flow-2024", "flows plan"]),
        ("plan", "flow", vec![]),
        ("aframax", "mode", vec![]),
        ("pipeco", "party", vec!["places novo", "links old-pipe", "links pipe"]),
        ("cpc-closed", "scenario", vec!["measures event:cpc-stop"]),
        ("event:cpc-stop", "measure", vec!["touches link", "scenarios cpc-closed"]),
        ("brokers", "source", vec!["cited_by mode"]),
    ] {
        let thing = one(id);
        assert_eq!((thing.of.as_str(), related(&thing)), (of, rows.iter().map(ToString::to_string).collect()), "{id}");
    }
    assert_eq!(one("state").owners[0].held, "pipeco", "a party also shows what it holds");
    assert_eq!(fact(&one("pipe-2023"), "limit_kt_y").unwrap().value, Cell::Number(40_000.0));
}

#[test]
fn a_scenario_of_the_question_is_found_too() {
    let own = Scenario { id: sample::id("mine"), title: "Mine".into(), ..Scenario::none() };
    let show = show(sample::head(), &sample::network(), &[own], "mine").unwrap();
    assert_eq!((show.things[0].of.as_str(), show.things[0].name.as_str()), ("scenario", "Mine"));
}

#[test]
fn things_that_share_an_id_are_all_shown() {
    let mut atlas = sample::atlas();
    let mut parties: Vec<_> = atlas.parties.to_vec();
    parties[0].id = sample::id("cpc");
    atlas.parties = crate::tables::Table::new(parties, |row| &row.id);
    let network = crate::network::Network::new(atlas.on(crate::model::Day::mid(2024)));
    let show = show(sample::head(), &network, &[], "cpc").unwrap();
    let of: Vec<&str> = show.things.iter().map(|thing| thing.of.as_str()).collect();
    assert_eq!(of, ["line", "party"]);
}

#[test]
fn an_unknown_id_is_refused_with_the_nearest() {
    let say = |id| show(sample::head(), &sample::network(), &[], id).unwrap_err();
    let error = say("cpc-close");
    assert_eq!(error.kind(), crate::error::ErrorKind::Question);
    assert_eq!(error.to_string(), "no thing of this atlas has the id \"cpc-close\"; did you mean cpc-closed?");
    assert_eq!(say("").to_string(), "no thing of this atlas has the id \"\"; `corridor list` shows what there is");
}
