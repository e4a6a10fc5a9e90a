//! How much flows in a year.

routing::quantities! {
    /// Mass a year, in kilograms.
    Mass, 1e6, from_kt, kt, "kt";
}

/// `mass x share`, rounded down: what is left over is freed, never lost.
///
/// `share = part / whole`; a whole of 0 keeps nothing.
#[must_use]
pub fn pro_rata(mass: Mass, part: Mass, whole: Mass) -> Mass {
    if whole.0 <= 0 || part.0 <= 0 {
        return Mass::ZERO;
    }
    let kept = i128::from(mass.0) * i128::from(part.0.min(whole.0)) / i128::from(whole.0);
    Mass(i64::try_from(kept).unwrap_or(mass.0))
}
