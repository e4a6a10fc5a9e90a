//! Flows on an imported network within its capacities, scenarios side by side.
//!
//! All flows of a scenario are assigned together, cheapest as a whole: no one keeps a route that was there before.
//! Routes are found by the hierarchy, at the prices that full links have; the program over them is that of every
//! assignment.

mod assigned;
mod pricer;
#[cfg(test)]
mod tests;

pub use assigned::{ImportedFlow, ImportedFlows};

use std::collections::BTreeMap;

use assigned::{ImportedAssignment, ImportedProblem};
use rayon::prelude::*;

use super::compare::both;
use super::sweep::ImportedScenario;
use crate::analysis::run::Extra;
use crate::answer;
use crate::metric::{share, total_usd};
use crate::model::Day;
use crate::network::{ImportedNetwork, NO_TAG};
use assignment::{Mass, PathFlow};

pub fn compare(asked: &ImportedFlows<'_>) -> answer::Compare {
    asked.progress.add_total(asked.scenarios.len() + 1);
    let register = ImportedProblem::new(asked);
    let none = ImportedScenario::default();
    // First and alone: limits that are a share of the baseline need its loads.
    let baseline = asked.progress.step(|| ImportedAssignment::new(&register, &none, None));
    let told = Compared::new(asked, &register, &baseline);
    let outcome = |scenario: &ImportedScenario| {
        asked.progress.step(|| told.outcome(scenario, &ImportedAssignment::new(&register, scenario, Some(&baseline))))
    };
    answer::Compare {
        head: asked.head.clone(),
        baseline: told.baseline(&baseline),
        scenarios: asked.scenarios.par_iter().map(outcome).collect(),
        ranges: None,
    }
}

struct Compared<'a> {
    imported: &'a ImportedNetwork,
    day: Day,
    year: i16,
    whole: Mass,
    flows: usize,
    before: Sums,
}

struct Sums {
    delivered: Mass,
    /// By flow: kilograms, their cost in millionths of a USD/t x kg, their time in seconds x kg.
    of_flow: Vec<(i128, i128, i128)>,
    corridors: BTreeMap<String, Mass>,
    countries: BTreeMap<String, Mass>,
}

impl<'a> Compared<'a> {
    pub fn new(asked: &'a ImportedFlows<'_>, register: &ImportedProblem<'a>, baseline: &ImportedAssignment) -> Self {
        let imported = &register.asked.prepared.imported;
        let day = asked.head.scenario.as_of;
        let year = day.year();
        let flows = asked.flows.len();
        let whole = asked.flows.iter().map(|flow| flow.mass).sum();
        Self { imported, day, year, whole, flows, before: Sums::new(imported, flows, baseline) }
    }

    pub fn baseline(&self, assigned: &ImportedAssignment) -> answer::Baseline {
        let own = &self.before;
        let kt = |(id, mass): (&String, &Mass)| answer::CorridorUse {
            id: id.clone(),
            kt: mass.kt(),
            ..answer::CorridorUse::default()
        };
        let part = |(id, mass): (&String, &Mass)| answer::CountryUse { id: id.clone(), used: self.part(*mass) };
        answer::Baseline {
            year: self.year,
            as_of: self.day,
            flow_kt: self.whole.kt(),
            delivered_kt: own.delivered.kt(),
            // There is no reservation price, so what is not delivered is stranded.
            stranded_kt: (self.whole - own.delivered).kt(),
            cost_usd: total_usd(own.of_flow.iter().map(|flow| flow.1).sum()),
            corridors: own.corridors.iter().map(kt).collect(),
            countries: own.countries.iter().map(part).collect(),
            bottlenecks: assigned.bottlenecks.clone(),
            certificate: assigned.certificate.clone(),
            ..answer::Baseline::default()
        }
    }

    pub fn outcome(&self, scenario: &ImportedScenario, assigned: &ImportedAssignment) -> answer::Outcome {
        let now = Sums::new(self.imported, self.flows, assigned);
        let extra = extra(&self.before.of_flow, &now.of_flow);
        let corridors = both(&self.before.corridors, &now.corridors).map(|(id, then, now)| answer::CorridorChange {
            id: id.clone(),
            kt: now.kt(),
            change_kt: (now - then).kt(),
            ..answer::CorridorChange::default()
        });
        let countries = both(&self.before.countries, &now.countries).map(|(id, then, now)| answer::CountryChange {
            id: id.clone(),
            used: self.part(now),
            change: self.part(now - then),
        });
        answer::Outcome {
            id: scenario.id.clone(),
            title: scenario.id.clone(),
            as_of: self.day,
            delivered_kt: now.delivered.kt(),
            stranded_kt: (self.whole - now.delivered).kt(),
            extra_usd_t: extra.map(|extra| extra.usd_t),
            new_usd_t: extra.map(|extra| extra.new_usd_t),
            today_usd_t: extra.map(|extra| extra.today_usd_t()),
            extra_days: extra.map(|extra| extra.days),
            corridors: corridors.collect(),
            countries: countries.collect(),
            bottlenecks: assigned.bottlenecks.clone(),
            certificate: assigned.certificate.clone(),
            ..answer::Outcome::default()
        }
    }

    fn part(&self, mass: Mass) -> f64 {
        share(mass.kt(), self.whole.kt())
    }
}

impl Sums {
    fn new(imported: &ImportedNetwork, flows: usize, assigned: &ImportedAssignment) -> Self {
        let mut own = Self {
            delivered: Mass::ZERO,
            of_flow: vec![(0, 0, 0); flows],
            corridors: BTreeMap::new(),
            countries: BTreeMap::new(),
        };
        for path in &assigned.paths {
            // Paths are open at these weights, so the sum is there.
            let key = assigned.weights.sum(&path.arcs).unwrap_or_default();
            let kg = i128::from(path.mass.0);
            let flow = &mut own.of_flow[path.demand];
            *flow = (flow.0 + kg, flow.1 + kg * i128::from(key.cost.0), flow.2 + kg * i128::from(key.time.0));
            own.delivered += path.mass;
            let (corridors, countries) = traversed(imported, path);
            corridors.into_iter().for_each(|id| *own.corridors.entry(id).or_default() += path.mass);
            countries.into_iter().for_each(|id| *own.countries.entry(id).or_default() += path.mass);
        }
        own
    }
}

/// Corridors and countries of a path, each once.
fn traversed(imported: &ImportedNetwork, path: &PathFlow) -> (Vec<String>, Vec<String>) {
    let (mut tags, mut countries) = (Vec::new(), Vec::new());
    for arc in &path.arcs {
        tags.push(imported.tag[imported.link_of[arc.index()] as usize]);
        countries.extend([&imported.tail, &imported.head].map(|end| imported.country[end[arc.index()] as usize]));
    }
    let once = |mut all: Vec<u16>| {
        all.retain(|one| *one != NO_TAG);
        all.sort_unstable();
        all.dedup();
        all
    };
    // Tags may be lines or straits too: only corridors are shown here.
    let tags = once(tags).into_iter().filter_map(|tag| imported.tags[usize::from(tag)].strip_prefix("corridor:"));
    let countries = once(countries).into_iter().map(|one| imported.countries[usize::from(one)].clone());
    (tags.map(str::to_owned).collect(), countries.collect())
}

/// What a tonne costs more and how many days longer it takes, over the flows that arrive before and now.
fn extra(before: &[(i128, i128, i128)], now: &[(i128, i128, i128)]) -> Option<Extra> {
    let (mut cost, mut time, mut mass, mut new) = (0.0, 0.0, 0.0, 0.0);
    for (then, now) in before.iter().zip(now).filter(|(then, now)| then.0 > 0 && now.0 > 0) {
        let kg = now.0 as f64;
        // What the flow's tonnes of now would have cost before, at its mean of then.
        let more = |then_sum: i128, now_sum: i128| now_sum as f64 - then_sum as f64 / then.0 as f64 * kg;
        cost += more(then.1, now.1);
        time += more(then.2, now.2);
        new += now.1 as f64;
        mass += kg;
    }
    // Millionths of a USD/t become USD/t, seconds become days.
    let extra = || Extra { usd_t: cost / mass / 1e6, days: time / mass / 86_400.0, new_usd_t: new / mass / 1e6 };
    (mass > 0.0).then(extra)
}
