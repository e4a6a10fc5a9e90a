//! The simplex: which arc enters, and what the basis says.
//!
//! J. L. Kennington, R. V. Helgason, 1980, chapter 5 (primal partitioning): the basis is a spanning tree for each
//! commodity, their key columns, and a working basis `Q` of as many extra arcs as there are bundles that bind. A column
//! of `Q` is what a unit round the circle of an extra arc puts on these bundles.
//!
//! It begins where each commodity is best alone. A bundle may be over its capacity at a penalty for each unit, which is
//! raised until none is; so no start has to be found that keeps all capacities.

use super::bound::dual_bound;
use super::inverse::Inverse;
use super::outcome::{Infeasibility, Optimum, Outcome};
use super::pivot::{Direction, Entering};
use super::problem::{NO_BUNDLE, Problem};
use super::side::{Arc, Side, Stand, scattered};
use crate::mincost;

/// No place.
pub(super) const NONE: u32 = u32::MAX;

/// Pivots after which flows are made anew.
const FRESH: u64 = 200;

/// What pays less than this share of the penalty does not enter while the penalty grows: measured, 0.02 to 0.3 are alike.
const COARSE: f64 = 0.1;
/// Pivots after which the inverse is made anew.
const INVERT: u64 = 1000;

/// How much more nodes send and bundles may carry while pivots are made, as a share of all that is sent.
const NUDGE: f64 = 1e-10;
/// Flows of this share of all that is sent are none.
const SMALL: f64 = 1e-12;

/// A problem and a basis.
#[derive(Clone, Debug)]
pub struct Solver<'a> {
    pub(super) problem: &'a Problem,
    pub(super) sides: Vec<Side>,
    /// By bundle: what its arcs carry together.
    pub(super) load: Vec<f64>,
    /// By bundle: what it may carry.
    pub(super) room: Vec<f64>,
    /// By bundle that does not bind: whether it is over its capacity.
    pub(super) over: Vec<bool>,
    /// By bundle: its place among those that bind.
    pub(super) at: Vec<u32>,
    /// Bundles that bind: columns of the inverse.
    pub(super) tight: Vec<u32>,
    /// Commodities and arcs in the basis that are in no tree: rows of the inverse.
    pub(super) extra: Vec<(u32, u32)>,
    pub(super) inverse: Inverse,
    /// By bundle.
    pub(super) price: Vec<f64>,
    /// For a unit above a bundle's capacity.
    pub(super) penalty: f64,
    /// Whether arcs cost what they do, or nothing, when it is looked for what could flow at all.
    costs: bool,
    /// Flows and prices of this size are none.
    pub(super) small: f64,
    little: f64,
    /// The penalty beyond which it is looked for what could flow at all.
    highest: f64,
    next: usize,
    pivots: u64,
    all: Vec<(u32, u32)>,
    /// Room for what each pivot works out.
    pub(super) direction: Direction,
}

impl<'a> Solver<'a> {
    /// Each commodity is solved alone.
    ///
    /// # Errors
    /// A commodity cannot flow, or nothing is least, even if it were alone.
    pub fn new(problem: &'a Problem) -> Result<Self, Outcome> {
        let bundles = problem.capacity().len();
        let size = |instance: &mincost::Instance| {
            instance.supply().iter().map(|one| one.unsigned_abs()).sum::<u64>()
        };
        let largest = problem.commodities().iter().map(size).max().unwrap_or(0) as f64 + 1.0;
        let nudge = NUDGE * largest;
        let mut sides = Vec::with_capacity(problem.commodities().len());
        for commodity in 0..problem.commodities().len() {
            sides.push(alone(problem, commodity, nudge)?);
        }
        let (typical, dearest) = costs(problem);
        let mut solver = Self {
            all: mixed(&sides),
            sides,
            load: vec![0.0; bundles],
            room: (0..)
                .zip(problem.capacity())
                .map(|(at, &one)| one as f64 + nudge * (1.0 + scattered(at)))
                .collect(),
            over: vec![false; bundles],
            at: vec![NONE; bundles],
            tight: Vec::new(),
            extra: Vec::new(),
            inverse: Inverse::default(),
            price: vec![0.0; bundles],
            penalty: typical,
            costs: true,
            small: SMALL * largest,
            little: 1e-9 * (dearest + 1.0),
            highest: (dearest + 1.0)
                * problem.commodities().iter().map(|own| own.supply().len()).sum::<usize>() as f64,
            next: 0,
            pivots: 0,
            direction: Direction::of(bundles),
            problem,
        };
        solver.reload();
        for bundle in 0..bundles {
            solver.over[bundle] = solver.load[bundle] > solver.room[bundle] + solver.small;
        }
        solver.reprice();
        Ok(solver)
    }

    /// Pivots that were made with all commodities.
    #[must_use]
    pub fn pivots(&self) -> u64 {
        self.pivots
    }

    /// Bundles that bind.
    #[must_use]
    pub fn binding(&self) -> usize {
        self.tight.len()
    }

    /// Pivots until nothing pays.
    pub fn solve(&mut self) -> Outcome {
        let most = 100_000 + 100 * self.all.len() as u64;
        loop {
            // While something is over its capacity the penalty grows anyhow: what pays little then need not enter.
            let rises = self.costs && self.penalty < self.highest;
            self.run(most, if rises { COARSE * self.penalty } else { self.little });
            if rises && !self.is_over() {
                self.run(most, self.little);
            }
            if self.pivots >= most {
                return Outcome::PivotLimit(self.pivots);
            }
            if !self.is_over() {
                if self.costs {
                    self.exact();
                    return Outcome::Optimal(self.optimum());
                }
                // Everything can flow: from here on nothing may be over.
                self.costs = true;
                self.penalty = f64::INFINITY;
                self.over.iter_mut().for_each(|over| *over = false);
            } else if !self.costs {
                return Outcome::Infeasible(Infeasibility::Joint(self.price.clone()));
            } else if self.penalty < self.highest {
                self.penalty *= 2.0;
            } else {
                self.costs = false;
                self.penalty = 1.0;
            }
            self.reprice();
        }
    }

    fn is_over(&self) -> bool {
        (0..self.load.len()).any(|at| self.over[at] && self.load[at] > self.room[at] + self.small)
    }

    /// Pivots until nothing pays so much, or there were too many.
    fn run(&mut self, most: u64, least: f64) {
        // What seems best with an inverse of many pivots is looked at once more with a new one.
        let mut sure = false;
        while self.pivots < most {
            match self.entering(least) {
                None if sure => return,
                None => {
                    self.invert();
                    self.refresh();
                    self.reprice();
                    sure = true;
                }
                Some(entering) => {
                    self.pivots += 1;
                    self.pivot(entering);
                    sure = false;
                    if self.pivots.is_multiple_of(INVERT) {
                        self.invert();
                    }
                    if self.pivots.is_multiple_of(FRESH) {
                        self.refresh();
                        self.reprice();
                    }
                }
            }
        }
    }

    /// What a unit on an arc costs.
    pub(super) fn cost(price: &[f64], costs: bool, arc: &Arc) -> f64 {
        let own = if costs { arc.cost } else { 0.0 };
        own + price.get(arc.bundle as usize).copied().unwrap_or(0.0)
    }

    /// The arc or the bundle that pays most, and at least so much: of a block of arcs, of all bundles that bind.
    fn entering(&mut self, least: f64) -> Option<Entering> {
        let (mut best, mut most) = (None, least.max(self.little));
        for (at, &bundle) in self.tight.iter().enumerate() {
            let price = self.price[bundle as usize];
            let (gain, over) = if price < 0.0 { (-price, false) } else { (price - self.penalty, true) };
            if gain > most {
                (best, most) = (Some(Entering::Slack { at: at as u32, over }), gain);
            }
        }
        let count = self.all.len();
        let block = (2.0 * (count as f64).sqrt()) as usize + 20;
        let mut seen = 0;
        while seen < count {
            let end = (self.next + block).min(count);
            for &(commodity, arc) in &self.all[self.next..end] {
                let side = &self.sides[commodity as usize];
                let sign = side.sign[arc as usize];
                let own = &side.arcs[arc as usize];
                let gain = -f64::from(sign) * side.reduced(own, Self::cost(&self.price, self.costs, own));
                if gain > most {
                    (best, most) = (Some(Entering::Arc { commodity, arc }), gain);
                }
            }
            seen += end - self.next;
            self.next = if end == count { 0 } else { end };
            if best.is_some() {
                break;
            }
        }
        best
    }

    /// Prices of bundles and nodes: no arc of the basis pays or costs.
    pub(super) fn reprice(&mut self) {
        for bundle in 0..self.price.len() {
            self.price[bundle] =
                if self.over[bundle] && self.at[bundle] == NONE { self.penalty } else { 0.0 };
        }
        self.reprice_nodes();
        let owed: Vec<f64> =
            self.extra.iter().map(|&(commodity, arc)| -self.reduced_of(commodity, arc)).collect();
        if self.tight.is_empty() {
            return;
        }
        for (&bundle, price) in self.tight.iter().zip(self.inverse.through(&owed)) {
            self.price[bundle as usize] = price;
        }
        self.reprice_nodes();
    }

    fn reprice_nodes(&mut self) {
        let (price, costs) = (&self.price, self.costs);
        self.sides.iter_mut().for_each(|side| side.reprice(|arc| Self::cost(price, costs, arc)));
    }

    /// Prices of nodes after those of bundles changed from what is in `direction.before`.
    pub(super) fn follow(&mut self) {
        let Direction { before, room, .. } = &mut self.direction;
        before.iter_mut().zip(&self.price).for_each(|(before, price)| *before = price - *before);
        for side in &mut self.sides {
            side.follow(before, room);
        }
    }

    /// What a unit more on an arc costs, all prices told.
    pub(super) fn reduced_of(&self, commodity: u32, arc: u32) -> f64 {
        let side = &self.sides[commodity as usize];
        let own = &side.arcs[arc as usize];
        side.reduced(own, Self::cost(&self.price, self.costs, own))
    }

    /// Loads of bundles from flows.
    fn reload(&mut self) {
        self.load.fill(0.0);
        for side in &self.sides {
            for (arc, &flow) in side.arcs.iter().zip(&side.flow) {
                if arc.bundle != NO_BUNDLE {
                    self.load[arc.bundle as usize] += flow;
                }
            }
        }
    }

    fn optimum(&self) -> Optimum {
        let flow: Vec<Vec<f64>> = self.sides.iter().map(|side| side.flow[..side.real].to_vec()).collect();
        let cost = self.sides.iter().flat_map(|side| side.arcs.iter().zip(&side.flow));
        let price: Vec<f64> = self.price.iter().map(|price| price.max(0.0)).collect();
        let over = self.load.iter().zip(&self.room).map(|(load, room)| load - room);
        Optimum {
            cost: cost.map(|(arc, flow)| arc.cost * flow).sum(),
            bound: dual_bound(self.problem, &price, true).unwrap_or(f64::NEG_INFINITY),
            max_violation: self.sides.iter().map(Side::off).chain(over).fold(0.0, f64::max),
            flow,
            price,
        }
    }

    /// What a unit over an arc and back over its tree puts on the bundles that bind.
    pub(super) fn column(&self, commodity: u32, arc: u32) -> Vec<(u32, f64)> {
        let mut column: Vec<(u32, f64)> = Vec::new();
        self.sides[commodity as usize].circle(arc as usize, |bundle, value| {
            let at = self.at.get(bundle as usize).copied().unwrap_or(NONE);
            if at != NONE {
                column.push((at, value));
            }
        });
        column
    }

    /// The inverse anew.
    fn invert(&mut self) {
        let columns: Vec<_> =
            self.extra.iter().map(|&(commodity, arc)| self.column(commodity, arc)).collect();
        if let Some(inverse) = Inverse::of(&columns) {
            self.inverse = inverse;
        }
    }

    /// Flows anew: extra arcs carry what fills the bundles that bind, trees carry the rest.
    fn refresh(&mut self) {
        for &(commodity, arc) in &self.extra {
            self.sides[commodity as usize].flow[arc as usize] = 0.0;
        }
        self.settle();
        let short: Vec<(u32, f64)> = (0..)
            .zip(&self.tight)
            .map(|(at, &bundle)| (at, self.room[bundle as usize] - self.load[bundle as usize]))
            .collect();
        for (&(commodity, arc), flow) in self.extra.iter().zip(self.inverse.answer(&short)) {
            self.sides[commodity as usize].flow[arc as usize] = flow;
        }
        self.settle();
    }

    /// Nodes send and bundles may carry what was asked.
    fn exact(&mut self) {
        self.sides.iter_mut().for_each(Side::exact);
        self.room = self.problem.capacity().iter().map(|&one| one as f64).collect();
        self.refresh();
    }

    fn settle(&mut self) {
        self.sides.iter_mut().for_each(Side::settle);
        self.reload();
    }

    /// The tree arc of a bundle's member, or whether it is an extra.
    pub(super) fn stand(&self, commodity: u32, arc: u32) -> Stand {
        self.sides[commodity as usize].stand[arc as usize]
    }
}

/// The commodity as if it were alone, within the capacities of its bundles.
fn alone(problem: &Problem, commodity: usize, nudge: f64) -> Result<Side, Outcome> {
    let mut solver = mincost::Solver::new(problem.commodities()[commodity].clone());
    match solver.solve() {
        mincost::Outcome::Optimal(_) => Ok(Side::new(problem, commodity, solver.basis(), nudge)),
        mincost::Outcome::Infeasible(nodes) => {
            Err(Outcome::Infeasible(Infeasibility::Single(commodity, nodes)))
        }
        mincost::Outcome::Unbounded(circle) => Err(Outcome::Unbounded(commodity, circle)),
    }
}

/// The middle one of the costs of arcs, at least 1, and the dearest.
fn costs(problem: &Problem) -> (f64, f64) {
    let all =
        problem.commodities().iter().flat_map(|own| own.arcs().iter().map(|arc| arc.cost.unsigned_abs()));
    let mut all: Vec<u64> = all.filter(|cost| *cost > 0).collect();
    all.sort_unstable();
    let at = |at: usize| all.get(at).map_or(1.0, |&cost| cost as f64);
    (at(all.len() / 2), at(all.len().saturating_sub(1)))
}

/// All arcs in an order that mixes them: arcs that stand together often leave one node.
fn mixed(sides: &[Side]) -> Vec<(u32, u32)> {
    let all: Vec<(u32, u32)> = (0..)
        .zip(sides)
        .flat_map(|(commodity, side)| (0..side.arcs.len() as u32).map(move |arc| (commodity, arc)))
        .collect();
    let step = (all.len() as f64).sqrt() as usize + 1;
    (0..step).flat_map(|first| all.iter().skip(first).step_by(step).copied()).collect()
}
