//! The restricted master program of [`assign`](crate::assign()): the paths that are known, and the program over them.
//!
//! Rows: one for each demand (`paths + uneconomic + stranded = mass`), each bundle (`uses of paths + slack = limit`),
//! each tier served (`stranded of the tier + slack = its least`), and each demand with a reservation price that cannot
//! be served whole by any means (`paths + uneconomic + slack = its standalone maximum`).

use std::collections::BTreeSet;

use super::pricing::{PhaseObjective, Pricer, billionths};
use super::simplex::Simplex;
use crate::problem::{Mass, Phase, Problem, Usage};
use routing::{ArcIx, PathCost};

/// A reduced cost below this is one, in USD/t or units stranded, beside 1.
const TOLERANCE: f64 = 1e-9;

pub(super) struct PathColumn {
    pub demand: usize,
    pub arcs: Vec<ArcIx>,
    /// What it costs, with all that breaks ties.
    pub key: PathCost,
    /// By bundle, sorted: how often it counts the path.
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

pub(super) struct Master<'a, P> {
    problem: &'a Problem<'a>,
    usage: Usage<'a>,
    pricer: P,
    lp: Simplex,
    pub columns: Vec<PathColumn>,
    /// Demand and arcs of all columns.
    known: BTreeSet<(usize, Vec<ArcIx>)>,
    /// By demand: the column of what is stranded. Its row is the demand's number.
    stranded: Vec<usize>,
    /// By demand: the column of what is uneconomic.
    uneconomic: Vec<Option<usize>>,
    /// By demand: the row of its standalone maximum.
    standalone: Vec<Option<usize>>,
    /// By bundle: its row, if its limit was exceeded once.
    bundle: Vec<Option<usize>>,
    /// Tiers served and their rows.
    tiers: Vec<(u8, usize)>,
    /// Whether every solve so far was finished.
    complete: bool,
}

impl<'a, P: Pricer> Master<'a, P> {
    /// Everything is stranded.
    pub fn new(problem: &'a Problem<'a>, pricer: P) -> Self {
        let mut lp = Simplex::default();
        // What is stranded is the slack of the demand's row, so the program is feasible without any path.
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

    /// Assigns as much of one tier as can be while earlier tiers keep their totals.
    pub fn serve(&mut self, tier: u8) -> Phase {
        // Earlier tiers are held by their rows, later ones do not count yet.
        for (demand, &column) in self.problem.demands.iter().zip(&self.stranded) {
            self.lp.set_cost(column, if demand.tier == tier { 1.0 } else { 0.0 });
        }
        self.generate(PhaseObjective::Stranded);
        let amounts = self.lp.amounts();
        let of_tier: Vec<(usize, f64)> = self.in_tier(tier).map(|demand| (self.stranded[demand], 1.0)).collect();
        // Later tiers must not strand more of this one: its total becomes a limit.
        let least = of_tier.iter().map(|&(column, _)| amounts[column]).sum();
        // Before the row is added: a phase has prices of earlier tiers alone.
        let phase = self.phase(Some(tier), least);
        self.lp.add_row(&of_tier, least);
        self.tiers.push((tier, self.lp.rows() - 1));
        phase
    }

    /// Minimises the cost of what is assigned, after all tiers are served.
    ///
    /// `standalone` gives the standalone maximum of a demand; it is called only for demands with a reservation price of
    /// which something is stranded. What could not pass at all must not count as uneconomic.
    pub fn minimise_cost(&mut self, mut standalone: impl FnMut(usize) -> Mass) -> Phase {
        let amounts = self.lp.amounts();
        for demand in 0..self.stranded.len() {
            // Rows of tiers hold what is stranded: it need not cost anything.
            self.lp.set_cost(self.stranded[demand], 0.0);
            let Some(price) = self.problem.demands[demand].reservation_price else { continue };
            // Without any path it is stranded.
            if !self.columns.iter().any(|column| column.demand == demand) {
                continue;
            }
            // What is uneconomic is one more column in the demand's row, at the reservation price.
            let mut entries = vec![(demand, 1.0)];
            // A demand that is served whole can pass whole: only others need a standalone maximum.
            if amounts[self.stranded[demand]] > 0.0 {
                let own = self.columns.iter().filter(|column| column.demand == demand);
                let paths: Vec<(usize, f64)> = own.map(|column| (column.at, 1.0)).collect();
                // What is assigned now could pass alone too, so the row holds, but for rounding.
                self.lp.add_row(&paths, mass_kt(standalone(demand)));
                self.standalone[demand] = Some(self.lp.rows() - 1);
                entries.push((self.lp.rows() - 1, 1.0));
            }
            self.uneconomic[demand] = Some(self.lp.add_column(entries, price.usd_t()));
        }
        // While tiers were served paths cost nothing: only what is stranded did.
        for column in &self.columns {
            self.lp.set_cost(column.at, column.key.cost.usd_t());
        }
        self.generate(PhaseObjective::Cost);
        let amounts = self.lp.amounts();
        let paths = self.columns.iter().map(|column| amounts[column.at] * column.key.cost.usd_t());
        let homes = self
            .uneconomic
            .iter()
            .zip(self.problem.demands)
            .filter_map(|(uneconomic, demand)| Some(amounts[(*uneconomic)?] * demand.reservation_price?.usd_t()));
        self.phase(None, paths.chain(homes).sum())
    }

    pub fn amounts(&mut self) -> Amounts {
        self.lp.refresh();
        let all = self.lp.amounts();
        Amounts {
            paths: self.columns.iter().map(|column| all[column.at]).collect(),
            uneconomic: self.uneconomic.iter().map(|uneconomic| uneconomic.map_or(0.0, |column| all[column])).collect(),
            stranded: self.stranded.iter().map(|&column| all[column]).collect(),
        }
    }

    pub fn complete(&self) -> bool {
        self.complete
    }

    fn in_tier(&self, tier: u8) -> impl Iterator<Item = usize> {
        let demands = self.problem.demands.iter().enumerate();
        demands.filter(move |(_, demand)| demand.tier == tier).map(|(at, _)| at)
    }

    /// Solves, adds rows for limits that are exceeded, asks for paths of reduced cost below 0, and again until there
    /// are none.
    fn generate(&mut self, objective: PhaseObjective) {
        loop {
            // Rows, columns or costs are new, but the basis is still feasible: the primal method goes on from it.
            self.complete &= self.lp.minimise();
            // Rows are added only for limits that are exceeded, and the dual method goes on from the present basis.
            while self.cut() {
                let feasible = self.lp.restore() && self.lp.minimise();
                self.complete &= feasible;
                // Arithmetic has failed: rounding removes what exceeds limits.
                if !feasible {
                    break;
                }
            }
            // The simplex multipliers go to the pricing problem as whole billionths.
            let thresholds: Vec<i64> = (0..self.stranded.len()).map(|demand| self.threshold(demand)).collect();
            let prices = self.prices();
            let found = self.pricer.cheapest_paths(&prices, &thresholds, objective);
            let before = self.columns.len();
            for (demand, arcs) in found {
                self.add_path(demand, arcs, objective);
            }
            // Without a path of reduced cost below 0 the solution is optimal over all paths, known or not.
            if self.columns.len() == before {
                return;
            }
        }
    }

    /// By bundle, in billionths.
    fn prices(&self) -> Vec<i64> {
        // A limit without a row does not bind.
        let price = |row: &Option<usize>| row.map_or(0, |row| billionths(self.lp.duals()[row]));
        self.bundle.iter().map(price).collect()
    }

    /// A path of this demand has a reduced cost below 0 if it pays less than this, in billionths.
    fn threshold(&self, demand: usize) -> i64 {
        // `billionths` expects duals of limits, which are at most 0: those of demands have the other sign.
        let duals = self.lp.duals();
        billionths(-duals[demand] - self.standalone[demand].map_or(0.0, |row| duals[row]))
    }

    /// Adds a path if it is new and its reduced cost is below 0: a pricer may round, or answer at older prices.
    fn add_path(&mut self, demand: usize, arcs: Vec<ArcIx>, objective: PhaseObjective) {
        let class = self.problem.demands[demand].class;
        // A pricer of the caller may give a path with a closed arc.
        let Some(key) = self.problem.weights[class.index()].sum(&arcs) else { return };
        let uses = self.usage.path(class, &arcs);
        let cost = if objective == PhaseObjective::Cost { key.cost.usd_t() } else { 0.0 };
        // Coefficients in all rows that are there; a row that comes later takes the path up itself.
        let mut entries = vec![(demand, 1.0)];
        entries.extend(self.standalone[demand].map(|row| (row, 1.0)));
        for &(bundle, times) in &uses {
            if let Some(row) = self.bundle[bundle] {
                entries.push((row, times_f64(times)));
            }
        }
        // Only a path that improves becomes known: another may come again at other prices.
        let improves = self.lp.reduced_cost(&entries, cost) < -TOLERANCE * (1.0 + cost);
        if improves && self.known.insert((demand, arcs.clone())) {
            let at = self.lp.add_column(entries, cost);
            self.columns.push(PathColumn { demand, arcs, key, uses, at });
        }
    }

    /// Adds rows for limits that the present solution exceeds, of each path for that which is exceeded most; whether
    /// there are any.
    ///
    /// Most limits never bind, and of those in a row along a path one does: without rows they hold all the same.
    fn cut(&mut self) -> bool {
        let amounts = self.lp.amounts();
        let mut load = vec![0.0; self.bundle.len()];
        // Only limits without a row can be exceeded: the others are rows of the program.
        let in_use = || self.columns.iter().filter(|column| amounts[column.at] > 0.0);
        for column in in_use() {
            for &(bundle, times) in column.uses.iter().filter(|(bundle, _)| self.bundle[*bundle].is_none()) {
                load[bundle] += amounts[column.at] * times_f64(times);
            }
        }
        let limit = |bundle: usize| mass_kt(self.problem.bundles[bundle].limit);
        // By which part of the load a limit is exceeded: of equals the first.
        let exceeded = |bundle: usize| {
            // Relative and absolute, since a limit may be 0.
            let is_exceeded = load[bundle] > limit(bundle) * (1.0 + TOLERANCE) + TOLERANCE;
            is_exceeded.then(|| (1.0 - limit(bundle) / load[bundle], bundle))
        };
        let worst = |column: &PathColumn| {
            let own = column.uses.iter().filter_map(|&(bundle, _)| exceeded(bundle));
            own.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, bundle)| bundle)
        };
        let cuts: BTreeSet<usize> = in_use().filter_map(worst).collect();
        for &bundle in &cuts {
            // Paths that are not in use have coefficients in the new row too.
            let times = |column: &PathColumn| {
                let at = column.uses.binary_search_by_key(&bundle, |own| own.0).ok()?;
                Some((column.at, times_f64(column.uses[at].1)))
            };
            let entries: Vec<(usize, f64)> = self.columns.iter().filter_map(times).collect();
            self.lp.add_cut(&entries, mass_kt(self.problem.bundles[bundle].limit));
            self.bundle[bundle] = Some(self.lp.rows() - 1);
        }
        !cuts.is_empty()
    }

    fn phase(&self, tier: Option<u8>, value: f64) -> Phase {
        let duals = self.lp.duals();
        // Where a sum is minimised the dual of a row `<=` is at most 0; as a price it has the other sign.
        let price = |row: Option<usize>| row.map_or(0.0, |row| (-duals[row]).max(0.0));
        Phase {
            tier,
            value,
            bundles: self.bundle.iter().map(|&row| price(row)).collect(),
            // The first rows are those of demands.
            demands: duals[..self.stranded.len()].to_vec(),
            standalone: self.standalone.iter().map(|&row| price(row)).collect(),
            tiers: self.tiers.iter().map(|&(tier, row)| (tier, price(Some(row)))).collect(),
        }
    }
}

fn times_f64(times: i64) -> f64 {
    // A path has far fewer arcs than 2^32. From 32 bits the conversion is exact.
    f64::from(u32::try_from(times).unwrap_or(u32::MAX))
}

/// A mass as the program counts it: not below 0.
fn mass_kt(mass: Mass) -> f64 {
    mass.kt().max(0.0)
}
