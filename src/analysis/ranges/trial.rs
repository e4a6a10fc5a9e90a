//! One solve of a question: at the point values, or with one number moved.

use rayon::prelude::*;

use crate::metric;
use crate::model::{Asset, Measure};
use crate::network::Network;
use crate::scenario::BaselineLoad;
use assignment::{Mass, PathFlow};

use super::figures::{Scene, Seen, Shows};
use super::number::{Input, Number, RangeEnd};
use super::point::{Pins, Point, SolvedPoint};
use super::shift::{self, ScreeningMatch, Shift};
use crate::analysis::model::{Assignment, AssignmentModel, ScenarioInputs};
use crate::analysis::run::{BaselineRun, Priced, ScenarioRun};
use crate::analysis::study::FlowStudy;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prune {
    /// Those that may change something.
    Sound,
    Nothing,
}

/// The scenes of one day at the point values.
pub struct Day<'a> {
    pub study: &'a FlowStudy,
    /// Parents before those that stand on them; the first is the baseline.
    pub scenes: Vec<Scene>,
    model: AssignmentModel<'a>,
    pins: Pins,
    points: Vec<Point>,
    pub figures: Vec<Vec<Option<f64>>>,
    hunch: ScreeningMatch,
    /// Where the flows asked about leave the origin's territory; none where no one asks for nameplate figures.
    exits: Vec<Asset>,
    has_ceilings: bool,
}

/// How a moved number leaves a scene.
enum State {
    /// As it was at the point, but for the prices of arcs.
    Same,
    /// Likewise, with more or less of one flow that no one asks about.
    Other(usize, Mass),
    Again(Box<Again>),
}

struct Again {
    assigned: SolvedPoint,
    /// Is it assigned as it was?
    same: bool,
    /// Naively stranded tonnes, and stranded tonnes of flows not asked about, where they are shown.
    beside: (Option<Mass>, Mass),
}

impl<'a> Day<'a> {
    /// Solves all scenes at the point values.
    pub fn new(study: &'a FlowStudy, scenes: Vec<Scene>) -> Self {
        let model = study.model();
        // Pins are those of the baseline, so its measures are the ones that they see.
        let inputs = model.inputs(&scenes[0].measures, &BaselineLoad::new());
        let pins = Pins::new(&model, &inputs);
        let points = points(&model, &scenes, &pins);
        let hunch = ScreeningMatch::new(&model, &pins, &points);
        // Only the answer to `reroute` shows nameplate figures; for others the exits are not needed.
        let nameplate = scenes.iter().any(|scene| matches!(scene.shows, Shows::Reroute));
        let selected = model.selected_of(&points[0].assigned.assignment.paths).filter(|_| nameplate);
        let exits = selected.filter_map(|path| metric::exit(model.network, &path.arcs)).collect();
        let has_ceilings = model.options.ceiling.is_some() || model.flows.iter().any(|flow| flow.row.ceiling.is_some());
        let mut day = Self { study, scenes, model, pins, points, figures: Vec::new(), hunch, exits, has_ceilings };
        // At the point every scene is solved again, so no figure is read before it is there.
        let figures = day.trial(None, Prune::Nothing);
        day.figures = figures.into_iter().map(|(_, figures)| figures).collect();
        day
    }

    /// Figures of the scenes that may have changed, by scene; without a number those of all scenes.
    pub fn trial(&self, moved: Option<(&Input, RangeEnd)>, prune: Prune) -> Vec<(usize, Vec<Option<f64>>)> {
        if prune == Prune::Sound && moved.is_some_and(|(input, side)| !self.may_matter(input, side)) {
            return Vec::new();
        }
        // Flows and measures are not in the network: it is built anew only for a number of its tables.
        let network = moved.filter(|(input, _)| input.number.is_of_network()).map(|(input, side)| {
            let mut snapshot = self.study.network.snapshot.clone();
            input.number.put(&mut snapshot.atlas, side);
            Network::new(snapshot)
        });
        let network = network.as_ref().unwrap_or(&self.study.network);
        let mut flows = self.study.flows.clone();
        if let Some((input, side)) = moved {
            input.number.put_flow(&mut flows, side);
        }
        let model = AssignmentModel::new(network, flows, self.study.options.clone());
        let shift = match moved {
            Some((input, _)) if prune == Prune::Sound => Shift::between(&self.model, network, &input.number),
            _ => Shift::default(),
        };
        Trial { day: self, moved, prune, shift }.run(model)
    }

    pub fn measures(&self) -> impl Iterator<Item = &Measure> {
        self.scenes.iter().flat_map(|scene| &scene.measures)
    }

    /// Can moving it matter at all? Decided without building anything.
    fn may_matter(&self, input: &Input, side: RangeEnd) -> bool {
        let network = &*self.study.network;
        let every = 0..self.scenes.len();
        // A charge that is a share of an arc's own cost follows any price.
        if self.scenes.iter().any(Scene::is_by_own_cost) {
            return true;
        }
        match &input.number {
            Number::Limit(_) => every.clone().any(|scene| self.limits_move(scene, input, side)),
            // The demand of a sink is a limit only where destinations are free.
            Number::Demand(_) => self.study.options.free_destinations,
            Number::Measure(..) => {
                self.scenes.iter().any(|scene| scene.measures.iter().any(|measure| input.number.is_of(measure)))
            }
            Number::Flow(id) => match self.model.flows.iter().position(|flow| flow.row.id == *id) {
                // Counted, never assigned: shares are shares of it where it is asked about.
                None => self.model.unassigned.iter().any(|flow| flow.row.id == *id),
                Some(flow) => {
                    let more = self.more(flow, side);
                    // Its own tonnes are in the figures, so a flow that is asked about always matters.
                    self.model.flows[flow].selected || every.clone().any(|scene| self.mass_moves(scene, flow, more))
                }
            },
            Number::Value(_) if self.study.by_value => true,
            Number::Value(goods) | Number::Holding(goods) => {
                shift::goods(&self.model).contains(goods) && self.prices_may_matter(input, side)
            }
            Number::LinkLength(link) => {
                let row = &network.snapshot.atlas.links[link.index()];
                // A length is a price only where the link takes its cost or time from its mode; in a pattern it weighs
                // concentration.
                let prices = row.cost.is_none() || row.time.is_none();
                let shown = self.scenes.iter().any(|scene| matches!(scene.shows, Shows::Pattern));
                (prices || shown) && self.hunch.matters(network, &input.number, side)
            }
            number => self.hunch.matters(network, number, side),
        }
    }

    fn prices_may_matter(&self, input: &Input, side: RangeEnd) -> bool {
        self.hunch.matters(&self.study.network, &input.number, side) || self.scenes.iter().any(Scene::is_by_value)
    }

    /// How much more there is of a flow at this end of its range.
    fn more(&self, flow: usize, side: RangeEnd) -> Mass {
        let mass = &self.model.flows[flow].row.mass;
        let end = match side {
            RangeEnd::Low => mass.low,
            RangeEnd::High => mass.high,
        };
        end.unwrap_or(mass.value) - mass.value
    }

    fn mass_moves(&self, scene: usize, flow: usize, more: Mass) -> bool {
        let point = &self.points[scene];
        // What the flow takes at an exit is missing from its spare.
        let at_exit = || {
            let mut own = point.assigned.assignment.of(flow).map(|path| self.model.asset_load(&shift::alone(path)));
            own.any(|load| self.exits.iter().any(|exit| load.contains_key(exit)))
        };
        self.has_ceilings || shift::mass_moves(&self.model, point, flow, more) || at_exit()
    }

    fn limits_move(&self, scene: usize, input: &Input, side: RangeEnd) -> bool {
        let Number::Limit(capacity) = &input.number else { return false };
        let point = &self.points[scene];
        let mut row = self.study.network.snapshot.atlas.capacities[capacity.index()].clone();
        // Shares and nameplates are read of the limit itself, whether it binds or not.
        let shown = |asset: &Asset| point.shares.contains(asset) || self.exits.contains(asset);
        if row.assets.iter().any(shown) {
            return true;
        }
        // The capacity is no bundle of the model, such as a contracted limit that does not bind.
        let Some(bundle) = point.limits.names.iter().position(|name| row.id == **name) else { return false };
        row.nameplate.value = match side {
            RangeEnd::Low => row.nameplate.low,
            RangeEnd::High => row.nameplate.high,
        }
        .unwrap_or(row.nameplate.value);
        self.has_ceilings || shift::limit_moves(point, bundle, row.limit())
    }
}

/// Every scene after its parent; those of one depth side by side.
fn points(model: &AssignmentModel<'_>, scenes: &[Scene], pins: &Pins) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    while points.len() < scenes.len() {
        // Parents come before the scenes that start from them, so all that are ready are the first ones.
        let ready = |scene: &&Scene| scene.parent.is_none_or(|parent| parent < points.len());
        let next: Vec<&Scene> = scenes[points.len()..].iter().take_while(ready).collect();
        let solve = |scene: &&Scene| Point::new(model, scene, scene.parent.map(|parent| &points[parent]), pins);
        let solved: Vec<Point> = next.par_iter().map(solve).collect();
        points.extend(solved);
    }
    points
}

struct Trial<'t, 'a> {
    day: &'t Day<'a>,
    moved: Option<(&'t Input, RangeEnd)>,
    prune: Prune,
    shift: Shift,
}

impl Trial<'_, '_> {
    fn run(&self, model: AssignmentModel<'_>) -> Vec<(usize, Vec<Option<f64>>)> {
        let scenes = &self.day.scenes;
        let inputs = model.inputs(&self.measures(0), &BaselineLoad::new());
        let (root, assignment) = self.root(&model, &inputs);
        let baseline = BaselineRun::of(model, inputs, assignment);
        let mut states = vec![root];
        for scene in 1..scenes.len() {
            let state = self.state(&baseline, scene, &states);
            states.push(state);
        }
        let shown = (0..scenes.len()).filter(|scene| self.is_touched(scene, &states));
        shown.map(|scene| (scene, self.figures(&baseline, scene, &states))).collect()
    }

    fn measures(&self, scene: usize) -> Vec<Measure> {
        let measures = &self.day.scenes[scene].measures;
        match self.moved {
            Some((input, side)) => input.number.put_measures(measures, side),
            None => measures.clone(),
        }
    }

    /// The baseline: pins whose route is still the best, and an assignment that is still optimal, stay.
    fn root(&self, model: &AssignmentModel<'_>, inputs: &ScenarioInputs) -> (State, Assignment) {
        let day = self.day;
        let point = &day.points[0];
        // Pins are searched again only where one may have moved, and only if the scene could stay otherwise.
        let repinned = || {
            let mut flows = self.shift.unpinned(&day.model, &day.pins);
            flows.any(|flow| model.pin(inputs, flow) != day.pins.routes[flow])
        };
        match self.stays(0, None) {
            Some(state) if !repinned() => {
                let assignment = assigned(&state, point);
                (state, assignment)
            }
            _ => {
                let assignment = model.baseline(inputs);
                // Solved, but perhaps as it was: then the scenes below it may still stay.
                let same = is_same(&assignment, &point.assigned.assignment);
                let assigned = SolvedPoint::new(model, inputs, assignment.clone());
                (State::Again(Box::new(Again { assigned, same, beside: (None, Mass::ZERO) })), assignment)
            }
        }
    }

    fn state(&self, baseline: &BaselineRun<'_>, scene: usize, states: &[State]) -> State {
        let parent = self.day.scenes[scene].parent.unwrap_or(0);
        if let Some(state) = self.stays(scene, Some(&states[parent])) {
            return state;
        }
        let measures = self.measures(scene);
        let run = if parent == 0 {
            baseline.under(&measures)
        } else {
            let before = assigned(&states[parent], &self.day.points[parent]);
            let inputs = baseline.model.inputs(&measures, &baseline.model.asset_load(&before));
            let assignment = baseline.model.counterfactual(&inputs, &before);
            ScenarioRun::new(baseline, inputs, assignment)
        };
        let same = is_same(&run.assignment, &self.day.points[scene].assigned.assignment);
        let beside = match self.day.scenes[scene].shows {
            // Naively stranded tonnes, and stranded tonnes of flows not asked about.
            Shows::Reroute => (metric::nameplate_stranded(run.freed(), &run.exits()), run.other_exporters_stranded()),
            _ => (None, Mass::ZERO),
        };
        // The inputs end here: one for each scene would be too many.
        let assigned = SolvedPoint::new(&baseline.model, &run.inputs, run.assignment);
        State::Again(Box::new(Again { assigned, same, beside }))
    }

    /// How a scene is left where it provably needs no solve.
    fn stays(&self, scene: usize, parent: Option<&State>) -> Option<State> {
        let day = self.day;
        let (input, side) = self.moved.filter(|_| self.prune == Prune::Sound)?;
        // A parent that is assigned otherwise leaves nothing proven below it.
        if matches!(parent, Some(State::Again(again)) if !again.same) {
            return None;
        }
        let own = &day.scenes[scene];
        let number = &input.number;
        // What the number does to the scene other than by prices of arcs.
        let solve = match number {
            Number::Limit(_) => day.limits_move(scene, input, side),
            Number::Demand(_) => day.study.options.free_destinations,
            Number::Measure(..) => own.measures.iter().any(|measure| number.is_of(measure)),
            Number::Value(_) | Number::Holding(_) => own.is_by_value(),
            _ => false,
        };
        if solve || own.is_by_own_cost() || self.shift.moves(&day.model, &day.points[scene], day.has_ceilings) {
            return None;
        }
        let Number::Flow(id) = number else { return Some(State::Same) };
        let Some(flow) = day.model.flows.iter().position(|flow| flow.row.id == *id) else {
            return Some(State::Same);
        };
        let more = day.more(flow, side);
        // Figures are of the flows asked about, so such a flow always needs a solve.
        let moves = day.model.flows[flow].selected || day.mass_moves(scene, flow, more);
        (!moves).then_some(State::Other(flow, more))
    }

    /// Can its figures differ from the point's?
    fn is_touched(&self, scene: &usize, states: &[State]) -> bool {
        let Some((input, _)) = self.moved else { return true };
        let day = self.day;
        let again = |scene: usize| matches!(states[scene], State::Again(_));
        let parent = day.scenes[*scene].parent;
        // Figures compare with the parent, so one that was solved again matters as well.
        if again(*scene) || parent.is_some_and(again) {
            return true;
        }
        // Prices on routes of the flows asked about are in the figures also where nothing moves.
        let priced = |scene: usize| {
            let own = day.points[scene].assigned.assignment.paths.iter();
            own.filter(|path| day.model.flows[path.demand].selected)
                .any(|path| self.shift.traverses(day.model.flows[path.demand].row.commodity, &path.arcs))
        };
        match input.number {
            // Shares of all that is asked about, and of its length and value, move without any price.
            // An unassigned flow alone leaves the state `Same`: it is part of the whole that shares are shares of.
            Number::Flow(_) => matches!(states[*scene], State::Same),
            Number::LinkLength(_) if matches!(day.scenes[*scene].shows, Shows::Pattern) => true,
            Number::Value(_) if day.study.by_value => true,
            _ => priced(*scene) || parent.is_some_and(priced),
        }
    }

    fn figures(&self, baseline: &BaselineRun<'_>, scene: usize, states: &[State]) -> Vec<Option<f64>> {
        let day = self.day;
        let parent = day.scenes[scene].parent.unwrap_or(scene);
        let key = |scene: usize| {
            move |path: &PathFlow| match &states[scene] {
                State::Again(again) => again.assigned.key(path),
                // Nothing moved, so the keys are the point's and what the number adds on the route.
                State::Same | State::Other(..) => {
                    let (cost, time) = day.points[scene].assigned.key(path);
                    let goods = day.model.flows[path.demand].row.commodity;
                    let (extra, slower) = self.shift.over(goods, &path.arcs);
                    (cost + extra, time + slower)
                }
            }
        };
        let assignment = |scene: usize| match &states[scene] {
            State::Again(again) => &again.assigned.assignment,
            // The other flow has another mass, but figures are of the flows asked about only.
            State::Same | State::Other(..) => &day.points[scene].assigned.assignment,
        };
        day.scenes[scene].shows.figures(&Seen {
            model: &baseline.model,
            study: day.study,
            before: Priced { assignment: assignment(parent), key: &key(parent) },
            now: Priced { assignment: assignment(scene), key: &key(scene) },
            beside: match &states[scene] {
                State::Again(again) => again.beside,
                // Neither can change where nothing is assigned otherwise: exits are solved again whenever they are
                // touched. 2 and 4 are the places of both in `Shows::Reroute`; no other scene shows them.
                State::Same | State::Other(..) => {
                    let of = |at| day.figures[scene].get(at).copied().flatten().and_then(Mass::from_kt);
                    (of(2), of(4).unwrap_or_default())
                }
            },
        })
    }
}

/// How a scene lies that was not solved again.
fn assigned(state: &State, point: &Point) -> Assignment {
    match state {
        State::Again(again) => again.assigned.assignment.clone(),
        State::Same => point.assigned.assignment.clone(),
        State::Other(flow, more) => {
            let mut assignment = point.assigned.assignment.clone();
            let own = |path: &&mut PathFlow| path.demand == *flow;
            // It stays on its one route, kept whole, so both lists have it.
            assignment.paths.iter_mut().filter(own).for_each(|path| path.mass += *more);
            assignment.retained.iter_mut().filter(own).for_each(|path| path.mass += *more);
            assignment
        }
    }
}

fn is_same(one: &Assignment, other: &Assignment) -> bool {
    // The certificate is left out: other prices may prove the same assignment.
    let parts = |assignment: &Assignment| {
        (assignment.stranded.clone(), assignment.uneconomic.clone(), assignment.freed.clone())
    };
    one.paths == other.paths && one.retained == other.retained && parts(one) == parts(other)
}
