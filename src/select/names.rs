//! What a name means: by id, ISO code, UN/LOCODE, name or alias. Capitals, accents, hyphens and blanks make no
//! difference.
//!
//! There is this one resolver: selectors, FROM and TO, flags and ids of commands all ask it.

use std::collections::BTreeSet;

use crate::diagnostic::nearest;
use crate::model::{CountryIx, Id, PlaceKind, folded, holds, squeezed};
use crate::tables::Atlas;

/// What is wrong with a value, and the mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueError {
    pub rule: String,
    pub hint: String,
}

impl ValueError {
    pub fn new(rule: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { rule: rule.into(), hint: hint.into() }
    }
}

/// So many names are offered where several have the words.
const OFFERED: usize = 6;

/// What can be called by a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    Place,
    Strait,
    Link,
    Line,
    Corridor,
    Country,
    Bloc,
    Party,
    Vessel,
    Actor,
    Commodity,
}

impl NameKind {
    /// One of it, and several.
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Place => ("place", "places"),
            Self::Strait => ("strait", "straits"),
            Self::Link => ("link", "links"),
            Self::Line => ("line", "lines"),
            Self::Corridor => ("corridor", "corridors"),
            Self::Country => ("country", "countries"),
            Self::Bloc => ("bloc", "blocs"),
            Self::Party => ("party", "parties"),
            Self::Vessel => ("vessel", "vessels"),
            Self::Actor => ("actor", "actors"),
            Self::Commodity => ("commodity", "commodities"),
        }
    }
}

/// Something that a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub kind: NameKind,
    /// Its position in its table; of blocs and corridors, which have none, their place in alphabetical order.
    pub at: usize,
    pub id: String,
    /// As people call it; empty: as its id.
    pub name: String,
    /// What it is, in a word: the kind of a place, `line`.
    pub what: &'static str,
    /// The country in which it lies or is registered.
    pub country: Option<String>,
}

impl Named {
    /// `novorossiysk-cpc (terminal, RUS, "Yuzhnaya Ozereyevka")`.
    fn shown(&self) -> String {
        let name = (!self.name.is_empty()).then(|| format!("\"{}\"", self.name));
        let country = self.country.clone().filter(|code| *code != self.id);
        let words: Vec<String> = [Some(self.what.to_owned()), country, name].into_iter().flatten().collect();
        format!("{} ({})", self.id, words.join(", "))
    }
}

/// What a name was found to mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    One(Named),
    Several(Vec<Named>),
    None,
}

/// A row that has a name.
struct Entry<'a> {
    kind: NameKind,
    at: usize,
    id: &'a str,
    name: &'a str,
    aliases: &'a [String],
    /// Its ISO alpha-2 code or its UN/LOCODE.
    code: Option<&'a str>,
    what: &'static str,
    country: Option<CountryIx>,
}

impl<'a> Entry<'a> {
    fn new(kind: NameKind, at: usize, id: &'a str, name: &'a str) -> Self {
        Self { kind, at, id, name, aliases: &[], code: None, what: kind.words().0, country: None }
    }

    fn named(&self, atlas: &Atlas) -> Named {
        Named {
            kind: self.kind,
            at: self.at,
            id: self.id.to_owned(),
            name: self.name.to_owned(),
            what: self.what,
            country: self.country.map(|country| atlas.countries[country.index()].id.to_string()),
        }
    }

    /// Its name and its aliases.
    fn called(&self) -> impl Iterator<Item = &'a str> {
        std::iter::once(self.name).chain(self.aliases.iter().map(String::as_str))
    }
}

/// What a text means among things of some kinds. An id as it is written wins; then come ids however they are spelt, of
/// the kind that is named first; then codes; then names and aliases.
pub fn find(atlas: &Atlas, text: &str, kinds: &[NameKind]) -> Found {
    let text = text.trim();
    let entries: Vec<Entry<'_>> = kinds.iter().flat_map(|kind| entries(atlas, *kind)).collect();
    let wanted = squeezed(text);
    let is = |own: &str| squeezed(own) == wanted;
    let exact = entries.iter().find(|entry| entry.id == text);
    // A text without letters folds to nothing, which no name may match.
    let Some(wanted) = exact.or_else(|| entries.iter().find(|entry| !wanted.is_empty() && is(entry.id))) else {
        return if wanted.is_empty() { Found::None } else { by_code_or_name(atlas, &entries, &is) };
    };
    Found::One(wanted.named(atlas))
}

fn by_code_or_name(atlas: &Atlas, entries: &[Entry<'_>], is: &dyn Fn(&str) -> bool) -> Found {
    let by_code = |entry: &&Entry<'_>| entry.code.is_some_and(is);
    let by_name = |entry: &&Entry<'_>| entry.called().any(is);
    // A code before a name. One that several share is shown, not guessed.
    let codes: Vec<&Entry<'_>> = entries.iter().filter(by_code).collect();
    let found = if codes.is_empty() { entries.iter().filter(by_name).collect() } else { codes };
    match found.as_slice() {
        [] => Found::None,
        [one] => Found::One(one.named(atlas)),
        many => Found::Several(many.iter().map(|entry| entry.named(atlas)).collect()),
    }
}

/// The one thing of these kinds that a text means.
///
/// # Errors
/// Where it means none or several: the rule, and as the mend what may be meant.
pub fn one(atlas: &Atlas, text: &str, what: &str, kinds: &[NameKind]) -> Result<Named, ValueError> {
    match find(atlas, text, kinds) {
        Found::One(named) => Ok(named),
        Found::Several(many) => Err(ambiguous(text, &many)),
        Found::None => Err(missing(atlas, text, what, kinds)),
    }
}

pub fn ambiguous(text: &str, many: &[Named]) -> ValueError {
    // Kinds come one after the other: the message lists all ids in one order.
    let mut many = many.to_vec();
    many.sort_by(|a, b| a.id.cmp(&b.id));
    ValueError::new(format!("{text:?} names several {}", several_words(&many)), one_of(&many))
}

/// Nothing is called so: what has it in its name or id is offered, else what is spelt nearly so.
pub fn missing(atlas: &Atlas, text: &str, what: &str, kinds: &[NameKind]) -> ValueError {
    let hint = offered(atlas, text, kinds).unwrap_or_else(|| "`corridor list` shows what there is".to_owned());
    ValueError::new(format!("no {what} {text:?}"), hint)
}

/// `did you mean a or b?`: what has the text in its name or id, else what is spelt nearly so.
pub fn offered(atlas: &Atlas, text: &str, kinds: &[NameKind]) -> Option<String> {
    let mut near = with_words(atlas, text, kinds);
    near.truncate(OFFERED);
    if near.is_empty() {
        let known = spellings(atlas, kinds);
        near.extend(nearest(text, known.iter().map(String::as_str)).map(str::to_owned));
    }
    (!near.is_empty()).then(|| format!("did you mean {}?", near.join(" or ")))
}

/// Ids of what has these words in its name, an alias or its id.
fn with_words(atlas: &Atlas, text: &str, kinds: &[NameKind]) -> Vec<String> {
    let wanted = folded(text);
    let has = |entry: &Entry<'_>| {
        holds(&folded(entry.id), &wanted) || entry.called().any(|name| holds(&folded(name), &wanted))
    };
    let all = kinds.iter().flat_map(|kind| entries(atlas, *kind));
    all.filter(has).map(|entry| entry.id.to_owned()).collect()
}

/// All ids of these kinds, in order.
pub fn ids(atlas: &Atlas, kinds: &[NameKind]) -> BTreeSet<String> {
    let entries = kinds.iter().flat_map(|kind| entries(atlas, *kind));
    entries.map(|entry| entry.id.to_owned()).collect()
}

/// Everything by which something of these kinds can be called.
fn spellings(atlas: &Atlas, kinds: &[NameKind]) -> Vec<String> {
    let entries = kinds.iter().flat_map(|kind| entries(atlas, *kind));
    let words = entries.flat_map(|entry| {
        // An alpha-2 code is near to every other: only longer codes are offered.
        let code = entry.code.filter(|code| code.len() > 2);
        std::iter::once(entry.id).chain(entry.called()).chain(code).filter(|word| !word.is_empty()).collect::<Vec<_>>()
    });
    words.map(str::to_owned).collect()
}

/// `place`, or `places`, of the kinds that are meant: one word where they are of one kind, else `thing`.
fn several_words(many: &[Named]) -> &'static str {
    let kinds: BTreeSet<&str> = many.iter().map(|named| named.kind.words().1).collect();
    if kinds.len() == 1 { many[0].kind.words().1 } else { "things" }
}

/// `give the id of one: a (port, RUS, "A"), b (port, TUR, "B")`.
fn one_of(many: &[Named]) -> String {
    let shown: Vec<String> = many.iter().map(Named::shown).collect();
    format!("give the id of one: {}", shown.join(", "))
}

fn entries(atlas: &Atlas, kind: NameKind) -> Vec<Entry<'_>> {
    match kind {
        NameKind::Place => places(atlas, kind, |_| true),
        NameKind::Strait => places(atlas, kind, |kind| kind == PlaceKind::Strait),
        NameKind::Country => countries(atlas),
        NameKind::Party => parties(atlas),
        NameKind::Bloc => {
            let blocs: BTreeSet<&str> = atlas.countries.iter().flat_map(|row| &row.blocs).map(String::as_str).collect();
            tags(kind, blocs)
        }
        NameKind::Corridor => {
            let corridors: BTreeSet<&str> =
                atlas.links.iter().filter_map(|link| link.corridor.as_ref()).map(Id::as_str).collect();
            tags(kind, corridors)
        }
        NameKind::Line => tags(kind, atlas.lines.ids().map(Id::as_str).collect()),
        NameKind::Link => rows(kind, atlas.links.iter().map(|row| (&row.id, row.name.as_str()))),
        NameKind::Vessel => rows(kind, atlas.vessels.iter().map(|row| (&row.id, row.name.as_str()))),
        NameKind::Actor => rows(kind, atlas.actors.iter().map(|row| (&row.id, row.name.as_str()))),
        NameKind::Commodity => rows(kind, atlas.commodities.iter().map(|row| (&row.id, row.name.as_str()))),
    }
}

fn rows<'a>(kind: NameKind, rows: impl Iterator<Item = (&'a Id, &'a str)>) -> Vec<Entry<'a>> {
    rows.enumerate().map(|(at, (id, name))| Entry::new(kind, at, id.as_str(), name)).collect()
}

/// What has an id and no name.
fn tags(kind: NameKind, ids: BTreeSet<&str>) -> Vec<Entry<'_>> {
    ids.into_iter().enumerate().map(|(at, id)| Entry::new(kind, at, id, "")).collect()
}

fn places(atlas: &Atlas, kind: NameKind, of: fn(PlaceKind) -> bool) -> Vec<Entry<'_>> {
    let rows = atlas.places.iter().enumerate().filter(|(_, row)| of(row.kind));
    rows.map(|(at, row)| Entry {
        aliases: &row.aliases,
        code: row.unlocode.as_deref(),
        what: row.kind.as_str(),
        country: row.country,
        ..Entry::new(kind, at, row.id.as_str(), &row.name)
    })
    .collect()
}

fn countries(atlas: &Atlas) -> Vec<Entry<'_>> {
    let rows = atlas.countries.iter().enumerate();
    rows.map(|(at, row)| Entry {
        aliases: &row.aliases,
        code: row.iso2.as_deref(),
        ..Entry::new(NameKind::Country, at, row.id.as_str(), &row.name)
    })
    .collect()
}

fn parties(atlas: &Atlas) -> Vec<Entry<'_>> {
    let rows = atlas.parties.iter().enumerate();
    rows.map(|(at, row)| Entry {
        aliases: &row.aliases,
        country: row.country,
        ..Entry::new(NameKind::Party, at, row.id.as_str(), &row.name)
    })
    .collect()
}
