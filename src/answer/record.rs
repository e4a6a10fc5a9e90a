//! Answers as rows, for those who take them one by one.

use serde::Serialize;

use super::{Answer, ExposureRow, LaidFlow, Outcome, PairRow, RouteOption, Row, Swept};

/// One row of an answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Record {
    /// A route.
    RouteOption(RouteOption),
    /// The dependence triple on one thing.
    Exposure(ExposureRow),
    /// Where the tonnes of one flow go.
    Flow(LaidFlow),
    /// What one scenario does.
    Outcome(Box<Outcome>),
    /// A row of a table.
    Row(Row),
    /// A pair under a scenario of a sweep.
    Pair(PairRow),
    /// What a scenario of a sweep comes to: it comes after all its pairs.
    Swept(Box<Swept>),
}

/// The rows of an answer in order; none where it is not made of rows.
#[must_use]
pub fn records(answer: Answer) -> Vec<Record> {
    match answer {
        Answer::Route(route) => route.routes.into_iter().map(Record::RouteOption).collect(),
        Answer::Exposure(exposure) => exposure.rows.into_iter().map(Record::Exposure).collect(),
        Answer::Reroute(reroute) => reroute.flows.into_iter().map(Record::Flow).collect(),
        Answer::Compare(compare) => {
            compare.scenarios.into_iter().map(Box::new).map(Record::Outcome).collect()
        }
        Answer::List(list) => list.rows.into_iter().map(Record::Row).collect(),
        Answer::Sweep(sweep) => sweep.scenarios.into_iter().map(Box::new).map(Record::Swept).collect(),
        Answer::Show(_)
        | Answer::Owners(_)
        | Answer::Legal(_)
        | Answer::Explain(_)
        | Answer::Diff(_)
        | Answer::Blame(_)
        | Answer::Report(_)
        | Answer::ImportedGraph(_)
        | Answer::ImportedList(_)
        | Answer::Mincost(_)
        | Answer::Multicommodity(_)
        | Answer::Critical(_)
        | Answer::Arcs(_)
        | Answer::Network(_)
        | Answer::Check(_)
        | Answer::Verify(_)
        | Answer::Sources(_) => Vec::new(),
    }
}
