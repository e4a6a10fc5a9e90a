//! One file a table: its columns, and with them its row as text.

mod capacities;
mod changes;
mod charges;
mod commodities;
mod countries;
mod flows;
mod history;
mod holdings;
mod links;
mod listings;
mod modes;
mod observed;
mod ownership_tests;
mod pairs;
mod parties;
mod places;
mod sources;
mod transfers;

pub use capacities::CapacityRow;
pub use changes::ChangeRow;
pub use charges::ChargeRow;
pub use commodities::CommodityRow;
pub use countries::CountryRow;
pub use flows::FlowRow;
pub use history::HistoryRow;
pub use holdings::HoldingRow;
pub use links::LinkRow;
pub use listings::ListingRow;
pub use modes::ModeRow;
pub use observed::ObservedRow;
pub use ownership_tests::OwnershipTestRow;
pub use pairs::{DemandRow, EndRow};
pub use parties::PartyRow;
pub use places::PlaceRow;
pub use sources::SourceRow;
pub use transfers::TransferRow;
