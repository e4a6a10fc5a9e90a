//! Which flows a query is about, and how they are assigned.

use std::fmt;
use std::str::FromStr;

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
    /// Year, or A..B of exposure [default: the newest that the selected flows have]
    #[cfg_attr(feature = "cli", arg(long, allow_hyphen_values = true))]
    pub year: Option<Years>,
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
    /// Tonnes more expensive than this stay at home
    #[cfg_attr(feature = "cli", arg(long = "ceiling", value_name = "USD", allow_negative_numbers = true))]
    pub ceiling_usd_t: Option<f64>,
    /// Country rows count the flows' own ends too
    #[cfg_attr(feature = "cli", arg(long))]
    pub ends: bool,
}

/// One year, or each from the first to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "WrittenYears", into = "WrittenYears")]
pub struct Years {
    first: i16,
    last: i16,
}

/// `2023`, or `"2023..2025"`.
#[derive(Serialize, Deserialize, schemars::JsonSchema)]
#[serde(untagged)]
enum WrittenYears {
    One(i16),
    Span(String),
}

/// So many years are asked at once.
const SPAN: i16 = 30;

impl Years {
    /// The year, where it is one.
    #[must_use]
    pub fn one(self) -> Option<i16> {
        (self.first == self.last).then_some(self.first)
    }

    /// Each in order.
    pub fn each(self) -> impl Iterator<Item = i16> {
        self.first..=self.last
    }
}

impl From<i16> for Years {
    fn from(year: i16) -> Self {
        Self { first: year, last: year }
    }
}

impl fmt::Display for Years {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.one() {
            Some(year) => write!(f, "{year}"),
            None => write!(f, "{}..{}", self.first, self.last),
        }
    }
}

impl FromStr for Years {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let year = |text: &str| text.parse().ok().filter(|year| (1..=9999).contains(year));
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        let (Some(first), Some(last)) = (year(first), year(last)) else {
            return Err("a year is a number from 1 to 9999, several are written A..B, for example 2023..2025".into());
        };
        if last < first {
            return Err("the last year lies before the first".into());
        }
        if last - first >= SPAN {
            return Err(format!("at most {SPAN} years are asked at once"));
        }
        Ok(Self { first, last })
    }
}

impl TryFrom<WrittenYears> for Years {
    type Error = String;

    fn try_from(written: WrittenYears) -> Result<Self, String> {
        match written {
            WrittenYears::One(year) => Ok(year.into()),
            WrittenYears::Span(text) => text.parse(),
        }
    }
}

impl From<Years> for WrittenYears {
    fn from(years: Years) -> Self {
        years.one().map_or_else(|| Self::Span(years.to_string()), Self::One)
    }
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
