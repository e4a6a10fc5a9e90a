//! Minimum-cost-flow instances in the DIMACS format: `p min NODES ARCS`, `n ID SUPPLY`, `a TAIL HEAD LOWER CAPACITY COST`.

use crate::reading::{Findings, ReadError, opened};
use std::io::BufRead as _;
use std::path::Path;

use crate::mincost::{Arc, Instance, InstanceError};

/// More nodes or arcs have no 32-bit number.
const MOST: usize = 1 << 30;

/// What a file says so far.
#[derive(Default)]
struct Said {
    /// Nodes and arcs announced.
    size: Option<(usize, usize)>,
    supply: Vec<i64>,
    given: Vec<bool>,
    arcs: Vec<Arc>,
    /// The line of each arc.
    lines: Vec<u64>,
}

/// Reads an instance, plain or gzipped.
///
/// # Errors
/// A file that cannot be read; or every line that breaks a rule.
pub fn read_dimacs(path: &Path) -> Result<Instance, ReadError> {
    let name = path.display().to_string();
    let fault = |what: String| ReadError::File(format!("{name}: {what}"));
    let mut lines = std::io::BufReader::with_capacity(1 << 16, opened(path).map_err(fault)?);
    let mut findings = Findings { file: name.clone(), all: Vec::new() };
    let (mut said, mut text, mut line) = (Said::default(), String::new(), 0);
    loop {
        text.clear();
        let broken =
            |error: std::io::Error| fault(format!("cannot be read: {error}; is it text, or gzip of it?"));
        if lines.read_line(&mut text).map_err(broken)? == 0 || findings.are_too_many() {
            break;
        }
        line += 1;
        said.take(text.trim(), line, &mut findings);
    }
    let Some((_, arcs)) = said.size else {
        if findings.all.is_empty() {
            findings.add(1, "there is no line `p min NODES ARCS`", "a DIMACS file begins with it");
        }
        return Err(ReadError::Lines(findings.all));
    };
    if arcs != said.arcs.len() && findings.all.is_empty() {
        let rule = format!("{arcs} arcs are announced, {} are there", said.arcs.len());
        findings.add(line, rule, "is the file whole?");
    }
    if !findings.all.is_empty() {
        return Err(ReadError::Lines(findings.all));
    }
    let lines = said.lines;
    Instance::new(said.supply, said.arcs).map_err(|refused| {
        let (at, rule, hint) = match refused {
            InstanceError::UnknownNode(arc) => {
                (lines[arc], "an end is no node".to_owned(), "nodes are numbered from 1")
            }
            InstanceError::Bounds(arc) => {
                let rule = "the lower bound is below 0 or above the capacity".to_owned();
                (lines[arc], rule, "a line is `a TAIL HEAD LOWER CAPACITY COST`")
            }
            InstanceError::Balance(by) if by > 0 => {
                (line, format!("nodes send {by} more than nodes take"), "supplies add up to 0")
            }
            InstanceError::Balance(by) => {
                (line, format!("nodes take {} more than nodes send", -by), "supplies add up to 0")
            }
            InstanceError::Overflow => {
                let rule = "tonnes, or the dearest cost times the number of nodes, go beyond 2^58".to_owned();
                (line, rule, "tell them in larger units")
            }
        };
        findings.add(at, rule, hint);
        ReadError::Lines(findings.all)
    })
}

impl Said {
    fn take(&mut self, text: &str, line: u64, findings: &mut Findings) {
        let mut words = text.split_ascii_whitespace();
        let kind = words.next().unwrap_or("c");
        let rest: Vec<&str> = words.collect();
        match kind {
            "c" => {}
            "p" => self.problem(&rest, line, findings),
            "n" => {
                if let Some([node, supply]) = self.numbers(kind, &rest, line, findings) {
                    self.node(node, supply, line, findings);
                }
            }
            "a" => {
                if let Some([tail, head, lower, capacity, cost]) = self.numbers(kind, &rest, line, findings) {
                    let ends = [tail, head].map(|node| self.position(node, line, findings));
                    if let [Some(tail), Some(head)] = ends {
                        self.arcs.push(Arc { tail, head, lower, capacity, cost });
                        self.lines.push(line);
                    }
                }
            }
            other => {
                findings.add(line, format!("no line begins with {other:?}"), "lines begin with c, p, n or a")
            }
        }
    }

    fn problem(&mut self, rest: &[&str], line: u64, findings: &mut Findings) {
        let size = match rest {
            ["min", nodes, arcs] => nodes.parse().ok().zip(arcs.parse().ok()),
            _ => None,
        };
        match size.filter(|(nodes, arcs): &(usize, usize)| *nodes < MOST && *arcs < MOST) {
            Some(_) if self.size.is_some() => {
                findings.add(line, "a second line `p`", "a file has one problem")
            }
            Some((nodes, arcs)) => {
                self.size = Some((nodes, arcs));
                self.supply = vec![0; nodes];
                self.given = vec![false; nodes];
            }
            None => {
                let rule = "this is no `p min NODES ARCS` with numbers below 2^30";
                findings.add(line, rule, "other problems are not solved here");
            }
        }
    }

    fn numbers<const MANY: usize>(
        &self,
        kind: &str,
        rest: &[&str],
        line: u64,
        findings: &mut Findings,
    ) -> Option<[i64; MANY]> {
        if self.size.is_none() {
            if findings.all.is_empty() {
                findings.add(line, "a line before `p min NODES ARCS`", "a DIMACS file begins with it");
            }
            return None;
        }
        let numbers: Option<Vec<i64>> = rest.iter().map(|word| word.parse().ok()).collect();
        let numbers = numbers.and_then(|numbers| numbers.try_into().ok());
        if numbers.is_none() {
            let rule = format!("a line `{kind}` has {MANY} whole numbers of 64 bits");
            findings.add(line, rule, "fractions are told in smaller units");
        }
        numbers
    }

    fn position(&self, node: i64, line: u64, findings: &mut Findings) -> Option<u32> {
        let nodes = self.supply.len();
        let position = u32::try_from(node - 1).ok().filter(|&at| (at as usize) < nodes);
        if position.is_none() {
            findings.add(
                line,
                format!("there is no node {node}"),
                &format!("nodes are numbered 1 to {nodes}"),
            );
        }
        position
    }

    fn node(&mut self, node: i64, supply: i64, line: u64, findings: &mut Findings) {
        let Some(at) = self.position(node, line, findings) else { return };
        if std::mem::replace(&mut self.given[at as usize], true) {
            findings.add(line, format!("node {node} was given before"), "a node has one line");
        }
        self.supply[at as usize] = supply;
    }
}
