//! Checks a folder: `cargo run --example check DIR`.

use std::path::Path;

fn main() {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "data/tiny".into());
    match corridor::input::read(corridor::input::Source::Folder(Path::new(&folder))) {
        Err(error) => println!("{error}"),
        Ok(raw) => match corridor::validate::atlas(raw) {
            Err(notices) => notices.iter().for_each(|notice| println!("{notice}")),
            Ok((atlas, warnings)) => {
                warnings.iter().for_each(|notice| println!("{notice}"));
                println!("{} {} {}", atlas.name, atlas.version, atlas.sha256);
            }
        },
    }
}
