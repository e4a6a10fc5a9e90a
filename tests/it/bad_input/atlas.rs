//! Faults of an atlas folder.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::Edit;
use super::Edit::{Bytes, Folder, Gone, Put};
use super::{Scratch, check, complete, each, errors, refused, run, tiny};

const LINK: &str = "hub-east,East Line,east-line,eastern,hub,east,pipeline,,,false,crude,,,400,,,20,15,30,80,,,tiny-pipe,KAZ;AZE,,,,,,2023,reported,tiny,";

/// One fault, and all that is said of it.
const FAULTS: &[(Edit, &[&str])] = &[
    // Files.
    (Gone("modes.csv"), &["modes.csv: the file is missing; `corridor init DIR` writes a whole atlas"]),
    (Folder("modes.csv"), &["modes.csv: a folder stands where a file is meant; move it away"]),
    (
        Bytes("parties.csv", b""),
        &[
            "parties.csv: the file is empty; its first line is: id,name,kind,country,identifiers,bound_by,wary,source,note",
        ],
    ),
    (
        Bytes("parties.csv", b"\n\r\n\n"),
        &[
            "parties.csv: the file is empty; its first line is: id,name,kind,country,identifiers,bound_by,wary,source,note",
        ],
    ),
    (
        Bytes("parties.csv", b"id,name\n\xff\xfe,x\n"),
        &["parties.csv:2: the file is not UTF-8: byte 0xFF at position 1; save it as UTF-8"],
    ),
    (
        Bytes("parties.csv", b"id,na\0me\n"),
        &["parties.csv:1: a control character stands in the line: '\\0'; take it out"],
    ),
    (
        Put("links.csv", "East Line", "\"East Line"),
        &[
            "links.csv:2: a quote opens here and closes inside a cell on line 3; close it at the end of its cell; write a quote inside a cell twice",
        ],
    ),
    (
        Put("sources.csv", "tiny,", "\"tiny,"),
        &["sources.csv:2: a quote opens here and is never closed; close it at the end of its cell"],
    ),
    (
        Bytes("datapackage.json", b"{\"name\": \"x\",\n \"version\": \"1\""),
        &[
            "datapackage.json:2: not JSON: EOF while parsing an object at line 2 column 15; write it anew from the dictionary",
        ],
    ),
    (
        Bytes("datapackage.json", b"{\"version\": \"1\"}"),
        &[
            "datapackage.json: column name: this key is missing, or no text of one line; write \"name\": \"...\"",
        ],
    ),
    // Columns and rows.
    (
        Put("parties.csv", "id,name,kind,", "id,kind,"),
        &[
            "parties.csv:1: column name: a column of the table is missing; add name to the header; its cells may be empty unless required",
        ],
    ),
    (
        Put("parties.csv", ",note", ",note,colour"),
        &[
            "parties.csv:1: column colour: \"colour\": the table has no such column; its columns are: id,name,kind,country,identifiers,bound_by,wary,source,note",
        ],
    ),
    (
        Put("sources.csv", "date,", "dtae,"),
        &[
            "sources.csv:1: column date: a column of the table is missing; add date to the header; its cells may be empty unless required",
            "sources.csv:1: column dtae: \"dtae\": the table has no such column; did you mean date?",
        ],
    ),
    (
        Put("sources.csv", "date,licence", "date,licence,date"),
        &["sources.csv:1: column date: \"date\": a column stands in the header once; take one of them out"],
    ),
    (
        Put("sources.csv", "licence,url", "licence,url,"),
        &["sources.csv:1: column : \"\": a column has a name; name it, or take its comma out of every line"],
    ),
    (
        Bytes("sources.csv", b"id;title;publisher;date;licence;url\ntiny;x;y;;;\n"),
        &[
            "sources.csv:1: \"id;title;publisher;date;licence;url\": cells are parted by commas; save it as CSV with commas",
        ],
    ),
    (
        Put("sources.csv", "MIT OR", "MIT, OR"),
        &[
            "sources.csv:2: a row has as many fields as the header: 6, this one has 7; put quotes around a cell that holds a comma; end no line with one",
        ],
    ),
    // The form of cells.
    (
        Put("links.csv", ",400,,,20,", ",far,,,20,"),
        &["links.csv:2: column length_km: \"far\": this is not a number; write 1234.5"],
    ),
    (
        Put("links.csv", ",400,,,20,15,30,", ",400,,,NaN,15,30,"),
        &["links.csv:2: column cost_usd_t: \"NaN\": a number is finite; write 1234.5"],
    ),
    (
        Put("links.csv", ",400,,,20,15,30,", ",400,,,inf,15,30,"),
        &["links.csv:2: column cost_usd_t: \"inf\": a number is finite; write 1234.5"],
    ),
    (
        Put("links.csv", ",400,,,20,15,30,", ",400,,,-20,,,"),
        &["links.csv:2: column cost_usd_t: \"-20\": a number here is not negative; write 0 or more"],
    ),
    (
        Put("links.csv", ",400,,,20,15,30,", ",400,,,1e400,15,30,"),
        &[
            "links.csv:2: column cost_usd_t: \"1e400\": a number is a plain decimal, without exponent or plus sign; write 1234.5",
        ],
    ),
    (
        Put("links.csv", ",400,,,20,15,30,", ",1_400,,,20,15,30,"),
        &[
            "links.csv:2: column length_km: \"1_400\": a number is a plain decimal: a point before the decimals, nothing between thousands; write 1234.5",
        ],
    ),
    (
        Put("links.csv", ",400,,,20,15,30,", ",4.0.0,,,20,15,30,"),
        &[
            "links.csv:2: column length_km: \"4.0.0\": a number has digits on both sides of its one point; write 1234.5",
        ],
    ),
    (
        Put("links.csv", ",400,,,20,15,30,", ",\u{664}\u{660}\u{660},,,20,15,30,"),
        &["links.csv:2: column length_km: \"\u{664}\u{660}\u{660}\": this is not a number; write 1234.5"],
    ),
    (
        Put("links.csv", ",400,,,20,15,30,", ",400,,,99999999999,,,"),
        &[
            "links.csv:2: column cost_usd_t: \"99999999999\": the number is too large to be computed with; is it in USD/t?",
        ],
    ),
    (
        Put("places.csv", "KAZ,46,53", "KAZ,460,53"),
        &["places.csv:2: column lat: \"460\": a number here lies between -90 and 90; check its unit"],
    ),
    (
        Put("places.csv", "Field,field,KAZ", " Field,field,KAZ"),
        &["places.csv:2: column name: \" Field\": a cell has no blanks around it; take them away"],
    ),
    (
        Put("places.csv", "Field,field,KAZ", ",field,KAZ"),
        &["places.csv:2: column name: \"\": this cell may not be empty; Its name."],
    ),
    (
        Put("sources.csv", "\ntiny,Invented", "\n,Nobody,Corridor,2026,,\ntiny,Invented"),
        &["sources.csv:2: column id: \"\": this cell may not be empty; Its id."],
    ),
    (
        Put("holdings.csv", "shares", "sharse"),
        &[
            "holdings.csv:2: column kind: \"sharse\": this word is not known here; did you mean shares? it is one of: shares, votes, board, control, trustee",
        ],
    ),
    (
        Put("flows.csv", ",true,KAZ,", ",yes,KAZ,"),
        &["flows.csv:2: column laid: \"yes\": this is true or false; write it in small letters"],
    ),
    (
        Put("observed.csv", "2023,900", "23,900"),
        &["observed.csv:2: column year: \"23\": a year has four digits; write 2024"],
    ),
    (
        Put("history.csv", "2022-12-31", "2022-02-30"),
        &["history.csv:2: column until: \"2022-02-30\": there is no such day; write it as 2024-06-30"],
    ),
    (
        Put("history.csv", "2022-12-31", "2023-02-29"),
        &["history.csv:2: column until: \"2023-02-29\": there is no such day; write it as 2024-06-30"],
    ),
    (
        Put("history.csv", "2022-12-31", "0000-00-00"),
        &["history.csv:2: column until: \"0000-00-00\": there is no such day; write it as 2024-06-30"],
    ),
    (
        Put("links.csv", ",KAZ;AZE,,,", ",KAZ;AZE,,13,"),
        &[
            "links.csv:2: column months: \"13\": months are numbers 1 to 12, ranges like 4-11, joined by ;; write 4-11",
        ],
    ),
    (
        Put("commodities.csv", "270900", "27O9"),
        &["commodities.csv:2: column hs: \"27O9\": this is made of digits; write 270900"],
    ),
    (
        Put("sources.csv", "2026,MIT OR Apache-2.0,", "2026,MIT OR Apache-2.0,javascript:alert(1)"),
        &[
            "sources.csv:2: column url: \"javascript:alert(1)\": an address is https:// or http:// and printed ASCII; write https://example.org/report",
        ],
    ),
    (
        Put("sources.csv", "2026,MIT OR Apache-2.0,", "2026,MIT OR Apache-2.0,https://a.org/b c"),
        &[
            "sources.csv:2: column url: \"https://a.org/b c\": an address is https:// or http:// and printed ASCII; write https://example.org/report",
        ],
    ),
    (
        Put("countries.csv", "EU;G7", "eu;G7"),
        &["countries.csv:3: column blocs: \"eu;G7\": a bloc is capital letters and digits; write EU;G7"],
    ),
    (
        Put("countries.csv", "\nTUR,", "\nUsa,United States,,false,,,tiny\nTUR,"),
        &["countries.csv:6: column iso3: \"Usa\": a country is three capital letters; write KAZ"],
    ),
    (
        Put("links.csv", "KAZ;AZE,", "KAZ;AZE;,"),
        &["links.csv:2: column territory: \"KAZ;AZE;\": a list has no empty item; write a;b"],
    ),
    // Ids.
    (
        Put("flows.csv", "\nhome,", "\nat home,"),
        &["flows.csv:5: column id: \"at home\": an id is made of a-z, 0-9 and -; write cpc-atyrau"],
    ),
    (
        Put("flows.csv", "\nhome,", "\nopen-buyer,"),
        &[
            "flows.csv:5: column id: \"open-buyer\": this id stands in line 3 already; give one of them another id",
        ],
    ),
    (
        Put("transfers.csv", "\nhub-pipeline-pipeline,", "\nhub-east,"),
        &[
            "transfers.csv:3: column id: \"hub-east\": this id names an asset in links.csv, line 2, already; places, links, transfers, charges and commodities have ids of their own",
        ],
    ),
    (
        Put("links.csv", "East Line,east-line", "East Line,east"),
        &[
            "links.csv:2: column line: \"east\": a line's id names a place or another link too; give the line an id of its own",
        ],
    ),
    // References.
    (
        Put("links.csv", "hub,east,pipeline", "hub,eats,pipeline"),
        &["links.csv:2: column to: \"eats\": there is no such place; did you mean east?"],
    ),
    (
        Put("observed.csv", "west,,,2023", "nowhere-at-all,,,2023"),
        &[
            "observed.csv:2: column asset: \"nowhere-at-all\": there is no such place or link or line; add it to places.csv or links.csv",
        ],
    ),
    (
        Put("holdings.csv", "tiny-state,tiny-pipe", "tiny-state,tiny-pip"),
        &["holdings.csv:2: column held: \"tiny-pip\": there is no such party; did you mean tiny-pipe?"],
    ),
    (
        Put("links.csv", "sea,,tanker,", "sea,,tankr,"),
        &["links.csv:6: column vessels: \"tankr\": there is no such vessel class; did you mean tanker?"],
    ),
    (
        Put("flows.csv", "east-buyer,crude-tiny", "east-buyer,crude-tny"),
        &[
            "flows.csv:4: column commodity: \"crude-tny\": there is no such commodity; did you mean crude-tiny?",
        ],
    ),
    (
        Put("parties.csv", "company,KAZ,inn:1234567890,,,tiny", "company,KAZ,inn:1234567890,,,tinny"),
        &["parties.csv:3: column source: \"tinny\": there is no such source; did you mean tiny?"],
    ),
    (
        Put("places.csv", "terminal,AZE", "terminal,AZX"),
        &["places.csv:5: column country: \"AZX\": unknown country; did you mean AZE?"],
    ),
    // Links.
    (
        Put("links.csv", "KAZ;AZE", "KAZ"),
        &["links.csv:2: column territory: \"KAZ\": the territory omits the country of an end; add AZE"],
    ),
    (
        Put("links.csv", "KAZ;AZE", ""),
        &[
            "links.csv:2: column territory: \"\": a pipeline link names the countries it lies in; write them in order of passage: KAZ;AZE",
        ],
    ),
    (
        Put("links.csv", "100,,,,,,,,,,2023", "100,,,,ITA,,,,,,2023"),
        &["links.csv:8: column territory: \"ITA\": a sea lane lies in no country; leave it blank"],
    ),
    (
        Put("links.csv", "hub,east,pipeline,,", "hub,east,pipeline,1520,"),
        &["links.csv:2: column gauge: \"1520\": only rail has a gauge; leave it blank"],
    ),
    (
        Put("links.csv", "hub,east,pipeline,,,", "hub,east,pipeline,,tanker,"),
        &["links.csv:2: column vessels: \"tanker\": only water links name vessels; leave it blank"],
    ),
    (
        Put("links.csv", "East Line,east-line,", "East Line,,"),
        &["links.csv:2: column line: \"\": a pipeline link belongs to a line; its own id will do"],
    ),
    (
        Put("links.csv", "hub,east,pipeline,,,false", "hub,east,pipeline,,,true"),
        &[
            "links.csv:2: column two_way: \"true\": a pipeline runs one way; a reversal is a row of its own with `since`",
        ],
    ),
    (
        Put("links.csv", ",400,,,20,", ",,,,20,"),
        &["links.csv:2: column length_km: \"\": only a swap has no length; write its length in km"],
    ),
    (
        Put("links.csv", ",400,,,20,", ",-0,,,20,"),
        &["links.csv:2: column length_km: \"-0\": only a swap has no length; write its length in km"],
    ),
    (
        Put("links.csv", "hub,east,pipeline", "hub,hub,pipeline"),
        &["links.csv:2: column to: \"hub\": a link joins two places; give it another end"],
    ),
    (
        Put(
            "links.csv",
            LINK,
            "hub-east,East Line,,eastern,hub,east,rail,,,false,crude,,,400,,,20,15,30,80,,,tiny-pipe,KAZ;AZE,,,,,,2023,reported,tiny,",
        ),
        &["links.csv:2: column gauge: \"\": a rail link has a gauge; write 1520 or 1435"],
    ),
    (
        Put(
            "links.csv",
            "hub,east,pipeline,,,false,crude,,",
            "hub,east,pipeline,,,false,crude,crude-tiny,crude-tiny",
        ),
        &[
            "links.csv:2: column rejects: \"crude-tiny\": the link accepts and rejects it; take it out, or mend the cargo",
        ],
    ),
    (
        Put("links.csv", "abroad,sea,,,false,crude,,,2000", "abroad,sea,,,false,gas,crude-tiny,,2000"),
        &[
            "links.csv:8: column accepts: \"crude-tiny\": the link does not carry crude; take it out, or mend the cargo",
            "links.csv:8: column id: \"east-abroad\": no vessel class may sail this link with gas; look at vessels and max_kt_dwt here, limits of its ends in places.csv, and modes.csv",
            "places.csv:5: column id: \"east\": a terminal owes a capacity for gas; add a row that is physical or observed_max to capacities.csv",
        ],
    ),
    (
        Put("modes.csv", "pipeline-crude,pipeline,", "pipeline-crude,road,"),
        &[
            "links.csv:3: column cost_usd_t: \"\": blank, and modes.csv has no default for pipeline with crude; fill it, or add the default",
        ],
    ),
    (
        Put("links.csv", "crude,,,100,,,,,,20", "crude,,,4000000000,,,,,,20"),
        &[
            "links.csv:3: column length_km: \"4000000000\": with the default pipeline-crude its cost or time is too large to be computed with; check the length and the default",
        ],
    ),
    (
        Put("places.csv", "RUWES,true,,,,,,,150", "RUWES,true,,,,,,,50"),
        &[
            "links.csv:6: column id: \"west-narrows\": no vessel class may sail this link with crude; look at vessels and max_kt_dwt here, limits of its ends in places.csv, and modes.csv",
        ],
    ),
    (
        Put("modes.csv", "pipeline-crude,pipeline,,", "pipeline-crude,pipeline,barge,"),
        &[
            "modes.csv:2: column vessel: \"barge\": no vessel rides on land; sea, river and ferry rows name a class, others leave it blank",
        ],
    ),
    // Transfers, capacities, charges, history.
    (
        Put("transfers.csv", "-sea,,terminal", "-sea,west,terminal"),
        &[
            "transfers.csv:2: column kind: \"terminal\": a transfer has exactly one of place and kind; leave one of them blank",
        ],
    ),
    (
        Put("transfers.csv", "hub-pipeline-pipeline,hub,,", "hub-pipeline-pipeline,,,"),
        &[
            "transfers.csv:3: column kind: \"\": a transfer has exactly one of place and kind; fill one of them",
        ],
    ),
    (
        Put("transfers.csv", "pipeline,sea,", "pipeline,sea:tankr,"),
        &[
            "transfers.csv:2: column to: \"sea:tankr\": there is no such vessel class of this mode; did you mean tanker?",
        ],
    ),
    (
        Put("transfers.csv", "pipeline,pipeline,", "road:wide,pipeline,"),
        &["transfers.csv:3: column from: \"road:wide\": road has no way to choose; write road alone"],
    ),
    (
        Put(
            "capacities.csv",
            "\nhub-east,hub-east,crude,,500,400,600,physical",
            "\nhub-east,hub-east,crude,,500,400,600,contracted",
        ),
        &[
            "links.csv:2: column id: \"hub-east\": a pipeline link owes a capacity forward for crude; add a row that is physical or observed_max to capacities.csv",
        ],
    ),
    (
        Put("capacities.csv", "\neast-berth,east,", "\neast-berth,narrows,"),
        &[
            "places.csv:5: column id: \"east\": a terminal owes a capacity for crude; add a row that is physical or observed_max to capacities.csv",
        ],
    ),
    (
        Put("capacities.csv", "hub-west-1;hub-west-2", "hub-west-1;west"),
        &[
            "capacities.csv:5: column assets: \"hub-west-1;west\": hub-west-1 and west lie in series, so a tonne would count twice; assets of a row are alternatives; write a row each",
        ],
    ),
    (
        Put("capacities.csv", "hub-west-1;hub-west-2", "hub-west-1;hub-west-1"),
        &["capacities.csv:5: column assets: \"hub-west-1\": an asset is named once; take one of them out"],
    ),
    (
        Put("capacities.csv", "physical,0.75", "physical,75"),
        &[
            "capacities.csv:7: column availability: \"75\": a number here lies between 0 and 1; check its unit",
        ],
    ),
    (
        Put("charges.csv", "strait=narrows", "strait=narrow"),
        &[
            "charges.csv:2: column selector: \"strait=narrow\": there is no such strait; did you mean narrows?",
        ],
    ),
    (
        Put("charges.csv", "strait=narrows", "strait=west"),
        &["charges.csv:2: column selector: \"strait=west\": this place is no strait; write place=west"],
    ),
    (
        Put("charges.csv", "strait=narrows", "narrows"),
        &[
            "charges.csv:2: column selector: \"narrows\": a key and a value are needed; did you mean place=narrows or strait=narrows?",
        ],
    ),
    (
        Put("charges.csv", "strait=narrows", "cargo=crude"),
        &[
            "charges.csv:2: column selector: \"cargo=crude\": a charge selects assets or transfers; use the column commodity for what pays it",
        ],
    ),
    (
        Put("history.csv", "hub-east,cost_usd_t", "hub-east,usd_t"),
        &[
            "history.csv:2: column column: \"usd_t\": hub-east is in links.csv: this column has no history there; columns with a history: cost_usd_t, hours, operator",
        ],
    ),
    (
        Put("history.csv", "15,12,18", "cheap,,"),
        &["history.csv:2: column value: \"cheap\": this is not a number; write 12.5"],
    ),
    (
        Put("history.csv", "15,12,18", "-15,,"),
        &["history.csv:2: column value: \"-15\": a number here is not negative; write 0 or more"],
    ),
    (
        Put("history.csv", "15,12,18", "99999999999,,"),
        &[
            "history.csv:2: column value: \"99999999999\": the number is too large to be computed with; is it in USD/t?",
        ],
    ),
    (
        Put("history.csv", "cost_usd_t,,2022-12-31,15,12,18", "operator,,2022-12-31,nobody-known,,"),
        &["history.csv:2: column value: \"nobody-known\": there is no such party; add it to parties.csv"],
    ),
    // Ranges and windows.
    (
        Put("history.csv", "15,12,18", "15,16,18"),
        &["history.csv:2: column low: \"16\": the low of a range is not above its value; value is 15"],
    ),
    (
        Put("charges.csv", "1,0.8,1.2", "1,0.8,0.9"),
        &[
            "charges.csv:2: column usd_t_high: \"0.9\": the high of a range is not below its value; usd_t is 1",
        ],
    ),
    (
        Put("places.csv", "field,KAZ,46,53,,false,,,,,", "field,KAZ,46,53,,false,,,,,5"),
        &["places.csv:2: column demand_kt_y: \"\": a range needs its value; fill demand_kt_y"],
    ),
    (
        Put("history.csv", "cost_usd_t,,", "cost_usd_t,2023-01-01,"),
        &[
            "history.csv:2: column until: \"2022-12-31\": the last day lies before the first, 2023-01-01; swap them, or mend one",
        ],
    ),
    // Flows.
    (
        Put("flows.csv", "400,350,450,2023,", "400,350,450,,"),
        &[
            "flows.csv:3: column year: \"\": a flow has a year, or from and until; fill one, leave the other blank",
        ],
    ),
    (
        Put("flows.csv", "home,crude-tiny,field,hub", "home,crude-tiny,field,field"),
        &[
            "flows.csv:5: column destination: \"field\": a flow ends where it does not start; give it another end",
        ],
    ),
    (
        Put("flows.csv", "field,ITA,ocean", "field,ITA,oecan"),
        &["flows.csv:3: column market: \"oecan\": no place is a sink of this market; did you mean ocean?"],
    ),
    (
        Put("flows.csv", "field,ITA,ocean", "field,ITA,moonshine"),
        &[
            "flows.csv:3: column market: \"moonshine\": no place is a sink of this market; write it in `market` of a place that buys, in places.csv",
        ],
    ),
    (
        Put("flows.csv", "field,ITA,ocean", "field,TUR,ocean"),
        &[
            "flows.csv:3: column destination: \"TUR\": no place of this country gives access to crude; name a place, or write crude in the gate of one in places.csv",
        ],
    ),
    // What cannot be read is said where it stands, not where it is named.
    (
        Put("places.csv", "West Terminal,terminal", "West Terminal,terminl"),
        &[
            "places.csv:4: column kind: \"terminl\": this word is not known here; did you mean terminal? it is one of: country, field, refinery, terminal, port, border, strait, rack, hub, junction",
        ],
    ),
    // Scenarios of the atlas.
    (
        Put("scenarios/west-half.toml", "\"none\"", "\"west-half-dear\""),
        &[
            "scenarios/west-half-dear.toml:3: column extends: \"west-half\": scenarios extend each other in a circle: west-half-dear > west-half > west-half-dear; let one of them extend none",
            "scenarios/west-half.toml:3: column extends: \"west-half-dear\": scenarios extend each other in a circle: west-half > west-half-dear > west-half; let one of them extend none",
        ],
    ),
    (
        Put("scenarios/west-half.toml", "id = \"west-half\"", "id = \"west-closed\""),
        &[
            "scenarios/west-half-dear.toml:3: column extends: \"west-half\": there is no such scenario; extend none or the id of another scenario",
            "scenarios/west-half.toml:1: column id: \"west-closed\": scenarios/west-closed.toml has this id already; give it another",
        ],
    ),
    (
        Put(
            "scenarios/west-half-dear.toml",
            "market:war-risk\"\nsender = \"market\"",
            "event:west-half\"\nsender = \"event\"",
        ),
        &[
            "scenarios/west-half-dear.toml:5: column id: \"event:west-half\": this measure is in the scenario already; give it another id; what is extended brings its measures along",
        ],
    ),
    (
        Put("scenarios/west-half.toml", "limit = 0.5", "limit = 0.5, bar = true"),
        &[
            "scenarios/west-half.toml:8: column effect: \"bar, limit\": a measure has one effect; write a measure for each",
        ],
    ),
    (
        Put("scenarios/west-half.toml", "[\"west\"]", "[\"wset\"]"),
        &["scenarios/west-half.toml:9: column place: \"wset\": there is no such place; did you mean west?"],
    ),
    (
        Put("scenarios/west-half.toml", "title = ", "title = \u{1}"),
        &["scenarios/west-half.toml:2: a control character stands in the line: '\\u{1}'; take it out"],
    ),
];

#[test]
fn each_fault_of_an_atlas_is_named_and_nothing_else() {
    each(FAULTS, |at, (edit, said)| check(&format!("fault-{at}"), &[*edit], &errors(said)));
}

/// Faults of different kinds in different files: each is said once, all in one run.
#[test]
fn all_faults_are_named_at_once() {
    let edits = [
        Put("links.csv", "hub,east,pipeline", "hub,eats,pipeline"),
        Put("links.csv", "10,8,12", "NaN,8,12"),
        Put("places.csv", "terminal,AZE", "terminal,AZX"),
        Put("places.csv", "TUR,41,29", "TUR,141,29"),
        Put("flows.csv", "\nhome,", "\n,"),
        Put("flows.csv", "field,ITA,ocean", "field,ITA,oecan"),
        Put("history.csv", "2022-12-31", "2022-02-30"),
        Put("capacities.csv", "\nfield-hub,field-hub", "\nfield-hub,east"),
        Put("charges.csv", "strait=narrows", "strait=narrow"),
        Put("commodities.csv", "0.05", "-0.05"),
        Put("parties.csv", "tiny-state,Tiny", "tiny-pipe,Tiny"),
        Put("scenarios/west-half.toml", "limit = 0.5", "limit = 0.5, bar = true"),
        Put("scenarios/west-closed.toml", "place =", "plaec ="),
        Bytes("modes.csv", b"\xff"),
        Put("sources.csv", "id,title", "id,titel"),
    ];
    let atlas = Scratch::atlas("many");
    edits.iter().for_each(|edit| edit.plant(&atlas));
    let (code, _, stderr) = run(&["exposure", "--atlas", &atlas.path("")]);
    assert_eq!(code, Some(2));
    for said in [
        "links.csv:2: column to: \"eats\"",
        "links.csv:4: column cost_usd_t: \"NaN\"",
        "places.csv:5: column country: \"AZX\"",
        "places.csv:6: column lat: \"141\"",
        "flows.csv:5: column id: \"\"",
        "flows.csv:3: column market: \"oecan\"",
        "history.csv:2: column until: \"2022-02-30\"",
        "links.csv:3: column id: \"field-hub\": a pipeline link owes a capacity",
        "commodities.csv:2: column holding_pct_day: \"-0.05\"",
        "parties.csv:4: column id: \"tiny-pipe\"",
        "modes.csv:1: the file is not UTF-8",
        "sources.csv:1: column titel",
    ] {
        assert!(stderr.contains(&format!("error: {said}")), "{said} is not in\n{stderr}");
    }
}

/// What needs whole tables (selectors) is said beside all other faults of cells.
#[test]
fn scenarios_are_judged_beside_faults_of_cells() {
    let edits = [
        Put("places.csv", "terminal,AZE", "terminal,AZX"),
        Put("links.csv", "10,8,12", "NaN,8,12"),
        Put("charges.csv", "strait=narrows", "strait=narrow"),
        Put("scenarios/west-half.toml", "limit = 0.5", "limit = 0.5, bar = true"),
        Put("scenarios/west-closed.toml", "place =", "plaec ="),
    ];
    let said = errors(&[
        "charges.csv:2: column selector: \"strait=narrow\": there is no such strait; did you mean narrows?",
        "links.csv:4: column cost_usd_t: \"NaN\": a number is finite; write 1234.5",
        "places.csv:5: column country: \"AZX\": unknown country; did you mean AZE?",
        "scenarios/west-closed.toml:9: column plaec: there is no such selector key; did you mean place? keys on assets: place, strait, link, line, kind, mode, seaport, country, operator, owner, corridor, transfer, group; on trade: commodity, hs, hs_list, cargo, origin, destination, goods_origin, exported_from, loaded_in, final_use",
        "scenarios/west-half.toml:8: column effect: \"bar, limit\": a measure has one effect; write a measure for each",
    ]);
    check("cells", &edits, &said);
}

#[test]
fn a_mark_of_order_and_foreign_line_ends_are_fine() {
    let atlas = Scratch::atlas("bom");
    let folder = atlas.path("");
    for ends in ["\r\n", "\r"] {
        for file in ["places.csv", "links.csv"] {
            let text = fs::read_to_string(tiny().join(file)).unwrap().replace('\n', ends);
            fs::write(atlas.0.join(file), format!("\u{feff}{text}")).unwrap();
        }
        let (code, said, _) = run(&["check", &folder]);
        assert_eq!(code, Some(0), "{said}");
        Put("places.csv", "terminal,AZE", "terminal,AZX").plant(&atlas);
        let (_, said, _) = run(&["check", &folder]);
        assert!(
            said.contains("places.csv:5: column country"),
            "lines are counted whatever ends them: {said}"
        );
    }
}

#[test]
fn what_is_no_atlas_is_named() {
    let scratch = Scratch::new("none");
    let out = scratch.0.join("out.json");
    let to = ["--output", out.to_str().unwrap()];
    let tiny = tiny().display().to_string();
    let missing = scratch.path("missing");
    for (atlas, said) in [
        (missing.clone(), format!("error: {missing}: there is no such folder; check its name")),
        (
            format!("{tiny}/places.csv"),
            format!(
                "error: {tiny}/places.csv: this is no compiled file; name one that `corridor compile` wrote, or a folder"
            ),
        ),
    ] {
        refused(&[&["exposure", "--atlas", &atlas][..], &to].concat(), &out, &[said], "");
    }
    let said = format!("error: {missing}: the file is missing; check its name");
    refused(&[&["check", &missing][..], &to].concat(), &out, &[said], "");
    let deep = scratch.path("no/such/folder.json");
    let said = format!(
        "error: cannot write {deep}: there is no folder {}; create it, or name one that exists",
        scratch.path("no/such")
    );
    if cfg!(unix) {
        refused(&["exposure", "--atlas", &tiny, "--output", &deep], Path::new(&deep), &[said], "");
    }
    assert_eq!(fs::read_dir(&scratch.0).unwrap().count(), 0, "something was written");
}

/// `check` finds these among others, with their lines.
#[track_caller]
fn laid(name: &str, edits: &[Edit], expected: &[&str]) {
    let atlas = Scratch::atlas(name);
    edits.iter().for_each(|edit| edit.plant(&atlas));
    let (code, stdout, _) = run(&["check", &atlas.path(""), "--format", "json"]);
    assert_eq!(code, Some(1));
    let answer: Value = serde_json::from_str(&stdout).unwrap();
    let notices = answer["notices"].as_array().unwrap();
    notices.iter().for_each(complete);
    let word = |notice: &Value, key: &str| notice[key].as_str().unwrap().to_owned();
    let said = |notice: &Value| {
        let (file, column, value) = (word(notice, "file"), word(notice, "column"), word(notice, "value"));
        let (row, rule, hint) = (&notice["row"], word(notice, "rule"), word(notice, "hint"));
        format!("{file}:{row}: column {column}: {value:?}: {rule}; {hint}")
    };
    let found: Vec<String> = notices.iter().map(said).collect();
    for expected in expected {
        assert!(found.iter().any(|found| found == expected), "{expected}\nis not in {found:#?}");
    }
}

/// A pinned flow with no way, a capacity below what was observed, an observation that flows do not add up to (500, 400,
/// 100 and 200 kt leave by the feeder): `check` alone lays flows, so it alone says so.
#[test]
fn what_only_paths_tell_is_said_with_its_line() {
    laid(
        "pinned",
        &[
            Put("flows.csv", "hub-west-1;narrows", "narrows;hub-west-1"),
            Put(
                "capacities.csv",
                "\neast-berth,east,crude,,300,250,350",
                "\neast-berth,east,crude,,50,40,60",
            ),
        ],
        &[
            "flows.csv:2: column id: \"west-buyer\": no way through its via on the network of 2023; check that the links join, that the grade is accepted, and that each line is entered by a transfer",
            "capacities.csv:9: column id: \"east-berth\": the pinned flows of 2023 lay 100 kt/y on 50 kt/y; a year's capacity is never below that year's observed flow",
        ],
    );
    laid(
        "observed",
        &[
            Put("observed.csv", "2023,1200,1190,1210", "2023,500,490,510"),
            Put("observed.csv", "\nfeeder,", "\nfeeder,,,2022,1,,,all oil,reported,tiny,\nfeeder,"),
        ],
        &[
            "observed.csv:4: column asset: \"feeder\": 1200 kt laid in 2023, observed 490 to 510; flows of a year add up to what was observed",
        ],
    );
}

/// A warning is told and stops nobody.
#[test]
fn warnings_stop_nobody() {
    let atlas = Scratch::atlas("warned");
    fs::write(atlas.0.join("link.csv"), "id\n").unwrap();
    Put("sources.csv", "\ntiny,", "\nspare,Spare,Corridor,2026,,\ntiny,").plant(&atlas);
    let (code, stdout, _) = run(&["check", &atlas.path(""), "--format", "json"]);
    assert_eq!(code, Some(0), "{stdout}");
    let answer: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!((&answer["errors"], &answer["warnings"]), (&0.into(), &2.into()), "{stdout}");
    assert_eq!(answer["notices"][0]["hint"], "did you mean links.csv?");
    assert_eq!(answer["notices"][1]["rule"], "no row names this source");
    assert_eq!(run(&["exposure", "--atlas", &atlas.path("")]).0, Some(0));
}

/// Without a flow there is no year, and without a year no day.
#[test]
fn an_atlas_without_flows_has_no_day_of_its_own() {
    let atlas = Scratch::atlas("flowless");
    let text = fs::read_to_string(atlas.0.join("flows.csv")).unwrap();
    fs::write(atlas.0.join("flows.csv"), text.lines().next().unwrap()).unwrap();
    let (folder, out) = (atlas.path(""), atlas.0.join("out.json"));
    let list = ["list", "places", "--atlas", &folder, "--output", out.to_str().unwrap()];
    let said = "error: the atlas has no flow of any year, so a day must be given: --as-of YYYY-MM-DD";
    refused(&list, &out, &[said.to_owned()], "");
    assert_eq!(run(&[&list[..], &["--as-of", "2023-06-30"]].concat()).0, Some(0));
}

#[test]
fn what_lies_in_the_folder_by_mistake_is_a_warning() {
    let atlas = Scratch::atlas("stray");
    fs::write(atlas.0.join("wages-and-hours.csv"), "id\n").unwrap();
    let (code, stdout, _) = run(&["check", &atlas.path("")]);
    assert_eq!(code, Some(0));
    let said = "warning: wages-and-hours.csv: no table has this name: the file is not read; take it out of the folder, or name it after a table";
    assert_eq!(stdout.split_whitespace().collect::<Vec<_>>().join(" ").split(" /").next(), Some(said));
}

#[cfg(unix)]
#[test]
fn what_is_no_plain_file_is_refused() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let atlas = Scratch::atlas("device");
    let (folder, out) = (atlas.path(""), atlas.0.join("out.json"));
    let exposure = ["exposure", "--atlas", &folder, "--output", out.to_str().unwrap()];
    let end = "error: the atlas cannot be used (1 error)";
    fs::remove_file(atlas.0.join("modes.csv")).unwrap();
    symlink("/dev/zero", atlas.0.join("modes.csv")).unwrap();
    let said = errors(&["modes.csv: this is no regular file; put a plain file there"]);
    refused(&exposure, &out, &said, end);
    fs::remove_file(atlas.0.join("modes.csv")).unwrap();
    fs::write(atlas.0.join("modes.csv"), "").unwrap();
    fs::set_permissions(atlas.0.join("modes.csv"), fs::Permissions::from_mode(0o000)).unwrap();
    // For the superuser every file can be read.
    if fs::read(atlas.0.join("modes.csv")).is_err() {
        let said =
            "modes.csv: the file cannot be read: Permission denied (os error 13); check who may read it";
        refused(&exposure, &out, &errors(&[said]), end);
    }
}

/// A folder that holds something is not written into.
#[test]
fn init_writes_into_no_full_folder() {
    let atlas = Scratch::atlas("full");
    let (before, folder) = (atlas.files(), atlas.path(""));
    let said = format!("error: {folder} is not empty; name a new folder");
    refused(&["init", &folder], &atlas.0.join("out"), &[said], "");
    assert_eq!(atlas.files(), before);
}
