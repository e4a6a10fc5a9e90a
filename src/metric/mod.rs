//! What solved assignments mean: pure arithmetic, one file a metric.

mod concentration;
mod naive;
mod redundancy;
mod touch;
mod triple;

pub use concentration::{Concentration, concentration};
pub use naive::{Exit, exits, naive_stranded};
pub use redundancy::{Redundancy, redundancy};
pub use touch::{Of, Touched, touched};
pub use triple::{Change, Triple, change};
