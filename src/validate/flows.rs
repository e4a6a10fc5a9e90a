//! A flow has a time, two different ends from which its goods can start and at which they can end, and a market that exists.

use std::collections::BTreeSet;

use super::checked::Checked;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::model::{Cargo, CountryIx, End, PlaceKind};
use crate::tables::{Atlas, Flow};

/// A flow has one time, two ends that give access to its cargo, and a market with a sink.
pub(super) fn check(all: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    times(all, diagnostics);
    // Without these files every flow would lack its ends.
    if ["countries.csv", "places.csv"].iter().any(|file| all.broken.contains(*file)) {
        return;
    }
    let markets: BTreeSet<_> = all.atlas.places.iter().flat_map(|place| &place.market).collect();
    for flow in all.atlas.flows.iter() {
        if flow.origin == flow.destination {
            let id = all.atlas.end_id(flow.destination).as_str();
            let diagnostic = all.error("flows", &flow.id, "a flow ends where it does not start", "give it another end");
            diagnostics.push(diagnostic.cell("destination", id));
        }
        if let Some(market) = flow
            .market
            .as_ref()
            // The place with this market may be a row that cannot be read.
            .filter(|market| !markets.contains(market) && !all.is_lost(&["places"], market.as_str()))
        {
            let near = did_you_mean(market.as_str(), markets.iter().map(|id| id.as_str()));
            let near =
                if near.is_empty() { "write it in `market` of a place that buys, in places.csv".into() } else { near };
            let diagnostic = all.error("flows", &flow.id, "no place is a destination of this market", near);
            diagnostics.push(diagnostic.cell("market", market.as_str()));
        }
        // Flows that are only counted need no access.
        if flow.assigned && all.whole(&["places"]) {
            access(all, flow, diagnostics);
        }
    }
}

fn times(all: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(table) = all.table("flows") else { return };
    let cells = |name: &'static str| table.column(name).map(|(_, text)| text);
    for (((line, year), from), until) in table.column("year").zip(cells("from")).zip(cells("until")) {
        let windowed = !(from.is_empty() && until.is_empty());
        // Both of them, or neither.
        if year.is_empty() != windowed {
            let rule = "a flow has a year, or from and until";
            diagnostics.push(
                Diagnostic::error("flows.csv", rule, "fill one, leave the other blank").row(line).cell("year", year),
            );
        }
    }
}

fn access(all: &Checked<'_>, flow: &Flow, diagnostics: &mut Vec<Diagnostic>) {
    let cargo = all.atlas.commodities[flow.commodity.index()].cargo;
    for (column, end) in [("origin", flow.origin), ("destination", flow.destination)] {
        // A place is its own access.
        let End::Country(country) = end else { continue };
        let starts = column == "origin";
        let open = |at: usize| gives_access(all.atlas, at, country, (cargo, starts));
        if !(0..all.atlas.places.len()).any(open) {
            let rule = format!("no place of this country gives access to {cargo}");
            let hint = format!("name a place, or write {cargo} in the gate of one in places.csv");
            let diagnostic = all.error("flows", &flow.id, rule, hint);
            diagnostics.push(diagnostic.cell(column, all.atlas.end_id(end).as_str()));
        }
    }
}

/// Crude starts at fields and ends at refineries, products start at refineries; gates and whole countries serve both.
fn gives_access(atlas: &Atlas, at: usize, country: CountryIx, (cargo, starts): (Cargo, bool)) -> bool {
    let place = &atlas.places[at];
    let by_kind = match place.kind {
        // Goods pass these; they never start or end there, even at a gate.
        PlaceKind::Border | PlaceKind::Strait => return false,
        PlaceKind::Field => cargo == Cargo::Crude && starts,
        PlaceKind::Refinery => (cargo == Cargo::Crude && !starts) || (cargo == Cargo::Products && starts),
        PlaceKind::Country => true,
        _ => false,
    };
    place.country == Some(country) && (by_kind || place.gate.has(cargo))
}

#[cfg(test)]
mod tests {
    use crate::validate::tests::bad;

    #[test]
    fn flows_have_a_time_two_ends_and_a_market() {
        bad(|raw| raw["flows"][0]["year"] = String::new(), "column year: \"\": a flow has a year, or from and until");
        bad(|raw| raw["flows"][0]["until"] = "2023-12-31".into(), "column year: \"2023\": a flow has a year, or");
        bad(
            |raw| raw["flows"][0]["destination"] = raw["flows"][0]["origin"].clone(),
            "column destination: \"field\": a flow ends where it does not start",
        );
        bad(
            |raw| raw["flows"][0]["market"] = "opean".into(),
            "column market: \"opean\": no place is a destination of this market; did you mean ocean?",
        );
        bad(
            |raw| raw["flows"][0]["origin"] = "TUR".into(),
            "column origin: \"TUR\": no place of this country gives access to crude",
        );
    }
}
