//! Helpers of the rules' tests, and whole folders.

use super::*;
use crate::input;
use crate::tables::{OWED, TABLES, TextRow};

/// The six places as text.
pub fn raw() -> RawTables {
    input::read(input::Source::Files(&input::tiny())).unwrap()
}

/// The six places.
pub fn tiny() -> Atlas {
    atlas(raw()).unwrap().0
}

/// A link of the six places.
pub fn link<'a>(raw: &'a mut RawTables, id: &str) -> &'a mut TextRow {
    raw["links"].iter_mut().find(|row| row["id"] == id).unwrap()
}

/// The first row of a table once more.
pub fn again(raw: &mut RawTables, table: &str) {
    let first = raw[table][0].clone();
    raw[table].push(first);
}

/// With this edit every one of these is found.
#[track_caller]
pub fn check(edit: impl FnOnce(&mut RawTables), expected: &[&str]) {
    let mut raw = raw();
    edit(&mut raw);
    let all: Vec<_> = atlas(raw).err().unwrap_or_default().iter().map(Diagnostic::to_string).collect();
    for expected in expected {
        assert!(all.iter().any(|diagnostic| diagnostic.contains(expected)), "{expected}\nin {all:#?}");
    }
}

/// With this edit this is found.
#[track_caller]
pub fn bad(edit: impl FnOnce(&mut RawTables), expected: &str) {
    check(edit, &[expected]);
}

/// With this edit this is found and nothing else, however often.
#[track_caller]
pub fn alone(edit: impl FnOnce(&mut RawTables), expected: &str) {
    let mut raw = raw();
    edit(&mut raw);
    let all: Vec<_> = atlas(raw).err().unwrap_or_default().iter().map(Diagnostic::to_string).collect();
    assert!(!all.is_empty() && all.iter().all(|diagnostic| diagnostic.contains(expected)), "{expected}\nin {all:#?}");
}

/// With this edit nothing is found.
#[track_caller]
pub fn good(edit: impl FnOnce(&mut RawTables)) {
    let mut raw = raw();
    edit(&mut raw);
    let diagnostics = atlas(raw).err().unwrap_or_default();
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
}

/// With this edit the atlas can be used, and this is a warning.
#[track_caller]
pub fn warned(edit: impl FnOnce(&mut RawTables), expected: &str) {
    let mut raw = raw();
    edit(&mut raw);
    let all: Vec<_> = atlas(raw).unwrap().1.iter().map(Diagnostic::to_string).collect();
    assert!(all.iter().any(|diagnostic| diagnostic.contains(expected)), "{expected}\nin {all:#?}");
}

#[test]
fn the_six_places_keep_every_rule() {
    let (atlas, warnings) = atlas(raw()).unwrap();
    assert_eq!(warnings, []);
    assert_eq!((atlas.places.len(), atlas.name.as_str(), atlas.sha256.len()), (6, "corridor-tiny", 64));
    assert_eq!(atlas.newest_year(), Some(2023));
    assert!(atlas.scenarios.len() >= 2);
}

/// Every rule with an edit that breaks it, in the order of [`RULES`].
type Breach = (&'static str, fn(&mut RawTables));

const BREACHES: &[Breach] = &[
    ("cell_form", |raw| raw["places"][0]["lat"] = "north".into()),
    ("unique", |raw| raw["places"][1]["id"] = "field".into()),
    ("references", |raw| raw["places"][0]["country"] = "KAX".into()),
    ("ranges", |raw| raw["links"][0]["cost_usd_t_low"] = "21".into()),
    ("windows", |raw| raw["history"][0]["since"] = "2023-01-01".into()),
    ("magnitudes", |raw| raw["links"][0]["hours"] = "99999999999999".into()),
    ("sources", |raw| raw["sources"][0]["id"] = "no one".into()),
    ("link_form", |raw| raw["links"][0]["gauge"] = "1520".into()),
    ("territory", |raw| raw["links"][0]["territory"] = "KAZ".into()),
    ("grades", |raw| raw["links"][0]["cargo"] = "gas".into()),
    ("generic", |raw| {
        again(raw, "commodities");
        raw["commodities"][1]["id"] = "other".into();
    }),
    ("cost_owed", |raw| raw["modes"].remove(0)["id"].clear()),
    ("vessel_fits", |raw| raw["places"][4]["max_kt_dwt"] = "1".into()),
    ("transfers", |raw| raw["transfers"][0]["to"] = "see".into()),
    ("capacity_series", |raw| raw["capacities"][0]["assets"] = "field-hub;hub".into()),
    ("charges", |raw| raw["charges"][0]["selector"] = "strait=suez".into()),
    ("history_form", |raw| raw["history"][0]["value"] = "cheap".into()),
    ("flow_form", |raw| raw["flows"][0]["year"].clear()),
    ("holding_form", |raw| again(raw, "holdings")),
    ("listing_form", |raw| raw["listings"][0]["authority"] = "UK".into()),
    ("law_form", |raw| raw["coverage"][0]["authority"] = "Europe".into()),
    ("coverage_owed", |raw| raw["coverage"].clear()),
    ("scope", |raw| raw["scope"][0]["area"] = "KAX".into()),
];

/// A new rule comes with what breaks it: this fails until there is a line for it above.
#[test]
fn every_rule_finds_its_own_breach_and_nothing_in_good_data() {
    assert_eq!(RULES.len(), BREACHES.len());
    let found = |rule: &Rule, raw: &RawTables| {
        let mut atlas = build::build(raw);
        atlas.law = scenario::law::all(&raw.measures, scenario::ScenariosRead::All, &atlas).0;
        let mut diagnostics = Vec::new();
        rule(&Checked::new(raw, &atlas), &mut diagnostics);
        diagnostics
    };
    for (rule, (name, breach)) in RULES.iter().zip(BREACHES) {
        let mut raw = raw();
        if *name == "grades" {
            raw["links"][0]["accepts"] = "crude-tiny".into();
        }
        assert_eq!(found(rule, &raw), [], "{name} finds what is none");
        breach(&mut raw);
        let diagnostics = found(rule, &raw);
        assert!(!diagnostics.is_empty(), "{name} does not find its breach");
        for diagnostic in diagnostics {
            // A row that is missing has no line.
            let placed = diagnostic.row.is_some() || *name == "coverage_owed";
            let complete = placed && diagnostic.column.is_some() && diagnostic.value.is_some();
            assert!(complete && !diagnostic.rule.is_empty() && !diagnostic.hint.is_empty(), "{name}: {diagnostic:?}");
        }
    }
}

#[test]
fn the_atlas_that_ships_keeps_every_rule() {
    let raw = input::read(input::Source::Files(&input::embedded())).unwrap();
    let diagnostics = atlas(raw).map_or_else(|diagnostics| diagnostics, |(_, warnings)| warnings);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
}

#[test]
fn what_a_lost_table_held_is_not_missed_elsewhere() {
    for lost in TABLES.iter().filter(|table| OWED.contains(&table.file)) {
        let files: Vec<_> = input::tiny().into_iter().filter(|(name, _)| *name != lost.file).collect();
        let diagnostics = atlas(input::read(input::Source::Files(&files)).unwrap()).unwrap_err();
        let errors: Vec<_> = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).collect();
        assert_eq!(errors.len(), 1, "{errors:#?}");
        assert_eq!((errors[0].file.as_str(), errors[0].rule.as_str()), (lost.file, "the file is missing"));
    }
}

#[test]
fn flows_of_a_users_own() {
    let atlas = tiny();
    let good = b"id,commodity,origin,destination,kt_y,year\nmine,crude-tiny,field,abroad,100,2023\n";
    let flows = flows("mine.csv", good, &atlas).unwrap();
    assert_eq!((flows.len(), flows[0].tier, flows[0].assigned), (1, 2, true));
    let bad =
        b"id,commodity,origin,destination,kt_y,year\nmine,crude-tin,fiel,abroad,x,2023\n,crude-tiny,field,field,1,\n";
    let all: Vec<_> = super::flows("mine.csv", bad, &atlas).unwrap_err().iter().map(Diagnostic::to_string).collect();
    for expected in [
        "error: mine.csv:2: column commodity: \"crude-tin\": there is no such commodity; did you mean crude-tiny?",
        "error: mine.csv:2: column origin: \"fiel\": there is no such place or country; did you mean field?",
        "error: mine.csv:2: column kt_y: \"x\": this is not a number",
        "error: mine.csv:3: column id: \"\": this cell may not be empty",
        "error: mine.csv:3: column year: \"\": a flow has a year",
    ] {
        assert!(all.iter().any(|diagnostic| diagnostic.contains(expected)), "{expected}\nin {all:#?}");
    }
    let all = super::flows("mine.csv", b"id,commodity,kt_y\n", &atlas).unwrap_err();
    assert_eq!(all.len(), 2, "{all:?}");
}

/// Whatever stands in the files, it is said and nothing panics.
#[test]
fn spoilt_files_never_panic() {
    use rand::{RngExt, SeedableRng};
    let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(1);
    let files = input::tiny();
    let words: [&[u8]; 12] =
        [b",", b";", b"\"", b"\n", b"", b"-1", b"9999999999999999999", b"\xff", b"hub", b"KAZ", b"nan", b"=[{"];
    let mut refused = 0;
    for _ in 0..400 {
        let mut spoilt: Vec<_> = files.iter().map(|(name, bytes)| (*name, bytes.to_vec())).collect();
        for _ in 0..random.random_range(1..4) {
            let (_, bytes) = &mut spoilt[random.random_range(0..files.len())];
            let at = random.random_range(0..bytes.len());
            let end = (at + random.random_range(0..6)).min(bytes.len());
            let word = words[random.random_range(0..words.len())];
            bytes.splice(at..end, word.iter().copied());
        }
        let spoilt: Vec<_> = spoilt.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
        refused += usize::from(atlas(input::read(input::Source::Files(&spoilt)).unwrap()).is_err());
    }
    assert!(refused > 200, "{refused}");
}
