//! Mistakes in the law: its files and its tables.

use super::{Edit, Put, check, each, errors};

/// Edits of the six places, and all that is said of them.
const MISTAKES: &[(&[Edit], &[&str])] = &[
    (
        &[Put("measures/EU.toml", "sender = \"EU\"", "sender = \"europe\"")],
        &[
            "measures/EU.toml:2: column sender: \"europe\": a sender is a state or bloc, event or market; write RUS, EU or event",
        ],
    ),
    (
        &[Put("measures/EU.toml", "sender = \"EU\"\n", "")],
        &["measures/EU.toml:1: column sender: this key is missing; add sender = \"...\""],
    ),
    (
        &[Put("measures/EU.toml", "title = \"No oil through West\"", "titel = \"No oil through West\"")],
        &["measures/EU.toml:6: column titel: there is no such key; did you mean title?"],
    ),
    (
        &[Put("measures/EU.toml", "conf = \"H\"\n", "")],
        &["measures/EU.toml:4: column conf: this key is missing; add conf = \"M\": how sure, H, M or L"],
    ),
    (
        &[Put("measures/EU.toml", "text_seen = true\n", "")],
        &["measures/EU.toml:4: column text_seen: this key is missing; add text_seen = false"],
    ),
    (
        &[Put("measures/EU.toml", "conf = \"H\"", "conf = \"X\"")],
        &["measures/EU.toml:15: column conf: \"X\": this word is not known here; it is one of: H, M, L"],
    ),
    (
        &[Put("measures/EU.toml", "text_seen = true", "text_seen = \"yes\"")],
        &[
            "measures/EU.toml:16: column text_seen: \"\\\"yes\\\"\": this is true or false, not text; write it without quotes",
        ],
    ),
    (
        &[Put("measures/EU.toml", "[\"buy\", \"insure\"]", "[\"buy\", \"insrue\"]")],
        &["measures/EU.toml:9: column acts: \"insrue\": this word is not known here; did you mean insure?"],
    ),
    (
        &[Put("measures/EU.toml", "\"territory\"]", "\"terrtory\"]")],
        &[
            "measures/EU.toml:8: column nexus: \"terrtory\": this word is not known here; did you mean territory?",
        ],
    ),
    (
        &[Put("measures/EU.toml", "programme = \"tiny\"", "programme = \"Tiny!\"")],
        &["measures/EU.toml:7: column programme: \"Tiny!\": an id is made of a-z, 0-9 and -; write russia"],
    ),
    (
        &[Put("measures/EU.toml", "source = [\"tiny\"]", "source = [\"tinny\"]")],
        &["measures/EU.toml:14: column source: \"tinny\": there is no such source; did you mean tiny?"],
    ),
    (
        &[Put("measures/EU.toml", "source = [\"tiny\"]", "source = []")],
        &["measures/EU.toml:14: column source: an empty list says nothing; leave it out, or name something"],
    ),
    (
        &[Put("measures/EU.toml", "source = [\"tiny\"]\n", "")],
        &[
            "measures/EU.toml:4: column source: this key is missing; add source = [\"...\"], ids of sources.csv",
        ],
    ),
    (
        &[Put("measures/EU.toml", "lifts = [\"EU:west-import\"]", "lifts = [\"EU:west-improt\"]")],
        &[
            "measures/EU.toml:18: column lifts: \"EU:west-improt\": there is no such measure; did you mean EU:west-import?",
        ],
    ),
    (
        &[Put("measures/EU.toml", "lifts = [\"EU:west-import\"]", "lifts = []")],
        &["measures/EU.toml:21: column lifts: an empty list says nothing; leave it out, or name something"],
    ),
    (
        &[Put("measures/EU.toml", "lifts = [\"EU:west-import\"]\n", "")],
        &["measures/EU.toml:18: column lifts: an exception lifts something; add lifts = [\"EU:...\"]"],
    ),
    (
        &[Put("measures/EU.toml", "[\"certificate-of-origin\"]", "[\"Certificate\"]")],
        &[
            "measures/EU.toml:25: column needs: \"Certificate\": an id is made of a-z, 0-9 and -; write certificate-of-origin",
        ],
    ),
    (
        &[Put("measures/EU.toml", "role = \"goods_owner\"", "role = \"gods_owner\"")],
        &[
            "measures/EU.toml:24: column role: \"gods_owner\": this word is not known here; did you mean goods_owner?",
        ],
    ),
    (
        &[Put("measures/EU.toml", "parties = { role = \"vessel\", listed_by = \"EU\" }", "parties = { }")],
        &[
            "measures/EU.toml:48: column parties: a selector that says nothing selects nothing; name who it is about",
        ],
    ),
    (
        &[Put(
            "measures/EU.toml",
            "role = \"goods_owner\", country = \"RUS\"",
            "role = \"goods_owner\", country = \"RUX\"",
        )],
        &[
            "measures/EU.toml:24: column country: \"RUX\": there is no such country (ISO 3166 alpha-3) or bloc; did you mean RUS?",
        ],
    ),
    (
        &[Put("measures/US.toml", "\"US/tiny\"", "\"US/tinny\"")],
        &[
            "measures/US.toml:9: column listed: \"US/tinny\": there is no such ownership test; did you mean US/tiny?",
        ],
    ),
    (
        &[Put("measures/EU.toml", "listed_by = \"EU\"", "listed_by = \"eu\"")],
        &[
            "measures/EU.toml:48: column listed_by: \"eu\": a sender is a state or bloc; write EU, US, UK or the alpha-3 code of a state",
        ],
    ),
    (
        &[Put("measures/EU.toml", "price_above = \"crude\"", "price_above = \"crud\"")],
        &[
            "measures/EU.toml:38: column price_above: \"crud\": there is no such cap of EU; did you mean crude?",
        ],
    ),
    (
        &[Put("measures/EU.toml", "price_above = \"crude\"", "price_above = -3")],
        &[
            "measures/EU.toml:38: column price_above: \"-3\": this is a finite number, 0 or more; write price_above = 60",
        ],
    ),
    (
        &[Put("measures/EU.toml", "when = { price_above = \"crude\" }", "when = { }")],
        &["measures/EU.toml:38: column when: a condition that says nothing always holds; leave it out"],
    ),
    (
        &[Put("measures/EU.toml", "price_above", "price_abov")],
        &["measures/EU.toml:38: column price_abov: there is no such key; did you mean price_above?"],
    ),
    (
        &[Put("measures/EU.toml", "price_above = \"crude\"", "months = \"4-13\", currency = \"usd\"")],
        &[
            "measures/EU.toml:38: column currency: \"usd\": a currency is three capital letters; write USD",
            "measures/EU.toml:38: column months: \"4-13\": months are numbers 1 to 12, ranges like 4-11, joined by ;; write 4-11",
        ],
    ),
    (
        &[Put("measures/EU.toml", "id = \"EU:dear-oil\"", "id = \"EU:west-import\"")],
        &[
            "measures/EU.toml:30: column id: \"EU:west-import\": measures/EU.toml:4 has this id already; give it another",
        ],
    ),
    (
        &[Put("measures/EU.toml", "id = \"EU:dear-oil\"", "id = \"US:dear-oil\"")],
        &[
            "measures/EU.toml:31: column id: \"US:dear-oil\": a measure's id begins with its sender; write EU:what-happens",
        ],
    ),
    (
        &[Put("measures/EU.toml", "id = \"EU:dear-oil\"", "id = \"EU:dear-oil\"\nsender = \"US\"")],
        &[
            "measures/EU.toml:32: column sender: \"US\": a file of the law holds what one sender imposes; leave it out, or write EU",
        ],
    ),
    (
        &[Put("measures/EU.toml", "id = \"EU:dear-oil\"", "id = \"EU:dear-oil\"\nstate = \"in forse\"")],
        &[
            "measures/EU.toml:32: column state: \"in forse\": this word is not known here; did you mean in force?",
        ],
    ),
    (
        &[Put("measures/TUR.toml", "realised = { delay_h = [3, 6, 12] }", "realised = 3")],
        &[
            "measures/TUR.toml:18: column realised: \"3\": what happened is \"nothing\", or an effect; write realised = { limit = 0.9 }",
        ],
    ),
    (
        &[Put("measures/TUR.toml", "realised = { delay_h = [3, 6, 12] }", "realised = { dealy_h = 3 }")],
        &["measures/TUR.toml:18: column dealy_h: there is no such effect; did you mean delay_h?"],
    ),
    (
        &[Put("measures/EU.toml", "from = \"2024-07-01\"", "from = \"2024-07-01\"\nuntil = \"2024-06-30\"")],
        &[
            "measures/EU.toml:18: column until: \"2024-06-30\": the last day lies before the first; swap them, or mend one",
        ],
    ),
    (
        &[Put("measures/TUR.toml", "id = \"TUR:letter\"", "id = \"TUR:letter\"\nreplaces = \"TUR:lettre\"")],
        &[
            "measures/TUR.toml:4: column replaces: \"TUR:lettre\": there is no such measure or exception; did you mean TUR:letter?",
        ],
    ),
    (
        &[
            Put("measures/TUR.toml", "id = \"TUR:letter\"", "id = \"TUR:letter\"\nreplaces = \"TUR:queue\""),
            Put("measures/TUR.toml", "id = \"TUR:queue\"", "id = \"TUR:queue\"\nreplaces = \"TUR:letter\""),
        ],
        &[
            "measures/TUR.toml:4: column replaces: \"TUR:queue\": they take each other's place in a circle: TUR:letter > TUR:queue > TUR:letter; let the first of them replace nothing",
            "measures/TUR.toml:15: column replaces: \"TUR:letter\": they take each other's place in a circle: TUR:queue > TUR:letter > TUR:queue; let the first of them replace nothing",
        ],
    ),
    (
        &[Put("measures/TUR.toml", "id = \"TUR:letter\"", "id = \"TUR:letter\"\nreplaces = \"TUR:queue\"")],
        &[
            "measures/TUR.toml:4: column replaces: \"TUR:queue\": what is replaced still holds when this begins; let the one end before the other begins",
        ],
    ),
    (
        &[Put("measures/US.toml", "threat = \"designation\"", "threat = \"war\"")],
        &[
            "measures/US.toml:20: column threat: \"\\\"war\\\"\": there is no such threat; it is one of: designation, correspondent account, port ban, tariff, entity list",
        ],
    ),
    (
        &[Put("measures/US.toml", "threat = \"designation\"", "threat = \"designation\", bar = true")],
        &[
            "measures/US.toml:20: column effect: \"bar, threat\": a measure has one effect; write a measure for each",
        ],
    ),
    (
        &[Put("measures/US.toml", "sender = \"US\"", "sender = \"US")],
        &["measures/US.toml:2: not TOML: invalid basic string, expected `\"`; mend this line"],
    ),
    (
        &[Put("measures/US.toml", "[[measure]]", "[measure]")],
        &["measures/US.toml:15: not TOML: duplicate key; mend this line"],
    ),
    (
        &[Put(
            "coverage.csv",
            "KAZ,2022-01-01,2025-12-31,none_found,reported,tiny,\n",
            "KAZ,2022-01-01,2025-12-31,none_found,reported,tiny,\nKAZ,2023-01-01,2024-12-31,none_found,reported,tiny,\n",
        )],
        &[
            "coverage.csv:6: column sender: \"KAZ\": row 5 says the same, on days that both have; let the one end before the other begins",
        ],
    ),
    (
        &[Put("hs_lists.csv", "tiny,2709,1", "tiny,27x9,1")],
        &["hs_lists.csv:2: column hs: \"27x9\": this is made of digits; write 270900"],
    ),
    (
        &[Put("vessels.csv", ",EU,2024", ",eu,2024")],
        &[
            "vessels.csv:2: column listed_by: \"eu\": a sender is a state or bloc; write EU, US, UK or the alpha-3 code of a state",
        ],
    ),
    (
        &[Put("actors.csv", "tiny-trader,Tiny trader,tiny-trader", "tiny-trader,Tiny trader,tiny-tradr")],
        &["actors.csv:2: column seller: \"tiny-tradr\": there is no such party; did you mean tiny-trader?"],
    ),
    (
        &[Put("listings.csv", "tiny-state,US,tiny", "tiny-state,US,tinny")],
        &[
            "listings.csv:2: column sender: \"US tinny\": there is no ownership test of this sender and programme; did you mean US tiny?",
        ],
    ),
];

#[test]
fn each_mistake_in_the_law_is_named_and_nothing_else() {
    each(MISTAKES, |at, (edits, said)| check(&format!("law-{at}"), edits, &errors(said)));
}
