//! Ask, write, and say how it ended.

use std::time::Instant;

use corridor::question::{Saved, TextFile};
use corridor::{Answer, Engine, FORMATS, Format, Question, RenderOptions, Unit};

use super::args::{Global, OutputFormat};
use super::error::Failure;
use super::finding::{Strictness, is_finding};
use super::{Exit, output, progress, unit};

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
    let answer = progress::during(engine.tally(), global, || engine.ask(question))?;
    if let Some(head) = answer.head().filter(|_| global.verbose) {
        let atlas = &head.atlas;
        let (read, all) = (opened.as_millis(), start.elapsed().as_millis());
        eprintln!("atlas {} {}, sha256 {}", atlas.name, atlas.version, atlas.sha256);
        eprintln!("read in {read} ms, answered in {} ms", all.saturating_sub(read));
    }
    if global.verify {
        verify(&engine, &answer, global)?;
    }
    Ok((engine, answer))
}

/// Asks once more, with every assignment checked. An answer that does not hold is not given.
fn verify(engine: &corridor::Engine, answer: &Answer, global: &Global) -> Result<(), Failure> {
    if answer.head().is_none_or(|head| head.question.is_none()) {
        return nothing_to_verify(global);
    }
    let mut text = Vec::new();
    let written = format("json", global.look(None))?.write(answer, &mut text);
    written.map_err(|error| Failure::new(error.to_string()))?;
    let file = TextFile { name: "the answer".into(), text: String::from_utf8_lossy(&text).into_owned() };
    let Answer::Verify(proof) = engine.ask(&Question::Verify(Saved { answer: file }))? else {
        return Err(Failure::new("--verify: the answer cannot be asked again"));
    };
    if !proof.holds {
        let differences = proof.differences.iter().map(|one| format!("{} comes out otherwise", one.path));
        let told: Vec<String> = proof.flaws.iter().cloned().chain(differences).collect();
        return Err(Failure::new(format!("the answer does not hold: {}", told.join("; "))));
    }
    if !global.quiet {
        eprintln!("verified: {} assignments hold to the kilogram and meet their bounds", proof.assignments);
    }
    Ok(())
}

/// For answers without a question that could be asked again.
pub(super) fn nothing_to_verify(global: &Global) -> Result<(), Failure> {
    if global.verify {
        let rule = "--verify: only route, exposure, reroute, compare and sweep have something to verify";
        return Err(Failure::new(rule));
    }
    Ok(())
}

/// Writes in the format of the line.
pub(super) fn write(answer: &Answer, global: &Global, unit: Option<Unit>) -> Result<(), Failure> {
    let name = global.format.unwrap_or(OutputFormat::Table).name();
    output::write(answer, &*format(name, global.look(unit))?, global.output.as_deref())
}

/// A format by its name.
pub(super) fn format(name: &str, look: RenderOptions) -> Result<Box<dyn Format>, Failure> {
    let make = FORMATS.iter().find(|(known, _)| *known == name);
    make.map(|(_, make)| make(look)).ok_or_else(|| Failure::new(format!("no format {name}")))
}
