//! Ask, write, and say how it ended.

use std::time::Instant;

use corridor::{Answer, Engine, FORMATS, Format, Look, Question, Unit};

use super::args::{Global, OutputFormat};
use super::error::Failure;
use super::finding::{Strictness, is_finding};
use super::{Exit, output, unit};

/// Answers in the format of the line.
pub(super) fn run(question: &Question, global: &Global, strict: Strictness) -> Result<Exit, Failure> {
    let (engine, answer) = answered(question, global)?;
    write(&answer, global, unit::of(global, &engine, question, &answer)?)?;
    Ok(if is_finding(&answer, strict) { Exit::Finding } else { Exit::Done })
}

/// Answers, and says on request what it took.
pub(super) fn answer(question: &Question, global: &Global) -> Result<Answer, Failure> {
    Ok(answered(question, global)?.1)
}

fn answered(question: &Question, global: &Global) -> Result<(Engine, Answer), Failure> {
    let start = Instant::now();
    let engine = global.engine()?;
    let opened = start.elapsed();
    let answer = engine.ask(question)?;
    if let Some(head) = answer.head().filter(|_| global.verbose) {
        let atlas = &head.atlas;
        let (read, all) = (opened.as_millis(), start.elapsed().as_millis());
        eprintln!("atlas {} {}, sha256 {}", atlas.name, atlas.version, atlas.sha256);
        eprintln!("read in {read} ms, answered in {} ms", all.saturating_sub(read));
    }
    Ok((engine, answer))
}

/// Writes in the format of the line.
pub(super) fn write(answer: &Answer, global: &Global, unit: Option<Unit>) -> Result<(), Failure> {
    let name = global.format.unwrap_or(OutputFormat::Table).name();
    output::write(answer, &*format(name, global.look(unit))?, global.output.as_deref())
}

/// A format by its name.
pub(super) fn format(name: &str, look: Look) -> Result<Box<dyn Format>, Failure> {
    let make = FORMATS.iter().find(|(known, _)| *known == name);
    make.map(|(_, make)| make(look)).ok_or_else(|| Failure::new(format!("no format {name}")))
}
