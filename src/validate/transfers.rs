//! A transfer happens at one place or at one kind of place, between two sides that exist.

use super::checked::{Checked, Rule};
use crate::notice::Diagnostic;
use crate::select;

pub(super) const RULE: Rule = Rule {
    name: "transfers",
    says: "a transfer has exactly one of place and kind, and two known sides",
    check,
};

fn check(all: &Checked<'_>, notices: &mut Vec<Diagnostic>) {
    let Some(table) = all.table("transfers") else { return };
    let cells = |name: &'static str| table.column(name).map(|(_, text)| text);
    for (((line, place), kind), (from, to)) in
        table.column("place").zip(cells("kind")).zip(cells("from").zip(cells("to")))
    {
        if place.is_empty() == kind.is_empty() {
            let rule = "a transfer has exactly one of place and kind";
            let hint = if place.is_empty() { "fill one of them" } else { "leave one of them blank" };
            notices.push(Diagnostic::error("transfers.csv", rule, hint).row(line).cell("kind", kind));
        }
        for (column, text) in [("from", from), ("to", to)] {
            let judged = !text.is_empty() && all.whole(&["links", "modes"]);
            if let Some(fault) = select::side(text, all.atlas).err().filter(|_| judged) {
                let notice = Diagnostic::error("transfers.csv", fault.rule, fault.hint);
                notices.push(notice.row(line).cell(column, text));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::validate::tests::bad;

    #[test]
    fn transfers_name_one_place_and_known_sides() {
        bad(
            |raw| raw["transfers"][0]["place"] = "west".into(),
            "a transfer has exactly one of place and kind",
        );
        bad(|raw| raw["transfers"][0]["kind"] = String::new(), "one of place and kind; fill one of them");
        bad(
            |raw| raw["transfers"][0]["to"] = "sea:tankr".into(),
            "column to: \"sea:tankr\": there is no such vessel class of this mode; did you mean tanker?",
        );
        bad(
            |raw| raw["transfers"][0]["from"] = "pipeline:esat-line".into(),
            "no such line; did you mean east-line?",
        );
        bad(|raw| raw["transfers"][0]["from"] = "piperline".into(), "no such mode; did you mean pipeline?");
        bad(|raw| raw["transfers"][0]["from"] = "road:wide".into(), "road has no way to choose");
    }
}
