//! Which arcs of an imported network a selector means.
//!
//! An imported network knows fewer keys than an atlas: `place` (a place of the atlas that was joined to it, or an own
//! node), `link`, `strait`, `line`, `corridor`, `country` and `mode`. A link is in the countries of both its ends.

use super::imported::{ImportedNetwork, NO_TAG};
use crate::model::Selector;
use crate::select::{SelectorDraft, SelectorError, Term, ValueError, country_or_bloc, split, word};
use crate::tables::Atlas;
use routing::ArcIx;

const KEYS: [&str; 7] = ["place", "link", "strait", "line", "corridor", "country", "mode"];

/// A selector read against an imported network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportedSelection {
    /// Of the named things one is enough: nodes, links and tags, ascending.
    nodes: Vec<u32>,
    links: Vec<u32>,
    named: Vec<u16>,
    /// Any of each, where it is given.
    corridors: Option<Vec<u16>>,
    countries: Option<Vec<u16>>,
    modes: Option<Vec<u16>>,
    not: Option<Box<ImportedSelection>>,
}

impl ImportedSelection {
    /// Reads `key=value[,key=value]`.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn parse(text: &str, imported: &ImportedNetwork, atlas: &Atlas) -> Result<Self, Vec<SelectorError>> {
        let hint = |_: &str| "a selector is key=value, several joined by commas: country=RUS,mode=rail".into();
        let (draft, mut problems) = split(text, hint);
        // Read even where words were no terms: every mistake is reported at once.
        let own = Self::read(&draft, imported, atlas, &mut problems);
        if problems.is_empty() { Ok(own) } else { Err(problems) }
    }

    /// Of a selector that was checked against the atlas.
    ///
    /// # Errors
    /// What this imported network does not know.
    pub fn of(selector: &Selector, imported: &ImportedNetwork, atlas: &Atlas) -> Result<Self, Vec<SelectorError>> {
        let mut problems = Vec::new();
        let own = Self::read(&draft(selector), imported, atlas, &mut problems);
        if problems.is_empty() { Ok(own) } else { Err(problems) }
    }

    fn read(
        draft: &SelectorDraft,
        imported: &ImportedNetwork,
        atlas: &Atlas,
        problems: &mut Vec<SelectorError>,
    ) -> Self {
        let mut own = Self::default();
        for term in &draft.terms {
            for value in &term.values {
                if let Err(fault) = own.take(term, value, imported, atlas) {
                    problems.push(SelectorError::new(term, Some(value), fault.rule, fault.hint));
                }
            }
        }
        // `holds` searches these by bisection.
        own.nodes.sort_unstable();
        own.links.sort_unstable();
        own.named.sort_unstable();
        own.not = draft.not.as_deref().map(|not| Box::new(Self::read(not, imported, atlas, problems)));
        own
    }

    fn take(&mut self, term: &Term, value: &str, imported: &ImportedNetwork, atlas: &Atlas) -> Result<(), ValueError> {
        match term.key.as_str() {
            "place" => self.nodes.push(imported.node_of(value)?),
            "link" => self.links.push(imported.link_named(value)?),
            "strait" | "line" => self.named.push(tag(imported, &term.key, value)?),
            "corridor" => self.corridors.get_or_insert_default().push(tag(imported, &term.key, value)?),
            "mode" => {
                word(value, "mode of this imported network", imported.modes.iter().map(String::as_str))?;
                self.modes.get_or_insert_default().extend(position(&imported.modes, value));
            }
            "country" => {
                // An imported network may reach where the atlas does not.
                let own = imported.countries.iter().any(|own| own == value);
                let code = if own { value.to_owned() } else { country_or_bloc(value, atlas)? };
                // A bloc means all of its countries that this network has.
                let is = |own: &&String| {
                    atlas.country(own).is_some_and(|country| atlas.country_is(country, &code)) || **own == code
                };
                // Kept even where no country is found: then no arc is meant, rather than any.
                let all = self.countries.get_or_insert_default();
                all.extend(imported.countries.iter().filter(is).filter_map(|own| position(&imported.countries, own)));
            }
            other => {
                let hint = format!("keys on an imported network: {}", KEYS.join(", "));
                return Err(ValueError::new(format!("an imported network knows nothing of `{other}`"), hint));
            }
        }
        Ok(())
    }

    /// All arcs that are meant, ascending; a selector that says nothing means none.
    pub fn arcs(&self, imported: &ImportedNetwork) -> Vec<ArcIx> {
        let view = View::new(imported);
        (0..imported.arcs()).filter(|&arc| self.holds(&view, arc)).map(ArcIx::from).collect()
    }

    fn holds(&self, view: &View<'_>, arc: usize) -> bool {
        // Named things are joined by "or", as in `select`; every other key narrows what they choose.
        let named = !(self.nodes.is_empty() && self.links.is_empty() && self.named.is_empty());
        let any = |all: &[u32], one: u32| !all.is_empty() && all.binary_search(&one).is_ok();
        let (tail, head, link) = (view.tail[arc], view.head[arc], view.link_of[arc]);
        let tag = view.tag[link as usize];
        let is_named = || {
            any(&self.links, link)
                || any(&self.nodes, tail)
                || any(&self.nodes, head)
                || tag != NO_TAG && self.named.binary_search(&tag).is_ok()
        };
        let within = |all: &Option<Vec<u16>>, of: &[u16]| {
            all.as_ref().is_none_or(|all| of.iter().any(|one| *one != NO_TAG && all.contains(one)))
        };
        // Of a selector without any key but `not` no arc is meant.
        let said = named || self.corridors.is_some() || self.countries.is_some() || self.modes.is_some();
        said && (!named || is_named())
            && within(&self.corridors, &[tag])
            && within(&self.modes, &[view.mode[link as usize]])
            && within(&self.countries, &[view.country[tail as usize], view.country[head as usize]])
            && !self.not.as_deref().is_some_and(|not| not.holds(view, arc))
    }
}

/// An imported network's arrays as slices: taken once, not for each arc.
struct View<'m> {
    tail: &'m [u32],
    head: &'m [u32],
    link_of: &'m [u32],
    tag: &'m [u16],
    mode: &'m [u16],
    country: &'m [u16],
}

impl<'m> View<'m> {
    fn new(imported: &'m ImportedNetwork) -> Self {
        Self {
            tail: &imported.tail,
            head: &imported.head,
            link_of: &imported.link_of,
            tag: &imported.tag,
            mode: &imported.mode,
            country: &imported.country,
        }
    }
}

impl ImportedNetwork {
    /// The node of a place of the atlas, or a node by its own id.
    ///
    /// # Errors
    /// Neither has this id.
    pub fn node_of(&self, id: &str) -> Result<u32, ValueError> {
        // Places come in the order of their ids, and win over nodes of the same id.
        let joined = self.places.binary_search_by(|(place, _)| place.as_str().cmp(id));
        let own = || self.node.find(id).and_then(|node| u32::try_from(node).ok());
        joined.ok().map(|at| self.places[at].1).or_else(own).ok_or_else(|| {
            let places = self.places.iter().map(|(place, _)| place.as_str());
            let near = crate::diagnostic::did_you_mean(id, places);
            let hint = if near.is_empty() { "name a place of the atlas or a node by its id".into() } else { near };
            ValueError::new("neither a place of the atlas nor a node of this imported network", hint)
        })
    }

    fn link_named(&self, id: &str) -> Result<u32, ValueError> {
        let link = self.link.find(id).and_then(|link| u32::try_from(link).ok());
        link.ok_or_else(|| {
            ValueError::new("this imported network has no such link", "links are named as in the file they came from")
        })
    }
}

fn tag(imported: &ImportedNetwork, key: &str, value: &str) -> Result<u16, ValueError> {
    let own = |tag: &'_ String| tag.strip_prefix(key).and_then(|rest| rest.strip_prefix(':')).map(str::to_owned);
    let known: Vec<String> = imported.tags.iter().filter_map(own).collect();
    word(value, &format!("{key} on this imported network"), known.iter().map(String::as_str))?;
    position(&imported.tags, &format!("{key}:{value}"))
        .ok_or_else(|| ValueError::new(format!("this imported network has no such {key}"), String::new()))
}

fn position(all: &[String], one: &str) -> Option<u16> {
    all.iter().position(|own| own == one).and_then(|at| u16::try_from(at).ok())
}

fn draft(selector: &Selector) -> SelectorDraft {
    let term =
        |clause: &crate::model::Clause| Term { key: clause.key.into(), values: clause.values.clone(), line: None };
    SelectorDraft {
        terms: selector.clauses.iter().map(term).collect(),
        not: selector.not.as_deref().map(|not| Box::new(draft(not))),
    }
}
