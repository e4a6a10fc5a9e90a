//! Every water link can be sailed by some vessel class, for each of its cargoes, at both of its ends.

use super::checked::{Checked, Rule};
use crate::model::Cargo;
use crate::notice::Diagnostic;
use crate::tables::{Atlas, Link, ModeDefault};

pub(super) const RULE: Rule = Rule {
    name: "vessel_fits",
    says: "a water link has a vessel class that may sail it for each cargo",
    check,
};

fn check(all: &Checked<'_>, notices: &mut Vec<Diagnostic>) {
    for row in all.atlas.modes.iter() {
        if row.mode.is_water() != row.vessel.is_some() {
            let rule = if row.mode.is_water() {
                "a water mode names its vessel class"
            } else {
                "no vessel rides on land"
            };
            let vessel = row.vessel.as_ref().map_or("", |id| id.as_str());
            let hint = "sea, river and ferry rows name a class, others leave it blank";
            notices.push(all.error("modes", &row.id, rule, hint).cell("vessel", vessel));
        }
    }
    if !all.whole(&["modes"]) {
        return;
    }
    for link in all.atlas.links.iter().filter(|link| link.mode.is_water()) {
        let fits = |cargo: &Cargo| all.atlas.modes.iter().any(|row| may_sail(all.atlas, link, row, *cargo));
        let lacking: Vec<_> = link.cargo.iter().filter(|cargo| !fits(cargo)).map(Cargo::as_str).collect();
        if !lacking.is_empty() {
            let rule = format!("no vessel class may sail this link with {}", lacking.join(", "));
            let hint = "look at vessels and max_kt_dwt here, limits of its ends in places.csv, and modes.csv";
            notices.push(all.error("links", &link.id, rule, hint).cell("id", link.id.as_str()));
        }
    }
}

fn may_sail(atlas: &Atlas, link: &Link, row: &ModeDefault, cargo: Cargo) -> bool {
    let named = link.vessels.is_empty() || link.vessels.contains(&row.id);
    let ends = [&atlas.places[link.from.index()], &atlas.places[link.to.index()]];
    let limits = [link.max_dwt, ends[0].max_dwt, ends[1].max_dwt];
    let light = limits.iter().flatten().all(|most| row.dwt.is_none_or(|dwt| dwt <= *most));
    let shallow =
        ends.iter().all(|end| end.max_draught.is_none_or(|most| row.draught.is_none_or(|own| own <= most)));
    row.mode == link.mode && row.vessel.is_some() && row.cargo.has(cargo) && named && light && shallow
}

#[cfg(test)]
mod tests {
    use crate::validate::tests::{bad, link};

    #[test]
    fn a_link_that_nothing_can_sail_is_refused() {
        const RULE: &str = "column id: \"west-narrows\": no vessel class may sail this link with crude";
        bad(|raw| link(raw, "west-narrows")["max_kt_dwt"] = "10".into(), RULE);
        bad(|raw| raw["places"].iter_mut().for_each(|row| row["max_draught_m"] = "11.9".into()), RULE);
        bad(
            |raw| raw["modes"].iter_mut().for_each(|row| row["vessel"] = String::new()),
            "a water mode names its vessel class",
        );
        bad(
            |raw| raw["modes"].iter_mut().for_each(|row| row["vessel"] = "tanker".into()),
            "column vessel: \"tanker\": no vessel rides on land",
        );
    }
}
