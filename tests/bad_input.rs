//! Faults planted in copies of `data/tiny`, in scenarios and on the line: what is said, word for word, with which exit
//! code, and that nothing is written.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn tiny() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/tiny")
}

/// A run's exit code, stdout and stderr.
type Ran = (Option<i32>, String, String);

fn run(arguments: &[&str]) -> Ran {
    let run = Command::new(env!("CARGO_BIN_EXE_corridor")).args(arguments).stdin(Stdio::null()).output();
    let Output { status, stdout, stderr } = run.unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

/// Refused: exit code 2, these lines on stderr and no others, nothing on stdout, and `out` is not there.
#[track_caller]
fn refused(arguments: &[&str], out: &Path, said: &[String], end: &str) {
    let (code, stdout, stderr) = run(arguments);
    let lines: Vec<&str> = stderr.lines().collect();
    let expected: Vec<&str> =
        said.iter().map(String::as_str).chain([end].into_iter().filter(|end| !end.is_empty())).collect();
    assert_eq!(lines, expected, "{arguments:?}");
    assert_eq!((code, stdout.as_str()), (Some(2), ""), "{arguments:?}");
    assert!(!out.exists(), "{arguments:?}: an answer was written");
}

fn counted(what: &str, errors: usize) -> String {
    format!("error: {what} ({errors} error{})", if errors == 1 { "" } else { "s" })
}

/// A folder that is gone at the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("corridor-bad-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// A copy of `data/tiny`.
    fn atlas(name: &str) -> Self {
        let scratch = Self::new(name);
        fs::create_dir(scratch.0.join("scenarios")).unwrap();
        for folder in ["", "scenarios"] {
            for entry in fs::read_dir(tiny().join(folder)).unwrap().map(Result::unwrap) {
                if entry.file_type().unwrap().is_file() {
                    fs::copy(entry.path(), scratch.0.join(folder).join(entry.file_name())).unwrap();
                }
            }
        }
        scratch
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    /// Every file with its bytes.
    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        for folder in ["", "scenarios"] {
            let Ok(entries) = fs::read_dir(self.0.join(folder)) else { continue };
            files.extend(
                entries
                    .map(|entry| entry.unwrap().path())
                    .filter(|path| path.is_file())
                    .map(|path| (path.clone(), fs::read(path).unwrap())),
            );
        }
        files
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What is done to a copy of `data/tiny`.
#[derive(Clone, Copy, Debug)]
enum Edit {
    /// In this file what stands there becomes this.
    Put(&'static str, &'static str, &'static str),
    /// This file holds these bytes.
    Bytes(&'static str, &'static [u8]),
    /// This file is gone.
    Gone(&'static str),
    /// A folder stands in its place.
    Folder(&'static str),
}
use Edit::{Bytes, Folder, Gone, Put};

impl Edit {
    fn plant(self, atlas: &Scratch) {
        match self {
            Put(file, from, to) => {
                let text = fs::read_to_string(atlas.0.join(file)).unwrap();
                assert!(text.contains(from), "{file} has no {from:?}");
                fs::write(atlas.0.join(file), text.replacen(from, to, 1)).unwrap();
            }
            Bytes(file, bytes) => fs::write(atlas.0.join(file), bytes).unwrap(),
            Gone(file) => fs::remove_file(atlas.0.join(file)).unwrap(),
            Folder(file) => {
                fs::remove_file(atlas.0.join(file)).unwrap();
                fs::create_dir(atlas.0.join(file)).unwrap();
            }
        }
    }
}

/// With these edits these are all findings: `exposure` refuses the atlas with them and writes nothing, and `check`
/// finds as many, each with its place, its rule and its mend.
#[track_caller]
fn check(name: &str, edits: &[Edit], said: &[String]) {
    let atlas = Scratch::atlas(name);
    edits.iter().for_each(|edit| edit.plant(&atlas));
    let (before, folder, out) = (atlas.files(), atlas.path(""), atlas.0.join("answer.json"));
    let exposure = ["exposure", "--atlas", &folder, "--format", "json", "--output", out.to_str().unwrap()];
    refused(&exposure, &out, said, &counted("the atlas cannot be used", said.len()));
    assert_eq!(atlas.files(), before, "a file was changed");
    let (code, stdout, stderr) = run(&["check", &folder, "--format", "json"]);
    assert_eq!((code, stderr.as_str()), (Some(1), ""), "{stdout}");
    let answer: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(answer["errors"], said.len());
    answer["notices"].as_array().unwrap().iter().for_each(complete);
}

/// It names the file, the rule and the mend; the line, unless it is about a whole file; what stands in a column.
#[track_caller]
fn complete(notice: &Value) {
    for key in ["file", "rule", "hint"] {
        assert!(notice[key].as_str().is_some_and(|text| !text.is_empty()), "no {key}: {notice}");
    }
    let rule = notice["rule"].as_str().unwrap();
    let of_file =
        ["the file is missing", "the file is empty", "a folder stands", "this key is missing, or no text"];
    assert!(
        notice["row"].is_u64() || of_file.iter().any(|start| rule.starts_with(start)),
        "no row: {notice}"
    );
    let of_row = [
        "a column of the table is missing",
        "this key is missing",
        "a measure has an effect",
        "there is no such key",
        "there is no such effect",
        "papers are",
        "there is no such selector key",
    ];
    let whole = notice["value"].is_string() || of_row.iter().any(|start| rule.starts_with(start));
    assert!(notice["column"].is_null() || whole, "no value: {notice}");
}

const LINK: &str = "hub-east,East Line,east-line,eastern,hub,east,pipeline,,,false,crude,,,400,,,20,15,30,80,,,tiny-pipe,KAZ;AZE,,,,,,2023,reported,tiny,";

/// One fault, and all that is said of it.
const FAULTS: &[(Edit, &[&str])] = &[
    // Files.
    (Gone("modes.csv"), &["modes.csv: the file is missing; `corridor init DIR` writes a whole atlas"]),
    (Folder("modes.csv"), &["modes.csv: a folder stands where a file is meant; move it away"]),
    (
        Bytes("parties.csv", b""),
        &["parties.csv: the file is empty; its first line is: id,name,kind,country,source,note"],
    ),
    (
        Bytes("parties.csv", b"\n\r\n\n"),
        &["parties.csv: the file is empty; its first line is: id,name,kind,country,source,note"],
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
            "parties.csv:1: column colour: \"colour\": the table has no such column; its columns are: id,name,kind,country,source,note",
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
        Put("sources.csv", "licence", "licence,"),
        &["sources.csv:1: column : \"\": a column has a name; name it, or take its comma out of every line"],
    ),
    (
        Bytes("sources.csv", b"id;title;publisher;date;licence\ntiny;x;y;;\n"),
        &[
            "sources.csv:1: \"id;title;publisher;date;licence\": cells are parted by commas; save it as CSV with commas",
        ],
    ),
    (
        Put("sources.csv", "MIT OR", "MIT, OR"),
        &[
            "sources.csv:2: a row has as many fields as the header: 5, this one has 6; put quotes around a cell that holds a comma; end no line with one",
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
        Put("sources.csv", "\ntiny,Invented", "\n,Nobody,Corridor,2026,\ntiny,Invented"),
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
        Put("parties.csv", "company,KAZ,tiny", "company,KAZ,tinny"),
        &["parties.csv:2: column source: \"tinny\": there is no such source; did you mean tiny?"],
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
            "links.csv:8: column id: \"east-abroad\": no vessel class may sail this link with gas; look at vessels and max_kt_dwt here, limits of its two places, and modes.csv",
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
            "links.csv:6: column id: \"west-narrows\": no vessel class may sail this link with crude; look at vessels and max_kt_dwt here, limits of its two places, and modes.csv",
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
            "charges.csv:2: column selector: \"narrows\": a key and a value are needed; a selector is key=value, several joined by commas: country=RUS,mode=rail",
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
            "flows.csv:3: column market: \"moonshine\": no place is a sink of this market; write it in `market` of a place that buys",
        ],
    ),
    (
        Put("flows.csv", "field,ITA,ocean", "field,TUR,ocean"),
        &[
            "flows.csv:3: column destination: \"TUR\": no place of this country gives access to crude; name a place, or write crude in the gate of one",
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

fn errors(said: &[&str]) -> Vec<String> {
    said.iter().map(|said| format!("error: {said}")).collect()
}

/// Runs all cases and names those that fail: one wrong word hides no other.
fn each<T: std::panic::RefUnwindSafe>(cases: &[T], check: impl Fn(usize, &T) + std::panic::RefUnwindSafe) {
    let failed = |at: &usize| std::panic::catch_unwind(|| check(*at, &cases[*at])).is_err();
    let wrong: Vec<usize> = (0..cases.len()).filter(failed).collect();
    assert!(wrong.is_empty(), "{} of {} cases fail: {wrong:?}", wrong.len(), cases.len());
}

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
        "parties.csv:3: column id: \"tiny-pipe\"",
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
                "error: {tiny}/places.csv: an atlas is a folder, this is a file; name the folder that holds it"
            ),
        ),
    ] {
        refused(&[&["exposure", "--atlas", &atlas][..], &to].concat(), &out, &[said], "");
    }
    let said = format!("error: {missing}: the file is missing; check its name");
    refused(&[&["check", &missing][..], &to].concat(), &out, &[said], "");
    let deep = scratch.path("no/such/folder.json");
    let said = format!("error: cannot write {deep}: No such file or directory (os error 2)");
    if cfg!(unix) {
        refused(&["exposure", "--atlas", &tiny, "--output", &deep], Path::new(&deep), &[said], "");
    }
    assert_eq!(fs::read_dir(&scratch.0).unwrap().count(), 0, "something was written");
}

const GOOD: &str = r#"id = "mine"
title = "Mine"
extends = "none"
as_of = "2023-06-30"

[[measure]]
id = "event:mine"
sender = "event"
effect = { limit = 0.5 }
on = { place = ["west"] }
source = "what-if"
"#;

/// In a good scenario what stands there becomes this; the findings, without the file.
const MISTAKES: &[(&str, &str, &[&str])] = &[
    (
        "title",
        "titel",
        &[
            "1: column title: this key is missing; add title = \"...\"",
            "2: column titel: there is no such key; did you mean title?",
        ],
    ),
    (
        "as_of",
        "colour",
        &["4: column colour: there is no such key; keys here: id, title, extends, as_of, measure"],
    ),
    ("source = \"what-if\"\n", "", &["6: column source: this key is missing; add source = \"...\""]),
    ("\"Mine\"", "3", &["2: column title: \"3\": this is text, not a number; put it in quotes"]),
    (
        "\"Mine\"",
        "\" \"",
        &["2: column title: \"\\\" \\\"\": this text is blank or holds control characters; write what it is"],
    ),
    (
        "\"mine\"",
        "\"My Own\"",
        &["1: column id: \"My Own\": an id is made of a-z, 0-9 and -; write cpc-closed"],
    ),
    (
        "\"mine\"",
        "\"law\"",
        &["1: column id: \"law\": this word is taken; give the scenario an id of its own"],
    ),
    (
        "\"none\"",
        "\"law\"",
        &["3: column extends: \"law\": no law is in this atlas yet; extend none or another scenario"],
    ),
    (
        "\"none\"",
        "\"mine\"",
        &[
            "3: column extends: \"mine\": scenarios extend each other in a circle: mine > mine; let one of them extend none",
        ],
    ),
    (
        "\"none\"",
        "\"west-hlaf\"",
        &["3: column extends: \"west-hlaf\": there is no such scenario; did you mean west-half?"],
    ),
    (
        "\"none\"",
        "\"something-else\"",
        &[
            "3: column extends: \"something-else\": there is no such scenario; extend none or the id of another scenario",
        ],
    ),
    (
        "\"none\"",
        "[\"none\"]",
        &["3: column extends: \"[\\\"none\\\"]\": this is text, not a list; put it in quotes"],
    ),
    (
        "\"2023-06-30\"",
        "\"2023-06-31\"",
        &["4: column as_of: \"2023-06-31\": there is no such day; write \"2024-06-30\""],
    ),
    (
        "\"2023-06-30\"",
        "12:30:00",
        &["4: column as_of: \"12:30:00\": there is no such day; write \"2024-06-30\""],
    ),
    (
        "\"2023-06-30\"",
        "2023",
        &["4: column as_of: \"2023\": this is a day, not a number; write \"2024-06-30\""],
    ),
    (
        "\"2023-06-30\"",
        "2023-02-29",
        &["4: not TOML: invalid date, expected day between 01 and 28; mend this line"],
    ),
    ("\"Mine\"", "\"Mine", &["2: not TOML: invalid basic string, expected `\"`; mend this line"]),
    ("title = \"Mine\"", "id = \"mine\"", &["2: not TOML: duplicate key; mend this line"]),
    (
        "[[measure]]",
        "[measure]",
        &["6: column measure: \"[measure]\": this is a list of tables; write [[measure]]"],
    ),
    (
        "\"event:mine\"",
        "\"mine\"",
        &["7: column id: \"mine\": a measure's id is SENDER:name; write event:what-happens"],
    ),
    (
        "\"event:mine\"",
        "\"event:Mine\"",
        &["7: column id: \"event:Mine\": an id is made of a-z, 0-9 and -; write event:what-happens"],
    ),
    (
        "\"event:mine\"",
        "\"RUS:mine\"",
        &["7: column id: \"RUS:mine\": a measure's id begins with its sender; write event:what-happens"],
    ),
    (
        "sender = \"event\"",
        "sender = \"evnt\"",
        &["8: column sender: \"evnt\": a sender is a state or bloc, event or market; write RUS, EU or event"],
    ),
    (
        "effect = { limit = 0.5 }\n",
        "",
        &["6: column effect: a measure has an effect; add effect = { bar = true }"],
    ),
    (
        "limit = 0.5",
        "",
        &[
            "9: column effect: a measure has an effect; one of: limit, limit_kt_y, quota_kt_y, charge_usd_t, charge_share, delay_h, bar",
        ],
    ),
    (
        "{ limit = 0.5 }",
        "0.5",
        &["9: column effect: \"0.5\": this is a table, not a number; write effect = { key = value }"],
    ),
    ("limit = 0.5", "limti = 0.5", &["9: column limti: there is no such effect; did you mean limit?"]),
    (
        "limit = 0.5",
        "embargo = 0.5",
        &[
            "9: column embargo: there is no such effect; one of: limit, limit_kt_y, quota_kt_y, charge_usd_t, charge_share, delay_h, bar",
        ],
    ),
    (
        "limit = 0.5",
        "require = \"paper\"",
        &[
            "9: column require: papers are judged by law, and no law is in this atlas yet; use bar or quota_kt_y",
        ],
    ),
    (
        "limit = 0.5",
        "bar = true, limit = 0.5",
        &["9: column effect: \"bar, limit\": a measure has one effect; write a measure for each"],
    ),
    (
        "limit = 0.5",
        "bar = false",
        &["9: column bar: \"false\": a bar is `true` or left out; write bar = true"],
    ),
    (
        "limit = 0.5",
        "limit = 1.5",
        &["9: column limit: \"1.5\": a number here is between 0 and 1; check its unit"],
    ),
    (
        "limit = 0.5",
        "charge_share = [0, 1, 101]",
        &["9: column charge_share: \"[0, 1, 101]\": a number here is between 0 and 100; check its unit"],
    ),
    (
        "limit = 0.5",
        "delay_h = -1",
        &["9: column delay_h: \"-1\": a number here is 0 or more; check its unit"],
    ),
    (
        "limit = 0.5",
        "delay_h = nan",
        &["9: column delay_h: \"nan\": this is a finite number, or [low, value, high]; write delay_h = 0.5"],
    ),
    (
        "limit = 0.5",
        "delay_h = 1e400",
        &[
            "9: column delay_h: \"1e400\": this is a finite number, or [low, value, high]; write delay_h = 0.5",
        ],
    ),
    (
        "limit = 0.5",
        "delay_h = \"3\"",
        &[
            "9: column delay_h: \"\\\"3\\\"\": this is a finite number, or [low, value, high]; write delay_h = 0.5",
        ],
    ),
    (
        "limit = 0.5",
        "delay_h = [1, 2]",
        &[
            "9: column delay_h: \"[1, 2]\": this is a finite number, or [low, value, high]; write delay_h = 0.5",
        ],
    ),
    (
        "limit = 0.5",
        "charge_usd_t = [3, 2, 1]",
        &[
            "9: column charge_usd_t: \"[3, 2, 1]\": a range is [low, value, high] in this order; put them in order",
        ],
    ),
    (
        "limit = 0.5",
        "charge_usd_t = 1e12",
        &["9: column charge_usd_t: \"1e12\": the number is too large to be computed with; check its unit"],
    ),
    (
        "on = { place = [\"west\"] }\n",
        "",
        &[
            "6: column on: limit needs `on`: the assets it is about; add on = { line = [\"...\"] }; only bar and quota_kt_y go without",
        ],
    ),
    (
        "on = {",
        "for = {",
        &[
            "10: column for: `for` chooses trade; write keys on assets in `on`",
            "6: column on: limit needs `on`: the assets it is about; add on = { line = [\"...\"] }; only bar and quota_kt_y go without",
        ],
    ),
    (
        "place = [\"west\"]",
        "cargo = \"crude\"",
        &["10: column on: `on` chooses assets; write keys on trade in `for`"],
    ),
    (
        "place = [\"west\"]",
        "",
        &["10: column on: a selector that says nothing selects nothing; name what it is about"],
    ),
    (
        "{ place = [\"west\"] }",
        "\"west\"",
        &["10: column on: \"\\\"west\\\"\": this is a table, not text; write on = { key = value }"],
    ),
    (
        "place = [\"west\"]",
        "place = [\"wets\", \"nowhere-at-all\"]",
        &[
            "10: column place: \"nowhere-at-all\": there is no such place; it is one of: abroad, east, field, hub, narrows, west",
            "10: column place: \"wets\": there is no such place; did you mean west?",
        ],
    ),
    ("place = [\"west\"]", "place = []", &["10: column place: a key needs a value; a place by its id"]),
    (
        "place = [\"west\"]",
        "place = 3",
        &["10: column place: \"3\": a value here is text or a list of text, not a number; put it in quotes"],
    ),
    (
        "place = [\"west\"]",
        "place = [3]",
        &["10: column place: \"3\": a list here is of text, not a number; put it in quotes"],
    ),
    (
        "place = [\"west\"]",
        "country = \"RSU\"",
        &[
            "10: column country: \"RSU\": there is no such country (ISO 3166 alpha-3) or bloc; did you mean RUS?",
        ],
    ),
    (
        "place = [\"west\"]",
        "kind = \"harbour\"",
        &[
            "10: column kind: \"harbour\": there is no such kind of place; it is one of: country, field, refinery, terminal, port, border, strait, rack, hub, junction",
        ],
    ),
    (
        "place = [\"west\"]",
        "owner = \"tiny-state\"",
        &[
            "10: column owner: \"tiny-state\": `owner` cannot be asked before ownership is judged from holdings; write operator=ID for what a party runs",
        ],
    ),
    (
        "place = [\"west\"]",
        "transfer = \"rail\"",
        &[
            "10: column transfer: \"rail\": a transfer is written FROM>TO; a side is `mode`, `mode:way` or `*`: rail>sea",
        ],
    ),
    (
        "place = [\"west\"]",
        "place = \"west\", not = 3",
        &[
            "10: column not: `not` holds a table of keys, and is not nested deeply; write not = { key = value }",
        ],
    ),
    (
        "place = [\"west\"]",
        "kind = \"port\", not = { country = \"RUS\", cargo = \"crude\" }",
        &[
            "10: column country: `not` speaks of assets or of trade, never of both; write the assets in `on` and the trade in `for`",
        ],
    ),
    (
        "source =",
        "since = 2024-01-02\nuntil = 2024-01-01\nsource =",
        &["12: column until: \"2024-01-01\": the last day lies before the first; swap them, or mend one"],
    ),
    (
        "source = \"what-if\"\n",
        "source = \"what-if\"\n[[measure]]\nid = \"event:mine\"\nsender = \"event\"\neffect = { bar = true }\nsource = \"x\"\n",
        &[
            "12: column id: \"event:mine\": this measure is in the scenario already; give it another id; what is extended brings its measures along",
        ],
    ),
];

/// `check` finds it (1), `reroute` cannot run (2) and writes nothing; both say the same.
#[test]
fn each_mistake_in_a_scenario_is_named_and_nothing_else() {
    let tiny = tiny().display().to_string();
    each(MISTAKES, |at, (from, to, said)| {
        assert!(GOOD.contains(from), "no {from:?}");
        let scratch = Scratch::new(&format!("scenario-{at}"));
        let (file, out) = (scratch.path("s.toml"), scratch.0.join("out.json"));
        fs::write(&file, GOOD.replacen(from, to, 1)).unwrap();
        let said: Vec<String> = said.iter().map(|said| format!("error: {file}:{said}")).collect();
        let arguments = [
            "reroute",
            "--atlas",
            &tiny,
            "--scenario",
            &file,
            "--format",
            "json",
            "--output",
            out.to_str().unwrap(),
        ];
        let mut ordered = said.clone();
        ordered.sort_by_key(|said| said[file.len() + 8..].split(':').next().unwrap().parse::<u64>().unwrap());
        refused(&arguments, &out, &ordered, &counted("the scenario cannot be used", said.len()));
        let (code, stdout, _) = run(&["check", "--atlas", &tiny, &file, "--format", "json"]);
        assert_eq!(code, Some(1));
        let answer: Value = serde_json::from_str(&stdout).unwrap();
        assert_eq!(answer["errors"], said.len(), "{stdout}");
    });
}

#[test]
fn a_scenario_with_a_mark_of_order_and_foreign_line_ends_is_fine() {
    let scratch = Scratch::new("bom-scenario");
    let file = scratch.path("s.toml");
    fs::write(&file, format!("\u{feff}{}", GOOD.replace('\n', "\r\n"))).unwrap();
    let tiny = tiny().display().to_string();
    assert_eq!(run(&["check", "--atlas", &tiny, &file]).0, Some(0));
    assert_eq!(run(&["reroute", "--atlas", &tiny, "--scenario", &file]).0, Some(0));
}

/// A file of 20,000 measures, each of them wrong, is read in a moment, not in square time.
#[test]
fn a_long_scenario_is_read_in_a_moment() {
    let scratch = Scratch::new("long");
    let file = scratch.path("s.toml");
    let measure = |at| {
        format!(
            "[[measure]]\nid = \"event:m{at}\"\nsender = \"event\"\neffect = {{ bar = true }}\non = {{ place = \"wets\" }}\nsource = \"x\"\n"
        )
    };
    let text: String = (0..20_000).map(measure).collect();
    fs::write(&file, format!("id = \"mine\"\ntitle = \"Mine\"\n{text}")).unwrap();
    let start = std::time::Instant::now();
    let (code, _, stderr) = run(&["reroute", "--atlas", tiny().to_str().unwrap(), "--scenario", &file]);
    assert_eq!((code, stderr.lines().count()), (Some(2), 102));
    assert!(
        stderr.contains(":7: column place: \"wets\": there is no such place; did you mean west?"),
        "{stderr:.500}"
    );
    assert!(
        stderr.ends_with("and 19900 more\nerror: the scenario cannot be used (20000 errors)\n"),
        "{stderr}"
    );
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}

/// Where brackets nest without end the reader gives up with a sentence, not with the stack.
#[test]
fn what_nests_without_end_is_refused() {
    let scratch = Scratch::new("deep");
    let file = scratch.path("s.toml");
    let tiny = tiny().display().to_string();
    for text in [
        format!("id = {}", "[".repeat(100_000)),
        format!("id = {}1", "{ a = ".repeat(100_000)),
        format!("{} = 1", ["a"; 50_000].join(".")),
    ] {
        fs::write(&file, text).unwrap();
        let (code, stdout, stderr) = run(&["check", "--atlas", &tiny, &file]);
        assert_eq!((code, stderr.as_str()), (Some(1), ""), "{stdout}");
        assert!(stdout.contains("s.toml:1: not TOML: "), "{stdout}");
    }
    let atlas = Scratch::atlas("deep-package");
    fs::write(atlas.0.join("datapackage.json"), "[".repeat(100_000)).unwrap();
    let (code, stdout, _) = run(&["check", &atlas.path("")]);
    assert_eq!(code, Some(1));
    assert!(stdout.contains("datapackage.json:1: not JSON: recursion limit exceeded"), "{stdout}");
}

const KEYS: &str = "keys on assets: place, strait, link, line, kind, mode, seaport, country, operator, owner, corridor, transfer, group; on trade: commodity, hs, hs_list, cargo, origin, destination, goods_origin, exported_from, loaded_in, final_use";
const FORM: &str =
    "a key and a value are needed; a selector is key=value, several joined by commas: country=RUS,mode=rail";
const SCENARIO: &str = "the scenario cannot be used";
const FLOWS: &str = "the flows cannot be selected";
const ROUTE: &str = "the route cannot be asked for";
const LIMIT: &str = "for example place=novorossiysk-cpc:0.5 (a share up to 1) or line=cpc:30000 (kt/y)";
const CHARGE: &str = "for example strait=bosporus:+3.9 (USD/t) or origin=KAZ:5% (of value)";
const LISTED: &str = "`corridor list` shows what there is";

/// Arguments of `reroute` on `data/tiny`, what is said, and the last line without its count.
const LINES: &[(&[&str], &[&str], &str)] = &[
    (&["--bar", "west"], &["--bar: \"west\": {FORM}"], SCENARIO),
    (&["--bar", ""], &["--bar: \"\": {FORM}"], SCENARIO),
    (&["--bar", "place="], &["--bar: \"place=\": {FORM}"], SCENARIO),
    (
        &["--bar", "plaec=west"],
        &["--bar: \"plaec\": there is no such selector key; did you mean place? {KEYS}"],
        SCENARIO,
    ),
    (&["--bar", "colour=red"], &["--bar: \"colour\": there is no such selector key; {KEYS}"], SCENARIO),
    (
        &["--bar", "place=wets,country=RSU", "--limit", "place=eats:0.5"],
        &[
            "--bar: \"place=wets\": there is no such place; did you mean west?",
            "--bar: \"country=RSU\": there is no such country (ISO 3166 alpha-3) or bloc; did you mean RUS?",
            "--limit: \"place=eats\": there is no such place; did you mean east?",
        ],
        SCENARIO,
    ),
    (
        &["--limit", "place=west"],
        &["--limit: \"place=west\": an amount stands after the last `:`; {LIMIT}"],
        SCENARIO,
    ),
    (
        &["--limit", "place=west:"],
        &["--limit: \"place=west:\": the amount cannot be read; {LIMIT}"],
        SCENARIO,
    ),
    (
        &["--limit", "place=west:nan"],
        &["--limit: \"place=west:nan\": the amount cannot be read; {LIMIT}"],
        SCENARIO,
    ),
    (
        &["--limit", "place=west:1e400"],
        &["--limit: \"place=west:1e400\": the amount cannot be read; {LIMIT}"],
        SCENARIO,
    ),
    (
        &["--limit", "place=west:-1"],
        &["--limit: \"place=west:-1\": a number here is between 0 and 1; {LIMIT}"],
        SCENARIO,
    ),
    (
        &["--quota", "destination=ITA"],
        &[
            "--quota: \"destination=ITA\": an amount stands after the last `:`; for example destination=DEU,cargo=crude:1200 (kt/y)",
        ],
        SCENARIO,
    ),
    (
        &["--quota", "destination=ITA:-5"],
        &[
            "--quota: \"destination=ITA:-5\": a number here is 0 or more; for example destination=DEU,cargo=crude:1200 (kt/y)",
        ],
        SCENARIO,
    ),
    (
        &["--quota", "destination=ITA:1e15"],
        &[
            "--quota: \"destination=ITA:1e15\": the number is too large to be computed with; for example destination=DEU,cargo=crude:1200 (kt/y)",
        ],
        SCENARIO,
    ),
    (
        &["--charge", "strait=narrows:3USD"],
        &["--charge: \"strait=narrows:3USD\": the amount cannot be read; {CHARGE}"],
        SCENARIO,
    ),
    (
        &["--charge", "strait=narrows:-3"],
        &["--charge: \"strait=narrows:-3\": a number here is 0 or more; {CHARGE}"],
        SCENARIO,
    ),
    (
        &["--charge", "strait=narrows:20000%"],
        &["--charge: \"strait=narrows:20000%\": a number here is between 0 and 100; {CHARGE}"],
        SCENARIO,
    ),
    (
        &["--charge", "strait=narrows:1e9"],
        &["--charge: \"strait=narrows:1e9\": the number is too large to be computed with; {CHARGE}"],
        SCENARIO,
    ),
    (
        &["--delay", "strait=narrows:3d"],
        &["--delay: \"strait=narrows:3d\": the amount cannot be read; for example strait=bosporus:78h"],
        SCENARIO,
    ),
    (
        &["--as-of", "2023-02-29"],
        &["--as-of: \"2023-02-29\": a day is written YYYY-MM-DD; for example 2024-06-30"],
        SCENARIO,
    ),
    (
        &["--as-of", "tomorrow"],
        &["--as-of: \"tomorrow\": a day is written YYYY-MM-DD; for example 2024-06-30"],
        SCENARIO,
    ),
    (
        &["--scenario", "west-hlaf"],
        &["--scenario: \"west-hlaf\": unknown scenario; did you mean west-half?"],
        SCENARIO,
    ),
    (
        &["--scenario", "something-else"],
        &[
            "--scenario: \"something-else\": unknown scenario; `corridor list scenarios` shows them; a file is named with its path",
        ],
        SCENARIO,
    ),
    (
        &["--actor", "eu-major"],
        &[
            "--actor: \"eu-major\": this atlas knows no actor yet; leave --actor out: without it no law is applied",
        ],
        SCENARIO,
    ),
    (
        &["--scenario", "no/such.toml"],
        &["no/such.toml: the file is missing; check its name"],
        "a file cannot be used",
    ),
    (
        &["--scenario", "."],
        &[".: a folder stands where a file is meant; name a file in it"],
        "a file cannot be used",
    ),
    (
        &["--flows", "no-such.csv"],
        &["no-such.csv: the file is missing; check its name"],
        "a file cannot be used",
    ),
    (
        &["--origin", "KAX"],
        &["--origin: \"KAX\": no country, bloc or place \"KAX\"; did you mean KAZ?"],
        FLOWS,
    ),
    (
        &["--destination", "zzzzzzzz"],
        &["--destination: \"zzzzzzzz\": no country, bloc or place \"zzzzzzzz\"; {LISTED}"],
        FLOWS,
    ),
    (
        &["--cargo", "crud", "--commodity", "crude-tny", "--flow", "zzz"],
        &[
            "--cargo: \"crud\": unknown cargo; cargoes: crude, products, gas, lng, dry_bulk, container, general, vehicles",
            "--commodity: \"crude-tny\": unknown commodity; did you mean crude-tiny?",
            "--flow: \"zzz\": unknown flow; {LISTED}",
        ],
        FLOWS,
    ),
    (&["--year", "2099"], &["no flow of 2099 is selected; `corridor list flows` shows them all"], ""),
    (&["--ceiling", "-1"], &["--ceiling -1: a price is a number of at least 0"], ""),
    (&["--ceiling", "nan"], &["--ceiling NaN: a price is a number of at least 0"], ""),
    (&["--ceiling", "1e12"], &["--ceiling 1000000000000: a ceiling is a price in USD/t, 0 or more"], ""),
];

/// With the long sentences that several cases share.
fn filled(said: &str) -> String {
    let said = said.replace("{FORM}", FORM).replace("{KEYS}", KEYS).replace("{LIMIT}", LIMIT);
    format!("error: {}", said.replace("{CHARGE}", CHARGE).replace("{LISTED}", LISTED))
}

/// On `data/tiny` these arguments are refused with these words.
#[track_caller]
fn refused_line(name: &str, command: &[&str], more: &[&str], said: &[&str], end: &str) {
    let scratch = Scratch::new(name);
    let out = scratch.0.join("out.json");
    let tiny = tiny().display().to_string();
    let tail = ["--atlas", &tiny, "--format", "json", "--output", out.to_str().unwrap()];
    let end = if end.is_empty() { String::new() } else { counted(end, said.len()) };
    let said: Vec<String> = said.iter().map(|said| filled(said)).collect();
    refused(&[command, more, &tail].concat(), &out, &said, &end);
}

#[test]
fn each_mistake_on_the_line_is_named_and_nothing_else() {
    each(LINES, |at, (line, said, end)| refused_line(&format!("line-{at}"), &["reroute"], line, said, end));
}

/// Arguments of `route --cargo crude` on `data/tiny`.
const ROUTES: &[(&[&str], &[&str])] = &[
    (
        &["fild", "abroad"],
        &["FROM: \"fild\": no place, country, UN/LOCODE or name \"fild\"; did you mean Field?"],
    ),
    (
        &["field", "zzzzzzzz"],
        &["TO: \"zzzzzzzz\": no place, country, UN/LOCODE or name \"zzzzzzzz\"; {LISTED}"],
    ),
    (
        &["field", "abroad", "--via", "wets"],
        &["--via: \"wets\": no place, link or line \"wets\"; did you mean west?"],
    ),
    (
        &["field", "abroad", "--via", "place=wets"],
        &["--via: \"place=wets\": there is no such place; did you mean west?"],
    ),
    (&["field", "abroad", "--avoid", "west"], &["--avoid: \"west\": {FORM}"]),
    (
        &["field", "abroad", "--avoid", "line=wets-line"],
        &["--avoid: \"line=wets-line\": there is no such line; did you mean west-line?"],
    ),
    (
        &["field", "abroad", "--wary", "contry=RUS"],
        &["--wary: \"contry\": there is no such selector key; did you mean country? {KEYS}"],
    ),
    (
        &["field", "abroad", "--by", "exposed-km"],
        &[
            "--by: \"exposed-km\": without --wary nothing is exposed; say what counts as exposed, for example --wary country=RUS",
        ],
    ),
    (
        &[
            "wets",
            "eats",
            "--via",
            "zzzzzzzz",
            "--wary",
            "country=RSU",
            "--avoid",
            "place=wets",
            "--commodity",
            "nix",
        ],
        &[
            "FROM: \"wets\": no place, country, UN/LOCODE or name \"wets\"; did you mean west?",
            "TO: \"eats\": no place, country, UN/LOCODE or name \"eats\"; did you mean east?",
            "--commodity: \"nix\": unknown commodity; {LISTED}",
            "--wary: \"country=RSU\": there is no such country (ISO 3166 alpha-3) or bloc; did you mean RUS?",
            "--avoid: \"place=wets\": there is no such place; did you mean west?",
            "--via: \"zzzzzzzz\": no place, link or line \"zzzzzzzz\"; {LISTED}",
        ],
    ),
];

#[test]
fn each_mistake_in_a_route_is_named_and_nothing_else() {
    each(ROUTES, |at, (line, said)| {
        refused_line(&format!("route-{at}"), &["route", "--cargo", "crude"], line, said, ROUTE);
    });
}

/// A UN/LOCODE of two terminals, in the atlas that ships.
#[test]
fn an_end_that_means_several_things_is_refused_with_them() {
    let scratch = Scratch::new("ambiguous");
    let out = scratch.0.join("out.json");
    let said = "error: FROM: \"RUNVS\": \"RUNVS\" means several things: give one of novorossiysk-cpc, novorossiysk-sheskharis";
    let arguments = ["route", "RUNVS", "augusta", "--cargo", "crude", "--output", out.to_str().unwrap()];
    refused(&arguments, &out, &[said.to_owned()], &counted(ROUTE, 1));
}

/// What the reader of arguments says is its own; that it refuses, with the value, is ours.
#[test]
fn arguments_that_cannot_be_read_are_refused() {
    for (line, word) in [
        (&["reroute", "--year", "abc"][..], "'abc' for '--year"),
        (&["reroute", "--year", "-5"], "'-5' for '--year"),
        (&["reroute", "--year", "99999"], "'99999' for '--year"),
        (&["reroute", "--ceiling", "cheap"], "'cheap' for '--ceiling"),
        (&["reroute", "--output", ""], "'--output <FILE>'"),
        (&["reroute", "--format", "xml"], "'xml' for '--format"),
        (&["route", "a", "b", "--cargo", "crude", "-k", "0"], "'0' for '-k"),
        (&["route", "a"], "<TO>"),
        (&["list", "plces"], "places"),
    ] {
        let (code, stdout, stderr) = run(line);
        assert_eq!((code, stdout.as_str()), (Some(2), ""), "{line:?}\n{stderr}");
        assert!(stderr.contains(word), "{line:?}\n{stderr}");
    }
}

/// A file of flows: its own name and lines, all findings at once, nothing written.
#[test]
fn a_file_of_flows_is_judged_like_the_table() {
    const HEADER: &str = "id,commodity,origin,destination,kt_y,year\n";
    let refuse = |at: &str, bytes: &[u8], said: &[&str]| {
        let scratch = Scratch::new(&format!("flows-{at}"));
        let (file, out) = (scratch.path("mine.csv"), scratch.0.join("out.json"));
        fs::write(&file, bytes).unwrap();
        let tiny = tiny().display().to_string();
        let arguments = ["exposure", "--atlas", &tiny, "--flows", &file, "--output", out.to_str().unwrap()];
        let said: Vec<_> = said.iter().map(|said| format!("error: {file}{said}")).collect();
        let end =
            if at == "utf8" { "a file cannot be used".into() } else { format!("{file} cannot be used") };
        refused(&arguments, &out, &said, &counted(&end, said.len()));
    };
    refuse(
        "empty",
        b"",
        &[
            ": the file is empty; its first line is: id,commodity,origin,destination,market,kt_y,kt_y_low,kt_y_high,year,from,until,basis,via,priority,ceiling_usd_t,laid,goods_origin,goods_owner,loaded_in,evidence,source,note",
        ],
    );
    refuse(
        "utf8",
        &[HEADER.as_bytes(), b"a,\xFF\n"].concat(),
        &[":2: the file is not UTF-8: byte 0xFF at position 3; save it as UTF-8"],
    );
    refuse(
        "many",
        format!("{HEADER}mine,crude-tny,fild,abroad,-1,2023\nmine,crude-tiny,field,abroad,x,\nround,crude-tiny,field,field,1,2023\n").as_bytes(),
        &[
            ":2: column commodity: \"crude-tny\": there is no such commodity; did you mean crude-tiny?",
            ":2: column kt_y: \"-1\": a number here is not negative; write 0 or more",
            ":2: column origin: \"fild\": there is no such place or country; did you mean field?",
            ":3: column id: \"mine\": this id stands in line 2 already; give one of them another id",
            ":3: column kt_y: \"x\": this is not a number; write 1234.5",
            ":3: column year: \"\": a flow has a year, or from and until; fill one, leave the other blank",
            ":4: column destination: \"field\": a flow ends where it does not start; give it another end",
        ],
    );
    refuse(
        "columns",
        b"id,commodity,origin,kt_y,yaer\n",
        &[
            ":1: column destination: a column of the table is missing; add destination to the header; its cells may be empty unless required",
            ":1: column yaer: \"yaer\": the table has no such column; did you mean year?",
        ],
    );
}

/// A pinned flow with no way, a capacity below what was observed, an observation that no flow adds up to: `check` alone
/// lays flows, so it alone says so.
#[test]
fn what_only_paths_tell_is_said_with_its_line() {
    let atlas = Scratch::atlas("paths");
    for edit in [
        Put("flows.csv", "hub-west-1;narrows", "narrows;hub-west-1"),
        Put("capacities.csv", "\neast-berth,east,crude,,300,250,350", "\neast-berth,east,crude,,50,40,60"),
        Put("observed.csv", "2023,1200,1190,1210", "2023,500,490,510"),
    ] {
        edit.plant(&atlas);
    }
    let (code, stdout, _) = run(&["check", &atlas.path(""), "--format", "json"]);
    assert_eq!(code, Some(1));
    let answer: Value = serde_json::from_str(&stdout).unwrap();
    let found: Vec<String> = answer["notices"]
        .as_array()
        .unwrap()
        .iter()
        .map(|notice| {
            complete(notice);
            format!(
                "{}:{} {} {}: {}",
                notice["file"].as_str().unwrap(),
                notice["row"],
                notice["column"],
                notice["value"],
                notice["rule"].as_str().unwrap()
            )
        })
        .collect();
    for expected in [
        "flows.csv:2 \"id\" \"west-buyer\": no way through its via on the network of 2023",
        "capacities.csv:9 \"id\" \"east-berth\": the pinned flows of 2023 lay 100 kt/y on 50 kt/y",
        "observed.csv:3 \"asset\" \"feeder\": ",
    ] {
        assert!(found.iter().any(|found| found.starts_with(expected)), "{expected}\nis not in {found:#?}");
    }
}

/// A warning is told and stops nobody.
#[test]
fn warnings_stop_nobody() {
    let atlas = Scratch::atlas("warned");
    fs::write(atlas.0.join("link.csv"), "id\n").unwrap();
    Put("sources.csv", "\ntiny,", "\nspare,Spare,Corridor,2026,\ntiny,").plant(&atlas);
    let (code, stdout, _) = run(&["check", &atlas.path(""), "--format", "json"]);
    assert_eq!(code, Some(0), "{stdout}");
    let answer: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!((&answer["errors"], &answer["warnings"]), (&0.into(), &2.into()), "{stdout}");
    assert_eq!(answer["notices"][0]["hint"], "did you mean links.csv?");
    assert_eq!(answer["notices"][1]["rule"], "no row names this source");
    assert_eq!(run(&["exposure", "--atlas", &atlas.path("")]).0, Some(0));
}
