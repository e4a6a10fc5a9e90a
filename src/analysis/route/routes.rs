//! Which routes: the best few by one measure, or all that no other beats in cost, time and exposed length; and each as
//! an answer shows it.

use std::collections::{BTreeMap, BTreeSet};

use super::Search;
use crate::analysis::law;
use crate::answer::{self, Front};
use crate::model::{CountryIx, Direction, End, PlaceKind, Verdict};
use crate::network::{ArcKind, CostPart, Network, Objective, Parts};
use crate::scenario::law::Ruling;
use routing::{ArcIx, Cost, Coverage, Metres, ParetoOptions, Path, SearchLimit, Seconds, Weights};

/// Routes that are looked at before giving up on more alternatives: vessel classes multiply them.
pub(super) const LOOKED_AT: usize = 20_000;

/// Beginnings of routes that are kept before a set of Pareto-optimal routes may be thinned: up to so many a set of
/// Pareto-optimal routes is exact. It takes a second or two; the fronts of the atlas that ships need far fewer.
const EXACT_LABELS: usize = 50_000;

#[derive(Default)]
pub(super) struct FoundRoutes {
    pub paths: Vec<Path>,
    /// What must be known before the numbers.
    pub notes: Vec<String>,
    /// How near a set of Pareto-optimal routes is to the whole one, and the share by which it may fall short.
    pub front: Option<(Front, f64)>,
}

impl<'s> Search<'s> {
    pub(super) fn find(&self) -> FoundRoutes {
        match self.request.pareto {
            Some(pareto) => {
                self.front(ParetoOptions { exact_labels: EXACT_LABELS, epsilon: millionths(pareto.epsilon) })
            }
            None => self.alternatives(),
        }
    }

    fn alternatives(&self) -> FoundRoutes {
        let label = |arcs: &[ArcIx]| self.between(arcs, |link| link.1);
        let differ = |one: &[ArcIx], other: &[ArcIx]| self.differ(one, other);
        let weights = self.weights();
        let mut routes = self.request.k;
        // A measure on where goods are loaded is judged only on a whole route: for each route that it prohibits one
        // more is searched for.
        let found = loop {
            let wanted = SearchLimit { paths: routes, examined: LOOKED_AT };
            let mut found = routing::k_shortest_paths(&self.query(&weights), wanted, label, differ);
            let all = found.paths.len();
            found.paths.retain(|path| !self.is_closed(&path.arcs));
            // Fewer than asked for means that there are no more.
            if found.paths.len() >= self.request.k || all < routes || !found.complete {
                found.paths.truncate(self.request.k);
                break found;
            }
            routes += self.request.k - found.paths.len();
        };
        let left = (!found.complete).then(|| match self.request.differ {
            None => format!("more alternatives were not looked for after {LOOKED_AT} routes"),
            Some(most) => {
                format!("the search was given up after {LOOKED_AT} routes: there may be more that share at most {most}")
            }
        });
        FoundRoutes { paths: found.paths, notes: left.into_iter().collect(), front: None }
    }

    fn front(&self, effort: ParetoOptions) -> FoundRoutes {
        let weights = self.weights();
        let mut found = routing::pareto_front(&self.query(&weights), effort);
        // A front that is cut short may miss its ends, which plain searches find.
        if found.coverage != Coverage::Exact {
            found.paths.extend(self.ends_of_the_front(&weights));
            found.paths = unbeaten(found.paths);
        }
        // Another vessel on the same links is another route here: it may be the faster one.
        let mut labels = BTreeSet::new();
        // By arc, not by link as in `alternatives`.
        found.paths.retain(|path| labels.insert(self.between(&path.arcs, |link| link.0.0)));
        let (front, note) = reached(found.coverage, effort);
        FoundRoutes { paths: found.paths, notes: note.into_iter().collect(), front: Some(front) }
    }

    /// The cheapest, the fastest and the least exposed: known without any front, so never missed.
    fn ends_of_the_front<'w>(&'w self, weights: &'w Weights) -> impl Iterator<Item = Path> + use<'w, 's> {
        let objectives = [Objective::Cost, Objective::Time, Objective::Exposed(&self.exposed)];
        objectives.into_iter().filter_map(|objective| {
            let arcs = routing::shortest_path(&self.query(&self.weights_by(objective)))?.arcs;
            Some(Path { key: weights.sum(&arcs)?, arcs })
        })
    }

    /// What makes two routes different: their links; from a country only those that leave it, to a country only those
    /// before it is entered, since which field feeds a line, or which port a ship ends in, is no other route. Where
    /// nothing would be left, all links.
    pub(super) fn between(&self, arcs: &[ArcIx], name: impl Fn((ArcIx, u32)) -> u32) -> Vec<u32> {
        let network = &*self.request.network;
        let atlas = &network.snapshot.atlas;
        // A link is domestic where both places and all territory on the route are in the country.
        let within = |end: End, arc: ArcIx| match end {
            End::Place(_) => false,
            End::Country(own) => {
                let places = [network.tail_place(arc), network.head_place(arc)];
                places.iter().all(|place| atlas.places[place.index()].country == Some(own))
                    && territory(network, arc).iter().all(|country| *country == own)
            }
        };
        let enters = |arc: ArcIx| match self.request.trade.destination {
            End::Place(_) => false,
            End::Country(own) => atlas.places[network.head_place(arc).index()].country == Some(own),
        };
        let links = self.links(arcs);
        let beyond = links.iter().skip_while(|(arc, _)| within(self.request.trade.origin, *arc));
        let between: Vec<u32> = beyond.take_while(|(arc, _)| !enters(*arc)).map(|link| name(*link)).collect();
        // Both ends in one country, or a single link: all links count, else every route would be the same.
        if between.is_empty() { links.into_iter().map(name).collect() } else { between }
    }

    fn links(&self, arcs: &[ArcIx]) -> Vec<(ArcIx, u32)> {
        let link = |arc: &ArcIx| Some((*arc, self.request.network.link_of(*arc)?.0));
        arcs.iter().filter_map(link).collect()
    }

    /// Do two routes share no more of the length of the shorter than was asked?
    pub(super) fn differ(&self, one: &[ArcIx], other: &[ArcIx]) -> bool {
        let Some(most) = self.request.differ else { return true };
        share_at_most(&self.lengths(one), &self.lengths(other), most)
    }

    /// By link, which counts once whichever route and by whichever vessel it is passed.
    fn lengths(&self, arcs: &[ArcIx]) -> BTreeMap<u32, Metres> {
        let length = |(arc, link): (ArcIx, u32)| (link, self.request.network.arcs[arc.index()].length);
        self.links(arcs).into_iter().map(length).collect()
    }
}

/// Those that no other is as good as in all three; by cost, then time, then exposed length.
fn unbeaten(mut paths: Vec<Path>) -> Vec<Path> {
    let triple = |path: &Path| (path.key.cost, path.key.time, path.key.objective);
    paths.sort_by_key(|path| (triple(path), path.key, path.arcs.clone()));
    paths.dedup_by_key(|path| triple(path));
    let as_good = |one: &Path, other: &Path| {
        let (one, other) = (triple(one), triple(other));
        one.0 <= other.0 && one.1 <= other.1 && one.2 <= other.2
    };
    let mut front: Vec<Path> = Vec::new();
    for path in paths {
        // In order of cost: what is as good costs no more and is in the front already.
        if !front.iter().any(|known| as_good(known, &path)) {
            front.push(path);
        }
    }
    front
}

/// How near a set of Pareto-optimal routes is to the whole one, and what a reader should know of it.
fn reached(reach: Coverage, effort: ParetoOptions) -> ((Front, f64), Option<String>) {
    let share = f64::from(effort.epsilon) / 1e6;
    let limit = effort.exact_labels;
    match reach {
        Coverage::Exact => ((Front::Exact, 0.0), None),
        Coverage::Approximate => {
            let note = format!(
                "the set of Pareto-optimal routes is not exact, for it has more than {limit} beginnings of routes: whatever route is missing, \
                 one of these is worse by at most {} % in cost, time and exposed km",
                share * 100.0
            );
            ((Front::Within, share), Some(note))
        }
        Coverage::Partial => {
            let note = format!(
                "the set of Pareto-optimal routes is not whole, for it has far more than {limit} beginnings of routes; the cheapest, the \
                 fastest and the least exposed route are on it; --via, --avoid or a larger --epsilon make it smaller"
            );
            ((Front::Partly, share), Some(note))
        }
    }
}

impl Search<'_> {
    pub(super) fn route_option(&self, at: usize, path: &Path) -> answer::RouteOption {
        let network = &*self.request.network;
        let mut parts = Parts::default();
        let mut option =
            answer::RouteOption { rank: u32::try_from(at + 1).unwrap_or(u32::MAX), ..answer::RouteOption::default() };
        let (mut time, mut length, mut exposed) = (Seconds::ZERO, Metres::ZERO, Metres::ZERO);
        for arc in &path.arcs {
            let (own, hours) = self.price(*arc);
            parts = parts.plus(&own);
            time += hours;
            length += network.arcs[arc.index()].length;
            // Places and transfers have no length: only links count as exposed.
            if self.exposed[arc.index()] {
                exposed += network.arcs[arc.index()].length;
            }
            match network.arcs[arc.index()].what {
                ArcKind::Link(..) => option.legs.push(self.leg(*arc, own.total(), hours)),
                ArcKind::Transfer(_) => option.transfers.push(self.transfer(*arc, own.total(), hours)),
                ArcKind::Load(_) | ArcKind::Unload(_) => {}
            }
            self.pass(*arc, &mut option);
        }
        option.cost_usd_t = parts.total().usd_t();
        option.hours = time.hours();
        option.km = length.km();
        option.exposed_km = exposed.km();
        option.costs = costs(&parts);
        self.judge(path, &mut option);
        option
    }

    /// What the law says of a route: of the whole on its first leg, of the rest on the legs that it is about.
    fn judge(&self, path: &Path, option: &mut answer::RouteOption) {
        let Some((index, regime)) = &self.regime else { return };
        let judgement = regime.judge(&index.transaction(&self.request.trade, &path.arcs));
        // `route_option` pushed a leg for each link arc, so the two run in step.
        let links = path.arcs.iter().filter(|arc| self.request.network.link_of(**arc).is_some());
        for (at, (arc, leg)) in links.zip(&mut option.legs).enumerate() {
            let about = |own: &&Ruling<'_>| {
                if own.arcs.is_empty() { at == 0 } else { own.arcs.contains(arc) }
            };
            let own: Vec<&Ruling<'_>> = judgement.rulings.iter().filter(about).collect();
            // Verdicts are ordered, the best first: the greatest is the worst.
            let worst = own.iter().map(|own| own.verdict).max().unwrap_or(Verdict::Open);
            leg.verdict = Some(worst);
            leg.rulings = own.into_iter().map(law::ruling).collect();
        }
        option.verdict = Some(judgement.verdict());
        option.conditions = law::needs(&judgement);
        option.secondary_sanctions = law::secondary_sanctions(&judgement);
        option.not_judged = judgement.not_judged;
    }

    /// States on the routes whose law was searched only as far as it is that of their bloc.
    pub(super) fn national(&self, paths: &[Path]) -> Vec<String> {
        let Some((index, regime)) = &self.regime else { return Vec::new() };
        let common = |path: &Path| regime.judge(&index.transaction(&self.request.trade, &path.arcs)).common;
        law::national(&paths.iter().flat_map(common).collect())
    }

    /// Countries, straits and operators met on an arc.
    fn pass(&self, arc: ArcIx, option: &mut answer::RouteOption) {
        let network = &*self.request.network;
        let atlas = &network.snapshot.atlas;
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
        push_new(&mut option.countries, countries);
        push_new(&mut option.operators, operators.into_iter().map(|operator| operator.to_string()));
        if head.kind == PlaceKind::Strait {
            push_new(&mut option.straits, std::iter::once(head.id.to_string()));
        }
    }

    fn leg(&self, arc: ArcIx, cost: Cost, time: Seconds) -> answer::Leg {
        let network = &*self.request.network;
        let atlas = &network.snapshot.atlas;
        let Some(link) = network.link_of(arc) else { return answer::Leg::default() };
        let row = &atlas.links[link.index()];
        answer::Leg {
            link: row.id.to_string(),
            line: row.line.map(|line| atlas.lines[line.index()].to_string()),
            mode: row.mode.to_string(),
            vessel: if row.mode.is_water() {
                network.class_id(network.class_of(arc)).map(|id| id.to_string())
            } else {
                None
            },
            from: atlas.places[network.tail_place(arc).index()].id.to_string(),
            to: atlas.places[network.head_place(arc).index()].id.to_string(),
            km: network.arcs[arc.index()].length.km(),
            hours: time.hours(),
            cost_usd_t: cost.usd_t(),
            territory: territory(network, arc).into_iter().map(|c| atlas.countries[c.index()].id.to_string()).collect(),
            operator: row.operator.as_ref().map(ToString::to_string),
            verdict: None,
            rulings: Vec::new(),
        }
    }

    fn transfer(&self, arc: ArcIx, cost: Cost, time: Seconds) -> answer::TransferStep {
        let network = &*self.request.network;
        let side = |state| {
            network.side(state).map_or_else(String::new, |side| match side.class {
                Some(class) => format!("{}:{class}", side.mode),
                None => side.mode.to_string(),
            })
        };
        answer::TransferStep {
            place: network.snapshot.atlas.places[network.head_place(arc).index()].id.to_string(),
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
            let mut territory = network.snapshot.atlas.links[link.index()].territory.clone();
            // Territory is listed from `from` to `to`.
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
        tariff: of(CostPart::Tariff),
        freight: of(CostPart::Freight),
        handling: of(CostPart::Handling),
        toll: of(CostPart::Toll),
        insurance: of(CostPart::Insurance),
        quality: of(CostPart::Quality),
        duty: of(CostPart::Duty),
        inventory: of(CostPart::Inventory),
        measure: of(CostPart::Measure),
    }
}

/// Do two routes, each as its links with their lengths, share at most a part (0 to 1) of the shorter one's length?
pub fn share_at_most(one: &BTreeMap<u32, Metres>, other: &BTreeMap<u32, Metres>, part: f64) -> bool {
    let shared: Metres = one.iter().filter(|(link, _)| other.contains_key(link)).map(|link| *link.1).sum();
    let whole = |links: &BTreeMap<u32, Metres>| links.values().copied().sum::<Metres>();
    let shorter = whole(one).min(whole(other));
    // In integers, so that a share exactly at the limit counts on every machine.
    i128::from(shared.0) * 1_000_000 <= i128::from(shorter.0) * i128::from(millionths(part))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share from 0 to 1")]
pub fn millionths(share: f64) -> u32 {
    (share * 1e6).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::analysis::route::RouteRequest;
    use crate::analysis::sample;
    use crate::answer::Metadata;
    use crate::input;
    use crate::model::{Day, Selector, Trade};
    use crate::network::Network;
    use crate::spec::Pareto;

    /// Links of each route, how near the set of Pareto-optimal routes is to the whole one, and how many notes there
    /// are.
    type Shown = (Vec<Vec<String>>, Option<(Front, f64)>, usize);

    /// From the field to the refinery of `data/tiny`, wary of Russia.
    fn front(exact_labels: usize) -> Shown {
        let network = std::sync::Arc::new(Network::new(sample::read(&input::tiny()).on(Day::mid(2023))));
        let atlas = &network.snapshot.atlas;
        let place = |id| End::Place(atlas.places.find(id).unwrap().into());
        let goods = atlas.commodities.find("crude-tiny").unwrap().into();
        let trade = Trade::new(goods, (place("field"), place("abroad")), network.snapshot.day);
        let request = RouteRequest {
            pareto: Some(Pareto::default()),
            wary: vec![Selector::of("country", "RUS")],
            ..RouteRequest::cheapest(Metadata::default(), &network, trade)
        };
        let found = Search::new(&request).front(ParetoOptions { exact_labels, epsilon: 10_000 });
        let legs = |path: &Path| network.link_ids(&path.arcs);
        (found.paths.iter().map(legs).collect(), found.front, found.notes.len())
    }

    #[test]
    fn a_front_that_is_given_up_still_has_its_ends() {
        let west = ["field-hub", "hub-west-1", "west-narrows", "narrows-abroad"].map(String::from).to_vec();
        let east = ["field-hub", "hub-east", "east-abroad"].map(String::from).to_vec();
        let options = vec![west, east];
        assert_eq!(front(usize::MAX), (options.clone(), Some((Front::Exact, 0.0)), 0));
        assert_eq!(front(0), (options, Some((Front::Partly, 0.01)), 1));
    }

    #[test]
    fn what_another_is_as_good_as_is_left_out() {
        let path = |cost, time, objective| Path {
            key: routing::PathCost {
                cost: routing::Cost(cost),
                time: routing::Seconds(time),
                objective,
                ..routing::PathCost::default()
            },
            arcs: Vec::new(),
        };
        let paths = vec![path(3, 1, 0), path(1, 3, 0), path(3, 1, 0), path(3, 2, 0), path(1, 3, 1), path(2, 2, 2)];
        assert_eq!(unbeaten(paths), [path(1, 3, 0), path(2, 2, 2), path(3, 1, 0)]);
    }
}
