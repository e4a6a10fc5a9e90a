//! Random companies that hold each other, and by all sets of them which belong to whom.

use rand::RngExt as _;
use rand_chacha::ChaCha8Rng;

use super::small::Row;

pub const COMPANIES: usize = 4;

/// Who holds what percent of whom, companies by number; none: control.
#[derive(Debug)]
pub struct Shares(Vec<(usize, usize, Option<u32>)>);

impl Shares {
    pub fn drawn(rng: &mut ChaCha8Rng) -> Self {
        Self((0..COMPANIES).flat_map(|held| of(rng, held)).collect())
    }

    /// Everybody who holds something.
    pub fn holders(&self) -> impl Iterator<Item = usize> {
        (0..COMPANIES).filter(|company| self.0.iter().any(|row| row.0 == *company))
    }

    /// An owner and all that it has half of or controls: of all sets that want no further company the smallest.
    pub fn group(&self, owner: usize) -> Vec<usize> {
        let holds = |set: u32, company: usize| set & (1 << company) != 0;
        let wants = |set: u32, company: usize| {
            let own = self.0.iter().filter(|row| row.1 == company && holds(set, row.0));
            own.clone().any(|row| row.2.is_none()) || own.filter_map(|row| row.2).sum::<u32>() >= 50
        };
        let closed = |set: &u32| (0..COMPANIES).all(|one| holds(*set, one) || !wants(*set, one));
        let sets = (0..1 << COMPANIES).filter(|set| holds(*set, owner)).filter(closed);
        let least = sets.fold(u32::MAX, |least, set| least & set);
        (0..COMPANIES).filter(|company| holds(least, *company)).collect()
    }

    /// As rows of `holdings.csv`.
    pub fn rows(&self) -> impl Iterator<Item = Row> {
        self.0.iter().map(|(holder, held, share)| {
            vec![
                ("holder", format!("operator-{holder}")),
                ("held", format!("operator-{held}")),
                ("kind", if share.is_some() { "shares" } else { "control" }.into()),
                ("share_pct", share.map_or_else(String::new, |share| share.to_string())),
                ("basis", "reported".into()),
                ("source", "tiny".into()),
            ]
        })
    }
}

/// Holders of one company, together of no more than all of it.
fn of(rng: &mut ChaCha8Rng, held: usize) -> Vec<(usize, usize, Option<u32>)> {
    let mut rest = 100;
    let mut all = Vec::new();
    for holder in (0..COMPANIES).filter(|holder| *holder != held) {
        let share = [20, 30, 49, 50, 70][rng.random_range(0..5)];
        match rng.random_range(0..12) {
            0 => all.push((holder, held, None)),
            1..=4 if share <= rest => {
                rest -= share;
                all.push((holder, held, Some(share)));
            }
            _ => (),
        }
    }
    all
}
