//! The pictures of `docs/` are what the tool draws. `CORRIDOR_BLESS=1 cargo test --test it pictures::` draws them anew.

use std::fs;

use crate::support::{good, refusal, root};

/// File and command.
const PICTURES: &[(&str, &str)] = &[
    (
        "cpc-closed.svg",
        "export svg --corridor cpc --corridor atyrau-samara --corridor china --corridor trans-caspian --corridor \
         makhachkala --line samara-sheskharis --line samara-unecha --line bps-2 compare --origin KAZ --cargo crude \
         --year 2023 cpc-closed",
    ),
    (
        "map.svg",
        "export svg --corridor cpc --corridor atyrau-samara --corridor druzhba --corridor china --corridor trans-caspian \
         --corridor makhachkala --line bps-2 --line samara-sheskharis --line samara-unecha compare --origin KAZ \
         --cargo crude --year 2023 cpc-closed",
    ),
];

#[test]
fn pictures_are_what_the_tool_draws() {
    for (file, command) in PICTURES {
        let path = root().join("docs").join(file);
        let drawn = good(*command);
        if std::env::var_os("CORRIDOR_BLESS").is_some() {
            fs::write(&path, &drawn).unwrap();
        }
        let known = fs::read_to_string(&path).unwrap_or_default();
        assert!(known == drawn, "docs/{file} is not what `corridor {command}` draws; CORRIDOR_BLESS=1 writes it");
    }
}

/// The map is of what changes, not of the world.
#[test]
fn a_difference_is_drawn_where_it_is() {
    let wide = |line: &str| -> i64 {
        let svg = good(line);
        let view = svg.split("viewBox=\"").nth(1).unwrap().split('"').next().unwrap();
        view.split(' ').nth(2).unwrap().parse().unwrap()
    };
    let difference = wide("export svg compare --origin KAZ --cargo crude --year 2023 druzhba-stopped");
    assert!(difference * 2 < wide("export svg"), "{difference}");
}

#[test]
fn borders_are_those_asked_for() {
    let (plain, un, held) =
        (good("export svg"), good("export svg --borders un"), good("export svg --borders de-facto"));
    assert!(plain == un, "the United Nations' are the default");
    assert!(un.contains("borders as the United Nations recognise them, disputed lines dotted"));
    assert!(held.contains("borders of whoever holds the land, disputed lines dotted"));
    // Areas have the name of their country as a title.
    assert!(held.contains("<title>Kosovo</title>") && !un.contains("<title>Kosovo</title>"));
    for name in ["Somaliland", "N. Cyprus", "Northern Cyprus", "Abkhazia", "South Ossetia", "Transnistria"] {
        assert!(!un.contains(name) && !held.contains(name), "{name}");
    }
    assert!(un.contains("Türkiye") && un.contains("Czechia") && !un.contains("Turkey"));
}

#[test]
fn a_page_has_the_borders_asked_for_and_says_how_to_make_it_again() {
    let line = "report --atlas data/tiny --year 2023 west-closed --output - --borders";
    assert!(good((line, "de-facto")).contains("--scenario west-closed --borders de-facto --output report.html"));
    assert!(!good((line, "un")).contains("--borders"));
}

#[test]
fn borders_are_for_maps_with_land() {
    assert_eq!(refusal("export geojson --borders un"), "error: --borders is for a map with land: export svg\n");
    assert_eq!(
        refusal("report --atlas data/tiny --year 2023 west-closed --format json --borders un"),
        "error: --borders is for the map of the page: leave --format out\n"
    );
    assert!(refusal("report --borders china west-closed").contains("[possible values: un, de-facto]"));
}
