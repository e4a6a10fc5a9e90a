//! Tonnes on cheapest ways, and on what these touch.

use super::Sweep;
use super::mesh::{Ground, Line, MarkNames};
use crate::answer::{Tonnes, TouchedTonnes};
use crate::hierarchy::Marks;
use crate::model::Mass;

/// What lies where in the baseline.
pub(super) struct Loads {
    lines: Vec<Option<Line>>,
    /// By mark: kilograms.
    on: Vec<i64>,
    names: MarkNames,
}

impl Loads {
    pub fn new(asked: &Sweep<'_>, ground: &Ground<'_>) -> Self {
        let lines = if asked.demand.is_empty() { Vec::new() } else { ground.lines() };
        let mut on = vec![0; Marks::MOST];
        for (line, mass) in lines.iter().zip(&asked.demand) {
            put(&mut on, line.as_ref(), mass.0);
        }
        Self { lines, on, names: ground.names() }
    }

    /// What all tonnes come to where some pairs have other lines: the kt on a thing that they change, without any
    /// change those on every thing. `None` where no tonnes are asked about.
    pub fn told(&self, asked: &Sweep<'_>, changes: &[(u32, Option<Line>)]) -> Option<Tonnes> {
        if asked.demand.is_empty() {
            return None;
        }
        let (mut cut, mut more, mut moved) = (Mass(0), 0_i128, Mass(0));
        let mut on = self.on.clone();
        for (pair, line) in changes {
            let (mass, before) = (asked.demand[*pair as usize], &self.lines[*pair as usize]);
            put(&mut on, before.as_ref(), -mass.0);
            put(&mut on, line.as_ref(), mass.0);
            match (before, line) {
                (Some(_), None) => cut += mass,
                (Some(before), Some(line)) => {
                    more += i128::from(mass.0) * i128::from(line.cost.0 - before.cost.0);
                    moved += mass;
                }
                (None, _) => {}
            }
        }
        let is_told = |mark: &usize| on[*mark] != if changes.is_empty() { 0 } else { self.on[*mark] };
        let touched = (0..on.len()).filter(is_told).filter_map(|mark| {
            let (kind, id) = self.names.name(mark)?;
            let kt = |kg: i64| Mass(kg).kt();
            Some(TouchedTonnes {
                kind: kind.into(),
                id: id.into(),
                kt: kt(on[mark]),
                kt_before: kt(self.on[mark]),
            })
        });
        Some(Tonnes {
            cut_kt: cut.kt(),
            rerouted_kt: moved.kt(),
            // Kilograms times millionths of USD per tonne are 10^-9 USD.
            more_musd: more as f64 / 1e15,
            touched: touched.collect(),
        })
    }
}

fn put(on: &mut [i64], line: Option<&Line>, kg: i64) {
    line.into_iter().flat_map(|line| line.marks.iter()).for_each(|mark| on[mark] += kg);
}
