//! Arrays that lie in memory or in a compiled file: the only place that maps files, and the only `unsafe`.

mod array;
mod file;
mod pack;

pub use array::{Array, Mapping};
pub use file::{CompiledFile, FileError, FileFault, Section, checksum, compile};
pub use pack::{pack, unpack};
