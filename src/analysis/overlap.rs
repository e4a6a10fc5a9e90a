//! How much two routes share.

use std::collections::BTreeMap;

use routing::Metres;

/// Do two routes, each as its links with their lengths, share at most a part (0 to 1) of the shorter one's length?
pub fn share_at_most(one: &BTreeMap<u32, Metres>, other: &BTreeMap<u32, Metres>, part: f64) -> bool {
    let shared: Metres = one.iter().filter(|(link, _)| other.contains_key(link)).map(|link| *link.1).sum();
    let whole = |links: &BTreeMap<u32, Metres>| links.values().copied().sum::<Metres>();
    let shorter = whole(one).min(whole(other));
    i128::from(shared.0) * 1_000_000 <= i128::from(shorter.0) * i128::from(millionths(part))
}

/// A share from 0 to 1.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share from 0 to 1")]
pub fn millionths(share: f64) -> u32 {
    (share * 1e6).round() as u32
}
