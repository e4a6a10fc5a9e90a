//! What the README shows is what the tool says. `CORRIDOR_BLESS=1 cargo test --test it readme::` prints what it says now.

use crate::pages::shows;
use crate::support::good;

/// Commands of the README with the lines shown under them.
fn blocks() -> Vec<(String, Vec<String>)> {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let mut found = Vec::new();
    for block in readme.split("```console\n").skip(1) {
        let mut lines = block.split("```").next().unwrap().lines().map(str::to_owned);
        let command = lines.next().unwrap();
        found.push((command.strip_prefix("$ corridor ").unwrap().to_owned(), lines.collect()));
    }
    found
}

fn said(command: &str) -> Vec<String> {
    good(command).lines().map(|line| line.trim_end().to_owned()).collect()
}

#[test]
fn five_questions_have_the_answers_shown() {
    let blocks = blocks();
    assert_eq!(blocks.len(), 5);
    for (command, shown) in blocks {
        let said = said(&command);
        if let Err(line) = shows(&said, &shown) {
            panic!("corridor {command}\nthe README shows a line that is not there: {line}\n{}", said.join("\n"));
        }
    }
}

#[test]
fn the_picture_is_there() {
    let svg = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/cpc-closed.svg")).unwrap();
    assert!(svg.contains("<svg") && svg.contains("Yuzhnaya Ozereyevka"));
}
