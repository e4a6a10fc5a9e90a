//! A question about many scenarios and pairs, resolved against an imported network.

use std::collections::BTreeMap;
use std::sync::Arc;

use sha2::Digest as _;

use super::changes::{about, no_limits, rows};
use super::request::unfit;
use super::{Query, Route, Sink, Sweep};
use crate::analysis::sweep::{
    self, AtlasEnds, AtlasScenario, ImportedEnds, ImportedScenario, KShortest, LinkEdit, RowSink,
};
use crate::answer::{self, PairRow, Swept};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Cargo, Day, End, PlaceIx};
use crate::network::{ImportedSelection, Network, Prepared};
use crate::select::ends;
use crate::session::{Session, both, flag, no_imported};
use crate::spec::{By, ScenarioSpec};
use crate::tables::{DEMAND, ENDS};
use assignment::Mass;
use routing::NodeIx;

/// Starts, ends, and tonnes by pair: start times the number of ends, and end.
struct Ends<E> {
    from: Vec<(Arc<str>, E)>,
    to: Vec<(Arc<str>, E)>,
    demand: Vec<Mass>,
}

/// A question about an imported network.
type ImportedAsked<'p> = (sweep::Sweep<ImportedScenario>, ImportedEnds<'p>);

impl Session {
    /// Rows go to the sink, after those of each scenario what it comes to; what the sink knows is not asked again.
    ///
    /// On the imported network of the atlas where it has one, else on its own network.
    pub(crate) fn sweep(&self, asked: &Sweep, sink: &mut (dyn Sink + Send)) -> Result<answer::Sweep> {
        // A copy, since the sink is borrowed to be written to.
        let known = sink.known().to_vec();
        let rows = &mut Into(sink);
        let swept = match self.imported_for(asked)? {
            Some(prepared) => {
                let (question, ends) = self.on_imported(asked, &known, &prepared, false)?;
                sweep::on_imported(&question, &ends, rows)
            }
            None => {
                let (question, ends) = self.on_atlas(asked, &known)?;
                sweep::on_atlas(&question, &ends, rows)
            }
        };
        swept.map_err(|error| Error::new(ErrorKind::Io, error.to_string()))
    }

    /// The best route of one pair on the imported network, under the question's own scenario.
    pub(crate) fn imported_route(&self, asked: &Route) -> Result<answer::Route> {
        // One pair is the smallest sweep: names are resolved by the same code.
        let ends = crate::query::Ends {
            from: vec![asked.from.clone()],
            to: vec![asked.to.clone()],
            by: asked.by,
            ..crate::query::Ends::default()
        };
        let question = Sweep { ends, ..Sweep::default() };
        let prepared = self.imported_for(&question)?.ok_or_else(no_imported)?;
        let (resolved, (request, ends)) =
            both(self.resolve(&asked.scenario), self.on_imported(&question, &[], &prepared, false))?;
        let mut findings = unfit(asked);
        let mut scenario = self.imported_measures(resolved.id.clone(), &resolved.measures, &prepared, &mut findings);
        no_limits([&scenario].into_iter(), &mut findings);
        for text in &asked.avoid {
            match ImportedSelection::parse(text, &prepared.imported, &self.atlas) {
                // To avoid something is to close it.
                Ok(on) => scenario.changes.push((on, LinkEdit { closed: true, ..LinkEdit::default() })),
                Err(problems) => findings.extend(problems.iter().map(|problem| about("--avoid", None, problem))),
            }
        }
        if !findings.is_empty() {
            return Err(Error::data("the route cannot be asked for", findings));
        }
        let head = self.head(Route::COMMAND, &resolved, self.day(&resolved)?);
        let k_shortest = KShortest { k: asked.k, differ: asked.differ };
        Ok(sweep::route(&sweep::Sweep { head, ..request }, &ends, &scenario, k_shortest))
    }

    /// The imported network, where the atlas has one.
    pub(crate) fn imported_for(&self, asked: &Sweep) -> Result<Option<Arc<Prepared>>> {
        // A sweep has neither --wary nor parties, without which nothing is exposed or at risk.
        if matches!(asked.ends.by, By::ExposedKm | By::SecondarySanctions) {
            return Err(Error::question("many pairs are asked by cost or by time, not by what is exposed"));
        }
        self.imported()
    }

    /// A question about the imported network with every name resolved; `within`: tonnes are assigned within capacities.
    pub(crate) fn on_imported<'p>(
        &self,
        asked: &Sweep,
        known: &[Swept],
        prepared: &'p Prepared,
        within: bool,
    ) -> Result<ImportedAsked<'p>> {
        let mut findings = Vec::new();
        let imported = &prepared.imported;
        let find = |id: &str| {
            imported.node_of(id).map(|node| (Arc::from(id), NodeIx(node))).map_err(|fault| (fault.rule, fault.hint))
        };
        let places = imported.places.iter().map(|(place, node)| (Arc::from(place.as_str()), NodeIx(*node)));
        // Where no ends are named: every place of the atlas that was joined to a node.
        let both = || {
            let all: Vec<_> = places.collect();
            (all.clone(), all)
        };
        let ends = ends(asked, find, both, &mut findings);
        // An arc has one price, so cargo and day would be ignored: each is refused.
        let given = [("cargo", &asked.cargo), ("commodity", &asked.commodity), ("as-of", &asked.as_of)];
        for (name, value) in given.into_iter().filter_map(|(name, value)| Some((name, value.as_ref()?))) {
            let rule = "an imported network has one price an arc, whatever is carried and whenever";
            findings.push(flag(name, value, rule, &format!("leave --{name} out")));
        }
        let scenarios = self.imported_scenarios(asked, prepared, &mut findings);
        // Without capacities a limit has nothing to act on.
        if !within {
            no_limits(scenarios.iter(), &mut findings);
        }
        let head = self.head_of(asked, &mut findings);
        let (question, from, to) = self.question(asked, known, ends, scenarios, (head, findings))?;
        Ok((question, ImportedEnds { prepared, from, to }))
    }

    /// A question about the atlas's own network likewise.
    fn on_atlas(&self, asked: &Sweep, known: &[Swept]) -> Result<(sweep::Sweep<AtlasScenario>, AtlasEnds)> {
        let mut findings = Vec::new();
        // The first start decides which grade a cargo stands for.
        let from = asked.ends.from.first().cloned().unwrap_or_default();
        let (cargo, commodity) = (asked.cargo.clone(), asked.commodity.clone());
        let goods = self.goods(&Route { from, cargo, commodity, ..Route::default() }, &mut findings);
        let head = self.head_of(asked, &mut findings);
        let day = head.as_ref().map(|(_, day)| *day);
        // Before anything is refused, so that findings of scenarios are reported too.
        let (scenarios, notes) = self.atlas_scenarios(asked, day, &mut findings);
        let (Some(commodity), Some(day)) = (goods, day) else {
            return Err(Error::data("the sweep cannot be asked for", findings));
        };
        let network = self.network_on(day);
        let cargo = self.atlas.commodities[commodity.index()].cargo;
        let named = |end: End| (Arc::from(self.atlas.end_id(end).as_str()), end);
        let find =
            |text: &str| ends::end(&self.atlas, text).map(named).map_err(|error| (error.to_string(), String::new()));
        let places = || {
            // Where no ends are named: places at which a flow of their country could start, or end.
            let all = (0..self.atlas.places.len()).map(|at| End::Place(PlaceIx::from(at)));
            let [from, to] = [Network::starts, Network::arrivals].map(|access| {
                let gives = |end: &End| gives_access(&network, access, *end, cargo);
                all.clone().filter(gives).map(named).collect()
            });
            (from, to)
        };
        let ends = ends(asked, find, places, &mut findings);
        let (mut question, from, to) = self.question(asked, known, ends, scenarios, (head, findings))?;
        question.head.notes.extend(notes);
        let ends = AtlasEnds { network, commodity, from, to };
        // A route keeps what it passes as bits of a fixed set.
        let things = ends.things().len();
        if !AtlasEnds::fits(things) {
            return Err(Error::question(format!(
                "a sweep distinguishes at most 512 countries, straits, corridors and lines; this atlas has {things}"
            )));
        }
        Ok((question, ends))
    }

    /// What the answer starts with, and its day; what is wrong goes to the findings.
    fn head_of(&self, asked: &Sweep, findings: &mut Vec<Diagnostic>) -> Option<(answer::Metadata, Day)> {
        let scenario = ScenarioSpec { as_of: asked.as_of.clone(), ..ScenarioSpec::default() };
        let found = self.resolve(&scenario).and_then(|resolved| {
            let day = self.day(&resolved)?;
            Ok((self.head(Sweep::COMMAND, &resolved, day), day))
        });
        found.map_err(|error| findings.extend(compared(&error))).ok()
    }

    fn question<E, S>(
        &self,
        asked: &Sweep,
        known: &[Swept],
        ends: Ends<E>,
        scenarios: Vec<S>,
        (head, mut findings): (Option<(answer::Metadata, Day)>, Vec<Diagnostic>),
    ) -> Result<(sweep::Sweep<S>, Vec<E>, Vec<E>)> {
        // One more than the scenarios: the baseline is swept too.
        if known.len() > scenarios.len() + 1 {
            findings.push(Diagnostic::error("--resume", "more was swept before than is asked now", "start again"));
        }
        // The head is missing only where a finding says why.
        let Some((head, _)) = head.filter(|_| findings.is_empty()) else {
            return Err(Error::data("the sweep cannot be asked for", findings));
        };
        if ends.from.is_empty() || ends.to.is_empty() {
            return Err(Error::question("a sweep needs a start and an end: --from and --to, --among or --demand"));
        }
        let (names, from): (Vec<_>, Vec<E>) = ends.from.into_iter().unzip();
        let (to_names, to): (Vec<_>, Vec<E>) = ends.to.into_iter().unzip();
        let question = sweep::Sweep {
            head,
            from: names,
            to: to_names,
            demand: ends.demand,
            scenarios,
            by: asked.ends.by,
            whole: asked.whole,
            verify: asked.verify as usize,
            known: known.to_vec(),
            // Decimal megabytes.
            memory: asked.ends.memory_mb.map(|mb| mb.saturating_mul(1_000_000)),
            progress: self.progress(),
        };
        Ok((question, from, to))
    }

    /// What distinguishes one sweep from another: question, atlas, imported network and version.
    ///
    /// # Errors
    /// As those of `Session::sweep`: what is wrong with the question is reported before anything is written.
    pub fn sweep_key(&self, asked: &Sweep) -> Result<String> {
        let prepared = self.imported_for(asked)?;
        // Resolved for the sake of its errors, and dropped.
        match &prepared {
            Some(prepared) => drop(self.on_imported(asked, &[], prepared, false)?),
            None => drop(self.on_atlas(asked, &[])?),
        }
        let mut hash = sha2::Sha256::new();
        hash.update(format!("{} {}", env!("CARGO_PKG_VERSION"), self.atlas.sha256));
        // Rows are the same however many of them are found again.
        let mut question = Sweep { verify: 0, ..asked.clone() };
        // Memory decides how many threads run, not what they find.
        question.ends.memory_mb = None;
        // Texts and numbers always have a JSON form.
        hash.update(serde_json::to_string(&question).unwrap_or_default());
        // All that rows depend on: who is joined to whom, at what cost, and what is passed.
        for (name, bytes) in prepared.iter().flat_map(|prepared| prepared.imported.sections()) {
            hash.update(name);
            hash.update(routing::store::checksum(&bytes).to_le_bytes());
        }
        Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

/// What an error says, as findings.
fn compared(error: &Error) -> Vec<Diagnostic> {
    match error.diagnostics() {
        [] => vec![Diagnostic::error("the question", error.to_string(), "")],
        diagnostics => diagnostics.to_vec(),
    }
}

/// Finds starts and ends by what they are called; where nothing is said, all places.
fn ends<E: Clone>(
    asked: &Sweep,
    find: impl Fn(&str) -> std::result::Result<(Arc<str>, E), (String, String)>,
    places: impl FnOnce() -> (Vec<(Arc<str>, E)>, Vec<(Arc<str>, E)>),
    findings: &mut Vec<Diagnostic>,
) -> Ends<E> {
    let mut named = |file: &str, line: Option<u64>, id: &str| {
        let found = find(id).map_err(|(rule, hint)| {
            let mut diagnostic = Diagnostic::error(file, rule, hint);
            (diagnostic.row, diagnostic.value) = (line, Some(id.to_owned()));
            findings.push(diagnostic);
        });
        found.ok()
    };
    // Flags first, then files: rows go out in this order.
    let mut from: Vec<_> = asked.ends.from.iter().filter_map(|id| named("--from", None, id)).collect();
    let mut to: Vec<_> = asked.ends.to.iter().filter_map(|id| named("--to", None, id)).collect();
    let mut diagnostics = Vec::new();
    for row in rows(asked.ends.ends_csv.as_ref(), &ENDS, &mut diagnostics) {
        let name = asked.ends.ends_csv.as_ref().map_or("", |file| file.name.as_str());
        if let Some(end) = named(name, Some(row.line), row.cell("id")) {
            from.push(end.clone());
            to.push(end);
        }
    }
    let mut tonnes: Vec<(Arc<str>, Arc<str>, Mass)> = Vec::new();
    let demand = rows(asked.ends.demand_csv.as_ref(), &DEMAND, &mut diagnostics);
    for row in demand {
        let (line, kt) = (row.line, row.cell("kt"));
        let name = asked.ends.demand_csv.as_ref().map_or("", |file| file.name.as_str());
        // Both ends are looked up before the mass is judged, so that all findings of a row are reported.
        let ends = ["from", "to"].map(|end| named(name, Some(line), row.cell(end)));
        let mass = kt.parse().ok().and_then(Mass::from_kt).filter(|mass| mass.0 >= 0);
        let Some(mass) = mass else {
            let rule = "a mass is a number of kt, 0 or more";
            diagnostics.push(Diagnostic::error(name, rule, "check it").row(line).cell("kt", kt));
            continue;
        };
        if let [Some(start), Some(end)] = ends {
            tonnes.push((Arc::clone(&start.0), Arc::clone(&end.0), mass));
            from.push(start);
            to.push(end);
        }
    }
    findings.extend(diagnostics);
    // A misspelt name is not the same as none: then no default.
    let nothing_said = from.is_empty() && to.is_empty() && findings.is_empty();
    if nothing_said && asked.ends.ends_csv.is_none() && asked.ends.demand_csv.is_none() {
        (from, to) = places();
    }
    // A place may be named by flags and by several rows.
    let (from, to) = (once(from), once(to));
    // All pairs, dense; none at all where no tonnes are given.
    let mut demand = vec![Mass(0); if tonnes.is_empty() { 0 } else { from.len() * to.len() }];
    let at = |all: &[(Arc<str>, E)]| -> BTreeMap<Arc<str>, usize> {
        all.iter().enumerate().map(|(at, (name, _))| (Arc::clone(name), at)).collect()
    };
    let (starts, goals) = (at(&from), at(&to));
    for (start, end, mass) in tonnes {
        // Rows of one pair add up. Each name was pushed above, so both maps have it.
        demand[starts[&start] * to.len() + goals[&end]] += mass;
    }
    Ends { from, to, demand }
}

/// Would a trade from, or to, the country of a place be given access there?
fn gives_access(network: &Network, access: fn(&Network, End, Cargo) -> Vec<NodeIx>, end: End, cargo: Cargo) -> bool {
    let own = access(network, end, cargo);
    // A place in no country serves no country's flows.
    let country = network.snapshot.atlas.country_of(end);
    let all = country.map(|country| access(network, End::Country(country), cargo)).unwrap_or_default();
    own.iter().any(|state| all.contains(state))
}

/// The first of each name.
fn once<E>(mut all: Vec<(Arc<str>, E)>) -> Vec<(Arc<str>, E)> {
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|(name, _)| seen.insert(Arc::clone(name)));
    all
}

// The public sink as the row sink of the analysis.
struct Into<'s>(&'s mut (dyn Sink + Send));

impl RowSink for Into<'_> {
    fn row(&mut self, row: PairRow) -> std::io::Result<()> {
        self.0.pair(row)
    }

    fn end(&mut self, swept: &Swept) -> std::io::Result<()> {
        self.0.scenario(swept)
    }
}
