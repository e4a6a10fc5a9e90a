//! Routes for people and data frames: the alternatives, then each leg by leg.

use super::{BlockedAt, Costs, Leg, NoRoute, Route, RouteOption, SecondarySanctions, TransferStep};
use crate::answer::{Cargo, Metadata, Report, Strictness, Verdict};
use crate::summary::{ColumnKind, Summary, Table, decimals, one};

impl Report for Route {
    has_metadata!();

    fn is_finding(&self, strictness: Strictness) -> bool {
        let shut = |route: &RouteOption| route.verdict.is_some_and(Verdict::is_finding);
        // Without any route it is a finding, however strict.
        self.routes.is_empty() || (strictness == Strictness::Strict && self.routes.iter().any(shut))
    }

    fn summarize(&self, page: &mut Summary) {
        self.title(page);
        let table = self.table();
        if let Some(no_route) = &self.no_route {
            no_route.summarize(page);
            // There is no row, and data frames have the columns.
            page.table(table);
        } else {
            page.heading("Routes");
            page.table(table);
            self.routes.iter().for_each(|route| route.summarize(page));
        }
    }
}

impl Route {
    /// What was asked.
    pub(crate) fn title(&self, page: &mut Summary) {
        let ends = format!("{} to {}", self.from.name, self.to.name);
        self.head.title(page, &format!("{ends}, {} {}", self.commodity, self.chosen_by()));
    }

    fn chosen_by(&self) -> String {
        let differ = self.differ.map_or_else(String::new, |most| format!(", sharing at most {most}"));
        match self.front {
            None => format!("by {}{differ}", self.by),
            Some(_) if self.wary.is_empty() => "Pareto-optimal by cost and time".into(),
            Some(_) => "Pareto-optimal by cost, time and exposed km".into(),
        }
    }

    fn table(&self) -> Table {
        let cost = |part: usize| move |route: &&RouteOption| route.costs.parts()[part].1;
        let ids = |route: &RouteOption| route.legs.iter().map(|leg| leg.link.clone()).collect::<Vec<_>>();
        let transfers = |route: &RouteOption| route.transfers.iter().map(TransferStep::name).collect::<Vec<_>>();
        let secondary_sanctions = |route: &RouteOption| -> Vec<String> {
            route.secondary_sanctions.iter().map(|secondary| secondary.measure.clone()).collect()
        };
        // Parts of the cost are columns of data frames, days instead of hours are for people.
        let mut rows = self
            .head
            .table(&self.routes)
            .data("from", |_| self.from.id.as_str())
            .data("to", |_| self.to.id.as_str())
            .data("cargo", |_| self.cargo.map_or("", Cargo::as_str))
            .data("commodity", |_| self.commodity.as_str())
            .data("year", |_| self.year.map(i64::from))
            .data("by", |_| self.by)
            .data("wary", |_| self.wary.clone())
            .column("rank", "#", ColumnKind::Plain, |route| route.rank)
            .column("cost_usd_t", "USD/t", ColumnKind::Fixed(1), |route| route.cost_usd_t)
            .data("hours", |route| route.hours)
            .shown("Days", ColumnKind::Fixed(1), |route| route.hours / 24.0)
            .column("km", "km", ColumnKind::Fixed(0), |route| route.km)
            .data("exposed_km", |route| route.exposed_km);
        // Without anything to be wary of a column of exposed km would say nothing.
        rows = rows.when(!self.wary.is_empty(), |rows| {
            rows.shown("Exposed km", ColumnKind::Fixed(0), |route| route.exposed_km)
        });
        // A fixed set of parts, also where a route has none of a part.
        for (part, (name, _)) in Costs::default().parts().into_iter().enumerate() {
            rows = rows.data(&format!("costs_{name}"), cost(part));
        }
        rows.data("legs", |route| ids(route))
            .data("transfers", |route| transfers(route))
            .column("countries", "Countries", ColumnKind::Text, |route| route.countries.clone())
            .column("straits", "Straits", ColumnKind::Text, |route| route.straits.clone())
            .data("operators", |route| route.operators.clone())
            .data("verdict", |route| route.verdict)
            .data("conditions", |route| route.conditions.clone())
            .data("secondary_sanctions", |route| secondary_sanctions(route))
            .data("not_judged", |route| route.not_judged.clone())
            .into()
    }
}

impl NoRoute {
    fn summarize(&self, page: &mut Summary) {
        page.heading("No route");
        page.alarm(&self.reason);
        page.table(
            Table::of(&self.blocked_by)
                .shown("Blocked", ColumnKind::Text, |own| own.at.kind())
                .shown("Id", ColumnKind::Id, |own| own.at.id())
                .shown("By", ColumnKind::Id, |own| own.measure.as_str()),
        );
        self.openings(page);
    }

    /// What would open a route.
    pub(in crate::answer) fn openings(&self, page: &mut Summary) {
        for set in &self.would_open {
            page.text(format!("A route opens by lifting {}.", set.join(" and ")));
        }
    }
}

impl BlockedAt {
    fn kind(&self) -> &'static str {
        match self {
            Self::Link(_) => "link",
            Self::Place(_) => "place",
            Self::Transfer(_) => "transfer",
        }
    }

    fn id(&self) -> &str {
        match self {
            Self::Link(id) | Self::Place(id) | Self::Transfer(id) => id,
        }
    }
}

/// A line of a route's table.
enum Stage<'a> {
    Leg(&'a Leg),
    Transfer(&'a TransferStep),
}

impl RouteOption {
    /// What stands above it.
    pub(crate) fn title(&self) -> String {
        format!("Route {}: {} USD/t, {} days", self.rank, one(self.cost_usd_t), one(self.hours / 24.0))
    }

    fn summarize(&self, page: &mut Summary) {
        page.heading(self.title());
        let legs = shown(&self.legs);
        page.table(stages(&legs, &self.transfers));
        page.faint(format!("USD/t: {}", self.costs.sentence()));
        if let Some(verdict) = &self.verdict {
            page.text(format!("Verdict: {verdict}. {}", self.conditions.join("; ")));
        }
        self.secondary_sanctions.iter().for_each(|secondary| page.text(secondary.sentence()));
    }
}

/// Legs, and before each the transfers where it starts.
fn stages(legs: &[Leg], transfers: &[TransferStep]) -> Table {
    let mut rows: Vec<Stage<'_>> = Vec::new();
    let mut transfers = transfers.iter().peekable();
    for leg in legs {
        // Transfers are in order of passage: those at the start of this leg are next.
        while let Some(transfer) = transfers.next_if(|transfer| transfer.place == leg.from) {
            rows.push(Stage::Transfer(transfer));
        }
        rows.push(Stage::Leg(leg));
    }
    // What is left happens where the last leg ends.
    rows.extend(transfers.map(Stage::Transfer));
    let leg = |stage: &Stage<'_>| if let Stage::Leg(leg) = stage { Some((*leg).clone()) } else { None };
    Table::of(rows)
        .shown("From", ColumnKind::Id, |stage| match stage {
            Stage::Leg(leg) => leg.from.clone(),
            Stage::Transfer(transfer) => transfer.place.clone(),
        })
        .shown("To", ColumnKind::Id, move |stage| leg(stage).map(|leg| leg.to))
        .shown("By", ColumnKind::Text, |stage| match stage {
            Stage::Leg(leg) => leg.vessel.clone().unwrap_or_else(|| leg.mode.clone()),
            Stage::Transfer(_) => "transfer".into(),
        })
        .shown("Line or link", ColumnKind::Text, |stage| match stage {
            Stage::Leg(leg) => leg.line.clone().unwrap_or_else(|| leg.link.clone()),
            Stage::Transfer(transfer) => format!("{} > {}", transfer.from, transfer.to),
        })
        .shown("km", ColumnKind::Fixed(0), move |stage| leg(stage).map(|leg| leg.km))
        .none("")
        .shown("Hours", ColumnKind::Fixed(1), |stage| match stage {
            Stage::Leg(leg) => leg.hours,
            Stage::Transfer(transfer) => transfer.hours,
        })
        .shown("USD/t", ColumnKind::Fixed(1), |stage| match stage {
            Stage::Leg(leg) => leg.cost_usd_t,
            Stage::Transfer(transfer) => transfer.usd_t,
        })
        .shown("Territory", ColumnKind::Text, move |stage| leg(stage).map(|leg| leg.territory))
        .into()
}

/// More legs than these are no table: of an imported network those of one mode, line and territory become one row.
const MANY: usize = 60;

fn shown(legs: &[Leg]) -> Vec<Leg> {
    if legs.len() <= MANY {
        return legs.to_vec();
    }
    let mut rows: Vec<(Leg, usize)> = Vec::new();
    for leg in legs {
        // Only neighbours become one row, so the order of passage stays.
        let same = |row: &Leg| (&row.mode, &row.line, &row.territory) == (&leg.mode, &leg.line, &leg.territory);
        match rows.last_mut().filter(|(row, _)| same(row)) {
            Some((row, links)) => {
                row.to.clone_from(&leg.to);
                row.km += leg.km;
                row.hours += leg.hours;
                row.cost_usd_t += leg.cost_usd_t;
                *links += 1;
                row.link = format!("{links} links");
            }
            None => rows.push((leg.clone(), 1)),
        }
    }
    rows.into_iter().map(|(row, _)| row).collect()
}

impl TransferStep {
    fn name(&self) -> String {
        format!("{} {}>{}", self.place, self.from, self.to)
    }
}

impl Costs {
    /// Its parts; what is 0 is left out.
    fn sentence(&self) -> String {
        let parts = self.parts().into_iter().filter(|(_, cost)| *cost != 0.0);
        let some: Vec<_> = parts.map(|(name, cost)| format!("{name} {}", decimals(cost, 2))).collect();
        if some.is_empty() { "nothing".into() } else { some.join(", ") }
    }
}

impl SecondarySanctions {
    pub(in crate::answer) fn sentence(&self) -> String {
        let party = self.party.as_deref().unwrap_or("the parties");
        format!("Secondary-sanctions risk from {} for {party}: {} ({})", self.authority, self.kind, self.measure)
    }
}
