//! Nodes and links of a foreign graph, priced and joined to an atlas.

use std::collections::HashMap;
use std::path::Path;

use super::join::{self, Places, Rules, Unit, km, nearest, rounded, unit};
use super::table::{Column, Findings, Header, Row, read};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::network::{Course, IMPORTED_COST, ImportedLink, ImportedNetwork, ImportedNode};
use crate::spec::ImportColumns;
use crate::tables::Atlas;
use routing::Position;

/// A graph as an imported network, and what was done to make it one.
#[derive(Clone, Debug)]
pub struct Imported {
    pub imported: ImportedNetwork,
    /// Links from a node to itself, left out.
    pub loops: u64,
    /// Parts that no link joins, the largest first: how many nodes each has.
    pub parts: Vec<u64>,
    /// Links that a rule added over gaps.
    pub bridges: u64,
    /// Links that pass a strait by a rule.
    pub in_straits: u64,
    /// Nodes whose country is that of the nearest place.
    pub by_nearest: u64,
    /// Places of the atlas with the kilometres to the node that each was joined to.
    pub joined: Vec<(String, f64)>,
}

/// Reads a graph.
///
/// # Errors
/// A file that cannot be read; or every row that breaks a rule.
pub fn graph(nodes: &Path, links: &Path, columns: &ImportColumns, rules: &Rules, atlas: &Atlas) -> Result<Imported> {
    let (mut rows, known, mut diagnostics) = read_nodes(nodes, columns)?;
    // Where nodes are broken each link at one of them would be a finding too.
    let taken = if diagnostics.is_empty() { read_links(links, columns, rules, &known)? } else { Taken::default() };
    diagnostics.extend(taken.diagnostics);
    if !diagnostics.is_empty() {
        return Err(Error::data("the graph cannot be used", diagnostics));
    }
    drop(known);
    let mut links = taken.links;
    let at: Vec<Unit> = rows.iter().map(|node| unit(Position { lat: node.at[0], lon: node.at[1] })).collect();
    let places = Places::of(atlas);
    let by_nearest = countries(&mut rows, &at, &places);
    // Straits come before bridges, so that no bridge is tagged.
    let in_straits = rules.strait_km.map_or(0, |reach| straits(&mut links, &at, &places, reach));
    let (parts, bridges) = join::parts(&at, &mut links, rules);
    let joined: Vec<(String, u32, f64)> = join::to_nodes(&places, &at);
    let ends = joined.iter().map(|(place, node, _)| (place.clone(), *node)).collect();
    let imported = ImportedNetwork::new(&rows, &links, ends).ok_or_else(|| {
        Error::question(
            "an imported network distinguishes at most 512 countries, straits, corridors and lines: tag fewer links",
        )
    })?;
    let joined = joined.into_iter().map(|(place, _, km)| (place, km)).collect();
    Ok(Imported { imported, loops: taken.loops, parts, bridges, in_straits, by_nearest, joined })
}

// Positions of nodes by id.
type Known = HashMap<String, u32>;

fn read_nodes(path: &Path, columns: &ImportColumns) -> Result<(Vec<ImportedNode>, Known, Vec<Diagnostic>)> {
    let (mut rows, mut known) = (Vec::new(), Known::new());
    let country = &columns.node_country;
    let find = |header: &Header, findings: &mut Findings| {
        (
            header.column(&columns.node_id, "--node-id", findings),
            header.column(&columns.node_lat, "--node-lat", findings),
            header.column(&columns.node_lon, "--node-lon", findings),
            // Nodes without a country get one from the nearest place, so the column may be missing.
            if country.as_ref().is_some_and(|name| header.has(name)) {
                header.maybe(country, "--node-country", findings)
            } else {
                Column::default()
            },
        )
    };
    let diagnostics = read(path, find, |(id, lat, lon, country), row, findings| {
        let lat = row.number(lat, (-90.0, 90.0), findings);
        let lon = row.number(lon, (-180.0, 180.0), findings);
        let id = name(row, id, findings);
        let (Some(lat), Some(lon), Some(id)) = (lat, lon, id) else { return };
        let at = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        if known.insert(id.to_owned(), at).is_some() {
            let rule = "two nodes have this id";
            findings.add(row.line, Some((&columns.node_id, id)), rule, "give each node an id of its own");
        }
        let country = Some(row.cell(country)).filter(|code| !code.is_empty()).map(str::to_owned);
        rows.push(ImportedNode { id: id.to_owned(), at: [lat, lon], country });
    })?;
    Ok((rows, known, diagnostics))
}

#[derive(Default)]
struct Taken {
    links: Vec<ImportedLink>,
    loops: u64,
    diagnostics: Vec<Diagnostic>,
}

/// The columns of links.
struct Found<'c> {
    id: Column<'c>,
    mode: Column<'c>,
    oneway: Column<'c>,
    usd_t: Column<'c>,
    hours: Column<'c>,
    tag: Column<'c>,
    kt_y: Column<'c>,
    from: Column<'c>,
    to: Column<'c>,
    km: Column<'c>,
}

fn read_links(path: &Path, columns: &ImportColumns, rules: &Rules, known: &Known) -> Result<Taken> {
    let mut taken = Taken::default();
    // By both ends: how many links without an id join them.
    let mut beside: HashMap<(u32, u32), u32> = HashMap::new();
    let find = |header: &Header, findings: &mut Findings| Found {
        id: header.maybe(&columns.link_id, "--link-id", findings),
        mode: header.maybe(&columns.link_mode, "--link-mode", findings),
        oneway: header.maybe(&columns.link_oneway, "--link-oneway", findings),
        usd_t: header.maybe(&columns.link_usd_t, "--link-usd-t", findings),
        hours: header.maybe(&columns.link_hours, "--link-hours", findings),
        tag: header.maybe(&columns.link_tag, "--link-tag", findings),
        kt_y: header.maybe(&columns.link_kt_y, "--link-kt-y", findings),
        from: header.column(&columns.link_from, "--link-from", findings),
        to: header.column(&columns.link_to, "--link-to", findings),
        km: header.column(&columns.link_km, "--link-km", findings),
    };
    let mut loops = 0;
    let diagnostics = read(path, find, |found: &Found<'_>, row, findings| {
        let Some(mut link) = link(row, found, rules, known, findings) else { return };
        // A link to its own start is on no best route.
        if link.from == link.to {
            loops += 1;
            return;
        }
        // Without an id it is named by its ends, from the second on with a number.
        if link.id.is_empty() {
            let number = beside.entry((link.from, link.to)).or_default();
            *number += 1;
            link.id = format!("{}>{}", row.cell(&found.from), row.cell(&found.to));
            if *number > 1 {
                link.id.push_str(&format!("#{number}"));
            }
        }
        taken.links.push(link);
    })?;
    taken.loops = loops;
    taken.diagnostics = diagnostics;
    // A made id may equal a given one, so all are compared at the end.
    if found_twice(&taken.links) && taken.diagnostics.is_empty() {
        let (file, hint) = (path.display().to_string(), "leave --link-id out, or mend the ids");
        taken.diagnostics.push(Diagnostic::error(file, "two links have one id", hint));
    }
    Ok(taken)
}

fn found_twice(links: &[ImportedLink]) -> bool {
    let mut ids: Vec<&str> = links.iter().map(|link| link.id.as_str()).collect();
    ids.sort_unstable();
    ids.windows(2).any(|two| two[0] == two[1])
}

fn link(
    row: &Row<'_>,
    found: &Found<'_>,
    rules: &Rules,
    known: &Known,
    findings: &mut Findings,
) -> Option<ImportedLink> {
    // All cells are read before anything is refused: a row has all its findings at once.
    let mut end = |column: &Column<'_>| {
        let id = row.cell(column);
        let node = known.get(id).copied();
        if node.is_none() {
            let at = Some((column.name, id));
            findings.add(row.line, at, "there is no such node", "each end is the id of a node");
        }
        node
    };
    let (from, to) = (end(&found.from), end(&found.to));
    let km = row.number(&found.km, (0.0, 50_000.0), findings);
    let mode = Some(row.cell(&found.mode)).filter(|mode| !mode.is_empty()).unwrap_or(&rules.mode);
    let column = if found.mode.name.is_empty() { "mode" } else { found.mode.name };
    let rate = rules.rates.get(mode);
    // A rate is needed only where the row lacks a price or a time of its own.
    if rate.is_none() && (row.cell(&found.usd_t).is_empty() || row.cell(&found.hours).is_empty()) {
        let known = rules.rates.keys().cloned().collect::<Vec<_>>().join(", ");
        let hint = format!("give it one: --rate {mode}=USD_PER_TKM:KM_PER_H; known: {known}");
        findings.add(row.line, Some((column, mode)), "this mode has no rate", &hint);
    }
    let mut own = |column: &Column<'_>, most: f64, other: Option<f64>| {
        if row.cell(column).is_empty() { other } else { row.number(column, (0.0, most), findings) }
    };
    let km_or = |of: fn(&super::Rate, f64) -> f64| rate.zip(km).map(|(rate, km)| of(rate, km));
    let usd_t = own(&found.usd_t, 100_000.0, km_or(|rate, km| rate.usd_tkm * km));
    let hours = own(&found.hours, 100_000.0, km_or(|rate, km| km / rate.km_h));
    let kt_y = own(&found.kt_y, 4_000_000.0, None);
    let one_way = match row.cell(&found.oneway).to_ascii_lowercase().as_str() {
        "" => rules.directed,
        "true" | "1" | "yes" => true,
        "false" | "0" | "no" => false,
        other => {
            let at = Some((found.oneway.name, other));
            findings.add(row.line, at, "this is no yes or no", "write true or false");
            false
        }
    };
    let tag = tag(row, &found.tag, findings);
    // USD/t to millionths, over the unit of imported costs; each `?` below has its finding above.
    let units = 1e6 / IMPORTED_COST.0 as f64;
    Some(ImportedLink {
        id: row.cell(&found.id).to_owned(),
        from: from?,
        to: to?,
        metres: rounded(km? * 1000.0),
        mode: mode.to_owned(),
        cost: rounded(usd_t? * units),
        seconds: rounded(hours? * 3600.0),
        course: if one_way { Course::OneWay } else { Course::Both },
        tag,
        kt_y: kt_y.map(rounded),
    })
}

fn tag(row: &Row<'_>, column: &Column<'_>, findings: &mut Findings) -> Option<String> {
    let tag = Some(row.cell(column)).filter(|tag| !tag.is_empty())?;
    let known = ["strait:", "corridor:", "line:"];
    if !known.iter().any(|kind| tag.strip_prefix(kind).is_some_and(|id| !id.is_empty())) {
        let rule = "a tag is strait:ID, corridor:ID or line:ID";
        findings.add(row.line, Some((column.name, tag)), rule, "write it so");
    }
    Some(tag.to_owned())
}

fn name<'r>(row: &Row<'r>, column: &Column<'_>, findings: &mut Findings) -> Option<&'r str> {
    let id = row.cell(column);
    // Commas and semicolons separate in selectors, so an id has none.
    let (rule, hint) = if id.is_empty() {
        ("an id is needed", "fill it in")
    } else if id.contains(['\n', ';', ',']) || id.chars().any(char::is_control) {
        ("an id is one word on one line", "take commas and breaks out")
    } else {
        return Some(id);
    };
    findings.add(row.line, Some((column.name, id)), rule, hint);
    None
}

/// Nodes without a country get that of the nearest place that has one.
fn countries(rows: &mut [ImportedNode], at: &[Unit], places: &Places) -> u64 {
    use rayon::prelude::*;
    let with: Vec<usize> = (0..places.ids.len()).filter(|&place| places.countries[place].is_some()).collect();
    let points: Vec<Unit> = with.iter().map(|&place| places.at[place]).collect();
    let filled: u64 = rows
        .par_iter_mut()
        .zip(at)
        .filter(|(node, _)| node.country.is_none())
        .map(|(node, at)| {
            node.country = nearest(at, &points).and_then(|place| places.countries[with[place]].clone());
            1
        })
        .sum();
    filled
}

/// Links with an end within reach of a strait pass it: the nearest of several.
fn straits(links: &mut [ImportedLink], at: &[Unit], places: &Places, reach: f64) -> u64 {
    let points: Vec<Unit> = places.straits.iter().map(|&place| places.at[place]).collect();
    let near = |node: &Unit| {
        let strait = nearest(node, &points)?;
        (km(node, &points[strait]) <= reach).then(|| &places.ids[places.straits[strait]])
    };
    let near: Vec<Option<&String>> = at.iter().map(near).collect();
    let mut tagged = 0;
    // A tag of the file wins over the rule.
    for link in links.iter_mut().filter(|link| link.tag.is_none()) {
        // The end where the link starts decides between two straits.
        if let Some(strait) = near[link.from as usize].or(near[link.to as usize]) {
            link.tag = Some(format!("strait:{strait}"));
            tagged += 1;
        }
    }
    tagged
}
