//! What could not run, for people, on stderr.

use std::io::Write;

use corridor::{Diagnostic, Error, Severity};

use super::draw::Drawer;

/// More findings than this are counted, not shown.
pub(super) const SHOWN: usize = 100;

#[derive(Debug)]
pub(super) struct Failure {
    message: String,
    diagnostics: Vec<Diagnostic>,
}

impl Failure {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), diagnostics: Vec::new() }
    }

    /// Each finding on its own line with its place drawn below, then the sentence that sums up. A closed stderr is
    /// no one's error.
    pub(super) fn print(&self, mut drawer: Drawer) {
        let mut out = std::io::stderr().lock();
        let _ = out.write_all(self.text(|diagnostic| drawer.draw(diagnostic)).as_bytes());
    }

    fn text(&self, mut drawing: impl FnMut(&Diagnostic) -> String) -> String {
        let mut text = String::new();
        for diagnostic in self.diagnostics.iter().take(SHOWN) {
            text.push_str(&format!("{diagnostic}\n{}", drawing(diagnostic)));
        }
        let hidden = self.diagnostics.len().saturating_sub(SHOWN);
        if hidden > 0 {
            text.push_str(&format!("and {hidden} more\n"));
        }
        text.push_str(&format!("error: {}{}\n", self.message, self.count()));
        text
    }

    fn count(&self) -> String {
        let errors = self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
        let warnings = self.diagnostics.len() - errors;
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        match (errors, warnings) {
            (0, 0) => String::new(),
            (errors, 0) => format!(" ({errors} error{})", plural(errors)),
            (errors, warnings) => {
                format!(" ({errors} error{}, {warnings} warning{})", plural(errors), plural(warnings))
            }
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self { message: error.to_string(), diagnostics: error.diagnostics().to_vec() }
    }
}

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Self {
        Self { message: "a file cannot be used".into(), diagnostics: vec![diagnostic] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_findings_are_counted_and_a_hundred_shown() {
        let mut diagnostics = vec![Diagnostic::error("places.csv", "no such country", "did you mean KAZ?"); 120];
        diagnostics.push(Diagnostic::warning("links.csv", "long", ""));
        let text = Failure { message: "the atlas cannot be used".into(), diagnostics }.text(|_| String::new());
        assert_eq!(text.matches("no such country").count(), 100);
        let tail: Vec<_> = text.lines().rev().take(2).collect();
        assert_eq!(tail, ["error: the atlas cannot be used (120 errors, 1 warning)", "and 21 more"]);
    }

    #[test]
    fn a_question_that_cannot_be_asked_is_one_line() {
        assert_eq!(Failure::new("no such place").text(|_| String::new()), "error: no such place\n");
    }
}
