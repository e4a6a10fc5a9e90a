//! The answer to `exposure`.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::goods::{nameplate_words, pairs, split};
use super::{Certificate, CommodityTonnes, Day, ElementKind, Metadata, NameplateReason, Ranges, Report, Weigh};
use crate::model::string_enum;
use crate::summary::{ColumnKind, GoodsOf, Summary, Table, Unit, bar, counted, money, named, percent};

string_enum! {
    /// Whether flows end at a thing or only pass it.
    DependenceRole {
        /// Flows that start or end there: a country, or a place and what is on it.
        End = "end",
        /// All other flows that touch it.
        Transit = "transit",
    }
}

/// What flows depend on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Exposure {
    /// Which program, atlas and scenario.
    #[serde(flatten)]
    pub head: Metadata,
    /// Year of the flows.
    pub year: i16,
    /// Reference date.
    pub as_of: Day,
    /// All tonnes selected, assigned or not, kt a year.
    pub flow_kt: f64,
    /// Of these counted and not assigned (`assigned = false`).
    pub unassigned_kt: f64,
    /// The same by commodity, by id.
    pub commodities: Vec<CommodityTonnes>,
    /// By (`unavoidable_kt`, `used_kt`) downwards, then (`of`, `id`).
    pub rows: Vec<ExposureRow>,
    /// What shares are shares of.
    pub weigh: Weigh,
    /// Value of all tonnes selected, USD a year.
    pub flow_usd: f64,
    /// How much is in few hands.
    pub concentration: Concentration,
    /// Tonnes by share: who owns the operators that the flows meet, largest first.
    pub owners: Vec<OwnedTonnes>,
    /// How many routes there are, one row per commodity.
    pub redundancy: Vec<Redundancy>,
    /// What proves each assignment behind the rows: that of the baseline, then one for each set of things that close the
    /// same arcs, in the order of these arcs.
    pub certificates: Vec<ClosedProof>,
    /// With `--ranges`: how far the headline figures can be trusted.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub ranges: Option<Ranges>,
}

/// Tonnes that belong to someone by their share in what the tonnes use.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct OwnedTonnes {
    /// Party id of the owner.
    pub id: String,
    /// Each tonne times the owner's largest share, through whatever chain, in an operator that it meets; kt a year.
    pub kt: f64,
    /// The same as a share of all tonnes selected.
    pub share: f64,
    /// `kt` by commodity, where several are selected.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub by_commodity: BTreeMap<String, f64>,
}

/// What proves one assignment of an exposure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ClosedProof {
    /// What is closed, each as `of:id`: things that close the same arcs share an assignment. Empty: the baseline.
    pub closed: Vec<String>,
    /// The proof.
    pub certificate: Certificate,
}

/// Dependence on one thing: used, unavoidable, reroutable.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ExposureRow {
    /// What it is. An owner stands for all operators that belong to it: by default those of which it has half or more,
    /// through whatever chain, or which it controls.
    pub of: ElementKind,
    /// Its id.
    pub id: String,
    /// Which flows count.
    pub role: DependenceRole,
    /// Tonnes whose baseline route traverses it, kt a year.
    pub used_kt: f64,
    /// The same as a share.
    pub used: f64,
    /// Tonnes that are stranded when it is closed, kt a year.
    pub unavoidable_kt: f64,
    /// The same as a share.
    pub unavoidable: f64,
    /// Nameplate estimate of the same, kt a year: what exceeds the spare nameplate capacity of the other exits; none where
    /// it closes no exit.
    pub nameplate_unavoidable_kt: Option<f64>,
    /// Why that is above what is stranded, where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nameplate_above: Option<NameplateReason>,
    /// Tonnes that have another route, kt a year.
    pub reroutable_kt: f64,
    /// What that route costs more, USD/t; none where nothing is rerouted.
    pub extra_usd_t: Option<f64>,
    /// What a rerouted tonne costs on its new route, USD/t; none where nothing is rerouted.
    pub new_usd_t: Option<f64>,
    /// What the same tonne costs today, USD/t; none where nothing is rerouted.
    pub today_usd_t: Option<f64>,
    /// How many days longer it takes; none where nothing is rerouted.
    pub extra_days: Option<f64>,
    /// Value of `used_kt`, USD a year.
    pub used_usd: f64,
    /// Value of `unavoidable_kt`, USD a year.
    pub unavoidable_usd: f64,
    /// `used_kt` by commodity, where several are selected.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub used_by_commodity: BTreeMap<String, f64>,
    /// `unavoidable_kt` by commodity, where several are selected and some is.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub unavoidable_by_commodity: BTreeMap<String, f64>,
}

/// Herfindahl-Hirschman indices, 0 to 1: 1 is all in one hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Concentration {
    /// Over main corridors: those by which routes leave the origin's country.
    pub corridor_hhi: f64,
    /// Over transit countries.
    pub country_hhi: f64,
    /// Over operators.
    pub operator_hhi: f64,
}

/// Routes of one commodity from all its origins to all its destinations.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Redundancy {
    /// Commodity id.
    pub commodity: String,
    /// Routes that share no link; none where a route has no link at all.
    pub disjoint_routes: Option<u32>,
    /// The most that can pass, kt a year; none where a route has no limit at all.
    pub min_cut_kt_y: Option<f64>,
    /// The bundles that prove it.
    pub cut: Vec<CutBundle>,
}

/// A bundle in a cut.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CutBundle {
    /// Capacity id, or `measure-id@asset`.
    pub capacity: String,
    /// How often it counts.
    pub weight: f64,
}

/// More owners than this are for programs.
const OWNERS: usize = 10;

impl Report for Exposure {
    has_metadata!();

    fn years(&self) -> BTreeSet<i16> {
        [self.year].into()
    }

    fn summarize(&self, page: &mut Summary) {
        let flow = page.unit.say_those(self.flow_kt, &self.goods(|own| own.flow_kt));
        let flow = format!("{flow} of {}, worth {}", self.year, money(self.flow_usd));
        self.head.answer(page, &flow, &self.sentence(&page.unit));
        if self.unassigned_kt > 0.0 {
            let kt = page.unit.say_those(self.unassigned_kt, &self.goods(|own| own.unassigned_kt));
            page.text(format!("{kt} of it is counted, but not assigned."));
        }
        page.table(self.data());
        let transit = merged(self.rows.iter().filter(|row| row.role == DependenceRole::Transit));
        let (shown, left_out) = if page.is_full() { (transit, 0) } else { first_of_each(transit) };
        page.heading(format!("Dependence, shares of {}", self.weigh));
        page.table(table(shown));
        page.more(left_out, "rows");
        self.nameplate_reasons().into_iter().for_each(|reason| page.faint(reason));
        let ends = self.rows.iter().filter(|row| row.role == DependenceRole::End);
        page.behind("Where the flows start or end", table(merged(ends)));
        page.behind("Concentration (HHI, 1 = all in one)", self.concentration.table());
        page.behind("Owners, tonnes by their share in what is used", self.owners());
        page.behind("Redundancy", self.redundancy());
        // Paths of the ranges count rows from 0 as in JSON.
        let title = |row: &ExposureRow| format!("{} {} ({})", row.of, row.id, row.role);
        let rows = (0..).zip(&self.rows).map(|(at, row): (usize, _)| (title(row), format!("rows[{at}]")));
        let concentration = vec![("concentration".to_owned(), "concentration".to_owned())];
        super::ranges::summarize(self.ranges.as_ref(), &[rows.collect(), concentration], page);
    }
}

impl ExposureRow {
    fn used(&self) -> GoodsOf {
        split(&self.used_by_commodity)
    }

    fn reroutable(&self) -> GoodsOf {
        let left = |(id, kt): (&String, &f64)| {
            (id.clone(), kt - self.unavoidable_by_commodity.get(id).copied().unwrap_or_default())
        };
        split(&self.used_by_commodity.iter().map(left).collect())
    }
}

impl Exposure {
    fn goods(&self, of: fn(&CommodityTonnes) -> f64) -> GoodsOf {
        CommodityTonnes::split(&self.commodities, of)
    }

    /// Why nameplate estimates are above what is stranded, each reason once with the rows that have it.
    fn nameplate_reasons(&self) -> Vec<String> {
        let mut rows: BTreeMap<NameplateReason, Vec<String>> = BTreeMap::new();
        for row in self.rows.iter().take(FIRST.iter().sum()) {
            if let Some(reason) = row.nameplate_above {
                rows.entry(reason).or_default().push(row.id.clone());
            }
        }
        let sentence = |(reason, ids): (NameplateReason, Vec<String>)| {
            format!("Nameplate above what is stranded ({}): {}.", named(&ids, 5), nameplate_words(reason))
        };
        rows.into_iter().map(sentence).collect()
    }

    /// Which country, line and strait leave most tonnes without a route.
    fn sentence(&self, unit: &Unit) -> String {
        let by = [(ElementKind::Country, "across"), (ElementKind::Line, "by"), (ElementKind::Strait, "through")];
        let worst = |of| {
            self.rows.iter().find(|row| row.of == of && row.role == DependenceRole::Transit && row.unavoidable_kt > 0.0)
        };
        let mut worst: Vec<_> = by.into_iter().filter_map(|(of, word)| Some((worst(of)?, word))).collect();
        worst.sort_by(|(a, _), (b, _)| b.unavoidable_kt.total_cmp(&a.unavoidable_kt));
        let part = |(row, word): &(&ExposureRow, &str)| {
            let kt = unit.say_those(row.unavoidable_kt, &split(&row.unavoidable_by_commodity));
            format!("{kt} ({}) than {word} {}", percent(row.unavoidable), row.id)
        };
        let parts: Vec<String> = worst.iter().map(part).collect();
        match parts.split_first() {
            None => "Every tonne has another route, whichever single country, line or strait is closed.".into(),
            Some((first, rest)) => {
                let rest = rest.iter().map(|part| format!(", {part}")).collect::<String>();
                let flow = unit.say_those(self.flow_kt, &self.goods(|own| own.flow_kt));
                format!("Of {flow}, so much has no other route: {first}{rest}.")
            }
        }
    }

    /// A row per thing and role.
    fn data(&self) -> Table {
        self.head
            .table(&self.rows)
            .data("year", |_| i64::from(self.year))
            .data("weigh", |_| self.weigh)
            .data("flow_kt", |_| self.flow_kt)
            .of_goods(|_| self.goods(|own| own.flow_kt))
            .data("of", |row| row.of)
            .data("id", |row| row.id.as_str())
            .data("role", |row| row.role)
            .data("used_kt", |row| row.used_kt)
            .of_goods(|row| row.used())
            .data("used", |row| row.used)
            .data("unavoidable_kt", |row| row.unavoidable_kt)
            .of_goods(|row| split(&row.unavoidable_by_commodity))
            .data("unavoidable", |row| row.unavoidable)
            .data("nameplate_unavoidable_kt", |row| row.nameplate_unavoidable_kt)
            // An estimate for all goods together: by the mean of what is used.
            .of_goods(|row| row.used())
            .data("nameplate_above", |row| row.nameplate_above)
            .data("reroutable_kt", |row| row.reroutable_kt)
            .of_goods(|row| row.reroutable())
            .data("extra_usd_t", |row| row.extra_usd_t)
            .data("today_usd_t", |row| row.today_usd_t)
            .of_goods(|row| row.reroutable())
            .data("new_usd_t", |row| row.new_usd_t)
            .of_goods(|row| row.reroutable())
            .data("extra_days", |row| row.extra_days)
            .data("used_usd", |row| row.used_usd)
            .data("unavoidable_usd", |row| row.unavoidable_usd)
            .data("used_by_commodity", |row| pairs(&row.used_by_commodity))
            .data("unavoidable_by_commodity", |row| pairs(&row.unavoidable_by_commodity))
            .into()
    }

    fn owners(&self) -> Table {
        Table::of(&self.owners)
            .shown("Owner", ColumnKind::Id, |row| row.id.as_str())
            .shown("Mt", ColumnKind::Mass, |row| row.kt)
            .of_goods(|row| split(&row.by_commodity))
            .shown("Share", ColumnKind::Share, |row| row.share)
            .first(OWNERS, "owners")
            .into()
    }

    fn redundancy(&self) -> Table {
        let cut = |row: &Redundancy| row.cut.iter().map(|own| own.capacity.clone()).collect::<Vec<_>>();
        Table::of(&self.redundancy)
            .shown("Commodity", ColumnKind::Text, |row| row.commodity.as_str())
            .shown("Disjoint routes", ColumnKind::Plain, |row| row.disjoint_routes)
            .none("no limit")
            .shown("At most Mt/y", ColumnKind::Mass, |row| row.min_cut_kt_y)
            .of_goods(|row| GoodsOf::Commodity(row.commodity.clone()))
            .none("no limit")
            .shown("Cut", ColumnKind::Text, |row| cut(row))
            .into()
    }
}

/// Things with the same figures: to close one is to close all.
struct Merged<'a> {
    /// That of them which people name first.
    row: &'a ExposureRow,
    /// Of each kind, how many.
    kinds: BTreeMap<ElementKind, usize>,
}

/// Things that stay rows of their own, whatever their figures.
fn is_apart(of: ElementKind) -> bool {
    matches!(of, ElementKind::Country | ElementKind::Strait)
}

/// The order in which kinds are shown.
pub(super) const KINDS: [ElementKind; 8] = [
    ElementKind::Country,
    ElementKind::Strait,
    ElementKind::Corridor,
    ElementKind::Line,
    ElementKind::Operator,
    ElementKind::Owner,
    ElementKind::Place,
    ElementKind::Link,
];

fn place_of(of: ElementKind) -> usize {
    KINDS.iter().position(|kind| *kind == of).unwrap_or(KINDS.len())
}

/// Countries, straits and corridors first, then what is merged; each in the order of its figures.
fn merged<'a>(rows: impl Iterator<Item = &'a ExposureRow>) -> Vec<Merged<'a>> {
    let mut all: Vec<Merged<'a>> = Vec::new();
    for row in rows {
        let same = |one: &&mut Merged<'_>| !is_apart(row.of) && !is_apart(one.row.of) && one.row.same_figures(row);
        match all.iter_mut().find(same) {
            None => all.push(Merged { row, kinds: [(row.of, 1)].into() }),
            Some(one) => {
                *one.kinds.entry(row.of).or_default() += 1;
                if place_of(row.of) < place_of(one.row.of) {
                    one.row = row;
                }
            }
        }
    }
    // Stable: within a group rows keep their order.
    all.sort_by_key(|one| group_of(one.row.of));
    all
}

/// Groups of the table: what is merged is one.
fn group_of(of: ElementKind) -> usize {
    place_of(of).min(place_of(ElementKind::Corridor))
}

/// So many rows of each group fit a screen.
const FIRST: [usize; 3] = [6, 4, 14];

/// The first of each group, and how many are left out.
fn first_of_each(all: Vec<Merged<'_>>) -> (Vec<Merged<'_>>, usize) {
    let (mut taken, before) = ([0; FIRST.len()], all.len());
    let mut first = all;
    first.retain(|one| {
        let group = group_of(one.row.of);
        taken[group] += 1;
        taken[group] <= FIRST[group]
    });
    let left_out = before - first.len();
    (first, left_out)
}

impl ExposureRow {
    fn same_figures(&self, other: &Self) -> bool {
        let figures = |row: &Self| {
            (row.used_kt, row.unavoidable_kt, row.reroutable_kt, row.extra_usd_t, row.extra_days, row.used_usd)
        };
        figures(self) == figures(other)
    }
}

impl Merged<'_> {
    /// `line, 3 links, 4 places, operator`.
    fn kinds(&self) -> String {
        let kinds = KINDS.iter().filter_map(|of| Some((of, self.kinds.get(of)?)));
        let word = |(of, many): (&ElementKind, &usize)| {
            if *many == 1 { of.to_string() } else { counted(*many as u64, of.as_str()) }
        };
        kinds.map(word).collect::<Vec<_>>().join(", ")
    }
}

fn table(rows: Vec<Merged<'_>>) -> Table {
    // The lighter part of the bar is what another route can take.
    let parts = |row: &ExposureRow| bar(&[(row.unavoidable, '█'), (row.used - row.unavoidable, '▒')]);
    Table::of(rows)
        .shown("Id", ColumnKind::Id, |one| one.row.id.as_str())
        .shown("Is", ColumnKind::Text, Merged::kinds)
        .shown("Used Mt", ColumnKind::Mass, |one| one.row.used_kt)
        .of_goods(|one| one.row.used())
        .shown("Share", ColumnKind::Share, |one| one.row.used)
        .shown("Unavoidable Mt", ColumnKind::Mass, |one| one.row.unavoidable_kt)
        .of_goods(|one| split(&one.row.unavoidable_by_commodity))
        .shown("Share", ColumnKind::Share, |one| one.row.unavoidable)
        .shown("Nameplate Mt", ColumnKind::Mass, |one| one.row.nameplate_unavoidable_kt)
        // An estimate for all goods together: by the mean of what is used.
        .of_goods(|one| one.row.used())
        .shown("Rerouted Mt", ColumnKind::Mass, |one| one.row.reroutable_kt)
        .of_goods(|one| one.row.reroutable())
        .shown("Today USD/t", ColumnKind::Price, |one| one.row.today_usd_t)
        .of_goods(|one| one.row.reroutable())
        .shown("New USD/t", ColumnKind::Price, |one| one.row.new_usd_t)
        .of_goods(|one| one.row.reroutable())
        .shown("+Days", ColumnKind::Fixed(1), |one| one.row.extra_days)
        .shown("█ unavoidable, ▒ reroutable", ColumnKind::Bar, |one| parts(one.row))
        .into()
}

impl Concentration {
    fn table(&self) -> Table {
        let rows = [
            ("corridors", self.corridor_hhi),
            ("transit countries", self.country_hhi),
            ("operators", self.operator_hhi),
        ];
        Table::of(rows)
            .shown("Of", ColumnKind::Text, |(of, _)| *of)
            .shown("HHI", ColumnKind::Fixed(2), |(_, hhi)| *hhi)
            .into()
    }
}
