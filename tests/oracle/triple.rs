//! The dependence triple of the whole program, from CSV to answer, on small random atlases against closing by hand:
//! all routes are enumerated, those that touch X are struck out, and a program over the rest tells what is stranded.

use std::collections::BTreeMap;

use corridor::answer::{Exposure, Reroute, Step};
use corridor::spec::{FlowsSelection, ScenarioSpec};
use corridor::{Session, query};
use microlp::{ComparisonOp, OptimizationDirection, Variable};

use super::small::{RouteOption, Small, Thing};

/// Kilograms in a kilotonne.
const KT: f64 = 1e6;
/// Whole kilograms of two programs may differ by this much.
const NEAR: f64 = 8.0;

/// What is to be assigned by hand: kg by flow, on which routes, beside what stays where it is.
struct Hand<'a> {
    small: &'a Small,
    routes: Vec<&'a RouteOption>,
    kept: Vec<&'a RouteOption>,
    wanted: Vec<f64>,
}

impl Hand<'_> {
    /// By flow, one tier after the other: the least stranded kg; and the least cost of the rest, in USD.
    fn least(&self) -> (Vec<f64>, f64) {
        let mut stranded: Vec<f64> = Vec::new();
        for _ in &self.wanted {
            stranded.push(self.program(&stranded).max(0.0) * KT);
        }
        let cost = self.program(&stranded);
        (stranded, cost * 1e3)
    }

    /// The least stranded kt of the first flow after those of which the least is known; after all, the least kUSD.
    fn program(&self, known: &[f64]) -> f64 {
        let costs = known.len() == self.wanted.len();
        let mut lp = microlp::Problem::new(OptimizationDirection::Minimize);
        let price = |route: &RouteOption| if costs { self.small.usd_t(route) } else { 0.0 };
        let x: Vec<Variable> = self.routes.iter().map(|route| lp.add_var(price(route), (0.0, f64::INFINITY))).collect();
        for (flow, kg) in self.wanted.iter().enumerate() {
            let most = known.get(flow).map_or(f64::INFINITY, |kg| kg / KT + 1e-9);
            let goal = if flow == known.len() { 1.0 } else { 0.0 };
            let mut row = vec![(lp.add_var(goal, (0.0, most)), 1.0)];
            row.extend(self.routes.iter().zip(&x).filter(|(route, _)| route.flow == flow).map(|(_, &x)| (x, 1.0)));
            lp.add_constraint(&row, ComparisonOp::Eq, kg / KT);
        }
        for limit in &self.small.limits {
            let counted = |route: &&&RouteOption| self.small.counts(limit, route);
            let load: f64 = self.kept.iter().filter(counted).map(|route| route.kg).sum();
            let routes = self.routes.iter().zip(&x).filter(|(route, _)| counted(route));
            let row: Vec<(Variable, f64)> = routes.map(|(_, &x)| (x, 1.0)).collect();
            lp.add_constraint(&row, ComparisonOp::Le, f64::from(limit.kt) - load / KT);
        }
        lp.solve().unwrap().into_solution().unwrap().objective()
    }
}

/// The baseline as the program assigns it, checked by hand.
struct Baseline<'a> {
    small: &'a Small,
    all: Vec<RouteOption>,
    assigned: Vec<RouteOption>,
    stranded: Vec<f64>,
}

impl<'a> Baseline<'a> {
    fn new(small: &'a Small, answer: &Reroute) -> Self {
        let all = small.routes();
        let mut assigned = Vec::new();
        for (flow, row) in answer.flows.iter().enumerate() {
            assert_eq!(row.id, format!("f{flow}"));
            for found in &row.routes {
                let links: Vec<usize> = found.arcs.iter().map(link).collect();
                let is =
                    |route: &&RouteOption| route.flow == flow && route.legs.iter().map(|leg| leg.0).eq(links.clone());
                let route = all.iter().find(is).expect("an assigned route is a route");
                assigned.push(RouteOption { kg: found.kg as f64, ..route.clone() });
            }
        }
        let stranded = answer.flows.iter().map(|row| (row.stranded_kt * KT).round()).collect();
        let baseline = Self { small, all, assigned, stranded };
        baseline.holds(answer.cost_usd);
        baseline
    }

    /// Nothing is lost, no limit exceeded, no tier strands more and nothing costs more than it must.
    fn holds(&self, usd: f64) {
        for (flow, row) in self.small.flows.iter().enumerate() {
            let kg: f64 = self.assigned.iter().filter(|route| route.flow == flow).map(|route| route.kg).sum();
            assert_eq!(kg + self.stranded[flow], f64::from(row.kt) * KT, "flow {flow}");
        }
        for limit in &self.small.limits {
            let counted = self.assigned.iter().filter(|route| self.small.counts(limit, route));
            let kg: f64 = counted.map(|route| route.kg).sum();
            assert!(kg <= f64::from(limit.kt) * KT, "{limit:?}: {kg}");
        }
        let wanted = self.small.flows.iter().map(|flow| f64::from(flow.kt) * KT).collect();
        let hand = Hand { small: self.small, routes: self.all.iter().collect(), kept: Vec::new(), wanted };
        let (stranded, cost) = hand.least();
        for (found, least) in self.stranded.iter().zip(&stranded) {
            assert!((found - least).abs() <= NEAR, "stranded {found}, by hand {least}");
        }
        assert!((usd - cost).abs() < 1.0, "{usd} USD, by hand {cost}");
    }

    /// By flow: what is stranded when X is closed.
    fn barred(&self, thing: &Thing) -> Vec<f64> {
        let (freed, kept): (Vec<&RouteOption>, Vec<&RouteOption>) =
            self.assigned.iter().partition(|route| self.small.touched(route).contains(thing));
        let mut wanted = self.stranded.clone();
        freed.iter().for_each(|route| wanted[route.flow] += route.kg);
        let routes = self.all.iter().filter(|route| !self.small.touched(route).contains(thing)).collect();
        Hand { small: self.small, routes, kept, wanted }.least().0
    }

    /// By thing and role: what is used and what is unavoidable, in kg.
    fn rows(&self) -> BTreeMap<(Thing, &'static str), (f64, f64)> {
        let mut rows = BTreeMap::new();
        let asked = |flow: &usize| self.small.flows[*flow].asked;
        let mut things: Vec<Thing> = self
            .assigned
            .iter()
            .filter(|route| asked(&route.flow))
            .flat_map(|route| self.small.touched(route))
            .collect();
        things.sort();
        things.dedup();
        for thing in things {
            let stranded = self.barred(&thing);
            for role in ["transit", "end"] {
                if role == "end" && thing.0 == "country" && !self.small.ends {
                    continue;
                }
                let of_role = |flow: &usize| asked(flow) && self.holds_end(*flow, &thing) == (role == "end");
                let flows: Vec<usize> = (0..stranded.len()).filter(of_role).collect();
                let touches =
                    |route: &&RouteOption| flows.contains(&route.flow) && self.small.touched(route).contains(&thing);
                let used: f64 = self.assigned.iter().filter(touches).map(|route| route.kg).sum();
                let lost: f64 = flows.iter().map(|&flow| stranded[flow] - self.stranded[flow]).sum();
                if used > 0.0 {
                    rows.insert((thing.clone(), role), (used, lost.max(0.0)));
                }
            }
        }
        rows
    }

    fn holds_end(&self, flow: usize, thing: &Thing) -> bool {
        let row = &self.small.flows[flow];
        [row.from, row.to].iter().any(|&place| self.small.on_end(place).contains(thing))
    }
}

fn link(step: &Step) -> usize {
    match step {
        Step::Link(id) => id.trim_start_matches('l').parse().unwrap(),
        Step::Transfer(id) => panic!("roads need no transfer {id}"),
    }
}

fn reroute(engine: &Session) -> Reroute {
    let flows = FlowsSelection { domestic: true, ..FlowsSelection::default() };
    let question = query::Reroute { flows, scenario: ScenarioSpec::default(), ranges: false };
    engine.ask(&question).unwrap()
}

fn exposure(engine: &Session, small: &Small) -> Exposure {
    let asked = small.flows.iter().enumerate().filter(|(_, flow)| flow.asked);
    let flow = asked.map(|(at, _)| format!("f{at}")).collect();
    let flows = FlowsSelection { flow, domestic: true, ends: small.ends, ..FlowsSelection::default() };
    let scenario = ScenarioSpec::default();
    engine.ask(&query::Exposure { flows, scenario, ..query::Exposure::default() }).unwrap()
}

#[test]
fn the_triple_is_what_barring_by_hand_gives() {
    oracle::run("triple against closing by hand", Small::drawn, |small| {
        let files = small.files();
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), &bytes[..])).collect();
        let engine = Session::of_files(&files).unwrap_or_else(|error| panic!("{error} {:?}", error.diagnostics()));
        let mut expected = Baseline::new(small, &reroute(&engine)).rows();
        for row in exposure(&engine, small).rows {
            let thing = (row.of.as_str(), row.id.clone());
            let at =
                expected.keys().find(|((of, id), role)| (*of, id) == (thing.0, &thing.1) && *role == row.role.as_str());
            let at = at.cloned().unwrap_or_else(|| panic!("by hand there is no row for {row:?}"));
            let (used, unavoidable) = expected.remove(&at).unwrap();
            assert_eq!((row.used_kt * KT).round(), used, "{row:?}");
            let found = row.unavoidable_kt * KT;
            assert!((found - unavoidable).abs() <= NEAR, "{row:?}, by hand {unavoidable} kg");
            assert!((row.reroutable_kt + row.unavoidable_kt - row.used_kt).abs() < 1e-9, "{row:?}");
        }
        assert!(expected.is_empty(), "the answer has no rows for {expected:?}");
    });
}
