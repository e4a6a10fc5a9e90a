//! Can an answer be shown in a unit?

use std::io;

use super::unfit;
use crate::query::Answer;
use crate::summary::Unit;

/// How a format shows tonnes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// Each flow by itself.
    ByFlow,
    /// Several flows in one figure.
    Summed,
}

/// Barrels follow commodities: figures that sum several of them cannot be in barrels.
///
/// # Errors
/// A sentence that says why not.
pub(super) fn fits(unit: &Unit, answer: &Answer, shown: Shown) -> io::Result<()> {
    // Mt and kt hold for every commodity and every sum.
    if !unit.is_barrels() {
        return Ok(());
    }
    if !matches!(answer, Answer::Exposure(_) | Answer::Reroute(_) | Answer::Compare(_)) {
        return Err(unfit("--unit kbd is for exposure, reroute and compare: it follows the flows' commodities"));
    }
    // With one number of barrels for all, sums are right too.
    let Some(mixed) = unit.mixed() else { return Ok(()) };
    let by_flow = match (answer, shown) {
        // Rows are by flow, but uneconomic and unassigned tonnes are totals of all.
        (Answer::Reroute(own), Shown::ByFlow) => own.uneconomic_kt == 0.0 && own.unassigned_kt == 0.0,
        _ => false,
    };
    if by_flow {
        return Ok(());
    }
    Err(unfit(&format!(
        "--unit kbd: the answer sums commodities that differ in barrels in a tonne ({mixed}) and does not split \
         them; choose one with --commodity"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::{Exposure, List, Reroute};
    use crate::summary::Goods;

    #[test]
    fn sums_of_different_goods_are_refused_and_single_flows_are_not() {
        let goods = |flow: &str, commodity: &str, barrels| Goods {
            flow: flow.into(),
            commodity: commodity.into(),
            barrels_per_tonne: Some(barrels),
        };
        let unit = Unit::kbd(&[goods("a", "heavy", 7.3), goods("b", "light", 14.6)]).unwrap();
        let exposure = Answer::Exposure(Exposure::default());
        let said = fits(&unit, &exposure, Shown::ByFlow).unwrap_err().to_string();
        assert!(said.contains("heavy 7.3, light 14.6") && said.contains("--commodity"), "{said}");
        let assigned = |uneconomic_kt| Answer::Reroute(Reroute { uneconomic_kt, ..Reroute::default() });
        assert!(fits(&unit, &assigned(0.0), Shown::ByFlow).is_ok());
        assert!(fits(&unit, &assigned(0.0), Shown::Summed).is_err());
        assert!(fits(&unit, &assigned(1.0), Shown::ByFlow).is_err(), "the answer does not say whose they are");
        assert!(fits(&unit, &Answer::List(List::default()), Shown::ByFlow).is_err());
    }
}
