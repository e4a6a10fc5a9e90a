//! What people call things: FROM and TO, what a route passes, where flows start and end.

use crate::diagnostic::did_you_mean;
use crate::error::{Error, Result};
use crate::model::{CountryIx, End, LineIx, LinkIx, PlaceIx, Via, folded, holds};
use crate::tables::Atlas;

/// FROM or TO: a place id, a country, a UN/LOCODE or a name, in this order. Capitals, accents and hyphens make no
/// difference.
///
/// # Errors
/// Where the text means several things, with all of them; where it means none, with those that have it in their name,
/// else the nearest.
pub fn end(atlas: &Atlas, text: &str) -> Result<End> {
    let text = text.trim();
    // Ids are lower case with hyphens, so a name typed with capitals and spaces may be an id.
    if let Some(place) = atlas.place(text).or_else(|| atlas.place(&folded(text).replace(' ', "-"))) {
        return Ok(End::Place(place));
    }
    if let Some(country) = country(atlas, text) {
        return Ok(End::Country(country));
    }
    // A code before a name. One that several ends share is refused, not guessed.
    for meant in [by_locode(atlas, text), by_name(atlas, text)] {
        match meant.as_slice() {
            [] => {}
            [one] => return Ok(*one),
            many => return Err(ambiguous(atlas, text, many)),
        }
    }
    Err(unknown_end("place, country, UN/LOCODE or name", atlas, text, known_ends(atlas)))
}

/// Nothing is called so: what has it in its name or id is offered, else what is spelt nearly so.
fn unknown_end<'a>(what: &str, atlas: &Atlas, text: &str, known: impl IntoIterator<Item = &'a str>) -> Error {
    let wanted = folded(text);
    let named = |id: &str, name: &str| holds(&folded(id), &wanted) || holds(&folded(name), &wanted);
    let places = atlas.places.iter().map(|place| (place.id.as_str(), place.name.as_str()));
    let countries = atlas.countries.iter().map(|country| (country.id.as_str(), country.name.as_str()));
    let near: Vec<&str> =
        places.chain(countries).filter(|(id, name)| named(id, name)).map(|(id, _)| id).take(6).collect();
    if near.is_empty() {
        return unknown(what, text, known);
    }
    Error::question(format!("no {what} {text:?}; did you mean {}?", near.join(" or ")))
}

fn country(atlas: &Atlas, text: &str) -> Option<CountryIx> {
    atlas.country(&text.to_ascii_uppercase())
}

/// Ports may share a code: all of them.
fn by_locode(atlas: &Atlas, text: &str) -> Vec<End> {
    // A UN/LOCODE is often written with a space after the country.
    let code: String = text.chars().filter(|letter| *letter != ' ').collect();
    let places = atlas.places.iter().enumerate();
    places
        .filter(|(_, place)| place.unlocode.as_ref().is_some_and(|own| own.eq_ignore_ascii_case(&code)))
        .map(|(at, _)| End::Place(PlaceIx::from(at)))
        .collect()
}

fn by_name(atlas: &Atlas, text: &str) -> Vec<End> {
    let wanted = folded(text);
    // A name without letters folds to nothing, and nothing typed must not match it.
    let is = |name: &str| !wanted.is_empty() && folded(name) == wanted;
    let places = atlas.places.iter().enumerate().filter(|(_, place)| is(&place.name));
    let countries = atlas.countries.iter().enumerate().filter(|(_, country)| is(&country.name));
    places
        .map(|(at, _)| End::Place(PlaceIx::from(at)))
        .chain(countries.map(|(at, _)| End::Country(CountryIx::from(at))))
        .collect()
}

fn known_ends(atlas: &Atlas) -> impl Iterator<Item = &str> {
    let places = atlas.places.iter().flat_map(|place| {
        [Some(place.id.as_str()), Some(place.name.as_str()), place.unlocode.as_deref()].into_iter().flatten()
    });
    places.chain(atlas.countries.iter().flat_map(|country| [country.id.as_str(), country.name.as_str()]))
}

/// What a route passes: a place, a link or a line by its id, in this order.
///
/// # Errors
/// Where nothing has this id, with the nearest that something has.
pub fn passes(atlas: &Atlas, text: &str) -> Result<Via> {
    let text = text.trim();
    let place = atlas.place(text).map(Via::Place);
    let link = || atlas.links.find(text).map(|at| Via::Link(LinkIx::from(at)));
    let line = || atlas.lines.find(text).map(|at| Via::Line(LineIx::from(at)));
    place.or_else(link).or_else(line).ok_or_else(|| {
        let known = atlas.places.ids().chain(atlas.links.ids()).chain(atlas.lines.ids());
        unknown("place, link or line", text, known.map(|id| id.as_str()))
    })
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Area {
    End(End),
    Bloc(String),
}

impl Area {
    /// Does a flow's end lie in it? What is only known to lie in a country lies in none of its places.
    pub fn holds(&self, atlas: &Atlas, end: End) -> bool {
        match self {
            Self::End(End::Country(country)) => atlas.country_of(end) == Some(*country),
            Self::End(place) => *place == end,
            Self::Bloc(bloc) => {
                atlas.country_of(end).is_some_and(|at| atlas.countries[at.index()].blocs.contains(bloc))
            }
        }
    }
}

/// `--origin` and `--destination`: a bloc in any case, or what [`end`] reads.
///
/// # Errors
/// Those of [`end`].
pub fn area(atlas: &Atlas, text: &str) -> Result<Area> {
    let wanted = text.trim();
    if let Some(bloc) = blocs(atlas).find(|bloc| bloc.eq_ignore_ascii_case(wanted)) {
        return Ok(Area::Bloc(bloc.into()));
    }
    match end(atlas, wanted) {
        Ok(end) => Ok(Area::End(end)),
        // An ambiguous name has a message of its own; only an unknown one is offered blocs too.
        Err(_) if is_unknown(atlas, wanted) => {
            let known = known_ends(atlas).chain(blocs(atlas));
            Err(unknown_end("country, bloc or place", atlas, wanted, known))
        }
        Err(error) => Err(error),
    }
}

fn blocs(atlas: &Atlas) -> impl Iterator<Item = &str> {
    atlas.countries.iter().flat_map(|country| country.blocs.iter().map(String::as_str))
}

fn is_unknown(atlas: &Atlas, text: &str) -> bool {
    by_locode(atlas, text).is_empty() && by_name(atlas, text).is_empty()
}

fn ambiguous(atlas: &Atlas, text: &str, many: &[End]) -> Error {
    let mut ids: Vec<&str> = many.iter().map(|end| atlas.end_id(*end).as_str()).collect();
    // Places were found before countries: the message lists all ids in one order.
    ids.sort_unstable();
    Error::question(format!("{text:?} means several things: give one of {}", ids.join(", ")))
}

/// Nothing has this name; the nearest that something has is offered.
pub(super) fn unknown<'a>(what: &str, text: &str, known: impl IntoIterator<Item = &'a str>) -> Error {
    let offer = did_you_mean(text, known);
    let offer = if offer.is_empty() { "`corridor list` shows what there is".into() } else { offer };
    Error::question(format!("no {what} {text:?}; {offer}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::sample;

    /// The id that an end resolves to, or the message.
    fn ask(text: &str) -> String {
        let atlas = sample::atlas();
        match end(&atlas, text) {
            Ok(end) => atlas.end_id(end).to_string(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn an_end_is_a_place_a_country_a_code_or_a_name() {
        for (text, meant) in [
            ("tengiz", "tengiz"),
            ("KAZ", "KAZ"),
            ("kaz", "KAZ"),
            ("ITAUG", "augusta"),
            ("it aug", "augusta"),
            ("Bosporus", "strait"),
            ("bosporus", "strait"),
            (" italy ", "ITA"),
            ("TENGIZ", "tengiz"),
            ("Novo old", "novo-old"),
            ("Àugusta", "augusta"),
        ] {
            assert_eq!(ask(text), meant, "{text}");
        }
    }

    #[test]
    fn what_means_several_things_is_refused_with_all_of_them() {
        assert_eq!(ask("RUNVS"), "\"RUNVS\" means several things: give one of novo, novo-old");
        assert_eq!(ask("runvs"), "\"runvs\" means several things: give one of novo, novo-old");
        assert_eq!(ask("novorossiysk"), "\"novorossiysk\" means several things: give one of novo, novo-old");
    }

    #[test]
    fn what_means_nothing_is_refused_with_the_nearest() {
        assert_eq!(ask("tengis"), "no place, country, UN/LOCODE or name \"tengis\"; did you mean Tengiz?");
        assert_eq!(
            ask("zzzzzzzzz"),
            "no place, country, UN/LOCODE or name \"zzzzzzzzz\"; `corridor list` shows what there is"
        );
        assert_eq!(ask(""), "no place, country, UN/LOCODE or name \"\"; `corridor list` shows what there is");
    }

    #[test]
    fn a_route_passes_places_links_and_lines() {
        let atlas = sample::atlas();
        let id = |text: &str| passes(&atlas, text).map(|via| (via, atlas.via_id(via).to_string()));
        assert!(matches!(id("strait"), Ok((Via::Place(_), id)) if id == "strait"));
        assert!(matches!(id("pipe"), Ok((Via::Link(_), id)) if id == "pipe"));
        assert!(matches!(id("cpc"), Ok((Via::Line(_), id)) if id == "cpc"));
        assert_eq!(
            id("KAZ").unwrap_err().to_string(),
            "no place, link or line \"KAZ\"; `corridor list` shows what there is"
        );
        assert_eq!(id("lane1").unwrap_err().to_string(), "no place, link or line \"lane1\"; did you mean lane-1?");
    }

    #[test]
    fn an_area_holds_its_places() {
        let atlas = sample::atlas();
        let at = |text| end(&atlas, text).unwrap();
        let holds = |of, text| area(&atlas, text).unwrap().holds(&atlas, at(of));
        assert!(holds("tengiz", "KAZ"));
        assert!(holds("tengiz", "tengiz"));
        assert!(holds("tengiz", "eaeu"));
        assert!(holds("KAZ", "EAEU"));
        assert!(holds("KAZ", "kazakhstan"));
        assert!(!holds("KAZ", "tengiz"), "what lies somewhere in a country is not at a place of it");
        assert!(!holds("augusta", "EAEU"));
        assert!(!holds("augusta", "KAZ"));
    }

    #[test]
    fn an_unknown_area_offers_blocs_too() {
        let atlas = sample::atlas();
        let say = |text| area(&atlas, text).unwrap_err().to_string();
        assert_eq!(say("EAEV"), "no country, bloc or place \"EAEV\"; did you mean EAEU?");
        assert_eq!(say("RUNVS"), "\"RUNVS\" means several things: give one of novo, novo-old");
    }
}
