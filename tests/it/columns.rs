//! Column dictionary = CSV header = `datapackage.json` = data dictionary.
//!
//! `CORRIDOR_BLESS=1 cargo test --test it columns::` writes what is generated anew.

use std::fs;
use std::path::PathBuf;

use corridor::{data_dictionary, data_package};
use serde_json::Value;

use crate::support::{Cell as _, root};

fn atlases() -> [PathBuf; 2] {
    ["data/atlas", "data/tiny"].map(|atlas| root().join(atlas))
}

/// Name, file and columns of every table, as the data package has them.
fn tables() -> Vec<(String, String, Vec<Value>)> {
    let package: Value = serde_json::from_str(&data_package("x", "X", "1")).unwrap();
    let table = |table: &Value| {
        let fields = table["schema"]["fields"].list().clone();
        (table["name"].text().to_owned(), table["path"].text().to_owned(), fields)
    };
    package["resources"].list().iter().map(table).collect()
}

fn header(columns: &[Value]) -> String {
    columns.iter().map(|column| column["name"].text()).collect::<Vec<_>>().join(",")
}

fn generated(path: PathBuf, text: &str) {
    if std::env::var_os("CORRIDOR_BLESS").is_some() {
        fs::write(&path, text).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap();
    assert!(found == text, "{} differs from the column dictionary; CORRIDOR_BLESS=1 writes it", path.display());
}

#[test]
fn headers_are_the_columns() {
    for atlas in atlases() {
        for (_, file, columns) in tables() {
            let path = atlas.join(file);
            let text = fs::read_to_string(&path).unwrap();
            assert_eq!(text.lines().next(), Some(header(&columns).as_str()), "{}", path.display());
        }
    }
}

#[test]
fn data_packages_are_generated() {
    for atlas in atlases() {
        let path = atlas.join("datapackage.json");
        let old: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let [name, title, version] = ["name", "title", "version"].map(|key| old[key].text());
        generated(path, &data_package(name, title, version));
    }
}

#[test]
fn the_dictionary_is_generated() {
    generated(root().join("data/atlas/README.md"), &data_dictionary());
}

/// The columns that the project has agreed on: a change here is a change of the format.
#[test]
fn the_columns_are_those_agreed() {
    let tables = tables();
    let of = |name: &str| header(&tables.iter().find(|table| table.0 == name).unwrap().2);
    assert_eq!(of("countries"), "iso3,iso2,name,aliases,blocs,landlocked,lat,lon,source");
    assert_eq!(of("sources"), "id,title,publisher,date,licence,url");
    assert_eq!(tables.len(), 22);
    for (_, file, columns) in tables {
        let mut names: Vec<_> = columns.iter().map(|column| column["name"].text()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), columns.len(), "{file}");
        assert!(columns.iter().all(|column| !column["description"].text().is_empty()), "{file}");
    }
}
