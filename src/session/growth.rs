//! Rows that scenarios bring: the atlas with all of them, where what is theirs is there only in the scenario that builds it.

use std::sync::Arc;

use super::Session;
use super::imported::Origin;
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::input::{self, Source};
use crate::model::{Effect, Id, Measure};
use crate::spec::{ScenarioRef, TextFile};
use crate::validate::{self, Brought};
use routing::store;

impl Session {
    /// This session with the rows that scenarios bring; none where they bring none.
    ///
    /// # Errors
    /// What is wrong with the rows beside this atlas, by file and line.
    pub(crate) fn grown_by(&self, scenarios: &[ScenarioRef]) -> Result<Option<Self>> {
        let mut all: Vec<Brought<'_>> = Vec::new();
        for scenario in scenarios {
            let ScenarioRef::File { rows, .. } = scenario else { continue };
            // Several scenarios may bring the same folder: its rows are there once.
            let Some(id) = folder(rows) else { continue };
            if all.iter().all(|own| own.id != id) {
                all.push(Brought { id, files: rows.iter().map(|file| (&*file.name, &*file.text)).collect() });
            }
        }
        if all.is_empty() {
            return Ok(None);
        }
        let atlas = validate::grown(self.raw()?, &all)
            .map_err(|findings| Error::data("the rows of a scenario cannot be used", findings))?;
        Ok(Some(Self { atlas: Arc::new(atlas), networks: Arc::default(), ..self.clone() }))
    }

    /// The tables of this session's atlas as text, once more.
    fn raw(&self) -> Result<input::RawTables> {
        let borrowed = |files: &[(String, Vec<u8>)]| {
            let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (&**name, &**bytes)).collect();
            input::read(Source::Files(&files))
        };
        match &self.imported_from.origin {
            Origin::Embedded => input::read(Source::Files(&input::embedded())),
            Origin::Memory(files) => borrowed(files),
            Origin::Folder(folder) => input::read(Source::Folder(folder)),
            Origin::File(file) => {
                let files =
                    store::unpack(file.bytes("atlas")?).ok_or_else(|| file.fault("atlas", "holds what cannot be"))?;
                input::read(Source::Files(&files))
            }
        }
    }

    /// The measure by which a scenario's rows are there.
    pub(super) fn builds(
        &self,
        name: &str,
        rows: &[TextFile],
    ) -> std::result::Result<Option<Measure>, Vec<Diagnostic>> {
        let Some(id) = folder(rows).map(Id::trusted) else { return Ok(None) };
        // Whoever asks without `Session::ask` has the atlas without rows.
        if !self.atlas.planned.iter().any(|planned| planned.id == id) {
            let rule = "this scenario brings rows of its own, which this question cannot take";
            return Err(vec![Diagnostic::error(name, rule, "leave it out, or take `rows` out of the file")]);
        }
        Ok(Some(Measure::what_if("event:rows", Effect::Build(id), None)))
    }
}

/// The folder of rows: by it they are one set.
fn folder(rows: &[TextFile]) -> Option<&str> {
    let name = &rows.first()?.name;
    Some(name.rfind(['/', '\\']).map_or("", |at| &name[..at]))
}
