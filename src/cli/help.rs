//! Help: the first page has the commands that most people need, a command's page its own options; what many commands
//! share is a page of its own (`corridor help scenario`).

use clap::Command;

use super::args::Global;
use super::error::Failure;
use super::{Exit, output};

/// Show the help of a command, or of what commands share: scenario, law, selectors, units, options
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A command (`reroute`, `export route`), or scenario, law, selectors, units, options
    #[arg(value_name = "COMMAND|TOPIC")]
    words: Vec<String>,
}

/// The commands of the first page, in the order in which people ask.
const FRONT: [&str; 9] = ["route", "exposure", "reroute", "compare", "report", "legal", "list", "show", "export"];

/// What several commands share: the options under one heading, or a page of words.
struct Topic {
    name: &'static str,
    /// What it is about, as the reference to it says.
    about: &'static str,
    /// The heading of its options; none: it is a page of words.
    heading: Option<&'static str>,
    /// The command that has all of them; none: every command.
    of: Option<&'static str>,
    /// What follows its options.
    says: fn() -> String,
}

const TOPICS: [Topic; 5] = [
    Topic {
        name: "scenario",
        about: "Scenarios and what-if measures",
        heading: Some("Scenario"),
        of: Some("reroute"),
        says: || SCENARIO.into(),
    },
    Topic {
        name: "law",
        about: "Parties, goods and documents: the law applies",
        heading: Some("Law"),
        of: Some("legal"),
        says: || LAW.into(),
    },
    Topic { name: "selectors", about: "Selectors: what SEL may be", heading: None, of: None, says: selectors },
    Topic { name: "units", about: "Units, amounts and dates", heading: None, of: None, says: || UNITS.into() },
    Topic {
        name: "options",
        about: "Options of every command",
        heading: Some("Everywhere"),
        of: None,
        says: String::new,
    },
];

const SCENARIO: &str = "\
A scenario is an id of `corridor list scenarios` or a TOML file, given by itself or with --scenario:
  corridor reroute --origin KAZ --cargo crude cpc-closed
  corridor reroute --origin KAZ --cargo crude --scenario mine.toml --close strait=suez

Several stack in order, in `compare` and `report` they stand side by side, where A+B stacks two.
`law`, `events`, `market` and `as-is` (all three) are what is known to be in force on the reference date; `none` is none of it.
Tonnes are those of a year: of what holds for three months a quarter is lost, since time within a year is not modelled.
`corridor init DIR` writes files to begin with; `corridor check FILE` says what is wrong with one.";

const LAW: &str = "\
Each of these makes the law of the reference date apply. Who is not named is not judged, and the answer says so.
  corridor legal novorossiysk-cpc trieste --commodity crude-cpc --actor greek-carrier --document certificate-of-origin";

const UNITS: &str = "\
Amounts name their unit:
  share      50%                   of the capacity, or of the value
  mass       30Mt, 1500kt          a year
  rate       1.2mb/d               million barrels a day
  price      3.9USD/t, 62USD/bbl
  time       78h, 3d

Answers show Mt a year; --unit shows another. Data (csv, json) are in kt. Costs are USD per tonne of the goods, times days.
Dates are written YYYY-MM-DD. One reference date (--as-of) decides what exists and what is in force.";

fn selectors() -> String {
    let mut page = String::from(
        "SEL is key=value, joined by commas where all must hold: `country=RUS,mode=sea`. Values of one key are joined by `;`: `strait=bosporus;dardanelles`.\n",
    );
    for (group, keys) in corridor::query::selector_keys() {
        page.push_str(&format!("\n{group}:\n"));
        keys.iter().for_each(|(key, says)| page.push_str(&format!("  {key:<14} {says}\n")));
    }
    page
}

/// The command line as its help shows it: it reads the same.
pub(super) fn shortened(whole: Command) -> Command {
    let advanced = advanced(&whole);
    let after = whole.get_after_help().map(ToString::to_string).unwrap_or_default();
    let topics: Vec<String> = TOPICS.iter().map(|topic| format!("  {:<10} {}", topic.name, topic.about)).collect();
    let front = |command: Command| {
        let place = FRONT.iter().position(|name| *name == command.get_name());
        let hidden = command.clone().hide(place.is_none());
        by_reference(hidden.display_order(place.unwrap_or(FRONT.len())))
    };
    let options = |arg: clap::Arg| if arg.get_help_heading() == Some("Everywhere") { arg.hide(true) } else { arg };
    whole.mut_subcommands(front).mut_args(options).after_help(format!(
        "Advanced:\n{advanced}\n\nShared by commands (corridor help TOPIC):\n{}\n\n{after}",
        topics.join("\n")
    ))
}

/// The other commands, a line each.
fn advanced(whole: &Command) -> String {
    let others =
        whole.get_subcommands().filter(|command| !FRONT.contains(&command.get_name()) && !command.is_hide_set());
    let line = |command: &Command| {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        // The first clause: the whole is in the command's own help.
        let about = about.split([':', ';']).next().unwrap_or_default();
        format!("  {:<12} {about}", command.get_name())
    };
    others.map(line).collect::<Vec<_>>().join("\n")
}

/// Options under the heading of a topic are named in one line instead of being listed; subcommands likewise.
fn by_reference(command: Command) -> Command {
    let references: Vec<String> = TOPICS.iter().filter_map(|topic| reference(topic, &command)).collect();
    let of_topic = |arg: &clap::Arg| {
        arg.get_help_heading().is_some_and(|own| TOPICS.iter().any(|topic| topic.heading == Some(own)))
    };
    let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let after = [
        references.join("\n"),
        "Options of every command (--atlas, --format, --unit, --full, --output ...): corridor help options".into(),
        String::new(),
        after,
    ]
    .join("\n");
    command
        .mut_args(|arg| if of_topic(&arg) { arg.hide(true) } else { arg })
        .mut_subcommands(by_reference)
        .after_help(after.trim().to_owned())
}

/// `Scenarios and what-if measures (--scenario, --close ...): corridor help scenario`.
fn reference(topic: &Topic, command: &Command) -> Option<String> {
    let of_topic = command
        .get_arguments()
        .filter(|arg| arg.get_help_heading().is_some() && arg.get_help_heading() == topic.heading);
    let flags: Vec<String> = of_topic.filter_map(|arg| Some(format!("--{}", arg.get_long()?))).collect();
    let more = if flags.len() > 4 { " ..." } else { "" };
    let first = flags.iter().take(4).cloned().collect::<Vec<_>>().join(", ");
    (!flags.is_empty()).then(|| format!("{} ({first}{more}): corridor help {}", topic.about, topic.name))
}

pub(super) fn run(args: &Args, global: &Global) -> Result<Exit, Failure> {
    let words: Vec<&str> = args.words.iter().map(String::as_str).collect();
    let mut found = match TOPICS.iter().find(|topic| words == [topic.name]) {
        Some(topic) => page(topic),
        None => command(&words)?,
    };
    let text = found.render_long_help().to_string();
    output::write_bytes(text.as_bytes(), global.output.as_deref())?;
    Ok(Exit::Done)
}

/// The page of a topic: the options under its heading, of whichever command has them.
fn page(topic: &Topic) -> Command {
    let page = Command::new(topic.name).about(topic.about).disable_help_flag(true).max_term_width(100);
    let page = page.help_template("{about}\n\n{options}{after-help}").after_help((topic.says)());
    let Some(heading) = topic.heading else { return page.help_template("{about}{after-help}") };
    let whole = super::command();
    let of_heading = |arg: &&clap::Arg| arg.get_help_heading() == Some(heading);
    let of = topic.of.and_then(|name| whole.find_subcommand(name)).unwrap_or(&whole);
    let args: Vec<clap::Arg> = of.get_arguments().filter(of_heading).cloned().collect();
    page.args(args.into_iter().map(|arg| arg.help_heading(None::<&str>).global(false)))
}

/// A command by its words.
fn command(words: &[&str]) -> Result<Command, Failure> {
    let mut found = shortened(super::command());
    found.build();
    for word in words {
        let names: Vec<&str> = found.get_subcommands().map(Command::get_name).collect();
        let topics: Vec<&str> = TOPICS.iter().map(|topic| topic.name).collect();
        let unknown = || {
            Failure::new(format!(
                "no help for {word}: commands are {}; topics are {}",
                names.join(", "),
                topics.join(", ")
            ))
        };
        found = found.find_subcommand(word).ok_or_else(unknown)?.clone();
    }
    Ok(found)
}
