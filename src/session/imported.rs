//! The imported network of an atlas: in its folder, or in a compiled file.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::Session;
use crate::error::{Error, Result};
use crate::exchange::{self, Rules};
use crate::input;
use crate::network::Prepared;
use crate::spec::ImportColumns;
use routing::store::{self, CompiledFile};

/// Where an atlas came from.
#[derive(Default)]
pub(super) enum Origin {
    /// Embedded: it has no imported network.
    #[default]
    Embedded,
    /// From memory: it has none either.
    Memory(Files),
    /// From a folder, which may have one.
    Folder(PathBuf),
    /// From a compiled file, which may have one.
    File(Box<CompiledFile>),
}

/// An imported network, once it is asked for.
#[derive(Default)]
pub(crate) struct LazyImported {
    pub origin: Origin,
    ready: OnceLock<Option<Arc<Prepared>>>,
}

pub(crate) const NODES: &str = "mesh/nodes.csv";
pub(crate) const LINKS: &str = "mesh/links.csv";

impl LazyImported {
    pub fn of(origin: Origin) -> Self {
        Self { origin, ready: OnceLock::new() }
    }
}

/// Name and bytes of each file.
pub type Files = Vec<(String, Vec<u8>)>;

impl Session {
    pub(crate) fn compiled_file(path: &Path) -> Result<Self> {
        let file = CompiledFile::open(path)?;
        // Tables are unpacked into memory; the imported network stays in the mapped file.
        let files = store::unpack(file.bytes("atlas")?).ok_or_else(|| file.fault("atlas", "holds what cannot be"))?;
        let session = Self::read(input::Source::Files(&files))?;
        Ok(Self { imported_from: Arc::new(LazyImported::of(Origin::File(Box::new(file)))), ..session })
    }

    /// The imported network with its hierarchy: mapped, or ordered now; none where the atlas has none.
    pub(crate) fn imported(&self) -> Result<Option<Arc<Prepared>>> {
        self.imported_watched(|_| (), &|_| ())
    }

    /// [`Session::imported`] that reports how many nodes are to be ordered, and as they find their places how many more
    /// have.
    fn imported_watched(
        &self,
        nodes: impl FnOnce(usize),
        placed: &(dyn Fn(usize) + Sync),
    ) -> Result<Option<Arc<Prepared>>> {
        if let Some(ready) = self.imported_from.ready.get() {
            return Ok(ready.clone());
        }
        let made = match &self.imported_from.origin {
            Origin::Embedded | Origin::Memory(_) => None,
            Origin::File(file) => Prepared::of_file(file)?,
            Origin::Folder(folder) => self.folder_imported(folder, nodes, placed)?,
        };
        // Another thread may have made it meanwhile: the first is kept.
        Ok(self.imported_from.ready.get_or_init(|| made.map(Arc::new)).clone())
    }

    fn folder_imported(
        &self,
        folder: &Path,
        to_place: impl FnOnce(usize),
        placed: &(dyn Fn(usize) + Sync),
    ) -> Result<Option<Prepared>> {
        let [nodes, links] = [NODES, LINKS].map(|name| folder.join(name));
        // `nodes.csv` decides whether there is a network: without `links.csv` reading it fails.
        if !nodes.exists() {
            return Ok(None);
        }
        // The files of an import say everything themselves, so no rule adds anything.
        let rules = Rules {
            mode: "road".into(),
            rates: std::collections::BTreeMap::new(),
            directed: false,
            bridge_km: None,
            strait_km: None,
        };
        let imported = exchange::graph(&nodes, &links, &ImportColumns::own(), &rules, &self.atlas)?.imported;
        to_place(imported.nodes());
        // Its arcs were made of its nodes.
        Ok(Prepared::new(imported, placed))
    }

    /// The bytes of a compiled file of this atlas and its imported network; the tally counts its nodes as they are
    /// ordered.
    ///
    /// # Errors
    /// The imported network in the folder cannot be used; or the files have gone.
    pub fn compile(&self) -> Result<Vec<u8>> {
        let atlas = store::pack(&self.files()?);
        let progress = self.progress();
        let prepared = self.imported_watched(|nodes| progress.add_total(nodes), &|placed| progress.count(placed))?;
        let imported = prepared.as_ref().map(|prepared| prepared.sections()).unwrap_or_default();
        let mut sections: Vec<(&str, &[u8])> = vec![("atlas", &atlas)];
        sections.extend(imported.iter().map(|(name, bytes)| (name.as_str(), &**bytes)));
        Ok(store::compile(&sections))
    }

    /// The files of its tables and scenarios.
    pub(crate) fn files(&self) -> Result<Files> {
        let own = |files: Vec<(&str, &[u8])>| {
            files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).collect()
        };
        match &self.imported_from.origin {
            Origin::Embedded => Ok(own(input::embedded())),
            Origin::Memory(files) => Ok(files.clone()),
            Origin::Folder(folder) => input::files(input::Source::Folder(folder)),
            Origin::File(file) => {
                let files = store::unpack(file.bytes("atlas")?).map(own);
                Ok(files.ok_or_else(|| file.fault("atlas", "holds what cannot be"))?)
            }
        }
    }
}

/// A question that only an imported network answers.
pub(crate) fn no_imported() -> Error {
    Error::question("this atlas has no imported network to ask; `corridor import graph` gives it one")
}
