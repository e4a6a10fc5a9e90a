//! Values that stand in one cell: what may stand there, how it is read, how it is printed.

use super::cell::Cell;
use super::column::CellKind;
use super::field::{Cells, IdLookup, IdTable, Quantity, Value};
use super::text::{items, number};
use crate::model::{
    Asset, Basis, Cargo, CargoSet, CommodityIx, Confidence, CountryIx, Day, Direction, Draught, End, Id, LineIx, Mode,
    Months, Percent, PlaceIx, PlaceKind, Selector, TransferSide, Via,
};
use assignment::Mass;
use routing::{Cost, Metres, Seconds};

macro_rules! values {
    ($($type:ty: $kind:expr, |$text:ident, $cells:pat_param| $read:expr, |$own:ident, $names:pat_param| $print:expr
       $(, unread $unread:expr)?;)*) => {$(
        impl Value for $type {
            const KIND: CellKind = $kind;

            fn parse($text: &str, $cells: &Cells<'_>) -> Option<Self> {
                $read
            }

            $(fn unread() -> Option<Self> {
                Some($unread)
            })?

            fn print(&self, $names: &dyn IdLookup) -> Cell {
                let $own = self;
                $print.into()
            }
        }
    )*};
}

values! {
    Id: CellKind::Tag,
        |text, cells| match cells.kind() {
            // Codes of countries are capital letters, which no other id may have.
            CellKind::CountryKey => Some(Self::trusted(text)),
            _ => Self::parse(text).ok(),
        },
        |own, _| own.as_str();
    String: CellKind::Text, |text, _| Some(text.to_owned()), |own, _| own.as_str();
    bool: CellKind::Bool, |text, _| text.parse().ok(), |own, _| *own, unread false;
    u8: CellKind::Digits, |text, _| text.parse().ok(), |own, _| i64::from(*own);
    u16: CellKind::Digits, |text, _| text.parse().ok(), |own, _| i64::from(*own);
    i16: CellKind::Year, |text, _| text.parse().ok(), |own, _| i64::from(*own);
    Day: CellKind::Date, |text, _| Self::parse(text), |own, _| own.to_string();
    Months: CellKind::Months, |text, _| Self::parse(text).ok(), |own, _| i64::from(own.count()), unread Self::ALL;
    CargoSet: CellKind::Words(Cargo::WORDS),
        // Words that are not known are left out; a rule reports them.
        |text, _| Some(items(text).filter_map(Cargo::parse).collect()),
        |own, _| own.iter().map(|cargo| cargo.to_string()).collect::<Vec<_>>();
    TransferSide: CellKind::Side, |text, cells| (cells.context.side)(text), |own, _| own.to_string();
    Selector: CellKind::Selector, |text, cells| (cells.context.selector)(text), |own, _| own.to_string();
    f64: CellKind::AMOUNT, |text, _| number(text).ok(), |own, _| *own;
    Mass: CellKind::AMOUNT, |text, _| number(text).ok().and_then(Self::from_kt), |own, _| own.kt();
    // A price above 0 never becomes 0; a time likewise below.
    Cost: CellKind::AMOUNT, |text, _| number(text).ok().and_then(Self::rounded), |own, _| own.usd_t();
    Seconds: CellKind::AMOUNT, |text, _| number(text).ok().and_then(Self::rounded), |own, _| own.hours();
    Metres: CellKind::AMOUNT, |text, _| number(text).ok().and_then(Self::from_km), |own, _| own.km();
    Draught: CellKind::AMOUNT, |text, _| number(text).ok().and_then(Self::from_m), |own, _| own.m();
    Percent: CellKind::PERCENT, |text, _| number(text).ok().and_then(Self::from_pct), |own, _| own.pct();
    CountryIx: CellKind::Ref(&["countries"]),
        |text, cells| cells.find(IdTable::Countries, text),
        |own, names| names.id(IdTable::Countries, own.index()).as_str();
    PlaceIx: CellKind::Ref(&["places"]),
        |text, cells| cells.find(IdTable::Places, text),
        |own, names| names.id(IdTable::Places, own.index()).as_str();
    LineIx: CellKind::Tag,
        |text, cells| cells.find(IdTable::Lines, text),
        |own, names| names.id(IdTable::Lines, own.index()).as_str();
    CommodityIx: CellKind::Ref(&["commodities"]),
        |text, cells| cells.find(IdTable::Commodities, text),
        |own, names| names.id(IdTable::Commodities, own.index()).as_str();
    // An authority, and the programme where only that counts: `US`, or `US/iran`.
    (String, Option<Id>): CellKind::Text,
        |text, _| Some(match text.split_once('/') {
            Some((authority, programme)) => (authority.to_owned(), Some(Id::trusted(programme))),
            None => (text.to_owned(), None),
        }),
        |own, _| own.1.as_ref().map_or_else(|| own.0.clone(), |programme| format!("{}/{programme}", own.0));
}

impl Quantity for f64 {}
impl Quantity for Mass {}
impl Quantity for Cost {}
impl Quantity for Seconds {}
impl Quantity for Metres {}

/// Words of which one stands in the cell.
macro_rules! words {
    ($($type:ty),*) => {$(
        impl $crate::tables::field::Value for $type {
            const KIND: $crate::tables::column::CellKind = $crate::tables::column::CellKind::Word(Self::WORDS);

            fn parse(text: &str, _: &$crate::tables::field::Cells<'_>) -> Option<Self> {
                Self::parse(text)
            }

            fn print(&self, _: &dyn $crate::tables::field::IdLookup) -> $crate::tables::cell::Cell {
                self.as_str().into()
            }
        }
    )*};
}
pub(super) use words;

words!(Basis, Cargo, Confidence, Direction, Mode, PlaceKind);

/// An id of one of several tables; of those that have it the first counts.
macro_rules! references {
    ($($type:ty: $kind:expr, $($of:ident $as:path),*;)*) => {$(
        impl Value for $type {
            const KIND: CellKind = $kind;

            fn parse(text: &str, cells: &Cells<'_>) -> Option<Self> {
                None$(.or_else(|| cells.find(IdTable::$of, text).map($as)))*
            }

            fn print(&self, names: &dyn IdLookup) -> Cell {
                let (of, at) = match self { $($as(at) => (IdTable::$of, at.index()),)* };
                names.id(of, at).as_str().into()
            }
        }
    )*};
}

references! {
    Asset: CellKind::Ref(&["links", "places", "transfers"]), Links Asset::Link, Places Asset::Place, Transfers Asset::Transfer;
    End: CellKind::Ref(&["places", "countries"]), Places End::Place, Countries End::Country;
    Via: CellKind::Ref(&["places", "links", "lines"]), Places Via::Place, Links Via::Link, Lines Via::Line;
}
