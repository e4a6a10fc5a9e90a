//! `corridor exposure --imported`: what pairs of an imported network depend on.

use serde::{Deserialize, Serialize};

use super::{Ends, Query, Sweep};
use crate::analysis;
use crate::answer::{self, Command};
use crate::error::{Error, ErrorKind, Result};
use crate::model::ElementKind;
use crate::session::{Session, no_imported};

/// Remove each thing in turn (N-1) from the imported network of the atlas, on which all pairs take their cheapest routes
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct Critical {
    /// Pairs on the imported network.
    pub pairs: Ends,
    /// What is removed; none: everything.
    pub each: Vec<ElementKind>,
    /// At most so many links: those with most tonnes, or pairs where no tonnes are given.
    pub busiest: usize,
}

impl Default for Critical {
    fn default() -> Self {
        Self { pairs: Ends::default(), each: Vec::new(), busiest: BUSIEST }
    }
}

/// A network of a million links has too many to close each.
pub(super) const BUSIEST: usize = 1000;

impl Query for Critical {
    const COMMAND: Command = Command::new("critical");
    type Answer = answer::Critical;

    fn run(&self, session: &Session) -> Result<answer::Critical> {
        session.critical(self)
    }
}

impl Session {
    /// Removes each thing of the imported network in turn.
    ///
    /// # Errors
    /// Every mistake in the question at once; an atlas without an imported network.
    fn critical(&self, asked: &Critical) -> Result<answer::Critical> {
        // Owners and operators are of the atlas: links of an imported network have neither.
        let unknown = |of: &&ElementKind| matches!(of, ElementKind::Operator | ElementKind::Owner);
        if let Some(of) = asked.each.iter().find(unknown) {
            return Err(Error::question(format!("an imported network knows no {of}s: leave --each {of} out")));
        }
        let pairs = Sweep { ends: asked.pairs.clone(), ..Sweep::default() };
        let prepared = self.imported_for(&pairs)?.ok_or_else(no_imported)?;
        let (mut question, ends) = self.on_imported(&pairs, &[], &prepared, false)?;
        // The head was made for a sweep.
        question.head.command = Critical::COMMAND;
        let found = analysis::sweep::critical::of_pairs(&question, &ends, &asked.each, asked.busiest);
        found.map_err(|error| Error::new(ErrorKind::Io, error.to_string()))
    }
}
