use super::*;
use crate::model::{CountryIx, Day, End, LinkIx, PlaceIx, Selector, Trade, TransferSide};
use crate::tables::Atlas;

/// Tests alone may go up a stage: the atlas is made by its only door.
fn tiny() -> Atlas {
    crate::validate::atlas(crate::input::read(crate::input::Source::Files(&crate::input::tiny())).unwrap()).unwrap().0
}

fn chosen(atlas: &Atlas, selector: &Selector) -> String {
    let places = (0..atlas.places.len()).filter(|at| matches_place(selector, atlas, PlaceIx::from(*at)));
    let links = (0..atlas.links.len()).filter(|at| matches_link(selector, atlas, LinkIx::from(*at)));
    let places = places.map(|at| atlas.places[at].id.to_string());
    places.chain(links.map(|at| atlas.links[at].id.to_string())).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn assets(text: &str, expected: &str) {
    let atlas = tiny();
    assert_eq!(chosen(&atlas, &parse(text, &atlas).unwrap()), expected, "{text}");
}

#[test]
fn keys_on_assets() {
    assets("place=west", "west");
    assets("strait=narrows", "narrows");
    assets("link=hub-east", "hub-east");
    assets("line=west-line", "hub-west-1");
    assets("kind=terminal", "east west");
    assets("mode=sea", "east-abroad narrows-abroad west-narrows");
    assets("seaport=true", "abroad east west");
    assets("seaport=false", "field hub narrows");
    assets("country=RUS", "west hub-west-1 hub-west-2");
    assets("country=EU", "abroad");
    assets("operator=tiny-pipe", "hub field-hub hub-east hub-west-1 hub-west-2");
    assets("corridor=eastern", "east-abroad hub-east");
    assets("group=west-pumps", "hub-west-1 hub-west-2");
    assets("transfer=pipeline>sea", "");
}

#[test]
fn named_assets_are_ored_other_keys_are_anded() {
    assets("place=west,line=east-line,strait=narrows", "narrows west hub-east");
    assets("country=RUS,mode=pipeline", "hub-west-1 hub-west-2");
    assets("country=RUS,kind=terminal,seaport=true", "west");
    assets("country=RUS,country=AZE", "east west hub-east hub-west-1 hub-west-2");
    assets("country=RUS;AZE,kind=terminal", "east west");
    assets("line=west-line,line=east-line,country=AZE", "hub-east");
    assets("mode=sea,kind=strait", "");
}

#[test]
fn not_negates() {
    let atlas = tiny();
    let term = |key: &str, value: &str| Term { key: key.into(), values: vec![value.into()], line: None };
    let draft = |terms, not| SelectorDraft { terms, not };
    let not = Some(Box::new(draft(vec![term("country", "RUS")], None)));
    let selector = check(&draft(vec![term("kind", "terminal")], not.clone()), &atlas).unwrap();
    assert_eq!(chosen(&atlas, &selector), "east");
    let selector = check(&draft(vec![], not), &atlas).unwrap();
    assert_eq!(
        chosen(&atlas, &selector),
        "abroad east field hub narrows east-abroad field-hub hub-east narrows-abroad west-narrows"
    );
    let mixed = Some(Box::new(draft(vec![term("country", "RUS"), term("cargo", "crude")], None)));
    let problems = check(&draft(vec![term("kind", "terminal")], mixed), &atlas).unwrap_err();
    assert!(problems[0].rule.contains("never of both"), "{problems:?}");
    assert_eq!(chosen(&atlas, &Selector::default()), "");
}

fn trade(atlas: &Atlas) -> Trade {
    let ends = (End::Place(atlas.place("field").unwrap()), End::Country(atlas.country("ITA").unwrap()));
    let goods = atlas.commodities.find("crude-tiny").unwrap().into();
    Trade { loaded_in: atlas.country("RUS"), ..Trade::new(goods, ends, Day::mid(2023)) }
}

#[test]
fn keys_on_trade() {
    let atlas = tiny();
    let trade = trade(&atlas);
    let of = |trade: &Trade, text: &str| matches_trade(&parse(text, &atlas).unwrap(), &atlas, trade);
    for text in [
        "commodity=crude-tiny",
        "hs=2709",
        "cargo=crude",
        "origin=KAZ",
        "origin=EAEU",
        "destination=EU",
        "goods_origin=KAZ",
        "exported_from=KAZ",
        "loaded_in=RUS",
        "final_use=ITA",
        "origin=KAZ,destination=ITA,cargo=crude",
    ] {
        assert!(of(&trade, text), "{text}");
    }
    for text in ["cargo=gas", "origin=ITA", "destination=KAZ", "loaded_in=KAZ", "origin=KAZ,cargo=gas", "country=KAZ"] {
        assert!(!of(&trade, text), "{text}");
    }
    let bought: Option<CountryIx> = atlas.country("RUS");
    assert!(of(&Trade { goods_origin: bought, ..trade }, "goods_origin=RUS"));
    assert!(!of(&Trade { goods_origin: bought, ..trade }, "goods_origin=KAZ"));
    assert!(!of(&Trade { loaded_in: None, ..trade }, "loaded_in=RUS"));
}

#[test]
fn transfers() {
    let atlas = tiny();
    let side = |text: &str| side(text, &atlas).unwrap();
    let west = atlas.place("west").unwrap();
    let of = |text: &str, from: Option<&TransferSide>, to: &TransferSide| {
        matches_transfer(&parse(text, &atlas).unwrap(), &atlas, from, to, west)
    };
    let (pipe, line, sea) = (side("pipeline:east-line"), side("pipeline:west-line"), side("sea:sea-tanker"));
    assert_eq!(sea.class.as_ref().unwrap().as_str(), "tanker");
    assert!(of("transfer=pipeline>sea", Some(&line), &sea));
    assert!(of("transfer=pipeline>sea:tanker", Some(&line), &sea));
    assert!(of("transfer=*>pipeline:west-line", Some(&pipe), &line));
    assert!(of("transfer=*>pipeline:west-line", None, &line));
    assert!(of("transfer=pipeline>sea,country=RUS,kind=terminal", Some(&line), &sea));
    assert!(!of("transfer=pipeline>pipeline:west-line", None, &line));
    assert!(!of("transfer=*>pipeline:west-line", Some(&line), &pipe));
    assert!(!of("transfer=sea>pipeline", Some(&line), &sea));
    assert!(!of("transfer=pipeline>sea,country=AZE", Some(&line), &sea));
    assert!(!of("country=RUS", Some(&line), &sea));
}

#[test]
fn parts() {
    let atlas = tiny();
    let both = parse("country=RUS,commodity=crude-tiny", &atlas).unwrap();
    assert!(is_about_assets(&both) && is_about_trade(&both));
    assert_eq!(asset_part(&both), parse("country=RUS", &atlas).unwrap());
    assert_eq!(trade_part(&both), parse("commodity=crude-tiny", &atlas).unwrap());
    assert!(trade_part(&asset_part(&both)).is_empty());
}

#[track_caller]
fn bad(text: &str, expected: &[&str]) {
    let problems: Vec<_> = parse(text, &tiny()).unwrap_err().iter().map(SelectorError::to_string).collect();
    assert_eq!(problems.len(), expected.len(), "{problems:#?}");
    for (problem, expected) in problems.iter().zip(expected) {
        assert!(problem.starts_with(expected), "{problem}\nnot {expected}");
    }
}

#[test]
fn every_mistake_is_named_with_the_nearest() {
    bad("contry=RUS", &["contry: there is no such selector key; did you mean country? keys on assets: place, strait,"]);
    bad("country=RSU", &["country=RSU: there is no such country (ISO 3166 alpha-3) or bloc; did you mean RUS?"]);
    bad("place=wets,kind=terminl", &["place=wets: there is no such place; did you mean west?", "kind=terminl: "]);
    bad("strait=west", &["strait=west: this place is no strait; write place=west"]);
    bad("owner=tiny-stat", &["owner=tiny-stat: there is no such party; did you mean tiny-state?"]);
    bad("hs_list=tinny", &["hs_list=tinny: there is no such list of goods; did you mean tiny?"]);
    bad("hs=27x", &["hs=27x: an HS code is made of digits"]);
    bad("hs=99", &["hs=99: no commodity's HS code begins so"]);
    bad("transfer=rail", &["transfer=rail: a transfer is written FROM>TO"]);
    bad("transfer=rail>see", &["transfer=rail>see: there is no such mode; did you mean sea?"]);
    bad("seaport=maybe", &["seaport=maybe: there is no such answer; it is one of: false, true"]);
    bad("", &[": a key and a value are needed"]);
    bad("country", &["country: a key and a value are needed; a selector is key=value, several"]);
    bad("narrows", &["narrows: a key and a value are needed; did you mean place=narrows or strait=narrows?"]);
    bad(
        "country=,mode=rial",
        &["country=: a key and a value are needed", "mode=rial: there is no such mode; did you mean rail?"],
    );
}

#[test]
fn where_nothing_is_near_some_of_what_is_known_is_shown() {
    let say = |many: usize| {
        let words: Vec<String> = (0..many).map(|at| format!("w{at}")).collect();
        key::word("nonsense", "word", words.iter().map(String::as_str)).unwrap_err().hint
    };
    assert_eq!(say(0), "the atlas has none");
    assert_eq!(say(2), "it is one of: w0, w1");
    assert_eq!(say(13), "it is one of 13, such as w0, w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11");
}

/// A new key comes with its mistakes: whatever it speaks of, nonsense has a rule and a mend.
#[test]
fn every_key_refuses_nonsense_with_a_mend() {
    for key in keys() {
        let problems = parse(&format!("{}=no-such-thing-at-all", key.name), &tiny()).unwrap_err();
        let [problem] = &problems[..] else { panic!("{problems:?}") };
        assert_eq!(problem.part(), format!("{}=no-such-thing-at-all", key.name));
        assert!(!problem.rule.is_empty() && !problem.hint.is_empty(), "{problem:?}");
    }
}

#[test]
fn every_key_is_in_the_registry_once_and_says_what_it_is() {
    let names: std::collections::BTreeSet<_> = keys().map(|key| key.name).collect();
    assert_eq!((names.len(), names.contains("")), (keys().count(), false));
    assert!(keys().all(|key| !key.says.is_empty()));
}
