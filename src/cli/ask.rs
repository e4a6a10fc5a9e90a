//! Ask, write, and say how it ended: the same for every query.

use std::path::Path;
use std::time::Instant;

use corridor::query::{Nowhere, Presentation};
use corridor::{Answer, FORMATS, Format, Question, RenderOptions, Session};

use super::args::{Global, OutputFormat};
use super::draw::Drawer;
use super::error::{Failure, SHOWN};
use super::output::{self, RowsFile};
use super::{Exit, progress, unit};

/// Answers in the format of the line.
pub(super) fn run(mut question: Question, presentation: &Presentation, global: &Global) -> Result<Exit, Failure> {
    // Before the atlas is read: options that do not fit the question fail at once.
    settle(&mut question, presentation, global)?;
    let (session, mut answer) = answered(&question, presentation, global)?;
    // Files of an import are written before the summary that reports them.
    match &mut answer {
        Answer::Check(check) => check.drawings = drawings(check, &question, global),
        Answer::ImportGraph(graph) => {
            output::write_folder(&by_name(&graph.files), needed_output(&question, global)?)?;
        }
        Answer::ImportList(_) => write_lists(&answer, presentation, needed_output(&question, global)?)?,
        _ => {}
    }
    show(&session, &question, &answer, presentation, global)?;
    let finding = answer.is_finding(presentation.strictness);
    Ok(if finding { Exit::Finding } else { Exit::Done })
}

/// What the options of every command mean for this question, and whether they fit it.
fn settle(question: &mut Question, presentation: &Presentation, global: &Global) -> Result<(), Failure> {
    if presentation.diagram && (global.format.is_some() || global.unit.is_some()) {
        return Err(Failure::new("--diagram draws for people: leave --format and --unit out"));
    }
    match question {
        Question::Check(check) => {
            check.atlas = global.atlas.as_ref().map(|atlas| atlas.display().to_string());
        }
        // The sweep has an option of its own that may ask for more rows.
        Question::Sweep(sweep) if global.verify => sweep.verify = sweep.verify.max(VERIFIED),
        Question::Report(_) => {
            let format = global.format.unwrap_or(OutputFormat::Html);
            if global.unit.is_some() && matches!(format, OutputFormat::Html | OutputFormat::Xlsx) {
                return Err(Failure::new("a page shows tonnes in Mt, a workbook in kt: leave --unit out"));
            }
            if presentation.borders.is_some() && format != OutputFormat::Html {
                return Err(Failure::new("--borders is for the map of the page: leave --format out"));
            }
        }
        Question::Critical(_) => nothing_to_verify(global)?,
        Question::ImportGraph(_) | Question::ImportList(_) => {
            nothing_to_verify(global)?;
            needed_output(question, global)?;
        }
        Question::Mincost(_) | Question::Multicommodity(_) if global.atlas.is_some() => {
            return Err(Failure::new("an instance is no atlas: leave --atlas out"));
        }
        _ => {}
    }
    Ok(())
}

/// Where a page goes that has no --output: it is for a browser, not for a terminal.
const PAGE: &str = "report.html";

/// So many rows are found again under --verify.
const VERIFIED: u32 = 16;

/// Where an import goes: it writes nothing to stdout but what became of it.
fn needed_output<'g>(question: &Question, global: &'g Global) -> Result<&'g Path, Failure> {
    global.output.as_deref().ok_or_else(|| {
        Failure::new(match question {
            Question::ImportList(_) => "an import of a list writes a scenario file: name it with --output",
            _ => "an import writes a folder: name it with --output",
        })
    })
}

/// Answers, and says on request what it took.
pub(super) fn answer(question: &Question, global: &Global) -> Result<Answer, Failure> {
    Ok(answered(question, &Presentation::default(), global)?.1)
}

fn answered(question: &Question, presentation: &Presentation, global: &Global) -> Result<(Session, Answer), Failure> {
    let start = Instant::now();
    let session = if question.asks_atlas() { global.session()? } else { Session::without_atlas() };
    let opened = start.elapsed();
    let answer = asked(&session, question, presentation, global)?;
    if let Some(head) = answer.metadata().filter(|_| global.verbose) {
        let atlas = &head.atlas;
        let (read, all) = (opened.as_millis(), start.elapsed().as_millis());
        eprintln!("atlas {} {}, sha256 {}", atlas.name, atlas.version, atlas.sha256);
        eprintln!("read in {read} ms, answered in {} ms", all.saturating_sub(read));
    }
    // Before anything is written: an answer that does not hold is not shown.
    if global.verify {
        verify(&session, question, &answer, global)?;
    }
    Ok((session, answer))
}

/// Rows go to their file while they are found, where one is named.
fn asked(
    session: &Session,
    question: &Question,
    presentation: &Presentation,
    global: &Global,
) -> Result<Answer, Failure> {
    let (Some(path), Question::Sweep(sweep)) = (&presentation.rows, question) else {
        return Ok(progress::during(session, global, || session.answer(question, &mut Nowhere))?);
    };
    // The key is computed first: a question that is wrong leaves no file behind.
    let mut rows = RowsFile::open(path, &session.sweep_key(sweep)?, presentation.resume)?;
    let answer = progress::during(session, global, || session.answer(question, &mut rows))?;
    rows.end()?;
    Ok(answer)
}

/// Asks once more, with every assignment checked. An answer that does not hold is not given.
fn verify(session: &Session, question: &Question, answer: &Answer, global: &Global) -> Result<(), Failure> {
    // A sweep has found rows again already.
    if matches!(question, Question::Sweep(_)) {
        return Ok(());
    }
    if answer.metadata().is_none_or(|head| head.question.is_none()) {
        return nothing_to_verify(global);
    }
    let proof = session.asked_again(question, answer)?;
    if !proof.holds() {
        return Err(Failure::new(format!("the answer does not hold: {}", proof.wrong.join("; "))));
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

/// In the format and unit of the line, or as the question has it.
fn show(
    session: &Session,
    question: &Question,
    answer: &Answer,
    presentation: &Presentation,
    global: &Global,
) -> Result<(), Failure> {
    let table = if matches!(question, Question::Report(_)) { OutputFormat::Html } else { OutputFormat::Table };
    let name = if presentation.diagram { "diagram" } else { global.format.unwrap_or(table).name() };
    let unit = unit::of(global, session, question, answer)?;
    let look = RenderOptions { borders: presentation.borders.unwrap_or_default(), ..global.look(unit) };
    // What an import writes went to --output already.
    let imported = matches!(question, Question::ImportGraph(_) | Question::ImportList(_));
    let named = global.output.as_deref().filter(|_| !imported);
    let path = match named {
        None if name == OutputFormat::Html.name() => Some(Path::new(PAGE)),
        // By custom the name of standard output.
        Some(path) if path == Path::new("-") => None,
        named => named,
    };
    output::write(answer, &*format(name, look)?, path)?;
    if named.is_none() && path.is_some() {
        eprintln!("the page is in {PAGE}");
    }
    Ok(())
}

pub(super) fn format(name: &str, look: RenderOptions) -> Result<Box<dyn Format>, Failure> {
    let make = FORMATS.iter().find(|(known, _)| *known == name);
    make.map(|(_, make)| make(look)).ok_or_else(|| Failure::new(format!("no format {name}")))
}

/// The scenario file, and the table of hits where one is asked for: both or none.
fn write_lists(answer: &Answer, presentation: &Presentation, path: &Path) -> Result<(), Failure> {
    let Answer::ImportList(list) = answer else { return Ok(()) };
    let table = output::bytes(answer, &*format("csv", RenderOptions::default())?)?;
    let review = presentation.review.iter().map(|review| (table.as_slice(), review.as_path()));
    let files: Vec<_> = std::iter::once((list.scenario.as_bytes(), path)).chain(review).collect();
    output::write_together(&files)
}

fn by_name(files: &[(String, Vec<u8>)]) -> Vec<(&str, &[u8])> {
    files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect()
}

/// For people alone. The files of the embedded atlas are nowhere to be mended.
fn drawings(check: &corridor::answer::Check, question: &Question, global: &Global) -> Vec<String> {
    let look = match global.format {
        None | Some(OutputFormat::Table) => global.look(None),
        // A document has a fixed width and no colours.
        Some(OutputFormat::Markdown | OutputFormat::Latex) => RenderOptions::default(),
        // Programs read the finding, not its drawing.
        Some(_) => return Vec::new(),
    };
    let Question::Check(asked) = question else { return Vec::new() };
    let Some(target) = asked.target.as_deref().or(asked.atlas.as_deref()).map(Path::new) else {
        return Vec::new();
    };
    // Findings about a single file name it as the user did, not from a folder on.
    let mut drawer = Drawer::new(target.is_dir().then_some(target), look);
    check.diagnostics.iter().take(SHOWN).map(|diagnostic| drawer.draw(diagnostic)).collect()
}
