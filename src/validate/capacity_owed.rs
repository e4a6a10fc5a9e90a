//! Pipelines, railways, ferries, swaps, terminals, ports, borders and racks owe a capacity: nothing defaults to endless.
//! So does a link that is open some months only: what passes in them its capacities say.

use std::collections::BTreeMap;

use super::checked::{Checked, Rule};
use crate::model::{Asset, Cargo, CargoSet, Direction, Months, PlaceIx, PlaceKind};
use crate::notice::Diagnostic;
use crate::tables::{LimitBasis, Link};

pub(super) const RULE: Rule = Rule {
    name: "capacity_owed",
    says: "pipelines, railways, ferries, swaps, links not open all year, terminals, ports, borders and racks have a capacity for each cargo",
    check,
};

/// Cargoes with a limit, by asset and direction.
type Limits = BTreeMap<(Asset, Direction), CargoSet>;

fn check(all: &Checked<'_>, notices: &mut Vec<Diagnostic>) {
    if all.broken.contains("capacities.csv") {
        return;
    }
    let limits = limits(all);
    let lacking = |asset: Asset, way: Direction, cargo: CargoSet| -> Vec<Cargo> {
        let limited = limits.get(&(asset, way)).copied().unwrap_or_default();
        cargo.iter().filter(|cargo| !limited.has(*cargo)).collect()
    };
    for (at, link) in all.atlas.links.iter().enumerate().filter(|(_, link)| link_owes(link)) {
        for way in [Direction::Forward, Direction::Backward] {
            let open = way == Direction::Forward || link.two_way;
            let cargo = lacking(Asset::Link(at.into()), way, link.cargo);
            if open && !cargo.is_empty() && !all.is_lost(&["capacities"], link.id.as_str()) {
                let seasons = if link.months == Months::ALL { "" } else { " that is not open all year" };
                let rule =
                    format!("a {} link{seasons} owes a capacity {way} for {}", link.mode, words(&cargo));
                notices.push(fault(all, "links", &link.id, rule));
            }
        }
    }
    let taken = taken(all);
    for (at, place) in all.atlas.places.iter().enumerate().filter(|(_, place)| owes(place.kind)) {
        let cargo = taken.get(&PlaceIx::from(at)).copied().unwrap_or_default();
        let cargo = lacking(Asset::Place(at.into()), Direction::Forward, cargo);
        if !cargo.is_empty() && !all.is_lost(&["capacities"], place.id.as_str()) {
            let rule = format!("a {} owes a capacity for {}", place.kind, words(&cargo));
            notices.push(fault(all, "places", &place.id, rule));
        }
    }
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
    all.error(table, id, rule, "add a row that is physical or observed_max to capacities.csv")
        .cell("id", id.as_str())
}

/// What a contract allows binds only on request, so it is no answer to what is owed.
fn limits(all: &Checked<'_>) -> Limits {
    let mut limits = Limits::new();
    for row in all.atlas.capacities.iter().filter(|row| row.basis != LimitBasis::Contracted) {
        for asset in &row.assets {
            for way in [Direction::Forward, Direction::Backward] {
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

#[cfg(test)]
mod tests {
    use crate::validate::tests::{alone, bad, link};

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
    fn what_owes_a_capacity_and_has_none_is_refused() {
        bad(
            |raw| raw["capacities"].retain(|row| row["id"] != "hub-east"),
            "column id: \"hub-east\": a pipeline link owes a capacity forward for crude",
        );
        bad(
            |raw| raw["capacities"].retain(|row| row["id"] != "east-berth"),
            "column id: \"east\": a terminal owes a capacity for crude",
        );
        bad(
            |raw| {
                let row = raw["capacities"].iter_mut().find(|row| row["id"] == "east-berth").unwrap();
                row["basis"] = "contracted".into();
            },
            "a terminal owes a capacity for crude",
        );
        bad(
            |raw| link(raw, "east-abroad")["months"] = "4-11".into(),
            "column id: \"east-abroad\": a sea link that is not open all year owes a capacity forward for crude",
        );
        bad(
            |raw| link(raw, "hub-east")["cargo"] = "crude;products".into(),
            "owes a capacity forward for products",
        );
    }
}
