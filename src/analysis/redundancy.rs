//! For each commodity: how many ways, how many tonnes, and what proves that there are no more.

use std::collections::{BTreeMap, BTreeSet};

use crate::answer;
use crate::model::CommodityIx;
use crate::network::ArcKind;
use assignment::{Demand, Terminals};
use routing::{ArcIx, NodeIx, PathQuery};

use super::setting::BaselineRun;

/// A row for each commodity of the flows asked about, by id.
pub fn redundancy(based: &BaselineRun<'_>) -> Vec<answer::Redundancy> {
    let mut groups: BTreeMap<CommodityIx, Vec<usize>> = BTreeMap::new();
    for flow in based.case.selected() {
        groups.entry(based.case.flows[flow].row.commodity).or_default().push(flow);
    }
    groups.into_iter().map(|(commodity, flows)| row(based, commodity, &flows)).collect()
}

/// From all origins to all destinations of the commodity, capacities net of every flow that is not asked about.
fn row(based: &BaselineRun<'_>, commodity: CommodityIx, flows: &[usize]) -> answer::Redundancy {
    let case = &based.case;
    let demands: Vec<Demand> = case.demands(&based.world);
    let others: Vec<_> =
        based.laying.paths.iter().filter(|path| !case.flows[path.demand].selected).cloned().collect();
    let left = assignment::residual(&based.world.bundles, &demands, &others);
    let union = |of: &dyn Fn(&Demand) -> Vec<NodeIx>| -> Vec<NodeIx> {
        let states: BTreeSet<NodeIx> = flows.iter().flat_map(|flow| of(&demands[*flow])).collect();
        states.into_iter().collect()
    };
    let (sources, targets) =
        (union(&|demand| demand.sources.clone()), union(&|demand| demand.targets.clone()));
    let class = demands[flows[0]].class;
    let ends = Terminals { class, sources: &sources, targets: &targets };
    let weights = &based.world.weights[class.index()];
    let link = |arc: ArcIx| match case.network.arcs[arc.index()].what {
        ArcKind::Link(link, _) => Some(link.0),
        _ => None,
    };
    let topology = &case.network.topology;
    let query = PathQuery { topology, weights, sources: &sources, targets: &targets, stages: &[] };
    let disjoint = assignment::disjoint_paths(&query, link);
    let most = assignment::max_throughput(topology, weights, &left, ends);
    let mut cut: Vec<answer::CutBundle> = most
        .iter()
        .flat_map(|most| &most.cut)
        .map(|(bundle, weight)| answer::CutBundle {
            capacity: based.world.names[bundle.index()].clone(),
            weight: *weight,
        })
        .collect();
    cut.sort_by(|a, b| a.capacity.cmp(&b.capacity));
    answer::Redundancy {
        commodity: case.network.dated.atlas.commodities[commodity.index()].id.to_string(),
        disjoint_routes: disjoint.map(|found| u32::try_from(found.paths.len()).unwrap_or(u32::MAX)),
        min_cut_kt_y: most.map(|most| most.value.kt()),
        cut,
    }
}
