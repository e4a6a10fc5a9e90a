//! Routes for people: the alternatives, then each leg by leg.

use std::io;

use super::grid::Grid;
use super::number::{one, whole};
use super::sheet::Sheet;
use crate::answer::{Costs, Leg, NoRoute, Route, RouteOption, TransferStep};

pub(super) fn write(answer: &Route, sheet: &mut Sheet) -> io::Result<()> {
    head(answer, sheet)?;
    if let Some(no_route) = &answer.no_route {
        return nothing(no_route, sheet);
    }
    sheet.heading("Routes")?;
    sheet.grid(&overview(answer))?;
    answer.routes.iter().try_for_each(|way| one_way(way, sheet))
}

/// What was asked.
pub(super) fn head(answer: &Route, sheet: &mut Sheet) -> io::Result<()> {
    let about =
        format!("{} to {}, {} {}", answer.from.name, answer.to.name, answer.commodity, chosen_by(answer));
    sheet.head(&answer.head, &about)
}

/// What stands above a way.
pub(super) fn title(way: &RouteOption) -> String {
    format!("Route {}: {} USD/t, {} days", way.rank, one(way.cost_usd_t), one(way.hours / 24.0))
}

fn chosen_by(answer: &Route) -> String {
    let differ = answer.differ.map_or_else(String::new, |most| format!(", sharing at most {most}"));
    match answer.front {
        None => format!("by {}{differ}", answer.by),
        Some(_) if answer.wary.is_empty() => "by cost and time, the front of both".into(),
        Some(_) => "by cost, time and exposed km, the front of all three".into(),
    }
}

fn nothing(no_route: &NoRoute, sheet: &mut Sheet) -> io::Result<()> {
    sheet.heading("No route")?;
    sheet.alarm(&no_route.reason)?;
    let mut grid = Grid::new(&["Blocked", "!Id", "!By"]);
    for blocked in &no_route.blocked_by {
        let (kind, id) = match &blocked.at {
            crate::answer::BlockedAt::Link(id) => ("link", id),
            crate::answer::BlockedAt::Place(id) => ("place", id),
            crate::answer::BlockedAt::Transfer(id) => ("transfer", id),
        };
        grid.row([kind.into(), id.clone(), blocked.measure.clone()]);
    }
    sheet.grid(&grid)?;
    for set in &no_route.would_open {
        sheet.text(&format!("A route opens by lifting {}.", set.join(" and ")))?;
    }
    Ok(())
}

/// Without anything to be wary of, a column of exposed km would say nothing.
fn overview(answer: &Route) -> Grid {
    let wary = !answer.wary.is_empty();
    let mut titles = vec![">#", ">USD/t", ">Days", ">km", "Countries", "Straits"];
    if wary {
        titles.insert(4, ">Exposed km");
    }
    let mut grid = Grid::new(&titles);
    for way in &answer.routes {
        let mut cells = vec![
            way.rank.to_string(),
            one(way.cost_usd_t),
            one(way.hours / 24.0),
            whole(way.km),
            way.countries.join(" "),
            way.straits.join(" "),
        ];
        if wary {
            cells.insert(4, whole(way.exposed_km));
        }
        grid.push(cells);
    }
    grid
}

fn one_way(way: &RouteOption, sheet: &mut Sheet) -> io::Result<()> {
    sheet.heading(&title(way))?;
    let mut grid = Grid::new(&["!From", "!To", "By", "Line or link", ">km", ">Hours", ">USD/t", "Territory"]);
    let mut transfers = way.transfers.iter().peekable();
    for leg in &shown(&way.legs) {
        while let Some(transfer) = transfers.next_if(|transfer| transfer.place == leg.from) {
            grid.push(transfer_row(transfer));
        }
        grid.push(leg_row(leg));
    }
    transfers.for_each(|transfer| grid.push(transfer_row(transfer)));
    sheet.grid(&grid)?;
    sheet.faint(&format!("USD/t: {}", parts(&way.costs)))?;
    if let Some(verdict) = &way.verdict {
        sheet.text(&format!("Verdict: {verdict}. {}", way.conditions.join("; ")))?;
    }
    for threat in &way.threatened_by {
        let party = threat.party.as_deref().unwrap_or("the parties");
        sheet.text(&format!("{} threatens {party}: {} ({})", threat.sender, threat.kind, threat.measure))?;
    }
    Ok(())
}

/// More legs than these are no table: of a mesh those of one mode, line and territory become one row.
const MANY: usize = 60;

fn shown(legs: &[Leg]) -> Vec<Leg> {
    if legs.len() <= MANY {
        return legs.to_vec();
    }
    let mut rows: Vec<(Leg, usize)> = Vec::new();
    for leg in legs {
        let same =
            |row: &Leg| (&row.mode, &row.line, &row.territory) == (&leg.mode, &leg.line, &leg.territory);
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

fn leg_row(leg: &Leg) -> Vec<String> {
    vec![
        leg.from.clone(),
        leg.to.clone(),
        leg.vessel.clone().unwrap_or_else(|| leg.mode.clone()),
        leg.line.clone().unwrap_or_else(|| leg.link.clone()),
        whole(leg.km),
        one(leg.hours),
        one(leg.cost_usd_t),
        leg.territory.join(" "),
    ]
}

fn transfer_row(transfer: &TransferStep) -> Vec<String> {
    vec![
        transfer.place.clone(),
        String::new(),
        "transfer".into(),
        format!("{} > {}", transfer.from, transfer.to),
        String::new(),
        one(transfer.hours),
        one(transfer.usd_t),
        String::new(),
    ]
}

/// What is 0 is left out.
fn parts(costs: &Costs) -> String {
    let all = costs.parts();
    let some: Vec<_> = all
        .iter()
        .filter(|(_, cost)| *cost != 0.0)
        .map(|(name, cost)| format!("{name} {}", super::number::decimals(*cost, 2)))
        .collect();
    if some.is_empty() { "nothing".into() } else { some.join(", ") }
}
