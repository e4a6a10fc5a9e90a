//! What a trade carries where a question leaves it open: which commodity, and from which country. What is taken is said.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Route;
use crate::analysis::goods::{origin, passes};
use crate::diagnostic::Diagnostic;
use crate::model::{Cargo, CommodityIx, End};
use crate::select::{NameKind, ends};
use crate::session::{Session, called, flag};
use crate::tables::Flow;
use assignment::Mass;

impl Session {
    /// The commodity asked for, or the one that a cargo means.
    pub(crate) fn goods(&self, question: &Route, findings: &mut Vec<Diagnostic>) -> Option<CommodityIx> {
        if let Some(id) = &question.commodity {
            let found = called(&self.atlas, ("commodity", NameKind::Commodity), id, findings);
            return found.map(CommodityIx::from);
        }
        let Some(word) = &question.cargo else {
            findings.push(flag("cargo", "", "a cargo or a commodity is needed", "for example --cargo crude"));
            return None;
        };
        let Some(cargo) = Cargo::parse(word) else {
            findings.push(flag("cargo", word, "unknown cargo", &format!("cargoes: {}", Cargo::WORDS.join(", "))));
            return None;
        };
        let found = self.meant(&question.from, cargo);
        if found.is_none() {
            findings.push(self.not_meant(word, cargo));
        }
        found
    }

    /// What a cargo means: its generic commodity. Where that is a grade of one country, as with crude, FROM's own grade.
    fn meant(&self, from: &str, cargo: Cargo) -> Option<CommodityIx> {
        let of_cargo = self.of_cargo(cargo);
        // A single commodity needs no mark.
        let generic = of_cargo.iter().find(|at| self.atlas.commodities[at.index()].generic || of_cargo.len() == 1)?;
        let is_grade = self.atlas.commodities[generic.index()].goods_origin.is_some();
        let own = if is_grade { self.grade_from(from, cargo) } else { None };
        Some(own.unwrap_or(*generic))
    }

    fn of_cargo(&self, cargo: Cargo) -> Vec<CommodityIx> {
        let rows = self.atlas.commodities.iter().enumerate();
        rows.filter(|(_, row)| row.cargo == cargo).map(|(at, _)| CommodityIx::from(at)).collect()
    }

    fn not_meant(&self, word: &str, cargo: Cargo) -> Diagnostic {
        let of_cargo: Vec<&str> =
            self.of_cargo(cargo).iter().map(|at| self.atlas.commodities[at.index()].id.as_str()).collect();
        if of_cargo.is_empty() {
            let hint = "`corridor list commodities` shows them";
            return flag("cargo", word, "the atlas has no commodity of this cargo", hint);
        }
        let rule = "the atlas has several commodities of this cargo, and none is its generic one";
        flag("cargo", word, rule, &format!("name one by --commodity: {}", of_cargo.join(", ")))
    }

    /// The grade of which FROM sends most in the newest year: the place itself, else its country.
    fn grade_from(&self, from: &str, cargo: Cargo) -> Option<CommodityIx> {
        let origin = ends::end(&self.atlas, from).ok()?;
        let home = self.atlas.country_of(origin);
        let sends = |flow: &&Flow| flow.assigned && self.atlas.commodities[flow.commodity.index()].cargo == cargo;
        let flows: Vec<&Flow> = self.atlas.flows.iter().filter(sends).collect();
        let of_place = flows.iter().filter(|flow| passes(&self.atlas, flow, origin));
        let of_home = flows.iter().filter(|flow| self.atlas.country_of(flow.origin) == home);
        largest(of_place.copied()).or_else(|| largest(of_home.copied()))
    }

    /// Which commodity was taken for a cargo, and which others there are.
    pub(crate) fn taken(&self, question: &Route, commodity: CommodityIx) -> Option<String> {
        if question.commodity.is_some() {
            return None;
        }
        let row = &self.atlas.commodities[commodity.index()];
        let others: Vec<&str> = self
            .of_cargo(row.cargo)
            .into_iter()
            .filter(|at| *at != commodity)
            .map(|at| self.atlas.commodities[at.index()].id.as_str())
            .collect();
        // Of a single one nothing was chosen.
        let others = (!others.is_empty()).then(|| others.join(", "))?;
        Some(format!("{} is taken as {} ({}); --commodity takes another: {others}", row.cargo, row.id, row.name))
    }

    /// What is assumed of the goods of a trade that is judged by the law.
    pub(crate) fn assumed_origin(&self, question: &Route, (commodity, from): (CommodityIx, End)) -> Option<String> {
        if question.scenario.shipment.goods_origin.is_some() {
            return None;
        }
        let (origin, why) = origin(&self.atlas, commodity, from);
        let origin = &self.atlas.countries[origin?.index()].id;
        Some(format!("goods origin assumed {origin} ({why}); --goods-origin says another"))
    }
}

/// The commodity of which most is sent in the newest year of these flows.
fn largest<'f>(flows: impl Iterator<Item = &'f Flow>) -> Option<CommodityIx> {
    let flows: Vec<&Flow> = flows.collect();
    let newest = flows.iter().filter_map(|flow| flow.newest_year()).max()?;
    let mut by_grade: BTreeMap<CommodityIx, Mass> = BTreeMap::new();
    for flow in flows.into_iter().filter(|flow| flow.when.covers(newest)) {
        *by_grade.entry(flow.commodity).or_default() += flow.mass.value;
    }
    // Equal masses: the first grade by id, hence `Reverse`.
    by_grade.into_iter().max_by_key(|(grade, mass)| (*mass, Reverse(*grade))).map(|(grade, _)| grade)
}
