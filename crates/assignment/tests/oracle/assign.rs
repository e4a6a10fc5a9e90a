//! Assignment against a program over all simple paths, solved phase by phase by another solver.

use std::time::Instant;

use assignment::{Bundle, ClassIx, Demand, Mass, Problem, Solution, assign};
use microlp::{ComparisonOp, OptimizationDirection, Variable};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use routing::{ArcIx, Cost, NodeIx, PathCost, PathQuery, Seconds, Topology, Weights};

use oracle::draw::{self as graphs, RandomGraph};
use oracle::slow;

/// All paths of each demand.
struct Slow<'a> {
    problem: Problem<'a>,
    paths: Vec<(usize, Vec<ArcIx>, f64)>,
}

/// What is minimised.
enum Goal {
    Tier(u8),
    Standalone(usize),
    Cost,
}

impl<'a> Slow<'a> {
    fn new(graph: &RandomGraph, problem: Problem<'a>) -> Self {
        let mut paths = Vec::new();
        for (at, demand) in problem.demands.iter().enumerate() {
            let query = PathQuery::between(
                problem.topology,
                &problem.weights[demand.class.0 as usize],
                &demand.sources,
                &demand.targets,
            );
            let routes = slow::all_paths(graph, &query).into_iter();
            paths.extend(routes.map(|path| (at, path.arcs, path.key.cost.usd_t())));
        }
        Self { problem, paths }
    }

    fn uses(&self, bundle: &Bundle, demand: usize, arcs: &[ArcIx]) -> f64 {
        if !bundle.classes[self.problem.demands[demand].class.0 as usize] {
            return 0.0;
        }
        crate::uses(bundle, arcs) as f64
    }

    /// The least stranded kt of each tier, then the least cost.
    fn solve(&self) -> (Vec<(u8, f64)>, f64) {
        let mut tiers: Vec<u8> = self.problem.demands.iter().map(|demand| demand.tier).collect();
        tiers.sort_unstable();
        tiers.dedup();
        let mut held = Vec::new();
        for tier in tiers {
            let least = self.program(&Goal::Tier(tier), &held, &[]);
            held.push((tier, least));
        }
        let maxima: Vec<f64> = (0..self.problem.demands.len())
            .map(|at| self.problem.demands[at].mass.kt() - self.program(&Goal::Standalone(at), &[], &[]))
            .collect();
        let cost = self.program(&Goal::Cost, &held, &maxima);
        (held, cost)
    }

    fn program(&self, goal: &Goal, held: &[(u8, f64)], maxima: &[f64]) -> f64 {
        let demands = self.problem.demands;
        let costs = matches!(goal, Goal::Cost);
        let mut lp = microlp::Problem::new(OptimizationDirection::Minimize);
        let any = (0.0, f64::INFINITY);
        let x: Vec<Variable> = self
            .paths
            .iter()
            .map(|(demand, _, cost)| match goal {
                Goal::Cost => lp.add_var(*cost, any),
                Goal::Standalone(only) if only != demand => lp.add_var(0.0, (0.0, 0.0)),
                _ => lp.add_var(0.0, any),
            })
            .collect();
        let stranded: Vec<Variable> = demands
            .iter()
            .enumerate()
            .map(|(at, demand)| match goal {
                Goal::Tier(tier) if *tier == demand.tier => lp.add_var(1.0, any),
                Goal::Standalone(only) if *only == at => lp.add_var(1.0, any),
                _ => lp.add_var(0.0, any),
            })
            .collect();
        for (at, demand) in demands.iter().enumerate() {
            let mut row = vec![(stranded[at], 1.0)];
            row.extend(self.of(at).map(|path| (x[path], 1.0)));
            if let (true, Some(price)) = (costs, demand.reservation_price) {
                let uneconomic = lp.add_var(price.usd_t(), any);
                row.push((uneconomic, 1.0));
                lp.add_constraint(&row[1..], ComparisonOp::Le, maxima[at]);
            }
            lp.add_constraint(&row, ComparisonOp::Eq, demand.mass.kt());
        }
        for bundle in self.problem.bundles {
            let row: Vec<(Variable, f64)> = (0..x.len())
                .map(|path| (x[path], self.uses(bundle, self.paths[path].0, &self.paths[path].1)))
                .filter(|entry| entry.1 > 0.0)
                .collect();
            lp.add_constraint(&row, ComparisonOp::Le, bundle.limit.kt());
        }
        for &(tier, least) in held {
            let of_tier = (0..demands.len()).filter(|&at| demands[at].tier == tier);
            let row: Vec<(Variable, f64)> = of_tier.map(|at| (stranded[at], 1.0)).collect();
            lp.add_constraint(&row, ComparisonOp::Le, least + 1e-9);
        }
        lp.solve().unwrap().into_solution().unwrap().objective()
    }

    fn of(&self, demand: usize) -> impl Iterator<Item = usize> {
        (0..self.paths.len()).filter(move |&path| self.paths[path].0 == demand)
    }
}

/// To the kilogram: no limit is exceeded, nothing is lost, and paths are paths.
fn holds(problem: &Problem<'_>, solution: &Solution) {
    let mut masses: Vec<i64> = vec![0; problem.demands.len()];
    let mut cost = 0;
    for path in &solution.paths {
        let demand = &problem.demands[path.demand];
        masses[path.demand] += path.mass.0;
        assert!(path.mass.0 > 0);
        let key = slow::sum(&problem.weights[demand.class.0 as usize], &path.arcs);
        cost += i128::from(key.unwrap().cost.0) * i128::from(path.mass.0);
        let mut at: Vec<NodeIx> = demand.sources.clone();
        for &arc in &path.arcs {
            assert!(at.contains(&problem.topology.tail(arc)));
            at = vec![problem.topology.head(arc)];
        }
        assert!(at.iter().any(|state| demand.targets.contains(state)));
    }
    assert_eq!(cost, solution.cost);
    for (at, demand) in problem.demands.iter().enumerate() {
        let (stranded, uneconomic) = (solution.stranded[at].0, solution.uneconomic[at].0);
        assert!(stranded >= 0 && uneconomic >= 0 && (uneconomic == 0 || demand.reservation_price.is_some()));
        assert_eq!(masses[at] + stranded + uneconomic, demand.mass.0);
    }
    for bundle in problem.bundles {
        let load: i64 = solution
            .paths
            .iter()
            .filter(|path| bundle.classes[problem.demands[path.demand].class.0 as usize])
            .map(|path| path.mass.0 * crate::uses(bundle, &path.arcs) as i64)
            .sum();
        assert!(load <= bundle.limit.0);
    }
}

/// The prices of each phase prove its value: no path has a reduced cost below 0, and the bound is the value.
fn proves(slow: &Slow<'_>, solution: &Solution) {
    let problem = &slow.problem;
    for phase in &solution.phases {
        for (demand, arcs, cost) in &slow.paths {
            if problem.demands[*demand].mass.0 == 0 {
                continue;
            }
            let own = if phase.tier.is_none() { *cost } else { 0.0 };
            let toll: f64 = problem
                .bundles
                .iter()
                .zip(&phase.bundles)
                .map(|(bundle, price)| slow.uses(bundle, *demand, arcs) * price)
                .sum();
            assert!(own + toll > phase.demands[*demand] - phase.standalone[*demand] - 1e-6, "{phase:?}");
        }
        if phase.standalone.iter().any(|&price| price > 0.0) {
            continue;
        }
        let gain: f64 = problem.demands.iter().zip(&phase.demands).map(|(d, price)| d.mass.kt() * price).sum();
        let toll: f64 = problem.bundles.iter().zip(&phase.bundles).map(|(b, price)| b.limit.kt() * price).sum();
        let held: f64 = phase
            .tiers
            .iter()
            .map(|(tier, price)| {
                solution.phases.iter().find(|p| p.tier == Some(*tier)).map_or(0.0, |p| p.value) * price
            })
            .sum();
        assert!((gain - toll - held - phase.value).abs() < 1e-6 * (1.0 + phase.value), "{phase:?}");
    }
}

/// A problem that is drawn.
#[derive(Debug)]
pub(super) struct Drawn {
    graph: RandomGraph,
    weights: Vec<Weights>,
    bundles: Vec<Bundle>,
    demands: Vec<Demand>,
}

impl Drawn {
    /// In multiples of `unit` kg.
    pub fn new(rng: &mut ChaCha8Rng, unit: i64) -> Self {
        let graph = graphs::graph(rng, 13);
        let classes = rng.random_range(1..=2);
        let weights = (0..classes).map(|_| graphs::weights(rng, graph.arcs.len(), 1)).collect();
        let bundles = crate::bundles(rng, graph.arcs.len(), classes, unit);
        let demands = crate::demands(rng, graph.nodes(), classes, unit);
        Self { graph, weights, bundles, demands }
    }

    pub fn problem(&self) -> Problem<'_> {
        Problem {
            topology: &self.graph.topology,
            weights: &self.weights,
            bundles: &self.bundles,
            demands: &self.demands,
        }
    }
}

#[test]
fn an_assignment_strands_and_costs_as_little_as_a_program_over_all_paths() {
    let name = "assignment against a program over all routes";
    oracle::run(
        name,
        |rng| Drawn::new(rng, 1_000_000),
        |case| {
            let problem = case.problem();
            let solution = assign(&problem);
            assert!(solution.complete);
            holds(&problem, &solution);
            let slow = Slow::new(&case.graph, problem);
            let (tiers, cost) = slow.solve();
            for (phase, (tier, least)) in solution.phases.iter().zip(&tiers) {
                assert_eq!(phase.tier, Some(*tier));
                assert!((phase.value - least).abs() < 1e-6 * (1.0 + least), "tier {tier}: {least}, {phase:?}");
                let of_tier = (0..case.demands.len()).filter(|&at| case.demands[at].tier == *tier);
                let whole: Mass = of_tier.map(|at| solution.stranded[at]).sum();
                let exact = if *least < 1e-7 { Mass(0) } else { Mass(4) };
                assert!(whole.kt() <= least + exact.kt() + 1e-9, "tier {tier}: {least}, {whole:?}");
            }
            let found = solution.phases.last().unwrap().value;
            assert!((found - cost).abs() < 1e-6 * (1.0 + cost), "cost {found}, {cost}");
            let reserved = case.demands.iter().zip(&solution.uneconomic);
            let uneconomic: f64 =
                reserved.map(|(d, uneconomic)| d.reservation_price.map_or(0.0, |c| c.usd_t() * uneconomic.kt())).sum();
            let whole = solution.cost as f64 / 1e12 + uneconomic;
            assert!((whole - cost).abs() < 2e-4, "whole {whole}, {cost}");
            proves(&slow, &solution);
        },
    );
}

#[test]
fn single_kilograms_are_never_lost_or_made() {
    let drawn = |rng: &mut ChaCha8Rng| {
        let mut case = Drawn::new(rng, 1);
        if rng.random_range(0..2) == 0 {
            case.demands[0].mass = Mass(1_000_000_000_000);
        }
        case
    };
    oracle::run("assignment of single kilograms", drawn, |case| {
        holds(&case.problem(), &assign(&case.problem()));
    });
}

/// A network as large as a real one; the time is printed (`--nocapture`), the answer only has to hold.
#[test]
fn forty_demands_on_two_hundred_states() {
    let mut rng = ChaCha8Rng::seed_from_u64(40);
    let mut pairs: Vec<(NodeIx, NodeIx)> =
        (0..600).map(|_| (NodeIx(rng.random_range(0..200)), NodeIx(rng.random_range(0..200)))).collect();
    pairs.sort_by_key(|pair| pair.0);
    let topology = Topology::new(200, &pairs);
    let mut key = |at: u64| PathCost {
        cost: Cost(rng.random_range(1_000_000..20_000_000)),
        time: Seconds(rng.random_range(1..100_000)),
        legs: 1,
        tie: at,
        ..PathCost::default()
    };
    let weights: Vec<Weights> = (0..3).map(|_| Weights { arc: (0..600).map(|at| Some(key(at))).collect() }).collect();
    let bundles: Vec<Bundle> = (0..60)
        .map(|_| Bundle {
            limit: Mass(rng.random_range(1_000_000_000..20_000_000_000)),
            arcs: {
                let mut arcs: Vec<ArcIx> = (0..4).map(|_| ArcIx(rng.random_range(0..600))).collect();
                arcs.sort_unstable();
                arcs.dedup();
                arcs
            },
            classes: vec![true, true, rng.random_range(0..2) == 0],
        })
        .collect();
    let demands: Vec<Demand> = (0..40)
        .map(|at| Demand {
            class: ClassIx(at % 3),
            sources: vec![NodeIx(rng.random_range(0..10))],
            targets: vec![NodeIx(rng.random_range(10..200))],
            mass: Mass(rng.random_range(1_000_000_000..10_000_000_000)),
            tier: 1 + u8::try_from(at % 2).unwrap(),
            reservation_price: None,
        })
        .collect();
    let problem = Problem { topology: &topology, weights: &weights, bundles: &bundles, demands: &demands };
    let start = Instant::now();
    let solution = assign(&problem);
    let first = start.elapsed();
    (0..9).for_each(|_| assert_eq!(assign(&problem), solution));
    let stranded: Mass = solution.stranded.iter().copied().sum();
    println!("first {first:?}, mean {:?}, {} paths, stranded {stranded}", start.elapsed() / 10, solution.paths.len());
    assert!(solution.complete);
    holds(&problem, &solution);
}
