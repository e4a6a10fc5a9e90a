//! The answer to `legal`.

use serde::{Deserialize, Serialize};

use super::{Act, Confidence, Day, Metadata, Nexus, Report, SecondarySanctions, Strictness, Verdict};
use crate::summary::{ColumnKind, Summary, Table, counted};

/// What the law says of routes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Legal {
    /// Which program, atlas and scenario.
    #[serde(flatten)]
    pub head: Metadata,
    /// The last day for which all law that was asked is known; none: some of it is not known at all.
    pub law_horizon: Option<Day>,
    /// One per route; with `--dates` one for each day on which the route's law changes.
    pub rows: Vec<LegalRow>,
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
    /// Ids of the links and places that it is about; empty: the route as a whole.
    pub at: Vec<String>,
}

/// Up to so many routes are shown act by act.
const SHOWN: usize = 8;

impl Report for Legal {
    has_metadata!();

    fn is_finding(&self, strictness: Strictness) -> bool {
        let shut = |row: &LegalRow| matches!(row.verdict, Verdict::Prohibited | Verdict::Unknown);
        strictness == Strictness::Strict && self.rows.iter().any(shut)
    }

    fn summarize(&self, page: &mut Summary) {
        self.head.title(page, &counted(self.rows.len() as u64, "route"));
        page.faint(match &self.law_horizon {
            Some(day) => format!("by law known up to {day}; a reading of sources, not advice"),
            None => "some of the law asked is not known; a reading of sources, not advice".into(),
        });
        page.table(self.data());
        page.heading("Routes");
        page.table(self.overview());
        // Each route has a table of its own; many of them are left to JSON and CSV.
        if self.rows.len() > SHOWN {
            page.text("Act by act: in JSON and CSV, or for fewer routes.");
        } else {
            self.rows.iter().for_each(|row| row.summarize(page));
        }
    }
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
            .data("at", |(_, act)| act.at.clone())
            .data("secondary_sanctions", |(row, _)| secondary_sanctions(row))
            .into()
    }

    fn overview(&self) -> Table {
        Table::of(&self.rows)
            .shown("Date", ColumnKind::Text, |row| row.date)
            .shown("Flow or trade", ColumnKind::Id, |row| row.name(" > "))
            .shown("Verdict", ColumnKind::Text, |row| sure(row.verdict, row.unsure))
            .shown("Because of", ColumnKind::Text, |row| row.causes())
            .shown("Secondary-sanctions risk", ColumnKind::Text, |row| row.secondary_sanctions())
            .shown("Needs", ColumnKind::Text, |row| row.needs.join(", "))
            .into()
    }
}

/// With a question mark where the reading is unsure.
fn sure(verdict: Verdict, unsure: bool) -> String {
    format!("{verdict}{}", if unsure { "?" } else { "" })
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
        let verdict = sure(self.verdict, self.unsure);
        page.heading(format!("{}, {}: {verdict}", self.name(" to "), self.date));
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
                .shown("Ruling", ColumnKind::Text, |act| {
                    joined([act.measure.clone(), act.exception.as_ref().map(|own| format!("but {own}"))])
                })
                .shown("Conf", ColumnKind::Text, |act| act.conf)
                .shown("Needs", ColumnKind::Text, |act| act.needs.join(", ")),
        );
        self.secondary_sanctions.iter().for_each(|secondary| page.text(secondary.sentence()));
        if !self.not_judged.is_empty() {
            let acts: Vec<&str> = self.not_judged.iter().map(|act| act.as_str()).collect();
            page.text(format!("Not judged, since no one was named: {}.", acts.join(", ")));
        }
    }
}

impl ActRow {
    fn verdict_with_remedy(&self) -> String {
        // Another party is the remedy of what is prohibited, so other verdicts do not name it.
        let replaced = if self.replaceable && self.verdict == Verdict::Prohibited { ", replaceable" } else { "" };
        sure(self.verdict, self.unsure) + replaced
    }
}

fn joined(parts: [Option<String>; 2]) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
