//! What is in a table of the atlas?

use crate::answer::{self, Row};
use crate::model::{Id, Measure};
use crate::query::ListOf;
use crate::tables::{Atlas, Snapshot, TableRow};

use super::rows;

/// Answers `list`. Places, links and capacities are those of the day, flows those of every year; `measures` come
/// with the id of the scenario that they belong to.
#[must_use]
pub fn list(
    head: answer::Metadata,
    dated: &Snapshot,
    measures: &[(Id, Measure)],
    of: ListOf,
) -> answer::List {
    let mut head = head;
    if of == ListOf::Actors && dated.atlas.actors.is_empty() {
        head.notes.push("ready sets of parties come with the law, which this atlas does not hold".into());
    }
    answer::List { head, of, rows: table(dated, measures, of) }
}

fn table(dated: &Snapshot, measures: &[(Id, Measure)], of: ListOf) -> Vec<Row> {
    let atlas = &dated.atlas;
    match of {
        ListOf::Places => listed(atlas, rows::in_force(&atlas.places, &dated.places)),
        ListOf::Links => listed(atlas, rows::links_of(dated)),
        ListOf::Capacities => listed(atlas, rows::in_force(&atlas.capacities, &dated.capacities)),
        ListOf::Commodities => listed(atlas, atlas.commodities.iter()),
        ListOf::Flows => listed(atlas, atlas.flows.iter()),
        ListOf::Scenarios => atlas.scenarios.iter().map(rows::scenario).collect(),
        ListOf::Measures => measures.iter().map(|(scenario, row)| rows::measure(scenario, row)).collect(),
        ListOf::Actors => listed(atlas, atlas.actors.iter()),
        ListOf::Sources => listed(atlas, atlas.sources.iter()),
    }
}

fn listed<'a, T: TableRow + 'a>(atlas: &Atlas, rows: impl Iterator<Item = &'a T>) -> Vec<Row> {
    rows.map(|row| rows::listed(atlas, row)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::sample;
    use crate::answer::Cell;
    use crate::model::{Day, Effect, EffectKind, Ranged};

    fn ask(year: i16, of: ListOf) -> answer::List {
        let mut limit = sample::bar("event:half", "cpc");
        limit.effect =
            Effect::Amount(EffectKind::LimitShare, Ranged { value: 0.5, low: Some(0.4), high: None });
        let measures = vec![(sample::id("half"), limit)];
        list(sample::head(), &sample::atlas().on(Day::mid(year)), &measures, of)
    }

    fn ids(year: i16, of: ListOf) -> Vec<String> {
        ask(year, of).rows.iter().map(|row| text(row, "id")).collect()
    }

    fn cell<'a>(row: &'a Row, name: &str) -> &'a Cell {
        &row.0.iter().find(|(own, _)| own == name).unwrap().1
    }

    fn text(row: &Row, name: &str) -> String {
        match cell(row, name) {
            Cell::Text(text) => text.clone(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn only_what_is_in_force_is_listed() {
        assert_eq!(ids(2024, ListOf::Links), ["lane-1", "lane-2", "pipe"]);
        assert_eq!(ids(2010, ListOf::Links), ["lane-1", "lane-2", "old-pipe", "pipe"]);
        assert_eq!(ids(2024, ListOf::Capacities), ["moorings", "pipe-2023"]);
        assert_eq!(ids(2021, ListOf::Capacities), ["moorings", "pipe-2020"]);
        assert_eq!(ids(2024, ListOf::Flows), ["flow-2024", "plan"]);
    }

    #[test]
    fn values_are_those_of_the_day() {
        assert_eq!(*cell(&ask(2024, ListOf::Links).rows[2], "cost_usd_t"), Cell::Number(30.0));
        assert_eq!(*cell(&ask(2010, ListOf::Links).rows[3], "cost_usd_t"), Cell::Number(25.0));
    }

    #[test]
    fn a_capacity_tells_what_it_limits_and_to_how_much() {
        let list = ask(2024, ListOf::Capacities);
        let row = &list.rows[1];
        assert_eq!(*cell(row, "assets"), Cell::Many(vec!["pipe".into()]));
        assert_eq!(*cell(row, "kt_y"), Cell::Number(80_000.0));
        assert_eq!(*cell(row, "kt_y_low"), Cell::Number(70_000.0));
        assert_eq!(*cell(row, "limit_kt_y"), Cell::Number(40_000.0), "half of it is available");
        assert_eq!(text(row, "since"), "2023-01-01");
        assert_eq!(*cell(row, "until"), Cell::None);
    }

    #[test]
    fn a_flow_has_a_year_or_a_window() {
        let list = ask(2024, ListOf::Flows);
        let [yearly, plan] = list.rows.as_slice() else { panic!("two flows") };
        assert_eq!(*cell(yearly, "year"), Cell::Integer(2024));
        assert_eq!(*cell(yearly, "via"), Cell::Many(vec!["cpc".into(), "strait".into()]));
        assert_eq!((text(yearly, "origin"), text(yearly, "destination")), ("tengiz".into(), "ITA".into()));
        assert_eq!(*cell(plan, "year"), Cell::None);
        assert_eq!((text(plan, "from"), text(plan, "until")), ("2025-01-01".into(), "2030-12-31".into()));
    }

    #[test]
    fn a_measure_names_its_effect_amount_and_scenario() {
        let list = ask(2024, ListOf::Measures);
        let row = &list.rows[0];
        assert_eq!(text(row, "effect"), "limit");
        assert_eq!(*cell(row, "amount"), Cell::Number(0.5));
        assert_eq!(*cell(row, "amount_low"), Cell::Number(0.4));
        assert_eq!((text(row, "on"), text(row, "scenario")), ("line=cpc".into(), "half".into()));
    }

    #[test]
    fn every_row_of_a_table_has_the_same_names() {
        for of in [ListOf::Places, ListOf::Links, ListOf::Capacities, ListOf::Flows, ListOf::Sources] {
            let names = |row: &Row| row.0.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
            let rows = ask(2024, of).rows;
            assert!(rows.iter().all(|row| names(row) == names(&rows[0])), "{of:?}");
        }
    }

    #[test]
    fn actors_are_empty_and_say_why() {
        let list = ask(2024, ListOf::Actors);
        assert!(list.rows.is_empty());
        assert_eq!(list.head.notes.len(), 1);
        assert!(ask(2024, ListOf::Sources).head.notes.is_empty());
    }
}
