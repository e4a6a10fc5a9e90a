//! The baseline and a row a scenario; where a scenario is about another day, that day's baseline stands before it.

use super::Flat;
use crate::answer::{Baseline, Cell, Compare, Day, Outcome, Row};

pub(super) fn flat(answer: &Compare) -> Flat {
    let base = |own: &Baseline| baseline(&answer.head.scenario.id, own);
    let mut rows = vec![base(&answer.baseline)];
    for outcome in &answer.scenarios {
        rows.extend(outcome.baseline.as_ref().map(base));
        rows.push(scenario(outcome, outcome.baseline.as_ref().unwrap_or(&answer.baseline)));
    }
    Flat::new(rows, Row::default)
}

fn baseline(id: &str, own: &Baseline) -> Row {
    let sums = Sums {
        delivered_kt: own.delivered_kt,
        stranded_kt: own.stranded_kt,
        stranded_usd: own.stranded_usd,
        uneconomic_kt: own.uneconomic_kt,
    };
    sums.row(start("baseline", id, "", own.as_of), own)
        .with("cost_usd", own.cost_usd)
        .with("extra_usd_t", Cell::None)
        .with("extra_days", Cell::None)
        .with("corridors_kt", pairs(own.corridors.iter().map(|one| (&one.id, one.kt))))
        .with("countries", pairs(own.countries.iter().map(|one| (&one.id, one.used))))
        .with("binding", own.binding.clone())
}

/// The flows are those of its baseline.
fn scenario(one: &Outcome, own: &Baseline) -> Row {
    let sums = Sums {
        delivered_kt: one.delivered_kt,
        stranded_kt: one.stranded_kt,
        stranded_usd: one.stranded_usd,
        uneconomic_kt: one.uneconomic_kt,
    };
    sums.row(start("scenario", &one.id, &one.title, one.as_of), own)
        .with("cost_usd", Cell::None)
        .with("extra_usd_t", one.extra_usd_t)
        .with("extra_days", one.extra_days)
        .with("corridors_kt", pairs(one.corridors.iter().map(|one| (&one.id, one.kt))))
        .with("countries", pairs(one.countries.iter().map(|one| (&one.id, one.used))))
        .with("binding", one.binding.clone())
}

struct Sums {
    delivered_kt: f64,
    stranded_kt: f64,
    stranded_usd: f64,
    uneconomic_kt: f64,
}

impl Sums {
    fn row(&self, row: Row, own: &Baseline) -> Row {
        row.with("year", i64::from(own.year))
            .with("flow_kt", own.flow_kt)
            .with("not_laid_kt", own.not_laid_kt)
            .with("delivered_kt", self.delivered_kt)
            .with("stranded_kt", self.stranded_kt)
            .with("stranded_usd", self.stranded_usd)
            .with("uneconomic_kt", self.uneconomic_kt)
    }
}

fn start(of: &str, id: &str, title: &str, as_of: Day) -> Row {
    let title = Some(title).filter(|title| !title.is_empty());
    Row::default().with("of", of).with("id", id).with("title", title).with("as_of", as_of)
}

/// `id=number`; what they are less the baseline's is told by its row.
fn pairs<'a>(pairs: impl Iterator<Item = (&'a String, f64)>) -> Vec<String> {
    pairs.map(|(id, number)| format!("{id}={number:?}")).collect()
}
