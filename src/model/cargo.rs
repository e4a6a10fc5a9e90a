//! What can ride on what.

/// An enum of words: see the macro of the same name.
pub trait StringEnum: Copy {
    /// As answers and tables write it.
    fn word(self) -> &'static str;
}

/// An enum whose variants each have one word, the same in the atlas, in questions and answers (serde), in their JSON Schema
/// and in tables. The first variant is the default.
macro_rules! string_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant,)* }

        impl $name {
            /// Every one of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
            /// Their words, in the same order.
            pub const WORDS: &'static [&'static str] = &[$($word,)*];

            /// Reads its word.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }

            /// Its word.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::ALL[0]
            }
        }

        impl $crate::model::StringEnum for $name {
            fn word(self) -> &'static str {
                self.as_str()
            }
        }

        #[cfg(feature = "cli")]
        impl clap::ValueEnum for $name {
            fn value_variants<'a>() -> &'a [Self] {
                Self::ALL
            }

            fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
                // Words of the version before are read, but no help shows them.
                Some(clap::builder::PossibleValue::new(self.as_str()).aliases($crate::model::former(self.as_str())))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                // `pad` keeps the width of a format string.
                f.pad(self.as_str())
            }
        }
    };
}
pub(crate) use string_enum;

string_enum! {
    /// A family of goods that the same equipment carries.
    Cargo {
        /// Crude oil and condensate.
        Crude = "crude",
        /// Oil products.
        Products = "products",
        /// Natural gas in pipes.
        Gas = "gas",
        /// Liquefied natural gas.
        Lng = "lng",
        /// Grain, ore, coal in bulk.
        DryBulk = "dry_bulk",
        /// Boxes.
        Container = "container",
        /// Break bulk and wagon loads.
        General = "general",
        /// Cars and trucks.
        Vehicles = "vehicles",
    }
}

// One bit for each cargo, in the order of `Cargo`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CargoSet(u8);

impl CargoSet {
    // Eight cargoes fill the eight bits.
    /// Every cargo.
    pub const ALL: Self = Self(u8::MAX);

    /// Does it hold this cargo?
    #[must_use]
    pub fn has(self, cargo: Cargo) -> bool {
        self.0 & (1 << cargo as u8) != 0
    }

    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// What both hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Its cargoes in order.
    pub fn iter(self) -> impl Iterator<Item = Cargo> {
        Cargo::ALL.iter().copied().filter(move |cargo| self.has(*cargo))
    }
}

impl FromIterator<Cargo> for CargoSet {
    fn from_iter<I: IntoIterator<Item = Cargo>>(cargoes: I) -> Self {
        Self(cargoes.into_iter().fold(0, |set, cargo| set | 1 << cargo as u8))
    }
}
