//! What the weights of a hierarchy can be.

/// A length that adds up and can be compared.
pub trait Length: Copy + Ord + Send + Sync {
    /// Of nothing.
    const ZERO: Self;
    /// Of what is not joined. Two of them do not overflow; lengths of ways must stay below.
    const INFINITY: Self;

    /// The sum.
    #[must_use]
    fn plus(self, other: Self) -> Self;

    /// The shorter.
    #[must_use]
    fn least(self, other: Self) -> Self;
}

macro_rules! number {
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

number!(u32, u64);
