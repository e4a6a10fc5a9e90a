//! Where tonnes start, the line and the straits that they pass, and where they end: bands as wide as the tonnes. What
//! finds no route ends beside the lines.
//!
//! A name is written in its block, which is as high as it needs: it lies on no band, and is not cut.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};
use unicode_width::UnicodeWidthStr;

use super::{Page, mt, tonnes};
use crate::answer::Picture;

/// So many stops of a column; what is smaller is drawn as one.
const MOST: usize = 8;
// Left edges of the four columns, and the width of a block, in pixels.
const COLUMNS: [f64; 4] = [1.0, 270.0, 539.0, 808.0];
const BLOCK: f64 = 171.0;
const WIDE: f64 = 980.0;
/// Height of all tonnes, and of the room between blocks.
const HIGH: f64 = 300.0;
const GAP: f64 = 5.0;
const TOP: f64 = 24.0;
/// Height of a line of letters, and how many columns of them are as wide as a block.
const LINE: f64 = 14.0;
const LETTERS: usize = 24;
/// The sink of what finds no route.
const SINK: &str = "no route";

/// A chain as four names, and what it carries; of tonnes without a route the second is the sink, and no other follows.
struct Band {
    stops: Vec<String>,
    kt: f64,
}

/// One name of a column, and all tonnes that pass it.
struct Block {
    name: String,
    lines: Vec<String>,
    kt: f64,
    top: f64,
    high: f64,
    /// How far bands have used its sides.
    left: f64,
    right: f64,
}

pub(super) fn picture(page: &Page<'_>, at: usize, picture: &Picture) -> Markup {
    let bands = bands(page, picture);
    if bands.is_empty() {
        return html! { p.none { "Nothing is delivered." } };
    }
    // Bands of nothing are left out, so this is above 0.
    let whole: f64 = bands.iter().map(|band| band.kt).sum();
    let scale = HIGH / whole;
    let mut columns: Vec<Vec<Block>> = (0..4).map(|column| blocks(&bands, column, scale)).collect();
    let ribbons = ribbons(&bands, &mut columns, scale);
    let bottom = |column: &Vec<Block>| column.last().map_or(TOP, |block| block.top + block.high);
    let high = columns.iter().map(bottom).fold(TOP, f64::max) + 4.0;
    let heads = ["Origin", "Line", "Straits", "Destination"];
    let lost: f64 = picture.stranded.iter().map(|one| one.kt).sum();
    let description = format!(
        "{}: {} Mt from origin by line and strait to destination, {} without a route",
        page.title(at),
        mt(whole - lost),
        tonnes(lost)
    );
    html! {
        div.scroll role="region" tabindex="0" aria-label=(description) {
            svg.sankey viewBox=(format!("0 0 {WIDE} {high:.0}")) role="img" aria-label=(description) {
                @for (head, x) in heads.iter().zip(COLUMNS) { text.head x=(x + BLOCK / 2.0) y="14" text-anchor="middle" { (head) } }
                @for ribbon in &ribbons { path class=(ribbon.class) d=(ribbon.path) { title { (ribbon.title) } } }
                @for (column, x) in columns.iter().zip(COLUMNS) { @for block in column { (drawn(block, x)) } }
            }
        }
    }
}

fn bands(page: &Page<'_>, picture: &Picture) -> Vec<Band> {
    let chains = picture.chains.iter().map(|chain| {
        let straits: Vec<&str> = chain.straits.iter().map(|id| page.name(id)).collect();
        let straits = if straits.is_empty() { "no strait".into() } else { straits.join(" · ") };
        let stops = [page.name(&chain.origin), &chain.line, &straits, page.name(&chain.destination)];
        Band { stops: stops.map(str::to_owned).to_vec(), kt: chain.kt }
    });
    let lost = picture.stranded.iter().map(|one| Band { stops: vec![one.name.clone(), SINK.into()], kt: one.kt });
    let all: Vec<Band> = chains.chain(lost).collect();
    let kept: [BTreeSet<String>; 4] = [0, 1, 2, 3].map(|column| largest(&all, column));
    // Ends of two codes may have one name, and small ones become one.
    let mut sums: BTreeMap<Vec<String>, f64> = BTreeMap::new();
    for band in all {
        let stays = |(column, stop): (usize, String)| if kept[column].contains(&stop) { stop } else { "other".into() };
        *sums.entry(band.stops.into_iter().enumerate().map(stays).collect()).or_default() += band.kt;
    }
    let mut bands: Vec<Band> =
        sums.into_iter().filter(|(_, kt)| *kt > 0.0).map(|(stops, kt)| Band { stops, kt }).collect();
    bands.sort_by(|a, b| b.kt.total_cmp(&a.kt).then_with(|| a.stops.cmp(&b.stops)));
    bands
}

/// Stops of a column with their tonnes, largest first; the sink stands last.
fn sums(bands: &[Band], column: usize) -> Vec<(&str, f64)> {
    let mut sums: BTreeMap<&str, f64> = BTreeMap::new();
    for band in bands {
        // What has no route has no strait and no destination.
        if let Some(stop) = band.stops.get(column) {
            *sums.entry(stop).or_default() += band.kt;
        }
    }
    let mut sums: Vec<(&str, f64)> = sums.into_iter().collect();
    sums.sort_by(|a, b| (a.0 == SINK).cmp(&(b.0 == SINK)).then(b.1.total_cmp(&a.1)).then(a.0.cmp(b.0)));
    sums
}

/// The largest stops of a column, and the sink.
fn largest(bands: &[Band], column: usize) -> BTreeSet<String> {
    let sums = sums(bands, column);
    let sink = sums.iter().map(|(name, _)| *name).filter(|name| *name == SINK);
    sums.iter().take(MOST).map(|(name, _)| *name).chain(sink).map(str::to_owned).collect()
}

/// Blocks of a column below each other, each as high as its tonnes or its name.
fn blocks(bands: &[Band], column: usize, scale: f64) -> Vec<Block> {
    let mut top = TOP;
    let block = |(name, kt): (&str, f64)| {
        let lines = lines(&format!("{name} {}", tonnes(kt).replace(' ', "\u{a0}")));
        #[allow(clippy::cast_precision_loss, reason = "a few lines")]
        let high = (kt * scale).max(lines.len() as f64 * LINE + 4.0);
        // Bands meet the middle of a block that is higher than they are.
        let first = top + (high - kt * scale) / 2.0;
        let own = Block { name: name.into(), lines, kt, top, high, left: first, right: first };
        top += high + GAP;
        own
    };
    sums(bands, column).into_iter().map(block).collect()
}

/// A text in lines no wider than a block. A word that is wider alone is broken.
fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.last().map_or(0, |line| line.width());
        if last > 0 && last + 1 + word.width() > LETTERS {
            lines.push(String::new());
        }
        for letter in
            (if lines.last().is_some_and(|line| !line.is_empty()) { " " } else { "" }).chars().chain(word.chars())
        {
            if lines.last().is_some_and(|line| line.width() >= LETTERS) {
                lines.push(String::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push(letter);
            }
        }
    }
    lines
}

/// A band between two columns: its class has the number of the origin, for the colour.
struct Ribbon {
    class: String,
    path: String,
    title: String,
}

fn ribbons(bands: &[Band], columns: &mut [Vec<Block>], scale: f64) -> Vec<Ribbon> {
    let mut ribbons = Vec::new();
    // Bands leave and arrive in the order of the blocks on the other side, so that they cross little.
    let place = |blocks: &[Block], name: &str| blocks.iter().position(|block| block.name == name).unwrap_or(0);
    for column in 0..3 {
        let mut order: Vec<(usize, usize, &Band)> = bands
            .iter()
            .filter_map(|band| Some((band.stops.get(column)?, band.stops.get(column + 1)?, band)))
            .map(|(from, to, band)| (place(&columns[column], from), place(&columns[column + 1], to), band))
            .collect();
        order.sort_by_key(|(from, to, _)| (*from, *to));
        for (from, to, band) in order {
            let high = band.kt * scale;
            // Bands fill each side of a block from above.
            let (y0, y1) = (columns[column][from].right, columns[column + 1][to].left);
            columns[column][from].right += high;
            columns[column + 1][to].left += high;
            let (start, end) = (&band.stops[column], &band.stops[column + 1]);
            let turn = place(&columns[0], &band.stops[0]) % 6;
            ribbons.push(Ribbon {
                class: if end == SINK { "band lost".into() } else { format!("band b{turn}") },
                path: path((COLUMNS[column] + BLOCK, y0), (COLUMNS[column + 1], y1), high),
                title: format!("{start} → {end}: {}", tonnes(band.kt)),
            });
        }
    }
    ribbons
}

/// Along the upper edge, down by the width of the band, and back along the lower edge.
fn path((x0, y0): (f64, f64), (x1, y1): (f64, f64), high: f64) -> String {
    let middle = f64::midpoint(x0, x1);
    let (low0, low1) = (y0 + high, y1 + high);
    format!(
        "M{x0:.0} {y0:.1}C{middle:.0} {y0:.1} {middle:.0} {y1:.1} {x1:.0} {y1:.1}V{low1:.1}C{middle:.0} {low1:.1} \
         {middle:.0} {low0:.1} {x0:.0} {low0:.1}z"
    )
}

fn drawn(block: &Block, x: f64) -> Markup {
    #[allow(clippy::cast_precision_loss, reason = "a few lines")]
    // The first line of letters, so that all of them are about the middle.
    let first = block.top + block.high / 2.0 - (block.lines.len() as f64 - 1.0) * LINE / 2.0 + 4.0;
    let class = if block.name == SINK { "block sink" } else { "block" };
    html! {
        rect class=(class) x=(x) y=(format!("{:.1}", block.top)) width=(BLOCK) height=(format!("{:.1}", block.high)) {
            title { (block.name) ": " (tonnes(block.kt)) }
        }
        text y=(format!("{first:.1}")) {
            @for (at, line) in block.lines.iter().enumerate() {
                tspan x=(x + 6.0) dy=[(at > 0).then_some(LINE)] unicode-bidi="isolate" { (line) }
            }
        }
    }
}
