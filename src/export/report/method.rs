//! What the numbers mean, what proves them, and how to get them again.

use maud::{Markup, html};

use super::table::{number, rich, table};
use super::{Page, command};

const TERMS: [(&str, &str); 10] = [
    (
        "Baseline",
        "the flows of the year as they are observed to go, on the network of the day, without any measure of a scenario",
    ),
    (
        "Delivered, stranded",
        "tonnes that arrive, and tonnes that have no route left: first as many as can are delivered, tier by tier, then at \
        the least cost",
    ),
    ("Uneconomic", "tonnes that have a route, more expensive than their ceiling"),
    ("Nameplate estimate", "the answer of a spreadsheet: spare nameplate of each exit, without what lies behind it"),
    ("Used", "share of all tonnes whose route in the baseline traverses the thing"),
    ("Unavoidable", "share that is stranded when the thing is closed and all flows of the year are reassigned"),
    ("Reroutable", "what is used and not unavoidable, with what its other route costs more"),
    ("Shadow price", "what one kt a year more of a full capacity saves, or one less costs, found by solving again"),
    (
        "Closed",
        "closed to all trade that the measure speaks of; a link is dashed where it or one of its ends is closed",
    ),
    (
        "Range",
        "the figure's least and largest value when each number of the atlas is at its low and at its high, one at a time",
    ),
];

pub(super) fn section(page: &Page<'_>) -> Markup {
    let head = &page.report.head;
    html! {
        section #methods tabindex="-1" aria-labelledby="h-methods" {
            h2 #h-methods { "Methods" }
            dl.terms { @for (term, meaning) in TERMS { dt { (term) } dd { (meaning) } } }
            h3 { "Certificates" }
            p { "Each assignment carries prices from which a lower bound on its cost follows, whatever solver found it. The gap is what \
                is not proved. " code { "corridor report --verify" } " has every one checked by code that shares nothing with the solver." }
            (certificates(page))
            h3 { "To get this page again" }
            dl.terms {
                dt { "Program" } dd { "corridor " (head.corridor) }
                dt { "Atlas" } dd { (head.atlas.name) " " (head.atlas.version) ", SHA-256 " code.long { (head.atlas.sha256) } }
                dt { "Command" } dd { code.long #command { (command::line(page.report, page.borders, "report.html")) } }
            }
        }
    }
}

fn certificates(page: &Page<'_>) -> Markup {
    let rows = page.cases().map(|(at, picture, _)| {
        let own = &picture.assigned.certificate;
        let stranded: i64 = own.stranding.iter().map(|tier| tier.stranded_kg).sum();
        // The prices bound what can be delivered; the rest of the demand is stranded in any assignment.
        let bound: i64 = own.stranding.iter().map(|tier| (tier.demand_kg - tier.bound_kg).max(0)).sum();
        let kt = |kg: i64| super::super::map::real(kg / 1000) / 1000.0;
        vec![
            rich(html! { bdi { (page.title(at)) } }),
            number(format!("{:.3}", own.cost_usd / 1e9), own.cost_usd),
            number(format!("{:.3}", own.bound_usd / 1e9), own.bound_usd),
            number(gap(own.gap), own.gap),
            number(super::mt(kt(stranded)), kt(stranded)),
            number(super::mt(kt(bound)), kt(bound)),
        ]
    });
    let columns = [
        "Scenario",
        ">Cost of what was reassigned, bn USD",
        ">Bound, bn USD",
        ">Gap",
        ">Stranded of all flows, Mt",
        ">At least, Mt",
    ];
    let weighed = page.report.exposure.certificates.len();
    html! {
        (table("What is proved of each assignment", &columns, rows.collect()))
        p { (weighed) " more assignments stand behind the dependence triple; the largest gap of them is "
            (gap(page.report.exposure.certificates.iter().map(|own| own.certificate.gap).fold(0.0, f64::max))) "." }
    }
}

/// A gap is 0 or far below any percentage that one would print.
fn gap(gap: f64) -> String {
    if gap == 0.0 { "0".into() } else { format!("{gap:.0e}") }
}
