//! Selectors as data. Reading and matching live in `select`.

use super::string_enum;
use std::fmt;
/// Chooses assets and trades: every clause must hold, one value of a clause is enough, `not` must fail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selector {
    /// What must hold, in the order written.
    pub clauses: Vec<Clause>,
    /// What must not hold.
    pub not: Option<Box<Selector>>,
}

impl Selector {
    #[must_use]
    pub fn of(key: &'static str, value: impl Into<String>) -> Self {
        Self { clauses: vec![Clause { key, values: vec![value.into()] }], not: None }
    }

    /// One key with any of several values.
    #[must_use]
    pub fn of_any(key: &'static str, values: impl IntoIterator<Item = String>) -> Self {
        Self { clauses: vec![Clause { key, values: values.into_iter().collect() }], not: None }
    }

    /// Does it use a key, here or under `not`?
    #[must_use]
    pub fn uses(&self, key: &str) -> bool {
        self.clauses.iter().any(|clause| clause.key == key) || self.not.as_deref().is_some_and(|not| not.uses(key))
    }

    /// Has it nothing to say?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty() && self.not.is_none()
    }
}

impl fmt::Display for Selector {
    /// As tables write it: `place=a;b,mode=sea`; what must not hold in `not(...)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let clauses = self.clauses.iter().map(|clause| format!("{}={}", clause.key, clause.values.join(";")));
        let not = self.not.as_ref().map(|not| format!("not({not})"));
        f.write_str(&clauses.chain(not).collect::<Vec<_>>().join(","))
    }
}

/// A key and the values of which one is enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// A name of the key registry.
    pub key: &'static str,
    /// Checked values.
    pub values: Vec<String>,
}

string_enum! {
    /// What a flow can depend on, by the selector key that chooses it. In the order of the words.
    ElementKind {
        /// A corridor.
        Corridor = "corridor",
        /// A country: the territory of links, the country of places.
        Country = "country",
        /// A line.
        Line = "line",
        /// A link.
        Link = "link",
        /// Who runs a link or a place.
        Operator = "operator",
        /// Who owns half or more of an operator, through whatever chain, or commands it.
        Owner = "owner",
        /// A place that is no strait.
        Place = "place",
        /// A strait.
        Strait = "strait",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selector_reads_as_tables_write_it() {
        let clause = |key, values: &[&str]| Clause { key, values: values.iter().map(ToString::to_string).collect() };
        let on = Selector {
            clauses: vec![clause("place", &["a", "b"]), clause("mode", &["sea"])],
            not: Some(Box::new(Selector::of("country", "RUS"))),
        };
        assert_eq!(on.to_string(), "place=a;b,mode=sea,not(country=RUS)");
    }
}
