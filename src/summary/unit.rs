//! What tonnes are shown in: Mt, kt, or thousand barrels a day by the barrels in a tonne of each commodity.

use std::collections::BTreeMap;

/// A flow's commodity and how many barrels a tonne of it has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Goods {
    /// Flow id.
    pub flow: String,
    /// Commodity id.
    pub commodity: String,
    /// None where the atlas has none.
    pub barrels_per_tonne: Option<f64>,
}

/// Days of a year of flows.
const DAYS: f64 = 365.0;

/// The unit of masses a year. Limits and links, which other goods share, stay in Mt where these are shown in barrels.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    name: &'static str,
    /// At the end of a column's name.
    column: &'static str,
    scale: Scale,
}

/// `kt x times / over`: thousands are divided by, so that 350 kt round as 0.35 Mt does.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Ratio {
    times: f64,
    over: f64,
}

impl Ratio {
    fn of(self, kt: f64) -> f64 {
        kt * self.times / self.over
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Scale {
    One(Ratio),
    /// By flow, and what makes them differ: commodities with their barrels in a tonne.
    Many(BTreeMap<String, Ratio>, String),
}

impl Unit {
    /// Million tonnes a year.
    #[must_use]
    pub fn mt() -> Self {
        Self { name: "Mt", column: "mt", scale: Scale::One(Ratio { times: 1.0, over: 1000.0 }) }
    }

    /// Thousand tonnes a year.
    #[must_use]
    pub fn kt() -> Self {
        Self { name: "kt", column: "kt", scale: Scale::One(Ratio { times: 1.0, over: 1.0 }) }
    }

    /// Thousand barrels a day of these flows, of 365 days.
    ///
    /// # Errors
    /// A sentence that names the commodities without barrels.
    pub fn kbd(flows: &[Goods]) -> Result<Self, String> {
        // One entry a commodity, however many flows carry it.
        let mut barrels: BTreeMap<&str, f64> = BTreeMap::new();
        let mut without: Vec<&str> = Vec::new();
        for flow in flows {
            match flow.barrels_per_tonne {
                Some(number) => drop(barrels.insert(&flow.commodity, number)),
                None => without.push(&flow.commodity),
            }
        }
        without.sort_unstable();
        without.dedup();
        if !without.is_empty() {
            let without = without.join(", ");
            return Err(format!("the atlas has no barrels in a tonne of {without}; take --unit mt or kt"));
        }
        let ratio = |barrels: f64| Ratio { times: barrels, over: DAYS };
        // Without any flow all tonnes are 0, in whatever unit.
        let first = barrels.values().next().copied().unwrap_or_default();
        // Compared exactly, since these are numbers of the atlas and none is computed.
        let scale = if barrels.values().all(|own| *own == first) {
            Scale::One(ratio(first))
        } else {
            // Every commodity is in the map: those without barrels were refused above.
            let of = flows.iter().map(|flow| (flow.flow.clone(), ratio(barrels[flow.commodity.as_str()])));
            let parts: Vec<_> = barrels.iter().map(|(id, number)| format!("{id} {number}")).collect();
            Scale::Many(of.collect(), parts.join(", "))
        };
        Ok(Self { name: "kb/d", column: "kbd", scale })
    }

    /// As people read it.
    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// The same where a title would not say that it is a year's.
    pub(crate) fn yearly(&self) -> String {
        if self.is_barrels() { self.name.into() } else { format!("{}/y", self.name) }
    }

    /// At the end of a column's name: `stranded_mt`.
    pub(crate) fn column(&self) -> &'static str {
        self.column
    }

    /// In this unit, where all that is asked about has one scale, as `export::unit::fits` has checked.
    pub(crate) fn of(&self, kt: f64) -> f64 {
        match &self.scale {
            Scale::One(ratio) => ratio.of(kt),
            // What slipped past `fits` is shown as a hyphen, not as a wrong sum.
            Scale::Many(..) => f64::NAN,
        }
    }

    /// In this unit, the tonnes of one flow.
    pub(crate) fn of_flow(&self, flow: &str, kt: f64) -> f64 {
        match &self.scale {
            Scale::One(ratio) => ratio.of(kt),
            Scale::Many(of, _) => of.get(flow).map_or(f64::NAN, |ratio| ratio.of(kt)),
        }
    }

    /// The unit of what other goods share.
    pub(crate) fn shared(&self) -> Self {
        if self.is_barrels() { Self::mt() } else { self.clone() }
    }

    /// The commodities of which it has several barrels in a tonne, where it has.
    pub(crate) fn mixed(&self) -> Option<&str> {
        if let Scale::Many(_, parts) = &self.scale { Some(parts) } else { None }
    }

    pub(crate) fn is_barrels(&self) -> bool {
        self.column == "kbd"
    }
}

/// Is a column in kt? `kt`, `kt_y`, `demand_kt_y`, but not `max_kt_dwt`: ships stay in kt.
pub fn in_kt(name: &str) -> bool {
    // The ends of a range are in the unit of its column.
    let name = name.trim_end_matches("_low").trim_end_matches("_high");
    matches!(name, "kt" | "kt_y") || name.ends_with("_kt") || name.ends_with("_kt_y")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn goods(flow: &str, commodity: &str, barrels_per_tonne: Option<f64>) -> Goods {
        Goods { flow: flow.into(), commodity: commodity.into(), barrels_per_tonne }
    }

    #[test]
    fn a_year_of_3650_kt_at_7_5_barrels_is_75_thousand_barrels_a_day() {
        let unit = Unit::kbd(&[goods("a", "crude", Some(7.5)), goods("b", "crude", Some(7.5))]).unwrap();
        assert_eq!(unit.of(3650.0), 75.0);
        assert_eq!(Unit::mt().of(3650.0), 3.65);
        assert_eq!(Unit::kt().of(3650.0), 3650.0);
    }

    #[test]
    fn goods_without_barrels_are_named() {
        let said = Unit::kbd(&[goods("a", "crude", Some(7.5)), goods("b", "wheat", None)]).unwrap_err();
        assert!(said.contains("wheat") && !said.contains("crude"), "{said}");
    }

    #[test]
    fn each_flow_has_the_barrels_of_its_goods() {
        let unit = Unit::kbd(&[goods("a", "heavy", Some(7.3)), goods("b", "light", Some(14.6))]).unwrap();
        assert_eq!((unit.of_flow("a", 50.0), unit.of_flow("b", 50.0)), (1.0, 2.0));
    }

    #[test]
    fn ships_stay_in_kt() {
        assert!(in_kt("kt") && in_kt("kt_y_low") && in_kt("limit_kt_y") && in_kt("flow_kt"));
        assert!(!in_kt("max_kt_dwt") && !in_kt("id"));
    }
}
