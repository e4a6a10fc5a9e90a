//! Column dictionary = row struct = CSV header = `datapackage.json` = data dictionary.
//!
//! `CORRIDOR_BLESS=1 cargo test --test it columns::` writes what is generated anew.

use std::path::{Path, PathBuf};

use corridor::input::{Label, datapackage, dictionary, label};
use corridor::tables::TABLES;

fn atlases() -> Vec<PathBuf> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    ["atlas", "tiny"].map(|name| data.join(name)).into_iter().filter(|path| path.is_dir()).collect()
}

fn generated(path: &Path, text: &str) {
    if std::env::var_os("CORRIDOR_BLESS").is_some() {
        assert!(std::fs::write(path, text).is_ok(), "{} cannot be written", path.display());
    }
    let found = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        found == text,
        "{} differs from the column dictionary; CORRIDOR_BLESS=1 writes it",
        path.display()
    );
}

#[test]
fn headers_are_the_columns() {
    for atlas in atlases() {
        for table in TABLES {
            let path = atlas.join(table.file);
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            assert_eq!(text.lines().next(), Some(table.header().as_str()), "{}", path.display());
        }
    }
}

#[test]
fn data_packages_are_generated() {
    for atlas in atlases() {
        let path = atlas.join("datapackage.json");
        let old = std::fs::read(&path).unwrap_or_default();
        let label = label(&old).unwrap_or_else(|_| Label {
            name: "corridor-atlas".into(),
            title: "Corridor atlas".into(),
            version: "0.1.0".into(),
        });
        generated(&path, &datapackage(&label));
    }
}

#[test]
fn the_dictionary_is_generated() {
    let atlas = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/atlas");
    if atlas.is_dir() {
        generated(&atlas.join("README.md"), &dictionary());
    }
}

/// The columns that the project has agreed on: a change here is a change of the format.
#[test]
fn the_columns_are_those_agreed() {
    let header = |name: &str| TABLES.iter().find(|table| table.name == name).map(|table| table.header());
    assert_eq!(header("countries").unwrap(), "iso3,name,blocs,landlocked,lat,lon,source");
    assert_eq!(header("sources").unwrap(), "id,title,publisher,date,licence,url");
    assert_eq!(TABLES.len(), 21);
    for table in TABLES {
        let mut names: Vec<_> = table.columns.iter().map(|column| column.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), table.columns.len(), "{}", table.file);
        assert!(table.columns.iter().all(|column| !column.meaning.is_empty()), "{}", table.file);
    }
}
