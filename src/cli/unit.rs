//! `--unit`: what tonnes are told in.

use std::collections::BTreeSet;

use corridor::question::FlowsSelection;
use corridor::{Answer, Engine, Question, Unit};

use super::args::{Global, OutputFormat, UnitArg};
use super::error::Failure;

/// The unit of the line, for this answer.
pub(super) fn of(
    global: &Global,
    engine: &Engine,
    question: &Question,
    answer: &Answer,
) -> Result<Option<Unit>, Failure> {
    asked(global, || barrels(engine, question, answer))
}

/// The unit of an answer that is not about flows.
pub(super) fn plain(global: &Global) -> Result<Option<Unit>, Failure> {
    asked(global, no_flows)
}

fn asked(global: &Global, kbd: impl FnOnce() -> Result<Unit, Failure>) -> Result<Option<Unit>, Failure> {
    refuse_json(global)?;
    Ok(match global.unit {
        None => None,
        Some(UnitArg::Mt) => Some(Unit::mt()),
        Some(UnitArg::Kt) => Some(Unit::kt()),
        Some(UnitArg::Kbd) => Some(kbd()?),
    })
}

/// Its names are a promise, and they say kt.
fn refuse_json(global: &Global) -> Result<(), Failure> {
    if global.unit.is_some() && global.format == Some(OutputFormat::Json) {
        return Err(Failure::new("JSON is in kt, as its names say: leave --unit out"));
    }
    Ok(())
}

fn barrels(engine: &Engine, question: &Question, answer: &Answer) -> Result<Unit, Failure> {
    let (flows, years): (&FlowsSelection, BTreeSet<i16>) = match (question, answer) {
        (Question::Exposure(question), Answer::Exposure(answer)) => (&question.flows, [answer.year].into()),
        (Question::Reroute(question), Answer::Reroute(answer)) => (&question.flows, [answer.year].into()),
        (Question::Compare(question), Answer::Compare(answer)) => {
            let own = answer.scenarios.iter().filter_map(|one| one.baseline.as_ref());
            (&question.flows, own.chain([&answer.baseline]).map(|baseline| baseline.year).collect())
        }
        _ => return no_flows(),
    };
    let mut goods = Vec::new();
    for year in years {
        goods.extend(engine.carried(flows, year)?);
    }
    Unit::kbd(&goods).map_err(|said| Failure::new(format!("--unit kbd: {said}")))
}

fn no_flows() -> Result<Unit, Failure> {
    Err(Failure::new(
        "--unit kbd is for exposure, reroute and compare: barrels follow the flows' commodities",
    ))
}
