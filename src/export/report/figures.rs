//! The headline figures of all scenarios, with their ranges where they were asked for.

use maud::{Markup, html};

use super::table::{Cell, maybe, number, rich, table, word};
use super::{Page, mt};
use crate::answer::{Baseline, FigureRange, Outcome};
use crate::summary::{billions, signed};

pub(super) fn overview(page: &Page<'_>) -> Markup {
    let report = page.report;
    let mut rows = vec![base("baseline", &report.baseline)];
    for (at, outcome) in report.scenarios.iter().enumerate() {
        // A scenario of another day is measured against a baseline of that day.
        if let Some(own) = &outcome.baseline {
            rows.push(base(&format!("baseline of {}", own.as_of), own));
        }
        rows.push(scenario(at, outcome));
    }
    let columns = [
        "Scenario",
        "~What",
        "As of",
        ">Delivered, Mt",
        ">Stranded, Mt",
        ">Stranded, bn USD",
        ">Uneconomic, Mt",
        ">More, USD/t",
        ">More, days",
    ];
    html! {
        p { "A number rests on every row of the atlas on its way: " a href="#sources" { "sources" } ", "
            a href="#methods" { "how it is computed" } "." }
        (table("Scenarios against the baseline", &columns, rows))
        (ranges(page))
    }
}

fn base(name: &str, own: &Baseline) -> Vec<Cell> {
    vec![
        word(name),
        word("no measure"),
        word(own.as_of),
        number(mt(own.delivered_kt), own.delivered_kt),
        number(mt(own.stranded_kt), own.stranded_kt),
        number(billions(own.stranded_usd), own.stranded_usd),
        number(mt(own.uneconomic_kt), own.uneconomic_kt),
        maybe(None, signed),
        maybe(None, signed),
    ]
}

fn scenario(at: usize, own: &Outcome) -> Vec<Cell> {
    // Case 0 is the baseline.
    let case = at + 1;
    vec![
        rich(html! { a href=(format!("#case-{case}")) data-case=(case) { bdi { (own.id) } } }),
        word(&own.title),
        word(own.as_of),
        number(mt(own.delivered_kt), own.delivered_kt),
        number(mt(own.stranded_kt), own.stranded_kt),
        number(billions(own.stranded_usd), own.stranded_usd),
        number(mt(own.uneconomic_kt), own.uneconomic_kt),
        maybe(own.extra_usd_t, signed),
        maybe(own.extra_days, signed),
    ]
}

/// What is stranded, from its low to its high, and which scenarios cannot be distinguished.
fn ranges(page: &Page<'_>) -> Markup {
    let Some(ranges) = &page.report.ranges else {
        return html! { p.note { "Without " code { "--ranges" } " these are point values: two scenarios that lie near each other may not \
        be distinguished." } };
    };
    let of = |at: usize, figure: &str| {
        // A range names its figure by its path in the JSON of the answer.
        let path = format!("scenarios[{at}].{figure}");
        ranges.ranges.iter().find(|range| range.path == path)
    };
    let own: Vec<(&Outcome, Option<&FigureRange>)> =
        page.report.scenarios.iter().enumerate().map(|(at, outcome)| (outcome, of(at, "stranded_kt"))).collect();
    let most = own.iter().filter_map(|(_, range)| range.map(|range| range.high)).fold(1.0, f64::max);
    let rows = own.iter().map(|(outcome, range)| {
        let point = outcome.stranded_kt;
        // A figure without a range is drawn as its point.
        let (low, high) = range.map_or((point, point), |range| (range.low, range.high));
        vec![
            word(&outcome.id),
            number(mt(low), low),
            number(mt(point), point),
            number(mt(high), high),
            rich(whisker((low, point, high), most)),
        ]
    });
    html! {
        h3 { "Stranded tonnes as ranges" }
        p { "Each number of the atlas at its low and at its high, one at a time. Errors that come together reach further." }
        (table("Stranded, Mt a year, as ranges", &["Scenario", ">Low", ">Point", ">High", "Range"], rows.collect()))
        @for (one, other) in &ranges.overlaps {
            p.note { bdi { (one) } " and " bdi { (other) } " cannot be distinguished: which of the two strands less depends on numbers that no one knows \
                better." }
        }
    }
}

fn whisker((low, point, high): (f64, f64, f64), most: f64) -> Markup {
    // Two pixels on each side are for the marks at the ends.
    let at = |kt: f64| format!("{:.1}", 2.0 + 196.0 * (kt / most).clamp(0.0, 1.0));
    html! {
        svg.bar width="200" height="14" viewBox="0 0 200 14" aria-hidden="true" {
            path.axis d="M2 7h196" {}
            path.range d=(format!("M{} 7H{}M{} 3v8M{} 3v8", at(low), at(high), at(low), at(high))) {}
            circle.point cx=(at(point)) cy="7" r="3.5" {}
        }
    }
}
