//! What a way is apart from its length: what tells it from others as short, and what is met on it.

/// Up to 512 things, each met or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TagSet([u64; 8]);

impl TagSet {
    /// How many things can be told apart.
    pub const CAPACITY: usize = 512;

    /// Also this thing, below [`TagSet::CAPACITY`].
    #[must_use]
    pub fn with(mut self, thing: usize) -> Self {
        self.0[thing / 64] |= 1 << (thing % 64);
        self
    }

    /// What either has met.
    #[must_use]
    pub fn union(mut self, other: &Self) -> Self {
        for (own, more) in self.0.iter_mut().zip(other.0) {
            *own |= more;
        }
        self
    }

    /// What was met, ascending.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        let word = |(at, mut word): (usize, u64)| {
            std::iter::from_fn(move || {
                let bit = word.trailing_zeros() as usize;
                (word != 0).then(|| {
                    word &= word - 1;
                    64 * at + bit
                })
            })
        };
        self.0.into_iter().enumerate().flat_map(word)
    }
}

/// Of ways with one length the one with the least `tie_break` is taken, and of these the first in the order of its arcs.
///
/// The second number counts arcs: at least one each. So a way that goes in a circle is never the least, and ways with
/// one `tie_break` have equally many arcs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PathAttributes {
    /// Summed along the way, compared from the first.
    pub tie_break: [u64; 3],
    /// Joined along the way.
    pub tags: TagSet,
}

impl PathAttributes {
    /// Of one way and a second that follows it.
    #[must_use]
    pub fn plus(mut self, other: &Self) -> Self {
        for (own, more) in self.tie_break.iter_mut().zip(other.tie_break) {
            *own += more;
        }
        self.tags = self.tags.union(&other.tags);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_in_order() {
        let few = TagSet::default().with(3).with(511).with(64);
        assert_eq!(few.union(&TagSet::default().with(0)).iter().collect::<Vec<_>>(), [0, 3, 64, 511]);
        assert_eq!(TagSet::default().iter().count(), 0);
    }
}
