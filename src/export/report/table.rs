//! A table that can be sorted and copied.

use maud::{Markup, html};

/// A cell: what is shown, and the number by which it is sorted.
pub(super) struct Cell {
    shown: Markup,
    sorted: Option<f64>,
}

pub(super) fn word(text: impl std::fmt::Display) -> Cell {
    Cell { shown: html! { (text.to_string()) }, sorted: None }
}

pub(super) fn number(shown: String, value: f64) -> Cell {
    Cell { shown: html! { (shown) }, sorted: Some(value) }
}

/// A number that may not be known.
pub(super) fn maybe(value: Option<f64>, show: fn(f64) -> String) -> Cell {
    match value {
        Some(value) => number(show(value), value),
        None => Cell { shown: html! { "–" }, sorted: None },
    }
}

/// A cell of markup, which is not sorted by a number.
pub(super) fn rich(shown: Markup) -> Cell {
    Cell { shown, sorted: None }
}

/// Names of columns begin with `>` where they hold numbers, with `~` where they hold long texts. The first cell of a
/// row names it.
pub(super) fn table(caption: &str, columns: &[&str], rows: Vec<Vec<Cell>>) -> Markup {
    if rows.is_empty() {
        return html! { p.none { (caption) ": none." } };
    }
    html! {
        div.sheet { div.scroll role="region" tabindex="0" aria-label=(caption) {
            table.data {
                caption { (caption) }
                thead { tr { @for column in columns { @match column.strip_prefix('>') {
                    Some(name) => th.n scope="col" { (name) },
                    None => th scope="col" { (column.trim_start_matches('~')) },
                } } } }
                tbody { @for row in rows { tr {
                    @for (at, cell) in row.iter().enumerate() {
                        @let numbers = columns.get(at).is_some_and(|name| name.starts_with('>'));
                        @let long = columns.get(at).is_some_and(|name| name.starts_with('~'));
                        @if at == 0 { th scope="row" { (cell.shown) } }
                        // What is not finite is no key to sort by.
                        @else { td.n[numbers].long-text[long] data-v=[cell.sorted.filter(|value| value.is_finite())] { (cell.shown) } }
                    }
                } } }
            }
        } }
    }
}
