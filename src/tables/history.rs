//! Other values that held for a time.

use super::cell::Cell;
use super::column::CellKind;
use super::field::{Cells, Field, IdLookup, IdTable, Value as _};
use super::line::{BASIS, Line, REQUIRED, SOURCE, WINDOW, group, part, provenance};
use super::table::table;
use crate::model::{Asset, ChargeIx, CommodityIx, Id, LinkIx, PlaceIx, Provenance, Ranged, TransferIx, Window};
use routing::{Cost, Seconds};

/// Tables whose rows have a history.
const ASSETS: CellKind = CellKind::Ref(&["links", "places", "transfers", "charges", "commodities"]);
const COLUMNS: CellKind = CellKind::Word(&["cost_usd_t", "hours", "operator", "usd_t", "value_usd_t"]);

table! {
    History, "history", "Another value of a column that held for a time.", by "asset" "since" "column" "until" "value";
    asset: Id = REQUIRED.of(ASSETS), "The asset or commodity that has it.";
    column: String = REQUIRED.of(COLUMNS).list(), "Which column of its table.";
    window: Window = WINDOW.list(), "When it held.";
    value: Past = VALUE.list(), "The value that it had.";
    provenance: Provenance = provenance(BASIS.list(), SOURCE.list()), "Where it comes from.";
}

/// A column that can change, with the value it had.
#[derive(Clone, Debug)]
pub enum Past {
    /// `cost_usd_t` of a link.
    LinkCost(LinkIx, Ranged<Cost>),
    /// `hours` of a link.
    LinkTime(LinkIx, Ranged<Seconds>),
    LinkOperator(LinkIx, Option<Id>),
    PlaceOperator(PlaceIx, Option<Id>),
    /// `usd_t` of a transfer.
    TransferCost(TransferIx, Ranged<Cost>),
    /// `hours` of a transfer.
    TransferTime(TransferIx, Ranged<Seconds>),
    /// `usd_t` of a charge.
    ChargeCost(ChargeIx, Ranged<Cost>),
    /// `value_usd_t` of a commodity.
    CommodityValue(CommodityIx, Ranged<Cost>),
}

const VALUE: Line = group([
    part("value", "What stood there; blank: nothing.").of(CellKind::Value),
    part("low", "Plausible low of value.").of(CellKind::AMOUNT),
    part("high", "Plausible high of value.").of(CellKind::AMOUNT),
]);

impl Default for Past {
    fn default() -> Self {
        Self::LinkOperator(LinkIx::default(), None)
    }
}

impl Field for Past {
    /// By the column that is named beside, and the table in which the asset stands.
    fn read(cells: &Cells<'_>) -> Option<Self> {
        // `flatten`: a price or time that cannot be read leaves the row out.
        let cost = || Field::read(cells).flatten();
        let time = || Field::read(cells).flatten();
        let operator = || Field::read(cells);
        let asset = cells.beside("asset");
        Some(match (cells.beside("column"), Asset::parse(asset, cells)) {
            ("cost_usd_t", Some(Asset::Link(link))) => Self::LinkCost(link, cost()?),
            ("hours", Some(Asset::Link(link))) => Self::LinkTime(link, time()?),
            ("operator", Some(Asset::Link(link))) => Self::LinkOperator(link, operator()?),
            ("operator", Some(Asset::Place(place))) => Self::PlaceOperator(place, operator()?),
            ("usd_t", Some(Asset::Transfer(transfer))) => Self::TransferCost(transfer, cost()?),
            ("hours", Some(Asset::Transfer(transfer))) => Self::TransferTime(transfer, time()?),
            // Charges and commodities are no assets.
            ("usd_t", None) => Self::ChargeCost(cells.find(IdTable::Charges, asset)?, cost()?),
            ("value_usd_t", None) => Self::CommodityValue(cells.find(IdTable::Commodities, asset)?, cost()?),
            _ => return None,
        })
    }

    fn print(&self, names: &dyn IdLookup, out: &mut Vec<Cell>) {
        match self {
            Self::LinkCost(_, cost)
            | Self::TransferCost(_, cost)
            | Self::ChargeCost(_, cost)
            | Self::CommodityValue(_, cost) => Field::print(cost, names, out),
            Self::LinkTime(_, time) | Self::TransferTime(_, time) => Field::print(time, names, out),
            Self::LinkOperator(_, operator) | Self::PlaceOperator(_, operator) => {
                Field::print(operator, names, out);
                // An operator has no range: its cells stay blank.
                out.extend([Cell::None, Cell::None]);
            }
        }
    }
}
