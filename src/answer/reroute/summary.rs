//! An assignment for people and data frames: the sums, the exits, what binds, what moves.

use std::collections::BTreeSet;

use super::{AssignedFlow, AssignedRoute, Exit, LinkFlow, Reroute, Step};
use crate::answer::goods::{nameplate_words, split};
use crate::answer::{CommodityTonnes, Metadata, Report, Strictness};
use crate::summary::{ColumnKind, GoodsOf, Summary, Table, Unit, counted, maybe, money, one, percent, signed};

/// So many changes fit a screen.
const CHANGES: usize = 10;
/// Of each kind so many who lose most.
const LOSERS: usize = 3;

impl Report for Reroute {
    has_metadata!();

    fn is_finding(&self, strictness: Strictness) -> bool {
        strictness == Strictness::Strict && self.stranded_kt > 0.0
    }

    fn years(&self) -> BTreeSet<i16> {
        [self.year].into()
    }

    fn summarize(&self, page: &mut Summary) {
        let flow = page.unit.say_those(self.flow_kt, &self.goods(|own| own.flow_kt));
        self.head.answer(page, &format!("{flow} of {}", self.year), &self.sentence(&page.unit));
        // The table for data frames is the first one.
        page.table(self.data());
        // What touches nothing has no figures of its own: no table of zeros.
        if self.head.untouched.is_some() {
            return;
        }
        self.sums(page);
        page.headed("Exits", self.exits());
        let heading = "Bottlenecks (USD/t for a detour, tonnes per tonne for stranding)";
        page.headed(heading, self.bottlenecks());
        page.headed("Who loses", self.who_loses(if page.is_full() { usize::MAX } else { LOSERS }));
        page.headed("Largest changes", self.links());
        page.behind("Flows", self.flows());
        let short = Table::of(&self.short).shown("Buyer", ColumnKind::Id, |row| row.id.as_str());
        let short = short.shown("Short Mt", ColumnKind::Mass, |row| row.kt).of_goods(|row| split(&row.by_commodity));
        page.behind("Buyers", short);
        crate::answer::ranges::summarize(self.ranges.as_ref(), &[vec![(String::new(), String::new())]], page);
    }
}

/// What became of tonnes: of a flow and route, or of all flows together.
struct OutcomeRow<'a> {
    flow: Option<&'a AssignedFlow>,
    outcome: &'static str,
    kt: f64,
    /// From 1, in the order of the flow.
    route: Option<(i64, &'a AssignedRoute)>,
}

impl OutcomeRow<'_> {
    /// Whose tonnes these are: of a flow, or of all that are uneconomic or not assigned.
    fn goods(&self, all: &Reroute) -> GoodsOf {
        match (self.flow, self.outcome) {
            (Some(flow), _) => GoodsOf::Flow(flow.id.clone()),
            (None, "uneconomic") => all.goods(|own| own.uneconomic_kt),
            (None, _) => all.goods(|own| own.unassigned_kt),
        }
    }
}

impl Reroute {
    fn goods(&self, of: fn(&CommodityTonnes) -> f64) -> GoodsOf {
        CommodityTonnes::split(&self.commodities, of)
    }

    /// A row per flow and route; what is stranded, uneconomic or counted, not assigned too, so that tonnes add up to `flow_kt`.
    fn data(&self) -> Table {
        let mut rows: Vec<OutcomeRow<'_>> = self.flows.iter().flat_map(AssignedFlow::outcomes).collect();
        // The answer says these for all flows together.
        for (outcome, kt) in [("uneconomic", self.uneconomic_kt), ("unassigned", self.unassigned_kt)] {
            if kt != 0.0 {
                rows.push(OutcomeRow { flow: None, outcome, kt, route: None });
            }
        }
        let steps =
            |assigned: &AssignedRoute| assigned.arcs.iter().map(|step| step.id().to_owned()).collect::<Vec<_>>();
        self.head
            .table(rows)
            .data("year", |_| i64::from(self.year))
            .data("flow", |row| row.flow.map(|flow| flow.id.as_str()))
            .data("hit", |row| row.flow.map(|flow| flow.hit))
            .data("outcome", |row| row.outcome)
            .data("route", |row| row.route.map(|(rank, _)| rank))
            .data("kt", |row| row.kt)
            .of_goods(|row| row.goods(self))
            .data("cost_usd_t", |row| row.route.map(|(_, assigned)| assigned.cost_usd_t))
            .data("hours", |row| row.route.map(|(_, assigned)| assigned.hours))
            .data("arcs", |row| row.route.map_or_else(Vec::new, |(_, assigned)| steps(assigned)))
            .into()
    }

    /// What is lost, and where the rest goes.
    fn sentence(&self, unit: &Unit) -> String {
        let (under, all) = match self.head.scenario.id.as_str() {
            "none" => (String::new(), "All"),
            id => (format!("Under {id} "), "all"),
        };
        let flow = unit.say_those(self.flow_kt, &self.goods(|own| own.flow_kt));
        let lost = if self.stranded_kt > 0.0 {
            let stranded = unit.say_those(self.stranded_kt, &self.goods(|own| own.stranded_kt));
            format!("{under}{stranded} of {flow} have no route, worth {}", money(self.stranded_usd))
        } else {
            format!("{under}{all} of {flow} have a route")
        };
        let shared = unit.shared();
        let change = |exit: &&Exit| exit.now_kt - exit.before_kt;
        let mut grown: Vec<&Exit> = self.exits.iter().filter(|exit| change(exit) > 0.0).collect();
        grown.sort_by(|a, b| change(b).total_cmp(&change(a)));
        let parts = grown.iter().take(CHANGES / 2);
        let parts: Vec<String> = parts.map(|exit| format!("{} {}", exit.id, shared.change(change(exit)))).collect();
        if parts.is_empty() { format!("{lost}.") } else { format!("{lost}; more leave by {}.", parts.join(", ")) }
    }

    fn sums(&self, page: &mut Summary) {
        let stranded = self.goods(|own| own.stranded_kt);
        // An estimate for all goods together: by the mean of all that is asked about.
        let all = self.goods(|own| own.flow_kt);
        let estimate = ("stranded, nameplate estimate", self.nameplate_stranded_kt, all);
        let rows = vec![
            ("delivered", Some(self.delivered_kt), self.goods(|own| own.delivered_kt)),
            ("stranded", Some(self.stranded_kt), stranded),
            estimate,
            ("uneconomic", Some(self.uneconomic_kt), self.goods(|own| own.uneconomic_kt)),
            ("counted, not assigned", Some(self.unassigned_kt), self.goods(|own| own.unassigned_kt)),
        ];
        page.heading("Tonnes");
        page.table(
            Table::of(rows)
                .shown("", ColumnKind::Text, |(name, ..)| *name)
                .shown("Mt", ColumnKind::Mass, |(_, kt, _)| *kt)
                .of_goods(|(.., goods)| goods.clone())
                .shown("Share", ColumnKind::Share, |(_, kt, _)| {
                    kt.filter(|_| self.flow_kt > 0.0).map(|kt| kt / self.flow_kt)
                }),
        );
        if let Some(reason) = self.nameplate_above {
            page.faint(format!("The nameplate estimate is above what is stranded: {}.", nameplate_words(reason)));
        }
        // Their tonnes are no share of these, and have barrels of their own.
        let shared = page.unit.shared();
        let (kt, whole) = (self.other_exporters_stranded_kt, self.other_exporters_kt);
        let all = shared.say(whole);
        page.text(match kt > 0.0 {
            true => format!(
                "Other exporters stranded: {} of their {all} ({}), beyond the baseline.",
                shared.say(kt),
                percent(kt / whole)
            ),
            false => format!("Other exporters stranded: none of their {all} beyond the baseline."),
        });
        let goods = self.goods(|own| own.delivered_kt);
        let price = |usd_t: Option<f64>| maybe(usd_t.map(|usd_t| page.unit.price(usd_t, &goods)), one);
        page.text(format!(
            "Stranded value {}; transport {}; of a tonne delivered: new route {} {}, today's {}, {} days.",
            money(self.stranded_usd),
            money(self.cost_usd),
            price(self.new_usd_t),
            page.unit.price_name(),
            price(self.today_usd_t),
            maybe(self.extra_days, signed)
        ));
    }

    fn exits(&self) -> Table {
        Table::of(&self.exits)
            .shown("Exit", ColumnKind::Id, |exit| exit.id.as_str())
            .shown("Before Mt", ColumnKind::SharedMass, |exit| exit.before_kt)
            .shown("Now Mt", ColumnKind::SharedMass, |exit| exit.now_kt)
            .shown("Change Mt", ColumnKind::SharedChange, |exit| exit.now_kt - exit.before_kt)
            .shown("Nameplate spare Mt", ColumnKind::SharedMass, |exit| exit.spare_kt)
            .shown("What stops more", ColumnKind::Text, |exit| {
                if exit.open { exit.held_by.clone() } else { vec!["closed".to_owned()] }
            })
            .none("nothing")
            .into()
    }

    fn bottlenecks(&self) -> Table {
        Table::of(self.capacities.iter().filter(|capacity| self.bottlenecks.contains(&capacity.id)))
            .shown("Capacity", ColumnKind::Id, |own| own.id.as_str())
            .shown("Limit Mt", ColumnKind::SharedMass, |own| own.kt)
            .shown("Flow Mt", ColumnKind::SharedMass, |own| own.flow_kt)
            .shown("Relieves", ColumnKind::Text, |own| own.relieves)
            .none("-")
            .shown("Value of 1 kt less", ColumnKind::Fixed(2), |own| own.shadow_down)
            .shown("Value of 1 kt more", ColumnKind::Fixed(2), |own| own.shadow_up)
            .into()
    }

    fn flows(&self) -> Table {
        Table::of(&self.flows)
            .shown("Flow", ColumnKind::Id, |flow| flow.id.as_str())
            .shown("Hit", ColumnKind::Text, |flow| if flow.hit { "hit" } else { "" })
            .shown("Delivered Mt", ColumnKind::Mass, |flow| flow.delivered_kt)
            .of_goods(|flow| GoodsOf::Flow(flow.id.clone()))
            .shown("Stranded Mt", ColumnKind::Mass, |flow| flow.stranded_kt)
            .of_goods(|flow| GoodsOf::Flow(flow.id.clone()))
            .shown("Routes", ColumnKind::Plain, |flow| flow.routes.len() as u64)
            .shown("USD/t", ColumnKind::Price, |flow| flow.mean_usd_t())
            .of_goods(|flow| GoodsOf::Flow(flow.id.clone()))
            .into()
    }

    fn links(&self) -> Table {
        // Links that carry as much as before are left out.
        let change = |link: &LinkFlow| link.flow_kt - link.baseline_kt;
        let mut moved: Vec<_> = self.links.iter().filter(|link| change(link) != 0.0).collect();
        // The largest change first, up or down; ids decide between equal ones.
        moved.sort_by(|a, b| change(b).abs().total_cmp(&change(a).abs()).then_with(|| a.id.cmp(&b.id)));
        // Links in a row carry the same.
        let equal = |a: &&LinkFlow, b: &&LinkFlow| (a.baseline_kt, a.flow_kt) == (b.baseline_kt, b.flow_kt);
        let rows: Vec<&[&LinkFlow]> = moved.chunk_by(equal).collect();
        Table::of(rows)
            .shown("Link", ColumnKind::Id, |links| links[0].id.as_str())
            .shown("With", ColumnKind::Text, |links| match links.len() {
                1 => String::new(),
                more => counted(more as u64 - 1, "other"),
            })
            .shown("Before Mt", ColumnKind::SharedMass, |links| links[0].baseline_kt)
            .shown("Now Mt", ColumnKind::SharedMass, |links| links[0].flow_kt)
            .shown("Change Mt", ColumnKind::SharedChange, |links| change(links[0]))
            .first(CHANGES, "changes")
            .into()
    }

    /// Of each kind the first.
    fn who_loses(&self, most: usize) -> Table {
        let kinds = self.losses.chunk_by(|a, b| a.of == b.of);
        Table::of(kinds.flat_map(|own| own.iter().take(most)))
            .shown("As", ColumnKind::Text, |row| row.of)
            .shown("Who", ColumnKind::Id, |row| row.id.as_str())
            .shown("Loses Mt", ColumnKind::Mass, |row| row.kt)
            .of_goods(|row| split(&row.by_commodity))
            .shown("bn USD", ColumnKind::Billions, |row| row.usd)
            .into()
    }
}

#[allow(clippy::cast_precision_loss, reason = "below 2^53 for every mass that input may have")]
impl AssignedFlow {
    fn outcomes(&self) -> Vec<OutcomeRow<'_>> {
        let row = |outcome, kt, route| OutcomeRow { flow: Some(self), outcome, kt, route };
        // Kilograms to kt; ranks count from 1.
        let delivered = (1..)
            .zip(&self.routes)
            .map(|(rank, assigned)| row("delivered", assigned.kg as f64 / 1e6, Some((rank, assigned))));
        let stranded = (self.stranded_kt != 0.0).then(|| row("stranded", self.stranded_kt, None));
        delivered.chain(stranded).collect()
    }

    /// Over its routes, by tonnes.
    fn mean_usd_t(&self) -> Option<f64> {
        let kg: f64 = self.routes.iter().map(|route| route.kg as f64).sum();
        let cost: f64 = self.routes.iter().map(|route| route.kg as f64 * route.cost_usd_t).sum();
        (kg > 0.0).then(|| cost / kg)
    }
}

impl Step {
    fn id(&self) -> &str {
        match self {
            Self::Link(id) | Self::Transfer(id) => id,
        }
    }
}
