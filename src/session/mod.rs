//! A session answers queries about one atlas.
//!
//! It holds the checked atlas and the network of each day it was asked about, and resolves what a query says in words:
//! names, selectors, days, scenarios, parties. All mistakes of a query are reported at once.

mod flags;
mod flows;
mod imported;
mod law;
mod resolve;
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

pub(crate) use flags::{both, dates, every, flag, flag_part, unknown};
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
        }
    }

    /// The same session with every assignment checked by code that shares nothing with the solver.
    pub(crate) fn audited(&self, audit: &Arc<Audit>) -> Self {
        Self { audit: Some(Arc::clone(audit)), ..self.clone() }
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
