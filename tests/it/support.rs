//! What several subjects need: runs of the program, answers of a session, folders that go away.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use corridor::answer::{AssignedRoute, Step};
use corridor::spec::{FlowsSelection, InlineEffect, InlineMeasure, InlineMeasures, ScenarioRef, ScenarioSpec};
use corridor::{Query, Session};
use serde_json::Value;

/// Words of a command line: a text parted by blanks, a list word by word, or several of these one after the other.
pub trait Line {
    fn words(&self) -> Vec<String>;
}

impl Line for str {
    fn words(&self) -> Vec<String> {
        self.split_whitespace().map(str::to_owned).collect()
    }
}

impl Line for String {
    fn words(&self) -> Vec<String> {
        self.as_str().words()
    }
}

impl<T: AsRef<str>> Line for [T] {
    fn words(&self) -> Vec<String> {
        self.iter().map(|word| word.as_ref().to_owned()).collect()
    }
}

impl<T: AsRef<str>, const N: usize> Line for [T; N] {
    fn words(&self) -> Vec<String> {
        self.as_slice().words()
    }
}

impl<T: AsRef<str>> Line for Vec<T> {
    fn words(&self) -> Vec<String> {
        self.as_slice().words()
    }
}

impl<L: Line + ?Sized> Line for &L {
    fn words(&self) -> Vec<String> {
        (**self).words()
    }
}

impl<A: Line, B: Line> Line for (A, B) {
    fn words(&self) -> Vec<String> {
        [self.0.words(), self.1.words()].concat()
    }
}

impl<A: Line, B: Line, C: Line> Line for (A, B, C) {
    fn words(&self) -> Vec<String> {
        [self.0.words(), self.1.words(), self.2.words()].concat()
    }
}

/// What a run printed, and its exit code.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// The program on this line, without stdin.
pub fn program(line: impl Line) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_corridor"));
    // Whatever the shell that runs the tests says.
    command.args(line.words()).stdin(Stdio::null()).env_remove("COLUMNS");
    command
}

pub fn ran(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    let [stdout, stderr] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    Ran { code: output.status.code(), stdout, stderr }
}

pub fn run(line: impl Line) -> Ran {
    ran(&mut program(line))
}

/// Stdout of a run with this exit code, which calls nothing an error.
#[track_caller]
pub fn exits(code: i32, line: impl Line) -> String {
    let words = line.words();
    let ran = run(&words);
    assert_eq!(ran.code, Some(code), "{words:?}\n{}", ran.stderr);
    assert!(!ran.stderr.contains("error:"), "{words:?}\n{}", ran.stderr);
    ran.stdout
}

#[track_caller]
pub fn good(line: impl Line) -> String {
    exits(0, line)
}

/// Stderr of a run that exits with 2 and prints nothing on stdout.
#[track_caller]
pub fn refusal(line: impl Line) -> String {
    let words = line.words();
    let Ran { code, stdout, stderr } = run(&words);
    assert_eq!((code, stdout.as_str()), (Some(2), ""), "{words:?}\n{stderr}");
    assert!(stderr.contains("error:") && !stderr.contains("panicked"), "{words:?}\n{stderr}");
    stderr
}

/// The errors of a [`refusal`].
#[track_caller]
pub fn bad(line: impl Line) -> Vec<String> {
    refusal(line).lines().filter(|line| line.starts_with("error")).map(str::to_owned).collect()
}

/// The last line of what is said of so many errors.
pub fn counted(what: &str, errors: usize) -> String {
    format!("error: {what} ({errors} error{})", if errors == 1 { "" } else { "s" })
}

/// An answer as JSON, which is as the schema says.
#[track_caller]
pub fn json(line: impl Line) -> Value {
    parsed((line, "--format json"))
}

/// As [`json`], where the line asks for JSON itself.
#[track_caller]
pub fn parsed(line: impl Line) -> Value {
    let words = line.words();
    let text = good(&words);
    assert!(text.ends_with("}\n"), "{words:?}");
    let answer = serde_json::from_str(&text).unwrap();
    let refusal = SCHEMA.with(|schema| schema.refusal(&answer));
    assert_eq!(refusal, None, "{words:?}: not as the schema says");
    answer
}

thread_local! {
    static SCHEMA: Schema = Schema::new();
}

/// What `corridor man --json-schema` prints, ready to judge.
pub struct Schema {
    schemas: boon::Schemas,
    index: boon::SchemaIndex,
}

impl Schema {
    pub fn new() -> Self {
        let (mut compiler, mut schemas) = (boon::Compiler::new(), boon::Schemas::new());
        let schema = serde_json::from_str(&good("man --json-schema")).unwrap();
        compiler.add_resource("answers.json", schema).unwrap();
        let index = compiler.compile("answers.json", &mut schemas).unwrap();
        Self { schemas, index }
    }

    pub fn refusal(&self, answer: &Value) -> Option<String> {
        self.schemas.validate(answer, self.index).err().map(|error| error.to_string())
    }
}

/// What stands in an answer, as what it must be.
pub trait Cell {
    fn list(&self) -> &Vec<Value>;
    fn text(&self) -> &str;
    fn number(&self) -> f64;
    fn texts(&self) -> Vec<String>;
}

impl Cell for Value {
    #[track_caller]
    fn list(&self) -> &Vec<Value> {
        self.as_array().unwrap()
    }

    #[track_caller]
    fn text(&self) -> &str {
        self.as_str().unwrap()
    }

    #[track_caller]
    fn number(&self) -> f64 {
        self.as_f64().unwrap()
    }

    #[track_caller]
    fn texts(&self) -> Vec<String> {
        self.list().iter().map(|one| one.text().to_owned()).collect()
    }
}

/// A folder that is gone at the end.
pub struct Scratch(pub PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Scratch {
    pub fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("corridor-it-{}-{number}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// With these files.
    pub fn of<N: AsRef<str>, B: AsRef<[u8]>>(files: impl IntoIterator<Item = (N, B)>) -> Self {
        let scratch = Self::new();
        for (name, bytes) in files {
            scratch.file(name.as_ref(), bytes);
        }
        scratch
    }

    /// With a copy of `data/tiny`.
    pub fn tiny() -> Self {
        Self::of(tiny_files())
    }

    /// With a copy of the embedded atlas.
    pub fn embedded() -> Self {
        Self::of(corridor::embedded_files())
    }

    pub fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    /// The folder itself.
    pub fn folder(&self) -> String {
        self.0.display().to_string()
    }

    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self.path(name)
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    /// Of what stands in a file the first is replaced.
    #[track_caller]
    pub fn replace(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{name} has no {from:?}");
        self.file(name, text.replacen(from, to, 1));
    }

    /// Names of what is in the folder.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Every file with its bytes, those of inner folders too.
    pub fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        files(&self.0)
    }
}

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            let bytes = fs::read(&path).unwrap();
            all.insert(path, bytes);
        }
    }
    all
}

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Files of the six places that can be solved by hand, as `embedded_files` has those of the atlas.
pub fn tiny_files() -> Vec<(&'static str, &'static [u8])> {
    static FILES: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
        let tiny = root().join("data/tiny");
        let all = files(&tiny).into_iter();
        let name = |path: PathBuf| path.strip_prefix(&tiny).unwrap().to_str().unwrap().replace('\\', "/");
        all.map(|(path, bytes)| (name(path), bytes)).collect()
    });
    FILES.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect()
}

pub fn tiny() -> &'static Session {
    static TINY: LazyLock<Session> = LazyLock::new(|| Session::open(&root().join("data/tiny")).unwrap());
    &TINY
}

pub fn embedded() -> &'static Session {
    static EMBEDDED: LazyLock<Session> = LazyLock::new(|| Session::embedded().unwrap());
    &EMBEDDED
}

/// An answer on the embedded atlas.
#[track_caller]
pub fn ask<Q: Query>(question: &Q) -> Q::Answer {
    embedded().ask(question).unwrap()
}

pub fn scenario(id: &str) -> ScenarioSpec {
    ScenarioSpec { scenarios: vec![ScenarioRef::Id(id.into())], ..ScenarioSpec::default() }
}

pub fn inline(effect: InlineEffect, text: &str) -> ScenarioSpec {
    let measures = vec![InlineMeasure { effect, text: text.into() }];
    ScenarioSpec { inline: InlineMeasures(measures), ..ScenarioSpec::default() }
}

pub fn from_kazakhstan(year: i16) -> FlowsSelection {
    FlowsSelection { origin: vec!["KAZ".into()], year: Some(year.into()), ..FlowsSelection::default() }
}

pub fn kazakh_crude(year: i16) -> FlowsSelection {
    FlowsSelection { cargo: vec!["crude".into()], ..from_kazakhstan(year) }
}

/// Links of an assigned route, without its transfers.
pub fn links(route: &AssignedRoute) -> Vec<&str> {
    let mut links = Vec::new();
    for step in &route.arcs {
        if let Step::Link(id) = step {
            links.push(id.as_str());
        }
    }
    links
}

#[track_caller]
pub fn within(what: &str, value: f64, range: std::ops::RangeInclusive<f64>) {
    assert!(range.contains(&value), "{what}: {value} is not within {range:?}");
}

/// Cells of a row by column.
pub type Row = BTreeMap<String, String>;

/// A table of the embedded atlas as it was written, read by nothing of the program.
pub fn table(file: &str) -> Vec<Row> {
    let all = corridor::embedded_files();
    let (_, bytes) = all.into_iter().find(|(name, _)| *name == file).unwrap();
    csv::Reader::from_reader(bytes).deserialize().map(Result::unwrap).collect()
}

fn by_id(file: &str) -> BTreeMap<String, Row> {
    table(file).into_iter().map(|row| (row["id"].clone(), row)).collect()
}

pub static PLACES: LazyLock<BTreeMap<String, Row>> = LazyLock::new(|| by_id("places.csv"));
pub static LINKS: LazyLock<BTreeMap<String, Row>> = LazyLock::new(|| by_id("links.csv"));
pub static FLOWS: LazyLock<BTreeMap<String, Row>> = LazyLock::new(|| by_id("flows.csv"));

/// The country of a flow's end, which is a place or a country.
pub fn country_of(end: &str) -> &str {
    PLACES.get(end).map_or(end, |place| &place["country"])
}
