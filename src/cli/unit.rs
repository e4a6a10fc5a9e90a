//! `--unit`: what tonnes are shown in.

use corridor::summary::GoodsUnit;
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
        Some(UnitArg::Kbd) => Some(by_goods(session, question, answer, GoodsUnit::Barrels)?),
        Some(UnitArg::Bcm) => Some(by_goods(session, question, answer, GoodsUnit::Gas)?),
        Some(UnitArg::Teu) => Some(by_goods(session, question, answer, GoodsUnit::Boxes)?),
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

fn by_goods(session: &Session, question: &Question, answer: &Answer, unit: GoodsUnit) -> Result<Unit, Failure> {
    let mut goods = Vec::new();
    match (question.flows(), answer) {
        // A route is of one commodity and has no tonnes, but prices.
        (_, Answer::Route(route)) => goods.extend(session.carried_one(&route.commodity, unit)),
        (None, _) => {
            return Err(Failure::new(
                "--unit kbd, bcm and teu are for route, exposure, reroute and compare: they follow the commodities",
            ));
        }
        // Scenarios of a comparison may be of different years, each with flows of its own.
        (Some(flows), _) => {
            for year in answer.years() {
                goods.extend(session.carried(flows, year, unit)?);
            }
        }
    }
    Unit::of_goods(unit, &goods).map_err(|said| Failure::new(format!("--unit: {said}")))
}
