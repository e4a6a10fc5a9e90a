//! A set of arcs as bits.

use crate::ArcIx;

/// A set of arcs: one bit each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArcSet {
    words: Vec<u64>,
}

impl ArcSet {
    /// Whether the arc is in it.
    #[must_use]
    pub fn contains(&self, arc: ArcIx) -> bool {
        self.words.get(arc.index() / 64).is_some_and(|word| word >> (arc.index() % 64) & 1 == 1)
    }

    /// Puts an arc into it.
    pub fn insert(&mut self, arc: ArcIx) {
        if self.words.len() <= arc.index() / 64 {
            self.words.resize(arc.index() / 64 + 1, 0);
        }
        self.words[arc.index() / 64] |= 1 << (arc.index() % 64);
    }
}

impl FromIterator<ArcIx> for ArcSet {
    fn from_iter<I: IntoIterator<Item = ArcIx>>(arcs: I) -> Self {
        let mut set = Self::default();
        for arc in arcs {
            set.insert(arc);
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_what_was_put_in_and_nothing_else() {
        let set: ArcSet = [3, 64, 200].map(ArcIx).into_iter().collect();
        let held: Vec<u32> = (0..300).filter(|&arc| set.contains(ArcIx(arc))).collect();
        assert_eq!(held, [3, 64, 200]);
    }
}
