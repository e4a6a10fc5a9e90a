//! Atlases inside the binary: every command works with no file at hand.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};

use super::RawTables;

// Both atlases: tests solve `tiny`.
static DATA: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/data");

/// A file in the binary: its path inside the atlas, and its bytes.
pub type Embedded = (&'static str, &'static [u8]);

/// Files of the atlas that ships inside the binary.
pub fn embedded() -> Vec<Embedded> {
    let atlas = named("atlas");
    // A build without `data/atlas` still has an atlas.
    if atlas.is_empty() { named("tiny") } else { atlas }
}

/// The tables of the atlas that ships inside the binary: what stands in for what another leaves out.
pub fn built_in() -> &'static RawTables {
    static TABLES: LazyLock<RawTables> = LazyLock::new(|| {
        // Files in memory can always be opened.
        super::read(super::Source::Files(&embedded())).unwrap_or_default()
    });
    &TABLES
}

/// Files of a template of `init`; none where there is none of this name.
pub fn template(name: &str) -> Vec<Embedded> {
    named(&format!("templates/{name}"))
}

/// The names of all countries by their alpha-3 codes, with latitude and longitude of their labels.
pub fn countries() -> &'static BTreeMap<String, (String, [f64; 2])> {
    static COUNTRIES: LazyLock<BTreeMap<String, (String, [f64; 2])>> = LazyLock::new(|| {
        let world = DATA.get_file("map/world.json").map(include_dir::File::contents).unwrap_or_default();
        // The file ships with the program; a build without it knows no names.
        let world: serde_json::Value = serde_json::from_slice(world).unwrap_or_default();
        let all = world["objects"]["countries"]["geometries"].as_array().cloned().unwrap_or_default();
        all.iter().filter_map(country).collect()
    });
    &COUNTRIES
}

fn country(shape: &serde_json::Value) -> Option<(String, (String, [f64; 2]))> {
    let properties = &shape["properties"];
    // In hundredths of a degree, longitude first.
    let label = |at: usize| Some(properties["label"][at].as_f64()? / 100.0);
    Some((shape["id"].as_str()?.into(), (properties["name"].as_str()?.into(), [label(1)?, label(0)?])))
}

/// Files of the six places that can be solved by hand.
#[cfg(test)]
pub fn tiny() -> Vec<Embedded> {
    named("tiny")
}

fn named(name: &str) -> Vec<Embedded> {
    let mut files = Vec::new();
    if let Some(root) = DATA.get_dir(name) {
        collect(root, name, &mut files);
    }
    files.sort_unstable();
    files
}

fn collect(folder: &'static Dir<'static>, root: &str, files: &mut Vec<Embedded>) {
    for file in folder.files() {
        // Paths begin with the folder of the atlas, which its files do not name.
        let inside = file.path().to_str().and_then(|path| path.strip_prefix(root)?.strip_prefix('/'));
        files.extend(inside.map(|path| (path, file.contents())));
    }
    for folder in folder.dirs() {
        collect(folder, root, files);
    }
}
