//! The import table of CONTRIBUTING.md, held by reading the sources.
//!
//! Test code (`tests.rs`, `sample.rs`, and what follows `#[cfg(test)]` in a file) may look anywhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What everybody may use; each of these only those before it.
const BASE: &[&str] = &["model", "notice", "error", "tables"];

/// Stage, and what it may use beside itself and the base.
const MAY_USE: &[(&str, &[&str])] = &[
    ("summary", &[]),
    ("spec", &["input"]),
    ("answer", &["query", "spec", "summary"]),
    ("input", &[]),
    ("select", &[]),
    ("validate", &["input", "select"]),
    ("network", &["select"]),
    ("scenario", &["network", "select"]),
    ("exchange", &["network", "spec"]),
    ("metric", &["network"]),
    ("analysis", &["network", "scenario", "metric", "select", "spec", "query", "answer"]),
    (
        "session",
        &["analysis", "answer", "exchange", "input", "network", "scenario", "select", "spec", "validate"],
    ),
    ("export", &["analysis", "answer", "query", "spec", "summary"]),
];

/// Stages that join the others: the crate's root and its questions.
const FREE: &[&str] = &["lib", "query"];

/// Crates and calls that live in few rooms.
const ROOMS: &[(&str, &[&str])] = &[
    ("petgraph::", &["network"]),
    ("clap::", &["cli", "spec", "query", "model"]),
    ("csv::", &["input", "exchange", "export"]),
    ("quick_xml::", &["export"]),
    ("serde_json::", &["input", "exchange", "export", "query"]),
    ("std::fs", &["input", "exchange", "cli"]),
];

/// A file of `src`, without its test code and comments.
struct Source {
    path: PathBuf,
    stage: String,
    /// How many modules it is below the root: 1 for `src/query/mod.rs`.
    depth: usize,
    text: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    paths.sort();
    paths
        .into_iter()
        .filter(|path| !path.ends_with("tests.rs") && !path.ends_with("sample.rs"))
        .map(|path| source(&root, path))
        .collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}

fn source(root: &Path, path: PathBuf) -> Source {
    let inside = path.strip_prefix(root).unwrap().with_extension("");
    let mut parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    let text = fs::read_to_string(&path).unwrap();
    Source {
        stage: if parts[0] == "main" { "cli".into() } else { parts[0].clone() },
        depth: parts.len(),
        text: code(&text),
        path,
    }
}

/// Without comments and without what follows `#[cfg(test)]`, unless that is a file of its own.
fn code(text: &str) -> String {
    let mut out = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if line.trim() == "#[cfg(test)]" {
            match lines.peek() {
                Some(next) if next.trim_end().ends_with(';') => lines.next(),
                Some(_) => break,
                None => None,
            };
            continue;
        }
        // `//` inside a string would cut the line short: no path of a module follows there.
        out.push_str(line.split("//").next().unwrap_or(""));
        out.push('\n');
    }
    out
}

/// First names of all paths that start at the root, by `crate::` or by enough `super::`.
fn used(text: &str, depth: usize) -> BTreeSet<String> {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut names = after(&text, "crate::");
    let climb = "super::".repeat(depth);
    if depth > 0 {
        names.extend(after(&text, &climb));
    }
    names
}

fn after(text: &str, prefix: &str) -> BTreeSet<String> {
    text.match_indices(prefix).flat_map(|(at, _)| firsts(&text[at + prefix.len()..])).collect()
}

/// `a::b` names `a`; `{a, b::{c, d}}` names `a` and `b`.
fn firsts(rest: &str) -> Vec<String> {
    let Some(list) = rest.strip_prefix('{') else {
        return vec![word(rest)];
    };
    let mut depth = 0;
    let mut names = vec![word(list)];
    for (at, letter) in list.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(word(&list[at + 1..])),
            _ => {}
        }
    }
    names
}

fn word(text: &str) -> String {
    text.trim_start().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
}

fn stages() -> BTreeMap<&'static str, &'static [&'static str]> {
    let base = BASE.iter().map(|stage| (*stage, &[][..]));
    MAY_USE.iter().copied().chain(base).collect()
}

fn breaches(stage: &str, depth: usize, text: &str) -> Vec<String> {
    let stages = stages();
    let Some(may) = stages.get(stage) else {
        return Vec::new();
    };
    let own = BASE.iter().position(|base| *base == stage).unwrap_or(BASE.len());
    let allowed = |name: &str| name == stage || BASE[..own].contains(&name) || may.contains(&name);
    let names = used(text, depth).into_iter();
    names
        .filter(|name| stages.contains_key(name.as_str()) || FREE.contains(&name.as_str()) || name == "cli")
        .filter(|name| !allowed(name))
        .collect()
}

fn check(sentences: Vec<String>) {
    assert!(sentences.is_empty(), "\n{}\n", sentences.join("\n"));
}

#[test]
fn every_stage_uses_only_what_it_may() {
    let sentences = sources().into_iter().flat_map(|source| {
        let breaches = breaches(&source.stage, source.depth, &source.text);
        breaches.into_iter().map(move |name| {
            format!("{}: the stage `{}` must not know `{name}`", source.path.display(), source.stage)
        })
    });
    check(sentences.collect());
}

#[test]
fn every_file_belongs_to_a_stage() {
    let known = stages();
    let sentences = sources()
        .into_iter()
        .filter(|source| {
            let stage = source.stage.as_str();
            !known.contains_key(stage) && !FREE.contains(&stage) && stage != "cli"
        })
        .map(|source| format!("{}: the import table has no stage `{}`", source.path.display(), source.stage));
    check(sentences.collect());
}

#[test]
fn crates_and_files_stay_in_their_rooms() {
    let sentences = sources().into_iter().flat_map(|source| {
        let strangers = ROOMS.iter().filter(move |(name, rooms)| {
            let met = source.text.match_indices(name).any(|(at, _)| {
                !source.text[..at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_')
            });
            met && !rooms.contains(&source.stage.as_str())
        });
        let path = source.path.display().to_string();
        strangers
            .map(|(name, rooms)| format!("{path}: only {} may use `{name}`", rooms.join(" and ")))
            .collect::<Vec<_>>()
    });
    check(sentences.collect());
}

#[test]
fn only_output_opens_files_to_write() {
    let writes = ["fs::write", "File::create", "File::options", "OpenOptions", "create_dir", "fs::rename"];
    let sentences = sources().into_iter().filter(|source| !is_output(&source.path)).filter_map(|source| {
        let call = writes.iter().find(|call| source.text.contains(*call))?;
        Some(format!("{}: only cli/output.rs writes files, not `{call}` here", source.path.display()))
    });
    check(sentences.collect());
}

fn is_output(path: &Path) -> bool {
    ["cli/output.rs", "cli/output/rows.rs"].iter().any(|own| path.ends_with(own))
}

#[test]
fn the_binary_sees_only_the_public_api() {
    let public = public_names();
    let sentences = sources().into_iter().filter(|source| source.stage == "cli").flat_map(|source| {
        let text: String = source.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let inside = after(&text, "crate::").into_iter().filter(|name| name != "cli");
        let outside = after(&text, "corridor::").into_iter().filter(|name| !public.contains(name));
        let path = source.path.display().to_string();
        inside
            .chain(outside)
            .map(|name| format!("{path}: `{name}` is not in the public API"))
            .collect::<Vec<_>>()
    });
    check(sentences.collect());
}

#[test]
fn the_public_api_is_at_most_25_names() {
    let library = sources().into_iter().find(|source| source.stage == "lib").unwrap().text;
    assert!(library.matches("pub mod ").count() == 4 && !library.contains("doc(hidden)"), "{library}");
    let names = public_names();
    assert!(
        names.len() <= 25 + 4,
        "25 names beside `query`, `spec`, `answer` and `summary`, not {}: {names:?}",
        names.len()
    );
}

/// What `lib.rs` lists in `pub use`, and the public modules.
fn public_names() -> BTreeSet<String> {
    let library = sources().into_iter().find(|source| source.stage == "lib").unwrap();
    let mut names = BTreeSet::from(["query", "spec", "answer", "summary"].map(str::to_owned));
    for item in library.text.split(';') {
        let Some((_, list)) = item.split_once("pub use ") else {
            continue;
        };
        let list = list.rsplit("::").next().unwrap_or(list).trim_matches(['{', '}', '\n', ' ']);
        names.extend(list.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()));
    }
    names
}

#[test]
fn a_forbidden_import_is_seen_in_every_form() {
    for text in [
        "use crate::scenario::Overlays;",
        "use crate::{model::Id, scenario::{a, b}};",
        "use crate::{\n    metric::A,\n    scenario,\n};",
        "fn f() -> crate::scenario::X {}",
        "use super::super::scenario::X;",
    ] {
        assert_eq!(breaches("metric", 2, &code(text)), ["scenario"], "{text}");
    }
    for text in [
        "use crate::{model::Id, network::{scenario, b}};",
        "// use crate::scenario::X;",
        "use super::scenario::X;",
        "#[cfg(test)]\nmod tests { use crate::scenario::X; }",
    ] {
        assert!(breaches("metric", 2, &code(text)).is_empty(), "{text}");
    }
}
