//! What changes in the law of routes: one row per measure or exception and day.

use serde::{Deserialize, Serialize};

use super::{Day, Metadata, Verdict};
use crate::model::string_enum;
use crate::summary::{ColumnKind, Table};

string_enum! {
    /// What a measure or an exception does on a day.
    LawChange {
        /// It applies from this day.
        Applies = "applies",
        /// It applies no longer.
        Ends = "ends",
        /// It applies as before, with another verdict: a price cap, a list, an owner changed.
        Changes = "changes",
        /// A risk of secondary sanctions begins.
        RiskApplies = "risk applies",
        /// The risk ends.
        RiskEnds = "risk ends",
    }
}

/// A measure or an exception that begins, ends or says something else for routes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct LegalChange {
    /// The first day on which it is so.
    pub date: Day,
    /// Id of the measure or exception; `AUTHORITY:unknown` where its law is not known or was not searched.
    pub id: String,
    /// What it is called; of law that is not known what must be known.
    pub title: Option<String>,
    /// Sanctioning authority.
    pub authority: String,
    /// What it does.
    pub change: LawChange,
    /// The worst verdict by the measure before; none: it said nothing.
    pub was: Option<Verdict>,
    /// The worst verdict by the measure from this day; none: it says nothing.
    pub became: Option<Verdict>,
    /// Flow ids, or the trade that was asked for as `FROM > TO`.
    pub routes: Vec<String>,
}

/// What changes, as a table for data frames and one for people.
pub(super) struct Changes<'a> {
    pub head: &'a Metadata,
    pub all: &'a [LegalChange],
    /// One route needs no name.
    pub one: bool,
}

impl Changes<'_> {
    pub fn named(&self) -> Table {
        self.head
            .table(self.all)
            .data("date", |own| own.date)
            .data("change", |own| own.change)
            .data("id", |own| own.id.as_str())
            .data("title", |own| own.title.clone())
            .data("authority", |own| own.authority.as_str())
            .data("was", |own| own.was)
            .data("became", |own| own.became)
            .data("routes", |own| own.routes.clone())
            .into()
    }

    pub fn shown(&self) -> Table {
        let verdict = |verdict: Option<Verdict>| verdict.map(Verdict::in_words);
        Table::of(self.all)
            .shown("Date", ColumnKind::Text, |own| own.date)
            .shown("Change", ColumnKind::Text, |own| own.change)
            .shown("Id", ColumnKind::Id, |own| own.id.as_str())
            .shown("Was", ColumnKind::Text, move |own| verdict(own.was))
            .shown("Became", ColumnKind::Text, move |own| verdict(own.became))
            .when(!self.one, |rows| rows.shown("Routes", ColumnKind::Fixed(0), |own| own.routes.len() as f64))
            .shown("Title", ColumnKind::Text, |own| own.title.clone())
            .into()
    }
}

impl LegalChange {
    pub(super) fn in_words(&self) -> String {
        let became = self.became.map_or("says nothing more", Verdict::in_words);
        let many = if self.routes.len() > 1 { format!(", {} routes", self.routes.len()) } else { String::new() };
        format!("{} {} ({became}{many})", self.date, self.id)
    }
}
