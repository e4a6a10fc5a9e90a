//! Runs of the program in a folder of their own.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A folder that is gone at the end.
pub struct Scratch(pub PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Scratch {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("corridor-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    pub fn file(&self, name: &str, text: &str) -> String {
        fs::write(self.0.join(name), text).unwrap();
        self.path(name)
    }
}

pub fn run(arguments: &[&str], more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_corridor"));
    command.args(arguments).args(more).stdin(Stdio::null()).output().unwrap()
}

#[track_caller]
pub fn good(arguments: &[&str], more: &[&str]) -> String {
    let output = run(arguments, more);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}\n{said}");
    String::from_utf8(output.stdout).unwrap()
}

/// What stands on stderr of a run that exits with 2 and says nothing on stdout.
#[track_caller]
pub fn bad(arguments: &[&str], more: &[&str]) -> Vec<String> {
    let output = run(arguments, more);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{arguments:?}\n{said}");
    said.lines().filter(|line| line.starts_with("error")).map(str::to_owned).collect()
}

/// An answer, which is as the schema says.
#[track_caller]
pub fn json(arguments: &[&str], more: &[&str]) -> Value {
    let answer = serde_json::from_str(&good(arguments, &[more, &["--format", "json"]].concat())).unwrap();
    let (mut compiler, mut schemas) = (boon::Compiler::new(), boon::Schemas::new());
    let schema = serde_json::from_str(&good(&["man", "--json-schema"], &[])).unwrap();
    compiler.add_resource("answers.json", schema).unwrap();
    let index = compiler.compile("answers.json", &mut schemas).unwrap();
    assert!(schemas.validate(&answer, index).is_ok(), "{arguments:?}: not as the schema says");
    answer
}
