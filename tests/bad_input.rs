//! One fault planted in a copy of `data/tiny`: named with its file, its line and the rule, and nothing is written.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A copy of `data/tiny` that is gone at the end.
struct Copy(PathBuf);

impl Copy {
    fn new(name: &str) -> Self {
        let to = std::env::temp_dir().join(format!("corridor-bad-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&to);
        fs::create_dir_all(to.join("scenarios")).unwrap();
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/tiny");
        for folder in ["", "scenarios"] {
            for entry in fs::read_dir(from.join(folder)).unwrap().map(Result::unwrap) {
                if entry.file_type().unwrap().is_file() {
                    fs::copy(entry.path(), to.join(folder).join(entry.file_name())).unwrap();
                }
            }
        }
        Self(to)
    }

    fn plant(&self, file: &str, from: &str, to: &str) {
        let path = self.0.join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} has no {from:?}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let run = Command::new(env!("CARGO_BIN_EXE_corridor")).args(arguments).stdin(Stdio::null()).output();
        let Output { status, stdout, stderr } = run.unwrap();
        (status.code(), String::from_utf8([stdout, stderr].concat()).unwrap())
    }

    /// `check` finds it (1), `exposure` cannot run (2) and writes nothing; both say the words.
    fn refused(&self, words: &[&str]) {
        let folder = self.0.to_str().unwrap();
        let out = self.0.join("answer.json");
        let exposure = ["exposure", "--atlas", folder, "--format", "json", "--output", out.to_str().unwrap()];
        for (arguments, code) in [(&["check", folder][..], 1), (&exposure, 2)] {
            let (found, said) = self.run(arguments);
            assert_eq!(found, Some(code), "{arguments:?}\n{said}");
            assert!(!said.contains("panicked"), "{said}");
            for word in words {
                assert!(said.contains(word), "{arguments:?} does not say {word:?}\n{said}");
            }
        }
        assert!(!out.exists(), "an answer was written");
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// File, what stands there, what is put there, words of the finding.
type Fault = (&'static str, &'static str, &'static str, &'static [&'static str]);

const FAULTS: &[Fault] = &[
    ("places.csv", "id,name,kind", "id,kind", &["places.csv", "a column of the table is missing"]),
    ("places.csv", "id,name,kind", "id,nmae,kind", &["places.csv", "nmae", "name"]),
    ("links.csv", ",400,,,20,", ",far,,,20,", &["links.csv:2", "length_km", "far"]),
    ("links.csv", ",400,,,20,", ",NaN,,,20,", &["links.csv:2", "length_km", "NaN"]),
    ("links.csv", ",400,,,20,", ",400,,,-20,", &["links.csv:2", "cost_usd_t", "-20"]),
    ("places.csv", "\neast,", "\n,", &["places.csv:5", "this cell may not be empty"]),
    ("places.csv", "\neast,", "\nwest,", &["places.csv:5", "this id stands in line 4 already"]),
    ("links.csv", "hub,east,pipeline", "hub,eats,pipeline", &["links.csv:2", "eats", "did you mean east?"]),
    ("links.csv", "KAZ;AZE", "KAZ", &["links.csv:2", "the territory omits the country of an end", "AZE"]),
    (
        "capacities.csv",
        "hub-east,hub-east,crude,,500,400,600,physical",
        "hub-east,hub-east,crude,,500,400,600,contracted",
        &["hub-east", "a pipeline link owes a capacity"],
    ),
    ("places.csv", "terminal,AZE", "terminal,AZX", &["places.csv:5", "country", "AZX"]),
    ("history.csv", "2022-12-31", "2022-02-30", &["history.csv:2", "until", "2022-02-30"]),
    ("links.csv", "East Line", "\"East Line", &["links.csv:2", "quote"]),
    (
        "scenarios/west-half.toml",
        "\"none\"",
        "\"west-half-dear\"",
        &["scenarios extend each other in a circle"],
    ),
    ("scenarios/west-half.toml", "limit = 0.5", "limit = 0.5, bar = true", &["west-half.toml", "effect"]),
    ("scenarios/west-half.toml", "place = [", "plaec = [", &["west-half.toml", "plaec", "place"]),
    (
        "scenarios/west-half.toml",
        "[\"west\"]",
        "[\"wset\"]",
        &["west-half.toml", "wset", "did you mean west?"],
    ),
];

#[test]
fn each_fault_is_named() {
    let wrong: Vec<usize> = (0..FAULTS.len())
        .filter(|&at| {
            let (file, from, to, words) = FAULTS[at];
            let copy = Copy::new(&format!("fault-{at}"));
            copy.plant(file, from, to);
            std::panic::catch_unwind(|| copy.refused(words)).is_err()
        })
        .collect();
    assert!(wrong.is_empty(), "faults {wrong:?}");
}

#[test]
fn files_that_are_no_text_or_none_at_all() {
    let copy = Copy::new("utf8");
    fs::write(copy.0.join("parties.csv"), b"id,name\n\xff\xfe,x\n").unwrap();
    copy.refused(&["parties.csv", "not UTF-8"]);
    fs::write(copy.0.join("parties.csv"), "").unwrap();
    copy.refused(&["parties.csv", "the file is empty"]);
    fs::remove_file(copy.0.join("parties.csv")).unwrap();
    copy.refused(&["parties.csv"]);
}

#[test]
fn two_faults_are_both_named() {
    let copy = Copy::new("two");
    copy.plant("links.csv", "hub,east,pipeline", "hub,eats,pipeline");
    copy.plant("places.csv", "terminal,AZE", "terminal,AZX");
    copy.refused(&["eats", "AZX"]);
}

#[test]
fn a_mark_of_order_and_foreign_line_ends_are_fine() {
    let copy = Copy::new("bom");
    let path = copy.0.join("places.csv");
    let text = fs::read_to_string(&path).unwrap().replace('\n', "\r\n");
    fs::write(path, format!("\u{feff}{text}")).unwrap();
    let (code, said) = copy.run(&["check", copy.0.to_str().unwrap()]);
    assert_eq!(code, Some(0), "{said}");
}
