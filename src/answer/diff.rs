//! The answer to `diff`.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{EffectKind, ElementKind, Metadata, Report};
use crate::model::{Effect, string_enum};
use crate::summary::{ColumnKind, Summary, Table, Unit, billions};

string_enum! {
    /// Which of two scenarios has a measure in force.
    DiffSide {
        /// The one alone.
        One = "one",
        /// The other alone.
        Other = "other",
        /// Both, and it says something else in the other.
        Both = "both",
    }
}

/// In what two scenarios differ.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Diff {
    /// Which program and atlas; the scenario is `ONE | OTHER`.
    #[serde(flatten)]
    pub head: Metadata,
    /// Id of the one scenario.
    pub one: String,
    /// Id of the other.
    pub other: String,
    /// Year of the flows.
    pub year: i16,
    /// All tonnes selected, kt a year.
    pub flow_kt: f64,
    /// Measures that only one of them has in force, or that say something else in the other.
    pub measures: Vec<DiffMeasure>,
    /// Places and links that these measures are about.
    pub assets: Vec<DiffAsset>,
    /// The tonnes selected under each.
    pub tonnes: DiffTonnes,
    /// Links that carry more or less of all flows of the year under the other; the largest change first.
    pub links: Vec<DiffLink>,
}

/// A measure that makes a difference.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct DiffMeasure {
    /// Measure id.
    pub id: String,
    /// Who has it in force.
    pub r#in: DiffSide,
    /// What it does, in the other scenario where both have it.
    pub effect: EffectAmount,
    /// The assets it is about, as a selector; none: the trade itself.
    pub on: Option<String>,
    /// The trade it is about, as a selector; none: all.
    pub r#for: Option<String>,
}

/// What a measure does and how much; in JSON one text: `close`, `limit 0.5`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct EffectAmount {
    /// What it does.
    pub kind: EffectKind,
    /// How much, in the unit of the kind; none: it has no amount.
    pub amount: Option<f64>,
}

impl From<&Effect> for EffectAmount {
    fn from(effect: &Effect) -> Self {
        Self { kind: effect.kind(), amount: effect.amount().map(|amount| amount.value) }
    }
}

impl fmt::Display for EffectAmount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.amount {
            Some(amount) => write!(f, "{} {amount}", self.kind),
            None => self.kind.fmt(f),
        }
    }
}

impl Serialize for EffectAmount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for EffectAmount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        // Keys of effects have no blank in them.
        let (kind, amount) = text.split_once(' ').map_or((&*text, None), |(kind, amount)| (kind, Some(amount)));
        let amount = amount.map(str::parse).transpose().map_err(serde::de::Error::custom)?;
        let kind = EffectKind::parse(kind).ok_or_else(|| serde::de::Error::custom("no effect of a measure"))?;
        Ok(Self { kind, amount })
    }
}

impl schemars::JsonSchema for EffectAmount {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "EffectAmount".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "What a measure does and how much: `close`, `limit 0.5`.",
            "type": "string"
        })
    }
}

/// An asset that a difference is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct DiffAsset {
    /// `place` or `link`.
    pub kind: ElementKind,
    /// Its id.
    pub id: String,
    /// Ids of the measures.
    pub measures: Vec<String>,
}

/// What becomes of the tonnes selected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct DiffTonnes {
    /// Delivered under the one, kt a year.
    pub delivered_one_kt: f64,
    /// Delivered under the other, kt a year.
    pub delivered_other_kt: f64,
    /// Stranded under the one, kt a year.
    pub stranded_one_kt: f64,
    /// Stranded under the other, kt a year.
    pub stranded_other_kt: f64,
    /// Transport under the one, USD a year.
    pub cost_one_usd: f64,
    /// Transport under the other, USD a year.
    pub cost_other_usd: f64,
    /// Tonnes that take another route, or none, under the other, kt a year.
    pub moved_kt: f64,
}

/// A link that carries more or less.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct DiffLink {
    /// Link id.
    pub id: String,
    /// Carried under the one, kt a year.
    pub one_kt: f64,
    /// Carried under the other, kt a year.
    pub other_kt: f64,
    /// The other minus the one.
    pub change_kt: f64,
}

/// More rows than this are for programs.
const ROWS: usize = 25;

impl Report for Diff {
    has_metadata!();

    fn summarize(&self, page: &mut Summary) {
        let (one, other, unit) = (&self.one, &self.other, page.unit.clone());
        let flow = format!("{} of {}", unit.say(self.flow_kt), self.year);
        self.head.title(page, &format!("{one} and {other}, {flow}"));
        if self.measures.is_empty() {
            // Without a difference in measures nothing else differs: only the columns are shown.
            page.text("They have the same measures in force.");
            page.table(self.measures());
            return;
        }
        page.heading("Measures");
        page.table(self.measures());
        page.text(format!("They are met on {} places and links.", self.assets.len()));
        page.heading("Tonnes");
        page.table(self.tonnes(&unit));
        page.text(format!("{} take another route, or none.", unit.say(self.tonnes.moved_kt)));
        page.headed("Links, all flows of the year", self.links());
    }
}

impl Diff {
    fn measures(&self) -> Table {
        let side = |row: &DiffMeasure| match row.r#in {
            DiffSide::One => self.one.clone(),
            DiffSide::Other => self.other.clone(),
            DiffSide::Both => "both, otherwise".into(),
        };
        self.head
            .table(&self.measures)
            .data("one", |_| self.one.as_str())
            .data("other", |_| self.other.as_str())
            .column("id", "Measure", ColumnKind::Id, |row| row.id.as_str())
            .data("in", |row| row.r#in)
            .shown("In", ColumnKind::Text, |row| side(row))
            .column("effect", "Effect", ColumnKind::Text, |row| row.effect.to_string())
            .column("on", "On", ColumnKind::Text, |row| row.on.clone())
            .column("for", "For", ColumnKind::Text, |row| row.r#for.clone())
            .first(ROWS, "measures")
            .into()
    }

    fn tonnes(&self, unit: &Unit) -> Table {
        let tonnes = &self.tonnes;
        let all =
            [tonnes.delivered_one_kt, tonnes.delivered_other_kt, tonnes.stranded_one_kt, tonnes.stranded_other_kt];
        // Mass in the unit asked for, or in one that fits; one column a scenario.
        let unit = unit.fit(all.into_iter().fold(0.0, f64::max));
        let mass = |name: &str, both: [f64; 2]| (format!("{name} {}", unit.name()), both.map(|kt| unit.show(kt)));
        let rows = [
            mass("delivered", [tonnes.delivered_one_kt, tonnes.delivered_other_kt]),
            mass("stranded", [tonnes.stranded_one_kt, tonnes.stranded_other_kt]),
            ("transport, bn USD".into(), [tonnes.cost_one_usd, tonnes.cost_other_usd].map(billions)),
        ];
        Table::of(rows)
            .shown("", ColumnKind::Text, |(name, _)| name.clone())
            .shown(&self.one, ColumnKind::Plain, |(_, both)| both[0].clone())
            .shown(&self.other, ColumnKind::Plain, |(_, both)| both[1].clone())
            .into()
    }

    fn links(&self) -> Table {
        Table::of(&self.links)
            .shown("Link", ColumnKind::Id, |row| row.id.as_str())
            .shown(&format!("{} Mt", self.one), ColumnKind::Mass, |row| row.one_kt)
            .shown(&format!("{} Mt", self.other), ColumnKind::Mass, |row| row.other_kt)
            .shown("Change Mt", ColumnKind::Mass, |row| row.change_kt)
            .first(ROWS, "links")
            .into()
    }
}
