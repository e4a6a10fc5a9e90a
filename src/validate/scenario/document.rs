//! A TOML file with line numbers: typed access to its keys, every fault kept.

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::model::Day;
use crate::tables::Atlas;

/// A file that is being read, with all that is wrong with it.
pub struct Document<'a> {
    file: &'a str,
    text: &'a str,
    /// Where its lines end.
    ends: Vec<usize>,
    pub diagnostics: Vec<Diagnostic>,
}

/// The kind of file, and how much is owed there.
#[derive(Clone, Copy)]
pub struct Within<'a> {
    pub atlas: &'a Atlas,
    /// The file of one authority's law: its authority is everyone's, readings are owed, sources are ids.
    pub law: Option<&'a str>,
}

/// What a value is called by people.
fn sort(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// With the keys of the version before under their names of now.
fn with_current_keys(table: DeTable<'_>) -> DeTable<'_> {
    let mut named = DeTable::new();
    // The parser's keys cannot be renamed in place.
    for (key, value) in table {
        let now = crate::model::current(key.get_ref()).to_owned();
        named.insert(Spanned::new(key.span(), now.into()), inside(value));
    }
    named
}

fn inside(value: Spanned<DeValue<'_>>) -> Spanned<DeValue<'_>> {
    let span = value.span();
    let inner = match value.into_inner() {
        DeValue::Table(table) => DeValue::Table(with_current_keys(table)),
        DeValue::Array(array) => DeValue::Array(array.into_iter().map(inside).collect()),
        other => other,
    };
    Spanned::new(span, inner)
}

impl<'a> Document<'a> {
    pub fn new(file: &'a str, text: &'a str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at);
        Self { file, text, ends: ends.collect(), diagnostics: Vec::new() }
    }

    /// The whole file as a table.
    pub fn parse(&mut self) -> Option<DeTable<'a>> {
        match DeTable::parse(self.text) {
            Ok(table) => Some(with_current_keys(table.into_inner())),
            Err(error) => {
                let line = error.span().map_or(1, |span| self.line_at(span.start));
                // The parser explains itself on several lines; a finding is one sentence.
                let rule = format!("not TOML: {}", error.message().replace('\n', ", "));
                self.diagnostics.push(Diagnostic::error(self.file, rule, "mend this line").row(line));
                None
            }
        }
    }

    pub fn line<T>(&self, value: &Spanned<T>) -> u64 {
        self.line_at(value.span().start)
    }

    fn line_at(&self, start: usize) -> u64 {
        // Each line feed before this byte ends a line above it.
        1 + self.ends.partition_point(|end| *end < start) as u64
    }

    /// A value as it is written.
    fn written<T>(&self, value: &Spanned<T>) -> &'a str {
        self.text.get(value.span()).unwrap_or_default()
    }

    /// Notes that a value, as it is written, breaks a rule.
    pub fn fault_at<T>(&mut self, value: &Spanned<T>, key: &str, rule: impl Into<String>, hint: &str) {
        self.fault(self.line(value), key, self.written(value), rule, hint);
    }

    /// Notes that a key's value breaks a rule.
    pub fn fault(&mut self, line: u64, key: &str, value: &str, rule: impl Into<String>, hint: &str) {
        self.diagnostics.push(Diagnostic::error(self.file, rule, hint).row(line).cell(key, value));
    }

    /// Notes a fault of a key as a whole.
    pub fn fault_of(&mut self, line: u64, key: &str, rule: impl Into<String>, hint: &str) {
        let mut diagnostic = Diagnostic::error(self.file, rule, hint).row(line);
        diagnostic.column = Some(key.to_owned());
        self.diagnostics.push(diagnostic);
    }

    /// Keys that no one knows are faults.
    pub fn only(&mut self, table: &DeTable<'_>, known: &[&str]) {
        for key in table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
            let near = did_you_mean(key.get_ref(), known.iter().copied());
            let hint = if near.is_empty() { format!("keys here: {}", known.join(", ")) } else { near };
            let line = self.line(key);
            self.fault_of(line, &key.get_ref().clone(), "there is no such key", &hint);
        }
    }

    /// Text under a key, with its line; blank text is a fault.
    pub fn text(&mut self, table: &DeTable<'_>, key: &str) -> Option<(String, u64)> {
        let value = table.get(key)?;
        let line = self.line(value);
        match value.get_ref() {
            DeValue::String(text) if !text.trim().is_empty() && !text.chars().any(char::is_control) => {
                Some((text.to_string(), line))
            }
            DeValue::String(_) => {
                let rule = "this text is blank or holds control characters";
                self.fault_at(value, key, rule, "write what it is");
                None
            }
            other => {
                let rule = format!("this is text, not {}", sort(other));
                self.fault_at(value, key, rule, "put it in quotes");
                None
            }
        }
    }

    /// Text that must be there, in a table that starts on this line.
    pub fn owed(&mut self, table: &DeTable<'_>, key: &str, line: u64) -> Option<(String, u64)> {
        if !table.contains_key(key) {
            self.fault_of(line, key, "this key is missing", &format!("add {key} = \"...\""));
        }
        self.text(table, key)
    }

    /// A day under a key, in quotes or not.
    pub fn day(&mut self, table: &DeTable<'_>, key: &str) -> Option<Day> {
        let value = table.get(key)?;
        let text = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            // TOML has dates of its own, without quotes.
            DeValue::Datetime(day) => day.to_string(),
            other => {
                let rule = format!("this is a day, not {}", sort(other));
                self.fault_at(value, key, rule, "write \"2024-06-30\"");
                return None;
            }
        };
        let day = Day::parse(&text);
        if day.is_none() {
            let line = self.line(value);
            self.fault(line, key, &text, "there is no such day", "write \"2024-06-30\"");
        }
        day
    }

    /// `true` or `false` under a key.
    pub fn answer(&mut self, table: &DeTable<'_>, key: &str) -> Option<bool> {
        let value = table.get(key)?;
        let answer = value.get_ref().as_bool();
        if answer.is_none() {
            let rule = format!("this is true or false, not {}", sort(value.get_ref()));
            self.fault_at(value, key, rule, "write it without quotes");
        }
        answer
    }

    /// A finite number of at least 0 under a key.
    pub fn number(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<f64> {
        let text = match value.get_ref() {
            // TOML also has hexadecimal, octal and binary integers.
            DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
            DeValue::Float(number) => number.as_str(),
            // Empty text does not parse, so every other type ends in the finding below.
            _ => "",
        };
        let number = text.parse().ok().filter(|number: &f64| number.is_finite() && *number >= 0.0);
        if number.is_none() {
            self.fault_at(value, key, "this is a finite number, 0 or more", &format!("write {key} = 60"));
        }
        number
    }

    /// A list of words under a key: text, or a list of text; blank where there is none.
    pub fn list_of(&mut self, table: &DeTable<'_>, key: &str) -> Vec<(String, u64)> {
        let Some(value) = table.get(key) else { return Vec::new() };
        let line = self.line(value);
        let before = self.diagnostics.len();
        let words = self.words(key, value);
        // A value of the wrong type has a finding already, and is not empty.
        if words.is_empty() && self.diagnostics.len() == before {
            self.fault_of(line, key, "an empty list says nothing", "leave it out, or name something");
        }
        words.into_iter().map(|word| (word, line)).collect()
    }

    /// The tables under `[[key]]`, each with its line.
    pub fn tables<'t, 'i>(&mut self, table: &'t DeTable<'i>, key: &str) -> Vec<(&'t DeTable<'i>, u64)> {
        let Some(value) = table.get(key) else { return Vec::new() };
        let DeValue::Array(list) = value.get_ref() else {
            self.fault_at(value, key, "this is a list of tables", &format!("write [[{key}]]"));
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in list.iter() {
            let line = self.line(item);
            match item.get_ref() {
                DeValue::Table(inner) => tables.push((inner, line)),
                _ => self.fault_at(item, key, "this is a list of tables", &format!("write [[{key}]]")),
            }
        }
        tables
    }

    /// A table under a key, with its line.
    pub fn table<'t, 'i>(&mut self, table: &'t DeTable<'i>, key: &str) -> Option<(&'t DeTable<'i>, u64)> {
        let value = table.get(key)?;
        let line = self.line(value);
        if let DeValue::Table(inner) = value.get_ref() {
            return Some((inner, line));
        }
        let rule = format!("this is a table, not {}", sort(value.get_ref()));
        self.fault_at(value, key, rule, &format!("write {key} = {{ key = value }}"));
        None
    }

    /// A value of a selector as words: text, `true`, or a list of text.
    pub fn words(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Vec<String> {
        match value.get_ref() {
            DeValue::String(text) => vec![text.to_string()],
            DeValue::Boolean(answer) => vec![answer.to_string()],
            DeValue::Array(list) => self.list(key, list),
            other => {
                let rule = format!("a value here is text or a list of text, not {}", sort(other));
                self.fault_at(value, key, rule, "put it in quotes");
                Vec::new()
            }
        }
    }

    fn list(&mut self, key: &str, list: &DeArray<'_>) -> Vec<String> {
        let mut words = Vec::new();
        for item in list.iter() {
            match item.get_ref() {
                DeValue::String(text) => words.push(text.to_string()),
                DeValue::Boolean(answer) => words.push(answer.to_string()),
                other => {
                    let rule = format!("a list here is of text, not {}", sort(other));
                    self.fault_at(item, key, rule, "put it in quotes");
                }
            }
        }
        words
    }
}
