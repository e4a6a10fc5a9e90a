//! The two calls that every caller of the library makes.
//!
//! An engine holds a checked atlas and the network of each day it was asked about. It resolves what a question says
//! in words, gives plain values to `analysis`, and adds what an answer starts with.

mod changes;
mod check;
mod compare;
mod critical;
mod explain;
mod flows;
mod law;
mod legal;
mod lists;
mod mesh;
mod report;
mod route;
mod saved;
mod solve;
mod stack;
mod sweep;
mod unknown;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::analysis::network::Cut;
use crate::analysis::{self, Audit, BaselineRun, Progress};
use crate::answer::{self, Answer};
use crate::error::{Error, Result};
use crate::input::{self, Source};
use crate::model::Day;
use crate::network::Network;
use crate::notice::Diagnostic;
use crate::question::{self, ArcsOf, ListOf, NetworkOf, Question};
use crate::tables::Atlas;
use crate::validate;
use mesh::{Meshed, Origin};

pub use check::check;
pub use solve::{mincost, multicommodity};

/// Answers questions about one atlas.
pub struct Engine {
    atlas: Atlas,
    warnings: Vec<Diagnostic>,
    networks: Mutex<BTreeMap<Day, Arc<Network>>>,
    tally: Arc<Progress>,
    meshed: Meshed,
}

/// Takes rows in order: what [`Engine::stream`] writes to.
pub trait Sink {
    /// One row.
    ///
    /// # Errors
    /// Whatever stops the receiver; the stream ends there.
    fn row(&mut self, row: answer::Record) -> io::Result<()>;
}

impl Engine {
    /// On the atlas inside the program.
    ///
    /// # Errors
    /// None, unless the program was built with a broken atlas.
    pub fn embedded() -> Result<Self> {
        Self::read(Source::Files(&input::embedded()))
    }

    /// On an atlas in a folder, or in a compiled file.
    ///
    /// # Errors
    /// Every finding that keeps the data from being used.
    pub fn open(path: &Path) -> Result<Self> {
        if path.is_file() {
            return Self::compiled_file(path);
        }
        let mut engine = Self::read(Source::Folder(path))?;
        engine.meshed = Meshed::of(Origin::Folder(path.to_owned()));
        Ok(engine)
    }

    /// On an atlas in memory: the path of each file in its folder, and its bytes.
    ///
    /// # Errors
    /// Every finding that keeps the data from being used.
    pub fn of_files(files: &[(&str, &[u8])]) -> Result<Self> {
        Self::read(Source::Files(files))
    }

    fn read(source: Source<'_>) -> Result<Self> {
        let broken = |notices: Vec<Diagnostic>| Error::data("the atlas cannot be used", notices);
        let (atlas, warnings) = validate::atlas(input::read(source)?).map_err(broken)?;
        Ok(Self::of(atlas, warnings))
    }

    fn of(atlas: Atlas, warnings: Vec<Diagnostic>) -> Self {
        let (networks, tally, meshed) = (Mutex::default(), Arc::default(), Meshed::default());
        Self { atlas, warnings, networks, tally, meshed }
    }

    /// Answers a question.
    ///
    /// # Errors
    /// Names that do not exist, dates that cannot be, files that break a rule: all of them at once where they are
    /// independent of each other.
    pub fn ask(&self, question: &Question) -> Result<Answer> {
        self.answered(question, None)
    }

    /// Answers a question row by row, for answers that are rows.
    ///
    /// # Errors
    /// As [`Engine::ask`]; and what the sink reports.
    pub fn stream(&self, question: &Question, sink: &mut dyn Sink) -> Result<()> {
        for record in answer::records(self.ask(question)?) {
            sink.row(record).map_err(|error| Error::new(crate::error::ErrorKind::Io, error.to_string()))?;
        }
        Ok(())
    }

    /// How far this engine is with what it was asked: steps add up over all questions.
    #[must_use]
    pub fn tally(&self) -> Arc<Progress> {
        Arc::clone(&self.tally)
    }

    /// Warnings about the atlas: it can be used, but somebody should look.
    #[must_use]
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// The atlas as the program sees it.
    #[must_use]
    pub fn atlas(&self) -> &Atlas {
        &self.atlas
    }

    /// The network of a day: built once, shared by all threads.
    #[must_use]
    pub fn network_on(&self, day: Day) -> Arc<Network> {
        // A poisoned lock holds whole networks only: each is inserted when it is built.
        let mut networks = self.networks.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(networks.entry(day).or_insert_with(|| Arc::new(Network::new(self.atlas.on(day)))))
    }

    fn route(&self, question: &question::Route) -> Result<answer::Route> {
        if question.mesh {
            return self.mesh_route(question);
        }
        let asked = self.journey(question)?;
        let network = self.network_on(asked.day);
        Ok(analysis::route::route(&asked.on(&network)))
    }

    fn exposure(
        &self,
        question: &question::Exposure,
        audit: Option<&Arc<Audit>>,
    ) -> Result<answer::Exposure> {
        let asked = self.flows("exposure", &question.flows, &question.stack)?.checked_by(audit);
        let network = self.network_on(asked.day);
        let setting = asked.on(&network);
        let mut answer = analysis::exposure::exposure(&setting);
        answer.ranges = question.ranges.then(|| analysis::ranges::exposure(&setting, &answer.rows));
        Ok(answer)
    }

    fn reroute(&self, question: &question::Reroute, audit: Option<&Arc<Audit>>) -> Result<answer::Reroute> {
        let asked = self.flows("reroute", &question.flows, &question.stack)?.checked_by(audit);
        let network = self.network_on(asked.day);
        let setting = asked.on(&network);
        let mut answer = analysis::reroute::reroute(&setting);
        answer.ranges = question.ranges.then(|| analysis::ranges::reroute(&setting));
        Ok(answer)
    }

    fn blame(&self, question: &question::Blame, audit: Option<&Arc<Audit>>) -> Result<answer::Blame> {
        let asked = self.flows("blame", &question.flows, &question.stack)?.checked_by(audit);
        let network = self.network_on(asked.day);
        analysis::blame::blame(&asked.on(&network))
    }

    fn diff(&self, question: &question::Diff, audit: Option<&Arc<Audit>>) -> Result<answer::Diff> {
        let (asked, one, other) = self.two(question)?;
        let asked = asked.checked_by(audit);
        let network = self.network_on(asked.day);
        let side = |stacked: &stack::ResolvedScenario| (stacked.id.clone(), stacked.measures.clone());
        let (one, other) = (side(&one), side(&other));
        Ok(analysis::diff::diff(&asked.on(&network), (&one.0, &one.1), (&other.0, &other.1)))
    }

    /// The flows and the two scenarios of a difference, on one day.
    fn two(
        &self,
        question: &question::Diff,
    ) -> Result<(flows::Asked, stack::ResolvedScenario, stack::ResolvedScenario)> {
        let stack = |own: &question::ScenarioRef| {
            let mut stack = question.stack.clone();
            stack.scenarios.push(own.clone());
            self.stack(&stack)
        };
        let sides = stack::both(stack(&question.one), stack(&question.other));
        let ((one, other), rows) = stack::both(sides, self.rows(&question.flows))?;
        let mut day = one.clone();
        day.id = format!("{} | {}", one.id, other.id);
        day.own_day = one.own_day.or(other.own_day);
        if one.own_day.zip(other.own_day).is_some_and(|(a, b)| a != b) && day.as_of.is_none() {
            return Err(Error::question("the scenarios are of different days: say which with --as-of"));
        }
        day.measures = Vec::new();
        day.ruled = one.ruled.clone().or_else(|| other.ruled.clone());
        let asked = self.asked("diff", &question.flows, &day, rows)?;
        Ok((asked, one, other))
    }

    fn compare(&self, question: &question::Compare, audit: Option<&Arc<Audit>>) -> Result<answer::Compare> {
        if let Some(mesh) = &question.mesh {
            return self.compare_on_mesh(question, mesh, audit);
        }
        let sides = self.sides(question, audit)?;
        let (setting, columns) = (sides.setting(), sides.columns());
        let mut answer = analysis::compare::compare(&setting, &columns);
        answer.ranges = question.ranges.then(|| analysis::ranges::compare(&setting, &columns));
        Ok(answer)
    }

    fn list(&self, question: &question::List) -> Result<answer::List> {
        let stacked = self.stack(&question.stack)?;
        let day = self.day(&stacked)?;
        let network = self.network_on(day);
        let head = self.head("list", &stacked, day);
        let mut measures = self.measures(&stacked);
        if question.of == ListOf::Measures {
            let chosen = self.chosen_measures(question, stacked.as_of)?;
            measures.retain(|(_, measure)| chosen.takes(&network, measure));
        } else if question.on.is_some() || question.trade.is_some() || question.changed.is_some() {
            return Err(Error::question("--on, --for and --changed choose measures: leave them out"));
        }
        Ok(analysis::list::list(head, &network.dated, &measures, question.of))
    }

    fn show(&self, question: &question::Show) -> Result<answer::Show> {
        let stacked = self.stack(&question.stack)?;
        let day = self.day(&stacked)?;
        let network = self.network_on(day);
        analysis::show::show(self.head("show", &stacked, day), &network, &stacked.scenarios, &question.id)
    }

    fn owners(&self, question: &question::Owners) -> Result<answer::Owners> {
        let stacked = self.stack(&question.stack)?;
        let day = self.day(&stacked)?;
        analysis::owners::owners(
            self.head("owners", &stacked, day),
            &self.network_on(day).dated,
            &question.id,
        )
    }

    fn arcs(&self, question: &question::Arcs) -> Result<answer::Arcs> {
        match &question.of {
            ArcsOf::Route(route) => {
                if !route.via.is_empty() {
                    return Err(Error::question("arcs know no stages: leave --via out"));
                }
                let asked = self.journey(route)?;
                let network = self.network_on(asked.day);
                let (measures, avoid) = (&asked.measures, &asked.avoid);
                Ok(analysis::arcs::of_trade(asked.head, &network, asked.trade, measures, avoid))
            }
            ArcsOf::Reroute(reroute) => {
                let asked = self.flows("export", &reroute.flows, &reroute.stack)?;
                let network = self.network_on(asked.day);
                let setting = asked.on(&network);
                let based = BaselineRun::new(setting.case());
                let (world, laying) = based.under(&setting.measures);
                Ok(analysis::arcs::arcs(setting.head.clone(), &based.case, &world, &laying))
            }
        }
    }

    fn network(&self, question: &question::Network) -> Result<answer::Network> {
        let drawn = match &question.of {
            NetworkOf::Bare(stack) => {
                let stacked = self.stack(stack)?;
                let day = self.day(&stacked)?;
                analysis::network::bare(
                    self.head("export", &stacked, day),
                    &self.network_on(day),
                    &stacked.measures,
                )
            }
            NetworkOf::Route(route) => {
                let asked = self.journey(route)?;
                let network = self.network_on(asked.day);
                let journey = asked.on(&network);
                let bare = analysis::network::bare(journey.head.clone(), &network, &journey.measures);
                analysis::network::of_route(bare, &analysis::route::route(&journey))
            }
            NetworkOf::Reroute(reroute) => {
                self.drawn(&self.flows("export", &reroute.flows, &reroute.stack)?)
            }
            NetworkOf::Compare(compare) => {
                let (asked, columns) = self.columns(compare)?;
                let [column] = columns.as_slice() else {
                    return Err(Error::question("a picture compares exactly one scenario with the baseline"));
                };
                let mut asked = column.own_day.clone().unwrap_or(asked);
                asked.measures.clone_from(&column.measures);
                asked.head.scenario.id.clone_from(&column.id);
                answer::Network { of: "compare".into(), ..self.drawn(&asked) }
            }
        };
        let mut drawn = drawn;
        drawn.head.command = "export".into();
        let to = Cut {
            around: &question.around,
            hops: question.hops,
            corridor: &question.corridor,
            line: &question.line,
        };
        analysis::network::cut(drawn, to)
    }

    fn drawn(&self, asked: &flows::Asked) -> answer::Network {
        let network = self.network_on(asked.day);
        let setting = asked.on(&network);
        let bare = analysis::network::bare(setting.head.clone(), &network, &setting.measures);
        analysis::network::of_reroute(bare, &analysis::reroute::reroute(&setting))
    }
}

/// The files of the atlas inside the program: path and bytes.
#[must_use]
pub fn embedded_files() -> Vec<(&'static str, &'static [u8])> {
    input::embedded()
}
