//! How far the headline figures of an answer can be trusted: the question is solved again with each number that has a
//! range at its low and at its high.
//!
//! One number at a time, all others at their point values: the low (high) of a figure is the least (most) over these
//! solves and the point's. Errors that come together reach further. A number that stands in a row which holds on the
//! days of several scenarios is moved on all of them at once.
//!
//! Two scenarios can be told apart where the paired difference (the same number moved in both) has the same sign in
//! every solve: of what is stranded, and where that is equal, of `extra_usd_t`.
//!
//! What provably changes nothing is not solved: [`shift`] has the rules. A number of another day than the baseline's is
//! another number.

mod figures;
mod number;
mod point;
mod shift;
#[cfg(test)]
mod tests;
mod trial;

use std::sync::Arc;

use rayon::prelude::*;

use crate::answer;
use crate::model::{Action, Measure, Per};

use super::compare::Column;
use super::exposure::bar;
use super::study::FlowStudy;
use figures::{Figure, Shows, Solves, Summary, by_closed};
use number::{Input, Side, inputs};
use trial::Day;

/// Rows of an exposure that have ranges.
const ROWS: usize = 10;

/// A laying of a question: the baseline, or what measures make of another one.
pub struct Scene {
    /// What it is laid again from.
    parent: Option<usize>,
    measures: Vec<Measure>,
    shows: Shows,
}

impl Scene {
    fn baseline(shows: Shows) -> Self {
        Self { parent: None, measures: Vec::new(), shows }
    }

    fn under(parent: usize, measures: &[Measure], shows: Shows) -> Self {
        Self { parent: Some(parent), measures: measures.to_vec(), shows }
    }

    /// Do its measures make prices of the value of the goods?
    fn is_by_value(&self) -> bool {
        self.does(|action| matches!(action, Action::Charge(Per::Value) | Action::Delay))
    }

    /// Do they make prices of what passing costs? Then any number may move them: nothing is proven to stay.
    fn is_by_own_cost(&self) -> bool {
        self.does(|action| action == Action::Charge(Per::OwnCost))
    }

    fn does(&self, what: impl Fn(Action) -> bool) -> bool {
        self.measures.iter().any(|measure| what(measure.effect.action()))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prune {
    /// Those that may change something.
    Sound,
    Nothing,
}

pub fn reroute(study: &FlowStudy) -> answer::Ranges {
    of_days(vec![Day::new(study, reroute_scenes(study))], &[], Prune::Sound)
}

fn reroute_scenes(study: &FlowStudy) -> Vec<Scene> {
    vec![Scene::baseline(Shows::Nothing), Scene::under(0, &study.measures, Shows::Reroute)]
}

/// The ranges of an answer to `exposure` with these rows: those of the ten that stand first.
pub fn exposure(study: &FlowStudy, rows: &[answer::ExposureRow]) -> answer::Ranges {
    of_days(vec![Day::new(study, exposure_scenes(study, rows))], &[], Prune::Sound)
}

fn exposure_scenes(study: &FlowStudy, rows: &[answer::ExposureRow]) -> Vec<Scene> {
    let mut scenes = if study.measures.is_empty() {
        vec![Scene::baseline(Shows::Pattern)]
    } else {
        vec![Scene::baseline(Shows::Nothing), Scene::under(0, &study.measures, Shows::Pattern)]
    };
    let ground = scenes.len() - 1;
    for shown in by_closed(study, &rows[..rows.len().min(ROWS)]) {
        let barred = shown.first().map(|first| bar(&first.thing, study.groups()));
        let measures: Vec<Measure> = study.measures.iter().cloned().chain(barred).collect();
        scenes.push(Scene::under(ground, &measures, Shows::Rows(shown)));
    }
    scenes
}

pub fn compare(study: &FlowStudy, columns: &[Column]) -> answer::Ranges {
    let ids: Vec<String> = columns.iter().map(|column| column.id.clone()).collect();
    of_days(compare_days(study, columns), &ids, Prune::Sound)
}

/// The baseline's day with all scenarios on it, then one day for each scenario that has its own.
fn compare_days<'a>(study: &'a FlowStudy, columns: &'a [Column]) -> Vec<Day<'a>> {
    let mut scenes = vec![Scene::baseline(Shows::Baseline("baseline".into()))];
    let mut own_days = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        let path = format!("scenarios[{at}]");
        let baseline = Shows::Baseline(format!("{path}.baseline"));
        let scene = Scene::under(0, &column.measures, Shows::Scenario(path));
        match &column.own_day {
            None => scenes.push(scene),
            Some(own) => own_days.push((own, vec![Scene::baseline(baseline), scene])),
        }
    }
    let mut days = vec![Day::new(study, scenes)];
    days.extend(own_days.into_iter().map(|(own, scenes)| Day::new(own, scenes)));
    days
}

/// Moves each number on every day that has it.
fn of_days(days: Vec<Day<'_>>, scenarios: &[String], prune: Prune) -> answer::Ranges {
    let by_day: Vec<Vec<Input>> = days.iter().map(|day| inputs(day.study, day.measures())).collect();
    let mut all: Vec<&Input> = Vec::new();
    for (at, own) in by_day.iter().enumerate() {
        all.extend(own.iter().filter(|input| !by_day[..at].iter().any(|day| day.contains(input))));
    }
    let summary = Summary::new(&days, scenarios);
    // All days count with the first's.
    let tally = days.first().map(|day| Arc::clone(&day.study.tally)).unwrap_or_default();
    tally.expect(all.len());
    let solves: Vec<Solves> =
        all.par_iter().map(|input| tally.step(|| solves(&days, &by_day, input, prune))).collect();
    summary.answer(&all, &solves)
}

fn solves(days: &[Day<'_>], by_day: &[Vec<Input>], input: &Input, prune: Prune) -> Solves {
    let solve = |side: Side| -> Vec<Figure> {
        if !input.has(side) {
            return Vec::new();
        }
        let having = days.iter().enumerate().filter(|(day, _)| by_day[*day].contains(input));
        let figures = having.flat_map(|(at, day)| {
            let scenes = day.trial(Some((input, side)), prune);
            scenes.into_iter().map(move |(scene, values)| Figure { day: at, scene, values })
        });
        figures.collect()
    };
    Side::BOTH.map(solve)
}
