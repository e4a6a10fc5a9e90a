//! `corridor route FROM TO`: which routes are there, at what cost, time and exposure?

use serde::{Deserialize, Serialize};

use super::{Query, Question};
use crate::analysis;
use crate::answer::{self, Command};
use crate::error::Result;
use crate::session::Session;
use crate::spec::{By, Pareto, ScenarioSpec};

/// One trade, and what is asked of its routes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[serde(default)]
pub struct Route {
    /// Place or country: id, ISO code, UN/LOCODE or name
    pub from: String,
    /// Place or country: id, ISO code, UN/LOCODE or name
    pub to: String,
    /// What is carried: crude, products, gas, lng, dry_bulk, container, general, vehicles; the answer says which
    /// commodity is meant
    #[cfg_attr(feature = "cli", arg(long, required_unless_present_any = ["commodity", "mesh"]))]
    pub cargo: Option<String>,
    /// The commodity, one a grade
    #[cfg_attr(feature = "cli", arg(long, value_name = "ID"))]
    pub commodity: Option<String>,
    /// The best routes on the atlas's imported network, whatever is carried: FROM and TO are places or nodes
    #[cfg_attr(
        feature = "cli",
        arg(long = "imported", alias = "mesh", id = "mesh", conflicts_with_all = ["cargo", "commodity", "pareto", "wary", "via", "year"])
    )]
    pub imported: bool,
    /// How many alternatives
    #[cfg_attr(
        feature = "cli",
        arg(short, value_name = "N", default_value = "1", value_parser = crate::spec::value::count(1000))
    )]
    pub k: usize,
    /// What is least
    #[cfg_attr(feature = "cli", arg(long, value_enum, default_value_t))]
    pub by: By,
    /// Alternatives of which no two share more than this part of the shorter one's length: 0.5
    #[cfg_attr(feature = "cli", arg(long, value_name = "PART", allow_negative_numbers = true))]
    pub differ: Option<f64>,
    /// The Pareto-optimal routes by cost, time and exposed km, instead of the `k` best by one of them.
    #[cfg_attr(feature = "cli", arg(skip))]
    pub pareto: Option<Pareto>,
    /// What counts as exposed; several are ORed
    #[cfg_attr(feature = "cli", arg(long, value_name = "SEL"))]
    pub wary: Vec<String>,
    /// Pass this; several in order
    #[cfg_attr(feature = "cli", arg(long, value_name = "SEL"))]
    pub via: Vec<String>,
    /// Do not pass this; several are ORed
    #[cfg_attr(feature = "cli", arg(long, value_name = "SEL"))]
    pub avoid: Vec<String>,
    /// Year whose 30 June decides
    #[cfg_attr(
        feature = "cli",
        arg(long, allow_negative_numbers = true, value_parser = crate::spec::value::year())
    )]
    pub year: Option<i16>,
    #[cfg_attr(feature = "cli", command(flatten))]
    /// The scenario.
    pub scenario: ScenarioSpec,
}

impl Default for Route {
    fn default() -> Self {
        Self {
            from: String::new(),
            to: String::new(),
            cargo: None,
            commodity: None,
            imported: false,
            k: 1,
            by: By::Cost,
            differ: None,
            pareto: None,
            wary: Vec::new(),
            via: Vec::new(),
            avoid: Vec::new(),
            year: None,
            scenario: ScenarioSpec::default(),
        }
    }
}

impl Query for Route {
    const COMMAND: Command = answer::Route::COMMAND;
    type Answer = answer::Route;

    fn run(&self, session: &Session) -> Result<answer::Route> {
        if self.imported {
            return session.imported_route(self);
        }
        Ok(analysis::route::route(&session.request(self)?.noted()))
    }

    fn recorded(&self) -> Option<Question> {
        Some(self.clone().into())
    }
}

#[cfg(feature = "cli")]
pub use line::{RouteLine, TradeLine};

#[cfg(feature = "cli")]
mod line {
    use super::{Pareto, Route};
    use crate::query::Question;
    use crate::query::line::{LineOf, Presentation};
    use crate::spec::GoodsFlags;

    /// Routes of one trade
    #[derive(Debug, clap::Args)]
    pub struct TradeLine {
        #[command(flatten)]
        route: Route,
        /// All routes that no other beats in cost, time and exposed km together; without --wary in cost and time
        #[arg(long, conflicts_with_all = ["k", "by", "differ"])]
        pareto: bool,
        /// By which share a set of Pareto-optimal routes that is too large to be exact may fall short
        #[arg(long, value_name = "SHARE", requires = "pareto", allow_negative_numbers = true,
              default_value_t = Pareto::default().epsilon)]
        epsilon: f64,
        #[command(flatten)]
        goods: GoodsFlags,
    }

    impl From<TradeLine> for Route {
        fn from(line: TradeLine) -> Self {
            let mut route = Self { pareto: line.pareto.then_some(Pareto { epsilon: line.epsilon }), ..line.route };
            line.goods.add_to(&mut route.scenario.shipment);
            route
        }
    }

    /// Find routes: their cost, time and exposure
    #[derive(Debug, clap::Args)]
    #[command(after_help = "Examples:
  corridor route tengiz augusta --cargo crude -k 3 --avoid country=RUS
  corridor route KAZ ITA --cargo crude -k 4 --differ 0.5
  corridor route tengiz augusta --cargo crude -k 2 --diagram
  corridor route tengiz augusta --cargo crude --pareto --wary country=RUS
  corridor route tengiz augusta --imported --atlas world.corridor --close country=RUS
  corridor route tengiz augusta --imported --atlas world.corridor -k 3 --differ 0.5

Freight is what carriers, terminals, tolls and charges take; all-in adds the value of time: what the money tied up in the goods \
costs. Routes are the cheapest all-in; --by freight leaves time out. Tables of containers show both.

As CSV: a row per route, as `routes` in JSON; places, links and the like are joined by `;`, what a route costs is a column \
a part. Where there is none, there is no row; why is in JSON.")]
    pub struct RouteLine {
        /// Exit with 1 where a route is prohibited or unknown
        #[arg(long)]
        strict: bool,
        /// Draw each route from top to bottom instead of tables: legs by mode, the longer the more km
        #[arg(long)]
        diagram: bool,
        #[command(flatten)]
        trade: TradeLine,
    }

    impl LineOf for RouteLine {
        fn question(self) -> Result<(Question, Presentation), clap::Error> {
            let (strictness, diagram) = (self.strict.into(), self.diagram);
            Ok((Route::from(self.trade).into(), Presentation { strictness, diagram, ..Presentation::default() }))
        }
    }
}
