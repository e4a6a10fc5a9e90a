//! One scenario: its picture, where tonnes go, other routes, what binds, which links change.

use maud::{Markup, html};

use super::table::{maybe, number, rich, table, word};
use super::{Page, change, costs, lead, links, load, map, mt, sankey};
use crate::answer::{ElementKind, Outcome, Picture, Relief, ThingKind};
use crate::summary::{billions, percent, signed};

/// Links in the table that is always there: those that change most, in the baseline those that carry most.
const LINKS: usize = 25;

pub(super) fn section(page: &Page<'_>, at: usize, picture: &Picture, outcome: Option<&Outcome>) -> Markup {
    let heading = format!("h-case-{at}");
    html! {
        section.case id=(format!("case-{at}")) data-case=(at) tabindex="-1" aria-labelledby=(heading) {
            h2 id=(heading) { bdi { (page.title(at)) } @if let Some(outcome) = outcome { ": " (outcome.title) } }
            p { (lead::sentence(page, picture, outcome)) }
            (headline(page, at, picture, outcome))
            (map::still(page, at, picture))
            h3 { "Where tonnes go, Mt a year" }
            (sankey::picture(page, at, picture))
            h3 { "Other routes" }
            (costs::section(page, picture))
            h3 { "Bottlenecks" }
            (bottlenecks(page, at, picture))
            h3 { "Links" }
            (changes(page, at, picture))
            @if let Some(outcome) = outcome { (pattern(page, at, outcome)) }
        }
    }
}

fn headline(page: &Page<'_>, at: usize, picture: &Picture, outcome: Option<&Outcome>) -> Markup {
    let assigned = &picture.assigned;
    let one = |name: &str, value: String| html! { div { dt { (name) } dd { (value) } } };
    html! {
        dl.headline data-case=(at) {
            (one("Delivered", format!("{} Mt", mt(assigned.delivered_kt))))
            (one("Stranded", format!("{} Mt", mt(assigned.stranded_kt))))
            (one("of a value of", format!("{} bn USD", billions(assigned.stranded_usd))))
            @if let Some(kt) = assigned.nameplate_stranded_kt { (one("A nameplate estimate", format!("{} Mt stranded", mt(kt)))) }
            @if let Some(extra) = outcome.and_then(|own| own.extra_usd_t) { (one("More for a tonne", format!("{} USD", signed(extra)))) }
            @if let Some(extra) = outcome.and_then(|own| own.extra_days) { (one("Longer", format!("{} days", signed(extra)))) }
            @if assigned.other_exporters_stranded_kt > 50.0 { (one("Other exporters stranded", format!("{} Mt", mt(assigned.other_exporters_stranded_kt)))) }
        }
        p.note { "As of " (assigned.as_of) ". " @match page.report.measures.iter().filter(|own| own.scenarios.contains(&picture.id)).count() {
            0 => "No measure.", count => { a href="#measures" { (count) @if count == 1 { " measure" } @else { " measures" } } "." }
        } }
    }
}

/// Capacities that someone misses.
fn bottlenecks(page: &Page<'_>, at: usize, picture: &Picture) -> Markup {
    let full = picture.assigned.capacities.iter().filter(|row| row.relieves.is_some());
    let rows = full.map(|row| {
        // A unit more of room saves stranded tonnes, or else the cost of a detour.
        let (relieves, unit) = match row.relieves {
            Some(Relief::Stranding) => ("stranding", "t/t"),
            _ => ("a detour", "USD/t"),
        };
        vec![
            rich(links::thing(page, ThingKind::Capacity, &row.id, &row.id)),
            number(mt(row.kt), row.kt),
            number(mt(row.flow_kt), row.flow_kt),
            maybe(row.shadow_up, signed),
            maybe(row.shadow_down, signed),
            word(unit),
            word(relieves),
        ]
    });
    let columns =
        ["Capacity", ">Limit, Mt", ">Used, Mt", ">One unit more saves", ">One unit less costs", "Unit", "Relieves"];
    table(&format!("Full capacities and their shadow prices: {}", page.title(at)), &columns, rows.collect())
}

fn changes(page: &Page<'_>, at: usize, picture: &Picture) -> Markup {
    let mut loads = load::load(page, picture);
    let size = |one: &load::Load<'_>| {
        // The baseline has no change, so its links are sorted by tonnes.
        if at == 0 { one.all.now } else { one.all.change().abs() }
    };
    loads.retain(|one| size(one) > 0.05 || one.closed.is_some());
    loads.sort_by(|a, b| size(b).total_cmp(&size(a)).then(a.edge.cmp(&b.edge)));
    let all = loads.len();
    let rows = loads.iter().take(LINKS).map(|one| {
        let edge = &page.report.edges[one.edge];
        vec![
            rich(links::thing(page, ThingKind::Link, &edge.id, &edge.name)),
            word(edge.mode),
            number(mt(one.own.now), one.own.now),
            number(mt(one.all.now), one.all.now),
            number(mt(one.all.before), one.all.before),
            number(change(one.all.change()), one.all.change()),
            rich(html! { @if let Some(measure) = one.closed { "closed by " bdi { (measure) } } }),
        ]
    });
    let columns = ["Link", "Mode", ">Of these flows, Mt", ">All flows, Mt", ">Baseline, Mt", ">Change, Mt", "Status"];
    let what = if at == 0 { "Links by tonnes" } else { "Links by change" };
    html! {
        (table(&format!("{what}: {}", page.title(at)), &columns, rows.collect()))
        @if all > LINKS { p.none { (all - LINKS) " more are on the map." } }
    }
}

/// Corridors and countries against the baseline.
fn pattern(page: &Page<'_>, at: usize, outcome: &Outcome) -> Markup {
    let corridors = outcome.corridors.iter().map(|row| {
        vec![
            rich(links::element(page, ElementKind::Corridor, &row.id, &row.id)),
            number(mt(row.kt), row.kt),
            number(change(row.change_kt), row.change_kt),
        ]
    });
    let countries = outcome.countries.iter().map(|row| {
        vec![
            word(page.name(&row.id)),
            number(percent(row.used), row.used),
            number(signed(row.change * 100.0), row.change),
        ]
    });
    html! {
        h3 { "Corridors and countries" }
        div.two {
            (table(&format!("Corridors: {}", page.title(at)), &["Corridor", ">Mt", ">Change, Mt"], corridors.collect()))
            (table(&format!("Crossed in transit: {}", page.title(at)), &["Country", ">Share", ">Change, points"], countries.collect()))
        }
    }
}
