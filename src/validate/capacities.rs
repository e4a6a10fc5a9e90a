//! Limits: what owes one, and what may share one.

use std::collections::{BTreeMap, BTreeSet};

use super::checked::Checked;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Asset, Cargo, CargoSet, Direction, LinkIx, Months, PlaceIx, PlaceKind, TransferAt, TransferIx};
use crate::tables::{Atlas, LimitBasis, Link};

type Limits = BTreeMap<(Asset, Direction), CargoSet>;

/// Pipelines, railways, ferries, swaps, terminals, ports, borders and racks owe a capacity: what has none is endless, and
/// someone should look.
/// So does a link that is open some months only: what passes in them its capacities say.
pub(super) fn check_owed(all: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let owed = owed(all);
    let missing = all.missing.contains("capacities");
    if owed.is_empty() || (owed.len() <= SINGLY && !missing) {
        diagnostics.extend(owed);
        return;
    }
    // Of many one sentence speaks: an atlas that has hardly a capacity yet is no wall of warnings.
    let mut ids: Vec<&str> = owed.iter().filter_map(|diagnostic| diagnostic.value.as_deref()).collect();
    ids.dedup();
    let more = ids.len().saturating_sub(SINGLY);
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    let named = ids.into_iter().take(SINGLY).collect::<Vec<_>>().join(", ");
    let file = if missing { "the file is missing: " } else { "" };
    let rule = format!("{file}nothing limits {named}{rest}, which owe a capacity");
    diagnostics.push(Diagnostic::warning("capacities.csv", rule, "write assets and kt_y of what is narrow"));
}

/// So many capacities that are owed are said each by itself.
const SINGLY: usize = 3;

fn owed(all: &Checked<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    // Every capacity would be missed, each a finding of its own.
    if all.broken.contains("capacities.csv") {
        return diagnostics;
    }
    let limits = limits(all);
    let lacking = |asset: Asset, way: Direction, cargo: CargoSet| -> Vec<Cargo> {
        let limited = limits.get(&(asset, way)).copied().unwrap_or_default();
        cargo.iter().filter(|cargo| !limited.has(*cargo)).collect()
    };
    for (at, link) in all.atlas.links.iter().enumerate().filter(|(_, link)| link_owes(link)) {
        for way in [Direction::Forward, Direction::Backward] {
            // A link that goes one direction owes nothing for the other.
            let open = way == Direction::Forward || link.two_way;
            let cargo = lacking(Asset::Link(at.into()), way, link.cargo);
            // A row that cannot be read may be the capacity that is missed.
            if open && !cargo.is_empty() && !all.is_lost(&["capacities"], link.id.as_str()) {
                let seasons = if link.months == Months::ALL { "" } else { " that is not open all year" };
                let rule = format!("a {} link{seasons} owes a capacity {way} for {}", link.mode, words(&cargo));
                diagnostics.push(fault(all, "links", &link.id, rule));
            }
        }
    }
    let taken = taken(all);
    for (at, place) in all.atlas.places.iter().enumerate().filter(|(_, place)| owes(place.kind)) {
        let cargo = taken.get(&PlaceIx::from(at)).copied().unwrap_or_default();
        let cargo = lacking(Asset::Place(at.into()), Direction::Forward, cargo);
        if !cargo.is_empty() && !all.is_lost(&["capacities"], place.id.as_str()) {
            let rule = format!("a {} owes a capacity for {}", place.kind, words(&cargo));
            diagnostics.push(fault(all, "places", &place.id, rule));
        }
    }
    diagnostics
}

fn link_owes(link: &Link) -> bool {
    link.mode.owes_capacity() || link.months != Months::ALL
}

fn owes(kind: PlaceKind) -> bool {
    matches!(kind, PlaceKind::Terminal | PlaceKind::Port | PlaceKind::Border | PlaceKind::Rack)
}

fn words(cargo: &[Cargo]) -> String {
    cargo.iter().map(|cargo| cargo.as_str()).collect::<Vec<_>>().join(", ")
}

fn fault(all: &Checked<'_>, table: &'static str, id: &crate::model::Id, rule: String) -> Diagnostic {
    let hint = "nothing limits it now: add a row that is physical or observed_max to capacities.csv";
    let fault = all.error(table, id, rule, hint).cell("id", id.as_str());
    Diagnostic { severity: Severity::Warning, ..fault }
}

/// What a contract allows binds only on request, so it is no answer to what is owed.
fn limits(all: &Checked<'_>) -> Limits {
    let mut limits = Limits::new();
    for row in all.atlas.capacities.iter().filter(|row| row.basis != LimitBasis::Contracted) {
        for asset in &row.assets {
            for way in [Direction::Forward, Direction::Backward] {
                // Without a direction the row counts in both.
                if row.direction.is_none_or(|own| own == way) {
                    let set = limits.entry((*asset, way)).or_default();
                    *set = set.iter().chain(row.cargo.iter()).collect();
                }
            }
        }
    }
    limits
}

/// Cargoes that the links of a place bring and fetch.
fn taken(all: &Checked<'_>) -> BTreeMap<PlaceIx, CargoSet> {
    let mut taken: BTreeMap<PlaceIx, CargoSet> = BTreeMap::new();
    for link in all.atlas.links.iter() {
        for place in [link.from, link.to] {
            let set = taken.entry(place).or_default();
            *set = set.iter().chain(link.cargo.iter()).collect();
        }
    }
    taken
}

/// Assets of one capacity are alternatives: no tonne may pass two of them one after the other.
pub(super) fn check_series(all: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for row in all.atlas.capacities.iter() {
        let mut seen = Vec::new();
        let mut named = BTreeSet::new();
        for asset in &row.assets {
            let fault = |value: &str, rule: &str, hint: &str| {
                all.error("capacities", &row.id, rule, hint).cell("assets", value)
            };
            let own = name(all.atlas, *asset);
            if !named.insert(*asset) {
                diagnostics.push(fault(own, "an asset is named once", "take one of them out"));
                continue;
            }
            // One that it follows is enough: a row that takes each to task would be as long as it is wrong.
            // Assets that never exist on the same day cannot be passed by one tonne.
            let clash = |first: &&Asset| together(all.atlas, **first, *asset) && in_series(all.atlas, **first, *asset);
            if let Some(first) = seen.iter().find(clash).map(|first| name(all.atlas, *first)) {
                let rule = format!("{first} and {own} lie in series, so a tonne would count twice");
                let hint = "assets of a row are alternatives; write a row each";
                diagnostics.push(fault(&format!("{first};{own}"), &rule, hint));
            }
            seen.push(*asset);
        }
    }
}

fn name(atlas: &Atlas, asset: Asset) -> &str {
    match asset {
        Asset::Place(place) => atlas.places[place.index()].id.as_str(),
        Asset::Link(link) => atlas.links[link.index()].id.as_str(),
        Asset::Transfer(transfer) => atlas.transfers[transfer.index()].id.as_str(),
    }
}

/// Is there a day on which both exist?
fn together(atlas: &Atlas, first: Asset, second: Asset) -> bool {
    let window = |asset| match asset {
        Asset::Place(place) => atlas.places[PlaceIx::index(place)].window,
        Asset::Link(link) => atlas.links[LinkIx::index(link)].window,
        Asset::Transfer(transfer) => atlas.transfers[TransferIx::index(transfer)].window,
    };
    window(first).overlaps(&window(second))
}

fn in_series(atlas: &Atlas, first: Asset, second: Asset) -> bool {
    match (first, second) {
        (Asset::Link(a), Asset::Link(b)) => links(atlas, a, b),
        (Asset::Place(place), Asset::Link(link)) | (Asset::Link(link), Asset::Place(place)) => {
            let link = &atlas.links[link.index()];
            link.from == place || link.to == place
        }
        (Asset::Place(a), Asset::Place(b)) => {
            // One link joins them. Longer chains are not looked for.
            atlas.links.iter().any(|link| (link.from, link.to) == (a, b) || (link.from, link.to) == (b, a))
        }
        (Asset::Transfer(transfer), Asset::Place(place)) | (Asset::Place(place), Asset::Transfer(transfer)) => {
            is_at(atlas, transfer, place)
        }
        // A transfer at an end of a link comes right before or after it.
        (Asset::Transfer(transfer), Asset::Link(link)) | (Asset::Link(link), Asset::Transfer(transfer)) => {
            let link = &atlas.links[link.index()];
            is_at(atlas, transfer, link.from) || is_at(atlas, transfer, link.to)
        }
        (Asset::Transfer(a), Asset::Transfer(b)) => {
            let (a, b) = (&atlas.transfers[a.index()], &atlas.transfers[b.index()]);
            a.to == b.from || b.to == a.from
        }
    }
}

/// One ends where the other starts, unless they join the same two places.
fn links(atlas: &Atlas, a: LinkIx, b: LinkIx) -> bool {
    let (a, b) = (&atlas.links[a.index()], &atlas.links[b.index()]);
    // Parallel links, and those that lead back, are alternatives.
    if (a.from, a.to) == (b.from, b.to) || (a.from, a.to) == (b.to, b.from) {
        return false;
    }
    let follows = |first: &crate::tables::Link, then: &crate::tables::Link| {
        // A two-way link can be entered and left at either end.
        let heads = [Some(first.to), first.two_way.then_some(first.from)];
        let tails = [Some(then.from), then.two_way.then_some(then.to)];
        heads.iter().flatten().any(|head| tails.iter().flatten().any(|tail| tail == head))
    };
    follows(a, b) || follows(b, a)
}

fn is_at(atlas: &Atlas, transfer: TransferIx, place: PlaceIx) -> bool {
    match atlas.transfers[transfer.index()].at {
        TransferAt::Place(own) => own == place,
        TransferAt::Kind(kind) => atlas.places[place.index()].kind == kind,
    }
}

#[cfg(test)]
mod tests {
    use crate::input::RawTables;
    use crate::validate::tests::{alone, bad, good, link, warned};

    #[test]
    fn a_limit_that_cannot_be_read_is_not_missed_too() {
        alone(
            |raw| {
                raw["capacities"]
                    .iter_mut()
                    .for_each(|row| row["basis"] = row["basis"].replace("physical", "physical2"))
            },
            "column basis: \"physical2\": this word is not known here; did you mean physical?",
        );
    }

    #[test]
    fn what_owes_a_capacity_and_has_none_is_a_warning() {
        warned(
            |raw| raw["capacities"].retain(|row| row["id"] != "hub-east"),
            "column id: \"hub-east\": a pipeline link owes a capacity forward for crude",
        );
        warned(
            |raw| raw["capacities"].retain(|row| row["id"] != "east-berth"),
            "column id: \"east\": a terminal owes a capacity for crude",
        );
        warned(
            |raw| {
                let row = raw["capacities"].iter_mut().find(|row| row["id"] == "east-berth").unwrap();
                row["basis"] = "contracted".into();
            },
            "a terminal owes a capacity for crude",
        );
        warned(
            |raw| link(raw, "east-abroad")["months"] = "4-11".into(),
            "column id: \"east-abroad\": a sea link that is not open all year owes a capacity forward for crude",
        );
        warned(|raw| link(raw, "hub-east")["cargo"] = "crude;products".into(), "owes a capacity forward for products");
    }

    fn share(raw: &mut RawTables, assets: &str) {
        let row = raw["capacities"].iter_mut().find(|row| row["id"] == "hub-west").unwrap();
        row["assets"] = format!("hub-west-1;hub-west-2;{assets}").trim_end_matches(';').into();
    }

    #[test]
    fn assets_in_series_are_refused() {
        good(|raw| share(raw, ""));
        bad(|raw| share(raw, "west-narrows"), "\"hub-west-1;west-narrows\": hub-west-1 and west-narrows lie in series");
        bad(|raw| share(raw, "west"), "hub-west-1 and west lie in series, so a tonne would count twice");
        bad(|raw| share(raw, "hub-west-1"), "column assets: \"hub-west-1\": an asset is named once");
        bad(|raw| raw["capacities"][0]["assets"] = "field;hub".into(), "field and hub lie in series");
        good(|raw| share(raw, "hub-east"));
    }
}
