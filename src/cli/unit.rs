//! `--unit`: what tonnes are shown in.

use corridor::{Answer, Question, Session, Unit};

use super::args::{Global, OutputFormat, UnitArg};
use super::error::Failure;

/// The unit of the line, for this answer.
pub(super) fn of(
    global: &Global,
    session: &Session,
    question: &Question,
    answer: &Answer,
) -> Result<Option<Unit>, Failure> {
    refuse_kt_alone(global)?;
    Ok(match global.unit {
        None => None,
        Some(UnitArg::Mt) => Some(Unit::mt()),
        Some(UnitArg::Kt) => Some(Unit::kt()),
        Some(UnitArg::Kbd) => Some(barrels(session, question, answer)?),
    })
}

/// Their names are a promise, and they say kt.
fn refuse_kt_alone(global: &Global) -> Result<(), Failure> {
    let name = match global.format {
        Some(OutputFormat::Json) => "JSON",
        #[cfg(feature = "parquet")]
        Some(OutputFormat::Parquet) => "Parquet",
        _ => return Ok(()),
    };
    if global.unit.is_some() {
        return Err(Failure::new(format!("{name} is in kt, as its names say: leave --unit out")));
    }
    Ok(())
}

fn barrels(session: &Session, question: &Question, answer: &Answer) -> Result<Unit, Failure> {
    let Some(flows) = question.flows() else {
        return Err(Failure::new(
            "--unit kbd is for exposure, reroute and compare: barrels follow the flows' commodities",
        ));
    };
    let mut goods = Vec::new();
    // Scenarios of a comparison may be of different years, each with flows of its own.
    for year in answer.years() {
        goods.extend(session.carried(flows, year)?);
    }
    Unit::kbd(&goods).map_err(|said| Failure::new(format!("--unit kbd: {said}")))
}
