//! Scenarios and measures as data. What they do to the network is judged in `scenario`.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::law::{Applied, Legal, Nexus, OwnerTest, PERSONAL, Realised, Standing, is_state};
use super::layer::{Base, Layer};
use super::{Day, Effect, Exception, Id, Selector, Window};

/// What if: measures on top of what it extends.
#[derive(Clone, Debug)]
pub struct Scenario {
    pub id: Id,
    /// What it is called.
    pub title: String,
    /// The day it is about, where it says so.
    pub as_of: Option<Day>,
    /// What of the record is part of it: of each layer the measures in force on the day.
    pub layers: BTreeSet<Layer>,
    /// What of the law it lifts.
    pub lifts: Vec<Lift>,
    /// Its measures, those of what it extends first.
    pub measures: Vec<Measure>,
    pub exceptions: Vec<Exception>,
}

impl Scenario {
    /// A built-in scenario.
    #[must_use]
    pub fn base(base: Base) -> Self {
        let layers = base.layers().iter().copied().collect();
        Self { id: Id::trusted(base.as_str()), title: base.title().into(), layers, ..Self::none() }
    }
}

/// What a scenario lifts of the law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lift {
    Measure(Id),
    /// All of a programme, of one authority or of all.
    Programme {
        programme: Id,
        /// Its authority; none: of all.
        authority: Option<String>,
    },
}

impl Lift {
    /// Does it lift this measure?
    #[must_use]
    pub fn takes(&self, measure: &Measure) -> bool {
        match self {
            Self::Measure(id) => measure.id == *id,
            Self::Programme { programme, authority } => {
                measure.legal.programme.as_ref() == Some(programme)
                    && authority.as_ref().is_none_or(|authority| *authority == measure.authority)
            }
        }
    }
}

impl Scenario {
    /// Nothing happens.
    #[must_use]
    pub fn none() -> Self {
        Self {
            id: Id::trusted("none"),
            title: "No measure".into(),
            as_of: None,
            layers: BTreeSet::new(),
            lifts: Vec::new(),
            measures: Vec::new(),
            exceptions: Vec::new(),
        }
    }
}

/// One act of policy or one event.
#[derive(Clone, Debug)]
pub struct Measure {
    /// `AUTHORITY:name`.
    pub id: Id,
    /// Who imposes it: `EU`, `US`, `RUS`, `event`, `market`.
    pub authority: String,
    /// What it does.
    pub effect: Effect,
    /// The assets it is about; none: the trade itself.
    pub on: Option<Selector>,
    /// The trade it is about; none: all.
    pub trade: Option<Selector>,
    /// When it is in force.
    pub window: Window,
    /// Where it is said.
    pub source: String,
    /// What it says as an act of policy.
    pub legal: Legal,
}

impl Measure {
    /// What someone asks "what if" about: it acts on everyone and all trade, on every day.
    #[must_use]
    pub fn what_if(id: &str, effect: Effect, on: Option<Selector>) -> Self {
        Self {
            id: Id::trusted(id),
            // Of no state: everyone is bound, whatever the law.
            authority: "event".into(),
            effect,
            on,
            trade: None,
            window: Window::default(),
            source: "what-if".into(),
            legal: Legal::default(),
        }
    }

    /// What of the record it belongs to.
    #[must_use]
    pub fn layer(&self) -> Layer {
        Layer::of(&self.authority)
    }

    /// By what it binds: as it says itself, else persons by what blocs and states with a reach of their own impose,
    /// territory by what other states do, everyone by events.
    #[must_use]
    pub fn nexus(&self) -> &[Nexus] {
        // Whatever its authority says: it binds no one.
        if matches!(self.effect, Effect::SecondarySanctions(_)) {
            return &[Nexus::SecondarySanctions];
        }
        if !self.legal.nexus.is_empty() {
            return &self.legal.nexus;
        }
        match self.authority.as_str() {
            // Events first: they have no persons and no territory.
            authority if !is_state(authority) => &[Nexus::Fact],
            authority if PERSONAL.contains(&authority) => &[Nexus::Person],
            _ => &[Nexus::Territory],
        }
    }

    /// The ownership test for an owner that it names.
    #[must_use]
    pub fn owner_test(&self) -> OwnerTest {
        self.legal.owner_test.clone().unwrap_or_else(|| (self.authority.clone(), None))
    }

    /// The measure whose place it takes.
    #[must_use]
    pub fn replaces(&self) -> Option<&Id> {
        self.legal.replaces.as_ref()
    }

    /// Does it act on this day? Only what is in force does.
    #[must_use]
    pub fn acts_on(&self, day: Day) -> bool {
        self.legal.standing.is_none_or(|standing| standing == Standing::InForce) && self.window.holds(day)
    }

    /// With the effect that was seen, where it is not the one that was said; none: nothing was.
    #[must_use]
    pub fn realised(mut self) -> Option<Self> {
        // Taken out: afterwards the measure is what was seen.
        match self.legal.realised.take() {
            Some(Realised::Nothing) => None,
            Some(Realised::Effect(effect)) => Some(Self { effect, ..self }),
            None => Some(self),
        }
    }
}

/// All that is known of the law: of all days.
#[derive(Clone, Debug, Default)]
pub struct Law {
    /// By id.
    pub measures: Vec<Measure>,
    /// By id.
    pub exceptions: Vec<Exception>,
}

impl Law {
    /// Is nothing known?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.measures.is_empty()
    }

    #[must_use]
    pub fn measure(&self, id: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.id == *id)
    }

    #[must_use]
    pub fn exception(&self, id: &str) -> Option<&Exception> {
        self.exceptions.iter().find(|exception| exception.id == *id)
    }
}

/// Measures as they are said, with those to whom they are applied.
#[derive(Clone, Debug, Default)]
pub struct ApplicableLaw {
    /// Those of the law, then those of scenarios.
    pub measures: Vec<Measure>,
    /// Parties and exceptions.
    pub applied: Arc<Applied>,
}
