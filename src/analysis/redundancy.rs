//! For each commodity: how many ways, how many tonnes, and what proves that there are no more.

use std::collections::{BTreeMap, BTreeSet};

use crate::answer;
use crate::flow::{self, Demand, Terminals};
use crate::model::CommodityIx;
use crate::network::{ArcIx, ArcWhat, ClassIx, StateIx};

use super::setting::Based;

/// A row for each commodity of the flows asked about, by id.
#[must_use]
pub fn redundancy(based: &Based<'_>) -> Vec<answer::Redundancy> {
    let mut groups: BTreeMap<CommodityIx, Vec<usize>> = BTreeMap::new();
    for flow in based.case.selected() {
        groups.entry(based.case.flows[flow].row.commodity).or_default().push(flow);
    }
    groups.into_iter().map(|(commodity, flows)| row(based, commodity, &flows)).collect()
}

/// From all origins to all destinations of the commodity, capacities net of every flow that is not asked about.
fn row(based: &Based<'_>, commodity: CommodityIx, flows: &[usize]) -> answer::Redundancy {
    let case = &based.case;
    let demands: Vec<Demand> = case.demands(&based.world);
    let others: Vec<_> =
        based.laying.paths.iter().filter(|path| !case.flows[path.demand].selected).cloned().collect();
    let left = flow::residual(&others, &demands, &based.world.bundles);
    let union = |of: &dyn Fn(&Demand) -> Vec<StateIx>| -> Vec<StateIx> {
        let states: BTreeSet<StateIx> = flows.iter().flat_map(|flow| of(&demands[*flow])).collect();
        states.into_iter().collect()
    };
    let (sources, targets) = (union(&|demand| demand.sources.clone()), union(&|demand| demand.targets.clone()));
    let class: ClassIx = demands[flows[0]].class;
    let terminals = Terminals {
        topology: &case.network.topology,
        weights: &based.world.weights[class.at()],
        class,
        sources: &sources,
        targets: &targets,
    };
    let link = |arc| match case.network.arcs[ArcIx::at(arc)].what {
        ArcWhat::Link(link, _) => Some(link.0),
        _ => None,
    };
    let disjoint = flow::disjoint(&terminals, link);
    let most = flow::most(&terminals, &left);
    let weights = most.iter().flat_map(|cut| &cut.weights);
    let mut cut: Vec<answer::CutBundle> = weights
        .map(|(bundle, weight)| answer::CutBundle { capacity: based.world.names[bundle.at()].clone(), weight: *weight })
        .collect();
    cut.sort_by(|a, b| a.capacity.cmp(&b.capacity));
    answer::Redundancy {
        commodity: case.network.dated.atlas.commodities[commodity.at()].id.to_string(),
        disjoint_routes: disjoint.routes.len() as u32,
        min_cut_kt_y: most.map(|cut| cut.most.kt()),
        cut,
    }
}
