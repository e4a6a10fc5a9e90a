//! `corridor solve mincost` in JSON.

use serde::{Deserialize, Serialize};

use super::{Command, Report, Strictness};
use crate::model::string_enum;
use crate::summary::{ColumnKind, Rows, Summary, Table, named, whole};

string_enum! {
    /// How a solver ended.
    SolverStatus {
        /// Nothing costs less.
        Optimal = "optimal",
        /// Nothing fits.
        Infeasible = "infeasible",
        /// Something that fits costs less than any number.
        Unbounded = "unbounded",
    }
}

/// A minimum-cost flow, or the proof that there is none. Whichever it is, code that the solver does not share has
/// checked it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Mincost {
    /// Version of the program.
    pub corridor: String,
    /// `solve mincost`.
    pub command: Command,
    /// Path of the file, as the user gave it.
    pub target: String,
    /// How many nodes.
    pub nodes: u64,
    /// How many arcs.
    pub arcs: u64,
    /// How the solver ended.
    pub outcome: SolverStatus,
    /// The least cost, a whole number as text, since it may have more digits than a JSON reader keeps; none: there is none.
    #[serde(with = "digits")]
    #[schemars(with = "Option<String>")]
    pub cost: Option<i128>,
    /// Pivots of the simplex.
    pub pivots: u64,
    /// Arcs that carry something.
    pub used: u64,
    /// Those arcs, where they were asked for.
    pub flows: Vec<ArcFlow>,
    /// By node, where flows were asked for: an arc from `u` to `v` of cost `c` is full where `c + price(u) - price(v)` is
    /// below 0, at its lower bound where it is above.
    pub prices: Vec<i64>,
    /// Numbers of nodes that have more than can leave them: why nothing can flow.
    pub stuck: Vec<u32>,
    /// Numbers of arcs, in order, of a circle on which any amount gains: why nothing is least.
    pub circle: Vec<u32>,
}

/// A whole number of any length as text.
mod digits {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(number: &Option<i128>, to: S) -> Result<S::Ok, S::Error> {
        number.map(|number| number.to_string()).serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<i128>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        text.map(|text| text.parse().map_err(serde::de::Error::custom)).transpose()
    }
}

/// What one arc carries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ArcFlow {
    /// Its number in the file, from 1.
    pub arc: u32,
    /// Number of the node it leaves, from 1.
    pub tail: u32,
    /// Number of the node it enters, from 1.
    pub head: u32,
    /// Units of flow.
    pub flow: i64,
    /// For each unit.
    pub cost: i64,
}

/// So many arcs are shown; a program reads all of them.
const SHOWN: usize = 50;

/// So many nodes or arcs of a proof are named.
pub(super) const NAMED: usize = 20;

impl Report for Mincost {
    fn is_finding(&self, _: Strictness) -> bool {
        self.outcome != SolverStatus::Optimal
    }

    fn summarize(&self, page: &mut Summary) {
        let count = |number: u64| whole(number as f64);
        page.title(format!("{}: {} nodes, {} arcs", self.target, count(self.nodes), count(self.arcs)));
        match self.outcome {
            SolverStatus::Optimal => page.text(format!(
                "least cost {}, on {} arcs, after {} pivots; the prices of nodes prove it",
                self.cost.unwrap_or_default(),
                count(self.used),
                count(self.pivots)
            )),
            SolverStatus::Infeasible => page
                .alarm(format!("nothing can flow: nodes {} have more than can leave them", named(&self.stuck, NAMED))),
            SolverStatus::Unbounded => page.alarm(format!(
                "nothing is least: on the circle of arcs {} any amount gains",
                named(&self.circle, NAMED)
            )),
        }
        // Where arcs are asked for, they are the table for data frames.
        if self.flows.is_empty() {
            page.table(
                Table::of([self])
                    .data("outcome", |own| own.outcome)
                    .data("cost", |own| own.cost.map(|cost| cost.to_string()))
                    .data("nodes", |own| own.nodes)
                    .data("arcs", |own| own.arcs)
                    .data("used", |own| own.used)
                    .data("pivots", |own| own.pivots),
            );
        }
        carried(
            page,
            Table::of(&self.flows)
                .column("arc", "Arc", ColumnKind::Plain, |own| own.arc)
                .column("tail", "Tail", ColumnKind::Plain, |own| own.tail)
                .column("head", "Head", ColumnKind::Plain, |own| own.head)
                .column("flow", "Flow", ColumnKind::Plain, |own| own.flow)
                .column("cost", "Cost", ColumnKind::Plain, |own| own.cost),
        );
    }
}

/// The arcs that carry something, as far as they are shown.
pub(super) fn carried<T>(page: &mut Summary, rows: Rows<T>) {
    page.headed("Arcs that carry something", rows.first(SHOWN, "arcs"));
}
