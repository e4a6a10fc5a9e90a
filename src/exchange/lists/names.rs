//! Who of an atlas may be on a list: by identifier, by name, by nearness of name.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Entry;
use crate::model::{Id, ListedKind, MatchedBy, PlaceKind, folded};
use crate::tables::{Atlas, PartyKind};

/// Something of the atlas and an entry that is, or may be, the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub what: ListedKind,
    /// Its id in the atlas.
    pub id: Id,
    /// Its name in the atlas.
    pub name: String,
    /// The entry's id on the list.
    pub entry: String,
    pub entry_name: String,
    pub by: MatchedBy,
    /// 1 where it is surely the same, else how near the names are.
    pub score: f64,
}

/// A name of the atlas to look for.
#[derive(Debug)]
struct WantedName {
    what: ListedKind,
    id: Id,
    name: String,
    words: BTreeSet<String>,
}

#[derive(Debug)]
pub struct AtlasNames {
    wanted: Vec<WantedName>,
    by_identifier: HashMap<String, usize>,
    /// By name without legal form.
    by_name: HashMap<String, Vec<usize>>,
    /// By word, those whose name has it.
    by_word: HashMap<String, Vec<usize>>,
    least: f64,
}

/// Words that say what form a company has, in the languages of the region.
#[rustfmt::skip]
const FORMS: [&str; 46] = [
    "ab", "ag", "ao", "as", "asa", "bv", "co", "company", "corp", "corporation", "gmbh", "group", "inc",
    "incorporated", "joint", "jsc", "kg", "limited", "llc", "llp", "ltd", "nv", "oao", "ojsc", "ooo",
    "open", "pao", "pjsc", "plc", "private", "public", "pvt", "sa", "sarl", "se", "spa", "srl", "stock",
    "the", "too", "tov", "zao", "closed", "obshchestvo", "aktsionernoe", "of",
];

/// A name that is one word as short as this is too common to be sure of.
const SHORT: usize = 4;

/// A name without its legal form, words in order.
fn plain(name: &str) -> String {
    let folded = folded(name);
    let words: Vec<&str> = folded.split(' ').filter(|word| !FORMS.contains(word)).collect();
    // A name of nothing but legal forms is kept as it is.
    if words.is_empty() { folded } else { words.join(" ") }
}

impl AtlasNames {
    /// Parties that are someone in particular, vessels, ports and terminals.
    pub fn new(atlas: &Atlas, least: f64) -> Self {
        let mut known = Self {
            wanted: Vec::new(),
            by_identifier: HashMap::new(),
            by_name: HashMap::new(),
            by_word: HashMap::new(),
            least,
        };
        // A persona is anyone of a sort, whom no list can name.
        for party in atlas.parties.iter().filter(|party| party.kind != PartyKind::Persona) {
            known.add(ListedKind::Party, &party.id, &party.name, &party.identifiers);
        }
        for vessel in atlas.vessels.iter() {
            let imo = vessel.id.as_str().strip_prefix("imo-").map(|number| format!("imo:{number}"));
            known.add(ListedKind::Vessel, &vessel.id, &vessel.name, &imo.into_iter().collect::<Vec<_>>());
        }
        let is_port = |kind| matches!(kind, PlaceKind::Port | PlaceKind::Terminal);
        for place in atlas.places.iter().filter(|place| is_port(place.kind)) {
            known.add(ListedKind::Port, &place.id, &place.name, &[]);
        }
        known
    }

    fn add(&mut self, what: ListedKind, id: &Id, name: &str, identifiers: &[String]) {
        let at = self.wanted.len();
        let plain = plain(name);
        let words: BTreeSet<String> = plain.split(' ').map(str::to_owned).collect();
        for word in &words {
            self.by_word.entry(word.clone()).or_default().push(at);
        }
        for identifier in identifiers {
            self.by_identifier.insert(identifier.clone(), at);
        }
        self.by_name.entry(plain).or_default().push(at);
        self.wanted.push(WantedName { what, id: id.clone(), name: name.to_owned(), words });
    }

    /// What of the atlas an entry is, surely and perhaps.
    pub(super) fn hits(&self, entry: &Entry<'_>) -> (Vec<Hit>, Vec<Hit>) {
        let mut exact: BTreeMap<usize, Hit> = BTreeMap::new();
        let mut near: BTreeMap<usize, Hit> = BTreeMap::new();
        let main = entry.names.first().map(|name| name.to_string()).unwrap_or_default();
        // An identifier is sure whatever names and kinds say, so it does not ask `fits`.
        for identifier in &entry.identifiers {
            if let Some(at) = self.by_identifier.get(identifier) {
                exact.insert(*at, self.hit(*at, entry, &main, (MatchedBy::Identifier(identifier.clone()), 1.0)));
            }
        }
        for name in &entry.names {
            let spelt = plain(name);
            for at in self.by_name.get(&spelt).into_iter().flatten().filter(|at| self.fits(**at, entry)) {
                let hit = self.hit(*at, entry, name, (MatchedBy::Name, 1.0));
                if spelt.contains(' ') || spelt.len() > SHORT {
                    exact.entry(*at).or_insert(hit);
                } else {
                    near.entry(*at).or_insert(hit);
                }
            }
            self.look_near(&spelt, name, entry, &mut near);
        }
        // What is surely the same is not to be reviewed as well.
        near.retain(|at, _| !exact.contains_key(at));
        (exact.into_values().collect(), near.into_values().collect())
    }

    /// Names that share a word are compared.
    fn look_near(&self, spelt: &str, name: &str, entry: &Entry<'_>, near: &mut BTreeMap<usize, Hit>) {
        let mut words: Vec<&str> = spelt.split(' ').collect();
        words.sort_unstable();
        words.dedup();
        let mut shared: BTreeSet<usize> = BTreeSet::new();
        // Words of one or two letters are in too many names.
        for word in words.iter().filter(|word| word.len() > 2) {
            shared.extend(self.by_word.get(*word).into_iter().flatten().copied());
        }
        for at in shared.into_iter().filter(|at| self.fits(*at, entry)) {
            let score = nearness(&self.wanted[at].words, &words);
            // Of several names of an entry the nearest counts.
            let better = near.get(&at).is_none_or(|hit| hit.score < score);
            if score >= self.least && better {
                near.insert(at, self.hit(at, entry, name, (MatchedBy::Name, score)));
            }
        }
    }

    /// A person is no company, a vessel is no port.
    fn fits(&self, at: usize, entry: &Entry<'_>) -> bool {
        match self.wanted[at].what {
            ListedKind::Vessel => entry.is_vessel,
            ListedKind::Party | ListedKind::Port => !entry.is_person && !entry.is_vessel,
        }
    }

    fn hit(&self, at: usize, entry: &Entry<'_>, name: &str, (by, score): (MatchedBy, f64)) -> Hit {
        let wanted = &self.wanted[at];
        Hit {
            what: wanted.what,
            id: wanted.id.clone(),
            name: wanted.name.clone(),
            entry: entry.id.to_string(),
            entry_name: name.to_owned(),
            by,
            score,
        }
    }
}

/// The mean of Jaccard's index of the words and of the part of the wanted name that is found: so a short name is found
/// in a longer one that only adds what the company does.
#[allow(clippy::cast_precision_loss, reason = "a name has few words")]
fn nearness(wanted: &BTreeSet<String>, words: &[&str]) -> f64 {
    let both = words.iter().filter(|word| wanted.contains(**word)).count() as f64;
    let all = wanted.len() as f64 + words.len() as f64 - both;
    let part = both / wanted.len() as f64;
    (both / all + part) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legal_forms_and_spelling_make_no_difference() {
        assert_eq!(plain("PJSC \"Tiny Pipe-Lines\""), "tiny pipe lines");
        assert_eq!(plain("Tiny Pipe Lines Public Joint Stock Company"), "tiny pipe lines");
        assert_eq!(plain("Ltd"), "ltd", "a name that is nothing else is kept");
    }

    #[test]
    fn a_name_within_a_longer_one_is_near() {
        let wanted: BTreeSet<String> = ["tiny", "pipe"].map(String::from).into();
        assert!((nearness(&wanted, &["pipe", "tiny"]) - 1.0).abs() < 1e-12);
        assert!((nearness(&wanted, &["oil", "pipe", "tiny"]) - 5.0 / 6.0).abs() < 1e-12);
        assert!(nearness(&wanted, &["pipe", "vast", "wide"]) < 0.5);
    }
}
