//! How links are drawn: colour by mode or change, width by tonnes.

use crate::answer::{Edge, Mode, Network, NetworkContent};

pub(super) const CLOSED: &str = "#d7191c";
pub(super) const MORE: &str = "#1b9e77";
pub(super) const LESS: &str = "#d95f02";
const SAME: &str = "#999999";

/// Colour and pen width of a link.
pub(super) fn ink(edge: &Edge, network: &Network) -> (&'static str, f64) {
    let ink = Ink::of(edge, network.of);
    (ink.colour, pen(ink.weight, widest(network)))
}

/// What is written beside a link.
pub(super) fn label(edge: &Edge, network: &Network) -> String {
    Ink::of(edge, network.of).label
}

pub(super) fn pen(weight: f64, widest: f64) -> f64 {
    // From 0.4 to 6: a link that carries nothing is still seen.
    0.4 + 5.6 * (weight / widest).clamp(0.0, 1.0)
}

/// How a link is drawn.
pub(super) struct Ink {
    pub(super) colour: &'static str,
    pub(super) weight: f64,
    pub(super) label: String,
    pub(super) font: &'static str,
}

impl Ink {
    pub(super) fn of(edge: &Edge, of: NetworkContent) -> Self {
        let flow = edge.flow_kt.unwrap_or(0.0);
        // Without a baseline there is no change.
        let change = edge.baseline_kt.map_or(0.0, |before| flow - before);
        let two_colours = match change {
            change if change > 0.0 => MORE,
            change if change < 0.0 => LESS,
            _ => SAME,
        };
        let compare = of == NetworkContent::Compare;
        // What is closed is shown so in every drawing, whatever it carries.
        let colour = match () {
            () if edge.closed_by.is_some() => CLOSED,
            () if compare => two_colours,
            () => colour(edge.mode),
        };
        Self {
            colour,
            // A comparison draws changes: a large flow that stays is a thin line.
            weight: if compare { change.abs() } else { flow },
            label: written(edge, compare, change),
            font: if change == 0.0 { "#333333" } else { two_colours },
        }
    }
}

fn written(edge: &Edge, compare: bool, change: f64) -> String {
    // Routes carry no tonnes: their links have the ranks of the routes instead.
    if !edge.ranks.is_empty() {
        let ranks: Vec<_> = edge.ranks.iter().map(|rank| format!("#{rank}")).collect();
        return ranks.join(" ");
    }
    match edge.flow_kt {
        // Below 50 kt the label would read 0.0 Mt.
        Some(_) if compare && change.abs() >= 50.0 => format!("{:+.1}", change / 1000.0),
        Some(flow) if !compare && flow >= 50.0 => format!("{:.1}", flow / 1000.0),
        _ => String::new(),
    }
}

pub(super) fn widest(network: &Network) -> f64 {
    let weights = network.edges.iter().map(|edge| Ink::of(edge, network.of).weight);
    // At least 1, since pens divide by it.
    weights.fold(1.0, f64::max)
}

pub(super) fn colour(mode: Mode) -> &'static str {
    match mode {
        Mode::Pipeline => "#333333",
        Mode::Rail => "#8c510a",
        Mode::Road => "#b8860b",
        Mode::Sea => "#2166ac",
        Mode::River => "#67a9cf",
        Mode::Ferry => "#5e3c99",
        Mode::Swap => "#7a0177",
    }
}
