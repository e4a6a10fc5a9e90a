//! Certificates: what the solver claims holds under the check, and what is falsified is found.

use assignment::{
    Certificate, Claim, Mass, PathFlow, Prices, Problem, Solution, StandaloneMaximum, Violation, assign, bounds, verify,
};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::assign::Drawn;

/// An assignment with its certificate, to be falsified.
#[derive(Clone)]
struct Claimed {
    retained: Vec<PathFlow>,
    paths: Vec<PathFlow>,
    stranded: Vec<Mass>,
    uneconomic: Vec<Mass>,
    certificate: Certificate,
}

impl Claimed {
    fn of(solution: &Solution) -> Self {
        Self {
            retained: Vec::new(),
            paths: solution.paths.clone(),
            stranded: solution.stranded.clone(),
            uneconomic: solution.uneconomic.clone(),
            certificate: Certificate::of(solution),
        }
    }

    fn claim<'a>(&'a self, problem: Problem<'a>) -> Claim<'a> {
        let Self { retained, paths, stranded, uneconomic, certificate } = self;
        Claim { problem, retained, paths, stranded, uneconomic, certificate }
    }

    fn violates(&self, problem: Problem<'_>, is: impl Fn(&Violation) -> bool) {
        let violations = verify(&self.claim(problem)).expect_err("a false claim");
        assert!(violations.iter().any(is), "{violations:?}");
    }
}

/// Draws a problem in multiples of `unit` kg, solves it, and hands both over with a generator to falsify it by.
fn each_solution(name: &str, unit: i64, check: impl Fn(Problem<'_>, &Claimed, &mut ChaCha8Rng)) {
    oracle::run(
        name,
        |rng| (Drawn::new(rng, unit), rng.random::<u64>()),
        |(drawn, seed)| {
            let problem = drawn.problem();
            check(problem, &Claimed::of(&assign(&problem)), &mut ChaCha8Rng::seed_from_u64(*seed));
        },
    );
}

#[test]
fn every_assignment_is_proved() {
    for (name, unit) in [("proofs of single kilograms", 1), ("proofs of assignments", 1_000_000)] {
        each_solution(name, unit, |problem, claimed, _| {
            let proved = verify(&claimed.claim(problem)).unwrap_or_else(|violations| panic!("{violations:?}"));
            assert!(proved.cost_bound <= proved.cost, "{proved:?}");
            // What is uneconomic may leave capacity for more of a later tier: then less is stranded than was proved.
            let uneconomic = claimed.uneconomic.iter().any(|mass| mass.0 > 0);
            let proved_least = proved.tiers.iter().all(|tier| tier.least <= tier.stranded);
            assert!(uneconomic || proved_least, "{proved:?}");
            wrong_maximum(problem, claimed);
            wrong_uneconomic(problem, claimed);
        });
    }
}

/// In kilotonnes no rounding hides it: whatever is stranded for nothing is found.
#[test]
fn what_is_stranded_for_nothing_is_found() {
    each_solution("proofs: stranded for nothing", 1_000_000, |problem, claimed, rng| {
        // What is uneconomic leaves the rest of its tier less than was proved, and room for a false claim.
        if problem.demands.iter().any(|demand| demand.reservation_price.is_some()) {
            return;
        }
        let mut wrong = claimed.clone();
        let large: Vec<usize> = (0..wrong.paths.len()).filter(|&at| wrong.paths[at].mass.0 > 1000).collect();
        if large.is_empty() {
            return;
        }
        let at = large[rng.random_range(0..large.len())];
        let half = Mass(wrong.paths[at].mass.0 / 2);
        wrong.stranded[wrong.paths[at].demand] += half;
        wrong.paths[at].mass -= half;
        wrong.violates(problem, |violation| matches!(violation, Violation::Tier { .. }));
    });
}

#[test]
fn a_single_kilogram_too_much_or_too_little_is_found() {
    each_solution("proofs: a kilogram too much or too little", 1_000_000, |problem, claimed, rng| {
        if claimed.paths.is_empty() {
            return;
        }
        let mut wrong = claimed.clone();
        let at = rng.random_range(0..wrong.paths.len());
        wrong.paths[at].mass += Mass(if rng.random_range(0..2) == 0 { 1 } else { -1 });
        wrong.violates(problem, |violation| matches!(violation, Violation::Balance { .. }));
    });
}

#[test]
fn what_exceeds_a_limit_or_leaves_its_path_is_found() {
    each_solution("proofs: limits and routes", 1_000_000, |problem, claimed, rng| {
        if claimed.paths.is_empty() {
            return;
        }
        let mut wrong = claimed.clone();
        let at = rng.random_range(0..wrong.paths.len());
        wrong.paths[at].arcs.pop();
        let violations = verify(&wrong.claim(problem)).err().unwrap_or_default();
        let shorter = &wrong.paths[at];
        let demand = &problem.demands[shorter.demand];
        let still = match shorter.arcs.last() {
            Some(arc) => demand.targets.contains(&problem.topology.head(*arc)),
            None => demand.sources.iter().any(|source| demand.targets.contains(source)),
        };
        let found = violations.iter().any(|violation| matches!(violation, Violation::Path { .. }));
        assert_eq!(found, !still, "{violations:?}");

        let mut wrong = claimed.clone();
        wrong.retained.push(PathFlow { mass: Mass(9_000_000_000), ..claimed.paths[at].clone() });
        let class = demand.class.0 as usize;
        let counts = |arc| problem.bundles.iter().any(|b| b.classes[class] && b.arcs.contains(arc));
        let violations = verify(&wrong.claim(problem)).err().unwrap_or_default();
        let found = violations.iter().any(|violation| matches!(violation, Violation::Limit { .. }));
        assert_eq!(found, claimed.paths[at].arcs.iter().any(counts), "{violations:?}");
        for violation in &violations {
            let Violation::Limit { bundle, load, .. } = violation else { continue };
            let bundle = &problem.bundles[*bundle];
            let uses = |path: &PathFlow| crate::uses(bundle, &path.arcs) as i128;
            let counted = |path: &&PathFlow| bundle.counts(problem.demands[path.demand].class);
            let own = wrong.retained.iter().chain(&wrong.paths).filter(counted);
            let slow: i128 = own.map(|path| i128::from(path.mass.0) * uses(path)).sum();
            assert_eq!(*load, slow, "each path by each of its arcs");
        }
    });
}

/// Without prices nothing is proved but what needs no proof.
#[test]
fn an_assignment_without_prices_is_not_proved() {
    each_solution("proofs: without prices", 1_000_000, |problem, claimed, _| {
        let mut bare = claimed.clone();
        for (_, prices) in &mut bare.certificate.tiers {
            *prices = Prices::default();
        }
        let stranded: i64 = claimed.stranded.iter().map(|mass| mass.0).sum();
        let proved = bounds(&bare.claim(problem));
        let reachable = proved.tiers.iter().any(|tier| tier.stranded > tier.least + 100);
        let violations = verify(&bare.claim(problem)).err().unwrap_or_default();
        let found = violations.iter().any(|violation| matches!(violation, Violation::Tier { .. }));
        assert_eq!(found, reachable, "{violations:?}");
        assert!(!reachable || stranded > 0);
    });
}

/// A bound holds whatever the prices are: random prices never prove more than the best.
#[test]
fn no_prices_prove_too_much() {
    each_solution("proofs: any prices", 1_000_000, |problem, claimed, rng| {
        // Where some of an earlier tier is uneconomic a later bound rests on the earlier one's prices being good.
        if claimed.uneconomic.iter().any(|mass| mass.0 > 0) {
            return;
        }
        let mut wild = claimed.clone();
        let mut draw = |at: usize| (assignment::BundleIx::from(at), rng.random_range(0..3_000_000_000));
        for (_, prices) in &mut wild.certificate.tiers {
            prices.bundles = (0..problem.bundles.len()).map(&mut draw).collect();
        }
        wild.certificate.cost.bundles = (0..problem.bundles.len()).map(&mut draw).collect();
        let proved = bounds(&wild.claim(problem));
        let slack = 100_000_000;
        assert!(proved.cost_bound <= proved.cost + slack, "{proved:?}");
        assert!(proved.tiers.iter().all(|tier| tier.least <= tier.stranded + 20), "{proved:?}");
    });
}

/// A standalone maximum is checked too.
fn wrong_maximum(problem: Problem<'_>, claimed: &Claimed) {
    for at in 0..claimed.certificate.standalone.len() {
        let mut wrong = claimed.clone();
        let StandaloneMaximum { maximum, .. } = &mut wrong.certificate.standalone[at];
        *maximum += Mass(1000);
        wrong.violates(problem, |violation| matches!(violation, Violation::Standalone { .. }));
    }
}

/// Something is uneconomic only where it has a path, and no more than could pass.
fn wrong_uneconomic(problem: Problem<'_>, claimed: &Claimed) {
    let away = 1_000_000;
    let reserved = (0..problem.demands.len()).filter(|&at| problem.demands[at].reservation_price.is_some());
    for at in reserved.filter(|&at| claimed.stranded[at].0 >= away) {
        let mut wrong = claimed.clone();
        wrong.stranded[at] -= Mass(away);
        wrong.uneconomic[at] += Mass(away);
        // Where it could pass alone, others were served in its place, and it may as well be uneconomic.
        let violations = verify(&wrong.claim(problem)).err().unwrap_or_default();
        let found = |violation: &Violation| matches!(violation, Violation::Uneconomic { demand } | Violation::AboveStandalone { demand, .. } if *demand == at);
        let alone = claimed.certificate.standalone.iter().find(|alone| alone.demand == at);
        let assigned: i64 = claimed.paths.iter().filter(|path| path.demand == at).map(|path| path.mass.0).sum();
        let beyond = alone.is_some_and(|alone| assigned + wrong.uneconomic[at].0 > alone.maximum.0 + 10);
        let may = !beyond && has_path(problem, at);
        assert!(may || violations.iter().any(found), "{violations:?}");
    }
}

/// Whether a demand reaches a target over open arcs, whatever the limits.
fn has_path(problem: Problem<'_>, demand: usize) -> bool {
    let demand = &problem.demands[demand];
    let mut reached = demand.sources.clone();
    let mut at = 0;
    while at < reached.len() {
        for arc in problem.topology.out_arcs(reached[at]) {
            let head = problem.topology.head(arc);
            if problem.weights[demand.class.index()].get(arc).is_some() && !reached.contains(&head) {
                reached.push(head);
            }
        }
        at += 1;
    }
    reached.iter().any(|state| demand.targets.contains(state))
}
