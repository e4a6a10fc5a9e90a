//! The spanning tree of a basis: parents, and all nodes in one thread, each before those below it.

/// No node, or no arc.
pub(crate) const NONE: u32 = u32::MAX;

/// A node of the tree. What a walk up needs is together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub parent: u32,
    /// Twice the arc to the parent, and 1 where that comes down from it.
    pub arc: u32,
    /// Of the nodes at and below it.
    pub count: u32,
    /// The node before it in the thread.
    pub back: u32,
    /// The last in the thread of those at and below it.
    pub last: u32,
    /// How much more can go up to the parent, and how much more down from it.
    pub up: i64,
    pub down: i64,
}

impl Node {
    const ALONE: Self = Self { parent: NONE, arc: NONE, count: 1, back: NONE, last: NONE, up: 0, down: 0 };
}

/// All nodes; the last is the root.
#[derive(Clone, Debug)]
pub(crate) struct Tree {
    pub node: Vec<Node>,
    /// By node: the next in the thread. Apart from the rest, as whole subtrees are read along it.
    pub next: Vec<u32>,
    /// Memory that each reversal uses again.
    path: Vec<u32>,
}

impl Tree {
    pub fn new(nodes: usize) -> Self {
        Self { node: vec![Node::ALONE; nodes + 1], next: vec![NONE; nodes + 1], path: Vec::new() }
    }

    pub fn root(&self) -> u32 {
        self.node.len() as u32 - 1
    }

    /// Computes thread, counts and lasts from parents alone.
    pub fn thread(&mut self) {
        let nodes = self.node.len();
        // By node: its first child, and the next child of its parent. Two arrays instead of a list for each node.
        let (mut child, mut sibling) = (vec![NONE; nodes], vec![NONE; nodes]);
        for at in (0..nodes).rev() {
            let parent = self.node[at].parent;
            if parent != NONE {
                sibling[at] = std::mem::replace(&mut child[parent as usize], at as u32);
            }
        }
        let mut order = Vec::with_capacity(nodes);
        // Depth first: each node comes right before those below it.
        let mut open = vec![self.root()];
        while let Some(at) = open.pop() {
            order.push(at);
            let mut below = child[at as usize];
            while below != NONE {
                open.push(below);
                below = sibling[below as usize];
            }
        }
        for (place, &at) in order.iter().enumerate() {
            // A ring: the root comes after the last.
            self.next[at as usize] = order[(place + 1) % order.len()];
            let node = &mut self.node[at as usize];
            node.count = 1;
            node.last = at;
            node.back = order[(place + order.len() - 1) % order.len()];
        }
        for &at in order.iter().skip(1).rev() {
            let Node { parent, count, last, .. } = self.node[at as usize];
            let above = &mut self.node[parent as usize];
            above.count += count;
            // The first child in the order is met last: it does not hide what comes after it.
            if above.last == parent {
                above.last = last;
            }
        }
    }

    pub fn join(&self, mut a: u32, mut b: u32) -> u32 {
        while a != b {
            // The smaller of two subtrees is not above the other.
            if self.node[a as usize].count < self.node[b as usize].count {
                a = self.node[a as usize].parent;
            } else {
                b = self.node[b as usize].parent;
            }
        }
        a
    }

    /// Detaches the subtree of `out` and attaches it with its node `inn` as top to `onto`, by an arc with this room.
    ///
    /// The path from `inn` to `out` is reversed. Z. Kiraly, P. Kovacs: Efficient implementations of minimum-cost flow
    /// algorithms, 2012: thread, last successors and counts.
    pub fn attach(&mut self, (inn, out): (u32, u32), onto: u32, (arc, up, down): (u32, i64, i64), join: u32) {
        let size = self.node[out as usize].count;
        let from = self.node[out as usize].parent;
        self.detach(out, from);
        // Counts change up to the join: above it the subtree is attached as before.
        let mut above = from;
        while above != join {
            self.node[above as usize].count -= size;
            above = self.node[above as usize].parent;
        }
        let end = self.reroot(inn, out, size);
        let node = &mut self.node[inn as usize];
        (node.parent, node.arc, node.up, node.down) = (onto, arc, up, down);
        self.insert(inn, end, onto);
        let mut above = onto;
        while above != join {
            self.node[above as usize].count += size;
            above = self.node[above as usize].parent;
        }
    }

    /// Takes a subtree out of the thread.
    fn detach(&mut self, out: u32, from: u32) {
        let Node { back, last, .. } = self.node[out as usize];
        let after = self.next[last as usize];
        self.next[back as usize] = after;
        self.node[after as usize].back = back;
        let mut above = from;
        // Nodes above that ended with the subtree now end before it.
        while above != NONE && self.node[above as usize].last == last {
            self.node[above as usize].last = back;
            above = self.node[above as usize].parent;
        }
    }

    /// Makes `inn` the top of the subtree of `out`; returns the last in its thread.
    fn reroot(&mut self, inn: u32, out: u32, size: u32) -> u32 {
        self.path.clear();
        // From the new top to the old one: the arcs that are reversed.
        let mut at = inn;
        self.path.push(at);
        while at != out {
            at = self.node[at as usize].parent;
            self.path.push(at);
        }
        let mut end = self.node[inn as usize].last;
        // In the new thread each node of the path follows the subtree of the one before, with its own other nodes: a
        // part from the node up to the one before, and a part from what came after that one's subtree.
        let (mut below, mut first, mut last) = (self.node[inn as usize], inn, end);
        let mut after = self.next[end as usize];
        for place in 1..self.path.len() {
            let at = self.path[place];
            let own = self.node[at as usize];
            let rest = own.last != last;
            let then = if rest { self.next[own.last as usize] } else { after };
            self.link(end, at);
            end = below.back;
            if rest {
                self.link(end, after);
                end = own.last;
            }
            after = then;
            // `own` is what the node was before this.
            let reversed = &mut self.node[at as usize];
            // It takes over the arc of the node that was below it, in the other direction.
            reversed.parent = first;
            reversed.arc = below.arc ^ 1;
            (reversed.up, reversed.down) = (below.down, below.up);
            reversed.count = size - below.count;
            (below, first, last) = (own, at, own.last);
        }
        // Each contains the rest of the path now, so all end at the same node.
        for place in 0..self.path.len() {
            let at = self.path[place] as usize;
            self.node[at].last = end;
        }
        self.node[inn as usize].count = size;
        end
    }

    fn link(&mut self, a: u32, b: u32) {
        self.next[a as usize] = b;
        self.node[b as usize].back = a;
    }

    /// Puts a subtree into the thread, right after the node it is attached to.
    fn insert(&mut self, inn: u32, end: u32, onto: u32) {
        let after = self.next[onto as usize];
        self.link(onto, inn);
        self.link(end, after);
        let mut above = onto;
        // Nodes above that ended with `onto` now end with the subtree.
        while above != NONE && self.node[above as usize].last == onto {
            self.node[above as usize].last = end;
            above = self.node[above as usize].parent;
        }
    }
}
