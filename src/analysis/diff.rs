//! In what do two scenarios differ: measures, assets on which they are met, tonnes.

use std::collections::{BTreeMap, BTreeSet};

use super::case::{Assignment, ScenarioInputs};
use super::change::totals;
use super::rows;
use super::setting::{BaselineRun, Setting, total_usd};
use crate::answer::{Diff, DiffAsset, DiffLink, DiffMeasure, DiffSide, DiffTonnes};
use crate::model::{ElementKind, Id, Measure};
use crate::network::ArcKind;
use assignment::Mass;

/// A scenario with its id.
pub type Side<'a> = (&'a str, &'a [Measure]);

/// Answers `diff`. The flows are those of the setting, whose own measures are not asked.
pub fn diff(setting: &Setting<'_>, one: Side<'_>, other: Side<'_>) -> Diff {
    let day = setting.network.dated.day;
    let in_force = |side: Side<'_>| -> BTreeMap<Id, Measure> {
        let all = side.1.iter().filter(|measure| measure.acts_on(day));
        all.map(|measure| (measure.id.clone(), measure.clone())).collect()
    };
    let (left, right) = (in_force(one), in_force(other));
    let ids: BTreeSet<&Id> = left.keys().chain(right.keys()).collect();
    let differ: Vec<(&Measure, DiffSide)> = ids
        .into_iter()
        .filter_map(|id| match (left.get(id), right.get(id)) {
            (Some(own), None) => Some((own, DiffSide::One)),
            (None, Some(own)) => Some((own, DiffSide::Other)),
            (Some(a), Some(b)) if !same(a, b) => Some((b, DiffSide::Both)),
            _ => None,
        })
        .collect();
    let based = BaselineRun::new(setting.case());
    let (first, second) = (based.under(one.1), based.under(other.1));
    Diff {
        head: setting.head.clone(),
        one: one.0.into(),
        other: other.0.into(),
        year: setting.year,
        flow_kt: based.case.mass().kt(),
        assets: assets(setting, &differ),
        measures: differ.iter().map(|(measure, side)| row(measure, *side)).collect(),
        tonnes: tonnes(&based, &first, &second),
        links: links(&based, &first.1, &second.1),
    }
}

/// Do two measures of one id say the same?
fn same(a: &Measure, b: &Measure) -> bool {
    a.effect == b.effect && a.on == b.on && a.trade == b.trade
}

fn row(measure: &Measure, side: DiffSide) -> DiffMeasure {
    DiffMeasure {
        id: measure.id.to_string(),
        r#in: side,
        effect: (&measure.effect).into(),
        on: measure.on.as_ref().map(ToString::to_string),
        r#for: measure.trade.as_ref().map(ToString::to_string),
    }
}

fn assets(setting: &Setting<'_>, differ: &[(&Measure, DiffSide)]) -> Vec<DiffAsset> {
    let atlas = &setting.network.dated.atlas;
    let mut by_asset: BTreeMap<(ElementKind, Id), Vec<String>> = BTreeMap::new();
    for (measure, _) in differ {
        let chosen = measure.on.as_ref().map(|on| setting.network.select(on)).unwrap_or_default();
        for asset in chosen.assets() {
            let key = (rows::kind(asset), atlas.asset_id(asset).clone());
            by_asset.entry(key).or_default().push(measure.id.to_string());
        }
    }
    let asset = |((kind, id), measures): ((ElementKind, Id), Vec<String>)| DiffAsset {
        kind,
        id: id.to_string(),
        measures,
    };
    by_asset.into_iter().map(asset).collect()
}

fn tonnes(
    based: &BaselineRun<'_>,
    one: &(ScenarioInputs, Assignment),
    other: &(ScenarioInputs, Assignment),
) -> DiffTonnes {
    let sum = |of: &dyn Fn(usize) -> Mass| -> f64 { based.case.selected().map(of).sum::<Mass>().kt() };
    let cost = |side: &(ScenarioInputs, Assignment)| {
        total_usd(based.case.selected().map(|flow| totals(based, &side.0, &side.1, flow).0).sum())
    };
    let moved = |flow: usize| {
        let then: BTreeMap<_, Mass> = one.1.of(flow).map(|path| (&path.arcs, path.mass)).collect();
        let now: BTreeMap<_, Mass> = other.1.of(flow).map(|path| (&path.arcs, path.mass)).collect();
        let lost = then.iter().map(|(arcs, mass)| {
            let kept = now.get(arcs).copied().unwrap_or_default();
            (*mass - kept).max(Mass::ZERO)
        });
        lost.sum()
    };
    DiffTonnes {
        delivered_one_kt: sum(&|flow| one.1.delivered(flow)),
        delivered_other_kt: sum(&|flow| other.1.delivered(flow)),
        stranded_one_kt: sum(&|flow| one.1.stranded[flow]),
        stranded_other_kt: sum(&|flow| other.1.stranded[flow]),
        cost_one_usd: cost(one),
        cost_other_usd: cost(other),
        moved_kt: sum(&moved),
    }
}

fn links(based: &BaselineRun<'_>, one: &Assignment, other: &Assignment) -> Vec<DiffLink> {
    let network = based.case.network;
    let load = |laying: &Assignment| {
        let mut load: BTreeMap<u32, Mass> = BTreeMap::new();
        for path in &laying.paths {
            let links: BTreeSet<u32> = path
                .arcs
                .iter()
                .filter_map(|arc| match network.arcs[arc.index()].what {
                    ArcKind::Link(link, _) => Some(link.0),
                    _ => None,
                })
                .collect();
            links.into_iter().for_each(|link| *load.entry(link).or_default() += path.mass);
        }
        load
    };
    let (then, now) = (load(one), load(other));
    let all: BTreeSet<u32> = then.keys().chain(now.keys()).copied().collect();
    let of = |load: &BTreeMap<u32, Mass>, link| load.get(&link).copied().unwrap_or_default();
    let row = |link: u32| DiffLink {
        id: network.dated.atlas.links[link as usize].id.to_string(),
        one_kt: of(&then, link).kt(),
        other_kt: of(&now, link).kt(),
        change_kt: (of(&now, link) - of(&then, link)).kt(),
    };
    let changed = all.into_iter().filter(|link| of(&then, *link) != of(&now, *link));
    let mut rows: Vec<DiffLink> = changed.map(row).collect();
    rows.sort_by(|a, b| b.change_kt.abs().total_cmp(&a.change_kt.abs()).then_with(|| a.id.cmp(&b.id)));
    rows
}
