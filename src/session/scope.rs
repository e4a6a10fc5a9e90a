//! Of what a question asks, so that its answer says what the atlas holds of it.

use std::collections::BTreeSet;

use super::Session;
use crate::analysis::scope::{self, ScopeQuestion};
use crate::model::{Cargo, End, Measure};
use crate::select::ends::{self, Area};
use crate::spec::FlowsSelection;
use crate::tables::TradeDirection;

impl Session {
    /// Of flows: what their selection and the measures name, with the cargoes that the flows carry.
    pub(crate) fn scope_of_flows(
        &self,
        selection: &FlowsSelection,
        cargo: BTreeSet<Cargo>,
        measures: &[Measure],
    ) -> Vec<String> {
        let areas = |texts: &[String], direction: TradeDirection| -> Vec<(String, TradeDirection)> {
            let found = texts.iter().filter_map(|text| ends::area(&self.atlas, text).ok());
            found.filter_map(|area| Some((self.area_id(&area)?, direction))).collect()
        };
        let mut named = areas(&selection.origin, TradeDirection::Export);
        named.extend(areas(&selection.destination, TradeDirection::Import));
        self.scope(named, cargo, measures)
    }

    /// Of one trade.
    pub(crate) fn scope_of_trade(&self, (from, to): (End, End), cargo: Cargo, measures: &[Measure]) -> Vec<String> {
        let named = [(from, TradeDirection::Export), (to, TradeDirection::Import)];
        let named = named.into_iter().filter_map(|(end, direction)| Some((self.area_id(&Area::End(end))?, direction)));
        self.scope(named.collect(), [cargo].into(), measures)
    }

    fn scope(
        &self,
        mut areas: Vec<(String, TradeDirection)>,
        cargo: BTreeSet<Cargo>,
        measures: &[Measure],
    ) -> Vec<String> {
        let straits = scope::straits(&self.atlas, measures).into_iter();
        areas.extend(straits.map(|strait| (strait, TradeDirection::Transit)));
        scope::lines(&self.atlas, &ScopeQuestion { areas, cargo })
    }

    /// The country of an end, or a bloc.
    fn area_id(&self, area: &Area) -> Option<String> {
        match area {
            Area::Bloc(bloc) => Some(bloc.clone()),
            Area::End(end) => {
                let country = self.atlas.country_of(*end)?;
                Some(self.atlas.countries[country.index()].id.to_string())
            }
        }
    }
}
