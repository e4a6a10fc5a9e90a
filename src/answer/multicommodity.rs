//! `corridor solve multicommodity` in JSON.

use serde::{Deserialize, Serialize};

use super::mincost::{NAMED, carried};
use super::{Command, Report, SolverStatus, Strictness};
use crate::summary::{ColumnKind, Summary, Table, named, whole};

/// A minimum-cost flow of several commodities that share capacities, or why there is none. Flows are recounted, and a bound
/// on the cost is worked out in whole numbers from the prices, by code that the solver does not share.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Multicommodity {
    /// Version of the program.
    pub corridor: String,
    /// `solve multicommodity`.
    pub command: Command,
    /// Path of the files without their endings, as the user gave it.
    pub target: String,
    /// How many commodities.
    pub commodities: u64,
    /// How many nodes.
    pub nodes: u64,
    /// How many arcs, those of each commodity counted.
    pub arcs: u64,
    /// Bundles of arcs that share a capacity.
    pub bundles: u64,
    /// How the solver ended.
    pub outcome: SolverStatus,
    /// What the flows cost; none: there are none.
    pub cost: Option<f64>,
    /// No flows cost less.
    pub bound: Option<f64>,
    /// The most by which a flow leaves its bounds, a node its supply or a bundle its capacity, in units of flow.
    pub off: Option<f64>,
    /// Pivots of the simplex.
    pub pivots: u64,
    /// Bundles that bind.
    pub binding: u64,
    /// Arcs that carry something.
    pub used: u64,
    /// Those arcs, where they were asked for.
    pub flows: Vec<CommodityFlow>,
    /// Bundles with a price, where flows were asked for.
    pub prices: Vec<BundlePrice>,
    /// The commodity that cannot flow, or gains without end, were it alone.
    pub commodity: Option<u64>,
    /// Numbers of nodes that have more of it than can leave them.
    pub stuck: Vec<u32>,
    /// Numbers of arcs, in order, of a circle on which any amount of it gains.
    pub circle: Vec<i64>,
    /// Prices of bundles at which all commodities together pay more than bundles are worth: why they cannot flow together.
    pub against: Vec<BundlePrice>,
}

/// What one arc carries of one commodity.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CommodityFlow {
    /// Number of the commodity, from 1.
    pub commodity: u64,
    /// Its number in the file.
    pub arc: i64,
    /// Number of the node it leaves, from 1.
    pub tail: u32,
    /// Number of the node it enters, from 1.
    pub head: u32,
    /// Units of flow.
    pub flow: f64,
    /// For each unit.
    pub cost: f64,
}

/// What a unit of a shared capacity would save.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct BundlePrice {
    /// Its number in the file, from 1.
    pub bundle: u64,
    /// For each unit.
    pub price: f64,
}

impl Report for Multicommodity {
    fn is_finding(&self, _: Strictness) -> bool {
        self.outcome != SolverStatus::Optimal
    }

    fn summarize(&self, page: &mut Summary) {
        let count = |number: u64| whole(number as f64);
        page.title(format!(
            "{}: {} commodities, {} nodes, {} arcs, {} bundles",
            self.target,
            count(self.commodities),
            count(self.nodes),
            count(self.arcs),
            count(self.bundles)
        ));
        self.outcome(page);
        // Where arcs are asked for, they are the table for data frames.
        if self.flows.is_empty() {
            page.table(
                Table::of([self])
                    .data("outcome", |own| own.outcome)
                    .data("cost", |own| own.cost)
                    .data("bound", |own| own.bound)
                    .data("commodities", |own| own.commodities)
                    .data("nodes", |own| own.nodes)
                    .data("arcs", |own| own.arcs)
                    .data("bundles", |own| own.bundles)
                    .data("binding", |own| own.binding)
                    .data("used", |own| own.used)
                    .data("pivots", |own| own.pivots),
            );
        }
        carried(
            page,
            Table::of(&self.flows)
                .column("commodity", "Commodity", ColumnKind::Plain, |own| own.commodity)
                .column("arc", "Arc", ColumnKind::Plain, |own| own.arc)
                .column("tail", "Tail", ColumnKind::Plain, |own| own.tail)
                .column("head", "Head", ColumnKind::Plain, |own| own.head)
                .column("flow", "Flow", ColumnKind::Plain, |own| own.flow)
                .column("cost", "Cost", ColumnKind::Plain, |own| own.cost),
        );
    }
}

impl Multicommodity {
    fn outcome(&self, page: &mut Summary) {
        let count = |number: u64| whole(number as f64);
        let (stuck, circle) = (named(&self.stuck, NAMED), named(&self.circle, NAMED));
        match (self.outcome, self.commodity) {
            (SolverStatus::Optimal, _) => page.text(format!(
                "cost {}; nothing costs less than {}; {} bundles bind, {} arcs carry something, {} pivots",
                self.cost.unwrap_or_default(),
                self.bound.unwrap_or_default(),
                count(self.binding),
                count(self.used),
                count(self.pivots)
            )),
            // With a commodity: it cannot flow even alone.
            (SolverStatus::Infeasible, Some(commodity)) => page.alarm(format!(
                "nothing can flow: nodes {stuck} have more of commodity {commodity} than can leave them"
            )),
            (SolverStatus::Infeasible, None) => {
                let bundles: Vec<u64> = self.against.iter().map(|own| own.bundle).collect();
                page.alarm(format!(
                    "nothing can flow: each commodity alone could, but together they ask more of bundles {} than these \
                     have",
                    named(&bundles, NAMED)
                ));
            }
            (SolverStatus::Unbounded, commodity) => page.alarm(format!(
                "nothing is least: on the circle of arcs {circle} any amount of commodity {} gains",
                commodity.unwrap_or_default()
            )),
        }
    }
}
