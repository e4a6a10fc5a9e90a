//! An answer's table for data frames: names as in JSON, numbers unrounded.

use std::io;

use super::unfit;
use super::unit::fits;
use crate::model::GoodsUnit;
use crate::query::Answer;
use crate::summary::{GoodsOf, Summary, Table, Unit, in_kt};
use crate::tables::Cell;

/// Columns by name, all of as many cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Frame {
    pub columns: Vec<(String, Vec<Cell>)>,
    pub rows: usize,
}

impl Frame {
    /// The first table of an answer that has names of columns, tonnes in a unit (none: kt).
    pub fn of(answer: &Answer, unit: Option<&Unit>) -> io::Result<Self> {
        // Always in kt first, as the names of columns say; another unit is made from that.
        let mut summary = Summary::new(Unit::kt());
        answer.summarize(&mut summary);
        let table = summary.data().ok_or_else(|| unfit("arcs are several tables: `export arcs` writes them"))?;
        let frame = Self::from(table);
        let Some(unit) = unit else { return Ok(frame) };
        fits(unit, answer)?;
        Ok(frame.in_unit(table, unit))
    }

    /// With tonnes in another unit, which their columns name: `stranded_mt` for `stranded_kt`.
    fn in_unit(mut self, table: &Table, unit: &Unit) -> Self {
        let named = table.columns.iter().filter(|column| column.name.is_some());
        // Columns with a name are those of the frame, in the same order.
        for ((name, cells), column) in self.columns.iter_mut().zip(named).filter(|((name, _), _)| in_kt(name)) {
            for (at, cell) in cells.iter_mut().enumerate() {
                convert(cell, column.goods.get(at).unwrap_or(&GoodsOf::All), unit);
            }
            *name = renamed(name, unit);
        }
        self
    }
}

impl From<&Table> for Frame {
    fn from(table: &Table) -> Self {
        let columns = table.data().map(|(name, cells)| (name.to_owned(), cells.to_vec())).collect();
        Self { columns, rows: table.len() }
    }
}

/// A number, or `id=number` pairs.
fn convert(cell: &mut Cell, goods: &GoodsOf, unit: &Unit) {
    match cell {
        Cell::Number(kt) => *kt = unit.of_those(*kt, goods),
        Cell::Many(pairs) => {
            for (at, pair) in pairs.iter_mut().enumerate() {
                let own = match goods {
                    GoodsOf::Each(each) => each.get(at).cloned().map_or(GoodsOf::All, GoodsOf::Split),
                    other => other.clone(),
                };
                if let Some((id, Ok(kt))) = pair.split_once('=').map(|(id, kt)| (id, kt.parse())) {
                    *pair = format!("{id}={:?}", unit.of_those(kt, &own));
                }
            }
        }
        _ => {}
    }
}

/// Barrels are those of a day, whatever the column was.
fn renamed(name: &str, unit: &Unit) -> String {
    let name = if unit.goods() == Some(GoodsUnit::Barrels) { name.replace("kt_y", "kt") } else { name.into() };
    name.replace("kt", unit.column())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::*;
    use crate::diagnostic::Diagnostic;

    /// No field of a row is left out but those named, which other columns or other answers hold.
    #[track_caller]
    fn all_fields(row: impl serde::Serialize, answer: &Answer, elsewhere: &[&str]) {
        let columns = Frame::of(answer, None).unwrap().columns;
        let value = serde_json::to_value(row).unwrap();
        for name in value.as_object().unwrap().keys().filter(|name| !elsewhere.contains(&name.as_str())) {
            assert!(columns.iter().any(|(own, _)| own == name), "{name} is not in {columns:?}");
        }
    }

    #[test]
    fn every_field_of_a_row_has_its_column() {
        all_fields(RouteOption::default(), &Answer::Route(Route::default()), &["costs"]);
        all_fields(ExposureRow::default(), &Answer::Exposure(Exposure::default()), &[]);
        // A route has kt for kg, and corridors say what their pairs are in.
        all_fields(AssignedRoute::default(), &Answer::Reroute(Reroute::default()), &["kg"]);
        // A proof is no row: JSON holds it.
        all_fields(
            Outcome::default(),
            &Answer::Compare(Compare::default()),
            &["corridors", "commodities", "certificate"],
        );
        all_fields(
            Baseline::default(),
            &Answer::Compare(Compare::default()),
            &["corridors", "commodities", "certificate"],
        );
        all_fields(Edge::default(), &Answer::Network(Network::default()), &[]);
        all_fields(Diagnostic::error("", "", ""), &Answer::Check(Check::default()), &[]);
    }

    fn column(frame: &Frame, name: &str) -> Vec<Cell> {
        frame.columns.iter().find(|(own, _)| own == name).unwrap().1.clone()
    }

    #[test]
    fn tonnes_of_an_assignment_add_up_to_all_of_it() {
        let assigned = |kg| AssignedRoute { kg, ..AssignedRoute::default() };
        let flow = |id: &str, stranded_kt, routes| AssignedFlow {
            id: id.into(),
            stranded_kt,
            routes,
            ..AssignedFlow::default()
        };
        // 1000 kt: 300 + 200 arrive, 250 have no way, 150 are too dear, 100 are counted alone.
        let answer = Answer::Reroute(Reroute {
            flow_kt: 1000.0,
            unassigned_kt: 100.0,
            uneconomic_kt: 150.0,
            flows: vec![
                flow("a", 0.0, vec![assigned(300_000_000), assigned(200_000_000)]),
                flow("b", 250.0, Vec::new()),
            ],
            ..Reroute::default()
        });
        let frame = Frame::of(&answer, None).unwrap();
        let sum: f64 = column(&frame, "kt")
            .into_iter()
            .map(|cell| match cell {
                Cell::Number(kt) => kt,
                other => panic!("{other:?}"),
            })
            .sum();
        assert_eq!(sum, 1000.0);
        let outcomes = ["delivered", "delivered", "stranded", "uneconomic", "unassigned"];
        assert_eq!(column(&frame, "outcome"), outcomes.map(Cell::from));
        assert_eq!(column(&frame, "route")[..2], [Cell::Integer(1), Cell::Integer(2)]);
        assert_eq!(column(&frame, "flow")[3], Cell::None);
    }

    #[test]
    fn a_scenario_of_another_day_stands_below_its_own_baseline() {
        let baseline = |year, flow_kt| Baseline { year, flow_kt, ..Baseline::default() };
        let scenario = |id: &str, baseline| Outcome { id: id.into(), baseline, ..Outcome::default() };
        let answer = Answer::Compare(Compare {
            baseline: baseline(2023, 70.0),
            scenarios: vec![scenario("now", None), scenario("then", Some(baseline(2022, 65.0)))],
            ..Compare::default()
        });
        let frame = Frame::of(&answer, None).unwrap();
        assert_eq!(column(&frame, "of"), ["baseline", "scenario", "baseline", "scenario"].map(Cell::from));
        assert_eq!(column(&frame, "flow_kt"), [70.0, 70.0, 65.0, 65.0].map(Cell::from));
    }

    #[test]
    fn tonnes_are_told_in_the_unit_that_their_columns_name() {
        let corridors = vec![CorridorUse { id: "northern".into(), kt: 9200.0, ..CorridorUse::default() }];
        let baseline = Baseline { flow_kt: 70_500.0, cost_usd: 5.0, corridors, ..Baseline::default() };
        let answer = Answer::Compare(Compare { baseline, ..Compare::default() });
        let table = Frame::of(&answer, Some(&Unit::mt())).unwrap();
        assert_eq!(column(&table, "flow_mt"), [Cell::Number(70.5)]);
        assert_eq!(column(&table, "cost_usd"), [Cell::Number(5.0)], "money stays");
        assert_eq!(column(&table, "corridors_mt"), [Cell::Many(vec!["northern=9.2".into()])]);
        assert!(!table.columns.iter().any(|(name, _)| in_kt(name)), "{:?}", table.columns);
        let row = Row::default().with("id", "x").with("kt_y_low", 7.0).with("max_kt_dwt", 150.0);
        let list = Answer::List(List { rows: vec![row], ..List::default() });
        let frame = Frame::of(&list, Some(&Unit::mt())).unwrap();
        let names: Vec<&str> = frame.columns.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["id", "mt_y_low", "max_kt_dwt"]);
    }
}
