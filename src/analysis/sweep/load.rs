//! Tonnes on cheapest ways, and on what these touch.

use super::ground::Line;
use super::{Base, Changes};
use crate::answer::{Tonnes, TouchedTonnes};
use assignment::Mass;
use routing::hierarchy::TagSet;

/// Kilograms by mark in the baseline.
pub(super) struct Loads(Vec<i64>);

impl Loads {
    pub fn new(demand: &[Mass], lines: &[Option<Line>]) -> Self {
        let mut on = vec![0; TagSet::CAPACITY];
        for (line, mass) in lines.iter().zip(demand) {
            put(&mut on, line.as_ref(), mass.0);
        }
        Self(on)
    }
}

impl Base<'_> {
    /// What all tonnes come to where some pairs have other lines: the kt on a thing that they change, without any
    /// change those on every thing. `None` where no tonnes are asked about.
    pub(super) fn tonnes(&self, changes: &Changes) -> Option<Tonnes> {
        if self.demand.is_empty() {
            return None;
        }
        let before = &self.loads.0;
        let (mut cut, mut more, mut moved) = (Mass(0), 0_i128, Mass(0));
        let mut on = before.clone();
        for (pair, line) in changes {
            let (mass, old) = (self.demand[*pair as usize], &self.lines[*pair as usize]);
            put(&mut on, old.as_ref(), -mass.0);
            put(&mut on, line.as_ref(), mass.0);
            match (old, line) {
                (Some(_), None) => cut += mass,
                (Some(old), Some(line)) => {
                    more += i128::from(mass.0) * i128::from(line.cost.0 - old.cost.0);
                    moved += mass;
                }
                (None, _) => {}
            }
        }
        let is_told = |mark: &usize| on[*mark] != if changes.is_empty() { 0 } else { before[*mark] };
        let touched = (0..on.len()).filter(is_told).filter_map(|mark| {
            let (kind, id) = self.marks.name(mark)?;
            let [kt, kt_before] = [on[mark], before[mark]].map(|kg| Mass(kg).kt());
            Some(TouchedTonnes { kind, id: id.into(), kt, kt_before })
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
