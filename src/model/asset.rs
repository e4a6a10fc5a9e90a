//! Assets by what they are, and how a cell names them.

use std::fmt;

use super::{CountryIx, Id, LineIx, LinkIx, PlaceIx, TransferIx, string_enum};

string_enum! {
    /// A way of moving.
    Mode {
        /// Pipeline.
        Pipeline = "pipeline",
        /// Railway.
        Rail = "rail",
        /// Road.
        Road = "road",
        /// Sea.
        Sea = "sea",
        /// River and river-sea canal.
        River = "river",
        /// Ferry.
        Ferry = "ferry",
        /// An exchange of oil at two places: no km.
        Swap = "swap",
    }
}

impl Mode {
    /// Does it need a vessel class?
    #[must_use]
    pub fn is_water(self) -> bool {
        matches!(self, Self::Sea | Self::River | Self::Ferry)
    }

    /// Does it owe a capacity?
    #[must_use]
    pub fn owes_capacity(self) -> bool {
        matches!(self, Self::Pipeline | Self::Rail | Self::Ferry | Self::Swap)
    }
}

string_enum! {
    /// What a place is.
    PlaceKind {
        /// A country as a whole, where nothing finer is known.
        Country = "country",
        /// An oil or gas field: crude starts here.
        Field = "field",
        /// A refinery: crude ends here, products start.
        Refinery = "refinery",
        /// A pipeline's or railway's end where ships load or discharge.
        Terminal = "terminal",
        /// A harbour.
        Port = "port",
        /// A border crossing with a capacity of its own.
        Border = "border",
        /// A passage that ships cannot avoid.
        Strait = "strait",
        /// Where crude is put on rail.
        Rack = "rack",
        /// A tank farm where lines meet.
        Hub = "hub",
        /// A point where lines branch.
        Junction = "junction",
    }
}

string_enum! {
    /// A direction along a link.
    Direction {
        /// From `from` to `to`.
        Forward = "forward",
        /// From `to` to `from`.
        Backward = "backward",
    }
}

/// Something that can be full, closed or charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asset {
    Place(PlaceIx),
    Link(LinkIx),
    Transfer(TransferIx),
}

/// Where a flow starts or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    Place(PlaceIx),
    /// Anywhere in a country that gives it access.
    Country(CountryIx),
}

impl Default for End {
    fn default() -> Self {
        Self::Place(PlaceIx::default())
    }
}

/// A point that a pinned flow passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    Place(PlaceIx),
    Link(LinkIx),
    /// Any link of a line.
    Line(LineIx),
}

impl Default for Via {
    fn default() -> Self {
        Self::Place(PlaceIx::default())
    }
}

/// One side of a transfer: a mode, and a class where only one will do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TransferSide {
    pub mode: Mode,
    /// Gauge, vessel class or line; none: any.
    pub class: Option<Id>,
}

impl fmt::Display for TransferSide {
    /// `rail:1520`, or `rail` where any class will do.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.class {
            Some(class) => write!(f, "{}:{class}", self.mode),
            None => f.write_str(self.mode.as_str()),
        }
    }
}

/// Where a transfer can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransferAt {
    Place(PlaceIx),
    Kind(PlaceKind),
}

impl Default for TransferAt {
    fn default() -> Self {
        Self::Kind(PlaceKind::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_names_its_way_only_where_it_has_one() {
        assert_eq!(TransferSide { mode: Mode::Rail, class: Some(Id::trusted("1520")) }.to_string(), "rail:1520");
        assert_eq!(TransferSide { mode: Mode::Sea, class: None }.to_string(), "sea");
    }
}

string_enum! {
    /// Why the nameplate estimate is above what is stranded.
    NameplateReason {
        /// Tonnes leave by exits that carry none of them today, which the estimate does not know.
        NewExits = "new-exits",
        /// An open exit has no physical limit, so the estimate gives it nothing to spare.
        NoNameplate = "no-nameplate",
        /// Freed tonnes have a route that needs no spare room of an exit.
        NoExitNeeded = "no-exit-needed",
    }
}
