//! The mesh of an atlas: in its folder, or in a compiled file.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::Session;
use crate::error::{Error, ErrorKind, Result};
use crate::exchange::{self, Rate, Rules};
use crate::model::Cargo;
use crate::network::Prepared;
use crate::query::ImportGraph;
use crate::spec::ImportColumns;
use crate::tables::Atlas;
use crate::{answer, input};
use routing::store::{self, CompiledFile};

/// Where an atlas came from.
#[derive(Default)]
pub(super) enum Origin {
    /// From memory: it has no mesh.
    #[default]
    Memory,
    /// From a folder, which may have one.
    Folder(PathBuf),
    /// From a compiled file, which may have one.
    File(Box<CompiledFile>),
}

/// A mesh, once it is asked for.
#[derive(Default)]
pub(crate) struct Meshed {
    pub origin: Origin,
    ready: OnceLock<Option<Arc<Prepared>>>,
}

const NODES: &str = "mesh/nodes.csv";
const LINKS: &str = "mesh/links.csv";
const ABOUT: &str = "mesh/mesh.json";

impl Meshed {
    pub fn of(origin: Origin) -> Self {
        Self { origin, ready: OnceLock::new() }
    }
}

/// Name and bytes of each file.
pub type Files = Vec<(String, Vec<u8>)>;

impl Session {
    /// On a compiled file.
    pub(crate) fn compiled_file(path: &Path) -> Result<Self> {
        let file = CompiledFile::open(path)?;
        let files =
            store::unpack(file.bytes("atlas")?).ok_or_else(|| file.fault("atlas", "holds what cannot be"))?;
        let session = Self::read(input::Source::Files(&files))?;
        Ok(Self { meshed: Arc::new(Meshed::of(Origin::File(Box::new(file)))), ..session })
    }

    /// The mesh with its hierarchy: mapped, or ordered now; none where the atlas has none.
    pub(crate) fn mesh(&self) -> Result<Option<Arc<Prepared>>> {
        self.mesh_watched(|_| (), &|_| ())
    }

    /// [`Session::mesh`] that tells how many nodes are to be ordered, and as they find their places how many more have.
    fn mesh_watched(
        &self,
        nodes: impl FnOnce(usize),
        placed: &(dyn Fn(usize) + Sync),
    ) -> Result<Option<Arc<Prepared>>> {
        if let Some(ready) = self.meshed.ready.get() {
            return Ok(ready.clone());
        }
        let made = match &self.meshed.origin {
            Origin::Memory => None,
            Origin::File(file) => Prepared::of_file(file)?,
            Origin::Folder(folder) => self.folder_mesh(folder, nodes, placed)?,
        };
        Ok(self.meshed.ready.get_or_init(|| made.map(Arc::new)).clone())
    }

    fn folder_mesh(
        &self,
        folder: &Path,
        to_place: impl FnOnce(usize),
        placed: &(dyn Fn(usize) + Sync),
    ) -> Result<Option<Prepared>> {
        let [nodes, links] = [NODES, LINKS].map(|name| folder.join(name));
        if !nodes.exists() {
            return Ok(None);
        }
        let rules = Rules {
            mode: "road".into(),
            rates: std::collections::BTreeMap::new(),
            directed: false,
            bridge_km: None,
            strait_km: None,
        };
        let mesh = exchange::graph(&nodes, &links, &ImportColumns::own(), &rules, &self.atlas)?.mesh;
        to_place(mesh.nodes());
        // Its arcs were made of its nodes.
        Ok(Prepared::watched(mesh, placed))
    }

    /// The bytes of a compiled file of this atlas and its mesh; the tally counts its nodes as they are ordered.
    ///
    /// # Errors
    /// The mesh in the folder cannot be used; or the files have gone.
    pub fn compile(&self) -> Result<Vec<u8>> {
        let atlas = store::pack(&self.files()?);
        let tally = self.progress();
        let prepared = self.mesh_watched(|nodes| tally.expect(nodes), &|placed| tally.count(placed))?;
        let mesh = prepared.as_ref().map(|prepared| prepared.sections()).unwrap_or_default();
        let mut sections: Vec<(&str, &[u8])> = vec![("atlas", &atlas)];
        sections.extend(mesh.iter().map(|(name, bytes)| (name.as_str(), &**bytes)));
        Ok(store::compile(&sections))
    }

    /// The files of its tables and scenarios.
    fn files(&self) -> Result<Files> {
        let own = |files: Vec<(&str, &[u8])>| {
            files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).collect()
        };
        match &self.meshed.origin {
            Origin::Memory => Ok(own(input::embedded())),
            Origin::Folder(folder) => input::files(input::Source::Folder(folder)),
            Origin::File(file) => {
                let files = store::unpack(file.bytes("atlas")?).map(own);
                Ok(files.ok_or_else(|| file.fault("atlas", "holds what cannot be"))?)
            }
        }
    }

    /// Reads a foreign graph and joins it to this atlas: what was done, and the files of an atlas with that mesh.
    ///
    /// # Errors
    /// Every finding that keeps the graph from being used.
    pub(crate) fn import_graph(&self, asked: &ImportGraph) -> Result<answer::ImportedGraph> {
        let rules = self.rules(asked)?;
        let found = exchange::graph(
            Path::new(&asked.nodes),
            Path::new(&asked.links),
            &asked.columns,
            &rules,
            &self.atlas,
        )?;
        let rates =
            rules.rates.iter().filter(|(mode, _)| found.mesh.modes.contains(mode) || **mode == rules.mode);
        let mut answer = answer::ImportedGraph {
            nodes: found.mesh.nodes() as u64,
            links: found.mesh.length.len() as u64,
            arcs: found.mesh.arcs() as u64,
            loops: found.loops,
            parts: found.parts.len() as u64,
            largest: found.parts.first().copied().unwrap_or(0),
            bridges: found.bridges,
            in_straits: found.in_straits,
            by_nearest: found.by_nearest,
            countries: found.mesh.countries.len() as u64,
            rates: rates
                .map(|(mode, rate)| answer::ImportRate {
                    mode: mode.clone(),
                    usd_tkm: rate.usd_tkm,
                    km_h: rate.km_h,
                })
                .collect(),
            files: Vec::new(),
            joined: found
                .joined
                .iter()
                .map(|(place, km)| answer::JoinedPlace {
                    place: place.clone(),
                    km: (km * 1000.0).round() / 1000.0,
                })
                .collect(),
        };
        let about = serde_json::to_string_pretty(&answer)
            .map_err(|error| Error::new(ErrorKind::Io, error.to_string()))?;
        let (nodes, links) = exchange::written(&found.mesh);
        let mut files = self.files()?;
        files.extend([
            (NODES.to_owned(), nodes),
            (LINKS.to_owned(), links),
            (ABOUT.to_owned(), format!("{about}\n").into_bytes()),
        ]);
        answer.files = files;
        Ok(answer)
    }

    /// Rates of the atlas's modes, and those given.
    fn rules(&self, asked: &ImportGraph) -> Result<Rules> {
        let mut rates = atlas_rates(&self.atlas);
        for text in &asked.rates {
            let (mode, rate) = rate(text).ok_or_else(|| {
                Error::question(format!(
                    "--rate {text:?}: a rate is written MODE=USD_PER_TKM:KM_PER_H, both above 0: road=0.095:23.4"
                ))
            })?;
            rates.insert(mode, rate);
        }
        for (flag, km) in [("bridge", asked.bridge_km), ("strait-km", asked.strait_km)] {
            if km.is_some_and(|km| !(0.0..=20_100.0).contains(&km)) {
                return Err(Error::question(format!("--{flag}: a distance on earth is 0 to 20,100 km")));
            }
        }
        Ok(Rules {
            mode: asked.mode.clone(),
            rates,
            directed: asked.directed,
            bridge_km: asked.bridge_km,
            strait_km: asked.strait_km,
        })
    }
}

/// By mode: the cheapest row of `modes.csv` that carries general cargo.
fn atlas_rates(atlas: &Atlas) -> std::collections::BTreeMap<String, Rate> {
    let mut rates = std::collections::BTreeMap::new();
    for row in atlas.modes.iter().filter(|row| row.cargo.has(Cargo::General)) {
        let rate = Rate { usd_tkm: row.usd_per_tkm.value, km_h: row.speed.value };
        let own = rates.entry(row.mode.to_string()).or_insert(rate);
        if rate.usd_tkm < own.usd_tkm {
            *own = rate;
        }
    }
    rates
}

fn rate(text: &str) -> Option<(String, Rate)> {
    let (mode, numbers) = text.split_once('=')?;
    let (usd_tkm, km_h) = numbers.split_once(':')?;
    let rate = Rate { usd_tkm: usd_tkm.trim().parse().ok()?, km_h: km_h.trim().parse().ok()? };
    let fits = |number: f64, most: f64| number > 0.0 && number <= most;
    let mode = mode.trim();
    (!mode.is_empty() && fits(rate.usd_tkm, 1_000.0) && fits(rate.km_h, 2_000.0))
        .then(|| (mode.to_owned(), rate))
}

/// A question that only a mesh answers.
pub(crate) fn no_mesh() -> Error {
    Error::question("this atlas has no mesh to ask; `corridor import graph` gives it one")
}
