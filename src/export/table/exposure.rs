//! Exposure for people: the rows that matter most, then concentration and redundancy.

use std::io;

use super::grid::Grid;
use super::number::{billions, decimals, maybe, mt, one, percent};
use super::ranges;
use super::sheet::Sheet;
use crate::answer::{Exposure, ExposureRow};

/// More rows than this are for programs.
const ROWS: usize = 40;

pub(super) fn write(answer: &Exposure, sheet: &mut Sheet) -> io::Result<()> {
    let flow =
        format!("{} Mt of {}, worth {} bn USD", mt(answer.flow_kt), answer.year, billions(answer.flow_usd));
    sheet.head(&answer.head, &flow)?;
    if answer.not_laid_kt > 0.0 {
        sheet.text(&format!("{} Mt of it is counted but never routed.", mt(answer.not_laid_kt)))?;
    }
    sheet.heading(&format!("Dependence, shares of {}", answer.weigh))?;
    sheet.grid(&rows(&answer.rows))?;
    sheet.more(answer.rows.len().saturating_sub(ROWS), "rows")?;
    let hhi = &answer.concentration;
    sheet.heading("Concentration (HHI, 1 = all in one)")?;
    sheet.text(&format!(
        "corridors {}, transit countries {}, operators {}",
        decimals(hhi.corridor_hhi, 2),
        decimals(hhi.country_hhi, 2),
        decimals(hhi.operator_hhi, 2)
    ))?;
    redundancy(answer, sheet)?;
    let title = |row: &ExposureRow| format!("{} {} ({})", row.of, row.id, row.role);
    let prefixes: Vec<String> = (0..answer.rows.len()).map(|row| format!("rows[{row}]")).collect();
    let rows = answer.rows.iter().zip(&prefixes).map(|(row, prefix)| (title(row), prefix.as_str()));
    let concentration = [("concentration".to_owned(), "concentration")];
    ranges::write(answer.ranges.as_ref(), &[&rows.collect::<Vec<_>>(), &concentration], sheet)
}

fn rows(rows: &[ExposureRow]) -> Grid {
    let mut grid = Grid::new(&[
        "Of",
        "!Id",
        "Role",
        ">Used Mt",
        ">Share",
        ">No way Mt",
        ">Share",
        ">Naive Mt",
        ">Rerouted Mt",
        ">+USD/t",
        ">+Days",
    ]);
    for row in rows.iter().take(ROWS) {
        grid.row([
            row.of.clone(),
            row.id.clone(),
            row.role.clone(),
            mt(row.used_kt),
            percent(row.used),
            mt(row.unavoidable_kt),
            percent(row.unavoidable),
            mt(row.naive_unavoidable_kt),
            mt(row.reroutable_kt),
            maybe(row.extra_usd_t, one),
            maybe(row.extra_days, one),
        ]);
    }
    grid
}

fn redundancy(answer: &Exposure, sheet: &mut Sheet) -> io::Result<()> {
    if answer.redundancy.is_empty() {
        return Ok(());
    }
    sheet.heading("Redundancy")?;
    let mut grid = Grid::new(&["Commodity", ">Disjoint routes", ">At most Mt/y", "Cut"]);
    for row in &answer.redundancy {
        let cut: Vec<_> = row.cut.iter().map(|bundle| bundle.capacity.as_str()).collect();
        grid.row([
            row.commodity.clone(),
            row.disjoint_routes.map_or_else(|| "no limit".into(), |routes| routes.to_string()),
            row.min_cut_kt_y.map_or_else(|| "no limit".into(), mt),
            cut.join(" "),
        ]);
    }
    sheet.grid(&grid)
}
