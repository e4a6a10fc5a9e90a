//! Multicommodity instances in the MNETGEN format: BASE.nod, BASE.arc, BASE.sup and BASE.mut, numbers without headers.
//!
//! `.nod`: commodities, nodes, arcs, bundles; `.arc`: ARC FROM TO COMMODITY COST CAPACITY BUNDLE (-1: no capacity, or every
//! commodity; 0: no bundle); `.sup`: NODE COMMODITY SUPPLY; `.mut`: BUNDLE CAPACITY.

use crate::reading::{Findings, LineError, ReadError, opened};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::{NO_BUNDLE, Problem, ProblemError};
use crate::mincost::{Arc, Instance, InstanceError, UNBOUNDED};

/// More nodes, arcs or commodities have no 32-bit number.
const MOST: i64 = 1 << 30;

/// Commodities times nodes, bundles, and arcs of all commodities: what is announced is made room for.
const MOST_ROOM: i64 = 1 << 24;

/// A commodity takes the room of so many nodes even where it has fewer.
const LEAST_NODES: i64 = 32;

/// The column of costs.
const COST: usize = 4;

/// So many digits behind the point are told apart.
const FINEST: usize = 6;

/// A problem, and the number that the file gives each arc.
#[derive(Clone, Debug)]
pub struct MnetgenInstance {
    /// What is asked, costs times `cost_scale`.
    pub problem: Problem,
    /// 1 where the file tells whole costs, else 10 for each digit behind the point.
    pub cost_scale: i64,
    /// By commodity and arc: its number in the file.
    pub arc_numbers: Vec<Vec<i64>>,
}

/// Reads an instance of four files, plain or gzipped; `base` is their common path without the endings.
///
/// # Errors
/// A file that cannot be read; or every line that breaks a rule.
pub fn read_mnetgen(base: &Path) -> Result<MnetgenInstance, ReadError> {
    let mut notices = Vec::new();
    let size = Size::read(base, &mut notices)?;
    if !notices.is_empty() {
        return Err(refused(notices));
    }
    let mut said = Said::new(&size);
    for (ending, read) in [("mut", Said::bundle as Take), ("arc", Said::arc), ("sup", Said::supply)] {
        let file = File::read(base, ending)?;
        if ending == "arc" {
            said.digits = digits(&file.text);
        }
        let mut findings = Findings { file: file.name, all: Vec::new() };
        for (line, text) in (1..).zip(file.text.lines()).filter(|(_, text)| !text.trim().is_empty()) {
            read(&mut said, text, line, &mut findings);
            if findings.are_too_many() {
                break;
            }
        }
        notices.extend(findings.all);
    }
    said.announced(&size, base, &mut notices);
    if !notices.is_empty() {
        return Err(refused(notices));
    }
    said.problem(base)
}

fn refused(notices: Vec<LineError>) -> ReadError {
    ReadError::Lines(notices)
}

fn path(base: &Path, ending: &str) -> PathBuf {
    let mut name = base.as_os_str().to_owned();
    name.push(format!(".{ending}"));
    PathBuf::from(name)
}

/// One of the files.
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
        opened(&path)
            .map_err(|what| {
                fault(format!(
                    "{what}; an instance is four files, {} and .nod .arc .sup .mut",
                    base.display()
                ))
            })?
            .read_to_string(&mut text)
            .map_err(|error| fault(format!("cannot be read: {error}; is it text, or gzip of it?")))?;
        Ok(Self { name, text })
    }
}

/// What the first file announces.
struct Size {
    commodities: i64,
    nodes: i64,
    arcs: i64,
    bundles: i64,
}

impl Size {
    fn read(base: &Path, notices: &mut Vec<LineError>) -> Result<Self, ReadError> {
        let file = File::read(base, "nod")?;
        let numbers: Vec<Option<i64>> = file.text.split_ascii_whitespace().map(number).collect();
        let own = match numbers[..] {
            [Some(commodities), Some(nodes), Some(arcs), Some(bundles)] => {
                [commodities, nodes, arcs, bundles]
            }
            _ => [-1; 4],
        };
        let [commodities, nodes, arcs, bundles] = own;
        let room = commodities.saturating_mul(nodes.max(LEAST_NODES)).max(bundles);
        if own.iter().any(|one| !(0..MOST).contains(one)) || room > MOST_ROOM {
            let rule =
                "these are not four whole numbers, from 0 and below 2^30: commodities, nodes, arcs, bundles";
            let hint = "and no more than 2^24 bundles, nor commodities times nodes, at least 32 of them";
            notices.push(LineError::whole(&file.name, rule, hint).at(1));
        }
        Ok(Self { commodities, nodes, arcs, bundles })
    }
}

/// Digits behind the point of the cost that has most of them; no more than [`FINEST`].
fn digits(text: &str) -> u32 {
    let costs = text.lines().filter_map(|line| line.split_ascii_whitespace().nth(COST));
    let of = |cost: &str| cost.split_once('.').map_or(0, |(_, rest)| rest.trim_end_matches('0').len());
    costs.map(of).max().unwrap_or(0).min(FINEST) as u32
}

/// A cost times 10 for each digit.
fn cost(word: &str, digits: u32) -> Option<i64> {
    let (whole, rest) = word.split_once('.').unwrap_or((word, ""));
    let rest = rest.trim_end_matches('0');
    if rest.len() > digits as usize || !rest.bytes().all(|one| one.is_ascii_digit()) {
        return None;
    }
    format!("{whole}{rest:0<width$}", width = digits as usize).parse().ok()
}

/// Whole, also where it is written with a point and zeros.
fn number(word: &str) -> Option<i64> {
    let whole = word.split_once('.').filter(|(_, rest)| rest.bytes().all(|one| one == b'0'));
    whole.map_or(word, |(whole, _)| whole).parse().ok()
}

type Take = fn(&mut Said, &str, u64, &mut Findings);

/// What the files say so far.
struct Said {
    nodes: i64,
    capacity: Vec<Option<i64>>,
    own: Vec<Own>,
    /// Lines of arcs.
    arcs: i64,
    /// How many more arcs commodities may have.
    room: i64,
    /// Digits of costs behind the point.
    digits: u32,
}

/// One commodity.
#[derive(Clone, Default)]
struct Own {
    supply: Vec<i64>,
    given: Vec<bool>,
    arcs: Vec<Arc>,
    bundle: Vec<u32>,
    number: Vec<i64>,
    line: Vec<u64>,
}

impl Said {
    fn new(size: &Size) -> Self {
        let own = Own {
            supply: vec![0; size.nodes as usize],
            given: vec![false; size.nodes as usize],
            ..Own::default()
        };
        Self {
            nodes: size.nodes,
            capacity: vec![None; size.bundles as usize],
            own: vec![own; size.commodities as usize],
            arcs: 0,
            room: MOST_ROOM,
            digits: 0,
        }
    }

    fn bundle(&mut self, text: &str, line: u64, findings: &mut Findings) {
        let Some([name, capacity]) = numbers(text, "BUNDLE CAPACITY", line, findings) else { return };
        let many = self.capacity.len();
        let Some(own) = usize::try_from(name - 1).ok().and_then(|at| self.capacity.get_mut(at)) else {
            findings.add(
                line,
                format!("there is no bundle {name}"),
                &format!("bundles are numbered 1 to {many}"),
            );
            return;
        };
        if capacity < 0 {
            findings.add(line, format!("the capacity {capacity} is below 0"), "a capacity is 0 or more");
        } else if own.replace(capacity).is_some() {
            findings.add(line, format!("bundle {name} was given before"), "a bundle has one line");
        }
    }

    fn arc(&mut self, text: &str, line: u64, findings: &mut Findings) {
        let form = "ARC FROM TO COMMODITY COST CAPACITY BUNDLE";
        // Costs alone may have digits behind the point: they become whole before the line is read.
        let word = |(at, word): (usize, &str)| match cost(word, self.digits) {
            Some(cost) if at == COST => cost.to_string(),
            _ => word.to_owned(),
        };
        let text = text.split_ascii_whitespace().enumerate().map(word).collect::<Vec<_>>().join(" ");
        let Some([name, from, to, commodity, cost, capacity, bundle]) = numbers(&text, form, line, findings)
        else {
            return;
        };
        self.arcs += 1;
        let ends = [from, to].map(|node| self.node(node, line, findings));
        let commodities = self.commodities(commodity, line, findings);
        if !(0..=self.capacity.len() as i64).contains(&bundle) {
            let hint = format!("0: none, or 1 to {}", self.capacity.len());
            findings.add(line, format!("there is no bundle {bundle}"), &hint);
        }
        if capacity < -1 {
            findings.add(line, format!("the capacity {capacity} is below 0"), "-1: none");
        }
        let [Some(tail), Some(head)] = ends else { return };
        self.room -= commodities.len() as i64;
        if self.room < 0 {
            let rule = "commodities have more than 2^24 arcs together";
            findings.add(line, rule, "an arc of commodity -1 counts for each of them");
            return;
        }
        let capacity = if capacity == -1 { UNBOUNDED } else { capacity };
        for own in &mut self.own[commodities] {
            own.arcs.push(Arc { tail, head, lower: 0, capacity, cost });
            own.bundle.push(u32::try_from(bundle - 1).unwrap_or(NO_BUNDLE));
            own.number.push(name);
            own.line.push(line);
        }
    }

    fn supply(&mut self, text: &str, line: u64, findings: &mut Findings) {
        let Some([node, commodity, supply]) = numbers(text, "NODE COMMODITY SUPPLY", line, findings) else {
            return;
        };
        let at = self.node(node, line, findings);
        let commodities = self.commodities(commodity, line, findings);
        let Some(at) = at else { return };
        for own in &mut self.own[commodities] {
            if std::mem::replace(&mut own.given[at as usize], true) {
                let rule = format!("node {node} was given before for this commodity");
                findings.add(line, rule, "a node has one line for each commodity");
            }
            own.supply[at as usize] = supply;
        }
    }

    fn node(&self, node: i64, line: u64, findings: &mut Findings) -> Option<u32> {
        let known = (1..=self.nodes).contains(&node);
        if !known {
            let hint = format!("nodes are numbered 1 to {}", self.nodes);
            findings.add(line, format!("there is no node {node}"), &hint);
        }
        known.then_some(node as u32 - 1)
    }

    /// One, or all.
    fn commodities(&self, commodity: i64, line: u64, findings: &mut Findings) -> std::ops::Range<usize> {
        let many = self.own.len();
        match usize::try_from(commodity) {
            Ok(at) if (1..=many).contains(&at) => at - 1..at,
            Err(_) if commodity == -1 => 0..many,
            _ => {
                let hint = format!("commodities are numbered 1 to {many}; -1: all of them");
                findings.add(line, format!("there is no commodity {commodity}"), &hint);
                0..0
            }
        }
    }

    /// Whether as much is there as was announced.
    fn announced(&self, size: &Size, base: &Path, notices: &mut Vec<LineError>) {
        if !notices.is_empty() {
            return;
        }
        // The number of arcs is that of lines, or of arcs that several commodities share.
        let mut names: Vec<i64> = self.own.iter().flat_map(|own| &own.number).copied().collect();
        names.sort_unstable();
        names.dedup();
        if size.arcs != self.arcs && size.arcs != names.len() as i64 {
            let rule = format!("{} arcs are announced, {} are there", size.arcs, self.arcs);
            notices.push(LineError::whole(
                path(base, "arc").display().to_string(),
                rule,
                "is the file whole?",
            ));
        }
        if let Some(at) = self.capacity.iter().position(Option::is_none) {
            let rule = format!("bundle {} has no capacity", at + 1);
            notices.push(LineError::whole(
                path(base, "mut").display().to_string(),
                rule,
                "is the file whole?",
            ));
        }
    }

    fn problem(self, base: &Path) -> Result<MnetgenInstance, ReadError> {
        let (mut all, mut bundle, mut number, mut notices) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut lines = Vec::new();
        for (commodity, own) in (1_u32..).zip(self.own) {
            match Instance::new(own.supply, own.arcs) {
                Ok(instance) => all.push(instance),
                Err(fault) => notices.push(told(commodity, fault, &own.line, base)),
            }
            bundle.push(own.bundle);
            number.push(own.number);
            lines.push(own.line);
        }
        if !notices.is_empty() {
            return Err(refused(notices));
        }
        let capacity = self.capacity.into_iter().map(Option::unwrap_or_default).collect();
        let problem = Problem::new(all, bundle, capacity);
        let problem = problem.map_err(|fault| match fault {
            ProblemError::Commodity(commodity, cause) => {
                refused(vec![told(commodity as u32 + 1, cause, &lines[commodity], base)])
            }
            // What the files say of bundles was looked at line by line.
            ProblemError::Bundle(_) | ProblemError::Capacity(_) => {
                refused(vec![LineError::whole(base.display().to_string(), format!("{fault:?}"), "")])
            }
        })?;
        Ok(MnetgenInstance { problem, cost_scale: 10_i64.pow(self.digits), arc_numbers: number })
    }
}

/// A line of whole numbers.
fn numbers<const MANY: usize>(
    text: &str,
    form: &str,
    line: u64,
    findings: &mut Findings,
) -> Option<[i64; MANY]> {
    let found: Option<Vec<i64>> = text.split_ascii_whitespace().map(number).collect();
    let found = found.and_then(|found| found.try_into().ok());
    if found.is_none() {
        let rule = format!("this is no line of {MANY} whole numbers of 64 bits");
        findings.add(line, rule, &format!("a line is {form}"));
    }
    found
}

fn told(commodity: u32, fault: InstanceError, lines: &[u64], base: &Path) -> LineError {
    let (arc, sup) = (path(base, "arc").display().to_string(), path(base, "sup").display().to_string());
    match fault {
        InstanceError::UnknownNode(at) => {
            LineError::whole(arc, "an end is no node", "nodes are numbered from 1").at(lines[at])
        }
        InstanceError::Bounds(at) => {
            LineError::whole(arc, "the capacity is below 0", "a capacity is 0 or more").at(lines[at])
        }
        InstanceError::Balance(by) => {
            let what = if by > 0 { "send" } else { "take" };
            let rule = format!("of commodity {commodity} nodes {what} {} too much", by.abs());
            LineError::whole(sup, rule, "supplies of a commodity add up to 0")
        }
        InstanceError::Overflow => {
            let rule = format!(
                "of commodity {commodity} the dearest cost times the number of nodes, or what flows, is beyond 2^58"
            );
            LineError::whole(arc, rule, "tell them in larger units")
        }
    }
}
