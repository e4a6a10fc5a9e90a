//! When measures are in force.

use maud::{Markup, html};

use super::table::{rich, table, word};
use super::{Page, links};
use crate::answer::{Day, EffectKind, MeasureSpan, ThingKind};

const WIDE: f64 = 960.0;
const LEFT: f64 = 260.0;
const ROW: usize = 18;
/// More bars than this are for no one: the table has all.
const MOST: usize = 80;

pub(super) fn section(page: &Page<'_>) -> Markup {
    let measures = &page.report.measures;
    html! {
        section #measures tabindex="-1" aria-labelledby="h-measures" {
            h2 #h-measures { "Measures" }
            @if measures.is_empty() { p.none { "No scenario has a measure." } } @else {
                ul.legend {
                    @for (class, words) in [("closes", "closes"), ("burdens", "limits, charges, delays or secondary sanctions")] {
                        li { svg width="34" height="12" aria-hidden="true" { rect class=(format!("span {class}")) x="1" y="1" width="32" height="10" {} } " " (words) }
                    }
                    li { svg width="34" height="12" aria-hidden="true" { path.now d="M17 0v12" {} } " the baseline's day" }
                }
                (bars(page, measures))
                (listed(page, measures))
            }
        }
    }
}

/// A day as a number of years.
fn year(day: Day) -> f64 {
    let (year, month, day) = day.parts();
    // Months of 31 days (372 a year): close enough for a drawing, and always in order.
    f64::from(year) + (f64::from(month) - 1.0) / 12.0 + (f64::from(day) - 1.0) / 372.0
}

fn bars(page: &Page<'_>, measures: &[MeasureSpan]) -> Markup {
    let as_of = year(page.report.baseline.as_of);
    let days = measures.iter().flat_map(|own| [own.since, own.until]).flatten().map(year);
    let (first, last) = days.chain([as_of]).fold((as_of, as_of), |(low, high), day| (low.min(day), high.max(day)));
    // Half a year of margin, then whole years for the grid.
    let (first, last) = ((first - 0.5).floor(), (last + 0.5).ceil());
    let x = move |day: f64| LEFT + (WIDE - LEFT - 24.0) * ((day - first) / (last - first)).clamp(0.0, 1.0);
    let shown = measures.len().min(MOST);
    let high = shown * ROW + 34;
    #[allow(clippy::cast_possible_truncation, reason = "years")]
    let (from, to) = (first as i64, last as i64);
    // About a dozen years are written, however long the span.
    let step = usize::try_from((to - from) / 12 + 1).unwrap_or(1);
    let description =
        format!("Measures in force from {from} to {to}; the baseline's day is {}", page.report.baseline.as_of);
    html! {
        div.scroll role="region" tabindex="0" aria-label=(description) {
            svg.timeline viewBox=(format!("0 0 {WIDE} {high}")) role="img" aria-label=(description) {
                @for year in (from..=to).step_by(step) {
                    @let at = format!("{:.1}", x(super::super::map::real(year)));
                    path.grid d=(format!("M{at} 20V{high}")) {}
                    text x=(at) y="13" text-anchor="middle" { (year) }
                }
                path.now d=(format!("M{:.1} 20V{high}", x(as_of))) {}
                @for (at, own) in measures.iter().take(shown).enumerate() { (bar(own, at * ROW + 26, (x(first), x(last)), &x)) }
            }
        }
        @if measures.len() > shown { p.none { (measures.len() - shown) " more are in the table." } }
    }
}

fn bar(own: &MeasureSpan, top: usize, (left, right): (f64, f64), x: &impl Fn(f64) -> f64) -> Markup {
    let (since, until) = (own.since.map(year), own.until.map(year));
    // A measure without a first or last day reaches the edge of the drawing.
    let (from, to) = (since.map_or(left, x), until.map_or(right, x));
    let class = format!("span {}", if own.effect == EffectKind::Close { "closes" } else { "burdens" });
    let name: String = super::super::map::shown(&own.id);
    html! {
        text x=(LEFT - 6.0) y=(top + 11) text-anchor="end" { (name) }
        // A measure of a single day is still seen.
        rect class=(class) x=(format!("{from:.1}")) y=(top) width=(format!("{:.1}", (to - from).max(1.5))) height="12" {
            title { (format!("{}: {} from {} until {}", own.id, own.effect, from_day(own), until_day(own))) }
        }
        // Open ends are arrows, not edges.
        @if since.is_none() { path.open d=(format!("M{:.1} {}l-6 6 6 6z", from + 6.0, top)) {} }
        @if until.is_none() { path.open d=(format!("M{:.1} {}l6 6-6 6z", to - 6.0, top)) {} }
    }
}

fn from_day(own: &MeasureSpan) -> String {
    own.since.map_or_else(|| "always".into(), |day| day.to_string())
}

fn until_day(own: &MeasureSpan) -> String {
    own.until.map_or_else(|| "further notice".into(), |day| day.to_string())
}

fn listed(page: &Page<'_>, measures: &[MeasureSpan]) -> Markup {
    let rows = measures.iter().map(|own| {
        vec![
            rich(links::thing(page, ThingKind::Measure, &own.id, &own.id)),
            word(own.title.as_deref().unwrap_or_default()),
            word(&own.authority),
            word(own.effect),
            word(from_day(own)),
            word(until_day(own)),
            word(own.scenarios.join(", ")),
            word(&own.source),
        ]
    });
    let columns = ["Measure", "Title", "Authority", "Effect", "Since", "Until", "Scenarios", "Source"];
    table("Measures of the scenarios", &columns, rows.collect())
}
