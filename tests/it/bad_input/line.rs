//! Mistakes on the line, and in a file of flows that it names.

use std::fs;

use corridor::query::Route;
use corridor::spec::Pareto;

use super::{TINY, each, ended, errors, refused, refused_as_it_is};
use crate::support::{Ran, Scratch, run, tiny};

#[test]
fn each_mistake_on_a_line_is_named_and_nothing_else() {
    each(include_str!("line.txt"), |done, said| {
        let words = done[0].strip_prefix("$ ").unwrap().split_whitespace();
        let words: Vec<&str> = words.map(|word| if word == "\"\"" { "" } else { word }).collect();
        refused((words, TINY, "--format json"), said);
    });
}

/// What the reader of arguments lets no one ask can be asked of the library.
#[test]
fn the_library_refuses_what_the_line_cannot_say() {
    let check = |edit: fn(&mut Route), said: &str| {
        let (from, to, cargo) = ("field".into(), "abroad".into(), Some("crude".into()));
        let mut route = Route { from, to, cargo, ..Route::default() };
        edit(&mut route);
        let error = tiny().ask(&route).unwrap_err();
        assert_eq!(error.diagnostics().iter().map(ToString::to_string).collect::<Vec<_>>(), errors(&[said]));
    };
    check(|route| route.k = 0, "--k: \"0\": at least one route is asked for; write 1 or more");
    check(
        |route| (route.pareto, route.k) = (Some(Pareto::default()), 3),
        "--pareto: \"\": a set of Pareto-optimal routes is all routes that no other beats in cost, time and exposed km; leave out k, by and differ",
    );
    check(|route| route.cargo = None, "--cargo: \"\": a cargo or a commodity is needed; for example --cargo crude");
    check(
        |route| route.cargo = Some("gas".into()),
        "--cargo: \"gas\": the atlas has no commodity of this cargo; `corridor list commodities` shows them",
    );
}

#[test]
fn export_refuses_what_makes_no_sense() {
    for (line, said) in [
        ("dot --format json", "export takes its format as its first word, without --format"),
        ("dot --close place=west reroute", "the scenario's options stand after route, reroute or compare"),
        ("dot compare", "a picture compares exactly one scenario with the baseline"),
        ("arcs --line x", "arcs are written whole: --around, --corridor and --line cut drawings"),
        ("arcs", "arcs are those of a question: export arcs route ... or reroute ..."),
    ] {
        refused(("export", line, TINY), &errors(&[said]));
    }
    let said = errors(&[
        "--line: nothing is called \"wets-line\" in this network; did you mean west-line?",
        "--around: nothing is called \"wets\" in this network; did you mean west?",
    ]);
    let said = ended(&said, "the network cannot be cut so");
    refused(("export dot --line wets-line --around wets", TINY), &said);
    let said = errors(&["arcs are several files: name a folder with --output"]);
    refused_as_it_is("export arcs reroute", &said);
}

/// A device may never end, and a table is never that large.
#[test]
fn a_file_without_end_is_refused() {
    let scratch = Scratch::new();
    let file = scratch.path("large.csv");
    fs::File::create(&file).unwrap().set_len((8 << 20) + 1).unwrap();
    let files = if cfg!(unix) { vec![file.as_str(), "/dev/zero"] } else { vec![file.as_str()] };
    for file in files {
        let said = format!("{file}: the file is larger than 8 MiB; split it, or take out what is not data");
        refused(["exposure", "--flows", file], &ended(&errors(&[&said]), "a file cannot be used"));
    }
}

/// A UN/LOCODE of two terminals, in the atlas that ships.
#[test]
fn an_end_that_means_several_things_is_refused_with_them() {
    let said = errors(&["FROM: \"RUNVS\" names several places; give the id of one: \
                        novorossiysk-cpc (terminal, RUS, \"Yuzhnaya Ozereyevka (CPC marine terminal)\"), \
                        novorossiysk-sheskharis (terminal, RUS, \"Novorossiysk Sheskharis\")"]);
    refused("route RUNVS augusta --cargo crude", &ended(&said, "the route cannot be asked for"));
}

/// What the reader of arguments says is its own; that it refuses, with the value, is ours.
#[test]
fn arguments_that_cannot_be_read_are_refused() {
    for (line, word) in [
        (&["reroute", "--year", "abc"][..], "'abc' for '--year"),
        (&["reroute", "--year", "-5"], "'-5' for '--year"),
        (&["reroute", "--year", "99999"], "'99999' for '--year"),
        (
            &["reroute", "--ceiling", "cheap"],
            "'cheap' for '--ceiling <USD/t>': the amount cannot be read; write 62USD/t",
        ),
        (&["reroute", "--ceiling", "84"], "'84' for '--ceiling <USD/t>': an amount has a unit; write 84USD/t"),
        (
            &["reroute", "--ceiling", "84USD/bbl"],
            "'84USD/bbl' for '--ceiling <USD/t>': this price is in USD/t; write 62USD/t",
        ),
        (&["route", "a", "b", "--price", "62"], "'62' for '--price <USD/bbl>': an amount has a unit; write 62USD/bbl"),
        (&["reroute", "--output", ""], "'--output <FILE>'"),
        (&["reroute", "--format", "xml"], "'xml' for '--format"),
        (&["route", "a", "b", "--cargo", "crude", "-k", "0"], "'0' for '-k"),
        (&["route", "a"], "<TO>"),
        (&["route", "a", "b", "--pareto", "-k", "2"], "'--pareto' cannot be used with '-k"),
        (&["route", "a", "b", "--pareto", "--by", "time"], "'--pareto' cannot be used with '--by"),
        (&["route", "a", "b", "--pareto", "--differ", "0"], "'--pareto' cannot be used with '--differ"),
        (&["route", "a", "b", "--cargo", "crude", "--epsilon", "0"], "--pareto"),
        (&["route", "a", "b", "--cargo", "crude", "--differ", "half"], "'half' for '--differ"),
        (&["list", "plces"], "places"),
    ] {
        let Ran { code, stdout, stderr } = run(line);
        assert_eq!((code, stdout.as_str()), (Some(2), ""), "{line:?}\n{stderr}");
        assert!(stderr.contains(word), "{line:?}\n{stderr}");
    }
}

/// A file of flows: its own name and lines, all findings at once, nothing written.
#[test]
fn a_file_of_flows_is_judged_like_the_table() {
    let refuse = |bytes: &[u8], said: &[&str], end: &str| {
        let scratch = Scratch::new();
        let file = scratch.file("mine.csv", bytes);
        let said: Vec<_> = said.iter().map(|said| format!("error: {file}{said}")).collect();
        let end = end.replace("FILE", &file);
        refused((["exposure", "--flows", &file], TINY), &ended(&said, &end));
    };
    refuse(
        b"",
        &[
            ": the file is empty; its first line is: id,commodity,origin,destination,market,kt_y,kt_y_low,kt_y_high,year,from,until,basis,via,priority,ceiling_usd_t,assigned,goods_origin,goods_owner,loaded_in,evidence,source,note",
        ],
        "FILE cannot be used",
    );
    refuse(
        b"id,commodity,origin,destination,kt_y,year\na,\xFF\n",
        &[":2: the file is not UTF-8: byte 0xFF at position 3; save it as UTF-8"],
        "a file cannot be used",
    );
    refuse(
        b"id,commodity,origin,destination,kt_y,year\nmine,crude-tny,fild,abroad,-1,2023\n\
          mine,crude-tiny,field,abroad,x,\nround,crude-tiny,field,field,1,2023\n",
        &[
            ":2: column commodity: \"crude-tny\": there is no such commodity; did you mean crude-tiny?",
            ":2: column kt_y: \"-1\": a number here is not negative; write 0 or more",
            ":2: column origin: \"fild\": there is no such place or country; did you mean field?",
            ":3: column id: \"mine\": this id stands in line 2 already; give one of them another id",
            ":3: column kt_y: \"x\": this is not a number; write 1234.5",
            ":3: column year: \"\": a flow has a year, or from and until; fill one, leave the other blank",
            ":4: column destination: \"field\": a flow ends where it does not start; give it another end",
        ],
        "FILE cannot be used",
    );
    refuse(
        b"id,commodity,origin,kt_y,yaer\n",
        &[
            ":1: column destination: a column of the table is missing; add destination to the header; its cells may be empty unless required",
            ":1: column yaer: \"yaer\": the table has no such column; did you mean year?",
        ],
        "FILE cannot be used",
    );
}
