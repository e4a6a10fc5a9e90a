//! Where numbers come from: a link from each thing to its row in the list of sources.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::Page;

/// A thing of the atlas, linked to its sources where it has any: `of` is a table, as `link` or `capacity`.
pub(super) fn thing(page: &Page<'_>, of: &str, id: &str, shown: &str) -> Markup {
    let row = format!("{of} {id}");
    html! {
        @if page.sources.contains_key(row.as_str()) { a href=(format!("#{}", anchor(&row))) { bdi { (shown) } } }
        @else { bdi { (shown) } }
    }
}

/// An id of the page: letters that an id may not have become their numbers.
pub(super) fn anchor(row: &str) -> String {
    let mut anchor = String::from("r-");
    for letter in row.chars() {
        if letter.is_ascii_alphanumeric() || letter == '-' {
            anchor.push(letter);
        } else {
            anchor.push_str(&format!("_{:x}_", u32::from(letter)));
        }
    }
    anchor
}

/// Every source, and every row that rests on one.
pub(super) fn sources(page: &Page<'_>) -> Markup {
    let mut tables: BTreeMap<&str, Vec<(&str, &str, &[usize])>> = BTreeMap::new();
    for (row, sources) in &page.sources {
        let (table, id) = row.split_once(' ').unwrap_or(("", row));
        tables.entry(table).or_default().push((id, row, sources));
    }
    html! {
        section #sources tabindex="-1" aria-labelledby="h-sources" {
            h2 #h-sources { "Sources" }
            p { "Every row of the atlas that these figures use, by its sources. `estimate` and the like are sources too: what \
                nobody published says so." }
            ol.sources {
                @for (number, one) in page.report.sources.iter().enumerate() {
                    @let source = &one.source;
                    li #{ "source-" (number + 1) } tabindex="-1" {
                        b { (source.id) } ": " (source.title)
                        @for part in [&source.publisher, &source.date, &source.licence] {
                            @if !part.is_empty() { ", " (part) }
                        }
                    }
                }
            }
            @for (table, rows) in &tables {
                details {
                    summary { (rows.len()) " of " (table) }
                    ul.rows {
                        @for (id, row, sources) in rows {
                            li id=(anchor(row)) tabindex="-1" {
                                bdi { (id) }
                                @for number in *sources { " " a href=(format!("#source-{}", number + 1)) { "[" (number + 1) "]" } }
                            }
                        }
                    }
                }
            }
        }
    }
}
