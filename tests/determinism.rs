//! Same input, same bytes, for every number of threads.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::process::Command;

fn bytes(command: &str, threads: &str) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_corridor"))
        .args(command.split_whitespace())
        .args(["--format", "json", "--threads", threads])
        .output()
        .unwrap();
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.len() > 1000, "{command} says next to nothing");
    output.stdout
}

#[track_caller]
fn same(command: &str) {
    let one = bytes(command, "1");
    for threads in ["2", "8"] {
        assert!(one == bytes(command, threads), "{command}: {threads} threads give other bytes than one");
    }
}

#[test]
fn exposure_does_not_depend_on_threads() {
    same("exposure --origin KAZ --cargo crude --year 2023");
}

#[test]
fn reroute_does_not_depend_on_threads() {
    same("reroute --origin KAZ --cargo crude --year 2025 --scenario bosporus-closed");
}

#[test]
fn compare_does_not_depend_on_threads() {
    same("compare --origin KAZ --cargo crude --year 2024");
}

#[test]
fn routes_do_not_depend_on_threads() {
    same("route KAZ ITA --cargo crude -k 10");
}
