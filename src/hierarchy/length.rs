//! What the weights of a hierarchy can be: one number, or lanes of numbers.

/// A length that adds up and can be compared, or lanes of lengths that do so side by side.
pub trait Length: Copy + PartialEq + Send + Sync {
    /// Of nothing.
    const ZERO: Self;
    /// Of what is not joined. Two of them do not overflow; lengths of ways must stay below.
    const FAR: Self;

    /// The sum.
    #[must_use]
    fn plus(self, other: Self) -> Self;

    /// The shorter, lane by lane.
    #[must_use]
    fn least(self, other: Self) -> Self;
}

/// A length that is one, not lanes.
pub trait Single: Length + Ord {}

macro_rules! number {
    ($($of:ty),*) => {$(
        impl Length for $of {
            const ZERO: Self = 0;
            const FAR: Self = <$of>::MAX / 2;

            #[inline(always)]
            fn plus(self, other: Self) -> Self {
                self + other
            }

            #[inline(always)]
            fn least(self, other: Self) -> Self {
                if other < self { other } else { self }
            }
        }

        impl Single for $of {}
    )*};
}

number!(u32, u64);

impl<L: Length, const LANES: usize> Length for [L; LANES] {
    const ZERO: Self = [L::ZERO; LANES];
    const FAR: Self = [L::FAR; LANES];

    #[inline(always)]
    fn plus(mut self, other: Self) -> Self {
        for lane in 0..LANES {
            self[lane] = self[lane].plus(other[lane]);
        }
        self
    }

    #[inline(always)]
    fn least(mut self, other: Self) -> Self {
        for lane in 0..LANES {
            self[lane] = self[lane].least(other[lane]);
        }
        self
    }
}
