//! FLOWS: which flows, and how they are laid.

use std::path::PathBuf;

use clap::ValueEnum;
use corridor::question::{FlowsSelection, Sinks, TextFile, Weigh};

use super::error::Failure;
use super::text;

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Flows")]
pub(super) struct FlowsArgs {
    /// Country, bloc or place where flows start
    #[arg(long, value_name = "WHERE", value_delimiter = ',')]
    origin: Vec<String>,
    /// Country, bloc or place where they end
    #[arg(long, value_name = "WHERE", value_delimiter = ',')]
    destination: Vec<String>,
    /// Cargo: crude, products, gas, lng, dry_bulk, container, general, vehicles
    #[arg(long, value_name = "CARGO", value_delimiter = ',')]
    cargo: Vec<String>,
    /// Commodity, one a grade
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    commodity: Vec<String>,
    /// Single flows by id
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    flow: Vec<String>,
    /// Year [default: the newest that the selected flows have]
    #[arg(long, allow_negative_numbers = true, value_parser = clap::value_parser!(i16).range(1..=9999))]
    year: Option<i16>,
    /// Lay the flows of this file instead of the atlas's own
    #[arg(long, value_name = "FILE")]
    flows: Option<PathBuf>,
    /// Flows inside one country too
    #[arg(long)]
    domestic: bool,
    /// What shares are shares of
    #[arg(long, value_enum, default_value_t)]
    weigh: WeighArg,
    /// May freed tonnes go to another sink of their market?
    #[arg(long, value_enum, default_value_t)]
    sinks: SinksArg,
    /// Free all flows, pinned or not
    #[arg(long)]
    rebalance: bool,
    /// Contracted capacities bind too
    #[arg(long)]
    contracted: bool,
    /// Tonnes dearer than this stay at home
    #[arg(long, value_name = "USD", allow_negative_numbers = true)]
    ceiling: Option<f64>,
    /// Country rows count the flows' own ends too
    #[arg(long)]
    ends: bool,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum WeighArg {
    #[default]
    Tonnes,
    Value,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum SinksArg {
    #[default]
    Fixed,
    Market,
}

impl FlowsArgs {
    /// As the library asks for it.
    pub(super) fn question(&self) -> Result<FlowsSelection, Failure> {
        Ok(FlowsSelection {
            origin: self.origin.clone(),
            destination: self.destination.clone(),
            cargo: self.cargo.clone(),
            commodity: self.commodity.clone(),
            flow: self.flow.clone(),
            year: self.year,
            flows_csv: self.flows_csv()?,
            domestic: self.domestic,
            weigh: match self.weigh {
                WeighArg::Tonnes => Weigh::Tonnes,
                WeighArg::Value => Weigh::Value,
            },
            sinks: match self.sinks {
                SinksArg::Fixed => Sinks::Fixed,
                SinksArg::Market => Sinks::Market,
            },
            rebalance: self.rebalance,
            contracted: self.contracted,
            ceiling_usd_t: self.ceiling()?,
            ends: self.ends,
        })
    }

    fn flows_csv(&self) -> Result<Option<TextFile>, Failure> {
        let Some(path) = &self.flows else {
            return Ok(None);
        };
        Ok(Some(TextFile { name: path.display().to_string(), text: text::read(path)? }))
    }

    fn ceiling(&self) -> Result<Option<f64>, Failure> {
        match self.ceiling {
            Some(usd) if !usd.is_finite() || usd < 0.0 => {
                Err(Failure::new(format!("--ceiling {usd}: a price is a number of at least 0")))
            }
            ceiling => Ok(ceiling),
        }
    }
}
