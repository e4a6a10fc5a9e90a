//! Some rows again by plain searches, which know nothing of hierarchies.

use super::Sweep;
use super::mesh::{Ground, Line};
use super::metric::{MeshEdit, MeshScenario, priced};
use crate::answer::VerifiedRows;
use crate::flow::{Key, Query, Weights, best};
use crate::hierarchy::Marks;
use crate::model::{Cost, Seconds};
use crate::network::{ArcIx, Topology};
use crate::question::By;

/// Finds so many rows again, spread over scenarios and pairs; `None` where none is asked for.
pub(super) fn verify(asked: &Sweep<'_>, ground: &Ground<'_>, base: &[Option<Line>]) -> Option<VerifiedRows> {
    if asked.verify == 0 || base.is_empty() {
        return None;
    }
    let topology = asked.prepared.mesh.topology();
    let baseline = MeshScenario { id: "baseline".into(), closed: Vec::new(), changes: Vec::new() };
    let all: Vec<&MeshScenario> = std::iter::once(&baseline).chain(&asked.scenarios).collect();
    let mut space = ground.space();
    let mut verified = VerifiedRows { rows: 0, differ: Vec::new() };
    for at in 0..asked.verify {
        let scenario = all[at * all.len() / asked.verify % all.len()];
        // A prime far from any power of two: pairs are spread.
        let pair = (at * 15_485_863 + 7) % base.len();
        let changes = ground.under(&mut space, scenario);
        let change = changes.binary_search_by_key(&pair, |change| change.0 as usize);
        let told = change.map_or(base[pair], |at| changes[at].1);
        let found = plain(asked, ground, &topology, scenario, pair);
        verified.rows += 1;
        if told != found {
            let (from, to) = (&asked.from[pair / asked.to.len()].0, &asked.to[pair % asked.to.len()].0);
            verified.differ.push(format!("{}: {from} to {to}", scenario.id));
        }
    }
    Some(verified)
}

fn plain(
    asked: &Sweep<'_>,
    ground: &Ground<'_>,
    topology: &Topology,
    scenario: &MeshScenario,
    pair: usize,
) -> Option<Line> {
    let mut weights = Weights { arc: Vec::with_capacity(topology.arcs()) };
    let key = |arc: ArcIx, edit: &MeshEdit| key(ground, arc, edit);
    let arcs = (0..topology.arcs()).map(ArcIx::from);
    weights.arc.extend(arcs.map(|arc| key(arc, &MeshEdit::default())));
    let edits = scenario.edits(ground.metric.mesh);
    edits.iter().for_each(|(arc, edit)| weights.arc[arc.at()] = key(*arc, edit));
    let (from, to) = (asked.from[pair / asked.to.len()].1, asked.to[pair % asked.to.len()].1);
    let found = best(&Query { topology, weights: &weights, sources: &[from], targets: &[to], stages: &[] })?;
    let marks = found.arcs.iter().fold(Marks::default(), |marks, &arc| marks.or(&ground.metric.marks(arc)));
    let unit = crate::network::MESH_COST.0;
    Some(Line { cost: Cost(found.key.cost.0 * unit), time: found.key.time, marks })
}

fn key(ground: &Ground<'_>, arc: ArcIx, edit: &MeshEdit) -> Option<Key> {
    let (cost, time) = priced(ground.metric.mesh, arc, edit)?;
    let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let (cost, time) = (number(cost), number(time));
    let objective = if ground.metric.by == By::Time { time } else { cost };
    let tie = ground.metric.tie(arc);
    Some(Key { objective, cost: Cost(cost), time: Seconds(time), legs: 1, tie })
}
