//! Arrays in memory or in a compiled file: the only place that maps files, and the only `unsafe`.
//!
//! ```
//! use routing::store::{Array, CompiledFile, compile};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let path = std::env::temp_dir().join(format!("routing-example-{}", std::process::id()));
//! let lengths: Array<u32> = vec![3, 1, 4].into();
//! std::fs::write(&path, compile(&[("lengths", lengths.bytes())]))?;
//! let file = CompiledFile::open(&path)?;
//! assert_eq!(file.array::<u32>("lengths")?, lengths);
//! # drop(file);
//! # std::fs::remove_file(path)?;
//! # Ok(())
//! # }
//! ```

mod array;
mod file;

pub use array::Array;
pub use file::{CompiledFile, FileError, FileFault, Section, checksum, compile, pack, unpack};
