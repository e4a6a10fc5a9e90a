//! What other routes cost, part by part.

use maud::{Markup, html};

use super::table::{Cell, number, table, word};
use super::{Page, links};
use crate::answer::{Costs, ElementKind, Picture, Route, RouteOption};
use crate::summary::decimals;

const WIDE: f64 = 420.0;

pub(super) fn section(page: &Page<'_>, picture: &Picture) -> Markup {
    // One scale for all routes of the scenario.
    let most =
        picture.alternatives.iter().flat_map(|route| &route.routes).map(|option| option.cost_usd_t).fold(1.0, f64::max);
    html! {
        p { "Of the largest flows, as if each stood alone: prices without what scarce room costs." }
        @if picture.alternatives.is_empty() { p.none { "No flow." } }
        @for route in &picture.alternatives { (one(page, route, most)) }
    }
}

fn one(page: &Page<'_>, route: &Route, most: f64) -> Markup {
    let ends = format!("{} – {}, {}", route.from.name, route.to.name, route.commodity);
    html! {
        h4 { bdi { (ends) } }
        @if let Some(none) = &route.no_route {
            p.none { (none.reason) }
            @if !none.would_open.is_empty() { p { "Would open it: " (none.would_open.iter().map(|set| set.join(" with ")).collect::<Vec<_>>().join("; or ")) } }
        } @else {
            div.scroll role="region" tabindex="0" aria-label=(ends) {
                svg.stack viewBox=(format!("0 0 {} {}", WIDE + 80.0, route.routes.len() * 22 + 4)) role="img"
                    aria-label=(format!("What the routes cost: {ends}")) {
                    @for (at, option) in route.routes.iter().enumerate() { (bar(option, at * 22 + 4, most)) }
                }
            }
            (key(route))
            (costs(page, &ends, route))
        }
    }
}

fn bar(option: &RouteOption, top: usize, most: f64) -> Markup {
    // Parts follow each other; the first 20 pixels are for the rank.
    let mut x = 20.0;
    let scale = (WIDE - 20.0) / most;
    let pieces =
        option.costs.parts().into_iter().enumerate().filter(|(_, (_, usd))| *usd > 0.0).map(|(at, (name, usd))| {
            let (from, width) = (x, usd * scale);
            x += width;
            (at, name, usd, from, width)
        });
    let pieces: Vec<_> = pieces.collect();
    html! {
        text x="0" y=(top + 12) { (option.rank) }
        @for (at, name, usd, from, width) in &pieces {
            rect class=(format!("p{at}")) x=(format!("{from:.1}")) y=(top) width=(format!("{width:.1}")) height="16" {
                title { (format!("{name}: {} USD/t", decimals(*usd, 1))) }
            }
        }
        text x=(format!("{:.1}", x + 5.0)) y=(top + 12) { (decimals(option.cost_usd_t, 1)) " USD/t" }
    }
}

/// Is a part paid on any of the routes?
fn met(route: &Route, at: usize) -> bool {
    route.routes.iter().any(|option| option.costs.parts()[at].1 > 0.0)
}

/// Parts that are met.
fn key(route: &Route) -> Markup {
    html! {
        ul.legend { @for (at, (name, _)) in Costs::default().parts().into_iter().enumerate() { @if met(route, at) {
            li { svg width="14" height="12" aria-hidden="true" { rect class=(format!("p{at}")) x="1" y="1" width="12" height="10" {} } " " (name) }
        } } }
    }
}

fn costs(page: &Page<'_>, ends: &str, route: &Route) -> Markup {
    let names = Costs::default().parts().map(|(name, _)| format!(">{name}"));
    let mut columns = vec!["Rank", "~Route", ">USD/t", ">Days", ">km"];
    columns.extend(names.iter().enumerate().filter(|(at, _)| met(route, *at)).map(|(_, name)| name.as_str()));
    let rows = route.routes.iter().map(|option| {
        let mut row: Vec<Cell> = vec![
            word(option.rank),
            super::table::rich(through(page, option)),
            number(decimals(option.cost_usd_t, 1), option.cost_usd_t),
            number(decimals(option.hours / 24.0, 1), option.hours),
            number(decimals(option.km, 0), option.km),
        ];
        let parts = option.costs.parts().into_iter().enumerate().filter(|(at, _)| met(route, *at));
        row.extend(parts.map(|(_, (_, usd))| number(decimals(usd, 1), usd)));
        row
    });
    table(&format!("Routes and their costs: {ends}"), &columns, rows.collect())
}

/// Lines and straits of a route in order; links where it has none of either.
fn through(page: &Page<'_>, option: &RouteOption) -> Markup {
    let mut met: Vec<(ElementKind, &str, &str)> = Vec::new();
    for leg in &option.legs {
        let own = match &leg.line {
            Some(line) => (ElementKind::Line, line.as_str(), line.as_str()),
            None => (
                ElementKind::Link,
                leg.link.as_str(),
                page.edges.get(leg.link.as_str()).map_or(leg.link.as_str(), |edge| &edge.name),
            ),
        };
        // Several legs of one line are named once.
        if met.last() != Some(&own) {
            met.push(own);
        }
    }
    html! { @for (at, (of, id, name)) in met.iter().enumerate() { @if at > 0 { " → " } (links::element(page, *of, id, name)) } }
}
