//! Minimum-cost flows of several commodities in the MNETGEN format.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::{NO_BUNDLE, Problem, ProblemError};
use crate::mincost::{Arc, Instance, InstanceError, UNBOUNDED};
use crate::reading::{LineError, LineErrors, ReadError, open};

/// More nodes, arcs or commodities have no 32-bit number.
const MAX_COUNT: i64 = 1 << 30;

/// Commodities times nodes, bundles, and arcs of all commodities: memory is taken for what is announced.
const MAX_MEMORY: i64 = 1 << 24;

/// A commodity takes the memory of so many nodes even where it has fewer.
const MIN_NODES: i64 = 32;

/// The column of costs.
const COST: usize = 4;

/// Digits of a cost behind the point that are read.
const MAX_DIGITS: usize = 6;

/// A problem, and what its file calls things.
#[derive(Clone, Debug)]
pub struct MnetgenInstance {
    /// The problem, costs times `cost_scale`.
    pub problem: Problem,
    /// 1 where the file has whole costs, else 10 for each digit behind the point.
    pub cost_scale: i64,
    /// By commodity and arc: its number in the file.
    pub arc_numbers: Vec<Vec<i64>>,
}

/// Reads an instance in the MNETGEN format: four files, plain or gzipped, of numbers without headers.
///
/// `base` is their common path without the endings:
///
/// | file | line |
/// |---|---|
/// | `.nod` | COMMODITIES NODES ARCS BUNDLES, once |
/// | `.arc` | ARC FROM TO COMMODITY COST CAPACITY BUNDLE (-1: no capacity, or every commodity; 0: no bundle) |
/// | `.sup` | NODE COMMODITY SUPPLY (-1: every commodity) |
/// | `.mut` | BUNDLE CAPACITY |
///
/// # Errors
/// A file that cannot be read; or every line that is not of the format.
///
/// # Example
/// `examples/mnetgen.rs` solves an instance and checks the outcome.
///
/// # Reference
/// A. I. Ali, J. L. Kennington: MNETGEN program documentation, 1977.
pub fn read_mnetgen(base: &Path) -> Result<MnetgenInstance, ReadError> {
    let mut errors = Vec::new();
    let size = Size::read(base, &mut errors)?;
    // Without sizes no other file can be read.
    if !errors.is_empty() {
        return Err(ReadError::Lines(errors));
    }
    let mut parsed = Parsed::new(&size);
    for (ending, read) in [("mut", Parsed::bundle as ParseLine), ("arc", Parsed::arc), ("sup", Parsed::supply)] {
        let file = File::read(base, ending)?;
        if ending == "arc" {
            // All costs are scaled alike, so the scale must be known before the first.
            parsed.digits = digits(&file.text);
        }
        let mut of_file = LineErrors { file: file.name, all: Vec::new() };
        for (line, text) in (1..).zip(file.text.lines()).filter(|(_, text)| !text.trim().is_empty()) {
            read(&mut parsed, text, line, &mut of_file);
            if of_file.are_too_many() {
                break;
            }
        }
        errors.extend(of_file.all);
    }
    parsed.check_size(&size, base, &mut errors);
    if !errors.is_empty() {
        return Err(ReadError::Lines(errors));
    }
    parsed.problem(base)
}

fn path(base: &Path, ending: &str) -> PathBuf {
    let mut name = base.as_os_str().to_owned();
    // Appended: a base may have a point in its name, which `with_extension` would take for an ending.
    name.push(format!(".{ending}"));
    PathBuf::from(name)
}

struct File {
    name: String,
    text: String,
}

impl File {
    fn read(base: &Path, ending: &str) -> Result<Self, ReadError> {
        let path = path(base, ending);
        let name = path.display().to_string();
        let fault = |what: String| ReadError::File(format!("{name}: {what}"));
        let mut text = String::new();
        open(&path)
            .map_err(|what| {
                fault(format!("{what}; an instance is four files, {} and .nod .arc .sup .mut", base.display()))
            })?
            .read_to_string(&mut text)
            .map_err(|error| fault(format!("cannot be read: {error}; is it text, or gzip of it?")))?;
        Ok(Self { name, text })
    }
}

struct Size {
    commodities: i64,
    nodes: i64,
    arcs: i64,
    bundles: i64,
}

impl Size {
    fn read(base: &Path, errors: &mut Vec<LineError>) -> Result<Self, ReadError> {
        let file = File::read(base, "nod")?;
        let numbers: Vec<Option<i64>> = file.text.split_ascii_whitespace().map(number).collect();
        let own = match numbers[..] {
            [Some(commodities), Some(nodes), Some(arcs), Some(bundles)] => [commodities, nodes, arcs, bundles],
            // Refused below, like any number that is out of range.
            _ => [-1; 4],
        };
        let [commodities, nodes, arcs, bundles] = own;
        let room = commodities.saturating_mul(nodes.max(MIN_NODES)).max(bundles);
        if own.iter().any(|one| !(0..MAX_COUNT).contains(one)) || room > MAX_MEMORY {
            let rule = "these are not four whole numbers, from 0 and below 2^30: commodities, nodes, arcs, bundles";
            let hint = "and no more than 2^24 bundles, nor commodities times nodes, at least 32 of them";
            errors.push(LineError::new(&file.name, rule, hint).at(1));
        }
        Ok(Self { commodities, nodes, arcs, bundles })
    }
}

/// Digits behind the point of the cost that has most of them; no more than [`MAX_DIGITS`].
fn digits(text: &str) -> u32 {
    let costs = text.lines().filter_map(|line| line.split_ascii_whitespace().nth(COST));
    let of = |cost: &str| cost.split_once('.').map_or(0, |(_, rest)| rest.trim_end_matches('0').len());
    costs.map(of).max().unwrap_or(0).min(MAX_DIGITS) as u32
}

/// A cost times 10 for each digit.
fn cost(word: &str, digits: u32) -> Option<i64> {
    let (whole, rest) = word.split_once('.').unwrap_or((word, ""));
    // Zeros at the end need no scale.
    let rest = rest.trim_end_matches('0');
    if rest.len() > digits as usize || !rest.bytes().all(|one| one.is_ascii_digit()) {
        return None;
    }
    // Digits as text, filled up with zeros: no rounding, and a sign stays in front.
    format!("{whole}{rest:0<width$}", width = digits as usize).parse().ok()
}

/// A whole number, also where it is written with a point and zeros.
fn number(word: &str) -> Option<i64> {
    let whole = word.split_once('.').filter(|(_, rest)| rest.bytes().all(|one| one == b'0'));
    whole.map_or(word, |(whole, _)| whole).parse().ok()
}

/// How a line of one of the files is read: its text and number, and where errors go.
type ParseLine = fn(&mut Parsed, &str, u64, &mut LineErrors);

struct Parsed {
    nodes: i64,
    /// By bundle.
    capacity: Vec<Option<i64>>,
    /// By commodity.
    own: Vec<CommodityLines>,
    /// Lines of arcs; a line for every commodity counts once.
    arcs: i64,
    /// How many more arcs commodities may have.
    memory: i64,
    /// Digits of costs behind the point.
    digits: u32,
}

#[derive(Clone, Default)]
struct CommodityLines {
    /// By node, and whether it was given.
    supply: Vec<i64>,
    given: Vec<bool>,
    /// With the bundle, the number in the file and the line of each.
    arcs: Vec<Arc>,
    bundle: Vec<u32>,
    number: Vec<i64>,
    line: Vec<u64>,
}

impl Parsed {
    fn new(size: &Size) -> Self {
        let own = CommodityLines {
            supply: vec![0; size.nodes as usize],
            given: vec![false; size.nodes as usize],
            ..CommodityLines::default()
        };
        Self {
            nodes: size.nodes,
            capacity: vec![None; size.bundles as usize],
            own: vec![own; size.commodities as usize],
            arcs: 0,
            memory: MAX_MEMORY,
            digits: 0,
        }
    }

    fn bundle(&mut self, text: &str, line: u64, errors: &mut LineErrors) {
        let Some([name, capacity]) = numbers(text, "BUNDLE CAPACITY", line, errors) else { return };
        // Numbers in files begin with 1.
        let many = self.capacity.len();
        let Some(own) = usize::try_from(name - 1).ok().and_then(|at| self.capacity.get_mut(at)) else {
            errors.add(line, format!("there is no bundle {name}"), &format!("bundles are numbered 1 to {many}"));
            return;
        };
        if capacity < 0 {
            errors.add(line, format!("the capacity {capacity} is below 0"), "a capacity is 0 or more");
        } else if own.replace(capacity).is_some() {
            errors.add(line, format!("bundle {name} was given before"), "a bundle has one line");
        }
    }

    fn arc(&mut self, text: &str, line: u64, errors: &mut LineErrors) {
        let form = "ARC FROM TO COMMODITY COST CAPACITY BUNDLE";
        // Costs alone may have digits behind the point: they become whole before the line is read.
        let word = |(at, word): (usize, &str)| match cost(word, self.digits) {
            Some(cost) if at == COST => cost.to_string(),
            _ => word.to_owned(),
        };
        let text = text.split_ascii_whitespace().enumerate().map(word).collect::<Vec<_>>().join(" ");
        let Some([name, from, to, commodity, cost, capacity, bundle]) = numbers(&text, form, line, errors) else {
            return;
        };
        self.arcs += 1;
        // All of the line is checked before it is left, so that all its errors are reported.
        let ends = [from, to].map(|node| self.node(node, line, errors));
        let commodities = self.commodities(commodity, line, errors);
        if !(0..=self.capacity.len() as i64).contains(&bundle) {
            let hint = format!("0: none, or 1 to {}", self.capacity.len());
            errors.add(line, format!("there is no bundle {bundle}"), &hint);
        }
        if capacity < -1 {
            errors.add(line, format!("the capacity {capacity} is below 0"), "-1: none");
        }
        let [Some(tail), Some(head)] = ends else { return };
        // Before arcs are added: one short line may ask for an arc of every commodity.
        self.memory -= commodities.len() as i64;
        if self.memory < 0 {
            let rule = "commodities have more than 2^24 arcs together";
            errors.add(line, rule, "an arc of commodity -1 counts for each of them");
            return;
        }
        let capacity = if capacity == -1 { UNBOUNDED } else { capacity };
        for own in &mut self.own[commodities] {
            own.arcs.push(Arc { tail, head, lower: 0, capacity, cost });
            // Bundle 0 is none.
            own.bundle.push(u32::try_from(bundle - 1).unwrap_or(NO_BUNDLE));
            own.number.push(name);
            own.line.push(line);
        }
    }

    fn supply(&mut self, text: &str, line: u64, errors: &mut LineErrors) {
        let Some([node, commodity, supply]) = numbers(text, "NODE COMMODITY SUPPLY", line, errors) else {
            return;
        };
        let at = self.node(node, line, errors);
        let commodities = self.commodities(commodity, line, errors);
        let Some(at) = at else { return };
        for own in &mut self.own[commodities] {
            if std::mem::replace(&mut own.given[at as usize], true) {
                let rule = format!("node {node} was given before for this commodity");
                errors.add(line, rule, "a node has one line for each commodity");
            }
            own.supply[at as usize] = supply;
        }
    }

    fn node(&self, node: i64, line: u64, errors: &mut LineErrors) -> Option<u32> {
        let known = (1..=self.nodes).contains(&node);
        if !known {
            let hint = format!("nodes are numbered 1 to {}", self.nodes);
            errors.add(line, format!("there is no node {node}"), &hint);
        }
        known.then_some(node as u32 - 1)
    }

    fn commodities(&self, commodity: i64, line: u64, errors: &mut LineErrors) -> std::ops::Range<usize> {
        let many = self.own.len();
        match usize::try_from(commodity) {
            Ok(at) if (1..=many).contains(&at) => at - 1..at,
            Err(_) if commodity == -1 => 0..many,
            _ => {
                let hint = format!("commodities are numbered 1 to {many}; -1: all of them");
                errors.add(line, format!("there is no commodity {commodity}"), &hint);
                0..0
            }
        }
    }

    /// Checks that as much is there as was announced.
    fn check_size(&self, size: &Size, base: &Path, errors: &mut Vec<LineError>) {
        // An arc of a broken line is missing anyway.
        if !errors.is_empty() {
            return;
        }
        // The number of arcs is that of lines, or of arcs that several commodities share.
        let mut names: Vec<i64> = self.own.iter().flat_map(|own| &own.number).copied().collect();
        names.sort_unstable();
        names.dedup();
        if size.arcs != self.arcs && size.arcs != names.len() as i64 {
            let rule = format!("{} arcs are announced, {} are there", size.arcs, self.arcs);
            errors.push(LineError::new(path(base, "arc").display().to_string(), rule, "is the file whole?"));
        }
        if let Some(at) = self.capacity.iter().position(Option::is_none) {
            let rule = format!("bundle {} has no capacity", at + 1);
            errors.push(LineError::new(path(base, "mut").display().to_string(), rule, "is the file whole?"));
        }
    }

    fn problem(self, base: &Path) -> Result<MnetgenInstance, ReadError> {
        let (mut all, mut bundle, mut number, mut errors) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut lines = Vec::new();
        for (commodity, own) in (1_u32..).zip(self.own) {
            match Instance::new(own.supply, own.arcs) {
                Ok(instance) => all.push(instance),
                Err(error) => errors.push(instance_error(commodity, error, &own.line, base)),
            }
            bundle.push(own.bundle);
            number.push(own.number);
            lines.push(own.line);
        }
        if !errors.is_empty() {
            return Err(ReadError::Lines(errors));
        }
        // Every bundle has one: `check_size` has refused others.
        let capacity = self.capacity.into_iter().map(Option::unwrap_or_default).collect();
        let problem = Problem::new(all, bundle, capacity);
        let problem = problem.map_err(|error| match error {
            ProblemError::Commodity(commodity, cause) => {
                ReadError::Lines(vec![instance_error(commodity as u32 + 1, cause, &lines[commodity], base)])
            }
            // What the files say of bundles was looked at line by line.
            ProblemError::Bundle(_) | ProblemError::Capacity(_) => {
                ReadError::Lines(vec![LineError::new(base.display().to_string(), format!("{error:?}"), "")])
            }
        })?;
        Ok(MnetgenInstance { problem, cost_scale: 10_i64.pow(self.digits), arc_numbers: number })
    }
}

fn numbers<const MANY: usize>(text: &str, form: &str, line: u64, errors: &mut LineErrors) -> Option<[i64; MANY]> {
    let found: Option<Vec<i64>> = text.split_ascii_whitespace().map(number).collect();
    let found = found.and_then(|found| found.try_into().ok());
    if found.is_none() {
        let rule = format!("this is no line of {MANY} whole numbers of 64 bits");
        errors.add(line, rule, &format!("a line is {form}"));
    }
    found
}

fn instance_error(commodity: u32, error: InstanceError, lines: &[u64], base: &Path) -> LineError {
    let (arc, sup) = (path(base, "arc").display().to_string(), path(base, "sup").display().to_string());
    match error {
        InstanceError::UnknownNode(at) => {
            LineError::new(arc, "an end is no node", "nodes are numbered from 1").at(lines[at])
        }
        InstanceError::Bounds(at) => {
            LineError::new(arc, "the capacity is below 0", "a capacity is 0 or more").at(lines[at])
        }
        InstanceError::Balance(by) => {
            let what = if by > 0 { "send" } else { "take" };
            let rule = format!("of commodity {commodity} nodes {what} {} too much", by.abs());
            LineError::new(sup, rule, "supplies of a commodity add up to 0")
        }
        InstanceError::Overflow => {
            let rule = format!(
                "of commodity {commodity} the largest cost times the number of nodes, or what flows, is beyond 2^58"
            );
            LineError::new(arc, rule, "write them in larger units")
        }
    }
}
