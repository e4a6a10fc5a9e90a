//! How many routes there are for each commodity asked about, and what the capacities let pass.

use std::collections::{BTreeMap, BTreeSet};

use super::run::BaselineRun;
use crate::answer;
use crate::model::CommodityIx;
use assignment::{Demand, Terminals};
use routing::{ArcIx, NodeIx, PathQuery};

/// A row for each commodity of the flows asked about, by id.
pub fn redundancy(baseline: &BaselineRun<'_>) -> Vec<answer::Redundancy> {
    let mut groups: BTreeMap<CommodityIx, Vec<usize>> = BTreeMap::new();
    for flow in baseline.model.selected() {
        groups.entry(baseline.model.flows[flow].row.commodity).or_default().push(flow);
    }
    groups.into_iter().map(|(commodity, flows)| redundant(baseline, commodity, &flows)).collect()
}

/// From all origins to all destinations of the commodity, capacities net of every flow that is not asked about.
fn redundant(baseline: &BaselineRun<'_>, commodity: CommodityIx, flows: &[usize]) -> answer::Redundancy {
    let model = &baseline.model;
    let demands: Vec<Demand> = model.demands(&baseline.inputs);
    // Other flows keep their capacity; that of the flows asked about counts as free, since they are what passes here.
    let others: Vec<_> =
        baseline.assignment.paths.iter().filter(|path| !model.flows[path.demand].selected).cloned().collect();
    let left = assignment::residual(&baseline.inputs.bundles, &demands, &others);
    // Sorted and each once, as a search wants its ends.
    let union = |of: &dyn Fn(&Demand) -> Vec<NodeIx>| -> Vec<NodeIx> {
        let states: BTreeSet<NodeIx> = flows.iter().flat_map(|flow| of(&demands[*flow])).collect();
        states.into_iter().collect()
    };
    let (sources, targets) = (union(&|demand| demand.sources.clone()), union(&|demand| demand.targets.clone()));
    // Flows of one commodity see the same weights unless a measure is about the trade; then those of the first flow
    // count.
    let class = demands[flows[0]].class;
    let ends = Terminals { class, sources: &sources, targets: &targets };
    let weights = &baseline.inputs.weights[class.index()];
    let link = |arc: ArcIx| Some(model.network.link_of(arc)?.0);
    let topology = &model.network.topology;
    // Routes that share no link, found without regard to capacity.
    let query = PathQuery::between(topology, weights, &sources, &targets);
    let disjoint = assignment::disjoint_paths(&query, link);
    // `None`: some route meets no limit at all, so there is neither a maximum nor a cut.
    let most = assignment::max_throughput(topology, weights, &left, ends);
    let mut cut: Vec<answer::CutBundle> = most
        .iter()
        .flat_map(|most| &most.cut)
        .map(|(bundle, weight)| answer::CutBundle {
            capacity: baseline.inputs.names[bundle.index()].clone(),
            weight: *weight,
        })
        .collect();
    cut.sort_by(|a, b| a.capacity.cmp(&b.capacity));
    answer::Redundancy {
        commodity: model.network.snapshot.atlas.commodities[commodity.index()].id.to_string(),
        disjoint_routes: disjoint.map(|found| u32::try_from(found.paths.len()).unwrap_or(u32::MAX)),
        min_cut_kt_y: most.map(|most| most.value.kt()),
        cut,
    }
}
