//! What a question names: FROM and TO, what a route passes, where flows start and end.

use super::names::{Found, NameKind, Named, ValueError, ambiguous, find, missing, one};
use crate::diagnostic::did_you_mean;
use crate::error::{Error, Result};
use crate::model::{CountryIx, End, LineIx, LinkIx, PlaceIx, Via};
use crate::tables::Atlas;

const ENDS: [NameKind; 2] = [NameKind::Place, NameKind::Country];
const AREAS: [NameKind; 3] = [NameKind::Bloc, NameKind::Place, NameKind::Country];
const PASSES: [NameKind; 3] = [NameKind::Place, NameKind::Link, NameKind::Line];

/// FROM or TO: a place id, a country, a UN/LOCODE or a name, in this order. Capitals, accents and hyphens make no
/// difference.
///
/// # Errors
/// Where the text means several things, with all of them; where it means none, with those that have it in their name,
/// else the nearest.
pub fn end(atlas: &Atlas, text: &str) -> Result<End> {
    end_that(atlas, text, &|_| true).map(|(end, _)| end)
}

/// Likewise; of several things that have the name only those count that `fits` takes. With it, whether others were left
/// aside.
///
/// # Errors
/// Those of [`end`].
pub fn end_that(atlas: &Atlas, text: &str, fits: &dyn Fn(End) -> bool) -> Result<(End, bool)> {
    let several = match find(atlas, text, &ENDS) {
        Found::One(named) => return Ok((end_of(&named), false)),
        Found::Several(many) => many,
        Found::None => return Err(sentence(&missing(atlas, text, "place, country, UN/LOCODE or name", &ENDS))),
    };
    let fitting: Vec<Named> = several.iter().filter(|named| fits(end_of(named))).cloned().collect();
    match fitting.as_slice() {
        [one] => Ok((end_of(one), true)),
        // None fits: the name is as unclear as before.
        [] => Err(sentence(&ambiguous(text, &several))),
        many => Err(sentence(&ambiguous(text, many))),
    }
}

fn end_of(named: &Named) -> End {
    match named.kind {
        NameKind::Country => End::Country(CountryIx::from(named.at)),
        _ => End::Place(PlaceIx::from(named.at)),
    }
}

/// What a route passes: a place, a link or a line, in this order.
///
/// # Errors
/// Where it means none or several of them.
pub fn passes(atlas: &Atlas, text: &str) -> Result<Via> {
    let named = one(atlas, text, "place, link or line", &PASSES).map_err(|fault| sentence(&fault))?;
    Ok(match named.kind {
        NameKind::Link => Via::Link(LinkIx::from(named.at)),
        NameKind::Line => Via::Line(LineIx::from(named.at)),
        _ => Via::Place(PlaceIx::from(named.at)),
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

/// `--origin` and `--destination`: a bloc, or what [`end`] reads.
///
/// # Errors
/// Those of [`end`].
pub fn area(atlas: &Atlas, text: &str) -> Result<Area> {
    let named = one(atlas, text, "country, bloc or place", &AREAS).map_err(|fault| sentence(&fault))?;
    Ok(match named.kind {
        NameKind::Bloc => Area::Bloc(named.id),
        _ => Area::End(end_of(&named)),
    })
}

fn sentence(fault: &ValueError) -> Error {
    Error::question(format!("{}; {}", fault.rule, fault.hint))
}

/// Nothing has this name; the nearest that something has is offered.
pub fn unknown<'a>(what: &str, text: &str, known: impl IntoIterator<Item = &'a str>) -> Error {
    let offer = did_you_mean(text, known);
    let offer = if offer.is_empty() { "`corridor list` shows what there is".into() } else { offer };
    Error::question(format!("no {what} {text:?}; {offer}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    /// Tests alone may go up a stage.
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
        assert_eq!(
            ask("RUNVS"),
            "\"RUNVS\" names several places; give the id of one: novo (terminal, RUS, \"Novorossiysk\"), novo-old (hub, RUS, \"Novorossiysk\")"
        );
        assert_eq!(
            ask("runvs"),
            "\"runvs\" names several places; give the id of one: novo (terminal, RUS, \"Novorossiysk\"), novo-old (hub, RUS, \"Novorossiysk\")"
        );
        assert_eq!(
            ask("novorossiysk"),
            "\"novorossiysk\" names several places; give the id of one: novo (terminal, RUS, \"Novorossiysk\"), novo-old (hub, RUS, \"Novorossiysk\")"
        );
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
        assert!(matches!(id("lane1"), Ok((Via::Link(_), id)) if id == "lane-1"), "written together");
        assert_eq!(id("lane-3").unwrap_err().to_string(), "no place, link or line \"lane-3\"; did you mean LANE-1?");
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
        assert_eq!(
            say("RUNVS"),
            "\"RUNVS\" names several places; give the id of one: novo (terminal, RUS, \"Novorossiysk\"), novo-old (hub, RUS, \"Novorossiysk\")"
        );
    }
}
