//! Can an answer be shown in a unit?

use std::io;

use super::unfit;
use crate::query::Answer;
use crate::summary::Unit;

/// Barrels, cubic metres and boxes go by commodities: only some answers say of which their tonnes are.
///
/// # Errors
/// A sentence that says why not.
pub(super) fn fits(unit: &Unit, answer: &Answer) -> io::Result<()> {
    // Tonnes hold for every commodity and every sum.
    let says = matches!(answer, Answer::Exposure(_) | Answer::Reroute(_) | Answer::Compare(_) | Answer::Route(_));
    if unit.goods().is_none() || says {
        return Ok(());
    }
    Err(unfit("--unit kbd, bcm and teu are for route, exposure, reroute and compare: they follow the commodities"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::{Exposure, List};
    use crate::model::GoodsUnit;

    #[test]
    fn only_answers_that_say_what_their_tonnes_are_have_barrels() {
        let unit = Unit::of_goods(GoodsUnit::Barrels, &[]).unwrap();
        assert!(fits(&unit, &Answer::Exposure(Exposure::default())).is_ok());
        assert!(fits(&Unit::mt(), &Answer::List(List::default())).is_ok());
        let said = fits(&unit, &Answer::List(List::default())).unwrap_err().to_string();
        assert_eq!(
            said,
            "--unit kbd, bcm and teu are for route, exposure, reroute and compare: they follow the commodities"
        );
    }
}
