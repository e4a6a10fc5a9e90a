//! `corridor verify` and `corridor sources`: questions about an answer that was saved.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Answer, Attribution, Compare, Explain, Exposure, Legal, Nowhere, Query, Question, Reroute};
use crate::analysis::route::RouteRequest;
use crate::analysis::{self, Audit, FlowStudy};
use crate::answer::{self, Command, Difference};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::model::Measure;
use crate::network::Network;
use crate::session::{Session, both};
use crate::spec::TextFile;
use crate::tables::Flow;

/// Verify a saved answer: it is asked again, and every assignment is checked by code that shares nothing with the
/// solver
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[cfg_attr(
    feature = "cli",
    derive(clap::Args),
    command(after_help = "Example:
  corridor reroute --origin KAZ --year 2023 --scenario cpc-closed --format json --output answer.json
  corridor verify answer.json

Exit codes: 0 it holds, 1 it does not, 2 it cannot be asked again (another atlas, another version, no answer).")
)]
pub struct Verify {
    /// An answer of route, exposure, reroute or compare in JSON
    #[cfg_attr(feature = "cli", arg(value_name = "ANSWER.json"))]
    pub answer: TextFile,
}

/// Show the sources of a saved answer: of each row it names, of its flows, and of what holds, prices or charges them
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[cfg_attr(
    feature = "cli",
    derive(clap::Args),
    command(after_help = "Example:
  corridor reroute --origin KAZ --year 2023 --scenario cpc-closed --format json --output answer.json
  corridor sources answer.json")
)]
pub struct Sources {
    /// An answer of route, exposure, reroute or compare in JSON
    #[cfg_attr(feature = "cli", arg(value_name = "ANSWER.json"))]
    pub answer: TextFile,
}

impl Query for Verify {
    const COMMAND: Command = Command::new("verify");
    type Answer = answer::Verify;

    fn run(&self, session: &Session) -> Result<answer::Verify> {
        session.verify(&self.answer)
    }
}

impl Query for Sources {
    const COMMAND: Command = Command::new("sources");
    type Answer = answer::Sources;

    fn run(&self, session: &Session) -> Result<answer::Sources> {
        session.sources(&self.answer)
    }
}

/// More differences than this are for no one.
const DIFFERENCES: usize = 100;

/// What asking again has shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Assignments that were checked.
    pub assignments: u64,
    /// What they violate, and what comes out otherwise.
    pub wrong: Vec<String>,
}

impl Proof {
    /// Is nothing wrong?
    #[must_use]
    pub fn holds(&self) -> bool {
        self.wrong.is_empty()
    }
}

/// What a question is about.
struct AnswerContext {
    head: answer::Metadata,
    network: Arc<Network>,
    /// The flows asked about.
    flows: Vec<Flow>,
    measures: Vec<Measure>,
}

impl From<FlowStudy> for AnswerContext {
    fn from(study: FlowStudy) -> Self {
        let chosen = study.flows.into_iter().filter(|(_, chosen)| *chosen);
        let flows = chosen.map(|(flow, _)| flow).collect();
        Self { head: study.head, network: study.network, flows, measures: study.measures }
    }
}

impl From<RouteRequest> for AnswerContext {
    fn from(request: RouteRequest) -> Self {
        let RouteRequest { head, network, measures, .. } = request;
        Self { head, network, flows: Vec::new(), measures }
    }
}

impl Session {
    /// Asks again what a saved answer says was asked, has every assignment checked in transit, and compares.
    pub(crate) fn verify(&self, file: &TextFile) -> Result<answer::Verify> {
        let (said, question) = self.saved(file)?;
        let audit = Arc::new(Audit::default());
        let found = self.audited(&audit).answer(&question, &mut Nowhere)?;
        let of = command(&said, found.metadata());
        let found = serde_json::to_string(&found)
            .map_err(|error| Error::question(format!("the answer cannot be written: {error}")))?;
        // As texts first: they also differ in digits that a `Value` does not keep.
        let differences = if compact(&file.text) == found { Vec::new() } else { different(&said, &found) };
        let flaws = audit.flaws();
        Ok(answer::Verify {
            corridor: env!("CARGO_PKG_VERSION").into(),
            command: Verify::COMMAND,
            target: file.name.clone(),
            of,
            holds: flaws.is_empty() && differences.is_empty(),
            assignments: audit.checked(),
            flaws,
            differences,
        })
    }

    /// Asks again, has every assignment checked in transit, and compares with an answer of this session.
    ///
    /// # Errors
    /// As [`Session::ask`].
    pub fn asked_again(&self, question: &Question, answer: &Answer) -> Result<Proof> {
        let audit = Arc::new(Audit::default());
        let found = self.audited(&audit).answer(question, &mut Nowhere)?;
        let mut wrong = audit.flaws();
        // Texts are made only where something differs, to find its place.
        if found != *answer {
            let text = |answer: &Answer| serde_json::to_string(answer).unwrap_or_default();
            // Both are answers of this program: they always have a JSON form.
            let said = serde_json::from_str(&text(answer)).unwrap_or_default();
            let differences = different(&said, &text(&found)).into_iter();
            wrong.extend(differences.map(|one| format!("{} comes out otherwise", one.path)));
        }
        Ok(Proof { assignments: audit.checked(), wrong })
    }

    /// Every source of the rows that a saved answer names, of the flows that it is about, and of its measures.
    pub(crate) fn sources(&self, file: &TextFile) -> Result<answer::Sources> {
        let (said, question) = self.saved(file)?;
        let mut named = BTreeSet::new();
        names(&said, &mut named);
        let about = self.about(&question)?;
        Ok(answer::Sources {
            of: command(&said, Some(&about.head)),
            head: answer::Metadata { command: Sources::COMMAND, ..about.head },
            target: file.name.clone(),
            sources: analysis::sources::sources(&about.network, &named, &about.flows, &about.measures),
        })
    }

    fn about(&self, question: &Question) -> Result<AnswerContext> {
        Ok(match question {
            Question::Exposure(own) => self.flows(Exposure::COMMAND, &own.flows, &own.scenario)?.into(),
            Question::Reroute(own) => self.flows(Reroute::COMMAND, &own.flows, &own.scenario)?.into(),
            Question::Compare(own) if own.imported.is_some() => {
                return Err(Error::question(
                    "an answer on an imported network rests on the graph that was imported: its sources are not in the atlas",
                ));
            }
            Question::Compare(own) => self.about_columns(own)?,
            Question::Report(own) => self.about_columns(&own.compared())?,
            Question::Route(own) => self.request(own)?.into(),
            Question::Attribution(own) => self.flows(Attribution::COMMAND, &own.flows, &own.scenario)?.into(),
            Question::Diff(own) => {
                // The flows were asked about without measures; each side has its own.
                let (asked, one, other) = own.sides(self)?;
                let mut about = AnswerContext::from(asked);
                about.measures.extend(one.measures.into_iter().chain(other.measures));
                about
            }
            Question::Explain(own) => match &own.trade {
                Some(route) => self.request(route)?.into(),
                None => self.flows(Explain::COMMAND, &own.flows, &own.scenario)?.into(),
            },
            Question::Legal(own) => match &own.trade {
                Some(route) => {
                    // The request has the measures of its stack; here those of the law count.
                    let (resolved, asked) =
                        both(self.resolve_legal(&route.scenario, (route.year, own.span()?)), self.request(route))?;
                    AnswerContext { measures: resolved.measures, ..asked.into() }
                }
                None => {
                    let resolved = self.resolve_legal(&own.scenario, (own.flows.year, own.span()?))?;
                    self.asked(Legal::COMMAND, &own.flows, &resolved, self.rows(&own.flows)?)?.into()
                }
            },
            _ => return Err(Error::question("this answer cannot be asked again")),
        })
    }

    fn about_columns(&self, compare: &Compare) -> Result<AnswerContext> {
        let (asked, columns) = self.columns(compare)?;
        let mut about = AnswerContext::from(asked);
        about.measures.extend(columns.into_iter().flat_map(|column| column.measures));
        Ok(about)
    }

    /// What a file says, and the question that it answers: from this atlas and this version of the program.
    fn saved(&self, file: &TextFile) -> Result<(Value, Question)> {
        let refuse =
            |diagnostics| Error::data(format!("{} is no answer that can be asked again", file.name), diagnostics);
        let said: Value = serde_json::from_str(&file.text).map_err(|error| {
            let rule = format!("not JSON: {error}");
            let diagnostic = Diagnostic::error(&file.name, rule, "save an answer with --format json --output FILE");
            refuse(vec![diagnostic.row(error.line() as u64)])
        })?;
        let mut findings = Vec::new();
        let mut same = |key: &str, value: &str, own: &str, hint: &str| {
            if value != own {
                let rule = format!("it is of {key} {value:?}, this is {own:?}");
                findings.push(Diagnostic::error(&file.name, rule, hint));
            }
        };
        let (version, hash) = (word(&said, "corridor"), word(&said["atlas"], "sha256"));
        same("version", version, env!("CARGO_PKG_VERSION"), "ask that version");
        same("atlas", hash, &self.atlas.sha256, "name the atlas that it was asked of with --atlas DIR");
        // Read in any case, so that a wrong version and a wrong question are reported together.
        let question = serde_json::from_value(said["question"].clone());
        match question {
            Ok(question) if findings.is_empty() => Ok((said, question)),
            Ok(_) => Err(refuse(findings)),
            Err(error) => {
                let rule = format!("the question cannot be read: {error}");
                let hint = "only answers of route, exposure, reroute and compare say what was asked";
                findings.push(Diagnostic::error(&file.name, rule, hint));
                Err(refuse(findings))
            }
        }
    }
}

/// The command that a file says it answers; where it says none, that of the answer.
fn command(said: &Value, found: Option<&answer::Metadata>) -> Command {
    let own = Command::parse(word(said, "command"));
    own.or(found.map(|head| head.command)).unwrap_or_default()
}

fn word<'a>(said: &'a Value, key: &str) -> &'a str {
    said[key].as_str().unwrap_or_default()
}

/// All texts of an answer but those of its question and its notes: among them the ids of what it is about.
fn names(said: &Value, named: &mut BTreeSet<String>) {
    match said {
        Value::String(text) => {
            named.insert(text.clone());
        }
        Value::Array(items) => items.iter().for_each(|item| names(item, named)),
        Value::Object(map) => {
            let own = map.iter().filter(|(key, _)| !["question", "notes"].contains(&key.as_str()));
            own.for_each(|(_, value)| names(value, named));
        }
        _ => {}
    }
}

/// JSON without the space between its parts.
fn compact(text: &str) -> String {
    let (mut inside, mut escaped) = (false, false);
    let keep = |letter: &char| {
        let space = letter.is_ascii_whitespace();
        let kept = inside || !space;
        if inside {
            // A backslash escapes the next letter, so `\"` does not end a text.
            (inside, escaped) = (escaped || *letter != '"', !escaped && *letter == '\\');
        } else {
            inside = *letter == '"';
        }
        kept
    };
    text.chars().filter(keep).collect()
}

/// Where two answers differ. At least one difference: where no value does, the digits or the order do.
fn different(said: &Value, found: &str) -> Vec<Difference> {
    let found: Value = serde_json::from_str(found).unwrap_or_default();
    let mut differences = Vec::new();
    compare("", Some(said), Some(&found), &mut differences);
    if differences.is_empty() {
        // The texts differ, the values do not.
        let shown = "other digits beyond the precision of a number, or another order of fields";
        differences.push(Difference { said: Some(shown.into()), ..Difference::default() });
    }
    differences
}

fn compare(path: &str, said: Option<&Value>, found: Option<&Value>, differences: &mut Vec<Difference>) {
    // Equal branches end here, so only paths to differences are followed.
    if said == found || differences.len() >= DIFFERENCES {
        return;
    }
    match (said, found) {
        (Some(Value::Object(a)), Some(Value::Object(b))) => {
            // The keys of both: a field that one of them lacks is a difference.
            let keys: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
            for key in keys {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                compare(&path, a.get(key), b.get(key), differences);
            }
        }
        (Some(Value::Array(a)), Some(Value::Array(b))) => {
            for at in 0..a.len().max(b.len()) {
                compare(&format!("{path}[{at}]"), a.get(at), b.get(at), differences);
            }
        }
        _ => differences.push(Difference {
            path: path.into(),
            said: said.map(ToString::to_string),
            found: found.map(ToString::to_string),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn space_between_parts_is_left_out_and_within_texts_is_kept() {
        assert_eq!(compact("{ \"a b\": [1, \"c \\\" d\" ] }\n"), r#"{"a b":[1,"c \" d"]}"#);
        assert_eq!(compact(r#"{"a": "\\", "b": 1}"#), r#"{"a":"\\","b":1}"#);
    }

    #[test]
    fn each_difference_has_its_path() {
        let said: Value = serde_json::json!({"a": [1, {"b": 2}], "c": 3});
        let found = r#"{"a": [1, {"b": 5}, 4], "d": null}"#;
        let paths: Vec<_> = different(&said, found).into_iter().map(|one| one.path).collect();
        assert_eq!(paths, ["a[1].b", "a[2]", "c", "d"]);
        assert_eq!(different(&serde_json::json!({"a": 1}), r#"{"a": 1}"#).len(), 1);
    }
}
