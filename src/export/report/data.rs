//! What the script paints with: numbers by link and scenario.

use maud::{Markup, PreEscaped, html};
use serde_json::{Value, json};

use super::{Page, load, map};
use crate::answer::Picture;

/// As JSON inside the page. `<` is written as an escape, so that no name can end the element.
pub(super) fn script(page: &Page<'_>) -> Markup {
    let text = whole(page).to_string().replace('<', "\\u003c");
    html! { script #data type="application/json" { (PreEscaped(text)) } }
}

fn whole(page: &Page<'_>) -> Value {
    let links: Vec<Value> = page
        .report
        .edges
        .iter()
        .map(|edge| {
            let source = format!("link {}", edge.id);
            // Only a link with sources can be followed to them.
            let at = page.sources.contains_key(source.as_str()).then(|| super::links::anchor(&source));
            json!([edge.id, edge.name, edge.mode, edge.length_km.round(), at])
        })
        .collect();
    let cases: Vec<Value> = page.cases().map(|(at, picture, _)| case(page, at, picture)).collect();
    let levels = super::super::map::LEVELS;
    json!({ "links": links, "cases": cases, "widest": map::widest(page), "change": change(page), "levels": levels, "first": page.first() })
}

/// The most that any link changes in any picture.
fn change(page: &Page<'_>) -> f64 {
    let links = page.report.pictures.iter().flat_map(|picture| &picture.selected);
    links.map(|link| (link.flow_kt - link.baseline_kt).abs()).fold(1.0, f64::max)
}

/// `[link, kt, baseline kt, kt of all flows, baseline kt of all flows, measure]`, the measure where it is closed, by its
/// number in `bars`.
fn case(page: &Page<'_>, at: usize, picture: &Picture) -> Value {
    let mut bars: Vec<&str> = Vec::new();
    let mut rows = Vec::new();
    for one in load::load(page, picture) {
        let mut row =
            vec![json!(one.edge), json!(one.own.now), json!(one.own.before), json!(one.all.now), json!(one.all.before)];
        if let Some(bar) = one.closed {
            // Names of measures are long and repeated, so rows have their number.
            let number = bars.iter().position(|known| *known == bar).unwrap_or_else(|| {
                bars.push(bar);
                bars.len() - 1
            });
            row.push(json!(number));
        }
        rows.push(Value::Array(row));
    }
    let region = load::region(page, picture);
    let touched = load::touched(page, picture);
    json!({ "id": picture.id, "name": page.title(at), "links": rows, "bars": bars, "region": region, "places": touched })
}
