//! Ids that people write and indices that code uses.

use std::fmt;
use std::sync::Arc;

/// An id of the atlas: lower-case letters, digits and hyphens, at most [`Id::MAX`] bytes.
///
/// Measure ids carry their authority before a colon (`EU:oil-import-ban`); a country's id is its alpha-3 code.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

impl Id {
    /// The longest id that is accepted.
    pub const MAX: usize = 100;

    /// Checks the form `[a-z0-9-]+`.
    ///
    /// # Errors
    /// A sentence that says which rule is broken.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        if text.is_empty() {
            return Err("an id is not empty");
        }
        if text.len() > Self::MAX {
            return Err("an id has at most 100 characters");
        }
        // Without capitals it is no country code; without `=`, `;` and `:` it fits into lists and selectors.
        if !text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
            return Err("an id is made of a-z, 0-9 and -");
        }
        Ok(Self(text.into()))
    }

    /// An id of another alphabet that its own rule has checked (country codes, measure ids).
    #[must_use]
    pub fn trusted(text: &str) -> Self {
        Self(text.into())
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `pad` keeps the width of a format string.
        f.pad(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Id {
    fn eq(&self, other: &str) -> bool {
        &*self.0 == other
    }
}

impl PartialEq<&str> for Id {
    fn eq(&self, other: &&str) -> bool {
        &*self.0 == *other
    }
}

macro_rules! index {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// As an index into the table's rows.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl From<usize> for $name {
            /// Tables are checked on loading to have fewer than 2^32 rows.
            fn from(at: usize) -> Self {
                Self(u32::try_from(at).unwrap_or(u32::MAX))
            }
        }
    )*};
}

index! {
    /// A row of `countries.csv`.
    CountryIx;
    /// A row of `places.csv`.
    PlaceIx;
    /// A row of `links.csv`.
    LinkIx;
    /// A row of `capacities.csv`.
    CapacityIx;
    /// A row of `transfers.csv`.
    TransferIx;
    /// A row of `charges.csv`.
    ChargeIx;
    /// A row of `commodities.csv`.
    CommodityIx;
    /// A row of `modes.csv`: a mode's default, for sea modes a vessel class.
    ModeIx;
    /// A row of `parties.csv`.
    PartyIx;
    /// A line: links that people name as one, in the order of their ids.
    LineIx;
}
