//! What tonnes are shown in: t, kt or Mt; or barrels, cubic metres or boxes by what a tonne of each commodity is.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::model::GoodsUnit;

/// A flow's commodity and how many of a unit a kt a year of it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Goods {
    /// Flow id.
    pub flow: String,
    /// Commodity id.
    pub commodity: String,
    /// None where the atlas has none.
    pub per_kt: Option<f64>,
}

/// Whose tonnes a figure is of, where a unit goes by goods.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum GoodsOf {
    /// Of all that is asked about, of which it is not said what they are: only one commodity has a figure then.
    #[default]
    All,
    /// Of a flow, by its id.
    Flow(String),
    /// Of a commodity, by its id.
    Commodity(String),
    /// Of several commodities, kt by id.
    Split(BTreeMap<String, f64>),
    /// A list of figures, each of several commodities.
    Each(Vec<BTreeMap<String, f64>>),
}

/// The unit of masses a year. Limits and links, which other goods share, stay in tonnes where these are shown by goods.
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
    /// Mt, and in tables t or kt where nothing is larger.
    Fitting,
    Tonnes(Ratio),
    Goods(PerGoods),
}

/// How many of a unit a kt of goods is.
#[derive(Clone, Debug, PartialEq)]
struct PerGoods {
    unit: GoodsUnit,
    /// By commodity.
    per_kt: BTreeMap<String, f64>,
    /// Commodities by flow.
    of_flow: BTreeMap<String, String>,
}

impl PerGoods {
    fn of(&self, commodity: &str) -> f64 {
        self.per_kt.get(commodity).copied().unwrap_or(f64::NAN)
    }

    /// That of all of them, where they have one number.
    fn only(&self) -> Option<f64> {
        let mut numbers = self.per_kt.values();
        // Without any flow all tonnes are 0, in whatever unit.
        let first = numbers.next().copied().unwrap_or_default();
        // Compared exactly, since these are numbers of the atlas.
        numbers.all(|own| *own == first).then_some(first)
    }

    /// How many of the unit a kt of these goods is.
    fn mean(&self, goods: &GoodsOf) -> f64 {
        match goods {
            GoodsOf::All | GoodsOf::Each(_) => self.only().unwrap_or(f64::NAN),
            GoodsOf::Flow(flow) => self.of_flow.get(flow).map_or(f64::NAN, |commodity| self.of(commodity)),
            GoodsOf::Commodity(commodity) => self.of(commodity),
            GoodsOf::Split(parts) => {
                let kt: f64 = parts.values().sum();
                let all: f64 = parts.iter().map(|(commodity, kt)| kt * self.of(commodity)).sum();
                // Of nothing there is no mean, unless all have the same.
                self.only().unwrap_or(if kt == 0.0 { f64::NAN } else { all / kt })
            }
        }
    }
}

const MT: Ratio = Ratio { times: 1.0, over: 1000.0 };

impl Unit {
    /// Million tonnes a year; in a table kt or t where none of its masses reaches one of them.
    #[must_use]
    pub fn fitting() -> Self {
        Self { scale: Scale::Fitting, ..Self::mt() }
    }

    /// Million tonnes a year.
    #[must_use]
    pub fn mt() -> Self {
        Self { name: "Mt", column: "mt", scale: Scale::Tonnes(MT) }
    }

    /// Thousand tonnes a year.
    #[must_use]
    pub fn kt() -> Self {
        Self { name: "kt", column: "kt", scale: Scale::Tonnes(Ratio { times: 1.0, over: 1.0 }) }
    }

    fn t() -> Self {
        Self { name: "t", column: "t", scale: Scale::Tonnes(Ratio { times: 1000.0, over: 1.0 }) }
    }

    /// By what a kt of each of these flows' goods is: each flow has its own, and sums are sums of these.
    ///
    /// # Errors
    /// A sentence that names the commodities of which the atlas does not say it.
    pub fn of_goods(unit: GoodsUnit, flows: &[Goods]) -> Result<Self, String> {
        let without = flows.iter().filter(|flow| flow.per_kt.is_none()).map(|flow| flow.commodity.as_str());
        let mut without: Vec<&str> = without.collect();
        without.sort_unstable();
        without.dedup();
        if !without.is_empty() {
            let without = without.join(", ");
            return Err(format!("the atlas has no {} of {without}; take --unit mt or kt", unit.words()));
        }
        let per_kt = flows.iter().filter_map(|flow| Some((flow.commodity.clone(), flow.per_kt?))).collect();
        let of_flow = flows.iter().map(|flow| (flow.flow.clone(), flow.commodity.clone())).collect();
        let (name, column) = match unit {
            GoodsUnit::Barrels => ("kb/d", "kbd"),
            GoodsUnit::Gas => ("bcm", "bcm"),
            GoodsUnit::Boxes => ("kTEU", "kteu"),
        };
        Ok(Self { name, column, scale: Scale::Goods(PerGoods { unit, per_kt, of_flow }) })
    }

    /// As people read it.
    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// The same where a title would not say that it is a year's.
    pub(crate) fn yearly(&self) -> String {
        // Barrels are those of a day.
        if self.column == "kbd" { self.name.into() } else { format!("{}/y", self.name) }
    }

    /// At the end of a column's name: `stranded_mt`.
    pub(crate) fn column(&self) -> &'static str {
        self.column
    }

    /// In this unit; what is not said to be of one commodity is no number where there are several.
    pub(crate) fn of(&self, kt: f64) -> f64 {
        self.of_those(kt, &GoodsOf::All)
    }

    /// In this unit, the tonnes of these goods.
    pub(crate) fn of_those(&self, kt: f64, goods: &GoodsOf) -> f64 {
        match &self.scale {
            Scale::Fitting => MT.of(kt),
            Scale::Tonnes(ratio) => ratio.of(kt),
            // Nothing is nothing, whatever it is of.
            Scale::Goods(_) if kt == 0.0 => 0.0,
            Scale::Goods(own) => kt * own.mean(goods),
        }
    }

    /// A price in USD/t as one of this unit: USD a barrel, a thousand cubic metres, a box of 40 feet.
    pub(crate) fn price(&self, usd_t: f64, goods: &GoodsOf) -> f64 {
        let Scale::Goods(own) = &self.scale else { return usd_t };
        let number = own.unit.number(own.mean(goods));
        match own.unit {
            GoodsUnit::Barrels => usd_t / number,
            // A thousand cubic metres of `number` kg each are so many tonnes.
            GoodsUnit::Gas => usd_t * number,
            // A box of 40 feet is two TEU.
            GoodsUnit::Boxes => usd_t * number * 2.0,
        }
    }

    /// What a price is in.
    pub(crate) fn price_name(&self) -> &'static str {
        match &self.scale {
            Scale::Goods(own) => match own.unit {
                GoodsUnit::Barrels => "USD/bbl",
                GoodsUnit::Gas => "USD/1000 m3",
                GoodsUnit::Boxes => "USD/box",
            },
            _ => "USD/t",
        }
    }

    /// The unit of what other goods share.
    pub(crate) fn shared(&self) -> Self {
        if self.goods().is_some() { Self::fitting() } else { self.clone() }
    }

    /// t, kt or Mt for figures of which this is the largest, where none was asked for.
    pub(crate) fn fit(&self, largest_kt: f64) -> Cow<'_, Self> {
        match self.scale {
            Scale::Fitting if largest_kt >= 1000.0 || largest_kt == 0.0 => Cow::Owned(Self::mt()),
            Scale::Fitting if largest_kt >= 1.0 => Cow::Owned(Self::kt()),
            Scale::Fitting => Cow::Owned(Self::t()),
            _ => Cow::Borrowed(self),
        }
    }

    /// By what it counts goods, where it does.
    pub(crate) fn goods(&self) -> Option<GoodsUnit> {
        if let Scale::Goods(own) = &self.scale { Some(own.unit) } else { None }
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

    fn goods(flow: &str, commodity: &str, per_kt: Option<f64>) -> Goods {
        Goods { flow: flow.into(), commodity: commodity.into(), per_kt }
    }

    fn barrels(flows: &[(&str, &str, f64)]) -> Unit {
        let flows: Vec<Goods> = flows
            .iter()
            .map(|(flow, commodity, number)| goods(flow, commodity, Some(GoodsUnit::Barrels.per_kt(*number))))
            .collect();
        Unit::of_goods(GoodsUnit::Barrels, &flows).unwrap()
    }

    #[test]
    fn a_year_of_3650_kt_at_7_5_barrels_is_75_thousand_barrels_a_day() {
        let unit = barrels(&[("a", "crude", 7.5), ("b", "crude", 7.5)]);
        assert_eq!(unit.of(3650.0), 75.0);
        assert_eq!(Unit::mt().of(3650.0), 3.65);
        assert_eq!(Unit::kt().of(3650.0), 3650.0);
    }

    #[test]
    fn goods_without_barrels_are_named() {
        let flows = [goods("a", "crude", Some(7.5)), goods("b", "wheat", None)];
        let said = Unit::of_goods(GoodsUnit::Barrels, &flows).unwrap_err();
        assert_eq!(said, "the atlas has no barrels in a tonne of wheat; take --unit mt or kt");
    }

    #[test]
    fn each_flow_has_the_barrels_of_its_goods_and_a_sum_is_the_sum_of_its_parts() {
        let unit = barrels(&[("a", "heavy", 7.3), ("b", "light", 14.6)]);
        // 50 kt x 7.3 bbl/t / 365 days = 1 kb/d; of the light it is 2.
        assert_eq!(unit.of_those(50.0, &GoodsOf::Flow("a".into())), 1.0);
        assert_eq!(unit.of_those(50.0, &GoodsOf::Commodity("light".into())), 2.0);
        let both = GoodsOf::Split([("heavy".to_owned(), 50.0), ("light".to_owned(), 50.0)].into());
        assert!((unit.of_those(100.0, &both) - 3.0).abs() < 1e-12);
        // Half of these tonnes by their mean.
        assert!((unit.of_those(50.0, &both) - 1.5).abs() < 1e-12);
        // 100 kt are 3 kb/d x 365 days = 1,095 thousand barrels: 10.95 in a tonne.
        assert!((unit.price(109.5, &both) - 10.0).abs() < 1e-12);
        assert!(unit.of(1.0).is_nan(), "whose tonnes these are is not said");
        assert_eq!(unit.of(0.0), 0.0);
    }

    #[test]
    fn gas_and_boxes_go_by_their_own_numbers() {
        let of =
            |unit: GoodsUnit, number: f64| Unit::of_goods(unit, &[goods("a", "a", Some(unit.per_kt(number)))]).unwrap();
        // 700 kt of gas at 0.7 kg a cubic metre are a billion cubic metres; a thousand of them weigh 0.7 t.
        let gas = of(GoodsUnit::Gas, 0.7);
        assert!((gas.of(700.0) - 1.0).abs() < 1e-12);
        assert!((gas.price(100.0, &GoodsOf::All) - 70.0).abs() < 1e-12);
        // 60 kt at 6 t a TEU are 10 thousand TEU; a box of two has 12 t.
        let boxes = of(GoodsUnit::Boxes, 6.0);
        assert!((boxes.of(60.0) - 10.0).abs() < 1e-12);
        assert!((boxes.price(50.0, &GoodsOf::All) - 600.0).abs() < 1e-12);
        assert_eq!((boxes.price_name(), boxes.yearly().as_str()), ("USD/box", "kTEU/y"));
    }

    #[test]
    fn a_unit_fits_the_largest_of_its_figures_unless_one_was_asked_for() {
        let fitted = |kt| Unit::fitting().fit(kt).name();
        assert_eq!([1000.0, 999.0, 1.0, 0.5, 0.0].map(fitted), ["Mt", "kt", "kt", "t", "Mt"]);
        assert_eq!(Unit::mt().fit(0.5).name(), "Mt");
    }

    #[test]
    fn ships_stay_in_kt() {
        assert!(in_kt("kt") && in_kt("kt_y_low") && in_kt("limit_kt_y") && in_kt("flow_kt"));
        assert!(!in_kt("max_kt_dwt") && !in_kt("id"));
    }
}
