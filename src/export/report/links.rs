//! Where numbers come from: a link from each thing to its row in the list of sources.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::Page;
use crate::answer::{Edge, ElementKind, ThingKind};

/// What a flow depends on, linked to its sources where it has any. Lines and corridors have no row of their own: their
/// links have.
pub(super) fn element(page: &Page<'_>, of: ElementKind, id: &str, shown: &str) -> Markup {
    let first = |own: fn(&Edge) -> Option<&str>| {
        let edge = page.report.edges.iter().find(|edge| own(edge) == Some(id) && known(page, edge));
        edge.map_or_else(|| html! { bdi { (shown) } }, |edge| thing(page, ThingKind::Link, &edge.id, shown))
    };
    match of {
        ElementKind::Place | ElementKind::Strait => thing(page, ThingKind::Place, id, shown),
        ElementKind::Operator | ElementKind::Owner => thing(page, ThingKind::Party, id, shown),
        ElementKind::Country => thing(page, ThingKind::Country, id, shown),
        ElementKind::Link => thing(page, ThingKind::Link, id, shown),
        ElementKind::Line => first(|edge| edge.line.as_deref()),
        ElementKind::Corridor => first(|edge| edge.corridor.as_deref()),
    }
}

/// A row of a table, linked to its sources where it has any.
pub(super) fn thing(page: &Page<'_>, of: ThingKind, id: &str, shown: &str) -> Markup {
    let row = format!("{of} {id}");
    html! {
        @if page.sources.contains_key(row.as_str()) { a href=(format!("#{}", anchor(&row))) { bdi { (shown) } } }
        @else { bdi { (shown) } }
    }
}

fn known(page: &Page<'_>, edge: &Edge) -> bool {
    page.sources.contains_key(format!("link {}", edge.id).as_str())
}

/// An id of the page: letters that an id may not have become their numbers.
pub(super) fn anchor(row: &str) -> String {
    let mut anchor = String::from("r-");
    for letter in row.chars() {
        // The underscore is not kept, so that no two rows get the same anchor.
        if letter.is_ascii_alphanumeric() || letter == '-' {
            anchor.push(letter);
        } else {
            anchor.push_str(&format!("_{:x}_", u32::from(letter)));
        }
    }
    anchor
}

/// A row: its id, its table and id, numbers of its sources.
type Rested<'a> = (&'a str, &'a str, &'a [usize]);

/// Every source, and every row that rests on one.
pub(super) fn sources(page: &Page<'_>) -> Markup {
    let mut tables: BTreeMap<&str, Vec<Rested<'_>>> = BTreeMap::new();
    for (row, sources) in &page.sources {
        // Rows are named by table and id, as `link cpc-1`.
        let (table, id) = row.split_once(' ').unwrap_or(("", row));
        tables.entry(table).or_default().push((id, row, sources));
    }
    html! {
        section #sources tabindex="-1" aria-labelledby="h-sources" {
            h2 #h-sources { "Sources" }
            p { "Every row of the atlas that these figures use, by its sources. An estimate is a source too: it says that it is one." }
            ol.sources {
                @for (number, one) in page.report.sources.iter().enumerate() {
                    @let source = &one.source;
                    li #{ "source-" (number + 1) } tabindex="-1" {
                        b { (source.id) } ": "
                        @if source.url.is_empty() { (source.title) }
                        @else { a href=(source.url) rel="noreferrer" { (source.title) } }
                        @for part in [&source.publisher, &source.date, &source.licence] {
                            @if !part.is_empty() { ", " (part) }
                        }
                    }
                }
            }
            @for (table, rows) in &tables {
                details {
                    summary { (table) ", " (rows.len()) @if rows.len() == 1 { " row" } @else { " rows" } }
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
