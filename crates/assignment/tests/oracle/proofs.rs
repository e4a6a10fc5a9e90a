//! Certificates: what the solver claims holds under a checker of its own, and what is spoilt is found.

use assignment::{
    Certificate, Claim, Mass, PathFlow, Prices, Problem, Solution, StandaloneMaximum, Violation, assign,
    bounds, verify,
};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::laying::Wanted;

/// What an assignment says, to be spoilt.
#[derive(Clone)]
struct Said {
    retained: Vec<PathFlow>,
    paths: Vec<PathFlow>,
    stranded: Vec<Mass>,
    uneconomic: Vec<Mass>,
    certificate: Certificate,
}

impl Said {
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
}

/// Draws a problem in multiples of `unit` kg, solves it, and hands both over with a generator to spoil it by.
fn each_solution(name: &str, unit: i64, check: impl Fn(Problem<'_>, &Said, &mut ChaCha8Rng)) {
    oracle::run(
        name,
        |rng| (Wanted::drawn(rng, unit), rng.random::<u64>()),
        |(wanted, seed)| {
            let problem = wanted.problem();
            check(problem, &Said::of(&assign(&problem)), &mut ChaCha8Rng::seed_from_u64(*seed));
        },
    );
}

#[test]
fn every_assignment_is_proved() {
    for (name, unit) in [("proofs of single kilograms", 1), ("proofs of assignments", 1_000_000)] {
        each_solution(name, unit, |problem, said, _| {
            let proved = verify(&said.claim(problem)).unwrap_or_else(|flaws| panic!("{flaws:?}"));
            assert!(proved.cost_bound <= proved.cost, "{proved:?}");
            // A tonne kept at home may leave room for several of a later tier: then less is stranded than was proved.
            let uneconomic = said.uneconomic.iter().any(|mass| mass.0 > 0);
            let proved_least = proved.tiers.iter().all(|tier| tier.least <= tier.stranded);
            assert!(uneconomic || proved_least, "{proved:?}");
            wrong_most(problem, said);
            wrong_home(problem, said);
        });
    }
}

/// In kilotonnes no rounding hides a lie: whatever is claimed to be stranded for nothing is found.
#[test]
fn tonnes_stranded_for_nothing_are_found() {
    each_solution("proofs: stranded for nothing", 1_000_000, |problem, said, rng| {
        // What may stay at home leaves the rest of its tier less than was proved, and room for a lie.
        if problem.demands.iter().any(|demand| demand.reservation_price.is_some()) {
            return;
        }
        let mut lie = said.clone();
        let large: Vec<usize> = (0..lie.paths.len()).filter(|&at| lie.paths[at].mass.0 > 1000).collect();
        if large.is_empty() {
            return;
        }
        let at = large[rng.random_range(0..large.len())];
        let half = Mass(lie.paths[at].mass.0 / 2);
        lie.stranded[lie.paths[at].demand] += half;
        lie.paths[at].mass -= half;
        let flaws = verify(&lie.claim(problem)).expect_err("a lie");
        assert!(flaws.iter().any(|flaw| matches!(flaw, Violation::Tier { .. })), "{flaws:?}");
    });
}

#[test]
fn a_single_kilogram_too_much_or_too_little_is_found() {
    each_solution("proofs: a kilogram too much or too little", 1_000_000, |problem, said, rng| {
        if said.paths.is_empty() {
            return;
        }
        let mut lie = said.clone();
        let at = rng.random_range(0..lie.paths.len());
        lie.paths[at].mass += Mass(if rng.random_range(0..2) == 0 { 1 } else { -1 });
        let flaws = verify(&lie.claim(problem)).expect_err("a lie");
        assert!(flaws.iter().any(|flaw| matches!(flaw, Violation::Balance { .. })), "{flaws:?}");
    });
}

#[test]
fn what_exceeds_a_limit_or_leaves_its_way_is_found() {
    each_solution("proofs: limits and ways", 1_000_000, |problem, said, rng| {
        if said.paths.is_empty() {
            return;
        }
        let mut lie = said.clone();
        let at = rng.random_range(0..lie.paths.len());
        lie.paths[at].arcs.pop();
        let flaws = verify(&lie.claim(problem)).err().unwrap_or_default();
        let shorter = &lie.paths[at];
        let demand = &problem.demands[shorter.demand];
        let still = match shorter.arcs.last() {
            Some(arc) => demand.targets.contains(&problem.topology.head(*arc)),
            None => demand.sources.iter().any(|source| demand.targets.contains(source)),
        };
        let found = flaws.iter().any(|flaw| matches!(flaw, Violation::Path { .. }));
        assert_eq!(found, !still, "{flaws:?}");

        let mut lie = said.clone();
        lie.retained.push(PathFlow { mass: Mass(9_000_000_000), ..said.paths[at].clone() });
        let class = demand.class.0 as usize;
        let counts = |arc| problem.bundles.iter().any(|b| b.classes[class] && b.arcs.contains(arc));
        let flaws = verify(&lie.claim(problem)).err().unwrap_or_default();
        let found = flaws.iter().any(|flaw| matches!(flaw, Violation::Limit { .. }));
        assert_eq!(found, said.paths[at].arcs.iter().any(counts), "{flaws:?}");
        for flaw in &flaws {
            let Violation::Limit { bundle, load, .. } = flaw else { continue };
            let bundle = &problem.bundles[*bundle];
            let uses =
                |path: &PathFlow| path.arcs.iter().filter(|arc| bundle.arcs.contains(arc)).count() as i128;
            let counted = |path: &&PathFlow| bundle.counts(problem.demands[path.demand].class);
            let own = lie.retained.iter().chain(&lie.paths).filter(counted);
            let slow: i128 = own.map(|path| i128::from(path.mass.0) * uses(path)).sum();
            assert_eq!(*load, slow, "each path by each of its arcs");
        }
    });
}

/// Without prices nothing is proved but what needs no proof.
#[test]
fn an_assignment_without_prices_is_not_proved() {
    each_solution("proofs: without prices", 1_000_000, |problem, said, _| {
        let mut bare = said.clone();
        for (_, prices) in &mut bare.certificate.tiers {
            *prices = Prices::default();
        }
        let stranded: i64 = said.stranded.iter().map(|mass| mass.0).sum();
        let proved = bounds(&bare.claim(problem));
        let reachable = proved.tiers.iter().any(|tier| tier.stranded > tier.least + 100);
        let flaws = verify(&bare.claim(problem)).err().unwrap_or_default();
        let found = flaws.iter().any(|flaw| matches!(flaw, Violation::Tier { .. }));
        assert_eq!(found, reachable, "{flaws:?}");
        assert!(!reachable || stranded > 0);
    });
}

/// A bound holds whatever the prices are: random prices never prove more than the best.
#[test]
fn no_prices_prove_too_much() {
    each_solution("proofs: any prices", 1_000_000, |problem, said, rng| {
        // Where an earlier tier keeps tonnes at home a later bound rests on the earlier one's prices being good.
        if said.uneconomic.iter().any(|mass| mass.0 > 0) {
            return;
        }
        let mut wild = said.clone();
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

/// What is said to be the most of a demand that passes alone is checked too.
fn wrong_most(problem: Problem<'_>, said: &Said) {
    for at in 0..said.certificate.standalone.len() {
        let mut lie = said.clone();
        let StandaloneMaximum { maximum, .. } = &mut lie.certificate.standalone[at];
        *maximum += Mass(1000);
        let flaws = verify(&lie.claim(problem)).expect_err("a lie");
        assert!(flaws.iter().any(|flaw| matches!(flaw, Violation::Standalone { .. })), "{flaws:?}");
    }
}

/// Tonnes are at home only where they have a way, and no more than could pass.
fn wrong_home(problem: Problem<'_>, said: &Said) {
    let away = 1_000_000;
    let ceilings = (0..problem.demands.len()).filter(|&at| problem.demands[at].reservation_price.is_some());
    for at in ceilings.filter(|&at| said.stranded[at].0 >= away) {
        let mut lie = said.clone();
        lie.stranded[at] -= Mass(away);
        lie.uneconomic[at] += Mass(away);
        // Where it could pass alone, others were served in its place, and home is as good as the road.
        let flaws = verify(&lie.claim(problem)).err().unwrap_or_default();
        let found = |flaw: &Violation| matches!(flaw, Violation::Uneconomic { demand } | Violation::AboveStandalone { demand, .. } if *demand == at);
        let alone = said.certificate.standalone.iter().find(|alone| alone.demand == at);
        let laid: i64 = said.paths.iter().filter(|path| path.demand == at).map(|path| path.mass.0).sum();
        let beyond = alone.is_some_and(|alone| laid + lie.uneconomic[at].0 > alone.maximum.0 + 10);
        let may = !beyond && has_way(problem, at);
        assert!(may || flaws.iter().any(found), "{flaws:?}");
    }
}

/// Does a demand reach an end over open arcs, whatever the limits?
fn has_way(problem: Problem<'_>, demand: usize) -> bool {
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
