//! When an answer is a finding: exit code 1.

use corridor::Answer;
use corridor::answer::{SolverStatus, Verdict};

/// Does a stranded tonne or a bar count?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strictness {
    Lenient,
    Strict,
}

impl From<bool> for Strictness {
    fn from(strict: bool) -> Self {
        if strict { Self::Strict } else { Self::Lenient }
    }
}

/// No route, errors in an atlas and an answer that does not hold always count; what is stranded, barred or unknown only where asked.
pub(super) fn is_finding(answer: &Answer, strictness: Strictness) -> bool {
    let strict = strictness == Strictness::Strict;
    match answer {
        Answer::Route(answer) => {
            answer.routes.is_empty()
                || (strict && answer.routes.iter().filter_map(|route| route.verdict).any(is_shut))
        }
        Answer::Reroute(answer) => strict && answer.stranded_kt > 0.0,
        Answer::Compare(answer) => strict && answer.scenarios.iter().any(|one| one.stranded_kt > 0.0),
        Answer::Report(answer) => strict && answer.scenarios.iter().any(|one| one.stranded_kt > 0.0),
        Answer::Legal(answer) => strict && answer.rows.iter().any(|row| is_shut(row.verdict)),
        Answer::Check(answer) => answer.errors > 0,
        Answer::Verify(answer) => !answer.holds,
        Answer::Mincost(answer) => answer.outcome != SolverStatus::Optimal,
        Answer::Multicommodity(answer) => answer.outcome != SolverStatus::Optimal,
        Answer::Sweep(answer) => {
            // The first is the baseline.
            strict && answer.scenarios.iter().skip(1).any(|one| one.cut > 0)
        }
        _ => false,
    }
}

fn is_shut(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Barred | Verdict::Unknown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use corridor::answer::{Reroute, Route, RouteOption};

    #[test]
    fn no_route_is_a_finding_without_asking() {
        assert!(is_finding(&Answer::Route(Route::default()), Strictness::Lenient));
    }

    #[test]
    fn stranded_tonnes_count_under_strict_alone() {
        let answer = Answer::Reroute(Reroute { stranded_kt: 1.0, ..Reroute::default() });
        assert!(is_finding(&answer, Strictness::Strict));
        assert!(!is_finding(&answer, Strictness::Lenient));
    }

    #[test]
    fn a_barred_route_counts_under_strict_alone() {
        let way = RouteOption { verdict: Some(Verdict::Barred), ..RouteOption::default() };
        let answer = Answer::Route(Route { routes: vec![way], ..Route::default() });
        assert!(is_finding(&answer, Strictness::Strict));
        assert!(!is_finding(&answer, Strictness::Lenient));
    }
}
