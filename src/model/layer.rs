//! What the record of the atlas holds: law, events, market; and the built-in scenarios that apply it.

use super::string_enum;

/// What the record of the atlas (`measures/`) holds: three things that never mean each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Acts of authorities.
    Law,
    /// Damage, weather, refusal to call.
    Events,
    /// Premiums and rates.
    Market,
}

impl Layer {
    /// Its word, that of the built-in scenario which applies it alone.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Law => Base::Law.as_str(),
            Self::Events => Base::Events.as_str(),
            Self::Market => Base::Market.as_str(),
        }
    }

    /// The layer of what this authority imposes.
    #[must_use]
    pub fn of(authority: &str) -> Self {
        match authority {
            "event" => Self::Events,
            "market" => Self::Market,
            _ => Self::Law,
        }
    }
}

string_enum! {
    /// A built-in scenario: the record as it is on the day, or a part of it.
    Base {
        /// Acts of authorities alone.
        Law = "law",
        /// Events alone.
        Events = "events",
        /// What markets do alone.
        Market = "market",
        /// All three.
        AsIs = "as-is",
    }
}

impl Base {
    /// What of the record it applies.
    #[must_use]
    pub fn layers(self) -> &'static [Layer] {
        match self {
            Self::Law => &[Layer::Law],
            Self::Events => &[Layer::Events],
            Self::Market => &[Layer::Market],
            Self::AsIs => &[Layer::Law, Layer::Events, Layer::Market],
        }
    }

    /// What it is called.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Law => "The law in force: acts of authorities",
            Self::Events => "Events: damage, weather, refusal to call",
            Self::Market => "The market: premiums and rates",
            Self::AsIs => "As it is: law, events and market",
        }
    }
}
