//! Law that is not known, taken for a bar: what `--assume barred` adds to the law.

use std::collections::BTreeSet;

use super::Session;
use crate::model::{Day, Effect, Id, Measure, Nexus, PERSONAL, Window, is_state, sender_code};
use crate::select;

impl Session {
    /// A bar of each sender for the days of which its law is not known: for its persons, where it binds them abroad, and for
    /// what passes its territory.
    pub(crate) fn bars_of_the_unknown(&self) -> Vec<Measure> {
        let mut bars = Vec::new();
        for sender in self.senders() {
            for (number, window) in self.gaps(&sender).into_iter().enumerate() {
                let bar = |nexus: Nexus, how: &str| {
                    let id = format!("{sender}:unknown-{how}-{}", number + 1);
                    let mut bar = Measure::what_if(&id, Effect::Bar, None);
                    bar.sender.clone_from(&sender);
                    bar.window = window;
                    bar.legal.nexus = vec![nexus];
                    bar.legal.title = Some(format!("The law of {sender} is not known for this day"));
                    bar
                };
                if PERSONAL.contains(&sender.as_str()) {
                    bars.push(bar(Nexus::Person, "person"));
                }
                // A sender without a place in this atlas is passed by nobody.
                if let Ok(on) = select::parse(&format!("country={}", sender_code(&sender)), &self.atlas) {
                    bars.push(Measure { on: Some(on), ..bar(Nexus::Territory, "territory") });
                }
            }
        }
        bars
    }

    /// All whose law may be asked.
    fn senders(&self) -> BTreeSet<String> {
        let covered = self.atlas.coverage.iter().map(|row| row.sender.as_str());
        let of_law = self.atlas.law.measures.iter().map(|measure| measure.sender.as_str());
        let named: BTreeSet<&str> =
            covered.chain(of_law).chain(PERSONAL).filter(|sender| is_state(sender)).collect();
        let is_named = |id: &Id| named.iter().any(|sender| sender_code(sender) == id.as_str());
        let others = self.atlas.countries.iter().map(|row| &row.id).filter(|id| !is_named(id));
        named.iter().map(|sender| (*sender).to_owned()).chain(others.map(Id::to_string)).collect()
    }

    /// Days of which a sender's law is not known.
    fn gaps(&self, sender: &str) -> Vec<Window> {
        let rows = self.atlas.coverage.iter().filter(|row| row.sender == sender);
        let mut known: Vec<(Day, Day)> = rows.map(|row| (row.since, row.horizon)).collect();
        known.sort_unstable();
        let mut gaps = Vec::new();
        let mut since = None;
        for (first, last) in known {
            if since.is_none_or(|since| since < first) {
                gaps.push(Window { since, until: first.previous() });
            }
            since = since.max(last.next());
        }
        gaps.push(Window { since, until: None });
        gaps
    }
}
