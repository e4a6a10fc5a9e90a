//! The law as data: by what a measure binds, which acts it names, what lifts it, who the parties of a shipment are.
//! Who is bound and what follows is judged in `scenario::law`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::layer::Layer;
use super::{Confidence, Day, Effect, Id, Months, Selector, Window, string_enum};

string_enum! {
    /// By what a measure binds.
    Nexus {
        /// An event or what a market does: everyone.
        Fact = "fact",
        /// Everyone, on assets in the authority's territory and trade that starts, ends or loads there.
        Territory = "territory",
        /// Persons of the authority, wherever they act.
        Person = "person",
        /// Goods that carry the tie with them.
        Item = "item",
        /// No one: those who are not bound risk secondary sanctions.
        SecondarySanctions = "secondary_sanctions",
    }
}

string_enum! {
    /// What parties do in a shipment.
    Act {
        /// Buys the goods.
        Buy = "buy",
        /// Sells them.
        Sell = "sell",
        /// Owns them in transit.
        Own = "own",
        /// Carries them.
        Carry = "carry",
        /// Calls at ports, as a vessel or its flag.
        Call = "call",
        /// Insures goods or vessel.
        Insure = "insure",
        /// Pays or finances.
        Pay = "pay",
        /// Brokers.
        Broker = "broker",
        /// Takes part in any of these acts.
        Facilitate = "facilitate",
        /// Runs a pipeline, a railway, a port.
        Operate = "operate",
        /// Passes a territory.
        Pass = "pass",
    }
}

string_enum! {
    /// What a party is in a shipment.
    Role {
        /// Sells.
        Seller = "seller",
        /// Buys.
        Buyer = "buyer",
        /// Owns the goods in transit.
        GoodsOwner = "goods_owner",
        /// Carries them.
        Carrier = "carrier",
        /// The vessel.
        Vessel = "vessel",
        /// The state whose flag it flies.
        Flag = "flag",
        /// Insures.
        Insurer = "insurer",
        /// Pays or finances.
        Bank = "bank",
        /// Brokers.
        Broker = "broker",
        /// Runs a link or place in transit.
        Operator = "operator",
    }
}

string_enum! {
    /// How far an act of policy is.
    Standing {
        /// It holds from its first to its last day.
        InForce = "in force",
        /// It was said that it will come.
        Announced = "announced",
        /// It is set aside for a time.
        Suspended = "suspended",
        /// It is law, and waits for something before it acts.
        NotActive = "not active",
        /// No one has decided.
        Pending = "pending",
    }
}

string_enum! {
    /// What an act is by law, the best first.
    Verdict {
        /// Nothing blocks it.
        Open = "open",
        /// Something would, and an exception lifts it.
        Exempt = "exempt",
        /// With documents, or depending on what was not said.
        Conditional = "conditional",
        /// No one searched the law of the state.
        NotSearched = "not_searched",
        /// The law was searched, and is not known for the day.
        Unknown = "unknown",
        /// It may not be done.
        Prohibited = "prohibited",
    }
}

impl Verdict {
    /// Should whoever is strict stop here? What was not searched is no answer.
    #[must_use]
    pub fn is_finding(self) -> bool {
        self >= Self::NotSearched
    }

    /// As people read it.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::NotSearched => "not searched",
            other => other.as_str(),
        }
    }
}

impl Act {
    /// Who does it. What anyone does who takes part (`facilitate`), and what no one in particular does (`pass`), has
    /// no role of its own.
    #[must_use]
    pub fn roles(self) -> &'static [Role] {
        match self {
            Self::Buy => &[Role::Buyer],
            Self::Sell => &[Role::Seller],
            Self::Own => &[Role::GoodsOwner],
            Self::Carry => &[Role::Carrier],
            Self::Call => &[Role::Vessel, Role::Flag],
            Self::Insure => &[Role::Insurer],
            Self::Pay => &[Role::Bank],
            Self::Broker => &[Role::Broker],
            Self::Operate => &[Role::Operator],
            Self::Facilitate | Self::Pass => &[],
        }
    }

    /// Is it done where the goods are? A service is rendered where its party is: a territory does not reach it.
    #[must_use]
    pub fn is_on_the_spot(self) -> bool {
        !matches!(self, Self::Insure | Self::Pay | Self::Broker | Self::Facilitate)
    }

    /// Can another party take the place of the one that may not? Of those who sell, buy, own and run no one can.
    #[must_use]
    pub fn is_replaceable(self) -> bool {
        matches!(self, Self::Carry | Self::Call | Self::Insure | Self::Pay | Self::Broker)
    }
}

/// The code of the country or bloc whose persons and territory an authority has.
#[must_use]
pub fn authority_code(authority: &str) -> &str {
    match authority {
        "US" => "USA",
        "UK" => "GBR",
        other => other,
    }
}

/// Authorities whose law follows their persons wherever they are; that of others binds on their territory.
pub const PERSONAL: [&str; 4] = ["EU", "US", "UK", "CHE"];

/// Blocs whose trade law is their members': sanctions and trade policy are an exclusive competence of the Union, so that
/// who searched its law has searched what binds trade in each of its members.
pub const COMMON: [&str; 1] = ["EU"];

/// Does this authority impose law? Events and markets do not.
#[must_use]
pub fn is_state(authority: &str) -> bool {
    Layer::of(authority) == Layer::Law
}

/// Chooses parties: every key must hold, one value of a key is enough, `not` must fail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartySelector {
    /// What they are in the shipment; empty: anything.
    pub roles: Vec<Role>,
    /// Ids of `parties.csv`.
    pub parties: Vec<Id>,
    /// Authorities that have listed the vessel.
    pub listed_by: Vec<String>,
    /// Countries and blocs that they are of.
    pub countries: Vec<String>,
    /// They are listed, or belong to those who are: authority and programme of an ownership test.
    pub listed: Vec<(String, Id)>,
    /// What must not be.
    pub not: Option<Box<PartySelector>>,
}

/// A price to compare with.
#[derive(Clone, Debug, PartialEq)]
pub enum PriceMark {
    /// USD a barrel.
    Usd(f64),
    /// A cap of `caps.csv`, of the measure's own authority.
    Cap(Id),
}

/// What must hold besides: nothing said always holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Conditions {
    /// More expensive than this, free on board.
    pub price_above: Option<PriceMark>,
    /// No more expensive than this.
    pub price_at_most: Option<PriceMark>,
    /// The contract was made before this day.
    pub contract_before: Option<Day>,
    /// The goods were loaded before this day.
    pub loaded_before: Option<Day>,
    /// Only in these months.
    pub months: Option<Months>,
    /// What is known of the goods is more than this: `engine_cm3`, `unit_price_eur`.
    pub above: BTreeMap<String, f64>,
    /// Paid in one of these currencies.
    pub currency: Vec<String>,
}

/// What an act of policy says beyond its effect; nothing of it is said of events.
#[derive(Clone, Debug, Default)]
pub struct Legal {
    /// The regulation, licence or order, in words.
    pub title: Option<String>,
    /// By what it binds; empty: by what its authority binds by.
    pub nexus: Vec<Nexus>,
    /// The acts it names; empty: all.
    pub acts: Vec<Act>,
    /// The programme it is part of.
    pub programme: Option<Id>,
    /// Parties that must take part.
    pub parties: Option<PartySelector>,
    /// What must hold besides.
    pub when: Conditions,
    /// How far it is; none: in force.
    pub standing: Option<Standing>,
    /// When it was made known.
    pub announced: Option<Day>,
    /// Of an event or what a market does: the last day on which a source confirmed it.
    pub confirmed: Option<Day>,
    /// What happened, where it is not what was said.
    pub realised: Option<Realised>,
    /// The measure whose place it takes.
    pub replaces: Option<Id>,
    /// How sure, and whether the text itself was seen; none: it is no reading of law.
    pub reading: Option<(Confidence, bool)>,
    /// Ids of `sources.csv`.
    pub sources: Vec<Id>,
    /// What else a reader should know.
    pub note: Option<String>,
    /// The ownership test for `owner`: authority, and programme where only that one's; none: the authority's own.
    pub owner_test: Option<OwnerTest>,
    /// To whom it is applied; none: to everyone, whatever its nexus.
    pub applied: Option<Arc<Applied>>,
}

/// The tests that decide what belongs to an owner: an authority's, of one programme or of all.
pub type OwnerTest = (String, Option<Id>);

/// What happened in the network, where it is not what was said.
#[derive(Clone, Debug, PartialEq)]
pub enum Realised {
    Nothing,
    Effect(Effect),
}

/// A licence, derogation or exemption. It lifts what it names and nothing else.
#[derive(Clone, Debug)]
pub struct Exception {
    /// `AUTHORITY:name`.
    pub id: Id,
    pub authority: String,
    /// What it is called.
    pub title: Option<String>,
    /// Measures that it lifts; at least one.
    pub lifts: Vec<Id>,
    /// When.
    pub window: Window,
    /// The exception whose place it takes.
    pub replaces: Option<Id>,
    /// Assets that every leg in the authority's reach must be; none: any.
    pub on: Option<Selector>,
    /// Trade that it is about; none: all.
    pub trade: Option<Selector>,
    /// Parties that must take part.
    pub parties: Option<PartySelector>,
    /// What must hold besides.
    pub when: Conditions,
    /// Papers without which it does not lift.
    pub needs: Vec<Id>,
    /// How sure, and whether the text itself was seen.
    pub reading: (Confidence, bool),
    /// Ids of `sources.csv`.
    pub sources: Vec<Id>,
    /// What else a reader should know.
    pub note: Option<String>,
}

/// Someone who does something in a shipment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// A row of `parties.csv`.
    Party(Id),
    /// A row of `vessels.csv`.
    Vessel(Id),
    /// Someone of a country or bloc of whom nothing else is known.
    Of(String),
}

impl Who {
    /// The id of the party, or the code of the country.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Party(id) | Self::Vessel(id) => id.as_str(),
            Self::Of(code) => code,
        }
    }
}

string_enum! {
    /// What is taken for law that is not known.
    Assume {
        /// It is open.
        Open = "open",
        /// It is prohibited.
        Prohibited = "prohibited",
    }
}

/// A shipment as a lawyer asks about it: who does what, at what price, with which documents.
#[derive(Clone, Debug, Default)]
pub struct Deal {
    /// Who was named for each role; the buyer and the seller are otherwise those of the trade's ends.
    pub parties: BTreeMap<Role, Vec<Who>>,
    /// Free on board.
    pub price_usd_bbl: Option<f64>,
    /// When the contract was made.
    pub contract: Option<Day>,
    /// When the goods were loaded; none: on the reference date.
    pub loaded: Option<Day>,
    /// What is paid in, as three letters.
    pub currency: Option<String>,
    /// What else is known of the goods.
    pub goods: BTreeMap<String, f64>,
    /// Documents held.
    pub holds: BTreeSet<Id>,
    /// What is taken for unknown law.
    pub assume: Option<Assume>,
}

/// The parties to whom measures are applied, and what lifts them.
#[derive(Clone, Debug, Default)]
pub struct Applied {
    /// The shipment.
    pub deal: Deal,
    /// Exceptions in whatever state; those of the day count.
    pub exceptions: Vec<Exception>,
}
