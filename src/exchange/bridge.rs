//! Parts that no link joins, and links over the gaps between them where a rule asks for them.

use super::join::{Unit, km, nearest};
use super::rules::rounded;
use super::rules::{Rate, Rules};
use crate::network::{Course, MESH_COST, MeshLink};

/// How large each part is, the largest first, and how many links were added.
pub(super) fn parts(at: &[Unit], links: &mut Vec<MeshLink>, rules: &Rules) -> (Vec<u64>, u64) {
    let part = parted(at.len(), links);
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); at.len()];
    for (node, &part) in part.iter().enumerate() {
        members[part as usize].push(node as u32);
    }
    members.retain(|part| !part.is_empty());
    // The order of first nodes breaks ties.
    members.sort_by_key(|part| std::cmp::Reverse(part.len()));
    let sizes = members.iter().map(|part| part.len() as u64).collect();
    let Some(reach) = rules.bridge_km else { return (sizes, 0) };
    let Some((largest, others)) = members.split_first() else { return (sizes, 0) };
    let points: Vec<Unit> = largest.iter().map(|&node| at[node as usize]).collect();
    let mut added = 0;
    for part in others {
        let gaps = part.iter().filter_map(|&node| {
            let other = nearest(&at[node as usize], &points)?;
            Some((km(&at[node as usize], &points[other]), node, largest[other]))
        });
        let least = gaps.min_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((gap, from, to)) = least.filter(|gap| gap.0 <= reach) {
            added += 1;
            links.push(bridge(added, (from, to), gap, rules));
        }
    }
    (sizes, added)
}

/// At the rate of links that name no mode.
fn bridge(number: u64, (from, to): (u32, u32), km: f64, rules: &Rules) -> MeshLink {
    let rate = rules.rates.get(&rules.mode).copied().unwrap_or(Rate { usd_tkm: 0.0, km_h: 1.0 });
    MeshLink {
        id: format!("bridge-{number}"),
        from,
        to,
        metres: rounded(km * 1000.0),
        mode: "bridge".into(),
        cost: rounded(km * rate.usd_tkm * 1e6 / MESH_COST.0 as f64),
        seconds: rounded(km / rate.km_h * 3600.0),
        course: Course::Both,
        tag: None,
        kt_y: None,
    }
}

/// By node: the least node of its part.
fn parted(nodes: usize, links: &[MeshLink]) -> Vec<u32> {
    let mut above: Vec<u32> = (0..nodes as u32).collect();
    fn top(above: &mut [u32], mut node: u32) -> u32 {
        while above[node as usize] != node {
            above[node as usize] = above[above[node as usize] as usize];
            node = above[node as usize];
        }
        node
    }
    for link in links {
        let (a, b) = (top(&mut above, link.from), top(&mut above, link.to));
        above[a.max(b) as usize] = a.min(b);
    }
    (0..nodes as u32).map(|node| top(&mut above, node)).collect()
}
