//! A cargo is meant by one commodity.

use std::collections::BTreeMap;

use super::checked::Checked;
use crate::diagnostic::Diagnostic;
use crate::model::{Cargo, Id};

/// `--cargo` means one commodity, not two.
pub(super) fn check_generic(all: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<Cargo, &Id> = BTreeMap::new();
    for row in all.atlas.commodities.iter().filter(|row| row.generic) {
        if let Some(other) = first.get(&row.cargo) {
            let rule = format!("{other} is the generic commodity of {} already", row.cargo);
            diagnostics
                .push(all.error("commodities", &row.id, rule, "leave one of them blank").cell("generic", "true"));
        } else {
            first.insert(row.cargo, &row.id);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::validate::tests::{again, bad};

    #[test]
    fn a_cargo_is_meant_by_one_commodity() {
        bad(
            |raw| {
                again(raw, "commodities");
                let last = raw["commodities"].len() - 1;
                raw["commodities"][last]["id"] = "other".into();
            },
            " is the generic commodity of crude already",
        );
    }
}
