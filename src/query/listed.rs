//! Lists of sanctioned persons in: hits become a scenario file, what is doubtful a table to review.

use std::fmt::Write as _;
use std::path::Path;

use super::{ImportList, ListKind};
use crate::answer::{ImportedList, ListHit};
use crate::error::{Error, Result};
use crate::exchange::lists::{self, Hit, Kind};
use crate::model::{Day, ListedKind};
use crate::select;
use crate::session::{Session, flag};

/// Bytes that are one step for who waits.
const STEP: usize = 1 << 20;

impl Session {
    /// Who of the atlas is on a list, and the scenario file that the sure ones become.
    ///
    /// # Errors
    /// The file cannot be read whole; nothing of it is used then.
    pub(crate) fn import_list(&self, asked: &ImportList) -> Result<ImportedList> {
        let mut findings = Vec::new();
        if !select::is_code(&asked.authority) {
            findings.push(flag("authority", &asked.authority, "an authority is a state or bloc", "for example US"));
        }
        if asked.since.as_deref().is_some_and(|text| Day::parse(text).is_none()) {
            let text = asked.since.as_deref().unwrap_or_default();
            findings.push(flag("since", text, "a day is written YYYY-MM-DD", "for example 2024-06-30"));
        }
        if !(0.0..=1.0).contains(&asked.least) {
            let rule = "how near names are is a number from 0 to 1";
            findings.push(flag("least", &asked.least.to_string(), rule, "for example 0.7"));
        }
        if !findings.is_empty() {
            return Err(Error::data("the list cannot be imported", findings));
        }
        let path = Path::new(&asked.file);
        let kind = match asked.kind {
            ListKind::OfacSdn => Kind::OfacSdn,
            ListKind::Opensanctions => Kind::OpenSanctions,
        };
        let progress = self.progress();
        progress.add_total(lists::size(path) / STEP);
        // Bytes are summed, so that parts of a step are not lost between calls.
        let steps = std::sync::atomic::AtomicUsize::new(0);
        let tell = |bytes: usize| {
            let before = steps.fetch_add(bytes, std::sync::atomic::Ordering::Relaxed);
            // Full steps that these bytes complete, wherever in a step they began.
            progress.count((before + bytes) / STEP - before / STEP);
        };
        let found = lists::listed(path, kind, &self.atlas, asked.least, &tell)?;
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let text = scenario(asked, &file, &found.exact);
        Ok(ImportedList {
            scenario: text,
            file,
            authority: asked.authority.clone(),
            entries: found.entries,
            sanctioned: found.sanctioned,
            exact: found.exact.iter().map(hit).collect(),
            near: found.near.iter().map(hit).collect(),
        })
    }
}

fn hit(own: &Hit) -> ListHit {
    ListHit {
        of: own.what,
        id: own.id.to_string(),
        name: own.name.clone(),
        entry: own.entry.clone(),
        entry_name: own.entry_name.clone(),
        by: own.by.clone(),
        score: own.score,
    }
}

/// A scenario on top of the law: dealings with those who are surely listed are closed to the authority's persons.
fn scenario(asked: &ImportList, file: &str, exact: &[Hit]) -> String {
    let authority = &asked.authority;
    let named = |ports: bool| -> Vec<String> {
        // Ports are places, everyone else is a party.
        let mine = exact.iter().filter(|own| (own.what == ListedKind::Port) == ports);
        let mut ids: Vec<String> = mine.map(|own| format!("\"{}\"", own.id)).collect();
        // Hits are sorted: several entries for one party are neighbours.
        ids.dedup();
        ids
    };
    let (parties, ports) = (named(false), named(true));
    let mut text = format!(
        "# Made by `corridor import` from {file}: what is surely on the list. Names that are only near are in the review table.\n\
         id = \"listed-{}\"\ntitle = \"Parties of the atlas on a list of {authority}\"\nextends = \"law\"\n",
        authority.to_lowercase()
    );
    let since = asked.since.as_ref().map(|day| format!("since = \"{day}\"\n")).unwrap_or_default();
    // A quote or a backslash in the file's name would break the TOML text.
    let rest = format!("{since}source = \"{}\"\n", file.replace(['"', '\\'], "'"));
    // Writing to a String does not fail.
    if !parties.is_empty() {
        let _ = write!(
            text,
            "\n[[measure]]\nid = \"{authority}:imported-parties\"\nauthority = \"{authority}\"\neffect = {{ close = true }}\n\
             parties = {{ party = [{}] }}\n{rest}",
            parties.join(", ")
        );
    }
    if !ports.is_empty() {
        let _ = write!(
            text,
            "\n[[measure]]\nid = \"{authority}:imported-ports\"\nauthority = \"{authority}\"\neffect = {{ close = true }}\n\
             on = {{ place = [{}] }}\n{rest}",
            ports.join(", ")
        );
    }
    text
}
