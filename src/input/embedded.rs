//! Atlases inside the binary: every command works with no file at hand.

use include_dir::{Dir, include_dir};

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
