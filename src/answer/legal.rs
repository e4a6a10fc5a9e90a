//! The answer to `legal`.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::legal_changes::{Changes, LegalChange};
use super::{Act, Confidence, Day, Metadata, Nexus, Report, SecondarySanctions, Strictness, Verdict};
use crate::model::string_enum;
use crate::summary::{ColumnKind, Summary, Table, counted};

string_enum! {
    /// What is shown of an answer on the law of several days.
    Shown {
        /// Every act on every day.
        Acts = "acts",
        /// What changes from day to day.
        Changes = "changes",
    }
}

/// What the law says of routes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Legal {
    /// Which program, atlas and scenario.
    #[serde(flatten)]
    pub head: Metadata,
    /// The last day for which all law that was asked is known; none: some of it is not known at all.
    pub law_horizon: Option<Day>,
    /// The first day on which routes are judged.
    pub since: Day,
    /// The last day up to which changes are named.
    pub until: Day,
    /// What is shown: with `--dates` changes alone, unless all is asked for.
    pub shown: Shown,
    /// One per route; with `--dates` one for each day on which the route's law changes.
    pub rows: Vec<LegalRow>,
    /// With `--dates` all that changes, by day; else what gives another verdict after the day.
    pub changes: Vec<LegalChange>,
    /// The measures and exceptions that rule, with where to read them.
    pub texts: Vec<LawText>,
}

/// A measure or an exception that rules on a route, and where it can be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
pub struct LawText {
    /// Id of the measure or exception.
    pub id: String,
    /// What it is called.
    pub title: Option<String>,
    /// Ids of its sources.
    pub source: Vec<String>,
    /// The addresses at which their publishers show them.
    pub url: Vec<String>,
}

/// A list that a party is on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct OnList {
    /// Sanctioning authority.
    pub authority: String,
    /// Id of its programme; none: of a vessel.
    pub programme: Option<String>,
    /// The first day on which it is listed; none: it is owned, or the day is not known.
    pub since: Option<Day>,
    /// Not listed itself, but it belongs to listed parties by the authority's test.
    pub owned: bool,
}

/// What the law says of one route on one day.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct LegalRow {
    /// Flow id; none: the trade that was asked for.
    pub flow: Option<String>,
    /// Id of the place or country where it starts.
    pub from: String,
    /// Id of the place or country where it ends.
    pub to: String,
    /// Ids of its links in order of passage.
    pub links: Vec<String>,
    /// The day on which it is judged.
    pub date: Day,
    /// The worst verdict over all acts.
    pub verdict: Verdict,
    /// Does it rest on a low confidence, or a text that was not seen?
    pub unsure: bool,
    /// Each act of each party with what is said of it; an act of which nothing is said is open.
    pub acts: Vec<ActRow>,
    /// Ids of the documents it takes, and what must be known to say more, as sentences.
    pub needs: Vec<String>,
    /// Secondary-sanctions risks of parties that are wary of the authority.
    pub secondary_sanctions: Vec<SecondarySanctions>,
    /// Acts for which no party was named.
    pub not_judged: Vec<Act>,
    /// The last day for which the law asked here is known; none: some of it is not known at all.
    pub law_horizon: Option<Day>,
}

/// What one measure says of one act.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ActRow {
    /// The act.
    pub act: Act,
    /// Id of the party or code of the country that does it; none: no one in particular.
    pub party: Option<String>,
    /// What the measure makes of it.
    pub verdict: Verdict,
    /// Sanctioning authority: `EU`; none: nothing is said.
    pub authority: Option<String>,
    /// By what it binds; none: nothing is said.
    pub nexus: Option<Nexus>,
    /// Measure id; none: nothing is said, or the law is not known.
    pub measure: Option<String>,
    /// Id of the exception that lifts it, or would.
    pub exception: Option<String>,
    /// Would another party, not bound, open it?
    pub replaceable: bool,
    /// How sure the reading is; none: there is no text to read.
    pub conf: Option<Confidence>,
    /// Does it rest on a low confidence, or a text that was not seen?
    pub unsure: bool,
    /// Ids of documents, and what must be known, as sentences.
    pub needs: Vec<String>,
    /// Lists that the party is on or belongs to, whether or not the measure names them.
    pub listed: Vec<OnList>,
    /// Ids of the links and places that it is about; empty: the route as a whole.
    pub at: Vec<String>,
}

/// Up to so many routes are shown act by act.
const SHOWN: usize = 8;

impl Report for Legal {
    has_metadata!();

    fn is_finding(&self, strictness: Strictness) -> bool {
        let shut = |row: &LegalRow| row.verdict.is_finding();
        strictness == Strictness::Strict && self.rows.iter().any(shut)
    }

    fn summarize(&self, page: &mut Summary) {
        let dated = self.since < self.until && self.is_of_days();
        let routes = counted(self.routes() as u64, "route");
        let about = if dated { format!("{routes} from {} to {}", self.since, self.until) } else { routes };
        self.head.title_on_day(page, &about);
        let known = self.law_horizon.map(|day| format!("by law known up to {day}"));
        let known = known.unwrap_or_else(|| self.gaps().join("; "));
        page.faint(format!("{known}; a reading of sources, not advice"));
        unread(page, self.rows.iter().flat_map(|row| &row.acts));
        if dated {
            self.verdicts(page);
        }
        match self.shown {
            Shown::Changes => self.alone(page),
            Shown::Acts => self.in_full(page),
        }
    }
}

/// How many rulings rest on what no one read.
fn unread<'r>(page: &mut Summary, acts: impl Iterator<Item = &'r ActRow>) {
    let rulings: Vec<&ActRow> = acts.filter(|act| act.conf.is_some()).collect();
    let unsure = rulings.iter().filter(|act| act.unsure).count();
    if unsure > 0 {
        let rest = if unsure == 1 { "rests" } else { "rest" };
        let all = counted(rulings.len() as u64, "ruling");
        page.faint(format!("{unsure} of {all} {rest} on a text that was not read, or on a reading of low confidence"));
    }
}

impl Legal {
    /// Whose law is not known on the days, and whose no one searched.
    fn gaps(&self) -> Vec<String> {
        let acts = || self.rows.iter().flat_map(|row| &row.acts).filter(|act| act.measure.is_none());
        let of = |verdict: Verdict| -> BTreeSet<&str> {
            acts().filter(|act| act.verdict == verdict).filter_map(|act| act.authority.as_deref()).collect()
        };
        let gap = |what: &str, all: BTreeSet<&str>| {
            (!all.is_empty()).then(|| format!("{what}: {}", all.into_iter().collect::<Vec<_>>().join(", ")))
        };
        let gaps =
            [gap("law not searched", of(Verdict::NotSearched)), gap("law not known on the day", of(Verdict::Unknown))];
        let gaps: Vec<String> = gaps.into_iter().flatten().collect();
        // What is not known was taken for open or for prohibited, as asked.
        if gaps.is_empty() { vec!["some of the law asked is not known".into()] } else { gaps }
    }

    /// Was it asked for several days?
    fn is_of_days(&self) -> bool {
        self.shown == Shown::Changes || self.rows.iter().any(|row| row.date != self.since)
    }

    /// Each route is judged on the first day.
    fn routes(&self) -> usize {
        self.rows.iter().filter(|row| row.date == self.since).count()
    }

    /// How many routes have which verdict on the first day, and on the last.
    fn verdicts(&self, page: &mut Summary) {
        let first: Vec<Verdict> =
            self.rows.iter().filter(|row| row.date == self.since).map(|row| row.verdict).collect();
        // Rows of a route follow each other: the last before the next first one is of the last day.
        let next = self.rows.iter().skip(1).map(Some).chain([None]);
        let last = self.rows.iter().zip(next).filter(|(_, next)| next.is_none_or(|next| next.date == self.since));
        let last: Vec<Verdict> = last.map(|(row, _)| row.verdict).collect();
        page.text(format!("{}: {}. {}: {}.", self.since, tally(&first), self.until, tally(&last)));
    }

    /// What changes and nothing else.
    fn alone(&self, page: &mut Summary) {
        page.table(self.changes().named());
        if self.changes.is_empty() {
            page.text("Nothing changes.");
            return;
        }
        page.heading("Changes");
        page.table(self.changes().shown());
        page.faint(
            "Every act on every day: --full. A list reaches only who was named: --party, --goods-owner, --actor.",
        );
    }

    /// Every route, act by act, and what changes.
    fn in_full(&self, page: &mut Summary) {
        page.table(self.data());
        page.heading("Routes");
        page.table(self.overview());
        if self.is_of_days() {
            page.headed("Changes", self.changes().shown());
        } else if let Some(later) = self.later() {
            page.text(later);
        }
        // Each route has a table of its own; many of them are left to JSON and CSV.
        if self.rows.len() > SHOWN {
            page.text("Act by act: in JSON and CSV, or for fewer routes.");
        } else {
            self.rows.iter().for_each(|row| row.summarize(page));
        }
        page.headed("Texts", self.readings());
    }

    /// Where to read what rules.
    fn readings(&self) -> Table {
        Table::of(&self.texts)
            .shown("Id", ColumnKind::Id, |own| own.id.as_str())
            .shown("Title", ColumnKind::Text, |own| own.title.clone())
            .shown("Read at", ColumnKind::Id, |own| own.url.clone())
            .into()
    }

    fn changes(&self) -> Changes<'_> {
        Changes { head: &self.head, all: &self.changes, one: self.routes() == 1 }
    }

    /// What gives another verdict after the day.
    fn later(&self) -> Option<String> {
        let (some, rest) = self.changes.split_at(self.changes.len().min(SHOWN));
        let told: Vec<String> = some.iter().map(LegalChange::in_words).collect();
        let more = if rest.is_empty() { String::new() } else { format!("; and {} more, see --dates", rest.len()) };
        (!told.is_empty()).then(|| format!("Since then, up to {}: {}{more}.", self.until, told.join("; ")))
    }
}

/// `2 exempt, 1 prohibited`, the worst first.
fn tally(verdicts: &[Verdict]) -> String {
    let count = |verdict: &Verdict| verdicts.iter().filter(|own| *own == verdict).count();
    let all = Verdict::ALL.iter().rev().filter(|verdict| count(verdict) > 0);
    all.map(|verdict| format!("{} {}", count(verdict), verdict.in_words())).collect::<Vec<_>>().join(", ")
}

impl Legal {
    /// A row per act.
    fn data(&self) -> Table {
        let acts = self.rows.iter().flat_map(|row| row.acts.iter().map(move |act| (row, act)));
        let secondary_sanctions = |row: &LegalRow| {
            row.secondary_sanctions.iter().map(|secondary| secondary.measure.clone()).collect::<Vec<_>>()
        };
        self.head
            .table(acts)
            .data("flow", |(row, _)| row.flow.clone())
            .data("from", |(row, _)| row.from.as_str())
            .data("to", |(row, _)| row.to.as_str())
            .data("links", |(row, _)| row.links.clone())
            .data("date", |(row, _)| row.date)
            .data("route_verdict", |(row, _)| row.verdict)
            .data("act", |(_, act)| act.act)
            .data("party", |(_, act)| act.party.clone())
            .data("verdict", |(_, act)| act.verdict)
            .data("authority", |(_, act)| act.authority.clone())
            .data("nexus", |(_, act)| act.nexus)
            .data("measure", |(_, act)| act.measure.clone())
            .data("exception", |(_, act)| act.exception.clone())
            .data("replaceable", |(_, act)| act.replaceable)
            .data("conf", |(_, act)| act.conf)
            .data("unsure", |(_, act)| act.unsure)
            .data("needs", |(_, act)| act.needs.clone())
            .data("listed", |(_, act)| act.listed.iter().map(OnList::in_words).collect::<Vec<_>>())
            .data("at", |(_, act)| act.at.clone())
            .data("secondary_sanctions", |(row, _)| secondary_sanctions(row))
            .into()
    }

    fn overview(&self) -> Table {
        Table::of(&self.rows)
            .when(self.is_of_days(), |rows| rows.shown("Date", ColumnKind::Text, |row| row.date))
            .shown("Flow or trade", ColumnKind::Id, |row| row.name(" > "))
            .shown("Verdict", ColumnKind::Text, |row| row.verdict.in_words())
            .shown("Because of", ColumnKind::Text, |row| row.causes())
            .shown("Secondary-sanctions risk", ColumnKind::Text, |row| row.secondary_sanctions())
            .shown("Needs", ColumnKind::Text, |row| row.needs.join(", "))
            .into()
    }
}

impl LegalRow {
    fn name(&self, between: &str) -> String {
        self.flow.clone().unwrap_or_else(|| format!("{}{between}{}", self.from, self.to))
    }

    /// What the worst verdict is due to.
    fn causes(&self) -> Vec<String> {
        let mut causes: Vec<String> = Vec::new();
        for act in self.acts.iter().filter(|act| act.verdict == self.verdict) {
            // An act of which no measure speaks has no authority.
            let Some(authority) = &act.authority else { continue };
            let cause = act.measure.clone().unwrap_or_else(|| format!("law of {authority}"));
            if !causes.contains(&cause) {
                causes.push(cause);
            }
        }
        causes
    }

    fn secondary_sanctions(&self) -> Vec<String> {
        let mut authorities: Vec<String> =
            self.secondary_sanctions.iter().map(|secondary| secondary.authority.clone()).collect();
        authorities.dedup();
        authorities
    }

    fn summarize(&self, page: &mut Summary) {
        page.heading(format!("{}, {}: {}", self.name(" to "), self.date, self.verdict.in_words()));
        page.text(format!("by {}", self.links.join(", ")));
        page.table(
            Table::of(&self.acts)
                .shown("Act", ColumnKind::Text, |act| act.act)
                .shown("Party", ColumnKind::Id, |act| act.party.clone())
                .none("anyone")
                .shown("Verdict", ColumnKind::Text, |act| act.verdict_with_remedy())
                .shown("By", ColumnKind::Text, |act| {
                    joined([act.authority.clone(), act.nexus.map(|nexus| nexus.to_string())])
                })
                .shown("Ruling", ColumnKind::Text, |act| act.ruling())
                .shown("Conf", ColumnKind::Text, |act| act.conf)
                .shown("Needs", ColumnKind::Text, |act| act.needs.join(", ")),
        );
        self.secondary_sanctions.iter().for_each(|secondary| page.text(secondary.sentence()));
    }
}

impl ActRow {
    fn verdict_with_remedy(&self) -> String {
        // An owner that is listed is never just open, even where no measure of this trade names the act.
        if self.verdict == Verdict::Open && !self.listed.is_empty() {
            return "open, but listed".into();
        }
        // Another party is the remedy of what is prohibited, so other verdicts do not name it.
        let replaced = if self.replaceable && self.verdict == Verdict::Prohibited { ", replaceable" } else { "" };
        format!("{}{replaced}", self.verdict.in_words())
    }

    /// The measure and what lifts it; of an act without one the lists that its party is on.
    fn ruling(&self) -> String {
        if self.authority.is_none() && !self.listed.is_empty() {
            return self.listed.iter().map(OnList::in_words).collect::<Vec<_>>().join(", ");
        }
        joined([self.measure.clone(), self.exception.as_ref().map(|own| format!("but {own}"))])
    }
}

impl OnList {
    /// `listed by US/russia from 2025-10-22`.
    pub(crate) fn in_words(&self) -> String {
        let programme = self.programme.as_ref().map(|own| format!("/{own}")).unwrap_or_default();
        let list = format!("{}{programme}", self.authority);
        match self.since {
            _ if self.owned => format!("belongs to parties listed by {list}"),
            Some(day) => format!("listed by {list} from {day}"),
            None => format!("listed by {list}"),
        }
    }
}

fn joined(parts: [Option<String>; 2]) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
