//! Assets of one capacity are alternatives: no tonne may pass two of them one after the other.

use std::collections::BTreeSet;

use super::checked::{Checked, Rule};
use crate::model::{Asset, LinkIx, PlaceIx, TransferAt, TransferIx};
use crate::notice::Diagnostic;
use crate::tables::Atlas;

pub(super) const RULE: Rule = Rule {
    name: "capacity_series",
    says: "assets that share a capacity are alternatives, never in series",
    check,
};

fn check(all: &Checked<'_>, notices: &mut Vec<Diagnostic>) {
    for row in all.atlas.capacities.iter() {
        let mut seen = Vec::new();
        let mut named = BTreeSet::new();
        for asset in &row.assets {
            let fault = |value: &str, rule: &str, hint: &str| {
                all.error("capacities", &row.id, rule, hint).cell("assets", value)
            };
            let own = name(all.atlas, *asset);
            if !named.insert(*asset) {
                notices.push(fault(own, "an asset is named once", "take one of them out"));
                continue;
            }
            // One that it follows is enough: a row that takes each to task would be as long as it is wrong.
            let clash = |first: &&Asset| {
                together(all.atlas, **first, *asset) && in_series(all.atlas, **first, *asset)
            };
            if let Some(first) = seen.iter().find(clash).map(|first| name(all.atlas, *first)) {
                let rule = format!("{first} and {own} lie in series, so a tonne would count twice");
                let hint = "assets of a row are alternatives; write a row each";
                notices.push(fault(&format!("{first};{own}"), &rule, hint));
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
            atlas.links.iter().any(|link| (link.from, link.to) == (a, b) || (link.from, link.to) == (b, a))
        }
        (Asset::Transfer(transfer), Asset::Place(place))
        | (Asset::Place(place), Asset::Transfer(transfer)) => is_at(atlas, transfer, place),
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
    if (a.from, a.to) == (b.from, b.to) || (a.from, a.to) == (b.to, b.from) {
        return false;
    }
    let follows = |first: &crate::tables::Link, then: &crate::tables::Link| {
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
    use crate::validate::tests::{bad, good};

    fn share(raw: &mut RawTables, assets: &str) {
        let row = raw["capacities"].iter_mut().find(|row| row["id"] == "hub-west").unwrap();
        row["assets"] = format!("hub-west-1;hub-west-2;{assets}").trim_end_matches(';').into();
    }

    #[test]
    fn assets_in_series_are_refused() {
        good(|raw| share(raw, ""));
        bad(
            |raw| share(raw, "west-narrows"),
            "\"hub-west-1;west-narrows\": hub-west-1 and west-narrows lie in series",
        );
        bad(|raw| share(raw, "west"), "hub-west-1 and west lie in series, so a tonne would count twice");
        bad(|raw| share(raw, "hub-west-1"), "column assets: \"hub-west-1\": an asset is named once");
        bad(|raw| raw["capacities"][0]["assets"] = "field;hub".into(), "field and hub lie in series");
        good(|raw| share(raw, "hub-east"));
    }
}
