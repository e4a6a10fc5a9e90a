//! The dependence triple: what is used, how much of it has no other route, and what others would publish.

use maud::{Markup, html};

use super::table::{Cell, maybe, number, rich, table, word};
use super::{Page, links, mt};
use crate::answer::{ElementKind, ExposureRow, ThingKind};
use crate::summary::{percent, signed};

/// What is shown of each kind, largest first.
const MOST: usize = 12;
const KINDS: [(ElementKind, &str); 6] = [
    (ElementKind::Country, "Countries"),
    (ElementKind::Strait, "Straits"),
    (ElementKind::Line, "Lines"),
    (ElementKind::Corridor, "Corridors"),
    (ElementKind::Operator, "Operators"),
    (ElementKind::Owner, "Owners"),
];

/// What an owner's row means without `--owner-test`, and the notes that only the exposure has.
fn owner(page: &Page<'_>) -> Markup {
    let notes = &page.report.exposure.head.notes;
    // Notes of the whole report are at the top of the page already.
    let own = notes.iter().filter(|note| !page.report.head.notes.contains(note));
    html! {
        p { "An owner's row is about all operators of which it has, through whatever chain, half or more of the shares or votes, or which it \
            controls; " code { "--owner-test" } " takes an authority's test instead. An owner of no operator but itself is left out: the operator's row \
            has it." }
        @for note in own { p.note { (note) } }
    }
}

pub(super) fn section(page: &Page<'_>) -> Markup {
    let exposure = &page.report.exposure;
    html! {
        section #dependence tabindex="-1" aria-labelledby="h-dependence" {
            h2 #h-dependence { "Dependence" }
            p { "In the baseline, as shares of all tonnes asked about. " b { "Used" } ": crosses it today. " b { "Unavoidable" }
                ": has no other route, even when everything else moves aside. " b { "Reroutable" } ": has one. " b { "Nameplate estimate" }
                ": what an answer without capacities of others would say." }
            ul.legend {
                @for class in ["unavoidable", "reroutable"] {
                    li { svg width="34" height="12" aria-hidden="true" { rect class=(class) x="1" y="2" width="32" height="8" {} } " " (class) }
                }
                li { svg width="34" height="12" aria-hidden="true" { path.nameplate d="M17 0v12" {} } " nameplate, a mark" }
            }
            @for (of, name) in KINDS {
                @let rows: Vec<&ExposureRow> = exposure.rows.iter().filter(|row| row.of == of).collect();
                @if !rows.is_empty() { h3 { (name) } @if of == ElementKind::Owner { (owner(page)) } (triple(page, name, &rows)) }
            }
            h3 { "Owners by shares" }
            p { "By shares: each tonne by the owner's largest share, through whatever chain, in an operator that it meets." }
            (owners(page))
        }
    }
}

fn triple(page: &Page<'_>, name: &str, rows: &[&ExposureRow]) -> Markup {
    let columns = [
        name,
        "Role",
        "Share",
        ">Used, Mt",
        ">Used",
        ">Unavoidable, Mt",
        ">Reroutable, Mt",
        ">Nameplate, Mt",
        ">More, USD/t",
    ];
    let shown = rows.iter().take(MOST).map(|row| cells(page, row)).collect();
    html! {
        (table(&format!("{name}: the dependence triple"), &columns, shown))
        @if rows.len() > MOST { p.none { (rows.len() - MOST) " smaller ones are in the answer as JSON." } }
    }
}

fn cells(page: &Page<'_>, row: &ExposureRow) -> Vec<Cell> {
    let name = match row.of {
        ElementKind::Operator | ElementKind::Owner => page.party(&row.id),
        _ => page.name(&row.id),
    };
    vec![
        rich(links::element(page, row.of, &row.id, name)),
        word(row.role),
        rich(bar(page, row)),
        number(mt(row.used_kt), row.used_kt),
        number(percent(row.used), row.used),
        number(mt(row.unavoidable_kt), row.unavoidable_kt),
        number(mt(row.reroutable_kt), row.reroutable_kt),
        maybe(row.nameplate_unavoidable_kt, mt),
        maybe(row.extra_usd_t, signed),
    ]
}

/// One bar as long as what is used: unavoidable, reroutable, and a mark where the nameplate answer ends.
fn bar(page: &Page<'_>, row: &ExposureRow) -> Markup {
    // Not 0, since it divides.
    let whole = page.report.exposure.flow_kt.max(1e-9);
    // The frame is 180 pixels long and means all tonnes.
    let at = |kt: f64| format!("{:.1}", 180.0 * (kt / whole).clamp(0.0, 1.0));
    html! {
        svg.bar width="184" height="14" viewBox="-1 0 184 14" aria-hidden="true" {
            rect.frame x="0" y="2" width="180" height="10" {}
            rect.unavoidable x="0" y="2" width=(at(row.unavoidable_kt)) height="10" {}
            rect.reroutable x=(at(row.unavoidable_kt)) y="2" width=(at(row.reroutable_kt)) height="10" {}
            @if let Some(kt) = row.nameplate_unavoidable_kt { path.nameplate d=(format!("M{} 0v14", at(kt))) {} }
        }
    }
}

fn owners(page: &Page<'_>) -> Markup {
    let rows = page.report.exposure.owners.iter().take(MOST).map(|owner| {
        let at = format!("{:.1}", 180.0 * owner.share.clamp(0.0, 1.0));
        vec![
            rich(links::thing(page, ThingKind::Party, &owner.id, page.party(&owner.id))),
            rich(html! { svg.bar width="184" height="14" viewBox="-1 0 184 14" aria-hidden="true" {
                rect.frame x="0" y="2" width="180" height="10" {}
                rect.reroutable x="0" y="2" width=(at) height="10" {}
            } }),
            number(mt(owner.kt), owner.kt),
            number(percent(owner.share), owner.share),
        ]
    });
    table("Owners by their shares", &["Owner", "Share", ">Mt", ">Of all"], rows.collect())
}
