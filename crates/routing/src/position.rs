//! Where a node is.

/// Degrees north and degrees east.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    /// -90 to 90.
    pub lat: f64,
    /// -180 to 180.
    pub lon: f64,
}
