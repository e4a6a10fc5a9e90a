//! What README and the pages of `docs/` show is what the program says. `CORRIDOR_BLESS=1 cargo test --test it pages::` writes
//! into them what it says now.
//!
//! A page is read from top to bottom in a folder of its own. A block of `csv` or `toml` is written to the file that the
//! text before it names last in backticks; a block of `console` runs each of its `$ corridor ...` and compares what
//! follows, `...` standing for any number of lines.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Scratch, program, ran, root};

/// A fenced block of a page: its language, the text since the block before, and its lines.
struct Block {
    language: String,
    before: String,
    lines: Vec<String>,
}

/// All blocks of a text in order.
fn blocks(text: &str) -> Vec<Block> {
    let (mut found, mut before, mut open) = (Vec::new(), String::new(), None::<Block>);
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (Some(_), Some(_)) => found.extend(open.take()),
            (Some(block), None) => block.lines.push(line.to_owned()),
            (None, Some(language)) => {
                let before = std::mem::take(&mut before);
                open = Some(Block { language: language.to_owned(), before, lines: Vec::new() });
            }
            (None, None) => before += &format!("{line}\n"),
        }
    }
    assert!(open.is_none(), "a block is not closed");
    found
}

/// The last thing in backticks that is the name of a file.
fn file_of(before: &str) -> Option<&str> {
    before.split('`').skip(1).step_by(2).filter(|word| word.ends_with(".csv") || word.ends_with(".toml")).last()
}

/// Do the lines stand in the answer in this order, `...` standing for any number of them?
fn shows(said: &[String], shown: &[String]) -> bool {
    let (mut at, mut skip) = (0, false);
    for line in shown {
        if line == "..." {
            skip = true;
            continue;
        }
        match said[at..].iter().position(|own| own == line.trim_end()) {
            Some(0) => at += 1,
            Some(ahead) if skip => at += ahead + 1,
            _ => return false,
        }
        skip = false;
    }
    skip || at == said.len()
}

/// What a page should show: as many lines as it shows now where it leaves out the rest.
fn wanted(said: &[String], shown: &[String]) -> Vec<String> {
    let first = shown.iter().position(|line| line == "...").unwrap_or(usize::MAX);
    if first < said.len() { said[..first].iter().cloned().chain(["...".to_owned()]).collect() } else { said.to_vec() }
}

/// Each command of a block with the lines under it.
fn commands(block: &Block) -> Vec<(&str, &[String])> {
    let starts: Vec<usize> = (0..block.lines.len()).filter(|at| block.lines[*at].starts_with("$ ")).collect();
    let ends = starts.iter().skip(1).copied().chain([block.lines.len()]);
    starts.iter().zip(ends).map(|(start, end)| (&block.lines[*start][2..], &block.lines[start + 1..end])).collect()
}

/// What a command says on either stream: pages show findings and refusals too.
fn said(command: &str, folder: &Path) -> Vec<String> {
    let line = command.strip_prefix("corridor ").unwrap_or_else(|| panic!("not of this program: {command}"));
    // Pages are read in the width of an editor.
    let done = ran(program(line).current_dir(folder).env("COLUMNS", "100"));
    (done.stdout + &done.stderr).lines().map(|line| line.trim_end().to_owned()).collect()
}

/// A page that was followed.
#[derive(Default)]
struct Followed {
    /// The tables that it wrote.
    tables: Vec<Vec<String>>,
    /// What it should say.
    text: String,
    /// Where it says something else.
    wrong: Vec<String>,
}

/// Writes the files of a page and runs its commands.
fn follow(path: &Path) -> Followed {
    let text = fs::read_to_string(path).unwrap();
    let scratch = Scratch::new();
    let mut followed = Followed { text: text.clone(), ..Followed::default() };
    for block in blocks(&text) {
        match (block.language.as_str(), file_of(&block.before)) {
            ("csv" | "toml", Some(file)) => {
                scratch.file(file, block.lines.join("\n") + "\n");
                followed.tables.push(block.lines);
            }
            ("console", _) => {
                for (command, shown) in commands(&block) {
                    let said = said(command, &scratch.0);
                    if !shows(&said, shown) {
                        let told = |lines: &[String]| format!("$ {command}\n{}\n", lines.join("\n"));
                        let (old, new) = (told(shown), told(&wanted(&said, shown)));
                        followed.wrong.push(format!("{}: the program says otherwise now:\n{new}", path.display()));
                        followed.text = followed.text.replacen(&old, &new, 1);
                    }
                }
            }
            _ => {}
        }
    }
    followed
}

/// README, and all of `docs/` in the order of their names.
fn pages() -> Vec<PathBuf> {
    let docs = fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<PathBuf> = docs.filter(|path| path.extension().is_some_and(|ending| ending == "md")).collect();
    pages.push(root().join("README.md"));
    pages.sort();
    pages
}

#[test]
fn the_pages_show_what_the_program_says() {
    let mut wrong = Vec::new();
    for path in pages() {
        let followed = follow(&path);
        if std::env::var_os("CORRIDOR_BLESS").is_some() {
            fs::write(&path, followed.text).unwrap();
        } else {
            wrong.extend(followed.wrong);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// From an empty folder to `reroute`.
#[test]
fn the_gulf_of_six_places_has_at_most_40_filled_cells() {
    let tables = follow(&root().join("docs/your-own-atlas.md")).tables;
    let rows = tables.iter().flat_map(|table| &table[1..]);
    let filled = rows.flat_map(|row| row.split(',')).filter(|cell| !cell.is_empty()).count();
    assert_eq!((tables.len(), tables[0].len() - 1), (4, 6));
    assert!(filled <= 40, "{filled}");
}

/// README is read on a terminal too.
#[test]
fn the_first_page_is_short() {
    let text = fs::read_to_string(root().join("README.md")).unwrap();
    assert!(text.lines().count() <= 150, "README has {} lines", text.lines().count());
    let long: Vec<&str> = text.lines().filter(|line| line.chars().count() > 100).collect();
    assert!(long.is_empty(), "lines of README are longer than 100 columns: {long:#?}");
}

/// Whatever a page leads to is there.
#[test]
fn links_of_pages_lead_somewhere() {
    for path in pages() {
        let text = fs::read_to_string(&path).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next()) {
            let is_there = link.is_empty() || link.starts_with("http") || path.parent().unwrap().join(link).exists();
            assert!(is_there, "{}: {link}", path.display());
        }
    }
}
