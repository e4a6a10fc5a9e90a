//! A shipment as a lawyer asks about it: who does what, at what price, with which documents.

use serde::{Deserialize, Serialize};

pub use crate::model::Assume;

/// Parties, goods and documents. Anyone named makes the law apply, and nothing else of the record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct Shipment {
    /// Who does what, `ROLE=PARTY`: an id of `parties.csv`, a country or a bloc. They come before those of the actor.
    pub party: Vec<String>,
    /// The country that the goods come from; none: that of the origin.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goods_origin: Option<String>,
    /// The country in which they are used in the end; none: that of the destination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub final_use: Option<String>,
    /// USD a barrel, free on board.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<f64>,
    /// The day of the contract.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contract_date: Option<String>,
    /// The day of loading; none: the reference date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loaded: Option<String>,
    /// What is paid in, as three capital letters: the banks that clear it take part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// What else is known of the goods, `NAME=NUMBER`: `engine_cm3=2000`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub goods: Vec<String>,
    /// Documents held.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<String>,
    /// Measures of the law, or of what is stacked, that are lifted: `AUTHORITY:name`; or `programme=NAME` of the law.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lift: Vec<String>,
    /// What is taken for law that is not known or was not searched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assume: Option<Assume>,
}

impl Shipment {
    /// Is nothing said?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Is nothing said but what is lifted?
    #[must_use]
    pub fn is_empty_but_for_lifts(&self) -> bool {
        *self == Self { lift: self.lift.clone(), ..Self::default() }
    }
}

#[cfg(feature = "cli")]
pub use flags::{GoodsFlags, LawFlags};

#[cfg(feature = "cli")]
mod flags {
    use super::{Assume, Shipment};

    /// Who does what, with which goods and documents. Each of these makes the law apply, and neither events nor markets.
    #[derive(Debug, Default, clap::Args)]
    #[command(next_help_heading = "Law")]
    pub struct LawFlags {
        /// A ready set of parties; `corridor list actors` shows them
        #[arg(long, value_name = "ID")]
        pub actor: Option<String>,
        /// Who does what: `insurer=uk-insurer`, `carrier=GRC`; several; before those of the actor
        #[arg(long, value_name = "ROLE=PARTY")]
        party: Vec<String>,
        /// Who owns the goods in transit
        #[arg(long, value_name = "PARTY")]
        goods_owner: Option<String>,
        /// Price in USD a barrel, free on board
        #[arg(long, value_name = "USD", allow_negative_numbers = true)]
        price: Option<f64>,
        /// Day of the contract
        #[arg(long, value_name = "DATE")]
        contract_date: Option<String>,
        /// Day of loading [default: the reference date]
        #[arg(long, value_name = "DATE")]
        loaded: Option<String>,
        /// What is paid in: USD, EUR, RUB; the banks that clear it take part
        #[arg(long, value_name = "CODE")]
        currency: Option<String>,
        /// What else is known of the goods: `engine_cm3=2000`; several
        #[arg(long, value_name = "NAME=NUMBER")]
        goods: Vec<String>,
        /// A document held: `certificate-of-origin`; several
        #[arg(long, alias = "holds", value_name = "ID")]
        document: Vec<String>,
        /// Without this measure of the record or of a scenario, or without a programme of the law: `EU:crude-import`, `programme=iran`; several
        #[arg(long, value_name = "ID")]
        lift: Vec<String>,
        /// What to take for law that is not known or was not searched
        #[arg(long, value_enum)]
        assume: Option<Assume>,
    }

    impl From<LawFlags> for Shipment {
        fn from(flags: LawFlags) -> Self {
            // Who owns the goods is a party like the others, under a flag of its own since most are asked for it.
            let owner = flags.goods_owner.map(|owner| format!("goods_owner={owner}"));
            Self {
                party: flags.party.into_iter().chain(owner).collect(),
                // Flags of a single trade fill these; flows have their own.
                goods_origin: None,
                final_use: None,
                price: flags.price,
                contract_date: flags.contract_date,
                loaded: flags.loaded,
                currency: flags.currency,
                goods: flags.goods,
                documents: flags.document,
                lift: flags.lift,
                assume: flags.assume,
            }
        }
    }

    /// What is known of one trade's goods beside the commodity: flows have their own.
    #[derive(Debug, Default, clap::Args)]
    #[command(next_help_heading = "Law")]
    pub struct GoodsFlags {
        /// Country that the goods come from [default: that of FROM]
        #[arg(long, value_name = "CODE")]
        goods_origin: Option<String>,
        /// Country in which they are used in the end [default: that of TO]
        #[arg(long, value_name = "CODE")]
        final_use: Option<String>,
    }

    impl GoodsFlags {
        /// Adds what was said to a shipment.
        pub fn add_to(self, shipment: &mut Shipment) {
            shipment.goods_origin = self.goods_origin;
            shipment.final_use = self.final_use;
        }
    }
}
