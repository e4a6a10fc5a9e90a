//! Where tonnes start, the line and the straits that they pass, and where they end: bands as wide as the tonnes.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use super::{Page, mt};
use crate::answer::SankeyChain;

/// So many stops of a column; what is smaller is drawn as one.
const MOST: usize = 8;
// Left edges of the four columns, and the width of a block, in pixels.
const COLUMNS: [f64; 4] = [150.0, 370.0, 590.0, 810.0];
const BLOCK: f64 = 14.0;
const WIDE: f64 = 980.0;
/// Height of all tonnes, and of the room between blocks.
const HIGH: f64 = 300.0;
const GAP: f64 = 15.0;
const TOP: f64 = 24.0;

/// A chain as four names, and what it carries.
struct Band {
    stops: [String; 4],
    kt: f64,
}

/// One name of a column, and all tonnes that pass it.
struct Block {
    name: String,
    kt: f64,
    top: f64,
    /// How far bands have used its sides.
    left: f64,
    right: f64,
}

pub(super) fn picture(page: &Page<'_>, at: usize, chains: &[SankeyChain]) -> Markup {
    let bands = bands(page, chains);
    if bands.is_empty() {
        return html! { p.none { "Nothing is delivered." } };
    }
    // Bands of nothing are left out, so this is above 0.
    let whole: f64 = bands.iter().map(|band| band.kt).sum();
    let scale = HIGH / whole;
    let mut columns: Vec<Vec<Block>> = (0..4).map(|column| blocks(&bands, column, scale)).collect();
    let ribbons = ribbons(&bands, &mut columns, scale);
    let most = columns.iter().map(Vec::len).max().unwrap_or(1);
    #[allow(clippy::cast_precision_loss, reason = "a few blocks")]
    // Every block brings a gap: the column with most blocks is the highest.
    let high = TOP + HIGH + GAP * most as f64 + 8.0;
    let heads = ["Origin", "Line", "Straits", "Destination"];
    let description = format!("{}: {} Mt from origin by line and strait to destination", page.title(at), mt(whole));
    html! {
        div.scroll role="region" tabindex="0" aria-label=(description) {
            svg.sankey viewBox=(format!("0 0 {WIDE} {high:.0}")) role="img" aria-label=(description) {
                @for (head, x) in heads.iter().zip(COLUMNS) { text.head x=(x + BLOCK / 2.0) y="14" text-anchor="middle" { (head) } }
                @for (turn, d, title) in &ribbons { path class=(format!("band b{}", turn % 6)) d=(d) { title { (title) } } }
                @for (column, x) in columns.iter().zip(COLUMNS) { @for block in column { (drawn(block, x, scale)) } }
            }
        }
    }
}

fn bands(page: &Page<'_>, chains: &[SankeyChain]) -> Vec<Band> {
    let stops = |chain: &SankeyChain| {
        let straits: Vec<&str> = chain.straits.iter().map(|id| page.name(id)).collect();
        let straits = if straits.is_empty() { "no strait".into() } else { straits.join(" · ") };
        [page.name(&chain.origin).to_owned(), chain.line.clone(), straits, page.name(&chain.destination).to_owned()]
    };
    let all: Vec<Band> = chains.iter().map(|chain| Band { stops: stops(chain), kt: chain.kt }).collect();
    let kept: [BTreeSet<String>; 4] = [0, 1, 2, 3].map(|column| largest(&all, column));
    // Ends of two codes may have one name, and small ones become one.
    let mut sums: BTreeMap<[String; 4], f64> = BTreeMap::new();
    for band in all {
        let mut column = 0;
        let stops = band.stops.map(|stop| {
            let stays = kept[column].contains(&stop);
            column += 1;
            if stays { stop } else { "other".into() }
        });
        *sums.entry(stops).or_default() += band.kt;
    }
    let mut bands: Vec<Band> =
        sums.into_iter().filter(|(_, kt)| *kt > 0.0).map(|(stops, kt)| Band { stops, kt }).collect();
    bands.sort_by(|a, b| b.kt.total_cmp(&a.kt).then_with(|| a.stops.cmp(&b.stops)));
    bands
}

/// The largest stops of a column.
fn largest(bands: &[Band], column: usize) -> BTreeSet<String> {
    let mut sums: BTreeMap<&str, f64> = BTreeMap::new();
    for band in bands {
        *sums.entry(&band.stops[column]).or_default() += band.kt;
    }
    let mut sums: Vec<(&str, f64)> = sums.into_iter().collect();
    sums.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    sums.into_iter().take(MOST).map(|(name, _)| name.to_owned()).collect()
}

/// Blocks of a column, largest first, with what lies between them.
fn blocks(bands: &[Band], column: usize, scale: f64) -> Vec<Block> {
    let mut sums: BTreeMap<&str, f64> = BTreeMap::new();
    for band in bands {
        *sums.entry(&band.stops[column]).or_default() += band.kt;
    }
    let mut sums: Vec<(&str, f64)> = sums.into_iter().collect();
    sums.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    let mut top = TOP;
    let mut block = |(name, kt): (&str, f64)| {
        let own = Block { name: name.into(), kt, top, left: top, right: top };
        top += kt * scale + GAP;
        own
    };
    sums.into_iter().map(&mut block).collect()
}

/// Bands between columns: number of the origin for the colour, path, words.
fn ribbons(bands: &[Band], columns: &mut [Vec<Block>], scale: f64) -> Vec<(usize, String, String)> {
    let mut ribbons = Vec::new();
    for column in 0..3 {
        // Bands leave and arrive in the order of the blocks on the other side, so that they cross little.
        let place = |blocks: &[Block], name: &str| blocks.iter().position(|block| block.name == name).unwrap_or(0);
        let mut order: Vec<&Band> = bands.iter().collect();
        order.sort_by_key(|band| {
            (place(&columns[column], &band.stops[column]), place(&columns[column + 1], &band.stops[column + 1]))
        });
        for band in order {
            let high = band.kt * scale;
            let (from, to) =
                (place(&columns[column], &band.stops[column]), place(&columns[column + 1], &band.stops[column + 1]));
            // Bands fill each side of a block from its top.
            let y0 = columns[column][from].right;
            let y1 = columns[column + 1][to].left;
            columns[column][from].right += high;
            columns[column + 1][to].left += high;
            let (x0, x1) = (COLUMNS[column] + BLOCK, COLUMNS[column + 1]);
            let middle = f64::midpoint(x0, x1);
            // Along the upper edge, down by the width of the band, and back along the lower edge.
            let d = format!(
                "M{x0:.0} {y0:.1}C{middle:.0} {y0:.1} {middle:.0} {y1:.1} {x1:.0} {y1:.1}V{:.1}C{middle:.0} {:.1} {middle:.0} {:.1} {x0:.0} {:.1}z",
                y1 + high,
                y1 + high,
                y0 + high,
                y0 + high
            );
            let title = format!("{} → {}: {} Mt", band.stops[column], band.stops[column + 1], mt(band.kt));
            ribbons.push((place(&columns[0], &band.stops[0]), d, title));
        }
    }
    ribbons
}

fn drawn(block: &Block, x: f64, scale: f64) -> Markup {
    // A block of few tonnes is still seen.
    let high = (block.kt * scale).max(1.0);
    let first = x < COLUMNS[1];
    // Names of the first column are to its left, where no bands are.
    let (anchor, at) = if first { ("end", x - 5.0) } else { ("start", x + BLOCK + 5.0) };
    html! {
        rect.block x=(x) y=(format!("{:.1}", block.top)) width=(BLOCK) height=(format!("{high:.1}")) {}
        text x=(at) y=(format!("{:.1}", block.top + high / 2.0 + 4.0)) text-anchor=(anchor) {
            tspan unicode-bidi="isolate" { (super::super::map::shown(&block.name)) } " " (mt(block.kt))
        }
    }
}
