//! What the solver saw, as five tables: so that anyone can check an answer with another solver.

use std::collections::BTreeSet;

use crate::answer::{self, ArcRow, BundleRow, ClassRow, DemandRow, FixedRow};
use crate::model::{Id, Measure, Mode, Selector, Trade};
use crate::network::{ArcKind, Network, NodeRole, VehicleClass};
use crate::scenario::BaselineLoad;
use crate::tables::{Flow, FlowBasis};
use assignment::{ClassIx, Mass};
use routing::{ArcIx, NodeIx, PathCost};

use super::model::{Assignment, AssignmentModel, AssignmentOptions, ScenarioInputs};

/// What was assigned in a world: tonnes freed are demand, tonnes kept are fixed, so that a bundle's limit less what is
/// fixed on it is what the solver had.
pub fn arcs(
    head: answer::Metadata,
    model: &AssignmentModel<'_>,
    inputs: &ScenarioInputs,
    assignment: &Assignment,
) -> answer::Arcs {
    let arcs = arc_rows(model.network, inputs);
    answer::Arcs {
        head,
        classes: classes(model, inputs),
        bundles: bundle_rows(inputs, &arcs),
        arcs,
        demand: demand(model, inputs, assignment),
        fixed: fixed(model, inputs, assignment),
    }
}

/// What a router sees of one trade: a demand of no tonnes, which names the ends, and nothing fixed. What the question
/// avoids is closed.
pub fn of_trade(
    head: answer::Metadata,
    network: &Network,
    trade: Trade,
    measures: &[Measure],
    avoid: &[Selector],
) -> answer::Arcs {
    // The solver's own tables of a model with one flow: a router and a solver cannot differ.
    let model = AssignmentModel::new(network, vec![(nothing_of(trade), true)], AssignmentOptions::default());
    let inputs = model.inputs(measures, &BaselineLoad::new());
    // Nothing is freed and nothing kept, so the tables of demand and of fixed tonnes are empty.
    let mut arcs = arcs(head, &model, &inputs, &Assignment::default());
    // What the question avoids is no measure, so it is in no overlay and marked here.
    let avoided: BTreeSet<u32> =
        avoid.iter().flat_map(|on| network.closed_arcs(&network.select(on))).map(|arc| arc.0).collect();
    for row in arcs.arcs.iter_mut().filter(|row| avoided.contains(&row.arc)) {
        row.closed = true;
    }
    arcs.demand = vec![demand_row(&model, &inputs, 0, Mass::ZERO)];
    arcs
}

/// A flow of no tonnes, which asks for the trade's class.
fn nothing_of(trade: Trade) -> Flow {
    Flow {
        id: Id::trusted("trade"),
        commodity: trade.commodity,
        origin: trade.origin,
        destination: trade.destination,
        basis: FlowBasis::Plan,
        tier: 1,
        goods_origin: trade.goods_origin,
        loaded_in: trade.loaded_in,
        ..Flow::default()
    }
}

fn number(class: usize) -> u32 {
    ClassIx::from(class).0
}

fn classes(model: &AssignmentModel<'_>, inputs: &ScenarioInputs) -> Vec<ClassRow> {
    let rows = inputs.overlays.classes.iter().enumerate();
    rows.map(|(at, class)| {
        let goods = &model.network.snapshot.atlas.commodities[class.commodity.index()];
        ClassRow {
            class: number(at),
            cargo: goods.cargo,
            commodity: goods.id.to_string(),
            value_usd_t: goods.value.value.usd_t(),
        }
    })
    .collect()
}

/// Arcs that are open to a class, and those that a measure closes to it; what never fits its cargo is left out.
fn arc_rows(network: &Network, inputs: &ScenarioInputs) -> Vec<ArcRow> {
    let classes = 0..inputs.weights.len();
    let all = classes.flat_map(|class| (0..network.arcs.len()).map(move |arc| (class, ArcIx::from(arc))));
    all.filter_map(|(class, arc)| {
        // A closed arc has no weight; it is listed with what it would cost if a measure is what closes it.
        let open = inputs.weights[class].arc[arc.index()];
        let key = open.or_else(|| shut(network, inputs, class, arc))?;
        Some(arc_row(network, (class, arc), key, open.is_none()))
    })
    .collect()
}

/// What a closed arc would cost without measures; none where it is not a measure that closes it.
fn shut(network: &Network, inputs: &ScenarioInputs, class: usize, arc: ArcIx) -> Option<PathCost> {
    // An arc may lack a weight because it never carries the cargo: only an edit shows a measure.
    let closed = inputs.overlays.edit(ClassIx::from(class), arc).is_some_and(|edit| edit.closed);
    let (parts, time) = network.price(arc, inputs.overlays.classes[class].commodity)?;
    closed.then(|| PathCost { cost: parts.total(), time, ..PathCost::default() })
}

fn arc_row(network: &Network, (class, arc): (usize, ArcIx), key: PathCost, closed: bool) -> ArcRow {
    let atlas = &network.snapshot.atlas;
    let row = &network.arcs[arc.index()];
    let (link, transfer) = match row.what {
        ArcKind::Link(link, _) => (Some(atlas.links[link.index()].id.to_string()), None),
        ArcKind::Transfer(transfer) => (None, Some(atlas.transfers[transfer.index()].id.to_string())),
        // Starting and arriving are free and have no id.
        ArcKind::Load(_) | ArcKind::Unload(_) => (None, None),
    };
    ArcRow {
        class: number(class),
        arc: arc.0,
        tail: state(network, row.tail),
        head: state(network, row.head),
        link,
        transfer,
        cost: key.cost.usd_t(),
        hours: key.time.hours(),
        closed,
    }
}

/// `place/mode:route`, `place/mode` where the route does not matter, with `/boarded` after a transfer where another
/// could follow, `/landed` for what a ship has brought
/// and `/side-N` in a strait entered from there,
/// `place/start`, `place/end`.
fn state(network: &Network, state: NodeIx) -> String {
    let row = &network.states[state.index()];
    let place = &network.snapshot.atlas.places[row.place.index()].id;
    match row.role {
        NodeRole::Start => format!("{place}/start"),
        NodeRole::End => format!("{place}/end"),
        NodeRole::On(mode, route) => format!("{place}/{}", riding(network, mode, route)),
        NodeRole::Boarded(mode, route) => format!("{place}/{}/boarded", riding(network, mode, route)),
        NodeRole::Landed(mode, route) => format!("{place}/{}/landed", riding(network, mode, route)),
        NodeRole::Passing(mode, route, side) => {
            format!("{place}/{}/side-{side}", riding(network, mode, route))
        }
    }
}

fn riding(network: &Network, mode: Mode, route: VehicleClass) -> String {
    network.class_id(route).map_or_else(|| mode.to_string(), |route| format!("{mode}:{route}"))
}

fn states(network: &Network, of: &[NodeIx]) -> String {
    of.iter().map(|at| state(network, *at)).collect::<Vec<_>>().join(";")
}

/// Only arcs that are in the table of arcs: what a class cannot pass counts nowhere.
fn bundle_rows(inputs: &ScenarioInputs, arcs: &[ArcRow]) -> Vec<BundleRow> {
    let mut rows = Vec::new();
    for (name, bundle) in inputs.names.iter().zip(&inputs.bundles) {
        let counts = |row: &&ArcRow| {
            // Arcs of a bundle are sorted.
            bundle.classes[ClassIx(row.class).index()] && bundle.arcs.binary_search(&ArcIx(row.arc)).is_ok()
        };
        rows.extend(arcs.iter().filter(counts).map(|row| BundleRow {
            bundle: name.clone(),
            class: row.class,
            arc: row.arc,
            limit_kg: bundle.limit.0,
        }));
    }
    rows
}

/// What the solver assigned: tonnes freed from their old routes, and those that had none.
fn demand(model: &AssignmentModel<'_>, inputs: &ScenarioInputs, assignment: &Assignment) -> Vec<DemandRow> {
    let freed = assignment.freed.iter().enumerate().filter(|(_, freed)| **freed > Mass::ZERO);
    freed.map(|(at, freed)| demand_row(model, inputs, at, *freed)).collect()
}

fn demand_row(model: &AssignmentModel<'_>, inputs: &ScenarioInputs, at: usize, mass: Mass) -> DemandRow {
    let demand = model.demand(inputs, at, &model.flows[at]);
    DemandRow {
        flow: model.flows[at].row.id.to_string(),
        class: demand.class.0,
        from: states(model.network, &demand.sources),
        to: states(model.network, &demand.targets),
        kg: mass.0,
        tier: demand.tier,
        ceiling: demand.reservation_price.map(|ceiling| ceiling.usd_t()),
    }
}

fn fixed(model: &AssignmentModel<'_>, inputs: &ScenarioInputs, assignment: &Assignment) -> Vec<FixedRow> {
    // Loads are those of `paths`, so what was kept takes their place.
    let kept = Assignment { paths: assignment.retained.clone(), ..Assignment::default() };
    let loads = model.loads(inputs, &kept);
    let rows = inputs.names.iter().zip(loads).filter(|(_, load)| *load > Mass::ZERO);
    rows.map(|(name, load)| FixedRow { bundle: name.clone(), kg: load.0 }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::sample;
    use crate::model::LinkIx;
    use assignment::PathFlow;
    use routing::Cost;

    fn model(network: &Network) -> AssignmentModel<'_> {
        AssignmentModel::new(network, vec![(sample::flow("one", 2024, 1000.0), true)], AssignmentOptions::default())
    }

    fn named(arcs: &answer::Arcs) -> Vec<String> {
        arcs.arcs.iter().map(|row| format!("{}>{}", row.tail, row.head)).collect()
    }

    fn find<'a>(arcs: &'a answer::Arcs, tail: &str, head: &str) -> &'a ArcRow {
        arcs.arcs.iter().find(|row| row.tail == tail && row.head == head).unwrap()
    }

    #[test]
    fn a_trade_has_its_ends_and_nothing_to_lay() {
        let network = sample::network();
        let trade = model(&network).flows[0].trade.trade;
        let arcs = of_trade(sample::head(), &network, trade, &[], &[]);
        assert_eq!(arcs.classes.len(), 1);
        assert_eq!(arcs.classes[0].commodity, "crude-light");
        let [ends] = arcs.demand.as_slice() else { panic!("one row: {:?}", arcs.demand) };
        assert_eq!((ends.from.as_str(), ends.to.as_str(), ends.kg), ("tengiz/start", "augusta/end", 0));
        assert!(arcs.fixed.is_empty());
        let pipe = find(&arcs, "tengiz/pipeline:cpc", "novo/pipeline:cpc");
        assert_eq!((pipe.link.as_deref(), pipe.cost, pipe.hours, pipe.closed), (Some("pipe"), 30.0, 100.0, false));
        let loading = find(&arcs, "novo/pipeline:cpc", "novo/sea:aframax");
        assert_eq!((loading.transfer.as_deref(), loading.cost), (Some("loading"), 2.0));
        find(&arcs, "tengiz/start", "tengiz/pipeline:cpc");
        find(&arcs, "augusta/sea:aframax/landed", "augusta/end");
        assert!(!named(&arcs).iter().any(|row| row.contains("novo-old")), "closed since 2010");
    }

    /// 60 Mt nameplate, half of it there: each use of the terminal is by pipe, by a ship that comes, or a start.
    #[test]
    fn a_bundle_lists_the_arcs_that_count() {
        let network = sample::network();
        let trade = model(&network).flows[0].trade.trade;
        let arcs = of_trade(sample::head(), &network, trade, &[], &[]);
        let of = |name: &str| -> Vec<String> {
            let rows = arcs.bundles.iter().filter(|row| row.bundle == name);
            rows.map(|row| {
                let arc = arcs.arcs.iter().find(|arc| arc.arc == row.arc).unwrap();
                format!("{}>{} {}", arc.tail, arc.head, row.limit_kg)
            })
            .collect()
        };
        assert_eq!(of("pipe-2023"), ["tengiz/pipeline:cpc>novo/pipeline:cpc 40000000000"]);
        let mut moorings = of("moorings");
        moorings.sort();
        assert_eq!(
            moorings,
            [
                "novo/start>novo/sea:aframax 30000000000",
                "strait/sea:aframax/side-0>novo/sea:aframax/landed 30000000000",
                "tengiz/pipeline:cpc>novo/pipeline:cpc 30000000000",
            ]
        );
        assert!(of("pipe-2020").is_empty(), "not in force");
    }

    #[test]
    fn what_a_measure_closes_is_listed_as_closed() {
        let network = sample::network();
        let trade = model(&network).flows[0].trade.trade;
        let measures = [sample::closing("event:stop", "cpc")];
        let arcs = of_trade(sample::head(), &network, trade, &measures, &[]);
        let pipe = find(&arcs, "tengiz/pipeline:cpc", "novo/pipeline:cpc");
        assert_eq!((pipe.closed, pipe.cost), (true, 30.0));
        assert_eq!(arcs.arcs.iter().filter(|row| row.closed).count(), 1);
        let avoid = [Selector::of("line", "cpc")];
        assert_eq!(of_trade(sample::head(), &network, trade, &[], &avoid).arcs, arcs.arcs);
    }

    /// 400 of 1,000 kt stay, 600 are freed: the pipe has 39,600 of its 40,000 kt left for them.
    #[test]
    fn limit_less_fixed_is_what_the_solver_had() {
        let network = sample::network();
        let model = model(&network).capped(50.0);
        let inputs = model.inputs(&[], &BaselineLoad::new());
        let kt = |kt| Mass::from_kt(kt).unwrap();
        let path = network.link_arcs(LinkIx(3)).to_vec();
        let assignment = Assignment {
            freed: vec![kt(600.0)],
            retained: vec![PathFlow { demand: 0, arcs: path, mass: kt(400.0) }],
            ..Assignment::default()
        };
        let arcs = arcs(sample::head(), &model, &inputs, &assignment);
        let fixed: Vec<_> = arcs.fixed.iter().map(|row| (row.bundle.as_str(), row.kg)).collect();
        assert_eq!(fixed, [("moorings", 400_000_000), ("pipe-2023", 400_000_000)]);
        let [demand] = arcs.demand.as_slice() else { panic!("one demand") };
        assert_eq!((demand.flow.as_str(), demand.kg, demand.tier), ("one", 600_000_000, 2));
        assert_eq!((demand.from.as_str(), demand.to.as_str()), ("tengiz/start", "augusta/end"));
        assert_eq!(demand.ceiling, Some(50.0));
    }

    impl AssignmentModel<'_> {
        fn capped(mut self, usd_t: f64) -> Self {
            self.options.ceiling = Cost::from_usd_t(usd_t);
            self
        }
    }
}
