//! Faults planted in copies of `data/tiny`, in scenarios and on the line: what is said, word for word, with which exit
//! code, and that nothing is written.

mod atlas;
mod law;
mod line;
mod scenario;
mod spoilt;
mod whole;
#[cfg(unix)]
mod writing;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

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
fn run_within(arguments: &[&str], time: Duration) -> Ran {
    let scratch = Scratch::new(&format!("within-{:?}", std::thread::current().id()).replace(['(', ')'], "-"));
    let (out, said) = (scratch.0.join("stdout"), scratch.0.join("stderr"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_corridor"));
    command.args(arguments).stdin(Stdio::null());
    let mut child = command
        .stdout(fs::File::create(&out).unwrap())
        .stderr(fs::File::create(&said).unwrap())
        .spawn()
        .unwrap();
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if start.elapsed() > time {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("{arguments:?} takes longer than {time:?}");
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    (status.code(), fs::read_to_string(out).unwrap(), fs::read_to_string(said).unwrap())
}

/// Refused: exit code 2, these lines on stderr and no others but drawings, nothing on stdout, and `out` is not there.
#[track_caller]
fn refused(arguments: &[&str], out: &Path, said: &[String], end: &str) {
    let (code, stdout, stderr) = run(arguments);
    let (drawn, lines): (Vec<&str>, Vec<&str>) = stderr.lines().partition(|line| is_drawn(line));
    assert!(drawn.len().is_multiple_of(3), "a bar, the line, the marks: {drawn:#?}");
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
        for inner in ["measures", "scenarios"] {
            fs::create_dir(scratch.0.join(inner)).unwrap();
        }
        for folder in ["", "measures", "scenarios"] {
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
        for folder in ["", "measures", "scenarios"] {
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
        "an empty list says nothing",
        "an exception lifts something",
        "a selector that says nothing",
        "a condition that says nothing",
        "there is no such effect",
        "there is no such selector key",
    ];
    let whole = notice["value"].is_string() || of_row.iter().any(|start| rule.starts_with(start));
    assert!(notice["column"].is_null() || whole, "no value: {notice}");
}

fn errors(said: &[&str]) -> Vec<String> {
    said.iter().map(|said| format!("error: {said}")).collect()
}

/// Runs all cases and names those that fail: one wrong word hides no other.
fn each<T: std::panic::RefUnwindSafe>(cases: &[T], check: impl Fn(usize, &T) + std::panic::RefUnwindSafe) {
    let failed = |at: &usize| std::panic::catch_unwind(|| check(*at, &cases[*at])).is_err();
    let wrong: Vec<usize> = (0..cases.len()).filter(failed).collect();
    assert!(wrong.is_empty(), "{} of {} cases fail: {wrong:?}", wrong.len(), cases.len());
}
