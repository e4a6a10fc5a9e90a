//! The answer to `explain`.

use serde::{Deserialize, Serialize};

use super::{Metadata, NoRoute, Report, RouteEnd};
use crate::model::string_enum;
use crate::summary::{ColumnKind, Summary, Table, Unit, one};

string_enum! {
    /// Why a route is not taken.
    NotTaken {
        /// A measure closes something of it.
        Closed = "closed",
        /// A capacity of it is full.
        Full = "full",
        /// It costs more.
        MoreExpensive = "more expensive",
        /// The flow is kept on its observed route, and nothing moves it.
        Kept = "kept",
    }
}

string_enum! {
    /// A change that makes a route the choice.
    ChangeKind {
        /// It gets cheaper by so many USD/t: break-even.
        Cheaper = "cheaper",
        /// A measure is lifted.
        Lift = "lift",
        /// A capacity has so many kt a year more; they suffice, for others may take of them first.
        More = "more",
    }
}

/// Why a trade or a flow takes this route and no other.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Explain {
    /// Which program, atlas and scenario.
    #[serde(flatten)]
    pub head: Metadata,
    /// Flow id; none: a trade.
    pub flow: Option<String>,
    /// Where it starts.
    pub from: RouteEnd,
    /// Where it ends.
    pub to: RouteEnd,
    /// Commodity id.
    pub commodity: String,
    /// The routes taken, cheapest first.
    pub taken: Vec<TakenRoute>,
    /// Of a flow: tonnes for which there is no open route with room, kt a year.
    pub stranded_kt: Option<f64>,
    /// Routes not taken, the cheapest as if nothing were closed first.
    pub alternatives: Vec<RouteNotTaken>,
    /// Where none is taken: why, and all least sets of up to three whose lifting opens one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_route: Option<NoRoute>,
}

/// A route that is taken.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct TakenRoute {
    /// Ids of its links in order of passage.
    pub links: Vec<String>,
    /// Its cost under the scenario.
    pub cost_usd_t: f64,
    /// Of a flow: how much takes it, kt a year.
    pub kt: Option<f64>,
}

/// A route that is not.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct RouteNotTaken {
    /// Ids of its links in order of passage.
    pub links: Vec<String>,
    /// Its cost under the scenario, as if nothing of it were closed.
    pub cost_usd_t: f64,
    /// By how much it is more expensive than the route taken that it could stand in for (the most expensive of those that
    /// pass every full capacity which it passes; where there is none: of all); below 0: cheaper.
    pub extra_usd_t: Option<f64>,
    /// Why it is not taken.
    pub why: NotTaken,
    /// Ids of the measures that close something of it.
    pub closed_by: Vec<String>,
    /// Ids of its full capacities that no route taken by the flow passes.
    pub full: Vec<String>,
    /// The single change that would make it the choice; none: it takes more than one.
    pub change: Option<SingleChange>,
}

/// One change.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SingleChange {
    /// What changes.
    pub kind: ChangeKind,
    /// Id of the measure to lift or of the capacity; none: the route gets cheaper.
    pub what: Option<String>,
    /// USD/t cheaper, or kt a year more; none: a measure is lifted.
    pub amount: Option<f64>,
}

impl Report for Explain {
    has_metadata!();

    fn summarize(&self, page: &mut Summary) {
        let what = self.flow.clone().unwrap_or_else(|| self.commodity.clone());
        let unit = page.unit.clone();
        self.head.title(page, &format!("{what}, {} to {}", self.from.name, self.to.name));
        if let Some(kt) = self.stranded_kt.filter(|kt| *kt > 0.0) {
            page.alarm(format!("{} have no route", unit.say(kt)));
        }
        page.headed(
            "Taken",
            Table::of(&self.taken)
                .shown("USD/t", ColumnKind::Fixed(1), |route| route.cost_usd_t)
                .shown("Mt", ColumnKind::Mass, |route| route.kt)
                .none("")
                .shown("By", ColumnKind::Text, |route| route.links.join(" ")),
        );
        if let Some(no_route) = &self.no_route {
            page.alarm(&no_route.reason);
            no_route.openings(page);
        }
        // The table follows in any case: data frames have the columns even without a row.
        if self.alternatives.is_empty() {
            page.text("There is no other route in this atlas.");
        } else {
            page.heading("Not taken");
        }
        page.table(self.alternatives(&unit));
        // Links of a route are too long for a cell.
        for (at, route) in (1..).zip(&self.alternatives) {
            page.faint(format!("{at}: {}", route.links.join(" ")));
        }
    }
}

impl Explain {
    fn alternatives(&self, unit: &Unit) -> Table {
        // Alternatives are numbered as the lines below the table name them.
        let routes: Vec<(i64, &RouteNotTaken)> = (1..).zip(&self.alternatives).collect();
        self.head
            .table(routes)
            .data("flow", |_| self.flow.clone())
            .data("from", |_| self.from.id.as_str())
            .data("to", |_| self.to.id.as_str())
            .data("commodity", |_| self.commodity.as_str())
            .data("links", |(_, route)| route.links.clone())
            .shown("#", ColumnKind::Plain, |(at, _)| *at)
            .column("cost_usd_t", "USD/t", ColumnKind::Fixed(1), |(_, route)| route.cost_usd_t)
            .column("extra_usd_t", "+USD/t", ColumnKind::Fixed(1), |(_, route)| route.extra_usd_t)
            .none("")
            .data("why", |(_, route)| route.why)
            .data("closed_by", |(_, route)| route.closed_by.clone())
            .data("full", |(_, route)| route.full.clone())
            .shown("Why", ColumnKind::Text, |(_, route)| route.why())
            .shown("Because of", ColumnKind::Text, |(_, route)| [&route.closed_by[..], &route.full[..]].concat())
            .data("change", |(_, route)| route.change.as_ref().map(|change| change.kind))
            .data("change_what", |(_, route)| route.change.as_ref().and_then(|change| change.what.clone()))
            .data("change_amount", |(_, route)| route.change.as_ref().and_then(|change| change.amount))
            .shown("It would be taken if", ColumnKind::Text, |(_, route)| {
                route.change.as_ref().map(|change| change.sentence(unit))
            })
            .into()
    }
}

impl RouteNotTaken {
    fn why(&self) -> &'static str {
        match self.why {
            NotTaken::Kept => "kept on the observed route",
            other => other.as_str(),
        }
    }
}

impl SingleChange {
    fn sentence(&self, unit: &Unit) -> String {
        let what = self.what.as_deref().unwrap_or_default();
        match (self.kind, self.amount) {
            // An amount or none depends on the kind of change.
            (ChangeKind::Cheaper, Some(usd_t)) => format!("it cost {} USD/t less", one(usd_t)),
            (ChangeKind::More, Some(kt)) => {
                let unit = unit.fit(kt);
                format!("{what} took {} {} more", unit.show(kt), unit.yearly())
            }
            (ChangeKind::More, None) => format!("{what} took more"),
            _ => format!("{what} were lifted"),
        }
    }
}
