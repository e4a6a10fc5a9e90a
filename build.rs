//! The atlas is embedded: a new file in it is reason to build again.

fn main() {
    println!("cargo::rerun-if-changed=data");
}
