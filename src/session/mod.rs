//! A session answers queries about one atlas.
//!
//! It holds the checked atlas and the network of each day it was asked about, and resolves what a query says in words:
//! names, selectors, days, scenarios, parties. All mistakes of a query are reported at once.

mod amount;
mod flags;
mod flows;
mod growth;
mod imported;
mod law;
mod resolve;
mod scope;
mod stands;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::analysis::{Audit, Progress};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::input::{self, Source};
use crate::model::Day;
use crate::network::Network;
use crate::tables::Atlas;
use crate::validate;
use imported::{LazyImported, Origin};

pub(crate) use flags::{both, called, dates, every, flag, flag_part};
pub(crate) use imported::{LINKS, NODES, no_imported};
pub(crate) use resolve::{BASELINE, OWN_NAME, ResolvedScenario, TAKEN, last_confirmed};
pub(crate) use stands::{About, assumed};

/// Answers queries about one atlas. Clones share the atlas and what was made of it.
#[derive(Clone)]
pub struct Session {
    pub(crate) atlas: Arc<Atlas>,
    warnings: Arc<Vec<Diagnostic>>,
    // By day, each made when it is first asked for.
    networks: Arc<Mutex<BTreeMap<Day, Arc<Network>>>>,
    progress: Arc<Progress>,
    imported_from: Arc<LazyImported>,
    /// Checks every assignment that is made.
    pub(crate) audit: Option<Arc<Audit>>,
    bare: Bare,
}

/// What an amount without a unit is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Bare {
    /// A mistake.
    #[default]
    Refused,
    /// What its flag or column says: so in files, and in questions that were saved when flags took plain numbers.
    Read,
}

impl Session {
    /// On the atlas inside the program.
    ///
    /// # Errors
    /// None, unless the program was built with a broken atlas.
    pub fn embedded() -> Result<Self> {
        Self::read(Source::Files(&input::embedded()))
    }

    /// On an atlas in a folder, or in a compiled file.
    ///
    /// # Errors
    /// Every finding that keeps the data from being used.
    pub fn open(path: &Path) -> Result<Self> {
        // A missing path is taken for a folder, and reading says that there is none.
        if path.is_file() {
            return Self::compiled_file(path);
        }
        let session = Self::read(Source::Folder(path))?;
        Ok(Self { imported_from: Arc::new(LazyImported::of(Origin::Folder(path.to_owned()))), ..session })
    }

    /// On an atlas in memory: the path of each file in its folder, and its bytes.
    ///
    /// # Errors
    /// Every finding that keeps the data from being used.
    pub fn of_files(files: &[(&str, &[u8])]) -> Result<Self> {
        let session = Self::read(Source::Files(files))?;
        let own = files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
        Ok(Self { imported_from: Arc::new(LazyImported::of(Origin::Memory(own))), ..session })
    }

    /// On an atlas that holds nothing, for queries that ask none (`Query::ASKS_ATLAS`).
    pub fn without_atlas() -> Self {
        Self::of(Atlas::default(), Vec::new())
    }

    /// The files of a small atlas to start from, `minimal` or `gulf`, with a data package of this name: path and bytes. None
    /// where there is no such template.
    #[must_use]
    pub fn template(template: &str, name: &str) -> Option<Vec<(String, Vec<u8>)>> {
        let mut files: Vec<(String, Vec<u8>)> =
            input::template(template).into_iter().map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect();
        if files.is_empty() {
            return None;
        }
        let package = input::own_package(name);
        files.push(package);
        Some(files)
    }

    fn read(source: Source<'_>) -> Result<Self> {
        let broken = |diagnostics: Vec<Diagnostic>| Error::data("the atlas cannot be used", diagnostics);
        let (atlas, warnings) = validate::atlas(input::read(source)?).map_err(broken)?;
        Ok(Self::of(atlas, warnings))
    }

    pub(crate) fn of(atlas: Atlas, warnings: Vec<Diagnostic>) -> Self {
        Self {
            atlas: Arc::new(atlas),
            warnings: Arc::new(warnings),
            networks: Arc::default(),
            progress: Arc::default(),
            imported_from: Arc::default(),
            audit: None,
            bare: Bare::default(),
        }
    }

    /// The same session with every assignment checked by code that shares nothing with the solver.
    pub(crate) fn audited(&self, audit: &Arc<Audit>) -> Self {
        Self { audit: Some(Arc::clone(audit)), ..self.clone() }
    }

    /// The same session for questions of saved answers and rows of files, whose amounts may have no unit.
    pub(crate) fn reading_bare(&self) -> Self {
        Self { bare: Bare::Read, ..self.clone() }
    }

    /// How far this session is with what it was asked: steps add up over all queries.
    pub fn progress(&self) -> Arc<Progress> {
        Arc::clone(&self.progress)
    }

    /// Warnings about the atlas: it can be used, but someone should look.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// The atlas as the program sees it.
    pub fn atlas(&self) -> &Atlas {
        &self.atlas
    }

    /// The network of a day: built once, shared by all threads.
    pub(crate) fn network_on(&self, day: Day) -> Arc<Network> {
        // A poisoned lock holds whole networks only: each is inserted when it is built.
        // Held while a network is built, so that no day is built twice.
        let mut networks = self.networks.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(networks.entry(day).or_insert_with(|| Arc::new(Network::new(self.atlas.on(day)))))
    }
}

/// The files of the atlas inside the program: path and bytes.
pub fn embedded_files() -> Vec<(&'static str, &'static [u8])> {
    input::embedded()
}
