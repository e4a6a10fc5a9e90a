//! The import table of CONTRIBUTING.md, and that no modules import each other in a circle, held by reading the sources.
//!
//! Test code (`tests.rs`, `sample.rs`, and what follows `#[cfg(test)]` in a file) may look anywhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What everybody may use; each of these only those before it.
const BASE: &[&str] = &["model", "diagnostic", "error", "tables"];

/// Stage, and what it may use beside itself and the base.
const MAY_USE: &[(&str, &[&str])] = &[
    ("summary", &[]),
    ("spec", &["input"]),
    ("answer", &["spec", "summary"]),
    ("input", &[]),
    ("select", &[]),
    ("validate", &["input", "select"]),
    ("network", &["select"]),
    ("scenario", &["network", "select"]),
    ("exchange", &["network", "spec"]),
    ("metric", &["network"]),
    ("analysis", &["network", "scenario", "metric", "select", "spec", "answer"]),
    ("session", &["analysis", "answer", "exchange", "input", "network", "scenario", "select", "spec", "validate"]),
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
    ("serde_json::", &["input", "exchange", "export", "query", "answer"]),
    ("std::fs", &["input", "exchange", "cli"]),
];

/// Names from the root of the crate: `query`, `route`.
type Module = Vec<String>;

/// A file of `src`, without its test code and comments.
struct Source {
    path: PathBuf,
    /// Empty for `lib.rs`; of the binary it begins with `cli`.
    module: Module,
    text: String,
}

impl Source {
    fn stage(&self) -> &str {
        self.module.first().map_or("lib", String::as_str)
    }
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
    match parts.first().map(String::as_str) {
        Some("lib") => parts.clear(),
        Some("main") => parts = vec!["cli".into()],
        _ => {}
    }
    let text = code(&fs::read_to_string(&path).unwrap());
    Source { module: parts, text, path }
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

/// A path as it is written, and what its last name is called here.
type Import = (Vec<String>, String);

/// What `use` names, each by itself.
fn imports(text: &str) -> Vec<Import> {
    flattened(text, "use ")
}

/// Every path that starts at the root, at the module itself or above it, in `use` or not.
fn mentions(text: &str) -> Vec<Import> {
    ["crate::", "super::", "self::"].iter().flat_map(|start| flattened(text, start)).collect()
}

fn flattened(text: &str, start: &str) -> Vec<Import> {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut all = Vec::new();
    for (at, _) in text.match_indices(start) {
        if !text[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_' || before == ':') {
            let rest = &text[at..];
            flatten(rest.strip_prefix("use ").unwrap_or(rest), &mut Vec::new(), &mut all);
        }
    }
    all
}

/// `a::{b, c::d as e}` gives `a::b` and `a::c::d`; returns what follows the tree.
fn flatten<'t>(text: &'t str, above: &mut Vec<String>, all: &mut Vec<Import>) -> &'t str {
    let text = text.trim_start();
    if let Some(mut rest) = text.strip_prefix('{') {
        while !rest.trim_start().starts_with('}') && !rest.is_empty() {
            rest = flatten(rest, above, all).trim_start().trim_start_matches(',');
        }
        return rest.trim_start().strip_prefix('}').unwrap_or("");
    }
    let name = word(text);
    if name.is_empty() {
        return text.get(1..).unwrap_or("");
    }
    let rest = &text[name.len()..];
    above.push(name.clone());
    let rest = match (rest.strip_prefix("::"), rest.strip_prefix(" as ")) {
        (Some(below), _) => flatten(below, above, all),
        (None, Some(alias)) => {
            let alias = word(alias);
            all.push((above.clone(), alias.clone()));
            &rest[" as ".len() + alias.len()..]
        }
        (None, None) => {
            all.push((above.clone(), name));
            rest
        }
    };
    above.pop();
    rest
}

fn word(text: &str) -> String {
    text.trim_start().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
}

/// The path from the root; none where it starts in another crate.
fn absolute(module: &[String], path: &[String], modules: &BTreeSet<Module>) -> Option<Module> {
    let above = path.iter().take_while(|name| *name == "super").count();
    let (start, rest) = match path.first()?.as_str() {
        "crate" => (&module[..0], &path[1..]),
        "self" => (module, &path[1..]),
        "super" => (&module[..module.len().checked_sub(above)?], &path[above..]),
        _ => (module, path),
    };
    let whole = [start, rest].concat();
    let is_child = modules.contains(&[module, &path[..1]].concat());
    (is_child || ["crate", "self", "super"].contains(&path[0].as_str())).then_some(whole)
}

fn first_names(module: &[String], text: &str) -> BTreeSet<String> {
    let none = BTreeSet::new();
    let absolute = mentions(text).into_iter().filter_map(|(path, _)| absolute(module, &path, &none));
    absolute.filter_map(|path| path.first().cloned()).collect()
}

fn stages() -> BTreeMap<&'static str, &'static [&'static str]> {
    let base = BASE.iter().map(|stage| (*stage, &[][..]));
    MAY_USE.iter().copied().chain(base).collect()
}

fn breaches(module: &[String], text: &str) -> Vec<String> {
    let stages = stages();
    let stage = module.first().map_or("lib", String::as_str);
    let Some(may) = stages.get(stage) else {
        return Vec::new();
    };
    let own = BASE.iter().position(|base| *base == stage).unwrap_or(BASE.len());
    let allowed = |name: &str| name == stage || BASE[..own].contains(&name) || may.contains(&name);
    let names = first_names(module, text).into_iter();
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
        let breaches = breaches(&source.module, &source.text);
        breaches.into_iter().map(move |name| {
            format!("{}: the stage `{}` must not know `{name}`", source.path.display(), source.stage())
        })
    });
    check(sentences.collect());
}

/// Of the modules of one folder none needs another that needs it, however many lie between; what a folder re-exports counts
/// as a use of the file that has it. A folder and its own files are one.
#[test]
fn no_modules_import_each_other_in_a_circle() {
    let sources = sources();
    let files: Vec<(Module, &str)> =
        sources.iter().map(|source| (source.module.clone(), source.text.as_str())).collect();
    check(circles(&files));
}

#[test]
fn a_circle_is_seen_behind_what_a_folder_exports() {
    let file = |module: &[&str], text| (module.iter().map(|name| (*name).to_owned()).collect(), text);
    let root = file(&[], "mod a; mod b; mod c; pub use b::{B, inner::Deep as D};");
    let inner = file(&["b", "inner"], "pub struct Deep;");
    let chain = [root.clone(), file(&["a"], "use crate::D;"), file(&["b"], "use super::c::C;"), inner.clone()];
    let ends = |text| [chain.as_slice(), &[file(&["c"], text)]].concat();
    assert_eq!(circles(&ends("pub struct C;")), Vec::<String>::new());
    assert_eq!(circles(&ends("use crate::a::{A};")), ["the crate: a, b, c import each other in a circle"]);
}

fn circles(files: &[(Module, &str)]) -> Vec<String> {
    let modules: BTreeSet<Module> = files.iter().map(|(module, _)| module.clone()).collect();
    let mut exports = BTreeMap::new();
    for (module, text) in files {
        for (path, name) in imports(text) {
            if let Some(path) = absolute(module, &path, &modules) {
                exports.insert([module.as_slice(), &[name]].concat(), path);
            }
        }
    }
    let mut folders: BTreeMap<Module, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for (module, text) in files {
        for (path, _) in imports(text).into_iter().chain(mentions(text)) {
            let Some(path) = absolute(module, &path, &modules) else { continue };
            let used = defined(path, &modules, &exports);
            let alike = module.iter().zip(&used).take_while(|(own, other)| own == other).count();
            if let (Some(own), Some(other)) = (module.get(alike), used.get(alike)) {
                let folder = folders.entry(module[..alike].to_vec()).or_default();
                folder.entry(own.clone()).or_default().insert(other.clone());
            }
        }
    }
    folders.into_iter().filter_map(|(folder, uses)| circle(&folder, uses)).collect()
}

/// The module in which a path ends, behind all that is re-exported.
fn defined(mut path: Module, modules: &BTreeSet<Module>, exports: &BTreeMap<Module, Module>) -> Module {
    for _ in 0..9 {
        let length = (0..=path.len()).rev().find(|length| modules.contains(&path[..*length])).unwrap_or(0);
        match path.get(..=length).and_then(|name| exports.get(name)) {
            Some(target) => path = [target, &path[length + 1..]].concat(),
            None => return path[..length].to_vec(),
        }
    }
    path
}

/// Takes away what uses nothing that is left, again and again: what stays lies on a circle or above one.
fn circle(folder: &[String], mut uses: BTreeMap<String, BTreeSet<String>>) -> Option<String> {
    loop {
        let left: BTreeSet<String> = uses.keys().cloned().collect();
        uses.values_mut().for_each(|used| used.retain(|other| left.contains(other)));
        uses.retain(|_, used| !used.is_empty());
        if uses.len() == left.len() {
            break;
        }
    }
    let names: Vec<String> = uses.into_keys().collect();
    let place = if folder.is_empty() { "the crate".into() } else { folder.join("::") };
    (!names.is_empty()).then(|| format!("{place}: {} import each other in a circle", names.join(", ")))
}

#[test]
fn every_file_belongs_to_a_stage() {
    let known = stages();
    let sentences = sources()
        .into_iter()
        .filter(|source| {
            let stage = source.stage();
            !known.contains_key(stage) && !FREE.contains(&stage) && stage != "cli"
        })
        .map(|source| format!("{}: the import table has no stage `{}`", source.path.display(), source.stage()));
    check(sentences.collect());
}

#[test]
fn crates_and_files_stay_in_their_rooms() {
    let sentences = sources().into_iter().flat_map(|source| {
        let strangers = ROOMS.iter().filter(|(name, rooms)| {
            let met = source
                .text
                .match_indices(name)
                .any(|(at, _)| !source.text[..at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_'));
            met && !rooms.contains(&source.stage())
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
    let sentences = sources().into_iter().filter(|source| source.stage() == "cli").flat_map(|source| {
        let inside = first_names(&source.module, &source.text).into_iter().filter(|name| name != "cli");
        let outside = flattened(&source.text, "corridor::").into_iter().map(|(path, _)| path[1].clone());
        let outside = outside.filter(|name| !public.contains(name));
        let path = source.path.display().to_string();
        inside.chain(outside).map(|name| format!("{path}: `{name}` is not in the public API")).collect::<Vec<_>>()
    });
    check(sentences.collect());
}

#[test]
fn the_public_api_is_at_most_25_names() {
    let library = sources().into_iter().find(|source| source.stage() == "lib").unwrap().text;
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
    let library = sources().into_iter().find(|source| source.stage() == "lib").unwrap();
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
    let module = ["metric", "triple"].map(str::to_owned);
    for text in [
        "use crate::scenario::Overlays;",
        "use crate::{model::Id, scenario::{a, b}};",
        "use crate::{\n    metric::A,\n    scenario,\n};",
        "fn f() -> crate::scenario::X {}",
        "use super::super::scenario::X;",
    ] {
        assert_eq!(breaches(&module, &code(text)), ["scenario"], "{text}");
    }
    for text in [
        "use crate::{model::Id, network::{scenario, b}};",
        "// use crate::scenario::X;",
        "use super::scenario::X;",
        "#[cfg(test)]\nmod tests { use crate::scenario::X; }",
    ] {
        assert!(breaches(&module, &code(text)).is_empty(), "{text}");
    }
}
