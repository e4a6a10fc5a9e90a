//! The first thing that a reader sees: one sentence of a scenario, and the four figures that matter.

use std::cmp::Ordering;

use maud::{Markup, html};

use super::{Page, part, tonnes};
use crate::answer::{Baseline, CorridorChange, Outcome, Picture};
use crate::summary::{billions, decimals, percent, signed};

/// Fewer kt are rounding: half a tonne.
const SEEN: f64 = 0.0005;

/// A figure: what it is called, its value, what it is of.
type Figure = (&'static str, String, String);

/// Sentence and figures of a case. The script shows one of them, or two beside each other.
pub(super) fn section(page: &Page<'_>, at: usize, picture: &Picture, outcome: Option<&Outcome>) -> Markup {
    let figures = match outcome {
        Some(outcome) => of_scenario(page, picture, outcome),
        None => of_baseline(picture, &page.report.baseline),
    };
    html! {
        div.lead.first[at == page.first()] data-case=(at) {
            p.says { (sentence(page, picture, outcome)) }
            dl.four { @for (name, value, of) in &figures { div { dt { (name) } dd { b { (value) } " " span { (of) } } } } }
        }
    }
}

/// What is lost, and where the rest goes.
pub(super) fn sentence(page: &Page<'_>, picture: &Picture, outcome: Option<&Outcome>) -> String {
    let Some(outcome) = outcome else { return today(page, &page.report.baseline) };
    let title = if outcome.title.is_empty() { page.called(&outcome.id) } else { outcome.title.clone() };
    format!("{title}: {}.", effect(page, picture, outcome))
}

fn today(page: &Page<'_>, baseline: &Baseline) -> String {
    let most = baseline.corridors.iter().max_by(|a, b| a.kt.total_cmp(&b.kt).then_with(|| b.id.cmp(&a.id)));
    let most = most
        .filter(|row| row.kt >= SEEN)
        .map(|row| format!(", most of them by {} ({})", page.way(&row.id), tonnes(row.kt)));
    format!("Today {} arrive{}.", of(baseline.delivered_kt, baseline.flow_kt), most.unwrap_or_default())
}

fn effect(page: &Page<'_>, picture: &Picture, outcome: &Outcome) -> String {
    let assigned = &picture.assigned;
    let before = outcome.baseline.as_ref().unwrap_or(&page.report.baseline);
    let more = assigned.stranded_kt - before.stranded_kt;
    let (lost, moved) = (more >= SEEN, picture.rerouted_kt >= SEEN);
    if !lost && !moved && outcome.extra_usd_t.is_none_or(|usd| usd.abs() < 0.05) {
        return "none of these flows is touched".into();
    }
    let mut parts = Vec::new();
    if lost {
        parts.push(format!("{} find no other route", of(more, assigned.flow_kt)));
    } else {
        parts.push(format!("all {} still arrive", tonnes(assigned.delivered_kt)));
    }
    match (moved, outcome.extra_usd_t) {
        (true, _) => parts.push(format!("{} move{}", tonnes(picture.rerouted_kt), most(page, outcome))),
        (false, Some(extra)) if extra.abs() >= 0.05 => parts.push(format!("a tonne costs {} USD", signed(extra))),
        (false, _) => {}
    }
    parts.join("; ")
}

/// The corridor that gains most.
fn most(page: &Page<'_>, outcome: &Outcome) -> String {
    let larger = |a: &&CorridorChange, b: &&CorridorChange| match a.change_kt.total_cmp(&b.change_kt) {
        // Of equal changes the first id.
        Ordering::Equal => b.id.cmp(&a.id),
        unequal => unequal,
    };
    let most = outcome.corridors.iter().max_by(larger).filter(|row| row.change_kt >= SEEN);
    most.map(|row| format!(", most by {} (+{})", page.way(&row.id), tonnes(row.change_kt))).unwrap_or_default()
}

fn of_scenario(page: &Page<'_>, picture: &Picture, outcome: &Outcome) -> [Figure; 4] {
    let assigned = &picture.assigned;
    let before = outcome.baseline.as_ref().unwrap_or(&page.report.baseline);
    let were =
        if before.stranded_kt >= SEEN { format!(", {} before", tonnes(before.stranded_kt)) } else { String::new() };
    [
        (
            "Without a route",
            tonnes(assigned.stranded_kt),
            format!("{} of {}{were}", percent(part(assigned.stranded_kt, assigned.flow_kt)), tonnes(assigned.flow_kt)),
        ),
        ("Move", tonnes(picture.rerouted_kt), "take another route".into()),
        ("Lost", usd(assigned.stranded_usd), "a year, the value of these tonnes".into()),
        cost(picture, outcome.extra_usd_t),
    ]
}

/// What a tonne that arrives costs now, and what the same flows cost before.
fn cost(picture: &Picture, extra: Option<f64>) -> Figure {
    let assigned = &picture.assigned;
    let Some(extra) = extra.filter(|_| assigned.delivered_kt > 0.0) else {
        return ("Transport", "–".into(), "nothing arrives".into());
    };
    let now = usd_t(assigned.cost_usd, assigned.delivered_kt);
    let of = format!("a tonne that arrives: {}, today {}", decimals(now, 1), decimals(now - extra, 1));
    ("Transport", format!("{} USD/t", signed(extra)), of)
}

fn of_baseline(picture: &Picture, baseline: &Baseline) -> [Figure; 4] {
    let most = baseline.corridors.iter().map(|row| row.kt).fold(0.0, f64::max);
    [
        ("Arrive", tonnes(baseline.delivered_kt), format!("of {} a year", tonnes(baseline.flow_kt))),
        ("Without a route", tonnes(baseline.stranded_kt), percent(part(baseline.stranded_kt, baseline.flow_kt))),
        ("Largest corridor", percent(part(most, baseline.flow_kt)), tonnes(most)),
        (
            "Transport",
            format!("{} USD/t", decimals(usd_t(picture.assigned.cost_usd, picture.assigned.delivered_kt), 1)),
            "a tonne that arrives".into(),
        ),
    ]
}

/// In the unit that fits: billions, below one millions, below one USD.
fn usd(usd: f64) -> String {
    match usd {
        large if large >= 999.5e6 => format!("{} bn USD", billions(usd)),
        some if some >= 999.5e3 => format!("{} m USD", decimals(usd / 1e6, 0)),
        _ => format!("{} USD", decimals(usd, 0)),
    }
}

/// `45.3 of 70.5 Mt`: the unit once, where both have the same.
fn of(kt: f64, whole: f64) -> String {
    let (own, all) = (tonnes(kt), tonnes(whole));
    match (own.split_once(' '), all.split_once(' ')) {
        (Some((number, unit)), Some((_, same))) if unit == same => format!("{number} of {all}"),
        _ => format!("{own} of {all}"),
    }
}

fn usd_t(usd: f64, kt: f64) -> f64 {
    // A kt is a thousand tonnes.
    if kt > 0.0 { usd / kt / 1000.0 } else { 0.0 }
}
