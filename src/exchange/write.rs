//! A mesh as the two files that an atlas folder keeps it in.

use crate::network::{ImportedNetwork, MESH_COST, NO_TAG};

/// `nodes.csv` and `links.csv`, with the columns of `ImportColumns::own`. Numbers are written so that they are read as the same.
pub fn written(mesh: &ImportedNetwork) -> (Vec<u8>, Vec<u8>) {
    (nodes(mesh), links(mesh))
}

fn nodes(mesh: &ImportedNetwork) -> Vec<u8> {
    let mut out = csv::Writer::from_writer(Vec::new());
    let mut put = |cells: [&str; 4]| out.write_record(cells).unwrap_or_default();
    put(["id", "lat", "lon", "country"]);
    for (at, [lat, lon]) in mesh.at.iter().enumerate() {
        let country = named(&mesh.countries, mesh.country[at]);
        put([mesh.node.get(at), &lat.to_string(), &lon.to_string(), country]);
    }
    // Writing to memory does not fail.
    out.into_inner().unwrap_or_default()
}

fn links(mesh: &ImportedNetwork) -> Vec<u8> {
    let mut out = csv::Writer::from_writer(Vec::new());
    let mut put = |cells: [&str; 10]| out.write_record(cells).unwrap_or_default();
    put(["id", "from", "to", "km", "mode", "oneway", "usd_t", "hours", "tag", "kt_y"]);
    // The first arc of a link goes from its lower end; a second one says that it goes both ways.
    let mut arc_of = vec![(u32::MAX, "true"); mesh.length.len()];
    for (arc, &link) in (0..).zip(mesh.link_of.iter()) {
        let own = &mut arc_of[link as usize];
        *own = if own.0 == u32::MAX { (arc, "true") } else { (own.0, "false") };
    }
    for (link, (arc, oneway)) in arc_of.into_iter().enumerate() {
        let arc = arc as usize;
        let ends = [mesh.tail[arc], mesh.head[arc]].map(|node| mesh.node.get(node as usize));
        let capacity = Some(mesh.capacity[link]).filter(|&kt| kt != u32::MAX);
        put([
            mesh.link.get(link),
            ends[0],
            ends[1],
            &(f64::from(mesh.length[link]) / 1000.0).to_string(),
            named(&mesh.modes, mesh.mode[link]),
            oneway,
            // The units of a mesh have four decimals, and a second is more than 0.0002 hours.
            &decimals(f64::from(mesh.cost[arc]) * MESH_COST.usd_t(), 4),
            &decimals(f64::from(mesh.time[arc]) / 3600.0, 5),
            named(&mesh.tags, mesh.tag[link]),
            &capacity.map(|kt| kt.to_string()).unwrap_or_default(),
        ]);
    }
    out.into_inner().unwrap_or_default()
}

fn decimals(number: f64, places: usize) -> String {
    let text = format!("{number:.places$}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn named(all: &[String], at: u16) -> &str {
    if at == NO_TAG { "" } else { all.get(usize::from(at)).map_or("", String::as_str) }
}
