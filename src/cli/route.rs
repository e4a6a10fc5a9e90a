//! `corridor route`.

use clap::ValueEnum;
use corridor::Question;
use corridor::question::{By, Pareto, Route};

use super::args::Global;
use super::error::Failure;
use super::finding::is_finding;
use super::stack::{GoodsArgs, StackArgs};
use super::{Exit, ask, output};

/// Which ways are there, at what cost, time and exposure?
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  corridor route tengiz augusta --cargo crude -k 3 --avoid country=RUS
  corridor route KAZ ITA --cargo crude -k 4 --differ 0.5
  corridor route tengiz augusta --cargo crude -k 2 --diagram
  corridor route tengiz augusta --cargo crude --pareto --wary country=RUS
  corridor route tengiz augusta --mesh --atlas world.corridor --bar country=RUS
  corridor route tengiz augusta --mesh --atlas world.corridor -k 3 --differ 0.5

As CSV: a row a route, as `routes` in JSON; places, links and the like are joined by `;`, what a route costs is a column \
a part. Where there is none, there is no row; why is in JSON.")]
pub(super) struct Args {
    /// Exit with 1 where a route is barred or unknown
    #[arg(long)]
    strict: bool,
    /// Draw each way from top to bottom instead of tables: legs by mode, the longer the more km
    #[arg(long)]
    diagram: bool,
    #[command(flatten)]
    trade: TradeArgs,
}

#[derive(Debug, clap::Args)]
pub(super) struct TradeArgs {
    /// Place id, country (alpha-3), UN/LOCODE or name
    from: String,
    /// Place id, country (alpha-3), UN/LOCODE or name
    to: String,
    /// What is carried: crude, products, gas, lng, dry_bulk, container, general, vehicles; the grade that the origin
    /// sends most of stands for it
    #[arg(long, required_unless_present_any = ["commodity", "mesh"])]
    cargo: Option<String>,
    /// The commodity, one a grade
    #[arg(long, value_name = "ID")]
    commodity: Option<String>,
    /// The best ways on the atlas's mesh, whatever is carried: FROM and TO are places or nodes
    #[arg(long, conflicts_with_all = ["cargo", "commodity", "pareto", "wary", "via", "year"])]
    mesh: bool,
    /// How many alternatives
    #[arg(short, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=1000))]
    k: u16,
    /// What is least
    #[arg(long, value_enum, default_value_t)]
    by: ByArg,
    /// Alternatives of which no two share more than this part of the shorter one's length: 0.5
    #[arg(long, value_name = "PART", allow_negative_numbers = true)]
    differ: Option<f64>,
    /// All ways that no other beats in cost, time and exposed km together; without --wary in cost and time
    #[arg(long, conflicts_with_all = ["k", "by", "differ"])]
    pareto: bool,
    /// By which share a front that is too large to be exact may fall short
    #[arg(long, value_name = "SHARE", requires = "pareto", allow_negative_numbers = true,
          default_value_t = Pareto::default().epsilon)]
    epsilon: f64,
    /// What counts as exposed; several are ORed
    #[arg(long, value_name = "SEL")]
    wary: Vec<String>,
    /// Pass this; several in order
    #[arg(long, value_name = "SEL")]
    via: Vec<String>,
    /// Do not pass this; several are ORed
    #[arg(long, value_name = "SEL")]
    avoid: Vec<String>,
    /// Year whose 30 June decides
    #[arg(long, allow_negative_numbers = true, value_parser = clap::value_parser!(i16).range(1..=9999))]
    year: Option<i16>,
    #[command(flatten)]
    stack: StackArgs,
    #[command(flatten)]
    goods: GoodsArgs,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum ByArg {
    #[default]
    Cost,
    Time,
    ExposedKm,
    Threat,
}

impl TradeArgs {
    /// As the library asks for it.
    pub(super) fn question(&self) -> Result<Route, Failure> {
        Ok(Route {
            from: self.from.clone(),
            to: self.to.clone(),
            cargo: self.cargo.clone(),
            commodity: self.commodity.clone(),
            mesh: self.mesh,
            k: self.k.into(),
            by: match self.by {
                ByArg::Cost => By::Cost,
                ByArg::Time => By::Time,
                ByArg::ExposedKm => By::ExposedKm,
                ByArg::Threat => By::Threat,
            },
            differ: self.differ,
            pareto: self.pareto.then_some(Pareto { epsilon: self.epsilon }),
            wary: self.wary.clone(),
            via: self.via.clone(),
            avoid: self.avoid.clone(),
            year: self.year,
            stack: self.goods.on(self.stack.question()?),
        })
    }
}

pub(super) fn run(args: &Args, global: &Global) -> Result<Exit, Failure> {
    let question = Question::Route(args.trade.question()?);
    if !args.diagram {
        return ask::run(&question, global, args.strict.into());
    }
    if global.format.is_some() || global.unit.is_some() {
        return Err(Failure::new("--diagram draws for people: leave --format and --unit out"));
    }
    let answer = ask::answer(&question, global)?;
    output::write(&answer, &*ask::format("diagram", global.look(None))?, global.output.as_deref())?;
    Ok(if is_finding(&answer, args.strict.into()) { Exit::Finding } else { Exit::Done })
}
