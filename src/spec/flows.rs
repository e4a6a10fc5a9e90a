//! Which flows a query is about, and how they are assigned.

use serde::{Deserialize, Serialize};

use crate::model::string_enum;

use super::TextFile;

/// FLOWS. One value of a list is enough, every field must hold; an empty list selects everything.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[cfg_attr(feature = "cli", derive(clap::Args), command(next_help_heading = "Flows"))]
#[serde(default)]
pub struct FlowsSelection {
    /// Country, bloc or place where flows start
    #[cfg_attr(feature = "cli", arg(long, value_name = "WHERE", value_delimiter = ','))]
    pub origin: Vec<String>,
    /// Country, bloc or place where they end
    #[cfg_attr(feature = "cli", arg(long, value_name = "WHERE", value_delimiter = ','))]
    pub destination: Vec<String>,
    /// Cargo: crude, products, gas, lng, dry_bulk, container, general, vehicles
    #[cfg_attr(feature = "cli", arg(long, value_name = "CARGO", value_delimiter = ','))]
    pub cargo: Vec<String>,
    /// Commodity, one a grade
    #[cfg_attr(feature = "cli", arg(long, value_name = "ID", value_delimiter = ','))]
    pub commodity: Vec<String>,
    /// Single flows by id
    #[cfg_attr(feature = "cli", arg(long, value_name = "ID", value_delimiter = ','))]
    pub flow: Vec<String>,
    /// Year [default: the newest that the selected flows have]
    #[cfg_attr(feature = "cli", arg(long, allow_negative_numbers = true, value_parser = super::value::year()))]
    pub year: Option<i16>,
    /// Assign the flows of this file instead of the atlas's own
    #[cfg_attr(feature = "cli", arg(long = "flows", value_name = "FILE"))]
    pub flows_csv: Option<TextFile>,
    /// Flows inside one country too
    #[cfg_attr(feature = "cli", arg(long))]
    pub domestic: bool,
    /// What shares are shares of
    #[cfg_attr(feature = "cli", arg(long, value_enum, default_value_t))]
    pub weigh: Weigh,
    /// May freed tonnes go to another destination of their market?
    #[cfg_attr(feature = "cli", arg(long, alias = "sinks", value_enum, default_value_t))]
    pub destinations: Destinations,
    /// Free all flows, pinned or not
    #[cfg_attr(feature = "cli", arg(long))]
    pub rebalance: bool,
    /// Contracted capacities bind too
    #[cfg_attr(feature = "cli", arg(long))]
    pub contracted: bool,
    /// Tonnes more expensive than this stay at home: `84USD/t`
    #[cfg_attr(
        feature = "cli",
        arg(long = "ceiling", value_name = "USD/t", allow_hyphen_values = true, value_parser = super::value::usd_t)
    )]
    pub ceiling_usd_t: Option<f64>,
    /// Country rows count the flows' own ends too
    #[cfg_attr(feature = "cli", arg(long))]
    pub ends: bool,
}

string_enum! {
    /// What shares are shares of.
    Weigh {
        /// Of tonnes.
        Tonnes = "tonnes",
        /// Of what they are worth.
        Value = "value",
    }
}

string_enum! {
    /// Where freed tonnes may go.
    Destinations {
        /// To their destination alone.
        Fixed = "fixed",
        /// To any destination of the flow's market.
        Market = "market",
    }
}
