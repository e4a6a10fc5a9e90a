//! What paths over a hierarchy are measured by: a length, and what breaks ties and is met along them.

/// A length that adds up and can be compared.
pub trait Length: Copy + Ord + Send + Sync {
    /// Of nothing.
    const ZERO: Self;
    /// Of a closed arc. Two of them do not overflow; lengths of paths must stay below.
    const INFINITY: Self;

    /// The sum.
    #[must_use]
    fn plus(self, other: Self) -> Self;

    /// The shorter.
    #[must_use]
    fn least(self, other: Self) -> Self;
}

macro_rules! lengths {
    ($($of:ty),*) => {$(
        impl Length for $of {
            const ZERO: Self = 0;
            const INFINITY: Self = <$of>::MAX / 2;

            #[inline(always)]
            fn plus(self, other: Self) -> Self {
                self + other
            }

            #[inline(always)]
            fn least(self, other: Self) -> Self {
                if other < self { other } else { self }
            }
        }
    )*};
}

lengths!(u32, u64);

/// A set of tags, numbered below [`TagSet::CAPACITY`]: a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TagSet([u64; 8]);

impl TagSet {
    /// How many tags there can be.
    pub const CAPACITY: usize = 512;

    /// The set with one tag more.
    ///
    /// # Panics
    /// The tag is [`TagSet::CAPACITY`] or more.
    #[must_use]
    pub fn with(mut self, tag: usize) -> Self {
        self.0[tag / 64] |= 1 << (tag % 64);
        self
    }

    /// The tags of either.
    #[must_use]
    pub fn union(mut self, other: &Self) -> Self {
        for (own, more) in self.0.iter_mut().zip(other.0) {
            *own |= more;
        }
        self
    }

    /// Its tags, ascending.
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

/// What an arc or a path has beside its length.
///
/// Of paths of one length the one with the least `tie_break` is taken, and of these the first in the order of its arcs.
/// The second number counts arcs, so it is at least 1 of an arc: then a path with a loop is never the least, and paths with one
/// `tie_break` have equally many arcs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PathAttributes {
    /// Summed along the path, compared from the first.
    pub tie_break: [u64; 3],
    /// United along the path.
    pub tags: TagSet,
}

impl PathAttributes {
    /// Of one path and a second that follows it.
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
    fn tags_ascend() {
        let few = TagSet::default().with(3).with(511).with(64);
        assert_eq!(few.union(&TagSet::default().with(0)).iter().collect::<Vec<_>>(), [0, 3, 64, 511]);
        assert_eq!(TagSet::default().iter().count(), 0);
    }
}
