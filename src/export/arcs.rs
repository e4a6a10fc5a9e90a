//! What the solver saw, as CSV: five tables, each a format of its own, since a format writes one stream.

use std::io::{self, Write};

use serde::Serialize;

use super::{Format, unfit};
use crate::answer::Arcs;
use crate::query::Answer;

/// The files of `export arcs` and what writes each.
pub const ARCS_TABLES: &[(&str, &(dyn Format + Sync))] = &[
    ("classes.csv", &ArcFile { header: &["class", "cargo", "commodity", "value_usd_t"], rows: classes }),
    (
        "arcs.csv",
        &ArcFile {
            header: &["class", "arc", "tail", "head", "link", "transfer", "cost", "hours", "closed"],
            rows: arcs,
        },
    ),
    ("bundles.csv", &ArcFile { header: &["bundle", "class", "arc", "limit_kg"], rows: bundles }),
    ("demand.csv", &ArcFile { header: &["flow", "class", "from", "to", "kg", "tier", "ceiling"], rows: demand }),
    ("fixed.csv", &ArcFile { header: &["bundle", "kg"], rows: fixed }),
];

type Writer<'a> = csv::Writer<&'a mut dyn Write>;

struct ArcFile {
    header: &'static [&'static str],
    rows: fn(&Arcs, &mut Writer) -> csv::Result<()>,
}

impl Format for ArcFile {
    fn write(&self, answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
        let Answer::Arcs(answer) = answer else {
            return Err(unfit("arcs are written for a route or for flows"));
        };
        // The header is written even where there is no row, so that another program finds its columns.
        let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(out);
        writer.write_record(self.header)?;
        (self.rows)(answer, &mut writer)?;
        writer.flush()
    }
}

fn every<T: Serialize>(rows: &[T], out: &mut Writer) -> csv::Result<()> {
    rows.iter().try_for_each(|row| out.serialize(row))
}

fn classes(answer: &Arcs, out: &mut Writer) -> csv::Result<()> {
    every(&answer.classes, out)
}

fn arcs(answer: &Arcs, out: &mut Writer) -> csv::Result<()> {
    every(&answer.arcs, out)
}

fn bundles(answer: &Arcs, out: &mut Writer) -> csv::Result<()> {
    every(&answer.bundles, out)
}

fn demand(answer: &Arcs, out: &mut Writer) -> csv::Result<()> {
    every(&answer.demand, out)
}

fn fixed(answer: &Arcs, out: &mut Writer) -> csv::Result<()> {
    every(&answer.fixed, out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::{ArcRow, BundleRow, ClassRow, DemandRow, FixedRow};

    fn csv(name: &str, answer: &Arcs) -> String {
        let (_, format) = ARCS_TABLES.iter().find(|(file, _)| *file == name).unwrap();
        let mut out = Vec::new();
        format.write(&Answer::Arcs(answer.clone()), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn an_empty_table_still_has_its_header() {
        assert_eq!(csv("fixed.csv", &Arcs::default()), "bundle,kg\n");
    }

    #[test]
    fn headers_are_the_fields_in_their_order() {
        let names = |row: serde_json::Value| {
            row.as_object().unwrap().keys().cloned().collect::<std::collections::BTreeSet<_>>()
        };
        let rows = [
            ("classes.csv", serde_json::to_value(ClassRow::default()).unwrap()),
            ("arcs.csv", serde_json::to_value(ArcRow::default()).unwrap()),
            ("bundles.csv", serde_json::to_value(BundleRow::default()).unwrap()),
            ("demand.csv", serde_json::to_value(DemandRow::default()).unwrap()),
            ("fixed.csv", serde_json::to_value(FixedRow::default()).unwrap()),
        ];
        for (file, row) in rows {
            let header = csv(file, &Arcs::default());
            let header = header.trim_end().split(',').map(String::from).collect();
            assert_eq!(names(row), header, "{file}");
        }
    }

    #[test]
    fn a_missing_link_is_an_empty_cell() {
        let row = ArcRow {
            class: 1,
            arc: 7,
            tail: "alpha/start".into(),
            head: "alpha/pipeline:x".into(),
            cost: 0.25,
            hours: 3.0,
            ..ArcRow::default()
        };
        let answer = Arcs { arcs: vec![row], ..Arcs::default() };
        assert!(csv("arcs.csv", &answer).ends_with("1,7,alpha/start,alpha/pipeline:x,,,0.25,3.0,false\n"));
    }
}
