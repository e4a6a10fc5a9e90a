//! Several commodities on shared capacities against a general linear program.

use assignment::mincost::{Arc, Instance, UNBOUNDED};
use assignment::multicommodity::{Infeasibility, NO_BUNDLE, Outcome, Problem, Solver, dual_bound};
use microlp::{ComparisonOp, OptimizationDirection, Variable};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

/// Supplies and arcs of each commodity, bundles of arcs, capacities.
#[derive(Debug)]
struct Drawn {
    own: Vec<(Vec<i64>, Vec<Arc>)>,
    bundle: Vec<Vec<u32>>,
    capacity: Vec<i64>,
}

impl Drawn {
    fn problem(&self) -> Problem {
        let own = self.own.iter().map(|(supply, arcs)| Instance::new(supply.clone(), arcs.clone()).unwrap());
        Problem::new(own.collect(), self.bundle.clone(), self.capacity.clone()).unwrap()
    }
}

fn drawn(rng: &mut ChaCha8Rng) -> Drawn {
    let commodities = rng.random_range(0..=4);
    let nodes = rng.random_range(1..=9);
    let bundles = rng.random_range(0..=24);
    let tight = rng.random_range(1..=6);
    // Mostly all supply can flow, if by an expensive detour.
    let detour = rng.random_range(0..4) > 0;
    // Most commodities go over the same arcs, in an order of their own.
    let shared: Vec<(u32, u32)> = (0..rng.random_range(0..=24))
        .map(|_| (rng.random_range(0..nodes) as u32, rng.random_range(0..nodes) as u32))
        .collect();
    let (mut own, mut bundle) = (Vec::new(), Vec::new());
    for _ in 0..commodities {
        let mut arcs = Vec::new();
        let mut named = Vec::new();
        for (at, &(tail, head)) in shared.iter().enumerate() {
            if rng.random_range(0..8) == 0 {
                continue;
            }
            let lower = if rng.random_range(0..20) == 0 { 1 } else { 0 };
            let capacity = if rng.random_range(0..3) == 0 { lower + rng.random_range(0..=6) } else { UNBOUNDED };
            let least = if rng.random_range(0..40) == 0 { -4 } else { 0 };
            arcs.push(Arc { tail, head, lower, capacity, cost: rng.random_range(least..=9) });
            // Now and then several arcs of a commodity are in one bundle.
            let at = if rng.random_range(0..6) == 0 { rng.random_range(0..24) } else { at };
            named.push(if at < bundles { at as u32 } else { NO_BUNDLE });
        }
        for node in (0..nodes).filter(|_| detour) {
            let head = (node + 1) % nodes;
            let (tail, head) = (node as u32, head as u32);
            arcs.push(Arc { tail, head, lower: 0, capacity: UNBOUNDED, cost: 30 });
            named.push(NO_BUNDLE);
        }
        let mut supply: Vec<i64> = (0..nodes).map(|_| rng.random_range(-2..=2)).collect();
        supply[0] -= supply.iter().sum::<i64>();
        own.push((supply, arcs));
        bundle.push(named);
    }
    let capacity = (0..bundles).map(|_| rng.random_range(0..=tight)).collect();
    Drawn { own, bundle, capacity }
}

/// The least cost by a general solver; `None`: not everything can flow; `Some(None)`: nothing is least.
fn slow(drawn: &Drawn) -> Option<Option<f64>> {
    let mut lp = microlp::Problem::new(OptimizationDirection::Minimize);
    let mut together: Vec<Vec<(Variable, f64)>> = vec![Vec::new(); drawn.capacity.len()];
    for ((supply, arcs), bundle) in drawn.own.iter().zip(&drawn.bundle) {
        let mut at: Vec<Vec<(Variable, f64)>> = vec![Vec::new(); supply.len()];
        for (arc, &bundle) in arcs.iter().zip(bundle) {
            let most = if arc.capacity >= UNBOUNDED { f64::INFINITY } else { arc.capacity as f64 };
            let flow = lp.add_var(arc.cost as f64, (arc.lower as f64, most));
            if arc.tail != arc.head {
                at[arc.tail as usize].push((flow, 1.0));
                at[arc.head as usize].push((flow, -1.0));
            }
            if bundle != NO_BUNDLE {
                together[bundle as usize].push((flow, 1.0));
            }
        }
        for (terms, &supply) in at.iter().zip(supply) {
            if terms.is_empty() && supply != 0 {
                return None;
            }
            lp.add_constraint(terms.as_slice(), ComparisonOp::Eq, supply as f64);
        }
    }
    for (terms, &capacity) in together.iter().zip(&drawn.capacity).filter(|(terms, _)| !terms.is_empty()) {
        lp.add_constraint(terms.as_slice(), ComparisonOp::Le, capacity as f64);
    }
    match lp.solve() {
        Ok(solved) => Some(Some(solved.into_solution().unwrap().objective())),
        Err(microlp::Error::Infeasible) => None,
        Err(_) => Some(None),
    }
}

#[test]
fn several_commodities_flow_as_a_general_program_says() {
    oracle::run("several commodities against a general program", drawn, |drawn| {
        let problem = drawn.problem();
        let expected = slow(drawn);
        let outcome = Solver::new(&problem).map_or_else(|end| end, |mut solver| solver.solve());
        match outcome {
            Outcome::Optimal(optimum) => {
                let least = expected.expect("it can flow").expect("something is least");
                assert!((optimum.cost - least).abs() < 1e-6 * (1.0 + least.abs()), "{} {least}", optimum.cost);
                assert!(optimum.gap().abs() < 1e-6, "gap {}", optimum.gap());
                assert!(optimum.max_violation < 1e-6, "off by {}", optimum.max_violation);
                holds(drawn, &optimum.flow);
            }
            Outcome::Infeasible(Infeasibility::Single(commodity, nodes)) => {
                assert!(expected.is_none());
                assert!(commodity < drawn.own.len() && !nodes.is_empty());
            }
            Outcome::Infeasible(Infeasibility::Joint(price)) => {
                assert!(expected.is_none(), "{expected:?}");
                assert!(dual_bound(&problem, &price, false).is_some_and(|more| more > 1e-6));
            }
            // Beside a commodity without a least cost another may be unable to flow.
            Outcome::Unbounded(..) => assert!(expected.is_none_or(|least| least.is_none())),
            Outcome::PivotLimit(pivots) => panic!("{pivots} pivots"),
        }
    });
}

/// Bounds, supplies and capacities.
fn holds(drawn: &Drawn, flow: &[Vec<f64>]) {
    let mut load = vec![0.0; drawn.capacity.len()];
    for (((supply, arcs), bundle), flow) in drawn.own.iter().zip(&drawn.bundle).zip(flow) {
        let mut left: Vec<f64> = supply.iter().map(|&one| one as f64).collect();
        for ((arc, &bundle), &flow) in arcs.iter().zip(bundle).zip(flow) {
            assert!(flow > arc.lower as f64 - 1e-6 && flow < arc.capacity as f64 + 1e-6);
            left[arc.tail as usize] -= flow;
            left[arc.head as usize] += flow;
            if bundle != NO_BUNDLE {
                load[bundle as usize] += flow;
            }
        }
        assert!(left.iter().all(|left| left.abs() < 1e-6));
    }
    assert!(load.iter().zip(&drawn.capacity).all(|(load, &capacity)| *load < capacity as f64 + 1e-6));
}
