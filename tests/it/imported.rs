//! A graph that is imported, compiled and swept: numbers worked by hand, faults planted, runs that are ended.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

use crate::support::{Cell as _, Line, Scratch, bad, counted, good, json, program, run, tiny_files};
use corridor::Session;
use serde_json::Value;

const NODES: &str = "id,lat,lon,cc\nn1,0,0,KAZ\nn2,0,1,RUS\nn3,0,2,ITA\nn4,1,1,TUR\nn5,5,5,\n";

/// n1 - n2 - n3 is 200 km, n1 - n4 - n3 300 km; one link beside another, one from a node to itself, n5 is joined to nothing.
const LINKS: &str = "source,target,km\nn1,n2,100\nn2,n3,100\nn1,n4,150\nn4,n3,150\nn2,n2,0\nn1,n2,120\n";

const CHANGES: &str = "scenario,effect,on,amount
shut,bar,place=n2,
more expensive,rate_share,link=n1>n2,0.5
taxed,charge_usd_t,place=n2,25
again,bar,place=n2,
slow,delay_h,country=RUS,2.5
cheaper,charge_usd_t,place=n4,-7
none,bar,country=RUS;TUR,
";

/// What is compiled of an atlas in memory is that atlas, not the embedded one.
#[test]
fn an_atlas_in_memory_compiles_itself() {
    let scratch = Scratch::new();
    let bytes = Session::of_files(&tiny_files()).unwrap().compile().unwrap();
    let file = scratch.file("tiny.corridor", bytes);
    let places = "list places --format csv --atlas";
    assert_eq!(good((places, file.as_str())), good((places, "data/tiny")));
}

/// `data/tiny` with the imported network of the two files.
fn world() -> Scratch {
    let scratch = Scratch::new();
    let (nodes, links) = (scratch.file("nodes.csv", NODES), scratch.file("links.csv", LINKS));
    let world = scratch.path("world");
    good((["import", "graph", "--nodes", &nodes, "--links", &links, "--output", &world], IMPORT));
    scratch
}

/// The same as one file.
fn compiled() -> Scratch {
    let scratch = world();
    let (world, file) = (scratch.path("world"), scratch.path("world.corridor"));
    good(["compile", &world, "--output", &file]);
    scratch
}

const IMPORT: &str = "--node-country cc --rate road=0.1:50 --atlas data/tiny";

#[test]
fn an_import_says_what_it_did() {
    let scratch = Scratch::new();
    let nodes = scratch.file("nodes.csv", NODES);
    let mut zipped = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    zipped.write_all(LINKS.as_bytes()).unwrap();
    let links = scratch.path("links.csv.gz");
    fs::write(&links, zipped.finish().unwrap()).unwrap();
    let import = |folder: &str, more: &str| {
        let world = scratch.path(folder);
        let line = ["import", "graph", "--nodes", &nodes, "--links", &links, "--output", &world];
        json((&line, IMPORT, more))
    };
    let plain = import("plain", "");
    let of = |answer: &Value, names: &[&str]| -> Vec<u64> {
        names.iter().map(|name| answer[name].as_u64().unwrap()).collect()
    };
    let names = ["nodes", "links", "arcs", "loops", "parts", "largest", "bridges", "by_nearest"];
    assert_eq!(of(&plain, &names), [5, 5, 10, 1, 2, 4, 0, 1]);
    assert_eq!(plain["rates"][0]["usd_tkm"], 0.1);
    // From n5 to n4 it is 628.5 km along the great circle: acos of 0.9951378 on a sphere of 6371.0088 km.
    assert_eq!(import("far", "--bridge 600")["bridges"], 0);
    let near = import("near", "--bridge 650");
    assert_eq!(of(&near, &["links", "bridges"]), [6, 1]);
    let bridge = scratch.read("near/mesh/links.csv");
    assert!(bridge.contains("bridge-1,n4,n5,628.5"), "{bridge}");
    let one_way = import("one-way", "--directed");
    assert_eq!(of(&one_way, &["links", "arcs"]), [5, 5]);
    let checked = json(["check", &scratch.path("near")]);
    assert_eq!(checked["errors"], 0);
}

fn swept(scratch: &Scratch, atlas: &str, more: impl Line) -> (Value, String) {
    let changes = scratch.file("changes.csv", CHANGES);
    let (rows, atlas) = (scratch.path("rows.csv"), scratch.path(atlas));
    let _ = fs::remove_file(&rows);
    let line = ["sweep", "--atlas", &atlas, "--from", "n1", "--to", "n2", "--to", "n3", "--to", "n5"];
    let more = (["--changes", &changes, "--rows", &rows, "--check-rows", "40"], more);
    let answer = json((&line, &more));
    (answer, fs::read_to_string(&rows).unwrap())
}

/// By hand at 0.1 USD/tkm and 50 km/h. `slow` adds 2.5 h to each of two links; `cheaper` takes 7 USD from each of two.
const ROWS: &str = "scenario,from,to,cost_usd_t,hours,countries,straits,corridors,lines
baseline,n1,n2,10.0,2.0,KAZ;RUS,,,
baseline,n1,n3,20.0,4.0,ITA;KAZ;RUS,,,
baseline,n1,n5,,,,,,
shut,n1,n2,,,,,,
shut,n1,n3,30.0,6.0,ITA;KAZ;TUR,,,
more expensive,n1,n2,12.0,2.4,KAZ;RUS,,,
more expensive,n1,n3,22.0,4.4,ITA;KAZ;RUS,,,
taxed,n1,n2,35.0,2.0,KAZ;RUS,,,
taxed,n1,n3,30.0,6.0,ITA;KAZ;TUR,,,
again,n1,n2,,,,,,
again,n1,n3,30.0,6.0,ITA;KAZ;TUR,,,
slow,n1,n2,10.0,4.5,KAZ;RUS,,,
slow,n1,n3,20.0,9.0,ITA;KAZ;RUS,,,
cheaper,n1,n3,16.0,6.0,ITA;KAZ;TUR,,,
none,n1,n2,,,,,,
none,n1,n3,,,,,,
";

#[test]
fn a_sweep_is_what_one_works_out_by_hand() {
    let scratch = compiled();
    let (answer, rows) = swept(&scratch, "world.corridor", "");
    assert_eq!(rows, ROWS);
    assert_eq!(answer["verified"]["rows"], 40);
    assert_eq!(answer["verified"]["differ"], serde_json::json!([]));
    let scenarios = answer["scenarios"].list();
    let of = |id: &str, name: &str| scenarios.iter().find(|one| one["scenario"] == id).unwrap()[name].number();
    assert_eq!([of("baseline", "cut"), of("shut", "cut"), of("none", "cut")], [1.0, 1.0, 2.0]);
    assert_eq!([of("shut", "mean_usd_t"), of("taxed", "mean_usd_t"), of("taxed", "most_usd_t")], [10.0, 17.5, 25.0]);
    assert_eq!(of("slow", "mean_hours"), 3.75);
    for (atlas, more) in [("world", ""), ("world.corridor", "--threads 1"), ("world.corridor", "--threads 7")] {
        assert_eq!(swept(&scratch, atlas, more), (answer.clone(), rows.clone()), "{atlas} {more:?}");
    }
    let (_, all) = swept(&scratch, "world.corridor", "--all");
    assert_eq!(all.lines().count(), 1 + 8 * 3);
    let (_, fast) = swept(&scratch, "world.corridor", "--by time");
    // Where time counts a tax changes nothing, and a delay of 2.5 h on two links is dearer than 100 km more.
    assert!(fast.contains("slow,n1,n3,30.0,6.0,") && fast.contains("taxed,n1,n3,70.0,4.0,"), "{fast}");
}

#[test]
fn tonnes_lie_on_cheapest_ways_and_none_is_lost() {
    let scratch = compiled();
    let demand = scratch.file("demand.csv", "from,to,kt\nn1,n3,100\nn1,n2,40\nn1,n5,7\n");
    let (changes, atlas) = (scratch.file("changes.csv", CHANGES), scratch.path("world.corridor"));
    let answer = json(["sweep", "--atlas", &atlas, "--demand", &demand, "--changes", &changes]);
    let tonnes = |at: usize| answer["scenarios"][at]["tonnes"].clone();
    let on = |at: usize, id: &str| {
        let touched = tonnes(at)["traversed"].clone();
        touched.list().iter().find(|one| one["id"] == id).map(|one| one["kt"].number())
    };
    assert_eq!([on(0, "KAZ"), on(0, "RUS"), on(0, "ITA"), on(0, "TUR")], [Some(140.0), Some(140.0), Some(100.0), None]);
    // Shut: 40 kt cut, 100 kt by way of TUR at 10 USD/t more.
    assert_eq!([&tonnes(1)["cut_kt"], &tonnes(1)["rerouted_kt"], &tonnes(1)["more_musd"]], [40.0, 100.0, 1.0]);
    assert_eq!([on(1, "KAZ"), on(1, "RUS"), on(1, "ITA"), on(1, "TUR")], [Some(100.0), Some(0.0), None, Some(100.0)]);
}

#[test]
fn a_sweep_that_was_ended_goes_on() {
    let scratch = compiled();
    let (_, whole) = swept(&scratch, "world.corridor", "");
    let (changes, rows, atlas) =
        (scratch.path("changes.csv"), scratch.path("rows.csv"), scratch.path("world.corridor"));
    let line = format!("sweep --atlas {atlas} --from n1 --to n2 --to n3 --to n5 --changes {changes}");
    let more = format!("--check-rows 40 --rows {rows}");
    let answer = json((&line, "--check-rows 40"));
    // What a run that is killed leaves: some lines of the journal, some bytes more than they tell.
    fs::remove_file(&rows).unwrap();
    let (part, journal) = (format!("{rows}.part"), format!("{rows}.journal"));
    let key = {
        fs::write(&part, &whole).unwrap();
        fs::write(&journal, "another\n").unwrap();
        let said = bad((&line, &more, "--resume"));
        assert!(
            said[0].ends_with("is of another question, atlas or version; ask as before, or remove it and start again")
        );
        let said = bad((&line, &more));
        assert!(said[0].ends_with("a sweep was ended before its end; go on with --resume, or remove it"), "{said:?}");
        fs::remove_file(&part).unwrap();
        fs::remove_file(&journal).unwrap();
        key_of(&line, &rows)
    };
    let summaries: Vec<String> = answer["scenarios"].list().iter().map(Value::to_string).collect();
    let upto = |id: &str| whole.find(&format!("\n{id},")).map_or(whole.len(), |at| at + 1);
    let ends = ["shut", "more expensive", "taxed", "again", "slow", "cheaper", "none", "end"].map(upto);
    for done in 0..=8 {
        let lines: String = (0..done).map(|at| format!("{} {}\n", ends[at], summaries[at])).collect();
        let there = (done..8).next().map_or(whole.len(), |at| ends[at].saturating_sub(3));
        fs::write(&part, &whole[..there]).unwrap();
        // A line that was not written whole, too.
        fs::write(&journal, format!("{key}\n{lines}99 {{\"scen")).unwrap();
        let again = json((&line, &more, "--resume"));
        assert_eq!(again, answer, "{done} done");
        assert_eq!(fs::read_to_string(&rows).unwrap(), whole, "{done} done");
        assert!(!Path::new(&part).exists() && !Path::new(&journal).exists());
        fs::remove_file(&rows).unwrap();
    }
    let said = bad((&line, &more, "--resume"));
    assert!(said[0].ends_with("is not there: no sweep to go on with; leave --resume out"), "{said:?}");
}

/// The first line of the journal of a run that is killed while it finds its rows again, all of them written.
fn key_of(line: &str, rows: &str) -> String {
    let mut command = program((line, ["--rows", rows, "--check-rows", "100000"]));
    let mut child = command.stdout(Stdio::null()).spawn().unwrap();
    let journal = format!("{rows}.journal");
    let mut said = String::new();
    while said.lines().count() < 9 {
        assert!(child.try_wait().unwrap().is_none(), "it ended before it was killed");
        std::thread::sleep(std::time::Duration::from_millis(2));
        said = fs::read_to_string(&journal).unwrap_or_default();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(fs::read_to_string(format!("{rows}.part")).unwrap(), ROWS);
    said.lines().next().unwrap().to_owned()
}

/// A question that is wrong, and a place that rows cannot have, leave nothing behind.
#[test]
fn rows_are_begun_only_when_they_can_be_written() {
    let scratch = compiled();
    let (atlas, rows) = (scratch.path("world.corridor"), scratch.path("rows.csv"));
    let line = ["sweep", "--atlas", &atlas, "--to", "n3", "--rows"];
    let before = fs::read_dir(&scratch.0).unwrap().count();
    assert!(bad((&line, [&rows, "--from", "n9"]))[0].starts_with("error: --from: \"n9\": neither"));
    let folder = scratch.folder();
    let said = bad((&line, [&folder, "--from", "n1"]));
    assert_eq!(said, [format!("error: cannot write {folder}: a folder stands there; name a file in it")]);
    let lost = scratch.path("none/rows.csv");
    let said = bad((&line, [&lost, "--from", "n1"]));
    assert_eq!(
        said,
        [format!("error: cannot write {lost}: there is no folder {folder}/none; create it, or name one that exists")]
    );
    if cfg!(unix) {
        let said = bad((&line, "/dev/null --from n1"));
        assert_eq!(said, ["error: /dev/null is a device or a pipe: rows need a plain file; name one"]);
    }
    assert_eq!(fs::read_dir(&scratch.0).unwrap().count(), before);
    let verified = json((&line, [&rows, "--from", "n1", "--verify"]))["verified"].clone();
    assert_eq!((&verified["rows"], &verified["differ"]), (&16.into(), &serde_json::json!([])));
    // Less memory, the same rows; and nothing lies beside them at the end.
    good((&line, [&rows, "--from", "n1", "--memory", "1"]));
    assert_eq!(fs::read_dir(&scratch.0).unwrap().count(), before + 1);
    let said = bad(["critical", "--atlas", &atlas, "--verify"]);
    assert_eq!(said, ["error: --verify: only route, exposure, reroute, compare and sweep have something to verify"]);
}

/// What is planted in the files of a graph, and all that is said of it.
#[test]
fn each_fault_of_a_graph_is_named_with_its_line() {
    let scratch = Scratch::new();
    let world = scratch.path("world");
    let refused = |nodes: &str, links: &str, more: &str, said: &[&str]| {
        let (nodes, links) = (scratch.file("n.csv", nodes), scratch.file("l.csv", links));
        let line = ["import", "graph", "--nodes", &nodes, "--links", &links, "--output", &world];
        let told: Vec<String> =
            bad((&line, IMPORT, more)).iter().map(|line| line.replace(&scratch.folder(), "")).collect();
        let end = counted("the graph cannot be used", said.len());
        let expected: Vec<String> = said.iter().map(|line| format!("error: /{line}")).chain([end]).collect();
        assert_eq!(told, expected);
        assert!(!Path::new(&world).exists(), "nothing is written");
    };
    refused(
        "id,lat,lon,cc\na,0,0,\na,91,0,\n,0,x,\nb;c,0,0,\nd,0\n",
        LINKS,
        "",
        &[
            "n.csv:3: column lat: \"91\": a number here lies between -90 and 90; check its unit",
            "n.csv:4: column lon: \"x\": this is no number; check its unit",
            "n.csv:4: column id: \"\": an id is needed; fill it in",
            "n.csv:5: column id: \"b;c\": an id is one word on one line; take commas and breaks out",
            "n.csv:6: the row has 2 cells, the header 4; quote cells that hold commas",
        ],
    );
    refused(
        "id,lat,lon,cc\na,0,0,\na,1,0,\n",
        LINKS,
        "",
        &["n.csv:3: column id: \"a\": two nodes have this id; give each node an id of its own"],
    );
    refused(
        "id,latitude,lon,cc\na,0,0,\n",
        LINKS,
        "",
        &["n.csv:1: there is no column \"lat\"; its columns: id, latitude, lon, cc; --node-lat names it"],
    );
    refused(
        NODES,
        "source,target,km,mode,oneway,tag\nn1,n9,100,road,yes,\nn1,n2,-1,rail,maybe,\nn1,n2,NaN,,,bosporus\n",
        "--link-mode mode --link-oneway oneway --link-tag tag",
        &[
            "l.csv:2: column target: \"n9\": there is no such node; each end is the id of a node",
            "l.csv:3: column km: \"-1\": a number here lies between 0 and 50000; check its unit",
            "l.csv:3: column mode: \"rail\": this mode has no rate; give it one: --rate \
             rail=USD_PER_TKM:KM_PER_H; known: road",
            "l.csv:3: column oneway: \"maybe\": this is no yes or no; write true or false",
            "l.csv:4: column km: \"NaN\": this is no number; check its unit",
            "l.csv:4: column tag: \"bosporus\": a tag is strait:ID, corridor:ID or line:ID; write it so",
        ],
    );
    refused(
        NODES,
        "source,target,km,mode,tag\nn1,n2,1,camel,\nn1,n2,1,,bosporus\n",
        "--link-mode mode --link-tag tag",
        &[
            "l.csv:2: column mode: \"camel\": this mode has no rate; give it one: --rate \
             camel=USD_PER_TKM:KM_PER_H; known: road",
            "l.csv:3: column tag: \"bosporus\": a tag is strait:ID, corridor:ID or line:ID; write it so",
        ],
    );
    refused(NODES, "", "", &["l.csv:1: the file is empty; a header and rows are needed"]);
    refused(
        NODES,
        "source,target,km,id\nn1,n2,1,a\nn2,n3,1,a\n",
        "--link-id id",
        &["l.csv: two links have one id; leave --link-id out, or mend the ids"],
    );
}

#[test]
fn what_is_no_graph_is_refused() {
    let scratch = Scratch::new();
    let (nodes, links) = (scratch.file("n.csv", NODES), scratch.file("l.csv", LINKS));
    let (world, missing) = (scratch.path("world"), scratch.path("missing.csv"));
    let folder = scratch.folder();
    let say = |nodes: &str, links: &str, more: &str| {
        let line = ["import", "graph", "--nodes", nodes, "--links", links, "--output", &world];
        bad((&line, more)).join("\n").replace(&folder, "")
    };
    assert_eq!(
        say(&missing, &links, ""),
        "error: /missing.csv: cannot be read: No such file or directory (os error 2); check its name"
    );
    assert_eq!(say(&nodes, &folder, ""), "error: : this is no regular file; name a CSV file");
    let odd = scratch.path("odd.csv");
    fs::write(&odd, b"id,lat,lon\n\xff,0,0\n").unwrap();
    assert!(say(&odd, &links, "").contains("is it CSV in UTF-8, or gzip of it?"));
    fs::write(&odd, b"\x1f\x8b\x08\0broken").unwrap();
    assert!(say(&odd, &links, "").contains("is it CSV in UTF-8, or gzip of it?"));
    let rate = "a rate is written MODE=USD_PER_TKM:KM_PER_H, both above 0: road=0.095:23.4";
    assert_eq!(say(&nodes, &links, "--rate road=0:5"), format!("error: --rate \"road=0:5\": {rate}"));
    assert_eq!(say(&nodes, &links, "--bridge=-1"), "error: --bridge: a distance on earth is 0 to 20,100 km");
}

#[test]
fn a_sweep_tells_all_that_is_wrong_with_it() {
    let scratch = compiled();
    let atlas = scratch.path("world.corridor");
    let changes = "scenario,effect,on,amount\na,shut,place=n1,\nb,bar,place=n9,\nb,delay_h,mode=rial,x\n\
                   b,delay_h,mode=rail,2\na,bar,country=KAX,\nbaseline,bar,kind=port,\n";
    let changes = scratch.file("changes.csv", changes);
    let line = ["sweep", "--atlas", &atlas, "--from", "n7", "--to", "n2", "--changes", &changes];
    let told: Vec<String> = bad(line).iter().map(|line| line.replace(&scratch.folder(), "")).collect();
    let known = "it is one of: close, charge_usd_t, delay_h, rate_share, limit, limit_kt_y, quota_kt_y";
    assert_eq!(
        told,
        [
            "error: --from: \"n7\": neither a place of the atlas nor a node of this imported network; name a place of the atlas or a node by its id".to_owned(),
            format!("error: /changes.csv:2: column effect: \"shut\": there is no such effect; {known}"),
            "error: /changes.csv:3: column on: \"place=n9\": neither a place of the atlas nor a node of this imported network; name a place of the atlas or a node by its id".into(),
            "error: /changes.csv:4: column amount: \"x\": an amount is a number up to 100,000; a share is at least -1, of a limit from 0 to 1; 0.2 is a fifth more".into(),
            "error: /changes.csv:5: column on: \"mode=rail\": there is no such mode of this imported network; it is one of: road".into(),
            "error: /changes.csv:6: column scenario: \"a\": its rows do not stand together; give each scenario a name of its own".into(),
            "error: /changes.csv:6: column on: \"country=KAX\": there is no such country (ISO 3166 alpha-3) or bloc; did you mean KAZ?".into(),
            "error: /changes.csv:7: column scenario: \"baseline\": this is what no scenario is called; give each scenario a name of its own".into(),
            "error: /changes.csv:7: column on: \"kind=port\": an imported network knows nothing of `kind`; keys on an imported network: place, link, strait, line, corridor, country, mode".into(),
            "error: the sweep cannot be asked for (9 errors)".into(),
        ]
    );
}

/// Every byte of the header and the table, and some of every section: refused, or the same answer, never a panic.
#[test]
fn a_compiled_file_that_is_spoilt_is_refused() {
    let scratch = compiled();
    let file = scratch.path("world.corridor");
    let good_bytes = fs::read(&file).unwrap();
    let line = ["sweep", "--atlas", &file, "--from", "n1", "--to", "n3"];
    let answer = good((&line, "--format json"));
    let mut tried = 0;
    let count = u32::from_le_bytes(good_bytes[16..20].try_into().unwrap()) as usize;
    let table = 64 + 48 * count;
    // Of each section the first, a middle and the last byte.
    let sections = (0..count).flat_map(|at| {
        let number = |at: usize| u64::from_le_bytes(good_bytes[at..at + 8].try_into().unwrap()) as usize;
        let (start, long) = (number(64 + 48 * at + 24), number(64 + 48 * at + 32));
        if long == 0 { vec![] } else { vec![start, start + long / 2, start + long - 1] }
    });
    for at in (0..table).step_by(3).chain(sections) {
        let mut bytes = good_bytes.clone();
        bytes[at] ^= 0x55;
        fs::write(&file, &bytes).unwrap();
        let output = run((&line, "--format json"));
        let said = &output.stderr;
        assert!(!said.contains("panicked"), "byte {at}: {said}");
        match output.code {
            Some(0) => assert_eq!(output.stdout, answer, "byte {at}"),
            Some(2) => assert!(said.starts_with("error: ") && said.contains("; "), "byte {at}: {said}"),
            other => panic!("byte {at}: exit {other:?}"),
        }
        let checked = run(["check", &file]).code;
        assert!(matches!(checked, Some(0..=2)), "byte {at}: {checked:?}");
        tried += 1;
    }
    assert!(tried > 100, "{tried}");
    for cut in [0, 7, 63, 64, table - 1, table, good_bytes.len() / 2, good_bytes.len() - 1] {
        fs::write(&file, &good_bytes[..cut]).unwrap();
        bad(line);
    }
    let mut older = good_bytes.clone();
    older[8..12].copy_from_slice(&0_u32.to_le_bytes());
    fs::write(&file, &older).unwrap();
    assert_eq!(
        bad(line),
        [format!(
            "error: {file}: format 0 was written by another version, this one reads format 2; compile it again: \
             corridor compile ATLAS --output FILE"
        )]
    );
    fs::write(&file, &good_bytes).unwrap();
    assert_eq!(json(["check", &file])["errors"], 0);
}

/// Numbers of the imported network and its hierarchy that someone made up, under checksums that are right.
#[test]
fn no_forged_file_makes_a_command_panic() {
    let scratch = Scratch::new();
    let nodes: Vec<String> =
        (0..40).map(|n| format!("n{n},{},{},{}", n / 7, n % 7, ["KAZ", "RUS", ""][n % 3])).collect();
    let links: Vec<String> =
        (0..90).map(|n| format!("n{},n{},{}", n % 40, (n * 17 + n / 40 * 5 + 1) % 40, 10 + n * 37 % 101)).collect();
    let nodes = scratch.file("nodes.csv", format!("id,lat,lon,cc\n{}\n", nodes.join("\n")));
    let links = scratch.file("links.csv", format!("source,target,km\n{}\n", links.join("\n")));
    let (world, file) = (scratch.path("world"), scratch.path("world.corridor"));
    good((["import", "graph", "--nodes", &nodes, "--links", &links, "--output", &world], IMPORT));
    good(["compile", &world, "--output", &file]);
    let whole = fs::read(&file).unwrap();
    let demand = scratch.file("demand.csv", "from,to,kt\nn1,n39,50\nn4,n20,70\n");
    let changes = scratch.file("changes.csv", "scenario,effect,on,amount\nfew,limit_kt_y,country=RUS,20\n");
    let lines = [
        vec!["sweep", "--atlas", &file, "--from", "n1", "--from", "n2", "--to", "n39", "--to", "n20", "--by", "time"],
        vec!["sweep", "--atlas", &file, "--from", "n1", "--to", "n39"],
        vec!["critical", "--atlas", &file, "--from", "n1", "--to", "n39", "--busiest", "2"],
        vec!["route", "n3", "n39", "--imported", "--atlas", &file, "--avoid", "place=n5"],
        vec!["route", "n3", "n39", "--imported", "--atlas", &file, "-k", "4"],
        vec!["route", "n3", "n39", "--imported", "--atlas", &file, "-k", "3", "--differ", "0.5"],
        vec!["compare", "--imported", "--atlas", &file, "--demand", &demand, "--changes", &changes],
    ];
    let mut seed = 1_u64;
    let mut draw = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let mut refused = 0;
    for case in 0..CASES {
        let forged = forge(&whole, &mut draw);
        fs::write(&file, forged).unwrap();
        for line in &lines {
            let output = run((line, "--format json"));
            let said = &output.stderr;
            assert!(!said.contains("panicked"), "case {case}, {line:?}: {said}");
            assert!(matches!(output.code, Some(0..=2)), "case {case}, {line:?}: {said}");
            refused += usize::from(output.code == Some(2));
        }
    }
    assert!(refused > CASES, "{refused} of {} were refused", CASES * lines.len());
}

const CASES: usize = 300;

/// One to three words of one section become others; both checksums are made anew.
fn forge(whole: &[u8], draw: &mut impl FnMut(usize) -> usize) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    let number = |bytes: &[u8], at: usize| u64::from_le_bytes(bytes[at..at + 8].try_into().unwrap()) as usize;
    let count = u32::from_le_bytes(bytes[16..20].try_into().unwrap()) as usize;
    let numbers: Vec<usize> = (0..count)
        .map(|at| 64 + 48 * at)
        .filter(|&entry| {
            let name = String::from_utf8_lossy(&whole[entry..entry + 24]).into_owned();
            (name.starts_with("up/") || name.starts_with("mesh/")) && number(whole, entry + 32) >= 4
        })
        .collect();
    let entry = numbers[draw(numbers.len())];
    let (start, long) = (number(whole, entry + 24), number(whole, entry + 32));
    for _ in 0..=draw(3) {
        let at = start + 4 * draw(long / 4);
        let old = u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
        let other = number_of(&bytes, start + 4 * draw(long / 4));
        let new = [old.wrapping_add(1), old.wrapping_sub(1), 0, u32::MAX, draw(64) as u32, other][draw(6)];
        bytes[at..at + 4].copy_from_slice(&new.to_le_bytes());
    }
    let sum = crc32fast::hash(&bytes[start..start + long]);
    bytes[entry + 40..entry + 44].copy_from_slice(&sum.to_le_bytes());
    let sum = crc32fast::hash(&bytes[64..64 + 48 * count]);
    bytes[20..24].copy_from_slice(&sum.to_le_bytes());
    bytes
}

fn number_of(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap())
}

#[test]
fn a_compiled_atlas_answers_as_its_folder() {
    let scratch = compiled();
    let (folder, file) = (scratch.path("world"), scratch.path("world.corridor"));
    for line in ["route field abroad --cargo crude", "exposure", "list places", "compare west-half"] {
        let on = |atlas: &str| good((line, ["--atlas", atlas, "--format", "json"]));
        assert_eq!(on(&folder), on(&file), "{line:?}");
    }
}

/// By hand: what lies on n1 - n2 - n3, removed in turn; TUR and the other links are on no cheapest route.
#[test]
fn what_is_critical_is_as_worked_out_by_hand() {
    let scratch = compiled();
    let atlas = scratch.path("world.corridor");
    let line = ["critical", "--atlas", &atlas, "--from", "n1", "--to", "n2", "--to", "n3", "--to", "n5"];
    let told = |more: &str| -> Vec<(String, u64, u64, f64)> {
        let answer = json((&line, more));
        assert_eq!([&answer["pairs"], &answer["without_route"]], [3, 1]);
        let row = |row: &Value| {
            let swept = &row["removed"];
            let name = format!("{} {}", row["kind"].text(), row["id"].text());
            let [changed, cut] = ["changed", "cut"].map(|of| swept[of].as_u64().unwrap());
            (name, changed, cut, swept["mean_usd_t"].number())
        };
        answer["rows"].list().iter().map(row).collect()
    };
    let expected = [
        ("country KAZ", 2, 2, 0.0),
        ("country RUS", 2, 1, 10.0),
        ("country ITA", 1, 1, 0.0),
        ("link n2>n3", 1, 0, 10.0),
        ("link n1>n2", 2, 0, 2.0),
    ];
    let own = |(name, changed, cut, mean): (&str, u64, u64, f64)| (name.to_owned(), changed, cut, mean);
    let each = "--each country --each tag --each link";
    assert_eq!(told(each), expected.map(own));
    assert_eq!(told(&format!("{each} --threads 5")), expected.map(own));
    // n1>n2 is on two ways, n2>n3 on one: the busiest link is the former.
    assert_eq!(told("--each link --busiest 1"), [own(("link n1>n2", 2, 0, 2.0))]);
    let csv = good((&line, "--each link --format csv"));
    assert!(csv.starts_with("kind,id,role,arcs,used_kt,new_usd_t,today_usd_t,changed,cut,opened,mean_usd_t,"), "{csv}");
    assert!(csv.contains("\nlink,n2>n3,,2,,,,1,0,0,10.0,10.0,2.0,,,\n"), "{csv}");
    for (kind, all) in [("operator", "operators"), ("owner", "owners")] {
        let rule = format!("error: an imported network knows no {all}: leave --each {kind} out");
        assert_eq!(bad((&line, ["--each", kind])), [rule]);
    }
}

/// n1 - n2 - n3 takes 100 kt at 20 USD/t, n1 - n4 - n3 50 kt at 30 USD/t.
#[test]
fn flows_within_capacities_are_as_worked_out_by_hand() {
    let scratch = Scratch::new();
    let nodes = scratch.file("nodes.csv", NODES);
    let links =
        scratch.file("links.csv", "source,target,km,cap\nn1,n2,100,100\nn2,n3,100,\nn1,n4,150,\nn4,n3,150,50\n");
    let world = scratch.path("world");
    let import = ["import", "graph", "--nodes", &nodes, "--links", &links, "--output", &world];
    good((&import, IMPORT, "--link-kt-y cap"));
    let demand = scratch.file("demand.csv", "from,to,kt\nn1,n3,200\nn1,n2,30\n");
    let changes = scratch.file(
        "changes.csv",
        "scenario,effect,on,amount\nhalf,limit,link=n1>n2,0.5\nshut,bar,place=n2,\nfew,limit_kt_y,link=n2>n3,10\nquota,quota_kt_y,place=n4,20\n",
    );
    let line = ["compare", "--atlas", &world, "--imported", "--demand", &demand, "--changes", &changes];
    let answer = json(line);
    let of = |value: &Value, name: &str| value[name].number();
    let base = &answer["baseline"];
    let told: Vec<f64> =
        ["flow_kt", "delivered_kt", "stranded_kt", "cost_usd"].iter().map(|name| of(base, name)).collect();
    // 30 kt to n2 at 10 are cheaper to lay than 30 kt to n3, but 100 kt over n1>n2 are all there is for both.
    assert_eq!(told, [230.0, 150.0, 80.0, 30.0 * 10e3 + 70.0 * 20e3 + 50.0 * 30e3]);
    assert_eq!(base["bottlenecks"], serde_json::json!(["n1>n2", "n4>n3"]));
    assert_eq!(base["countries"][0], serde_json::json!({"id": "ITA", "used": 120.0 / 230.0}));
    for outcome in [base].into_iter().chain(answer["scenarios"].list()) {
        let stranding = &outcome["certificate"]["stranding"][0];
        assert_eq!(of(stranding, "demand_kg") - of(stranding, "stranded_kg"), of(stranding, "bound_kg"));
        assert!(of(&outcome["certificate"], "gap").abs() < 1e-9);
    }
    let scenarios: Vec<(&str, f64)> =
        answer["scenarios"].list().iter().map(|one| (one["id"].text(), of(one, "stranded_kt"))).collect();
    // Each tonne by n4 passes two links there, so a quota of 20 holds 10; to n2 there is no way but n1>n2, nor n3>n2.
    assert_eq!(scenarios, [("half", 130.0), ("shut", 180.0), ("few", 140.0), ("quota", 120.0)]);
    let saved = scratch.path("saved.json");
    good((&line, ["--verify", "--format", "json", "--output", &saved]));
    let verified = json(["verify", &saved, "--atlas", &world]);
    assert_eq!((&verified["assignments"], &verified["holds"]), (&5.into(), &true.into()));
    assert_eq!(
        bad(["sources", &saved, "--atlas", &world]),
        [
            "error: an answer on an imported network rests on the graph that was imported: its sources are not in the atlas"
        ]
    );
    let bad_line = ["compare", "--atlas", &world, "--imported", "--demand", &demand, "--origin", "KAZ", "--ranges"];
    assert_eq!(
        bad((&bad_line, "--close place=n2")),
        [
            "error: --imported: flows of the atlas are not on an imported network: tonnes are those of --demand",
            "error: --imported: an imported network has no ranges",
            "error: --imported: on an imported network each scenario is an id, a file, or rows of --changes",
            "error: this cannot be compared (3 errors)",
        ]
    );
}

#[test]
fn a_route_on_the_mesh_is_as_worked_out_by_hand() {
    let scratch = compiled();
    let atlas = scratch.path("world.corridor");
    let line = ["route", "n1", "n3", "--imported", "--atlas", &atlas];
    let told = |more: &str| {
        let route = json((&line, more))["routes"][0].clone();
        let legs: Vec<String> = route["legs"].list().iter().map(|leg| leg["link"].text().to_owned()).collect();
        let [cost, hours, km] = ["cost_usd_t", "hours", "km"].map(|name| route[name].number());
        (legs.join(" "), cost, hours, km)
    };
    let own = |(legs, cost, hours, km): (&str, f64, f64, f64)| (legs.to_owned(), cost, hours, km);
    let short = own(("n1>n2 n2>n3", 20.0, 4.0, 200.0));
    let long = own(("n1>n4 n4>n3", 30.0, 6.0, 300.0));
    assert_eq!(told(""), short);
    assert_eq!(told("--avoid place=n2"), long);
    assert_eq!(told("--close country=RUS"), long);
    assert_eq!(told("--charge country=RUS:4USD/t"), own(("n1>n2 n2>n3", 28.0, 4.0, 200.0)));
    assert_eq!(told("--charge country=RUS:6USD/t"), long);
    assert_eq!(told("--by time --charge country=RUS:6USD/t"), own(("n1>n2 n2>n3", 32.0, 4.0, 200.0)));
    assert_eq!(told("--by time --delay country=RUS:2h"), long);
    // The longer link beside the first makes a way of its own, which shares half of the shorter one's length.
    let costs = |more: &str| -> Vec<f64> {
        let answer = json((&line, more));
        answer["routes"].list().iter().map(|route| route["cost_usd_t"].number()).collect()
    };
    assert_eq!(costs("-k 10"), [20.0, 22.0, 30.0]);
    assert_eq!(costs("-k 2 --by time"), [20.0, 22.0]);
    assert_eq!(costs("-k 10 --charge country=RUS:6USD/t"), [30.0, 32.0, 34.0]);
    assert_eq!(costs("-k 10 --differ 0.4"), [20.0, 30.0]);
    let apart = json((&line, "-k 3 --differ 0.4"));
    let note =
        "each alternative is the best by way of some node: one that bends twice may share as little and cost less";
    assert_eq!((&apart["notes"][1], &apart["differ"]), (&note.into(), &0.4.into()));
    let none = run((&line, "--close country=KAZ"));
    assert_eq!(none.code, Some(1));
    assert!(none.stdout.contains("no chain of open links joins the two nodes"));
    assert_eq!(
        bad((&line, "--limit country=RUS:50% --avoid place=n8")),
        [
            "error: event:limit-1: routes are asked without capacities, so they know no limits; leave it out, or lay tonnes: corridor compare --imported --demand FILE",
            "error: --avoid: \"place=n8\": neither a place of the atlas nor a node of this imported network; name a place of the atlas or a node by its id",
            "error: the route cannot be asked for (2 errors)",
        ]
    );
}
