//! What README and `docs/` show is what the tool says. Each page is read from top to bottom in an empty folder: files that
//! it shows are written there, commands that it shows are run there. `CORRIDOR_BLESS=1 cargo test --test it documents::`
//! writes what the tool says now into the pages.
//!
//! ```text
//! ```csv places.csv        a file of this name
//! ```console               $ a command, and what it says; a last line `...` stands for the rest
//! ```

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Scratch, program, ran};

/// A fenced block of a page: where it stands, what is said after the fence, its lines.
struct Fenced {
    line: usize,
    language: String,
    name: String,
    lines: Vec<String>,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// README, and all of `docs/` in the order of its names.
fn pages() -> Vec<PathBuf> {
    let docs = fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<PathBuf> = docs.filter(|path| path.extension().is_some_and(|end| end == "md")).collect();
    pages.push(root().join("README.md"));
    pages.sort();
    pages
}

fn blocks(text: &str) -> Vec<Fenced> {
    let mut found: Vec<Fenced> = Vec::new();
    let mut open = false;
    for (at, line) in text.lines().enumerate() {
        match (line.strip_prefix("```"), open) {
            (Some(_), true) => open = false,
            (Some(after), false) => {
                let (language, name) = after.split_once(' ').unwrap_or((after, ""));
                found.push(Fenced { line: at + 1, language: language.into(), name: name.trim().into(), lines: Vec::new() });
                open = true;
            }
            (None, true) => found.last_mut().unwrap().lines.push(line.to_owned()),
            (None, false) => {}
        }
    }
    assert!(!open, "a block is not closed");
    found
}

/// Commands of a block, each with the lines shown under it.
fn commands(block: &Fenced) -> Vec<(String, Vec<String>)> {
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    for line in &block.lines {
        match line.strip_prefix("$ ") {
            // A line that ends in a backslash goes on.
            Some(command) => all.push((command.to_owned(), Vec::new())),
            None => match all.last_mut() {
                Some((command, shown)) if shown.is_empty() && command.ends_with('\\') => {
                    command.pop();
                    command.push_str(line.trim_start());
                }
                Some((_, shown)) => shown.push(line.clone()),
                None => panic!("a console block begins with a command: {line}"),
            },
        }
    }
    all
}

/// What a command says, on either stream: documents show findings and refusals too.
fn said(command: &str, folder: &Path) -> Vec<String> {
    let words = words(command.strip_prefix("corridor ").unwrap_or_else(|| panic!("not of this program: {command}")));
    let ran = ran(program(words).current_dir(folder));
    format!("{}{}", ran.stdout, ran.stderr).lines().map(|line| line.trim_end().to_owned()).collect()
}

/// Words as a shell takes them: quotes hold blanks together.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for letter in line.chars() {
        match (quote, letter) {
            (Some(mark), _) if letter == mark => quote = None,
            (None, '\'' | '"') => quote = Some(letter),
            (None, ' ') => words.push(String::new()),
            _ => words.last_mut().unwrap().push(letter),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The lines that a page should show: as many as it shows, where it leaves out the rest.
fn wanted(said: &[String], shown: &[String]) -> Vec<String> {
    match shown.split_last() {
        Some((last, first)) if last == "..." && first.len() < said.len() => {
            said[..first.len()].iter().cloned().chain(["...".to_owned()]).collect()
        }
        _ => said.to_vec(),
    }
}

/// Reads a page: what it should say, and where it says something else.
fn read(path: &Path) -> (String, Vec<String>) {
    let text = fs::read_to_string(path).unwrap();
    let folder = Scratch::new();
    let (mut new, mut wrong) = (text.clone(), Vec::new());
    for block in blocks(&text) {
        let place = format!("{}:{}", path.file_name().unwrap().to_string_lossy(), block.line);
        if !block.name.is_empty() {
            let file = folder.0.join(&block.name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, block.lines.join("\n") + "\n").unwrap();
        }
        if block.language != "console" {
            continue;
        }
        let mut lines = Vec::new();
        for (command, shown) in commands(&block) {
            let told = wanted(&said(&command, &folder.0), &shown);
            if told != shown {
                wrong.push(format!("{place}: corridor says otherwise now: {command}\n{}", told.join("\n")));
            }
            lines.push(format!("$ {command}"));
            lines.extend(told);
        }
        let (old, now) = (block.lines.join("\n"), lines.join("\n"));
        // Commands over several lines are left as they are.
        if !old.contains("\\\n") {
            new = new.replacen(&old, &now, 1);
        }
    }
    (new, wrong)
}

#[test]
fn every_block_of_every_page_is_what_the_tool_says() {
    let bless = std::env::var_os("CORRIDOR_BLESS").is_some();
    let mut wrong = Vec::new();
    for path in pages() {
        let (new, more) = read(&path);
        if bless {
            fs::write(&path, new).unwrap();
        } else {
            wrong.extend(more);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// A page is read on a terminal too.
#[test]
fn the_first_page_is_short() {
    let text = fs::read_to_string(root().join("README.md")).unwrap();
    assert!(text.lines().count() <= 150, "README has {} lines", text.lines().count());
    let long: Vec<&str> = text.lines().filter(|line| line.chars().count() > 100).collect();
    assert!(long.is_empty(), "lines of README are longer than 100 columns: {long:#?}");
}

/// Whatever a page leads to is there.
#[test]
fn links_between_pages_lead_somewhere() {
    for path in pages() {
        let text = fs::read_to_string(&path).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next()) {
            let there = link.is_empty() || link.starts_with("http") || path.parent().unwrap().join(link).exists();
            assert!(there, "{}: {link}", path.display());
        }
    }
}
