//! The restricted master program of [`assign`](crate::assign()): which paths are known, and the program over them.
//!
//! Rows: one a demand (`paths + uneconomic + stranded = mass`), one a bundle
//! (`uses of paths + slack = limit`), one a tier served (`stranded of the tier + slack = its least`), and one a demand
//! that may stay at home but cannot be served whole by any means (`paths + uneconomic + slack = the most that can pass`).

use std::collections::BTreeSet;

use crate::mass::Mass;
use crate::pricing::{PhaseObjective, Pricer, nano};
use crate::problem::{Phase, Problem};
use crate::simplex::Simplex;
use crate::usage::Usage;
use routing::{ArcIx, PathCost};

/// What counts as a gain, in USD/t or t/t, beside 1.
const GAIN: f64 = 1e-9;

/// A known path.
pub(super) struct Column {
    pub demand: usize,
    pub arcs: Vec<ArcIx>,
    pub key: PathCost,
    /// The bundles it uses and how often.
    pub uses: Vec<(usize, i64)>,
    /// Its column in the program.
    at: usize,
}

/// How much of what, in kt.
pub(super) struct Amounts {
    /// By known path.
    pub paths: Vec<f64>,
    /// By demand.
    pub uneconomic: Vec<f64>,
    /// By demand.
    pub stranded: Vec<f64>,
}

/// The program and what its rows and columns mean.
pub(super) struct Master<'a, P> {
    problem: &'a Problem<'a>,
    usage: Usage<'a>,
    pricer: P,
    lp: Simplex,
    pub columns: Vec<Column>,
    known: BTreeSet<(usize, Vec<ArcIx>)>,
    /// By demand: the column of what is stranded. Its row is the demand's number.
    stranded: Vec<usize>,
    /// By demand: the column of what stays at home.
    uneconomic: Vec<Option<usize>>,
    /// By demand: the row of the most that can pass.
    standalone: Vec<Option<usize>>,
    /// By bundle: its row, where it was broken once.
    bundle: Vec<Option<usize>>,
    /// Tiers served and their rows.
    tiers: Vec<(u8, usize)>,
    complete: bool,
}

impl<'a, P: Pricer> Master<'a, P> {
    /// Nothing is laid yet.
    pub fn new(problem: &'a Problem<'a>, pricer: P) -> Self {
        let mut lp = Simplex::default();
        let stranded = problem.demands.iter().map(|demand| lp.add_row(&[], mass_kt(demand.mass))).collect();
        Self {
            problem,
            usage: Usage::new(problem.topology.arc_count(), problem.bundles),
            pricer,
            lp,
            columns: Vec::new(),
            known: BTreeSet::new(),
            stranded,
            uneconomic: vec![None; problem.demands.len()],
            standalone: vec![None; problem.demands.len()],
            bundle: vec![None; problem.bundles.len()],
            tiers: Vec::new(),
            complete: true,
        }
    }

    /// Lays as much of one tier as can be laid while earlier tiers keep their totals.
    pub fn serve(&mut self, tier: u8) -> Phase {
        for (demand, &column) in self.problem.demands.iter().zip(&self.stranded) {
            self.lp.set_cost(column, if demand.tier == tier { 1.0 } else { 0.0 });
        }
        self.generate(PhaseObjective::Stranded);
        let amounts = self.lp.amounts();
        let of_tier: Vec<(usize, f64)> =
            self.in_tier(tier).map(|demand| (self.stranded[demand], 1.0)).collect();
        let least = of_tier.iter().map(|&(column, _)| amounts[column]).sum();
        let phase = self.phase(Some(tier), least);
        self.lp.add_row(&of_tier, least);
        self.tiers.push((tier, self.lp.rows() - 1));
        phase
    }

    /// Makes what is laid cheapest, after all tiers are served.
    ///
    /// `most` tells how many tonnes of a demand can pass if nothing else is laid; it is asked only for demands with a
    /// ceiling of which something is stranded. What could not pass at all must not count as kept at home.
    pub fn cheapen(&mut self, mut most: impl FnMut(usize) -> Mass) -> Phase {
        let amounts = self.lp.amounts();
        for demand in 0..self.stranded.len() {
            self.lp.set_cost(self.stranded[demand], 0.0);
            let Some(ceiling) = self.problem.demands[demand].reservation_price else { continue };
            if !self.columns.iter().any(|column| column.demand == demand) {
                continue;
            }
            let mut entries = vec![(demand, 1.0)];
            if amounts[self.stranded[demand]] > 0.0 {
                let paths: Vec<(usize, f64)> = self
                    .columns
                    .iter()
                    .filter(|column| column.demand == demand)
                    .map(|c| (c.at, 1.0))
                    .collect();
                self.lp.add_row(&paths, mass_kt(most(demand)));
                self.standalone[demand] = Some(self.lp.rows() - 1);
                entries.push((self.lp.rows() - 1, 1.0));
            }
            self.uneconomic[demand] = Some(self.lp.add_column(entries, ceiling.usd_t()));
        }
        for column in &self.columns {
            self.lp.set_cost(column.at, column.key.cost.usd_t());
        }
        self.generate(PhaseObjective::Cost);
        let amounts = self.lp.amounts();
        let paths = self.columns.iter().map(|column| amounts[column.at] * column.key.cost.usd_t());
        let homes = self.uneconomic.iter().zip(self.problem.demands).filter_map(|(uneconomic, demand)| {
            Some(amounts[(*uneconomic)?] * demand.reservation_price?.usd_t())
        });
        self.phase(None, paths.chain(homes).sum())
    }

    /// What the last solution laid, once more from its basis.
    pub fn amounts(&mut self) -> Amounts {
        self.lp.refresh();
        let all = self.lp.amounts();
        Amounts {
            paths: self.columns.iter().map(|column| all[column.at]).collect(),
            uneconomic: self
                .uneconomic
                .iter()
                .map(|uneconomic| uneconomic.map_or(0.0, |column| all[column]))
                .collect(),
            stranded: self.stranded.iter().map(|&column| all[column]).collect(),
        }
    }

    /// Whether every phase was solved to its end.
    pub fn complete(&self) -> bool {
        self.complete
    }

    fn in_tier(&self, tier: u8) -> impl Iterator<Item = usize> {
        let demands = self.problem.demands.iter().enumerate();
        demands.filter(move |(_, demand)| demand.tier == tier).map(|(at, _)| at)
    }

    /// Solves, gives rows to limits that are broken, asks for paths that gain at the new prices, and again until there
    /// are none.
    fn generate(&mut self, purpose: PhaseObjective) {
        loop {
            self.complete &= self.lp.minimise();
            while self.cut() {
                let mended = self.lp.restore() && self.lp.minimise();
                self.complete &= mended;
                if !mended {
                    break;
                }
            }
            let gates: Vec<i64> = (0..self.stranded.len()).map(|demand| self.gate(demand)).collect();
            let prices = self.prices();
            let found = self.pricer.cheapest_paths(&prices, &gates, purpose);
            let before = self.columns.len();
            for (demand, arcs) in found {
                self.learn(demand, arcs, purpose);
            }
            if self.columns.len() == before {
                return;
            }
        }
    }

    /// By bundle, in billionths.
    fn prices(&self) -> Vec<i64> {
        let price = |row: &Option<usize>| row.map_or(0, |row| nano(self.lp.duals()[row]));
        self.bundle.iter().map(price).collect()
    }

    /// A path of this demand gains if it costs less than this, in billionths.
    fn gate(&self, demand: usize) -> i64 {
        let duals = self.lp.duals();
        nano(-duals[demand] - self.standalone[demand].map_or(0.0, |row| duals[row]))
    }

    /// Adds a path if it is new and gains at present prices.
    fn learn(&mut self, demand: usize, arcs: Vec<ArcIx>, purpose: PhaseObjective) {
        let class = self.problem.demands[demand].class;
        let Some(key) = self.problem.weights[class.index()].sum(&arcs) else { return };
        let uses = self.usage.path(class, &arcs);
        let cost = if purpose == PhaseObjective::Cost { key.cost.usd_t() } else { 0.0 };
        let mut entries = vec![(demand, 1.0)];
        entries.extend(self.standalone[demand].map(|row| (row, 1.0)));
        for &(bundle, times) in &uses {
            if let Some(row) = self.bundle[bundle] {
                entries.push((row, often(times)));
            }
        }
        let gains = self.lp.reduced_cost(&entries, cost) < -GAIN * (1.0 + cost);
        if gains && self.known.insert((demand, arcs.clone())) {
            let at = self.lp.add_column(entries, cost);
            self.columns.push(Column { demand, arcs, key, uses, at });
        }
    }

    /// Gives a row to limits that the present solution breaks: of each path that which it breaks most. Are there any?
    ///
    /// Most limits never bind, and of those in a row along a path one does: they need no row to be kept.
    fn cut(&mut self) -> bool {
        let amounts = self.lp.amounts();
        let mut load = vec![0.0; self.bundle.len()];
        let laid = || self.columns.iter().filter(|column| amounts[column.at] > 0.0);
        for column in laid() {
            for &(bundle, times) in column.uses.iter().filter(|(bundle, _)| self.bundle[*bundle].is_none()) {
                load[bundle] += amounts[column.at] * often(times);
            }
        }
        let limit = |bundle: usize| mass_kt(self.problem.bundles[bundle].limit);
        // By how much a limit is broken, in parts of the load: of equals the first.
        let broken = |bundle: usize| {
            let is_broken = load[bundle] > limit(bundle) * (1.0 + GAIN) + GAIN;
            is_broken.then(|| (1.0 - limit(bundle) / load[bundle], bundle))
        };
        let worst = |column: &Column| {
            let own = column.uses.iter().filter_map(|&(bundle, _)| broken(bundle));
            own.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, bundle)| bundle)
        };
        let cuts: BTreeSet<usize> = laid().filter_map(worst).collect();
        for &bundle in &cuts {
            let times = |column: &Column| {
                let at = column.uses.binary_search_by_key(&bundle, |own| own.0).ok()?;
                Some((column.at, often(column.uses[at].1)))
            };
            let entries: Vec<(usize, f64)> = self.columns.iter().filter_map(times).collect();
            self.lp.add_cut(&entries, mass_kt(self.problem.bundles[bundle].limit));
            self.bundle[bundle] = Some(self.lp.rows() - 1);
        }
        !cuts.is_empty()
    }

    /// The prices of the present solution.
    fn phase(&self, tier: Option<u8>, value: f64) -> Phase {
        let duals = self.lp.duals();
        let price = |row: Option<usize>| row.map_or(0.0, |row| (-duals[row]).max(0.0));
        Phase {
            tier,
            value,
            bundles: self.bundle.iter().map(|&row| price(row)).collect(),
            demands: duals[..self.stranded.len()].to_vec(),
            standalone: self.standalone.iter().map(|&row| price(row)).collect(),
            tiers: self.tiers.iter().map(|&(tier, row)| (tier, price(Some(row)))).collect(),
        }
    }
}

fn often(times: i64) -> f64 {
    f64::from(u32::try_from(times).unwrap_or(u32::MAX))
}

/// A mass as the program counts it: not below 0.
fn mass_kt(mass: Mass) -> f64 {
    mass.kt().max(0.0)
}
