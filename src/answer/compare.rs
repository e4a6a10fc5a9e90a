//! The answer to `compare`.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Certificate, Day, Metadata, Ranges, Report, Strictness};
use crate::summary::{ColumnKind, Summary, Table, Unit, bar, billions, maybe, percent, signed};

/// Scenarios side by side.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Compare {
    /// Which program and atlas; the scenario is the baseline's (`none`).
    #[serde(flatten)]
    pub head: Metadata,
    /// What the scenarios are compared with.
    pub baseline: Baseline,
    /// In the order asked.
    pub scenarios: Vec<Outcome>,
    /// With `--ranges`: how far the headline figures can be trusted.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub ranges: Option<Ranges>,
}

/// The baseline of one reference date.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Baseline {
    /// Year of the flows.
    pub year: i16,
    /// Reference date.
    pub as_of: Day,
    /// All tonnes selected, assigned or not, kt a year.
    pub flow_kt: f64,
    /// Of these counted and not assigned (`assigned = false`).
    pub unassigned_kt: f64,
    /// Tonnes that arrive, kt a year.
    pub delivered_kt: f64,
    /// Tonnes for which there is no open route with room, kt a year.
    pub stranded_kt: f64,
    /// What the stranded tonnes are worth, USD a year.
    pub stranded_usd: f64,
    /// Tonnes whose route costs more than their reservation price, kt a year.
    pub uneconomic_kt: f64,
    /// Transport of all tonnes delivered, USD a year.
    pub cost_usd: f64,
    /// Tonnes by corridor, by id.
    pub corridors: Vec<CorridorUse>,
    /// Share that crosses each transit country, by id.
    pub countries: Vec<CountryUse>,
    /// Ids of the capacities that are full and missed.
    pub bottlenecks: Vec<String>,
    /// What proves the assignment.
    pub certificate: Certificate,
}

/// What one scenario does.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Outcome {
    /// Scenario id; several joined by `+`.
    pub id: String,
    /// Titles, joined likewise.
    pub title: String,
    /// Reference date.
    pub as_of: Day,
    /// Tonnes that arrive, kt a year.
    pub delivered_kt: f64,
    /// Tonnes for which there is no open route with room, kt a year.
    pub stranded_kt: f64,
    /// What the stranded tonnes are worth, USD a year.
    pub stranded_usd: f64,
    /// Tonnes whose route costs more than their reservation price, kt a year.
    pub uneconomic_kt: f64,
    /// What a delivered tonne costs more than the same flow did before, USD/t; none where nothing arrives.
    pub extra_usd_t: Option<f64>,
    /// How many days longer it takes; none where nothing arrives.
    pub extra_days: Option<f64>,
    /// Tonnes by corridor, by id.
    pub corridors: Vec<CorridorChange>,
    /// Share that crosses each transit country, by id.
    pub countries: Vec<CountryChange>,
    /// Ids of the capacities that are full and missed.
    pub bottlenecks: Vec<String>,
    /// What proves the assignment.
    pub certificate: Certificate,
    /// The baseline of its own reference date, where that is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Baseline>,
}

/// Tonnes on a corridor.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CorridorUse {
    /// Corridor of the first link out of the origin's country; where that has none the id of its line, else its own.
    pub id: String,
    /// Tonnes that leave so, kt a year.
    pub kt: f64,
}

/// Tonnes on a corridor against the baseline.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CorridorChange {
    /// Corridor of the first link out of the origin's country; where that has none the id of its line, else its own.
    pub id: String,
    /// Tonnes that leave so, kt a year.
    pub kt: f64,
    /// The same minus the baseline's.
    pub change_kt: f64,
}

/// Share that crosses a country.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CountryUse {
    /// ISO 3166 alpha-3.
    pub id: String,
    /// Share of all that is selected, by tonnes or by value.
    pub used: f64,
}

/// Share that crosses a country against the baseline.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CountryChange {
    /// ISO 3166 alpha-3.
    pub id: String,
    /// Share of all that is selected, by tonnes or by value.
    pub used: f64,
    /// The same minus the baseline's.
    pub change: f64,
}

impl Report for Compare {
    has_metadata!();

    fn is_finding(&self, strictness: Strictness) -> bool {
        strictness == Strictness::Strict && self.scenarios.iter().any(|one| one.stranded_kt > 0.0)
    }

    fn years(&self) -> BTreeSet<i16> {
        // A scenario of another day has flows of its own year.
        let own = self.scenarios.iter().filter_map(|one| one.baseline.as_ref());
        own.chain([&self.baseline]).map(|baseline| baseline.year).collect()
    }

    fn summarize(&self, page: &mut Summary) {
        let baseline = &self.baseline;
        let flow = page.unit.show(baseline.flow_kt);
        let about = format!("{flow} {} of {}", page.unit.name(), baseline.year);
        self.head.answer(page, &about, &self.sentence(&page.unit));
        page.table(self.data());
        page.heading("Scenarios, most damage first");
        page.table(self.table(&page.unit));
        let still: Vec<&str> =
            self.scenarios.iter().filter(|one| !self.moves(one)).map(|one| one.id.as_str()).collect();
        if !still.is_empty() {
            page.text(format!("Nothing moves under: {}.", still.join(", ")));
        }
        let moving: Vec<&Outcome> = self.scenarios.iter().filter(|one| self.moves(one)).collect();
        if moving.len() > APART && !page.is_full() {
            page.left_out("what moves under each scenario");
        } else {
            for outcome in moving {
                page.heading(format!("{}: {}", outcome.id, outcome.title));
                outcome.moves(baseline, page);
            }
        }
        // What each line of the ranges is called, and the path of its figures in the answer.
        let mut lines = vec![("baseline".to_owned(), "baseline".to_owned())];
        for (at, outcome) in self.scenarios.iter().enumerate() {
            lines.push((outcome.id.clone(), format!("scenarios[{at}]")));
            if let Some(baseline) = &outcome.baseline {
                lines.push((format!("baseline of {}", baseline.as_of), format!("scenarios[{at}].baseline")));
            }
        }
        super::ranges::summarize(self.ranges.as_ref(), &[lines], page);
    }
}

/// A baseline, or a scenario beside its own.
struct CompareRow<'a> {
    name: String,
    own: &'a Baseline,
    outcome: Option<&'a Outcome>,
}

impl CompareRow<'_> {
    /// A figure that both have.
    fn figure(&self, outcome: fn(&Outcome) -> f64, baseline: fn(&Baseline) -> f64) -> f64 {
        self.outcome.map_or_else(|| baseline(self.own), outcome)
    }

    fn delivered_kt(&self) -> f64 {
        self.figure(|one| one.delivered_kt, |own| own.delivered_kt)
    }

    fn stranded_kt(&self) -> f64 {
        self.figure(|one| one.stranded_kt, |own| own.stranded_kt)
    }

    fn uneconomic_kt(&self) -> f64 {
        self.figure(|one| one.uneconomic_kt, |own| own.uneconomic_kt)
    }

    fn stranded_usd(&self) -> f64 {
        self.figure(|one| one.stranded_usd, |own| own.stranded_usd)
    }

    fn corridors(&self) -> Vec<String> {
        match self.outcome {
            Some(one) => pairs(one.corridors.iter().map(|row| (&row.id, row.kt))),
            None => pairs(self.own.corridors.iter().map(|row| (&row.id, row.kt))),
        }
    }

    fn countries(&self) -> Vec<String> {
        match self.outcome {
            Some(one) => pairs(one.countries.iter().map(|row| (&row.id, row.used))),
            None => pairs(self.own.countries.iter().map(|row| (&row.id, row.used))),
        }
    }
}

/// `id=number`; how much they differ from the baseline's follows from its row.
fn pairs<'a>(pairs: impl Iterator<Item = (&'a String, f64)>) -> Vec<String> {
    pairs.map(|(id, number)| format!("{id}={number:?}")).collect()
}

/// What moves under up to so many scenarios fits a screen.
const APART: usize = 2;

impl Compare {
    fn own_baseline<'a>(&'a self, one: &'a Outcome) -> &'a Baseline {
        one.baseline.as_ref().unwrap_or(&self.baseline)
    }

    /// Does anything of the flows change?
    fn moves(&self, one: &Outcome) -> bool {
        let before = self.own_baseline(one);
        let tonnes = (one.delivered_kt, one.stranded_kt, one.uneconomic_kt)
            != (before.delivered_kt, before.stranded_kt, before.uneconomic_kt);
        let differs = |change: Option<f64>| change.is_some_and(|change| change != 0.0);
        tonnes
            || differs(one.extra_usd_t)
            || differs(one.extra_days)
            || one.corridors.iter().any(|row| row.change_kt != 0.0)
            || one.countries.iter().any(|row| row.change != 0.0)
    }

    /// Most stranded first, then what costs most more.
    fn by_damage(&self) -> Vec<&Outcome> {
        let mut all: Vec<&Outcome> = self.scenarios.iter().filter(|one| self.moves(one)).collect();
        let more_usd = |one: &Outcome| one.extra_usd_t.unwrap_or(0.0) * one.delivered_kt;
        let damage = |one: &Outcome| (one.stranded_kt - self.own_baseline(one).stranded_kt, more_usd(one));
        // Stable: of equal ones the order asked stays.
        all.sort_by(|a, b| damage(b).partial_cmp(&damage(a)).unwrap_or(std::cmp::Ordering::Equal));
        all
    }

    /// Which scenario strands most.
    fn sentence(&self, unit: &Unit) -> String {
        let Some(worst) = self.by_damage().into_iter().next() else {
            return "Nothing moves under any of these scenarios.".into();
        };
        let (of, name) = (unit.show(self.own_baseline(worst).flow_kt), unit.name());
        if worst.stranded_kt > self.own_baseline(worst).stranded_kt {
            let (kt, usd) = (unit.show(worst.stranded_kt), billions(worst.stranded_usd));
            format!("{} strands most: {kt} of {of} {name}, worth {usd} bn USD.", worst.id)
        } else {
            let more = maybe(worst.extra_usd_t, signed);
            format!("No scenario strands more than the baseline; {} costs most, {more} USD/t.", worst.id)
        }
    }

    /// For people: the baseline, then what moves; a scenario of another day stands below that day's baseline.
    fn table(&self, unit: &Unit) -> Table {
        let base = |name: String, own| CompareRow { name, own, outcome: None };
        let mut rows = vec![base("baseline".into(), &self.baseline)];
        for one in self.by_damage() {
            rows.extend(one.baseline.as_ref().map(|own| base(format!("baseline of {}", own.as_of), own)));
            rows.push(CompareRow { name: one.id.clone(), own: self.own_baseline(one), outcome: Some(one) });
        }
        // A share of nothing is nothing, not a division by 0.
        let whole = self.baseline.flow_kt.max(f64::MIN_POSITIVE);
        let parts =
            |row: &CompareRow<'_>| bar(&[(row.delivered_kt() / whole, '█'), (row.uneconomic_kt() / whole, '▒')]);
        Table::of(rows)
            .shown("Scenario", ColumnKind::Id, |row| row.name.clone())
            .shown("As of", ColumnKind::Text, |row| row.outcome.map_or(row.own.as_of, |one| one.as_of))
            .shown("Delivered Mt", ColumnKind::Mass, CompareRow::delivered_kt)
            .shown("Stranded Mt", ColumnKind::Mass, CompareRow::stranded_kt)
            .shown("bn USD", ColumnKind::Billions, CompareRow::stranded_usd)
            .shown("Uneconomic Mt", ColumnKind::Mass, CompareRow::uneconomic_kt)
            .shown("+USD/t", ColumnKind::Signed, |row| row.outcome.and_then(|one| one.extra_usd_t))
            .shown("+Days", ColumnKind::Signed, |row| row.outcome.and_then(|one| one.extra_days))
            .shown("Moves most", ColumnKind::Text, |row| row.outcome.map_or_else(Vec::new, |one| one.most(unit)))
            .shown("█ delivered, ▒ uneconomic", ColumnKind::Bar, parts)
            .into()
    }

    /// The baseline and a row per scenario; one of another day stands below that day's baseline.
    fn data(&self) -> Table {
        let base = |name: String, own| CompareRow { name, own, outcome: None };
        let mut rows = vec![base("baseline".into(), &self.baseline)];
        for one in &self.scenarios {
            rows.extend(one.baseline.as_ref().map(|own| base(format!("baseline of {}", own.as_of), own)));
            let own = one.baseline.as_ref().unwrap_or(&self.baseline);
            rows.push(CompareRow { name: one.id.clone(), own, outcome: Some(one) });
        }
        let title = |row: &CompareRow<'_>| row.outcome.map(|one| one.title.clone()).filter(|title| !title.is_empty());
        Table::of(rows)
            .data("of", |row| if row.outcome.is_some() { "scenario" } else { "baseline" })
            .data("id", |row| row.outcome.map_or(&self.head.scenario.id, |one| &one.id).clone())
            .data("title", title)
            .data("as_of", |row| row.outcome.map_or(row.own.as_of, |one| one.as_of))
            .data("year", |row| i64::from(row.own.year))
            .data("flow_kt", |row| row.own.flow_kt)
            .data("unassigned_kt", |row| row.own.unassigned_kt)
            .data("delivered_kt", CompareRow::delivered_kt)
            .data("stranded_kt", CompareRow::stranded_kt)
            .data("stranded_usd", CompareRow::stranded_usd)
            .data("uneconomic_kt", CompareRow::uneconomic_kt)
            // Scenarios have `extra_usd_t` instead.
            .data("cost_usd", |row| row.outcome.is_none().then_some(row.own.cost_usd))
            .data("extra_usd_t", |row| row.outcome.and_then(|one| one.extra_usd_t))
            .data("extra_days", |row| row.outcome.and_then(|one| one.extra_days))
            .data("corridors_kt", CompareRow::corridors)
            .data("countries", CompareRow::countries)
            .data("bottlenecks", |row| row.outcome.map_or(&row.own.bottlenecks, |one| &one.bottlenecks).clone())
            .into()
    }
}

impl Outcome {
    /// The two corridors that change most.
    fn most(&self, unit: &Unit) -> Vec<String> {
        let mut all: Vec<&CorridorChange> = self.corridors.iter().filter(|row| row.change_kt != 0.0).collect();
        all.sort_by(|a, b| b.change_kt.abs().total_cmp(&a.change_kt.abs()).then_with(|| a.id.cmp(&b.id)));
        all.iter().take(2).map(|row| format!("{} {}", row.id, unit.change(row.change_kt))).collect()
    }

    /// What it moves, as sentences.
    fn moves(&self, baseline: &Baseline, page: &mut Summary) {
        let unit = page.unit.clone();
        let corridors = self.corridors.iter().map(|row| (&row.id, unit.change(row.change_kt)));
        // What is shown as 0.0 has not moved.
        let corridors = corridors.filter(|(_, change)| change != "0.0").map(|(id, change)| format!("{id} {change}"));
        let countries = self.countries.iter().map(|row| (row, signed(row.change * 100.0)));
        let countries = countries
            .filter(|(_, change)| change != "0.0")
            .map(|(row, change)| format!("{} {} ({change})", row.id, percent(row.used)));
        // A baseline of its own day, where the scenario has one.
        let before = self.baseline.as_ref().unwrap_or(baseline);
        let bottlenecks = self.bottlenecks.iter().filter(|id| !before.bottlenecks.contains(id)).cloned();
        let all: [(String, Vec<String>); 3] = [
            (format!("Corridors, {}", unit.name()), corridors.collect()),
            ("Crosses".into(), countries.collect()),
            ("Bottlenecks beside those of the baseline".into(), bottlenecks.collect()),
        ];
        for (name, items) in all.iter().filter(|(_, items)| !items.is_empty()) {
            page.text(format!("{name}: {}", items.join(", ")));
        }
        if all.iter().all(|(_, items)| items.is_empty()) {
            page.text("Nothing moves.");
        }
    }
}
