//! However many threads share the work, an answer is the same to the byte.

use std::process::{Command, Stdio};

fn answer(arguments: &[&str], threads: &str) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_corridor"))
        .args(arguments)
        .args(["--format", "json", "--threads", threads])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?} --threads {threads}\n{said}");
    assert!(output.stdout.ends_with(b"}\n"), "{arguments:?} --threads {threads}\n{said}");
    output.stdout
}

/// One thread, two, and more than there are cores; eight twice, since a race need not show at once.
fn same(arguments: &[&str]) {
    let one = answer(arguments, "1");
    for threads in ["2", "8", "8"] {
        let other = answer(arguments, threads);
        let at = one.iter().zip(&other).position(|(a, b)| a != b);
        assert!(one == other, "{arguments:?}: {threads} threads differ from one at byte {at:?}");
    }
}

#[test]
fn exposure_does_not_depend_on_threads() {
    same(&["exposure", "--origin", "KAZ", "--cargo", "crude", "--year", "2023"]);
}

#[test]
fn compare_does_not_depend_on_threads() {
    same(&["compare", "--origin", "KAZ", "--cargo", "crude"]);
}

#[test]
fn ranges_do_not_depend_on_threads() {
    for command in ["exposure", "reroute --scenario west-half-dear", "compare"] {
        let command = format!("{command} --ranges --origin KAZ --year 2023 --atlas data/tiny");
        same(&command.split(' ').collect::<Vec<_>>());
    }
}

#[test]
fn reroute_does_not_depend_on_threads() {
    same(&["reroute", "--origin", "KAZ", "--cargo", "crude", "--scenario", "cpc-closed"]);
}

#[test]
fn route_does_not_depend_on_threads() {
    same(&["route", "KAZ", "ITA", "--cargo", "crude", "-k", "5"]);
}
