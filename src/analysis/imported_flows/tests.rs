//! Flows assigned by a hierarchy against the same program with plain searches, and against the checker of all assignments.

use std::sync::Arc;

use rand::RngExt as _;
use rand_chacha::ChaCha8Rng;

use super::assigned::{ImportedProblem, limits, under};
use super::pricer::ByHierarchy;
use super::*;
use crate::analysis::sample;
use crate::analysis::sweep::{ImportedLimit, LinkEdit, MostOn};
use crate::input;
use crate::network::{Course, ImportedLink, ImportedNetwork, ImportedNode, ImportedSelection, Prepared};
use assignment::{Bundle, Certificate, Claim, assign, assign_with, verify};
use routing::{ArcIx, NodeIx};

/// An imported network whose links are few, cheap, of equal cost or narrow by turns, flows on it, and a scenario.
#[derive(Debug)]
struct Drawn {
    nodes: Vec<ImportedNode>,
    links: Vec<ImportedLink>,
    flows: Vec<(u32, u32, i64)>,
    closed: Vec<usize>,
    limit: Option<(usize, MostOn)>,
    tax: Option<(usize, i64)>,
}

fn drawn(rng: &mut ChaCha8Rng) -> Drawn {
    let many = rng.random_range(2..14_u32);
    let node = |at: u32| ImportedNode { id: format!("n{at}"), at: [f64::from(at), f64::from(at % 3)], country: None };
    let dear = [3, 100_000][rng.random_range(0..2)];
    let link = |(at, rng): (u32, &mut ChaCha8Rng)| {
        let from = rng.random_range(0..many);
        ImportedLink {
            id: format!("l{at}"),
            from,
            to: (from + rng.random_range(1..many)) % many,
            metres: rng.random_range(0..1000),
            mode: "road".into(),
            cost: rng.random_range(0..dear),
            seconds: rng.random_range(0..5),
            course: if rng.random_range(0..3) == 0 { Course::OneWay } else { Course::Both },
            tag: None,
            kt_y: (rng.random_range(0..3) > 0).then(|| rng.random_range(0..60)),
        }
    };
    let links: Vec<ImportedLink> = (0..rng.random_range(1..30)).map(|at| link((at, &mut *rng))).collect();
    let flow =
        |rng: &mut ChaCha8Rng| (rng.random_range(0..many), rng.random_range(0..many), rng.random_range(1..40_000_000));
    let flows = (0..rng.random_range(1..8)).map(|_| flow(rng)).collect();
    let some = |rng: &mut ChaCha8Rng| rng.random_range(0..links.len());
    let most = |rng: &mut ChaCha8Rng| match rng.random_range(0..3) {
        0 => MostOn::Share(0.5),
        1 => MostOn::Each(Mass(rng.random_range(0..30_000_000))),
        _ => MostOn::Together(Mass(rng.random_range(0..30_000_000))),
    };
    Drawn {
        nodes: (0..many).map(node).collect(),
        closed: (0..rng.random_range(0..3)).map(|_| some(rng)).collect(),
        limit: (rng.random_range(0..2) == 0).then(|| (some(rng), most(rng))),
        tax: (rng.random_range(0..2) == 0).then(|| (some(rng), rng.random_range(-5..5000))),
        links,
        flows,
    }
}

impl Drawn {
    fn scenario(&self, imported: &ImportedNetwork) -> ImportedScenario {
        let atlas = sample::read(&input::tiny());
        let on = |link: usize| ImportedSelection::parse(&format!("link=l{link}"), imported, &atlas).unwrap();
        let shut = LinkEdit { closed: true, ..LinkEdit::default() };
        let mut changes: Vec<_> = self.closed.iter().map(|&link| (on(link), shut)).collect();
        let tax = |add_cost: i64| LinkEdit { add_cost, ..LinkEdit::default() };
        changes.extend(self.tax.map(|(link, more)| (on(link), tax(more))));
        let limit = |(link, most): (usize, MostOn)| ImportedLimit { id: "narrow".into(), on: on(link), most };
        ImportedScenario {
            id: "s".into(),
            closed: Vec::new(),
            changes,
            limits: self.limit.map(limit).into_iter().collect(),
        }
    }
}

#[test]
fn flows_by_a_hierarchy_are_those_of_plain_searches() {
    oracle::run("flows on an imported network against plain searches", drawn, |model| {
        let imported = ImportedNetwork::new(&model.nodes, &model.links, Vec::new()).unwrap();
        let prepared = Prepared::new(imported, &|_| ()).unwrap();
        let flow = |(at, &(from, to, kg)): (usize, &(u32, u32, i64))| ImportedFlow {
            id: format!("f{at}"),
            from: NodeIx(from),
            to: NodeIx(to),
            mass: Mass(kg),
        };
        let scenario = model.scenario(&prepared.imported);
        let asked = ImportedFlows {
            head: answer::Metadata::default(),
            prepared: &prepared,
            flows: model.flows.iter().enumerate().map(flow).collect(),
            scenarios: vec![scenario.clone()],
            progress: Arc::default(),
            audit: None,
        };
        let register = ImportedProblem::new(&asked);
        let baseline = ImportedAssignment::new(&register, &ImportedScenario::default(), None);
        let (weights, lanes) = under(&register, &scenario);
        let bundles: Vec<Bundle> =
            limits(&register, &scenario, Some(&baseline)).into_iter().map(|(_, bundle)| bundle).collect();
        let problem = register.problem(&weights, &bundles);
        let plain = assign(&problem);
        let own = assign_with(&problem, |demands| ByHierarchy::new(lanes, &weights, &bundles, demands));
        assert!(own.complete && plain.complete);
        let claim = Claim {
            problem,
            retained: &[],
            paths: &own.paths,
            stranded: &own.stranded,
            uneconomic: &own.uneconomic,
            certificate: &Certificate::of(&own),
        };
        verify(&claim).unwrap();
        let sum = |masses: &[Mass]| masses.iter().map(|mass| mass.0).sum::<i64>();
        // Rounding to whole kilograms may cost some.
        let some = i64::try_from(problem.demands.len() + bundles.len()).unwrap();
        assert!((sum(&own.stranded) - sum(&plain.stranded)).abs() <= some);
        // What the answer says of it, found by the hierarchy alone.
        let told = ImportedAssignment::new(&register, &scenario, Some(&baseline)).certificate;
        let stranding = &told.stranding[0];
        assert!(stranding.demand_kg - stranding.stranded_kg <= stranding.bound_kg);
        assert!(stranding.bound_kg - (stranding.demand_kg - stranding.stranded_kg) <= some);
        assert!(told.bound_usd <= told.cost_usd + 1e-6);
        let dearest = (0..problem.topology.arc_count()).filter_map(|arc| weights.get(ArcIx::from(arc)));
        let dearest: i64 = dearest.map(|key| key.cost.0).sum();
        assert!(told.cost_usd - told.bound_usd <= (dearest as f64 * some as f64) / 1e9 + 1e-6 * told.cost_usd);
    });
}
