//! The answer to `owners`.

use serde::{Deserialize, Serialize};

use super::{Comparison, Confidence, Day, HoldingKind, Metadata, Owner, Report, SourceLine};
use crate::model::string_enum;
use crate::summary::{ColumnKind, Summary, Table, counted, named};

string_enum! {
    /// What an ownership test says of a company.
    OwnershipStatus {
        /// It is listed itself.
        Listed = "listed",
        /// Listed parties own enough of it.
        Owned = "owned",
        /// A listed party controls it, or appoints most of its board.
        Controlled = "controlled",
        /// None of these.
        Not = "not",
        /// The atlas has none of the authority's listings, or knows so few of the company's own holders that the rest could
        /// meet the test.
        Unknown = "unknown",
    }
}

string_enum! {
    /// What of a party's listings and owners changes.
    OwnersChanged {
        /// An authority lists the party.
        Listed = "listed",
        /// It lists it no longer.
        Delisted = "delisted",
        /// A measure that names the party begins.
        Named = "named",
        /// It ends.
        Unnamed = "named no longer",
        /// Someone holds a part of the company.
        Held = "held",
        /// They hold it no longer.
        Unheld = "held no longer",
    }
}

/// A list that the party is on, or a measure that names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct PartyListing {
    /// Sanctioning authority: `US`.
    pub authority: String,
    /// Id of its programme; none: a measure without one names the party.
    pub programme: Option<String>,
    /// Id of the measure that names the party; none: it is on the list of a programme.
    pub measure: Option<String>,
    /// The first day; none: not known.
    pub since: Option<Day>,
    /// The last day; none: still.
    pub until: Option<Day>,
    /// How sure that is; none: not said.
    pub conf: Option<Confidence>,
    /// Was the text of the act seen?
    pub text_seen: bool,
}

/// What is otherwise on a later day.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
pub struct OwnersChange {
    /// The first day on which it is so.
    pub date: Day,
    /// Id of the party: the one asked about, or one that holds it.
    pub party: String,
    /// What changes.
    pub change: OwnersChanged,
    /// The authority and its programme, `US/russia`; the measure; or who is held.
    pub by: String,
}

/// Who owns a company.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Owners {
    /// Which program, atlas and scenario.
    #[serde(flatten)]
    pub head: Metadata,
    /// Party id of the company.
    pub id: String,
    /// As people call it.
    pub name: String,
    /// Ids of the places and links that it runs.
    pub operates: Vec<String>,
    /// Who holds it, and who holds those, in force on the day: nearest first.
    pub owners: Vec<Owner>,
    /// The lists that the party is on, and the measures that name it, on the day.
    pub listings: Vec<PartyListing>,
    /// What each test in force says.
    pub tests: Vec<OwnershipVerdict>,
    /// What changed after the day: listings and holdings of the party and of those who hold it.
    pub changes: Vec<OwnersChange>,
    /// What the holdings, listings and tests rest on.
    pub sources: Vec<SourceLine>,
}

/// What one authority's test says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct OwnershipVerdict {
    /// Sanctioning authority whose test it is: `US`.
    pub authority: String,
    /// Id of its programme for whose listings the test is.
    pub programme: String,
    /// What the test says.
    pub verdict: OwnershipStatus,
    /// Percent that is held against the threshold: of all listed parties where shares add up, else of the one that has
    /// most.
    pub counted: f64,
    /// With every share at its low.
    pub counted_low: f64,
    /// With every share at its high.
    pub counted_high: f64,
    /// What all listed parties hold together, in percent, whether or not the test adds it up.
    pub summed: f64,
    /// What would be counted if a trustee's share were its beneficiary's.
    pub counted_beneficiary: f64,
    /// What the test would say if a trustee's share were its beneficiary's.
    pub verdict_beneficiary: OwnershipStatus,
    /// Percent.
    pub threshold: f64,
    /// Whether as much as the threshold is enough.
    pub comparison: Comparison,
    /// By how much the threshold is missed, in percent; below 0: by how much it is passed.
    pub missed_by: f64,
    /// Do shares of all listed parties add up?
    pub aggregate: bool,
    /// Holdings whose place within its range alone changes the verdict, as `holder > held`.
    pub uncertain: Vec<String>,
    /// What is counted, holding by holding.
    pub chains: Vec<OwnershipChain>,
    /// How sure the weakest of the rule and the listings in force under it is.
    pub conf: Confidence,
    /// Was the text of all of them seen?
    pub text_seen: bool,
}

/// One chain of what is counted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct OwnershipChain {
    /// Party ids, from a listed party to the company.
    pub parties: Vec<String>,
    /// Percent that the last but one holds of the company; none: control.
    pub share_pct: Option<f64>,
    /// What that holding is.
    pub kind: HoldingKind,
}

impl OwnershipChain {
    /// The chain and what is held at its end, for people.
    pub(crate) fn in_words(&self) -> String {
        let share = self.share_pct.map_or_else(|| self.kind.to_string(), |share| format!("{share} %"));
        format!("{} ({share})", self.parties.join(" > "))
    }
}

/// So much of what it runs is named.
const SHOWN: usize = 10;

impl Report for Owners {
    has_metadata!();

    fn summarize(&self, page: &mut Summary) {
        self.head.title_on_day(page, &format!("{}: {}", self.id, self.name));
        self.unread(page);
        page.text(self.listed());
        if !self.changes.is_empty() {
            let changes: Vec<String> = self.changes.iter().map(|own| own.in_words(&self.id)).collect();
            page.text(format!("Since then: {}.", changes.join(", ")));
        }
        if !self.operates.is_empty() {
            page.text(format!("runs {}", named(&self.operates, SHOWN)));
        }
        if self.owners.is_empty() {
            page.text("no one is known to hold it");
        }
        page.headed("Owners", self.holders());
        if self.tests.is_empty() {
            page.text("no ownership test is in force in this atlas on that day");
        }
        page.headed("Tests", self.table());
        self.tests.iter().for_each(|test| test.reasons(page));
    }
}

/// A range that is one.
fn range(low: f64, high: f64) -> Option<String> {
    (low < high).then(|| format!("{low} to {high}"))
}

impl Owners {
    /// Is it listed, by whom, since when?
    fn listed(&self) -> String {
        if self.listings.is_empty() {
            return "Listed by no authority of this atlas.".into();
        }
        let told: Vec<String> = self.listings.iter().map(PartyListing::in_words).collect();
        format!("Listed: {}.", told.join(", "))
    }

    /// How many tests rest on what no one read.
    fn unread(&self, page: &mut Summary) {
        let unread = self.tests.iter().filter(|test| !test.text_seen || test.conf == Confidence::Low).count();
        if unread > 0 {
            let rest = if unread == 1 { "rests" } else { "rest" };
            let all = counted(self.tests.len() as u64, "test");
            page.faint(format!(
                "{unread} of {all} {rest} on a text that was not read, or on a reading of low confidence"
            ));
        }
    }

    fn holders(&self) -> Table {
        Table::of(&self.owners)
            .shown("Holder", ColumnKind::Text, |own| own.holder.as_str())
            .shown("Held", ColumnKind::Text, |own| own.held.as_str())
            .shown("Kind", ColumnKind::Text, |own| own.kind)
            .shown("Percent", ColumnKind::Plain, |own| own.share_pct.map(|share| share.to_string()))
            .none("")
            .shown("Range", ColumnKind::Text, |own| range(own.share_pct_low?, own.share_pct_high?))
            .into()
    }

    fn table(&self) -> Table {
        let chains = |test: &OwnershipVerdict| test.chains.iter().map(OwnershipChain::in_words).collect::<Vec<_>>();
        Table::of(&self.tests)
            .data("id", |_| self.id.as_str())
            .column("authority", "Authority", ColumnKind::Text, |test| test.authority.as_str())
            .column("programme", "Programme", ColumnKind::Text, |test| test.programme.as_str())
            .data("verdict", |test| test.verdict)
            .shown("Verdict", ColumnKind::Text, |test| test.verdict)
            .data("counted", |test| test.counted)
            .shown("Counted %", ColumnKind::Plain, |test| test.counted.to_string())
            .data("counted_low", |test| test.counted_low)
            .data("counted_high", |test| test.counted_high)
            .shown("Range", ColumnKind::Text, |test| range(test.counted_low, test.counted_high))
            .shown("Needed", ColumnKind::Text, |test| test.needed())
            .data("summed", |test| test.summed)
            .shown("Together %", ColumnKind::Plain, |test| test.summed.to_string())
            .data("counted_beneficiary", |test| test.counted_beneficiary)
            .data("verdict_beneficiary", |test| test.verdict_beneficiary)
            .shown("Trustee aside", ColumnKind::Text, |test| test.trustee_aside())
            .data("comparison", |test| test.comparison)
            .data("threshold", |test| test.threshold)
            .data("missed_by", |test| test.missed_by)
            .data("aggregate", |test| test.aggregate)
            .data("uncertain", |test| test.uncertain.join("; "))
            .data("chains", |test| chains(test).join("; "))
            .data("conf", |test| test.conf)
            .data("text_seen", |test| test.text_seen)
            .into()
    }
}

impl PartyListing {
    /// `US/russia from 2025-10-22`.
    fn in_words(&self) -> String {
        let programme = self.programme.as_ref().map(|own| format!("/{own}")).unwrap_or_default();
        let list = self.measure.clone().unwrap_or_else(|| format!("{}{programme}", self.authority));
        let since = self.since.map(|day| format!(" from {day}")).unwrap_or_default();
        let until = self.until.map(|day| format!(" to {day}")).unwrap_or_default();
        format!("{list}{since}{until}")
    }
}

impl OwnersChange {
    /// `US/russia listed 2025-10-22`; another party than the one asked about is named.
    fn in_words(&self, id: &str) -> String {
        let party = if self.party == id { String::new() } else { format!(" {}", self.party) };
        let (what, by, date) = (self.change, &self.by, self.date);
        match what {
            OwnersChanged::Listed | OwnersChanged::Delisted => format!("{by} {what}{party} {date}"),
            OwnersChanged::Named => format!("{by} names{party} from {date}"),
            OwnersChanged::Unnamed => format!("{by} names{party} no longer from {date}"),
            OwnersChanged::Held => format!("{} holds {by} from {date}", self.party),
            OwnersChanged::Unheld => format!("{} holds {by} no longer from {date}", self.party),
        }
    }
}

impl OwnershipVerdict {
    fn needed(&self) -> String {
        let sign = match self.comparison {
            Comparison::AsMuch => "at least",
            Comparison::More => "more than",
        };
        format!("{sign} {}", self.threshold)
    }

    fn trustee_aside(&self) -> Option<String> {
        // Said only where a trustee's share makes a difference.
        let differs = (self.counted_beneficiary - self.counted).abs() > 0.0;
        differs.then(|| format!("{} {}", self.verdict_beneficiary, self.counted_beneficiary))
    }

    fn reasons(&self, page: &mut Summary) {
        for chain in &self.chains {
            page.text(format!("{} {}: {}", self.authority, self.programme, chain.in_words()));
        }
        if !self.uncertain.is_empty() {
            let held = self.uncertain.join(", ");
            page.text(format!("{} {}: uncertain, the range of {held} decides", self.authority, self.programme));
        }
    }
}
