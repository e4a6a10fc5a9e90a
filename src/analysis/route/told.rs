//! A path as an answer tells it: legs and transfers, what it costs and passes, what the law says of it.

use super::Search;
use crate::analysis::legal;
use crate::answer;
use crate::model::{CountryIx, Direction, PlaceKind, Verdict};
use crate::network::{ArcKind, Network, Part, Parts};
use crate::scenario::law::Ruling;
use routing::{ArcIx, Cost, Metres, Path, Seconds};

impl Search<'_> {
    pub(super) fn way(&self, at: usize, path: &Path) -> answer::RouteOption {
        let network = self.journey.network;
        let mut parts = Parts::default();
        let mut way = answer::RouteOption {
            rank: u32::try_from(at + 1).unwrap_or(u32::MAX),
            ..answer::RouteOption::default()
        };
        let (mut time, mut length, mut exposed) = (Seconds::ZERO, Metres::ZERO, Metres::ZERO);
        for arc in &path.arcs {
            let (own, hours) = self.price(*arc);
            parts = parts.plus(&own);
            time += hours;
            length += network.arcs[arc.index()].length;
            if self.exposed[arc.index()] {
                exposed += network.arcs[arc.index()].length;
            }
            match network.arcs[arc.index()].what {
                ArcKind::Link(..) => way.legs.push(self.leg(*arc, own.total(), hours)),
                ArcKind::Transfer(_) => way.transfers.push(self.transfer(*arc, own.total(), hours)),
                ArcKind::Load(_) | ArcKind::Unload(_) => {}
            }
            self.pass(*arc, &mut way);
        }
        way.cost_usd_t = parts.total().usd_t();
        way.hours = time.hours();
        way.km = length.km();
        way.exposed_km = exposed.km();
        way.costs = costs(&parts);
        self.judge(path, &mut way);
        way
    }

    /// What the law says of a way: of the whole on its first leg, of the rest on the legs that it is about.
    fn judge(&self, path: &Path, way: &mut answer::RouteOption) {
        let Some((index, regime)) = &self.regime else { return };
        let judgement = regime.judge(&index.transaction(&self.journey.trade, &path.arcs));
        let links = path
            .arcs
            .iter()
            .filter(|arc| matches!(self.journey.network.arcs[arc.index()].what, ArcKind::Link(..)));
        for (at, (arc, leg)) in links.zip(&mut way.legs).enumerate() {
            let about = |own: &&Ruling<'_>| {
                if own.arcs.is_empty() { at == 0 } else { own.arcs.contains(arc) }
            };
            let own: Vec<&Ruling<'_>> = judgement.rulings.iter().filter(about).collect();
            let worst = own.iter().map(|own| own.verdict).max().unwrap_or(Verdict::Open);
            leg.verdict = Some(worst);
            leg.rulings = own.into_iter().map(legal::ruling).collect();
        }
        way.verdict = Some(judgement.verdict());
        way.conditions = legal::needs(&judgement);
        way.threatened_by = legal::threats(&judgement);
        way.not_judged = judgement.not_judged;
    }

    /// Countries, straits and operators met on an arc.
    fn pass(&self, arc: ArcIx, way: &mut answer::RouteOption) {
        let network = self.journey.network;
        let atlas = &network.dated.atlas;
        let mut countries = Vec::new();
        let mut operators = Vec::new();
        let tail = &atlas.places[network.tail_place(arc).index()];
        let head = &atlas.places[network.head_place(arc).index()];
        countries.extend(tail.country);
        operators.extend(tail.operator.clone());
        if let ArcKind::Link(link, _) = network.arcs[arc.index()].what {
            let row = &atlas.links[link.index()];
            countries.extend(territory(network, arc));
            operators.extend(row.operator.clone());
        }
        countries.extend(head.country);
        operators.extend(head.operator.clone());
        let countries = countries.into_iter().map(|country| atlas.countries[country.index()].id.to_string());
        push_new(&mut way.countries, countries);
        push_new(&mut way.operators, operators.into_iter().map(|operator| operator.to_string()));
        if head.kind == PlaceKind::Strait {
            push_new(&mut way.straits, std::iter::once(head.id.to_string()));
        }
    }

    fn leg(&self, arc: ArcIx, cost: Cost, time: Seconds) -> answer::Leg {
        let network = self.journey.network;
        let atlas = &network.dated.atlas;
        let ArcKind::Link(link, _) = network.arcs[arc.index()].what else { return answer::Leg::default() };
        let row = &atlas.links[link.index()];
        answer::Leg {
            link: row.id.to_string(),
            line: row.line.map(|line| atlas.lines[line.index()].to_string()),
            mode: row.mode.to_string(),
            vessel: if row.mode.is_water() {
                network.way_id(network.way_of(arc)).map(|id| id.to_string())
            } else {
                None
            },
            from: atlas.places[network.tail_place(arc).index()].id.to_string(),
            to: atlas.places[network.head_place(arc).index()].id.to_string(),
            km: network.arcs[arc.index()].length.km(),
            hours: time.hours(),
            cost_usd_t: cost.usd_t(),
            territory: territory(network, arc)
                .into_iter()
                .map(|c| atlas.countries[c.index()].id.to_string())
                .collect(),
            operator: row.operator.as_ref().map(ToString::to_string),
            verdict: None,
            rulings: Vec::new(),
        }
    }

    fn transfer(&self, arc: ArcIx, cost: Cost, time: Seconds) -> answer::TransferStep {
        let network = self.journey.network;
        let side = |state| {
            network.side(state).map_or_else(String::new, |side| match side.way {
                Some(way) => format!("{}:{way}", side.mode),
                None => side.mode.to_string(),
            })
        };
        answer::TransferStep {
            place: network.dated.atlas.places[network.head_place(arc).index()].id.to_string(),
            from: side(network.arcs[arc.index()].tail),
            to: side(network.arcs[arc.index()].head),
            usd_t: cost.usd_t(),
            hours: time.hours(),
        }
    }
}

/// Countries of a link in the direction of passage.
pub(super) fn territory(network: &Network, arc: ArcIx) -> Vec<CountryIx> {
    match network.arcs[arc.index()].what {
        ArcKind::Link(link, direction) => {
            let mut territory = network.dated.atlas.links[link.index()].territory.clone();
            if direction == Direction::Backward {
                territory.reverse();
            }
            territory
        }
        _ => Vec::new(),
    }
}

fn push_new(list: &mut Vec<String>, more: impl Iterator<Item = String>) {
    for item in more {
        if !list.contains(&item) {
            list.push(item);
        }
    }
}

fn costs(parts: &Parts) -> answer::Costs {
    let of = |part| parts.get(part).usd_t();
    answer::Costs {
        tariff: of(Part::Tariff),
        freight: of(Part::Freight),
        handling: of(Part::Handling),
        toll: of(Part::Toll),
        insurance: of(Part::Insurance),
        quality: of(Part::Quality),
        duty: of(Part::Duty),
        inventory: of(Part::Inventory),
        measure: of(Part::Measure),
    }
}
