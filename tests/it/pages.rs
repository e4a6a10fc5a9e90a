//! What the pages of `docs/` show is what the program says.
//!
//! A page is read from top to bottom in a folder of its own. A block of `csv` or `toml` is written to the file that the
//! text before it names last in backticks; a block of `console` runs each of its `$ corridor ...` and compares what
//! follows, `...` standing for any number of lines.

use std::fs;

use crate::support::{Scratch, program, ran, root};

/// A fenced block of a page: its language, the text since the block before, and its lines.
pub struct Block {
    pub language: String,
    pub before: String,
    pub lines: Vec<String>,
}

/// All blocks of a text in order.
pub fn blocks(text: &str) -> Vec<Block> {
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
    found
}

/// The last thing in backticks that is the name of a file.
fn file_of(before: &str) -> Option<&str> {
    before.split('`').skip(1).step_by(2).filter(|word| word.ends_with(".csv") || word.ends_with(".toml")).last()
}

/// Do the lines stand in the answer in this order, `...` standing for any number of them?
pub fn shows(said: &[String], shown: &[String]) -> Result<(), String> {
    let mut at = 0;
    let mut skip = false;
    for line in shown {
        if line == "..." {
            skip = true;
            continue;
        }
        let found = said[at..].iter().position(|own| own == line.trim_end());
        match found {
            Some(0) => at += 1,
            Some(ahead) if skip => at += ahead + 1,
            _ => return Err(line.clone()),
        }
        skip = false;
    }
    if skip || at == said.len() { Ok(()) } else { Err(format!("the answer goes on: {}", said[at])) }
}

/// Each command of a block with the lines under it.
fn commands(block: &Block) -> Vec<(&str, &[String])> {
    let starts: Vec<usize> = (0..block.lines.len()).filter(|at| block.lines[*at].starts_with("$ ")).collect();
    let ends = starts.iter().skip(1).copied().chain([block.lines.len()]);
    starts.iter().zip(ends).map(|(start, end)| (&block.lines[*start][2..], &block.lines[start + 1..end])).collect()
}

/// Writes the files of a page and runs its commands; gives the tables that it wrote.
fn follow(name: &str, text: &str) -> Vec<Vec<String>> {
    let scratch = Scratch::new();
    let mut tables = Vec::new();
    for block in blocks(text) {
        match (block.language.as_str(), file_of(&block.before)) {
            ("csv" | "toml", Some(file)) => {
                scratch.file(file, block.lines.join("\n") + "\n");
                tables.push(block.lines.clone());
            }
            ("console", _) => {
                for (command, shown) in commands(&block) {
                    let line = command.strip_prefix("corridor ").unwrap_or_else(|| panic!("{name}: {command}"));
                    let done = ran(program(line).current_dir(&scratch.0));
                    let said = done.stdout + &done.stderr;
                    let said: Vec<String> = said.lines().map(|line| line.trim_end().to_owned()).collect();
                    if let Err(line) = shows(&said, shown) {
                        panic!("{name}: {command}\nshows a line that is not there: {line}\n{}", said.join("\n"));
                    }
                }
            }
            _ => {}
        }
    }
    tables
}

#[test]
fn the_pages_show_what_the_program_says() {
    let mut pages: Vec<_> = fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    for page in pages.iter().filter(|page| page.extension().is_some_and(|ending| ending == "md")) {
        follow(&page.display().to_string(), &fs::read_to_string(page).unwrap());
    }
}

/// From an empty folder to `reroute`.
#[test]
fn the_gulf_of_six_places_has_at_most_40_filled_cells() {
    let text = fs::read_to_string(root().join("docs/your-own-atlas.md")).unwrap();
    let tables = follow("your-own-atlas.md", &text);
    let rows = tables.iter().flat_map(|table| &table[1..]);
    let filled = rows.flat_map(|row| row.split(',')).filter(|cell| !cell.is_empty()).count();
    assert_eq!((tables.len(), tables[0].len() - 1), (4, 6));
    assert!(filled <= 40, "{filled}");
}
