//! The simplex: which arc or bundle enters, what a pivot changes, and when the penalty is raised.

use super::basis::{Block, Entering, Leaving, NONE, PivotDirection, Solver};
use super::commodity::ArcStatus;
use super::{Infeasibility, Outcome};

/// Pivots after which flows are computed afresh.
const RECOMPUTE_AFTER: u64 = 200;
/// Pivots after which the inverse is computed afresh.
const INVERT_AFTER: u64 = 1000;

/// What improves less than this share of the penalty does not enter while the penalty grows: measured, 0.02 to 0.3 are
/// alike.
const COARSE: f64 = 0.1;

impl Solver<'_> {
    /// What are the flows of least cost? Pivots until nothing improves.
    pub fn solve(&mut self) -> Outcome {
        // Far more pivots than instances take: what arithmetic might do must end.
        let limit = 100_000 + 100 * self.priced.len() as u64;
        loop {
            // While a bundle is over its capacity the penalty grows anyhow: what improves little need not enter then.
            let rises = self.with_costs && self.penalty < self.max_penalty;
            self.run(limit, if rises { COARSE * self.penalty } else { self.negligible_cost });
            if rises && !self.is_over() {
                self.run(limit, self.negligible_cost);
            }
            if self.pivots >= limit {
                return Outcome::PivotLimit(self.pivots);
            }
            if !self.is_over() {
                if self.with_costs {
                    // Prices do not depend on supplies and capacities: all reduced costs stay.
                    self.remove_perturbation();
                    return Outcome::Optimal(self.optimum());
                }
                // All supply can flow: from here on no bundle may be over its capacity.
                self.with_costs = true;
                self.penalty = f64::INFINITY;
                self.over.iter_mut().for_each(|over| *over = false);
            } else if !self.with_costs {
                // Without costs nothing but the penalty was minimised: some bundle must be over its capacity.
                return Outcome::Infeasible(Infeasibility::Joint(self.price.clone()));
            } else if self.penalty < self.max_penalty {
                self.penalty *= 2.0;
            } else {
                // The highest penalty was not enough: without costs it is decided whether all supply can flow.
                self.with_costs = false;
                self.penalty = 1.0;
            }
            self.reprice();
        }
    }

    /// Pivots until nothing improves by so much, or there were too many.
    fn run(&mut self, limit: u64, least: f64) {
        // That nothing improves is believed only right after everything was computed afresh.
        let mut is_fresh = false;
        while self.pivots < limit {
            match self.entering(least) {
                None if is_fresh => return,
                None => {
                    self.invert();
                    self.recompute_flows();
                    self.reprice();
                    is_fresh = true;
                }
                Some(entering) => {
                    self.pivots += 1;
                    self.pivot(entering);
                    is_fresh = false;
                    if self.pivots.is_multiple_of(INVERT_AFTER) {
                        self.invert();
                    }
                    if self.pivots.is_multiple_of(RECOMPUTE_AFTER) {
                        self.recompute_flows();
                        self.reprice();
                    }
                }
            }
        }
    }

    /// The arc or the slack that improves most, and at least so much: of a block of arcs, of all bundles that bind.
    fn entering(&mut self, least: f64) -> Option<Entering> {
        let (mut best, mut most) = (None, least.max(self.negligible_cost));
        // A price below 0: the bundle should carry less than its capacity. Above the penalty: it should carry more.
        for (at, &bundle) in self.binding.iter().enumerate() {
            let price = self.price[bundle as usize];
            let (gain, over) = if price < 0.0 { (-price, false) } else { (price - self.penalty, true) };
            if gain > most {
                (best, most) = (Some(Entering::Slack { at: at as u32, over }), gain);
            }
        }
        // One block at least, so that arcs are compared with slacks; the search goes on where the last one ended.
        let count = self.priced.len();
        let block = (2.0 * (count as f64).sqrt()) as usize + 20;
        let mut seen = 0;
        while seen < count {
            let end = (self.next + block).min(count);
            for &(commodity, arc) in &self.priced[self.next..end] {
                let own = &self.commodities[commodity as usize];
                let (sign, priced) = (own.sign[arc as usize], &own.arcs[arc as usize]);
                let cost = Self::cost(&self.price, self.with_costs, priced);
                let gain = -f64::from(sign) * own.reduced(priced, cost);
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
}

/// Changes below this share of the largest are rounding.
const NEGLIGIBLE_CHANGE: f64 = 1e-8;

impl Solver<'_> {
    pub(super) fn pivot(&mut self, entering: Entering) {
        let (sign, column) = self.entering_column(entering);
        let mut direction = std::mem::take(&mut self.direction);
        self.set_direction(&mut direction, entering, sign, &column);
        let (amount, leaving) = self.leaving(entering, &mut direction);
        self.advance(entering, sign, &direction, amount);
        direction.price_before.clone_from(&self.price);
        self.direction = direction;
        // Flows and loads are those after the pivot already; what is left is who is in the basis.
        match leaving {
            Leaving::Entering => self.switch_bound(entering),
            Leaving::Slack(bundle) => self.bind(entering, bundle, &column),
            Leaving::Extra(at, status) => self.drop_extra(entering, at, status, &column),
            Leaving::Tree(commodity, node, status) => self.drop_tree(entering, (commodity, node), status),
        }
    }

    fn reduced_of(&self, entering: Entering) -> f64 {
        let price = |at: u32| self.price[self.binding[at as usize] as usize];
        match entering {
            Entering::Arc { commodity, arc } => self.reduced(commodity, arc),
            Entering::Slack { at, over: false } => price(at),
            Entering::Slack { at, over: true } => self.penalty - price(at),
        }
    }

    /// The direction in which an arc goes, and the product of the inverse with the column of what enters: minus how
    /// extra arcs change.
    fn entering_column(&self, entering: Entering) -> (f64, Vec<f64>) {
        match entering {
            Entering::Arc { commodity, arc } => {
                let sign = f64::from(self.commodities[commodity as usize].sign[arc as usize]);
                (sign, self.inverse.times_column(&self.column(commodity, arc)))
            }
            Entering::Slack { at, over } => {
                let column = [(at, if over { -1.0 } else { 1.0 })];
                (1.0, self.inverse.times_column(&column))
            }
        }
    }

    fn set_direction(&self, direction: &mut PivotDirection, entering: Entering, sign: f64, column: &[f64]) {
        // The inverse may hold large numbers: what is rounding is measured by them.
        let largest = column.iter().fold(1.0_f64, |most, one| most.max(one.abs()));
        let negligible = NEGLIGIBLE_CHANGE * largest;
        direction.clear();
        let change = |one: &f64| if one.abs() < negligible { 0.0 } else { -one * sign };
        direction.extra.extend(column.iter().map(change));
        // Reused by all commodities: by place in the tree, what is at each node.
        let mut left = std::mem::take(&mut direction.by_place);
        for (at, own) in (0..).zip(&self.commodities) {
            left.clear();
            left.resize(own.price.len(), 0.0);
            let mut changes = false;
            let mut carry = |direction: &mut PivotDirection, arc: u32, change: f64| {
                let arc = &own.arcs[arc as usize];
                left[own.place[arc.tail as usize] as usize] -= change;
                left[own.place[arc.head as usize] as usize] += change;
                direction.add(arc.bundle, change);
                changes = true;
            };
            match entering {
                Entering::Arc { commodity, arc } if commodity == at => carry(direction, arc, sign),
                _ => {}
            }
            for (extra, &(commodity, arc)) in self.extra.iter().enumerate() {
                let change = direction.extra[extra];
                if commodity == at && change != 0.0 {
                    carry(direction, arc, change);
                }
            }
            // Only trees of commodities that change are passed over.
            if changes {
                own.send(&mut left, negligible, |node, arc, bundle, change| {
                    direction.tree.push((at, node, arc, change));
                    direction.add(bundle, change);
                });
            }
        }
        direction.by_place = left;
        // Changes of a bundle may cancel but for rounding, which must not block.
        let PivotDirection { touched, load, .. } = direction;
        for &bundle in touched.iter() {
            let load = &mut load[bundle as usize];
            *load = if load.abs() < negligible { 0.0 } else { *load };
        }
    }

    /// How far what enters goes and what stops it: of all that stop it at about the same point that which changes
    /// fastest.
    fn leaving(&self, entering: Entering, direction: &mut PivotDirection) -> (f64, Leaving) {
        let mut blocks = std::mem::take(&mut direction.blocks);
        blocks.clear();
        // What enters may come to its other bound before anything in the basis blocks.
        if let Entering::Arc { commodity, arc } = entering {
            let own = &self.commodities[commodity as usize];
            let most = own.upper[arc as usize] - own.lower[arc as usize];
            blocks.push(Block { most, rate: 1.0, leaving: Leaving::Entering });
        }
        for (at, &change) in direction.extra.iter().enumerate().filter(|(_, change)| **change != 0.0) {
            let (commodity, arc) = self.extra[at];
            let (most, status) = self.to_bound(commodity, arc, change);
            blocks.push(Block { most, rate: change.abs(), leaving: Leaving::Extra(at as u32, status) });
        }
        for &(commodity, node, arc, change) in &direction.tree {
            let (most, status) = self.to_bound(commodity, arc, change);
            blocks.push(Block { most, rate: change.abs(), leaving: Leaving::Tree(commodity, node, status) });
        }
        for &bundle in &direction.touched {
            let at = bundle as usize;
            let change = direction.load[at];
            // A bundle over its capacity blocks where it comes down to it, since its penalty ends there. One that binds
            // keeps its load, unless its slack enters.
            let toward_capacity = if self.over[at] { change < 0.0 } else { change > 0.0 };
            if self.at[at] == NONE && toward_capacity {
                let most = (self.capacity[at] - self.load[at]) / change;
                blocks.push(Block { most, rate: change.abs(), leaving: Leaving::Slack(bundle) });
            }
        }
        // In two passes, as in the dual method of `assign`: a little beyond a bound is allowed for a larger pivot.
        let slack = |block: &Block| block.most + self.negligible_flow / block.rate;
        let nearest = blocks.iter().map(slack).fold(f64::INFINITY, f64::min);
        let near = blocks.iter().filter(|block| block.most <= nearest);
        // A slow one would be a small pivot in the inverse.
        let fastest = near.max_by(|a, b| a.rate.total_cmp(&b.rate));
        // Something blocks: a cycle without capacity that lowers the cost is found when its commodity is alone.
        let found = fastest.map_or((0.0, Leaving::Entering), |block| (block.most.max(0.0), block.leaving));
        direction.blocks = blocks;
        found
    }

    /// How long a flow can change at this rate, and the bound it comes to.
    fn to_bound(&self, commodity: u32, arc: u32, change: f64) -> (f64, ArcStatus) {
        let (own, arc) = (&self.commodities[commodity as usize], arc as usize);
        let flow = own.flow[arc];
        if change < 0.0 {
            ((own.lower[arc] - flow) / change, ArcStatus::Lower)
        } else {
            ((own.upper[arc] - flow) / change, ArcStatus::Upper)
        }
    }

    /// Changes flows and loads by an amount of what enters.
    fn advance(&mut self, entering: Entering, sign: f64, direction: &PivotDirection, amount: f64) {
        // A degenerate pivot moves nothing.
        if amount == 0.0 {
            return;
        }
        if let Entering::Arc { commodity, arc } = entering {
            self.commodities[commodity as usize].flow[arc as usize] += sign * amount;
        }
        for (&(commodity, arc), &change) in self.extra.iter().zip(&direction.extra) {
            self.commodities[commodity as usize].flow[arc as usize] += change * amount;
        }
        for &(commodity, _, arc, change) in &direction.tree {
            self.commodities[commodity as usize].flow[arc as usize] += change * amount;
        }
        for &bundle in &direction.touched {
            self.load[bundle as usize] += direction.load[bundle as usize] * amount;
        }
    }

    fn switch_bound(&mut self, entering: Entering) {
        if let Entering::Arc { commodity, arc } = entering {
            let is_lower = self.status(commodity, arc) == ArcStatus::Lower;
            self.put_at_bound((commodity, arc), if is_lower { ArcStatus::Upper } else { ArcStatus::Lower });
        }
    }

    fn status(&self, commodity: u32, arc: u32) -> ArcStatus {
        self.commodities[commodity as usize].status[arc as usize]
    }

    /// An arc comes to a bound, exactly.
    fn put_at_bound(&mut self, (commodity, arc): (u32, u32), status: ArcStatus) {
        let (own, arc) = (&mut self.commodities[commodity as usize], arc as usize);
        own.flow[arc] = if status == ArcStatus::Upper { own.upper[arc] } else { own.lower[arc] };
        own.set_status(arc, status);
    }

    fn bind(&mut self, entering: Entering, bundle: u32, column: &[f64]) {
        // The row that the bundle adds to the working basis: what the cycles of extra arcs put on it.
        let row: Vec<f64> = self.extra.iter().map(|&(commodity, arc)| self.on_bundle(bundle, commodity, arc)).collect();
        let row_times = self.inverse.row_times(&row);
        // Exactly: rounding does not add up over pivots.
        self.load[bundle as usize] = self.capacity[bundle as usize];
        // What the cycle of the entering arc puts on it.
        let corner = match entering {
            Entering::Arc { commodity, arc } => self.on_bundle(bundle, commodity, arc),
            Entering::Slack { .. } => 0.0,
        };
        let pivot = corner - row.iter().zip(column).map(|(row, column)| row * column).sum::<f64>();
        // The dual step: with the new price of the bundle what enters has the reduced cost 0. Prices of other bundles
        // follow, so that all in the basis keep theirs of 0.
        let by = -self.reduced_of(entering) / pivot;
        self.price[bundle as usize] += by;
        for (&binding, own) in self.binding.iter().zip(&row_times) {
            self.price[binding as usize] -= by * own;
        }
        match entering {
            Entering::Arc { commodity, arc } => {
                // One more bundle binds, and the entering arc is the extra one for it.
                self.inverse.grow(column, row_times, pivot);
                self.at[bundle as usize] = self.binding.len() as u32;
                self.binding.push(bundle);
                self.extra.push((commodity, arc));
                self.commodities[commodity as usize].set_status(arc as usize, ArcStatus::Extra);
            }
            Entering::Slack { at, over } => {
                // The slack that enters frees the place of its bundle.
                self.inverse.replace_bundle(at as usize, &row_times);
                let loose = std::mem::replace(&mut self.binding[at as usize], bundle);
                self.release(loose, over);
                self.at[bundle as usize] = at;
            }
        }
        self.follow();
    }

    /// A bundle no longer binds: over its capacity its price is the penalty, else 0.
    fn release(&mut self, bundle: u32, over: bool) {
        self.at[bundle as usize] = NONE;
        self.over[bundle as usize] = over;
        self.price[bundle as usize] = if over { self.penalty } else { 0.0 };
    }

    /// What a unit over an arc and back over its tree puts on a bundle.
    fn on_bundle(&self, bundle: u32, commodity: u32, arc: u32) -> f64 {
        let members = self.problem.members()[bundle as usize].iter().filter(|member| member.0 == commodity);
        // A cycle has its own arc and tree arcs alone.
        let one = |&(_, member): &(u32, u32)| match self.status(commodity, member) {
            _ if member == arc => 1.0,
            ArcStatus::Tree(node) => self.commodities[commodity as usize].on_cycle(node, arc as usize),
            _ => 0.0,
        };
        members.map(one).sum()
    }

    fn drop_extra(&mut self, entering: Entering, at: u32, status: ArcStatus, column: &[f64]) {
        self.put_at_bound(self.extra[at as usize], status);
        let by = -self.reduced_of(entering) / column[at as usize];
        for (&binding, own) in self.binding.iter().zip(self.inverse.row(at as usize)) {
            self.price[binding as usize] += by * own;
        }
        match entering {
            Entering::Arc { commodity, arc } => {
                self.inverse.replace_extra(at as usize, column);
                self.extra[at as usize] = (commodity, arc);
                self.commodities[commodity as usize].set_status(arc as usize, ArcStatus::Extra);
            }
            Entering::Slack { at: bundle, over } => {
                self.inverse.shrink(at as usize, bundle as usize);
                // As in the inverse: the last of each takes the place.
                self.extra.swap_remove(at as usize);
                let loose = self.binding.swap_remove(bundle as usize);
                if let Some(&moved) = self.binding.get(bundle as usize) {
                    self.at[moved as usize] = bundle;
                }
                self.release(loose, over);
            }
        }
        self.follow();
    }

    /// A tree arc leaves: an extra arc whose cycle has it takes its place, and it leaves as an extra one; without any,
    /// what enters takes its place.
    fn drop_tree(&mut self, entering: Entering, (commodity, node): (u32, u32), status: ArcStatus) {
        let tree = &self.commodities[commodity as usize];
        let out = tree.tree.node[node as usize].arc / 2;
        // The extra arcs that have the leaving arc on their cycle.
        let own = (0..).zip(&self.extra).filter(|(_, extra)| extra.0 == commodity);
        let cycles: Vec<(u32, f64)> = own
            .map(|(at, extra)| (at, tree.on_cycle(node, extra.1 as usize)))
            .filter(|(_, sign)| *sign != 0.0)
            .collect();
        match (cycles.first(), entering) {
            (Some(&(at, _)), _) => {
                // Any of them will do: a tree arc is on a cycle once, so the pivot is 1 or -1.
                self.inverse.exchange(at as usize, &cycles);
                let (_, arc) = std::mem::replace(&mut self.extra[at as usize], (commodity, out));
                self.commodities[commodity as usize].exchange_tree_arc(arc as usize, node);
                // The exchange has changed the inverse and with it the column.
                let (_, column) = self.entering_column(entering);
                self.drop_extra(entering, at, status, &column);
            }
            (None, Entering::Arc { arc, .. }) => {
                // No binding bundle is concerned: the inverse and prices of bundles stay, only one subtree is repriced.
                let reduced = self.reduced_of(entering);
                self.put_at_bound((commodity, out), status);
                self.commodities[commodity as usize].exchange_tree_arc(arc as usize, node);
                self.commodities[commodity as usize].shift(arc as usize, reduced);
            }
            // When a slack enters, trees change by cycles of extra arcs alone.
            (None, Entering::Slack { .. }) => debug_assert!(false, "no cycle has the tree arc that leaves"),
        }
    }
}
