//! `country=CODE`: links whose territory, places whose country is this one or in this bloc.

use super::key::{Key, country_or_bloc, is_in};

pub(super) const KEY: Key = Key {
    name: "country",
    says: "places of a country or bloc, and links that lie in it",
    check: country_or_bloc,
    place: |atlas, place, value| is_in(atlas, atlas.places[place.index()].country, value),
    link: |atlas, link, value| {
        atlas.links[link.index()].territory.iter().any(|country| atlas.country_is(*country, value))
    },
    ..Key::BLANK
};
