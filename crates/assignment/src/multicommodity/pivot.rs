//! A pivot: how far what enters goes, what leaves, and what that does to trees and the working basis.

use super::side::Stand;
use super::simplex::{NONE, Solver};

/// What enters the basis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entering {
    /// An arc, from its bound.
    Arc { commodity: u32, arc: u32 },
    /// A bundle that binds, of this place: it shall carry less, or more than its capacity.
    Slack { at: u32, over: bool },
}

/// What leaves the basis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leaving {
    /// What enters goes to its other bound.
    Own,
    /// A bundle comes to bind.
    Slack(u32),
    /// The extra arc of this place.
    Extra(u32, Stand),
    /// The tree arc above this node of this commodity.
    Tree(u32, u32, Stand),
}

/// What may block, how far it lets go and how fast it changes.
#[derive(Clone, Copy, Debug)]
struct Block {
    most: f64,
    rate: f64,
    leaving: Leaving,
}

/// How all that is in the basis changes with each unit of what enters; kept, so that pivots need no new room.
#[derive(Clone, Debug, Default)]
pub(super) struct Direction {
    /// By extra arc.
    extra: Vec<f64>,
    /// Of trees: commodity, node below, arc, change.
    tree: Vec<(u32, u32, u32, f64)>,
    /// Bundles that may change.
    touched: Vec<u32>,
    seen: Vec<bool>,
    /// By bundle.
    load: Vec<f64>,
    blocks: Vec<Block>,
    /// By bundle: its price before.
    pub before: Vec<f64>,
    pub room: Vec<f64>,
}

impl Direction {
    pub fn of(bundles: usize) -> Self {
        Self { load: vec![0.0; bundles], seen: vec![false; bundles], ..Self::default() }
    }

    fn put(&mut self, bundle: u32, change: f64) {
        if let Some(load) = self.load.get_mut(bundle as usize) {
            if !std::mem::replace(&mut self.seen[bundle as usize], true) {
                self.touched.push(bundle);
            }
            *load += change;
        }
    }
}

/// Changes below this share of the largest are rounding.
const NOTHING: f64 = 1e-8;

impl Solver<'_> {
    /// Lets something enter.
    pub(super) fn pivot(&mut self, entering: Entering) {
        let (sign, answer) = self.answer(entering);
        let mut direction = std::mem::take(&mut self.direction);
        self.turn_to(&mut direction, entering, sign, &answer);
        let (amount, leaving) = self.leaving(entering, &mut direction);
        self.go(entering, sign, &direction, amount);
        direction.before.clone_from(&self.price);
        self.direction = direction;
        match leaving {
            Leaving::Own => self.flip(entering),
            Leaving::Slack(bundle) => self.bind(entering, bundle, &answer),
            Leaving::Extra(at, stand) => self.drop_extra(entering, at, stand, &answer),
            Leaving::Tree(commodity, node, stand) => self.drop_tree(entering, (commodity, node), stand),
        }
    }

    /// What a unit more of it costs, all prices told.
    fn reduced(&self, entering: Entering) -> f64 {
        match entering {
            Entering::Arc { commodity, arc } => self.reduced_of(commodity, arc),
            Entering::Slack { at, over: false } => self.price[self.tight[at as usize] as usize],
            Entering::Slack { at, over: true } => self.penalty - self.price[self.tight[at as usize] as usize],
        }
    }

    /// The direction in which an arc goes, and what extra arcs answer to a unit of it.
    fn answer(&self, entering: Entering) -> (f64, Vec<f64>) {
        match entering {
            Entering::Arc { commodity, arc } => {
                let sign = f64::from(self.sides[commodity as usize].sign[arc as usize]);
                (sign, self.inverse.answer(&self.column(commodity, arc)))
            }
            Entering::Slack { at, over } => {
                let column = [(at, if over { -1.0 } else { 1.0 })];
                (1.0, self.inverse.answer(&column))
            }
        }
    }

    fn turn_to(&self, direction: &mut Direction, entering: Entering, sign: f64, answer: &[f64]) {
        let nothing = NOTHING * answer.iter().fold(1.0_f64, |most, one| most.max(one.abs()));
        for bundle in direction.touched.drain(..) {
            (direction.load[bundle as usize], direction.seen[bundle as usize]) = (0.0, false);
        }
        direction.tree.clear();
        direction.extra.clear();
        direction.extra.extend(answer.iter().map(|one| if one.abs() < nothing { 0.0 } else { -one * sign }));
        let mut left = std::mem::take(&mut direction.room);
        for (commodity, side) in (0..).zip(&self.sides) {
            left.clear();
            left.resize(side.price.len(), 0.0);
            let mut moves = false;
            let mut carry = |direction: &mut Direction, arc: u32, change: f64| {
                let own = &side.arcs[arc as usize];
                left[side.place[own.tail as usize] as usize] -= change;
                left[side.place[own.head as usize] as usize] += change;
                direction.put(own.bundle, change);
                moves = true;
            };
            match entering {
                Entering::Arc { commodity: own, arc } if own == commodity => carry(direction, arc, sign),
                _ => {}
            }
            for (at, &(own, arc)) in self.extra.iter().enumerate() {
                let change = direction.extra[at];
                if own == commodity && change != 0.0 {
                    carry(direction, arc, change);
                }
            }
            if moves {
                side.send(&mut left, nothing, |node, arc, bundle, change| {
                    direction.tree.push((commodity, node, arc, change));
                    direction.put(bundle, change);
                });
            }
        }
        direction.room = left;
        let Direction { touched, load, .. } = direction;
        for &bundle in touched.iter() {
            let load = &mut load[bundle as usize];
            *load = if load.abs() < nothing { 0.0 } else { *load };
        }
    }

    /// How far it goes and what stops it: of what stops it at about the same point, what changes fastest.
    fn leaving(&self, entering: Entering, direction: &mut Direction) -> (f64, Leaving) {
        let mut blocks = std::mem::take(&mut direction.blocks);
        blocks.clear();
        if let Entering::Arc { commodity, arc } = entering {
            let side = &self.sides[commodity as usize];
            let most = side.most[arc as usize] - side.low[arc as usize];
            blocks.push(Block { most, rate: 1.0, leaving: Leaving::Own });
        }
        for (at, &change) in direction.extra.iter().enumerate().filter(|(_, change)| **change != 0.0) {
            let (commodity, arc) = self.extra[at];
            let (most, stand) = self.until(commodity, arc, change);
            blocks.push(Block { most, rate: change.abs(), leaving: Leaving::Extra(at as u32, stand) });
        }
        for &(commodity, node, arc, change) in &direction.tree {
            let (most, stand) = self.until(commodity, arc, change);
            blocks.push(Block { most, rate: change.abs(), leaving: Leaving::Tree(commodity, node, stand) });
        }
        for &bundle in &direction.touched {
            let at = bundle as usize;
            let change = direction.load[at];
            let toward = if self.over[at] { change < 0.0 } else { change > 0.0 };
            if self.at[at] == NONE && toward {
                let most = (self.room[at] - self.load[at]) / change;
                blocks.push(Block { most, rate: change.abs(), leaving: Leaving::Slack(bundle) });
            }
        }
        let nearest =
            blocks.iter().map(|block| block.most + self.small / block.rate).fold(f64::INFINITY, f64::min);
        let near = blocks.iter().filter(|block| block.most <= nearest);
        let fastest = near.max_by(|a, b| a.rate.total_cmp(&b.rate));
        // The entering arc has a bound in all that is asked: an arc without capacity on a way that gains without end was
        // told when its commodity was alone.
        let found = fastest.map_or((0.0, Leaving::Own), |block| (block.most.max(0.0), block.leaving));
        direction.blocks = blocks;
        found
    }

    /// How long a flow can change at this rate, and the bound it comes to.
    fn until(&self, commodity: u32, arc: u32, change: f64) -> (f64, Stand) {
        let (side, arc) = (&self.sides[commodity as usize], arc as usize);
        let flow = side.flow[arc];
        if change < 0.0 {
            ((side.low[arc] - flow) / change, Stand::Low)
        } else {
            ((side.most[arc] - flow) / change, Stand::Full)
        }
    }

    fn go(&mut self, entering: Entering, sign: f64, direction: &Direction, amount: f64) {
        if amount == 0.0 {
            return;
        }
        if let Entering::Arc { commodity, arc } = entering {
            self.sides[commodity as usize].flow[arc as usize] += sign * amount;
        }
        for (&(commodity, arc), &change) in self.extra.iter().zip(&direction.extra) {
            self.sides[commodity as usize].flow[arc as usize] += change * amount;
        }
        for &(commodity, _, arc, change) in &direction.tree {
            self.sides[commodity as usize].flow[arc as usize] += change * amount;
        }
        for &bundle in &direction.touched {
            self.load[bundle as usize] += direction.load[bundle as usize] * amount;
        }
    }

    fn flip(&mut self, entering: Entering) {
        if let Entering::Arc { commodity, arc } = entering {
            let stand = if self.stand(commodity, arc) == Stand::Low { Stand::Full } else { Stand::Low };
            self.rest((commodity, arc), stand);
        }
    }

    /// An arc comes to a bound, exactly.
    fn rest(&mut self, (commodity, arc): (u32, u32), stand: Stand) {
        let (side, arc) = (&mut self.sides[commodity as usize], arc as usize);
        side.flow[arc] = if stand == Stand::Full { side.most[arc] } else { side.low[arc] };
        side.put(arc, stand);
    }

    /// A bundle comes to bind.
    fn bind(&mut self, entering: Entering, bundle: u32, answer: &[f64]) {
        let row: Vec<f64> =
            self.extra.iter().map(|&(commodity, arc)| self.on(bundle, commodity, arc)).collect();
        let through = self.inverse.through(&row);
        self.load[bundle as usize] = self.room[bundle as usize];
        let corner = match entering {
            Entering::Arc { commodity, arc } => self.on(bundle, commodity, arc),
            Entering::Slack { .. } => 0.0,
        };
        let pivot = corner - row.iter().zip(answer).map(|(row, answer)| row * answer).sum::<f64>();
        let by = -self.reduced(entering) / pivot;
        self.price[bundle as usize] += by;
        for (&tight, through) in self.tight.iter().zip(&through) {
            self.price[tight as usize] -= by * through;
        }
        match entering {
            Entering::Arc { commodity, arc } => {
                self.inverse.dijkstra(answer, through, pivot);
                self.at[bundle as usize] = self.tight.len() as u32;
                self.tight.push(bundle);
                self.extra.push((commodity, arc));
                self.sides[commodity as usize].put(arc as usize, Stand::Extra);
            }
            Entering::Slack { at, over } => {
                self.inverse.replace_bundle(at as usize, &through);
                let loose = std::mem::replace(&mut self.tight[at as usize], bundle);
                self.loosen(loose, over);
                self.at[bundle as usize] = at;
            }
        }
        self.follow();
    }

    fn loosen(&mut self, bundle: u32, over: bool) {
        self.at[bundle as usize] = NONE;
        self.over[bundle as usize] = over;
        self.price[bundle as usize] = if over { self.penalty } else { 0.0 };
    }

    /// What a unit over an arc and back over its tree puts on a bundle.
    fn on(&self, bundle: u32, commodity: u32, arc: u32) -> f64 {
        let members = self.problem.members()[bundle as usize].iter().filter(|member| member.0 == commodity);
        let one = |&(_, member): &(u32, u32)| match self.stand(commodity, member) {
            _ if member == arc => 1.0,
            Stand::Tree(node) => self.sides[commodity as usize].passes(node, arc as usize),
            _ => 0.0,
        };
        members.map(one).sum()
    }

    /// An extra arc leaves.
    fn drop_extra(&mut self, entering: Entering, at: u32, stand: Stand, answer: &[f64]) {
        self.rest(self.extra[at as usize], stand);
        let by = -self.reduced(entering) / answer[at as usize];
        for (&tight, own) in self.tight.iter().zip(self.inverse.row(at as usize)) {
            self.price[tight as usize] += by * own;
        }
        match entering {
            Entering::Arc { commodity, arc } => {
                self.inverse.replace_extra(at as usize, answer);
                self.extra[at as usize] = (commodity, arc);
                self.sides[commodity as usize].put(arc as usize, Stand::Extra);
            }
            Entering::Slack { at: bundle, over } => {
                self.inverse.shrink(at as usize, bundle as usize);
                self.extra.swap_remove(at as usize);
                let loose = self.tight.swap_remove(bundle as usize);
                if let Some(&moved) = self.tight.get(bundle as usize) {
                    self.at[moved as usize] = bundle;
                }
                self.loosen(loose, over);
            }
        }
        self.follow();
    }

    /// A tree arc leaves: an extra arc takes its place, and it leaves as an extra; or what enters takes its place.
    fn drop_tree(&mut self, entering: Entering, (commodity, node): (u32, u32), stand: Stand) {
        let side = &self.sides[commodity as usize];
        let out = side.tree.node[node as usize].arc / 2;
        let own = (0..).zip(&self.extra).filter(|(_, extra)| extra.0 == commodity);
        let passes: Vec<(u32, f64)> = own
            .map(|(at, extra)| (at, side.passes(node, extra.1 as usize)))
            .filter(|(_, passes)| *passes != 0.0)
            .collect();
        match (passes.first(), entering) {
            (Some(&(at, _)), _) => {
                self.inverse.turn(at as usize, &passes);
                let (_, arc) = std::mem::replace(&mut self.extra[at as usize], (commodity, out));
                self.sides[commodity as usize].hang(arc as usize, node);
                let (_, answer) = self.answer(entering);
                self.drop_extra(entering, at, stand, &answer);
            }
            (None, Entering::Arc { arc, .. }) => {
                let reduced = self.reduced(entering);
                self.rest((commodity, out), stand);
                self.sides[commodity as usize].hang(arc as usize, node);
                self.sides[commodity as usize].shift(arc as usize, reduced);
            }
            // Only circles of extra arcs change trees when a bundle enters.
            (None, Entering::Slack { .. }) => debug_assert!(false, "a tree arc changed by nothing"),
        }
    }
}
