//! The answer to `attribution`.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{EffectKind, Metadata, Report};
use crate::summary::{ColumnKind, Summary, money};

/// Which measures cause what a scenario does to flows: each measure's Shapley value.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Attribution {
    /// Which program, atlas and scenario.
    #[serde(flatten)]
    pub head: Metadata,
    /// Year of the flows.
    pub year: i16,
    /// All tonnes selected, kt a year.
    pub flow_kt: f64,
    /// Tonnes stranded under all measures and not in the baseline, kt a year.
    pub stranded_kt: f64,
    /// What transport costs more under all measures than in the baseline, USD a year.
    pub extra_usd: f64,
    /// Each measure that does something to these or other flows; the largest share first.
    pub measures: Vec<MeasureShare>,
    /// The smallest sets of measure ids that cause the whole loss by themselves: of what is stranded; where nothing is, of
    /// what it costs more.
    pub smallest: Vec<Vec<String>>,
    /// How many sets of measures there are.
    pub coalitions: u64,
    /// How many of these were solved: sets that close and charge the same only once.
    pub solved: u64,
    /// Ids of measures in force that change nothing for any flow of the year.
    pub idle: Vec<String>,
}

/// What one measure contributes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct MeasureShare {
    /// Measure id.
    pub id: String,
    /// What it does.
    pub effect: EffectKind,
    /// Its share of what is stranded, kt a year (Shapley value: what it adds on average over all orders of the measures).
    pub stranded_kt: f64,
    /// The same over all that is stranded; 0 where nothing is.
    pub share: f64,
    /// Its share of what transport costs more, USD a year, likewise.
    pub extra_usd: f64,
    /// Tonnes stranded under it alone, kt a year.
    pub alone_kt: f64,
    /// Tonnes stranded less when it alone is lifted, kt a year.
    pub last_kt: f64,
}

impl Report for Attribution {
    has_metadata!();

    fn years(&self) -> BTreeSet<i16> {
        [self.year].into()
    }

    fn summarize(&self, page: &mut Summary) {
        let (flow, stranded) = (page.unit.say(self.flow_kt), page.unit.say(self.stranded_kt));
        self.head.title(page, &format!("{flow} of {}", self.year));
        page.text(format!(
            "Under all measures {stranded} more are stranded, and transport costs {} more a year.",
            money(self.extra_usd)
        ));
        // Data frames have the columns even without a row, so the table follows in any case.
        if self.measures.is_empty() {
            page.text("No measure in force does anything to a flow of that year.");
        } else {
            page.heading("Shares of the loss (Shapley)");
        }
        let rows = self.head.table(&self.measures).data("year", |_| i64::from(self.year));
        let rows = rows.column("id", "Measure", ColumnKind::Id, |row| row.id.as_str());
        page.table(
            rows.column("effect", "Effect", ColumnKind::Text, |row| row.effect)
                .column("stranded_kt", "Mt", ColumnKind::Mass, |row| row.stranded_kt)
                .column("share", "Share", ColumnKind::Share, |row| row.share)
                .data("extra_usd", |row| row.extra_usd)
                // Shares of one measure are shown in millions, the whole above as fits.
                .shown("Million USD", ColumnKind::Fixed(1), |row| row.extra_usd / 1e6)
                .column("alone_kt", "Alone Mt", ColumnKind::Mass, |row| row.alone_kt)
                .column("last_kt", "Last Mt", ColumnKind::Mass, |row| row.last_kt),
        );
        // Without a measure there is no set to name.
        if self.measures.is_empty() {
            return;
        }
        for set in &self.smallest {
            page.text(format!("The whole loss is caused by {} alone.", set.join(" and ")));
        }
        page.faint(format!("{} sets of measures, {} of them different", self.coalitions, self.solved));
        if !self.idle.is_empty() {
            page.faint(format!("in force, and nothing to these flows: {}", self.idle.join(", ")));
        }
    }
}
