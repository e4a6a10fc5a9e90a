//! Effects of measures. All that is particular to one is its block in `effects!`: the key in scenario files, what may be
//! written after it, what it does, what a row of a file of changes may say, and its flag. Readers, help, overlays, imported networks
//! and ranges follow from the blocks.

use super::{Amount, Id, Quantity, Ranged, string_enum};

string_enum! {
    /// What is threatened.
    SecondaryKind {
        /// To be listed oneself.
        Designation = "designation",
        /// To lose accounts with the authority's banks.
        CorrespondentAccount = "correspondent account",
        /// That ports be closed to one's vessels.
        PortBan = "port ban",
        /// A duty on other trade.
        Tariff = "tariff",
        /// To be cut off from goods that need a licence.
        EntityList = "entity list",
    }
}

/// What is said of one effect.
#[derive(Clone, Copy, Debug)]
pub struct EffectSpec {
    /// What it does.
    pub action: Action,
    /// What a scenario file writes after its key.
    pub value: EffectValue,
    /// What a row of a file of changes may say.
    pub row: ChangesRow,
}

/// What an effect does to the arcs that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// They may not be passed; without assets: the trade is not made. It wins over everything else.
    Close,
    /// They cost more. Charges add up.
    Charge(Per),
    /// They take its hours more. Delays add up, and the goods' holding cost over them with the leg's own.
    Delay,
    /// Less may pass.
    Limit(Among),
    /// Nothing without the document that it names.
    Require,
    /// Nothing: secondary-sanctions risk.
    SecondarySanctions,
    /// More is there: it closes nothing and prices nothing.
    Grow(Growth),
}

/// What grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Growth {
    /// The physical and observed limits of the assets, to so many kt a year where they are less.
    Capacity,
    /// The flows that are meant, to a share of what they are.
    Flows,
    /// The rows that a scenario brings are there.
    Rows,
}

impl Action {
    /// Does it need assets to act on? The others may be about a trade as a whole.
    #[must_use]
    pub fn needs_assets(self) -> bool {
        matches!(
            self,
            Self::Charge(_) | Self::Delay | Self::Limit(Among::Share | Among::Each) | Self::Grow(Growth::Capacity)
        )
    }

    /// Does it close, or let pass on terms? Prices, times and limits of assets are no matter of legality.
    #[must_use]
    pub fn is_legal(self) -> bool {
        matches!(self, Self::Close | Self::Require | Self::Limit(Among::Together))
    }

    /// Is what it does to an arc another thing for other goods?
    #[must_use]
    pub fn depends_on_goods(self) -> bool {
        matches!(self, Self::Charge(Per::Value | Per::OwnCost))
    }

    /// Does it make capacities or flows other than they are, or bring more of them?
    #[must_use]
    pub fn grows(self) -> bool {
        matches!(self, Self::Grow(_))
    }

    /// Does it cap what passes?
    #[must_use]
    pub fn is_limit(self) -> bool {
        matches!(self, Self::Limit(_))
    }
}

/// What the amount of a charge is multiplied by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// A tonne: it is in USD/t.
    Tonne,
    /// The value of the goods.
    Value,
    /// What passing costs without any measure.
    OwnCost,
}

/// What shares a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Among {
    /// Each asset by itself, as a share of its smallest physical or observed limit; shares multiply.
    Share,
    /// Each asset by itself, in kt a year.
    Each,
    /// All selected trade together, in kt a year; without assets it counts where the trade loads.
    Together,
}

/// What a scenario file writes after the key of an effect.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum EffectValue {
    /// `true`.
    True,
    /// A number or `[low, value, high]`: from 0 to the most, which fits the integers of this unit.
    Number(&'static str, f64),
    /// The id of a document.
    Document,
    /// One of [`SecondaryKind`].
    SecondarySanctions,
    /// No scenario file has it.
    Absent,
}

/// Which files of changes know an effect, with the least and the most that an amount may be on an imported network.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ChangesRow {
    /// Those for an imported network, and those for an atlas, where the row becomes what its flag says.
    Anywhere(f64, f64),
    /// Those for an imported network.
    OnImported(f64, f64),
    /// None.
    Nowhere,
}

/// What is said of a flag.
#[derive(Clone, Copy, Debug)]
pub struct FlagSpec {
    /// For the help.
    pub help: &'static str,
    /// What mends a wrong value.
    pub example: &'static str,
    /// How its amount is read; none: the flag takes a selector alone.
    pub amount: Option<AmountSpec>,
}

/// How the amount of a flag is read.
#[derive(Clone, Copy, Debug)]
pub struct AmountSpec {
    /// Of which effect an amount of this quantity is; none: the flag takes none of it.
    pub effect: fn(Quantity) -> Option<EffectKind>,
    /// What mends an amount: two with their units.
    pub mend: &'static str,
    /// What a number is of that has no unit: in a file of changes, and in questions that were saved when flags took
    /// plain numbers.
    pub bare: fn(f64) -> Amount,
}

impl AmountSpec {
    /// A number without a unit.
    #[must_use]
    pub fn of_bare(&self, number: f64) -> Amount {
        (self.bare)(number)
    }
}

fn kt(value: f64) -> Amount {
    Amount { value, of: Quantity::Mass }
}

/// The kinds of effects and the flags of those that have one, in this order.
macro_rules! effects {
    ($(
        $(#[$doc:meta])* $kind:ident = $key:literal $spec:expr
        $(, flag $(#[$flag_doc:meta])* $flag:ident = $name:literal $flag_spec:expr)?;
    )*) => {
        string_enum! {
            /// What a measure does, by the key that a scenario file uses.
            EffectKind { $($(#[$doc])* $kind = $key,)* }
        }

        string_enum! {
            /// What a measure on the line does.
            InlineEffect { $($($(#[$flag_doc])* $flag = $name,)?)* }
        }

        impl EffectKind {
            /// What is said of it.
            #[must_use]
            pub fn spec(self) -> EffectSpec {
                match self { $(Self::$kind => $spec,)* }
            }

            /// The flag of its block.
            #[must_use]
            pub fn flag(self) -> Option<InlineEffect> {
                // `limit` can give an effect of another block: the flag counts as that of the block that declares it.
                let flags = [$($((Self::$kind, InlineEffect::$flag),)?)*];
                flags.into_iter().find(|(kind, _)| *kind == self).map(|(_, flag)| flag)
            }
        }

        impl InlineEffect {
            /// What is said of it.
            #[must_use]
            pub fn spec(self) -> FlagSpec {
                match self { $($(Self::$flag => $flag_spec,)?)* }
            }
        }
    };
}

effects! {
    /// Not passed, or not traded at all.
    Close = "close" EffectSpec { action: Action::Close, value: EffectValue::True, row: ChangesRow::Anywhere(0.0, 0.0) },
    flag
    /// May not be passed.
    Close = "close" FlagSpec {
        help: "May not be passed: `country=RUS`, `line=cpc`, `place=a,mode=sea`",
        example: "for example country=RUS",
        amount: None,
    };

    /// At most a share of the smallest physical or observed limit over each asset.
    LimitShare = "limit" EffectSpec {
        action: Action::Limit(Among::Share), value: EffectValue::Number("", 1.0), row: ChangesRow::OnImported(0.0, 1.0),
    },
    flag
    /// At most a share, or so much a year, of what it passes.
    Limit = "limit" FlagSpec {
        help: "At most a share, or so much a year, of what it passes: `place=novorossiysk-cpc:50%`, `line=cpc:30Mt`",
        example: "for example place=novorossiysk-cpc:50% or line=cpc:30Mt",
        amount: Some(AmountSpec {
            effect: |of| match of {
                Quantity::Share => Some(EffectKind::LimitShare),
                Quantity::Mass | Quantity::Goods(_) => Some(EffectKind::Limit),
                _ => None,
            },
            mend: "write 50% or 30Mt",
            // More than 1 cannot be a share, so it is kt a year.
            bare: |value| if value <= 1.0 { Amount { value, of: Quantity::Share } } else { kt(value) },
        }),
    };

    /// At most so many kt a year over each asset.
    Limit = "limit_kt_y" EffectSpec {
        action: Action::Limit(Among::Each), value: EffectValue::Number("kt/y", f64::INFINITY), row: ChangesRow::OnImported(0.0, 1e5),
    };

    /// At most so many kt a year of all selected trade together.
    Quota = "quota_kt_y" EffectSpec {
        action: Action::Limit(Among::Together), value: EffectValue::Number("kt/y", f64::INFINITY), row: ChangesRow::OnImported(0.0, 1e5),
    },
    flag
    /// At most so much a year together.
    Quota = "quota" FlagSpec {
        help: "At most so much a year together: `destination=EU:1.2Mt`",
        example: "for example destination=DEU,cargo=crude:1.2Mt",
        amount: Some(AmountSpec {
            effect: |of| matches!(of, Quantity::Mass | Quantity::Goods(_)).then_some(EffectKind::Quota),
            mend: "write 1.2Mt or 1200kt",
            bare: kt,
        }),
    };

    /// USD per tonne more.
    Charge = "charge_usd_t" EffectSpec {
        action: Action::Charge(Per::Tonne), value: EffectValue::Number("USD/t", f64::INFINITY), row: ChangesRow::Anywhere(-1e5, 1e5),
    },
    flag
    /// So much more a tonne, or a share of the value of the goods.
    Charge = "charge" FlagSpec {
        help: "So much more a tonne, or a share of the value: `strait=bosporus:+3.9USD/t`, `origin=KAZ:5%`",
        example: "for example strait=bosporus:+3.9USD/t or origin=KAZ:5% (of value)",
        amount: Some(AmountSpec {
            effect: |of| match of {
                Quantity::Share => Some(EffectKind::ChargeShare),
                Quantity::UsdPerTonne | Quantity::UsdPerBarrel => Some(EffectKind::Charge),
                _ => None,
            },
            mend: "write +3.9USD/t or 5% (of value)",
            bare: |value| Amount { value, of: Quantity::UsdPerTonne },
        }),
    };

    /// A share of the goods' value more.
    ChargeShare = "charge_share" EffectSpec {
        action: Action::Charge(Per::Value), value: EffectValue::Number("", 100.0), row: ChangesRow::Nowhere,
    };

    /// Hours more.
    Delay = "delay_h" EffectSpec {
        action: Action::Delay, value: EffectValue::Number("h", f64::INFINITY), row: ChangesRow::Anywhere(-1e5, 1e5),
    },
    flag
    /// So much time more.
    Delay = "delay" FlagSpec {
        help: "So much time more: `strait=bosporus:78h`, `place=aktau:3d`",
        example: "for example strait=bosporus:78h",
        amount: Some(AmountSpec {
            effect: |of| (of == Quantity::Time).then_some(EffectKind::Delay),
            mend: "write 78h or 3d",
            bare: |value| Amount { value, of: Quantity::Time },
        }),
    };

    /// Physical and observed limits of the assets are so many kt a year, where they are less.
    Raise = "capacity_kt_y" EffectSpec {
        action: Action::Grow(Growth::Capacity), value: EffectValue::Number("kt/y", f64::INFINITY), row: ChangesRow::Nowhere,
    },
    flag
    /// What it can pass grows to this much a year.
    Raise = "raise" FlagSpec {
        help: "What may pass grows to this much a year: `place=aktau:10Mt`",
        example: "for example place=aktau,cargo=crude:10Mt or line=cpc:72500kt (a year)",
        amount: Some(AmountSpec {
            effect: |of| matches!(of, Quantity::Mass | Quantity::Goods(_)).then_some(EffectKind::Raise),
            mend: "write 10Mt or 1500kt",
            bare: kt,
        }),
    };

    /// The flows that are meant are this share of what they are.
    Scale = "scale" EffectSpec {
        action: Action::Grow(Growth::Flows), value: EffectValue::Number("", 100.0), row: ChangesRow::Nowhere,
    },
    flag
    /// Flows are this share of what they are.
    Scale = "scale" FlagSpec {
        help: "Flows grow or shrink to this share of what they are: `origin=KAZ,cargo=crude:110%`",
        example: "for example origin=KAZ,cargo=crude:110%",
        amount: Some(AmountSpec {
            effect: |of| (of == Quantity::Share).then_some(EffectKind::Scale),
            mend: "write 110%",
            bare: |value| Amount { value, of: Quantity::Share },
        }),
    };

    /// The rows that a scenario brings are there.
    Build = "build" EffectSpec { action: Action::Grow(Growth::Rows), value: EffectValue::Absent, row: ChangesRow::Nowhere };

    /// Only with a document.
    Require = "require" EffectSpec { action: Action::Require, value: EffectValue::Document, row: ChangesRow::Nowhere };

    /// Secondary-sanctions risk: nothing is closed.
    SecondarySanctions = "secondary_sanctions" EffectSpec { action: Action::SecondarySanctions, value: EffectValue::SecondarySanctions, row: ChangesRow::Nowhere };

    /// A share of a link's own cost more: an imported network has one rate, an atlas many, so no answer has it.
    #[schemars(skip)]
    RateShare = "rate_share" EffectSpec {
        action: Action::Charge(Per::OwnCost), value: EffectValue::Absent, row: ChangesRow::OnImported(-1.0, 1e5),
    };
}

impl EffectKind {
    /// Those that scenario files know: those with an amount, then the others.
    pub fn in_scenarios() -> impl Iterator<Item = Self> {
        let is_number = |kind: &Self| matches!(kind.spec().value, EffectValue::Number(..));
        let others = |kind: &Self| !matches!(kind.spec().value, EffectValue::Number(..) | EffectValue::Absent);
        let all = Self::ALL.iter().copied();
        all.clone().filter(is_number).chain(all.filter(others))
    }

    /// Those that rows of changes know: what changes an arc, then limits.
    pub fn in_changes() -> impl Iterator<Item = Self> {
        let known = Self::ALL.iter().copied().filter(|kind| kind.spec().row != ChangesRow::Nowhere);
        let is_limit = |kind: &Self| kind.spec().action.is_limit();
        known.clone().filter(move |kind| !is_limit(kind)).chain(known.filter(is_limit))
    }

    /// Their keys, for people.
    #[must_use]
    pub fn keys(kinds: impl Iterator<Item = Self>) -> String {
        kinds.map(Self::as_str).collect::<Vec<_>>().join(", ")
    }
}

/// What a measure does: one each.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Not passed, or not traded at all.
    Close,
    /// What takes an amount, in the unit of its key.
    Amount(EffectKind, Ranged<f64>),
    /// Passed, or traded, only with this document.
    Require(Id),
    /// The rows that this scenario brings are there.
    Build(Id),
    /// Nothing is closed; those who are not bound and wary of the authority have this to fear.
    SecondarySanctions(SecondaryKind),
}

impl Effect {
    /// Without its amount.
    #[must_use]
    pub fn kind(&self) -> EffectKind {
        match self {
            Self::Close => EffectKind::Close,
            Self::Amount(kind, _) => *kind,
            Self::Require(_) => EffectKind::Require,
            Self::SecondarySanctions(_) => EffectKind::SecondarySanctions,
            Self::Build(_) => EffectKind::Build,
        }
    }

    /// What it does.
    #[must_use]
    pub fn action(&self) -> Action {
        self.kind().spec().action
    }

    /// How much, in the unit of its key; one that closes has none.
    #[must_use]
    pub fn amount(&self) -> Option<&Ranged<f64>> {
        if let Self::Amount(_, amount) = self { Some(amount) } else { None }
    }

    /// The value of its amount; 0 where it takes none.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.amount().map_or(0.0, |amount| amount.value)
    }

    /// The document that it requires.
    #[must_use]
    pub fn document(&self) -> Option<&Id> {
        if let Self::Require(document) = self { Some(document) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_on_an_atlas_has_a_flag_that_reads_its_own_effect() {
        for kind in EffectKind::ALL.iter().filter(|kind| matches!(kind.spec().row, ChangesRow::Anywhere(..))) {
            let Some(flag) = kind.flag() else { panic!("{kind}: it has no flag") };
            let takes_amount = matches!(kind.spec().value, EffectValue::Number(..));
            let read = flag.spec().amount.map(|amount| amount.of_bare(2.0)).map(|own| own.value);
            let of = flag.spec().amount.and_then(|amount| (amount.effect)(amount.of_bare(2.0).of));
            assert_eq!((of, read), (takes_amount.then_some(*kind), takes_amount.then_some(2.0)), "{kind}");
        }
    }

    #[test]
    fn the_unit_of_an_amount_says_of_which_effect_it_is() {
        let read = |flag: InlineEffect, text| {
            let amount = Amount::parse(text).unwrap();
            (flag.spec().amount.unwrap().effect)(amount.of).map(|kind| (kind, amount.value))
        };
        assert_eq!(read(InlineEffect::Limit, "100%"), Some((EffectKind::LimitShare, 1.0)));
        assert_eq!(read(InlineEffect::Limit, "1.5kt"), Some((EffectKind::Limit, 1.5)));
        assert_eq!(read(InlineEffect::Charge, "+5%"), Some((EffectKind::ChargeShare, 0.05)));
        assert_eq!(read(InlineEffect::Quota, "5%"), None);
        assert_eq!(read(InlineEffect::Delay, "3kt"), None);
    }

    #[test]
    fn a_saved_number_without_a_unit_is_what_it_was() {
        let bare = |flag: InlineEffect, number| flag.spec().amount.unwrap().of_bare(number);
        assert_eq!(bare(InlineEffect::Limit, 1.0), Amount { value: 1.0, of: Quantity::Share });
        assert_eq!(bare(InlineEffect::Limit, 1.5), Amount { value: 1.5, of: Quantity::Mass });
        assert_eq!(bare(InlineEffect::Charge, 3.9), Amount { value: 3.9, of: Quantity::UsdPerTonne });
        assert_eq!(bare(InlineEffect::Delay, 78.0), Amount { value: 78.0, of: Quantity::Time });
    }
}
