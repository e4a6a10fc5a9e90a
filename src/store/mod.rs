//! Arrays that lie in memory or in a compiled file: the only place that maps files, and the only `unsafe`.

mod array;

pub use array::{Array, Mapping};
