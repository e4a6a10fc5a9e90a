//! The answer to `owners`.

use serde::{Deserialize, Serialize};

use super::{Comparison, Confidence, HoldingKind, Metadata, Owner, Report, SourceLine};
use crate::model::string_enum;
use crate::summary::{ColumnKind, Summary, Table, named};

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
    /// What each test in force says.
    pub tests: Vec<OwnershipVerdict>,
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
    /// Was the text of all of them seen? If not, the verdict is to be read with a question mark.
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
        self.head.title(page, &format!("{}: {}", self.id, self.name));
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
            .shown("Verdict", ColumnKind::Text, |test| test.verdict_with_doubt())
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

impl OwnershipVerdict {
    /// A verdict that rests on a text which no one saw, or on a range, carries a question mark.
    fn verdict_with_doubt(&self) -> String {
        // Each of these alone makes the verdict unsure.
        let sure = self.text_seen && self.conf != Confidence::Low && self.uncertain.is_empty();
        format!("{}{}", self.verdict, if sure { "" } else { "?" })
    }

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
