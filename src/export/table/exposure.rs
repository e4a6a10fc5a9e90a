//! Exposure for people: the rows that matter most, then concentration and redundancy.

use std::io;

use super::super::unit::Unit;
use super::bar::bar;
use super::grid::Grid;
use super::number::{billions, decimals, maybe, one, percent};
use super::ranges;
use super::sheet::Sheet;
use crate::answer::{Exposure, ExposureRow};

/// More rows than this are for programs.
const ROWS: usize = 40;

pub(super) fn write(answer: &Exposure, sheet: &mut Sheet) -> io::Result<()> {
    let unit = sheet.unit;
    let (flow, usd) = (unit.show(answer.flow_kt), billions(answer.flow_usd));
    let flow = format!("{flow} {} of {}, worth {usd} bn USD", unit.name(), answer.year);
    sheet.head(&answer.head, &flow)?;
    if answer.not_laid_kt > 0.0 {
        let kt = unit.show(answer.not_laid_kt);
        sheet.text(&format!("{kt} {} of it is counted but never routed.", unit.name()))?;
    }
    sheet.heading(&format!("Dependence, shares of {}", answer.weigh))?;
    sheet.grid(&rows(&answer.rows, unit, sheet.bars()))?;
    sheet.more(answer.rows.len().saturating_sub(ROWS), "rows")?;
    let hhi = &answer.concentration;
    sheet.heading("Concentration (HHI, 1 = all in one)")?;
    sheet.text(&format!(
        "corridors {}, transit countries {}, operators {}",
        decimals(hhi.corridor_hhi, 2),
        decimals(hhi.country_hhi, 2),
        decimals(hhi.operator_hhi, 2)
    ))?;
    owners(answer, sheet)?;
    redundancy(answer, sheet)?;
    let title = |row: &ExposureRow| format!("{} {} ({})", row.of, row.id, row.role);
    let prefixes: Vec<String> = (0..answer.rows.len()).map(|row| format!("rows[{row}]")).collect();
    let rows = answer.rows.iter().zip(&prefixes).map(|(row, prefix)| (title(row), prefix.as_str()));
    let concentration = [("concentration".to_owned(), "concentration")];
    ranges::write(answer.ranges.as_ref(), &[&rows.collect::<Vec<_>>(), &concentration], sheet)
}

fn rows(rows: &[ExposureRow], unit: &Unit, bars: bool) -> Grid {
    let (used, no_way) = (format!(">Used {}", unit.name()), format!(">No way {}", unit.name()));
    let (naive, rerouted) = (format!(">Naive {}", unit.name()), format!(">Rerouted {}", unit.name()));
    let mut titles =
        vec!["Of", "!Id", "Role", &used, ">Share", &no_way, ">Share", &naive, &rerouted, ">+USD/t", ">+Days"];
    titles.extend(bars.then_some("█ no way, ▒ another"));
    let mut grid = Grid::new(&titles);
    for row in rows.iter().take(ROWS) {
        let mut cells = vec![
            row.of.to_string(),
            row.id.clone(),
            row.role.to_string(),
            unit.show(row.used_kt),
            percent(row.used),
            unit.show(row.unavoidable_kt),
            percent(row.unavoidable),
            unit.show(row.naive_unavoidable_kt),
            unit.show(row.reroutable_kt),
            maybe(row.extra_usd_t, one),
            maybe(row.extra_days, one),
        ];
        cells.extend(bars.then(|| bar(&[(row.unavoidable, '█'), (row.used - row.unavoidable, '▒')])));
        grid.push(cells);
    }
    grid
}

/// More owners than this are for programs.
const OWNERS: usize = 10;

fn owners(answer: &Exposure, sheet: &mut Sheet) -> io::Result<()> {
    if answer.owners.is_empty() {
        return Ok(());
    }
    sheet.heading("Owners, tonnes by their share in what is used")?;
    let unit = sheet.unit;
    let mut grid = Grid::new(&["!Owner", &format!(">{}", unit.name()), ">Share"]);
    for row in answer.owners.iter().take(OWNERS) {
        grid.row([row.id.clone(), unit.show(row.kt), percent(row.share)]);
    }
    sheet.grid(&grid)?;
    sheet.more(answer.owners.len().saturating_sub(OWNERS), "owners")
}

fn redundancy(answer: &Exposure, sheet: &mut Sheet) -> io::Result<()> {
    if answer.redundancy.is_empty() {
        return Ok(());
    }
    sheet.heading("Redundancy")?;
    let unit = sheet.unit;
    let most = format!(">At most {}", unit.yearly());
    let mut grid = Grid::new(&["Commodity", ">Disjoint routes", &most, "Cut"]);
    for row in &answer.redundancy {
        let cut: Vec<_> = row.cut.iter().map(|bundle| bundle.capacity.as_str()).collect();
        grid.row([
            row.commodity.clone(),
            row.disjoint_routes.map_or_else(|| "no limit".into(), |routes| routes.to_string()),
            row.min_cut_kt_y.map_or_else(|| "no limit".into(), |kt| unit.show(kt)),
            cut.join(" "),
        ]);
    }
    sheet.grid(&grid)
}
