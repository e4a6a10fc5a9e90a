//! An assignment for people: the sums, the exits, what binds, what moves.

use std::io;

use super::grid::Grid;
use super::number::{billions, decimals, maybe, one, percent, signed};
use super::ranges;
use super::sheet::Sheet;
use crate::answer::{LinkFlow, Relief, Reroute};

/// Links that change more are for programs.
const LINKS: usize = 25;

pub(super) fn write(answer: &Reroute, sheet: &mut Sheet) -> io::Result<()> {
    let unit = sheet.unit;
    let about = format!("{} {} of {}", unit.show(answer.flow_kt), unit.name(), answer.year);
    sheet.head(&answer.head, &about)?;
    sums(answer, sheet)?;
    exits(answer, sheet)?;
    binding(answer, sheet)?;
    flows(answer, sheet)?;
    links(answer, sheet)?;
    short(answer, sheet)?;
    ranges::write(answer.ranges.as_ref(), &[&[(String::new(), "")]], sheet)
}

fn sums(answer: &Reroute, sheet: &mut Sheet) -> io::Result<()> {
    sheet.heading("Tonnes")?;
    let (unit, shared) = (sheet.unit, sheet.unit.shared());
    let mut grid = Grid::new(&["", &format!(">{}", unit.name()), ">Share"]);
    let mut line = |name: &str, kt: f64| {
        let share = if answer.flow_kt > 0.0 { percent(kt / answer.flow_kt) } else { "-".into() };
        grid.row([name.into(), unit.show(kt), share]);
    };
    line("delivered", answer.delivered_kt);
    line("stranded", answer.stranded_kt);
    line("stranded, naive", answer.naive_stranded_kt);
    line("uneconomic", answer.uneconomic_kt);
    line("never routed", answer.not_laid_kt);
    // What others carry has barrels of its own.
    let others = answer.others_stranded_kt;
    if shared == *unit {
        line("others stranded", others);
    }
    sheet.grid(&grid)?;
    if shared != *unit && others > 0.0 {
        sheet.text(&format!("Others stranded: {} {}.", shared.show(others), shared.name()))?;
    }
    sheet.text(&format!(
        "Stranded value {} bn USD; transport {} bn USD; against the baseline a tonne delivered costs {} USD and takes \
         {} days.",
        billions(answer.stranded_usd),
        billions(answer.cost_usd),
        maybe(answer.extra_usd_t, signed),
        maybe(answer.extra_days, signed)
    ))
}

fn exits(answer: &Reroute, sheet: &mut Sheet) -> io::Result<()> {
    let shared = sheet.unit.shared();
    let mut grid = Grid::new(&["!Exit", "Open", &format!(">Spare {}", shared.name())]);
    for exit in &answer.exits {
        let open = if exit.open { "yes" } else { "no" };
        grid.row([exit.id.clone(), open.into(), shared.show(exit.spare_kt)]);
    }
    headed("Exits, each with its own nameplate spare", &grid, sheet)
}

fn binding(answer: &Reroute, sheet: &mut Sheet) -> io::Result<()> {
    let shared = sheet.unit.shared();
    let (limit, flow) = (format!(">Limit {}", shared.name()), format!(">Flow {}", shared.name()));
    let mut grid = Grid::new(&["!Capacity", &limit, &flow, "Relieves", ">One less", ">One more"]);
    for capacity in answer.capacities.iter().filter(|capacity| answer.binding.contains(&capacity.id)) {
        let shadow = |value| maybe(value, |value| decimals(value, 2));
        grid.row([
            capacity.id.clone(),
            shared.show(capacity.kt),
            shared.show(capacity.flow_kt),
            capacity.relieves.map_or("-", Relief::as_str).into(),
            shadow(capacity.shadow_down),
            shadow(capacity.shadow_up),
        ]);
    }
    headed("What binds (USD/t for a detour, tonnes per tonne for stranding)", &grid, sheet)
}

fn flows(answer: &Reroute, sheet: &mut Sheet) -> io::Result<()> {
    let unit = sheet.unit;
    let (delivered, stranded) = (format!(">Delivered {}", unit.name()), format!(">Stranded {}", unit.name()));
    let mut grid = Grid::new(&["!Flow", "Hit", &delivered, &stranded, ">Routes", ">USD/t"]);
    for flow in &answer.flows {
        #[allow(clippy::cast_precision_loss)]
        let weigh = |kg: i64| kg as f64;
        let kg: f64 = flow.routes.iter().map(|route| weigh(route.kg)).sum();
        let cost: f64 = flow.routes.iter().map(|route| weigh(route.kg) * route.cost_usd_t).sum();
        let hit = if flow.hit { "hit" } else { "" };
        grid.row([
            flow.id.clone(),
            hit.into(),
            unit.show(flow.delivered_kt),
            unit.show(flow.stranded_kt),
            flow.routes.len().to_string(),
            maybe((kg > 0.0).then(|| cost / kg), one),
        ]);
    }
    headed("Flows", &grid, sheet)
}

fn links(answer: &Reroute, sheet: &mut Sheet) -> io::Result<()> {
    let change = |link: &LinkFlow| link.flow_kt - link.baseline_kt;
    let mut moved: Vec<_> = answer.links.iter().filter(|link| change(link) != 0.0).collect();
    moved.sort_by(|a, b| change(b).abs().total_cmp(&change(a).abs()).then_with(|| a.id.cmp(&b.id)));
    let shared = sheet.unit.shared();
    let (before, now) = (format!(">Before {}", shared.name()), format!(">Now {}", shared.name()));
    let mut grid = Grid::new(&["!Link", &before, &now, ">Change"]);
    for link in moved.iter().take(LINKS) {
        let (before, now) = (shared.show(link.baseline_kt), shared.show(link.flow_kt));
        grid.row([link.id.clone(), before, now, shared.change(change(link))]);
    }
    headed("Links that change", &grid, sheet)?;
    sheet.more(moved.len().saturating_sub(LINKS), "links")
}

fn short(answer: &Reroute, sheet: &mut Sheet) -> io::Result<()> {
    let unit = sheet.unit;
    let mut grid = Grid::new(&["!Buyer", &format!(">Short {}", unit.name())]);
    for buyer in &answer.short {
        grid.row([buyer.id.clone(), unit.show(buyer.kt)]);
    }
    headed("Buyers", &grid, sheet)
}

fn headed(heading: &str, grid: &Grid, sheet: &mut Sheet) -> io::Result<()> {
    if grid.is_empty() {
        return Ok(());
    }
    sheet.heading(heading)?;
    sheet.grid(grid)
}
