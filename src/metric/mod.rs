//! What solved assignments mean: pure arithmetic, one file a metric.

mod concentration;
mod naive;
mod owned;
mod touch;
mod triple;

pub use concentration::{by_corridor, concentration};
pub use naive::{Exit, exit, exits, naive_stranded};
pub use owned::owned;
pub use touch::{Touched, end_touches, touched};
pub use triple::{Change, Triple};
