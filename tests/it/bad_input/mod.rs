//! Faults planted in copies of `data/tiny`, in scenarios and on the line: what is said, word for word, with which exit
//! code, and that nothing is written.
//!
//! Most cases are in text files: what is done, then all that is said of it. `#` begins a comment, a blank line ends a case.

mod atlas;
mod law;
mod line;
mod scenario;
mod spoilt;
mod whole;
#[cfg(unix)]
mod writing;

use std::fs;
use std::panic::{RefUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::{Cell as _, Line, Ran, Scratch, counted, program, run};

const TINY: &str = "--atlas data/tiny";

/// Runs all cases of a text, what is done and what is said, and names those that fail by their last line: one wrong word
/// hides no other.
fn each(text: &str, check: impl Fn(&[&str], &[String]) + RefUnwindSafe) {
    let (mut done, mut said, mut wrong): (Vec<&str>, Vec<String>, Vec<usize>) = Default::default();
    for (number, line) in (1..).zip(text.lines().chain([""])) {
        match line {
            "" if !said.is_empty() => {
                if catch_unwind(|| check(&done, &said)).is_err() {
                    wrong.push(number - 1);
                }
                (done, said) = Default::default();
            }
            _ if line.is_empty() || line.starts_with('#') => {}
            _ if line.starts_with("error: ") => said.push(line.to_owned()),
            _ => done.push(line),
        }
    }
    assert!(wrong.is_empty(), "cases that end in these lines fail: {wrong:?}");
}

/// A line of the drawing below a finding: a line number or none, a bar, what stands there or the marks below it.
fn is_drawn(line: &str) -> bool {
    let (gutter, rest) = line.split_at(line.find('|').unwrap_or(0));
    let numbered = gutter.trim_end().bytes().all(|byte| byte.is_ascii_digit());
    let marks = rest[rest.len().min(1)..].trim_start();
    let of_marks = marks.bytes().all(|byte| byte == b'^') || !gutter.trim().is_empty();
    gutter.ends_with(' ') && (numbered || gutter.trim().is_empty()) && of_marks
}

/// As [`run`]; what takes longer is killed and fails.
#[track_caller]
fn run_within(line: impl Line, time: Duration) -> Ran {
    let words = line.words();
    let scratch = Scratch::new();
    let [out, said] = ["stdout", "stderr"].map(|name| fs::File::create(scratch.path(name)).unwrap());
    let mut child = program(&words).stdout(out).stderr(said).spawn().unwrap();
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if start.elapsed() > time {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("{words:?} takes longer than {time:?}");
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    Ran { code: status.code(), stdout: scratch.read("stdout"), stderr: scratch.read("stderr") }
}

/// Refused: exit code 2, these lines on stderr and no others but drawings, nothing on stdout, and no file where the answer
/// was to go.
#[track_caller]
fn refused(line: impl Line, said: &[impl AsRef<str>]) {
    let out = Scratch::new();
    refused_as_it_is((line, ["--output", &out.path("out")]), said);
    assert!(out.names().is_empty(), "an answer was written");
}

#[track_caller]
fn refused_as_it_is(line: impl Line, said: &[impl AsRef<str>]) {
    let words = line.words();
    let Ran { code, stdout, stderr } = run(&words);
    let (drawn, lines): (Vec<&str>, Vec<&str>) = stderr.lines().partition(|line| is_drawn(line));
    assert!(drawn.len().is_multiple_of(3), "a bar, the line, the marks: {drawn:#?}");
    assert_eq!(lines, said.iter().map(AsRef::as_ref).collect::<Vec<&str>>(), "{words:?}");
    assert_eq!((code, stdout.as_str()), (Some(2), ""), "{words:?}");
}

/// With the last line, which counts them.
fn ended(said: &[String], what: &str) -> Vec<String> {
    said.iter().cloned().chain([counted(what, said.len())]).collect()
}

fn errors(said: &[&str]) -> Vec<String> {
    said.iter().map(|said| format!("error: {said}")).collect()
}

/// Does to a copy of an atlas what one line says: of FILE: `what stands there` -> `what it becomes`, `all its bytes`, gone
/// or a folder.
fn plant(atlas: &Scratch, edit: &str) {
    let (file, what) = edit.split_once(": ").unwrap();
    let text = |quoted: &str| String::from_utf8(unescaped(quoted)).unwrap();
    if let Some((from, to)) = what.split_once("` -> `") {
        atlas.replace(file, &text(&from[1..]), &text(to.strip_suffix('`').unwrap()));
    } else if what.starts_with('`') {
        atlas.file(file, unescaped(what.trim_matches('`')));
    } else {
        fs::remove_file(atlas.0.join(file)).unwrap();
        match what {
            "gone" => {}
            "a folder" => fs::create_dir(atlas.0.join(file)).unwrap(),
            _ => panic!("{what} is nothing that is done to a file"),
        }
    }
}

/// `\n`, `\r` and `\xff` become their bytes; another backslash is one.
fn unescaped(text: &str) -> Vec<u8> {
    let mut parts = text.split('\\');
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        let (byte, long) = match part.as_bytes() {
            [b'n', ..] => (b'\n', 1),
            [b'r', ..] => (b'\r', 1),
            [b'x', ..] => (u8::from_str_radix(&part[1..3], 16).unwrap(), 3),
            _ => (b'\\', 0),
        };
        bytes.push(byte);
        bytes.extend(&part.as_bytes()[long..]);
    }
    bytes
}

/// With these edits these are all findings: `exposure` refuses the atlas with them and writes nothing, and `check`
/// finds as many, each with its place, its rule and its mend.
#[track_caller]
fn check(edits: &[&str], said: &[String]) {
    let atlas = Scratch::tiny();
    edits.iter().for_each(|edit| plant(&atlas, edit));
    let (before, folder) = (atlas.files(), atlas.folder());
    let exposure = ["exposure", "--atlas", &folder, "--format", "json"];
    refused(exposure, &ended(said, "the atlas cannot be used"));
    assert_eq!(atlas.files(), before, "a file was changed");
    let answer = checked(&atlas);
    assert_eq!(answer["errors"], said.len());
    answer["diagnostics"].list().iter().for_each(complete);
}

/// What `check` finds in an atlas that is none.
#[track_caller]
fn checked(atlas: &Scratch) -> Value {
    let Ran { code, stdout, stderr } = run(["check", &atlas.folder(), "--format", "json"]);
    assert_eq!((code, stderr.as_str()), (Some(1), ""), "{stdout}");
    serde_json::from_str(&stdout).unwrap()
}

/// It names the file, the rule and the mend; the line, unless it is about a whole file; what stands in a column.
#[track_caller]
fn complete(diagnostic: &Value) {
    for key in ["file", "rule", "hint"] {
        assert!(diagnostic[key].as_str().is_some_and(|text| !text.is_empty()), "no {key}: {diagnostic}");
    }
    let rule = diagnostic["rule"].text();
    let of_file = ["the file is missing", "the file is empty", "a folder stands", "this key is missing, or no text"];
    assert!(diagnostic["row"].is_u64() || of_file.iter().any(|start| rule.starts_with(start)), "no row: {diagnostic}");
    let of_row = [
        "a column of the table is missing",
        "this key is missing",
        "a measure has an effect",
        "there is no such key",
        "an empty list says nothing",
        "an exception lifts something",
        "a selector that says nothing",
        "a condition that says nothing",
        "there is no such effect",
        "there is no such selector key",
    ];
    let whole = diagnostic["value"].is_string() || of_row.iter().any(|start| rule.starts_with(start));
    assert!(diagnostic["column"].is_null() || whole, "no value: {diagnostic}");
}
