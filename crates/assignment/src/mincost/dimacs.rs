//! Minimum-cost-flow instances in the DIMACS format.

use std::io::BufRead as _;
use std::path::Path;

use super::{Arc, Instance, InstanceError};
use crate::reading::{LineErrors, ReadError, open};

/// More nodes or arcs have no 32-bit number.
const MAX_COUNT: usize = 1 << 30;

#[derive(Default)]
struct Parsed {
    /// Nodes and arcs that the line `p` announces.
    size: Option<(usize, usize)>,
    /// By node.
    supply: Vec<i64>,
    /// By node: whether it had a line.
    given: Vec<bool>,
    arcs: Vec<Arc>,
    /// By arc: its line.
    lines: Vec<u64>,
}

/// Reads an instance in the DIMACS format, plain or gzipped.
///
/// The lines are `c COMMENT`, `p min NODES ARCS` before all others, `n NODE SUPPLY` and
/// `a TAIL HEAD LOWER CAPACITY COST`; nodes are numbered from 1, numbers are whole and of 64 bits, and a node without a
/// line has a supply of 0.
///
/// # Errors
/// A file that cannot be read; or every line that is not of the format.
///
/// # Example
/// `examples/dimacs.rs` solves a file and checks the outcome.
///
/// # Reference
/// The first DIMACS international algorithm implementation challenge: The core experiments, 1990.
pub fn read_dimacs(path: &Path) -> Result<Instance, ReadError> {
    let mut errors = LineErrors { file: path.display().to_string(), all: Vec::new() };
    let (parsed, last) = parse(path, &mut errors)?;
    // Only where every line could be read: an arc of a broken line is missing anyway.
    match parsed.size {
        None if errors.all.is_empty() => {
            errors.add(1, "there is no line `p min NODES ARCS`", "a DIMACS file begins with it");
        }
        Some((_, arcs)) if arcs != parsed.arcs.len() && errors.all.is_empty() => {
            let rule = format!("{arcs} arcs are announced, {} are there", parsed.arcs.len());
            errors.add(last, rule, "is the file whole?");
        }
        _ => {}
    }
    if !errors.all.is_empty() {
        return Err(ReadError::Lines(errors.all));
    }
    // What no single line shows: bounds, balance and size. Errors are traced to their lines.
    let lines = parsed.lines;
    Instance::new(parsed.supply, parsed.arcs).map_err(|error| {
        let (line, rule, hint) = explain(error, &lines, last);
        errors.add(line, rule, hint);
        ReadError::Lines(errors.all)
    })
}

fn parse(path: &Path, errors: &mut LineErrors) -> Result<(Parsed, u64), ReadError> {
    let fault = |what: String| ReadError::File(format!("{}: {what}", path.display()));
    let mut lines = std::io::BufReader::with_capacity(1 << 16, open(path).map_err(fault)?);
    let (mut parsed, mut text, mut line) = (Parsed::default(), String::new(), 0);
    loop {
        text.clear();
        let broken = |error: std::io::Error| fault(format!("cannot be read: {error}; is it text, or gzip of it?"));
        // The end of the file, or too many errors to go on.
        if lines.read_line(&mut text).map_err(broken)? == 0 || errors.are_too_many() {
            return Ok((parsed, line));
        }
        line += 1;
        parsed.line(text.trim(), line, errors);
    }
}

fn explain(error: InstanceError, lines: &[u64], last: u64) -> (u64, String, &'static str) {
    match error {
        InstanceError::UnknownNode(arc) => (lines[arc], "an end is no node".to_owned(), "nodes are numbered from 1"),
        InstanceError::Bounds(arc) => {
            let rule = "the lower bound is below 0 or above the capacity".to_owned();
            (lines[arc], rule, "a line is `a TAIL HEAD LOWER CAPACITY COST`")
        }
        InstanceError::Balance(by) if by > 0 => {
            (last, format!("nodes send {by} more than nodes take"), "supplies add up to 0")
        }
        InstanceError::Balance(by) => {
            (last, format!("nodes take {} more than nodes send", -by), "supplies add up to 0")
        }
        InstanceError::Overflow => {
            let rule = "supplies, or the largest cost times the number of nodes, go beyond 2^58".to_owned();
            (last, rule, "write them in larger units")
        }
    }
}

impl Parsed {
    fn line(&mut self, text: &str, line: u64, errors: &mut LineErrors) {
        let mut words = text.split_ascii_whitespace();
        // An empty line counts as a comment.
        let kind = words.next().unwrap_or("c");
        let rest: Vec<&str> = words.collect();
        match kind {
            "c" => {}
            "p" => self.problem(&rest, line, errors),
            "n" => {
                if let Some([node, supply]) = self.numbers(kind, &rest, line, errors) {
                    self.node(node, supply, line, errors);
                }
            }
            "a" => {
                if let Some([tail, head, lower, capacity, cost]) = self.numbers(kind, &rest, line, errors) {
                    // Both are looked up first, so that both are reported.
                    let ends = [tail, head].map(|node| self.position(node, line, errors));
                    if let [Some(tail), Some(head)] = ends {
                        self.arcs.push(Arc { tail, head, lower, capacity, cost });
                        self.lines.push(line);
                    }
                }
            }
            other => errors.add(line, format!("no line begins with {other:?}"), "lines begin with c, p, n or a"),
        }
    }

    fn problem(&mut self, rest: &[&str], line: u64, errors: &mut LineErrors) {
        let size = match rest {
            ["min", nodes, arcs] => nodes.parse().ok().zip(arcs.parse().ok()),
            _ => None,
        };
        match size.filter(|(nodes, arcs): &(usize, usize)| *nodes < MAX_COUNT && *arcs < MAX_COUNT) {
            Some(_) if self.size.is_some() => errors.add(line, "a second line `p`", "a file has one problem"),
            Some((nodes, arcs)) => {
                self.size = Some((nodes, arcs));
                self.supply = vec![0; nodes];
                self.given = vec![false; nodes];
            }
            None => {
                let rule = "this is no `p min NODES ARCS` with numbers below 2^30";
                errors.add(line, rule, "other problems are not solved here");
            }
        }
    }

    fn numbers<const MANY: usize>(
        &self,
        kind: &str,
        rest: &[&str],
        line: u64,
        errors: &mut LineErrors,
    ) -> Option<[i64; MANY]> {
        if self.size.is_none() {
            // Once is enough: every line after it fails likewise.
            if errors.all.is_empty() {
                errors.add(line, "a line before `p min NODES ARCS`", "a DIMACS file begins with it");
            }
            return None;
        }
        let numbers: Option<Vec<i64>> = rest.iter().map(|word| word.parse().ok()).collect();
        let numbers = numbers.and_then(|numbers| numbers.try_into().ok());
        if numbers.is_none() {
            let rule = format!("a line `{kind}` has {MANY} whole numbers of 64 bits");
            errors.add(line, rule, "write fractions in smaller units");
        }
        numbers
    }

    fn position(&self, node: i64, line: u64, errors: &mut LineErrors) -> Option<u32> {
        let nodes = self.supply.len();
        let position = u32::try_from(node - 1).ok().filter(|&at| (at as usize) < nodes);
        if position.is_none() {
            errors.add(line, format!("there is no node {node}"), &format!("nodes are numbered 1 to {nodes}"));
        }
        position
    }

    fn node(&mut self, node: i64, supply: i64, line: u64, errors: &mut LineErrors) {
        let Some(at) = self.position(node, line, errors) else { return };
        if std::mem::replace(&mut self.given[at as usize], true) {
            errors.add(line, format!("node {node} was given before"), "a node has one line");
        }
        self.supply[at as usize] = supply;
    }
}
