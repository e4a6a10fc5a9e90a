//! Values that stand in one cell: how each is read and printed.

use super::cell::Cell;
use super::column::Kind;
use super::field::{Cells, Names, Of, Quantity, Value};
use super::text::{items, number};
use crate::model::{
    Asset, Basis, Cargo, CargoSet, CommodityIx, Confidence, CountryIx, Day, Direction, Draught, End, Id,
    LineIx, Mode, Months, Percent, PlaceIx, PlaceKind, Selector, Side, Via,
};
use assignment::Mass;
use routing::{Cost, Metres, Seconds};

impl Value for Id {
    const KIND: Kind = Kind::Tag;

    fn parse(text: &str, cells: &Cells<'_>) -> Option<Self> {
        match cells.kind() {
            Kind::CountryKey => Some(Self::trusted(text)),
            _ => Self::parse(text).ok(),
        }
    }

    fn print(&self, _: &dyn Names) -> Cell {
        self.as_str().into()
    }
}

impl Value for String {
    const KIND: Kind = Kind::Text;

    fn parse(text: &str, _: &Cells<'_>) -> Option<Self> {
        Some(text.to_owned())
    }

    fn print(&self, _: &dyn Names) -> Cell {
        self.as_str().into()
    }
}

impl Value for bool {
    const KIND: Kind = Kind::Bool;

    fn parse(text: &str, _: &Cells<'_>) -> Option<Self> {
        text.parse().ok()
    }

    fn unread() -> Option<Self> {
        Some(false)
    }

    fn print(&self, _: &dyn Names) -> Cell {
        Cell::Flag(*self)
    }
}

impl Value for Months {
    const KIND: Kind = Kind::Months;

    fn parse(text: &str, _: &Cells<'_>) -> Option<Self> {
        Self::parse(text).ok()
    }

    fn unread() -> Option<Self> {
        Some(Self::ALL)
    }

    fn print(&self, _: &dyn Names) -> Cell {
        Cell::Integer(i64::from(self.count()))
    }
}

impl Value for CargoSet {
    const KIND: Kind = <Cargo as Value>::KIND.many();

    fn parse(text: &str, _: &Cells<'_>) -> Option<Self> {
        Some(items(text).filter_map(Cargo::parse).collect())
    }

    fn print(&self, _: &dyn Names) -> Cell {
        Cell::Many(self.iter().map(|cargo| cargo.to_string()).collect())
    }
}

impl Value for Day {
    const KIND: Kind = Kind::Date;

    fn parse(text: &str, _: &Cells<'_>) -> Option<Self> {
        Self::parse(text)
    }

    fn print(&self, _: &dyn Names) -> Cell {
        self.to_string().into()
    }
}

impl Value for Side {
    const KIND: Kind = Kind::Side;

    fn parse(text: &str, cells: &Cells<'_>) -> Option<Self> {
        (cells.context.side)(text)
    }

    fn print(&self, _: &dyn Names) -> Cell {
        self.to_string().into()
    }
}

impl Value for Selector {
    const KIND: Kind = Kind::Selector;

    fn parse(text: &str, cells: &Cells<'_>) -> Option<Self> {
        (cells.context.selector)(text)
    }

    fn print(&self, _: &dyn Names) -> Cell {
        self.to_string().into()
    }
}

macro_rules! words {
    ($($type:ty),*) => {$(
        impl $crate::tables::field::Value for $type {
            const KIND: $crate::tables::column::Kind = $crate::tables::column::Kind::Word(Self::WORDS);

            fn parse(text: &str, _: &$crate::tables::field::Cells<'_>) -> Option<Self> {
                Self::parse(text)
            }

            fn print(&self, _: &dyn $crate::tables::field::Names) -> $crate::tables::cell::Cell {
                self.as_str().into()
            }
        }
    )*};
}
pub(super) use words;

words!(Basis, Cargo, Confidence, Direction, Mode, PlaceKind);

macro_rules! whole_numbers {
    ($($type:ty: $kind:expr;)*) => {$(
        impl Value for $type {
            const KIND: Kind = $kind;

            fn parse(text: &str, _: &Cells<'_>) -> Option<Self> {
                text.parse().ok()
            }

            fn print(&self, _: &dyn Names) -> Cell {
                Cell::Integer(i64::from(*self))
            }
        }
    )*};
}

whole_numbers! {
    u8: Kind::Digits;
    u16: Kind::Digits;
    i16: Kind::Year;
}

macro_rules! quantities {
    ($($type:ty: $kind:expr, $from:expr, $to:expr;)*) => {$(
        impl Value for $type {
            const KIND: Kind = $kind;

            fn parse(text: &str, _: &Cells<'_>) -> Option<Self> {
                number(text).ok().and_then($from)
            }

            fn print(&self, _: &dyn Names) -> Cell {
                Cell::Number($to(*self))
            }
        }

        impl Quantity for $type {}
    )*};
}

quantities! {
    f64: Kind::AMOUNT, Some, f64::from;
    Mass: Kind::AMOUNT, Mass::from_kt, Mass::kt;
    Cost: Kind::AMOUNT, Cost::rounded, Cost::usd_t;
    Seconds: Kind::AMOUNT, Seconds::rounded, Seconds::hours;
    Metres: Kind::AMOUNT, Metres::from_km, Metres::km;
    Draught: Kind::AMOUNT, Draught::from_m, Draught::m;
    Percent: Kind::PERCENT, Percent::from_pct, Percent::pct;
}

macro_rules! references {
    ($($type:ty: $kind:expr, $($of:ident $as:path),*;)*) => {$(
        impl Value for $type {
            const KIND: Kind = $kind;

            fn parse(text: &str, cells: &Cells<'_>) -> Option<Self> {
                None$(.or_else(|| cells.find(Of::$of, text).map($as)))*
            }

            fn print(&self, names: &dyn Names) -> Cell {
                let (of, at) = match self { $($as(at) => (Of::$of, at.index()),)* };
                names.id(of, at).as_str().into()
            }
        }
    )*};
}

references! {
    Asset: Kind::Ref(&["links", "places", "transfers"]), Links Asset::Link, Places Asset::Place, Transfers Asset::Transfer;
    End: Kind::Ref(&["places", "countries"]), Places End::Place, Countries End::Country;
    Via: Kind::Ref(&["places", "links", "lines"]), Places Via::Place, Links Via::Link, Lines Via::Line;
}

macro_rules! positions {
    ($($type:ty: $kind:expr, $of:ident;)*) => {$(
        impl Value for $type {
            const KIND: Kind = $kind;

            fn parse(text: &str, cells: &Cells<'_>) -> Option<Self> {
                cells.find(Of::$of, text)
            }

            fn print(&self, names: &dyn Names) -> Cell {
                names.id(Of::$of, self.index()).as_str().into()
            }
        }
    )*};
}

positions! {
    CountryIx: Kind::Ref(&["countries"]), Countries;
    PlaceIx: Kind::Ref(&["places"]), Places;
    LineIx: Kind::Tag, Lines;
    CommodityIx: Kind::Ref(&["commodities"]), Commodities;
}

/// A sender, and the programme where only that counts: `US`, or `US/iran`.
impl Value for (String, Option<Id>) {
    const KIND: Kind = Kind::Text;

    fn parse(text: &str, _: &Cells<'_>) -> Option<Self> {
        Some(match text.split_once('/') {
            Some((sender, programme)) => (sender.to_owned(), Some(Id::trusted(programme))),
            None => (text.to_owned(), None),
        })
    }

    fn print(&self, _: &dyn Names) -> Cell {
        let (sender, programme) = self;
        programme.as_ref().map_or_else(|| sender.clone(), |programme| format!("{sender}/{programme}")).into()
    }
}
